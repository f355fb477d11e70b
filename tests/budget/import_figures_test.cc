// What a trial import tells that a report may refer to, against what the
// service then gives.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "common/store/rocks_store.h"
#include "services/budget/budget.h"

namespace finsam::budget {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsSubsetOf;
using testing::Not;

const FiscalYearName kYear{"2220001511", 2025};

const std::vector<store::InputFile> kFiles = {
    {"budget.csv",
     "#fastställd;2024-11-28\n#beslut;styrelsen § 3\n"
     "#ingående kapital;1 000;prognos\n"
     "rad;benämning;grupp;slag;belopp;plan 2026\n"
     "bidrag;Bidrag;Intäkter;intäkt;1000;1000\n"
     "kansli;Kansli;Administration;kostnad;600;650\n"},
    {"budget-2024.csv",
     "#fastställd;2023-11-28\n#beslut;styrelsen § 4\n"
     "rad;benämning;grupp;slag;belopp\n"
     "bidrag;Bidrag;Intäkter;intäkt;900\n"
     "resor;Resor;Administration;kostnad;10\n"},
    {"forecast-2024.csv",
     "#dag;2024-09-30\n#utfall till;2024-08\n#underlag;redovisningen\n"
     "rad;metod;belopp\nresor;manuell;12\n"},
    {"layouts/budget.yaml", R"(tables:
  - id: plan
    title: Budget
    unit: kr
    row-header: Belopp i kr
    columns:
      - {label: Budget 2024, budget: 2024}
      - {label: Prognos 2024, forecast: 2024}
      - {label: Budget 2025, budget: 2025}
      - {label: Plan 2026, plan: 2026}
    rows:
      - {group: Intäkter}
      - {opening-capital: Eget kapital}
      - {total: available, label: Summa, of: [income, opening-capital]}
      - {group: Administration}
  - id: bare
    title: Utfall
    unit: kr
    row-header: Belopp i kr
    columns:
      - {label: Utfall, outcome: 2025-06}
    rows:
      - {line: kansli}
)"},
};

class ImportFiguresTest : public testing::Test {
 protected:
  ImportFiguresTest()
      : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(*store::OpenRocksStore({.path = "/data", .env = disk_.get()})),
        budgets_(*store_, SystemClock()) {}

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
  Budgets budgets_;
};

TEST_F(ImportFiguresTest, ATrialTellsWhatIsThenGiven) {
  const auto tried = budgets_.Import({kYear, "r1", true, kFiles});
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_THAT(tried->table_ids, ElementsAre("bare", "plan"));
  const auto stored = budgets_.Import({kYear, "r1", false, kFiles});
  ASSERT_TRUE(stored.ok()) << stored.status();

  OutcomeColumn outcome;
  outcome.year = 2025;
  outcome.month = 6;
  const auto tables = budgets_.Tables(kYear, {outcome});
  ASSERT_TRUE(tables.ok()) << tables.status();
  const auto capital = budgets_.PlanCapital(kYear, 0);
  ASSERT_TRUE(capital.ok()) << capital.status();
  std::vector<std::string> given;
  for (const auto* figures : {&tables->figures, &capital->figures}) {
    for (const Figure& figure : *figures) given.push_back(figure.id);
  }
  EXPECT_THAT(given, Contains("plan/available/budget-2025"));
  EXPECT_THAT(given, Contains("forecast/resor/2024"));
  EXPECT_THAT(given, Contains("capital/closing/2026"));
  EXPECT_THAT(given, IsSubsetOf(tried->figure_ids));
  // Lines that the outcome may have, and nothing made up.
  EXPECT_THAT(tried->figure_ids, Contains("outcome/kansli/2025-06"));
  EXPECT_THAT(tried->figure_ids, Not(Contains("plan/resor/2026")));
  EXPECT_THAT(tried->figure_ids, Not(Contains("capital/guideline/2025")));
}

TEST_F(ImportFiguresTest, WhatIsKeptCounts) {
  ASSERT_TRUE(budgets_.Import({kYear, "r1", false, kFiles}).ok());
  const auto tried = budgets_.Import({kYear, "r2", true, {kFiles[0]}});
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_THAT(tried->table_ids, ElementsAre("bare", "plan"));
  EXPECT_THAT(tried->figure_ids, Contains("plan/available/plan-2026"));
}

// A guideline's figures are of the years that one of its tiers fits: of 1 000
// kr in contributions in 2025 and 1 200 in 2026.
TEST_F(ImportFiguresTest, AGuidelineIsPromisedWhereATierFits) {
  std::vector<store::InputFile> files = {kFiles[0]};
  files[0].content =
      absl::StrReplaceAll(kFiles[0].content, {{"1000;1000", "1000;1200"}});
  files.push_back({"budget-rules.yaml", ""});
  const struct {
    const char* tiers;
    bool in_2025;
    bool in_2026;
  } cases[] = {
      {"{contributions-up-to: 999, share: 20 %}", false, false},
      {"{contributions-up-to: 1000, share: 20 %}", true, false},
      {"{share: 20 %}", true, true},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.tiers);
    files[1].content = absl::StrCat(
        "capital-guideline:\n  source: Rådet\n  tiers:\n    - ", c.tiers, "\n");
    const auto tried = budgets_.Import({kYear, "try", true, files});
    ASSERT_TRUE(tried.ok()) << tried.status();
    ASSERT_TRUE(budgets_.Import({kYear, c.tiers, false, files}).ok());
    const auto capital = budgets_.PlanCapital(kYear, 0);
    ASSERT_TRUE(capital.ok()) << capital.status();
    std::set<std::string> given;
    for (const Figure& figure : capital->figures) given.insert(figure.id);
    for (const char* word : {"guideline", "guideline-room"}) {
      for (const auto& [year, is_given] :
           {std::pair(2025, c.in_2025), std::pair(2026, c.in_2026)}) {
        const std::string id = absl::StrCat("capital/", word, "/", year);
        const auto& ids = tried->figure_ids;
        EXPECT_EQ(given.contains(id), is_given) << id;
        EXPECT_EQ(std::count(ids.begin(), ids.end(), id), is_given) << id;
      }
    }
  }
}

}  // namespace
}  // namespace finsam::budget

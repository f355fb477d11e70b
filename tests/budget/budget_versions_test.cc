// The hall over a store in memory: stages, other years' files, what stands
// beside the budget, and what older versions of the program kept.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "common/store/key.h"
#include "common/store/rocks_store.h"
#include "finsam/budget/v1/budget.pb.h"
#include "services/budget/budget.h"
#include "services/budget/budget_store.h"
#include "tests/budget/random_budget.h"

namespace finsam::budget {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr char kOrganisation[] = "2220001511";
const FiscalYearName kYear{kOrganisation, 2025};
const FiscalYearName kBefore{kOrganisation, 2024};

std::string Budget2025(const std::string& directives, int kronor) {
  return absl::StrCat(directives, "#ingående kapital;1000;prognos 2024\n",
                      "rad;benämning;grupp;slag;belopp;plan 2026;medlem\n"
                      "bidrag;Bidrag;Bidrag;intäkt;500;500;gnosjo\n"
                      "kansli;Kansli;Administration;kostnad;",
                      kronor, ";700;\n");
}

std::string Adopted(int day, int kronor) {
  return Budget2025(
      absl::StrCat("#fastställd;2024-11-", day, "\n#beslut;§ ", day, "\n"),
      kronor);
}

constexpr char kForecast2024[] =
    "#dag;2024-10-20\n#utfall till;2024-09\n#underlag;kvartal 3\n"
    "rad;metod;belopp\nbidrag;manuell;510\nkansli;manuell;480\n";
constexpr char kContributions[] =
    "#summa;500\n#avrundning;1\nmedlem;slag;invånare;andel\n"
    "fk;stat;;\nregionen;region;;\ngnosjo;kommun;9500;\n"
    "varnamo;kommun;34500;\n";
constexpr char kInstalments[] =
    "medlem;rad;fakturerad;belopp;från;till;betald\n"
    "gnosjo;bidrag;2025-01-15;10;2025-01;2025-06;2025-02-01\n";
constexpr char kRules[] =
    "capital-guideline:\n  source: Rådet\n  tiers:\n    - {share: 20 %}\n";
constexpr char kLayout[] =
    "tables:\n"
    "  - id: plan\n"
    "    title: Budget\n"
    "    unit: kr\n"
    "    row-header: Belopp i kr\n"
    "    columns:\n"
    "      - {label: Prognos 2024, forecast: 2024}\n"
    "      - {label: Budget 2025, budget: 2025}\n"
    "      - {label: Plan 2026, plan: 2026}\n"
    "    rows:\n"
    "      - {line: bidrag}\n"
    "      - {line: kansli}\n"
    "      - {total: result, label: Resultat}\n";

class BudgetVersionsTest : public testing::Test {
 protected:
  BudgetVersionsTest() {
    auto store = store::OpenRocksStore({.path = "/store", .env = env_.get()});
    EXPECT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    budgets_ = std::make_unique<Budgets>(*store_, clock_);
  }

  absl::StatusOr<store::ImportOutcome> Import(
      std::vector<store::InputFile> files) {
    return budgets_->Import(
        {kYear, absl::StrCat("r", ++requests_), false, std::move(files)});
  }

  void ExpectNothingStored(int64_t revision) {
    EXPECT_EQ(store::ReadHead(*store_->TakeSnapshot(), kOrganisation)->revision,
              revision);
  }

  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Budgets> budgets_;
  int requests_ = 0;
};

TEST_F(BudgetVersionsTest, AProposalIsNotTheBudgetUntilAdopted) {
  const auto proposed = Import(
      {{"budget.csv", Budget2025("#skede;förslag\n#dag;2024-10-01\n", 900)}});
  ASSERT_TRUE(proposed.ok()) << proposed.status();
  EXPECT_TRUE(proposed->changed);
  EXPECT_THAT(proposed->figure_ids, IsEmpty());
  EXPECT_EQ(ReasonOf(budgets_->Get(kYear).status()), "BUDGET_UNKNOWN");
  EXPECT_EQ(budgets_->Get(kYear, 1)->budget.decided.stage, Stage::kProposal);
  ASSERT_TRUE(Import({{"budget.csv",
                       Budget2025("#skede;samrådd\n#dag;2024-10-30\n", 950)}})
                  .ok());
  ASSERT_TRUE(Import({{"budget.csv", Adopted(28, 950)}}).ok());
  EXPECT_EQ(budgets_->Get(kYear)->budget.version, 3);
  ASSERT_TRUE(Import({{"budget.csv",
                       Budget2025("#skede;förslag\n#dag;2025-03-01\n", 999)}})
                  .ok());
  EXPECT_EQ(budgets_->Get(kYear)->budget.version, 3) << "a proposal to revise";

  const auto listed = budgets_->ListVersions(kYear, 0, 3);
  ASSERT_TRUE(listed.ok()) << listed.status();
  EXPECT_EQ(listed->versions.size(), 3u);
  EXPECT_TRUE(listed->more);
  EXPECT_EQ(listed->in_force, 3);
  const auto rest = budgets_->ListVersions(kYear, 3, 3);
  EXPECT_EQ(rest->versions.size(), 1u);
  EXPECT_FALSE(rest->more);

  const auto differences = budgets_->CompareVersions(kYear, 1, 0);
  ASSERT_TRUE(differences.ok());
  EXPECT_EQ(differences->after, 4);
  ASSERT_EQ(differences->differences.lines.size(), 1u);
  EXPECT_EQ(differences->differences.lines[0].line, "kansli");
  EXPECT_TRUE(budgets_->CompareVersions(kYear, 2, 2)->differences.empty());
  EXPECT_EQ(ReasonOf(budgets_->CompareVersions(kYear, 1, 5).status()),
            "BUDGET_UNKNOWN");
  const absl::Status nothing = budgets_->CompareVersions(kYear, 0, 1).status();
  EXPECT_EQ(nothing.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(nothing), "VERSION_INVALID");
}

TEST_F(BudgetVersionsTest, AnAdoptedVersionIsNotEdited) {
  ASSERT_TRUE(Import({{"budget.csv", Adopted(20, 900)}}).ok());
  const auto edited = Import({{"budget.csv", Adopted(20, 901)},
                              {"contributions.csv", kContributions}});
  EXPECT_EQ(ReasonOf(edited.status()), "BUDGET_ADOPTED_EDITED");
  EXPECT_EQ(edited.status().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(ReasonOf(Import({{"budget.csv", Adopted(19, 901)}}).status()),
            "BUDGET_VERSION_DATE");
  ExpectNothingStored(1);
  EXPECT_EQ(ReasonOf(budgets_->SplitContributions(kYear, {}).status()),
            "CONTRIBUTIONS_UNKNOWN");
  // A trial says the same.
  EXPECT_EQ(
      ReasonOf(
          budgets_
              ->Import(
                  {kYear, "trial", true, {{"budget.csv", Adopted(20, 901)}}})
              .status()),
      "BUDGET_ADOPTED_EDITED");
}

TEST_F(BudgetVersionsTest, OneImportIsAllOrNothing) {
  const std::vector<store::InputFile> good = {
      {"budget.csv", Adopted(20, 900)},
      {"budget-2024.csv",
       absl::StrReplaceAll(Adopted(10, 800), {{"plan 2026", "plan 2025"}})},
      {"forecast-2024.csv", kForecast2024},
      {"contributions.csv", kContributions},
      {"instalments.csv", kInstalments},
      {"budget-rules.yaml", kRules},
      {"layouts/budget.yaml", kLayout}};
  for (size_t bad = 0; bad < good.size(); ++bad) {
    std::vector<store::InputFile> files = good;
    files[bad].content = "\xff";
    EXPECT_EQ(Import(files).status().code(), absl::StatusCode::kInvalidArgument)
        << good[bad].name;
  }
  ExpectNothingStored(0);
  const auto imported = Import(good);
  ASSERT_TRUE(imported.ok()) << imported.status();
  ExpectNothingStored(1);
  EXPECT_THAT(imported->summary, HasSubstr("prognos 2024 med 2 rader"));
  EXPECT_THAT(imported->figure_ids,
              testing::Contains("contribution/gnosjo/2025"));
  EXPECT_FALSE(Import(good)->changed);

  // Everything is there.
  EXPECT_EQ(budgets_->Get(kBefore)->budget.version, 1);
  const auto forecasts = budgets_->ListForecasts(kBefore, 0, 10);
  ASSERT_EQ(forecasts->forecasts.size(), 1u);
  const Forecast& forecast = forecasts->forecasts[0].forecast;
  EXPECT_EQ(forecast.through_month, 9);
  EXPECT_EQ(forecast.lines[0].kind, Kind::kIncome) << "as the budget says";
  EXPECT_EQ(forecast.lines[1].group, "Administration");
  const auto split = budgets_->SplitContributions(kYear, {});
  ASSERT_TRUE(split.ok()) << split.status();
  EXPECT_EQ(split->split.total, Ore{50'000});
  const auto statements =
      budgets_->ListStatements(kYear, absl::CivilDay(2025, 1, 31), 2, 1);
  ASSERT_EQ(statements->statements.size(), 1u);
  EXPECT_EQ(statements->statements[0].invoiced, Ore{1'000});
  EXPECT_EQ(statements->statements[0].paid, Ore{0});
  EXPECT_TRUE(statements->more);
  const auto capital = budgets_->PlanCapital(kYear, 0);
  ASSERT_TRUE(capital.ok()) << capital.status();
  ASSERT_EQ(capital->years.size(), 2u);
  EXPECT_EQ(capital->years[0].closing(), Ore{60'000});
  EXPECT_EQ(capital->years[1].closing(), Ore{40'000});
  EXPECT_EQ(capital->guideline->source, "Rådet");
  EXPECT_EQ(capital->findings.size(), 2u) << "above a fifth of 500 kr";
  const auto tables = budgets_->Tables(kYear, {});
  ASSERT_TRUE(tables.ok()) << tables.status();
  ASSERT_EQ(tables->tables.size(), 1u);
  const auto& cells = tables->tables[0].rows[2].cells;
  ASSERT_EQ(cells.size(), 3u);
  EXPECT_EQ(std::get<FigureCell>(cells[0]).figure.value, Value(Ore{3'000}));
  EXPECT_EQ(std::get<FigureCell>(cells[1]).figure.value, Value(Ore{-40'000}));
  EXPECT_EQ(std::get<FigureCell>(cells[2]).figure.value, Value(Ore{-20'000}));
}

TEST_F(BudgetVersionsTest, InstalmentsAreOfMembersWhoContribute) {
  EXPECT_EQ(ReasonOf(Import({{"instalments.csv", kInstalments}}).status()),
            "INSTALMENT_MEMBER");
  ASSERT_TRUE(Import({{"contributions.csv", kContributions}}).ok());
  ASSERT_TRUE(Import({{"instalments.csv", kInstalments}}).ok());
  // A member that has instalments cannot be left out afterwards.
  EXPECT_EQ(ReasonOf(Import({{"contributions.csv",
                              absl::StrReplaceAll(kContributions,
                                                  {{"gnosjo", "gislaved"}})}})
                         .status()),
            "INSTALMENT_MEMBER");
  ExpectNothingStored(2);
}

TEST_F(BudgetVersionsTest, OnlyTheYearsOwnInstalmentsAreAccrued) {
  const auto imported = Import(
      {{"budget.csv", Adopted(20, 900)},
       {"contributions.csv", kContributions},
       {"instalments.csv",
        absl::StrCat("medlem;rad;fakturerad;belopp;från;till;betald\n"
                     "gnosjo;bidrag;2025-01-15;12;2025-01;2025-12;\n"
                     "gnosjo;bidrag;2024-12-15;24;2025-01;2025-06;\n"
                     "gnosjo;bidarg;2025-01-15;10;2025-01;2025-12;\n")}});
  ASSERT_TRUE(imported.ok()) << imported.status();
  std::vector<std::string> unknown;
  for (const Problem& warning : imported->warnings) {
    if (warning.reason != "INSTALMENT_LINE_UNKNOWN") continue;
    unknown.push_back(
        absl::StrCat(warning.file, ":", warning.line, ":", warning.found));
  }
  EXPECT_THAT(unknown, testing::ElementsAre("instalments.csv:4:bidarg"));
  FollowUpQuestion question;
  question.year = kYear;
  question.month = 6;
  question.outcomes = {{"bidrag",
                        Figure{"books/bidrag", Ore{36'00}, {}},
                        {},
                        "",
                        "",
                        Kind::kIncome,
                        ""}};
  question.accrue_instalments = true;
  const auto made = budgets_->FollowUp(question);
  ASSERT_TRUE(made.ok()) << made.status();
  const ColumnItem* item = made->follow_up.accrual.Find("bidrag");
  ASSERT_NE(item, nullptr);
  EXPECT_EQ(item->figure.value, Value(Ore{-6'00}));

  // The books have deferred the year's instalment themselves.
  question.outcomes[0].figure->value = Ore{6'00};
  const auto deferred = budgets_->FollowUp(question);
  ASSERT_TRUE(deferred.ok()) << deferred.status();
  EXPECT_EQ(deferred->follow_up.accrual.Find("bidrag"), nullptr);
  ASSERT_EQ(deferred->warnings.size(), 2u);
  EXPECT_EQ(deferred->warnings[0].reason, "OUTCOME_MISSING");
  EXPECT_EQ(deferred->warnings[1].reason, "OUTCOME_ACCRUED_ALREADY");
  EXPECT_THAT(deferred->warnings[1].message, HasSubstr("12 kr"));
}

TEST_F(BudgetVersionsTest, AFileOfNothingNewChangesNothing) {
  ASSERT_TRUE(
      Import({{"budget.csv", Adopted(20, 900)}, {"budget-rules.yaml", kRules}})
          .ok());
  EXPECT_FALSE(Import({{"budget-rules.yaml", kRules}})->changed);
  const std::string other = absl::StrReplaceAll(kRules, {{"20 %", "300 %"}});
  EXPECT_FALSE(Import({{"budget-rules.yaml", other}}).ok());
  const auto changed = Import(
      {{"budget-rules.yaml", absl::StrReplaceAll(kRules, {{"20", "90"}})}});
  ASSERT_TRUE(changed.ok());
  EXPECT_TRUE(changed->changed);
  EXPECT_EQ(budgets_->PlanCapital(kYear, 0)->guideline->tiers[0].share,
            (Share{900'000}));
}

TEST_F(BudgetVersionsTest, ABudgetWithoutCapitalHasNoCapitalPlan) {
  ASSERT_TRUE(Import({{"budget.csv", absl::StrReplaceAll(Adopted(20, 900),
                                                         {{"#ingående kapital",
                                                           "#anmärkning"}})}})
                  .ok());
  EXPECT_EQ(ReasonOf(budgets_->PlanCapital(kYear, 0).status()),
            "CAPITAL_UNKNOWN");
}

TEST_F(BudgetVersionsTest, AYearHasOnlySoManyVersionsAndForecasts) {
  for (size_t i = 0; i < kVersionsMax; ++i) {
    ASSERT_TRUE(
        Import({{"budget.csv", Budget2025("#skede;förslag\n#dag;2024-10-01\n",
                                          static_cast<int>(i))}})
            .ok());
  }
  const auto refused = Import({{"budget.csv", Adopted(20, 1)}});
  EXPECT_EQ(ReasonOf(refused.status()), "BUDGET_TOO_MANY_VERSIONS");
  for (size_t i = 0; i < kForecastsMax; ++i) {
    ASSERT_TRUE(Import({{"forecast-2024.csv",
                         absl::StrReplaceAll(kForecast2024,
                                             {{"480", absl::StrCat(i)}})}})
                    .ok());
  }
  EXPECT_EQ(ReasonOf(Import({{"forecast-2024.csv", kForecast2024}}).status()),
            "FORECAST_TOO_MANY");
}

// What is exported says the same: importing the budget in force changes
// nothing, an earlier one is refused, and decided anew it is just that one.
TEST_F(BudgetVersionsTest, RevisingAndRevertingGivesTheFirstVersion) {
  constexpr uint64_t kSeed = 20250210;
  Random random(kSeed);
  Decided decided = RandomDecided(random);
  decided.stage = Stage::kAdopted;
  constexpr int kRevisions = 20;
  for (int i = 0; i < kRevisions; ++i) {
    decided.adoption_date = absl::CivilDay(2023, 1, 1) + i;
    decided.decision = absl::StrCat("§ ", i);
    const auto imported = Import(
        {{"budget-2024.csv", WriteBudgetFile(2024, decided, Numbers::kPlain)}});
    ASSERT_TRUE(imported.ok()) << imported.status() << " seed " << kSeed;
    for (const Numbers numbers : {Numbers::kSwedish, Numbers::kPlain}) {
      const auto same = budgets_->Export(kBefore, 0, numbers);
      ASSERT_TRUE(same.ok()) << same.status();
      const auto again = Import({{"budget-2024.csv", same->content}});
      ASSERT_TRUE(again.ok()) << again.status() << " seed " << kSeed;
      EXPECT_FALSE(again->changed);
      EXPECT_EQ(again->head, imported->head);
    }
    decided = Changed(decided, random);
  }
  for (int version = 1; version < kRevisions; ++version) {
    const auto file = budgets_->Export(kBefore, version, Numbers::kSwedish);
    const auto refused = Import({{"budget-2024.csv", file->content}});
    EXPECT_EQ(refused.status().code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(refused.status()), "BUDGET_REVERTED");
    Decided anew = budgets_->Get(kBefore, version)->budget.decided;
    anew.adoption_date = decided.adoption_date + version;
    anew.decision = absl::StrCat("§ ", kRevisions + version);
    const auto reverted = Import(
        {{"budget-2024.csv", WriteBudgetFile(2024, anew, Numbers::kSwedish)}});
    ASSERT_TRUE(reverted.ok()) << reverted.status() << " seed " << kSeed;
    EXPECT_TRUE(reverted->changed);
    EXPECT_EQ(budgets_->Get(kBefore)->budget.version, kRevisions + version);
    const auto compared = budgets_->CompareVersions(kBefore, version, 0);
    EXPECT_THAT(compared->differences.lines, IsEmpty());
    EXPECT_THAT(compared->differences.sums, IsEmpty());
    EXPECT_FALSE(compared->differences.decision.empty());
  }
}

// A store from before there were stages: no key says which is adopted.
TEST_F(BudgetVersionsTest, ReadsWhatWasKeptBeforeThereWereStages) {
  ASSERT_TRUE(Import({{"budget.csv", Adopted(20, 900)}}).ok());
  store::Commit commit;
  commit.Delete(store::Key("adopted").Text(kOrganisation).Number(2025).bytes());
  v1::Budget old;
  old.set_name(absl::StrCat(kYear.Text(), "/budgets/1"));
  old.set_version(1);
  old.mutable_adoption_date()->set_year(2024);
  old.mutable_adoption_date()->set_month(11);
  old.mutable_adoption_date()->set_day(20);
  old.set_decision("§ 20");
  old.add_lines()->set_id("kansli");
  commit.Put(
      store::Key("budget").Text(kOrganisation).Number(2025).Number(1).bytes(),
      absl::StrCat("\x01", old.SerializeAsString()));
  ASSERT_TRUE(store_->Apply(commit).ok());
  const auto got = budgets_->Get(kYear);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->budget.decided.stage, Stage::kAdopted);
  EXPECT_EQ(got->budget.decided.lines[0].id, "kansli");
  ASSERT_TRUE(Import({{"budget.csv",
                       Budget2025("#skede;förslag\n#dag;2024-12-01\n", 1)}})
                  .ok());
  EXPECT_EQ(budgets_->Get(kYear)->budget.version, 1);
}

// Then, capital brought forward stood among the lines; the file is the same.
TEST_F(BudgetVersionsTest, AFileKeptBeforeThereWereStagesIsStillTheSame) {
  const std::string file =
      "#fastställd;2024-11-20\n#beslut;§ 20\n"
      "rad;benämning;grupp;slag;belopp;kommentar\n"
      "kapital;Balanserat resultat;Intäkter;intäkt;1000;prognos 2024\n"
      "bidrag;Bidrag;Intäkter;intäkt;500;\n";
  ASSERT_TRUE(Import({{"budget.csv", file}}).ok());
  v1::Budget old;
  old.set_name(absl::StrCat(kYear.Text(), "/budgets/1"));
  old.set_version(1);
  old.mutable_adoption_date()->set_year(2024);
  old.mutable_adoption_date()->set_month(11);
  old.mutable_adoption_date()->set_day(20);
  old.set_decision("§ 20");
  for (const auto& [id, label, kronor] :
       {std::tuple("kapital", "Balanserat resultat", 1000),
        std::tuple("bidrag", "Bidrag", 500)}) {
    v1::Budget::Line* line = old.add_lines();
    line->set_id(id);
    line->set_label(label);
    line->set_group("Intäkter");
    line->set_kind(v1::Budget::INCOME);
    line->set_amount_ore(kronor * 100);
  }
  old.mutable_lines(0)->set_comment("prognos 2024");
  store::Commit commit;
  commit.Delete(store::Key("adopted").Text(kOrganisation).Number(2025).bytes());
  commit.Put(
      store::Key("budget").Text(kOrganisation).Number(2025).Number(1).bytes(),
      absl::StrCat("\x01", old.SerializeAsString()));
  ASSERT_TRUE(store_->Apply(commit).ok());
  const auto again = Import({{"budget.csv", file}});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(again->changed);
  const auto got = budgets_->Get(kYear);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->budget.decided.opening_capital, Ore{1'000'00});
  EXPECT_EQ(got->budget.decided.lines.size(), 1u);
}

}  // namespace
}  // namespace finsam::budget

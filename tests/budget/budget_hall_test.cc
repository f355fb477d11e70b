// The hall over a real store in memory: versions, repeated requests, other
// associations, reopening, and what happens when a commit fails.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <atomic>
#include <csignal>
#include <filesystem>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "common/store/rocks_store.h"
#include "services/budget/budget.h"
#include "services/budget/budget_store.h"
#include "services/budget/import_files.h"

namespace finsam::budget {
namespace {

using ::testing::ElementsAre;

constexpr char kOrganisation[] = "2220001511";
const FiscalYearName kYear{kOrganisation, 2024};
const FiscalYearName kOtherAssociation{"2220002279", 2024};

// A budget with one cost line of `kronor`, by a decision of its own.
std::string File(int kronor) {
  return absl::StrCat("#fastställd;2023-11-23\n#beslut;styrelsen § ", kronor,
                      "\n"
                      "rad;benämning;grupp;slag;belopp\n"
                      "bidrag;Bidrag;;intäkt;1000\nkansli;Kansli;;kostnad;",
                      kronor, "\n");
}

store::ImportRequest Question(const std::string& request_id, int kronor,
                              const FiscalYearName& year = kYear) {
  return {year, request_id, false, {{"budget.csv", File(kronor)}}};
}

// Passes on to a store, and first refuses `stale` commits as STALE and then
// `broken` ones as trouble.
class RefusingStore final : public store::Store {
 public:
  explicit RefusingStore(store::Store& store) : store_(store) {}

  std::unique_ptr<store::Snapshot> TakeSnapshot() const override {
    return store_.TakeSnapshot();
  }
  absl::Status Apply(const store::Commit& commit) override {
    if (stale-- > 0) {
      return Refuse(absl::StatusCode::kAborted, "STALE", "inaktuell");
    }
    if (broken-- > 0) return absl::UnavailableError("the disk is gone");
    return store_.Apply(commit);
  }

  int stale = 0;
  int broken = 0;

 private:
  store::Store& store_;
};

class BudgetHallTest : public testing::Test {
 protected:
  BudgetHallTest() { Open(); }

  void Open() {
    budgets_.reset();
    store_.reset();
    auto store = store::OpenRocksStore({.path = "/store", .env = env_.get()});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
    budgets_ = std::make_unique<Budgets>(*store_, clock_);
  }

  std::unique_ptr<rocksdb::Env> env_{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Budgets> budgets_;
};

TEST_F(BudgetHallTest, ImportsAndGives) {
  const auto imported = budgets_->Import(Question("r1", 900));
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_TRUE(imported->changed);
  EXPECT_EQ(imported->head.revision, 1);
  EXPECT_EQ(imported->head.root.size(), 32u);
  EXPECT_THAT(imported->figure_ids,
              ElementsAre("budget/bidrag/2024", "budget/costs/2024",
                          "budget/income/2024", "budget/kansli/2024",
                          "budget/result/2024"));
  EXPECT_EQ(imported->summary,
            "2024: 2 budgetrader, intäkter 1\u00a0000\u00a0kr, kostnader "
            "900\u00a0kr");

  const auto got = budgets_->Get(kYear);
  ASSERT_TRUE(got.ok()) << got.status();
  EXPECT_EQ(got->head, imported->head);
  EXPECT_EQ(got->budget.Name(), absl::StrCat(kYear.Text(), "/budgets/1"));
  EXPECT_EQ(got->budget.decided.lines.size(), 2u);
  EXPECT_EQ(got->figures.size(), 5u);
  EXPECT_EQ(got->figures.back().value, Value(Ore{10'000}));
}

TEST_F(BudgetHallTest, OnlyAnotherDecisionMakesAVersion) {
  const struct {
    const char* request;
    int kronor;
    bool changed;
    int64_t revision;
    int version;
  } steps[] = {
      {"r1", 900, true, 1, 1}, {"r2", 900, false, 1, 1},
      {"r3", 950, true, 2, 2}, {"r4", 950, false, 2, 2},
      {"r5", 970, true, 3, 3}, {"r6", 970, false, 3, 3},
  };
  for (const auto& step : steps) {
    const auto imported = budgets_->Import(Question(step.request, step.kronor));
    ASSERT_TRUE(imported.ok()) << imported.status();
    EXPECT_EQ(imported->changed, step.changed) << step.request;
    EXPECT_EQ(imported->head.revision, step.revision) << step.request;
    EXPECT_EQ(budgets_->Get(kYear)->budget.version, step.version);
  }
  // A folder with the file from before the revisions does not undo them.
  EXPECT_EQ(ReasonOf(budgets_->Import(Question("r7", 900)).status()),
            "BUDGET_REVERTED");
  EXPECT_EQ(budgets_->Get(kYear)->budget.version, 3);
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

TEST_F(BudgetHallTest, ARepeatedRequestGetsTheFirstAnswer) {
  const auto first = budgets_->Import(Question("r1", 900));
  ASSERT_TRUE(first.ok());
  ASSERT_TRUE(budgets_->Import(Question("r2", 950)).ok());
  const auto again = budgets_->Import(Question("r1", 900));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_TRUE(again->changed);
  EXPECT_EQ(again->head, first->head);
  EXPECT_EQ(again->figure_ids, first->figure_ids);
  EXPECT_EQ(again->summary, first->summary);
  EXPECT_EQ(budgets_->Get(kYear)->budget.version, 2);

  const absl::Status reused = budgets_->Import(Question("r1", 970)).status();
  EXPECT_EQ(reused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(reused), "REQUEST_ID_REUSED");
}

TEST_F(BudgetHallTest, ARetryOfNothingNewBringsNothingBack) {
  ASSERT_TRUE(budgets_->Import(Question("r1", 900)).ok());
  const auto second = budgets_->Import(Question("r2", 900));
  ASSERT_TRUE(second.ok());
  EXPECT_FALSE(second->changed);
  EXPECT_EQ(second->head.revision, 1);
  ASSERT_TRUE(budgets_->Import(Question("r3", 950)).ok());
  const auto again = budgets_->Import(Question("r2", 900));
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(again->changed);
  EXPECT_EQ(again->head, second->head);
  EXPECT_EQ(budgets_->Get(kYear)->budget.version, 2);
  EXPECT_EQ(ReasonOf(budgets_->Import(Question("r2", 950)).status()),
            "REQUEST_ID_REUSED");
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

TEST_F(BudgetHallTest, ATryChangesNothing) {
  store::ImportRequest question = Question("r1", 900);
  question.validate_only = true;
  const auto tried = budgets_->Import(question);
  ASSERT_TRUE(tried.ok());
  EXPECT_FALSE(tried->changed);
  EXPECT_EQ(tried->head, store::Head{});
  EXPECT_EQ(tried->figure_ids.size(), 5u);
  EXPECT_EQ(ReasonOf(budgets_->Get(kYear).status()), "BUDGET_UNKNOWN");
  question.files[0].content = File(-1);
  EXPECT_EQ(ReasonOf(budgets_->Import(question).status()), "BUDGET_NEGATIVE");
}

TEST_F(BudgetHallTest, AssociationsAndYearsDoNotSeeOneAnother) {
  const FiscalYearName kNextYear{kOrganisation, 2025};
  ASSERT_TRUE(budgets_->Import(Question("r1", 900)).ok());
  for (const FiscalYearName& other : {kOtherAssociation, kNextYear}) {
    EXPECT_EQ(budgets_->Get(other).status().code(),
              absl::StatusCode::kNotFound);
    EXPECT_EQ(ReasonOf(budgets_->Compare(other, {}).status()),
              "BUDGET_UNKNOWN");
  }
  // The same request id is another association's own.
  const auto theirs = budgets_->Import(Question("r1", 1, kOtherAssociation));
  ASSERT_TRUE(theirs.ok()) << theirs.status();
  EXPECT_EQ(theirs->head.revision, 1);
  ASSERT_TRUE(budgets_->Import(Question("r2", 2, kNextYear)).ok());
  const auto ours = budgets_->Get(kYear);
  EXPECT_EQ(ours->budget.version, 1);
  EXPECT_EQ(ours->head.revision, 2) << "years share the association's journal";
  EXPECT_EQ(ours->figures[1].value, Value(Ore{90'000}));
  EXPECT_EQ(budgets_->Get(kOtherAssociation)->figures[1].value,
            Value(Ore{100}));
  EXPECT_EQ(budgets_->Get(kOtherAssociation)->head.revision, 1);
}

TEST_F(BudgetHallTest, EverythingIsThereAfterReopening) {
  const auto first = budgets_->Import(Question("r1", 900));
  ASSERT_TRUE(budgets_->Import(Question("r2", 950)).ok());
  const auto before = budgets_->Get(kYear);
  Open();
  const auto after = budgets_->Get(kYear);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->budget, before->budget);
  EXPECT_EQ(after->head, before->head);
  EXPECT_EQ(after->figures, before->figures);
  EXPECT_EQ(budgets_->Import(Question("r1", 900))->head, first->head);
  EXPECT_FALSE(budgets_->Import(Question("r3", 950))->changed);
  EXPECT_TRUE(store::VerifyChain(*store_->TakeSnapshot(), kOrganisation).ok());
}

// On the real disk, by a process that is killed without closing anything.
TEST(BudgetHallKillTest, WhatWasAnsweredIsThereAfterAKill) {
  testing::FLAGS_gtest_death_test_style = "threadsafe";
  const std::string path = FINSAM_BIN_DIR "/budget_hall_test.store";
  std::filesystem::remove_all(path);
  const FixedClock clock{absl::FromUnixSeconds(1'700'000'000)};
  EXPECT_EXIT(
      {
        const auto store = store::OpenRocksStore({.path = path});
        Budgets budgets(**store, clock);
        if (budgets.Import(Question("r1", 900)).ok()) raise(SIGKILL);
      },
      testing::KilledBySignal(SIGKILL), "");
  {
    const auto store = store::OpenRocksStore({.path = path});
    ASSERT_TRUE(store.ok()) << store.status();
    Budgets budgets(**store, clock);
    const auto got = budgets.Get(kYear);
    ASSERT_TRUE(got.ok()) << got.status();
    EXPECT_EQ(got->budget.decided.lines.back().amount, Ore{90'000});
    EXPECT_EQ(got->head.revision, 1);
    EXPECT_TRUE(
        store::VerifyChain(*(*store)->TakeSnapshot(), kOrganisation).ok());
  }
  std::filesystem::remove_all(path);
}

TEST_F(BudgetHallTest, KeepsEveryFieldOfABudget) {
  store::ImportRequest question = Question("r1", 0);
  question.files[0].content =
      "#fastställd;2025-01-02\n#beslut;\"§ 3; fråga \"\"2\"\"\"\n"
      "#ingående kapital;-5,50;prognos\n"
      "rad;benämning;grupp;slag;belopp;beviljat;faktor;plan 2025;plan 2026;"
      "medlem;insats;kostnadsslag;kommentar\n"
      "a-1;Å;Grupp;intäkt;1,05;0;;3;;gnosjo;;;Ö\n"
      "b;B;;kostnad;2;4;50 %;;4;;team;lön;\n";
  const auto imported = budgets_->Import(question);
  ASSERT_TRUE(imported.ok()) << imported.status();
  ASSERT_EQ(imported->warnings.size(), 1u);
  EXPECT_EQ(imported->warnings[0].reason, "BUDGET_DATE");
  EXPECT_EQ(budgets_->Import(question)->warnings, imported->warnings);
  Decided expected;
  expected.adoption_date = absl::CivilDay(2025, 1, 2);
  expected.decision = "§ 3; fråga \"2\"";
  expected.plan_years = 2;
  expected.opening_capital = Ore{-550};
  expected.opening_capital_source = "prognos";
  expected.lines = {{"a-1",
                     "Å",
                     "Grupp",
                     Kind::kIncome,
                     Ore{105},
                     Ore{0},
                     std::nullopt,
                     {Ore{300}, std::nullopt},
                     "gnosjo",
                     "",
                     "",
                     "Ö"},
                    {"b",
                     "B",
                     "",
                     Kind::kCost,
                     Ore{200},
                     Ore{400},
                     Share{500'000},
                     {std::nullopt, Ore{400}},
                     "",
                     "team",
                     "lön",
                     ""}};
  EXPECT_EQ(budgets_->Get(kYear)->budget.decided, expected);
}

TEST_F(BudgetHallTest, RefusesBadQuestions) {
  const auto with = [](auto change) {
    store::ImportRequest question = Question("r1", 900);
    change(question);
    return question;
  };
  const struct {
    const char* reason;
    store::ImportRequest question;
  } cases[] = {
      {"REQUEST_ID_SIZE", with([](auto& q) { q.request_id = ""; })},
      {"REQUEST_ID_SIZE", with([](auto& q) { q.request_id.resize(65); })},
      {"FILE_MISSING", with([](auto& q) { q.files.clear(); })},
      {"FILE_MISSING", with([](auto& q) { q.files[0].name = ""; })},
      {"FILE_UNEXPECTED",
       with([](auto& q) { q.files[0].name = "bugdet.csv"; })},
      {"FILE_UNEXPECTED",
       with([](auto& q) { q.files[0].name = "budget-24.csv"; })},
      {"FILE_UNEXPECTED",
       with([](auto& q) { q.files[0].name = "budget-0024.csv"; })},
      {"FILE_UNEXPECTED",
       with([](auto& q) { q.files.resize(kImportFilesMax + 1, q.files[0]); })},
      {"FILE_TWICE", with([](auto& q) { q.files.push_back(q.files[0]); })},
      {"BUDGET_VERSIONS_OVERLAP", with([](auto& q) {
         q.files.push_back({"budget-2024.csv", File(901)});
       })},
      {"CSV_EMPTY", with([](auto& q) { q.files[0].content = ""; })},
      {"CSV_NOT_UTF8", with([](auto& q) { q.files[0].content += "\xe5"; })},
      {"BUDGET_NEGATIVE", with([](auto& q) { q.files[0].content = File(-5); })},
      {"BUDGET_LINE_DUPLICATE",
       with([](auto& q) { q.files[0].content += "kansli;B;;kostnad;1\n"; })},
      {"AMOUNT_MALFORMED",
       with([](auto& q) { q.files[0].content += "b;B;;kostnad;ett\n"; })},
  };
  for (const auto& c : cases) {
    const absl::Status refusal = budgets_->Import(c.question).status();
    EXPECT_EQ(ReasonOf(refusal), c.reason) << refusal;
    EXPECT_EQ(refusal.code(), absl::StatusCode::kInvalidArgument) << c.reason;
  }
  EXPECT_EQ(store::ReadHead(*store_->TakeSnapshot(), kOrganisation)->revision,
            0);
}

TEST_F(BudgetHallTest, TriesOnceMoreWhenAnotherCommitCameFirst) {
  RefusingStore refusing(*store_);
  Budgets budgets(refusing, clock_);
  refusing.stale = 1;
  EXPECT_TRUE(budgets.Import(Question("r1", 900)).ok());
  refusing.stale = 2;
  EXPECT_EQ(ReasonOf(budgets.Import(Question("r2", 950)).status()), "STALE");
  refusing.stale = 0;
  refusing.broken = 1;
  EXPECT_EQ(budgets.Import(Question("r3", 950)).status().code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(budgets.Get(kYear)->budget.version, 1);
  EXPECT_TRUE(budgets.Import(Question("r3", 950))->changed);
}

TEST_F(BudgetHallTest, NeverWritesOverAVersion) {
  ASSERT_TRUE(budgets_->Import(Question("r1", 900)).ok());
  const Budget kept = budgets_->Get(kYear)->budget;
  store::Commit commit;
  AddVersion(commit, {}, kept);
  EXPECT_EQ(ReasonOf(store_->Apply(commit)), "STALE");
}

TEST_F(BudgetHallTest, DamagedValuesAreTroubleAndNoCrash) {
  ASSERT_TRUE(budgets_->Import(Question("r1", 900)).ok());
  std::vector<std::string> keys;
  ASSERT_TRUE(store_->TakeSnapshot()
                  ->Scan("", "",
                         [&](absl::string_view key, absl::string_view) {
                           keys.emplace_back(key);
                           return true;
                         })
                  .ok());
  for (const char* damage : {"", "\x01", "\x01zzzz", "\x02rest", "zzz"}) {
    for (const std::string& key : keys) {
      const auto before = *store_->TakeSnapshot()->Get(key);
      store::Commit harm;
      harm.Put(key, damage);
      ASSERT_TRUE(store_->Apply(harm).ok());
      const absl::Status status = budgets_->Get(kYear).status();
      EXPECT_TRUE(status.ok() || status.code() == absl::StatusCode::kDataLoss)
          << status;
      store::Commit mend;
      mend.Put(key, *before);
      ASSERT_TRUE(store_->Apply(mend).ok());
    }
  }
  EXPECT_TRUE(budgets_->Get(kYear).ok());
}

TEST_F(BudgetHallTest, WritersFromManyThreadsTakeTurns) {
  constexpr int kThreads = 4;
  constexpr int kImports = 10;
  std::atomic<int> changed{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([this, t, &changed] {
      for (int i = 0; i < kImports; ++i) {
        const int n = t * kImports + i;
        const auto imported =
            budgets_->Import(Question(absl::StrCat("r", n), 1 + n));
        if (imported.ok() && imported->changed) ++changed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(changed, kThreads * kImports);
  const auto got = budgets_->Get(kYear);
  EXPECT_EQ(got->budget.version, kThreads * kImports);
  EXPECT_EQ(got->head.revision, kThreads * kImports);
}

}  // namespace
}  // namespace finsam::budget

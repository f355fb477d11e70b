// Importing a year's books through the service: what is taken, what is
// refused, and that a refusal stores nothing.

#include <gtest/gtest.h>

#include <filesystem>

#include <algorithm>
#include <ostream>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

TEST(ImportTest, TakesAYearAndTellsItsFigures) {
  LedgerHost host;
  const auto answer = host.Import("first", kBooks);
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_TRUE(answer->result.changed());
  EXPECT_EQ(answer->result.revision().revision(), 1);
  EXPECT_EQ(answer->result.revision().root().size(), 32u);
  EXPECT_EQ(answer->result.warnings_size(), 0);
  EXPECT_EQ(answer->result.summary(), "3 verifikationer, 6 rader");
  const auto& ids = answer->result.figure_ids();
  EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
  for (const char* id :
       {"income-statement/team/2024", "income-statement/team/2023",
        "balance-sheet/cash/opening-2024"}) {
    EXPECT_EQ(std::count(ids.begin(), ids.end(), id), 1) << id;
  }
  for (const char* stage : {"reading", "checking", "storing"}) {
    EXPECT_GT(std::count(answer->stages.begin(), answer->stages.end(), stage),
              0);
  }
  EXPECT_EQ(answer->last_count, 3);
  EXPECT_TRUE(host.Verify(kAssociation).ok());
}

TEST(ImportTest, TheSameFilesAgainChangeNothing) {
  LedgerHost host;
  const auto first = host.Import("first", kBooks);
  const auto second = host.Import("second", kBooks);
  ASSERT_TRUE(second.ok()) << second.status();
  EXPECT_FALSE(second->result.changed());
  EXPECT_EQ(second->result.revision().revision(), 1);
  EXPECT_EQ(second->result.revision().root(), first->result.revision().root());
  EXPECT_EQ(second->result.figure_ids_size(), first->result.figure_ids_size());
}

TEST(ImportTest, ARepeatedRequestGetsItsFirstAnswer) {
  LedgerHost host;
  const auto first = host.Import("first", kBooks);
  ASSERT_TRUE(host.Post(PostingOf("p", 100)).ok());
  const auto again = host.Import("first", kBooks);
  ASSERT_TRUE(again.ok());
  EXPECT_EQ(again->result.SerializeAsString(),
            first->result.SerializeAsString());
  EXPECT_EQ(
      Verdict(host.Import("first", With(kBooks, "", kVoucherMore)).status()),
      "ALREADY_EXISTS REQUEST_ID_REUSED");
}

TEST(ImportTest, ValidatingStoresNothing) {
  LedgerHost host;
  const Files files = {{"2024.se", kBooks}, {kLayoutFileName, kLayout}};
  const auto tried = host.Import(kYear, "try", files, /*validate_only=*/true);
  ASSERT_TRUE(tried.ok()) << tried.status();
  EXPECT_FALSE(tried->result.changed());
  EXPECT_EQ(tried->result.revision().revision(), 0);
  EXPECT_EQ(Verdict(host.TrialBalance(kYear).status()),
            "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  const auto real = host.Import(kYear, "try", files);
  ASSERT_TRUE(real.ok());
  EXPECT_TRUE(real->result.changed());
  EXPECT_EQ(real->result.figure_ids_size(), tried->result.figure_ids_size());
}

TEST(ImportTest, ALaterExportAddsItsNewVouchers) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const auto later = host.Import("later", With(kBooks, "", kVoucherMore));
  ASSERT_TRUE(later.ok()) << later.status();
  EXPECT_TRUE(later->result.changed());
  EXPECT_EQ(later->result.revision().revision(), 2);
  const auto listed = host.List(kYear);
  ASSERT_EQ(listed->vouchers_size(), 4);
  EXPECT_EQ(listed->vouchers(2).series(), "A");
  EXPECT_EQ(listed->vouchers(2).number(), 3);
  EXPECT_TRUE(host.Verify(kAssociation).ok());
}

TEST(ImportTest, LayoutNamesAndOverviewMayChange) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const auto renamed = host.Import(
      "renamed", With(kBooks, "\"Insatser\"", "\"Insatser och stöd\""));
  ASSERT_TRUE(renamed.ok()) << renamed.status();
  EXPECT_TRUE(renamed->result.changed());
  EXPECT_EQ(host.TrialBalance(kYear)->accounts(3).name(), "Insatser och stöd");
  const std::string layout = With(kLayout, "label: Team", "label: Laget");
  const auto relaid = host.Import(
      kYear, "relaid", {{"2024.se", kBooks}, {kLayoutFileName, layout}});
  ASSERT_TRUE(relaid.ok()) << relaid.status();
  EXPECT_TRUE(relaid->result.changed());
  EXPECT_EQ(host.Statements(kYear)->statements(0).rows(1).label(), "Laget");
}

TEST(ImportTest, WarningsTravelWithTheResult) {
  LedgerHost host;
  const auto answer =
      host.Import("first", With(kBooks, "#UB -1 1930 1000", "#UB -1 1930 900"));
  ASSERT_TRUE(answer.ok()) << answer.status();
  std::vector<std::string> reasons;
  for (const auto& warning : answer->result.warnings()) {
    EXPECT_EQ(warning.severity(), common::v1::Problem::WARNING);
    reasons.push_back(warning.reason());
  }
  EXPECT_EQ(std::count(reasons.begin(), reasons.end(), "YEAR_CHANGE_DIFFERS"),
            1);
}

struct Harm {
  const char* name;
  const char* file;
  const char* from;
  const char* to;
  const char* verdict;
  int64_t line;  // Where the first error of that reason is said to be.

  friend void PrintTo(const Harm& h, std::ostream* out) { *out << h.name; }
};

constexpr char kSe[] = "2024.se";
constexpr Harm kHarms[] = {
    {"Unbalanced", kSe, "{6 \"20\"} 100", "{6 \"20\"} 101",
     "INVALID_ARGUMENT VOUCHER_UNBALANCED", 41},
    {"OtherAssociation", kSe, "222000-1511", "222000-2279",
     "INVALID_ARGUMENT ORGANISATION_MISMATCH", 0},
{"NotBooks", kSe, "#FLAGGA 0", "<html>", "INVALID_ARGUMENT SIE_NOT_SIE", 0},
    {"OutsideYear", kSe, "#VER B 1 20240620", "#VER B 1 20250620",
     "INVALID_ARGUMENT VOUCHER_OUTSIDE_YEAR", 41},
    {"OnNoLine", kSe, "#TRANS 3010 {} -600", "#TRANS 8010 {} -600",
     "INVALID_ARGUMENT ACCOUNT_NOT_IN_LAYOUT", 34},
    {"PriorOnNoLine", kSe, "#RES -1 3010 -500", "#RES -1 8010 -500",
     "INVALID_ARGUMENT ACCOUNT_NOT_IN_LAYOUT", 21},
    {"OnTwoLines", kLayoutFileName, "except: [\"10\"]", "any: [\"10\", \"20\"]",
     "INVALID_ARGUMENT ACCOUNT_ON_TWO_LINES", 38},
    {"LayoutUnknownLine", kLayoutFileName, "[income, team, other]",
     "[income, team, others]", "INVALID_ARGUMENT LAYOUT_LINE_UNKNOWN", 20},
    {"LayoutNoYaml", kLayoutFileName, "statements:", "statements: [",
     "INVALID_ARGUMENT YAML_SYNTAX", -1},
};

class ImportHarmTest : public testing::TestWithParam<Harm> {};

TEST_P(ImportHarmTest, IsRefusedWithItsPlaceAndStoresNothing) {
  const Harm& harm = GetParam();
  LedgerHost host;
  Files files = {{kSe, kBooks}, {kLayoutFileName, kLayout}};
  files[harm.file] = With(files[harm.file], harm.from, harm.to);
  const absl::Status refusal = host.Import(kYear, "harm", files).status();
  std::string told;
  bool found = false;
  for (const Problem& problem : ProblemsOf(refusal)) {
    told += ProblemLine(problem) + " [" + problem.reason + "]\n";
    if (std::string(harm.verdict).find(problem.reason) == std::string::npos) {
      continue;
    }
    found = found || harm.line == -1 || problem.line == harm.line;
  }
  EXPECT_TRUE(found) << told;
  EXPECT_EQ(Verdict(refusal), harm.verdict) << told;
  const auto head = host.Verify(kAssociation);
  ASSERT_TRUE(head.ok());
  EXPECT_EQ(head->revision().revision(), 0);
  EXPECT_EQ(head->balance_count(), 0);
}

INSTANTIATE_TEST_SUITE_P(Each, ImportHarmTest, testing::ValuesIn(kHarms),
                         testing::PrintToStringParamName());

TEST(ImportTest, EveryProblemOfEveryFileIsTold) {
  LedgerHost host;
  const std::string books = With(kBooks, "{6 \"20\"} 100", "{6 \"20\"} 101");
  const std::string layout =
      With(kLayout, "accounts: [\"3000-3999\"]", "accounts: [\"3900-3999\"]");
  const absl::Status refusal =
      host.Import(kYear, "r", {{kSe, books}, {kLayoutFileName, layout}})
          .status();
  std::vector<std::string> reasons;
  for (const Problem& problem : ProblemsOf(refusal)) {
    reasons.push_back(problem.reason);
  }
  for (const char* reason : {"VOUCHER_UNBALANCED", "ACCOUNT_NOT_IN_LAYOUT"}) {
    EXPECT_GT(std::count(reasons.begin(), reasons.end(), reason), 0) << reason;
  }
}

TEST(ImportTest, WhatIsPostedMayNotChangeOrVanish) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const auto verdict = [&](const char* from, const char* to) {
    return Verdict(host.Import("again", With(kBooks, from, to)).status());
  };
  EXPECT_EQ(verdict("Team, mars", "Team, april"),
            "FAILED_PRECONDITION VOUCHER_CHANGED");
  EXPECT_EQ(verdict("#VER B 1 ", "#VER B 2 "),
            "FAILED_PRECONDITION VOUCHER_MISSING");
  EXPECT_EQ(verdict("#IB 0 1930 1000", "#IB 0 1930 999"),
            "FAILED_PRECONDITION BALANCES_CHANGED");
  EXPECT_EQ(host.Verify(kAssociation)->revision().revision(), 1);
}

TEST(ImportTest, ANewLayoutMustSuitWhatWasPostedByHand) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", With(kBooks, "#DIM 6",
                                        "#KONTO 3910 Annat\n"
                                        "#DIM 6"))
                  .ok());
  v1::PostVoucherRequest posting = PostingOf("p", 700);
  posting.mutable_voucher()->mutable_entries(1)->set_account(3910);
  ASSERT_TRUE(host.Post(posting).ok());
  const std::string layout =
      With(kLayout, "accounts: [\"3000-3999\"]", "accounts: [\"3000-3899\"]");
  EXPECT_EQ(Verdict(host.Import(kYear, "narrow",
                                {{kSe, kBooks}, {kLayoutFileName, layout}})
                        .status()),
            "INVALID_ARGUMENT ACCOUNT_NOT_IN_LAYOUT");
}

// The year before has books of its own: a file that does not speak of it, with
// a layout that no longer takes one of its objects, would leave money out of
// the comparison.
TEST(ImportTest, ALayoutMustSuitTheKeptBooksOfTheYearBefore) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const std::string books = R"(#FLAGGA 0
#SIETYP 4
#ORGNR 222000-1511
#RAR 0 20250101 20251231
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#IB 0 1930 1249.50
#IB 0 2010 -1249.50
#UB 0 1930 1249.50
#UB 0 2010 -1249.50
)";
  const std::string layout = With(kLayout, "except: [\"10\"]", "any: [\"30\"]");
  constexpr char kNextYear[] = "associations/2220001511/fiscalYears/2025";
  const absl::Status refusal =
      host.Import(kNextYear, "next",
                  {{"2025.se", books}, {kLayoutFileName, layout}})
          .status();
  EXPECT_EQ(Verdict(refusal), "INVALID_ARGUMENT ACCOUNT_NOT_IN_LAYOUT");
  ASSERT_FALSE(ProblemsOf(refusal).empty());
  EXPECT_EQ(ProblemsOf(refusal)[0].file, "bokföringen 2024");
  EXPECT_TRUE(host.Import(kNextYear, "whole",
                          {{"2025.se", books}, {kLayoutFileName, kLayout}})
                  .ok());
}

struct EnvelopeCase {
  const char* name;
  const char* fiscal_year;
  const char* request_id;
  Files files;
  const char* verdict;

  friend void PrintTo(const EnvelopeCase& c, std::ostream* out) {
    *out << c.name;
  }
};

const std::vector<EnvelopeCase>& EnvelopeCases() {
  static const auto* cases = new std::vector<EnvelopeCase>{
      {"NoName", "", "r", {}, "INVALID_ARGUMENT NAME_INVALID"},
      {"NoRequestId", kYear, "", {}, "INVALID_ARGUMENT REQUEST_ID_SIZE"},
      {"NoFiles", kYear, "r", {}, "INVALID_ARGUMENT FILE_MISSING"},
      {"OtherFile",
       kYear,
       "r",
       {{"budget.csv", "x"}},
       "INVALID_ARGUMENT FILE_UNEXPECTED"},
      {"TwoBooks",
       kYear,
       "r",
       {{"a.se", kBooks}, {"b.se", kBooks}},
       "INVALID_ARGUMENT FILE_UNEXPECTED"},
      {"HugeLayout",
       kYear,
       "r",
       {{kLayoutFileName, std::string(kOtherFileBytesMax + 1, '#')}},
       "INVALID_ARGUMENT FILE_TOO_LARGE"},
  };
  return *cases;
}

class ImportEnvelopeTest : public testing::TestWithParam<EnvelopeCase> {};

TEST_P(ImportEnvelopeTest, IsRefused) {
  LedgerHost host;
  EXPECT_EQ(Verdict(host.Import(GetParam().fiscal_year, GetParam().request_id,
                                GetParam().files)
                        .status()),
            GetParam().verdict);
}

INSTANTIATE_TEST_SUITE_P(Each, ImportEnvelopeTest,
                         testing::ValuesIn(EnvelopeCases()),
                         testing::PrintToStringParamName());

TEST(ImportFilesTest, PiecesOfAFileFollowOneAnother) {
  ImportFiles files(std::filesystem::temp_directory_path().string());
  ASSERT_TRUE(files.Add("2024.se", "#FLAGGA").ok());
  ASSERT_TRUE(files.Add("2024.se", " 0").ok());
  ASSERT_TRUE(files.Add(kLayoutFileName, "statements:").ok());
  EXPECT_EQ(Verdict(files.Add("2024.se", "\n")),
            "INVALID_ARGUMENT FILE_UNEXPECTED");
  EXPECT_EQ(files.books().size(), 9);
  char read[9] = {};
  ASSERT_TRUE(files.books().Read(0, sizeof(read), read).ok());
  EXPECT_EQ(std::string(read, sizeof(read)), "#FLAGGA 0");
}

// Comparison figures make way for the year's own books, and do not come back.
TEST(ImportTest, AYearsOwnBooksReplaceItsComparisonFigures) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const std::string books = R"(#FLAGGA 0
#SIETYP 4
#ORGNR 222000-1511
#RAR 0 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#KONTO 3010 "Bidrag"
#KONTO 4010 "Insatser"
#IB 0 1930 800
#IB 0 2010 -800
#UB 0 1930 1000
#UB 0 2010 -800
#RES 0 3010 -500
#RES 0 4010 300
#VER A 1 20230115 "Bidrag"
{
#TRANS 1930 {} 500
#TRANS 3010 {} -500
}
#VER A 2 20230310 "Insats"
{
#TRANS 4010 {} 300
#TRANS 1930 {} -300
}
)";
  const auto own = host.Import(
      kPriorYear, "own", {{"2023.se", books}, {kLayoutFileName, kLayout}});
  ASSERT_TRUE(own.ok()) << own.status();
  EXPECT_TRUE(own->result.changed());
  EXPECT_TRUE(host.Verify(kAssociation).ok());
  EXPECT_EQ(host.List(kPriorYear)->vouchers_size(), 2);
  const auto statements = host.Statements(kYear);
  EXPECT_EQ(OreOf(*statements, "income-statement/team/2023"), 0);
  EXPECT_EQ(OreOf(*statements, "income-statement/other/2023"), -30000);
  const auto again = host.Import("again", kBooks);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(again->result.changed());
  const auto explained = host.Explain(kYear, "income-statement/other/2023");
  EXPECT_EQ(explained->entries_size(), 1);
}

TEST(ImportTest, ACallThatIsGivenUpStoresNothing) {
  LedgerHost host;
  ImportOrder order{{"2220001511", 2024},
                    "given-up",
                    /*validate_only=*/false,
                    ImportFiles(host.ledger().spool_folder())};
  ASSERT_TRUE(order.files.Add(kSe, kBooks).ok());
  ASSERT_TRUE(order.files.Add(kLayoutFileName, kLayout).ok());
  const ImportWatch watch{
      [](absl::string_view, int64_t) {}, [] { return true; }, {}};
  EXPECT_EQ(host.ledger().Import(order, watch).status().code(),
            absl::StatusCode::kCancelled);
  EXPECT_EQ(host.Verify(kAssociation)->revision().revision(), 0);
}

}  // namespace
}  // namespace finsam::ledger

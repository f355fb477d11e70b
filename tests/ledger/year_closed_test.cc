// What a closed year keeps of a file that says otherwise: everything, until it
// is opened again.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "common/base/status.h"
#include "tests/ledger/year_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

struct Difference {
  const char* name;
  const char* file;
  const char* from;
  const char* to;
  const char* told;

  friend void PrintTo(const Difference& d, std::ostream* out) {
    *out << d.name;
  }
};

constexpr char kSe[] = "2024.se";
constexpr Difference kDifferences[] = {
    {"AccountName", kSe, "\"Insatser\"", "\"Stöd\"", "kontoplanen"},
    {"NewAccount", kSe, "#DIM 6", "#KONTO 5010 \"Lokal\"\n#DIM 6",
     "kontoplanen"},
    {"NewObject", kSe, "#IB -1 1930", "#OBJEKT 6 \"30\" \"Ny\"\n#IB -1 1930",
     "kontoplanen"},
    {"OpeningOfAnObject", kSe, "#IB 0 1930 1000",
     "#IB 0 1930 1000\n#OIB 0 1930 {6 \"10\"} 400", "ingående balanser"},
    {"Company", kSe, "Provforbundet", "Annat", "säger annat"},
    {"Budget", kSe, "#IB 0 1930", "#PBUDGET 0 202401 4010 {} 5\n#IB 0 1930",
     "säger annat"},
    {"PriorFigures", kSe, "#UB -1 1930 1000", "#UB -1 1930 900",
     "jämförelsetal för 2023"},
    {"Layout", kLayoutFileName, "label: Team", "label: Laget",
     "uppställningsformen"},
};

class ClosedYearTest : public YearTest,
                       public testing::WithParamInterface<Difference> {};

TEST_P(ClosedYearTest, IsChangedOnlyWhenItIsOpenedAgain) {
  const Difference& difference = GetParam();
  Files files = {{kSe, kBooks}, {kLayoutFileName, kLayout}};
  ASSERT_TRUE(Close(2024, "close").ok());
  const auto before = host_.Statements(kYear);
  files[difference.file] =
      With(files[difference.file], difference.from, difference.to);
  for (const bool validate_only : {true, false}) {
    const auto refused = host_.Import(kYear, "other", files, validate_only);
    EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION YEAR_CLOSED");
    EXPECT_THAT(
        std::string(refused.status().message()),
        AllOf(HasSubstr(difference.told), HasSubstr("Öppna året igen")));
  }
  EXPECT_EQ(host_.Statements(kYear)->SerializeAsString(),
            before->SerializeAsString());
  ASSERT_TRUE(Reopen(2024, "open").ok());
  if (std::string(difference.name) == "OpeningOfAnObject") return;
  const auto taken = host_.Import(kYear, "other", files);
  ASSERT_TRUE(taken.ok()) << taken.status();
  EXPECT_TRUE(taken->result.changed());
  ExpectProved();
}

INSTANTIATE_TEST_SUITE_P(Each, ClosedYearTest, testing::ValuesIn(kDifferences),
                         testing::PrintToStringParamName());

using ClosedYearFilesTest = YearTest;

TEST_F(ClosedYearFilesTest, TheSameBooksExportedAnewChangeNothing) {
  ASSERT_TRUE(Close(2024, "close").ok());
  for (const std::string& books :
       {std::string(kBooks), With(kBooks, "#GEN 20250217", "#GEN 20250301"),
        With(kBooks, "\"Prov\" 1.0", "\"Prov\" 1.1"),
        With(kBooks, "#SIETYP", "#PROSA \"Exporterad igen\"\n#SIETYP")}) {
    const auto same = host_.Import("again", books);
    ASSERT_TRUE(same.ok()) << same.status();
    EXPECT_FALSE(same->result.changed());
  }
}

TEST_F(ClosedYearFilesTest, AnOverviewMayNotComeNorGo) {
  const std::string overview = "rad;år;värde;enhet\nincome;2022;5098;tkr\n";
  Files files = {{kSe, kBooks},
                 {kLayoutFileName, With(kLayout, "years: 2", "years: 3")},
                 {kOverviewFileName, overview}};
  const auto verdict = [&](const std::string& request_id) {
    return Verdict(host_.Import(kYear, request_id, files).status());
  };
  ASSERT_EQ(verdict("first"), "OK");
  ASSERT_TRUE(Close(2024, "close").ok());
  EXPECT_EQ(verdict("same"), "OK");
  files[kOverviewFileName] = With(overview, "5098", "5099");
  EXPECT_EQ(verdict("other"), "FAILED_PRECONDITION YEAR_CLOSED");
  files.erase(kOverviewFileName);
  EXPECT_EQ(verdict("none"), "FAILED_PRECONDITION YEAR_CLOSED");
}

TEST_F(ClosedYearFilesTest, VouchersToImportMayNotAddObjects) {
  ASSERT_TRUE(Close(2024, "close").ok());
  const auto refused = host_.Import(
      kYear, "4i",
      {{"a.si",
        "#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-1511\n#OBJEKT 6 \"77\" Ny\n"}});
  EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION YEAR_CLOSED");
}

// A payroll program's names for accounts are not the year's.
TEST_F(ClosedYearFilesTest, VouchersToImportRenameNothing) {
  ASSERT_TRUE(host_
                  .Import(kYear, "4i",
                          {{"a.si",
                            "#FLAGGA 0\n#SIETYP 4\n#ORGNR 222000-1511"
                            "\n#KONTO 1930 \"Checkkonto\"\n"}})
                  .ok());
  ASSERT_TRUE(Close(2024, "close").ok());
  const auto same = host_.Import("again", kBooks);
  ASSERT_TRUE(same.ok()) << same.status();
  EXPECT_FALSE(same->result.changed());
}

// Statements of two years show nothing of the third.
TEST_F(ClosedYearFilesTest, BooksOfAYearThatIsNotShownAreTaken) {
  ASSERT_TRUE(Close(2024, "close").ok());
  std::string books = kBooks;
  books.resize(books.find("#VER"));
  books = With(books, "20240101 20241231", "20200101 20201231");
  books = With(books, "20230101 20231231\n#KONTO", "20190101 20191231\n#KONTO");
  const auto taken =
      host_.Import("associations/2220001511/fiscalYears/2020", "before",
                   {{"2020.se", books}, {kLayoutFileName, kLayout}});
  EXPECT_TRUE(taken.ok()) << taken.status();
}

// The year before, too: a closed year's statements show its figures.
TEST_F(ClosedYearFilesTest, OwnBooksOfTheYearBeforeWaitUntilItIsOpened) {
  ASSERT_TRUE(Close(2024, "close").ok());
  std::string books = kBooks;
  books.resize(books.find("#VER"));
  books = With(books, "20240101 20241231", "20230101 20231231");
  books = With(books, "20230101 20231231\n#KONTO", "20220101 20221231\n#KONTO");
  const auto import = [&] {
    return host_.Import(kPriorYear, "before",
                        {{"2023.se", books}, {kLayoutFileName, kLayout}});
  };
  const auto refused = import();
  EXPECT_EQ(Verdict(refused.status()), "FAILED_PRECONDITION YEAR_CLOSED");
  EXPECT_THAT(std::string(refused.status().message()), HasSubstr("2024"));
  ASSERT_TRUE(Reopen(2024, "open").ok());
  const auto taken = import();
  EXPECT_TRUE(taken.ok()) << taken.status();
}

}  // namespace
}  // namespace finsam::ledger

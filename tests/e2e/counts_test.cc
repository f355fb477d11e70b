// `finsam counts` as an office meets it: two associations that have counts and
// no books, whose files never end up with the other; protection, release, and
// what the public then sees.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_replace.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Ended;

constexpr char kFinnveden[] = FINSAM_SOURCE_DIR "/examples/finnveden-2024";
constexpr char kDegerfors[] =
    FINSAM_SOURCE_DIR "/examples/degerfors-karlskoga-2024";
constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kUsage = 2;

constexpr char kCounts[] =
    "insats;inriktning;mått;period;kvinnor;män;annan;ej angivet;totalt\n"
    "Steget;individ;deltagare;2024;40;30;;;70\n";

class CountsTest : public testing::Test {
 protected:
  // `finsam counts …`.
  Ended Counts(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {testkit::Program("finsam"), "counts"});
    return testkit::Run(std::move(arguments),
                        {"FINSAM_SERVER=" + house_.Address("gateway")});
  }

  std::string Must(std::vector<std::string> arguments) const {
    const Ended ended = Counts(std::move(arguments));
    EXPECT_EQ(ended.exit_code, kOk) << ended.out << ended.err;
    return ended.out;
  }

  std::string Write(const std::string& name, const std::string& content) const {
    testkit::WriteWholeFile(folder_.File(name), content);
    return folder_.File(name);
  }

  testkit::RunningHouse house_;
  testkit::TempFolder folder_;
};

TEST_F(CountsTest, AFolderIsImportedForItsOwnAssociation) {
  EXPECT_THAT(Must({"import", kFinnveden}),
              HasSubstr("associations/2220001511/fiscalYears/2024\n"));
  const std::string before = Must({"show", "222000-1511", "2024"});
  EXPECT_THAT(Must({"import", kDegerfors, "--year", "2024"}),
              HasSubstr("associations/2220002279/fiscalYears/2024\n"));
  EXPECT_EQ(Must({"show", "222000-1511", "2024"}), before);
  EXPECT_NE(Must({"show", "222000-2279", "2024"}), before);

  const Ended other = Counts(
      {"import", kDegerfors, "--year", "2024", "--association", "222000-1511"});
  EXPECT_EQ(other.exit_code, kUsage);
  EXPECT_THAT(other.err, HasSubstr("2220002279"));
  YearFiles without_books = DegerforsKarlskoga2024();
  ASSERT_EQ(without_books.erase("2024.se"), 1u);
  const std::string folder = folder_.File("utan-bokforing");
  WriteFolder(without_books, folder);
  const Ended no_year = Counts({"import", folder});
  EXPECT_EQ(no_year.exit_code, kUsage);
  EXPECT_THAT(no_year.err, HasSubstr("ange --year"));
  EXPECT_EQ(Must({"show", "222000-1511", "2024"}), before);
}

TEST_F(CountsTest, WhoseYearIsNeverGuessedForAWrite) {
  const std::string file = Write("counts.csv", kCounts);
  const Ended guess = Counts({"import", file});
  EXPECT_EQ(guess.exit_code, kUsage);
  EXPECT_THAT(guess.err, HasSubstr("--association och --year"));
  Must({"import", file, "--association", "222000-2279", "--year", "2024"});
  EXPECT_EQ(Counts({"release", "--audience", "allmänhet"}).exit_code, kUsage);
  const Ended untold = Counts({"show"});
  EXPECT_EQ(untold.exit_code, kRefused);
  EXPECT_THAT(untold.err, HasSubstr("--association och --year"));
  EXPECT_THAT(untold.err, Not(HasSubstr("finsam import")));

  const Ended empty = Counts({"show", "222000-2279", "2021"});
  EXPECT_EQ(empty.exit_code, kRefused);
  EXPECT_EQ(empty.out, "");
  EXPECT_THAT(empty.err, HasSubstr("inga antal är importerade"));
}

TEST_F(CountsTest, WhatIsReleasedIsShownUntilItIsReleasedAnew) {
  const std::string file = Write("counts.csv", kCounts);
  const std::vector<std::string> import = {
      "import", file, "--association", "222000-2279", "--year", "2024"};
  Must(import);
  EXPECT_THAT(Must({"protect", "222000-2279", "2024"}),
              HasSubstr("INTERNT UNDERLAG"));
  EXPECT_EQ(Counts({"show", "222000-2279", "2024", "--audience", "allmänhet"})
                .exit_code,
            kRefused);
  Must({"release", "222000-2279", "2024", "--audience", "allmänhet"});
  const std::vector<std::string> shown = {
      "show",      "222000-2279", "2024",        "--audience",
      "allmänhet", "--table",     "participants"};
  EXPECT_THAT(Must(shown), HasSubstr("Släpp 1, för allmänheten\n\n"));
  const std::vector<std::string> releases = {"releases", "222000-2279", "2024"};
  EXPECT_THAT(Counts(releases).err, Not(HasSubstr("ändrats")));

  Write("counts.csv",
        absl::StrReplaceAll(kCounts, {{"40;30;;;70", "40;35;;;75"}}));
  Must(import);
  EXPECT_THAT(Must(shown), HasSubstr("70"));
  for (const std::vector<std::string>& command :
       {releases, {"show", "222000-2279", "2024"}}) {
    EXPECT_THAT(Counts(command).err,
                HasSubstr("antalen har ändrats sedan släpp 1, 2024 för "
                          "allmänheten"));
  }
  EXPECT_THAT(Must({"releases", "222000-2279", "2023"}),
              HasSubstr("Inget är släppt"));
}

TEST_F(CountsTest, AnExportImportsAsTheSame) {
  Must({"import", kFinnveden});
  const std::string out = folder_.File("ut");
  const Ended ended = Counts({"export", "222000-1511", "2024", "-o", out});
  EXPECT_EQ(ended.exit_code, kOk) << ended.err;
  EXPECT_THAT(ended.err, HasSubstr("små antal"));
  EXPECT_THAT(
      Must({"import", out, "--association", "222000-1511", "--year", "2024"}),
      HasSubstr("oförändrad"));
}

TEST_F(CountsTest, AHalfYearsFileIsSaidToBeInternal) {
  Must({"import", kFinnveden});
  const Ended half = Counts({"half-year", "222000-1511", "2024", "--half", "1",
                             "-o", folder_.File("halvar.csv")});
  EXPECT_EQ(half.exit_code, kOk) << half.err;
  EXPECT_THAT(half.err, HasSubstr("små antal"));
}

TEST_F(CountsTest, AWrongWordIsToldWithTheRightOnes) {
  const Ended audience = Counts({"show", "--audience", "alla"});
  EXPECT_EQ(audience.exit_code, kUsage);
  EXPECT_THAT(audience.err,
              HasSubstr("--audience: väntade allmänhet, medlemmar eller "
                        "kansli, fann alla"));
  const Ended year = Counts({"show", "--year", "20211"});
  EXPECT_EQ(year.exit_code, kUsage);
  EXPECT_THAT(year.err, Not(HasSubstr("222000")));
  const Ended compare =
      Counts({"compare", "222000-1511", "--years", "2023,2024"});
  EXPECT_EQ(compare.exit_code, kOk) << compare.err;
  EXPECT_THAT(Must({"import", "--help"}), HasSubstr("FIL…"));
}

}  // namespace
}  // namespace finsam::e2e

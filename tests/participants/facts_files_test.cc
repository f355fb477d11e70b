// What is exported reads as the same facts: facts by chance, and the examples.

#include "services/participants/facts_files.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/participants/codec.h"
#include "tests/participants/count_samples.h"

namespace finsam::participants {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr int kYear = 2024;
constexpr uint32_t kSeeds = 200;

KeptYear Read(const std::vector<store::InputFile>& files, int year = kYear) {
  ImportedFiles read = ReadFiles(files, year, {}, {});
  for (const Problem& problem : read.problems) {
    EXPECT_NE(problem.severity, Severity::kError) << ProblemLine(problem);
  }
  return std::move(read.year);
}

std::vector<std::string> BytesOf(const Facts& facts) {
  return {EncodeInitiatives(facts.initiatives), EncodeCounts(facts.counts),
          EncodeAverages(facts.averages), EncodeSurveys(facts.surveys)};
}

std::vector<std::string> NamesOf(const std::vector<store::InputFile>& files) {
  std::vector<std::string> names;
  for (const store::InputFile& file : files) names.push_back(file.name);
  return names;
}

// Facts with texts that a careless writer would not get through.
class AnyFacts {
 public:
  explicit AnyFacts(uint32_t seed) : random_(seed), rows_(seed) {}

  KeptYear Make() {
    KeptYear year;
    Facts& facts = year.facts;
    facts.counts = rows_.Make(kYear);
    for (CountRow& row : facts.counts) {
      row.comment = Text();
      row.included = Upto(3) > 0;
      if (Upto(3) == 0) row.total = TotalOf(row);
    }
    facts.counts.push_back(Odd());
    for (int i = 0; i < 3; ++i) {
      facts.initiatives.push_back(AnyInitiative(i));
      facts.averages.push_back(AnyAverage(i));
      facts.surveys.push_back(AnySurvey(i));
    }
    return year;
  }

 private:
  int64_t Upto(int64_t max) {
    return std::uniform_int_distribution<int64_t>(0, max)(random_);
  }

  std::string Text() {
    constexpr std::array<const char*, 10> kPieces = {
        ";", "\"", "\n", "#", ",", "=1+1", "\t", "å–é", "a", " "};
    std::string text;
    for (int64_t i = Upto(6); i > 0; --i) {
      text += kPieces[static_cast<size_t>(Upto(kPieces.size() - 1))];
    }
    // No outer blanks: a reader takes them away.
    return text.empty() ? text : absl::StrCat("#", text, "\"");
  }

  CountRow Odd() {
    CountRow row;
    row.initiative = absl::StrCat("#odd", Text());
    row.focus = Focus::kStructural;
    row.measure = CountMeasure::kPersons;
    row.period = *ParsePeriod("2023-12..2024-11");
    row.by_gender[1] = Upto(9);
    row.total = *row.by_gender[1] + Upto(9);
    row.included = Upto(1) == 0;
    return row;
  }

  Initiative AnyInitiative(int number) {
    Initiative row;
    row.name = absl::StrCat("Verksamhet ", number, Text());
    row.focus = static_cast<Focus>(Upto(kFocusCount - 1));
    row.owner = Text();
    row.target_group = Text();
    if (Upto(1) == 0) row.first = absl::CivilMonth(kYear, Upto(5) + 1);
    if (Upto(1) == 0) row.last = absl::CivilMonth(kYear, Upto(5) + 7);
    for (int64_t i = Upto(3); i > 0; --i) {
      row.municipalities.push_back(absl::StrCat("Kommun \"", i, "\""));
    }
    if (Upto(1) == 0) row.planned = Upto(100);
    return row;
  }

  AverageRow AnyAverage(int number) {
    AverageRow row;
    row.initiative = "Insats 1";
    row.name = absl::StrCat("mått ", number, Text());
    row.period = *ParsePeriod("2024");
    row.decimals = static_cast<int>(Upto(kAverageDecimalsMax));
    row.digits = Upto(2000) - 1000;
    row.persons = Upto(50) + 1;
    return row;
  }

  SurveyRow AnySurvey(int number) {
    SurveyRow row;
    row.survey = absl::StrCat("Enkät ", number, Text());
    row.question = absl::StrCat("Fråga ", number, Text());
    row.period = *ParsePeriod("2023-11..2024-10");
    if (Upto(1) == 0) row.gender = kGenders[static_cast<size_t>(Upto(3))];
    row.group = Text();
    row.text = Text();
    row.rule = "steg 4–6 av 6";
    row.steps = {Upto(5), Upto(5), Upto(5), Upto(5), Upto(5), Upto(5)};
    row.positive = row.steps[3] + row.steps[4] + row.steps[5];
    row.answers = row.positive + row.steps[0] + row.steps[1] + row.steps[2];
    if (Upto(1) == 0) row.steps.clear();
    row.returned = row.answers + Upto(3);
    row.sent = *row.returned + Upto(3);
    if (Upto(1) == 0) row.published = PrintedPercent{Upto(999), 1};
    return row;
  }

  std::mt19937 random_;
  test::RightRows rows_;
};

TEST(FactsFilesTest, ReadsAsWhatWasWritten) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    const KeptYear year = AnyFacts(seed).Make();
    const std::vector<store::InputFile> files = FilesOf(year);
    ASSERT_THAT(files, SizeIs(4));
    // By itself: facts by chance need not agree with each other.
    for (const store::InputFile& file : files) {
      SCOPED_TRACE(file.content);
      const Facts read = Read({file}).facts;
      Facts expected;
      if (file.name == "initiatives.csv") {
        expected.initiatives = year.facts.initiatives;
      } else if (file.name == "counts.csv") {
        expected.counts = year.facts.counts;
      } else if (file.name == "averages.csv") {
        expected.averages = year.facts.averages;
      } else {
        expected.surveys = year.facts.surveys;
      }
      ASSERT_EQ(BytesOf(read), BytesOf(expected));
    }
  }
}

TEST(FactsFilesTest, JoinedQuestionsAndSmallDecimalsComeBack) {
  KeptYear year;
  SurveyRow row;
  row.survey = "Hälsa";
  row.period = *ParsePeriod("2024");
  row.rule = "bättre";
  row.answers = 20;
  row.question = "Hälsa";
  row.positive = 1;
  row.published = PrintedPercent{50, 1};
  year.facts.surveys.push_back(row);
  row.question = "Livskvalitet";
  row.published = PrintedPercent{5, 0};
  year.facts.surveys.push_back(row);
  row.question = "Något av dem";
  row.joins = {"Hälsa", "Livskvalitet"};
  row.published.reset();
  year.facts.surveys.push_back(row);
  AverageRow average;
  average.initiative = "A";
  average.name = "förändring";
  average.period = row.period;
  average.digits = -5;
  average.decimals = 2;
  average.persons = 4;
  year.facts.averages.push_back(average);
  const std::vector<store::InputFile> files = FilesOf(year);
  ASSERT_THAT(NamesOf(files), ElementsAre("averages.csv", "surveys.csv"));
  EXPECT_THAT(files[0].content, HasSubstr(";-0,05;4\n"));
  EXPECT_THAT(files[1].content, HasSubstr(";5,0;\n"));
  EXPECT_THAT(files[1].content, HasSubstr("Hälsa|Livskvalitet\n"));
  EXPECT_EQ(BytesOf(Read(files).facts), BytesOf(year.facts));
}

TEST(FactsFilesTest, NothingGivesNoFileAndEmptyColumnsAreLeftOut) {
  EXPECT_THAT(FilesOf({}), IsEmpty());
  KeptYear year;
  CountRow row;
  row.initiative = "A";
  row.period = *ParsePeriod("2024");
  row.total = 7;
  year.facts.counts.push_back(row);
  year.rules_file = "# inga\n";
  const std::vector<store::InputFile> files = FilesOf(year);
  ASSERT_THAT(NamesOf(files), ElementsAre("counts.csv", "counts-rules.yaml"));
  EXPECT_EQ(files[0].content,
            "insats;inriktning;mått;period;kvinnor;män;annan;ej angivet;"
            "totalt\nA;individ;deltagare;2024;;;;;7\n");
  EXPECT_EQ(files[1].content, "# inga\n");
}

// The files of examples/<folder> that are the service's.
std::vector<store::InputFile> ExampleFiles(const std::string& folder) {
  std::vector<store::InputFile> files;
  for (const char* name :
       {"initiatives.csv", "counts.csv", "averages.csv", "surveys.csv",
        "counts-rules.yaml", "layouts/counts.yaml"}) {
    std::ifstream in(
        absl::StrCat(FINSAM_SOURCE_DIR, "/examples/", folder, "/", name),
        std::ios::binary);
    if (!in.is_open()) continue;
    files.push_back({name, std::string(std::istreambuf_iterator<char>(in),
                                       std::istreambuf_iterator<char>())});
  }
  return files;
}

TEST(FactsFilesTest, ExamplesComeBack) {
  const std::vector<std::pair<std::string, int>> folders = {
      {"finnveden-2017-interim", 2017},
      {"finnveden-2024", 2024},
      {"degerfors-karlskoga-2024", 2024},
      {"sodra-vatterbygden-2023", 2023}};
  for (const auto& [folder, year] : folders) {
    SCOPED_TRACE(folder);
    const std::vector<store::InputFile> files = ExampleFiles(folder);
    ASSERT_FALSE(files.empty());
    const KeptYear first = Read(files, year);
    const std::vector<store::InputFile> written = FilesOf(first);
    EXPECT_EQ(NamesOf(written), NamesOf(files));
    const KeptYear second = Read(written, year);
    EXPECT_EQ(BytesOf(second.facts), BytesOf(first.facts));
    EXPECT_EQ(second.rules_file, first.rules_file);
    EXPECT_EQ(second.layout_file, first.layout_file);
    // To the byte the same every time.
    EXPECT_EQ(FilesOf(second).front().content, written.front().content);
  }
}

}  // namespace
}  // namespace finsam::participants

// The participants of the examples, as the service reads and tells them: every
// published table cell by cell, and what the checks say where the published
// figures contradict themselves.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/names.h"
#include "common/files/input.h"
#include "services/participants/domain/count_tables.h"
#include "services/participants/domain/effects.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/measures.h"
#include "services/participants/domain/rules.h"
#include "services/participants/year_files.h"
#include "tests/participants/reference_degerfors_karlskoga_2024.h"
#include "tests/participants/reference_finnveden.h"
#include "tests/participants/reference_sodra_vatterbygden_2023.h"

namespace finsam::participants {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;
using ::testing::UnorderedElementsAreArray;

constexpr const char* kFiles[] = {"counts-rules.yaml", "initiatives.csv",
                                  "counts.csv",        "averages.csv",
                                  "surveys.csv",       "layouts/counts.yaml"};

struct Example {
  const char* folder;
  FiscalYearName year;
};

const Example kSodraVatterbygden{"sodra-vatterbygden-2023",
                                 {"2220001735", 2023}};
const Example kDegerforsKarlskoga{"degerfors-karlskoga-2024",
                                  {"2220002279", 2024}};
const Example kFinnveden2017{"finnveden-2017-interim", {"2220001511", 2017}};
const Example kFinnveden2024{"finnveden-2024", {"2220001511", 2024}};

std::string FolderOf(const Example& example) {
  return absl::StrCat(FINSAM_SOURCE_DIR, "/examples/", example.folder);
}

std::string ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(in),
                     std::istreambuf_iterator<char>());
}

std::map<std::string, std::string> FilesOf(const Example& example) {
  std::map<std::string, std::string> files;
  for (const char* file : kFiles) {
    std::string content = ReadWhole(absl::StrCat(FolderOf(example), "/", file));
    if (!content.empty()) files[file] = std::move(content);
  }
  return files;
}

void Replace(std::map<std::string, std::string>& files, const std::string& file,
             const std::string& from, const std::string& to) {
  std::string& content = files.at(file);
  const size_t at = content.find(from);
  ASSERT_NE(at, std::string::npos) << from;
  content.replace(at, from.size(), to);
}

ImportedFiles Read(const std::map<std::string, std::string>& files, int year,
                   const std::vector<CountRow>& before = {}) {
  std::vector<store::InputFile> input;
  for (const auto& [name, content] : files) input.push_back({name, content});
  return ReadFiles(input, year, {}, before);
}

// The year as the office is shown it.
struct Told {
  Statistics statistics;
  std::vector<Problem> problems;
  std::vector<std::string> laid_out;  // Ids of the example's own tables.

  Value ValueOf(const std::string& id) const {
    for (const Figure& figure : statistics.figures) {
      if (figure.id == id) return figure.value;
    }
    ADD_FAILURE() << "no figure " << id;
    return {};
  }
};

void Append(Statistics more, Statistics* statistics) {
  statistics->tables.insert(statistics->tables.end(), more.tables.begin(),
                            more.tables.end());
  statistics->figures.insert(statistics->figures.end(), more.figures.begin(),
                             more.figures.end());
}

Told Tell(const Example& example) {
  const ImportedFiles read = Read(FilesOf(example), example.year.year);
  const Facts& facts = read.year.facts;
  Told told{MakeStatistics(example.year, facts, {}, 1), read.problems, {}};
  Statistics& made = told.statistics;
  Append(MakeMeasures(example.year, facts.rules.measures,
                      FigureIndex(made.figures), 1),
         &made);
  Append(MakeEffects(example.year, facts.rules.effects,
                     FigureIndex(made.figures), 1),
         &made);
  const FigureIndex index(made.figures);
  CheckRuleFigures(facts.rules, index, "counts-rules.yaml", &told.problems);
  for (const LaidOutTable& table : read.year.layout.tables) {
    told.laid_out.push_back(table.id);
  }
  std::vector<Table> tables = MakeCountTables(
      read.year.layout, index, "layouts/counts.yaml", &told.problems);
  Append({std::move(tables), {}}, &made);
  return told;
}

// "COUNT_SUM totalt: 62, 61".
std::vector<std::string> Lines(const std::vector<Problem>& problems) {
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    lines.push_back(
        WithoutNoBreak(absl::StrCat(problem.reason, " ", problem.field, ": ",
                                    problem.found, ", ", problem.expected)));
  }
  return lines;
}

const Table* FindTable(const Told& told, const std::string& id) {
  for (const Table& table : told.statistics.tables) {
    if (table.id == id) return &table;
  }
  return nullptr;
}

// The example's own tables are the published ones, but for the cells that
// cannot be right.
void ExpectPublished(const Example& example, const Published& published,
                     size_t cells) {
  const Told told = Tell(example);
  ASSERT_FALSE(AnyError(told.problems))
      << testing::PrintToString(Lines(told.problems));
  std::vector<std::string> ids;
  std::vector<std::string> found;
  size_t compared = 0;
  for (const PublishedTable& table : published.tables) {
    ids.push_back(table.id);
    const Table* ours = FindTable(told, table.id);
    ASSERT_NE(ours, nullptr) << table.id;
    for (const Contradiction& cell : Differences(table, *ours, &compared)) {
      found.push_back(CellText(cell));
    }
  }
  EXPECT_EQ(told.laid_out, ids);
  EXPECT_EQ(compared, cells);
  std::vector<std::string> expected;
  for (const Contradiction& cell : published.contradictions) {
    expected.push_back(CellText(cell));
  }
  EXPECT_THAT(found, UnorderedElementsAreArray(expected));
}

// What a measure's row says: "37 54 68,5 % >= 70 % ej uppfyllt".
std::string MeasureText(const Told& told, const std::string& id) {
  const Table* table = FindTable(told, "measures");
  if (table == nullptr) return "no measures";
  for (const TableRow& row : table->rows) {
    if (row.id != id) continue;
    std::string text;
    for (const Cell& cell : row.cells) {
      const auto* words = std::get_if<std::string>(&cell);
      absl::StrAppend(&text, text.empty() ? "" : " ",
                      words == nullptr ? TextOf(cell) : WithoutNoBreak(*words));
    }
    return text;
  }
  return "no such measure";
}

TEST(ExamplesTest, SodraVatterbygden2023IsThePublishedOne) {
  ExpectPublished(kSodraVatterbygden, SodraVatterbygden2023(), 134);
  EXPECT_THAT(Lines(Tell(kSodraVatterbygden).problems), IsEmpty());
}

TEST(ExamplesTest, DegerforsKarlskoga2024IsThePublishedOne) {
  ExpectPublished(kDegerforsKarlskoga, DegerforsKarlskoga2024(), 240);
}

TEST(ExamplesTest, Finnveden2024IsThePublishedOne) {
  ExpectPublished(kFinnveden2024, Finnveden2024(), 50);
  EXPECT_THAT(Lines(Tell(kFinnveden2024).problems), IsEmpty());
}

TEST(ExamplesTest, Finnveden2017IsThePublishedOne) {
  ExpectPublished(kFinnveden2017, Finnveden2017(), 81);
  EXPECT_THAT(Lines(Tell(kFinnveden2017).problems), IsEmpty());
}

TEST(ExamplesTest, ThirtySevenOfFiftyFourIsNotSeventyPercent) {
  const Told told = Tell(kSodraVatterbygden);
  EXPECT_EQ(told.ValueOf("measures/livskvalitet/share/2023"),
            Value(Ratio{37, 54}));
  EXPECT_EQ(MeasureText(told, "livskvalitet"),
            "37 54 68,5 % >= 70 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "mer-redo"), "35 50 70,0 % >= 85 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "enter-arbete"), "9 13 69,2 % >= 50 % uppfyllt");
  EXPECT_EQ(MeasureText(told, "enter-halsa"), "13 14 92,9 % >= 75 % uppfyllt");
  EXPECT_EQ(MeasureText(told, "fia-arbete"), "3 14 21,4 % >= 30 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "fia-praktik"),
            "16 36 44,4 % >= 50 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "koll-sektor"), "33 35 94,3 % >= 75 % uppfyllt");
}

TEST(ExamplesTest, FifteenReasonsOfFourteenAreRefusedWhenEachHasOne) {
  auto files = FilesOf(kSodraVatterbygden);
  Replace(files, "counts-rules.yaml", "    several-answers: true\n", "");
  EXPECT_THAT(Lines(Read(files, 2023).problems),
              ElementsAre("COUNT_PART_EXCEEDS totalt: delarna 15, högst 14",
                          "COUNT_PART_EXCEEDS totalt: delarna 75, högst 74"));
}

TEST(ExamplesTest, TwentyThreeWomenDoNotMakeSixtyTwo) {
  auto files = FilesOf(kSodraVatterbygden);
  Replace(files, "counts.csv", ";24;38;;;62;", ";23;38;;;62;");
  EXPECT_THAT(Lines(Read(files, 2023).problems),
              Contains("COUNT_SUM totalt: 62, 61"));
}

TEST(ExamplesTest, DegerforsKarlskogaIsToldWhatDoesNotAgree) {
  EXPECT_THAT(
      Lines(Tell(kDegerforsKarlskoga).problems),
      UnorderedElementsAre("COUNT_PARTS_INCOMPLETE totalt: delarna 57, 63",
                           "COUNT_PARTS_INCOMPLETE totalt: delarna 98, 117",
                           "SURVEY_SHARE_OF_RETURNED publicerad: 83 %, "
                           "andelen av de 60 som svarade på frågan",
                           "SURVEY_SHARE_OF_RETURNED publicerad: 89 %, "
                           "andelen av de 47 som svarade på frågan",
                           "SURVEY_SHARE_OF_RETURNED publicerad: 81 %, "
                           "andelen av de 48 som svarade på frågan",
                           "SURVEY_SHARE_OF_RETURNED publicerad: 87 %, "
                           "andelen av de 47 som svarade på frågan",
                           "SURVEY_SHARE_OF_RETURNED publicerad: 95 %, "
                           "andelen av de 42 som svarade på frågan",
                           "SURVEY_SHARE_OF_RETURNED publicerad: 95 %, "
                           "andelen av de 42 som svarade på frågan"));
}

TEST(ExamplesTest, EightyThreePercentOfAllSurveysIsImpossible) {
  auto files = FilesOf(kDegerforsKarlskoga);
  Replace(files, "surveys.csv", ";2024;;60;50;", ";2024;;62;51;");
  EXPECT_THAT(Lines(Read(files, 2024).problems),
              Contains("SURVEY_SHARE_IMPOSSIBLE publicerad: 83 %, "
                       "82 % (51 av 62) eller 84 % (52 av 62)"));
}

TEST(ExamplesTest, TwentyOneToRehabilitationWouldBeOneTooMany) {
  auto files = FilesOf(kDegerforsKarlskoga);
  Replace(files, "counts.csv", "fortsatt rehabilitering;;;;;20;",
          "fortsatt rehabilitering;;;;;21;");
  EXPECT_THAT(Lines(Read(files, 2024).problems),
              Contains("COUNT_PART_EXCEEDS totalt: delarna 69, högst 68"));
}

TEST(ExamplesTest, WhetherFortyThreePercentIsReachedDependsOnTheNumber) {
  const Told told = Tell(kDegerforsKarlskoga);
  EXPECT_EQ(MeasureText(told, "egenforsorjning"),
            "29 68 42,6 % >= 43 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "egenforsorjning-uppgiven"),
            "30 68 44,1 % >= 43 % uppfyllt");
  EXPECT_EQ(MeasureText(told, "inflytande-avslutade"),
            "45 49 91,8 % >= 95 % ej uppfyllt");
}

TEST(ExamplesTest, TheEffectIsComputedFromItsAssumptions) {
  const Told told = Tell(kDegerforsKarlskoga);
  EXPECT_EQ(told.ValueOf("effects/persons/2024"), Value(Count{30}));
  EXPECT_EQ(told.ValueOf("effects/per-person/2024"), Value(Ore{340'000'00}));
  // Published as about ten million.
  EXPECT_EQ(told.ValueOf("effects/gain/2024"), Value(Ore{10'200'000'00}));
}

TEST(ExamplesTest, TheYearsFlowIsOneOff) {
  const auto files = FilesOf(kDegerforsKarlskoga);
  std::vector<CountRow> before;
  for (const CountRow& row : Read(files, 2024).year.facts.counts) {
    if (row.period.text == "2023") before.push_back(row);
  }
  EXPECT_THAT(Lines(Read(files, 2024, before).problems),
              Contains("COUNT_FLOW_YEARS totalt: 187, 188"));
}

TEST(ExamplesTest, FinnvedensGoalsAreMeasured) {
  const Told told = Tell(kFinnveden2024);
  EXPECT_EQ(MeasureText(told, "redo"), "18 23 78,3 % >= 80 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "tillvara"), "14 22 63,6 % >= 80 % ej uppfyllt");
  EXPECT_EQ(MeasureText(told, "nytta"), "20 23 87,0 % >= 75 % uppfyllt");
  EXPECT_EQ(MeasureText(told, "it-sparet-betyg"),
            "3 4 75,0 % >= 70 % uppfyllt");
}

TEST(ExamplesTest, FifteenEnrolledAreNotNineteen) {
  auto files = FilesOf(kFinnveden2024);
  Replace(files, "counts.csv", ";5;14;;;19;", ";;;;;15;");
  EXPECT_THAT(Lines(Read(files, 2024).problems),
              ElementsAre("COUNT_PART_EXCEEDS totalt: delarna 19, högst 15"));
}

TEST(ExamplesTest, SevenMenFinishedAndEightWentOn) {
  auto files = FilesOf(kFinnveden2017);
  Replace(files, "counts-rules.yaml", "    several-answers: true\n", "");
  EXPECT_THAT(Lines(Read(files, 2017).problems),
              Contains("COUNT_PART_EXCEEDS män: delarna 8, högst 7"));
}

// Ids of this service's figures in a text: "participants/…", "surveys/…".
std::vector<std::string> IdsIn(const std::string& text) {
  constexpr char kPartOfId[] = "abcdefghijklmnopqrstuvwxyz0123456789/-_.";
  std::vector<std::string> ids;
  for (const char* first : {"participants/", "surveys/"}) {
    for (size_t at = text.find(first); at != std::string::npos;
         at = text.find(first, at + 1)) {
      const size_t end = text.find_first_not_of(kPartOfId, at);
      ids.push_back(text.substr(at, end - at));
    }
  }
  return ids;
}

TEST(ExamplesTest, TheFiguresThatTheReportsQuoteAreThere) {
  for (const Example& example : {kFinnveden2017, kFinnveden2024}) {
    const std::vector<std::string> all = FigureIds(Tell(example).statistics);
    size_t quoted = 0;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(FolderOf(example))) {
      const std::string name = entry.path().filename();
      const bool goals = name == "goals.csv";  // Its measures name no year.
      if (entry.path().extension() != ".md" && name != "published.csv" &&
          !goals) {
        continue;
      }
      for (std::string& id : IdsIn(ReadWhole(entry.path()))) {
        if (goals) absl::StrAppend(&id, "/", example.year.year);
        EXPECT_THAT(all, Contains(id)) << entry.path();
        ++quoted;
      }
    }
    EXPECT_GE(quoted, 4u) << example.folder;
  }
}

}  // namespace
}  // namespace finsam::participants

// published.csv: figures as a document prints them.

#include "services/gateway/published_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr char kHead[] = "figur;tryckt;enhet;plats\n";

TEST(PublishedFileTest, ReadsNumbersAsTheyArePrinted) {
  const struct {
    const char* row;
    int64_t steps;
    Display display;
  } cases[] = {
      {"a/b/2024;−518 359;kr", -518'359, {Unit::kKronor, 0}},
      {"a/b/2024;-518;tkr", -518, {Unit::kThousand, 0}},
      {"a/b/2024;1,5;mnkr 1", 15, {Unit::kMillion, 1}},
      {"a/b/2024;1;mnkr 1", 10, {Unit::kMillion, 1}},
      {"a/b/2024;65;procent", 65, {Unit::kPercent, 0}},
      {"a/b/2024;65%;procent", 65, {Unit::kPercent, 0}},
      {"a/b/2024;65 %;procent", 65, {Unit::kPercent, 0}},
      {"a/b/2024;65\u00a0%;procent", 65, {Unit::kPercent, 0}},
      {"a/b/2024;65,25;procent 2", 6'525, {Unit::kPercent, 2}},
      {"a/b/2024;74;antal", 74, {Unit::kCount, 0}},
      {"a/b/2024;5.944.500;kr", 5'944'500, {Unit::kKronor, 0}},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.row);
    std::vector<Problem> problems;
    const auto rows = ReadPublished(
        "published.csv", absl::StrCat(kHead, c.row, ";sidan 3\n"), &problems);
    EXPECT_THAT(problems, IsEmpty());
    ASSERT_EQ(rows.size(), 1u);
    EXPECT_EQ(rows[0].figure.figure_id, "a/b/2024");
    EXPECT_EQ(rows[0].figure.steps, c.steps);
    EXPECT_EQ(rows[0].figure.display, c.display);
    EXPECT_EQ(rows[0].figure.place, "sidan 3");
    EXPECT_EQ(rows[0].line, 2);
  }
}

TEST(PublishedFileTest, ThePlaceMayBeLeftOut) {
  std::vector<Problem> problems;
  const auto rows = ReadPublished(
      "published.csv", "figur;tryckt;enhet\na/b/2024;1;kr\n", &problems);
  EXPECT_THAT(problems, IsEmpty());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].figure.place, "");
}

// "line field REASON" of each problem.
std::vector<std::string> ProblemsIn(const std::string& content) {
  std::vector<Problem> problems;
  ReadPublished("published.csv", content, &problems);
  std::vector<std::string> lines;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, "published.csv");
    lines.push_back(
        absl::StrCat(problem.line, " ", problem.field, " ", problem.reason));
  }
  return lines;
}

TEST(PublishedFileTest, ProblemsNameLineAndColumn) {
  const struct {
    const char* row;
    const char* problem;
  } cases[] = {
      {"Årets resultat;1;kr;", "2 figur PUBLISHED_FIGURE"},
      {"a//2024;1;kr;", "2 figur PUBLISHED_FIGURE"},
      {"a/b/2024;1;kronor;", "2 enhet PUBLISHED_UNIT"},
      {"a/b/2024;1;datum;", "2 enhet PUBLISHED_UNIT"},
      {"a/b/2024;1;antal 1;", "2 enhet PUBLISHED_UNIT"},
      {"a/b/2024;1;mnkr 3;", "2 enhet PUBLISHED_UNIT"},
      {"a/b/2024;ett;kr;", "2 tryckt PUBLISHED_NUMBER"},
      {"a/b/2024;1,5;kr;", "2 tryckt PUBLISHED_NUMBER"},
      {"a/b/2024;1,55;mnkr 1;", "2 tryckt PUBLISHED_NUMBER"},
      {"a/b/2024;3,150,000;kr;", "2 tryckt PUBLISHED_NUMBER"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(ProblemsIn(absl::StrCat(kHead, c.row, "\n")),
                ElementsAre(c.problem))
        << c.row;
  }
}

TEST(PublishedFileTest, AllProblemsAreCollected) {
  EXPECT_THAT(ProblemsIn(absl::StrCat(kHead,
                                      "a/b/2024;1;kr;\n"
                                      "a/b/2024;2;kr;\n"
                                      "?;1;kr;\n"
                                      "a/c/2024;x;kr;\n")),
              ElementsAre("3 figur PUBLISHED_TWICE", "4 figur PUBLISHED_FIGURE",
                          "5 tryckt PUBLISHED_NUMBER"));
  EXPECT_THAT(ProblemsIn("figur;tryckt\na/b/2024;1\n"),
              ElementsAre(testing::EndsWith("CSV_COLUMN_MISSING")));
}

TEST(PublishedFileTest, ARowMayNameItsReport) {
  std::vector<Problem> problems;
  const auto rows = ReadPublished("published.csv",
                                  "figur;tryckt;enhet;rapport\n"
                                  "a/b/2024;1;kr;\n"
                                  "a/b/2024;2;kr;årsredovisning\n"
                                  "a/b/2024;3;kr;delårsrapport\n"
                                  "a/b/2024;4;kr;verksamhetsplan\n",
                                  &problems);
  EXPECT_THAT(problems, IsEmpty());
  std::vector<std::optional<ReportKind>> kinds;
  for (const PublishedRow& row : rows) kinds.push_back(row.kind);
  EXPECT_THAT(kinds, ElementsAre(std::nullopt, ReportKind::kAnnual,
                                 ReportKind::kInterim, ReportKind::kPlan));
  EXPECT_THAT(
      ProblemsIn("figur;tryckt;enhet;rapport\n"
                 "a/b/2024;1;kr;delårsrapport\n"
                 "a/b/2024;2;kr;delårsrapport\n"
                 "a/b/2024;2;kr;tidning\n"),
      ElementsAre("3 figur PUBLISHED_TWICE", "4 rapport FIELD_INVALID"));
}

}  // namespace
}  // namespace finsam::gateway

// What is right is not called wrong: reports that a seed draws, and the
// example documents with their contradictions corrected.

#include "tests/printed/made_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "absl/strings/match.h"
#include "services/gateway/printed/examine.h"
#include "tests/printed/corrected.h"
#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

using testing::IsEmpty;

constexpr uint32_t kSeeds = 400;

TEST(MadeDocumentTest, NoFalseAlarms) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    const MadeDocuments made = MakeDocuments(seed);
    for (const Finding& finding :
         Examine(made.report, {made.previous}).findings) {
      EXPECT_TRUE(finding.severity == FindingSeverity::kNorm ||
                  finding.severity == FindingSeverity::kRounding)
          << finding.id << ": " << finding.message << " " << finding.found
          << " / " << finding.expected;
    }
    if (HasFailure()) break;
  }
}

TEST(MadeDocumentTest, MuchIsCompared) {
  const MadeDocuments made = MakeDocuments(1);
  int checks = 0;
  int comparisons = 0;
  for (const CheckSummary& summary :
       Examine(made.report, {made.previous}).summary) {
    checks += summary.comparison_count > 0;
    comparisons += summary.comparison_count;
  }
  EXPECT_GT(checks, 18);
  EXPECT_GT(comparisons, 150);
}

TEST(CorrectedTest, NoErrors) {
  for (const std::string& name : ExampleNames()) {
    EXPECT_THAT(ErrorsIn(ReadCorrected(name), BesideExample(name)), IsEmpty())
        << name;
  }
}

// A unit that nobody states is inferred, and said to be.
TEST(MadeDocumentTest, UnitsAreInferred) {
  Document document = MakeDocuments(3).report;
  for (DocumentTable& table : document.tables) {
    if (table.id != "deltagare") table.unit.clear();
  }
  int thousands = 0;
  for (const TableReading& table : Examine(document, {}).tables) {
    if (table.unit == "tkr") ++thousands;
    if (table.id == "oversikt") {
      EXPECT_FALSE(table.unit_stated);
    }
  }
  EXPECT_GE(thousands, 1);
}

// The order of rows and a document without any table are no trouble.
TEST(MadeDocumentTest, LittleIsEnough) {
  Document document;
  document.year = 2024;
  EXPECT_THAT(FoundIn(document), IsEmpty());
  Document report = MakeDocuments(5).report;
  for (DocumentTable& table : report.tables) table.rows.resize(1);
  EXPECT_THAT(ErrorsIn(report), IsEmpty());
}

}  // namespace
}  // namespace finsam::gateway::printed

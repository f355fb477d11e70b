// Gives any bytes to the participants' CSV readers, the first byte choosing
// which: each file is read or refused, and what is read can be kept and shown.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/check.h"
#include "common/base/text.h"
#include "common/files/input.h"
#include "services/participants/averages_file.h"
#include "services/participants/codec.h"
#include "services/participants/counts_file.h"
#include "services/participants/domain/statistics.h"
#include "services/participants/initiatives_file.h"
#include "services/participants/surveys_file.h"

namespace finsam::participants {
namespace {

constexpr int kYear = 2024;

Rules SomeRules() {
  Rules rules;
  rules.breakdowns = {
      {1, "orsak", {CountMeasure::kFinished}, false, {"arbete", "annat"}},
      {2, "kontakt", {}, true, {}}};
  return rules;
}

// True when nothing was refused.
bool CheckProblems(const std::vector<Problem>& problems) {
  // A warning or two from each rule may come before the list is full.
  FINSAM_CHECK(problems.size() <= 2 * kInputProblemsMax);
  for (const Problem& problem : problems) {
    FINSAM_CHECK(!problem.reason.empty() && !problem.message.empty());
    FINSAM_CHECK(IsUtf8(problem.field) && IsUtf8(problem.found));
    FINSAM_CHECK(IsUtf8(problem.expected) && IsUtf8(problem.message));
    if (problem.reason == "PERSONAL_DATA") FINSAM_CHECK(problem.found.empty());
  }
  return !AnyError(problems);
}

void CheckStatistics(const Facts& facts) {
  const Statistics made = MakeStatistics({"2220001511", kYear}, facts,
                                         /*earlier=*/{&facts.surveys}, 1);
  std::set<std::string> ids;
  for (const Figure& figure : made.figures) {
    FINSAM_CHECK(IsFigureId(figure.id));
    FINSAM_CHECK(ids.insert(figure.id).second);
    const auto* ratio = std::get_if<Ratio>(&figure.value);
    FINSAM_CHECK(ratio == nullptr || ratio->denominator > 0);
  }
  for (const Figure& figure : made.figures) {
    for (const Term& term : figure.provenance.terms) {
      FINSAM_CHECK(ids.count(term.figure_id) == 1);
    }
  }
  for (const Table& table : made.tables) {
    for (const TableRow& row : table.rows) {
      FINSAM_CHECK(row.cells.size() == table.columns.size());
    }
  }
}

// What is kept is read again, and is the same.
template <typename Row>
void CheckKept(const std::vector<Row>& rows,
               std::string (*encode)(const std::vector<Row>&),
               std::optional<std::vector<Row>> (*decode)(absl::string_view)) {
  const std::string bytes = encode(rows);
  const auto read = decode(bytes);
  FINSAM_CHECK(read.has_value() && encode(*read) == bytes);
}

void CheckBytes(absl::string_view bytes) {
  if (const auto rows = DecodeCounts(bytes)) {
    CheckKept(*rows, &EncodeCounts, &DecodeCounts);
  }
  if (const auto rows = DecodeSurveys(bytes)) {
    CheckKept(*rows, &EncodeSurveys, &DecodeSurveys);
  }
  DecodeInitiatives(bytes);
  DecodeAverages(bytes);
}

}  // namespace

void FuzzFile(absl::string_view bytes) {
  if (bytes.empty()) return;
  const char kind = bytes.front();
  bytes.remove_prefix(1);
  std::vector<Problem> problems;
  Facts facts;
  switch (kind % 6) {
    case 0:
    case 1:
      if (kind % 6 == 1) facts.rules = SomeRules();
      facts.counts = ReadCountsFile(bytes, kYear, facts.rules, &problems);
      if (!CheckProblems(problems)) return;
      CheckKept(facts.counts, &EncodeCounts, &DecodeCounts);
      CheckFlowFromYearBefore(facts.counts, facts.counts, kYear, kCountsFile,
                              &problems);
      break;
    case 2:
      facts.surveys = ReadSurveysFile(bytes, &problems);
      if (!CheckProblems(problems)) return;
      CheckKept(facts.surveys, &EncodeSurveys, &DecodeSurveys);
      break;
    case 3:
      facts.initiatives = ReadInitiativesFile(bytes, &problems);
      if (!CheckProblems(problems)) return;
      CheckKept(facts.initiatives, &EncodeInitiatives, &DecodeInitiatives);
      break;
    case 4:
      facts.averages = ReadAveragesFile(bytes, &problems);
      if (!CheckProblems(problems)) return;
      CheckKept(facts.averages, &EncodeAverages, &DecodeAverages);
      break;
    default:
      return CheckBytes(bytes);
  }
  CheckStatistics(facts);
}

}  // namespace finsam::participants

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  finsam::participants::FuzzFile(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}

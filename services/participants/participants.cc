#include "services/participants/participants.h"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/files/input.h"
#include "services/participants/convert.h"
#include "services/participants/counts_layout_file.h"
#include "services/participants/counts_rules_file.h"
#include "services/participants/domain/count_tables.h"
#include "services/participants/domain/effects.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/measures.h"
#include "services/participants/domain/protected_remark.h"
#include "services/participants/facts_files.h"

namespace finsam::participants {
namespace {

constexpr char kImportKind[] = "import-counts";

FiscalYearName Before(const FiscalYearName& year) {
  return {year.organisation, year.year - 1};
}

void Append(Statistics more, Statistics* statistics) {
  for (Table& table : more.tables) {
    statistics->tables.push_back(std::move(table));
  }
  for (Figure& figure : more.figures) {
    statistics->figures.push_back(std::move(figure));
  }
}

// What only the whole of a year can tell: rules and layouts that name figures
// that are not there.
void CheckFigures(const KeptYear& year, const Statistics& statistics,
                  std::vector<Problem>* problems) {
  const FigureIndex index(statistics.figures);
  CheckRuleFigures(year.facts.rules, index, kCountsRulesFile, problems);
  MakeCountTables(year.layout, index, kCountsLayoutFile, problems);
}

std::vector<std::string> TableIds(const KeptYear& year,
                                  const Statistics& statistics) {
  std::vector<std::string> ids;
  for (const Table& table : statistics.tables) ids.push_back(table.id);
  for (const LaidOutTable& table : year.layout.tables) ids.push_back(table.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace

absl::Status CountsUnknown(const FiscalYearName& year) {
  return Refuse(absl::StatusCode::kNotFound, "COUNTS_UNKNOWN",
                absl::StrCat("inga antal är importerade för ", year.year));
}

absl::Status CountsNotReleased() {
  return Refuse(
      absl::StatusCode::kFailedPrecondition, "COUNTS_NOT_RELEASED",
      "årets antal är inte släppta; kansliet släpper dem med finsam counts "
      "release");
}

absl::StatusOr<Statistics> StatisticsOf(const store::Snapshot& snapshot,
                                        const FiscalYearName& year,
                                        const KeptYear& kept,
                                        int64_t revision) {
  std::vector<std::vector<SurveyRow>> earlier;
  for (int back = kEarlierYears; back >= 1; --back) {
    ASSIGN_OR_RETURN(
        earlier.emplace_back(),
        ReadSurveys(snapshot, {year.organisation, year.year - back}));
  }
  std::vector<const std::vector<SurveyRow>*> surveys;
  for (const std::vector<SurveyRow>& rows : earlier) surveys.push_back(&rows);
  Statistics statistics = MakeStatistics(year, kept.facts, surveys, revision);
  const Rules& rules = kept.facts.rules;
  Append(MakeMeasures(year, rules.measures, FigureIndex(statistics.figures),
                      revision),
         &statistics);
  Append(MakeEffects(year, rules.effects, FigureIndex(statistics.figures),
                     revision),
         &statistics);
  return statistics;
}

void AddLaidOut(const KeptYear& kept, Statistics* statistics) {
  std::vector<Problem> told_at_import;
  std::vector<Table> tables =
      MakeCountTables(kept.layout, FigureIndex(statistics->figures),
                      kCountsLayoutFile, &told_at_import);
  for (Table& table : tables) RemarkProtected(&table);
  Append({std::move(tables), {}}, statistics);
}

absl::StatusOr<store::ImportOutcome> Participants::Import(
    const store::ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  const std::string digest = store::DigestOf(request, kImportKind);
  const std::lock_guard<std::mutex> lock(writing_);
  return store::RetryStale([&] { return ImportOnce(request, digest); });
}

absl::StatusOr<store::ImportOutcome> Participants::ImportOnce(
    const store::ImportRequest& request, const std::string& digest) {
  const std::string& organisation = request.year.organisation;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  if (!request.validate_only) {
    ASSIGN_OR_RETURN(auto kept, store::FindOutcome(*snapshot, organisation,
                                                   request.request_id, digest));
    if (kept.has_value()) return *std::move(kept);
  }
  ASSIGN_OR_RETURN(const KeptYear held, ReadYear(*snapshot, request.year));
  ASSIGN_OR_RETURN(const KeptYear before,
                   ReadYear(*snapshot, Before(request.year)));
  ImportedFiles read =
      ReadFiles(request.files, request.year.year, held, before.facts.counts);
  if (AnyError(read.problems)) return RefuseInput(read.problems);
  store::ImportOutcome outcome;
  ASSIGN_OR_RETURN(outcome.head, store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(
      const Statistics statistics,
      StatisticsOf(*snapshot, request.year, read.year, outcome.head.revision));
  CheckFigures(read.year, statistics, &read.problems);
  if (AnyError(read.problems)) return RefuseInput(read.problems);
  outcome.warnings = std::move(read.problems);
  outcome.figure_ids = FigureIds(statistics);
  outcome.summary = std::move(read.summary);
  if (request.validate_only) {
    outcome.table_ids = TableIds(read.year, statistics);
    return outcome;
  }
  store::Commit commit;
  store::Entry entry{.organisation = organisation,
                     .kind = kImportKind,
                     .facts = FactsOf(request.year, read.year),
                     .request_id = request.request_id,
                     .request_digest = digest,
                     .answer = "",
                     .time = clock_.Now()};
  if (entry.facts == FactsOf(request.year, held)) {
    store::KeepUnchanged(commit, std::move(entry), outcome);
  } else {
    store::AppendImport(commit, std::move(entry), &outcome);
    PutYear(request.year, read.year, commit);
  }
  RETURN_IF_ERROR(store_.Apply(commit));
  return outcome;
}

absl::StatusOr<v1::GetStatisticsResponse> Participants::Read(
    const FiscalYearName& year, Audience audience) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  v1::GetStatisticsResponse response;
  if (audience != Audience::kInternal) {
    ASSIGN_OR_RETURN(
        const auto released,
        ReadReleasedTo(*snapshot, year.organisation, year.year, audience));
    if (released.has_value()) {
      if (!response.ParseFromString(*released)) {
        return absl::DataLossError("released figures cannot be read");
      }
    } else {
      ASSIGN_OR_RETURN(const bool known, HasYear(*snapshot, year));
      if (known) return CountsNotReleased();
      ToProto({}, head, &response);
    }
    // With all that is shown, few guesses at the rest give the same root.
    response.mutable_revision()->clear_root();
    return response;
  }
  ASSIGN_OR_RETURN(const KeptYear kept, ReadYear(*snapshot, year));
  ASSIGN_OR_RETURN(Statistics statistics,
                   StatisticsOf(*snapshot, year, kept, head.revision));
  AddLaidOut(kept, &statistics);
  ToProto(statistics, head, &response);
  return response;
}

absl::StatusOr<YearIds> Participants::Ids(const FiscalYearName& year) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const KeptYear kept, ReadYear(*snapshot, year));
  ASSIGN_OR_RETURN(const Statistics statistics,
                   StatisticsOf(*snapshot, year, kept, 0));
  return YearIds{FigureIds(statistics), TableIds(kept, statistics)};
}

absl::StatusOr<std::vector<store::InputFile>> Participants::Export(
    const FiscalYearName& year) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  ASSIGN_OR_RETURN(const bool known, HasYear(*snapshot, year));
  if (!known) return CountsUnknown(year);
  ASSIGN_OR_RETURN(const KeptYear kept, ReadYear(*snapshot, year));
  return FilesOf(kept);
}

}  // namespace finsam::participants

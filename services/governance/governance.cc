#include "services/governance/governance.h"

#include <memory>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/files/input.h"
#include "services/governance/board_view.h"
#include "services/governance/codec.h"
#include "services/governance/domain/figures.h"
#include "services/governance/domain/follow_up_tables.h"
#include "services/governance/domain/goal_tables.h"
#include "services/governance/domain/tables.h"
#include "services/governance/governance_store.h"
#include "services/governance/year_files.h"

namespace finsam::governance {
namespace {

constexpr char kImportKind[] = "import-governance";

// A moment of the store: where the association stands and what the year holds.
struct Seen {
  store::Head head;
  YearFacts facts;
};

absl::StatusOr<Seen> ReadYear(const store::Store& store,
                              const FiscalYearName& year) {
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  ASSIGN_OR_RETURN(store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(std::optional<YearFacts> facts, ReadFacts(*snapshot, year));
  if (!facts.has_value()) {
    return Refuse(absl::StatusCode::kNotFound, "ASSOCIATION_UNKNOWN",
                  absl::StrCat("Det finns inga uppgifter om styrelsen för ",
                               year.Text(), "."));
  }
  ASSIGN_OR_RETURN(const RecordedBoard recorded,
                   ReadRecorded(*snapshot, year.organisation));
  AddRecorded(recorded, &*facts);
  return Seen{std::move(head), *std::move(facts)};
}

}  // namespace

absl::StatusOr<store::ImportOutcome> Governance::Import(
    const store::ImportRequest& request) {
  RETURN_IF_ERROR(CheckRequestId(request.request_id));
  const std::string digest = store::DigestOf(request, kImportKind);
  const std::lock_guard<std::mutex> lock(writing_);
  return store::RetryStale([&] { return TryImport(request, digest); });
}

absl::StatusOr<store::ImportOutcome> Governance::TryImport(
    const store::ImportRequest& request, const std::string& digest) {
  const std::string& organisation = request.year.organisation;
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  if (!request.validate_only) {
    ASSIGN_OR_RETURN(auto kept, store::FindOutcome(*snapshot, organisation,
                                                   request.request_id, digest));
    if (kept.has_value()) return *std::move(kept);
  }
  ASSIGN_OR_RETURN(const std::optional<YearFacts> before,
                   ReadFacts(*snapshot, request.year));
  store::ImportOutcome outcome;
  ASSIGN_OR_RETURN(outcome.head, store::ReadHead(*snapshot, organisation));
  ASSIGN_OR_RETURN(const RecordedBoard recorded,
                   ReadRecorded(*snapshot, organisation));
  const YearFacts facts = ReadYearFiles(request.year, request.files, before,
                                        &outcome.warnings, recorded);
  if (AnyError(outcome.warnings)) {
    return RefuseInput(std::move(outcome.warnings));
  }
  YearFacts all = facts;
  AddRecorded(recorded, &all);
  outcome.figure_ids = FigureIds(all);
  outcome.summary = Summary(facts);
  const std::string bytes = EncodeFacts(facts);
  const bool same = before.has_value() && EncodeFacts(*before) == bytes;
  if (request.validate_only) return outcome;

  store::Commit commit;
  store::Entry entry{.organisation = organisation,
                     .kind = kImportKind,
                     .facts = bytes,
                     .request_id = request.request_id,
                     .request_digest = digest,
                     .answer = "",
                     .time = clock_.Now()};
  if (same) {
    store::KeepUnchanged(commit, std::move(entry), outcome);
  } else {
    store::AppendImport(commit, std::move(entry), &outcome);
    PutFacts(request.year, bytes, commit);
  }
  RETURN_IF_ERROR(store_.Apply(commit));
  return outcome;
}

absl::StatusOr<YearReport> Governance::Get(const FiscalYearName& year) const {
  ASSIGN_OR_RETURN(Seen seen, ReadYear(store_, year));
  YearReport report;
  report.tables = {MembersTable(seen.facts), BoardTable(seen.facts),
                   MeetingsTable(seen.facts), SignaturesTable(seen.facts)};
  for (Table& table : FollowUpTables(seen.facts, seen.head.revision)) {
    report.tables.push_back(std::move(table));
  }
  report.figures = RegisterFigures(seen.facts, seen.head.revision);
  report.goal_figure_ids = GoalFigureIds(seen.facts);
  report.head = std::move(seen.head);
  report.facts = std::move(seen.facts);
  return report;
}

absl::StatusOr<GoalReport> Governance::EvaluateGoals(
    const FiscalYearName& year, const std::vector<Figure>& figures) const {
  ASSIGN_OR_RETURN(Seen seen, ReadYear(store_, year));
  const YearFacts& facts = seen.facts;
  Outcomes outcomes;
  // What governance counts itself is what it says.
  for (const std::vector<Figure>& known :
       {RegisterFigures(facts, seen.head.revision), figures}) {
    for (const Figure& figure : known) {
      outcomes.emplace(figure.id, figure.value);
    }
  }
  GoalReport report;
  if (facts.goals.has_value()) report.goals = *facts.goals;
  report.judgements = JudgeAll(report.goals, year.year, outcomes);
  report.table = GoalsTable(facts, report.judgements, seen.head.revision);
  report.verdicts =
      GoalVerdictsTable(facts, report.judgements, seen.head.revision);
  report.figures = GoalFigures(facts, report.judgements, seen.head.revision);
  for (size_t i = 0; i < report.goals.size(); ++i) {
    std::vector<Figure> of_goal;
    for (size_t m = 0; m < report.goals[i].measures.size(); ++m) {
      of_goal.push_back(OutcomeFigure(
          facts, report.goals[i], report.judgements[i], m, seen.head.revision));
    }
    report.outcomes.push_back(std::move(of_goal));
  }
  report.head = std::move(seen.head);
  return report;
}

}  // namespace finsam::governance

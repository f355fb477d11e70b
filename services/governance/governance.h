// Governance in plain C++: reads, lets the domain decide, commits once,
// answers.
//
// Thread-safe. Writes go one at a time; reads see the store as it was at one
// moment. Nothing is kept in memory that is not in the store.

#ifndef FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_H_
#define FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_H_

#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/figure/figure.h"
#include "common/figure/table.h"
#include "common/store/import.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "services/governance/domain/facts.h"
#include "services/governance/domain/verdict.h"

namespace finsam::governance {

// A year's facts with what is made of them.
struct YearReport {
  store::Head head;
  YearFacts facts;
  // members, board, meetings, signatures, and those of FollowUpTables.
  std::vector<Table> tables;
  std::vector<Figure> figures;
  std::vector<std::string> goal_figure_ids;  // Sorted.
};

// A year's goals, judged.
struct GoalReport {
  store::Head head;
  std::vector<Goal> goals;
  std::vector<Judgement> judgements;          // One per goal.
  std::vector<std::vector<Figure>> outcomes;  // Of each goal's measures.
  Table table;
  Table verdicts;  // Computed and stated, side by side.
  std::vector<Figure> figures;
};

class Governance {
 public:
  // Both must outlive the hall.
  Governance(store::Store& store, const Clock& clock)
      : store_(store), clock_(clock) {}

  // Imports a year's files, all or nothing. The same request is answered as
  // the first time. Refusals: REQUEST_ID_SIZE, REQUEST_ID_REUSED, and those
  // of ReadYearFiles.
  absl::StatusOr<store::ImportOutcome> Import(
      const store::ImportRequest& request);

  // Refusal: ASSOCIATION_UNKNOWN when nothing was imported for the year.
  absl::StatusOr<YearReport> Get(const FiscalYearName& year) const;

  // Judges the year's goals by governance's own figures and `figures`; those
  // that no goal asks for are left aside. Refusal: ASSOCIATION_UNKNOWN.
  absl::StatusOr<GoalReport> EvaluateGoals(
      const FiscalYearName& year, const std::vector<Figure>& figures) const;

  // Held while facts are committed; the log of acts shares it.
  std::mutex& writing() { return writing_; }

 private:
  // One try; refused with STALE when somebody else committed meanwhile.
  absl::StatusOr<store::ImportOutcome> TryImport(
      const store::ImportRequest& request, const std::string& digest);

  store::Store& store_;
  const Clock& clock_;
  std::mutex writing_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_H_

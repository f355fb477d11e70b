// The follow-up of a year in plain C++: reads, lets the domain decide, commits
// once, answers. Every write is an act.
//
// Thread-safe.

#ifndef FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_H_
#define FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/base/names.h"
#include "common/figure/figure.h"
#include "common/figure/table.h"
#include "common/store/acts.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "services/governance/domain/follow_up.h"
#include "services/governance/domain/follow_up_acts.h"

namespace finsam::governance {

// A year's follow-up, with what is made of it.
struct FollowUpReport {
  store::Head head;
  std::vector<Member> members;
  FollowUp follow_up;
  std::vector<Table> tables;
  std::vector<Figure> figures;
};

// One thing to record.
struct FollowUpRequest {
  FiscalYearName year;
  std::string request_id;
  store::Actor actor;
  bool validate_only = false;
  FollowUpCommand command;
};

class FollowUpHall {
 public:
  // Both must outlive the hall.
  FollowUpHall(store::Store& store, store::ActLog& acts)
      : store_(store), acts_(acts) {}

  // Refusal: ASSOCIATION_UNKNOWN when nothing was imported for the year.
  absl::StatusOr<FollowUpReport> Get(const FiscalYearName& year) const;

  // Records an act; the outcome's answer is the id of what was recorded. The
  // same request is answered as the first time. Refusals: those of ActLog and
  // of Apply, ASSOCIATION_UNKNOWN, and ACTOR_MEMBER_UNKNOWN when the actor acts
  // on behalf of somebody who is no member.
  absl::StatusOr<store::ActOutcome> Record(const FollowUpRequest& request);

 private:
  store::Store& store_;
  store::ActLog& acts_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_FOLLOW_UP_H_

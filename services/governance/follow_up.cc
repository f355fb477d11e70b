#include "services/governance/follow_up.h"

#include <memory>
#include <optional>
#include <utility>
#include <variant>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "services/governance/domain/follow_up_figures.h"
#include "services/governance/domain/follow_up_tables.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/follow_up_codec.h"
#include "services/governance/governance_store.h"

namespace finsam::governance {
namespace {

// Of the journal's records, in the order of FollowUpCommand.
constexpr const char* kKinds[] = {"report-deviation",    "answer-deviation",
                                  "follow-up-control",   "record-policy-review",
                                  "record-audit-report", "record-discharge"};
static_assert(std::size(kKinds) == std::variant_size_v<FollowUpCommand>);

absl::StatusOr<YearFacts> ReadYear(const store::Snapshot& snapshot,
                                   const FiscalYearName& year) {
  ASSIGN_OR_RETURN(std::optional<YearFacts> facts, ReadFacts(snapshot, year));
  if (facts.has_value()) return *std::move(facts);
  return Refuse(absl::StatusCode::kNotFound, "ASSOCIATION_UNKNOWN",
                absl::StrCat("Det finns inga uppgifter om styrelsen för ",
                             year.Text(), "."));
}

absl::Status CheckBehalf(const store::Actor& actor,
                         const std::vector<Member>& members) {
  if (actor.on_behalf_of.empty() ||
      FindMember(members, actor.on_behalf_of) != nullptr) {
    return absl::OkStatus();
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "ACTOR_MEMBER_UNKNOWN",
                "Den som handlingen utförs för är ingen medlem.");
}

}  // namespace

absl::StatusOr<FollowUpReport> FollowUpHall::Get(
    const FiscalYearName& year) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  FollowUpReport report;
  ASSIGN_OR_RETURN(report.head, store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(YearFacts facts, ReadYear(*snapshot, year));
  report.follow_up = FollowUpOf(facts);
  report.tables = FollowUpTables(facts, report.head.revision);
  report.figures = FollowUpFigures(facts, report.head.revision);
  report.members = std::move(facts.association.members);
  return report;
}

absl::StatusOr<store::ActOutcome> FollowUpHall::Record(
    const FollowUpRequest& request) {
  const std::string payload = EncodeCommand(request.command, request.year.year);
  const store::ActRequest act{.organisation = request.year.organisation,
                              .request_id = request.request_id,
                              .kind = kKinds[request.command.index()],
                              .digest = Sha256(payload),
                              .actor = request.actor,
                              .validate_only = request.validate_only};
  return acts_.Commit(
      act,
      [&](const store::Snapshot& snapshot, absl::Time now,
          store::Commit& commit) -> absl::StatusOr<store::ActFacts> {
        ASSIGN_OR_RETURN(YearFacts facts, ReadYear(snapshot, request.year));
        RETURN_IF_ERROR(CheckBehalf(request.actor, facts.association.members));
        ASSIGN_OR_RETURN(std::string id,
                         Apply(request.command,
                               {request.year.year, facts.association.members,
                                facts.follow_up, SwedishDay(now)},
                               &facts.recorded_follow_up));
        PutRecordedFollowUp(request.year, facts.recorded_follow_up, commit);
        return store::ActFacts{payload, std::move(id)};
      });
}

}  // namespace finsam::governance

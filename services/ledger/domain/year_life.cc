#include "services/ledger/domain/year_life.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;
using Kind = YearEvent::Kind;

// The reason of the last event of `kind`; empty when there is none.
std::string LastReason(const std::vector<YearEvent>& events, Kind kind) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if (event->kind == kind) return event->reason;
  }
  return "";
}

std::string Because(const std::string& reason) {
  return reason.empty() ? "" : absl::StrCat(" Skäl: ", reason);
}

absl::Status Closed(const YearLife& life, absl::string_view consequence) {
  return Refuse(StatusCode::kFailedPrecondition, "YEAR_CLOSED",
                absl::StrCat("Räkenskapsåret är stängt; ", consequence,
                             Because(LastReason(life.events, Kind::kClose))));
}

absl::Status CheckLock(const YearEvent& event, const FiscalYear& year) {
  if (!event.locked_through.has_value() ||
      year.Contains(*event.locked_through)) {
    return absl::OkStatus();
  }
  return Refuse(
      StatusCode::kInvalidArgument, "LOCK_DATE",
      absl::StrCat("Låsets dag, ", absl::FormatCivilTime(*event.locked_through),
                   ", ligger utanför räkenskapsåret ",
                   absl::FormatCivilTime(year.first), " till ",
                   absl::FormatCivilTime(year.last), "."));
}

}  // namespace

absl::Status YearLife::CheckDay(absl::CivilDay day) const {
  if (closed) {
    return Closed(*this, "det tar inga verifikationer förrän det öppnas igen.");
  }
  if (locked_through.has_value() && day <= *locked_through) {
    return Refuse(
        StatusCode::kFailedPrecondition, "PERIOD_LOCKED",
        absl::StrCat("Året är låst till och med ",
                     absl::FormatCivilTime(*locked_through), "; ",
                     absl::FormatCivilTime(day), " ligger i den låsta tiden.",
                     Because(LastReason(events, Kind::kLock))));
  }
  return absl::OkStatus();
}

absl::Status YearLife::CheckStep(const YearEvent& event,
                                 const FiscalYear& year) const {
  // The first closing goes without saying; whoever closes once more says what
  // has changed.
  const bool was_closed = std::any_of(
      events.begin(), events.end(),
      [](const YearEvent& past) { return past.kind == Kind::kClose; });
  const bool needs_reason = event.kind != Kind::kClose || was_closed;
  if (closed && event.kind != Kind::kReopen) {
    return Closed(*this, "öppna det först igen.");
  }
  if (!closed && event.kind == Kind::kReopen) {
    return Refuse(StatusCode::kFailedPrecondition, "YEAR_NOT_CLOSED",
                  "Räkenskapsåret är inte stängt.");
  }
  if (needs_reason || !event.reason.empty()) {
    RETURN_IF_ERROR(CheckReason(event.reason));
  }
  RETURN_IF_ERROR(CheckLock(event, year));
  if (events.size() < kYearEventsMax) return absl::OkStatus();
  return Refuse(StatusCode::kFailedPrecondition, "YEAR_EVENTS",
                absl::StrCat("Räkenskapsåret har redan låsts, stängts och "
                             "öppnats ",
                             kYearEventsMax, " gånger; fler ryms inte."));
}

void YearLife::Step(YearEvent event) {
  if (event.kind == Kind::kLock) {
    locked_through = event.locked_through;
  } else {
    closed = event.kind == Kind::kClose;
  }
  events.push_back(std::move(event));
}

absl::Status CheckReason(absl::string_view reason) {
  if (absl::StripAsciiWhitespace(reason).empty()) {
    return Refuse(StatusCode::kInvalidArgument, "REASON_MISSING",
                  "Säg varför (reason).");
  }
  const bool has_control = std::any_of(
      reason.begin(), reason.end(),
      [](char c) { return absl::ascii_iscntrl(static_cast<uint8_t>(c)); });
  if (reason.size() <= kReasonBytesMax && !has_control) return absl::OkStatus();
  return Refuse(StatusCode::kInvalidArgument, "REASON_INVALID",
                absl::StrCat("Skälet ska vara högst ", kReasonBytesMax,
                             " byte, på en rad och utan styrtecken."));
}

}  // namespace finsam::ledger

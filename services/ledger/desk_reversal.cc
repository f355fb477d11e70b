// Desk: how a voucher is taken back, and why it is not.

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/desk.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;

// Of a chain of reversals, how many a refusal names beside the last.
constexpr int64_t kReversalNamesMax = 5;
// Reversals of reversals that are followed to tell how it stands.
constexpr int64_t kReversalsFollowedMax = 1'000;

}  // namespace

absl::Status Desk::UnknownVoucher(const VoucherRef& ref) {
  return Refuse(
      StatusCode::kNotFound, "VOUCHER_UNKNOWN",
      absl::StrCat("Verifikation ", VoucherName(ref.series, ref.number),
                   " finns inte "
                   "i räkenskapsåret ",
                   ref.fiscal_year, "."));
}

absl::Status Desk::FillReversal(const LedgerReader& reader, PostOrder* order) {
  ASSIGN_OR_RETURN(const std::optional<int64_t> place,
                   FindPlace(reader, *order->reverses));
  if (!place.has_value()) return UnknownVoucher(*order->reverses);
  ASSIGN_OR_RETURN(const std::optional<PostedVoucher> original,
                   reader.FindPlace(*place));
  // Nothing: it is in the group that is under way, and nobody has seen it.
  if (!original.has_value()) return UnknownVoucher(*order->reverses);
  ASSIGN_OR_RETURN(const std::optional<int64_t> earlier,
                   reader.FindReversal(original->place));
  const auto pending = reversals_.find(original->place);
  if (earlier.has_value() || pending != reversals_.end()) {
    ASSIGN_OR_RETURN(const std::string how,
                     ReversedBefore(reader, earlier.value_or(0)));
    return Refuse(StatusCode::kFailedPrecondition, "VOUCHER_REVERSED",
                  absl::StrCat("Verifikation ",
                               VoucherName(order->reverses->series,
                                           order->reverses->number),
                               " är redan återförd", how));
  }
  VoucherDraft& draft = order->drafts.front();
  if (draft.date < original->content.date) {
    return Refuse(
        StatusCode::kInvalidArgument, "REVERSAL_DATE",
        absl::StrCat("Återföringen kan inte ligga före "
                     "verifikationens dag, ",
                     absl::FormatCivilTime(original->content.date), "."));
  }
  if (draft.series.empty()) draft.series = original->content.series;
  draft.corrects = order->reverses;
  draft.reverses = true;
  draft.entries = original->content.entries;
  for (VoucherEntry& entry : draft.entries) {
    entry.amount = -entry.amount;
    entry.date.reset();
    if (entry.quantity.empty()) continue;
    entry.quantity = entry.quantity.front() == '-' ? entry.quantity.substr(1)
                                                   : "-" + entry.quantity;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> Desk::ReversedBefore(const LedgerReader& reader,
                                                 int64_t reversal) const {
  std::string names;
  std::string last;
  int64_t count = 0;
  for (int64_t place = reversal; place > 0; ++count) {
    ASSIGN_OR_RETURN(const auto voucher, reader.FindPlace(place));
    if (!voucher.has_value()) break;
    last = VoucherName(voucher->content.series, voucher->number);
    if (count == 0) names = absl::StrCat(" med ", last);
    if (0 < count && count < kReversalNamesMax) {
      absl::StrAppend(&names, ", som är återförd med ", last);
    }
    ASSIGN_OR_RETURN(const auto next, reader.FindReversal(place));
    // A reversal comes after what it takes back; damaged rows may not.
    place = next.has_value() && *next > place && count < kReversalsFollowedMax
                ? *next
                : 0;
  }
  if (count < 2) return absl::StrCat(names, ".");
  if (count > kReversalNamesMax) {
    absl::StrAppend(&names, " och så vidare till ", last);
  }
  return absl::StrCat(
      names, ". Den ",
      count % 2 == 0 ? "gäller igen genom " : "är alltså tillbakatagen genom ",
      last, ": återför ", last,
      " för att ändra det, eller bokför en ny verifikation.");
}

}  // namespace finsam::ledger

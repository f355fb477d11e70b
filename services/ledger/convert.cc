#include "services/ledger/convert.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/domain/account_pattern.h"

namespace finsam::ledger {
namespace {

absl::StatusOr<absl::CivilDay> Day(const common::v1::Date& date) {
  const std::optional<absl::CivilDay> day = DateFromProto(date);
  if (day.has_value()) return *day;
  return Refuse(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
                "Verifikationens datum är ingen dag i kalendern.");
}

absl::StatusOr<VoucherEntry> FromProto(const v1::Entry& in) {
  VoucherEntry out;
  out.account = in.account();
  out.amount = Ore{in.amount_ore()};
  for (const v1::ObjectReference& object : in.objects()) {
    out.objects.push_back({object.dimension(), object.object()});
  }
  std::sort(out.objects.begin(), out.objects.end());
  out.text = in.text();
  if (in.has_date()) {
    ASSIGN_OR_RETURN(out.date, Day(in.date()));
  }
  out.quantity = in.quantity();
  out.signature = in.signature();
  return out;
}

}  // namespace

absl::StatusOr<VoucherDraft> FromProto(const v1::Voucher& voucher) {
  VoucherDraft out;
  ASSIGN_OR_RETURN(out.date, Day(voucher.date()));
  if (voucher.has_registration_date()) {
    ASSIGN_OR_RETURN(out.registration_date, Day(voucher.registration_date()));
  }
  out.series = voucher.series();
  out.text = voucher.text();
  out.signature = voucher.signature();
  if (voucher.has_corrects()) out.corrects = FromProto(voucher.corrects());
  out.entries.reserve(static_cast<size_t>(voucher.entries_size()));
  for (const v1::Entry& from : voucher.entries()) {
    ASSIGN_OR_RETURN(VoucherEntry entry, FromProto(from));
    // An entry of the voucher's own day has no day of its own.
    if (entry.date == out.date) entry.date.reset();
    out.entries.push_back(std::move(entry));
  }
  return out;
}

absl::StatusOr<VoucherFilter> FromProto(const v1::VoucherFilter& filter) {
  VoucherFilter out;
  if (filter.has_series()) out.series = filter.series();
  if (filter.has_first_date()) {
    ASSIGN_OR_RETURN(out.first, Day(filter.first_date()));
  }
  if (filter.has_last_date()) {
    ASSIGN_OR_RETURN(out.last, Day(filter.last_date()));
  }
  ASSIGN_OR_RETURN(
      out.accounts,
      ParseAccountPatterns("filter.accounts", {filter.accounts().begin(),
                                               filter.accounts().end()}));
  if (filter.has_object()) {
    out.object = {filter.object().dimension(), filter.object().object()};
  }
  if (filter.has_amount_min_ore())
    out.amount_min = Ore{filter.amount_min_ore()};
  if (filter.has_amount_max_ore())
    out.amount_max = Ore{filter.amount_max_ore()};
  out.text = filter.text();
  RETURN_IF_ERROR(CheckVoucherFilter(out));
  return out;
}

VoucherRef FromProto(const v1::VoucherReference& reference) {
  return {reference.fiscal_year(), reference.series(), reference.number()};
}

void ToProto(const ObjectRef& object, v1::ObjectReference* out) {
  out->set_dimension(object.dimension);
  out->set_object(object.object);
}

void ToProto(const VoucherEntry& entry, v1::Entry* out) {
  out->set_account(entry.account);
  out->set_amount_ore(entry.amount.value);
  for (const ObjectRef& object : entry.objects) {
    ToProto(object, out->add_objects());
  }
  out->set_text(entry.text);
  if (entry.date.has_value()) {
    finsam::ToProto(*entry.date, out->mutable_date());
  }
  out->set_quantity(entry.quantity);
  out->set_signature(entry.signature);
}

void ToProto(const VoucherRef& ref, v1::VoucherReference* out) {
  out->set_fiscal_year(ref.fiscal_year);
  out->set_series(ref.series);
  out->set_number(ref.number);
}

void ToProto(const PostedVoucher& voucher, v1::Voucher* out) {
  const VoucherDraft& content = voucher.content;
  out->set_series(content.series);
  out->set_number(voucher.number);
  finsam::ToProto(content.date, out->mutable_date());
  out->set_text(content.text);
  for (const VoucherEntry& entry : content.entries) {
    ToProto(entry, out->add_entries());
  }
  out->set_hash(voucher.hash);
  if (content.registration_date.has_value()) {
    finsam::ToProto(*content.registration_date,
                    out->mutable_registration_date());
  }
  out->set_signature(content.signature);
  if (content.corrects.has_value()) {
    ToProto(*content.corrects, out->mutable_corrects());
  }
  out->set_reverses(content.reverses);
  out->set_place(voucher.place);
  out->set_imported(voucher.imported);
}

void ToProto(const BooksDifference& difference, v1::BooksDifference* out) {
  out->set_added_count(difference.added_count);
  out->set_changed_count(difference.changed_count);
  out->set_missing_count(difference.missing_count);
  out->set_opening_count(difference.opening_count);
  for (const VoucherDifference& from : difference.vouchers) {
    v1::VoucherDifference* to = out->add_vouchers();
    switch (from.kind) {
      case VoucherDifference::Kind::kAdded:
        to->set_kind(v1::VoucherDifference::ADDED);
        break;
      case VoucherDifference::Kind::kChanged:
        to->set_kind(v1::VoucherDifference::CHANGED);
        break;
      case VoucherDifference::Kind::kMissing:
        to->set_kind(v1::VoucherDifference::MISSING);
        break;
    }
    ToProto(from.voucher, to->mutable_voucher());
    to->set_line(from.line);
    to->set_description(from.description);
  }
}

}  // namespace finsam::ledger

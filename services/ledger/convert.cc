#include "services/ledger/convert.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "common/figure/convert.h"

namespace finsam::ledger {
namespace {

absl::StatusOr<absl::CivilDay> Day(const common::v1::Date& date) {
  const std::optional<absl::CivilDay> day = DateFromProto(date);
  if (day.has_value()) return *day;
  return Refuse(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
                "Verifikationens datum är ingen dag i kalendern.");
}

VoucherEntry FromProto(const v1::Entry& in) {
  VoucherEntry out{in.account(), Ore{in.amount_ore()}, {}, in.text()};
  for (const v1::ObjectReference& object : in.objects()) {
    out.objects.push_back({object.dimension(), object.object()});
  }
  std::sort(out.objects.begin(), out.objects.end());
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
  out.entries.reserve(static_cast<size_t>(voucher.entries_size()));
  for (const v1::Entry& entry : voucher.entries()) {
    out.entries.push_back(FromProto(entry));
  }
  return out;
}

absl::StatusOr<PostedVoucher> PostedFromProto(int fiscal_year,
                                              const v1::Voucher& voucher) {
  PostedVoucher out;
  out.fiscal_year = fiscal_year;
  out.number = voucher.number();
  ASSIGN_OR_RETURN(out.content, FromProto(voucher));
  out.hash = voucher.hash();
  return out;
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
}

}  // namespace finsam::ledger

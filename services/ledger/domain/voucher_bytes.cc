#include "services/ledger/domain/voucher_bytes.h"

#include <limits>

#include "common/base/check.h"

namespace finsam::ledger {
namespace {

constexpr absl::CivilDay kDayZero(1970, 1, 1);
// More days from there than any day of the years 1 to 9999 is.
constexpr int64_t kDaysMax = 4'000'000;
constexpr int64_t kYearMax = 9'999;

// Flags of a voucher.
constexpr uint64_t kImported = 1;
constexpr uint64_t kRegistered = 2;
constexpr uint64_t kSigned = 4;
constexpr uint64_t kCorrects = 8;
constexpr uint64_t kReverses = 16;
constexpr int64_t kVoucherFlagsMax = 31;

// Flags of an entry.
constexpr uint64_t kEntryText = 1;
constexpr uint64_t kEntryDay = 2;
constexpr uint64_t kEntryQuantity = 4;
constexpr uint64_t kEntrySignature = 8;
constexpr int64_t kEntryFlagsMax = 15;

int64_t ReadDay(Unpacker* in) {
  const int64_t day = in->Signed();
  if (day < -kDaysMax || day > kDaysMax) in->Spoil();
  return in->ok() ? day : 0;
}

// A text that a flag tells of; an empty one has no flag.
absl::string_view ReadFlaggedText(Unpacker* in) {
  const absl::string_view text = in->Text();
  if (text.empty()) in->Spoil();
  return text;
}

void SkipObjects(Unpacker* in) {
  const int64_t count = in->Number(kEntryObjectsMax);
  for (int64_t i = 0; i < count; ++i) {
    in->Number(std::numeric_limits<int32_t>::max());
    in->Text();
  }
}

// What `in` has read since its rest was `before`.
absl::string_view ReadSince(absl::string_view before, const Unpacker& in) {
  return before.substr(0, before.size() - in.rest().size());
}

void AppendEntry(const VoucherEntry& entry, std::string* out) {
  AppendBalanceBytes(entry.account, entry.objects, out);
  PackSigned(entry.amount.value, out);
  PackUnsigned((entry.text.empty() ? 0 : kEntryText) |
                   (entry.date.has_value() ? kEntryDay : 0) |
                   (entry.quantity.empty() ? 0 : kEntryQuantity) |
                   (entry.signature.empty() ? 0 : kEntrySignature),
               out);
  if (!entry.text.empty()) PackText(entry.text, out);
  if (entry.date.has_value()) PackSigned(DayNumber(*entry.date), out);
  if (!entry.quantity.empty()) PackText(entry.quantity, out);
  if (!entry.signature.empty()) PackText(entry.signature, out);
}

}  // namespace

int64_t DayNumber(absl::CivilDay day) { return day - kDayZero; }

absl::CivilDay DayOf(int64_t number) { return kDayZero + number; }

void AppendObjectBytes(const ObjectSet& objects, std::string* out) {
  PackUnsigned(objects.size(), out);
  for (const ObjectRef& object : objects) {
    PackUnsigned(static_cast<uint32_t>(object.dimension), out);
    PackText(object.object, out);
  }
}

void AppendBalanceBytes(int32_t account, const ObjectSet& objects,
                        std::string* out) {
  PackUnsigned(static_cast<uint32_t>(account), out);
  AppendObjectBytes(objects, out);
}

std::optional<ObjectSet> ReadObjectBytes(absl::string_view bytes) {
  Unpacker in(bytes);
  ObjectSet out;
  const int64_t count = in.Number(kEntryObjectsMax);
  for (int64_t i = 0; i < count; ++i) {
    const auto dimension =
        static_cast<int32_t>(in.Number(std::numeric_limits<int32_t>::max()));
    out.push_back({dimension, std::string(in.Text())});
  }
  if (!in.Complete()) return std::nullopt;
  return out;
}

void AppendVoucherBytes(const PostedVoucher& voucher, std::string* out) {
  AppendVoucherBytes(voucher.fiscal_year, voucher.number, voucher.imported,
                     voucher.content, out);
}

void AppendVoucherBytes(int fiscal_year, int64_t number, bool imported,
                        const VoucherDraft& content, std::string* out) {
  PackUnsigned(static_cast<uint64_t>(fiscal_year), out);
  PackUnsigned(static_cast<uint64_t>(number), out);
  PackText(content.series, out);
  PackSigned(DayNumber(content.date), out);
  PackText(content.text, out);
  PackUnsigned((imported ? kImported : 0) |
                   (content.registration_date.has_value() ? kRegistered : 0) |
                   (content.signature.empty() ? 0 : kSigned) |
                   (content.corrects.has_value() ? kCorrects : 0) |
                   (content.reverses ? kReverses : 0),
               out);
  if (content.registration_date.has_value()) {
    PackSigned(DayNumber(*content.registration_date), out);
  }
  if (!content.signature.empty()) PackText(content.signature, out);
  if (content.corrects.has_value()) {
    PackUnsigned(static_cast<uint64_t>(content.corrects->fiscal_year), out);
    PackText(content.corrects->series, out);
    PackUnsigned(static_cast<uint64_t>(content.corrects->number), out);
  }
  PackUnsigned(content.entries.size(), out);
  for (const VoucherEntry& entry : content.entries) AppendEntry(entry, out);
}

std::string VoucherBytes(const PostedVoucher& voucher) {
  std::string out;
  AppendVoucherBytes(voucher, &out);
  return out;
}

EntryView VoucherView::ReadEntry(Unpacker* in) {
  EntryView out;
  const absl::string_view start = in->rest();
  out.account =
      static_cast<int32_t>(in->Number(std::numeric_limits<int32_t>::max()));
  const absl::string_view objects = in->rest();
  SkipObjects(in);
  out.balance = ReadSince(start, *in);
  out.objects = ReadSince(objects, *in);
  out.amount = Ore{in->Signed()};
  const auto flags = static_cast<uint64_t>(in->Number(kEntryFlagsMax));
  if ((flags & kEntryText) != 0) out.text = ReadFlaggedText(in);
  if ((flags & kEntryDay) != 0) out.day = ReadDay(in);
  if ((flags & kEntryQuantity) != 0) out.quantity = ReadFlaggedText(in);
  if ((flags & kEntrySignature) != 0) out.signature = ReadFlaggedText(in);
  return out;
}

std::optional<VoucherView> VoucherView::Read(absl::string_view bytes) {
  Unpacker in(bytes);
  VoucherView out;
  out.fiscal_year_ = static_cast<int>(in.Number(kYearMax));
  out.number_ = in.Number(std::numeric_limits<int64_t>::max());
  out.series_ = in.Text();
  out.day_ = ReadDay(&in);
  out.text_ = in.Text();
  const auto flags = static_cast<uint64_t>(in.Number(kVoucherFlagsMax));
  out.imported_ = (flags & kImported) != 0;
  out.reverses_ = (flags & kReverses) != 0;
  if ((flags & kRegistered) != 0) out.registration_day_ = ReadDay(&in);
  if ((flags & kSigned) != 0) out.signature_ = ReadFlaggedText(&in);
  if ((flags & kCorrects) != 0) {
    VoucherRef& ref = out.corrects_.emplace();
    ref.fiscal_year = static_cast<int>(in.Number(kYearMax));
    ref.series = std::string(in.Text());
    ref.number = in.Number(std::numeric_limits<int64_t>::max());
  }
  out.entry_count_ = static_cast<size_t>(in.Number(kVoucherEntriesMax));
  out.entries_ = in.rest();
  for (size_t i = 0; i < out.entry_count_; ++i) ReadEntry(&in);
  if (!in.Complete()) return std::nullopt;
  return out;
}

PostedVoucher VoucherView::Copy() const {
  PostedVoucher out;
  out.fiscal_year = fiscal_year_;
  out.number = number_;
  out.imported = imported_;
  VoucherDraft& content = out.content;
  content.series = std::string(series_);
  content.date = DayOf(day_);
  content.text = std::string(text_);
  if (registration_day_.has_value()) {
    content.registration_date = DayOf(*registration_day_);
  }
  content.signature = std::string(signature_);
  content.corrects = corrects_;
  content.reverses = reverses_;
  content.entries.reserve(entry_count_);
  EachEntry([&content](const EntryView& view, size_t) {
    VoucherEntry& entry = content.entries.emplace_back();
    entry.account = view.account;
    entry.amount = view.amount;
    entry.objects = ReadObjectBytes(view.objects).value_or(ObjectSet());
    entry.text = std::string(view.text);
    if (view.day.has_value()) entry.date = DayOf(*view.day);
    entry.quantity = std::string(view.quantity);
    entry.signature = std::string(view.signature);
  });
  return out;
}

}  // namespace finsam::ledger

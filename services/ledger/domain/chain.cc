#include "services/ledger/domain/chain.h"

#include <cstddef>

#include "common/base/digest.h"

namespace finsam::ledger {
namespace {

void AppendNumber(std::string* out, int64_t number) {
  const auto bits = static_cast<uint64_t>(number);
  for (int shift = 56; shift >= 0; shift -= 8) {
    out->push_back(static_cast<char>((bits >> shift) & 0xff));
  }
}

void AppendSize(std::string* out, size_t size) {
  AppendNumber(out, static_cast<int64_t>(size));
}

void AppendText(std::string* out, absl::string_view text) {
  AppendSize(out, text.size());
  out->append(text.data(), text.size());
}

void AppendDay(std::string* out, absl::CivilDay day) {
  AppendNumber(out, day.year());
  AppendNumber(out, day.month());
  AppendNumber(out, day.day());
}

void AppendEntry(std::string* out, const VoucherEntry& entry) {
  AppendNumber(out, entry.account);
  AppendNumber(out, entry.amount.value);
  AppendSize(out, entry.objects.size());
  for (const ObjectRef& object : entry.objects) {
    AppendNumber(out, object.dimension);
    AppendText(out, object.object);
  }
  AppendText(out, entry.text);
}

}  // namespace

std::string CanonicalBytes(int fiscal_year, int64_t number,
                           const VoucherDraft& content) {
  std::string out;
  AppendNumber(&out, fiscal_year);
  AppendNumber(&out, number);
  AppendText(&out, content.series);
  AppendDay(&out, content.date);
  AppendText(&out, content.text);
  AppendSize(&out, content.entries.size());
  for (const VoucherEntry& entry : content.entries) AppendEntry(&out, entry);
  AppendNumber(&out, content.registration_date.has_value() ? 1 : 0);
  if (content.registration_date.has_value()) {
    AppendDay(&out, *content.registration_date);
  }
  AppendText(&out, content.signature);
  return out;
}

std::string ChainHash(absl::string_view previous, int fiscal_year,
                      int64_t number, const VoucherDraft& content) {
  return Sha256Parts({previous, CanonicalBytes(fiscal_year, number, content)});
}

}  // namespace finsam::ledger

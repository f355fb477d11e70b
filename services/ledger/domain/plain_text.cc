#include "services/ledger/domain/plain_text.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

// Marks that neither program gives a meaning within a text.
constexpr absl::string_view kTextMarks = "-._,/&+'()";
constexpr absl::string_view kObjectMarks = "-._";

// How many bytes the character at the beginning of `text` has, if it is a
// letter, a digit or one of `marks`; else 0. Letters beyond ASCII are U+00C0
// to U+027F, whose first byte says that there are two.
size_t PlainSize(absl::string_view text, absl::string_view marks) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (absl::ascii_isalnum(first)) return 1;
  if (first >= 0xC3 && first <= 0xC9) {
    const bool whole =
        text.size() > 1 && (static_cast<unsigned char>(text[1]) >> 6) == 2;
    return whole ? 2 : 0;
  }
  return marks.find(text[0]) == absl::string_view::npos ? 0 : 1;
}

// `text` for a description or an account's name: two blanks would end either.
std::string PlainText(absl::string_view text) {
  std::string out;
  bool blank = false;  // One is due before the next character.
  while (!text.empty()) {
    const size_t size = PlainSize(text, kTextMarks);
    if (size == 0) {
      blank = true;
      text.remove_prefix(1);
      continue;
    }
    if (blank && !out.empty()) out.push_back(' ');
    blank = false;
    out.append(text.data(), size);
    text.remove_prefix(size);
  }
  return out;
}

// `object` so that no other object is written alike, nor any as nothing.
std::string PlainObject(absl::string_view object) {
  if (object.empty()) return "%";
  std::string out;
  while (!object.empty()) {
    const size_t size = PlainSize(object, kObjectMarks);
    if (size == 0) {
      absl::StrAppendFormat(&out, "%%%02X",
                            static_cast<unsigned char>(object[0]));
      object.remove_prefix(1);
      continue;
    }
    out.append(object.data(), size);
    object.remove_prefix(size);
  }
  return out;
}

// "123.45 SEK": always two decimals, so that the point is no thousands mark.
std::string Amount(Ore amount) {
  const auto bits = static_cast<uint64_t>(amount.value);
  const uint64_t size = amount < Ore{0} ? 0 - bits : bits;
  return absl::StrFormat("%s%d.%02d SEK", amount < Ore{0} ? "-" : "",
                         size / 100, size % 100);
}

std::string Day(absl::CivilDay day) { return absl::FormatCivilTime(day); }

}  // namespace

void PlainTextWriter::AddPosting(int32_t account, const ObjectSet& objects,
                                 Ore amount, std::string* out) const {
  absl::StrAppend(out, "    ", account);
  const auto name = names_.find(account);
  if (name != names_.end()) absl::StrAppend(out, " ", name->second);
  absl::string_view before = ":";
  for (const ObjectRef& object : objects) {
    absl::StrAppend(out, before, object.dimension, " ",
                    PlainObject(object.object));
    before = ", ";
  }
  absl::StrAppend(out, "  ", Amount(amount), "\n");
}

absl::Status PlainTextWriter::Begin(absl::string_view association,
                                    const FiscalYear& year,
                                    const BalanceMap& balances,
                                    const Chart& chart) {
  names_.clear();
  vouchers_ = 0;
  for (const auto& [number, account] : chart.accounts) {
    std::string name = PlainText(account.name);
    if (!name.empty()) names_.emplace(number, std::move(name));
  }
  std::string out = absl::StrCat("; ", PlainText(association),
                                 "\n; Räkenskapsår ", Day(year.first), " till ",
                                 Day(year.last), ". Debet är positivt.\n\n");
  std::string postings;
  Ore sum;
  for (const auto& [key, balance] : balances) {
    if (balance.opening == Ore{0}) continue;
    AddPosting(key.account, key.objects, balance.opening, &postings);
    sum += balance.opening;
  }
  if (sum != Ore{0}) {
    absl::StrAppend(&postings, "    ", kOpeningDifferenceAccount, "  ",
                    Amount(-sum), "\n");
  }
  if (!postings.empty()) {
    absl::StrAppend(&out, Day(year.first), " (IB) Ingående balans\n", postings,
                    "\n");
  }
  return sink_(out);
}

absl::Status PlainTextWriter::Add(const PostedVoucher& voucher) {
  const VoucherDraft& content = voucher.content;
  ++vouchers_;
  std::string out = absl::StrCat(
      content.entries.empty() ? "; utan rader: " : "", Day(content.date), " (",
      VoucherName(content.series, voucher.number), ") ",
      PlainText(content.text));
  absl::StripTrailingAsciiWhitespace(&out);
  out.push_back('\n');
  for (const VoucherEntry& entry : content.entries) {
    AddPosting(entry.account, entry.objects, entry.amount, &out);
  }
  out.push_back('\n');
  return sink_(out);
}

absl::Status PlainTextWriter::End() {
  return sink_(absl::StrCat("; ", vouchers_, " verifikationer\n"));
}

}  // namespace finsam::ledger

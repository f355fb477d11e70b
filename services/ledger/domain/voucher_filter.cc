#include "services/ledger/domain/voucher_filter.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/ledger/domain/account_pattern.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

// Lower case for the letters of ASCII and Latin-1, and blanks for the blank
// that does not break. Every character keeps its bytes' number.
std::string Folded(absl::string_view text) {
  std::string folded(text);
  for (size_t i = 0; i < folded.size(); ++i) {
    const auto lead = static_cast<unsigned char>(folded[i]);
    folded[i] = absl::ascii_tolower(lead);
    if (lead < 0x80 || i + 1 == folded.size()) continue;
    const auto next = static_cast<unsigned char>(folded[i + 1]);
    if (lead == 0xc2 && next == 0xa0) folded.replace(i, 2, "  ");
    // À to Þ are 0x20 before à to þ; × and ÷ in their midst are no letters.
    if (lead == 0xc3 && next <= 0x9e && next != 0x97) {
      folded[i + 1] = static_cast<char>(next + 0x20);
    }
  }
  return folded;
}

void CheckAmounts(const VoucherFilter& filter, ProblemList* problems) {
  const auto check = [&](absl::string_view field, std::optional<Ore> amount) {
    if (!amount.has_value() || *amount >= Ore{0}) return;
    problems->AddAt(0, "FILTER_INVALID", field,
                    "Beloppet gäller oavsett tecken och kan inte vara "
                    "negativt.",
                    SieAmount(*amount), "0 eller mer");
  };
  check("amount_min_ore", filter.amount_min);
  check("amount_max_ore", filter.amount_max);
  if (filter.amount_min.has_value() && filter.amount_max.has_value() &&
      *filter.amount_min > *filter.amount_max) {
    problems->AddAt(0, "FILTER_INVALID", "amount_min_ore",
                    "Det minsta beloppet är större än det största.",
                    SieAmount(*filter.amount_min),
                    absl::StrCat("högst ", SieAmount(*filter.amount_max)));
  }
}

void CheckText(const std::string& text, ProblemList* problems) {
  if (text.size() > kFilterTextBytesMax) {
    problems->AddAt(0, "FILTER_INVALID", "text", "Söktexten är för lång.",
                    absl::StrCat(text.size(), " byte"),
                    absl::StrCat("högst ", kFilterTextBytesMax, " byte"));
  } else if (!IsUtf8(text) ||
             std::any_of(text.begin(), text.end(), absl::ascii_iscntrl)) {
    problems->AddAt(0, "FILTER_INVALID", "text",
                    "Söktexten innehåller tecken som inte är text.");
  }
}

}  // namespace

void CheckFilterObject(absl::string_view field, const ObjectRef& object,
                       ProblemList* problems) {
  if (object.dimension < 1 || object.dimension > kDimensionMax) {
    problems->AddAt(0, "FILTER_INVALID", field, "Dimensionen finns inte.",
                    absl::StrCat(object.dimension),
                    absl::StrCat("1 till ", kDimensionMax));
  }
  if (object.object.empty() || object.object.size() > kObjectBytesMax) {
    problems->AddAt(0, "FILTER_INVALID", field,
                    "Objektets nummer saknas eller är för långt.",
                    object.object,
                    absl::StrCat("1 till ", kObjectBytesMax, " byte"));
  }
}

absl::Status CheckVoucherFilter(const VoucherFilter& filter) {
  std::vector<Problem> problems;
  ProblemList list("", kFilterProblemsMax, &problems);
  if (filter.series.has_value() && !filter.series->empty() &&
      !IsSeries(*filter.series)) {
    list.AddAt(0, "FILTER_INVALID", "series", "Serien är fel skriven.",
               *filter.series,
               absl::StrCat("högst ", kSeriesBytesMax,
                            " bokstäver (A–Z, a–z) eller siffror"));
  }
  if (filter.first.has_value() && filter.last.has_value() &&
      *filter.first > *filter.last) {
    list.AddAt(0, "FILTER_INVALID", "first_date",
               "Den första dagen ligger efter den sista.",
               absl::FormatCivilTime(*filter.first),
               absl::StrCat("senast ", absl::FormatCivilTime(*filter.last)));
  }
  if (filter.object.has_value()) {
    CheckFilterObject("object", *filter.object, &list);
  }
  CheckAmounts(filter, &list);
  CheckText(filter.text, &list);
  list.Finish("FILTER_INVALID");
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return absl::OkStatus();
}

VoucherMatcher::VoucherMatcher(VoucherFilter filter)
    : filter_(std::move(filter)),
      any_entries_(filter_.accounts.empty() && !filter_.object.has_value() &&
                   !filter_.amount_min.has_value() &&
                   !filter_.amount_max.has_value()),
      words_(absl::StrSplit(Folded(filter_.text), ' ', absl::SkipEmpty())) {}

bool VoucherMatcher::Matches(const VoucherDraft& voucher) const {
  if (filter_.series.has_value() && *filter_.series != voucher.series) {
    return false;
  }
  if (filter_.first.has_value() && voucher.date < *filter_.first) return false;
  if (filter_.last.has_value() && voucher.date > *filter_.last) return false;
  const bool entries =
      any_entries_ ||
      std::any_of(voucher.entries.begin(), voucher.entries.end(),
                  [&](const VoucherEntry& entry) { return Takes(entry); });
  return entries && (words_.empty() || HasWords(voucher));
}

bool VoucherMatcher::Takes(const VoucherEntry& entry) const {
  if (!filter_.accounts.empty() && !InRanges(filter_.accounts, entry.account)) {
    return false;
  }
  if (filter_.object.has_value() &&
      std::find(entry.objects.begin(), entry.objects.end(), *filter_.object) ==
          entry.objects.end()) {
    return false;
  }
  const Ore size = entry.amount < Ore{0} ? -entry.amount : entry.amount;
  return size >= filter_.amount_min.value_or(size) &&
         size <= filter_.amount_max.value_or(size);
}

bool VoucherMatcher::HasWords(const VoucherDraft& voucher) const {
  // A line's end parts the texts: no word holds one, so none is found across
  // two texts.
  std::string texts = voucher.text;
  for (const VoucherEntry& entry : voucher.entries) {
    if (!entry.text.empty()) absl::StrAppend(&texts, "\n", entry.text);
  }
  texts = Folded(texts);
  return std::all_of(words_.begin(), words_.end(), [&](const auto& word) {
    return absl::StrContains(texts, word);
  });
}

}  // namespace finsam::ledger

#include "services/ledger/domain/voucher.h"

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

using ::absl::StatusCode;

absl::Status Malformed(absl::string_view reason, absl::string_view sentence) {
  return Refuse(StatusCode::kInvalidArgument, reason, sentence);
}

absl::Status CheckTextSize(absl::string_view what, absl::string_view text) {
  if (text.size() <= kTextBytesMax) return absl::OkStatus();
  return Malformed("VOUCHER_TEXT_SIZE",
                   absl::StrCat(what, " är ", text.size(), " byte lång; högst ",
                                kTextBytesMax, " är tillåtet."));
}

bool HasControlCharacter(absl::string_view text) {
  for (const char c : text) {
    if (absl::ascii_iscntrl(static_cast<unsigned char>(c))) return true;
  }
  return false;
}

absl::Status CheckText(absl::string_view what, absl::string_view text) {
  RETURN_IF_ERROR(CheckTextSize(what, text));
  if (!HasControlCharacter(text)) return absl::OkStatus();
  return Malformed("VOUCHER_TEXT",
                   absl::StrCat(what,
                                " har ett styrtecken, till exempel en "
                                "radbrytning eller en tabb."));
}

// An optional minus, digits, and at most one point with digits after it.
bool IsQuantity(absl::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const size_t point = text.find('.');
  const auto is_digits = [](absl::string_view part) {
    return !part.empty() &&
           part.find_first_not_of("0123456789") == absl::string_view::npos;
  };
  if (point == absl::string_view::npos) return is_digits(text);
  return is_digits(text.substr(0, point)) && is_digits(text.substr(point + 1));
}

absl::Status CheckQuantity(absl::string_view text) {
  if (text.empty() || (text.size() <= kQuantityBytesMax && IsQuantity(text))) {
    return absl::OkStatus();
  }
  return Malformed("VOUCHER_TEXT",
                   absl::StrCat("En rads kvantitet ska vara ett tal som "
                                "\"12.5\", högst ",
                                kQuantityBytesMax, " tecken."));
}

absl::Status CheckTexts(const VoucherDraft& draft) {
  RETURN_IF_ERROR(CheckText("Verifikationstexten", draft.text));
  RETURN_IF_ERROR(CheckText("Signaturen", draft.signature));
  for (const VoucherEntry& entry : draft.entries) {
    RETURN_IF_ERROR(CheckText("En rads text", entry.text));
    RETURN_IF_ERROR(CheckText("En rads signatur", entry.signature));
    RETURN_IF_ERROR(CheckQuantity(entry.quantity));
  }
  return absl::OkStatus();
}

absl::Status CheckEntryCount(const VoucherDraft& draft, size_t least) {
  const size_t count = draft.entries.size();
  if (least <= count && count <= kVoucherEntriesMax) return absl::OkStatus();
  return Malformed("VOUCHER_ENTRY_COUNT",
                   absl::StrCat("Verifikationen har ", count, " rader, inte ",
                                least, " till ", kVoucherEntriesMax, "."));
}

absl::Status CheckAmounts(const VoucherDraft& draft, bool zero_is_fine) {
  for (size_t i = 0; i < draft.entries.size(); ++i) {
    const Ore amount = draft.entries[i].amount;
    const bool within = -kAmountMax <= amount && amount <= kAmountMax;
    if (within && (zero_is_fine || amount != Ore{0})) continue;
    return Malformed(
        "VOUCHER_AMOUNT",
        absl::StrCat("Rad ", i + 1, " har beloppet ", SieAmount(amount),
                     "; noll och belopp över 10 miljarder kronor tas inte."));
  }
  return absl::OkStatus();
}

absl::Status CheckBalance(const VoucherDraft& draft) {
  Ore sum;
  for (const VoucherEntry& entry : draft.entries) sum += entry.amount;
  if (sum == Ore{0}) return absl::OkStatus();
  return Malformed("VOUCHER_UNBALANCED",
                   absl::StrCat("Verifikationens rader summerar till ",
                                SieAmount(sum), " kr, inte till 0."));
}

absl::Status CheckSeries(absl::string_view series) {
  if (IsSeries(series)) return absl::OkStatus();
  return Malformed("SERIES_INVALID",
                   absl::StrCat("Serien ska vara 1 till ", kSeriesBytesMax,
                                " bokstäver (A–Z, a–z) eller siffror."));
}

absl::Status CheckAccounts(const VoucherDraft& draft, const Chart& chart) {
  for (size_t i = 0; i < draft.entries.size(); ++i) {
    if (chart.HasAccount(draft.entries[i].account)) continue;
    return Refuse(StatusCode::kNotFound, "ACCOUNT_UNKNOWN",
                  absl::StrCat("Rad ", i + 1, " bokför på konto ",
                               draft.entries[i].account,
                               ", som inte finns i kontoplanen."));
  }
  return absl::OkStatus();
}

// Few and plain enough for a balance of their own.
absl::Status CheckObjectForms(const VoucherDraft& draft) {
  for (const VoucherEntry& entry : draft.entries) {
    bool plain = entry.objects.size() <= kEntryObjectsMax;
    for (const ObjectRef& object : entry.objects) {
      plain = plain && object.object.size() <= kObjectBytesMax &&
              object.object.find('\0') == std::string::npos;
    }
    if (plain) continue;
    return Malformed("VOUCHER_OBJECTS",
                     absl::StrCat("En rad bär fler än ", kEntryObjectsMax,
                                  " objekt, eller ett vars nummer inte är "
                                  "text på högst ",
                                  kObjectBytesMax, " byte."));
  }
  return absl::OkStatus();
}

// Declared, and at most one per dimension, by dimension.
absl::Status CheckObjects(const VoucherDraft& draft, const Chart& chart) {
  for (size_t i = 0; i < draft.entries.size(); ++i) {
    int32_t before = 0;
    for (const ObjectRef& object : draft.entries[i].objects) {
      if (object.dimension > before && chart.HasObject(object)) {
        before = object.dimension;
        continue;
      }
      return Refuse(StatusCode::kNotFound, "OBJECT_UNKNOWN",
                    absl::StrCat("Rad ", i + 1, " bär objekt ", object.object,
                                 " i dimension ", object.dimension,
                                 ", som inte finns, eller bär två objekt i "
                                 "samma dimension."));
    }
  }
  return absl::OkStatus();
}

absl::Status CheckDay(const VoucherDraft& draft, const FiscalYear& year) {
  if (year.Contains(draft.date)) return absl::OkStatus();
  return Refuse(StatusCode::kFailedPrecondition, "VOUCHER_OUTSIDE_YEAR",
                absl::StrCat(absl::FormatCivilTime(draft.date),
                             " ligger inte i räkenskapsåret ",
                             absl::FormatCivilTime(year.first), " till ",
                             absl::FormatCivilTime(year.last), "."));
}

}  // namespace

absl::Status CheckDraft(const VoucherDraft& draft, const Chart* chart,
                        const FiscalYear& year) {
  RETURN_IF_ERROR(CheckTexts(draft));
  RETURN_IF_ERROR(CheckEntryCount(draft, /*least=*/1));
  RETURN_IF_ERROR(CheckAmounts(draft, /*zero_is_fine=*/false));
  RETURN_IF_ERROR(CheckBalance(draft));
  RETURN_IF_ERROR(CheckSeries(draft.series));
  RETURN_IF_ERROR(CheckObjectForms(draft));
  if (chart != nullptr) {
    RETURN_IF_ERROR(CheckAccounts(draft, *chart));
    RETURN_IF_ERROR(CheckObjects(draft, *chart));
  }
  return CheckDay(draft, year);
}

absl::Status CheckFromBooks(const VoucherDraft& draft, int64_t number,
                            const FiscalYear& year) {
  if (number < 0) {
    return Malformed("VOUCHER_NUMBER",
                     "Verifikationens nummer är negativt eller saknas.");
  }
  RETURN_IF_ERROR(CheckTexts(draft));
  RETURN_IF_ERROR(CheckEntryCount(draft, /*least=*/0));
  RETURN_IF_ERROR(CheckAmounts(draft, /*zero_is_fine=*/true));
  RETURN_IF_ERROR(CheckBalance(draft));
  RETURN_IF_ERROR(CheckObjectForms(draft));
  if (!draft.series.empty()) RETURN_IF_ERROR(CheckSeries(draft.series));
  return CheckDay(draft, year);
}

std::string VoucherName(absl::string_view series, int64_t number) {
  return series.empty() ? absl::StrCat(number)
                        : absl::StrCat(series, " ", number);
}

bool IsSeries(absl::string_view series) {
  if (series.empty() || series.size() > kSeriesBytesMax) return false;
  for (const char c : series) {
    if (!absl::ascii_isalnum(static_cast<unsigned char>(c))) return false;
  }
  return true;
}

}  // namespace finsam::ledger

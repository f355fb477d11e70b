// Money: a whole number of öre (1/100 SEK), and nothing else.
//
// There is no floating point, no currency and no implicit conversion. Sums
// that could leave 64 bits are made with CheckedAdd; a voucher's and a year's
// sums are proved to fit by the limits in the ledger's domain.
//
// In the books debit is positive and credit negative. What sign is shown is
// decided by a statement's layout, never by the amount.

#ifndef FINSAM_COMMON_BASE_MONEY_H_
#define FINSAM_COMMON_BASE_MONEY_H_

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam {

// An amount in öre.
struct Ore {
  int64_t value = 0;

  friend constexpr auto operator<=>(const Ore&, const Ore&) = default;
  friend constexpr Ore operator+(Ore a, Ore b) { return {a.value + b.value}; }
  friend constexpr Ore operator-(Ore a, Ore b) { return {a.value - b.value}; }
  friend constexpr Ore operator-(Ore a) { return {-a.value}; }
  Ore& operator+=(Ore b) {
    value += b.value;
    return *this;
  }
};

// The largest amount that any field may carry: ten billion kronor. A sum of
// nine million such amounts still fits in 64 bits.
inline constexpr Ore kAmountMax{1'000'000'000'000};

// Returns a + b, or nothing when the sum leaves 64 bits.
std::optional<Ore> CheckedAdd(Ore a, Ore b);

// Reads an amount as SIE writes it: "-1234.5", "1234", ".50". At most two
// decimals, point as decimal sign, no plus sign, no blanks, within ±kAmountMax.
// Refusals: AMOUNT_MALFORMED, AMOUNT_TOO_LARGE.
absl::StatusOr<Ore> ParseSieAmount(absl::string_view text);

// Reads an amount in kronor as a person writes it in a Swedish table:
// "3 150 000", "3150000,50", "-1.234,00", "3,150,000" is refused as ambiguous.
// Accepts blanks, no-break blanks and points as thousands separators, decimal
// comma, decimal point when it is followed by one or two digits, and both
// "-" and "−" as minus. Refusals as ParseSieAmount.
absl::StatusOr<Ore> ParseSwedishAmount(absl::string_view text);

// Writes an amount as SIE does: "-1234.50"; no decimals when they are zero.
std::string SieAmount(Ore amount);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_MONEY_H_

#include "services/ledger/domain/layout.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

namespace finsam::ledger {
namespace {

// Digits only: SimpleAtoi alone would take a sign and blanks.
std::optional<int32_t> ParseAccount(absl::string_view text) {
  int32_t account = 0;
  const bool digits = !text.empty() && std::all_of(text.begin(), text.end(),
                                                   absl::ascii_isdigit);
  if (!digits || !absl::SimpleAtoi(text, &account)) return std::nullopt;
  if (account < 1 || account > kAccountNumberMax) return std::nullopt;
  return account;
}

// "1930", or "30xx" for 3000 to 3099.
std::optional<AccountRange> ParsePattern(absl::string_view text) {
  const absl::string_view digits = text.substr(0, text.find_first_of("xX"));
  const std::optional<int32_t> account = ParseAccount(digits);
  if (!account.has_value()) return std::nullopt;
  AccountRange range{*account, *account};
  for (const char c : text.substr(digits.size())) {
    if ((c != 'x' && c != 'X') || range.last > kAccountNumberMax / 10) {
      return std::nullopt;
    }
    range = {range.first * 10, range.last * 10 + 9};
  }
  return range;
}

// By the BAS charts, accounts that begin with 1 or 2 hold a balance.
bool IsBalance(int32_t account) {
  while (account >= 10) account /= 10;
  return account == 1 || account == 2;
}

}  // namespace

std::optional<AccountRange> ParseAccountRange(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  const size_t dash = text.find('-');
  if (dash == absl::string_view::npos) return ParsePattern(text);
  const std::optional<int32_t> first =
      ParseAccount(absl::StripAsciiWhitespace(text.substr(0, dash)));
  const std::optional<int32_t> last =
      ParseAccount(absl::StripAsciiWhitespace(text.substr(dash + 1)));
  if (!first.has_value() || !last.has_value() || *last < *first) {
    return std::nullopt;
  }
  return AccountRange{*first, *last};
}

std::string RangeText(const AccountRange& range) {
  if (range.first == range.last) return absl::StrCat(range.first);
  return absl::StrCat(range.first, "-", range.last);
}

bool Overlap(const AccountRange& a, const AccountRange& b) {
  return a.first <= b.last && b.first <= a.last;
}

bool InRanges(const std::vector<AccountRange>& ranges, int32_t account) {
  return std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
    return range.first <= account && account <= range.last;
  });
}

Measure MeasureOf(const Line& line) {
  if (line.measure.has_value()) return *line.measure;
  const bool holds_balances = std::any_of(
      line.accounts.begin(), line.accounts.end(), [](const auto& range) {
        return IsBalance(range.first) || IsBalance(range.last);
      });
  return holds_balances ? Measure::kClosing : Measure::kMovement;
}

bool IsTurnover(Measure measure) {
  return measure == Measure::kDebits || measure == Measure::kCredits;
}

bool Share(Measure a, Measure b) {
  // Opening, debits, credits: a bit each.
  const auto parts = [](Measure measure) {
    switch (measure) {
      case Measure::kOpening:
        return 0b100U;
      case Measure::kMovement:
        return 0b011U;
      case Measure::kClosing:
        return 0b111U;
      case Measure::kDebits:
        return 0b010U;
      case Measure::kCredits:
        return 0b001U;
    }
    return 0U;
  };
  return (parts(a) & parts(b)) != 0;
}

int SignOf(const Statement& statement, const Line& line) {
  const Sign sign = line.sign.value_or(statement.sign.value_or(Sign::kDebit));
  return sign == Sign::kDebit ? 1 : -1;
}

bool IsOverview(const Statement& statement) {
  return statement.years > 2 ||
         std::any_of(statement.lines.begin(), statement.lines.end(),
                     [](const Line& line) { return line.fact; });
}

}  // namespace finsam::ledger

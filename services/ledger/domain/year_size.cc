#include "services/ledger/domain/year_size.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

// Numbers, lengths and marks beside the texts of an item, and of a tax code.
constexpr size_t kItemBytes = 40;
constexpr size_t kCodeBytes = 4;

absl::Status TooLarge(absl::string_view what) {
  return Refuse(absl::StatusCode::kFailedPrecondition, "BOOKS_TOO_LARGE",
                absl::StrCat("Räkenskapsåret skulle få ", what,
                             "; mer ryms inte i ett år."));
}

}  // namespace

size_t ChartBytes(const Chart& chart) {
  size_t bytes = 0;
  for (const auto& [number, account] : chart.accounts) {
    bytes += kItemBytes + account.name.size() + account.unit.size();
    for (const std::string& code : account.sru_codes) {
      bytes += kCodeBytes + code.size();
    }
  }
  for (const auto& [number, dimension] : chart.dimensions) {
    bytes += kItemBytes + dimension.name.size();
  }
  for (const auto& [object, name] : chart.objects) {
    bytes += kItemBytes + object.object.size() + name.size();
  }
  return bytes;
}

absl::Status CheckChartSize(const Chart& chart) {
  if (ChartBytes(chart) <= kChartBytesMax) return absl::OkStatus();
  return TooLarge(absl::StrCat("en kontoplan med objekt på mer än ",
                               kChartBytesMax >> 20, " MiB"));
}

absl::Status CheckBalanceCount(size_t count) {
  if (count <= kYearBalancesMax) return absl::OkStatus();
  return TooLarge(absl::StrCat("fler än ", kYearBalancesMax,
                               " saldon (konton med sina objekt)"));
}

absl::Status CheckBudgetCount(size_t count) {
  if (count <= kYearBudgetsMax) return absl::OkStatus();
  return TooLarge(absl::StrCat("fler än ", kYearBudgetsMax, " periodbudgetar"));
}

}  // namespace finsam::ledger

#include "services/ledger/overview_file.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/money.h"
#include "common/files/csv.h"

namespace finsam::ledger {
namespace {

constexpr char kLine[] = "rad";
constexpr char kYear[] = "år";
constexpr char kValue[] = "värde";
constexpr char kUnit[] = "enhet";

constexpr int kYearFirst = 1900;
constexpr int kYearLast = 2100;
constexpr int kOrePerKrona = 100;
constexpr int kKronorPerThousand = 1'000;

class Reader {
 public:
  Reader(absl::string_view file_name, absl::string_view bytes,
         std::vector<Problem>* problems)
      : in_(file_name, bytes, {kLine, kYear, kValue, kUnit}, {}, problems) {}

  std::vector<KeyFigure> Read() {
    std::vector<KeyFigure> figures;
    for (const CsvRow& row : in_.rows()) {
      std::optional<KeyFigure> figure = ReadRow(row);
      if (figure.has_value()) figures.push_back(*std::move(figure));
    }
    return figures;
  }

 private:
  std::optional<KeyFigure> ReadRow(const CsvRow& row) {
    KeyFigure figure;
    figure.file_line = row.line;
    figure.line_id = in_.RequireText(row, kLine);
    const std::optional<int> year = ReadYear(row);
    const std::optional<Value> value = ReadValue(row);
    if (figure.line_id.empty() || !year.has_value() || !value.has_value()) {
      return std::nullopt;
    }
    figure.year = *year;
    figure.value = *value;
    figure.record =
        absl::StrCat("fiscalYears/", *year, "/keyFigures/", figure.line_id);
    return figure;
  }

  std::optional<int> ReadYear(const CsvRow& row) {
    const std::string text = in_.RequireText(row, kYear);
    int year = 0;
    if (text.empty()) return std::nullopt;
    if (absl::SimpleAtoi(text, &year) && kYearFirst <= year &&
        year <= kYearLast) {
      return year;
    }
    in_.AddProblem(row, kYear, "OVERVIEW_YEAR", "Året går inte att läsa.", text,
                   "ett år som 2022");
    return std::nullopt;
  }

  std::optional<Value> ReadValue(const CsvRow& row) {
    const std::optional<size_t> unit =
        in_.Choice(row, kUnit, {"kr", "tkr", "procent", "antal"});
    if (in_.RequireText(row, kUnit).empty()) return std::nullopt;
    if (in_.RequireText(row, kValue).empty()) return std::nullopt;
    if (!unit.has_value()) return std::nullopt;
    if (*unit == 3) return ReadCount(row);
    const std::optional<Ore> hundredths = in_.Amount(row, kValue);
    if (!hundredths.has_value()) return std::nullopt;
    if (*unit == 0) return Value(*hundredths);
    if (*unit == 1) return ReadThousands(row, *hundredths);
    return Percent(hundredths->value);
  }

  std::optional<Value> ReadCount(const CsvRow& row) {
    const std::optional<int64_t> count = in_.Count(row, kValue);
    if (!count.has_value()) return std::nullopt;
    return Value(Count{*count});
  }

  std::optional<Value> ReadThousands(const CsvRow& row, Ore kronor) {
    const int64_t magnitude = kronor.value < 0 ? -kronor.value : kronor.value;
    if (magnitude <= kAmountMax.value / kKronorPerThousand) {
      return Value(Ore{kronor.value * kKronorPerThousand});
    }
    in_.AddProblem(row, kValue, "AMOUNT_TOO_LARGE", "Beloppet är för stort.",
                   in_.Text(row, kValue));
    return std::nullopt;
  }

  // 65 as 65/100, 65,35 as 6535/10000.
  static Value Percent(int64_t hundredths) {
    if (hundredths % kOrePerKrona == 0) {
      return Ratio{hundredths / kOrePerKrona, 100};
    }
    return Ratio{hundredths, 10'000};
  }

  CsvReader in_;
};

}  // namespace

std::vector<KeyFigure> ReadOverview(absl::string_view file_name,
                                    absl::string_view bytes,
                                    std::vector<Problem>* problems) {
  return Reader(file_name, bytes, problems).Read();
}

}  // namespace finsam::ledger

#include "tests/kit/golden.h"

#include <cstdint>
#include <fstream>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam::testkit {
namespace {

class Comparer {
 public:
  Comparer(const nlohmann::json& printed, const Table& table)
      : printed_(printed), table_(table) {}

  TableComparison Compare() {
    Expect(table_.columns.size() == printed_["columns"].size(), "columns");
    for (size_t i = 0; i < table_.columns.size(); ++i) {
      Expect(table_.columns[i].label == printed_["columns"].at(i),
             table_.columns[i].label);
    }
    std::vector<const TableRow*> rows;
    for (const TableRow& row : table_.rows) {
      if (row.kind != RowKind::kHeading) rows.push_back(&row);
    }
    Expect(rows.size() == printed_["rows"].size(), "number of rows");
    for (size_t i = 0; i < rows.size() && i < printed_["rows"].size(); ++i) {
      CompareRow(*rows[i], printed_["rows"][i]);
    }
    return std::move(out_);
  }

 private:
  void Expect(bool holds, const std::string& what) {
    if (holds) return;
    out_.differences.push_back(absl::StrCat(table_.id, ": ", what));
  }

  void CompareRow(const TableRow& row, const nlohmann::json& printed) {
    Expect(row.label == printed["line"],
           absl::StrCat(row.label, " stands where ",
                        printed["line"].get<std::string>(), " is printed"));
    Expect((row.kind == RowKind::kTotal) == printed.value("total", false),
           absl::StrCat(row.label, " is a total in one of the two"));
    if (printed.contains("note")) {
      Expect(row.note == absl::StrCat(printed["note"].get<int>()),
             absl::StrCat(row.label, " refers to another note"));
    }
    const auto& values = printed["values"];
    Expect(row.cells.size() == values.size(), row.label);
    for (size_t i = 0; i < row.cells.size() && i < values.size(); ++i) {
      CompareCell(absl::StrCat(row.label, ", ", table_.columns[i].label),
                  row.cells[i], values[i]);
    }
  }

  void CompareCell(const std::string& place, const Cell& cell,
                   const nlohmann::json& printed) {
    const auto* held = std::get_if<FigureCell>(&cell);
    if (printed.is_null()) {
      Expect(held == nullptr, absl::StrCat(place, " is printed blank"));
      return;
    }
    ++out_.cells;
    const int64_t expected = printed.get<int64_t>();
    const std::string ours =
        held == nullptr ? "blank"
                        : absl::StrCat(PrintedSteps(*held).value_or(INT64_MIN));
    Expect(ours == absl::StrCat(expected),
           absl::StrCat(place, " is printed ", expected, ", ours is ", ours));
  }

  const nlohmann::json& printed_;
  const Table& table_;
  TableComparison out_;
};

}  // namespace

nlohmann::json ReadGolden(const std::string& name) {
  std::ifstream in(absl::StrCat(FINSAM_SOURCE_DIR, "/tests/golden/", name));
  FINSAM_CHECK(in.is_open());
  return nlohmann::json::parse(in);
}

TableComparison CompareWithPrinted(const nlohmann::json& printed,
                                   const Table& table) {
  return Comparer(printed, table).Compare();
}

}  // namespace finsam::testkit

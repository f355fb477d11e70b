// Published tables, as tests/golden keeps them, against ours.

#ifndef FINSAM_TESTS_KIT_GOLDEN_H_
#define FINSAM_TESTS_KIT_GOLDEN_H_

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "common/figure/table.h"

namespace finsam::testkit {

// tests/golden/<name>; ends the test program when it is not there.
nlohmann::json ReadGolden(const std::string& name);

struct TableComparison {
  // One sentence for each label, total or cell that differs, and for what is
  // missing on either side.
  std::vector<std::string> differences;
  int cells = 0;  // Numbers that were compared.
};

// Holds `printed` (columns, and rows of line, total, values and, optional,
// note, where a null value is a blank cell) against `table`: the same rows in
// the same order, headings of `table` left out, and each number as the table
// prints it.
TableComparison CompareWithPrinted(const nlohmann::json& printed,
                                   const Table& table);

}  // namespace finsam::testkit

#endif  // FINSAM_TESTS_KIT_GOLDEN_H_

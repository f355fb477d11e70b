// A case of a check: one thing changed in the right year, and exactly what is
// then found.

#ifndef FINSAM_TESTS_GATEWAY_CHECKS_CASE_H_
#define FINSAM_TESTS_GATEWAY_CHECKS_CASE_H_

#include <cstdint>
#include <functional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/domain/checks.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {

// What a finding says to programs.
struct Said {
  std::string id;
  FindingSeverity severity = FindingSeverity::kError;
  std::vector<std::string> figure_ids;
  std::string found;
  std::string expected;

  friend bool operator==(const Said&, const Said&) = default;
};

void PrintTo(const Said& said, std::ostream* out);

std::vector<Said> SaidBy(const CheckResult& result);

using Change = std::function<void(SampleYear&)>;

struct Case {
  std::string what;
  Change change;
  // Numbers in `found` and `expected` with plain blanks and '-'.
  std::vector<Said> found;
};

// Makes each change in a right year of its own, and expects exactly what the
// case says.
void ExpectFound(const std::vector<Case>& cases);

// Gives figures other amounts.
Change Kronor(const std::vector<std::pair<std::string, int64_t>>& amounts);
// Gives a figure another count.
Change Number(const std::string& id, int64_t count);
// Takes a figure away.
Change Without(const std::string& id);

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_CHECKS_CASE_H_

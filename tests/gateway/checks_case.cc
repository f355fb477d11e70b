#include "tests/gateway/checks_case.h"

#include <gtest/gtest.h>

namespace finsam::gateway {
namespace {

// Numbers have no-break spaces and minus signs; words, and what stands in
// brackets instead of a number, are as they are.
std::string AsPrinted(const std::string& text) {
  const bool is_number =
      text.find_first_of("0123456789") != std::string::npos && text[0] != '[';
  return is_number ? Printed(text) : text;
}

}  // namespace

void PrintTo(const Said& said, std::ostream* out) {
  *out << said.id << " (" << static_cast<int>(said.severity) << ") fann "
       << said.found << ", väntade " << said.expected << "; om";
  for (const std::string& id : said.figure_ids) *out << " " << id;
}

std::vector<Said> SaidBy(const CheckResult& result) {
  std::vector<Said> said;
  for (const Finding& finding : result.findings) {
    said.push_back({finding.id, finding.severity, finding.figure_ids,
                    finding.found, finding.expected});
  }
  return said;
}

void ExpectFound(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    SampleYear year;
    c.change(year);
    std::vector<Said> expected = c.found;
    for (Said& said : expected) {
      said.found = AsPrinted(said.found);
      said.expected = AsPrinted(said.expected);
    }
    EXPECT_EQ(SaidBy(year.Check()), expected);
  }
}

Change Kronor(const std::vector<std::pair<std::string, int64_t>>& amounts) {
  return [amounts](SampleYear& year) {
    for (const auto& [id, kronor] : amounts) year.SetKronor(id, kronor);
  };
}

Change Number(const std::string& id, int64_t count) {
  return [id, count](SampleYear& year) { year.Set(id, Count{count}); };
}

Change Without(const std::string& id) {
  return [id](SampleYear& year) { year.Erase(id); };
}

}  // namespace finsam::gateway

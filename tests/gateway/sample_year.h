// An invented association's year in which everything is right, for the tests
// of the gateway's own rules. A test changes one thing and sees what is said.

#ifndef FINSAM_TESTS_GATEWAY_SAMPLE_YEAR_H_
#define FINSAM_TESTS_GATEWAY_SAMPLE_YEAR_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "services/gateway/domain/checks.h"
#include "services/gateway/domain/report.h"

namespace finsam::gateway {

class SampleYear {
 public:
  // The right year: 2024, with 2023 beside it.
  SampleYear();

  // Gives a figure another value, wherever it stands. One that nobody had is
  // added. Budget cells made by the report follow their budget line, unless
  // they are set themselves.
  void Set(const std::string& id, const Value& value);
  void SetKronor(const std::string& id, int64_t kronor);
  // Takes a figure away, wherever it stands.
  void Erase(const std::string& id);

  // The row of a service's table; it must be there.
  TableRow& Row(const std::string& table, const std::string& row);
  // What the layout says of a table, and its columns; it must be there.
  TableSpec& Spec(const std::string& table);
  std::vector<ColumnSpec>& Columns(const std::string& table);

  Report Assemble() const;
  CheckResult Check() const;

  ReportLayout layout;
  std::map<std::string, ParsedText> texts;
  YearFacts facts;
  std::vector<PublishedFigure> published;
  std::vector<TypedNumber> typed_numbers;
  Audience audience = Audience::kPublic;  // Of the report that is checked.

 private:
  std::map<std::string, std::optional<Value>> changed_;
};

inline Ore Kr(int64_t kronor) { return {kronor * 100}; }

// "−1 500 kr" as it is printed: with no-break spaces, and '-' as a minus sign.
std::string Printed(const std::string& text);

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_SAMPLE_YEAR_H_

// This year's comparison column against the report that was adopted last year:
// it fills what nobody else knows, and what has changed since is told.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_LAST_YEAR_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_LAST_YEAR_H_

#include <string>

#include "services/gateway/domain/facts.h"

namespace finsam::gateway {

// Whether a figure is of that year: the last part of its id is the year.
bool IsOfYear(const std::string& figure_id, int year);

// Gives every figure of last year that the services have no value for the one
// that was adopted, in the tables and the index. Nothing without last year's
// report.
void FillFromLastYear(YearFacts* facts);

// What last year's report printed, when a figure's value is another now;
// nullptr otherwise. A figure without value, or protected in one of them, is
// not compared.
const LastYear::Printed* RestatedFrom(const LastYear& last,
                                      const Figure& figure);

// What PY-1 says of a restated figure.
struct Restatement {
  std::string message;
  std::string found;     // As it is printed now.
  std::string expected;  // As it was adopted.
  bool shows = false;    // The two differ in print.
};
Restatement RestatementOf(const LastYear& last, const LastYear::Printed& before,
                          const FigureCell& now);

// Appends a sentence for each restated cell to the table's remark: what was
// adopted, and the reason that was given for just that.
void RemarkRestated(const LastYear& last, Table* table);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_LAST_YEAR_H_

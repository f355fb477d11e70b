// One line of a table of counts: its figures by gender and in all, from a row
// that was reported or as the association's total of several.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_LINES_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_LINES_H_

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/names.h"
#include "common/figure/table.h"
#include "services/participants/domain/counts.h"

namespace finsam::participants {

using CountRows = std::vector<const CountRow*>;

struct CountLine {
  std::string path;    // CountPath.
  std::string period;  // As written.
  // One for each gender that has a figure, and the total.
  std::array<std::optional<Figure>, kGenderCount> by_gender;
  Figure total;
  // What can be known of each gender, also where nothing was reported.
  std::array<std::optional<int64_t>, kGenderCount> known;

  // The figure of a gender, or of the total; nullptr when there is none.
  const Figure* of(std::optional<Gender> gender) const {
    if (!gender.has_value()) return &total;
    const auto& figure = by_gender[static_cast<size_t>(*gender)];
    return figure.has_value() ? &*figure : nullptr;
  }
};

// Makes lines for one year and one revision. Outlived by the year.
class CountLines {
 public:
  CountLines(const FiscalYearName& year, int64_t revision)
      : year_(year), revision_(revision) {}

  CountLine OfRow(const CountRow& row) const;

  // The association's total of `terms`, which are about the calendar year, the
  // same measure and the same part. Of a gender it is given only where every
  // term is known for that gender and at least one reported it: the sum of a
  // part would be read as the whole.
  CountLine OfTotal(const CountRows& terms) const;

 private:
  const FiscalYearName& year_;
  const int64_t revision_;
};

// "women", "total".
std::string NumberId(std::optional<Gender> gender);

// The columns of a table of `rows`: women and men always, the others when
// anyone reported them. The total's column comes last, without a gender.
std::vector<Gender> GenderColumnsOf(const CountRows& rows);
std::vector<TableColumn> ColumnsOf(const std::vector<Gender>& genders);

// The cells of a line; blank where there is no figure, since what was not
// reported is not zero.
std::vector<Cell> CellsOf(const CountLine& line,
                          const std::vector<Gender>& genders);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_LINES_H_

// Makes the figures of one year, each with the records that it comes from.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FIGURE_MAKER_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FIGURE_MAKER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/figure/figure.h"

namespace finsam::governance {

// `year` must outlive the maker. Immutable.
class FigureMaker {
 public:
  FigureMaker(const FiscalYearName& year, int64_t revision)
      : year_(year), revision_(revision) {}

  // `records` are named below the fiscal year: "meetings", "goals/1".
  Figure Make(absl::string_view name, const Value& value,
              absl::string_view rule,
              const std::vector<std::string>& records) const {
    Figure figure{absl::StrCat(name, "/", year_.year), value, {}};
    figure.provenance.service = "governance";
    figure.provenance.revision = revision_;
    figure.provenance.rule = std::string(rule);
    for (const std::string& record : records) {
      figure.provenance.records.push_back(
          absl::StrCat(year_.Text(), "/", record));
    }
    return figure;
  }

  Figure Number(absl::string_view name, size_t value,
                const std::vector<std::string>& records) const {
    return Make(name, Count{static_cast<int64_t>(value)}, "count", records);
  }

 private:
  const FiscalYearName& year_;
  int64_t revision_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FIGURE_MAKER_H_

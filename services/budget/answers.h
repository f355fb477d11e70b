// What the budget service is asked and what it answers, in plain C++.

#ifndef FINSAM_SERVICES_BUDGET_ANSWERS_H_
#define FINSAM_SERVICES_BUDGET_ANSWERS_H_

#include <string>
#include <vector>

#include "common/base/status.h"
#include "common/figure/figure.h"
#include "common/store/journal.h"
#include "services/budget/domain/budget.h"

namespace finsam::budget {

struct ImportQuestion {
  std::string fiscal_year;  // "associations/…/fiscalYears/2024".
  std::string request_id;
  bool validate_only = false;
  std::string file_name;  // "budget.csv".
  std::string content;
};

struct ImportAnswer {
  store::Head head;      // After the import.
  bool changed = false;  // False when the version was there already.
  std::vector<Problem> warnings;
  std::vector<std::string> figure_ids;  // Sorted.
  std::string summary;                  // Swedish.
};

struct BudgetAnswer {
  store::Head head;
  Budget budget;  // The latest version.
  std::vector<Figure> figures;
};

struct DeviationsAnswer {
  store::Head head;
  std::vector<Figure> deviations;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_ANSWERS_H_

// What the budget service is asked and what it answers, in plain C++.

#ifndef FINSAM_SERVICES_BUDGET_ANSWERS_H_
#define FINSAM_SERVICES_BUDGET_ANSWERS_H_

#include <string>
#include <vector>

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

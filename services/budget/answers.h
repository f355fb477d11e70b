// What the budget service is asked and what it answers, in plain C++.

#ifndef FINSAM_SERVICES_BUDGET_ANSWERS_H_
#define FINSAM_SERVICES_BUDGET_ANSWERS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/figure.h"
#include "common/figure/table.h"
#include "common/store/journal.h"
#include "services/budget/budget_store.h"
#include "services/budget/domain/backtest.h"
#include "services/budget/domain/budget.h"
#include "services/budget/domain/capital.h"
#include "services/budget/domain/causes.h"
#include "services/budget/domain/contribution.h"
#include "services/budget/domain/finding.h"
#include "services/budget/domain/follow_up.h"
#include "services/budget/domain/forecast.h"
#include "services/budget/domain/instalments.h"
#include "services/budget/domain/versions.h"

namespace finsam::budget {

struct BudgetAnswer {
  store::Head head;
  Budget budget;
  std::vector<Figure> figures;
};

struct VersionsAnswer {
  store::Head head;
  std::vector<Budget> versions;  // The first one first.
  bool more = false;             // There are versions after them.
  int32_t in_force = 0;          // The latest adopted; 0: none.
};

struct DifferencesAnswer {
  store::Head head;
  int32_t before = 0;
  int32_t after = 0;
  BudgetDifferences differences;
};

struct ExportAnswer {
  store::Head head;
  int32_t version = 0;
  std::string content;  // Of budget.csv.
};

struct DeviationsAnswer {
  store::Head head;
  std::vector<Figure> deviations;
};

struct ContributionsAnswer {
  store::Head head;
  ContributionTerms terms;
  ContributionSplit split;
  std::vector<Figure> figures;
  std::vector<Finding> findings;
};

struct StatementsAnswer {
  store::Head head;
  std::vector<MemberStatement> statements;
  std::vector<Figure> figures;
  std::vector<Finding> findings;
  bool more = false;
};

struct CapitalAnswer {
  store::Head head;
  int32_t version = 0;
  std::vector<CapitalYear> years;
  std::optional<CapitalGuideline> guideline;
  std::vector<Figure> figures;
  std::vector<Finding> findings;
};

// A line's history as it is handed in: what it does not say is the budget's.
struct AskedHistory {
  LineHistory history;
  std::optional<Kind> kind;
};

struct ForecastQuestion {
  FiscalYearName year;
  std::string request_id;
  std::string digest;  // Of the whole question but its id.
  bool keep = false;
  std::optional<ForecastDraft> draft;  // Nothing: the year's forecast.csv.
  std::vector<AskedHistory> histories;
  Share confidence = kConfidence;
  std::optional<int> booked_through;  // A month, 0: none; nothing: not said.
  std::optional<Ore> booked_capital;  // Opening, by the books.
};

struct ForecastAnswer {
  store::Head head;
  StoredForecast forecast;                 // Number 0 when it is not kept.
  std::optional<Explanation> explanation;  // None without a budget.
  std::vector<Figure> figures;
  std::vector<Problem> warnings;
};

struct ForecastsAnswer {
  store::Head head;
  std::vector<StoredForecast> forecasts;
  bool more = false;
  std::vector<Problem> warnings;
};

// What a year's lines came to, by line.
struct YearOutcomes {
  std::map<std::string, Ore> amounts;  // Income and costs positive.
  std::map<std::string, Kind> kinds;   // Of lines that no budget has.
  std::optional<int> booked_through;   // As in ForecastQuestion.
};

struct JudgementsAnswer {
  ForecastsAnswer of;
  std::vector<Judgement> judgements;  // One for each forecast.
};

// A line's outcome as it is handed in.
struct AskedOutcome {
  std::string line;
  std::optional<Figure> figure;
  std::vector<Ore> months;  // Without a figure.
  std::string label;
  std::string group;
  std::optional<Kind> kind;  // Nothing: the budget's, else a cost.
  std::string comment;
};

struct FollowUpQuestion {
  FiscalYearName year;
  int month = 0;
  std::vector<AskedOutcome> outcomes;
  std::vector<CoveredPart> parts;
  bool accrue_instalments = false;
  std::vector<NetItem> net_items;
  std::optional<int> booked_through;  // As in ForecastQuestion.
};

struct FollowUpAnswer {
  store::Head head;
  int32_t version = 0;
  FollowUp follow_up;
  std::vector<Problem> warnings;
};

struct OutcomeColumn {
  int year = 0;
  int month = 0;
  std::vector<AskedOutcome> lines;
  std::optional<Figure> opening_capital;
};

struct TablesAnswer {
  store::Head head;
  std::vector<Table> tables;
  std::vector<Figure> figures;
  std::vector<Problem> warnings;
};

}  // namespace finsam::budget

#endif  // FINSAM_SERVICES_BUDGET_ANSWERS_H_

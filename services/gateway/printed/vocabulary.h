// What the words of published tables mean: which statement a caption names,
// which line a row's label, and which year and role a column's head. Labels
// are recognised by their parts, for every association writes its own.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_VOCABULARY_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_VOCABULARY_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway::printed {

enum class SheetKind {
  kOther,
  kIncomeStatement,     // resultaträkning
  kBalanceSheet,        // balansräkning
  kCashFlow,            // kassaflödesanalys
  kOperations,          // driftredovisning
  kNote,                // not
  kOverview,            // översikt över flera år
  kBudget,              // budget, plan, prognos
  kBalanceRequirement,  // balanskravsutredning
  kPeople,              // deltagare, avslut: counts of persons
  kSurvey,              // enkät: percentages of answers
  kGoals,
};

// A line whose meaning the checks know.
enum class Line {
  kNone,
  kIncome,
  kCosts,
  kDepreciation,
  kNetCosts,
  kResultBeforeFinancial,
  kFinancialIncome,
  kFinancialCosts,
  kResultAfterFinancial,
  kExtraordinary,
  kResult,
  kFixedAssets,
  kTotalFixedAssets,
  kReceivables,
  kCash,
  kCurrentAssets,
  kAssets,
  kOpeningEquity,
  kEquity,
  kLiabilities,  // Current ones, the usual case.
  kEquityAndLiabilities,
  kNonCash,
  kFunds,  // Before changes of working capital.
  kReceivablesChange,
  kLiabilitiesChange,
  kOperatingCash,
  kInvestingCash,
  kFinancingCash,
  kCashChange,
  kOpeningCash,
  kClosingCash,
  kSolidity,
  kContributions,  // All members' together.
  kInterest,
  kPreliminaryClosing,  // What is left of capital in a budget or plan.
};

// What a folded caption or id says; kOther when nothing.
SheetKind KindOfCaption(absl::string_view folded);

// The number of the note that a folded caption names ("not 2 …"), or "".
std::string NoteNumber(absl::string_view folded);

// The line of a folded label in a sheet of that kind.
Line LineOf(absl::string_view folded, SheetKind kind);

enum class Role { kOutcome, kBudget, kForecast, kPlan, kDeviation, kOther };

// Which part of an outcome a column shows, where it is divided.
enum class Part { kWhole, kIncome, kCost, kNet };

struct ColumnMeaning {
  Role role = Role::kOther;
  Part part = Part::kWhole;
  int year = 0;               // 0: the head does not say.
  bool partial = false;       // Ends before December.
  bool minus_budget = false;  // A deviation whose head says utfall − budget.
};

// A column's head, folded; `printed` is the head as it stands.
ColumnMeaning MeaningOf(absl::string_view printed, absl::string_view folded);

// Who pays a contribution, as a folded label tells.
enum class Payer { kNone, kState, kRegion, kMunicipality };
Payer PayerOf(absl::string_view folded);

// Whom a label or head of persons counts, and in what they are.
enum class Gender { kNone, kWomen, kMen, kOther, kAll };
enum class Flow {
  kNone,
  kTaking,    // deltagare
  kNew,       // nya
  kFinished,  // avslutade
  kReason,    // why they finished
};
Gender GenderOf(absl::string_view folded);
Flow FlowOf(absl::string_view folded);

// Whether a folded label says that its row is a sum of others.
bool SaysTotal(absl::string_view folded);

// "varav …", "därav …".
bool SaysOfWhich(absl::string_view folded);

// Costs as against income, as far as a folded label tells.
bool SaysCost(absl::string_view folded);
bool SaysIncome(absl::string_view folded);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_VOCABULARY_H_

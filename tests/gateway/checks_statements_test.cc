// Checks over the statements: they balance, add up, and agree.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/gateway/checks_case.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

TEST(ChecksStatementsTest, BalanceSheet) {
  ExpectFound({
      {"BS-1: assets are not what funds them",
       Kronor({{"balance-sheet/total-assets/2024", 1'500'001}}),
       {{"BS-1/2024",
         kError,
         {"balance-sheet/total-assets/2024",
          "balance-sheet/total-own-capital-and-liabilities/2024"},
         "1 500 001 kr",
         "1 500 000 kr"}}},
      {"BS-1: one öre is a difference, and shows",
       [](SampleYear& year) {
         year.Set("balance-sheet/total-assets/2024", Ore{150'000'001});
       },
       {{"BS-1/2024",
         kError,
         {"balance-sheet/total-assets/2024",
          "balance-sheet/total-own-capital-and-liabilities/2024"},
         "1 500 000,01 kr",
         "1 500 000,00 kr"}}},
      {"BS-1: last year too",
       Kronor({{"balance-sheet/total-own-capital-and-liabilities/2023", 0}}),
       {{"BS-1/2023",
         kError,
         {"balance-sheet/total-assets/2023",
          "balance-sheet/total-own-capital-and-liabilities/2023"},
         "1 580 000 kr",
         "0 kr"}}},
      {"BS-3: own capital is not retained plus result",
       Kronor({{"balance-sheet/total-own-capital/2024", 960'000}}),
       {{"BS-3/2024",
         kError,
         {"balance-sheet/total-own-capital/2024",
          "balance-sheet/retained-earnings/2024",
          "balance-sheet/result-of-year/2024"},
         "960 000 kr",
         "950 000 kr"}}},
      {"RF-1: retained is not last year's own capital",
       Kronor({{"balance-sheet/retained-earnings/2024", 1'010'000},
               {"balance-sheet/total-own-capital/2024", 960'000}}),
       {{"RF-1/own-capital",
         kError,
         {"balance-sheet/retained-earnings/2024",
          "balance-sheet/total-own-capital/2023"},
         "1 010 000 kr",
         "1 000 000 kr"}}},
      {"PY-1: the opening balance is not last year's closing one",
       Kronor({{"balance-sheet/cash/opening-2024", 1'330'001}}),
       {{"PY-1/balance-sheet/cash/opening-2024",
         kError,
         {"balance-sheet/cash/opening-2024", "balance-sheet/cash/2023"},
         "1 330 001 kr",
         "1 330 000 kr"}}},
      {"right: last year's result was booked away before the year began",
       Kronor({{"balance-sheet/retained-earnings/opening-2024", 930'000},
               {"balance-sheet/result-of-year/opening-2024", 70'000}}),
       {}},
  });
}

TEST(ChecksStatementsTest, ResultIsOneFigure) {
  ExpectFound({
      {"IS-1: another result in the balance requirement",
       Kronor({{"balance-requirement/result-of-year/2024", -50'001}}),
       {{"IS-1/balance-requirement/result-of-year/2024",
         kError,
         {"balance-requirement/result-of-year/2024",
          "income-statement/result-of-year/2024"},
         "-50 001 kr",
         "-50 000 kr"}}},
      {"IS-1: the sign is turned",
       Kronor({{"operations-account/result/2023", -70'000}}),
       {{"IS-1/operations-account/result/2023",
         kError,
         {"operations-account/result/2023",
          "income-statement/result-of-year/2023"},
         "-70 000 kr",
         "70 000 kr"}}},
      {"IS-1: another result in the overview, which then does not add up",
       Kronor({{"multi-year-overview/result-of-year/2023", 70'001}}),
       {{"IS-1/multi-year-overview/result-of-year/2023",
         kError,
         {"multi-year-overview/result-of-year/2023",
          "income-statement/result-of-year/2023"},
         "70 001 kr",
         "70 000 kr"},
        {"OV-1/2023",
         kError,
         {"multi-year-overview/result-of-year/2023",
          "multi-year-overview/income/2023", "multi-year-overview/costs/2023"},
         "70 001 kr",
         "70 000 kr"}}},
      {"OV-1: income minus costs is not the result",
       Kronor({{"multi-year-overview/income/2023", 3'920'001}}),
       {{"OV-1/2023",
         kError,
         {"multi-year-overview/result-of-year/2023",
          "multi-year-overview/income/2023", "multi-year-overview/costs/2023"},
         "70 000 kr",
         "70 001 kr"}}},
      {"right: no such table",
       Without("balance-requirement/result-of-year/2024"),
       {}},
  });
}

TEST(ChecksStatementsTest, CashFlowAddsUp) {
  const std::vector<std::string> parts = {"cash-flow/cash-flow-of-year/2023",
                                          "cash-flow/operating-cash-flow/2023",
                                          "cash-flow/investing-cash-flow/2023",
                                          "cash-flow/financing-cash-flow/2023"};
  ExpectFound({
      {"CF-1: the parts do not give the whole",
       Kronor({{"cash-flow/operating-cash-flow/2023", 100'001}}),
       {{"CF-1/2023", kError, parts, "100 000 kr", "100 001 kr"}}},
      {"CF-1: one part is not there, and the others give another sum",
       [](SampleYear& year) {
         year.Erase("cash-flow/financing-cash-flow/2023");
         year.SetKronor("cash-flow/investing-cash-flow/2023", -1);
       },
       {{"CF-1/2023",
         kError,
         {parts[0], parts[1], parts[2]},
         "100 000 kr",
         "99 999 kr"}}},
      {"CF-2: opening cash plus the flow is not cash",
       Kronor({{"cash-flow/opening-cash/2023", 1'230'001}}),
       {{"CF-2/change-2023",
         kError,
         {"cash-flow/opening-cash/2023", "cash-flow/cash-flow-of-year/2023",
          "balance-sheet/cash/2023"},
         "1 330 001 kr",
         "1 330 000 kr"}}},
      {"CF-2: closing cash is not cash",
       Kronor({{"cash-flow/closing-cash/2024", 1'199'000}}),
       {{"CF-2/closing-2024",
         kError,
         {"cash-flow/closing-cash/2024", "balance-sheet/cash/2024"},
         "1 199 000 kr",
         "1 200 000 kr"}}},
      {"CF-2: opening cash is not last year's cash",
       Kronor({{"cash-flow/opening-cash/2024", 1'330'001}}),
       {{"CF-2/change-2024",
         kError,
         {"cash-flow/opening-cash/2024", "cash-flow/cash-flow-of-year/2024",
          "balance-sheet/cash/2024"},
         "1 200 001 kr",
         "1 200 000 kr"},
        {"CF-2/opening",
         kError,
         {"cash-flow/opening-cash/2024", "balance-sheet/cash/2023"},
         "1 330 001 kr",
         "1 330 000 kr"}}},
  });
}

TEST(ChecksStatementsTest, WorkingCapitalHasRightSigns) {
  ExpectFound({
      {"CF-3: receivables rose, and the flow has that as money in",
       Kronor({{"cash-flow/change-in-receivables/2024", 50'000}}),
       {{"CF-3/cash-flow/change-in-receivables/2024",
         kError,
         {"cash-flow/change-in-receivables/2024",
          "balance-sheet/receivables/2024", "balance-sheet/receivables/2023"},
         "50 000 kr",
         "-50 000 kr"}}},
      {"CF-3: liabilities fell, and the flow has that as money in",
       Kronor({{"cash-flow/change-in-current-liabilities/2024", 30'000}}),
       {{"CF-3/cash-flow/change-in-current-liabilities/2024",
         kError,
         {"cash-flow/change-in-current-liabilities/2024",
          "balance-sheet/current-liabilities/2024",
          "balance-sheet/current-liabilities/2023"},
         "30 000 kr",
         "-30 000 kr"}}},
      {"right: last year's rows, for which there is no year before",
       Kronor({{"cash-flow/change-in-receivables/2023", -10'000}}),
       {}},
  });
}

}  // namespace
}  // namespace finsam::gateway

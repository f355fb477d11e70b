// An invented association, Ådalens samordningsförbund, with two small years
// that a person can add up by hand, for the tests of layouts and statements.

#ifndef FINSAM_TESTS_LEDGER_LAYOUT_SAMPLE_H_
#define FINSAM_TESTS_LEDGER_LAYOUT_SAMPLE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/statements.h"

namespace finsam::ledger {

inline constexpr char kLayoutFile[] = "layouts/statements.yaml";

// The layout as a file, with every word of the language.
extern const char kSampleLayout[];

// Reads a layout that is right in form; stops the test when it is not.
Layout LayoutOf(const std::string& yaml);

// An account's year in whole kronor; debit positive. `project` is an object of
// dimension 6, or empty.
struct KronorRow {
  int32_t account;
  std::string project;
  int64_t opening;
  int64_t movement;
};

YearBalances BalancesOf(int year, const std::vector<KronorRow>& rows);

// The books of 2024 and 2023, and key figures for 2022 to 2020.
StatementsInput SampleInput(const Layout& layout);

// {6, project}, or no object when it is empty.
ObjectSet Project(const std::string& project);

// "1250" for whole kronor, "250 öre" for others, "25/130", "3 st",
// "–" without a value, "?" when there is no such figure.
std::string Shown(const std::vector<Table>& tables, const std::string& id);
std::string Shown(const Value& value);

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_LAYOUT_SAMPLE_H_

// A real association's year: the books of examples/finnveden-2024 must give
// every figure of the ledger that its annual report printed, to the krona, but
// for the cells where the printed report itself is wrong.

#include <gtest/gtest.h>

#include <cctype>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <utility>

#include "common/figure/convert.h"
#include "common/figure/display.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

std::string ReadWhole(const std::string& path) {
  std::ifstream in(std::string(FINSAM_SOURCE_DIR) + "/" + path,
                   std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

constexpr char kFolder[] = "examples/finnveden-2024/";

// The printed report's table and the statement that gives it.
constexpr std::pair<const char*, const char*> kTables[] = {
    {"multi_year_overview", "multi-year-overview"},
    {"income_statement", "income-statement"},
    {"balance_sheet", "balance-sheet"},
    {"cash_flow", "cash-flow"},
    {"operations_account", "operations-account"},
    {"note_2_income", "note-2"},
    {"note_3_costs", "note-3"},
    {"note_4_receivables", "note-4"},
    {"note_5_liabilities", "note-5"},
};

// Where the printed report is wrong: what it prints, and what is right.
const std::map<std::string, std::pair<int64_t, int64_t>>& PrintedWrong() {
  static const auto* cells =
      new std::map<std::string, std::pair<int64_t, int64_t>>{
          {"cash-flow/change-in-receivables/2024", {-73442, 73442}},
          {"cash-flow/change-in-current-liabilities/2024", {-238080, 238080}},
          {"multi-year-overview/income/2023", {5277, 5278}},
      };
  return *cells;
}

// The year a printed column is of; nothing for budgets and deviations, which
// are not the ledger's.
std::optional<std::string> YearOf(const std::string& column) {
  if (column.find("udget") != std::string::npos ||
      column.find("vvikelse") != std::string::npos) {
    return std::nullopt;
  }
  const size_t at = column.find("20");
  if (at == std::string::npos) return std::nullopt;
  return column.substr(at, 4);
}

// A label without its dash and blanks, so that "- varav X" is "– varav X".
std::string Plain(const std::string& label) {
  std::string out;
  for (const char c : label) {
    if (std::isalnum(static_cast<unsigned char>(c)) != 0 || (c & 0x80) != 0) {
      out.push_back(c);
    }
  }
  const std::string dash = "–";
  if (out.rfind(dash, 0) == 0) out.erase(0, dash.size());
  return out;
}

const TableRow* RowOf(const Table& table, const std::string& label) {
  for (const TableRow& row : table.rows) {
    if (!row.cells.empty() && Plain(row.label) == Plain(label)) return &row;
  }
  return nullptr;
}

class FinnvedenTest : public testing::Test {
 protected:
  void SetUp() override {
    files_ = {
        {"2024.se", ReadWhole(std::string(kFolder) + "2024.se")},
        {kLayoutFileName, ReadWhole(std::string(kFolder) + kLayoutFileName)},
        {kOverviewFileName,
         ReadWhole(std::string(kFolder) + kOverviewFileName)}};
    if (files_["2024.se"].empty()) GTEST_SKIP() << kFolder << " is not here";
    const auto answer = host_.Import(kYear, "import", files_);
    ASSERT_TRUE(answer.ok()) << answer.status();
    for (const auto& warning : answer->result.warnings()) {
      ADD_FAILURE() << warning.ShortDebugString();
    }
    const auto statements = host_.Statements(kYear);
    ASSERT_TRUE(statements.ok()) << statements.status();
    for (const auto& table : statements->statements()) {
      tables_[table.id()] = FromProto(table);
    }
  }

  // Compares one printed table with the statement's cells.
  void Compare(const nlohmann::json& printed, const Table& table);
  void CompareCell(const Table& table, const TableRow& row,
                   const std::string& year, int64_t printed);

  LedgerHost host_;
  Files files_;
  std::map<std::string, Table> tables_;
  std::set<std::string> wrong_seen_;
  int compared_ = 0;
};

void FinnvedenTest::CompareCell(const Table& table, const TableRow& row,
                                const std::string& year, int64_t printed) {
  for (size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].id != year) continue;
    const auto* cell = std::get_if<FigureCell>(&row.cells[i]);
    ASSERT_NE(cell, nullptr) << table.id << " " << row.id << " " << year;
    const std::string& id = cell->figure.id;
    const auto steps = RoundedSteps(cell->figure.value, cell->display);
    ASSERT_TRUE(steps.has_value()) << id;
    ++compared_;
    const auto wrong = PrintedWrong().find(id);
    if (wrong == PrintedWrong().end()) {
      EXPECT_EQ(*steps, printed) << id;
      return;
    }
    EXPECT_EQ(printed, wrong->second.first) << id;
    EXPECT_EQ(*steps, wrong->second.second) << id;
    wrong_seen_.insert(id);
    return;
  }
  ADD_FAILURE() << table.id << " has no column " << year;
}

void FinnvedenTest::Compare(const nlohmann::json& printed, const Table& table) {
  const auto columns = printed.at("columns").get<std::vector<std::string>>();
  for (const nlohmann::json& row : printed.at("rows")) {
    const auto label = row.at("line").get<std::string>();
    const TableRow* ours = RowOf(table, label);
    ASSERT_NE(ours, nullptr) << table.id << " has no line " << label;
    for (size_t i = 0; i < columns.size(); ++i) {
      const auto year = YearOf(columns[i]);
      const nlohmann::json& value = row.at("values").at(i);
      if (!year.has_value() || value.is_null()) continue;
      CompareCell(table, *ours, *year, value.get<int64_t>());
    }
  }
}

TEST_F(FinnvedenTest, EveryPrintedCellComesOut) {
  const auto golden =
      nlohmann::json::parse(ReadWhole("tests/golden/finnveden-2024.json"));
  for (const auto& [printed, statement] : kTables) {
    ASSERT_EQ(tables_.count(statement), 1u) << statement;
    Compare(golden.at(printed), tables_.at(statement));
  }
  EXPECT_GT(compared_, 120);
  EXPECT_EQ(wrong_seen_.size(), PrintedWrong().size());
}

TEST_F(FinnvedenTest, ASecondImportChangesNothing) {
  const auto again = host_.Import(kYear, "again", files_);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(again->result.changed());
}

TEST_F(FinnvedenTest, ProvesItself) {
  const auto proof = host_.Verify(kAssociation);
  ASSERT_TRUE(proof.ok()) << proof.status();
  EXPECT_GT(proof->voucher_count(), 400);
}

// The entries behind a cost line of the note sum to what it shows.
TEST_F(FinnvedenTest, EntriesBehindALineSumToIt) {
  int64_t sum = 0;
  int64_t shown = 0;
  std::string token;
  do {
    const auto page =
        host_.Explain(kYear, "note-3/samverkansteam-finnveden/2024", 50, token);
    ASSERT_TRUE(page.ok()) << page.status();
    shown = page->figure().value().amount_ore();
    for (const auto& line : page->entries()) sum += line.entry().amount_ore();
    token = page->next_page_token();
  } while (!token.empty());
  EXPECT_EQ(sum, shown);
  EXPECT_NE(sum, 0);
}

}  // namespace
}  // namespace finsam::ledger

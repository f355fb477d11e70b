// Statements and explanations up to a month of the year.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <string>
#include <vector>

#include "common/figure/convert.h"
#include "services/ledger/ledger.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

const FiscalYearName kName{"2220001511", 2024};

std::optional<Figure> FigureIn(const Statements& statements,
                               const std::string& id) {
  for (const Table& table : statements.tables) {
    const Figure* figure = FindFigure(table, id);
    if (figure != nullptr) return *figure;
  }
  for (const Figure& figure : statements.figures) {
    if (figure.id == id) return figure;
  }
  return std::nullopt;
}

class StatementsThroughTest : public testing::Test {
 protected:
  StatementsThroughTest() { EXPECT_TRUE(host_.Import("import", kBooks).ok()); }

  std::optional<Ore> Amount(const std::string& id, int through) {
    const auto statements = host_.ledger().GetStatements(kName, 0, through);
    EXPECT_TRUE(statements.ok()) << statements.status();
    const auto figure = FigureIn(*statements, id);
    if (!figure.has_value()) return std::nullopt;
    const auto* ore = std::get_if<Ore>(&figure->value);
    return ore == nullptr ? std::nullopt : std::optional(*ore);
  }

  std::string Refusal(int through) {
    return Verdict(host_.ledger().GetStatements(kName, 0, through).status());
  }

  LedgerHost host_;
};

// What a figure is up to each month is what its entries up to it come to.
TEST_F(StatementsThroughTest, EachMonthIsItsEntries) {
  const std::string id = "balance-sheet/cash/2024";
  const auto whole = host_.ledger().Explain(kName, id, 1'000, "");
  ASSERT_TRUE(whole.ok()) << whole.status();
  ASSERT_FALSE(whole->entries.empty());
  const auto opening = Amount("balance-sheet/cash/opening-2024", 0);
  ASSERT_TRUE(opening.has_value());
  std::vector<Ore> seen;
  for (int month = 1; month <= 12; ++month) {
    const int through = 202400 + month;
    Ore sum = *opening;
    size_t count = 0;
    for (const auto& entry : whole->entries) {
      if (entry.date.month() > month) continue;
      sum += entry.entry.amount;
      ++count;
    }
    EXPECT_EQ(Amount(id, through), sum) << month;
    const auto explained =
        host_.ledger().Explain(kName, id, 1'000, "", through);
    ASSERT_TRUE(explained.ok()) << explained.status();
    EXPECT_EQ(explained->entries.size(), count) << month;
    Ore accounts;
    for (const auto& account : explained->accounts) accounts += account.amount;
    EXPECT_EQ(accounts, sum) << month;
    seen.push_back(sum);
  }
  EXPECT_EQ(seen.back(), Amount(id, 0));
  EXPECT_NE(seen.front(), seen.back());
}

TEST_F(StatementsThroughTest, TheFigureSaysItsMonthAndEarlierYearsAreWhole) {
  const auto statements = host_.ledger().GetStatements(kName, 0, 202402);
  ASSERT_TRUE(statements.ok()) << statements.status();
  const auto cash = FigureIn(*statements, "balance-sheet/cash/2024");
  ASSERT_TRUE(cash.has_value());
  EXPECT_EQ(cash->provenance.books.through, 202402);
  const auto before = FigureIn(*statements, "balance-sheet/cash/2023");
  ASSERT_TRUE(before.has_value());
  EXPECT_EQ(before->provenance.books.through, 0);
  EXPECT_EQ(Amount("balance-sheet/cash/2023", 202402),
            Amount("balance-sheet/cash/2023", 0));
  const auto opening = FigureIn(*statements, "balance-sheet/cash/opening-2024");
  ASSERT_TRUE(opening.has_value());
  EXPECT_EQ(opening->provenance.books.through, 0);
  bool seen = false;
  for (const Table& table : statements->tables) {
    if (table.columns.size() != 2) continue;
    seen = true;
    EXPECT_EQ(table.columns[0].label, "2024-02-29");
    EXPECT_EQ(table.columns[1].label, "2023-12-31");
  }
  EXPECT_TRUE(seen);
  // Over the wire and back.
  common::v1::Figure message;
  ToProto(*cash, &message);
  EXPECT_EQ(message.provenance().books().through(), 202402);
  EXPECT_EQ(FromProto(message), *cash);
}

TEST_F(StatementsThroughTest, OnlyMonthsOfTheYearAreMonths) {
  for (const int month : {1, 202400, 202413, 202312, 202501, -202406}) {
    EXPECT_EQ(Refusal(month), "INVALID_ARGUMENT MONTH_INVALID") << month;
  }
  EXPECT_EQ(Refusal(202401), "OK");
  EXPECT_EQ(Refusal(202412), "OK");
}

TEST_F(StatementsThroughTest, AYearWithoutVouchersHasNoMonths) {
  LedgerHost host;
  std::string books = kBooks;
  books.resize(books.find("#VER"));
  books.replace(books.find("#SIETYP 4"), 9, "#SIETYP 1");
  const auto imported = host.Import("import", books);
  ASSERT_TRUE(imported.ok()) << imported.status();
  EXPECT_TRUE(host.ledger().GetStatements(kName, 0).ok());
  EXPECT_EQ(Verdict(host.ledger().GetStatements(kName, 0, 202406).status()),
            "FAILED_PRECONDITION YEAR_HAS_NO_VOUCHERS");
}

}  // namespace
}  // namespace finsam::ledger

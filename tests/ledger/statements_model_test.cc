// What must hold for any books: seeded random years against a layout that
// covers every account, and every figure against a slow sum of its own
// provenance.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/selection.h"
#include "services/ledger/domain/statements.h"
#include "tests/ledger/layout_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::IsEmpty;

constexpr int kSeeds = 200;
constexpr int32_t kBalanceAccounts[] = {1510, 1650, 1799, 1910, 1930,
                                        2010, 2098, 2440, 2710, 2998};
// Own capital moves by the result only; so no entry of the year is on it.
constexpr int32_t kMovingAccounts[] = {1510, 1650, 1799, 1910,
                                       1930, 2440, 2710, 2998};
constexpr int32_t kResultAccounts[] = {3010, 3510, 3999, 4010, 5010,
                                       6999, 7990, 8410, 8499, 8500};
const char* const kProjects[] = {"", "10", "11", "20", "21", "80", "81"};

class Generator {
 public:
  explicit Generator(uint32_t seed) : random_(seed) {}

  int64_t Number(int64_t first, int64_t last) {
    return std::uniform_int_distribution<int64_t>(first, last)(random_);
  }

  template <typename List>
  auto One(const List& list) {
    return list[static_cast<size_t>(
        Number(0, static_cast<int64_t>(std::size(list)) - 1))];
  }

  // Vouchers of two entries, so openings and movements each sum to zero.
  YearBalances Year(int year) {
    std::map<std::pair<int32_t, std::string>, YearBalance> rows;
    const auto row = [&](int32_t account) -> YearBalance& {
      const std::string project = account >= 4000 ? One(kProjects) : "";
      YearBalance& found = rows[{account, project}];
      found.account = account;
      found.objects = Project(project);
      return found;
    };
    for (int64_t i = Number(0, 10); i > 0; --i) {
      const Ore amount{Number(-1'000'000, 1'000'000)};
      row(One(kBalanceAccounts)).opening += amount;
      row(One(kBalanceAccounts)).opening += -amount;
    }
    for (int64_t i = Number(0, 60); i > 0; --i) {
      const Ore amount{Number(-1'000'000, 1'000'000)};
      const bool result = Number(0, 2) > 0;
      row(One(kMovingAccounts)).movement += amount;
      row(result ? One(kResultAccounts) : One(kMovingAccounts)).movement +=
          -amount;
    }
    YearBalances balances{year, {}};
    for (const auto& [key, balance] : rows) balances.rows.push_back(balance);
    return balances;
  }

 private:
  std::mt19937 random_;
};

Ore Measured(const YearBalance& row, Measure measure) {
  if (measure == Measure::kOpening) return row.opening;
  if (measure == Measure::kMovement) return row.movement;
  return row.opening + row.movement;
}

// What a figure's provenance says it is, added up row by row.
Value FromProvenance(const StatementsInput& input, const Figure& figure,
                     const std::map<std::string, Value>& values) {
  const Provenance& provenance = figure.provenance;
  Ore sum;
  if (!provenance.books.selections.empty()) {
    const BooksOrigin& origin = provenance.books;
    for (const YearBalance& row : input.balances.at(origin.fiscal_year).rows) {
      if (!Matches(origin.selections, row.account, row.objects)) continue;
      const Ore amount = Measured(row, origin.measure);
      sum += origin.sign > 0 ? amount : -amount;
    }
  }
  for (const Term& term : provenance.terms) {
    const Ore amount = std::get<Ore>(values.at(term.figure_id));
    sum += term.factor > 0 ? amount : -amount;
  }
  return sum;
}

int64_t OreOf(const std::map<std::string, Value>& values,
              const std::string& id) {
  return std::get<Ore>(values.at(id)).value;
}

void CheckIdentities(const std::map<std::string, Value>& values, int year) {
  const auto amount = [&](const char* line) {
    return OreOf(values, absl::StrCat(line, "/", year));
  };
  EXPECT_EQ(amount("balance-sheet/total-assets"),
            amount("balance-sheet/total-equity-and-liabilities"));
  EXPECT_EQ(amount("cash-flow/difference"), 0);
  EXPECT_EQ(
      amount("cash-flow/cash-flow-of-year"),
      amount("balance-sheet/cash") -
          OreOf(values, absl::StrCat("balance-sheet/cash/opening-", year)));
  EXPECT_EQ(amount("note-3/total"), -amount("income-statement/costs"));
}

TEST(StatementsModelTest, BooksThatBalanceGiveStatementsThatTie) {
  const Layout layout = LayoutOf(kSampleLayout);
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Generator generator(seed);
    StatementsInput input;
    input.layout = &layout;
    input.year = 2024;
    input.balances[2024] = generator.Year(2024);
    input.balances[2023] = generator.Year(2023);

    const absl::StatusOr<std::vector<Table>> tables = EvaluateStatements(input);
    ASSERT_TRUE(tables.ok()) << tables.status();
    EXPECT_EQ(*tables, *EvaluateStatements(input));
    std::vector<Figure> figures = ExtraFigures(input);
    for (const Table& table : *tables) {
      for (const TableRow& row : table.rows) {
        for (const Cell& cell : row.cells) {
          const auto* held = std::get_if<FigureCell>(&cell);
          if (held != nullptr) figures.push_back(held->figure);
        }
      }
    }
    std::map<std::string, Value> values;
    for (const Figure& figure : figures) {
      EXPECT_TRUE(values.emplace(figure.id, figure.value).second) << figure.id;
    }
    for (const Figure& figure : figures) {
      if (!std::holds_alternative<Ore>(figure.value)) continue;
      EXPECT_EQ(Shown(figure.value),
                Shown(FromProvenance(input, figure, values)))
          << figure.id;
    }
    CheckIdentities(values, 2024);
    CheckIdentities(values, 2023);
  }
}

TEST(StatementsModelTest, CoverageFindsExactlyTheAccountsThatAreLeftOut) {
  // Each detail line of the income statement and the balance sheet is taken
  // away in turn; what is missed is what the line took.
  for (size_t statement = 0; statement < 2; ++statement) {
    const Layout whole = LayoutOf(kSampleLayout);
    for (size_t i = 0; i < whole.statements[statement].lines.size(); ++i) {
      Layout layout = whole;
      auto& lines = layout.statements[statement].lines;
      const Line taken = lines[i];
      lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(i));
      layout.statements.resize(2);
      for (const int32_t account : kResultAccounts) {
        std::vector<Problem> problems;
        CheckCoverage(layout, kLayoutFile, {{account, "", {}, "2024.se", 1}},
                      &problems);
        EXPECT_EQ(!problems.empty(), Takes(taken, account, {})) << account;
      }
    }
  }
}

}  // namespace
}  // namespace finsam::ledger

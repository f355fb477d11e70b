// Charts: what is drawn, what is not, and what is said to those who do not see
// it.

#include "services/gateway/domain/chart.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/domain/chart_kit.h"

namespace finsam::gateway {
namespace {

using Kind = Shape::Kind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

const Value kHidden = Protected{5};

// Cells of `values`, in a display.
TableRow RowOf(const std::string& id, const std::vector<Value>& values,
               const Display& display) {
  TableRow row{id, absl::StrCat("Rad ", id), RowKind::kDetail, "", {}};
  for (const Value& value : values) {
    if (HasValue(value)) {
      row.cells.push_back(FigureCell{{id, value, {}}, display});
    } else {
      row.cells.push_back(std::monostate{});
    }
  }
  return row;
}

Table TableOf(const std::vector<std::string>& columns,
              std::vector<TableRow> rows) {
  Table table;
  table.id = "deltagare";
  table.title = "Deltagare";
  for (const std::string& column : columns) {
    table.columns.push_back({column, column});
  }
  table.rows = std::move(rows);
  return table;
}

constexpr Display kCounts{Unit::kCount, 0};
constexpr Display kKronor{Unit::kKronor, 0};
constexpr Display kPercent{Unit::kPercent, 0};

std::vector<Shape> Of(const Drawing& drawing, Kind kind) {
  std::vector<Shape> out;
  for (const Shape& shape : drawing.shapes) {
    if (shape.kind == kind) out.push_back(shape);
  }
  return out;
}

std::vector<std::string> Texts(const Drawing& drawing) {
  std::vector<std::string> out;
  for (const Shape& shape : Of(drawing, Kind::kText)) out.push_back(shape.text);
  return out;
}

// Bars without the legend's swatches: those below its last line.
std::vector<Shape> Bars(const Drawing& drawing, size_t series) {
  std::vector<Shape> bars = Of(drawing, Kind::kRect);
  bars.erase(bars.begin(), bars.begin() + static_cast<std::ptrdiff_t>(series));
  return bars;
}

// Drawings are in whole units: a unit off is none.
bool About(int64_t a, int64_t b) { return std::abs(a - b) <= 4; }

Table Participants() {
  return TableOf({"Kvinnor", "Män"},
                 {RowOf("a", {Count{40}, Count{20}}, kCounts),
                  RowOf("b", {Count{10}, kHidden}, kCounts)});
}

TEST(ChartTest, BarsAreAsLongAsTheirValues) {
  const Drawing drawing = DrawChart(Participants(), {});
  const std::vector<Shape> bars = Bars(drawing, 2);
  ASSERT_THAT(bars, SizeIs(3));
  EXPECT_TRUE(About(bars[0].width, 2 * bars[1].width));
  EXPECT_TRUE(About(bars[0].width, 4 * bars[2].width));
  EXPECT_EQ(bars[0].x, bars[2].x);
  EXPECT_NE(bars[0].pattern, bars[1].pattern);
  EXPECT_EQ(bars[0].fill, bars[2].fill);
}

TEST(ChartTest, EveryBarSaysItsNumberAndAProtectedOneThatItIs) {
  const Drawing drawing = DrawChart(Participants(), {});
  for (const char* text : {"40", "20", "10", "..", "Kvinnor", "Män", "Rad a"}) {
    EXPECT_THAT(Texts(drawing), Contains(text));
  }
  EXPECT_THAT(drawing.description,
              HasSubstr("Stapeldiagram: Deltagare. Kvinnor och Män för Rad a "
                        "och Rad b. Störst är 40 (Rad a, Kvinnor). Minst är 10 "
                        "(Rad b, Kvinnor). Skyddade värden, som visas som "
                        "\"..\": 1. Alla siffror finns i tabellen ovanför."));
}

TEST(ChartTest, ANegativeBarLeadsTheOtherWay) {
  const Drawing drawing =
      DrawChart(TableOf({"2024"}, {RowOf("in", {Ore{500'000'00}}, kKronor),
                                   RowOf("ut", {Ore{-250'000'00}}, kKronor)}),
                {});
  const std::vector<Shape> bars = Bars(drawing, 1);
  ASSERT_THAT(bars, SizeIs(2));
  EXPECT_EQ(bars[0].x, bars[1].x + bars[1].width);
  EXPECT_TRUE(About(bars[0].width, 2 * bars[1].width));  // Whole units.
  EXPECT_THAT(Texts(drawing), Contains("−250\u00a0000"));
  EXPECT_THAT(Texts(drawing), Contains("Belopp i kr"));
}

TEST(ChartTest, TotalsDifferencesAndOtherUnitsAreNotDrawnUnlessNamed) {
  Table table =
      TableOf({"2024", "Ändring", "Andel"},
              {RowOf("a", {Ore{1'00}, Ore{3'00}, Ratio{1, 2}}, kKronor),
               RowOf("sum", {Ore{1'00}, Ore{3'00}, Ratio{1, 1}}, kKronor)});
  table.rows[1].kind = RowKind::kTotal;
  table.columns[1].minuend = "2024";
  for (TableRow& row : table.rows) {
    std::get<FigureCell>(row.cells[2]).display = kPercent;
  }
  const Drawing drawing = DrawChart(table, {});
  EXPECT_THAT(Bars(drawing, 1), SizeIs(1));
  EXPECT_THAT(Texts(drawing), Not(Contains("Rad sum")));
  const Drawing named = DrawChart(
      table, {TableChart::Kind::kBars, "Namn", {"sum", "a"}, {"Ändring"}});
  EXPECT_THAT(Bars(named, 1), SizeIs(2));
  EXPECT_EQ(named.title, "Namn");
}

Table Years() {
  return TableOf({"2024", "2023", "2022"},
                 {RowOf("a", {Ore{500'00}, Ore{100'00}, Ore{-300'00}}, kKronor),
                  RowOf("b", {Ore{1'00}, kHidden, Ore{3'00}}, kKronor)});
}

TEST(ChartTest, LinesRunForwardInTimeAndBreakAtAProtectedValue) {
  const Drawing drawing = DrawChart(Years(), {TableChart::Kind::kLines});
  std::vector<Shape> lines;
  for (const Shape& shape : Of(drawing, Kind::kPolyline)) {
    if (shape.fill.empty()) lines.push_back(shape);
  }
  // Of row b two lone points are left.
  ASSERT_THAT(lines, SizeIs(1));
  ASSERT_THAT(lines[0].points, SizeIs(3));
  EXPECT_LT(lines[0].points[0].x, lines[0].points[1].x);
  EXPECT_GT(lines[0].points[0].y, lines[0].points[2].y);
  const std::vector<std::string> texts = Texts(drawing);
  const auto place = [&texts](const char* text) {
    return std::find(texts.begin(), texts.end(), text);
  };
  EXPECT_LT(place("2022"), place("2023"));
  EXPECT_LT(place("2023"), place("2024"));
  EXPECT_THAT(texts, Contains(".."));
  EXPECT_THAT(drawing.description, HasSubstr("Störst är 500 kr (Rad a, 2024)"));
}

TEST(ChartTest, YearsInRowsAreWhatTheLinesRunOver) {
  Table table = TableOf({"Nytta", "Stöd"},
                        {RowOf("x", {Ratio{9, 10}, Ratio{7, 10}}, kPercent),
                         RowOf("y", {Ratio{8, 10}, Ratio{6, 10}}, kPercent)});
  table.rows[0].label = "2024";
  table.rows[1].label = "2023";
  const Drawing drawing = DrawChart(table, {TableChart::Kind::kLines});
  EXPECT_THAT(drawing.description,
              HasSubstr("Linjediagram: Deltagare. Nytta och Stöd för 2023 och "
                        "2024."));
}

TEST(ChartTest, AnAxisThatDoesNotBeginAtZeroSaysSo) {
  const Drawing drawing = DrawChart(
      TableOf({"2024", "2023"},
              {RowOf("a", {Ratio{95, 100}, Ratio{90, 100}}, kPercent)}),
      {TableChart::Kind::kLines});
  EXPECT_THAT(Texts(drawing), Contains(HasSubstr("Axeln börjar vid 90")));
}

TEST(ChartTest, WhatTheTableLacksIsNamed) {
  const Drawing drawing = DrawChart(
      Participants(), {TableChart::Kind::kBars, "", {"a", "c"}, {"Alla"}});
  EXPECT_THAT(Texts(drawing), ElementsAre("Finns inte i tabellen: c, Alla."));
}

TEST(ChartTest, NothingToDrawIsNoShapes) {
  EXPECT_THAT(DrawChart(TableOf({}, {}), {}).shapes, IsEmpty());
  EXPECT_THAT(DrawChart(TableOf({"A"}, {RowOf("a", {kHidden}, kCounts)}),
                        {TableChart::Kind::kLines})
                  .shapes,
              IsEmpty());
}

TEST(ChartTest, WhatDoesNotFitIsSaid) {
  std::vector<TableRow> rows;
  for (int i = 0; i < 80; ++i) {
    rows.push_back(RowOf(absl::StrCat(i), {Count{i}}, kCounts));
  }
  const Drawing drawing = DrawChart(TableOf({"A"}, rows), {});
  EXPECT_THAT(Texts(drawing), Contains(HasSubstr("50 rader eller kolumner")));
}

// (light + 0.05) / (dark + 0.05) of WCAG, against white.
double ContrastToWhite(const std::string& colour) {
  int value = 0;
  EXPECT_TRUE(absl::SimpleHexAtoi(colour.substr(1), &value)) << colour;
  const auto part = [value](int shift) {
    const double c = (value >> shift & 0xff) / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
  };
  return 1.05 /
         (0.2126 * part(16) + 0.7152 * part(8) + 0.0722 * part(0) + 0.05);
}

TEST(ChartTest, ColoursStandOutAndNeighboursDifferInMoreThanColour) {
  for (size_t i = 0; i < kChartSeriesMax; ++i) {
    EXPECT_GE(ContrastToWhite(LookOf(i).colour), 3.0) << LookOf(i).colour;
    if (i == 0) continue;
    EXPECT_NE(LookOf(i).pattern, LookOf(i - 1).pattern);
  }
  EXPECT_GE(ContrastToWhite(kChartInk), 4.5);
  EXPECT_GE(ContrastToWhite(kChartQuiet), 4.5);
}

TEST(ChartTest, LongLabelsAreWrappedThenShortened) {
  const int64_t width = TextWidth("tre korta ord");
  EXPECT_THAT(FitLines("tre korta ord till", width, 3),
              ElementsAre("tre korta ord", "till"));
  const std::vector<std::string> lines = FitLines(
      "ettmycketlångtordsomingenbryter och ännu fler ord efter det", width, 2);
  ASSERT_THAT(lines, SizeIs(2));
  for (const std::string& line : lines) {
    EXPECT_THAT(line, HasSubstr("…"));
    EXPECT_LE(TextWidth(line), width);
  }
}

// Whatever the values: inside the drawing, never a crash, the same again.
TEST(ChartTest, AnyTableIsDrawnWithinItsBounds) {
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937_64 random(seed);
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> columns;
    for (size_t i = 0; i < random() % 12; ++i) {
      columns.push_back(absl::StrCat("Kolumn ", i));
    }
    std::vector<TableRow> rows;
    for (size_t i = 0; i < random() % 40; ++i) {
      std::vector<Value> values;
      for (size_t j = 0; j < columns.size(); ++j) {
        const int64_t value =
            static_cast<int64_t>(random()) >> (random() % 63 + 1);
        values.push_back(random() % 9 == 0 ? kHidden : Value{Ore{value}});
      }
      rows.push_back(RowOf(absl::StrCat(i), values, kKronor));
    }
    const Table table = TableOf(columns, rows);
    for (const auto kind :
         {TableChart::Kind::kBars, TableChart::Kind::kLines}) {
      const Drawing drawing = DrawChart(table, {kind});
      EXPECT_EQ(drawing, DrawChart(table, {kind}));
      for (const Shape& shape : drawing.shapes) {
        ASSERT_GE(shape.x, 0);
        ASSERT_LE(shape.x + std::max<int64_t>(shape.width, 0), drawing.width);
        ASSERT_GE(shape.y, 0);
        ASSERT_LE(shape.y + std::max<int64_t>(shape.height, 0), drawing.height);
      }
    }
  }
}

}  // namespace
}  // namespace finsam::gateway

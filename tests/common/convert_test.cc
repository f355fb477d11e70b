#include "common/figure/convert.h"

#include <google/protobuf/stubs/logging.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>

namespace finsam {
namespace {

namespace pb = common::v1;

Figure FromBooks() {
  Figure figure;
  figure.id = "income-statement/operating-costs/2024";
  figure.value = Ore{-518'000'00};
  figure.provenance.service = "ledger";
  figure.provenance.revision = 17;
  figure.provenance.rule = "sum";
  figure.provenance.books = {
      2024,
      Measure::kClosing,
      -1,
      {{4000, 4999, 6, {"10", "11"}}, {7010, 7010, 0, {}}}};
  figure.provenance.terms = {{"a/b/2024", 1}, {"a/c/2024", -1}};
  figure.provenance.records = {"associations/2220001511/fiscalYears/2024/x"};
  return figure;
}

Figure OverTheWire(const Figure& figure) {
  pb::Figure message;
  ToProto(figure, &message);
  pb::Figure received;
  EXPECT_TRUE(received.ParseFromString(message.SerializeAsString()));
  return FromProto(received);
}

TEST(ConvertTest, FiguresComeBackAsTheyWere) {
  for (const Value& value :
       {Value{}, Value{Ore{0}}, Value{Ore{-1}}, Value{Count{74}},
        Value{Count{0}}, Value{Ratio{2, 3}}, Value{absl::CivilDay(2024, 2, 29)},
        Value{Protected{5}}, Value{Ore{std::numeric_limits<int64_t>::min()}}}) {
    Figure figure = FromBooks();
    figure.value = value;
    EXPECT_EQ(OverTheWire(figure), figure);
  }
  for (const Measure measure :
       {Measure::kOpening, Measure::kMovement, Measure::kClosing,
        Measure::kDebits, Measure::kCredits}) {
    Figure figure = FromBooks();
    figure.provenance.books.measure = measure;
    EXPECT_EQ(OverTheWire(figure), figure);
  }
  EXPECT_EQ(OverTheWire(Figure{}), Figure{});
}

TEST(ConvertTest, AFigureWithoutValueIsNotZero) {
  pb::Figure message;
  ToProto(Figure{"a", {}, {}}, &message);
  EXPECT_FALSE(message.has_value());
  ToProto(Figure{"a", Ore{0}, {}}, &message);
  EXPECT_TRUE(message.has_value());
  EXPECT_EQ(message.value().kind_case(), pb::Value::kAmountOre);
}

TEST(ConvertTest, TablesComeBackWithTheirPrintedCells) {
  Table table{"income-statement",
              "Resultaträkning",
              "tkr",
              "Belopp i tkr",
              {{"2024", "2024"}, {"2023", "2023"}},
              {}};
  table.rows = {
      {"costs", "Kostnader", RowKind::kHeading, "", {}},
      {"staff",
       "Personal",
       RowKind::kDetail,
       "2",
       {FigureCell{FromBooks(), {Unit::kThousand, 0}}, std::monostate{}}},
      {"who",
       "Vem",
       RowKind::kOfWhich,
       "",
       {std::string("Åsa"), std::monostate{}}},
      {"sum",
       "Summa",
       RowKind::kTotal,
       "",
       {FigureCell{Figure{"x", {}, {}}, {Unit::kMillion, 2}},
        std::monostate{}}},
  };
  table.columns[1].minuend = "2024";
  table.columns[1].subtrahend = "budget-2024";
  table.rows[1].part_of = "sum";
  table.rows[3].terms = {{"staff", 1}, {"who", -1}};
  table.rounding = Rounding::kFooting;
  table.remark = "Avrundat.";
  table.charts = {{TableChart::Kind::kBars},
                  {TableChart::Kind::kLines, "Fem år", {"result"}, {"2024"}}};
  pb::Table message;
  ToProto(table, &message);
  EXPECT_EQ(message.rows(1).cells(0).text(), "−518");
  EXPECT_EQ(message.rows(1).cells(1).text(), "");
  EXPECT_EQ(message.rows(2).cells(0).text(), "Åsa");
  EXPECT_EQ(message.rows(3).cells(0).text(), "–");
  EXPECT_FALSE(message.rows(1).cells(0).has_printed_steps());
  EXPECT_EQ(FromProto(message), table);
  std::get<FigureCell>(table.rows[1].cells[0]).printed_steps = -519;
  message.Clear();
  ToProto(table, &message);
  EXPECT_EQ(message.rows(1).cells(0).text(), "−519");
  EXPECT_EQ(FromProto(message), table);
}

TEST(ConvertTest, EveryDisplayComesBack) {
  for (const Unit unit : {Unit::kKronor, Unit::kThousand, Unit::kMillion,
                          Unit::kPercent, Unit::kCount, Unit::kDate}) {
    for (int decimals = 0; decimals <= 6; ++decimals) {
      pb::Display message;
      ToProto(Display{unit, decimals}, &message);
      EXPECT_EQ(FromProto(message), (Display{unit, decimals}));
    }
  }
}

TEST(ConvertTest, DaysOutsideTheCalendarAreNoDays) {
  const struct {
    int year, month, day;
    bool is_day;
  } cases[] = {
      {2024, 2, 29, true},
      {2023, 2, 29, false},
      {2024, 4, 31, false},
      {2024, 12, 31, true},
      {2024, 13, 1, false},
      {2024, 0, 1, false},
      {2024, 1, 0, false},
      {0, 1, 1, false},
      {1, 1, 1, true},
      {9999, 12, 31, true},
      {10'000, 1, 1, false},
      {-1, 1, 1, false},
      {2024, -1, -1, false},
      {INT32_MAX, INT32_MAX, INT32_MAX, false},
      {INT32_MIN, INT32_MIN, INT32_MIN, false},
  };
  for (const auto& c : cases) {
    pb::Date date;
    date.set_year(c.year);
    date.set_month(c.month);
    date.set_day(c.day);
    EXPECT_EQ(DateFromProto(date).has_value(), c.is_day)
        << c.year << "-" << c.month << "-" << c.day;
    pb::Value value;
    *value.mutable_date() = date;
    EXPECT_EQ(HasValue(FromProto(value)), c.is_day);
  }
}

TEST(ConvertTest, MalformedMessagesHaveNoValue) {
  pb::Value value;
  EXPECT_FALSE(HasValue(FromProto(value)));
  for (const int64_t denominator : {int64_t{0}, int64_t{-1}, INT64_MIN}) {
    value.mutable_ratio()->set_numerator(1);
    value.mutable_ratio()->set_denominator(denominator);
    EXPECT_FALSE(HasValue(FromProto(value)));
  }
  pb::Display display;
  display.set_unit(static_cast<pb::Display::Unit>(99));
  EXPECT_EQ(FromProto(display), Display{});
  display.set_unit(pb::Display::MILLION);
  for (const int decimals : {-1, 7, INT32_MAX, INT32_MIN}) {
    display.set_decimals(decimals);
    EXPECT_EQ(FromProto(display), Display{});
  }
  pb::Table table;
  table.add_rows()->set_kind(static_cast<pb::Row::Kind>(-7));
  EXPECT_EQ(FromProto(table).rows.at(0).kind, RowKind::kDetail);
}

// Whatever parses as a table is read, printed and written without harm.
TEST(ConvertTest, AnyMessageIsReadAndPrinted) {
  Table seed{"t", "T", "kr", "Rad", {{"c", "C"}}, {}};
  seed.rows = {{"r", "R", RowKind::kTotal, "1", {FigureCell{FromBooks(), {}}}}};
  seed.rows[0].cells.push_back(
      FigureCell{{"a", Ratio{1, 3}, {}}, {Unit::kPercent, 1}});
  seed.rows[0].cells.push_back(
      FigureCell{{"b", absl::CivilDay(2024, 1, 1), {}}, {Unit::kDate, 0}});
  pb::Table message;
  ToProto(seed, &message);
  const std::string good = message.SerializeAsString();
  std::mt19937_64 random(5);
  int parsed = 0;
  const google::protobuf::LogSilencer quiet;  // It tells of each bad string.
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = good;
    for (uint64_t flips = 1 + random() % 4; flips > 0; --flips) {
      bytes[random() % bytes.size()] = static_cast<char>(random());
    }
    pb::Table hostile;
    if (!hostile.ParseFromString(bytes)) continue;
    ++parsed;
    pb::Table written;
    ToProto(FromProto(hostile), &written);
  }
  EXPECT_GT(parsed, 1'000);
}

}  // namespace
}  // namespace finsam

#include "cli/forecast_text.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "cli/books_text.h"
#include "cli/money_table.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
using Row = std::vector<MoneyCell>;

// The remark that the books end before what was asked for.
constexpr char kUnbooked[] = "OUTCOME_UNBOOKED";
constexpr char kIncomeTotal[] = "Summa intäkter";
constexpr char kCostsTotal[] = "Summa kostnader";

std::string HitsText(int64_t hits, int64_t of) {
  return of == 0 ? "" : absl::StrCat(hits, " av ", of);
}

std::string RemarksText(
    const google::protobuf::RepeatedPtrField<common::v1::Problem>& remarks) {
  std::string out;
  for (const common::v1::Problem& remark : remarks) {
    absl::StrAppend(&out, "\nanmärkning: ", remark.message(), " [",
                    remark.reason(), "]");
  }
  return out.empty() ? out : out + "\n";
}

// How one forecast fared; `so_far` stands beside what may still change, and
// where it does an interval has neither held nor failed.
std::string JudgedText(const bud::JudgeForecastsResponse::Judgement& judged,
                       const std::string& so_far) {
  const int64_t result = judged.result_ore();
  std::string out =
      absl::StrCat("Prognosen ", DayText(judged.day()),
                   " med utfall till månad ", judged.through_month(), ": ");
  if (so_far.empty()) {
    absl::StrAppend(&out, "intervallet höll ",
                    judged.interval_count() == 0
                        ? "–"
                        : HitsText(judged.hit_count(), judged.interval_count()),
                    ", ");
  }
  absl::StrAppend(&out, "felen", so_far, " sammanlagt ",
                  WholeKronor(judged.error_ore()), " kr, resultatet", so_far);
  if (result == 0) return out + " som prognosen";
  absl::StrAppend(&out, " ", WholeKronor(result < 0 ? -result : result),
                  " kr ");
  if (!so_far.empty()) {
    return out + (result < 0 ? "under" : "över") + " helårsprognosen";
  }
  return out + (result < 0 ? "sämre" : "bättre") + " än prognosen";
}

// With who says what capital the year began with.
const char* CapitalLabel(bud::Forecast::CapitalSource source) {
  switch (source) {
    case bud::Forecast::CAPITAL_OF_BOOKS:
      return "Ingående kapital enligt böckerna";
    case bud::Forecast::CAPITAL_OF_BUDGET:
      return "Ingående kapital enligt budgeten";
    default:
      return "Ingående kapital";
  }
}

std::string MonthText(int year, int month) {
  return absl::StrFormat("%04d-%02d", year, month);
}

// The mean, rounded to whole öre.
MoneyCell Mean(int64_t sum, int64_t count) {
  if (count == 0) return {};
  return (sum + count / 2) / count;
}

void AddFared(const std::string& what,
              const bud::BacktestForecastsResponse::Fared& fared,
              MoneyTable* table) {
  const int64_t count = fared.forecast_count();
  table->Add({what, absl::StrCat(count),
              Percent(fared.hit_count(), fared.interval_count()),
              Mean(fared.error_ore(), count),
              Mean(fared.run_rate_error_ore(), count),
              Mean(fared.last_year_error_ore(), count)});
}

std::string CausesText(const bud::MakeForecastResponse& answer) {
  MoneyTable table({"Varför utgående kapital inte blir budgetens",
                    "Effekt (plus är bättre)", "Rader"},
                   {}, /*whole_kronor=*/true);
  for (const auto& cause : answer.causes()) {
    std::vector<std::string> lines;
    for (const auto& line : cause.lines()) lines.push_back(line.line());
    table.Add(
        {cause.heading(), cause.effect_ore(), absl::StrJoin(lines, ", ")});
  }
  return table.empty() ? "" : absl::StrCat("\n", table.Text());
}

using FollowUpRow = bud::FollowUpResponse::Row;

// Totals by their own names: a group may be called "Intäkter" too.
std::string LabelOf(const FollowUpRow& row) {
  if (row.level() != FollowUpRow::TOTAL) return row.label();
  if (row.id() == "income") return kIncomeTotal;
  if (row.id() == "costs") return kCostsTotal;
  return row.label();
}

// A column of the follow-up; one that is not always there only if a row says
// something else than zero in it.
struct Column {
  const char* head;
  bool always;
  bool (FollowUpRow::*has)() const;
  int64_t (FollowUpRow::*get)() const;
};

constexpr Column kColumns[] = {
    {"Budget helår", true, &FollowUpRow::has_budget_ore,
     &FollowUpRow::budget_ore},
    {"Budget hittills", true, &FollowUpRow::has_budget_to_date_ore,
     &FollowUpRow::budget_to_date_ore},
    {"Bokfört", true, &FollowUpRow::has_booked_ore, &FollowUpRow::booked_ore},
    {"Avvikelse", true, &FollowUpRow::has_deviation_ore,
     &FollowUpRow::deviation_ore},
    {"Periodisering", false, &FollowUpRow::has_accrual_ore,
     &FollowUpRow::accrual_ore},
    {"Periodiserat", false, &FollowUpRow::has_accrued_ore,
     &FollowUpRow::accrued_ore},
    {"Avvikelse", false, &FollowUpRow::has_accrued_deviation_ore,
     &FollowUpRow::accrued_deviation_ore},
    {"Flyttat", false, &FollowUpRow::has_moved_ore, &FollowUpRow::moved_ore},
    {"Ersatt", false, &FollowUpRow::has_reimbursed_ore,
     &FollowUpRow::reimbursed_ore},
    {"Netto", false, &FollowUpRow::has_net_ore, &FollowUpRow::net_ore},
    {"Avvikelse", false, &FollowUpRow::has_net_deviation_ore,
     &FollowUpRow::net_deviation_ore}};
// The columns that say what their group is about: the first of it.
constexpr size_t kAccrual = 4;
constexpr size_t kMoved = 7;

bool AnyIn(const bud::FollowUpResponse& answer, const Column& column) {
  return std::any_of(answer.rows().begin(), answer.rows().end(),
                     [&](const FollowUpRow& row) {
                       return (row.*column.has)() && (row.*column.get)() != 0;
                     });
}

std::vector<Column> ColumnsOf(const bud::FollowUpResponse& answer) {
  const bool accrued = AnyIn(answer, kColumns[kAccrual]);
  const bool net =
      AnyIn(answer, kColumns[kMoved]) || AnyIn(answer, kColumns[kMoved + 1]);
  std::vector<Column> columns;
  for (size_t i = 0; i < std::size(kColumns); ++i) {
    if (kColumns[i].always || (i < kMoved ? accrued : net)) {
      columns.push_back(kColumns[i]);
    }
  }
  return columns;
}

// From what the books hold of costs to what the budget counts of them; empty
// where nothing is counted net.
std::string BridgeText(const bud::FollowUpResponse& answer) {
  for (const FollowUpRow& row : answer.rows()) {
    if (row.id() != "costs" || !row.has_net_ore() ||
        row.reimbursed_ore() == 0) {
      continue;
    }
    return absl::StrCat("\nKostnader: bokfört ", WholeKronor(row.booked_ore()),
                        " kr, därav ersatt ", WholeKronor(row.reimbursed_ore()),
                        " kr; netto ", WholeKronor(row.net_ore()),
                        " kr. Netto är bokfört plus flyttat minus ersatt.\n");
  }
  return "";
}

}  // namespace

std::string MethodName(bud::Forecast::Method method) {
  switch (method) {
    case bud::Forecast::RUN_RATE:
      return "takt";
    case bud::Forecast::SEASON:
      return "säsong";
    case bud::Forecast::COMMITMENTS:
      return "åtaganden";
    case bud::Forecast::FIXED:
      return "fast";
    case bud::Forecast::MANUAL:
      return "manuell";
    default:
      return "";
  }
}

std::string ForecastText(const bud::MakeForecastResponse& answer, int year) {
  const bud::Forecast& forecast = answer.forecast();
  std::string out = absl::StrCat(
      "Prognos ", year, ", gjord ", DayText(forecast.day()),
      " med utfall till och med ", MonthText(year, forecast.through_month()),
      forecast.number() == 0
          ? "; inte sparad"
          : absl::StrCat("; sparad som nummer ", forecast.number()),
      forecast.basis().empty() ? "" : "\nUnderlag: ", forecast.basis(), "\n");
  if (forecast.lines().empty()) return out + "\nPrognosen har inga rader.\n";
  MoneyTable table({"Rad", "Benämning", "Metod", "Utfall", "Prognos", "Lägst",
                    "Högst", "Höll förut", "Varför"},
                   {}, /*whole_kronor=*/true);
  for (const bud::Forecast::Line& line : forecast.lines()) {
    table.Add(
        {line.line(), line.label(), MethodName(line.method()),
         line.has_to_date_ore() ? MoneyCell(line.to_date_ore()) : MoneyCell(),
         line.amount_ore(),
         line.has_low_ore() ? MoneyCell(line.low_ore()) : MoneyCell(),
         line.has_high_ore() ? MoneyCell(line.high_ore()) : MoneyCell(),
         HitsText(line.hit_count(), line.interval_count()), line.note()});
  }
  for (const auto& [id, label] :
       {std::pair<const char*, const char*>{
            "opening-capital", CapitalLabel(forecast.opening_capital_source())},
        {"income", kIncomeTotal},
        {"costs", kCostsTotal},
        {"result", "Resultat"},
        {"closing-capital", "Utgående kapital"}}) {
    for (const common::v1::Figure& figure : answer.figures()) {
      if (figure.id() == absl::StrCat("forecast/", id, "/", year) &&
          figure.value().has_amount_ore()) {
        table.Add(
            {"", label, "", "", figure.value().amount_ore(), "", "", "", ""});
      }
    }
  }
  return absl::StrCat(out, "\n", table.Text(), CausesText(answer),
                      RemarksText(answer.warnings()));
}

std::string ForecastsText(const bud::ListForecastsResponse& forecasts) {
  if (forecasts.forecasts().empty()) return "Ingen prognos är sparad.\n";
  MoneyTable table({"Nr", "Gjord", "Utfall till månad", "Rader", "Intäkter",
                    "Kostnader", "Underlag"},
                   {0, 2, 3}, /*whole_kronor=*/true);
  for (const bud::Forecast& forecast : forecasts.forecasts()) {
    int64_t income = 0;
    int64_t costs = 0;
    for (const bud::Forecast::Line& line : forecast.lines()) {
      (line.kind() == bud::Budget::INCOME ? income : costs) +=
          line.amount_ore();
    }
    table.Add({absl::StrCat(forecast.number()), DayText(forecast.day()),
               absl::StrCat(forecast.through_month()),
               absl::StrCat(forecast.lines_size()), income, costs,
               forecast.basis()});
  }
  return table.Text() + RemarksText(forecasts.warnings());
}

std::string JudgementsText(const bud::JudgeForecastsResponse& judgements) {
  if (judgements.judgements().empty()) return "Ingen prognos är sparad.\n";
  // Of a year that is not booked to its end no verdict is final: what is
  // missing is said first.
  const bool whole = std::none_of(
      judgements.warnings().begin(), judgements.warnings().end(),
      [](const auto& remark) { return remark.reason() == kUnbooked; });
  const std::string remarks = RemarksText(judgements.warnings());
  std::string out = whole ? "" : remarks.substr(1);
  for (const auto& judged : judgements.judgements()) {
    absl::StrAppend(&out, out.empty() ? "" : "\n",
                    JudgedText(judged, whole ? "" : " hittills"), "\n");
    MoneyTable table({"Rad", "Prognos", whole ? "Utfall" : "Utfall hittills",
                      "Utfall minus prognos", whole ? "Intervallet" : ""},
                     {}, /*whole_kronor=*/true);
    for (const auto& line : judged.lines()) {
      const char* held = line.held() ? "höll" : "höll inte";
      table.Add({line.line(), line.forecast_ore(), line.outcome_ore(),
                 line.error_ore(), whole && line.has_held() ? held : ""});
    }
    absl::StrAppend(&out, table.Text());
    if (!judged.lines_missing().empty()) {
      absl::StrAppend(&out, "utan utfall: ",
                      absl::StrJoin(judged.lines_missing(), ", "), "\n");
    }
  }
  return whole ? out + remarks : out;
}

std::string FollowUpText(const bud::FollowUpResponse& answer, int year,
                         int month) {
  const std::vector<Column> columns = ColumnsOf(answer);
  std::vector<std::string> head = {"Rad", "Benämning"};
  for (const Column& column : columns) head.push_back(column.head);
  head.push_back("Kommentar");
  MoneyTable table(std::move(head));
  for (const FollowUpRow& row : answer.rows()) {
    // Only a line has an id that the association gave it.
    const bool is_line = row.level() == FollowUpRow::LINE;
    Row cells = {is_line ? row.id() : "", LabelOf(row)};
    for (const Column& column : columns) {
      cells.push_back((row.*column.has)() ? MoneyCell((row.*column.get)())
                                          : MoneyCell());
    }
    cells.push_back(row.comment());
    table.Add(std::move(cells));
  }
  return absl::StrCat("Uppföljning januari till ", MonthText(year, month),
                      " mot budget version ", answer.version(),
                      ". En avvikelse med plus är bättre än budget.\n\n",
                      table.Text(), BridgeText(answer),
                      RemarksText(answer.warnings()));
}

std::string BacktestText(const bud::BacktestForecastsResponse& test) {
  std::string out;
  const auto add = [&out](const char* heading, const auto& parts,
                          const auto& name) {
    MoneyTable table(
        {heading, "Prognoser", "Intervallet höll", "Medelfel, kronor",
         "Takt i stället", "Fjolåret i stället"},
        {1, 2}, /*whole_kronor=*/true);
    for (const auto& part : parts) AddFared(name(part), part.fared(), &table);
    if (!table.empty()) absl::StrAppend(&out, "\n", table.Text());
  };
  MoneyTable all({"", "Prognoser", "Intervallet höll", "Medelfel, kronor",
                  "Takt i stället", "Fjolåret i stället"},
                 {1, 2}, /*whole_kronor=*/true);
  AddFared("alla", test.all(), &all);
  out = all.Text();
  using Part = bud::BacktestForecastsResponse::Part;
  add("Efter månad", test.by_month(),
      [](const Part& part) { return absl::StrCat(part.through_month()); });
  add("Rad", test.by_line(), [](const Part& part) { return part.line(); });
  add("Metod", test.by_method(),
      [](const Part& part) { return MethodName(part.method()); });
  add("År", test.by_year(),
      [](const Part& part) { return absl::StrCat(part.year()); });
  return out;
}

}  // namespace finsam::cli

#include "tests/gateway/sample_year.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/check.h"

namespace finsam::gateway {
namespace {

constexpr int kYear = 2024;

struct Line {
  const char* id;
  const char* label;
  int64_t now;     // Kronor in 2024.
  int64_t before;  // Kronor in 2023.
  RowKind kind = RowKind::kDetail;
  const char* note = "";
};

Table Statement(const std::string& id, const std::string& title,
                const std::vector<Line>& lines) {
  Table table{id, title, "kr", "Belopp i kr", {}, {}};
  table.columns = {{"2024", "2024-12-31"}, {"2023", "2023-12-31"}};
  for (const Line& line : lines) {
    TableRow row{line.id, line.label, line.kind, line.note, {}};
    for (const int year : {kYear, kYear - 1}) {
      Figure figure;
      figure.id = absl::StrCat(id, "/", line.id, "/", year);
      figure.value = Kr(year == kYear ? line.now : line.before);
      figure.provenance.service = "ledger";
      figure.provenance.rule = "sum";
      row.cells.push_back(FigureCell{figure, {Unit::kKronor, 0}});
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

std::vector<Table> Statements() {
  constexpr RowKind kTotal = RowKind::kTotal;
  return {
      Statement(
          "income-statement", "Resultaträkning",
          {{"operating-income", "Verksamhetens intäkter", 4'000'000, 3'900'000,
            RowKind::kDetail, "2"},
           {"operating-costs", "Verksamhetens kostnader", -4'100'000,
            -3'850'000, RowKind::kDetail, "3"},
           {"financial-income", "Finansiella intäkter", 50'000, 20'000},
           {"result-of-year", "Årets resultat", -50'000, 70'000, kTotal}}),
      Statement(
          "balance-sheet", "Balansräkning",
          {{"receivables", "Kortfristiga fordringar", 300'000, 250'000},
           {"cash", "Kassa och bank", 1'200'000, 1'330'000},
           {"total-assets", "Summa tillgångar", 1'500'000, 1'580'000, kTotal},
           {"retained-earnings", "Balanserat resultat", 1'000'000, 930'000},
           {"result-of-year", "Årets resultat", -50'000, 70'000},
           {"total-own-capital", "Summa eget kapital", 950'000, 1'000'000,
            kTotal},
           {"current-liabilities", "Kortfristiga skulder", 550'000, 580'000},
           {"total-own-capital-and-liabilities",
            "Summa eget kapital och skulder", 1'500'000, 1'580'000, kTotal}}),
      Statement(
          "cash-flow", "Kassaflödesanalys",
          {{"result-of-year", "Årets resultat", -50'000, 70'000},
           {"change-in-receivables", "Förändring av fordringar", -50'000,
            10'000},
           {"change-in-current-liabilities", "Förändring av skulder", -30'000,
            20'000},
           {"operating-cash-flow", "Löpande verksamhet", -130'000, 100'000,
            kTotal},
           {"investing-cash-flow", "Investeringar", 0, 0, kTotal},
           {"financing-cash-flow", "Finansiering", 0, 0, kTotal},
           {"cash-flow-of-year", "Årets kassaflöde", -130'000, 100'000, kTotal},
           {"opening-cash", "Likvida medel vid årets början", 1'330'000,
            1'230'000},
           {"closing-cash", "Likvida medel vid årets slut", 1'200'000,
            1'330'000}}),
      Statement("operations-account", "Driftredovisning",
                {{"fees", "Intäkter", 4'000'000, 3'900'000},
                 {"net-cost", "Nettokostnad", 4'100'000, 3'850'000},
                 {"result", "Årets resultat", -50'000, 70'000, kTotal}}),
      Statement("multi-year-overview", "Flerårsöversikt",
                {{"income", "Intäkter och räntor", 4'050'000, 3'920'000},
                 {"costs", "Verksamhetens kostnader", 4'100'000, 3'850'000},
                 {"result-of-year", "Årets resultat", -50'000, 70'000}}),
      Statement("balance-requirement", "Balanskravsutredning",
                {{"result-of-year", "Årets resultat", -50'000, 70'000}}),
      Statement("note-2", "Not 2 Medlemmarnas bidrag",
                {{"bidrag-staten", "Staten", 2'000'000, 1'950'000},
                 {"bidrag-region", "Regionen", 1'000'000, 975'000},
                 {"bidrag-ekdalen", "Ekdalens kommun", 600'000, 575'000},
                 {"bidrag-dalby", "Dalby kommun", 400'000, 400'000},
                 {"total", "Summa", 4'000'000, 3'900'000, kTotal}}),
      Statement("note-3", "Not 3 Verksamhetens kostnader",
                {{"insatser", "Insatser", 3'000'000, 2'900'000},
                 {"kansli", "Kansli", 1'100'000, 950'000},
                 {"chef", "– varav chef", 700'000, 650'000, RowKind::kOfWhich},
                 {"total", "Summa", 4'100'000, 3'850'000, kTotal}}),
  };
}

void AddValue(YearFacts* facts, const std::string& id, const Value& value) {
  Figure figure;
  figure.id = id;
  figure.value = value;
  AddFigure(facts->figures, figure);
}

void AddOtherFigures(YearFacts* facts) {
  const std::pair<const char*, int64_t> kronor[] = {
      {"balance-sheet/receivables/opening-2024", 250'000},
      {"balance-sheet/cash/opening-2024", 1'330'000},
      {"balance-sheet/total-assets/opening-2024", 1'580'000},
      // When the books are closed, the result moves into what is retained.
      {"balance-sheet/retained-earnings/opening-2024", 1'000'000},
      {"balance-sheet/result-of-year/opening-2024", 0},
      {"balance-sheet/total-own-capital/opening-2024", 1'000'000},
      {"balance-sheet/current-liabilities/opening-2024", 580'000},
      {"budget/insatser/2024", 3'000'000},
      {"budget/kansli/2024", 1'000'000},
      {"budget/costs/2024", 4'000'000},
      {"budget/income/2024", 4'000'000},
      {"budget/result/2024", 0},
      {"capital/guideline/2024", 5'000'000},
      {"operations-account/fees/deviation-2024", 0},
      {"operations-account/net-cost/deviation-2024", -100'000},
  };
  for (const auto& [id, amount] : kronor) AddValue(facts, id, Kr(amount));
  const std::pair<const char*, int64_t> counts[] = {
      {"goals/total/2024", 3},
      {"goals/met/2024", 1},
      {"goals/partly-met/2024", 1},
      {"goals/not-met/2024", 1},
      {"goals/not-assessed/2024", 0},
      {"signatures/count/2024", 5},
      {"board/seats/2024", 5},
      {"participants/ljuspunkten/deltagare/women/2024", 12},
      {"participants/ljuspunkten/deltagare/men/2024", 7},
      {"participants/ljuspunkten/deltagare/unstated/2024", 1},
      {"participants/ljuspunkten/deltagare/total/2024", 20},
  };
  for (const auto& [id, count] : counts) AddValue(facts, id, Count{count});
  AddValue(facts, "report/adopted/2024", absl::CivilDay(2025, 3, 20));
  AddValue(facts, "policies/arkiv/review-due/2024", absl::CivilDay(2026, 1, 1));
  AddValue(facts, "internal-control/attest/followed-up/2024",
           absl::CivilDay(2024, 10, 14));
  AddValue(facts, "discharge/gnosjo-kommun/decided/2024",
           absl::CivilDay(2025, 4, 24));
}

ColumnSpec YearColumn(int year) {
  ColumnSpec column;
  column.label = absl::StrCat(year, "-12-31");
  column.year = year;
  return column;
}

ColumnSpec BudgetColumn(ColumnSpec::Kind kind, const std::string& label,
                        std::vector<BudgetRow> rows, bool same = false) {
  ColumnSpec column;
  column.kind = kind;
  column.label = label;
  column.rows = std::move(rows);
  column.same_rows = same;
  return column;
}

ReportLayout Layout() {
  using Kind = ColumnSpec::Kind;
  const ColumnSpec now = YearColumn(kYear);
  const ColumnSpec before = YearColumn(kYear - 1);
  const TableSpec income{"income-statement",
                         "",
                         {BudgetColumn(Kind::kBudget, "Budget 2024",
                                       {{"operating-income", "income", false},
                                        {"operating-costs", "costs", true},
                                        {"result-of-year", "result", false}}),
                          now, before},
                         4};
  const TableSpec account{
      "operations-account",
      "Driftredovisning 2024",
      {BudgetColumn(Kind::kBudget, "Budget 2024",
                    {{"fees", "income", false}, {"net-cost", "costs", false}}),
       now,
       BudgetColumn(Kind::kDeviation, "Avvikelse",
                    {{"fees", "income", false}, {"net-cost", "costs", false}})},
      9};
  const TableSpec costs{
      "note-3",
      "",
      {BudgetColumn(Kind::kBudget, "Budget 2024", {}, true), now, before},
      14};
  ReportLayout layout{"Årsredovisning 2024", {}};
  layout.sections = {
      {"section-1",
       "1",
       "Förvaltningsberättelse",
       {TextSpec{"text/resultat.md", 3},
        TableSpec{"multi-year-overview", "", {}, 5}},
       {{"section-1-1", "1.1", "Driftredovisning", {account}, {}}}},
      {"section-2", "2", "Resultaträkning", {income}, {}},
      {"section-3",
       "3",
       "Balansräkning och kassaflöde",
       {TableSpec{"balance-sheet", "", {}, 11},
        TableSpec{"cash-flow", "", {}, 12}},
       {}},
      {"section-4", "4", "Noter", {TableSpec{"note-2", "", {}, 13}, costs}, {}},
  };
  return layout;
}

ParsedText Text(const std::string& content) {
  std::vector<Problem> problems;
  ParsedText text = ParseText("text/resultat.md", content, &problems);
  FINSAM_CHECK(problems.empty());
  return text;
}

// Every table of a report, as it is printed.
template <typename Visit>
void ForEachPrinted(std::vector<ReportSection>& sections, const Visit& visit) {
  for (ReportSection& section : sections) {
    for (auto& block : section.blocks) {
      if (auto* table = std::get_if<Table>(&block)) visit(*table);
    }
    ForEachPrinted(section.sections, visit);
  }
}

void ChangeCells(Table& table, const std::string& id,
                 const std::optional<Value>& value) {
  for (TableRow& row : table.rows) {
    for (Cell& cell : row.cells) {
      auto* held = std::get_if<FigureCell>(&cell);
      if (held == nullptr || held->figure.id != id) continue;
      if (value.has_value()) {
        held->figure.value = *value;
      } else {
        cell = std::monostate{};
      }
    }
  }
}

TableSpec* SpecIn(std::vector<SectionSpec>& sections, const std::string& id) {
  for (SectionSpec& section : sections) {
    for (auto& content : section.content) {
      auto* table = std::get_if<TableSpec>(&content);
      if (table != nullptr && table->table_id == id) return table;
    }
    if (TableSpec* below = SpecIn(section.sections, id)) return below;
  }
  return nullptr;
}

void ChangeIndex(FigureIndex& figures, const std::string& id,
                 const std::optional<Value>& value) {
  if (!value.has_value()) {
    figures.erase(id);
    return;
  }
  figures[id].id = id;
  figures[id].value = *value;
}

}  // namespace

SampleYear::SampleYear() {
  layout = Layout();
  texts["text/resultat.md"] =
      Text("Resultatet blev {{ income-statement/result-of-year/2024 | tkr }}.");
  facts.year = kYear;
  facts.association = "Ekdalens samordningsförbund";
  facts.registration_number = "Dnr 2025:7";
  facts.tables = Statements();
  for (const Table& table : facts.tables) AddFigures(facts.figures, table);
  AddOtherFigures(&facts);
  facts.members = {
      {"Försäkringskassan", MemberKind::kState, "note-2/bidrag-staten"},
      {"Arbetsförmedlingen", MemberKind::kState, ""},
      {"Region Ekdalen", MemberKind::kRegion, "note-2/bidrag-region"},
      {"Ekdalens kommun", MemberKind::kMunicipality, "note-2/bidrag-ekdalen"},
      {"Dalby kommun", MemberKind::kMunicipality, "note-2/bidrag-dalby"},
  };
  facts.sources = {{"ledger", 3, std::string(32, 'r')}};
}

void SampleYear::Set(const std::string& id, const Value& value) {
  changed_[id] = value;
  ChangeIndex(facts.figures, id, value);
  for (Table& table : facts.tables) ChangeCells(table, id, value);
}

void SampleYear::SetKronor(const std::string& id, int64_t kronor) {
  Set(id, Kr(kronor));
}

void SampleYear::Erase(const std::string& id) {
  changed_[id] = std::nullopt;
  ChangeIndex(facts.figures, id, std::nullopt);
  for (Table& table : facts.tables) ChangeCells(table, id, std::nullopt);
}

TableRow& SampleYear::Row(const std::string& table, const std::string& row) {
  for (Table& candidate : facts.tables) {
    if (candidate.id != table) continue;
    for (TableRow& line : candidate.rows) {
      if (line.id == row) return line;
    }
  }
  FINSAM_CHECK(false);
}

TableSpec& SampleYear::Spec(const std::string& table) {
  TableSpec* found = SpecIn(layout.sections, table);
  FINSAM_CHECK(found != nullptr);
  return *found;
}

std::vector<ColumnSpec>& SampleYear::Columns(const std::string& table) {
  return Spec(table).columns;
}

Report SampleYear::Assemble() const {
  Report report = AssembleReport(layout, texts, facts);
  for (const auto& [id, value] : changed_) {
    ChangeIndex(report.figures, id, value);
    ForEachPrinted(report.sections, [&id = id, &value = value](Table& table) {
      ChangeCells(table, id, value);
    });
  }
  return report;
}

CheckResult SampleYear::Check() const {
  Report report = Assemble();
  report.audience = audience;
  return RunChecks({&report, &facts, published, typed_numbers});
}

std::string Printed(const std::string& text) {
  return absl::StrReplaceAll(text, {{" ", "\u00a0"}, {"-", "\u2212"}});
}

}  // namespace finsam::gateway

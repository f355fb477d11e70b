#include "tests/gateway/sample_report.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/text.h"

namespace finsam::gateway {
namespace {

const std::vector<TableColumn>& TwoYears() {
  static const auto* const kColumns = new std::vector<TableColumn>{
      {"2024", "2024-12-31"}, {"2023", "2023-12-31"}};
  return *kColumns;
}

const std::vector<TableColumn>& BudgetAndTwoYears() {
  static const auto* const kColumns =
      new std::vector<TableColumn>{{"budget-2024", "Budget 2024"},
                                   {"2024", "2024-12-31"},
                                   {"2023", "2023-12-31"}};
  return *kColumns;
}

constexpr RowKind kTotal = RowKind::kTotal;
constexpr RowKind kHeading = RowKind::kHeading;
constexpr RowKind kDetail = RowKind::kDetail;

Table IncomeStatement() {
  return AmountTable("income-statement", "Resultaträkning", BudgetAndTwoYears(),
                     {{"income",
                       "Verksamhetens intäkter",
                       kDetail,
                       "2",
                       {5'070'000, 5'098'058, 5'125'592}},
                      {"costs",
                       "Verksamhetens kostnader",
                       kDetail,
                       "3",
                       {-5'944'500, -5'746'718, -5'782'239}},
                      {"net",
                       "Verksamhetens resultat",
                       kTotal,
                       "",
                       {-874'500, -648'660, -656'647}},
                      {"financial",
                       "Finansiella intäkter",
                       kDetail,
                       "",
                       {0, 130'301, 151'952}},
                      {"result",
                       "Årets resultat",
                       kTotal,
                       "",
                       {-874'500, -518'359, -504'695}}});
}

Table BalanceSheet() {
  return AmountTable(
      "balance-sheet", "Balansräkning", TwoYears(),
      {{"assets", "Tillgångar", kHeading, "", {}},
       {"receivables", "Fordringar", kDetail, "4", {100'825, 174'267}},
       {"cash", "Kassa och bank", kDetail, "", {3'120'391, 3'327'228}},
       {"total-assets", "Summa tillgångar", kTotal, "", {3'221'216, 3'501'495}},
       {"funding", "Eget kapital och skulder", kHeading, "", {}},
       {"opening",
        "Balanserat från föregående år",
        kDetail,
        "",
        {2'608'640, 3'113'335}},
       {"result", "Årets resultat", kDetail, "", {-518'359, -504'695}},
       {"debts", "Kortfristiga skulder", kDetail, "5", {1'130'935, 892'854}},
       {"total-funding",
        "Summa eget kapital, avsättningar och skulder",
        kTotal,
        "",
        {3'221'216, 3'501'495}}});
}

Table Costs() {
  Table table = AmountTable(
      "note-3", "Verksamhetens kostnader", BudgetAndTwoYears(),
      {{"efforts", "Individ- och strukturinriktade insatser", kHeading, "", {}},
       {"samverkansteam",
        "Samverkansteam Finnveden",
        kDetail,
        "",
        {3'150'000, 3'182'414, 3'046'262}},
       {"it-sparet", "IT-spåret", kDetail, "", {562'500, 562'500, 562'500}},
       {"new-projects", "Utrymme nya projekt", kDetail, "", {200'000, 0, 0}},
       {"administration", "Administration", kHeading, "", {}},
       {"kansli", "Kansli", kDetail, "", {550'000, 522'574, 488'849}},
       {"chief",
        "– varav förbundschef, 35 % tjänst",
        RowKind::kOfWhich,
        "",
        {0, 397'104, 377'722}},
       {"audit", "Revision", kDetail, "", {60'000, 67'251, 51'260}},
       {"total", "Totalt", kTotal, "", {5'944'500, 5'746'718, 5'782'239}}});
  table.rows[6].cells[0] = std::monostate{};  // No budget of its own.
  return table;
}

Table Incomes() {
  return AmountTable(
      "note-2", "Verksamhetens intäkter", TwoYears(),
      {{"state",
        "Driftbidrag från staten genom Försäkringskassan",
        kDetail,
        "",
        {2'529'000, 2'529'000}},
       {"gislaved",
        "Driftbidrag från Gislaveds kommun",
        kDetail,
        "",
        {505'250, 507'900}},
       {"rounding", "Öres- och kronutjämning", kDetail, "", {-5, -2}},
       {"total", "Summa", kTotal, "", {5'098'058, 5'125'592}}});
}

FigureCell Tkr(const std::string& id, int64_t kronor) {
  return {{id, Ore{kronor * 100}, {}}, {Unit::kThousand, 0}};
}

// Years in columns, and values of every kind in rows.
Table Overview() {
  Table table{"overview", "Översikt över verksamhetens utveckling",
              "tkr",      "Belopp i tkr",
              {},         {}};
  TableRow costs{"costs", "Verksamhetens kostnader", kDetail, "", {}};
  TableRow result{"result", "Årets resultat", kDetail, "", {}};
  TableRow equity{"equity-ratio", "Soliditet", kDetail, "", {}};
  TableRow staff{"staff", "Antal anställda", kDetail, "", {}};
  TableRow women{"women", "Kvinnor i IT-spåret", kDetail, "", {}};
  for (int year = 2024; year >= 2020; --year) {
    const std::string column = absl::StrCat(year);
    const auto id = [&](const char* row) {
      return absl::StrCat("overview/", row, "/", year);
    };
    table.columns.push_back({column, column});
    costs.cells.push_back(
        Tkr(id("costs"), 5'746'718 - 200'000 * (2024 - year)));
    result.cells.push_back(
        Tkr(id("result"), -518'359 + 300'000 * (2024 - year)));
    equity.cells.push_back(FigureCell{{id("equity-ratio"), Ratio{65, 100}, {}},
                                      {Unit::kPercent, 0}});
    staff.cells.push_back(
        FigureCell{{id("staff"), Count{0}, {}}, {Unit::kCount, 0}});
    const Value few = year == 2020 ? Value() : Value(Protected{5});
    women.cells.push_back(
        FigureCell{{id("women"), few, {}}, {Unit::kCount, 0}});
  }
  table.rows = {costs, result, equity, staff, women};
  return table;
}

Table Board() {
  return {
      "board",
      "Styrelsens ledamöter",
      "",
      "Ledamot",
      {{"role", "Roll"}, {"appointed-by", "Utsedd av"}, {"from", "Från"}},
      {{"1",
        "Anna Andersson",
        kDetail,
        "",
        {std::string("Ordförande"), std::string("Gnosjö kommun"),
         FigureCell{{"board/1/from", absl::CivilDay(2023, 1, 1), {}},
                    {Unit::kDate, 0}}}},
       {"2",
        "Bo Berg",
        kDetail,
        "",
        {std::string("Vice ordförande"), std::string("Region Jönköpings län"),
         FigureCell{{"board/2/from", absl::CivilDay(2024, 4, 1), {}},
                    {Unit::kDate, 0}}}}}};
}

Table Goals() {
  const auto row = [](const char* id, const char* goal, const char* verdict,
                      const char* comment) {
    return TableRow{
        id, goal, kDetail, "", {std::string(verdict), std::string(comment)}};
  };
  return {
      "goals",
      "Måluppfyllelse",
      "",
      "Åtagande",
      {{"verdict", "Bedömning"}, {"comment", "Kommentar"}},
      {row("1",
           "Minst fyra av fem deltagare ska vid avslut känna sig redo att "
           "arbeta eller studera.",
           "Ej uppfyllt",
           "Enkäten till avslutade deltagare nådde inte ända fram."),
       row("2", "Alla medlemmar ska erbjudas stöd i metodfrågor.", "Uppfyllt",
           "Stöd har erbjudits samtliga parter, och kommunernas "
           "arbetsmarknadsenheter har tagit emot det.")}};
}

void AddRevision(const char* service, int64_t revision, char byte,
                 v1::Report* report) {
  auto* source = report->add_sources();
  source->set_service(service);
  source->set_revision(revision);
  source->set_root(std::string(32, byte));
}

v1::Section* Number(v1::Section* section, const std::string& number) {
  section->set_number(number);
  section->set_id(absl::StrCat("section-", number));
  return section;
}

void AddDirectorsReport(v1::Report* report) {
  v1::Section* story = report->add_sections();
  *story =
      TextSection("Förvaltningsberättelse",
                  "Här beskrivs året i stort.\n\n"
                  "#### Målgrupp\n\n"
                  "Målgruppen är personer i åldern {{ \"16–64 år\" }} som "
                  "behöver samordnat stöd, enligt\n"
                  "[finsamlagen](https://www.riksdagen.se/lag?a=1&b=2).\n");
  Number(story, "1");
  *Number(story->add_sections(), "1.1") =
      TableSection("Översikt över verksamhetens utveckling", Overview());
  Number(story->mutable_sections(0), "1.1");
  *story->add_sections() = TableSection("Styrelse och möten", Board());
  Number(story->mutable_sections(1), "1.2");
  *story->add_sections() = TextSection(
      "Ekonomisk ställning",
      "Årets resultat blev **{{ income-statement/result/2024 | tkr }}**, och "
      "{{ income-statement/result/2024 | tkr abs }} av det egna kapitalet "
      "användes till insatser:\n\n"
      "1. *Samverkansteamet* fick den största delen.\n"
      "2. IT-spåret fortsatte som förut.\n"
      "   - med plats för fler, och\n"
      "   - med en ny utförare.\n\n"
      "> Styrelsen bedömer att en god ekonomisk hushållning har uppnåtts.\n\n"
      "Se `{{ income-statement/result/2024 }}` i resultaträkningen.\n");
  Number(story->mutable_sections(2), "1.3");
}

void AddNotes(v1::Report* report) {
  v1::Section* notes = report->add_sections();
  notes->set_title("Noter");
  Number(notes, "4");
  v1::Section* principles = notes->add_sections();
  *principles = TextSection(
      "Not 1. Redovisningsprinciper",
      "Årsredovisningen följer i tillämpliga delar lagen "
      "({{ \"2018:597\" }}) om kommunal bokföring och redovisning.\n");
  principles->set_id("section-not-1");
  *notes->add_sections() =
      TableSection("Not 2. Verksamhetens intäkter", Incomes());
  notes->mutable_sections(1)->set_id("section-not-2");
  *notes->add_sections() =
      TableSection("Not 3. Verksamhetens kostnader", Costs());
  notes->mutable_sections(2)->set_id("section-not-3");
}

}  // namespace

Table AmountTable(const std::string& id, const std::string& title,
                  const std::vector<TableColumn>& columns,
                  const std::vector<AmountRow>& rows) {
  Table table{id, title, "kr", "Belopp i kr", columns, {}};
  for (const AmountRow& row : rows) {
    TableRow added{row.id, row.label, row.kind, row.note, {}};
    for (size_t i = 0; i < row.kronor.size(); ++i) {
      added.cells.push_back(
          FigureCell{{absl::StrCat(id, "/", row.id, "/", columns[i].id),
                      Ore{row.kronor[i] * 100},
                      {"ledger", 12, "sum", {}, {}, {}}},
                     {Unit::kKronor, 0}});
    }
    table.rows.push_back(std::move(added));
  }
  return table;
}

v1::Section TextSection(const std::string& title, const std::string& file,
                        const Value& value) {
  std::vector<Problem> problems;
  const ParsedText parsed = ParseText("text/prov.md", file, &problems);
  FINSAM_CHECK(problems.empty());
  v1::Section section;
  section.set_id("section-text");
  section.set_title(title);
  v1::Text* text = section.add_blocks()->mutable_text();
  text->set_file("text/prov.md");
  text->set_markdown(parsed.markdown);
  for (const TextReference& reference : parsed.references) {
    auto* added = text->add_references();
    ToProto(Figure{reference.figure_id, value, {}}, added->mutable_figure());
    ToProto(reference.display.value_or(DefaultDisplay(value)),
            added->mutable_display());
    added->set_printed(PrintReference(value, reference));
  }
  return section;
}

v1::Section TableSection(const std::string& title, const Table& table) {
  v1::Section section;
  section.set_id("section-table");
  section.set_title(title);
  ToProto(table, section.add_blocks()->mutable_table());
  return section;
}

v1::Report SampleReport() {
  v1::Report report;
  report.set_name("associations/2220001511/fiscalYears/2024/annualReport");
  report.set_title("Årsredovisning 2024");
  report.set_association("Finnvedens samordningsförbund");
  report.set_registration_number("Dnr 2025:02 / 2");
  report.set_fiscal_year(2024);
  *report.add_sections() = TextSection(
      "Ordföranden har ordet",
      "Ännu ett år har gått, och förbundets största satsning är alltjämt "
      "Samverkansteam Finnveden. Medarbetarna möter människor där de är och "
      "hjälper dem vidare mot arbete, hälsa och livskvalitet.\n\n"
      "Av det upparbetade kapitalet har "
      "{{ income-statement/result/2024 | tkr abs }} kommit till nytta för dem "
      "som bäst behöver det.\n\n"
      "*Anna Andersson*  \nOrdförande\n");
  AddDirectorsReport(&report);
  *report.add_sections() = TableSection("Resultaträkning", IncomeStatement());
  Number(report.mutable_sections(2), "2");
  *report.add_sections() = TableSection("Balansräkning", BalanceSheet());
  Number(report.mutable_sections(3), "3");
  AddNotes(&report);
  *report.add_sections() = TableSection("Bilaga 1: Årets mål", Goals());
  report.mutable_sections(5)->set_id("section-bilaga-1");
  AddRevision("ledger", 12, '\x3f', &report);
  AddRevision("budget", 2, '\xa4', &report);
  AddRevision("governance", 5, '\x0b', &report);
  return report;
}

v1::CheckReportResponse SampleFindings() {
  v1::CheckReportResponse response;
  v1::Finding* error = response.add_findings();
  error->set_id("NT-2/note-2/total/2024");
  error->set_check("NT-2");
  error->set_severity(v1::Finding::ERROR);
  error->set_message("Summan i not 2 är inte summan av dess rader.");
  error->add_figure_ids("note-2/total/2024");
  error->set_found("5 098 058");
  error->set_expected("3 034 245");
  error->set_source("Lag (2018:597) om kommunal bokföring och redovisning");
  v1::Finding* loose = response.add_findings();
  loose->set_id("TX-1/text/ordforanden.md/5");
  loose->set_check("TX-1");
  loose->set_severity(v1::Finding::EXPLAIN);
  loose->set_message("Talet 500.000 kr hör inte till någon figur.");
  loose->set_found("500.000 kr");
  return response;
}

}  // namespace finsam::gateway

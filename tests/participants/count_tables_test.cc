// layouts/counts.yaml, and the tables that it makes of figures: those of the
// annual reports come out cell by cell.

#include "services/participants/domain/count_tables.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/participants/counts_layout_file.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

TableLayout Read(const std::string& content, std::vector<Problem>* problems) {
  return ReadCountsLayoutFile(content, 2023, problems);
}

// The tables of a good layout.
std::vector<Table> Made(const std::string& content,
                        const std::vector<Figure>& figures,
                        std::vector<Problem>* warnings) {
  const TableLayout layout = Read(content, warnings);
  EXPECT_THAT(test::Reasons(*warnings), IsEmpty());
  return MakeCountTables(layout, FigureIndex(figures), kCountsLayoutFile,
                         warnings);
}

// As it is printed: "Enter;24;38", blank cells empty, no-break blanks plain.
std::vector<std::string> Printed(const Table& table) {
  std::vector<std::string> lines;
  for (const TableRow& row : table.rows) {
    std::vector<std::string> cells = {row.label};
    for (const Cell& cell : row.cells) {
      const auto* held = std::get_if<FigureCell>(&cell);
      cells.push_back(held == nullptr ? "" : PrintedText(*held));
    }
    lines.push_back(
        absl::StrReplaceAll(absl::StrJoin(cells, ";"), {{"\u00a0", " "}}));
  }
  return lines;
}

std::vector<std::string> TermsOf(const TableRow& row) {
  std::vector<std::string> terms;
  for (const RowTerm& term : row.terms) {
    EXPECT_EQ(term.factor, 1);
    terms.push_back(term.row);
  }
  return terms;
}

// Figures as a table of ids and counts: `row` says an initiative's slug and
// its counts, "-" for none, in the order of `paths`, each with one '*' for it.
void AddCounts(const std::vector<std::string>& paths, absl::string_view row,
               std::vector<Figure>* figures) {
  const std::vector<std::string> words = absl::StrSplit(row, ' ');
  ASSERT_EQ(words.size(), paths.size() + 1) << row;
  for (size_t i = 0; i < paths.size(); ++i) {
    if (words[i + 1] == "-") continue;
    int64_t count = 0;
    ASSERT_TRUE(absl::SimpleAtoi(words[i + 1], &count));
    figures->push_back(
        MakeFigure(absl::StrReplaceAll(paths[i], {{"*", words[0]}}),
                   Count{count}, "reported", 1));
  }
}

constexpr char kVatterbygden[] = R"(tables:
  - id: deltagare
    title: Deltagare {year}
    row-header: Insats
    remark: Röjandekontrollerad.
    chart: bars
    rows:
      - {label: Enter, initiative: Enter}
      - {label: NOVA, initiative: NOVA}
      - {label: FIA, initiative: FIA}
      - {label: IT-spåret, initiative: IT-spåret}
      - {label: Koll på förmåga, initiative: Koll på förmåga}
      - {label: Totalt, initiative: total, kind: total}
    columns:
      - {label: Kvinnor, measure: deltagare, gender: kvinnor}
      - {label: Män, measure: deltagare, gender: män}
      - {label: Varav nya, measure: nya}
      - {label: Avslutade, measure: avslutade, gender: totalt}
      - {label: Off försörjn, average: År i offentlig försörjning}
      - label: Arbete
        measure: avslutade
        breakdown: avslutsorsak
        value: arbete
      - label: Studier
        measure: avslutade
        breakdown: avslutsorsak
        value: studier
      - label: Arb.rehab
        measure: avslutade
        breakdown: avslutsorsak
        value: Arb.rehab
      - label: Sjukdom
        measure: avslutade
        breakdown: avslutsorsak
        value: sjukdom
      - label: Annat skäl
        measure: avslutade
        breakdown: avslutsorsak
        value: annat skäl
)";

std::vector<Figure> VatterbygdenFigures() {
  const std::string exits = "participants/*/avslutade/avslutsorsak/";
  const std::vector<std::string> paths = {
      "participants/*/deltagare/women/2023",
      "participants/*/deltagare/men/2023",
      "participants/*/nya/total/2023",
      "participants/*/avslutade/total/2023",
      exits + "arbete/total/2023",
      exits + "studier/total/2023",
      exits + Slug("Arb.rehab") + "/total/2023",
      exits + "sjukdom/total/2023",
      exits + "annat-skal/total/2023"};
  std::vector<Figure> figures;
  for (const char* row :
       {"enter 24 38 19 20 4 5 3 7 1", "nova 27 17 27 40 2 1 19 9 9",
        "fia 23 13 19 14 2 1 3 9 0", "it-sparet 0 4 4 0 - - - - -",
        "koll-pa-formaga 35 27 39 - - - - - -",
        "total 109 99 108 74 8 7 25 25 10"}) {
    AddCounts(paths, row, &figures);
  }
  for (const auto& [initiative, tenths] :
       {std::pair("enter", 32), std::pair("nova", 53), std::pair("fia", 57)}) {
    figures.push_back(
        MakeFigure(absl::StrCat("averages/", initiative,
                                "/ar-i-offentlig-forsorjning/average/2023"),
                   Ratio{tenths, 10}, "reported", 1));
  }
  return figures;
}

TEST(CountTablesTest, RebuildsTheTableOfSodraVatterbygden2023) {
  std::vector<Problem> warnings;
  const std::vector<Table> tables =
      Made(kVatterbygden, VatterbygdenFigures(), &warnings);
  EXPECT_THAT(warnings, IsEmpty());
  ASSERT_THAT(tables, SizeIs(1));
  const Table& table = tables[0];
  EXPECT_EQ(table.id, "deltagare");
  EXPECT_EQ(table.title, "Deltagare 2023");
  EXPECT_EQ(table.row_header, "Insats");
  EXPECT_EQ(table.remark, "Röjandekontrollerad.");
  EXPECT_EQ(table.columns[9].id, "annat-skal");
  EXPECT_THAT(
      Printed(table),
      ElementsAre("Enter;24;38;19;20;3,2;4;5;3;7;1",
                  "NOVA;27;17;27;40;5,3;2;1;19;9;9",
                  "FIA;23;13;19;14;5,7;2;1;3;9;0", "IT-spåret;0;4;4;0;;;;;;",
                  "Koll på förmåga;35;27;39;;;;;;;",
                  "Totalt;109;99;108;74;;8;7;25;25;10"));
  EXPECT_EQ(table.rows[5].kind, RowKind::kTotal);
  EXPECT_THAT(
      TermsOf(table.rows[5]),
      ElementsAre("enter", "nova", "fia", "it-sparet", "koll-pa-formaga"));
}

// A sum that is none in one column, or that a reader cannot see through, is
// no sum.
TEST(CountTablesTest, HasTermsOnlyWhereTheSumIsTrue) {
  for (const Value& other : {Value(Count{25}), Value(Protected{5})}) {
    std::vector<Figure> figures = VatterbygdenFigures();
    ASSERT_EQ(figures[0].id, "participants/enter/deltagare/women/2023");
    figures[0].value = other;
    std::vector<Problem> warnings;
    const std::vector<Table> tables = Made(kVatterbygden, figures, &warnings);
    EXPECT_THAT(TermsOf(tables[0].rows[5]), IsEmpty());
  }
}

TEST(CountTablesTest, PrintsWhatIsProtectedAsProtected) {
  std::vector<Figure> figures = VatterbygdenFigures();
  figures[4].value = Protected{5};
  std::vector<Problem> warnings;
  const std::vector<Table> tables = Made(kVatterbygden, figures, &warnings);
  EXPECT_THAT(Printed(tables[0]), Contains("Enter;24;38;19;20;3,2;..;5;3;7;1"));
  EXPECT_THAT(warnings, IsEmpty());
}

TEST(CountTablesTest, RebuildsTheTableOfFinnveden2017) {
  constexpr char kLayout[] = R"(tables:
  - id: deltagare-halvar
    title: Deltagare
    period: "{year-6}-01..{year-6}-06"
    columns:
      - {label: JCU Värnamo, initiative: JCU Värnamo}
      - {label: Navigator pedagog, initiative: Navigator pedagog}
      - {label: SE/IPS Gislaved, initiative: SE/IPS Gislaved}
      - {label: SE/IPS Gnosjö, initiative: SE/IPS Gnosjö}
      - {label: SE/IPS Värnamo, initiative: SE/IPS Värnamo}
      - {label: Vidare i Gnosjö, initiative: Vidare i Gnosjö}
      - {label: IT-spåret, initiative: IT-spåret}
      - {label: Totalt, initiative: Totalt}
    rows:
      - {label: Deltagande män, measure: deltagare, gender: män}
      - {label: Deltagande kvinnor, measure: deltagare, gender: kvinnor}
      - {label: Avslutade män, measure: avslutade, gender: män}
      - {label: Avslutade kvinnor, measure: avslutade, gender: kvinnor}
      - label: Arbete män
        measure: avslutade
        gender: män
        breakdown: Orsak
        value: Arbete
      - label: Arbete kvinnor
        measure: avslutade
        gender: kvinnor
        breakdown: Orsak
        value: Arbete
      - label: Studier män
        measure: avslutade
        gender: män
        breakdown: Orsak
        value: Studier
      - label: Studier kvinnor
        measure: avslutade
        gender: kvinnor
        breakdown: Orsak
        value: Studier
)";
  std::vector<std::string> paths;
  for (const char* path : {"deltagare", "avslutade", "avslutade/orsak/arbete",
                           "avslutade/orsak/studier"}) {
    for (const char* gender : {"men", "women"}) {
      paths.push_back(absl::StrCat("participants/*/", path, "/", gender,
                                   "/2017-01..2017-06"));
    }
  }
  std::vector<Figure> figures;
  for (const char* row :
       {"jcu-varnamo 36 29 16 7 7 3 4 2", "navigator-pedagog 17 11 7 3 5 1 3 0",
        "se-ips-gislaved 8 11 2 3 1 3 0 0", "se-ips-gnosjo 9 7 5 3 3 3 0 0",
        "se-ips-varnamo 14 7 5 1 2 1 3 0", "vidare-i-gnosjo 8 20 6 6 4 4 1 1",
        "it-sparet 2 1 0 1 0 0 0 0", "totalt 94 86 41 24 22 15 11 3"}) {
    AddCounts(paths, row, &figures);
  }
  std::vector<Problem> warnings;
  const std::vector<Table> tables = Made(kLayout, figures, &warnings);
  EXPECT_THAT(warnings, IsEmpty());
  EXPECT_THAT(Printed(tables[0]),
              ElementsAre("Deltagande män;36;17;8;9;14;8;2;94",
                          "Deltagande kvinnor;29;11;11;7;7;20;1;86",
                          "Avslutade män;16;7;2;5;5;6;0;41",
                          "Avslutade kvinnor;7;3;3;3;1;6;1;24",
                          "Arbete män;7;5;1;3;2;4;0;22",
                          "Arbete kvinnor;3;1;3;3;1;4;0;15",
                          "Studier män;4;3;0;0;3;1;0;11",
                          "Studier kvinnor;2;0;0;0;0;1;0;3"));
}

// Indicators over years, with a question that was asked from one year on.
std::vector<Figure> IndicatorFigures() {
  std::vector<Figure> figures;
  const auto add = [&figures](const char* path, Value value) {
    figures.push_back(MakeFigure(absl::StrCat("surveys/indikatorer/", path),
                                 value, "ratio", 1));
  };
  add("nytta/share/2023", Ratio{58, 62});
  add("nytta/published/2022", Ratio{92, 100});
  add("nytta/share/2022", Ratio{46, 50});
  add("kontakt/share/2023", Ratio{50, 60});
  add("nytta/answers/2023", Count{62});
  add("nytta/women/share/2023", Ratio{33, 35});
  return figures;
}

TEST(CountTablesTest, ShowsIndicatorsByYearAndByQuestion) {
  constexpr char kLayout[] = R"(tables:
  - id: indikatorer
    title: Pågående
    chart: lines
    rows:
      - {label: "{year}", period: "{year}"}
      - {label: "{year-1}", period: "{year-1}"}
    columns:
      - {label: Nytta, survey: Indikatorer, question: Nytta}
      - {label: Kontakt, survey: Indikatorer, question: Kontakt, decimals: 1}
  - id: indikatorer-2
    title: Pågående
    columns:
      - {label: "2023", period: "2023"}
      - {label: "2022", period: "2022"}
    rows:
      - {label: Nytta, survey: Indikatorer, question: Nytta, show: share}
      - {label: Tryckt, survey: Indikatorer, question: Nytta, show: published}
      - {label: Kontakt, survey: Indikatorer, question: Kontakt}
      - {label: Svar, survey: Indikatorer, question: Nytta, show: answers}
      - {label: Kvinnor, survey: Indikatorer, question: Nytta, gender: kvinnor}
)";
  std::vector<Problem> warnings;
  const std::vector<Table> tables =
      Made(kLayout, IndicatorFigures(), &warnings);
  EXPECT_THAT(warnings, IsEmpty());
  ASSERT_THAT(tables, SizeIs(2));
  EXPECT_THAT(Printed(tables[0]),
              ElementsAre("2023;94 %;83,3 %", "2022;92 %;"));
  EXPECT_THAT(Printed(tables[1]),
              ElementsAre("Nytta;94 %;92 %", "Tryckt;;92 %", "Kontakt;83 %;",
                          "Svar;62;", "Kvinnor;94 %;"));
  EXPECT_THAT(tables[0].charts,
              ElementsAre(TableChart{TableChart::Kind::kLines}));
  EXPECT_THAT(tables[1].charts, IsEmpty());
}

TEST(CountTablesTest, CrossesTwoBreakdowns) {
  constexpr char kLayout[] = R"(tables:
  - id: kors
    title: Kors
    rows:
      - label: 16–29
        initiative: Enter
        measure: deltagare
        breakdown: ålder
        value: 16–29
      - {label: Alla åldrar, initiative: Enter, measure: deltagare}
    columns:
      - {label: Habo, breakdown: kommun, value: Habo}
      - label: Andel i Habo
        breakdown: kommun
        value: Habo
        show: share-of-whole
        decimals: 1
      - {label: Alla kommuner}
)";
  std::vector<Problem> problems;
  const TableLayout layout = Read(kLayout, &problems);
  ASSERT_THAT(test::Reasons(problems), IsEmpty());
  const LaidOutTable& table = layout.tables[0];
  const auto id = [&table](size_t row, size_t column) {
    return CellFigureId(table, table.rows[row], table.columns[column]).value();
  };
  // In the order of the breakdowns' names by their bytes: å is after k.
  EXPECT_EQ(id(0, 0),
            "participants/enter/deltagare/kommun.alder/habo.16-29/total/2023");
  EXPECT_EQ(id(0, 2), "participants/enter/deltagare/alder/16-29/total/2023");
  EXPECT_EQ(id(1, 1),
            "participants/enter/deltagare/kommun/habo/total/share/2023");
  EXPECT_EQ(id(1, 2), "participants/enter/deltagare/total/2023");
}

TEST(CountTablesTest, NamesNoFigureWhereRowAndColumnDoNotGoTogether) {
  LaidOutTable table;
  table.period = "2023";
  const auto select =
      [](std::vector<std::pair<SelectionKey, std::string>> said) {
        Selection selection;
        for (auto& [key, text] : said) selection.of(key) = text;
        return selection;
      };
  using K = SelectionKey;
  const Selection none;
  const Selection enter = select({{K::kInitiative, "Enter"}});
  const Selection average = select({{K::kAverage, "Tid"}});
  const Selection question =
      select({{K::kSurvey, "Enkät"}, {K::kQuestion, "Nytta"}});
  const Selection women = select({{K::kGender, "kvinnor"}});
  Selection enter_new = enter;
  enter_new.of(K::kMeasure) = "nya";
  Selection enter_average = enter;
  enter_average.of(K::kAverage) = "Tid";
  EXPECT_EQ(CellFigureId(table, none, none), std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter, none), std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter, women), std::nullopt);
  EXPECT_EQ(CellFigureId(table, none, average), std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter, question), std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter_new, average), std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter_average, women), std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter_new, select({{K::kShow, "answers"}})),
            std::nullopt);
  EXPECT_EQ(CellFigureId(table, select({{K::kSurvey, "Enkät"}}), none),
            std::nullopt);
  EXPECT_EQ(CellFigureId(table, enter_average, select({{K::kShow, "persons"}})),
            "averages/enter/tid/persons/2023");
  EXPECT_EQ(CellFigureId(table, question, women),
            "surveys/enkat/nytta/women/share/2023");
  EXPECT_EQ(CellFigureId(table, select({{K::kFigure, "a/b"}}), none), "a/b");
}

constexpr char kGrouped[] = R"(tables:
  - id: grupper
    title: Grupper
    rows:
      - {label: Deltagare, kind: heading}
      - {label: Enter, figure: a/1}
      - {label: NOVA, figure: a/2}
      - {label: Summa, figure: a/3, kind: total}
      - {label: Avslutade, kind: heading}
      - {label: Enter, figure: b/1}
      - {label: Allt, figure: c/1, kind: total}
      - {label: Ingenting, figure: c/2, kind: total}
    columns:
      - {label: Antal}
)";

TEST(CountTablesTest, SumsGroupsAndTheWhole) {
  std::vector<Figure> figures;
  for (const auto& [id, count] :
       {std::pair("a/1", 3), std::pair("a/2", 4), std::pair("a/3", 7),
        std::pair("b/1", 5), std::pair("c/1", 12), std::pair("c/2", 13)}) {
    figures.push_back(MakeFigure(id, Count{count}, "reported", 1));
  }
  std::vector<Problem> warnings;
  const Table table = Made(kGrouped, figures, &warnings)[0];
  EXPECT_EQ(table.rows[0].id, "heading/deltagare");
  EXPECT_THAT(table.rows[0].cells, IsEmpty());
  EXPECT_THAT(TermsOf(table.rows[3]),
              ElementsAre("deltagare/enter", "deltagare/nova"));
  EXPECT_THAT(
      TermsOf(table.rows[6]),
      ElementsAre("deltagare/enter", "deltagare/nova", "avslutade/enter"));
  EXPECT_THAT(TermsOf(table.rows[7]), IsEmpty());
}

TEST(CountTablesTest, WarnsOfRowsAndColumnsWithoutFigures) {
  std::vector<Figure> figures = VatterbygdenFigures();
  std::string layout = absl::StrReplaceAll(
      kVatterbygden, {{"initiative: FIA", "initiative: Fias"},
                      {"average: År i", "average: Månader i"}});
  std::vector<Problem> warnings;
  const std::vector<Table> tables = Made(layout, figures, &warnings);
  ASSERT_THAT(test::Reasons(warnings),
              ElementsAre("LAYOUT_ROW_EMPTY", "LAYOUT_ROW_EMPTY"));
  EXPECT_EQ(warnings[0].severity, Severity::kWarning);
  EXPECT_EQ(warnings[0].file, "layouts/counts.yaml");
  EXPECT_EQ(warnings[0].line, 10);
  EXPECT_EQ(warnings[0].field, "rows");
  EXPECT_EQ(warnings[0].found, "participants/fias/deltagare/women/2023");
  EXPECT_EQ(warnings[0].expected, "participants/fia/deltagare/women/2023");
  EXPECT_EQ(warnings[1].line, 19);
  EXPECT_EQ(warnings[1].field, "columns");
  EXPECT_THAT(Printed(tables[0]), Contains("FIA;;;;;;;;;;"));
}

// The one problem of the good layout with `from` replaced by `to`.
Problem OnlyProblem(absl::string_view from, absl::string_view to) {
  std::vector<Problem> problems;
  Read(absl::StrReplaceAll(kVatterbygden, {{from, to}}), &problems);
  EXPECT_THAT(problems, SizeIs(1))
      << to << "\n"
      << ::testing::PrintToString(test::Reasons(problems));
  return problems.empty() ? Problem{} : problems[0];
}

TEST(LayoutFileTest, RefusesWithLineAndField) {
  struct Case {
    const char* from;
    const char* to;
    const char* reason;
    int64_t line;
    const char* field;
  };
  const Case cases[] = {
      {"id: deltagare", "id: Deltagare 2023", "LAYOUT_MALFORMED", 2, "id"},
      {"id: deltagare", "id: participants", "LAYOUT_DUPLICATE", 2, "id"},
      {"title: Deltagare {year}", "title: \"\"", "YAML_KEY_MISSING", 3,
       "title"},
      {"title: Deltagare {year}", "title: Deltagare {år}", "LAYOUT_MALFORMED",
       3, "title"},
      {"chart: bars", "chart: pie", "FIELD_INVALID", 6, "chart"},
      {"chart: bars", "chart-columns: Män", "LAYOUT_MALFORMED", 6,
       "chart-columns"},
      {"chart: bars", "chart-columns: Mann\n    chart: bars",
       "LAYOUT_MALFORMED", 6, "chart-columns"},
      {"chart: bars", "period: 2023-13..2024-01", "PERIOD_INVALID", 2,
       "period"},
      {"label: NOVA", "label: Enter", "LAYOUT_DUPLICATE", 9, "label"},
      {"label: NOVA", "label: –", "LAYOUT_MALFORMED", 9, "label"},
      {"label: Män", "label: kvinnor", "LAYOUT_DUPLICATE", 16, "label"},
      {"measure: nya", "measure: nytt", "LAYOUT_MALFORMED", 17, "measure"},
      {"gender: totalt", "gender: alla", "LAYOUT_MALFORMED", 18, "gender"},
      {"gender: totalt", "show: allt", "LAYOUT_MALFORMED", 18, "show"},
      {"gender: totalt", "decimals: 4", "LAYOUT_MALFORMED", 18, "decimals"},
      {"gender: totalt", "decimals: \"\"", "YAML_KEY_MISSING", 18, "decimals"},
      {"gender: totalt", "period: i år", "PERIOD_INVALID", 18, "period"},
      {"\n        value: arbete", "", "LAYOUT_MALFORMED", 20, "value"},
      {"{label: Enter, initiative: Enter}",
       "{label: Enter, initiative: Enter, kind: heading}", "LAYOUT_MALFORMED",
       8, "kind"},
      {"kind: total", "kind: sum", "FIELD_INVALID", 13, "kind"},
      {"gender: totalt", "kind: total", "YAML_KEY_UNKNOWN", 18, "kind"},
      {"gender: totalt", "colour: red", "YAML_KEY_UNKNOWN", 18, "colour"},
  };
  for (const Case& wrong : cases) {
    const Problem problem = OnlyProblem(wrong.from, wrong.to);
    EXPECT_EQ(problem.reason, wrong.reason) << wrong.to;
    EXPECT_EQ(problem.line, wrong.line) << wrong.to;
    EXPECT_EQ(problem.field, wrong.field) << wrong.to;
    EXPECT_EQ(problem.file, "layouts/counts.yaml");
    EXPECT_FALSE(problem.message.empty());
  }
}

TEST(LayoutFileTest, RefusesWhatCouldMeanTwoThings) {
  struct Case {
    const char* from;
    const char* to;
    const char* field;
    int64_t line;
  };
  const Case cases[] = {
      // Both in a row and in a column.
      {"initiative: NOVA", "initiative: NOVA, measure: nya", "measure", 9},
      {"initiative: NOVA", "initiative: NOVA, gender: män", "gender", 9},
      {"gender: totalt", "initiative: FIA", "initiative", 8},
      {"gender: totalt", "figure: a/b", "label", 18},
      {"average: År", "survey: E, question: Q, average: År", "label", 19},
      {"average: År", "measure: nya, average: År", "label", 19},
  };
  for (const Case& wrong : cases) {
    std::vector<Problem> problems;
    Read(absl::StrReplaceAll(kVatterbygden, {{wrong.from, wrong.to}}),
         &problems);
    ASSERT_FALSE(problems.empty()) << wrong.to;
    EXPECT_EQ(problems[0].reason, "LAYOUT_AMBIGUOUS") << wrong.to;
    EXPECT_EQ(problems[0].field, wrong.field) << wrong.to;
    EXPECT_EQ(problems[0].line, wrong.line) << wrong.to;
  }
  // A part of one breakdown is not another part of the same.
  std::vector<Problem> problems;
  Read(absl::StrReplaceAll(
           kVatterbygden,
           {{"initiative: NOVA",
             "initiative: NOVA, breakdown: Avslutsorsak, value: flytt"}}),
       &problems);
  EXPECT_THAT(test::Reasons(problems),
              ElementsAre("LAYOUT_AMBIGUOUS", "LAYOUT_AMBIGUOUS"));
  // A figure is all that a cell is about.
  problems.clear();
  Read(
      absl::StrReplaceAll(kVatterbygden, {{"initiative: NOVA", "figure: a/b"}}),
      &problems);
  ASSERT_FALSE(problems.empty());
  EXPECT_THAT(test::Reasons(problems),
              ::testing::Each(std::string("LAYOUT_AMBIGUOUS")));
}

TEST(LayoutFileTest, RefusesWhatIsNoLayout) {
  for (const char* bad :
       {"", "tables:\n", "tables: []\n", "tables: {id: a}\n",
        "tables:\n  - a\n", "tables:\n  - {id: a, title: A}\n",
        "tables:\n  - {id: a, title: A, rows: [{label: a}]}\n",
        "tables:\n  - {id: a, title: A, rows: [a], columns: [{label: b}]}\n",
        "tables:\n  - {id: a, title: Deltagare {year}}\n", "\x00", "a: &b c"}) {
    std::vector<Problem> problems;
    Read(bad, &problems);
    EXPECT_FALSE(problems.empty()) << bad;
  }
}

TEST(LayoutFileTest, TakesNoMoreThanItsLimits) {
  const auto list = [](size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) {
      absl::StrAppend(&text, "      - {label: r", i, "}\n");
    }
    return text;
  };
  const auto table = [&list](size_t rows, size_t columns) {
    return absl::StrCat("tables:\n  - id: a\n    title: A\n    rows:\n",
                        list(rows), "    columns:\n", list(columns));
  };
  std::vector<Problem> problems;
  Read(table(kLayoutRowsMax, kLayoutColumnsMax), &problems);
  EXPECT_THAT(test::Reasons(problems), IsEmpty());
  Read(table(kLayoutRowsMax + 1, 1), &problems);
  Read(table(1, kLayoutColumnsMax + 1), &problems);
  EXPECT_THAT(test::Reasons(problems),
              ElementsAre("LAYOUT_MALFORMED", "LAYOUT_MALFORMED"));
  EXPECT_EQ(problems[0].field, "rows");
  EXPECT_EQ(problems[1].field, "columns");
  EXPECT_EQ(OnlyProblem("Röjandekontrollerad", std::string(1001, 'a')).field,
            "remark");
}

TEST(LayoutFileTest, RefusesPersons) {
  const Problem problem =
      OnlyProblem("initiative: NOVA", "initiative: Anna 850709-9805");
  EXPECT_EQ(problem.reason, "PERSONAL_DATA");
  EXPECT_EQ(problem.line, 9);
  EXPECT_EQ(problem.found, "");
}

}  // namespace
}  // namespace finsam::participants

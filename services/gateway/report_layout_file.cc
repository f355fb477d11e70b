#include "services/gateway/report_layout_file.h"

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/figure/figure.h"
#include "common/files/yaml.h"

namespace finsam::gateway {
namespace {

constexpr char kSame[] = "same";

class LayoutReader {
 public:
  LayoutReader(absl::string_view file_name, absl::string_view content,
               std::vector<Problem>* problems)
      : file_(file_name, content, problems) {
    for (const ReportKind kind : {ReportKind::kInterim, ReportKind::kPlan}) {
      if (file_name == LayoutFileOf(kind)) kind_ = kind;
    }
  }

  ReportLayout Read() {
    YamlMap root = file_.Root();
    ReportLayout layout;
    layout.title = root.RequireText("title");
    layout.kind = kind_;
    ReadThrough(root, &layout);
    layout.outcomes = root.Text("outcomes").value_or("");
    layout.outcomes_line = root.LineOf("outcomes");
    layout.opening_capital = root.Text("opening-capital").value_or("");
    layout.opening_capital_line = root.LineOf("opening-capital");
    for (YamlMap& section : root.Maps("sections")) {
      layout.sections.push_back(ReadSection(section, 1));
    }
    if (layout.sections.empty()) {
      root.AddProblem("sections", "REPORT_EMPTY", "rapporten har inga avsnitt");
    }
    root.Finish();
    return layout;
  }

 private:
  static void ReadThrough(YamlMap& root, ReportLayout* layout) {
    const std::string text = root.Text("through").value_or("");
    layout->through_line = root.LineOf("through");
    const bool interim = layout->kind == ReportKind::kInterim;
    if (text.empty() && !interim) return;
    int year = 0;
    int month = 0;
    if (interim && text.size() == 7 && text[4] == '-' &&
        absl::SimpleAtoi(text.substr(0, 4), &year) &&
        absl::SimpleAtoi(text.substr(5), &month) && year >= 1 && month >= 1 &&
        month <= 12) {
      layout->through = year * 100 + month;
      return;
    }
    root.AddProblem("through", "REPORT_THROUGH",
                    interim ? "en delårsrapport säger sin sista månad"
                            : "bara en delårsrapport slutar i en månad",
                    text, interim ? "through: 2017-06" : "");
  }

  SectionSpec ReadSection(YamlMap& map, int depth) {
    SectionSpec section;
    section.number = map.Text("number").value_or("");
    section.title = map.RequireText("title");
    section.id = UniqueId(section);
    if (++section_count_ > kSectionsMax || depth > kSectionDepthMax) {
      map.AddProblem(
          "", "REPORT_TOO_LARGE",
          absl::StrCat("fler än ", kSectionsMax, " avsnitt eller djupare än ",
                       kSectionDepthMax, " nivåer"));
      return section;
    }
    for (YamlMap& content : map.Maps("content")) {
      ReadContent(content, &section);
    }
    for (YamlMap& child : map.Maps("sections")) {
      section.sections.push_back(ReadSection(child, depth + 1));
    }
    map.Finish();
    return section;
  }

  std::string UniqueId(const SectionSpec& section) {
    const std::string slug =
        Slug(section.number.empty() ? section.title : section.number);
    // "1.4" must not fall together with "14": keep the point as '-'.
    const std::string stem = absl::StrCat("section-", slug);
    std::string id = stem;
    for (int copy = 2; !ids_.insert(id).second; ++copy) {
      id = absl::StrCat(stem, "-", copy);
    }
    return id;
  }

  void ReadContent(YamlMap& map, SectionSpec* section) {
    const std::optional<std::string> text = map.Text("text");
    const std::optional<std::string> table = map.Text("table");
    if (text.has_value() == table.has_value()) {
      map.AddProblem("", "REPORT_SECTION_CONTENT",
                     "ett innehåll är antingen text eller table", "",
                     "\"- text: text/fil.md\" eller \"- table: income-"
                     "statement\"");
    } else if (text.has_value()) {
      section->content.push_back(
          TextSpec{*text, map.LineOf("text"), map.Texts("explains")});
    } else {
      TableSpec spec{
          *table, map.Text("title").value_or(""), {}, map.LineOf("table")};
      for (YamlMap& column : map.Maps("columns")) {
        spec.columns.push_back(ReadColumn(column));
      }
      ReadPrintedRows(map, &spec);
      ReadCharts(map, &spec);
      section->content.push_back(std::move(spec));
    }
    map.Finish();
  }

  static void ReadPrintedRows(YamlMap& map, TableSpec* spec) {
    spec->omits_rows = map.Has("omit");
    spec->rows = map.Texts(spec->omits_rows ? "omit" : "rows");
    if (!map.Has("rows") || !spec->omits_rows) return;
    map.AddProblem("rows", "REPORT_ROWS",
                   "en tabell har antingen rows eller omit");
    map.Texts("rows");
  }

  static void ReadCharts(YamlMap& map, TableSpec* spec) {
    if (!map.Has("charts")) return;
    std::vector<ChartSpec>& charts = spec->charts.emplace();
    for (YamlMap& chart : map.Maps("charts")) {
      ChartSpec& added = charts.emplace_back();
      added.file_line = chart.line();
      const auto kind = chart.Choice("kind", {"bars", "lines"});
      if (!chart.Has("kind")) chart.RequireText("kind");
      if (kind == 1) added.chart.kind = TableChart::Kind::kLines;
      added.chart.title = chart.Text("title").value_or("");
      added.chart.rows = chart.Texts("rows");
      added.chart.columns = chart.Texts("columns");
      chart.Finish();
    }
    if (charts.size() <= kTableChartsMax) return;
    map.AddProblem(
        "charts", "REPORT_TOO_LARGE",
        absl::StrCat("fler än ", kTableChartsMax, " diagram över en tabell"));
  }

  ColumnSpec ReadColumn(YamlMap& map) {
    ColumnSpec column;
    column.label = map.RequireText("label");
    const std::optional<int64_t> year = map.Integer("year");
    const bool budget = map.Has("budget");
    const bool deviation = map.Has("deviation");
    const bool change = map.Has("change");
    column.of = map.Text("of").value_or("");
    if (int{year.has_value()} + int{budget} + int{deviation} + int{change} !=
        1) {
      map.AddProblem(
          "", "REPORT_COLUMN",
          "en kolumn har exakt en av year, budget, deviation och change");
    } else if (!column.of.empty() && !year.has_value()) {
      map.AddProblem("of", "REPORT_COLUMN",
                     "bara en kolumn med year hämtas ur en annan tabell",
                     column.of);
    } else if (change) {
      ReadChange(map, &column);
    } else if (year.has_value()) {
      column.kind = ColumnSpec::Kind::kYear;
      column.year = static_cast<int>(*year);
    } else {
      column.kind =
          budget ? ColumnSpec::Kind::kBudget : ColumnSpec::Kind::kDeviation;
      ReadRows(map, budget ? "budget" : "deviation", &column);
    }
    map.Finish();
    return column;
  }

  static void ReadChange(YamlMap& map, ColumnSpec* column) {
    column->kind = ColumnSpec::Kind::kChange;
    const std::vector<std::string> years = map.Texts("change");
    const auto read = [](const std::string& text, int* year) {
      return absl::SimpleAtoi(text, year) && *year >= 1 &&
             *year <= kColumnYearMax;
    };
    if (years.size() == 2 && read(years[0], &column->year) &&
        read(years[1], &column->from_year) &&
        column->year != column->from_year) {
      return;
    }
    map.AddProblem("change", "REPORT_COLUMN",
                   "en förändring är mellan två olika år",
                   absl::StrJoin(years, ", "), "[2024, 2023]");
  }

  static void ReadRows(YamlMap& map, const char* key, ColumnSpec* column) {
    if (map.IsText(key)) {
      column->same_rows =
          column->kind == ColumnSpec::Kind::kBudget && map.Text(key) == kSame;
      if (!column->same_rows) {
        map.AddProblem(key, "REPORT_COLUMN",
                       "väntade rader, eller ordet same för budget");
      }
      return;
    }
    std::optional<YamlMap> rows = map.Map(key);
    if (!rows.has_value()) return;
    for (const auto& [row, line] : rows->Pairs()) {
      BudgetRow added{row, line, absl::StartsWith(line, "-"),
                      rows->LineOf(row)};
      if (added.negated) added.budget_line.erase(0, 1);
      column->rows.push_back(std::move(added));
    }
  }

  YamlFile file_;
  ReportKind kind_ = ReportKind::kAnnual;
  std::set<std::string> ids_;
  int section_count_ = 0;
};

}  // namespace

const char* LayoutFileOf(ReportKind kind) {
  switch (kind) {
    case ReportKind::kAnnual:
      break;
    case ReportKind::kInterim:
      return kInterimFile;
    case ReportKind::kPlan:
      return kPlanFile;
  }
  return kAnnualFile;
}

ReportLayout ReadReportLayout(absl::string_view file_name,
                              absl::string_view content,
                              std::vector<Problem>* problems) {
  return LayoutReader(file_name, content, problems).Read();
}

}  // namespace finsam::gateway

#include "services/gateway/report_layout_file.h"

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "common/files/yaml.h"

namespace finsam::gateway {
namespace {

constexpr char kSame[] = "same";

class LayoutReader {
 public:
  LayoutReader(absl::string_view file_name, absl::string_view content,
               std::vector<Problem>* problems)
      : file_(file_name, content, problems) {}

  ReportLayout Read() {
    YamlMap root = file_.Root();
    ReportLayout layout;
    layout.title = root.RequireText("title");
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
      section->content.push_back(TextSpec{*text, map.LineOf("text")});
    } else {
      TableSpec spec{
          *table, map.Text("title").value_or(""), {}, map.LineOf("table")};
      for (YamlMap& column : map.Maps("columns")) {
        spec.columns.push_back(ReadColumn(column));
      }
      section->content.push_back(std::move(spec));
    }
    map.Finish();
  }

  ColumnSpec ReadColumn(YamlMap& map) {
    ColumnSpec column;
    column.label = map.RequireText("label");
    const std::optional<int64_t> year = map.Integer("year");
    const bool budget = map.Has("budget");
    const bool deviation = map.Has("deviation");
    if (int{year.has_value()} + int{budget} + int{deviation} != 1) {
      map.AddProblem("", "REPORT_COLUMN",
                     "en kolumn har exakt en av year, budget och deviation");
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
      if (added.negated && column->kind == ColumnSpec::Kind::kDeviation) {
        rows->AddProblem(row, "REPORT_COLUMN",
                         "en avvikelse har alltid samma tecken: positivt är "
                         "gynnsamt",
                         line, added.budget_line);
      }
      column->rows.push_back(std::move(added));
    }
  }

  YamlFile file_;
  std::set<std::string> ids_;
  int section_count_ = 0;
};

}  // namespace

ReportLayout ReadReportLayout(absl::string_view file_name,
                              absl::string_view content,
                              std::vector<Problem>* problems) {
  return LayoutReader(file_name, content, problems).Read();
}

}  // namespace finsam::gateway

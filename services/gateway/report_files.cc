#include "services/gateway/report_files.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/personal_data.h"
#include "services/gateway/chart_references.h"
#include "services/gateway/domain/loose_numbers.h"
#include "services/gateway/domain/loose_words.h"
#include "services/gateway/domain/outcomes.h"
#include "services/gateway/domain/report.h"

namespace finsam::gateway {
namespace {

// Tables that are no statements: registers of the services.
constexpr const char* kRegisters[] = {
    "audit",         "board",    "deviations",       "discharge",
    "goal-verdicts", "goals",    "internal-control", "meetings",
    "members",       "policies", "participants",     "signatures",
    "surveys"};

constexpr char kBudgetTable[] = "budget/";

Problem ProblemAt(const std::string& file, int64_t line,
                  const std::string& field, const char* reason,
                  const std::string& message, const std::string& found,
                  const std::string& expected = "") {
  return {Severity::kError, reason, file, line, field, found,
          expected,         message};
}

void CheckTextFiles(const ReportFiles& files, std::vector<Problem>* problems) {
  std::set<std::string> used;
  for (const ReportLayout& layout : files.layouts) {
    ForEachText(layout, [&](const TextSpec& text) {
      used.insert(text.file);
      if (files.texts.contains(text.file)) return;
      problems->push_back(ProblemAt(
          LayoutFileOf(layout.kind), text.file_line, "text",
          "REPORT_TEXT_MISSING", "textfilen finns inte i mappen", text.file));
    });
  }
  for (const auto& [name, text] : files.texts) {
    if (used.contains(name)) continue;
    Problem unused = ProblemAt(name, 0, "", "REPORT_TEXT_UNUSED",
                               "texten används inte av någon layout", "");
    unused.severity = Severity::kWarning;
    problems->push_back(std::move(unused));
  }
}

// A person's number has no place in a report; the line is told, not the
// number.
void CheckNoPerson(const common::v1::File& file,
                   std::vector<Problem>* problems) {
  int64_t line = 0;
  for (const absl::string_view text : absl::StrSplit(file.content(), '\n')) {
    ++line;
    if (!HoldsIdentityNumber(text)) continue;
    problems->push_back(PersonalDataProblem(PersonalData::kIdentityNumber,
                                            file.name(), line, ""));
  }
}

// Knows which tables, rows and figures there are for one report.
class ReferenceChecker {
 public:
  ReferenceChecker(const char* layout_file, int year,
                   const std::vector<std::string>& figure_ids,
                   const std::vector<std::string>& table_ids,
                   std::vector<Problem>* problems)
      : layout_file_(layout_file),
        year_(year),
        ids_(figure_ids),
        known_(figure_ids.begin(), figure_ids.end()),
        tables_(std::begin(kRegisters), std::end(kRegisters)),
        problems_(problems) {
    tables_.insert(table_ids.begin(), table_ids.end());
    for (const std::string& id : figure_ids) {
      const size_t first = id.find('/');
      const size_t last = id.rfind('/');
      if (first == last) continue;
      if (id.find('/', first + 1) == last) tables_.insert(id.substr(0, first));
      lines_.insert(id.substr(0, last));
    }
  }

  // What stands at the top of a layout.
  void CheckHead(const ReportLayout& layout) {
    if (layout.through != 0 && layout.through / 100 != year_) {
      Add(layout_file_, layout.through_line, "through", "REPORT_THROUGH",
          "månaden hör till ett annat år än rapportens",
          absl::StrCat(layout.through / 100), absl::StrCat(year_));
    }
    if (!layout.outcomes.empty()) {
      RequireTable(layout.outcomes, layout.outcomes_line, "outcomes");
    }
    const std::string opening =
        absl::StrCat(layout.opening_capital, "/", year_);
    if (!layout.opening_capital.empty() && !known_.contains(opening)) {
      Add(layout_file_, layout.opening_capital_line, "opening-capital",
          "REPORT_FIGURE_UNKNOWN", "siffran finns inte", opening,
          NearestId(opening, ids_));
    }
  }

  void CheckTable(const TableSpec& spec) {
    if (!RequireTable(spec.table_id, spec.file_line, "table")) return;
    for (const std::string& row : spec.rows) CheckPrintedRow(spec, row);
    for (const ColumnSpec& column : spec.columns) {
      if (!column.of.empty()) RequireTable(column.of, spec.file_line, "of");
      for (const BudgetRow& row : column.rows) CheckRow(spec, row);
    }
  }

  void CheckText(const std::string& file, const ParsedText& text) {
    for (const TextReference& reference : text.references) {
      CheckTextFigure(file, reference.line, reference.figure_id);
      if (reference.comparison.has_value() &&
          !reference.comparison->with.empty()) {
        CheckTextFigure(file, reference.line, reference.comparison->with);
      }
    }
  }

  void CheckPublished(const PublishedRow& row) {
    if (known_.contains(row.figure.figure_id)) return;
    Add(kPublishedFile, row.line, "figur", "PUBLISHED_FIGURE_UNKNOWN",
        "siffran finns inte", row.figure.figure_id,
        NearestId(row.figure.figure_id, ids_));
  }

 private:
  void CheckTextFigure(const std::string& file, int64_t line,
                       const std::string& figure_id) {
    if (known_.contains(figure_id)) return;
    Add(file, line, "", "TEXT_FIGURE_UNKNOWN",
        "texten hänvisar till en siffra som inte finns", figure_id,
        NearestId(figure_id, ids_));
  }

  bool RequireTable(const std::string& id, int64_t line, const char* field) {
    if (tables_.contains(id)) return true;
    Add(layout_file_, line, field, "REPORT_TABLE_UNKNOWN",
        "tabellen finns varken bland uppställningarna eller tjänsternas "
        "register",
        id, NearestId(id, {tables_.begin(), tables_.end()}));
    return false;
  }

  // Not of a register, whose rows may have no figures to know them by.
  void CheckPrintedRow(const TableSpec& spec, const std::string& row) {
    const bool is_register =
        std::find(std::begin(kRegisters), std::end(kRegisters),
                  spec.table_id) != std::end(kRegisters);
    if (!is_register) RequireRow(spec, row, spec.file_line, "rows");
  }

  void RequireRow(const TableSpec& spec, const std::string& row, int64_t line,
                  const char* field) {
    if (lines_.contains(absl::StrCat(spec.table_id, "/", row))) return;
    Add(layout_file_, line, field, "REPORT_ROW_UNKNOWN",
        absl::StrCat("tabellen ", spec.table_id, " har ingen sådan rad"), row);
  }

  void CheckRow(const TableSpec& spec, const BudgetRow& row) {
    RequireRow(spec, row.row, row.file_line, "columns");
    const std::string year = absl::StrCat("/", year_);
    const std::string id = absl::StrCat(kBudgetTable, row.budget_line, year);
    if (known_.contains(id)) return;
    std::vector<std::string> budget_lines;
    for (const std::string& known : ids_) {
      absl::string_view line = known;
      if (absl::ConsumePrefix(&line, kBudgetTable) &&
          absl::ConsumeSuffix(&line, year)) {
        budget_lines.emplace_back(line);
      }
    }
    const std::string nearest = NearestId(row.budget_line, budget_lines);
    Add(layout_file_, row.file_line, "columns", "BUDGET_LINE_UNKNOWN",
        "budgeten har ingen sådan rad", row.budget_line,
        nearest.empty() ? absl::StrJoin(budget_lines, ", ") : nearest);
  }

  void Add(const std::string& file, int64_t line, const std::string& field,
           const char* reason, const std::string& message,
           const std::string& found, const std::string& expected = "") {
    problems_->push_back(
        ProblemAt(file, line, field, reason, message, found, expected));
  }

  const char* layout_file_;
  int year_;
  const std::vector<std::string>& ids_;
  std::set<std::string> known_;
  std::set<std::string> tables_;
  std::set<std::string> lines_;  // "statement/line"
  std::vector<Problem>* problems_;
};

// How many single-character edits lead from `a` to `b`.
size_t EditDistance(const std::string& a, const std::string& b) {
  std::vector<size_t> row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    size_t diagonal = row[0];
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row[b.size()];
}

}  // namespace

const ReportLayout* ReportFiles::LayoutOf(ReportKind kind) const {
  for (const ReportLayout& layout : layouts) {
    if (layout.kind == kind) return &layout;
  }
  return nullptr;
}

const ReportLayout* ReportFiles::LayoutOf(const PublishedRow& row) const {
  if (row.kind.has_value()) return LayoutOf(*row.kind);
  return layouts.empty() ? nullptr : &layouts.front();
}

bool ReportFiles::StandsIn(const ReportLayout& layout,
                           const std::string& text) {
  bool stands = false;
  ForEachText(layout, [&](const TextSpec& spec) {
    stands = stands || spec.file == text;
  });
  return stands;
}

bool ReportFiles::MayStandIn(const ReportLayout& layout,
                             const std::string& text) const {
  return StandsIn(layout, text) ||
         std::none_of(
             layouts.begin(), layouts.end(),
             [&text](const ReportLayout& one) { return StandsIn(one, text); });
}

std::vector<ReportKind> KindsAmong(const std::vector<std::string>& names) {
  std::vector<ReportKind> kinds;
  for (const ReportKind kind :
       {ReportKind::kAnnual, ReportKind::kInterim, ReportKind::kPlan}) {
    if (std::find(names.begin(), names.end(), LayoutFileOf(kind)) !=
        names.end()) {
      kinds.push_back(kind);
    }
  }
  return kinds;
}

ReportFiles ReadReportFiles(const internal::YearFiles& files,
                            std::vector<Problem>* problems) {
  ReportFiles out;
  std::vector<std::string> names;
  for (const common::v1::File& file : files.files()) {
    names.push_back(file.name());
  }
  const std::vector<ReportKind> kinds = KindsAmong(names);
  for (const ReportKind kind : kinds) {
    const std::string name = LayoutFileOf(kind);
    for (const common::v1::File& file : files.files()) {
      if (file.name() != name) continue;
      out.layouts.push_back(
          ReadReportLayout(file.name(), file.content(), problems));
    }
  }
  for (const common::v1::File& file : files.files()) {
    if (file.name() == kPublishedFile) {
      out.published = ReadPublished(file.name(), file.content(), problems);
    } else if (absl::StartsWith(file.name(), kTextFolder)) {
      out.texts[file.name()] = ParseText(file.name(), file.content(), problems);
      CheckNoPerson(file, problems);
      for (const LooseNumber& number : LooseNumbers(file.content())) {
        out.typed_numbers.push_back({file.name(), number.line, number.text});
      }
      for (const LooseWord& word : LooseWords(file.content())) {
        out.typed_numbers.push_back(
            {file.name(), word.line, word.text, /*is_word=*/true});
      }
    }
  }
  if (kinds.empty()) {
    const char* expected = LayoutFileOf(ReportKind::kAnnual);
    problems->push_back(ProblemAt(expected, 0, "", "FILE_MISSING",
                                  "filen saknas i mappen", "", expected));
    return out;
  }
  CheckTextFiles(out, problems);
  return out;
}

void CheckReferences(const ReportFiles& files, int year,
                     const std::vector<std::string>& figure_ids,
                     const std::vector<std::string>& table_ids,
                     std::vector<Problem>* problems) {
  std::string statement;
  for (const ReportLayout& layout : files.layouts) {
    if (statement.empty()) statement = layout.outcomes;
  }
  for (const ReportLayout& layout : files.layouts) {
    std::vector<std::string> known = figure_ids;
    const auto add = [&known](std::vector<std::string> more) {
      known.insert(known.end(), std::make_move_iterator(more.begin()),
                   std::make_move_iterator(more.end()));
    };
    add(DerivedFigureIds(layout, year, figure_ids));
    add(OutcomeFigureIds(layout, statement, year, figure_ids));
    ReferenceChecker checker(LayoutFileOf(layout.kind), year, known, table_ids,
                             problems);
    checker.CheckHead(layout);
    CheckChartReferences(layout, year, known, table_ids, problems);
    ForEachTable(layout,
                 [&](const TableSpec& spec) { checker.CheckTable(spec); });
    const bool first = &layout == &files.layouts.front();
    for (const auto& [name, text] : files.texts) {
      // One that no layout uses is looked at once.
      if (ReportFiles::StandsIn(layout, name) ||
          (first && files.MayStandIn(layout, name))) {
        checker.CheckText(name, text);
      }
    }
    for (const PublishedRow& row : files.published) {
      if (files.LayoutOf(row) == &layout) checker.CheckPublished(row);
    }
  }
  for (const PublishedRow& row : files.published) {
    if (!row.kind.has_value() || files.LayoutOf(row) != nullptr) continue;
    problems->push_back(
        ProblemAt(kPublishedFile, row.line, "rapport", "PUBLISHED_REPORT",
                  "mappen har ingen sådan rapport", KindInSwedish(*row.kind)));
  }
}

std::string NearestId(const std::string& id,
                      const std::vector<std::string>& known) {
  // Ids are short; a distance of a third is no longer a slip of the pen.
  size_t best = id.size() / 3 + 1;
  std::string nearest;
  for (const std::string& candidate : known) {
    const size_t longer = std::max(candidate.size(), id.size());
    const size_t shorter = std::min(candidate.size(), id.size());
    if (longer - shorter >= best) continue;
    const size_t distance = EditDistance(id, candidate);
    if (distance >= best) continue;
    best = distance;
    nearest = candidate;
  }
  return nearest;
}

}  // namespace finsam::gateway

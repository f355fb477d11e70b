#include "services/gateway/read_through.h"

#include <algorithm>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "services/gateway/markdown.h"
#include "services/gateway/printed.h"
#include "services/gateway/printed/examine.h"

namespace finsam::gateway {
namespace {

constexpr char kTextAgainstTable[] = "TX-1";
constexpr char kSmallCounts[] = "DC-1";
constexpr char kTextAgainstTableHere[] = "TX-5";

printed::DocumentKind KindOf(v1::ReportKind kind) {
  switch (kind) {
    case v1::INTERIM_REPORT:
      return printed::DocumentKind::kInterim;
    case v1::ACTIVITY_PLAN:
      return printed::DocumentKind::kPlan;
    default:
      return printed::DocumentKind::kAnnual;
  }
}

// Gathers a text's paragraphs, headings and items as plain lines.
class ParagraphReader {
 public:
  explicit ParagraphReader(const v1::Text& text) : text_(text) {}

  std::vector<std::string> Read() {
    WalkMarkdown(text_.markdown(),
                 [this](const MarkdownEvent& event) { Take(event); });
    End();
    return std::move(paragraphs_);
  }

 private:
  using Kind = MarkdownEvent::Kind;

  void Take(const MarkdownEvent& event) {
    switch (event.kind) {
      case Kind::kText:
      case Kind::kCode:
        absl::StrAppend(&line_, FilledIn(event.text, text_));
        return;
      case Kind::kSoftBreak:
      case Kind::kLineBreak:
        line_.push_back(' ');
        return;
      case Kind::kParagraph:
      case Kind::kHeading:
      case Kind::kItem:
      case Kind::kList:
        return End();
      default:
        return;
    }
  }

  void End() {
    absl::StripAsciiWhitespace(&line_);
    if (line_.size() > printed::kParagraphBytesMax) line_.clear();
    if (!line_.empty()) paragraphs_.push_back(std::move(line_));
    line_.clear();
  }

  const v1::Text& text_;
  std::string line_;
  std::vector<std::string> paragraphs_;
};

class DocumentMaker {
 public:
  explicit DocumentMaker(const v1::Report& report) {
    document_.association = report.association();
    document_.title = report.title();
    document_.year = report.fiscal_year();
    document_.kind = KindOf(report.kind());
    for (const auto& section : report.sections()) AddSection(section);
  }

  printed::Document Take() { return std::move(document_); }

 private:
  void AddSection(const v1::Section& section) {
    document_.headings.push_back(
        section.number().empty()
            ? section.title()
            : absl::StrCat(section.number(), " ", section.title()));
    printed::TextSection text{section.number(), section.title(), {}, {}};
    for (const v1::Block& block : section.blocks()) {
      if (block.has_table()) AddTable(block.table(), section.title());
      if (!block.has_text()) continue;
      for (std::string& line : ParagraphReader(block.text()).Read()) {
        text.paragraphs.push_back(std::move(line));
      }
    }
    if (!text.paragraphs.empty()) document_.text.push_back(std::move(text));
    for (const auto& inner : section.sections()) AddSection(inner);
  }

  void AddTable(const common::v1::Table& source, const std::string& title) {
    printed::DocumentTable table;
    table.id = source.id();
    table.caption = source.title().empty() ? title : source.title();
    table.unit = source.unit();
    for (const auto& column : source.columns()) {
      table.columns.push_back(column.label());
    }
    std::string group;
    for (const common::v1::Row& row : source.rows()) {
      if (row.kind() == common::v1::Row::HEADING) {
        group = row.label();
        continue;
      }
      printed::DocumentRow added;
      added.label = row.label();
      added.group = group;
      added.note = row.note();
      added.total = row.kind() == common::v1::Row::TOTAL;
      for (const auto& other : source.rows()) {
        if (!row.part_of().empty() && other.id() == row.part_of()) {
          added.of_which = other.label();
        }
      }
      for (const common::v1::Cell& cell : row.cells()) {
        added.cells.push_back(PrintedCell(cell));
      }
      table.rows.push_back(std::move(added));
    }
    document_.tables.push_back(std::move(table));
  }

  printed::Document document_;
};

// The check's code here.
std::string CodeOf(const std::string& check) {
  return check == kTextAgainstTable ? kTextAgainstTableHere : check;
}

}  // namespace

printed::Document DocumentOf(const v1::Report& report) {
  return DocumentMaker(report).Take();
}

void ReadThrough(const v1::Report& report, CheckResult* result) {
  std::set<std::string> made;
  for (const CheckSummary& summary : result->summary)
    made.insert(summary.check);
  printed::Examination read = printed::Examine(DocumentOf(report), {});
  for (CheckSummary& summary : read.summary) {
    summary.check = CodeOf(summary.check);
    if (made.contains(summary.check)) continue;
    summary.finding_count = 0;
    result->summary.push_back(std::move(summary));
  }
  for (Finding& finding : read.findings) {
    const std::string code = CodeOf(finding.check);
    // The office's own report shows small counts, and says so.
    const bool small =
        report.audience() == common::v1::OFFICE && code == kSmallCounts;
    if (made.contains(code) || small ||
        finding.severity == FindingSeverity::kRounding) {
      continue;
    }
    finding.id =
        absl::StrCat(code, absl::StripPrefix(finding.id, finding.check));
    finding.check = code;
    if (finding.severity == FindingSeverity::kError) {
      finding.severity = FindingSeverity::kExplain;
    }
    // Places in the print are no figures.
    finding.figure_ids.clear();
    for (CheckSummary& summary : result->summary) {
      if (summary.check == code) ++summary.finding_count;
    }
    result->findings.push_back(std::move(finding));
  }
  std::sort(result->findings.begin(), result->findings.end(),
            [](const Finding& a, const Finding& b) {
              return std::tie(a.severity, a.id) < std::tie(b.severity, b.id);
            });
  std::sort(result->summary.begin(), result->summary.end(),
            [](const CheckSummary& a, const CheckSummary& b) {
              return a.check < b.check;
            });
}

}  // namespace finsam::gateway

#include "services/gateway/pdf/report_document.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/chart.h"
#include "services/gateway/pdf/markdown_blocks.h"
#include "services/gateway/printed.h"
#include "services/gateway/report_anchors.h"
#include "services/gateway/source_line.h"

namespace finsam::gateway::pdf {
namespace {

constexpr char kRowHeader[] = "Post";
constexpr char kNoteHeader[] = "Not";
constexpr char kUnitIntroduction[] = "Belopp i ";
constexpr char kSourcesTitle[] = "Rapporten är sammanställd ur:";
constexpr char kSignaturesTitle[] = "Underskrifter";
// No section's id begins so.
constexpr char kSignaturesId[] = ".signatures";

Table::Row::Kind KindOf(common::v1::Row::Kind kind) {
  switch (kind) {
    case common::v1::Row::TOTAL:
      return Table::Row::Kind::kTotal;
    case common::v1::Row::HEADING:
      return Table::Row::Kind::kGroup;
    case common::v1::Row::OF_WHICH:
      return Table::Row::Kind::kPart;
    default:
      return Table::Row::Kind::kDetail;
  }
}

// One report on its way into a document.
class DocumentMaker {
 public:
  DocumentMaker(const v1::Report& report, const ReportDocumentOptions& options)
      : report_(report), options_(options), anchors_(report) {}

  Document Make() {
    document_.organisation = report_.association();
    document_.title = report_.title();
    if (!report_.registration_number().empty()) {
      document_.subtitle_lines.push_back(report_.registration_number());
    }
    if (report_.audience() == common::v1::OFFICE) {
      document_.notice = kInternalNote;
    }
    document_.draft = options_.draft;
    document_.created = options_.created;
    for (const v1::Section& section : report_.sections()) {
      // The parts of an annual report begin pages of their own.
      if (report_.kind() == v1::ANNUAL_REPORT) Add(PageBreak());
      AddSection(section, 1);
    }
    AddSources();
    AddSignatures();
    return std::move(document_);
  }

 private:
  template <typename Part>
  void Add(Part part) {
    document_.blocks.emplace_back(std::move(part));
  }

  void AddSection(const v1::Section& section, int level) {
    Add(Heading{level, section.number(), section.title(),
                anchors_.Of(section)});
    for (const v1::Block& block : section.blocks()) {
      if (block.has_text()) {
        AppendMarkdown(block.text(), level + 1, &document_.blocks);
      }
      if (!block.has_table()) continue;
      Add(TableOf(block.table(), section.title()));
      AddCharts(finsam::FromProto(block.table()));
    }
    for (const v1::Section& inner : section.sections()) {
      AddSection(inner, level + 1);
    }
  }

  // The table above holds what a chart is drawn from.
  void AddCharts(const finsam::Table& table) {
    for (const TableChart& chart : table.charts) {
      Drawing drawing = DrawChart(table, chart);
      if (drawing.shapes.empty()) continue;
      std::string title = drawing.title;
      std::string alt = drawing.description;
      Add(Figure{std::move(drawing), std::move(title), std::move(alt), {}});
    }
  }

  Table TableOf(const common::v1::Table& source,
                const std::string& section_title) const {
    Table table;
    table.id = anchors_.Of(source);
    table.name = source.title().empty() ? section_title : source.title();
    // A caption that repeats the heading above says nothing.
    const bool repeats = absl::EndsWith(section_title, table.name) ||
                         absl::EndsWith(table.name, section_title);
    if (!repeats) table.caption = table.name;
    if (!source.unit().empty() && !HeadSaysUnit(source)) {
      table.unit = absl::StrCat(kUnitIntroduction, source.unit());
    }
    table.remark = source.remark();
    const bool has_notes = std::any_of(
        source.rows().begin(), source.rows().end(),
        [](const common::v1::Row& row) { return !row.note().empty(); });
    AddColumns(source, has_notes, &table);
    for (const common::v1::Row& row : source.rows()) {
      Table::Row& added = table.rows.emplace_back();
      added.kind = KindOf(row.kind());
      added.cells.push_back({row.label(), ""});
      if (added.kind == Table::Row::Kind::kGroup) continue;
      if (has_notes) added.cells.push_back(NoteOf(row));
      for (const common::v1::Cell& cell : row.cells()) {
        added.cells.push_back({PrintedCell(cell), ""});
      }
    }
    return table;
  }

  static void AddColumns(const common::v1::Table& source, bool has_notes,
                         Table* table) {
    const std::string& header = source.row_header();
    std::vector<std::string> head = {header.empty() ? kRowHeader : header};
    table->numeric.push_back(false);
    if (has_notes) {
      head.push_back(kNoteHeader);
      table->numeric.push_back(false);
    }
    for (int i = 0; i < source.columns_size(); ++i) {
      head.push_back(source.columns(i).label());
      table->numeric.push_back(std::any_of(
          source.rows().begin(), source.rows().end(),
          [i](const common::v1::Row& row) {
            return i < row.cells_size() && row.cells(i).has_figure();
          }));
    }
    table->head_rows.push_back(std::move(head));
  }

  Cell NoteOf(const common::v1::Row& row) const {
    const std::string anchor = anchors_.OfNote(row.note());
    return {row.note(), anchor.empty() ? "" : absl::StrCat("#", anchor)};
  }

  void AddSources() {
    if (report_.sources().empty()) return;
    Add(Paragraph{Paragraph::Kind::kRemark, {Run{kSourcesTitle}}});
    List list;
    for (const auto& source : report_.sources()) {
      Paragraph line{Paragraph::Kind::kRemark, {Run{SourceLine(source)}}};
      list.items.emplace_back().parts.push_back(std::move(line));
    }
    Add(std::move(list));
  }

  void AddSignatures() {
    if (options_.signers.empty()) return;
    Add(PageBreak());
    Add(Heading{1, "", kSignaturesTitle, kSignaturesId});
    Add(SignatureFields{options_.signers});
  }

  const v1::Report& report_;
  const ReportDocumentOptions& options_;
  const ReportAnchors anchors_;
  Document document_;
};

}  // namespace

Document ReportDocument(const v1::Report& report,
                        const ReportDocumentOptions& options) {
  return DocumentMaker(report, options).Make();
}

}  // namespace finsam::gateway::pdf

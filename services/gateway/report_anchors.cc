#include "services/gateway/report_anchors.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/check.h"
#include "common/figure/figure.h"

namespace finsam::gateway {
namespace {

constexpr char kNoteTable[] = "note-";
constexpr char kNoteTitle[] = "Not ";

// An id as it may stand in a page and in an address: no blanks, no signs.
std::string Cleaned(absl::string_view id) {
  std::string out;
  for (const char c : id) {
    const bool good =
        absl::ascii_isalnum(c) || c == '-' || c == '.' || c == '_';
    out.push_back(good ? c : '-');
  }
  return out;
}

// "2" of "Not 2. Verksamhetens intäkter"; empty for other titles.
std::string NoteOfTitle(absl::string_view title) {
  if (!absl::ConsumePrefix(&title, kNoteTitle)) return "";
  const size_t end = title.find_first_not_of("0123456789");
  return std::string(title.substr(0, end));
}

}  // namespace

ReportAnchors::ReportAnchors(const v1::Report& report)
    : taken_({kContentAnchor, kFindingsAnchor}) {
  for (const v1::Section& section : report.sections()) TakeSection(section);
  for (const v1::Section& section : report.sections()) TakeTables(section);
  for (const v1::Section& section : report.sections()) TakeTexts(section);
}

void ReportAnchors::TakeSection(const v1::Section& section) {
  const std::string anchor = Claim(section.id(), "section");
  anchors_[&section] = anchor;
  const std::string note = NoteOfTitle(section.title());
  if (!note.empty()) notes_.emplace(note, anchor);
  for (const v1::Section& inner : section.sections()) TakeSection(inner);
}

void ReportAnchors::TakeTables(const v1::Section& section) {
  for (const v1::Block& block : section.blocks()) {
    if (!block.has_table()) continue;
    const common::v1::Table& table = block.table();
    const std::string anchor = Claim(table.id(), "table");
    anchors_[&table] = anchor;
    absl::string_view note = table.id();
    if (absl::ConsumePrefix(&note, kNoteTable)) notes_.emplace(note, anchor);
    for (const common::v1::Row& row : table.rows()) {
      for (const common::v1::Cell& cell : row.cells()) {
        if (cell.has_figure()) TakeFigure(cell.figure());
      }
    }
  }
  for (const v1::Section& inner : section.sections()) TakeTables(inner);
}

void ReportAnchors::TakeTexts(const v1::Section& section) {
  for (const v1::Block& block : section.blocks()) {
    for (const auto& reference : block.text().references()) {
      TakeFigure(reference.figure());
    }
  }
  for (const v1::Section& inner : section.sections()) TakeTexts(inner);
}

void ReportAnchors::TakeFigure(const common::v1::Figure& figure) {
  // An id of one part could be a section's; it is no worse off without anchor.
  if (!IsFigureId(figure.id()) || taken_.contains(figure.id())) return;
  taken_.insert(figure.id());
  homes_[figure.id()] = &figure;
}

std::string ReportAnchors::Claim(absl::string_view wanted,
                                 absl::string_view otherwise) {
  const std::string base = Cleaned(wanted.empty() ? otherwise : wanted);
  std::string anchor = base;
  for (int n = 2; !taken_.insert(anchor).second; ++n) {
    anchor = absl::StrCat(base, "-", n);
  }
  return anchor;
}

const std::string& ReportAnchors::Of(const v1::Section& section) const {
  const auto found = anchors_.find(&section);
  FINSAM_CHECK(found != anchors_.end());
  return found->second;
}

const std::string& ReportAnchors::Of(const common::v1::Table& table) const {
  const auto found = anchors_.find(&table);
  FINSAM_CHECK(found != anchors_.end());
  return found->second;
}

bool ReportAnchors::IsHome(const common::v1::Figure& figure) const {
  const auto found = homes_.find(figure.id());
  return found != homes_.end() && found->second == &figure;
}

bool ReportAnchors::HasHome(const std::string& figure_id) const {
  return homes_.contains(figure_id);
}

std::string ReportAnchors::OfNote(const std::string& note) const {
  const auto found = notes_.find(note);
  return found == notes_.end() ? "" : found->second;
}

}  // namespace finsam::gateway

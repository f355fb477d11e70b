#include "services/gateway/report_changes.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/text.h"
#include "services/gateway/printed.h"

namespace finsam::gateway {
namespace {

// Two texts are shown from where they begin to differ, so much of each.
constexpr size_t kExcerptBytesMax = 200;
constexpr size_t kBeforeDifference = 40;

struct Part {
  std::string label;
  std::string printed;
  // What is compared: for a figure its exact value too.
  std::string whole;
};

// The parts of a report by subject and id, and in what order they come.
class Parts {
 public:
  using Name = std::pair<v1::ReportChange::Subject, std::string>;

  explicit Parts(const v1::Report& report) {
    Add({v1::ReportChange::SECTION, "report"},
        {"Rapportens titel", report.title(),
         absl::StrCat(report.title(), "\n", report.association(), "\n",
                      report.registration_number())});
    for (const v1::Section& section : report.sections()) AddSection(section);
    for (const auto& figure : report.other_figures()) {
      AddFigure(figure, "", ExactValue(figure));
    }
  }

  const std::vector<Name>& order() const { return order_; }
  const Part* Find(const Name& name) const {
    const auto found = parts_.find(name);
    return found == parts_.end() ? nullptr : &found->second;
  }

 private:
  void Add(const Name& name, Part part) {
    if (parts_.emplace(name, std::move(part)).second) order_.push_back(name);
  }

  void AddFigure(const common::v1::Figure& figure, const std::string& label,
                 const std::string& printed) {
    Add({v1::ReportChange::FIGURE, figure.id()},
        {label, printed, absl::StrCat(ExactValue(figure), "\n", printed)});
  }

  void AddSection(const v1::Section& section) {
    const std::string title = absl::StrCat(
        section.number(), section.number().empty() ? "" : " ", section.title());
    Add({v1::ReportChange::SECTION, section.id()},
        {"Rubrik", title, absl::StrCat(title, "\n", section.id())});
    for (const v1::Block& block : section.blocks()) {
      if (block.has_table()) AddTable(block.table());
      if (block.has_text()) AddText(block.text(), title);
    }
    for (const v1::Section& inner : section.sections()) AddSection(inner);
  }

  void AddTable(const common::v1::Table& table) {
    std::vector<std::string> words = {table.title(), table.unit(),
                                      table.row_header()};
    for (const auto& column : table.columns()) words.push_back(column.label());
    for (const auto& row : table.rows()) words.push_back(row.label());
    for (const auto& row : table.rows()) {
      for (int i = 0; i < row.cells_size(); ++i) {
        const common::v1::Cell& cell = row.cells(i);
        if (!cell.has_figure()) {
          words.push_back(cell.text());
          continue;
        }
        AddFigure(cell.figure(),
                  absl::StrCat(table.title(), ": ", row.label(), ", ",
                               table.columns(i).label()),
                  PrintedCell(cell));
      }
    }
    Add({v1::ReportChange::TABLE, table.id()},
        {table.title(), table.title(), absl::StrJoin(words, "\n")});
  }

  void AddText(const v1::Text& text, const std::string& section) {
    const std::string words = FilledIn(text.markdown(), text);
    Add({v1::ReportChange::TEXT, text.file()}, {section, words, words});
    for (const v1::Text::Reference& reference : text.references()) {
      // A comparison's word changes with the text.
      if (reference.has_compared_with()) continue;
      AddFigure(reference.figure(), section, reference.printed());
    }
  }

  std::map<Name, Part> parts_;
  std::vector<Name> order_;
};

// A long text from shortly before byte `from`, where a character begins.
std::string Excerpt(const std::string& text, size_t from) {
  size_t begin = from > kBeforeDifference ? from - kBeforeDifference : 0;
  while (begin < text.size() && (text[begin] & 0xC0) == 0x80) ++begin;
  return absl::StrCat(begin > 0 ? "…" : "",
                      Shortened(text.substr(begin), kExcerptBytesMax));
}

void TellWords(const Part& before, const Part& after, v1::ReportChange* out) {
  size_t same = 0;
  while (same < before.printed.size() && same < after.printed.size() &&
         before.printed[same] == after.printed[same]) {
    ++same;
  }
  out->set_before(Excerpt(before.printed, same));
  out->set_after(Excerpt(after.printed, same));
}

v1::ReportChange Change(const Parts::Name& name, const Part* before,
                        const Part* after) {
  static const Part kNothing;
  v1::ReportChange change;
  change.set_subject(name.first);
  change.set_id(name.second);
  change.set_label(after != nullptr ? after->label : before->label);
  TellWords(before != nullptr ? *before : kNothing,
            after != nullptr ? *after : kNothing, &change);
  return change;
}

}  // namespace

std::vector<v1::ReportChange> ReportChanges(const v1::Report& before,
                                            const v1::Report& after) {
  const Parts old_parts(before);
  const Parts new_parts(after);
  std::vector<v1::ReportChange> changes;
  for (const Parts::Name& name : new_parts.order()) {
    const Part* then = old_parts.Find(name);
    const Part* now = new_parts.Find(name);
    if (then == nullptr || then->whole != now->whole) {
      changes.push_back(Change(name, then, now));
    }
  }
  for (const Parts::Name& name : old_parts.order()) {
    if (new_parts.Find(name) == nullptr) {
      changes.push_back(Change(name, old_parts.Find(name), nullptr));
    }
  }
  return changes;
}

}  // namespace finsam::gateway

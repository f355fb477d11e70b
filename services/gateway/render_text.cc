#include "services/gateway/render_text.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/utf8.h"
#include "services/gateway/printed.h"
#include "services/gateway/source_line.h"
#include "services/gateway/text_columns.h"

namespace finsam::gateway {
namespace {

// A heading, underlined with `rule` unless that is 0.
void AppendHeading(absl::string_view title, char rule, std::string* out) {
  int64_t widest = 0;
  for (const std::string& line : Wrapped(Printable(title), kTextWidth)) {
    AppendLine(line, out);
    widest = std::max(widest, ColumnWidth(line));
  }
  if (rule != 0) {
    AppendLine(std::string(static_cast<size_t>(widest), rule), out);
  }
  AppendLine("", out);
}

void AppendSection(const v1::Section& section, int level, std::string* out) {
  const char* gap = section.number().empty() ? "" : " ";
  const char rule = level == 1 ? '=' : level == 2 ? '-' : '\0';
  if (level == 1) AppendLine("", out);
  AppendHeading(absl::StrCat(section.number(), gap, section.title()), rule,
                out);
  for (const v1::Block& block : section.blocks()) {
    if (block.has_text()) AppendMarkdown(block.text(), out);
    if (block.has_table()) {
      absl::StrAppend(out, RenderTableText(block.table()), "\n");
    }
  }
  for (const v1::Section& inner : section.sections()) {
    AppendSection(inner, level + 1, out);
  }
}

}  // namespace

std::string RenderText(const v1::Report& report) {
  std::string out;
  AppendLine(Printable(report.association()), &out);
  AppendHeading(report.title(), '=', &out);
  if (!report.registration_number().empty()) {
    AppendLine(Printable(report.registration_number()), &out);
    AppendLine("", &out);
  }
  if (report.audience() == common::v1::OFFICE) {
    AppendLine(kInternalNote, &out);
    AppendLine("", &out);
  }
  for (const v1::Section& section : report.sections()) {
    AppendSection(section, 1, &out);
  }
  if (report.sources().empty()) return out;
  AppendLine("Rapporten är sammanställd ur:", &out);
  for (const auto& source : report.sources()) {
    AppendLine(absl::StrCat("- ", Printable(SourceLine(source))), &out);
  }
  return out;
}

}  // namespace finsam::gateway

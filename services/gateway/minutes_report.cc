#include "services/gateway/minutes_report.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace finsam::gateway {
namespace {

// A heading's words: Markdown's escapes are taken away.
std::string Unescaped(absl::string_view text) {
  std::string out;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    out += text[i];
  }
  return out;
}

v1::Text* BeginSection(absl::string_view title, v1::Report* report) {
  v1::Section* section = report->add_sections();
  section->set_id(absl::StrCat(report->sections_size()));
  section->set_title(Unescaped(title));
  return section->add_blocks()->mutable_text();
}

}  // namespace

v1::Report MinutesReport(const std::string& meeting,
                         absl::string_view markdown) {
  v1::Report report;
  report.set_name(meeting);
  v1::Text* text = nullptr;
  for (absl::string_view line : absl::StrSplit(markdown, '\n')) {
    if (absl::ConsumePrefix(&line, "# ")) {
      report.set_title(Unescaped(line));
    } else if (absl::ConsumePrefix(&line, "## ")) {
      text = BeginSection(line, &report);
    } else if (text != nullptr || !line.empty()) {
      if (text == nullptr) text = BeginSection("Sammanträde", &report);
      absl::StrAppend(text->mutable_markdown(), line, "\n");
    }
  }
  return report;
}

}  // namespace finsam::gateway

// The findings of the checks, after the report.

#include <string>

#include "absl/strings/str_cat.h"
#include "services/gateway/html_page.h"

namespace finsam::gateway {
namespace {

struct Word {
  v1::Finding::Severity severity;
  const char* word;
};

constexpr Word kWords[] = {
    {v1::Finding::ERROR, "Fel"},
    {v1::Finding::DEFINITION, "Definition"},
    {v1::Finding::ROUNDING, "Avrundning"},
    {v1::Finding::NORM, "Avvikelse från norm"},
    {v1::Finding::EXPLAIN, "Bör förklaras"},
};

const char* WordOf(v1::Finding::Severity severity) {
  for (const Word& word : kWords) {
    if (word.severity == severity) return word.word;
  }
  return "Anmärkning";
}

void WriteDetail(absl::string_view name, absl::string_view value,
                 HtmlPage* page) {
  if (value.empty()) return;
  page->html.Element("dt", {}, name);
  page->html.Element("dd", {}, value);
}

void WriteFigures(const v1::Finding& finding, HtmlPage* page) {
  HtmlWriter& html = page->html;
  if (finding.figure_ids().empty()) return;
  html.Element("dt", {}, "Figurer");
  for (const std::string& id : finding.figure_ids()) {
    html.Element("dd", {}, [&] {
      if (page->anchors.HasHome(id)) {
        html.Element("a", {HtmlAttribute::Href(absl::StrCat("#", id))}, id);
      } else {
        html.Element("code", {}, id);
      }
    });
  }
}

void WriteFinding(const v1::Finding& finding, int number, HtmlPage* page) {
  HtmlWriter& html = page->html;
  html.Element("li", {{"id", FindingAnchor(number)}}, [&] {
    html.Element("p", {}, [&] {
      html.Element(
          "strong", {},
          absl::StrCat(WordOf(finding.severity()), ", ", finding.check(), "."));
      html.Text(" ");
      html.Text(finding.message());
    });
    html.Element("dl", {}, [&] {
      WriteDetail("Fann", finding.found(), page);
      // Only against a printed document is it known which side is right.
      WriteDetail(finding.check() == "PD-1" ? "Rätt är" : "Mot",
                  finding.expected(), page);
      WriteDetail("Grund", finding.source(), page);
      WriteFigures(finding, page);
    });
  });
}

}  // namespace

// A colon stands in no other anchor of the page.
std::string FindingAnchor(int n) { return absl::StrCat("finding:", n); }

void WriteFindings(HtmlPage* page) {
  if (page->options.findings == nullptr) return;
  HtmlWriter& html = page->html;
  html.Element("section", {{"id", kFindingsAnchor}}, [&] {
    html.Element("h2", {}, "Granskning");
    if (page->options.findings->empty()) {
      html.Element("p", {}, "Granskningen gav inga anmärkningar.");
      return;
    }
    html.Element("ol", {{"class", "findings"}}, [&] {
      int number = 0;
      for (const v1::Finding& finding : *page->options.findings) {
        WriteFinding(finding, ++number, page);
      }
    });
  });
}

}  // namespace finsam::gateway

#include "services/gateway/render_html.h"

#include <algorithm>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/gateway/html_page.h"
#include "services/gateway/html_style.h"
#include "services/gateway/printed.h"
#include "services/gateway/source_line.h"

namespace finsam::gateway {
namespace {

constexpr int kTopLevel = 2;  // The report's title is the only h1.
constexpr int kContentsDepth = 2;
// The page loads nothing and runs nothing, whatever its texts may hold.
constexpr char kPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'";

void WriteHead(HtmlPage* page) {
  HtmlWriter& html = page->html;
  const v1::Report& report = page->report;
  html.Element("head", {}, [&] {
    html.Void("meta", {{"charset", "utf-8"}});
    html.Void("meta", {{"name", "viewport"},
                       {"content", "width=device-width, initial-scale=1"}});
    html.Void("meta", {{"http-equiv", "Content-Security-Policy"},
                       {"content", kPolicy}});
    html.Element("title", {},
                 absl::StrCat(report.title(), " – ", report.association()));
    html.Style(kReportCss);
  });
}

void WriteTitle(HtmlPage* page) {
  HtmlWriter& html = page->html;
  const v1::Report& report = page->report;
  html.Element("header", {{"class", "title"}}, [&] {
    html.Element("p", {{"class", "association"}}, report.association());
    html.Element("h1", {}, report.title());
    if (!report.registration_number().empty()) {
      html.Element("p", {{"class", "registration"}},
                   report.registration_number());
    }
    if (report.audience() == common::v1::OFFICE) {
      html.Element("p", {{"class", "internal"}}, kInternalNote);
    }
  });
}

void WriteHeading(const v1::Section& section, HtmlPage* page) {
  HtmlWriter& html = page->html;
  if (!section.number().empty()) {
    html.Element("span", {{"class", "number"}}, section.number());
    html.Text(" ");
  }
  html.Text(section.title());
}

using Sections = google::protobuf::RepeatedPtrField<v1::Section>;

void WriteContents(const Sections& sections, int depth, HtmlPage* page) {
  HtmlWriter& html = page->html;
  html.Element("ol", {}, [&] {
    for (const v1::Section& section : sections) {
      html.Element("li", {}, [&] {
        const std::string anchor = page->anchors.Of(section);
        html.Element("a", {HtmlAttribute::Href(absl::StrCat("#", anchor))},
                     [&] { WriteHeading(section, page); });
        if (depth < kContentsDepth && !section.sections().empty()) {
          WriteContents(section.sections(), depth + 1, page);
        }
      });
    }
    if (depth == 1 && page->options.findings != nullptr) {
      html.Element("li", {}, [&] {
        const std::string anchor = absl::StrCat("#", kFindingsAnchor);
        html.Element("a", {HtmlAttribute::Href(anchor)}, "Granskning");
      });
    }
  });
}

void WriteSection(const v1::Section& section, int level, HtmlPage* page) {
  HtmlWriter& html = page->html;
  html.Element("section", {{"id", page->anchors.Of(section)}}, [&] {
    html.Element(HeadingTag(level), {}, [&] { WriteHeading(section, page); });
    for (const v1::Block& block : section.blocks()) {
      if (block.has_text()) WriteMarkdown(block.text(), level + 1, page);
      if (block.has_table()) {
        WriteTable(block.table(), section.title(), page);
        WriteCharts(block.table(), page);
      }
    }
    for (const v1::Section& inner : section.sections()) {
      WriteSection(inner, level + 1, page);
    }
  });
}

void WriteFooter(HtmlPage* page) {
  HtmlWriter& html = page->html;
  if (page->report.sources().empty()) return;
  html.Element("footer", {}, [&] {
    html.Element("p", {}, "Rapporten är sammanställd ur:");
    html.Element("ul", {}, [&] {
      for (const auto& source : page->report.sources()) {
        html.Element("li", {}, SourceLine(source));
      }
    });
  });
}

void WriteBody(HtmlPage* page) {
  HtmlWriter& html = page->html;
  html.Element("a",
               {HtmlAttribute::Href(absl::StrCat("#", kContentAnchor)),
                {"class", "skip"}},
               "Hoppa till innehållet");
  html.Element("div", {{"class", "page"}}, [&] {
    WriteTitle(page);
    html.Element("nav", {{"aria-label", "Innehåll"}}, [&] {
      html.Element("p", {{"class", "contents"}}, "Innehåll");
      WriteContents(page->report.sections(), 1, page);
    });
    html.Element("main", {{"id", kContentAnchor}}, [&] {
      for (const v1::Section& section : page->report.sections()) {
        WriteSection(section, kTopLevel, page);
      }
      WriteFindings(page);
    });
    WriteFooter(page);
  });
}

}  // namespace

HtmlPage::HtmlPage(const v1::Report& a_report, const HtmlOptions& the_options)
    : report(a_report), options(the_options), anchors(a_report) {
  if (options.findings == nullptr) return;
  int number = 0;
  for (const v1::Finding& finding : *options.findings) {
    ++number;
    for (const std::string& id : finding.figure_ids()) {
      finding_numbers.emplace(id, number);
    }
  }
}

HtmlTag HeadingTag(int level) {
  static constexpr HtmlTag kTags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
  const int last = static_cast<int>(std::size(kTags));
  return kTags[std::clamp(level, 1, last) - 1];
}

std::string RenderHtml(const v1::Report& report, const HtmlOptions& options) {
  HtmlPage page(report, options);
  page.html.DocType();
  page.html.Element("html", {{"lang", "sv"}}, [&] {
    WriteHead(&page);
    page.html.Element("body", {}, [&] { WriteBody(&page); });
  });
  return page.html.Take();
}

}  // namespace finsam::gateway

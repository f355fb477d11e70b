#include "services/gateway/pages.h"

#include <functional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/figure/display.h"
#include "services/gateway/frozen_name.h"
#include "services/gateway/html_style.h"
#include "services/gateway/html_writer.h"

namespace finsam::gateway {
namespace {

namespace led = ledger::v1;

constexpr char kPolicy[] =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'";

std::string Page(const std::string& title,
                 const std::function<void(HtmlWriter&)>& body) {
  HtmlWriter html;
  html.DocType();
  html.Element("html", {{"lang", "sv"}}, [&] {
    html.Element("head", {}, [&] {
      html.Void("meta", {{"charset", "utf-8"}});
      html.Void("meta", {{"name", "viewport"},
                         {"content", "width=device-width, initial-scale=1"}});
      html.Void("meta", {{"http-equiv", "Content-Security-Policy"},
                         {"content", kPolicy}});
      html.Element("title", {}, title);
      html.Style(kReportCss);
    });
    html.Element("body", {}, [&] {
      html.Element("div", {{"class", "page"}}, [&] {
        html.Element("header", {{"class", "title"}},
                     [&] { html.Element("h1", {}, title); });
        html.Element("main", {}, [&] { body(html); });
      });
    });
  });
  return html.Take();
}

// A table that scrolls by itself on a narrow screen.
void WriteGrid(HtmlWriter& html, const std::string& caption,
               const std::vector<std::string>& heads,
               const std::function<void()>& rows) {
  html.Element("div",
               {{"class", "table"},
                {"role", "group"},
                {"tabindex", "0"},
                {"aria-label", caption}},
               [&] {
                 html.Element("table", {}, [&] {
                   html.Element("caption", {}, caption);
                   html.Element("thead", {}, [&] {
                     html.Element("tr", {}, [&] {
                       for (const std::string& head : heads) {
                         html.Element("th", {{"scope", "col"}}, head);
                       }
                     });
                   });
                   html.Element("tbody", {}, rows);
                 });
               });
}

void WriteRow(HtmlWriter& html, const std::vector<std::string>& texts,
              const std::string& number) {
  html.Element("tr", {}, [&] {
    for (size_t i = 0; i < texts.size(); ++i) {
      if (i == 0) {
        html.Element("th", {{"scope", "row"}}, texts[i]);
      } else {
        html.Element("td", {}, texts[i]);
      }
    }
    html.Element("td", {{"class", "num"}}, number);
  });
}

std::string Kronor(int64_t ore) { return Format(Ore{ore}, {Unit::kKronor, 2}); }

std::string Day(const common::v1::Date& date) {
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(),
                         date.day());
}

void WriteSteps(HtmlWriter& html, const v1::ExplainFigureResponse& explained) {
  WriteGrid(
      html, "Så är siffran sammansatt", {"Siffra", "Var", "Hur", "Värde"}, [&] {
        for (const auto& step : explained.steps()) {
          html.Element("tr", {}, [&] {
            html.Element("th", {{"scope", "row"}}, [&] {
              const std::string& id = step.figure().id();
              html.Element("a", {HtmlAttribute::Href(absl::StrCat("?id=", id))},
                           id);
            });
            html.Element("td", {}, step.label());
            html.Element("td", {},
                         RuleInSwedish(step.figure().provenance().rule()));
            html.Element("td", {{"class", "num"}},
                         absl::StrCat(step.factor() < 0 ? "avgår " : "",
                                      step.printed()));
          });
        }
      });
}

void WriteBooks(HtmlWriter& html, const led::ExplainFigureResponse& books) {
  WriteGrid(html, "Konton och objekt (bokföringens tecken, kr)",
            {"Konto", "Namn", "Objekt", "Belopp"}, [&] {
              for (const auto& sum : books.accounts()) {
                std::string objects;
                for (const std::string& name : sum.object_names()) {
                  absl::StrAppend(&objects, objects.empty() ? "" : ", ", name);
                }
                WriteRow(html,
                         {absl::StrCat(sum.account()), sum.name(), objects},
                         Kronor(sum.amount_ore()));
              }
            });
  WriteGrid(
      html, "Verifikationer", {"Nr", "Datum", "Text", "Konto", "Belopp"}, [&] {
        for (const auto& line : books.entries()) {
          WriteRow(
              html,
              {absl::StrCat(line.series(), line.number()), Day(line.date()),
               line.text(), absl::StrCat(line.entry().account())},
              Kronor(line.entry().amount_ore()));
        }
      });
  if (!books.next_page_token().empty()) {
    html.Element("p", {}, "Fler verifikationer finns: finsam explain --all.");
  }
}

void WriteRecords(HtmlWriter& html, const common::v1::Figure& figure) {
  if (figure.provenance().records().empty()) return;
  html.Element("p", {}, "Uppgiften kommer från:");
  html.Element("ul", {}, [&] {
    for (const std::string& record : figure.provenance().records()) {
      html.Element("li", {}, record);
    }
  });
}

// The published version first; the draft is what it will be next.
void WriteListed(HtmlWriter& html, const ListedReport& report) {
  const ReportKey& key = report.key;
  const std::string name =
      absl::StrCat(key.year.organisation, ", ", key.year.year, ": ",
                   KindInSwedish(key.kind));
  const std::string draft = absl::StrCat("/", key.Text());
  html.Element("li", {}, [&] {
    if (report.published_version == 0) {
      html.Element("a", {HtmlAttribute::Href(draft)},
                   absl::StrCat(name, ", utkast"));
      return;
    }
    const std::string version = absl::StrCat(report.published_version);
    html.Element(
        "a", {HtmlAttribute::Href(absl::StrCat(draft, "/versions/", version))},
        absl::StrCat(name, ", publicerad version ", version));
    html.Text(" (");
    html.Element("a",
                 {HtmlAttribute::Href(
                     absl::StrCat(draft, "/versions/", version, ".pdf"))},
                 "PDF");
    html.Text("; ");
    html.Element("a", {HtmlAttribute::Href(draft)}, "utkast");
    html.Text(")");
  });
}

}  // namespace

std::string RenderYearsPage(const std::vector<ListedReport>& reports) {
  return Page("Rapporter", [&reports](HtmlWriter& html) {
    if (reports.empty()) {
      html.Element("p", {},
                   "Inget år är importerat än. Kör finsam import MAPP.");
      return;
    }
    html.Element("ul", {}, [&] {
      for (const ListedReport& report : reports) WriteListed(html, report);
    });
  });
}

std::string RenderFigurePage(const v1::ExplainFigureResponse& explained,
                             const std::string& report_path) {
  const common::v1::Figure& figure = explained.steps(0).figure();
  return Page(
      absl::StrCat("Varifrån kommer ", explained.steps(0).printed(), "?"),
      [&](HtmlWriter& html) {
        html.Element("p", {}, explained.steps(0).label());
        WriteRecords(html, figure);
        WriteSteps(html, explained);
        if (explained.has_books()) WriteBooks(html, explained.books());
        html.Element("p", {}, [&] {
          html.Element("a",
                       {HtmlAttribute::Href(
                           absl::StrCat(report_path, "#", figure.id()))},
                       "Till rapporten");
        });
      });
}

}  // namespace finsam::gateway

// The report as a page: structure that a screen reader can trust, escaping that
// cannot be got around, figures that a program can find.

#include "services/gateway/render_html.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/figure/convert.h"
#include "tests/gateway/sample_report.h"

namespace finsam::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::string Page(const v1::Report& report, const HtmlOptions& options = {}) {
  return RenderHtml(report, options);
}

std::string PageOf(const v1::Section& section) {
  v1::Report report;
  *report.add_sections() = section;
  return Page(report);
}

// What stands in main, between the first section's heading and its end.
std::string InSection(const v1::Section& section) {
  const std::string page = PageOf(section);
  const size_t begin = page.find("</h2>\n") + 6;
  return page.substr(begin, page.find("</section>") - begin);
}

// The first group of every match.
std::vector<std::string> All(const std::string& page, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> found;
  for (std::sregex_iterator at(page.begin(), page.end(), regex), end; at != end;
       ++at) {
    found.push_back((*at)[1]);
  }
  return found;
}

TEST(RenderHtmlTest, EveryIdIsUniqueAndEveryInnerLinkHasItsTarget) {
  const auto findings = SampleFindings();
  const std::string page =
      Page(SampleReport(), {"/figures/", &findings.findings()});
  const std::vector<std::string> ids = All(page, " id=\"([^\"]*)\"");
  const std::set<std::string> unique(ids.begin(), ids.end());
  EXPECT_EQ(unique.size(), ids.size());
  for (const std::string& target : All(page, "href=\"#([^\"]*)\"")) {
    EXPECT_TRUE(unique.count(target) > 0) << target;
  }
}

TEST(RenderHtmlTest, TablesSayWhatTheirHeadsSpan) {
  const std::string page = Page(SampleReport());
  for (const std::string& head : All(page, "<th([ >][^>]*)>")) {
    EXPECT_THAT(head, HasSubstr("scope=\"")) << head;
  }
  const size_t tables = All(page, "<(table) ").size();
  EXPECT_EQ(All(page, "<(caption)[ >]").size(), tables);
  EXPECT_EQ(
      All(page, "(class=\"table whole\" role=\"group\" tabindex=\"0\")").size(),
      tables);
}

TEST(RenderHtmlTest, HeadingsSkipNoLevel) {
  int last = 0;
  for (const std::string& digit : All(Page(SampleReport()), "<h([1-6])>")) {
    const int level = std::stoi(digit);
    EXPECT_LE(level, last + 1);
    last = level;
  }
}

TEST(RenderHtmlTest, EveryElementIsClosedInOrder) {
  const auto findings = SampleFindings();
  const std::string page =
      Page(SampleReport(), {"/figures/", &findings.findings()});
  const std::set<std::string> kVoid = {"meta", "br", "hr"};
  const std::string body = page.substr(page.find("</style>") + 8);
  std::vector<std::string> open = {"html", "head"};
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*>");
  for (std::sregex_iterator at(body.begin(), body.end(), tag), end; at != end;
       ++at) {
    const std::string name = (*at)[2];
    if (kVoid.count(name) > 0) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
      continue;
    }
    ASSERT_FALSE(open.empty());
    EXPECT_EQ(open.back(), name);
    open.pop_back();
  }
  EXPECT_TRUE(open.empty());
}

// The page with plain blanks for no-break ones, so that it can be read here.
std::string Plain(const std::string& html) {
  return absl::StrReplaceAll(html, {{"\u00a0", " "}});
}

std::string Golden(const std::string& name) {
  std::ifstream file(absl::StrCat(FINSAM_SOURCE_DIR, "/tests/golden/", name));
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(RenderHtmlTest, ATableAsItIsWritten) {
  Table table =
      AmountTable("note-2", "Verksamhetens intäkter", {{"2024", "2024"}},
                  {{"group", "Bidrag", RowKind::kHeading, "", {}},
                   {"state", "Staten", RowKind::kDetail, "7", {-2'529'000}},
                   {"total", "Summa", RowKind::kTotal, "", {0}}});
  table.rows[2].cells[0] = FigureCell{{"note-2/total/2024", {}, {}}, {}};
  EXPECT_EQ(Plain(InSection(TableSection("Intäkter", table))),
            Golden("table.html"));
}

TEST(RenderHtmlTest, NotesLinkToTheirSectionOrTable) {
  const std::string page = Page(SampleReport());
  EXPECT_THAT(page,
              HasSubstr("<a href=\"#section-not-2\" aria-label=\"Not 2\">"));
  // There is no note 5 in the report, so there is nothing to link to.
  EXPECT_THAT(page, HasSubstr("<td class=\"note\">5</td>"));
}

TEST(RenderHtmlTest, AFigureIsAnchoredWhereATableShowsIt) {
  const std::string page = Page(SampleReport());
  const std::string id = "income-statement/result/2024";
  EXPECT_THAT(page,
              HasSubstr(absl::StrCat("<data value=\"-51835900\" data-figure=\"",
                                     id, "\" id=\"", id, "\">")));
  // The mention in the text before the table is no anchor.
  EXPECT_GT(All(page, "data-figure=\"(income-statement/result/2024)\"").size(),
            2u);
}

TEST(RenderHtmlTest, ExactValuesOfEveryKind) {
  const std::string page = Page(SampleReport());
  EXPECT_THAT(page, HasSubstr("value=\"65/100\""));
  EXPECT_THAT(page, HasSubstr("value=\"2023-01-01\""));
  EXPECT_THAT(page, HasSubstr("value=\"..\""));
  EXPECT_THAT(page, HasSubstr(">..<"));
}

TEST(RenderHtmlTest, FiguresLinkToTheirOriginWhenAsked) {
  EXPECT_THAT(Page(SampleReport()), Not(HasSubstr("class=\"origin\"")));
  EXPECT_THAT(Page(SampleReport(), {"/figures/", nullptr}),
              HasSubstr("<a href=\"/figures/note-3/kansli/2024\" "
                        "class=\"origin\">"));
}

TEST(RenderHtmlTest, FindingsAreListedAndMarked) {
  const auto findings = SampleFindings();
  const std::string page = Page(SampleReport(), {"", &findings.findings()});
  EXPECT_THAT(page, HasSubstr("<li id=\"finding:1\">"));
  EXPECT_THAT(page, HasSubstr("<a href=\"#note-2/total/2024\">"));
  EXPECT_THAT(
      page,
      HasSubstr("<td class=\"num\"><a href=\"#finding:1\" class=\"flag\""));
}

struct Injection {
  const char* markdown;
  const char* html;
};

TEST(RenderHtmlTest, TextsBecomeHtmlAndNothingElse) {
  const Injection kCases[] = {
      {"a **b** *c*", "<p>a <strong>b</strong> <em>c</em></p>\n"},
      {"# a", "<h3>a</h3>\n"},
      {"a\n\n### b\n\n##### c", "<p>a</p>\n<h3>b</h3>\n<h4>c</h4>\n"},
      {"3. a\n4. b", "<ol start=\"3\"><li>a</li>\n<li>b</li>\n</ol>\n"},
      {"a<script>b</script>", "<p>ab</p>\n"},
      {"<script>alert(1)</script>", ""},
      {"<img src=x onerror=y>", ""},
      {"&lt;b&gt; & c", "<p>&lt;b&gt; &amp; c</p>\n"},
      {"[a](javascript:alert(1))", "<p>a</p>\n"},
      {"[a](<java script:x>)", "<p>a</p>\n"},
      {"[a](https://b.se/?c=1&d=\")",
       "<p><a href=\"https://b.se/?c=1&amp;d=&quot;\">a</a></p>\n"},
      {"![alt](https://b.se/c.png)", "<p>alt</p>\n"},
      {"`<b>`", "<p><code>&lt;b&gt;</code></p>\n"},
      {"{{ \"<b>*5*\" }}", "<p>&lt;b&gt;*5*</p>\n"},
  };
  for (const Injection& c : kCases) {
    EXPECT_EQ(InSection(TextSection("T", c.markdown)),
              absl::StrCat("<div class=\"prose\">", c.html, "</div>\n"))
        << c.markdown;
  }
}

TEST(RenderHtmlTest, FiguresStandInTextsButNotInAddressesOrCode) {
  const Injection kCases[] = {
      {"x {{ a/b }}",
       "<p>x <data value=\"74\" data-figure=\"a/b\" "
       "id=\"a/b\">74</data></p>\n"},
      {"`{{ a/b }}`", "<p><code>74</code></p>\n"},
      {"    {{ a/b }}\n", "<pre tabindex=\"0\">74\n</pre>\n"},
      {"[x](https://a.se/{{ a/b }})",
       "<p><a href=\"https://a.se/74\">x</a></p>\n"},
      {"![{{ a/b }}](x)",
       "<p><data value=\"74\" data-figure=\"a/b\" id=\"a/b\">74</data></p>\n"},
  };
  for (const Injection& c : kCases) {
    EXPECT_EQ(InSection(TextSection("T", c.markdown, Count{74})),
              absl::StrCat("<div class=\"prose\">", c.html, "</div>\n"))
        << c.markdown;
  }
}

// Whatever a name holds, it stays text.
TEST(RenderHtmlTest, LabelsCannotBecomeTags) {
  const std::string evil = "\"'><script>alert(1)</script>";
  Table table = AmountTable(evil, evil, {{evil, evil}},
                            {{evil, evil, RowKind::kDetail, evil, {1}}});
  table.unit = table.row_header = evil;
  v1::Report report;
  report.set_title(evil);
  report.set_association(evil);
  report.set_registration_number(evil);
  *report.add_sections() = TableSection(evil, table);
  report.mutable_sections(0)->set_id(evil);
  report.mutable_sections(0)->set_number(evil);
  report.add_sources()->set_service(evil);
  v1::CheckReportResponse findings = SampleFindings();
  findings.mutable_findings(0)->set_message(evil);
  findings.mutable_findings(0)->add_figure_ids(evil);
  const std::string page = Page(report, {evil, &findings.findings()});
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("\"\"'")));
}

TEST(RenderHtmlTest, SurvivesAReportThatIsHalfThere) {
  EXPECT_THAT(Page({}), HasSubstr("</html>"));
  v1::Report report;
  v1::Section* section = report.add_sections();
  section->add_blocks();
  section->add_blocks()->mutable_text()->set_markdown(
      "\ue000"
      "7\ue001");
  auto* table = section->add_blocks()->mutable_table();
  table->add_columns();
  table->add_rows();  // No cells.
  table->add_rows()->add_cells()->mutable_figure();
  *report.add_sections() = *section;
  EXPECT_THAT(Page(report), HasSubstr("</html>"));
}

TEST(RenderHtmlTest, SameReportSameBytes) {
  EXPECT_EQ(Page(SampleReport()), Page(SampleReport()));
}

// Writes the page where FINSAM_SAMPLE_PAGE says, for looking at it.
TEST(RenderHtmlTest, LeavesASampleWhenAsked) {
  const char* path = std::getenv("FINSAM_SAMPLE_PAGE");
  if (path == nullptr) GTEST_SKIP() << "FINSAM_SAMPLE_PAGE is not set";
  const auto findings = SampleFindings();
  std::ofstream(path) << Page(SampleReport(),
                              {"/figures/", &findings.findings()});
}

}  // namespace
}  // namespace finsam::gateway

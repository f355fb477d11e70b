// Charts on the page: drawn inside it, with words for those who do not see
// them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "services/gateway/render_html.h"
#include "tests/gateway/sample_report.h"

namespace finsam::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::SizeIs;

// Adds charts to every table of the section.
void Draw(v1::Section* section) {
  for (v1::Block& block : *section->mutable_blocks()) {
    if (!block.has_table()) continue;
    block.mutable_table()->add_charts()->set_kind(common::v1::Chart::BARS);
    common::v1::Chart* lines = block.mutable_table()->add_charts();
    lines->set_kind(common::v1::Chart::LINES);
    lines->set_title("Linjer <över> tid");
  }
  for (v1::Section& inner : *section->mutable_sections()) Draw(&inner);
}

std::string DrawnPage() {
  v1::Report report = SampleReport();
  for (v1::Section& section : *report.mutable_sections()) Draw(&section);
  return RenderHtml(report, {});
}

std::vector<std::string> All(const std::string& page, const char* pattern) {
  const std::regex regex(pattern);
  std::vector<std::string> out;
  for (std::sregex_iterator at(page.begin(), page.end(), regex), end; at != end;
       ++at) {
    out.push_back((*at)[1]);
  }
  return out;
}

TEST(HtmlChartTest, EveryDrawingIsNamedAndDescribed) {
  const std::string page = DrawnPage();
  const auto titles =
      All(page, "<svg role=\"img\" aria-labelledby=\"([^\"]*)\"");
  const auto descriptions = All(page, "aria-describedby=\"([^\"]*)\"");
  ASSERT_GT(titles.size(), 3U);
  EXPECT_THAT(All(page, "(<figure class=\"chart\">)"), SizeIs(titles.size()));
  EXPECT_THAT(descriptions, SizeIs(titles.size()));
  for (const std::string& id : titles) {
    EXPECT_THAT(page, HasSubstr("<title id=\"" + id + "\">"));
  }
  for (const std::string& id : descriptions) {
    EXPECT_THAT(page, HasSubstr("<desc id=\"" + id + "\">"));
  }
  EXPECT_THAT(page, HasSubstr("Alla siffror finns i tabellen ovanför."));
  EXPECT_THAT(page, HasSubstr("<figcaption>Linjer &lt;över&gt; tid"));
}

TEST(HtmlChartTest, IdsAreUniqueAndEveryPatternIsThere) {
  const std::string page = DrawnPage();
  const std::vector<std::string> ids = All(page, " id=\"([^\"]*)\"");
  const std::set<std::string> unique(ids.begin(), ids.end());
  EXPECT_EQ(unique.size(), ids.size());
  const std::vector<std::string> used = All(page, "url\\(#([^)]*)\\)");
  EXPECT_FALSE(used.empty());
  for (const std::string& id : used) EXPECT_TRUE(unique.contains(id)) << id;
}

TEST(HtmlChartTest, NothingIsLoadedAndTheBytesAreTheSameAgain) {
  const std::string page = DrawnPage();
  EXPECT_THAT(page, Not(HasSubstr("xlink")));
  EXPECT_THAT(page, Not(HasSubstr("<image")));
  EXPECT_EQ(page, DrawnPage());
}

TEST(HtmlChartTest, ATableWithoutChartsHasNone) {
  EXPECT_THAT(RenderHtml(SampleReport(), {}), Not(HasSubstr("<svg")));
}

}  // namespace
}  // namespace finsam::gateway

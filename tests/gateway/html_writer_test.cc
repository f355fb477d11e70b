// What may become HTML, and how it is escaped.

#include "services/gateway/html_writer.h"

#include <gtest/gtest.h>

#include <utility>

namespace finsam::gateway {
namespace {

TEST(HtmlWriterTest, NestsElementsAndEscapesAll) {
  HtmlWriter html;
  html.Element("p", {{"class", "a\"b'<&>"}}, [&] {
    html.Text("1 < 2 & \"tre\"");
    html.Void("br");
    html.Element("em", {}, "<script>");
  });
  EXPECT_EQ(html.Take(),
            "<p class=\"a&quot;b&#39;&lt;&amp;&gt;\">"
            "1 &lt; 2 &amp; &quot;tre&quot;<br>\n"
            "<em>&lt;script&gt;</em></p>\n");
}

TEST(HtmlWriterTest, WritesNothingUnprintable) {
  HtmlWriter html;
  html.Text("a\x01z\xff");
  EXPECT_EQ(html.Take(), "a\ufffdz\ufffd");
}

TEST(HtmlWriterTest, KnowsSafeAddresses) {
  const std::pair<const char*, bool> kCases[] = {
      {"https://nns.samordning.org/a?b=c#d", true},
      {"HTTP://a.se", true},
      {"mailto:kansli@a.se", true},
      {"#note-2", true},
      {"bilaga.html", true},
      {"/figures/a/b:c", true},
      {"?q=a:b", true},
      {"", true},
      {"javascript:alert(1)", false},
      {"JavaScript:alert(1)", false},
      {" javascript:alert(1)", false},
      {"java\nscript:alert(1)", false},
      {"\x01javascript:alert(1)", false},
      {"data:text/html,x", false},
      {"vbscript:x", false},
      {"file:///etc/passwd", false},
      {"//evil.se/x", false},
      {"/\\evil.se/x", false},
  };
  for (const auto& [address, safe] : kCases) {
    EXPECT_EQ(IsSafeAddress(address), safe) << address;
    EXPECT_EQ(HtmlAttribute::Href(address).value(), safe ? address : "#");
  }
}

}  // namespace
}  // namespace finsam::gateway

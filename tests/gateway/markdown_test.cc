// What the Markdown reader tells, written as a line of signs.

#include "services/gateway/markdown.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

using Kind = MarkdownEvent::Kind;

std::string Told(const std::string& markdown) {
  std::string out;
  WalkMarkdown(markdown, [&out](const MarkdownEvent& event) {
    if (event.kind == Kind::kText) {
      out += event.text;
    } else if (event.kind == Kind::kHeading && event.begins) {
      absl::StrAppend(&out, "h", event.level, ":");
    } else if (event.kind == Kind::kLink && event.begins) {
      absl::StrAppend(&out, "[", event.address, "]");
    } else if (event.kind == Kind::kList && event.begins) {
      absl::StrAppend(&out, event.ordered ? "ol" : "ul", event.start, ":");
    } else if (event.kind == Kind::kParagraph && event.begins) {
      out += event.tight ? "" : "p:";
    }
  });
  return out;
}

TEST(MarkdownTest, TellsBlocksAndSpans) {
  EXPECT_EQ(Told("Hej *du*.\n\nDu med."), "p:Hej du.p:Du med.");
  EXPECT_EQ(Told("4. a\n5. b"), "ol4:ab");
  EXPECT_EQ(Told("[a](b.html)"), "p:[b.html]a");
  EXPECT_EQ(Told("![bild av *hus*](b.png)"), "p:bild av hus");
}

TEST(MarkdownTest, RawHtmlIsLeftOut) {
  EXPECT_EQ(Told("a<b>c</b><script>x</script>"), "p:acx");
  EXPECT_EQ(Told("<div onclick=x>\nhej\n</div>\n\nb"), "p:b");
}

TEST(MarkdownTest, HeadingsSkipNoLevel) {
  EXPECT_EQ(Told("# a\n### b\n###### c\n### d\n# e\n"), "h1:ah2:bh3:ch2:dh1:e");
  EXPECT_EQ(Told("#### a\n#### b\n## c\n"), "h1:ah1:bh1:c");
}

TEST(MarkdownTest, DeepNestingKeepsItsText) {
  const std::string deep(20'000, '>');
  EXPECT_EQ(Told(deep + " a"), "p:a");
  std::string brackets;
  for (int i = 0; i < 20'000; ++i) brackets += "*a ";
  EXPECT_FALSE(Told(brackets).empty());
}

}  // namespace
}  // namespace finsam::gateway

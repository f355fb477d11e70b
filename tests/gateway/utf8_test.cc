#include "services/gateway/domain/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace finsam::gateway {
namespace {

TEST(Utf8Test, EveryCharacterComesBackAsItWas) {
  for (char32_t rune = 1; rune <= 0x10FFFF; rune += 7) {
    if (0xD800 <= rune && rune <= 0xDFFF) continue;
    std::string bytes;
    AppendRune(rune, &bytes);
    absl::string_view rest = bytes;
    ASSERT_EQ(TakeRune(&rest), rune);
    ASSERT_TRUE(rest.empty());
  }
}

TEST(Utf8Test, FindsTheFirstIllFormedByte) {
  EXPECT_EQ(FirstIllFormed("räksmörgås €😀"), std::nullopt);
  EXPECT_EQ(FirstIllFormed("r\xc3\xa4k\xff"), 4u);
  EXPECT_EQ(FirstIllFormed("\xc1\x81"), 0u);           // Overlong "A".
  EXPECT_EQ(FirstIllFormed("a\xf4\x90\x80\x80"), 1u);  // Above U+10FFFF.
  EXPECT_EQ(FirstIllFormed("a\xe2\x82"), 1u);          // Cut short.
}

TEST(Utf8Test, NothingUnprintableIsLeft) {
  EXPECT_EQ(Printable("a\tb\nc å"), "a\tb\nc å");
  EXPECT_EQ(Printable("\x1b[31mröd"), "\ufffd[31mröd");
  EXPECT_EQ(Printable("a\xffz"), "a\ufffdz");
  EXPECT_EQ(Printable("a\u202ez"), "a\ufffdz");
  EXPECT_EQ(Printable(std::string("a\0z", 3)), "a\ufffdz");
}

TEST(Utf8Test, CountsColumns) {
  EXPECT_EQ(ColumnWidth("5\u00a0228"), 5);
  EXPECT_EQ(ColumnWidth("Å"), 1);
  EXPECT_EQ(ColumnWidth("A\u030a"), 1);
  EXPECT_EQ(ColumnWidth("東京"), 4);
}

}  // namespace
}  // namespace finsam::gateway

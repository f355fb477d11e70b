#include "common/base/text.h"

#include <gtest/gtest.h>

#include <random>
#include <string>

namespace finsam {
namespace {

TEST(TextTest, ShortensBetweenCharacters) {
  const struct {
    const char* text;
    size_t bytes_max;
    const char* shown;
  } cases[] = {
      {"", 3, ""},
      {"abc", 3, "abc"},
      {"abcd", 3, "…"},
      {"abcdef", 5, "ab…"},
      {"åäö", 6, "åäö"},
      {"åäö", 5, "å…"},
      {"aåäö", 6, "aå…"},
      {"åäöå", 7, "åä…"},
      {"a€uro", 6, "a…"},
      {"a€uro", 7, "a€uro"},
      {"a😀bcdef", 7, "a…"},
      {"a😀bcdef", 8, "a😀…"},
      {"\x80\x80\x80\x80", 3, "…"},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(Shortened(c.text, c.bytes_max), c.shown) << c.text;
  }
}

TEST(TextTest, ReplacesOnlyWhatIsNoCharacter) {
  const struct {
    std::string bytes;
    const char* text;
  } cases[] = {
      {"", ""},
      {"Årsredovisning – 2024 €😀", "Årsredovisning – 2024 €😀"},
      {"F\xf6rbund", "F\uFFFDrbund"},              // Latin-1.
      {"\xc3", "\uFFFD"},                          // Cut off.
      {"\xe2\x88", "\uFFFD\uFFFD"},                // Cut off in the middle.
      {"\xc0\x80", "\uFFFD\uFFFD"},                // Overlong.
      {"a\xed\xa0\x80z", "a\uFFFD\uFFFD\uFFFDz"},  // A surrogate.
  };
  for (const auto& c : cases) EXPECT_EQ(ToUtf8(c.bytes), c.text);
  EXPECT_EQ(ToUtf8(std::string("a\0b", 3)), std::string("a\0b", 3));
}

TEST(TextTest, AnyBytesBecomeTextAndStayShort) {
  std::mt19937_64 random(3);
  std::uniform_int_distribution<int> byte(0, 255);
  std::uniform_int_distribution<size_t> length(0, 40);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes(length(random), '\0');
    for (char& c : bytes) c = static_cast<char>(byte(random));
    const std::string text = ToUtf8(bytes);
    ASSERT_TRUE(IsUtf8(text));
    if (IsUtf8(bytes)) {
      ASSERT_EQ(text, bytes);
    }
    const std::string shown = Shortened(text, 12);
    ASSERT_TRUE(IsUtf8(shown));
    ASSERT_LE(shown.size(), 12u);
    ASSERT_LE(Shortened(bytes, 12).size(), 12u);
  }
}

}  // namespace
}  // namespace finsam

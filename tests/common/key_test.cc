#include "common/store/key.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <limits>
#include <random>
#include <string>
#include <variant>
#include <vector>

namespace finsam::store {
namespace {

using Part = std::variant<std::string, int64_t>;

// Few letters, so that prefixes, escapes and equal parts are common.
std::string RandomText(std::mt19937_64& random) {
  constexpr char kLetters[] = {'\0',   '\x01', '\x02', 'a',
                               '\x7f', '\x80', '\xff'};
  std::string text(random() % 5, '\0');
  for (char& c : text) c = kLetters[random() % sizeof(kLetters)];
  return text;
}

int64_t RandomNumber(std::mt19937_64& random) {
  constexpr int64_t kEdges[] = {0,
                                1,
                                -1,
                                255,
                                256,
                                -256,
                                std::numeric_limits<int64_t>::max(),
                                std::numeric_limits<int64_t>::min()};
  if (random() % 2 == 0) return kEdges[random() % 8];
  return static_cast<int64_t>(random()) >> (random() % 64);
}

// Parts of the same kinds at the same places: "kinds" has a bit for each.
std::vector<Part> RandomParts(std::mt19937_64& random, uint64_t kinds) {
  std::vector<Part> parts;
  for (int i = 0; i < 3; ++i) {
    if ((kinds >> i) % 2 == 0) {
      parts.emplace_back(RandomText(random));
    } else {
      parts.emplace_back(RandomNumber(random));
    }
  }
  return parts;
}

std::string Encode(const std::vector<Part>& parts) {
  Key key("room");
  for (const Part& part : parts) {
    if (const auto* text = std::get_if<std::string>(&part)) key.Text(*text);
    if (const auto* number = std::get_if<int64_t>(&part)) key.Number(*number);
  }
  return key.bytes();
}

TEST(KeyTest, KeysSortAsTheirPartsDo) {
  std::mt19937_64 random(11);
  for (int i = 0; i < 50'000; ++i) {
    const uint64_t kinds = random();
    const std::vector<Part> a = RandomParts(random, kinds);
    const std::vector<Part> b = RandomParts(random, kinds);
    // std::string compares bytes as unsigned, as the store does.
    ASSERT_EQ(Encode(a) < Encode(b), a < b);
    ASSERT_EQ(Encode(a) == Encode(b), a == b);
  }
}

TEST(KeyTest, PartsComeBackInOrder) {
  std::mt19937_64 random(12);
  for (int i = 0; i < 20'000; ++i) {
    const std::vector<Part> parts = RandomParts(random, random());
    const std::string bytes = Encode(parts);
    KeyReader in(bytes);
    ASSERT_EQ(in.Text(), "room");
    for (const Part& part : parts) {
      if (const auto* text = std::get_if<std::string>(&part)) {
        ASSERT_EQ(in.Text(), *text);
      } else {
        ASSERT_EQ(in.Number(), std::get<int64_t>(part));
      }
    }
    ASSERT_TRUE(in.AtEnd());
    ASSERT_EQ(in.Text(), std::nullopt);
    ASSERT_EQ(in.Number(), std::nullopt);
  }
}

TEST(KeyTest, NoTextIsAPrefixOfAnother) {
  const std::string shorter = Key("v").Text("22").bytes();
  const std::string longer = Key("v").Text("2220").bytes();
  EXPECT_NE(longer.substr(0, shorter.size()), shorter);
  EXPECT_NE(Key("v").Text("a").Text("b").bytes(), Key("v").Text("ab").bytes());
  EXPECT_NE(Key("v").Text("").bytes(), Key("v").bytes());
}

TEST(KeyTest, DamagedKeysAreNoticed) {
  for (const std::string& bytes :
       {std::string(), std::string("a"), std::string("\0", 1),
        std::string("a\0", 2), std::string("a\0\xff", 3),
        std::string("a\0\x02", 3)}) {
    KeyReader in(bytes);
    EXPECT_EQ(in.Text(), std::nullopt);
  }
  KeyReader number("1234567");
  EXPECT_EQ(number.Number(), std::nullopt);
}

TEST(KeyTest, AnyBytesAreReadWithoutHarm) {
  std::mt19937_64 random(13);
  for (int i = 0; i < 20'000; ++i) {
    std::string bytes = RandomText(random) + RandomText(random);
    KeyReader in(bytes);
    while (!in.AtEnd() && (random() % 2 == 0 ? in.Text().has_value()
                                             : in.Number().has_value())) {
    }
  }
}

}  // namespace
}  // namespace finsam::store

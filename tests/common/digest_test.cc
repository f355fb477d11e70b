#include "common/base/digest.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

namespace finsam {
namespace {

// The vectors of FIPS 180-4's examples.
TEST(DigestTest, KnownVectors) {
  EXPECT_EQ(Hex(Sha256("")),
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(Hex(Sha256("abc")),
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(
      Hex(Sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(Hex(Sha256(std::string(1'000'000, 'a'))),
            "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(DigestTest, PartsAreTheirLengthsAndBytes) {
  EXPECT_EQ(Sha256Parts({}), Sha256(""));
  EXPECT_EQ(Sha256Parts({""}), Sha256(std::string(8, '\0')));
  EXPECT_EQ(Sha256Parts({"abc"}),
            Sha256(std::string("\0\0\0\0\0\0\0\x03", 8) + "abc"));
  const std::string long_part(0x0102, 'x');
  EXPECT_EQ(Sha256Parts({long_part}),
            Sha256(std::string("\0\0\0\0\0\0\x01\x02", 8) + long_part));
}

TEST(DigestTest, NoTwoListsOfPartsAreAlike) {
  const std::string length_like("\0\0\0\0\0\0\0\x01", 8);
  const std::set<std::string> digests = {
      Sha256Parts({}),
      Sha256Parts({""}),
      Sha256Parts({"", ""}),
      Sha256Parts({"ab", "c"}),
      Sha256Parts({"a", "bc"}),
      Sha256Parts({"abc"}),
      Sha256Parts({"abc", ""}),
      Sha256Parts({"", "abc"}),
      Sha256Parts({length_like}),
  };
  EXPECT_EQ(digests.size(), 9u);
}

TEST(DigestTest, ThreadsDoNotMeet) {
  const std::string once = Sha256Parts({"a", "bc"});
  std::vector<std::thread> threads;
  std::vector<int> right(4, 0);
  for (int& count : right) {
    threads.emplace_back([&count, &once] {
      for (int i = 0; i < 2000; ++i) count += Sha256Parts({"a", "bc"}) == once;
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(right, std::vector<int>(4, 2000));
}

TEST(DigestTest, HexIsLowerCase) {
  EXPECT_EQ(Hex(""), "");
  EXPECT_EQ(Hex(std::string("\x00\xff\x0a", 3)), "00ff0a");
}

}  // namespace
}  // namespace finsam

#include "common/rpc/page.h"

#include <gtest/gtest.h>

#include <string>

#include "common/base/status.h"

namespace finsam::rpc {
namespace {

TEST(PageTest, SizesHaveADefaultAndALimit) {
  EXPECT_EQ(*PageSize(0), kPageSizeDefault);
  EXPECT_EQ(*PageSize(1), 1);
  EXPECT_EQ(*PageSize(kPageSizeMax), kPageSizeMax);
  EXPECT_EQ(*PageSize(kPageSizeMax + 1), kPageSizeMax);
  EXPECT_EQ(*PageSize(2'000'000'000), kPageSizeMax);
  for (const int asked : {-1, -2'147'483'647}) {
    EXPECT_EQ(ReasonOf(PageSize(asked).status()), "PAGE_INVALID") << asked;
    EXPECT_EQ(PageSize(asked).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(PageTest, TokensComeBack) {
  for (const std::string& after :
       {std::string(), std::string("a"), std::string("\0\xff\x01", 3),
        std::string(1'000, 'k')}) {
    const std::string token = SealToken("vouchers/2024", after);
    EXPECT_EQ(*OpenToken("vouchers/2024", token), after);
  }
  EXPECT_EQ(*OpenToken("vouchers/2024", ""), "");
}

TEST(PageTest, TokensBelongToTheirList) {
  const std::string token = SealToken("vouchers/2024", "A 17");
  for (const char* list : {"vouchers/2023", "vouchers/202", "", "entries"}) {
    EXPECT_EQ(ReasonOf(OpenToken(list, token).status()), "PAGE_INVALID");
  }
}

TEST(PageTest, ChangedTokensAreRefused) {
  const std::string token = SealToken("vouchers", "A 17");
  for (size_t i = 0; i < token.size(); ++i) {
    std::string changed = token;
    changed[i] = changed[i] == 'A' ? 'B' : 'A';
    const auto opened = OpenToken("vouchers", changed);
    // The last character may carry bits that mean nothing.
    if (opened.ok()) {
      EXPECT_EQ(*opened, "A 17");
      EXPECT_EQ(i, token.size() - 1);
    } else {
      EXPECT_EQ(ReasonOf(opened.status()), "PAGE_INVALID");
    }
  }
  for (const std::string& junk :
       {std::string("x"), std::string("!!!!"), std::string("åäö"),
        std::string(5'000, 'A'), token + token, token.substr(1)}) {
    EXPECT_EQ(ReasonOf(OpenToken("vouchers", junk).status()), "PAGE_INVALID")
        << junk;
  }
}

TEST(PageTest, TokensTravelInAnAddress) {
  for (int byte = 0; byte < 256; ++byte) {
    const std::string token =
        SealToken("l", std::string(3, static_cast<char>(byte)));
    EXPECT_EQ(token.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                      "abcdefghijklmnopqrstuvwxyz"
                                      "0123456789-_="),
              std::string::npos);
  }
}

}  // namespace
}  // namespace finsam::rpc

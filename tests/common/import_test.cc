#include "common/store/import.h"

#include <gtest/gtest.h>

#include <optional>
#include <string>

namespace finsam::store {
namespace {

TEST(ImportOutcomeTest, ComesBackAsItWas) {
  const ImportOutcome outcome{
      {3, std::string(32, 'r')},
      true,
      {{Severity::kWarning, "R", "f", 2, "c", "found", "expected", "Text"}},
      {"a/1", "b/1"},
      "4 medlemmar"};
  const auto back = DecodeOutcome(EncodeOutcome(outcome));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(*back, outcome);
}

TEST(ImportOutcomeTest, CutBytesAreRefused) {
  const ImportOutcome outcome{{1, "root"}, true, {}, {"a/1"}, "1 rad"};
  const std::string bytes = EncodeOutcome(outcome);
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(DecodeOutcome(bytes.substr(0, size)), std::nullopt) << size;
  }
  EXPECT_EQ(DecodeOutcome(bytes + "x"), std::nullopt);
}

TEST(DigestOfImportTest, IsOfEverythingButTheIdAndTheOrder) {
  const ImportRequest request{
      {"2220001511", 2024}, "r1", false, {{"a.csv", "1"}, {"b.csv", "2"}}};
  const std::string digest = DigestOf(request, "import-x");
  ImportRequest same = request;
  same.request_id = "r2";
  std::swap(same.files[0], same.files[1]);
  EXPECT_EQ(DigestOf(same, "import-x"), digest);
  EXPECT_NE(DigestOf(request, "import-y"), digest);
  ImportRequest other = request;
  other.year.year = 2023;
  EXPECT_NE(DigestOf(other, "import-x"), digest);
  other = request;
  other.files[0].content = "3";
  EXPECT_NE(DigestOf(other, "import-x"), digest);
}

TEST(RetryStaleTest, TriesOnceMoreAfterStaleOnly) {
  for (const auto& [reason, attempts] :
       {std::pair("STALE", 2), std::pair("NAME_INVALID", 1)}) {
    int count = 0;
    const absl::StatusOr<int> answer = RetryStale([&]() -> absl::StatusOr<int> {
      ++count;
      return Refuse(absl::StatusCode::kAborted, reason, "");
    });
    EXPECT_EQ(ReasonOf(answer.status()), reason);
    EXPECT_EQ(count, attempts);
  }
}

}  // namespace
}  // namespace finsam::store

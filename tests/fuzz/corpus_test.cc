// Gives the fuzzers' kept inputs to the same functions in the everyday build:
// what was ever found stays mended.

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace finsam {
namespace {

TEST(CorpusTest, EveryKeptInputDoesNoHarm) {
  const std::filesystem::path folder =
      std::filesystem::path(FINSAM_SOURCE_DIR) / "tests/fuzz/corpus" /
      FINSAM_CORPUS;
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    EXPECT_EQ(LLVMFuzzerTestOneInput(
                  reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()),
              0);
    ++count;
  }
  EXPECT_GT(count, 100);
}

}  // namespace
}  // namespace finsam

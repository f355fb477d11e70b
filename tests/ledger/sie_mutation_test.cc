// Thousands of harmed files through the SIE reader: none may stop it.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>

#include "gtest/gtest.h"
#include "tests/ledger/sie_sample.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace finsam::ledger {
namespace {

constexpr int kFilesPerSeed = 2000;
constexpr const char* kPieces[] = {
    "\"",      "\\\"",  "{",        "}",        "\n",       "\r",
    "\r\n",    "#",     "#VER",     "#TRANS",   "#RTRANS",  "#BTRANS",
    "#KSUMMA", " ",     "\t",       "-",        ".",        "99999999999999",
    "\x86",    "\xE5",  "\xC3\xA5", "\x1A",     "\xFF\xFE", "\xEF\xBB\xBF",
    "#RAR 0",  "#UB 0", "00000000", "\xF0\x9D", "{6 \"1\"}"};

class Mutator {
 public:
  explicit Mutator(uint32_t seed) : random_(seed) {}

  std::string Mutate(std::string text) {
    const size_t steps = 1 + Below(8);
    for (size_t i = 0; i < steps; ++i) Step(&text);
    return text;
  }

 private:
  size_t Below(size_t end) { return end == 0 ? 0 : random_() % end; }

  void Step(std::string* text) {
    const size_t at = Below(text->size());
    const size_t size = 1 + Below(40);
    switch (Below(5)) {
      case 0:
        text->erase(at, size);
        return;
      case 1:
        text->insert(at, kPieces[Below(std::size(kPieces))]);
        return;
      case 2:
        if (!text->empty()) (*text)[at] = static_cast<char>(Below(256));
        return;
      case 3:
        text->insert(Below(text->size()), text->substr(at, size));
        return;
      default:
        if (Below(4) == 0) text->resize(at);
        return;
    }
  }

  std::mt19937 random_;
};

void Read(const std::string& bytes) {
  LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()),
                         bytes.size());
}

TEST(SieMutationTest, HarmedSamplesAreReadWithoutHarm) {
  const std::string utf8 = ChangedAll(kSieSample, "a", "å");
  const std::string summed = Changed(kSieSample, "#FORMAT", "#KSUMMA\n#FORMAT");
  for (const uint32_t seed : {1U, 2U, 3U}) {
    SCOPED_TRACE(seed);
    Mutator mutator(seed);
    for (int i = 0; i < kFilesPerSeed; ++i) {
      Read(mutator.Mutate(i % 3 == 0   ? kSieSample
                          : i % 3 == 1 ? utf8
                                       : summed));
    }
  }
}

TEST(SieMutationTest, EveryBeginningOfAFile) {
  const std::string whole = kSieSample;
  for (size_t size = 0; size <= whole.size(); ++size) {
    Read(whole.substr(0, size));
  }
}

TEST(SieMutationTest, RandomBytes) {
  std::mt19937 random(7);
  for (int i = 0; i < kFilesPerSeed; ++i) {
    std::string bytes = i % 2 == 0 ? "#FLAGGA 0\n" : "";
    const size_t size = random() % 300;
    while (bytes.size() < size) {
      bytes.push_back(static_cast<char>(random() % 256));
    }
    Read(bytes);
  }
}

}  // namespace
}  // namespace finsam::ledger

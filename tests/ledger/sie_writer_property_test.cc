// Whatever the books hold: what is written is read back without an error and
// is the same, and writing it again gives the same bytes.

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_writer.h"
#include "tests/ledger/sie_writer_books.h"

namespace finsam::ledger {
namespace {

namespace fs = std::filesystem;

using ::testing::ElementsAreArray;
using ::testing::IsEmpty;

constexpr uint32_t kSeed = 20250217;
constexpr int kBooks = 200;

std::vector<std::string> ErrorsOf(const SieReading& reading) {
  std::vector<std::string> errors;
  for (const Problem& problem : reading.problems) {
    if (problem.severity == Severity::kError) {
      errors.push_back(ProblemLine(problem));
    }
  }
  return errors;
}

// Writes, reads, compares and writes again.
void ExpectComesBack(SieKind kind, const SieFile& file) {
  std::vector<Problem> warnings;
  const auto bytes = WriteSie(kind, file, &warnings);
  ASSERT_TRUE(bytes.ok()) << bytes.status();
  const SieReading reading = ReadSie(FileNameOf(kind), *bytes);
  EXPECT_THAT(ErrorsOf(reading), IsEmpty());
  EXPECT_EQ(reading.file.encoding, SieEncoding::kCp437);
  EXPECT_THAT(ContentOf(reading.file),
              ElementsAreArray(ContentOf(AsWritten(kind, file))));
  const auto again = WriteSie(kind, reading.file);
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(*again, *bytes);
}

TEST(SieWriterPropertyTest, RandomBooksComeBack) {
  RandomBooks books(kSeed);
  for (int i = 0; i < kBooks; ++i) {
    const SieFile file = books.Next();
    for (const SieKind kind : kSieKinds) {
      SCOPED_TRACE(absl::StrCat("seed ", kSeed, ", books ", i, ", kind ",
                                static_cast<int>(kind)));
      ExpectComesBack(kind, file);
      if (HasFailure()) return;
    }
  }
}

TEST(SieWriterPropertyTest, OrderOfListsIsNothing) {
  RandomBooks books(kSeed + 1);
  for (int i = 0; i < kBooks; ++i) {
    const SieFile file = books.Next();
    const SieFile shuffled = books.Shuffled(file);
    for (const SieKind kind : kSieKinds) {
      SCOPED_TRACE(absl::StrCat("seed ", kSeed + 1, ", books ", i, ", kind ",
                                static_cast<int>(kind)));
      ASSERT_EQ(WriteSie(kind, file).value(), WriteSie(kind, shuffled).value());
    }
  }
}

std::string Content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

// The public files of many programs, when FINSAM_SIE_DIR has them.
TEST(SieWriterPropertyTest, SamplesComeBack) {
  const char* named = std::getenv("FINSAM_SIE_DIR");
  const fs::path folder = named != nullptr
                              ? fs::path(named)
                              : fs::path(FINSAM_SOURCE_DIR) / "../shared/sie";
  if (!fs::exists(folder / "FACTS.tsv")) {
    GTEST_SKIP() << "no sample files: set FINSAM_SIE_DIR to their folder";
  }
  int clean = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (name == "FACTS.tsv") continue;
    const SieReading reading = ReadSie(name, Content(entry.path()));
    if (!reading.ok()) continue;
    ++clean;
    const SieKind own = KindOf(reading.file);
    for (const SieKind kind : kSieKinds) {
      if (kind != own && own != SieKind::k4E) continue;
      SCOPED_TRACE(absl::StrCat(name, ", kind ", static_cast<int>(kind)));
      ExpectComesBack(kind, reading.file);
    }
  }
  EXPECT_GT(clean, 40);
}

}  // namespace
}  // namespace finsam::ledger

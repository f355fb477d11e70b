// Reads the public sample files of many accounting programs and compares with
// what is known of each (FACTS.tsv beside them). The files are not part of the
// project: FINSAM_SIE_DIR names their folder, and without them the test is
// skipped.

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gtest/gtest.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_reader.h"
#include "tests/ledger/sie_described.h"

namespace finsam::ledger {
namespace {

namespace fs = std::filesystem;

using Kind = SieBalance::Kind;
using Row = std::map<std::string, std::string>;

fs::path SamplesFolder() {
  const char* named = std::getenv("FINSAM_SIE_DIR");
  if (named != nullptr) return named;
  return fs::path(FINSAM_SOURCE_DIR) / "../shared/sie";
}

std::string Content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::vector<Row> ReadFacts(const fs::path& path) {
  std::vector<Row> rows;
  std::vector<std::string> head;
  for (absl::string_view line : absl::StrSplit(Content(path), '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (head.empty()) {
      head = cells;
      continue;
    }
    Row row;
    for (size_t i = 0; i < cells.size() && i < head.size(); ++i) {
      row[head[i]] = cells[i];
    }
    rows.push_back(row);
  }
  return rows;
}

std::string CountOf(const SieFile& file, Kind kind) {
  int count = 0;
  for (const SieBalance& balance : file.balances) count += balance.kind == kind;
  return absl::StrCat(count);
}

Ore SumOf(const SieFile& file, Kind kind) {
  Ore sum;
  for (const SieBalance& balance : file.balances) {
    if (balance.kind == kind && balance.year_index == 0) sum += balance.amount;
  }
  return sum;
}

int CountOf(const SieReading& reading, const std::string& reason) {
  int count = 0;
  for (const Problem& problem : reading.problems) {
    // Line 0: an account without a closing balance, which the facts leave out.
    count += problem.reason == reason && problem.line > 0;
  }
  return count;
}

std::string EntryCount(const SieFile& file) {
  size_t count = 0;
  for (const SieVoucher& voucher : file.vouchers) {
    count += voucher.entries.size();
  }
  return absl::StrCat(count);
}

// Dimensions without subdimensions, as the facts count them.
std::string DimensionCount(const SieFile& file) {
  int count = 0;
  for (const SieDimension& dimension : file.dimensions) {
    count += dimension.parent == 0;
  }
  return absl::StrCat(count);
}

void CompareCounts(const SieReading& reading, const Row& facts) {
  const SieFile& file = reading.file;
  const std::pair<const char*, std::string> kCounts[] = {
      {"sietyp", absl::StrCat(file.type)},
      {"konto", absl::StrCat(file.accounts.size())},
      {"ib", CountOf(file, Kind::kOpening)},
      {"ub", CountOf(file, Kind::kClosing)},
      {"res", CountOf(file, Kind::kResult)},
      {"psaldo", CountOf(file, Kind::kPeriod)},
      {"pbudget", CountOf(file, Kind::kPeriodBudget)},
      {"oib", CountOf(file, Kind::kOpeningObject)},
      {"dim", DimensionCount(file)},
      {"objekt", absl::StrCat(file.objects.size())},
      {"ver", absl::StrCat(file.vouchers.size())},
      {"trans", EntryCount(file)},
  };
  for (const auto& [column, count] : kCounts) {
    EXPECT_EQ(count, facts.at(column)) << column;
  }
}

void CompareSums(const SieReading& reading, const Row& facts) {
  const SieFile& file = reading.file;
  const auto expected = [&facts](const char* column) {
    const std::string& text = facts.at(column);
    return text.empty() ? Ore{0} : ParseSieAmount(text).value();
  };
  EXPECT_EQ(SumOf(file, Kind::kOpening).value, expected("sumIB").value);
  EXPECT_EQ((SumOf(file, Kind::kClosing) + SumOf(file, Kind::kResult)).value,
            expected("sumUB+sumRES").value);
  EXPECT_EQ(absl::StrCat(CountOf(reading, "VOUCHER_UNBALANCED")),
            facts.at("obalanserade_ver"));
  const std::string& differing = facts.at("konton_IB+TRANS!=UB_el_RES");
  if (!file.is_import) {
    EXPECT_EQ(CountOf(reading, "SIE_ROLL_DIFFERS"),
              differing.empty() ? 0 : std::atoi(differing.c_str()));
  }
}

// What is known of a file and not in the facts: the errors it is refused for,
// and how its counts differ since accounts "FEL" and "DIFF" are no accounts,
// and since an object that is declared three times is here once.
struct Exception {
  const char* name;
  std::map<std::string, int> errors;
  std::map<std::string, int> fewer;
};

const std::vector<Exception>& Exceptions() {
  static const auto* const kExceptions = new std::vector<Exception>{
      {"idstam__BL0001_typ4.SE", {{"SIE_SERIES_DUPLICATE", 11}}, {}},
      {"idstam__Sie3.se", {{"SIE_ACCOUNT", 3}}, {{"psaldo", 1}}},
      {"idstam__Sie4.se", {{"SIE_ACCOUNT", 39}}, {{"konto", 1}}},
      {"idstam__XE_SIE_3_20151125094952.SE", {}, {{"objekt", 2}}},
      {"idstam__XE_SIE_4_20151125095119.SE",
       {{"VOUCHER_UNBALANCED", 1}},
       {{"objekt", 2}}},
      {"idstam__testWrite.se", {{"VOUCHER_UNBALANCED", 1}}, {}},
      {"idstam__transaktioner_ovnbolag-bad-balance.se",
       {{"VOUCHER_UNBALANCED", 1}},
       {}},
  };
  return *kExceptions;
}

Exception ExceptionOf(const std::string& name) {
  for (const Exception& exception : Exceptions()) {
    if (exception.name == name) return exception;
  }
  return {};
}

TEST(SieSamplesTest, AreReadTheSameInWindows) {
  const fs::path folder = SamplesFolder();
  if (!fs::exists(folder)) GTEST_SKIP() << "no sample files";
  for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
    SCOPED_TRACE(entry.path());
    const std::string bytes = Content(entry.path());
    const SieReading whole = ReadSie("a.se", bytes);
    for (const size_t window : {1, 7, 64, 1000, 4096}) {
      SieLimits limits;
      limits.window_bytes = window;
      std::vector<SieVoucher> vouchers;
      SieReading reading =
          ReadSieWithin(limits, "a.se", SieBytes(bytes),
                        [&vouchers](SieVoucher voucher, const SieFile&) {
                          vouchers.push_back(std::move(voucher));
                          return absl::OkStatus();
                        })
              .value();
      reading.file.vouchers = std::move(vouchers);
      EXPECT_TRUE(Described(reading) == Described(whole)) << window;
    }
  }
}

TEST(SieSamplesTest, AreReadAsTheFactsSay) {
  const fs::path folder = SamplesFolder();
  if (!fs::exists(folder / "FACTS.tsv")) {
    GTEST_SKIP() << "no sample files: set FINSAM_SIE_DIR to their folder";
  }
  const std::vector<Row> rows = ReadFacts(folder / "FACTS.tsv");
  ASSERT_FALSE(rows.empty());
  int summed = 0;
  for (Row facts : rows) {
    const std::string name = facts.at("fil");
    SCOPED_TRACE(name);
    const SieReading reading = ReadSie(name, Content(folder / name));
    const Exception exception = ExceptionOf(name);
    for (const auto& [column, fewer] : exception.fewer) {
      facts[column] = absl::StrCat(std::atoi(facts[column].c_str()) - fewer);
    }
    CompareCounts(reading, facts);
    CompareSums(reading, facts);
    EXPECT_EQ(reading.file.encoding == SieEncoding::kUtf8,
              facts.at("teckenkodning") == "utf-8");
    std::map<std::string, int> errors;
    for (const Problem& problem : reading.problems) {
      if (problem.severity == Severity::kError) ++errors[problem.reason];
      EXPECT_NE(problem.reason, "SIE_CHECKSUM") << ProblemLine(problem);
    }
    EXPECT_EQ(errors, exception.errors);
    summed += reading.file.checksum_present;
  }
  EXPECT_EQ(summed, 5);
}

}  // namespace
}  // namespace finsam::ledger

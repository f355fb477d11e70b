// Invented books for measurements: 200 accounts, twelve months and ten objects
// drawn at random, hard on caches, so that no figure rests on a few hot rows.
// The same seed gives the same books on every machine.

#ifndef FINSAM_TESTS_BENCH_BOOKS_H_
#define FINSAM_TESTS_BENCH_BOOKS_H_

#include <array>
#include <cstdint>
#include <ostream>
#include <random>
#include <string>

#include "absl/time/civil_time.h"
#include "common/base/money.h"

namespace finsam::bench {

inline constexpr char kFiscalYear[] =
    "associations/2220001511/fiscalYears/2024";
inline constexpr char kAssociation[] = "associations/2220001511";
inline constexpr int kAccountCount = 200;
inline constexpr int kObjectCount = 10;
inline constexpr int kDimension = 6;  // Project.
inline constexpr int kVoucherEntries = 4;

struct BenchEntry {
  int32_t account = 0;
  int object = 0;  // 0 to kObjectCount - 1.
  Ore amount;      // Debit positive, never zero.
};

// Its entries sum to zero.
struct BenchVoucher {
  absl::CivilDay date;  // In 2024.
  std::string text;     // UTF-8, with Swedish letters.
  std::array<BenchEntry, kVoucherEntries> entries;
};

// Draws vouchers. Not thread-safe; one per thread.
class VoucherSource {
 public:
  explicit VoucherSource(uint64_t seed) : random_(seed) {}
  BenchVoucher Next();

 private:
  // std's distributions differ between libraries, the engine does not.
  int64_t Below(int64_t end) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(end));
  }

  std::mt19937_64 random_;
};

// The name of an object: "P07".
std::string ObjectName(int object);

// A SIE 4E file in code page 437 of the year 2024: the chart, balances that
// agree, and `voucher_count` vouchers of series A in the order of their dates.
// With `checksum` framed by #KSUMMA. Memory does not grow with the vouchers.
void WriteSie(std::ostream& out, uint64_t seed, int64_t voucher_count,
              bool checksum);

// The same vouchers and opening balances as a plain-text journal, in UTF-8,
// that ledger(1) and hledger read. An account is "1100:P07".
void WriteJournal(std::ostream& out, uint64_t seed, int64_t voucher_count);

// A layout (layouts/statements.yaml) that covers these books: an income
// statement with one line of costs per object, and a balance sheet.
std::string StatementLayout();

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_BOOKS_H_

// Books to be written as SIE files: random ones with nasty texts, and what a
// reader should find in a file of each kind.

#ifndef FINSAM_TESTS_LEDGER_SIE_WRITER_BOOKS_H_
#define FINSAM_TESTS_LEDGER_SIE_WRITER_BOOKS_H_

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_writer.h"

namespace finsam::ledger {

inline constexpr SieKind kSieKinds[] = {SieKind::k1, SieKind::k2, SieKind::k3,
                                        SieKind::k4E, SieKind::k4I};

// The kind of a file that has been read.
SieKind KindOf(const SieFile& file);

// "prov.se" or "prov.si".
std::string FileNameOf(SieKind kind);

// Writes `file` with its vouchers. `warnings` may be nullptr.
absl::StatusOr<std::string> WriteSie(SieKind kind, const SieFile& file,
                                     std::vector<Problem>* warnings = nullptr);

// What a reader should find of `file`.
SieFile AsWritten(SieKind kind, SieFile file);

// A file's content but for its lines, encoding and zero balances; the lists
// that have no order are sorted. Texts are what code page 437 leaves of them.
std::vector<std::string> ContentOf(const SieFile& file);

// Random books without any fault, and every optional thing now and then.
class RandomBooks {
 public:
  explicit RandomBooks(uint32_t seed) : random_(seed) {}

  SieFile Next();
  // A text of at most `bytes_max` bytes without blanks around it, which code
  // page 437 can hold; may be empty.
  std::string Text(size_t bytes_max);
  // In another order, where order says nothing.
  SieFile Shuffled(SieFile file);

 private:
  int Below(int limit) {
    return std::uniform_int_distribution<int>(0, limit - 1)(random_);
  }
  bool Sometimes() { return Below(3) == 0; }
  Ore Amount();
  std::string Quantity();
  absl::CivilDay Day();
  ObjectSet Objects(const SieFile& file);
  SieHead Head();
  void AddRegister(SieFile* file);
  void AddBalances(SieFile* file);
  void AddVouchers(SieFile* file);
  SieEntry Entry(const SieFile& file);

  std::mt19937 random_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_SIE_WRITER_BOOKS_H_

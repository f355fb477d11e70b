// Gives any bytes to the SIE reader. Built with -fsanitize=fuzzer it is a
// libFuzzer target; the unit tests call it with mutated samples.

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/check.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_reader.h"
#include "services/ledger/domain/sie_text.h"
#include "tests/ledger/sie_described.h"

namespace finsam::ledger {
namespace {

bool IsUtf8(absl::string_view text) {
  while (!text.empty()) {
    const size_t size = Utf8SequenceSize(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

// What callers rely on whatever the bytes were.
void CheckReading(const SieReading& reading) {
  FINSAM_CHECK(reading.problems.size() <= kSieProblemsMax);
  for (const Problem& problem : reading.problems) {
    FINSAM_CHECK(!problem.reason.empty() && !problem.message.empty());
    FINSAM_CHECK(IsUtf8(problem.found) && IsUtf8(problem.message));
  }
  for (const SieAccount& account : reading.file.accounts) {
    FINSAM_CHECK(account.number > 0 && IsUtf8(account.name));
  }
  for (const SieVoucher& voucher : reading.file.vouchers) {
    Ore sum;
    FINSAM_CHECK(IsUtf8(voucher.text) && IsUtf8(voucher.series));
    FINSAM_CHECK(voucher.text.size() <= kTextBytesMax);
    FINSAM_CHECK(voucher.entries.size() <= kVoucherEntriesMax);
    for (const SieEntry& entry : voucher.entries) {
      sum += entry.amount;
      FINSAM_CHECK(IsUtf8(entry.text));
      if (reading.ok()) FINSAM_CHECK(entry.account > 0);
    }
    if (reading.ok()) FINSAM_CHECK(sum == Ore{0});
  }
}

// In windows that cut characters, line ends and lines, the same is read.
void CheckWindows(absl::string_view bytes, const SieReading& whole) {
  SieLimits limits;
  limits.window_bytes = 1 + bytes.size() % 61;
  std::vector<SieVoucher> vouchers;
  absl::StatusOr<SieReading> reading =
      ReadSieWithin(limits, "fuzz.se", SieBytes(bytes),
                    [&vouchers](SieVoucher voucher, const SieFile&) {
                      vouchers.push_back(std::move(voucher));
                      return absl::OkStatus();
                    });
  FINSAM_CHECK(reading.ok());
  reading->file.vouchers = std::move(vouchers);
  FINSAM_CHECK(Described(*reading) == Described(whole));
}

}  // namespace
}  // namespace finsam::ledger

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const absl::string_view bytes(reinterpret_cast<const char*>(data), size);
  const finsam::ledger::SieReading reading =
      finsam::ledger::ReadSie("fuzz.se", bytes);
  finsam::ledger::CheckReading(reading);
  finsam::ledger::CheckWindows(bytes, reading);
  return 0;
}

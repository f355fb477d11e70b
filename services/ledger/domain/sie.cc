#include "services/ledger/domain/sie.h"

#include <algorithm>
#include <cstring>
#include <utility>
#include <vector>

#include "common/base/check.h"
#include "services/ledger/domain/sie_reader.h"

namespace finsam::ledger {

absl::Status SieBytes::Read(int64_t offset, size_t count, char* out) const {
  std::memcpy(out, bytes_.data() + offset, count);
  return absl::OkStatus();
}

bool SieReading::ok() const {
  return std::none_of(problems.begin(), problems.end(),
                      [](const Problem& problem) {
                        return problem.severity == Severity::kError;
                      });
}

absl::StatusOr<SieReading> ReadSie(absl::string_view file_name,
                                   const SieSource& source,
                                   const SieVoucherSink& sink) {
  return ReadSieWithin(SieLimits(), file_name, source, sink);
}

SieReading ReadSie(absl::string_view file_name, absl::string_view bytes) {
  std::vector<SieVoucher> vouchers;
  absl::StatusOr<SieReading> reading =
      ReadSie(file_name, SieBytes(bytes),
              [&vouchers](SieVoucher voucher, const SieFile&) {
                vouchers.push_back(std::move(voucher));
                return absl::OkStatus();
              });
  // Neither memory nor this sink can fail.
  FINSAM_CHECK(reading.ok());
  reading->file.vouchers = std::move(vouchers);
  return *std::move(reading);
}

}  // namespace finsam::ledger

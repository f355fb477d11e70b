// A file that is handed in piece by piece, kept on disk without a name until
// it has been read: however large it is, it takes no memory, and it is gone
// when it is closed or the process ends.

#ifndef FINSAM_SERVICES_LEDGER_SPOOL_H_
#define FINSAM_SERVICES_LEDGER_SPOOL_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/sie.h"

namespace finsam::ledger {

class SpooledFile final : public SieSource {
 public:
  // In `folder`, which must exist. UNAVAILABLE when the disk does not take it.
  static absl::StatusOr<std::unique_ptr<SpooledFile>> Create(
      const std::string& folder);
  ~SpooledFile() override;
  SpooledFile(const SpooledFile&) = delete;
  SpooledFile& operator=(const SpooledFile&) = delete;

  absl::Status Append(absl::string_view bytes);
  int64_t size() const override { return size_; }
  absl::Status Read(int64_t offset, size_t count, char* out) const override;
  // Of all that was appended.
  absl::StatusOr<std::string> Digest() const;

 private:
  explicit SpooledFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
  int64_t size_ = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_SPOOL_H_

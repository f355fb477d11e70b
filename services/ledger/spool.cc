#include "services/ledger/spool.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

constexpr size_t kWindowBytes = 1 << 20;

absl::Status Trouble(absl::string_view doing) {
  const int error = errno;
  const std::string message =
      absl::StrCat(doing, " an uploaded file: ", std::strerror(error));
  return error == ENOSPC ? absl::ResourceExhaustedError(message)
                         : absl::UnavailableError(message);
}

}  // namespace

absl::StatusOr<std::unique_ptr<SpooledFile>> SpooledFile::Create(
    const std::string& folder) {
  std::string path = absl::StrCat(folder, "/upload-XXXXXX");
  const int descriptor = mkostemp(path.data(), O_CLOEXEC);
  if (descriptor < 0) return Trouble("making");
  // Without a name it ends with the process, however that ends.
  unlink(path.c_str());
  return std::unique_ptr<SpooledFile>(new SpooledFile(descriptor));
}

SpooledFile::~SpooledFile() { close(descriptor_); }

absl::Status SpooledFile::Append(absl::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written =
        pwrite(descriptor_, bytes.data(), bytes.size(), size_);
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return Trouble("writing");
    size_ += written;
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::Status SpooledFile::Read(int64_t offset, size_t count, char* out) const {
  while (count > 0) {
    const ssize_t got = pread(descriptor_, out, count, offset);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return Trouble("reading");
    out += got;
    offset += got;
    count -= static_cast<size_t>(got);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::string> SpooledFile::Digest() const {
  Sha256Stream digest;
  std::vector<char> window(kWindowBytes);
  for (int64_t offset = 0; offset < size_;) {
    const auto count = static_cast<size_t>(
        std::min<int64_t>(size_ - offset, static_cast<int64_t>(kWindowBytes)));
    RETURN_IF_ERROR(Read(offset, count, window.data()));
    digest.Add({window.data(), count});
    offset += static_cast<int64_t>(count);
  }
  return digest.Finish();
}

}  // namespace finsam::ledger

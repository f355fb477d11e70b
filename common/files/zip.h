// Files in one ZIP archive, which any computer opens. The same files give the
// same bytes: entries come in the order of their names and have no times.

#ifndef FINSAM_COMMON_FILES_ZIP_H_
#define FINSAM_COMMON_FILES_ZIP_H_

#include <cstddef>
#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam {

inline constexpr size_t kZipFilesMax = 10'000;
inline constexpr size_t kZipBytesMax = 256 << 20;  // Unpacked, together.
inline constexpr size_t kZipNameBytesMax = 500;

// By path inside the archive, with '/'.
using ZipFiles = std::map<std::string, std::string>;

// INTERNAL when the library fails.
absl::StatusOr<std::string> WriteZip(const ZipFiles& files);

// Refusals: ZIP_UNREADABLE for what is no archive, for an entry that is no
// plain file, has a path that leads out of the archive, or comes twice;
// ZIP_TOO_LARGE.
absl::StatusOr<ZipFiles> ReadZip(absl::string_view bytes);

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_ZIP_H_

// SHA-256, for the hash chains and for naming contents.

#ifndef FINSAM_COMMON_BASE_DIGEST_H_
#define FINSAM_COMMON_BASE_DIGEST_H_

#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam {

// The SHA-256 of `bytes`: 32 raw bytes.
std::string Sha256(absl::string_view bytes);

// The SHA-256 of `parts`, each preceded by its length as 8 bytes, highest
// first, so that no two lists of parts hash alike.
std::string Sha256Parts(std::initializer_list<absl::string_view> parts);

// Raw bytes as lower-case hexadecimal digits.
std::string Hex(absl::string_view bytes);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_DIGEST_H_

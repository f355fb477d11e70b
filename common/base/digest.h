// SHA-256, for the hash chains and for naming contents.

#ifndef FINSAM_COMMON_BASE_DIGEST_H_
#define FINSAM_COMMON_BASE_DIGEST_H_

#include <cstddef>
#include <initializer_list>
#include <string>

#include "absl/strings/string_view.h"

struct evp_md_ctx_st;  // OpenSSL's.

namespace finsam {

inline constexpr size_t kSha256Bytes = 32;

// The SHA-256 of `bytes`: kSha256Bytes raw bytes. Like all here, may be called
// from any thread.
std::string Sha256(absl::string_view bytes);

// The SHA-256 of `parts`, each preceded by its length as 8 bytes, highest
// first, so that no two lists of parts hash alike.
std::string Sha256Parts(std::initializer_list<absl::string_view> parts);

// The SHA-256 of bytes that come piece by piece. Not for two threads at once.
class Sha256Stream {
 public:
  Sha256Stream();
  ~Sha256Stream();
  Sha256Stream(const Sha256Stream&) = delete;
  Sha256Stream& operator=(const Sha256Stream&) = delete;

  void Add(absl::string_view bytes);
  // The digest of what was added; the stream then begins anew.
  std::string Finish();

 private:
  void Begin();
  evp_md_ctx_st* context_;
};

// Raw bytes as lower-case hexadecimal digits.
std::string Hex(absl::string_view bytes);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_DIGEST_H_

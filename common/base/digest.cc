#include "common/base/digest.h"

#include <openssl/evp.h>

#include "absl/strings/escaping.h"
#include "common/base/check.h"

namespace finsam {
namespace {

// Making a context costs more than hashing a short text, so each thread has
// one.
Sha256Stream& OwnStream() {
  thread_local Sha256Stream stream;
  return stream;
}

}  // namespace

Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
  FINSAM_CHECK(context_ != nullptr);
  Begin();
}

Sha256Stream::~Sha256Stream() { EVP_MD_CTX_free(context_); }

void Sha256Stream::Begin() {
  // Finding the algorithm is done once for the process.
  static const EVP_MD* const sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
  FINSAM_CHECK(sha256 != nullptr);
  FINSAM_CHECK(EVP_DigestInit_ex(context_, sha256, nullptr) == 1);
}

void Sha256Stream::Add(absl::string_view bytes) {
  FINSAM_CHECK(EVP_DigestUpdate(context_, bytes.data(), bytes.size()) == 1);
}

std::string Sha256Stream::Finish() {
  std::string digest(kSha256Bytes, '\0');
  unsigned int size = 0;
  FINSAM_CHECK(EVP_DigestFinal_ex(
                   context_, reinterpret_cast<unsigned char*>(digest.data()),
                   &size) == 1);
  FINSAM_CHECK(size == digest.size());
  Begin();
  return digest;
}

std::string Sha256(absl::string_view bytes) {
  Sha256Stream& stream = OwnStream();
  stream.Add(bytes);
  return stream.Finish();
}

std::string Sha256Parts(std::initializer_list<absl::string_view> parts) {
  Sha256Stream& stream = OwnStream();
  for (const absl::string_view part : parts) {
    char length[8];
    for (size_t i = 0; i < sizeof(length); ++i) {
      length[i] = static_cast<char>((part.size() >> (56 - 8 * i)) & 0xff);
    }
    stream.Add(absl::string_view(length, sizeof(length)));
    stream.Add(part);
  }
  return stream.Finish();
}

std::string Hex(absl::string_view bytes) {
  return absl::BytesToHexString(bytes);
}

}  // namespace finsam

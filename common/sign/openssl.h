// OpenSSL's objects, each freed by its own function, and its bytes as ours.
// For this room's own sources.

#ifndef FINSAM_COMMON_SIGN_OPENSSL_H_
#define FINSAM_COMMON_SIGN_OPENSSL_H_

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace finsam::sign {

template <auto kFree>
struct Freer {
  template <typename T>
  void operator()(T* object) const {
    kFree(object);
  }
};

template <typename T, auto kFree>
using Owned = std::unique_ptr<T, Freer<kFree>>;

using OwnedBio = Owned<BIO, BIO_free_all>;

// Trouble in OpenSSL while doing `what`; takes its errors off its queue.
inline absl::Status OpenSslTrouble(absl::string_view what) {
  char text[256] = "no error";
  if (const unsigned long error = ERR_get_error(); error != 0) {
    ERR_error_string_n(error, text, sizeof(text));
  }
  ERR_clear_error();
  return absl::InternalError(absl::StrCat(what, ": ", text));
}

inline const unsigned char* Bytes(absl::string_view bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

inline OwnedBio ReadingBio(absl::string_view bytes) {
  return OwnedBio(
      BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
}

// What `write` (an i2d function) writes of `object`; empty when it fails.
template <typename T, typename Write>
std::string DerOf(T* object, Write write) {
  unsigned char* bytes = nullptr;
  const int size = write(object, &bytes);
  if (size <= 0) return "";
  std::string out(reinterpret_cast<char*>(bytes), static_cast<size_t>(size));
  OPENSSL_free(bytes);
  return out;
}

// What `write` (a PEM_write_bio function) writes; empty when it fails.
template <typename Write>
std::string PemOf(Write write) {
  const OwnedBio out(BIO_new(BIO_s_mem()));
  if (out == nullptr || write(out.get()) != 1) return "";
  char* bytes = nullptr;
  const long size = BIO_get_mem_data(out.get(), &bytes);
  return std::string(bytes, static_cast<size_t>(size));
}

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_OPENSSL_H_

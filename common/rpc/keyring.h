// Keys that prove for whom somebody asks, until callers are known by name.
//
// A key is a line of a file that only its owner can read:
//
//   # role   organisation key
//   office   2220001511   5f0c…
//   office   *            9d31…      every association: one office, one machine
//   auditor  2220001511   0ad4…
//   member   2220001511   77aa…
//   state    *            1b2c…
//
// The caller sends the key in the call's metadata ("finsam-key"); the service
// holds the digests and compares those, so that neither its memory nor the time
// that it takes tells a key. Without keys nobody is more than the public.

#ifndef FINSAM_COMMON_RPC_KEYRING_H_
#define FINSAM_COMMON_RPC_KEYRING_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace grpc {
class ClientContext;
class ServerContext;
}  // namespace grpc

namespace finsam::rpc {

inline constexpr size_t kKeysMax = 1'000;
inline constexpr size_t kKeyBytesMin = 32;  // Of hexadecimal digits.
inline constexpr size_t kKeyBytesMax = 256;

// As which somebody may ask. An auditor reads what the office reads, but for
// the small counts of participants, and writes nothing (KL 12 kap. 9 §).
enum class Role { kMember, kOffice, kState, kAuditor };

// Immutable; thread-safe.
class Keyring {
 public:
  // Holds no keys.
  Keyring() = default;

  // Reads the lines of a file. INVALID_ARGUMENT names the line that is wrong,
  // never what stands on it.
  static absl::StatusOr<Keyring> Parse(absl::string_view content);
  // The same of the file at `path`; an empty path is no keys. NOT_FOUND,
  // and PERMISSION_DENIED when others than its owner may read it.
  static absl::StatusOr<Keyring> Read(const std::string& path);

  // True when `key` proves `role` in `organisation`. An auditor may what a
  // member may, and the office what both may.
  bool Proves(absl::string_view key, Role role,
              absl::string_view organisation) const;

 private:
  struct Entry {
    Role role;
    std::string organisation;  // "*": all.
    std::string digest;
  };
  std::vector<Entry> entries_;
};

// A new key: 64 hexadecimal digits of the system's randomness.
// UNAVAILABLE when it gives none.
absl::StatusOr<std::string> NewKey();

// The first key for `role` that a file of lines as above holds, for whoever
// calls. Empty when there is no such file or no such key in it.
std::string FirstKey(const std::string& path, Role role);

// The key that a caller sent; empty when none.
std::string KeyOf(const grpc::ServerContext& context);

// Sends `key` with a call; nothing when it is empty.
void SendKey(grpc::ClientContext& context, const std::string& key);

}  // namespace finsam::rpc

#endif  // FINSAM_COMMON_RPC_KEYRING_H_

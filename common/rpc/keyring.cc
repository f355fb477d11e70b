#include "common/rpc/keyring.h"

#include <grpcpp/grpcpp.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "common/base/digest.h"
#include "common/base/status.h"

namespace finsam::rpc {
namespace {

namespace fs = std::filesystem;

constexpr char kMetadata[] = "finsam-key";
constexpr size_t kFields = 3;
constexpr size_t kNewKeyBytes = 32;

std::optional<Role> RoleNamed(absl::string_view word) {
  if (word == "member") return Role::kMember;
  if (word == "office") return Role::kOffice;
  if (word == "state") return Role::kState;
  if (word == "auditor") return Role::kAuditor;
  return std::nullopt;
}

bool IsKey(absl::string_view key) {
  return kKeyBytesMin <= key.size() && key.size() <= kKeyBytesMax &&
         key.find_first_not_of("0123456789abcdef") == key.npos;
}

bool IsOrganisation(absl::string_view text) {
  return text == "*" || (text.size() == 10 &&
                         text.find_first_not_of("0123456789") == text.npos);
}

std::vector<absl::string_view> FieldsOf(absl::string_view line) {
  return absl::StrSplit(line, absl::ByAnyChar(" \t\r"), absl::SkipEmpty());
}

bool IsKeyLine(const std::vector<absl::string_view>& fields) {
  return fields.size() == kFields && RoleNamed(fields[0]).has_value() &&
         IsOrganisation(fields[1]) && IsKey(fields[2]);
}

// True for every pair, however alike: only all bytes together decide.
bool SameDigest(absl::string_view a, absl::string_view b) {
  if (a.size() != b.size()) return false;
  unsigned difference = 0;
  for (size_t i = 0; i < a.size(); ++i) {
    difference |=
        static_cast<unsigned char>(a[i]) ^ static_cast<unsigned char>(b[i]);
  }
  return difference == 0;
}

std::optional<std::string> ReadAll(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return std::nullopt;
  return std::string(std::istreambuf_iterator<char>(in), {});
}

}  // namespace

absl::StatusOr<Keyring> Keyring::Parse(absl::string_view content) {
  Keyring ring;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    const std::vector<absl::string_view> fields = FieldsOf(line);
    if (fields.empty() || fields[0].front() == '#') continue;
    if (!IsKeyLine(fields)) {
      return absl::InvalidArgumentError(absl::StrCat(
          "line ", number,
          " is not \"office|auditor|member|state organisation|* key\" with a "
          "key of ",
          kKeyBytesMin, " to ", kKeyBytesMax, " hexadecimal digits"));
    }
    if (ring.entries_.size() == kKeysMax) {
      return absl::InvalidArgumentError(
          absl::StrCat("more than ", kKeysMax, " keys"));
    }
    ring.entries_.push_back(
        {*RoleNamed(fields[0]), std::string(fields[1]), Sha256(fields[2])});
  }
  return ring;
}

absl::StatusOr<Keyring> Keyring::Read(const std::string& path) {
  if (path.empty()) return Keyring();
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  }
  const fs::perms others = fs::perms::group_all | fs::perms::others_all;
  if ((status.permissions() & others) != fs::perms::none) {
    return absl::PermissionDeniedError(
        absl::StrCat(path, " may be read by others than its owner"));
  }
  const std::optional<std::string> content = ReadAll(path);
  if (!content.has_value()) {
    return absl::NotFoundError(absl::StrCat(path, " cannot be read"));
  }
  absl::StatusOr<Keyring> ring = Parse(*content);
  if (ring.ok()) return ring;
  return absl::InvalidArgumentError(
      absl::StrCat(path, ": ", ring.status().message()));
}

bool Keyring::Proves(absl::string_view key, Role role,
                     absl::string_view organisation) const {
  if (key.empty()) return false;
  const std::string digest = Sha256(key);
  bool proved = false;
  for (const Entry& entry : entries_) {
    const bool same = SameDigest(entry.digest, digest);
    const bool suits =
        entry.role == role ||
        (entry.role == Role::kAuditor && role == Role::kMember) ||
        (entry.role == Role::kOffice &&
         (role == Role::kMember || role == Role::kAuditor));
    const bool here =
        entry.organisation == "*" || entry.organisation == organisation;
    proved = proved || (same && suits && here);
  }
  return proved;
}

absl::StatusOr<std::string> NewKey() {
  std::ifstream random("/dev/urandom", std::ios::binary);
  std::array<char, kNewKeyBytes> bytes;
  if (!random.read(bytes.data(), bytes.size())) {
    return absl::UnavailableError("/dev/urandom gives nothing");
  }
  return Hex(absl::string_view(bytes.data(), bytes.size()));
}

std::string FirstKey(const std::string& path, Role role) {
  const std::optional<std::string> content = ReadAll(path);
  if (!content.has_value()) return "";
  for (const absl::string_view line : absl::StrSplit(*content, '\n')) {
    const std::vector<absl::string_view> fields = FieldsOf(line);
    if (IsKeyLine(fields) && RoleNamed(fields[0]) == role) {
      return std::string(fields[2]);
    }
  }
  return "";
}

std::string KeyOf(const grpc::ServerContext& context) {
  const auto found = context.client_metadata().find(kMetadata);
  if (found == context.client_metadata().end()) return "";
  return std::string(found->second.data(), found->second.size());
}

void SendKey(grpc::ClientContext& context, const std::string& key) {
  // What is no key would break the call instead of being refused by it.
  if (IsKey(key)) context.AddMetadata(kMetadata, key);
}

}  // namespace finsam::rpc

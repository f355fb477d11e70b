#include "cli/viewer.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kDataFolder[] = "var/finsam";

bool IsOnThisMachine(const std::string& server) {
  for (const absl::string_view start :
       {"127.0.0.1:", "localhost:", "[::1]:", "unix:"}) {
    if (absl::StartsWith(server, start)) return true;
  }
  return false;
}

// For its owner's eyes from the first byte on.
bool WriteSecret(const std::string& path, const std::string& content) {
  unlink(path.c_str());  // What an interrupted start left.
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (file < 0) return false;
  const ssize_t written = write(file, content.data(), content.size());
  const bool whole =
      written == static_cast<ssize_t>(content.size()) && fsync(file) == 0;
  return close(file) == 0 && whole;
}

bool HoldsAnyKey(const std::string& path) {
  for (const rpc::Role role : {rpc::Role::kOffice, rpc::Role::kAuditor,
                               rpc::Role::kMember, rpc::Role::kState}) {
    if (!rpc::FirstKey(path, role).empty()) return true;
  }
  return false;
}

}  // namespace

absl::Status MakeKeyFile(const std::string& path) {
  std::error_code error;
  if (fs::exists(path, error)) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string office, rpc::NewKey());
  ASSIGN_OR_RETURN(const std::string state, rpc::NewKey());
  const std::string beside = path + ".tmp";
  if (WriteSecret(beside, absl::StrCat("office * ", office, "\nstate * ", state,
                                       "\n")) &&
      std::rename(beside.c_str(), path.c_str()) == 0) {
    return absl::OkStatus();
  }
  fs::remove(beside, error);
  return absl::UnavailableError(absl::StrCat(path, " går inte att skriva"));
}

std::string KeyFileOf(const CommonOptions& common) {
  if (!common.key_file.empty()) return common.key_file;
  if (!IsOnThisMachine(common.server)) return "";
  return absl::StrCat(kDataFolder, "/", kKeyFile);
}

absl::StatusOr<std::string> KeyOf(const CommonOptions& common, rpc::Role role) {
  const std::string path = KeyFileOf(common);
  std::string key = rpc::FirstKey(path, role);
  if (key.empty() && role == rpc::Role::kOffice) {
    key = rpc::FirstKey(path, rpc::Role::kAuditor);
    if (key.empty()) key = rpc::FirstKey(path, rpc::Role::kMember);
  }
  if (!key.empty() || common.key_file.empty() || HoldsAnyKey(path)) return key;
  // Without what was found: somebody may have given the key itself.
  return Refuse(absl::StatusCode::kInvalidArgument, kArgumentInvalid,
                "--key-file: filen finns inte eller har ingen nyckel");
}

common::v1::Audience AudienceOf(const CommonOptions& common,
                                const std::string& word, rpc::Role role) {
  if (word == "kansli") return common::v1::OFFICE;
  if (word == "medlemmar") return common::v1::MEMBERS;
  if (!word.empty()) return common::v1::PUBLIC;
  const std::string path = KeyFileOf(common);
  if (!rpc::FirstKey(path, role).empty()) return common::v1::OFFICE;
  // An auditor sees what members see of the counts.
  const bool member = role == rpc::Role::kOffice &&
                      (!rpc::FirstKey(path, rpc::Role::kAuditor).empty() ||
                       !rpc::FirstKey(path, rpc::Role::kMember).empty());
  return member ? common::v1::MEMBERS : common::v1::PUBLIC;
}

std::string AudienceWord(common::v1::Audience audience) {
  switch (audience) {
    case common::v1::OFFICE:
      return "kansliet";
    case common::v1::MEMBERS:
      return "medlemmarna";
    default:
      return "allmänheten";
  }
}

void NoteAudience(common::v1::Audience audience) {
  if (audience != common::v1::OFFICE) return;
  Complain(
      "finsam: internt underlag: visar också små antal; --audience allmänhet "
      "ger det som får spridas\n");
}

void NoteInternal() {
  Complain("finsam: internt underlag: har också små antal, får inte spridas\n");
}

}  // namespace finsam::cli

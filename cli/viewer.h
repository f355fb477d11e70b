// Who asks: the key that a command proves itself with, and for whom the answer
// is meant.
//
// Keys lie in a file that only its owner can read (common/rpc/keyring.h). No
// key is ever printed.

#ifndef FINSAM_CLI_VIEWER_H_
#define FINSAM_CLI_VIEWER_H_

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "cli/command_kit.h"
#include "common/rpc/keyring.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// The file of keys in a folder of data.
inline constexpr char kKeyFile[] = "office.key";

// Makes the file with a key for the office and one for the state, whole or not
// at all; one that is there stays as it is. UNAVAILABLE.
absl::Status MakeKeyFile(const std::string& path);

// The file that the command's keys are in: --key-file's, else what `finsam up`
// keeps below this folder, which is for services on this machine alone. Empty:
// none.
std::string KeyFileOf(const CommonOptions& common);

// The key that a command which needs `role` sends: of the office, its auditors
// and its members the first there is. Empty: none. Refusal: kArgumentInvalid of
// a file that was given and holds no key at all.
absl::StatusOr<std::string> KeyOf(const CommonOptions& common, rpc::Role role);

// For whom the answer is. `word` is "allmänhet", also "allmanhet", "medlemmar"
// or "kansli"; when empty it is whom the key proves, as KeyOf finds it.
common::v1::Audience AudienceOf(const CommonOptions& common,
                                const std::string& word,
                                rpc::Role role = rpc::Role::kOffice);

// "allmänheten", "medlemmarna", "kansliet".
std::string AudienceWord(common::v1::Audience audience);

// Says on standard error, of what was made for the office, that it is not to be
// spread.
void NoteAudience(common::v1::Audience audience);
// The same of what only the office gets, in no other form.
void NoteInternal();

}  // namespace finsam::cli

#endif  // FINSAM_CLI_VIEWER_H_

// The commands that prove and verify.

#ifndef FINSAM_CLI_PROOF_COMMANDS_H_
#define FINSAM_CLI_PROOF_COMMANDS_H_

#include <cstdint>
#include <string>

#include "cli/command_kit.h"

namespace finsam::cli {

struct ProveOptions {
  std::string voucher;  // "A 17"
  std::string output;   // A file; empty: standard output.
  bool force = false;   // Write over a file that is there.
};

struct VerifyOptions {
  std::string file;  // A proof; empty: the books themselves.
  std::string root;  // The root that is known, hexadecimal; may be empty.
  int64_t size = 0;  // How many vouchers it stands for; 0: not known.
};

int RunProve(const CommonOptions& common, const ProveOptions& options);

// Of a file: asks nobody.
int RunVerify(const CommonOptions& common, const VerifyOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_PROOF_COMMANDS_H_

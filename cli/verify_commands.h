// The commands that verify files of others' without asking any service.

#ifndef FINSAM_CLI_VERIFY_COMMANDS_H_
#define FINSAM_CLI_VERIFY_COMMANDS_H_

#include <string>

#include "cli/command_kit.h"

namespace finsam::cli {

struct VerifyFileOptions {
  std::string file;
  std::string root;     // PEM certificates, of acts the chain's root; may be
                        // empty.
  std::string revoked;  // A list of revoked certificates, PEM; may be empty.
  std::string minutes;  // Of a round: Markdown; empty: not looked at.
  std::string signers;  // Of a PDF: the round's file.
};

int RunVerifyActs(const CommonOptions& common,
                  const VerifyFileOptions& options);
int RunVerifyRound(const CommonOptions& common,
                   const VerifyFileOptions& options);
int RunVerifyPdf(const CommonOptions& common, const VerifyFileOptions& options);
int RunVerifyCapsule(const CommonOptions& common,
                     const VerifyFileOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_VERIFY_COMMANDS_H_

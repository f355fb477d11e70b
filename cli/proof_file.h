// A proof of a voucher as a file that is kept and handed on: JSON with the
// association, the ledger's ProveVoucherResponse and, last, the SHA-256 of all
// bytes before it. That sum finds every slip, down to a blank; what stands
// against a forger is the proof itself, held against a root that is known from
// elsewhere.

#ifndef FINSAM_CLI_PROOF_FILE_H_
#define FINSAM_CLI_PROOF_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

inline constexpr size_t kProofBytesMax = 16 << 20;

struct ProofFile {
  std::string association;  // "associations/2220001511"
  ledger::v1::ProveVoucherResponse proof;
};

std::string WriteProof(const ProofFile& file);

// Reads what WriteProof wrote and checks that the proof holds, asking nobody.
// Refusal: PROOF_BROKEN.
absl::StatusOr<ProofFile> ReadProof(const std::string& bytes);

// What a proof that holds shows, apart from what the file only says. Root and
// number are known when they were held against what is known from elsewhere.
std::string ProofText(const ProofFile& file, bool root_is_known,
                      bool size_is_known);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_PROOF_FILE_H_

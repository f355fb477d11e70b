// Whether a proof of a voucher (ProveVoucher) holds, found from the proof
// alone: no store, no service. Also for the command line, which must be able
// to check what the ledger says without asking the ledger.

#ifndef FINSAM_SERVICES_LEDGER_PROOF_H_
#define FINSAM_SERVICES_LEDGER_PROOF_H_

#include "absl/status/status.h"
#include "finsam/ledger/v1/ledger.pb.h"

namespace finsam::ledger {

// OK when the voucher's content gives its hash behind `previous_hash`, and the
// path leads from that hash to `tree_root` in a tree of `tree_size`. What this
// shows is worth what the root is: it must be known from elsewhere. Of
// `revision` nothing is shown. Refusal: PROOF_BROKEN (kInvalidArgument), with
// the step that fails.
absl::Status CheckProof(const v1::ProveVoucherResponse& proof);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_PROOF_H_

// Translates the ledger's questions and their answers between the domain and
// finsam.ledger.v1. Values only: no rules, no gRPC.

#ifndef FINSAM_SERVICES_LEDGER_CONVERT_QUERY_H_
#define FINSAM_SERVICES_LEDGER_CONVERT_QUERY_H_

#include "absl/status/statusor.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/questions.h"

namespace finsam::ledger {

// All but size and page. Refusals: FILTER_INVALID, GROUPING_INVALID.
absl::StatusOr<BalanceQuery> FromProto(const v1::QueryBalancesRequest& request);
// All but size and page. Refusal: FILTER_INVALID.
absl::StatusOr<AccountEntriesQuery> FromProto(
    const v1::ListAccountEntriesRequest& request);

// All but the next page's token.
void ToProto(const FoundVoucher& found, v1::GetVoucherResponse* out);
void ToProto(const BalancePage& page, v1::QueryBalancesResponse* out);
void ToProto(const AccountEntriesPage& page,
             v1::ListAccountEntriesResponse* out);
void ToProto(const VoucherProof& proof, v1::ProveVoucherResponse* out);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_CONVERT_QUERY_H_

// Translates between the ledger's domain and finsam.ledger.v1. Values only: no
// rules, no gRPC.

#ifndef FINSAM_SERVICES_LEDGER_CONVERT_H_
#define FINSAM_SERVICES_LEDGER_CONVERT_H_

#include "absl/status/statusor.h"
#include "common/store/journal.h"
#include "finsam/common/v1/types.pb.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/answers.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/import_comparison.h"
#include "services/ledger/domain/voucher.h"
#include "services/ledger/domain/voucher_filter.h"

namespace finsam::ledger {

// Reads what a caller hands in; `number` and `hash` are left out, and objects
// are put in the order of their dimensions. Refusal: DATE_INVALID.
absl::StatusOr<VoucherDraft> FromProto(const v1::Voucher& voucher);

VoucherRef FromProto(const v1::VoucherReference& reference);

// Refusals: FILTER_INVALID, DATE_INVALID.
absl::StatusOr<VoucherFilter> FromProto(const v1::VoucherFilter& filter);

void ToProto(const PostedVoucher& voucher, v1::Voucher* out);
void ToProto(const VoucherEntry& entry, v1::Entry* out);
void ToProto(const VoucherRef& ref, v1::VoucherReference* out);
void ToProto(const BooksDifference& difference, v1::BooksDifference* out);
void ToProto(const ObjectRef& object, v1::ObjectReference* out);

// Where an association stands, as every answer carries it.
void ToProto(const store::Head& head, common::v1::Revision* out);
void ToProto(const TrialBalance& balance, v1::GetTrialBalanceResponse* out);
void ToProto(const Statements& statements, v1::GetStatementsResponse* out);
// All but the next page's token.
void ToProto(const Explanation& explanation, v1::ExplainFigureResponse* out);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_CONVERT_H_

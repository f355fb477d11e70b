// The gRPC edge of posting. Posting is what many callers do at once, so these
// two methods use gRPC's callbacks: no thread waits for the disk. The other
// methods are synchronous (ledger_service.h).

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_POST_SERVICE_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_POST_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/ledger.h"

namespace finsam::ledger {

// Batches of one stream that are under way; the next is read when one of them
// is answered.
inline constexpr int kStreamBatchesMax = 64;

// Begin a call; gRPC owns what they return until the call is done. `ledger`
// outlives every call.
grpc::ServerUnaryReactor* BeginPostVoucher(
    Ledger& ledger, grpc::CallbackServerContext* context,
    const v1::PostVoucherRequest* request, v1::PostVoucherResponse* response);
grpc::ServerUnaryReactor* BeginReverseVoucher(
    Ledger& ledger, grpc::CallbackServerContext* context,
    const v1::ReverseVoucherRequest* request,
    v1::PostVoucherResponse* response);
grpc::ServerBidiReactor<v1::PostVouchersRequest, v1::PostVouchersResponse>*
BeginPostVouchers(Ledger& ledger);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_POST_SERVICE_H_

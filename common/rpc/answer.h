// absl::Status on the inside, grpc::Status with details on the wire: the one
// place that translates.
//
// A refusal (common/base/status.h) travels whole: code, sentence, and in the
// details a google.rpc.ErrorInfo {reason, domain}, which any gRPC client
// knows, and a finsam.common.v1.Refusal with every problem. Trouble travels as
// its code and a plain sentence; its context goes to the log.

#ifndef FINSAM_COMMON_RPC_ANSWER_H_
#define FINSAM_COMMON_RPC_ANSWER_H_

#include <grpcpp/support/status.h>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "finsam/common/v1/types.pb.h"

namespace finsam::rpc {

// `domain` is whose refusals these are: "finsam.ledger.v1". Logs trouble.
grpc::Status ToGrpc(const absl::Status& status, absl::string_view domain);

// What a neighbour answered, with reason and problems as it gave them.
absl::Status FromGrpc(const grpc::Status& status);

void ToProto(const Problem& problem, common::v1::Problem* out);
Problem FromProto(const common::v1::Problem& problem);

// Runs `handler` (returns absl::Status) and translates what comes back. A
// handler's edge is then:
//   return rpc::Answer(kDomain, [&]() -> absl::Status { … });
template <typename Handler>
grpc::Status Answer(absl::string_view domain, Handler&& handler) {
  return ToGrpc(handler(), domain);
}

}  // namespace finsam::rpc

#endif  // FINSAM_COMMON_RPC_ANSWER_H_

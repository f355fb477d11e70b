// A channel to a neighbour: always with a deadline, retried only where a
// repeated call does no harm.

#ifndef FINSAM_COMMON_RPC_CHANNEL_H_
#define FINSAM_COMMON_RPC_CHANNEL_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/rpc/server.h"

namespace grpc {
class Channel;
class ClientContext;
}  // namespace grpc

namespace finsam::rpc {

struct ChannelOptions {
  std::string address;  // "127.0.0.1:7511"
  TlsFiles tls;         // The caller's own certificate, with TLS.
};

// Connects lazily and again by itself, at most 1 s between tries; a try may
// take 2 s. Calls whose neighbour is not there fail at once with UNAVAILABLE;
// reads that do not stream are tried up to 3 times within the deadline.
std::shared_ptr<grpc::Channel> OpenChannel(const ChannelOptions& options);

// Which calls are tried again, as gRPC's service config: JSON.
absl::string_view ServiceConfig();

// Sets the deadline. Every call of ours is made with one.
void SetDeadline(grpc::ClientContext& context, absl::Time deadline);

// Asks the neighbour's health service. OK when it serves.
absl::Status CheckHealth(const std::shared_ptr<grpc::Channel>& channel,
                         absl::Time deadline);

}  // namespace finsam::rpc

#endif  // FINSAM_COMMON_RPC_CHANNEL_H_

// One log line per call: method, code, microseconds. Nothing of what it held.

#ifndef FINSAM_COMMON_RPC_REQUEST_LOG_H_
#define FINSAM_COMMON_RPC_REQUEST_LOG_H_

#include <grpcpp/support/server_interceptor.h>

#include <memory>

namespace finsam::rpc {

// Makes the interceptor that logs each call when its status has been sent.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
NewRequestLog();

}  // namespace finsam::rpc

#endif  // FINSAM_COMMON_RPC_REQUEST_LOG_H_

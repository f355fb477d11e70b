#include "common/rpc/request_log.h"

#include <grpcpp/impl/codegen/interceptor.h>

#include <chrono>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/log.h"

namespace finsam::rpc {
namespace {

using grpc::experimental::InterceptionHookPoints;

class RequestLog final : public grpc::experimental::Interceptor {
 public:
  explicit RequestLog(std::string method)
      : method_(std::move(method)), start_(std::chrono::steady_clock::now()) {}

  void Intercept(
      grpc::experimental::InterceptorBatchMethods* methods) override {
    if (methods->QueryInterceptionHookPoint(
            InterceptionHookPoints::PRE_SEND_STATUS)) {
      Write(methods->GetSendStatus());
    }
    methods->Proceed();
  }

 private:
  void Write(const grpc::Status& status) const {
    const auto spent = std::chrono::steady_clock::now() - start_;
    const auto us =
        std::chrono::duration_cast<std::chrono::microseconds>(spent).count();
    LogInfo("call",
            {{"method", method_},
             {"code", absl::StatusCodeToString(
                          static_cast<absl::StatusCode>(status.error_code()))},
             {"us", absl::StrCat(us)}});
  }

  std::string method_;
  std::chrono::steady_clock::time_point start_;
};

class RequestLogFactory final
    : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  grpc::experimental::Interceptor* CreateServerInterceptor(
      grpc::experimental::ServerRpcInfo* info) override {
    // Probes come every few seconds and say nothing.
    if (absl::StartsWith(info->method(), "/grpc.health.")) return nullptr;
    return new RequestLog(info->method());
  }
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>
NewRequestLog() {
  return std::make_unique<RequestLogFactory>();
}

}  // namespace finsam::rpc

// A gateway of its own for a test: a store in memory, fake neighbours, and the
// service over real gRPC in process.

#ifndef FINSAM_TESTS_GATEWAY_GATEWAY_HOST_H_
#define FINSAM_TESTS_GATEWAY_GATEWAY_HOST_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "common/base/clock.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "services/gateway/gateway.h"
#include "services/gateway/gateway_service.h"
#include "services/gateway/gateway_store.h"
#include "services/gateway/publishing.h"
#include "services/gateway/publishing_service.h"
#include "tests/gateway/fake_services.h"
#include "tests/gateway/sample_files.h"

namespace finsam::gateway {

inline const FiscalYearName kSampleName{"2220001511", 2024};

class GatewayHost : public testing::Test {
 protected:
  GatewayHost()
      : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(*store::OpenRocksStore({.path = "/data", .env = disk_.get()})),
        gateway_(*store_, fakes_.neighbours(), SystemClock(), absl::Seconds(5)),
        publishing_(*store_, gateway_, SystemClock()),
        service_(gateway_, publishing_, *store_, fakes_.neighbours(),
                 SystemClock()),
        signing_(*store_, publishing_, gateway_.decisions(), SystemClock()),
        publishing_service_(gateway_, publishing_, signing_),
        server_(std::make_unique<rpc::InProcessServer>(
            std::vector<grpc::Service*>{&service_, &publishing_service_})),
        stub_(v1::GatewayService::NewStub(server_->channel())) {}

  // Stores the sample year's layout and text, as an import would.
  void StoreSample() {
    ASSERT_TRUE(
        WriteYear(*store_, kSampleName, SampleFiles(), "r1", absl::UnixEpoch())
            .ok());
  }

  // Makes a call: Call(&Stub::CheckReport, request, &response).
  template <typename Method, typename Request, typename Response>
  absl::Status Call(Method method, const Request& request, Response* response) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(20));
    return rpc::FromGrpc(((*stub_).*method)(&context, request, response));
  }

  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
  FakeServices fakes_;
  Gateway gateway_;
  Publishing publishing_;
  GatewayServiceImpl service_;
  ReportSigning signing_;
  PublishingServiceImpl publishing_service_;
  std::unique_ptr<rpc::InProcessServer> server_;
  std::unique_ptr<v1::GatewayService::Stub> stub_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_GATEWAY_HOST_H_

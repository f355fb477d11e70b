// Which calls to the four services a channel makes again by itself.

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/rpc/channel.h"
#include "finsam/budget/v1/budget.pb.h"
#include "finsam/common/v1/options.pb.h"
#include "finsam/governance/v1/board.pb.h"
#include "finsam/governance/v1/follow_up.pb.h"
#include "finsam/governance/v1/governance.pb.h"
#include "finsam/governance/v1/signing.pb.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "finsam/participants/v1/participants.pb.h"

namespace finsam::gateway {
namespace {

void AddSafeReads(const google::protobuf::ServiceDescriptor& service,
                  std::set<std::string>* out) {
  for (int i = 0; i < service.method_count(); ++i) {
    const google::protobuf::MethodDescriptor& method = *service.method(i);
    if (method.options().GetExtension(common::v1::permission) !=
            common::v1::PERMISSION_READ ||
        method.client_streaming() || method.server_streaming() ||
        method.name() == "VerifyBooks") {
      continue;
    }
    out->insert(absl::StrCat(service.full_name(), "/", method.name()));
  }
}

// Unary reads, but for the one that may take minutes.
std::set<std::string> SafeReads() {
  std::set<std::string> out;
  for (const google::protobuf::FileDescriptor* file :
       {budget::v1::GetBudgetRequest::descriptor()->file(),
        governance::v1::GetGovernanceRequest::descriptor()->file(),
        governance::v1::GetFollowUpRequest::descriptor()->file(),
        governance::v1::ListBoardRequest::descriptor()->file(),
        governance::v1::ListActsRequest::descriptor()->file(),
        ledger::v1::GetVoucherRequest::descriptor()->file(),
        participants::v1::GetStatisticsRequest::descriptor()->file()}) {
    for (int i = 0; i < file->service_count(); ++i) {
      AddSafeReads(*file->service(i), &out);
    }
  }
  return out;
}

TEST(RetryTest, JustTheReadsAreMadeAgain) {
  const auto config = nlohmann::json::parse(rpc::ServiceConfig());
  std::set<std::string> retried;
  for (const auto& name : config["methodConfig"][0]["name"]) {
    retried.insert(absl::StrCat(name["service"].get<std::string>(), "/",
                                name["method"].get<std::string>()));
  }
  EXPECT_GT(retried.size(), 10U);
  EXPECT_EQ(retried, SafeReads());
}

}  // namespace
}  // namespace finsam::gateway

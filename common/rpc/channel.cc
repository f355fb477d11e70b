#include "common/rpc/channel.h"

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <chrono>
#include <fstream>
#include <future>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "common/base/log.h"
#include "common/rpc/answer.h"
#include "finsam/common/v1/status.pb.h"

namespace finsam::rpc {
namespace {

constexpr int kReconnectMsMin = 100;
constexpr int kReconnectMsMax = 1'000;
constexpr int kKeepaliveMs = 10'000;  // The host allows it every 5 s.
constexpr int kKeepaliveTimeoutMs = 5'000;
// What gRPC calls the shortest time between two tries is also how long one try
// may take, TLS included: a loaded or distant neighbour needs more than 100 ms.
constexpr int kConnectMsMax = 2'000;

// Reads may be repeated without harm; writes are repeated by whoever knows
// their request id, and VerifyBooks, which may take minutes, by whoever waits.
constexpr char kServiceConfig[] = R"({
  "methodConfig": [{
    "name": [
      {"service": "finsam.ledger.v1.LedgerService", "method": "GetFiscalYear"},
      {"service": "finsam.ledger.v1.LedgerService",
       "method": "ListFiscalYears"},
      {"service": "finsam.ledger.v1.LedgerService", "method": "GetVoucher"},
      {"service": "finsam.ledger.v1.LedgerService", "method": "ListVouchers"},
      {"service": "finsam.ledger.v1.LedgerService",
       "method": "GetTrialBalance"},
      {"service": "finsam.ledger.v1.LedgerService", "method": "QueryBalances"},
      {"service": "finsam.ledger.v1.LedgerService",
       "method": "ListAccountEntries"},
      {"service": "finsam.ledger.v1.LedgerService", "method": "GetStatements"},
      {"service": "finsam.ledger.v1.LedgerService", "method": "ExplainFigure"},
      {"service": "finsam.ledger.v1.LedgerService", "method": "ProveVoucher"},
      {"service": "finsam.budget.v1.BudgetService", "method": "GetBudget"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "CompareOutcome"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "ListBudgetVersions"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "CompareBudgetVersions"},
      {"service": "finsam.budget.v1.BudgetService", "method": "ExportBudget"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "SplitContributions"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "ListContributionStatements"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "GetCapitalPlan"},
      {"service": "finsam.budget.v1.BudgetService", "method": "FollowUp"},
      {"service": "finsam.budget.v1.BudgetService", "method": "ListForecasts"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "JudgeForecasts"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "BacktestForecasts"},
      {"service": "finsam.budget.v1.BudgetService",
       "method": "GetBudgetTables"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "GetStatistics"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "ListFigureIds"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "ExportCounts"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "PlanRelease"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "ListReleases"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "CompareYears"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "GetHalfYearFollowUp"},
      {"service": "finsam.participants.v1.ParticipantsService",
       "method": "GetNationalStatistics"},
      {"service": "finsam.governance.v1.GovernanceService",
       "method": "GetGovernance"},
      {"service": "finsam.governance.v1.GovernanceService",
       "method": "EvaluateGoals"},
      {"service": "finsam.governance.v1.FollowUpService",
       "method": "GetFollowUp"},
      {"service": "finsam.governance.v1.SigningService",
       "method": "GetSignatureRound"},
      {"service": "finsam.governance.v1.SigningService",
       "method": "ListSignatureRounds"},
      {"service": "finsam.governance.v1.SigningService",
       "method": "ListActs"},
      {"service": "finsam.governance.v1.SigningService",
       "method": "ExportActs"},
      {"service": "finsam.governance.v1.BoardService", "method": "ListBoard"},
      {"service": "finsam.governance.v1.BoardService", "method": "ListTerms"},
      {"service": "finsam.governance.v1.BoardService", "method": "ListClocks"},
      {"service": "finsam.governance.v1.MeetingService",
       "method": "GetMeeting"},
      {"service": "finsam.governance.v1.MeetingService",
       "method": "ListMeetings"},
      {"service": "finsam.governance.v1.MeetingService",
       "method": "GetMinutes"}
    ],
    "retryPolicy": {
      "maxAttempts": 3,
      "initialBackoff": "0.05s",
      "maxBackoff": "0.5s",
      "backoffMultiplier": 2,
      "retryableStatusCodes": ["UNAVAILABLE"]
    }
  }]
})";

std::string ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) LogError("tls", {{"trouble", absl::StrCat("cannot read ", path)}});
  return text.str();
}

std::shared_ptr<grpc::ChannelCredentials> Credentials(const TlsFiles& tls) {
  if (!tls.enabled()) return grpc::InsecureChannelCredentials();
  grpc::SslCredentialsOptions options;
  options.pem_root_certs = ReadWhole(tls.ca_file);
  options.pem_private_key = ReadWhole(tls.key_file);
  options.pem_cert_chain = ReadWhole(tls.certificate_file);
  return grpc::SslCredentials(options);
}

}  // namespace

absl::string_view ServiceConfig() { return kServiceConfig; }

std::shared_ptr<grpc::Channel> OpenChannel(const ChannelOptions& options) {
  grpc::ChannelArguments arguments;
  arguments.SetServiceConfigJSON(kServiceConfig);
  arguments.SetMaxReceiveMessageSize(kMessageBytesMax);
  arguments.SetMaxSendMessageSize(kMessageBytesMax);
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMsMin);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMsMax);
  arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMsMax);
  // A neighbour that hangs in the middle of a long call is noticed by its
  // silence, long before the call's deadline.
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);  // No limit.
  // Two channels to one address must not share one broken connection's wait.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  return grpc::CreateCustomChannel(options.address, Credentials(options.tls),
                                   arguments);
}

void SetDeadline(grpc::ClientContext& context, absl::Time deadline) {
  context.set_deadline(absl::ToChronoTime(deadline));
}

absl::Status CheckHealth(const std::shared_ptr<grpc::Channel>& channel,
                         absl::Time deadline) {
  constexpr int kServing = 1;
  grpc::TemplatedGenericStub<common::v1::HealthQuestion,
                             common::v1::HealthAnswer>
      stub(channel);
  grpc::ClientContext context;
  SetDeadline(context, deadline);
  const common::v1::HealthQuestion question;
  common::v1::HealthAnswer answer;
  std::promise<grpc::Status> done;
  stub.UnaryCall(&context, "/grpc.health.v1.Health/Check", grpc::StubOptions(),
                 &question, &answer,
                 [&done](grpc::Status status) { done.set_value(status); });
  RETURN_IF_ERROR(FromGrpc(done.get_future().get()));
  if (answer.status() == kServing) return absl::OkStatus();
  return absl::UnavailableError("the service is not serving");
}

}  // namespace finsam::rpc

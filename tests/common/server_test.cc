// The host of a service as its callers and its operator meet it.

#include "common/rpc/server.h"

#include <gmock/gmock.h>
#include <grpcpp/generic/generic_stub.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/check.h"
#include "tests/common/host.h"

namespace finsam::rpc {
namespace {

using test::Ask;
using test::Health;
using test::Host;
using testing::HasSubstr;
using testing::Not;

std::shared_ptr<grpc::Channel> Open(const std::string& address) {
  return OpenChannel({.address = address, .tls = {}});
}

TEST(InProcessServerTest, CallsReachTheService) {
  test::GuineaPig service;
  service.refusal = Refuse(absl::StatusCode::kNotFound, "ACCOUNT_UNKNOWN",
                           "kontot finns inte");
  InProcessServer server({&service});
  EXPECT_TRUE(Ask(server.channel(), "hello").ok());
  EXPECT_EQ(ReasonOf(Ask(server.channel(), "refuse")), "ACCOUNT_UNKNOWN");
  EXPECT_EQ(Ask(server.channel(), "trouble").code(),
            absl::StatusCode::kUnavailable);
}

TEST(ServerTest, ServesHealthAndCallsOnAPortOfItsOwn) {
  Host host;
  const std::string address = host.Address();
  EXPECT_THAT(address, testing::StartsWith("127.0.0.1:"));
  EXPECT_THAT(address, Not(testing::EndsWith(":0")));
  EXPECT_TRUE(Health(Open(address)).ok());
  EXPECT_TRUE(Ask(Open(address), "hello").ok());
}

TEST(ServerTest, BigRefusalsReachEveryClient) {
  Host host;
  const std::string address = host.Address();
  for (const auto& channel :
       {Open(address),
        grpc::CreateChannel(address, grpc::InsecureChannelCredentials())}) {
    const absl::Status refused = Ask(channel, "refuse-big");
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << refused;
    EXPECT_EQ(ReasonOf(refused), "R");
    ASSERT_GE(ProblemsOf(refused).size(), 2u);
    EXPECT_EQ(ProblemsOf(refused).back().reason, "MORE_PROBLEMS");
  }
}

TEST(ServerTest, MessagesHaveALimit) {
  Host host;
  const std::string address = host.Address();
  const auto plain =
      grpc::CreateChannel(address, grpc::InsecureChannelCredentials());
  const std::string large(kMessageBytesMax + 1, 'x');
  EXPECT_EQ(Ask(plain, large).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(Ask(plain, "hello").ok());
  // Ours may be as large as the services take.
  EXPECT_TRUE(Ask(Open(address), std::string(8 << 20, 'x')).ok());
}

// Asks the reflection service for its list: {list_services: ""}.
std::string ReflectedServices(const std::string& address) {
  grpc::GenericStub stub(Open(address));
  grpc::ClientContext context;
  SetDeadline(context, absl::Now() + absl::Seconds(10));
  grpc::CompletionQueue queue;
  const auto call = stub.PrepareCall(
      &context,
      "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo", &queue);
  const auto done = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    return queue.Next(&tag, &ok) && ok;
  };
  call->StartCall(nullptr);
  EXPECT_TRUE(done());
  const grpc::Slice question(std::string("\x3a\x00", 2));
  call->Write(grpc::ByteBuffer(&question, 1), nullptr);
  EXPECT_TRUE(done());
  grpc::ByteBuffer answer;
  call->Read(&answer, nullptr);
  EXPECT_TRUE(done());
  grpc::Slice bytes;
  EXPECT_TRUE(answer.DumpToSingleSlice(&bytes).ok());
  context.TryCancel();
  grpc::Status status;
  call->Finish(&status, nullptr);
  done();
  return {reinterpret_cast<const char*>(bytes.begin()), bytes.size()};
}

TEST(ServerTest, ReflectionNamesTheServices) {
  Host host;
  const std::string services = ReflectedServices(host.Address());
  EXPECT_THAT(services,
              HasSubstr("finsam.participants.v1.ParticipantsService"));
  EXPECT_THAT(services, HasSubstr("grpc.health.v1.Health"));
}

TEST(ServerTest, TheLogTellsOfCallsAndNotWhatTheyHeld) {
  Host host;
  auto channel = Open(host.Address());
  EXPECT_TRUE(Ask(channel, "hemligt-namn").ok());
  EXPECT_EQ(Ask(channel, "refuse-big").code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(Ask(channel, "trouble").ok());
  channel.reset();  // An idle caller is waited for.
  host.child().Signal(SIGTERM);
  EXPECT_EQ(host.child().Wait(), 0);
  const std::string log = host.Log();
  EXPECT_THAT(log, HasSubstr("ParticipantsService/GetStatistics"));
  EXPECT_THAT(log, HasSubstr("INVALID_ARGUMENT"));
  EXPECT_THAT(log, HasSubstr(test::kSecretContext));  // For operators only.
  EXPECT_THAT(log, Not(HasSubstr("hemligt-namn")));
  EXPECT_THAT(log, Not(HasSubstr("åååå")));
  for (const absl::string_view line : absl::StrSplit(log, '\n')) {
    EXPECT_TRUE(line.empty() || (absl::StartsWith(line, "{\"time\":") &&
                                 absl::EndsWith(line, "}")))
        << line;
  }
}

TEST(ServerTest, FlagsItDoesNotKnowAreRefused) {
  const struct {
    std::vector<std::string> flags;
    int exit_code;
  } cases[] = {
      {{"--nonsense=1"}, 2},
      {{"--listen"}, 2},
      {{"listen=127.0.0.1:0"}, 2},
      {{"--drain-seconds=soon"}, 2},
      {{"--drain-seconds=-1"}, 2},
      {{"--listen=nowhere"}, 2},
      {{"--tls-cert=no-file"}, 2},
      {{"--tls-cert=a", "--tls-key=b", "--tls-ca=c"}, 2},
      {{"--help"}, 0},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.flags[0]);
    Host host(c.flags);
    EXPECT_EQ(host.child().Wait(), c.exit_code);
    EXPECT_EQ(host.Log().empty(), c.exit_code == 0);
  }
}

TEST(ServerTest, APortInUseIsNotShared) {
  Host first;
  Host second({"--listen=" + first.Address()});
  EXPECT_EQ(second.child().Wait(), 1);
  EXPECT_THAT(second.Log(), HasSubstr("cannot listen"));
}

TEST(ServerTest, ASlowCallIsFinishedBeforeTheEnd) {
  for (const int signal : {SIGTERM, SIGINT}) {
    Host host;
    const std::string address = host.Address();
    auto slow = std::async(std::launch::async,
                           [&address] { return Ask(Open(address), "slow"); });
    ASSERT_EQ(host.NextLine(), "call");
    host.child().Signal(signal);
    EXPECT_TRUE(test::Eventually([&] { return !Health(Open(address)).ok(); }));
    EXPECT_TRUE(slow.get().ok());
    EXPECT_EQ(host.child().Wait(), 0);
    EXPECT_THAT(host.Log(), HasSubstr("\"stopped\""));
  }
}

TEST(ServerTest, DrainingHasAnEnd) {
  Host host({"--drain-seconds=0"});
  const std::string address = host.Address();
  auto slow = std::async(std::launch::async,
                         [&address] { return Ask(Open(address), "slow"); });
  ASSERT_EQ(host.NextLine(), "call");
  host.child().Signal(SIGTERM);
  EXPECT_FALSE(slow.get().ok());
  EXPECT_EQ(host.child().Wait(), 0);
}

TEST(ServerTest, ACompanionRunsBesideAndStopsFirst) {
  Host host({"--companion=run"});
  const std::string address = host.Address();
  host.child().Signal(SIGTERM);
  EXPECT_EQ(host.child().Wait(), 0);
  EXPECT_EQ(host.NextLine(), "beside " + address);
  EXPECT_EQ(host.NextLine(), "companion stopped");
}

TEST(ServerTest, ACompanionThatFailsEndsTheService) {
  Host host({"--companion=fail"});
  EXPECT_EQ(host.child().Wait(), 1);
}

TEST(ChannelTest, NobodyThereIsUnavailableAtOnce) {
  Host host;
  const std::string address = host.Address();
  host.child().Signal(SIGTERM);
  EXPECT_EQ(host.child().Wait(), 0);
  const absl::Time start = absl::Now();
  EXPECT_EQ(Ask(Open(address), "hello").code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(Health(Open(address)).code(), absl::StatusCode::kUnavailable);
  EXPECT_LT(absl::Now() - start, absl::Seconds(10));
}

// Takes connections, as the kernel does for a process that is busy, and says
// nothing.
class SilentNeighbour {
 public:
  SilentNeighbour() : socket_(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in any{};
    any.sin_family = AF_INET;
    any.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    auto* address = reinterpret_cast<sockaddr*>(&any);
    socklen_t size = sizeof(any);
    FINSAM_CHECK(bind(socket_, address, size) == 0);
    FINSAM_CHECK(listen(socket_, 8) == 0);
    FINSAM_CHECK(getsockname(socket_, address, &size) == 0);
    address_ = absl::StrCat("127.0.0.1:", ntohs(any.sin_port));
  }
  ~SilentNeighbour() { close(socket_); }
  SilentNeighbour(const SilentNeighbour&) = delete;
  SilentNeighbour& operator=(const SilentNeighbour&) = delete;
  const std::string& address() const { return address_; }

 private:
  int socket_;
  std::string address_;
};

TEST(ChannelTest, ABusyNeighbourIsGivenTimeToConnect) {
  const SilentNeighbour neighbour;
  const absl::Status status = CheckHealth(
      Open(neighbour.address()), absl::Now() + absl::Milliseconds(600));
  EXPECT_EQ(status.code(), absl::StatusCode::kDeadlineExceeded) << status;
}

TEST(ChannelTest, ItConnectsAgainByItself) {
  auto host = std::make_unique<Host>();
  const std::string address = host->Address();
  const auto channel = Open(address);
  EXPECT_TRUE(Ask(channel, "hello").ok());
  host.reset();
  EXPECT_FALSE(Ask(channel, "hello").ok());
  host =
      std::make_unique<Host>(std::vector<std::string>{"--listen=" + address});
  host->Address();
  EXPECT_TRUE(test::Eventually([&] { return Ask(channel, "hello").ok(); }));
}

absl::Status TryToWrite(const std::string& address) {
  grpc::ClientContext context;
  SetDeadline(context, absl::Now() + absl::Seconds(10));
  test::v1::ImportCountsRequest request;
  request.set_fiscal_year("trouble");
  test::v1::ImportCountsResponse response;
  const auto stub = test::v1::ParticipantsService::NewStub(Open(address));
  return FromGrpc(stub->ImportCounts(&context, request, &response));
}

TEST(ChannelTest, OnlyReadsAreTriedAgain) {
  Host host;
  const std::string address = host.Address();
  EXPECT_EQ(Ask(Open(address), "trouble").code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(TryToWrite(address).code(), absl::StatusCode::kUnavailable);
  host.child().Signal(SIGTERM);
  EXPECT_EQ(host.child().Wait(), 0);
  int calls = 0;
  while (host.NextLine() == "call") ++calls;
  EXPECT_EQ(calls, 3 + 1);
}

TEST(ChannelTest, ADeadlineEndsAWait) {
  Host host;
  grpc::ClientContext context;
  SetDeadline(context, absl::Now() + absl::Milliseconds(200));
  test::v1::GetStatisticsRequest request;
  request.set_fiscal_year("slow");
  test::v1::GetStatisticsResponse response;
  const auto stub =
      test::v1::ParticipantsService::NewStub(Open(host.Address()));
  EXPECT_EQ(stub->GetStatistics(&context, request, &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
}

}  // namespace
}  // namespace finsam::rpc

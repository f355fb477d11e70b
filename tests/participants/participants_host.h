// The participants service over real gRPC in process, on a memory disk, with
// keys for an office, a member and the state.

#ifndef FINSAM_TESTS_PARTICIPANTS_PARTICIPANTS_HOST_H_
#define FINSAM_TESTS_PARTICIPANTS_PARTICIPANTS_HOST_H_

#include <grpcpp/grpcpp.h>
#include <rocksdb/env.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/check.h"
#include "common/base/clock.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/participants/clp_program.h"
#include "services/participants/participants.h"
#include "services/participants/participants_service.h"

namespace finsam::participants::test {

// Kinds of caller; the key of each.
inline const std::string kNobody = "";
inline const std::string kOffice(64, 'a');
inline const std::string kMember(64, 'b');
inline const std::string kState(64, 'c');

class ParticipantsHost {
 public:
  ParticipantsHost()
      : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
        store_(*store::OpenRocksStore({.path = "/data", .env = disk_.get()})),
        keys_(*rpc::Keyring::Parse("office 2220001511 " + kOffice +
                                   "\nmember 2220001511 " + kMember +
                                   "\nstate * " + kState + "\n")),
        participants_(*store_, clock_, solver_),
        service_(participants_, keys_),
        server_({&service_}),
        stub_(v1::ParticipantsService::NewStub(server_.channel())) {}

  template <typename Request, typename Response>
  using Method = grpc::Status (v1::ParticipantsService::Stub::*)(
      grpc::ClientContext*, const Request&, Response*);

  // Makes the call as who holds `key`.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Ask(Method<Request, Response> method,
                               const Request& request,
                               const std::string& key = kNobody) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(60));
    rpc::SendKey(context, key);
    Response response;
    const absl::Status status =
        rpc::FromGrpc((stub_.get()->*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  Participants& participants() { return participants_; }
  store::Store& store() { return *store_; }
  std::shared_ptr<grpc::Channel> channel() { return server_.channel(); }

 private:
  std::unique_ptr<rocksdb::Env> disk_;
  std::unique_ptr<store::Store> store_;
  FixedClock clock_{absl::FromUnixSeconds(1'700'000'000)};
  ClpSolver solver_;
  rpc::Keyring keys_;
  Participants participants_;
  ParticipantsService service_;
  rpc::InProcessServer server_;
  std::unique_ptr<v1::ParticipantsService::Stub> stub_;
};

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_PARTICIPANTS_HOST_H_

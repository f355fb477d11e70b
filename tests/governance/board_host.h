// Governance in process on a store in memory: its board and meetings over gRPC,
// with a clock that tests set, and a store that can fail like a crash.

#ifndef FINSAM_TESTS_GOVERNANCE_BOARD_HOST_H_
#define FINSAM_TESTS_GOVERNANCE_BOARD_HOST_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/store/store.h"
#include "finsam/governance/v1/board.grpc.pb.h"
#include "finsam/governance/v1/governance.grpc.pb.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace finsam::governance {

inline const char kHostAssociation[] = "associations/2220001511";

class BoardHost {
 public:
  BoardHost();
  ~BoardHost();

  // Stops all and starts it again on the same disk.
  void Reopen();

  // The next commit answers UNAVAILABLE: it was made, or it was not.
  enum class Crash { kBefore, kAfter };
  void CrashNext(Crash crash);

  // Noon in Sweden.
  void SetDay(absl::CivilDay day);

  // Imports files for a year; the reason when refused.
  std::string Import(
      int year, const std::vector<std::pair<std::string, std::string>>& files);

  v1::GovernanceService::Stub& governance();
  v1::BoardService::Stub& board();
  v1::MeetingService::Stub& meetings();

  // Makes a call with the office's key; `response` is filled in when it is OK.
  template <typename Stub, typename Request, typename Response>
  absl::Status Ask(Stub& stub,
                   grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                const Request&, Response*),
                   const Request& request, Response* response) {
    grpc::ClientContext context;
    Prepare(context);
    return Read((stub.*method)(&context, request, response));
  }

  // OK when the journal's chain is whole.
  absl::Status VerifyChain() const;

  bool with_key = true;

 private:
  struct State;
  void Prepare(grpc::ClientContext& context) const;
  static absl::Status Read(const grpc::Status& status);
  void Open();
  void Close();

  std::unique_ptr<State> state_;
};

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_BOARD_HOST_H_

// A small service to try the host with. What a call's `fiscal_year` says
// decides what it does:
//   slow         answers after a second, or at once when the call is cancelled
//   refuse       refuses with `refusal`
//   refuse-big   refuses with more and longer problems than travel at once
//   trouble      meets trouble, with a context that callers may not see
//   else         answers with the same text as the revision's service
// Each call of GetStatistics writes a line on standard output when `tells`.

#ifndef FINSAM_TESTS_COMMON_GUINEA_PIG_H_
#define FINSAM_TESTS_COMMON_GUINEA_PIG_H_

#include <grpcpp/grpcpp.h>

#include <cstdio>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "finsam/participants/v1/participants.grpc.pb.h"

namespace finsam::test {

namespace v1 = participants::v1;

inline constexpr char kGuineaPigDomain[] = "finsam.participants.v1";
inline constexpr char kSecretContext[] = "hemlig sökväg";

// `count` problems with texts of `size` letters, of two bytes each.
inline std::vector<Problem> ManyProblems(int count, size_t size) {
  std::string text;
  while (text.size() < 2 * size) text += "å";
  return std::vector<Problem>(
      static_cast<size_t>(count),
      {Severity::kError, "R", text, 7, text, text, text, text});
}

class GuineaPig final : public v1::ParticipantsService::Service {
 public:
  explicit GuineaPig(bool tells = false) : tells_(tells) {}

  absl::Status refusal;

  grpc::Status GetStatistics(grpc::ServerContext* context,
                             const v1::GetStatisticsRequest* request,
                             v1::GetStatisticsResponse* response) override {
    Tell();
    if (request->fiscal_year() == "slow") Wait(*context);
    response->mutable_revision()->set_service(request->fiscal_year());
    return rpc::Answer(kGuineaPigDomain,
                       [&] { return Outcome(request->fiscal_year()); });
  }

  grpc::Status ImportCounts(grpc::ServerContext*,
                            const v1::ImportCountsRequest* request,
                            v1::ImportCountsResponse*) override {
    Tell();
    return rpc::Answer(kGuineaPigDomain,
                       [&] { return Outcome(request->fiscal_year()); });
  }

 private:
  void Tell() const {
    if (!tells_) return;
    std::puts("call");
    std::fflush(stdout);
  }

  static void Wait(const grpc::ServerContext& context) {
    for (int i = 0; i < 100 && !context.IsCancelled(); ++i) {
      absl::SleepFor(absl::Milliseconds(10));
    }
  }

  absl::Status Outcome(const std::string& wish) const {
    if (wish == "refuse") return refusal;
    if (wish == "refuse-big") {
      const std::vector<Problem> problems = ManyProblems(40, 400);
      return Refuse(absl::StatusCode::kInvalidArgument, "R",
                    problems.front().message, problems);
    }
    if (wish == "trouble") return absl::UnavailableError(kSecretContext);
    return absl::OkStatus();
  }

  const bool tells_;
};

}  // namespace finsam::test

#endif  // FINSAM_TESTS_COMMON_GUINEA_PIG_H_

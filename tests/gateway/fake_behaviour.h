// What a fake service does, as a test tells it, and what it has seen.

#ifndef FINSAM_TESTS_GATEWAY_FAKE_BEHAVIOUR_H_
#define FINSAM_TESTS_GATEWAY_FAKE_BEHAVIOUR_H_

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "common/base/status.h"
#include "finsam/budget/v1/budget.pb.h"

namespace grpc {
class ServerContext;
class Status;
}  // namespace grpc

namespace finsam::gateway {

// An import that a fake was asked for.
struct SeenImport {
  std::string request_id;
  bool validate_only = false;
  std::vector<std::string> files;

  friend bool operator==(const SeenImport&, const SeenImport&) = default;
};

// What one fake does, and what it has seen. Thread-safe, except that what it
// does is set before it is called.
class FakeBehaviour {
 public:
  // What every read answers with when it is not OK; after `delay`.
  absl::Status read_status;
  absl::Duration delay;
  // What an import answers with: when it only checks, and when it stores.
  absl::Status check_status;
  absl::Duration check_delay;
  absl::Status store_status;
  std::vector<Problem> import_warnings;
  // Of the budget: what it has beside budgets; nothing is refused.
  std::optional<budget::v1::SplitContributionsResponse> contributions;
  std::optional<budget::v1::GetCapitalPlanResponse> capital;
  std::optional<budget::v1::GetBudgetTablesResponse> tables;
  absl::Status tables_status;
  std::optional<budget::v1::FollowUpResponse> follow_up;
  absl::Status follow_up_status;
  std::vector<std::string> table_ids;  // Of an import, and kept.
  // How many times somebody commits between the two reads of one assembly.
  int moves = 0;

  // What was imported, in order.
  std::vector<SeenImport> imports() const;
  int stored_count() const;

  // How many reads were under way at once, over all fakes.
  static int MostAtOnce();
  static void ForgetMostAtOnce();

  // For the fakes: 1 when somebody has committed meanwhile, else 0.
  int TakeMove();

  // For the fakes: waits as told, unless the caller gives up, and runs
  // `answer` when the read is to succeed.
  grpc::Status Read(grpc::ServerContext* context,
                    const std::function<void()>& answer);
  absl::Status Import(const SeenImport& seen);

 private:
  mutable std::mutex mutex_;
  std::vector<SeenImport> imports_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_FAKE_BEHAVIOUR_H_

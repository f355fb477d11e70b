#include "tests/gateway/fake_behaviour.h"

#include <grpcpp/grpcpp.h>

#include <algorithm>
#include <atomic>

#include "absl/time/clock.h"
#include "common/rpc/answer.h"

namespace finsam::gateway {
namespace {

constexpr char kDomain[] = "finsam.fake.v1";

std::atomic<int> reads_now = 0;
std::atomic<int> reads_most = 0;

}  // namespace

std::vector<SeenImport> FakeBehaviour::imports() const {
  const std::lock_guard lock(mutex_);
  return imports_;
}

int FakeBehaviour::TakeMove() {
  const std::lock_guard lock(mutex_);
  if (moves == 0) return 0;
  --moves;
  return 1;
}

int FakeBehaviour::stored_count() const {
  const std::lock_guard lock(mutex_);
  return static_cast<int>(std::count_if(
      imports_.begin(), imports_.end(),
      [](const SeenImport& seen) { return !seen.validate_only; }));
}

int FakeBehaviour::MostAtOnce() { return reads_most; }
void FakeBehaviour::ForgetMostAtOnce() { reads_most = 0; }

grpc::Status FakeBehaviour::Read(grpc::ServerContext* context,
                                 const std::function<void()>& answer) {
  const int now = ++reads_now;
  int most = reads_most;
  while (most < now && !reads_most.compare_exchange_weak(most, now)) {
  }
  const absl::Time end = absl::Now() + delay;
  while (absl::Now() < end && !context->IsCancelled()) {
    absl::SleepFor(absl::Milliseconds(5));
  }
  --reads_now;
  if (read_status.ok()) answer();
  return rpc::ToGrpc(read_status, kDomain);
}

absl::Status FakeBehaviour::Import(const SeenImport& seen) {
  if (seen.validate_only) absl::SleepFor(check_delay);
  const std::lock_guard lock(mutex_);
  imports_.push_back(seen);
  return seen.validate_only ? check_status : store_status;
}

}  // namespace finsam::gateway

// Modes `post` and `stream`: vouchers as fast as they are taken.

#include <grpcpp/generic/generic_stub.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/impl/codegen/proto_utils.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <deque>
#include <future>
#include <limits>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/answer.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "tests/bench/load.h"
#include "tests/bench/measure.h"
#include "tests/bench/requests.h"

namespace finsam::bench {
namespace {

using Stub = grpc::GenericStub;

constexpr char kPost[] = "/finsam.ledger.v1.LedgerService/PostVoucher";
constexpr char kStream[] = "/finsam.ledger.v1.LedgerService/PostVouchers";

// When to stop: at a time, or after so many requests. Thread-safe.
class Quota {
 public:
  Quota(const LoadOptions& options, int per_request)
      : end_us_(options.vouchers != 0
                    ? std::numeric_limits<int64_t>::max()
                    : NowUs() + int64_t{options.seconds} * 1'000'000),
        left_(options.vouchers != 0
                  ? (options.vouchers + per_request - 1) / per_request
                  : std::numeric_limits<int64_t>::max()) {}

  bool Take() { return NowUs() < end_us_ && left_.fetch_sub(1) > 0; }

 private:
  const int64_t end_us_;
  std::atomic<int64_t> left_;
};

// One caller that posts a voucher, waits, and posts the next.
class Caller {
 public:
  Caller(std::shared_ptr<grpc::Channel> channel, RequestPool& pool,
         Quota& quota)
      : stub_(std::move(channel)), pool_(pool), quota_(quota) {}

  void Start() {
    if (!quota_.Take()) {
      done_.set_value();
      return;
    }
    context_.emplace();
    request_ = pool_.Next();
    response_.Clear();
    sent_us_ = NowUs();
    stub_.UnaryCall(&*context_, kPost, grpc::StubOptions(), &request_,
                    &response_, [this](const grpc::Status& status) {
                      DieUnlessOk(rpc::FromGrpc(status));
                      latencies_.Add(NowUs() - sent_us_);
                      ++answered_;
                      Start();
                    });
  }

  void Wait() { done_.get_future().wait(); }
  int64_t answered() const { return answered_; }  // After Wait().
  const Latencies& latencies() const { return latencies_; }

 private:
  Stub stub_;
  RequestPool& pool_;
  Quota& quota_;
  std::optional<grpc::ClientContext> context_;
  grpc::ByteBuffer request_;
  grpc::ByteBuffer response_;
  int64_t sent_us_ = 0;
  int64_t answered_ = 0;
  Latencies latencies_;
  std::promise<void> done_;
};

// A refused batch is no posting; answers come in the order of the batches.
absl::Status CheckAnswer(grpc::ByteBuffer* answer, int batch) {
  ledger::v1::PostVouchersResponse response;
  if (!grpc::SerializationTraits<ledger::v1::PostVouchersResponse>::Deserialize(
           answer, &response)
           .ok()) {
    return absl::InternalError("the answer cannot be read");
  }
  if (response.has_refusal()) {
    return absl::FailedPreconditionError(response.refusal().message());
  }
  if (response.vouchers_size() == batch) return absl::OkStatus();
  return absl::InternalError(absl::StrCat(
      batch, " vouchers sent, ", response.vouchers_size(), " answered"));
}

// One stream that keeps so many batches under way.
class Batches final
    : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Batches(std::shared_ptr<grpc::Channel> channel, const LoadOptions& options,
          RequestPool& pool, Quota& quota)
      : stub_(std::move(channel)),
        options_(options),
        pool_(pool),
        quota_(quota) {}

  void Start() {
    stub_.PrepareBidiStreamingCall(&context_, kStream, grpc::StubOptions(),
                                   this);
    StartRead(&response_);
    {
      const std::lock_guard lock(mutex_);
      WriteNext();
    }
    StartCall();
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard lock(mutex_);
    writing_ = false;
    if (ok) WriteNext();
  }

  void OnReadDone(bool ok) override {
    if (!ok) return;
    if (!options_.echo) DieUnlessOk(CheckAnswer(&response_, options_.batch));
    StartRead(&response_);
    const std::lock_guard lock(mutex_);
    latencies_.Add(NowUs() - sent_us_.front());
    sent_us_.pop_front();
    ++answered_;
    WriteNext();
  }

  void OnDone(const grpc::Status& status) override {
    DieUnlessOk(rpc::FromGrpc(status));
    done_.set_value();
  }

  void Wait() { done_.get_future().wait(); }
  int64_t answered() const { return answered_; }  // After Wait().
  const Latencies& latencies() const { return latencies_; }

 private:
  // Only one write may be under way. With mutex_ held.
  void WriteNext() {
    if (writing_ || ended_) return;
    if (sent_us_.size() >= static_cast<size_t>(options_.in_flight)) return;
    if (!quota_.Take()) {
      ended_ = true;
      StartWritesDone();
      return;
    }
    request_ = pool_.Next();
    sent_us_.push_back(NowUs());
    writing_ = true;
    StartWrite(&request_);
  }

  Stub stub_;
  const LoadOptions& options_;
  RequestPool& pool_;
  Quota& quota_;
  grpc::ClientContext context_;
  grpc::ByteBuffer response_;
  std::promise<void> done_;

  std::mutex mutex_;
  grpc::ByteBuffer request_;
  bool writing_ = false;
  bool ended_ = false;
  std::deque<int64_t> sent_us_;
  int64_t answered_ = 0;
  Latencies latencies_;
};

// Starts all, waits for all, prints what came of it.
template <typename Worker>
int Drive(const std::string& mode, const LoadOptions& options, int per_answer,
          const Stopwatch& watch,
          const std::vector<std::unique_ptr<Worker>>& workers) {
  for (const auto& worker : workers) worker->Start();
  for (const auto& worker : workers) worker->Wait();
  Latencies latencies;
  int64_t vouchers = 0;
  for (const auto& worker : workers) {
    latencies.Add(worker->latencies());
    vouchers += worker->answered() * per_answer;
  }
  nlohmann::ordered_json line = watch.Line(mode, vouchers);
  line["in_flight"] = options.in_flight;
  line["batch"] = per_answer;
  line["p50_us"] = latencies.At(500);
  line["p99_us"] = latencies.At(990);
  std::puts(line.dump().c_str());
  return 0;
}

}  // namespace

int Post(LoadOptions options) {
  const Channels channels =
      Connect(options, std::min(options.channels, options.in_flight));
  if (options.set_up) SetUp(options, channels.front());
  RequestPool pool(options.seed, /*batch=*/0, options.run);
  const Stopwatch watch(options.server_pid);
  Quota quota(options, /*per_request=*/1);
  std::vector<std::unique_ptr<Caller>> callers;
  for (int i = 0; i < options.in_flight; ++i) {
    callers.push_back(std::make_unique<Caller>(
        channels[static_cast<size_t>(i) % channels.size()], pool, quota));
  }
  return Drive("post", options, /*per_answer=*/1, watch, callers);
}

int Stream(LoadOptions options) {
  const Channels channels =
      Connect(options, std::min(options.channels, options.streams));
  if (options.set_up) SetUp(options, channels.front());
  RequestPool pool(options.seed, options.batch, options.run);
  const Stopwatch watch(options.server_pid);
  Quota quota(options, options.batch);
  std::vector<std::unique_ptr<Batches>> streams;
  for (int i = 0; i < options.streams; ++i) {
    streams.push_back(std::make_unique<Batches>(
        channels[static_cast<size_t>(i) % channels.size()], options, pool,
        quota));
  }
  return Drive("stream", options, options.batch, watch, streams);
}

}  // namespace finsam::bench

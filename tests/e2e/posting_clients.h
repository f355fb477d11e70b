// The ledger's program alone, under a test's control, and callers that post to
// it without end and remember what they were answered.

#ifndef FINSAM_TESTS_E2E_POSTING_CLIENTS_H_
#define FINSAM_TESTS_E2E_POSTING_CLIENTS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <random>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "tests/kit/processes.h"

namespace finsam::e2e {

inline constexpr absl::Duration kPatience = absl::Seconds(60);
inline constexpr char kUnarySeries[] = "U";
inline constexpr char kBatchSeries[] = "S";

// The number in an environment variable.
uint64_t NumberFrom(const char* variable, uint64_t otherwise);

// finsam-ledger with its data in a temporary folder. For the main thread.
class LedgerProcess {
 public:
  // Starts it, again on the same address and data, and waits until it serves.
  // Ends the test program with its log when it does not.
  void Start();
  void Kill();  // SIGKILL.
  const std::string& address() const { return address_; }

 private:
  testkit::TempFolder folder_;
  std::string address_ = "127.0.0.1:0";
  std::unique_ptr<testkit::Process> process_;
};

// Calls with a deadline, on a channel of its own that connects again quickly.
class LedgerClient {
 public:
  explicit LedgerClient(const std::string& address);

  absl::StatusOr<ledger::v1::PostVoucherResponse> Post(
      const ledger::v1::PostVoucherRequest& request);
  // Counts the messages that came in `seen`.
  absl::StatusOr<common::v1::ImportResult> Import(
      const std::string& request_id, const std::string& file_name,
      const std::string& text, std::atomic<int>* seen = nullptr);
  absl::StatusOr<ledger::v1::VerifyBooksResponse> Verify();
  // All of the year, by series and number.
  std::vector<ledger::v1::Voucher> Vouchers();
  int64_t VoucherCount();
  ledger::v1::LedgerService::Stub& stub() { return *stub_; }

 private:
  std::unique_ptr<ledger::v1::LedgerService::Stub> stub_;
};

// A krona, with the request id as its text.
ledger::v1::PostVoucherRequest PostingOf(const std::string& request_id,
                                         const std::string& series);

struct UnaryAnswer {
  ledger::v1::PostVoucherRequest request;
  ledger::v1::PostVoucherResponse response;
};

// The request again gets the same answer, to the byte.
void ExpectSameAnswer(LedgerClient& client, const UnaryAnswer& answer);

// What the test and its callers tell one another.
struct Traffic {
  std::atomic<bool> stop = false;    // No more.
  std::atomic<bool> paused = false;  // No more for now.
  std::atomic<int64_t> answered = 0;
};

// Posts one voucher after the other. Of those whose answer did not come some
// are asked again until they are answered, others are given up.
class UnaryPoster {
 public:
  UnaryPoster(const std::string& address, std::string name, uint64_t seed,
              Traffic& traffic)
      : client_(address),
        name_(std::move(name)),
        random_(seed),
        traffic_(traffic) {}

  void Run();
  // Safe from other threads while Run goes on.
  std::vector<UnaryAnswer> LastAnswers(size_t count) const;
  // Once Run has ended.
  const std::vector<UnaryAnswer>& answers() const { return answers_; }
  size_t given_up() const { return given_up_; }

 private:
  void Post(const ledger::v1::PostVoucherRequest& request);

  LedgerClient client_;
  std::string name_;
  std::mt19937_64 random_;
  Traffic& traffic_;
  mutable std::mutex mutex_;
  std::vector<UnaryAnswer> answers_;
  size_t given_up_ = 0;
};

struct BatchAnswer {
  ledger::v1::PostVouchersRequest request;
  ledger::v1::PostVouchersResponse response;
  bool acknowledged = false;
};

// Posts batches over streams, several under way at a time; in the same manner.
class BatchPoster {
 public:
  BatchPoster(const std::string& address, uint64_t seed, Traffic& traffic)
      : client_(address), random_(seed), traffic_(traffic) {}

  void Run();
  // Once Run has ended.
  const std::vector<BatchAnswer>& batches() const { return batches_; }

 private:
  ledger::v1::PostVouchersRequest NextBatch();
  // Sends what waits, some at a time, until the stream breaks or all is told
  // to stop.
  void RunStream();

  LedgerClient client_;
  std::mt19937_64 random_;
  Traffic& traffic_;
  std::vector<BatchAnswer> batches_;
  std::vector<size_t> waiting_;  // Indexes of batches to be sent again.
};

}  // namespace finsam::e2e

#endif  // FINSAM_TESTS_E2E_POSTING_CLIENTS_H_

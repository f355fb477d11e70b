// Requests made beforehand, as bytes: while the clock runs only their ids are
// new, so that the load generator takes little from the cores that it shares
// with the ledger.

#ifndef FINSAM_TESTS_BENCH_REQUESTS_H_
#define FINSAM_TESTS_BENCH_REQUESTS_H_

#include <grpcpp/support/byte_buffer.h>

#include <atomic>
#include <cstdint>
#include <string>
#include <vector>

namespace finsam::bench {

// Posting requests of random vouchers under names that were never used.
// Thread-safe.
class RequestPool {
 public:
  // Batches of `batch` vouchers for PostVouchers; with 0, single vouchers for
  // PostVoucher. `run` begins every request id.
  RequestPool(uint64_t seed, int batch, std::string run);

  grpc::ByteBuffer Next();

 private:
  const std::string run_;
  std::vector<grpc::Slice> bodies_;  // All but the id; shared, not copied.
  std::atomic<uint64_t> made_ = 0;
};

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_REQUESTS_H_

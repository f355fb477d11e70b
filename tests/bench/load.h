// The load generator's modes. Each prints one line of JSON and returns the
// program's exit code; trouble and refusals go to standard error and end it
// with 1, for a rate of refused vouchers is no rate.

#ifndef FINSAM_TESTS_BENCH_LOAD_H_
#define FINSAM_TESTS_BENCH_LOAD_H_

#include <sys/types.h>

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "tests/bench/measure.h"

namespace grpc {
class Channel;
}  // namespace grpc

namespace finsam::bench {

struct LoadOptions {
  std::string address;
  std::string address_file;  // Read for the address, once it is there.
  pid_t server_pid = 0;      // Whose CPU and memory are told; 0: nobody's.
  int channels = 4;
  uint64_t seed = 1;
  std::string run;       // Begins every request id.
  int seconds = 5;       // How long.
  int64_t vouchers = 0;  // When not 0: how many, however long it takes.
  int in_flight = 1;     // Calls, or batches of a stream, under way.
  int batch = 1'000;     // Vouchers of a batch.
  int streams = 1;       // Each with `in_flight` batches under way.
  bool set_up = true;    // Imports the chart and the layout first.
  bool echo = false;     // The other end echoes; answers are not read.
  std::string file;      // A SIE file to import.
};

using Channels = std::vector<std::shared_ptr<grpc::Channel>>;

// Waits until the server says SERVING, then makes `count` connected channels.
// Fills in `options.address` from the file. Dies when nobody serves.
Channels Connect(LoadOptions& options, int count);

// Imports the chart, the objects and the layout, without any voucher.
void SetUp(const LoadOptions& options,
           const std::shared_ptr<grpc::Channel>& channel);

// Prints `status` and ends the program with 1 when it is not OK.
void DieUnlessOk(const absl::Status& status);

// Time and use from its making to Line().
class Stopwatch {
 public:
  explicit Stopwatch(pid_t server)
      : server_(server), use_(UseOf(server)), cpu_us_(OwnCpuUs()) {}

  // "us", CPU of both ends and the server's memory; and when `count` is not 0,
  // the rate and the CPU per one of them.
  nlohmann::ordered_json Line(const std::string& mode, int64_t count) const;

  int64_t start_us() const { return start_us_; }

 private:
  const pid_t server_;
  const ProcessUse use_;
  const int64_t cpu_us_;
  const int64_t start_us_ = NowUs();
};

int Post(LoadOptions options);
int Stream(LoadOptions options);
int Import(LoadOptions options);
int Read(LoadOptions options);
int Verify(LoadOptions options);
int Health(LoadOptions options);

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_LOAD_H_

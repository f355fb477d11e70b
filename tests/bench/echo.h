// A server that takes the ledger's posting calls and does nothing with them:
// what gRPC alone costs, and what it costs with one write to the disk for all
// who wait, by either of gRPC's APIs.

#ifndef FINSAM_TESTS_BENCH_ECHO_H_
#define FINSAM_TESTS_BENCH_ECHO_H_

#include <string>

namespace finsam::bench {

struct EchoOptions {
  std::string folder = ".";  // Where the synced write goes.
  std::string address_file;
  bool synced = false;       // PostVoucher answers when a write is on disk.
  bool synchronous = false;  // gRPC's synchronous API, not its callbacks.
};

// Serves until SIGTERM or SIGINT. PostVouchers, the stream, is given back as
// it came, by callbacks and not synced, whatever the options say.
int Echo(const EchoOptions& options);

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_ECHO_H_

// How long a service takes to answer, told as rows of a Markdown table; and
// what the benches of services have in common.

#ifndef FINSAM_TESTS_BENCH_TIMING_H_
#define FINSAM_TESTS_BENCH_TIMING_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/strings/string_view.h"
#include "tests/bench/measure.h"

namespace finsam::bench {

// Says what went wrong and ends the process with 1.
[[noreturn]] void Die(const std::string& trouble);

// "associations/…" of a made-up association, each `number` another: 2220, five
// digits, and the check digit. `number` is 0 to 89,999.
std::string Association(int number);

// On a machine that others use, CPU time tells more than the clock. Not
// thread-safe.
class Timing {
 public:
  // Runs `work` and remembers what it took.
  void Time(const std::function<void()>& work);

  // "| name | ms, median | CPU ms, median | 99 of 100 | most |"; the last two
  // are CPU too.
  void Tell(const std::string& name);
  static void TellHead();

 private:
  Latencies wall_;
  Latencies cpu_;
};

// What this process takes in memory, and its data in `folder` on disk.
void TellUse(const std::string& folder);

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_TIMING_H_

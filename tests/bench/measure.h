// What a measurement reads: time, CPU, memory, and the latencies of calls.

#ifndef FINSAM_TESTS_BENCH_MEASURE_H_
#define FINSAM_TESTS_BENCH_MEASURE_H_

#include <sys/types.h>

#include <cstdint>
#include <vector>

namespace finsam::bench {

// Microseconds of the machine's monotonic clock, the one that Python's
// time.monotonic reads too.
int64_t NowUs();

// The CPU time of this process, user and system, in microseconds.
int64_t OwnCpuUs();

// What a process has used.
struct ProcessUse {
  int64_t cpu_us = 0;   // User and system; in steps of a tick, 10 ms.
  int64_t rss_kb = 0;   // Resident now.
  int64_t peak_kb = 0;  // The most that was resident.
};

// From /proc; all zero for pid 0 and for a process that is not there.
ProcessUse UseOf(pid_t pid);

// Durations in microseconds. Not thread-safe.
class Latencies {
 public:
  void Add(int64_t us) { values_.push_back(us); }
  void Add(const Latencies& other);
  // The value that `permille` of all are at most: 500 the median; 0 of none.
  int64_t At(int permille);

 private:
  std::vector<int64_t> values_;
};

}  // namespace finsam::bench

#endif  // FINSAM_TESTS_BENCH_MEASURE_H_

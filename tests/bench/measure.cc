#include "tests/bench/measure.h"

#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"

namespace finsam::bench {

int64_t NowUs() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

int64_t OwnCpuUs() {
  timespec now = {};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1'000;
}

ProcessUse UseOf(pid_t pid) {
  ProcessUse use;
  if (pid == 0) return use;
  std::ifstream stat(absl::StrCat("/proc/", pid, "/stat"));
  std::string line;
  std::getline(stat, line);
  // The name may hold blanks; after its bracket comes field 3.
  std::istringstream rest(line.substr(line.rfind(')') + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) rest >> skipped;
  int64_t user = 0;
  int64_t system = 0;
  rest >> user >> system;
  use.cpu_us = (user + system) * (1'000'000 / sysconf(_SC_CLK_TCK));
  std::ifstream status(absl::StrCat("/proc/", pid, "/status"));
  for (std::string name; status >> name;) {
    if (name == "VmRSS:") status >> use.rss_kb;
    if (name == "VmHWM:") status >> use.peak_kb;
  }
  return use;
}

void Latencies::Add(const Latencies& other) {
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
}

int64_t Latencies::At(int permille) {
  if (values_.empty()) return 0;
  const size_t place =
      (values_.size() - 1) * static_cast<size_t>(permille) / 1'000;
  std::nth_element(values_.begin(),
                   values_.begin() + static_cast<std::ptrdiff_t>(place),
                   values_.end());
  return values_[place];
}

}  // namespace finsam::bench

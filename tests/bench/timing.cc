#include "tests/bench/timing.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "common/base/names.h"

namespace finsam::bench {
namespace {

std::string Ms(int64_t us) {
  return absl::StrCat(us / 1'000, ".", absl::Dec(us % 1'000, absl::kZeroPad3));
}

}  // namespace

void Die(const std::string& trouble) {
  std::fprintf(stderr, "%s\n", trouble.c_str());
  std::_Exit(1);
}

std::string Association(int number) {
  const std::string digits = absl::StrCat("2220", 10'000 + number);
  for (char last = '0'; last <= '9'; ++last) {
    const std::string whole = digits + last;
    if (ParseOrganisationNumber(whole).ok()) {
      return absl::StrCat("associations/", whole);
    }
  }
  Die("no check digit");
}

void Timing::Time(const std::function<void()>& work) {
  const int64_t start = NowUs();
  const int64_t start_cpu = OwnCpuUs();
  work();
  wall_.Add(NowUs() - start);
  cpu_.Add(OwnCpuUs() - start_cpu);
}

void Timing::TellHead() {
  std::puts("| question | ms, median | CPU ms, median | 99 of 100 | most |");
  std::puts("|---|---|---|---|---|");
}

void Timing::Tell(const std::string& name) {
  std::printf("| %s | %s | %s | %s | %s |\n", name.c_str(),
              Ms(wall_.At(500)).c_str(), Ms(cpu_.At(500)).c_str(),
              Ms(cpu_.At(990)).c_str(), Ms(cpu_.At(1'000)).c_str());
  std::fflush(stdout);
}

void TellUse(const std::string& folder) {
  uintmax_t bytes = 0;
  for (const auto& file :
       std::filesystem::recursive_directory_iterator(folder)) {
    if (file.is_regular_file()) bytes += file.file_size();
  }
  const ProcessUse use = UseOf(getpid());
  std::printf(
      "\nmemory, caller included: %lld MiB now, %lld MiB at most; disk %lld "
      "MiB\n",
      static_cast<long long>(use.rss_kb >> 10),
      static_cast<long long>(use.peak_kb >> 10),
      static_cast<long long>(bytes >> 20));
}

}  // namespace finsam::bench

#include "common/base/test_clock.h"

#include <fstream>
#include <mutex>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/log.h"

namespace finsam {
namespace {

std::optional<absl::Time> TimeIn(const std::string& file) {
  std::ostringstream text;
  text << std::ifstream(file).rdbuf();
  absl::Time time;
  if (!absl::ParseTime(absl::RFC3339_full,
                       std::string(absl::StripAsciiWhitespace(text.str())),
                       &time, nullptr)) {
    return std::nullopt;
  }
  return time;
}

class FileClock final : public Clock {
 public:
  FileClock(std::string file, absl::Time first)
      : file_(std::move(file)), last_(first) {}

  absl::Time Now() const override {
    const std::lock_guard lock(mutex_);
    last_ = TimeIn(file_).value_or(last_);
    return last_;
  }

 private:
  std::string file_;
  mutable std::mutex mutex_;
  mutable absl::Time last_;
};

// The machine's, owned.
class OwnClock final : public Clock {
 public:
  absl::Time Now() const override { return SystemClock().Now(); }
};

}  // namespace

absl::StatusOr<std::unique_ptr<Clock>> OpenClock(const std::string& test_file) {
  if (test_file.empty()) return std::make_unique<OwnClock>();
  const std::optional<absl::Time> first = TimeIn(test_file);
  if (!first.has_value()) {
    return absl::InvalidArgumentError(
        absl::StrCat(test_file, " holds no time as 2024-04-01T12:00:00+02:00"));
  }
  LogWarning("test-clock", {{"meaning", "times come from a file, for tests"}});
  return std::make_unique<FileClock>(test_file, *first);
}

}  // namespace finsam

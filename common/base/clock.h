// Time and names as arguments, so that a whole run replays from its inputs.

#ifndef FINSAM_COMMON_BASE_CLOCK_H_
#define FINSAM_COMMON_BASE_CLOCK_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/time/time.h"

namespace finsam {

// Tells the time. Implementations are safe to use from several threads.
class Clock {
 public:
  virtual ~Clock() = default;
  virtual absl::Time Now() const = 0;
};

// The machine's own clock; the only place in the project that reads it.
const Clock& SystemClock();

// A clock that stands still at `time`: for tests and replays.
class FixedClock final : public Clock {
 public:
  explicit FixedClock(absl::Time time) : time_(time) {}
  absl::Time Now() const override { return time_; }
  void Set(absl::Time time) { time_ = time; }

 private:
  absl::Time time_;
};

// Makes names nobody has used: request ids and the like. Thread-safe.
class IdSource {
 public:
  virtual ~IdSource() = default;
  // 32 hexadecimal digits.
  virtual std::string Next() = 0;
};

// Names from the system's randomness.
std::unique_ptr<IdSource> NewRandomIdSource();

// The same names in the same order for the same seed: for tests and replays.
std::unique_ptr<IdSource> NewSeededIdSource(uint64_t seed);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_CLOCK_H_

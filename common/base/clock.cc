#include "common/base/clock.h"

#include <mutex>
#include <random>

#include "absl/strings/str_format.h"
#include "absl/time/clock.h"

namespace finsam {
namespace {

class RealClock final : public Clock {
 public:
  absl::Time Now() const override { return absl::Now(); }
};

class EngineIdSource final : public IdSource {
 public:
  explicit EngineIdSource(uint64_t seed) : engine_(seed) {}

  std::string Next() override {
    const std::lock_guard lock(mutex_);
    const uint64_t high = engine_();
    return absl::StrFormat("%016x%016x", high, engine_());
  }

 private:
  std::mutex mutex_;
  std::mt19937_64 engine_;
};

}  // namespace

const Clock& SystemClock() {
  static const RealClock clock;
  return clock;
}

std::unique_ptr<IdSource> NewRandomIdSource() {
  std::random_device device;
  const uint64_t seed = (uint64_t{device()} << 32) | device();
  return std::make_unique<EngineIdSource>(seed);
}

std::unique_ptr<IdSource> NewSeededIdSource(uint64_t seed) {
  return std::make_unique<EngineIdSource>(seed);
}

}  // namespace finsam

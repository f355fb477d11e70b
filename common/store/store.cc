#include "common/store/store.h"

#include <utility>

#include "common/base/check.h"

namespace finsam::store {

void Commit::Expect(absl::string_view key, std::optional<std::string> value) {
  expectations_.push_back({std::string(key), std::move(value)});
}

void Commit::Put(absl::string_view key, absl::string_view value) {
  FINSAM_CHECK(!key.empty() && key.size() <= kKeyBytesMax);
  too_large_ = too_large_ || value.size() > kValueBytesMax;
  changes_.push_back({std::string(key), std::string(value)});
}

void Commit::Delete(absl::string_view key) {
  FINSAM_CHECK(!key.empty() && key.size() <= kKeyBytesMax);
  changes_.push_back({std::string(key), std::nullopt});
}

absl::Status Snapshot::ScanPrefix(absl::string_view prefix,
                                  const Visitor& visit) const {
  return Scan(prefix, AfterPrefix(prefix), visit);
}

std::string AfterPrefix(absl::string_view prefix) {
  std::string after(prefix);
  while (!after.empty()) {
    if (static_cast<unsigned char>(after.back()) != 0xff) {
      ++after.back();
      return after;
    }
    after.pop_back();
  }
  return after;
}

}  // namespace finsam::store

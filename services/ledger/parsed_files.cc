#include "services/ledger/parsed_files.h"

#include <optional>
#include <utility>

#include "common/base/status.h"
#include "services/ledger/layout_file.h"
#include "services/ledger/overview_file.h"

namespace finsam::ledger {
namespace {

// How many files of a kind are remembered; past it all are forgotten, which
// costs a little time and no truth.
constexpr size_t kRememberedMax = 256;

template <typename Value>
std::shared_ptr<const Value> Find(
    const std::map<std::string, std::shared_ptr<const Value>>& kept,
    const std::string& digest) {
  const auto found = kept.find(digest);
  return found == kept.end() ? nullptr : found->second;
}

template <typename Value>
void Keep(const std::string& digest, std::shared_ptr<const Value> value,
          std::map<std::string, std::shared_ptr<const Value>>* kept) {
  if (kept->size() >= kRememberedMax) kept->clear();
  (*kept)[digest] = std::move(value);
}

bool HasErrors(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::kError) return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<std::shared_ptr<const Layout>> ParsedFiles::LayoutOf(
    const StoredFile& file) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (auto found = Find(layouts_, file.digest); found != nullptr) return found;
  std::vector<Problem> problems;
  std::optional<Layout> layout = ReadLayout(file.name, file.content, &problems);
  if (!layout.has_value() || HasErrors(problems)) {
    return absl::DataLossError("a kept layout cannot be read");
  }
  auto value = std::make_shared<const Layout>(*std::move(layout));
  Keep(file.digest, value, &layouts_);
  return value;
}

absl::StatusOr<std::shared_ptr<const std::vector<KeyFigure>>>
ParsedFiles::KeyFiguresOf(const StoredFile& file) {
  const std::lock_guard<std::mutex> lock(mutex_);
  if (auto found = Find(overviews_, file.digest); found != nullptr) {
    return found;
  }
  std::vector<Problem> problems;
  auto value = std::make_shared<const std::vector<KeyFigure>>(
      ReadOverview(file.name, file.content, &problems));
  if (HasErrors(problems)) {
    return absl::DataLossError("a kept overview cannot be read");
  }
  Keep(file.digest, value, &overviews_);
  return value;
}

}  // namespace finsam::ledger

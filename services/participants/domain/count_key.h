// What makes two rows of counts the same row, as an order for maps.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_KEY_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_KEY_H_

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/participants/domain/counts.h"

namespace finsam::participants {

// Names as id parts, months however they were written.
struct CountKey {
  std::string initiative;
  CountMeasure measure = CountMeasure::kParticipants;
  absl::CivilMonth first;
  absl::CivilMonth last;
  // Breakdown and value.
  std::vector<std::pair<std::string, std::string>> slices;

  friend std::strong_ordering operator<=>(const CountKey&,
                                          const CountKey&) = default;
  friend bool operator==(const CountKey&, const CountKey&) = default;
};

CountKey KeyOf(const CountRow& row);

// Rows by their keys; of the same row twice the first. Outlived by the rows.
class CountIndex {
 public:
  explicit CountIndex(const std::vector<CountRow>& rows);
  CountIndex(const CountIndex&) = delete;
  CountIndex& operator=(const CountIndex&) = delete;

  const std::vector<CountRow>& rows() const { return all_; }
  // The key of the row at `place`.
  const CountKey& key(size_t place) const { return *keys_[place]; }

  // Nullptr when there is none.
  const CountRow* Find(const CountKey& key) const;

 private:
  const std::vector<CountRow>& all_;
  std::map<CountKey, const CountRow*> rows_;
  std::vector<const CountKey*> keys_;  // Into rows_.
};

// The columns with numbers; nothing stands for the total.
inline constexpr std::array<std::optional<Gender>, kGenderCount + 1>
    kNumberColumns = {std::nullopt, Gender::kWomen, Gender::kMen,
                      Gender::kOther, Gender::kUnstated};

// Those of them that can be compared between rows. Whom one row has as "ej
// angivet" another may have as a woman or a man.
inline constexpr std::array<std::optional<Gender>, kGenderCount>
    kComparedColumns = {std::nullopt, Gender::kWomen, Gender::kMen,
                        Gender::kOther};

// The number to compare with others; nothing when it is not known, or may be
// larger by those whose gender was not stated.
std::optional<int64_t> ComparableCount(const CountRow& row,
                                       std::optional<Gender> gender);

// "totalt", "kvinnor" …
std::string NumberColumn(std::optional<Gender> gender);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_COUNT_KEY_H_

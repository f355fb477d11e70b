// Values as a format byte, the word for what they are, and then their fields
// one after another, written like the parts of a key (common/store/key.h). A
// list begins with its length, -1 when it is absent; a day is its number from
// 1970-01-01.
//
// Reading goes on after the first part that is not there, with empty values,
// and is asked once at the end whether all were: so the code that reads is as
// straight as the code that writes.

#ifndef FINSAM_COMMON_STORE_PARTS_H_
#define FINSAM_COMMON_STORE_PARTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/store/key.h"

namespace finsam::store {

inline constexpr absl::CivilDay kDayZero(1970, 1, 1);
// More days from there than any day of the years 1 to 9999 is.
inline constexpr int64_t kDaysMax = 4'000'000;

class PartsWriter {
 public:
  // `kind` is the first part, so that bytes of one kind are never read as
  // another's.
  PartsWriter(char format, absl::string_view kind)
      : format_(format), key_(kind) {}

  void Text(absl::string_view text) { key_.Text(text); }
  void Number(int64_t number) { key_.Number(number); }
  void Day(absl::CivilDay day) { Number(day - kDayZero); }
  void Day(const std::optional<absl::CivilDay>& day) {
    Number(day.has_value() ? 1 : 0);
    if (day.has_value()) Day(*day);
  }
  template <typename T, typename Write>
  void List(const std::vector<T>& items, const Write& write) {
    Number(static_cast<int64_t>(items.size()));
    for (const T& item : items) write(item, this);
  }
  template <typename T, typename Write>
  void List(const std::optional<std::vector<T>>& items, const Write& write) {
    if (items.has_value()) {
      List(*items, write);
    } else {
      Number(-1);
    }
  }

  std::string bytes() const { return std::string(1, format_) + key_.bytes(); }

 private:
  char format_;
  Key key_;
};

class PartsReader {
 public:
  PartsReader(char format, absl::string_view kind, absl::string_view bytes)
      : good_(!bytes.empty() && bytes.front() == format),
        reader_(bytes.substr(bytes.empty() ? 0 : 1)) {
    good_ = good_ && reader_.Text() == std::string(kind);
  }

  std::string Text() {
    std::optional<std::string> text;
    if (good_) text = reader_.Text();
    good_ = text.has_value();
    return text.value_or("");
  }
  int64_t Number() {
    std::optional<int64_t> number;
    if (good_) number = reader_.Number();
    good_ = number.has_value();
    return number.value_or(0);
  }
  // A number of 0 to `count` - 1, as an enumeration.
  template <typename T>
  T Choice(int count) {
    const int64_t number = Number();
    if (number < 0 || number >= count) good_ = false;
    return static_cast<T>(good_ ? number : 0);
  }
  bool Flag() { return Choice<int>(2) == 1; }
  absl::CivilDay Day() {
    const int64_t days = Number();
    if (days < -kDaysMax || days > kDaysMax) good_ = false;
    return kDayZero + (good_ ? days : 0);
  }
  std::optional<absl::CivilDay> OptionalDay() {
    if (!Flag()) return std::nullopt;
    return Day();
  }
  // A list of at most `size_max` items; nothing when it was absent.
  template <typename T, typename Read>
  std::optional<std::vector<T>> List(size_t size_max, const Read& read) {
    const int64_t size = Number();
    if (size == -1) return std::nullopt;
    if (size < 0 || size > static_cast<int64_t>(size_max)) good_ = false;
    std::vector<T> items;
    for (int64_t i = 0; good_ && i < size; ++i) items.push_back(read(this));
    return items;
  }

  // True when every part was there and none is left.
  bool Complete() const { return good_ && reader_.AtEnd(); }
  void Spoil() { good_ = false; }

 private:
  bool good_;
  KeyReader reader_;
};

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_PARTS_H_

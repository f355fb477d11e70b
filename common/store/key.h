// Keys that sort as their parts do.
//
//   Key("v").Text("2220001511").Number(2024).Text("A").Number(17).bytes()
//
// A text part may hold any bytes: 0x00 is escaped and the part is ended by
// 0x00 0x01, so no text is a prefix of another's encoding. A number is eight
// bytes with its sign bit turned, highest first, so that -1 sorts before 0.

#ifndef FINSAM_COMMON_STORE_KEY_H_
#define FINSAM_COMMON_STORE_KEY_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam::store {

class Key {
 public:
  // `room` is what kind of key it is: a short word, unique in the service.
  explicit Key(absl::string_view room) { Text(room); }

  Key& Text(absl::string_view part);
  Key& Number(int64_t part);

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

// Takes a key's parts off again, in the order they were put.
class KeyReader {
 public:
  explicit KeyReader(absl::string_view bytes) : rest_(bytes) {}

  // Nothing when the next part is not of that kind or the key is cut off.
  std::optional<std::string> Text();
  std::optional<int64_t> Number();
  bool AtEnd() const { return rest_.empty(); }

 private:
  absl::string_view rest_;
};

}  // namespace finsam::store

#endif  // FINSAM_COMMON_STORE_KEY_H_

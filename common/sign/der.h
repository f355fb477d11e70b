// DER, as far as certificates and signatures need it: written, and read back
// strictly. What has two encodings is read in one of them only, so that a
// changed bit is always seen.
//
// Pure functions; a Reader is not for two threads at once.

#ifndef FINSAM_COMMON_SIGN_DER_H_
#define FINSAM_COMMON_SIGN_DER_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::sign::der {

inline constexpr uint8_t kInteger = 0x02;
inline constexpr uint8_t kOctets = 0x04;
inline constexpr uint8_t kNull = 0x05;
inline constexpr uint8_t kOid = 0x06;
inline constexpr uint8_t kUtcTime = 0x17;
inline constexpr uint8_t kGeneralizedTime = 0x18;
inline constexpr uint8_t kSequence = 0x30;
inline constexpr uint8_t kSet = 0x31;
inline constexpr uint8_t kContext0 = 0xa0;

// Tag, length and `content`, at most 4 GiB of it.
std::string Tlv(uint8_t tag, absl::string_view content);

// A SET OF `elements`, in DER's order.
std::string SetOf(std::vector<std::string> elements);

// One element. Views into what was read.
struct Element {
  uint8_t tag = 0;
  absl::string_view content;
  absl::string_view whole;
};

// Takes elements off `bytes`, which must outlive what is taken.
class Reader {
 public:
  explicit Reader(absl::string_view bytes) : rest_(bytes) {}

  // Nothing at the end, at a length that is not the shortest or is larger than
  // what is there, and at a tag of several bytes.
  std::optional<Element> Next();
  // The same for an element with `tag`: anything else spoils the reader.
  // An empty element when there is none.
  Element Expect(uint8_t tag);

  absl::string_view rest() const { return rest_; }
  bool spoiled() const { return spoiled_; }
  // All was read, and all of it was as expected.
  bool Complete() const { return !spoiled_ && rest_.empty(); }

 private:
  absl::string_view rest_;
  bool spoiled_ = false;
};

}  // namespace finsam::sign::der

#endif  // FINSAM_COMMON_SIGN_DER_H_

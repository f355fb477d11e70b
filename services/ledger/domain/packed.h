// Small numbers in few bytes, and texts behind their length: what vouchers,
// entry rows and balances are written with. Unsigned numbers take 7 bits a
// byte, lowest first; signed ones are folded so that small ones of either sign
// stay small. There is one encoding of a value, and reading refuses any other,
// so equal bytes mean equal content.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_PACKED_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_PACKED_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam::ledger {

inline void PackUnsigned(uint64_t value, std::string* out) {
  while (value >= 0x80) {
    out->push_back(static_cast<char>((value & 0x7f) | 0x80));
    value >>= 7;
  }
  out->push_back(static_cast<char>(value));
}

inline void PackSigned(int64_t value, std::string* out) {
  const auto bits = static_cast<uint64_t>(value);
  PackUnsigned((bits << 1) ^ (value < 0 ? ~uint64_t{0} : 0), out);
}

inline void PackText(absl::string_view text, std::string* out) {
  PackUnsigned(text.size(), out);
  out->append(text.data(), text.size());
}

// Reads what was packed. After the first part that is not there every part is
// 0 or empty, and ok() is false: ask once, at the end.
class Unpacker {
 public:
  // `bytes` outlive it.
  explicit Unpacker(absl::string_view bytes) : rest_(bytes) {}

  uint64_t Unsigned() {
    uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) break;
      const auto byte = static_cast<uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      // The tenth byte has room for one bit; a last byte of 0 is padding.
      if (shift == 63 && byte > 1) break;
      value |= uint64_t{byte & 0x7fU} << shift;
      if ((byte & 0x80) != 0) continue;
      if (byte == 0 && shift > 0) break;
      return value;
    }
    Spoil();
    return 0;
  }
  int64_t Signed() {
    const uint64_t bits = Unsigned();
    return static_cast<int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
  }
  // A number of at most `max`.
  int64_t Number(int64_t max) {
    const uint64_t value = Unsigned();
    if (value <= static_cast<uint64_t>(max)) return static_cast<int64_t>(value);
    Spoil();
    return 0;
  }
  absl::string_view Text() { return Bytes(Unsigned()); }
  absl::string_view Bytes(uint64_t size) {
    if (size > rest_.size()) {
      Spoil();
      return {};
    }
    const absl::string_view bytes = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return bytes;
  }

  // What is not read yet.
  absl::string_view rest() const { return rest_; }
  bool ok() const { return ok_; }
  bool Complete() const { return ok_ && rest_.empty(); }
  void Spoil() {
    ok_ = false;
    rest_ = {};
  }

 private:
  absl::string_view rest_;
  bool ok_ = true;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_PACKED_H_

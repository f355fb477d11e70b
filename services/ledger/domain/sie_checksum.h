// The check sum of a SIE file (#KSUMMA): CRC-32 over labels and the contents
// of fields, without blanks, quotes, braces and line ends.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKSUM_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKSUM_H_

#include <cstdint>

#include "absl/strings/string_view.h"
#include "services/ledger/domain/sie_line.h"

namespace finsam::ledger {

// CRC-32 with the reflected polynomial EDB88320, as in zip files.
class Crc32 {
 public:
  void Add(absl::string_view bytes);
  uint32_t Value() const { return ~register_; }

 private:
  uint32_t register_ = 0xFFFFFFFF;
};

// The sum of a file's records as they are read.
//
// The sum is over the bytes of code page 437. When the file has been turned
// into another encoding after it was summed, the bytes that were summed are
// had by turning it back; so two sums are kept.
class SieChecksum {
 public:
  // `is_utf8` tells that the file's bytes are UTF-8.
  explicit SieChecksum(bool is_utf8) : is_utf8_(is_utf8) {}

  // Adds a record: its label with '#', and its fields.
  void Add(const SieTokens& record);

  // True when `sum` is the sum of the records added so far.
  bool Matches(uint32_t sum) const;
  // The sum over the file's own bytes.
  uint32_t Value() const { return as_is_.Value(); }

 private:
  bool is_utf8_;
  Crc32 as_is_;
  Crc32 as_cp437_;  // Only kept when is_utf8_.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKSUM_H_

// What finds entries and vouchers without reading the books: rows of an
// account's entries, and runs of a series' numbers, as bytes. Each covers the
// vouchers of one stretch of places; the store has one key per stretch.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_INDEX_ROWS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_INDEX_ROWS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/money.h"

namespace finsam::ledger {

// An entry, as an account's rows tell it.
struct EntryRow {
  int64_t place = 0;  // Of its voucher.
  int64_t index = 0;  // Among the voucher's entries, from 0.
  int64_t day = 0;    // The voucher's, from 1970-01-01.
  Ore amount;
  absl::string_view objects;  // ReadObjectBytes; points into the rows.
};

// Puts rows of one account together, in the order of place and index.
class EntryRowsBuilder {
 public:
  void Add(const EntryRow& row);
  bool empty() const { return bytes_.empty(); }
  int64_t last_place() const { return place_; }
  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
  int64_t place_ = 0;
  int64_t day_ = 0;
};

// The rows in `bytes`, which outlive them; nothing when the bytes are no rows.
std::optional<std::vector<EntryRow>> ReadEntryRows(absl::string_view bytes);

// The numbers of a series with the places of their vouchers.
using NumberPlaces = std::map<int64_t, int64_t>;
std::string NumberBytes(const NumberPlaces& numbers);
std::optional<NumberPlaces> ReadNumbers(absl::string_view bytes);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_INDEX_ROWS_H_

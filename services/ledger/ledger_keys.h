// The ledger's keys: one function per room, shared by reading and writing.

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_KEYS_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_KEYS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/store/key.h"

namespace finsam::ledger {

// The part of a room that is one association's: the prefix of its keys.
inline store::Key RoomKey(absl::string_view room,
                          absl::string_view organisation) {
  return store::Key(room).Text(organisation);
}

// The part of a room that is one fiscal year's.
inline store::Key RoomKey(absl::string_view room,
                          absl::string_view organisation, int year) {
  return RoomKey(room, organisation).Number(year);
}

// A version of what has one per revision that changed it: the newest first.
inline std::string VersionKey(store::Key room, int64_t revision) {
  return room.Number(-revision).bytes();
}

// A block of vouchers, by the place of its last one.
inline std::string BlockKey(absl::string_view organisation,
                            int64_t last_place) {
  return RoomKey("voucher", organisation).Number(last_place).bytes();
}

// A run of a series' numbers, by the highest of them. Runs do not overlap.
inline store::Key NumberRoom(absl::string_view organisation, int year,
                             absl::string_view series) {
  return RoomKey("number", organisation, year).Text(series);
}

// An account's entries of one stretch of places, by the stretch's last place.
inline store::Key EntryRoom(absl::string_view organisation, int year,
                            int32_t account) {
  return RoomKey("entry", organisation, year).Number(account);
}

inline std::string BalanceKeyOf(absl::string_view organisation, int year,
                                int32_t account) {
  return RoomKey("balance", organisation, year).Number(account).bytes();
}

inline std::string SeriesKey(absl::string_view organisation, int year,
                             absl::string_view series) {
  return RoomKey("series", organisation, year).Text(series).bytes();
}

// The voucher that takes the one at `place` back.
inline std::string ReversalKey(absl::string_view organisation, int64_t place) {
  return RoomKey("reversal", organisation).Number(place).bytes();
}

// That a file of type 4I was taken, by its digest.
inline std::string TakenKey(absl::string_view organisation, int year,
                            absl::string_view digest) {
  return RoomKey("taken", organisation, year).Text(digest).bytes();
}

// How many vouchers were posted at a revision; the newest first.
inline std::string PlacesKey(absl::string_view organisation, int64_t revision) {
  return VersionKey(RoomKey("places", organisation), revision);
}

// A number as a value, in the rooms "places", "reversal" and "series".
inline std::string NumberValue(int64_t number) {
  return store::Key("").Number(number).bytes();
}
inline std::optional<int64_t> NumberInValue(absl::string_view value) {
  store::KeyReader in(value);
  in.Text();
  return in.Number();
}

inline std::string TileKey(absl::string_view organisation, int64_t index) {
  return RoomKey("tile", organisation).Number(index).bytes();
}

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_KEYS_H_

// The ledger's keys: one function per room, shared by reading and writing.

#ifndef FINSAM_SERVICES_LEDGER_LEDGER_KEYS_H_
#define FINSAM_SERVICES_LEDGER_LEDGER_KEYS_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "common/store/key.h"
#include "common/store/store.h"
#include "services/ledger/domain/fold.h"

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

inline std::string VoucherKey(absl::string_view organisation, int year,
                              absl::string_view series, int64_t number) {
  return RoomKey("voucher", organisation, year)
      .Text(series)
      .Number(number)
      .bytes();
}

inline std::string ObjectKey(absl::string_view organisation, int year,
                             const ObjectRef& object) {
  return RoomKey("object", organisation, year)
      .Number(object.dimension)
      .Text(object.object)
      .bytes();
}

// A balance's key fits in the store: its head, and for each object 8 bytes of
// dimension, the object, which holds no byte 0, and 2 bytes that end it.
static_assert(64 + kEntryObjectsMax * (8 + kObjectBytesMax + 2) <=
              store::kKeyBytesMax);

inline std::string BalanceKeyBytes(absl::string_view organisation, int year,
                                   const BalanceKey& balance) {
  store::Key key = RoomKey("balance", organisation, year);
  key.Number(balance.account);
  for (const ObjectRef& object : balance.objects) {
    key.Number(object.dimension).Text(object.object);
  }
  return key.bytes();
}

// Reads what follows the year in a balance's key.
inline std::optional<BalanceKey> ReadBalanceKey(store::KeyReader* in) {
  BalanceKey out;
  const std::optional<int64_t> account = in->Number();
  if (!account.has_value()) return std::nullopt;
  out.account = static_cast<int32_t>(*account);
  while (!in->AtEnd()) {
    const std::optional<int64_t> dimension = in->Number();
    const std::optional<std::string> object = in->Text();
    if (!dimension.has_value() || !object.has_value()) return std::nullopt;
    out.objects.push_back({static_cast<int32_t>(*dimension), *object});
  }
  return out;
}

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_LEDGER_KEYS_H_

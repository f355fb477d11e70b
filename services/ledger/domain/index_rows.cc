#include "services/ledger/domain/index_rows.h"

#include "services/ledger/domain/packed.h"

namespace finsam::ledger {
namespace {

// Damaged bytes may lead anywhere.
void Step(int64_t by, int64_t* at, Unpacker* in) {
  if (__builtin_add_overflow(*at, by, at)) in->Spoil();
}

}  // namespace

void EntryRowsBuilder::Add(const EntryRow& row) {
  PackUnsigned(static_cast<uint64_t>(row.place - place_), &bytes_);
  PackUnsigned(static_cast<uint64_t>(row.index), &bytes_);
  PackSigned(row.day - day_, &bytes_);
  PackSigned(row.amount.value, &bytes_);
  PackText(row.objects, &bytes_);
  place_ = row.place;
  day_ = row.day;
}

std::optional<std::vector<EntryRow>> ReadEntryRows(absl::string_view bytes) {
  std::vector<EntryRow> out;
  Unpacker in(bytes);
  int64_t place = 0;
  int64_t day = 0;
  while (in.ok() && !in.rest().empty()) {
    EntryRow row;
    Step(static_cast<int64_t>(in.Unsigned()), &place, &in);
    row.place = place;
    row.index = static_cast<int64_t>(in.Unsigned());
    Step(in.Signed(), &day, &in);
    row.day = day;
    row.amount = Ore{in.Signed()};
    row.objects = in.Text();
    out.push_back(row);
  }
  if (!in.ok()) return std::nullopt;
  return out;
}

std::string NumberBytes(const NumberPlaces& numbers) {
  std::string out;
  int64_t number = 0;
  int64_t place = 0;
  for (const auto& [next_number, next_place] : numbers) {
    PackUnsigned(static_cast<uint64_t>(next_number - number), &out);
    PackSigned(next_place - place, &out);
    number = next_number;
    place = next_place;
  }
  return out;
}

std::optional<NumberPlaces> ReadNumbers(absl::string_view bytes) {
  NumberPlaces out;
  Unpacker in(bytes);
  int64_t number = 0;
  int64_t place = 0;
  while (in.ok() && !in.rest().empty()) {
    Step(static_cast<int64_t>(in.Unsigned()), &number, &in);
    Step(in.Signed(), &place, &in);
    if (place < 1) in.Spoil();
    out.emplace_hint(out.end(), number, place);
  }
  if (!in.ok()) return std::nullopt;
  return out;
}

}  // namespace finsam::ledger

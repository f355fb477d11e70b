#include "services/ledger/domain/sie_checksum.h"

#include <array>
#include <cstddef>
#include <string>

#include "services/ledger/domain/sie_text.h"

namespace finsam::ledger {
namespace {

constexpr std::array<uint32_t, 256> MakeTable() {
  std::array<uint32_t, 256> table{};
  for (uint32_t i = 0; i < 256; ++i) {
    uint32_t value = i;
    for (int bit = 0; bit < 8; ++bit) {
      value = (value >> 1) ^ ((value & 1) != 0 ? 0xEDB88320U : 0U);
    }
    table[i] = value;
  }
  return table;
}

constexpr std::array<uint32_t, 256> kTable = MakeTable();

}  // namespace

void Crc32::Add(absl::string_view bytes) {
  uint32_t value = register_;
  for (const char c : bytes) {
    value = (value >> 8) ^ kTable[(value ^ static_cast<uint8_t>(c)) & 0xFF];
  }
  register_ = value;
}

void SieChecksum::Add(const SieTokens& record) {
  std::string unescaped;
  for (const SieField& field : record.fields) {
    if (field.kind != SieField::Kind::kText) continue;
    absl::string_view bytes = field.raw;
    if (field.escaped) {
      unescaped = UnescapeSie(field.raw);
      bytes = unescaped;
    }
    as_is_.Add(bytes);
    if (is_utf8_) as_cp437_.Add(Cp437FromUtf8(bytes));
  }
}

bool SieChecksum::Matches(uint32_t sum) const {
  return sum == as_is_.Value() || (is_utf8_ && sum == as_cp437_.Value());
}

}  // namespace finsam::ledger

#include "services/participants/fact_bytes.h"

#include <limits>
#include <utility>

#include "common/base/check.h"

namespace finsam::participants {
namespace {

constexpr char kFormat = '\x02';
constexpr int kBitsMax = 63;
constexpr int64_t kMonthsPerYear = 12;
constexpr int64_t kYearMax = 9'999;

void PutVarint(uint64_t number, std::string* out) {
  while (number >= 0x80) {
    out->push_back(static_cast<char>((number & 0x7f) | 0x80));
    number >>= 7;
  }
  out->push_back(static_cast<char>(number));
}

}  // namespace

FactWriter& FactWriter::Text(absl::string_view text) {
  const auto [place, fresh] = places_.emplace(text, texts_.size());
  if (fresh) texts_.push_back(text);
  PutVarint(place->second, &fields_);
  return *this;
}

FactWriter& FactWriter::Number(int64_t number) {
  FINSAM_CHECK(number >= 0);
  PutVarint(static_cast<uint64_t>(number), &fields_);
  return *this;
}

FactWriter& FactWriter::Signed(int64_t number) {
  const bool negative = number < 0;
  return Number(negative ? -number : number).Number(negative ? 1 : 0);
}

FactWriter& FactWriter::Count(std::optional<int64_t> count) {
  return Number(count.has_value() ? *count + 1 : 0);
}

FactWriter& FactWriter::Month(std::optional<absl::CivilMonth> month) {
  if (!month.has_value()) return Number(0);
  return Number(month->year() * kMonthsPerYear + month->month());
}

FactWriter& FactWriter::Texts(const std::vector<std::string>& texts) {
  Number(static_cast<int64_t>(texts.size()));
  for (const std::string& text : texts) Text(text);
  return *this;
}

std::string FactWriter::Bytes() const {
  std::string bytes(1, kFormat);
  PutVarint(texts_.size(), &bytes);
  for (const absl::string_view text : texts_) {
    PutVarint(text.size(), &bytes);
    bytes.append(text.data(), text.size());
  }
  return bytes + fields_;
}

FactReader::FactReader(absl::string_view what, absl::string_view bytes)
    : rest_(bytes) {
  sound_ = !rest_.empty() && rest_.front() == kFormat;
  if (!sound_) return;
  rest_.remove_prefix(1);
  const uint64_t count = Varint();
  sound_ = sound_ && count <= rest_.size();  // Each takes a byte at least.
  if (sound_) texts_.reserve(count);
  for (uint64_t i = 0; sound_ && i < count; ++i) {
    const uint64_t size = Varint();
    sound_ = sound_ && size <= rest_.size();
    if (!sound_) return;
    texts_.push_back(rest_.substr(0, size));
    rest_.remove_prefix(size);
  }
  sound_ = sound_ && Text() == what;
}

uint64_t FactReader::Varint() {
  uint64_t number = 0;
  for (int shift = 0; shift < kBitsMax; shift += 7) {
    if (rest_.empty()) break;
    const auto byte = static_cast<unsigned char>(rest_.front());
    rest_.remove_prefix(1);
    number |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return number;
  }
  sound_ = false;
  return 0;
}

size_t FactReader::Place() {
  const uint64_t place = Varint();
  sound_ = sound_ && place < texts_.size();
  return sound_ ? place : 0;
}

std::string FactReader::Text() {
  const size_t place = Place();
  return sound_ ? std::string(texts_[place]) : std::string();
}

int64_t FactReader::Number(int64_t max) {
  const uint64_t number = Varint();
  sound_ = sound_ && number <= static_cast<uint64_t>(max);
  return sound_ ? static_cast<int64_t>(number) : 0;
}

int64_t FactReader::Signed(int64_t max) {
  const int64_t magnitude = Number(max);
  return Number(1) == 1 ? -magnitude : magnitude;
}

std::optional<int64_t> FactReader::Count(int64_t max) {
  const int64_t count = Number(max + 1);
  if (count == 0) return std::nullopt;
  return count - 1;
}

std::optional<absl::CivilMonth> FactReader::Month() {
  const int64_t months = Number((kYearMax + 1) * kMonthsPerYear);
  if (months == 0) return std::nullopt;
  return absl::CivilMonth((months - 1) / kMonthsPerYear,
                          (months - 1) % kMonthsPerYear + 1);
}

std::vector<std::string> FactReader::Texts(size_t max) {
  const auto count = static_cast<size_t>(Number(static_cast<int64_t>(max)));
  std::vector<std::string> texts;
  for (size_t i = 0; sound_ && i < count; ++i) texts.push_back(Text());
  return texts;
}

Period FactReader::ReadPeriod() {
  const size_t place = Place();
  if (!sound_) return {};
  const auto held = periods_.find(place);
  if (held != periods_.end()) return held->second;
  std::optional<Period> period = ParsePeriod(texts_[place]);
  sound_ = period.has_value();
  if (!sound_) return {};
  periods_.emplace(place, *period);
  return *std::move(period);
}

}  // namespace finsam::participants

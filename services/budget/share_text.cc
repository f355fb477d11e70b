#include "services/budget/share_text.h"

#include <cstdint>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "common/files/input.h"

namespace finsam::budget {
namespace {

constexpr int kDecimals = 4;  // One in the last of them is a millionth.
constexpr size_t kWholeDigitsMax = 3;

}  // namespace

std::optional<Share> ParseShare(absl::string_view text) {
  text = WithoutOuterBlanks(text);
  if (!absl::ConsumeSuffix(&text, "%")) return std::nullopt;
  text = WithoutOuterBlanks(text);
  Share share;
  size_t digits = 0;
  int decimals = -1;  // Below zero: before the decimal sign.
  for (const char c : text) {
    if ((c == ',' || c == '.') && decimals < 0 && digits > 0) {
      decimals = 0;
    } else if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      if (decimals < 0 && ++digits > kWholeDigitsMax) return std::nullopt;
      if (decimals >= 0 && ++decimals > kDecimals) return std::nullopt;
      share.ppm = share.ppm * 10 + (c - '0');
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  for (int i = decimals < 0 ? 0 : decimals; i < kDecimals; ++i) share.ppm *= 10;
  if (share > kWhole) return std::nullopt;
  return share;
}

}  // namespace finsam::budget

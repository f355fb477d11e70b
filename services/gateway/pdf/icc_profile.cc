#include "services/gateway/pdf/icc_profile.h"

#include <cmath>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::gateway::pdf {
namespace {

constexpr uint32_t kVersion = 0x02100000;
constexpr size_t kHeaderBytes = 128;
constexpr size_t kTagEntryBytes = 12;
constexpr int kCurveSteps = 1'024;
constexpr char kName[] = "sRGB IEC61966-2.1";
constexpr char kRights[] = "No copyright, use freely";

// A colour in CIE XYZ, in 65,536ths.
struct Xyz {
  uint32_t x, y, z;
};
constexpr Xyz kWhite{0xf6d6, 0x10000, 0xd32d};  // D50.
constexpr Xyz kRed{0x6fa2, 0x38f5, 0x0390};
constexpr Xyz kGreen{0x6299, 0xb785, 0x18da};
constexpr Xyz kBlue{0x24a0, 0x0f84, 0xb6cf};

void Append16(uint32_t value, std::string* out) {
  out->push_back(static_cast<char>(value >> 8 & 0xff));
  out->push_back(static_cast<char>(value & 0xff));
}

void Append32(uint32_t value, std::string* out) {
  Append16(value >> 16, out);
  Append16(value & 0xffff, out);
}

void AppendXyz(const Xyz& xyz, std::string* out) {
  for (const uint32_t value : {xyz.x, xyz.y, xyz.z}) Append32(value, out);
}

// A tag's type, and four bytes that are always zero.
std::string Typed(absl::string_view type) {
  std::string out(type);
  out.resize(8, '\0');
  return out;
}

std::string Description() {
  std::string out = Typed("desc");
  Append32(sizeof(kName), &out);
  out.append(kName, sizeof(kName));
  // No name in Unicode, and none in a Macintosh's script.
  out.append(4 + 4 + 2 + 1 + 67, '\0');
  return out;
}

std::string Rights() {
  std::string out = Typed("text");
  out.append(kRights, sizeof(kRights));
  return out;
}

std::string Point(const Xyz& xyz) {
  std::string out = Typed("XYZ ");
  AppendXyz(xyz, &out);
  return out;
}

std::string Curve() {
  std::string out = Typed("curv");
  Append32(kCurveSteps, &out);
  for (int i = 0; i < kCurveSteps; ++i) {
    const double encoded = static_cast<double>(i) / (kCurveSteps - 1);
    const double linear = encoded <= 0.04045
                              ? encoded / 12.92
                              : std::pow((encoded + 0.055) / 1.055, 2.4);
    Append16(static_cast<uint32_t>(std::lround(linear * 65'535)), &out);
  }
  return out;
}

std::string Header(size_t size) {
  std::string out;
  Append32(static_cast<uint32_t>(size), &out);
  Append32(0, &out);  // No preferred program.
  Append32(kVersion, &out);
  out += "mntrRGB XYZ ";
  for (const uint32_t part : {2000, 1, 1, 0, 0, 0}) Append16(part, &out);
  out += "acsp";
  // From the platform to the rendering intent, which is perceptual: nothing.
  out.append(28, '\0');
  AppendXyz(kWhite, &out);
  out.resize(kHeaderBytes, '\0');
  return out;
}

}  // namespace

std::string SrgbProfile() {
  const std::vector<std::pair<std::vector<absl::string_view>, std::string>>
      values = {{{"desc"}, Description()},          {{"cprt"}, Rights()},
                {{"wtpt"}, Point(kWhite)},          {{"rXYZ"}, Point(kRed)},
                {{"gXYZ"}, Point(kGreen)},          {{"bXYZ"}, Point(kBlue)},
                {{"rTRC", "gTRC", "bTRC"}, Curve()}};
  size_t names = 0;
  for (const auto& [keys, value] : values) names += keys.size();
  const size_t data_begin = kHeaderBytes + 4 + names * kTagEntryBytes;
  std::string table;
  std::string data;
  Append32(static_cast<uint32_t>(names), &table);
  for (const auto& [keys, value] : values) {
    for (const absl::string_view key : keys) {
      table.append(key.data(), key.size());
      Append32(static_cast<uint32_t>(data_begin + data.size()), &table);
      Append32(static_cast<uint32_t>(value.size()), &table);
    }
    data += value;
    data.resize((data.size() + 3) / 4 * 4, '\0');
  }
  return Header(data_begin + data.size()) + table + data;
}

}  // namespace finsam::gateway::pdf

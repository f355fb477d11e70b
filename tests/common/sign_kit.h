// What the tests of signing share: an authority, people, tools of others.

#ifndef FINSAM_TESTS_COMMON_SIGN_KIT_H_
#define FINSAM_TESTS_COMMON_SIGN_KIT_H_

#include <array>
#include <cstdio>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "common/base/check.h"
#include "common/sign/authority.h"

namespace finsam::sign {

inline absl::Time At(absl::string_view rfc3339) {
  absl::Time time;
  FINSAM_CHECK(absl::ParseTime(absl::RFC3339_full, rfc3339, &time, nullptr));
  return time;
}

inline absl::Time SigningDay() { return At("2025-03-20T16:04:56+01:00"); }

inline Authority TestAuthority(absl::string_view serial = "0a") {
  auto authority = Authority::Make("Finnvedens samordningsförbund", serial,
                                   SigningDay() - absl::Hours(24));
  FINSAM_CHECK(authority.ok());
  return *std::move(authority);
}

inline Credential Person(const Authority& authority, const std::string& name,
                         absl::string_view serial) {
  auto credential = authority.Issue({name, "Finnvedens samordningsförbund"},
                                    serial, SigningDay());
  FINSAM_CHECK(credential.ok());
  return *std::move(credential);
}

inline void WriteFile(const std::string& path, absl::string_view bytes) {
  std::ofstream(path, std::ios::binary)
      .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
}

inline std::string ReadFile(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

struct Ran {
  int exit_code = -1;
  std::string output;  // Also what was written to standard error.
};

inline Ran RunTool(const std::string& command) {
  Ran ran;
  FILE* pipe = popen(absl::StrCat(command, " 2>&1").c_str(), "r");
  FINSAM_CHECK(pipe != nullptr);
  std::array<char, 4096> piece;
  while (const size_t size = fread(piece.data(), 1, piece.size(), pipe)) {
    ran.output.append(piece.data(), size);
  }
  ran.exit_code = pclose(pipe);
  return ran;
}

inline bool HasTool(const std::string& name) {
  return RunTool(absl::StrCat("command -v ", name)).exit_code == 0;
}

}  // namespace finsam::sign

#endif  // FINSAM_TESTS_COMMON_SIGN_KIT_H_

#include "tests/e2e/year_files.h"

#include <algorithm>
#include <filesystem>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/check.h"
#include "tests/kit/processes.h"

namespace finsam::e2e {
namespace {

namespace fs = std::filesystem;

YearFiles ReadExample(const std::string& example) {
  const std::string folder =
      absl::StrCat(FINSAM_SOURCE_DIR, "/examples/", example);
  YearFiles files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name =
        fs::relative(entry.path(), folder).generic_string();
    if (!entry.is_regular_file() || name == "README.md") continue;
    files[name] = testkit::ReadWholeFile(entry.path().string());
  }
  FINSAM_CHECK(!files.empty());
  return files;
}

size_t Find(absl::string_view text, absl::string_view mark) {
  const size_t at = text.find(mark);
  FINSAM_CHECK(at != absl::string_view::npos);
  return at;
}

}  // namespace

const YearFiles& Finnveden2024() {
  static const auto& files = *new YearFiles(ReadExample("finnveden-2024"));
  return files;
}

const YearFiles& Finnveden2025Plan() {
  static const auto& files = *new YearFiles(ReadExample("finnveden-2025-plan"));
  return files;
}

const YearFiles& Finnveden2017Interim() {
  static const auto& files =
      *new YearFiles(ReadExample("finnveden-2017-interim"));
  return files;
}

const YearFiles& SodraVatterbygden2023() {
  static const auto& files =
      *new YearFiles(ReadExample("sodra-vatterbygden-2023"));
  return files;
}

const YearFiles& DegerforsKarlskoga2024() {
  static const auto& files =
      *new YearFiles(ReadExample("degerfors-karlskoga-2024"));
  return files;
}

void WriteFolder(const YearFiles& files, const std::string& folder) {
  for (const auto& [name, content] : files) {
    testkit::WriteWholeFile(absl::StrCat(folder, "/", name), content);
  }
}

int64_t LineAt(absl::string_view text, size_t at) {
  return 1 + std::count(text.begin(),
                        text.begin() + static_cast<std::ptrdiff_t>(at), '\n');
}

int64_t LineOf(absl::string_view text, absl::string_view mark) {
  return LineAt(text, Find(text, mark));
}

int64_t Replace(YearFiles& files, const std::string& file,
                absl::string_view from, absl::string_view to) {
  std::string& text = files.at(file);
  const size_t at = Find(text, from);
  text.replace(at, from.size(), to.data(), to.size());
  return LineAt(text, at);
}

int64_t InsertBefore(YearFiles& files, const std::string& file,
                     absl::string_view mark, absl::string_view lines) {
  std::string& text = files.at(file);
  const size_t at = text.rfind('\n', Find(text, mark));
  const size_t begin = at == std::string::npos ? 0 : at + 1;
  text.insert(begin, lines.data(), lines.size());
  return LineAt(text, begin);
}

int64_t CutAfter(YearFiles& files, const std::string& file,
                 absl::string_view mark) {
  std::string& text = files.at(file);
  text.resize(Find(text, mark) + mark.size());
  return LineAt(text, text.size());
}

void DropChecksum(YearFiles& files) {
  std::string& text = files.at("2024.se");
  Replace(files, "2024.se", "#KSUMMA\r\n", "\r\n");
  text.resize(Find(text, "#KSUMMA"));
}

std::string Utf8FromCodePage437(absl::string_view bytes) {
  return absl::StrReplaceAll(bytes, {{"\x86", "å"},
                                     {"\x84", "ä"},
                                     {"\x94", "ö"},
                                     {"\x8F", "Å"},
                                     {"\x8E", "Ä"},
                                     {"\x99", "Ö"},
                                     {"\x82", "é"}});
}

}  // namespace finsam::e2e

#include "cli/year_folder.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/files/yaml.h"

namespace finsam::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kAssociationFile[] = "association.yaml";
constexpr char kLayoutsFolder[] = "layouts";
constexpr uintmax_t kFolderBytesMax = 80 << 20;

constexpr char kNotReadable[] = "finns inte eller går inte att läsa";

absl::Status Unreadable(const std::string& path, const std::string& why) {
  return Refuse(absl::StatusCode::kInvalidArgument, "FOLDER_UNREADABLE",
                absl::StrCat(path, ": ", why));
}

absl::Status TooLarge(const std::string& path) {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE",
      absl::StrCat(path, " är större än ", kFolderBytesMax >> 20,
                   " MiB; en större SIE-fil tar bara tjänsten ledger emot, "
                   "genom ImportBooks"));
}

bool IsIgnored(const fs::path& path) {
  const std::string name = path.filename().string();
  return absl::StartsWith(name, ".") || absl::StartsWith(name, "README");
}

absl::StatusOr<std::string> ReadWhole(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  if (!in && !in.eof()) return Unreadable(path.string(), "går inte att läsa");
  if (!in.is_open()) return Unreadable(path.string(), "går inte att öppna");
  return bytes.str();
}

absl::Status CollectFiles(const fs::path& root, YearFolder* out) {
  std::error_code error;
  fs::recursive_directory_iterator it(root, error);
  if (error) return Unreadable(root.string(), kNotReadable);
  uintmax_t bytes = 0;
  for (const fs::recursive_directory_iterator end; it != end;
       it.increment(error)) {
    if (IsIgnored(it->path())) {
      if (it->is_directory(error)) it.disable_recursion_pending();
      continue;
    }
    if (!it->is_regular_file(error)) continue;
    bytes += it->file_size(error);
    if (bytes > kFolderBytesMax) {
      return TooLarge(root.string());
    }
    // Lexically: a link is a file of this folder, wherever it leads.
    std::string name = it->path().lexically_relative(root).generic_string();
    if (!IsUtf8(name)) return Unreadable(ToUtf8(name), "namnet är inte UTF-8");
    ASSIGN_OR_RETURN(std::string content, ReadWhole(it->path()));
    out->files.emplace_back(std::move(name), std::move(content));
  }
  // A folder that cannot be read ends the walk; half a year is no year.
  if (error) return Unreadable(root.string(), kNotReadable);
  std::sort(out->files.begin(), out->files.end());
  return absl::OkStatus();
}

const std::string* Content(const YearFolder& folder, const std::string& name) {
  for (const auto& [file, content] : folder.files) {
    if (file == name) return &content;
  }
  return nullptr;
}

absl::StatusOr<std::string> OrganisationOf(const YearFolder& folder) {
  const std::string* yaml = Content(folder, kAssociationFile);
  if (yaml == nullptr) {
    return RefuseInput({{Severity::kError, "FILE_MISSING", kAssociationFile, 0,
                         "", "", kAssociationFile, "filen saknas i mappen"}});
  }
  std::vector<Problem> problems;
  YamlFile file(kAssociationFile, *yaml, &problems);
  YamlMap root = file.Root();
  const std::string number = root.RequireText("organisation-number");
  if (!problems.empty()) return RefuseInput(problems);
  auto digits = ParseOrganisationNumber(number);
  if (digits.ok()) return digits;
  return RefuseInput(
      {{Severity::kError, "NAME_INVALID", kAssociationFile,
        root.LineOf("organisation-number"), "organisation-number", number,
        "tio siffror med rätt kontrollsiffra",
        "inget giltigt organisationsnummer"}});
}

// The year of "2024.se"; 0 of other names.
int YearOfName(const fs::path& name) {
  int year = 0;
  if (name.has_parent_path() ||
      !absl::EqualsIgnoreCase(name.extension().string(), ".se") ||
      !absl::SimpleAtoi(name.stem().string(), &year)) {
    return 0;
  }
  return year;
}

absl::StatusOr<int> YearOf(const YearFolder& folder) {
  for (const auto& [file, content] : folder.files) {
    if (const int year = YearOfName(file); year != 0) return year;
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "YEAR_UNKNOWN",
                "mappen har ingen SIE-fil som heter efter året, till exempel "
                "2024.se; lägg till den eller ange --year");
}

}  // namespace

bool IsAdditionFile(const std::string& path) {
  std::error_code error;
  return absl::EndsWithIgnoreCase(path, ".si") &&
         fs::is_regular_file(path, error);
}

absl::StatusOr<YearFolder> ReadAddition(const std::string& path) {
  std::error_code error;
  const uintmax_t size = fs::file_size(path, error);
  if (error) return Unreadable(path, kNotReadable);
  if (size > kFolderBytesMax) return TooLarge(path);
  const std::string name = fs::path(path).filename().string();
  if (!IsUtf8(name)) return Unreadable(ToUtf8(name), "namnet är inte UTF-8");
  YearFolder out;
  ASSIGN_OR_RETURN(std::string content, ReadWhole(path));
  out.files.emplace_back(name, std::move(content));
  return out;
}

absl::StatusOr<FiscalYearName> ReadYearName(const std::string& path) {
  std::error_code error;
  fs::path folder(path);
  if (!fs::is_directory(folder, error)) {
    folder = fs::absolute(folder, error).parent_path();
    if (folder.filename() == kLayoutsFolder) folder = folder.parent_path();
  }
  FiscalYearName name;
  const fs::path yaml = folder / kAssociationFile;
  if (!fs::exists(yaml, error)) return name;
  YearFolder only;
  ASSIGN_OR_RETURN(std::string content, ReadWhole(yaml));
  only.files.emplace_back(kAssociationFile, std::move(content));
  ASSIGN_OR_RETURN(name.organisation, OrganisationOf(only));
  fs::directory_iterator it(folder, error);
  for (const fs::directory_iterator end; !error && it != end;
       it.increment(error)) {
    const int year = YearOfName(it->path().filename());
    // As of a whole folder: the first by name.
    if (year != 0 && (name.year == 0 || year < name.year)) name.year = year;
  }
  if (error) return Unreadable(folder.string(), kNotReadable);
  return name;
}

absl::StatusOr<YearFolder> ReadYearFolder(const std::string& folder, int year) {
  YearFolder out;
  RETURN_IF_ERROR(CollectFiles(folder, &out));
  ASSIGN_OR_RETURN(out.name.organisation, OrganisationOf(out));
  out.name.year = year;
  if (year == 0) {
    ASSIGN_OR_RETURN(out.name.year, YearOf(out));
  }
  return out;
}

}  // namespace finsam::cli

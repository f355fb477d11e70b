#include "cli/counts_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/arguments.h"
#include "cli/command_kit.h"
#include "cli/output_file.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::cli {
namespace {

namespace fs = std::filesystem;

constexpr char kLayouts[] = "layouts";

absl::Status Add(const std::string& path, std::string name,
                 std::vector<common::v1::File>* out) {
  common::v1::File& file = out->emplace_back();
  ASSIGN_OR_RETURN(*file.mutable_content(), ReadFile(path));
  file.set_name(std::move(name));
  return absl::OkStatus();
}

absl::Status AddFolder(const std::string& folder,
                       std::vector<common::v1::File>* out) {
  const size_t before = out->size();
  for (const char* name : kCountsFiles) {
    const std::string path = absl::StrCat(folder, "/", name);
    std::error_code error;
    if (!fs::exists(path, error)) continue;
    RETURN_IF_ERROR(Add(path, name, out));
  }
  if (out->size() > before) return absl::OkStatus();
  return Refuse(absl::StatusCode::kInvalidArgument, "FILE_MISSING",
                absl::StrCat(folder, " har ingen av filerna ",
                             absl::StrJoin(kCountsFiles, ", ")));
}

// The service knows files by their names below the year's folder.
absl::Status AddFile(const std::string& path,
                     std::vector<common::v1::File>* out) {
  const fs::path whole(path);
  std::string name = whole.filename().string();
  if (whole.parent_path().filename() == kLayouts) {
    name = absl::StrCat(kLayouts, "/", name);
  }
  if (!IsUtf8(name)) {
    return InvalidArgument("fil", path, "ett filnamn i UTF-8");
  }
  return Add(path, std::move(name), out);
}

absl::Status CheckNothingIsLost(
    const std::string& folder,
    const google::protobuf::RepeatedPtrField<common::v1::File>& files) {
  std::vector<std::string> lost;
  for (const common::v1::File& file : files) {
    const std::string path = absl::StrCat(folder, "/", file.name());
    std::error_code error;
    if (!fs::exists(path, error)) continue;
    const absl::StatusOr<std::string> there = ReadFile(path);
    if (!there.ok() || *there != file.content()) lost.push_back(path);
  }
  if (lost.empty()) return absl::OkStatus();
  return Refuse(absl::StatusCode::kInvalidArgument, "OUTPUT_EXISTS",
                absl::StrCat(absl::StrJoin(lost, ", "),
                             " finns redan med annat innehåll; --force "
                             "skriver över"));
}

}  // namespace

absl::StatusOr<std::vector<common::v1::File>> ReadCountsFiles(
    const std::vector<std::string>& paths) {
  std::vector<common::v1::File> files;
  for (const std::string& path : paths) {
    std::error_code error;
    RETURN_IF_ERROR(fs::is_directory(path, error) ? AddFolder(path, &files)
                                                  : AddFile(path, &files));
  }
  return files;
}

absl::Status WriteCountsFiles(
    const std::string& folder,
    const google::protobuf::RepeatedPtrField<common::v1::File>& files,
    bool force) {
  if (!force) RETURN_IF_ERROR(CheckNothingIsLost(folder, files));
  std::vector<std::unique_ptr<OutputFile>> written;
  for (const common::v1::File& file : files) {
    // A name of another's choice must not lead out of the folder.
    if (std::find(std::begin(kCountsFiles), std::end(kCountsFiles),
                  file.name()) == std::end(kCountsFiles)) {
      return absl::InternalError(
          absl::StrCat("oväntad fil i svaret: ", file.name()));
    }
    const fs::path path = fs::path(folder) / file.name();
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    written.push_back(std::make_unique<OutputFile>(path.string()));
    RETURN_IF_ERROR(written.back()->Open(force));
    RETURN_IF_ERROR(written.back()->Write(file.content()));
  }
  for (const auto& file : written) RETURN_IF_ERROR(file->Commit());
  return absl::OkStatus();
}

}  // namespace finsam::cli

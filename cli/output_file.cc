#include "cli/output_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <iterator>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/output.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace fs = std::filesystem;

absl::Status Exists(const std::string& path) {
  return Refuse(absl::StatusCode::kInvalidArgument, "OUTPUT_EXISTS",
                absl::StrCat(path, " finns redan; --force skriver över den"));
}

bool HoldSame(const std::string& one, const std::string& other) {
  std::ifstream first(one, std::ios::binary);
  std::ifstream second(other, std::ios::binary);
  using Bytes = std::istreambuf_iterator<char>;
  return first.is_open() && second.is_open() &&
         std::equal(Bytes(first), Bytes(), Bytes(second), Bytes());
}

bool Sync(const std::string& path) {
  const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return false;
  const bool synced = fsync(file) == 0;
  close(file);
  return synced;
}

}  // namespace

OutputFile::~OutputFile() {
  if (beside_.empty()) return;
  out_.close();
  std::error_code ignored;
  fs::remove(beside_, ignored);
}

absl::Status OutputFile::Unwritable() const {
  return Refuse(absl::StatusCode::kInvalidArgument, "OUTPUT_UNWRITABLE",
                path_.empty()
                    ? "standard ut går inte att skriva"
                    : absl::StrCat(path_,
                                   " går inte att skriva; ange en fil i en "
                                   "mapp som finns, eller -o - för standard "
                                   "ut"));
}

absl::Status OutputFile::Open(bool force) {
  force_ = force;
  if (path_.empty()) return absl::OkStatus();
  std::error_code error;
  // A folder or a device is never written over.
  if (fs::exists(path_, error) && !fs::is_regular_file(path_, error)) {
    return Unwritable();
  }
  beside_ = absl::StrCat(path_, ".", getpid(), ".tmp");
  out_.open(beside_, std::ios::binary | std::ios::trunc);
  return out_ ? absl::OkStatus() : Unwritable();
}

absl::Status OutputFile::Write(absl::string_view bytes) {
  byte_count_ += static_cast<int64_t>(bytes.size());
  if (path_.empty()) {
    return PrintDocument(bytes) ? absl::OkStatus() : Unwritable();
  }
  out_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  return out_ ? absl::OkStatus() : Unwritable();
}

absl::Status OutputFile::Commit() {
  if (path_.empty()) {
    return std::fflush(stdout) == 0 ? absl::OkStatus() : Unwritable();
  }
  out_.close();
  if (!out_ || !Sync(beside_)) return Unwritable();
  std::error_code error;
  // A link fails when somebody has put a file there meanwhile; where links are
  // not to be had, a look must do.
  if (!force_) {
    fs::create_hard_link(beside_, path_, error);
    if (!error) return absl::OkStatus();  // The end removes the other name.
    if (fs::exists(path_, error)) {
      return HoldSame(beside_, path_) ? absl::OkStatus() : Exists(path_);
    }
  }
  fs::rename(beside_, path_, error);
  if (error) return Unwritable();
  beside_.clear();
  return absl::OkStatus();
}

}  // namespace finsam::cli

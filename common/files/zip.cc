#include "common/files/zip.h"

#include <zip.h>

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status.h"

namespace finsam {
namespace {

// 1980-01-01 00:00, the first moment of the format.
constexpr uint16_t kFirstTime = 0;
constexpr uint16_t kFirstDay = (1 << 5) | 1;

struct Discard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct FreeSource {
  void operator()(zip_source_t* source) const { zip_source_free(source); }
};
struct CloseFile {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};
using Archive = std::unique_ptr<zip_t, Discard>;
using Source = std::unique_ptr<zip_source_t, FreeSource>;

absl::Status Failed(const char* what) {
  return absl::InternalError(absl::StrCat("writing an archive: ", what));
}

absl::Status WriteEntry(zip_t* archive, const std::string& name,
                        const std::string& content) {
  Source source(
      zip_source_buffer(archive, content.data(), content.size(), /*freep=*/0));
  if (source == nullptr) return Failed("no buffer");
  const zip_int64_t index =
      zip_file_add(archive, name.c_str(), source.get(), ZIP_FL_ENC_UTF_8);
  if (index < 0) return Failed(zip_strerror(archive));
  source.release();  // The archive's now.
  if (zip_file_set_dostime(archive, static_cast<zip_uint64_t>(index),
                           kFirstTime, kFirstDay, 0) != 0) {
    return Failed(zip_strerror(archive));
  }
  return absl::OkStatus();
}

absl::Status Unreadable(absl::string_view why) {
  return Refuse(absl::StatusCode::kInvalidArgument, "ZIP_UNREADABLE",
                absl::StrCat("arkivet går inte att läsa: ", why));
}

absl::Status TooLarge() {
  return Refuse(
      absl::StatusCode::kInvalidArgument, "ZIP_TOO_LARGE",
      absl::StrCat("arkivet är större än ", kZipBytesMax >> 20,
                   " MiB uppackat eller har fler än ", kZipFilesMax, " filer"));
}

bool StaysInside(absl::string_view name) {
  if (name.empty() || name.size() > kZipNameBytesMax ||
      absl::StrContains(name, '\\')) {
    return false;
  }
  for (const absl::string_view part : absl::StrSplit(name, '/')) {
    if (part.empty() || part == "." || part == "..") return false;
  }
  return true;
}

// The content of an entry, which must be as long as the archive says.
absl::StatusOr<std::string> ReadEntry(zip_t* archive, zip_uint64_t index,
                                      zip_uint64_t size) {
  const std::unique_ptr<zip_file_t, CloseFile> file(
      zip_fopen_index(archive, index, 0));
  if (file == nullptr) return Unreadable("en fil är skadad");
  std::string content(size + 1, '\0');  // One more, to see that it ends.
  const zip_int64_t read = zip_fread(file.get(), content.data(), size + 1);
  if (read < 0 || static_cast<zip_uint64_t>(read) != size) {
    return Unreadable("en fil är skadad");
  }
  content.resize(size);
  return content;
}

absl::StatusOr<ZipFiles> ReadEntries(zip_t* archive) {
  const zip_int64_t count = zip_get_num_entries(archive, 0);
  if (count < 0 || static_cast<zip_uint64_t>(count) > kZipFilesMax) {
    return TooLarge();
  }
  ZipFiles files;
  zip_uint64_t left = kZipBytesMax;
  for (zip_uint64_t i = 0; i < static_cast<zip_uint64_t>(count); ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, i, 0, &stat) != 0 ||
        (stat.valid & ZIP_STAT_SIZE) == 0 || stat.name == nullptr) {
      return Unreadable("innehållet är skadat");
    }
    if (!StaysInside(stat.name)) {
      return Unreadable("en post är ingen vanlig fil inne i arkivet");
    }
    if (stat.size > left) return TooLarge();
    left -= stat.size;
    const std::string name = stat.name;
    ASSIGN_OR_RETURN(std::string content, ReadEntry(archive, i, stat.size));
    if (!files.emplace(name, std::move(content)).second) {
      return Unreadable(absl::StrCat(name, " finns två gånger"));
    }
  }
  return files;
}

}  // namespace

absl::StatusOr<std::string> WriteZip(const ZipFiles& files) {
  Source source(zip_source_buffer_create(nullptr, 0, 0, nullptr));
  if (source == nullptr) return Failed("no buffer");
  // The bytes outlive the archive, which closes its own hold on them.
  zip_source_keep(source.get());
  Archive archive(
      zip_open_from_source(source.get(), ZIP_CREATE | ZIP_TRUNCATE, nullptr));
  if (archive == nullptr) {
    zip_source_free(source.get());
    return Failed("no archive");
  }
  for (const auto& [name, content] : files) {
    RETURN_IF_ERROR(WriteEntry(archive.get(), name, content));
  }
  if (zip_close(archive.get()) != 0) {
    return Failed(zip_strerror(archive.get()));
  }
  archive.release();
  zip_stat_t stat;
  if (zip_source_open(source.get()) != 0 ||
      zip_source_stat(source.get(), &stat) != 0) {
    return Failed("no bytes");
  }
  std::string out(stat.size, '\0');
  const zip_int64_t read =
      zip_source_read(source.get(), out.data(), out.size());
  zip_source_close(source.get());
  if (read != static_cast<zip_int64_t>(out.size())) return Failed("few bytes");
  return out;
}

absl::StatusOr<ZipFiles> ReadZip(absl::string_view bytes) {
  // To the library, nothing is an archive without files.
  if (bytes.empty()) return Unreadable("det är tomt");
  Source source(
      zip_source_buffer_create(bytes.data(), bytes.size(), 0, nullptr));
  if (source == nullptr) return absl::InternalError("no buffer for an archive");
  const Archive archive(
      zip_open_from_source(source.get(), ZIP_RDONLY | ZIP_CHECKCONS, nullptr));
  if (archive == nullptr) return Unreadable("det är inget helt ZIP-arkiv");
  source.release();  // The archive's now.
  return ReadEntries(archive.get());
}

}  // namespace finsam

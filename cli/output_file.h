// A file that appears whole or not at all: written beside its place under a
// name of its own, and renamed when it is complete. Not thread-safe.

#ifndef FINSAM_CLI_OUTPUT_FILE_H_
#define FINSAM_CLI_OUTPUT_FILE_H_

#include <cstdint>
#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace finsam::cli {

class OutputFile {
 public:
  // An empty `path` is standard output, which is written to at once.
  explicit OutputFile(std::string path) : path_(std::move(path)) {}
  ~OutputFile();  // Removes what was not committed.
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;

  // Refusals: OUTPUT_UNWRITABLE, here and below.
  absl::Status Open(bool force);
  absl::Status Write(absl::string_view bytes);
  // The file is at its place and on disk when this is OK. Refusal:
  // OUTPUT_EXISTS when another is there, unless `force` or it holds the same.
  absl::Status Commit();

  int64_t byte_count() const { return byte_count_; }

 private:
  absl::Status Unwritable() const;

  std::string path_;
  std::string beside_;  // Empty: nothing to remove.
  bool force_ = false;
  std::ofstream out_;
  int64_t byte_count_ = 0;
};

}  // namespace finsam::cli

#endif  // FINSAM_CLI_OUTPUT_FILE_H_

// What `finsam` prints: tables for people, JSON for programs, and one readable
// line (with its details below it) for an error.

#ifndef FINSAM_CLI_OUTPUT_H_
#define FINSAM_CLI_OUTPUT_H_

#include <google/protobuf/message.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace finsam::cli {

// Text of others as it may stand on a terminal: control characters, which could
// move the cursor or turn the order of writing, are shown as \u001b or \u202e.
// Line ends, LF or CR LF, are kept when `keep_lines`.
std::string Visible(absl::string_view text, bool keep_lines = false);

// Writes to standard output and to standard error, the one way for text to get
// there; Visible, with the lines kept.
void Print(absl::string_view text);
void Complain(absl::string_view text);

// Writes a document to standard output: byte by byte to a file or another
// program, Visible to a terminal. False when not all was written.
bool PrintDocument(absl::string_view bytes);

// A count and its word: "1 verifikation", "2 verifikationer".
std::string Counted(int64_t count, absl::string_view one,
                    absl::string_view many);

// How many characters UTF-8 text has.
size_t Columns(absl::string_view text);

// A grid of texts with a head, columns aligned; columns in `right` are aligned
// to the right. Width counts characters, not bytes.
std::string Grid(const std::vector<std::string>& head,
                 const std::vector<std::vector<std::string>>& rows,
                 const std::vector<size_t>& right = {});

// A message as JSON, indented.
std::string Json(const google::protobuf::Message& message);

// Prints an error to standard error, as text or JSON, and returns the exit
// code that goes with it. When the command `stores` something, a refusal of
// its input also says that nothing was stored.
int PrintError(const absl::Status& status, bool json, bool stores = false);

// A progress line on standard error, once the work has lasted a second:
// overwritten on a terminal, a line each elsewhere.
class ProgressLine {
 public:
  explicit ProgressLine(bool enabled);
  ~ProgressLine();
  void Say(const std::string& text);

 private:
  bool enabled_;
  bool terminal_;
  absl::Time start_;
  size_t width_ = 0;
};

}  // namespace finsam::cli

#endif  // FINSAM_CLI_OUTPUT_H_

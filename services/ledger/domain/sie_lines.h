// A SIE file's bytes as lines, and what a first look over all of them tells;
// read a window at a time, so that no file need fit in memory.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LINES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LINES_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_text.h"

namespace finsam::ledger {

// What must be known of a whole file before its first line is read.
struct SieSurvey {
  SieEncodingGuess encoding;
  bool is_marked = false;  // Begins with UTF-8's byte order mark.
  bool has_nul = false;
  std::string start;        // The first two bytes that are not blank.
  int64_t begin = 0;        // Where the lines begin.
  int64_t content_end = 0;  // Nothing but blank lines and Ctrl-Z from here on.
};

// Reads all of `source`, `window` bytes (not 0) at a time. Errors: the
// source's.
absl::StatusOr<SieSurvey> SurveySie(const SieSource& source, size_t window);

// Walks over the lines of a source. A line ends with LF, CR LF, CR, or the end
// of the file.
class SieLines {
 public:
  // Begins at byte `begin` and reads `window` bytes (not 0) at a time.
  // `source` outlives it.
  SieLines(const SieSource& source, int64_t begin, size_t window)
      : source_(source), window_(window), file_offset_(begin) {}

  // Gives the next line without its end, good until the next call; false after
  // the last. Of a line that is too long nothing is kept: it is given empty.
  // Errors: the source's.
  absl::StatusOr<bool> Next(absl::string_view* line);

  // The number of the line that was given last; 1 is the first.
  int64_t number() const { return number_; }
  // True when that line has more than kSieLineBytesMax bytes.
  bool too_long() const { return too_long_; }
  // Where in the file the next line begins, or the LF of that line's CR LF.
  int64_t position() const {
    return file_offset_ - static_cast<int64_t>(end_ - begin_);
  }

 private:
  // Puts more of the file behind what is kept; false at the file's end.
  absl::StatusOr<bool> Fill();
  // Index of the first line end at or after `from`, or end_.
  size_t FindLineEnd(size_t from);

  const SieSource& source_;
  const size_t window_;
  int64_t file_offset_;  // Of buffer_[end_].
  std::string buffer_;
  size_t begin_ = 0;  // buffer_[begin_, end_) is not given yet.
  size_t end_ = 0;
  size_t next_lf_ = 0;  // At or after begin_, or end_; when lf_known_.
  bool lf_known_ = false;
  bool after_cr_ = false;  // An LF that comes now belongs to that line end.
  bool too_long_ = false;
  int64_t number_ = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LINES_H_

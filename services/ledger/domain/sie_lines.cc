#include "services/ledger/domain/sie_lines.h"

#include <algorithm>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr absl::string_view kBlankAtEnd = " \t\r\n\x1A";
constexpr size_t kStartBytes = 2;

// The index of `c` in `bytes` at or after `from` and before `end`, or `end`.
size_t Find(absl::string_view bytes, char c, size_t from, size_t end) {
  if (from >= end) return end;
  const void* found = std::memchr(bytes.data() + from, c, end - from);
  if (found == nullptr) return end;
  return static_cast<size_t>(static_cast<const char*>(found) - bytes.data());
}

// How many bytes to read next.
size_t StepFrom(int64_t offset, size_t window, const SieSource& source) {
  return static_cast<size_t>(
      std::min(static_cast<int64_t>(window), source.size() - offset));
}

// Takes `bytes`, which stand at `offset`, into what the file begins and ends
// with.
void LookAt(absl::string_view bytes, int64_t offset, SieSurvey* survey) {
  if (bytes.find('\0') != absl::string_view::npos) survey->has_nul = true;
  absl::string_view rest = bytes;
  if (survey->start.empty()) rest = absl::StripLeadingAsciiWhitespace(rest);
  rest = rest.substr(0, kStartBytes - survey->start.size());
  survey->start.append(rest.data(), rest.size());
  const size_t last = bytes.find_last_not_of(kBlankAtEnd);
  if (last != absl::string_view::npos) {
    survey->content_end = offset + static_cast<int64_t>(last) + 1;
  }
}

}  // namespace

absl::StatusOr<SieSurvey> SurveySie(const SieSource& source, size_t window) {
  SieSurvey survey;
  if (source.size() >= static_cast<int64_t>(kByteOrderMark.size())) {
    std::string mark(kByteOrderMark.size(), '\0');
    RETURN_IF_ERROR(source.Read(0, mark.size(), mark.data()));
    survey.is_marked = mark == kByteOrderMark;
    if (survey.is_marked) survey.begin = static_cast<int64_t>(mark.size());
  }
  SieEncodingScan scan;
  std::string buffer;
  size_t kept = 0;  // Bytes at the buffer's start that the scan left.
  for (int64_t offset = survey.begin; offset < source.size();) {
    const size_t step = StepFrom(offset, window, source);
    buffer.resize(kept + step);
    RETURN_IF_ERROR(source.Read(offset, step, buffer.data() + kept));
    LookAt(absl::string_view(buffer).substr(kept), offset, &survey);
    offset += static_cast<int64_t>(step);
    const size_t taken = scan.Take(buffer, offset == source.size());
    kept = buffer.size() - taken;
    std::memmove(buffer.data(), buffer.data() + taken, kept);
  }
  survey.encoding = scan.Guess();
  return survey;
}

absl::StatusOr<bool> SieLines::Fill() {
  const size_t step = StepFrom(file_offset_, window_, source_);
  if (step == 0) return false;
  end_ -= begin_;
  std::memmove(buffer_.data(), buffer_.data() + begin_, end_);
  begin_ = 0;
  buffer_.resize(std::max(buffer_.size(), end_ + step));
  RETURN_IF_ERROR(source_.Read(file_offset_, step, buffer_.data() + end_));
  file_offset_ += static_cast<int64_t>(step);
  end_ += step;
  lf_known_ = false;
  return true;
}

size_t SieLines::FindLineEnd(size_t from) {
  // The next LF is kept, so that a file with only CR is not searched to the
  // window's end for every line.
  if (!lf_known_ || next_lf_ < from) {
    next_lf_ = Find(buffer_, '\n', from, end_);
    lf_known_ = true;
  }
  return Find(buffer_, '\r', from, next_lf_);
}

absl::StatusOr<bool> SieLines::Next(absl::string_view* line) {
  *line = absl::string_view();
  too_long_ = false;
  size_t searched = 0;  // Bytes after begin_ that hold no line end.
  for (;;) {
    if (after_cr_ && begin_ < end_) {
      if (buffer_[begin_] == '\n') ++begin_;
      after_cr_ = false;
    }
    const size_t line_end = FindLineEnd(begin_ + searched);
    searched = line_end - begin_;
    too_long_ = too_long_ || searched > kSieLineBytesMax;
    if (line_end < end_) {
      if (!too_long_) {
        *line = absl::string_view(buffer_).substr(begin_, searched);
      }
      after_cr_ = buffer_[line_end] == '\r';
      begin_ = line_end + 1;
      ++number_;
      return true;
    }
    if (too_long_) {
      begin_ = end_;
      searched = 0;
    }
    ASSIGN_OR_RETURN(const bool is_more, Fill());
    if (is_more) continue;
    if (begin_ == end_ && !too_long_) return false;
    if (!too_long_) {
      *line = absl::string_view(buffer_).substr(begin_, searched);
    }
    begin_ = end_;
    ++number_;
    return true;
  }
}

}  // namespace finsam::ledger

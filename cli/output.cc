#include "cli/output.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "absl/algorithm/container.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/exit_codes.h"
#include "common/base/clock.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

constexpr size_t kProblemsShownMax = 50;
// Work shorter than this needs no progress.
constexpr absl::Duration kQuietFor = absl::Seconds(1);

std::string Padded(const std::string& text, size_t width, bool right) {
  const size_t own = Columns(text);
  const std::string blanks(width > own ? width - own : 0, ' ');
  return right ? blanks + text : text + blanks;
}

// Reasons that speak of a word on the command line, whoever found it wrong.
constexpr absl::string_view kUsageReasons[] = {
    kArgumentInvalid, "STATEMENT_UNKNOWN", "STATEMENT_TWICE"};

int ExitCodeOf(const absl::Status& status) {
  if (absl::c_linear_search(kUsageReasons, ReasonOf(status))) {
    return kExitUsage;
  }
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return kExitUnavailable;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
    case absl::StatusCode::kCancelled:
    case absl::StatusCode::kPermissionDenied:
      return kExitRefused;
    default:
      return kExitTrouble;
  }
}

void PrintErrorJson(const absl::Status& status) {
  nlohmann::ordered_json json;
  json["code"] = absl::StatusCodeToString(status.code());
  json["reason"] = ReasonOf(status);
  json["message"] = std::string(status.message());
  json["problems"] = nlohmann::ordered_json::array();
  for (const Problem& problem : ProblemsOf(status)) {
    json["problems"].push_back(
        {{"severity",
          problem.severity == Severity::kError ? "error" : "warning"},
         {"reason", problem.reason},
         {"file", problem.file},
         {"line", problem.line},
         {"field", problem.field},
         {"found", problem.found},
         {"expected", problem.expected},
         {"message", problem.message}});
  }
  const std::string text = json.dump(
      2, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  Complain(text + "\n");
}

// What turns the order of writing, or ends a line.
constexpr absl::string_view kHidden[] = {
    "\u200e", "\u200f", "\u2028", "\u2029", "\u202a", "\u202b", "\u202c",
    "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069"};

// How many bytes of a control character `text` begins with; 0 for others.
size_t ControlBytes(absl::string_view text) {
  const auto first = static_cast<unsigned char>(text[0]);
  if (first < 0x20 || first == 0x7f) return 1;
  if (first == 0xc2 && text.size() > 1) {  // U+0080 to U+009F
    return static_cast<unsigned char>(text[1]) < 0xa0 ? 2 : 0;
  }
  for (const absl::string_view hidden : kHidden) {
    if (absl::StartsWith(text, hidden)) return hidden.size();
  }
  return 0;
}

// As JSON writes it, so that JSON stays what it is.
std::string Escaped(absl::string_view control) {
  const auto bits = [&control](size_t i) {
    return static_cast<unsigned>(static_cast<unsigned char>(control[i]));
  };
  unsigned code = bits(0);
  if (control.size() == 2) code = bits(1);  // After 0xc2 the same.
  if (control.size() == 3) {
    code = 0x2000 | (bits(1) & 0x3f) << 6 | (bits(2) & 0x3f);
  }
  return absl::StrCat("\\u", absl::Hex(code, absl::kZeroPad4));
}

bool Write(absl::string_view text, std::FILE* to) {
  return std::fwrite(text.data(), 1, text.size(), to) == text.size();
}

}  // namespace

// Continuation bytes do not count.
size_t Columns(absl::string_view text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string Visible(absl::string_view text, bool keep_lines) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t size = ControlBytes(text.substr(at));
    const bool ends_line = text[at] == '\n' || text.substr(at, 2) == "\r\n";
    if (size == 0 || (keep_lines && ends_line)) {
      out += text[at++];
    } else {
      out += Escaped(text.substr(at, size));
      at += size;
    }
  }
  return out;
}

void Print(absl::string_view text) {
  Write(Visible(text, /*keep_lines=*/true), stdout);
}

void Complain(absl::string_view text) {
  Write(Visible(text, /*keep_lines=*/true), stderr);
}

bool PrintDocument(absl::string_view bytes) {
  if (isatty(STDOUT_FILENO) != 1) return Write(bytes, stdout);
  return Write(Visible(bytes, /*keep_lines=*/true), stdout);
}

std::string Counted(int64_t count, absl::string_view one,
                    absl::string_view many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

std::string Grid(const std::vector<std::string>& head,
                 const std::vector<std::vector<std::string>>& texts,
                 const std::vector<size_t>& right) {
  std::vector<std::vector<std::string>> rows = texts;
  for (auto& row : rows) {
    for (std::string& cell : row) cell = Visible(cell);
  }
  std::vector<size_t> widths;
  for (const std::string& cell : head) widths.push_back(Columns(cell));
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Columns(row[i]));
    }
  }
  const auto line = [&](const std::vector<std::string>& row) {
    std::string out;
    for (size_t i = 0; i < row.size(); ++i) {
      const bool to_right =
          std::find(right.begin(), right.end(), i) != right.end();
      absl::StrAppend(&out, i == 0 ? "" : "  ",
                      Padded(row[i], widths[i], to_right));
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out + "\n";
  };
  std::string out = line(head);
  for (const auto& row : rows) out += line(row);
  return out;
}

std::string Json(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  if (!google::protobuf::util::MessageToJsonString(message, &json, options)
           .ok()) {
    return "{}\n";
  }
  return json;
}

int PrintError(const absl::Status& status, bool json, bool stores) {
  const int code = ExitCodeOf(status);
  if (json) {
    PrintErrorJson(status);
    return code;
  }
  const std::vector<Problem> problems = ProblemsOf(status);
  const char* stored = stores && code == kExitRefused && !problems.empty()
                           ? "Inget har lagrats.\n"
                           : "";
  const auto line = [](const Problem& problem) {
    return absl::StrCat(Visible(ProblemLine(problem)), " [", problem.reason,
                        "]\n");
  };
  // A refusal of input has its first problem for a sentence.
  const bool is_told = std::any_of(
      problems.begin(), problems.end(), [&status](const Problem& problem) {
        return absl::StrContains(status.message(), problem.message);
      });
  if (is_told && problems.size() == 1) {
    Complain(absl::StrCat("finsam: ", line(problems[0]), stored));
    return code;
  }
  std::string out = absl::StrCat(
      "finsam: ", is_told ? "nekat:" : Visible(status.message()), "\n");
  for (size_t i = 0; i < std::min(problems.size(), kProblemsShownMax); ++i) {
    const bool error = problems[i].severity == Severity::kError;
    absl::StrAppend(&out, error ? "  fel: " : "  varning: ", line(problems[i]));
  }
  if (problems.size() > kProblemsShownMax) {
    absl::StrAppend(&out, "  … och ", problems.size() - kProblemsShownMax,
                    " till; --format json visar alla.\n");
  }
  Complain(out + stored);
  return code;
}

ProgressLine::ProgressLine(bool enabled)
    : enabled_(enabled),
      terminal_(isatty(STDERR_FILENO) == 1),
      start_(SystemClock().Now()) {}

ProgressLine::~ProgressLine() {
  if (enabled_ && terminal_ && width_ > 0) {
    std::fprintf(stderr, "\r%s\r", std::string(width_, ' ').c_str());
  }
}

void ProgressLine::Say(const std::string& told) {
  const std::string text = Visible(told);
  if (!enabled_ || SystemClock().Now() - start_ < kQuietFor) return;
  if (!terminal_) {
    Complain(text + "\n");
    return;
  }
  const std::string blanks(width_ > Columns(text) ? width_ - Columns(text) : 0,
                           ' ');
  std::fprintf(stderr, "\r%s%s", text.c_str(), blanks.c_str());
  width_ = Columns(text);
}

}  // namespace finsam::cli

#include "cli/output.h"

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "cli/exit_codes.h"
#include "common/base/clock.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

constexpr size_t kProblemsShownMax = 50;
// Work shorter than this needs no progress.
constexpr absl::Duration kQuietFor = absl::Seconds(1);

// Characters, not bytes: continuation bytes of UTF-8 do not count.
size_t Width(const std::string& text) {
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

std::string Padded(const std::string& text, size_t width, bool right) {
  const size_t own = Width(text);
  const std::string blanks(width > own ? width - own : 0, ' ');
  return right ? blanks + text : text + blanks;
}

int ExitCodeOf(const absl::Status& status) {
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
  std::fprintf(stderr, "%s\n", text.c_str());
}

}  // namespace

std::string Grid(const std::vector<std::string>& head,
                 const std::vector<std::vector<std::string>>& rows,
                 const std::vector<size_t>& right) {
  std::vector<size_t> widths;
  for (const std::string& cell : head) widths.push_back(Width(cell));
  for (const auto& row : rows) {
    for (size_t i = 0; i < row.size(); ++i) {
      widths[i] = std::max(widths[i], Width(row[i]));
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

int PrintError(const absl::Status& status, bool json) {
  const int code = ExitCodeOf(status);
  if (json) {
    PrintErrorJson(status);
    return code;
  }
  std::fprintf(stderr, "finsam: %s\n", std::string(status.message()).c_str());
  const std::vector<Problem> problems = ProblemsOf(status);
  size_t shown = 0;
  for (const Problem& problem : problems) {
    if (++shown > kProblemsShownMax) break;
    std::fprintf(stderr, "  %s %s [%s]\n",
                 problem.severity == Severity::kError ? "fel:" : "varning:",
                 ProblemLine(problem).c_str(), problem.reason.c_str());
  }
  if (problems.size() > kProblemsShownMax) {
    std::fprintf(stderr, "  … och %zu till; --format json visar alla.\n",
                 problems.size() - kProblemsShownMax);
  }
  if (!problems.empty()) {
    std::fprintf(stderr, "Inget har lagrats.\n");
  }
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

void ProgressLine::Say(const std::string& text) {
  if (!enabled_ || SystemClock().Now() - start_ < kQuietFor) return;
  if (!terminal_) {
    std::fprintf(stderr, "%s\n", text.c_str());
    return;
  }
  const std::string blanks(width_ > Width(text) ? width_ - Width(text) : 0,
                           ' ');
  std::fprintf(stderr, "\r%s%s", text.c_str(), blanks.c_str());
  width_ = Width(text);
}

}  // namespace finsam::cli

#include "common/base/status.h"

#include <algorithm>
#include <optional>

#include "absl/strings/cord.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam {
namespace {

constexpr char kReasonUrl[] = "finsam/reason";
constexpr char kProblemsUrl[] = "finsam/problems";

// Problems travel inside a Status as length-prefixed strings: "5:hello".
void AppendText(std::string* out, absl::string_view text) {
  absl::StrAppend(out, text.size(), ":", text);
}

std::string TakeText(absl::string_view* in) {
  const size_t colon = in->find(':');
  uint64_t size = 0;
  FINSAM_CHECK(colon != absl::string_view::npos);
  FINSAM_CHECK(absl::SimpleAtoi(in->substr(0, colon), &size));
  std::string text(in->substr(colon + 1, size));
  in->remove_prefix(colon + 1 + size);
  return text;
}

void AppendProblem(std::string* out, const Problem& p) {
  AppendText(out, p.severity == Severity::kError ? "E" : "W");
  AppendText(out, p.reason);
  AppendText(out, p.file);
  AppendText(out, absl::StrCat(p.line));
  AppendText(out, p.field);
  AppendText(out, p.found);
  AppendText(out, p.expected);
  AppendText(out, p.message);
}

Problem TakeProblem(absl::string_view* in) {
  Problem p;
  p.severity = TakeText(in) == "E" ? Severity::kError : Severity::kWarning;
  p.reason = TakeText(in);
  p.file = TakeText(in);
  FINSAM_CHECK(absl::SimpleAtoi(TakeText(in), &p.line));
  p.field = TakeText(in);
  p.found = TakeText(in);
  p.expected = TakeText(in);
  p.message = TakeText(in);
  return p;
}

}  // namespace

absl::Status Refuse(absl::StatusCode code, absl::string_view reason,
                    absl::string_view sentence) {
  absl::Status status(code, sentence);
  status.SetPayload(kReasonUrl, absl::Cord(reason));
  return status;
}

absl::Status Refuse(absl::StatusCode code, absl::string_view reason,
                    absl::string_view sentence,
                    const std::vector<Problem>& problems) {
  absl::Status status = Refuse(code, reason, sentence);
  std::string text;
  for (const Problem& problem : problems) AppendProblem(&text, problem);
  if (!text.empty()) status.SetPayload(kProblemsUrl, absl::Cord(text));
  return status;
}

absl::Status RefuseInput(std::vector<Problem> problems) {
  // Errors first, since an answer may be cut after the first few.
  const auto warnings = std::stable_partition(
      problems.begin(), problems.end(),
      [](const Problem& p) { return p.severity == Severity::kError; });
  const auto errors = warnings - problems.begin();
  FINSAM_CHECK(errors > 0);
  const Problem& first = problems.front();
  std::string sentence = ProblemLine(first);
  if (errors > 1) {
    absl::StrAppend(&sentence, " (och ", errors - 1, " fel till)");
  }
  return Refuse(absl::StatusCode::kInvalidArgument, first.reason, sentence,
                problems);
}

std::string ReasonOf(const absl::Status& status) {
  const auto payload = status.GetPayload(kReasonUrl);
  return payload.has_value() ? std::string(*payload) : std::string();
}

std::vector<Problem> ProblemsOf(const absl::Status& status) {
  std::vector<Problem> problems;
  const auto payload = status.GetPayload(kProblemsUrl);
  if (!payload.has_value()) return problems;
  const std::string text(*payload);
  absl::string_view rest = text;
  while (!rest.empty()) problems.push_back(TakeProblem(&rest));
  return problems;
}

std::string ProblemLine(const Problem& problem) {
  std::string out;
  if (!problem.file.empty()) absl::StrAppend(&out, problem.file, ":");
  if (problem.line > 0) absl::StrAppend(&out, problem.line, ":");
  if (!out.empty()) absl::StrAppend(&out, " ");
  if (!problem.field.empty()) absl::StrAppend(&out, problem.field, ": ");
  absl::StrAppend(&out, problem.message);
  if (!problem.found.empty() && !problem.expected.empty()) {
    absl::StrAppend(&out, " (fann ", problem.found, ", väntade ",
                    problem.expected, ")");
  } else if (!problem.found.empty()) {
    absl::StrAppend(&out, " (fann ", problem.found, ")");
  } else if (!problem.expected.empty()) {
    absl::StrAppend(&out, " (väntade ", problem.expected, ")");
  }
  return out;
}

absl::Status Annotate(const absl::Status& status, absl::string_view context) {
  if (status.ok()) return status;
  absl::Status annotated(status.code(),
                         absl::StrCat(context, ": ", status.message()));
  status.ForEachPayload(
      [&annotated](absl::string_view url, const absl::Cord& payload) {
        annotated.SetPayload(url, payload);
      });
  return annotated;
}

}  // namespace finsam

// Refusals and the macros that pass a status on.
//
// Three kinds of wrong (docs/errors.md):
//   refusal  what a caller or a file did: Refuse(code, reason, sentence[,
//            problems]). The reason is stable and travels to gRPC, HTTP and
//            the command line unchanged; the sentence may be reworded.
//   trouble  disk, network, neighbour: an absl::Status without a reason.
//   bug      FINSAM_CHECK.

#ifndef FINSAM_COMMON_BASE_STATUS_H_
#define FINSAM_COMMON_BASE_STATUS_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam {

// How grave a problem is.
enum class Severity {
  kError,    // The input is refused because of it.
  kWarning,  // The input is taken, and the person is told.
};

// One thing that is wrong at one place of an input. Empty or 0 where it does
// not apply. `message` is Swedish: a person reads it. The other fields are for
// programs and for the person who looks the place up.
struct Problem {
  Severity severity = Severity::kError;
  std::string reason;    // Stable, UPPER_SNAKE_CASE: "VOUCHER_UNBALANCED".
  std::string file;      // As the caller named it: "2024.se".
  int64_t line = 0;      // 1 is the first.
  std::string field;     // Column or record field: "belopp".
  std::string found;     // What stood there, shortened.
  std::string expected;  // What would have been right.
  std::string message;   // One readable sentence.

  friend bool operator==(const Problem&, const Problem&) = default;
};

// Makes a refusal. `reason` is UPPER_SNAKE_CASE, at most 63 characters.
absl::Status Refuse(absl::StatusCode code, absl::string_view reason,
                    absl::string_view sentence);

// The same with every problem found; the sentence names the first and how many
// there are. `problems` holds at least one error.
absl::Status RefuseInput(std::vector<Problem> problems);

// The same with an explicit code and sentence.
absl::Status Refuse(absl::StatusCode code, absl::string_view reason,
                    absl::string_view sentence,
                    const std::vector<Problem>& problems);

// The reason of a refusal; empty for trouble and for OK.
std::string ReasonOf(const absl::Status& status);

// The problems of a refusal; empty when it has none.
std::vector<Problem> ProblemsOf(const absl::Status& status);

// `problem` on one line: "2024.se:120: belopp: … (fann …, väntade …)".
std::string ProblemLine(const Problem& problem);

// Adds where in our own code trouble was met; keeps code, reason, problems.
absl::Status Annotate(const absl::Status& status, absl::string_view context);

}  // namespace finsam

#define FINSAM_CONCAT_INNER(a, b) a##b
#define FINSAM_CONCAT(a, b) FINSAM_CONCAT_INNER(a, b)

// Returns from the function when `expression` is not OK.
#define RETURN_IF_ERROR(expression)                     \
  do {                                                  \
    if (absl::Status status_macro_value = (expression); \
        !status_macro_value.ok()) {                     \
      return status_macro_value;                        \
    }                                                   \
  } while (false)

// ASSIGN_OR_RETURN(auto x, F()): the value, or return F's status.
#define ASSIGN_OR_RETURN(target, expression)                                \
  ASSIGN_OR_RETURN_INNER(FINSAM_CONCAT(status_or_value_, __LINE__), target, \
                         expression)
#define ASSIGN_OR_RETURN_INNER(holder, target, expression) \
  auto holder = (expression);                              \
  if (!holder.ok()) return std::move(holder).status();     \
  target = *std::move(holder)

#endif  // FINSAM_COMMON_BASE_STATUS_H_

#include "services/governance/policies_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/csv.h"
#include "services/governance/file_words.h"

namespace finsam::governance {
namespace {

std::optional<PolicyReview> ReadReview(const CsvRow& row, CsvReader& in) {
  const std::optional<absl::CivilDay> day = in.Date(row, "granskad");
  if (in.Text(row, "granskad").empty()) {
    for (const char* column : {"utfall", "granskning"}) {
      if (in.Text(row, column).empty()) continue;
      in.AddProblem(row, column, "FIELD_INVALID",
                    "Kolumnen är ifylld men dagen för granskningen saknas.",
                    in.Text(row, column));
    }
    return std::nullopt;
  }
  if (!day.has_value()) return std::nullopt;
  PolicyReview review;
  review.day = *day;
  if (!in.RequireText(row, "utfall").empty()) {
    review.result = static_cast<ReviewResult>(
        in.Choice(row, "utfall", Words(kReviewResults, ReviewResultWord))
            .value_or(0));
  }
  review.decision = in.Text(row, "granskning");
  return review;
}

}  // namespace

std::vector<Policy> ReadPoliciesFile(absl::string_view content,
                                     std::vector<Problem>* problems) {
  CsvReader in(
      kPoliciesFile, content, {"id", "policy", "antagen", "granskas senast"},
      {"beslut", "ansvarig", "granskad", "utfall", "granskning"}, problems);
  std::vector<Policy> policies;
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    Policy policy;
    policy.line = row.line;
    policy.id = in.RequireText(row, "id");
    policy.name = in.RequireText(row, "policy");
    if (!in.RequireText(row, "antagen").empty()) {
      policy.adopted = in.Date(row, "antagen").value_or(absl::CivilDay());
    }
    policy.decision = in.Text(row, "beslut");
    policy.owner = in.Text(row, "ansvarig");
    policy.due = in.Date(row, "granskas senast");
    policy.review = ReadReview(row, in);
    // A row that was told of is not told of again for lacking what it lacks.
    if (problems->size() == before) policies.push_back(std::move(policy));
  }
  return policies;
}

}  // namespace finsam::governance

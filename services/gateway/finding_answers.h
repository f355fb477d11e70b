// Answers to findings: why an error may stand, as long as it says what it said
// when it was answered.

#ifndef FINSAM_SERVICES_GATEWAY_FINDING_ANSWERS_H_
#define FINSAM_SERVICES_GATEWAY_FINDING_ANSWERS_H_

#include <string>

#include "absl/status/status.h"
#include "services/gateway/gateway.h"
#include "services/gateway/publishing_store.h"

namespace finsam::gateway {

inline constexpr size_t kAnswerBytesMax = 2'000;

// What an answer is given to: another value under the same id is another
// finding.
std::string SaidBy(const v1::Finding& finding);

// False for a gap in a text, which no reason fills.
bool MayBeAnswered(const v1::Finding& finding);

// Sets the answer that still holds, and whether the finding blocks freezing: an
// error of this report that nobody has answered.
void Attach(const FindingAnswers& answers, v1::Finding* finding);

// The checks of a report, with answers.
v1::CheckReportResponse CheckWith(const AssembledYear& year,
                                  const FindingAnswers& answers);

// Refusal: FINDINGS_OPEN, with each error that nobody has answered.
absl::Status RequireAnswered(const v1::CheckReportResponse& checks);

// Refusals: ANSWER_SIZE, PERSONAL_DATA.
absl::Status CheckReason(const std::string& reason);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_FINDING_ANSWERS_H_

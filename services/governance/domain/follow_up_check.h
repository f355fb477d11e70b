// What must hold of the follow-up of a year, whether a file or an act says it.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_CHECK_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_CHECK_H_

#include <vector>

#include "common/base/status.h"
#include "services/governance/domain/follow_up.h"
#include "services/governance/domain/members.h"

namespace finsam::governance {

// Adds a problem for whatever is wrong. `members` is nullptr when they could
// not be read; what needs them is then not checked. Errors of all parts:
// FOLLOW_UP_LIST_SIZE, FOLLOW_UP_ID_INVALID, FOLLOW_UP_TWICE,
// FOLLOW_UP_TEXT_SIZE, FOLLOW_UP_TEXT_MISSING, PERSONAL_DATA.
//
// POLICY_DUE_MISSING, POLICY_DUE_INVALID (not after the adoption or the last
// review, or of a repealed policy), POLICY_REVIEW_DAY_INVALID.
// CONTROL_DAY_INVALID (before the year, or later than the year after),
// CONTROL_COMMENT_MISSING.
// DEVIATION_OUTSIDE_YEAR, DEVIATION_PARTY_MISSING, DEVIATION_PARTY_UNKNOWN,
// DEVIATION_ANSWER_MISSING, DEVIATION_ANSWER_DAY_INVALID.
// AUDITOR_MEMBER_UNKNOWN, AUDITOR_APPOINTER_INVALID (Arbetsförmedlingen, whose
// auditor Försäkringskassan appoints), AUDITOR_TWICE (of one member), and the
// warning AUDITOR_MISSING (25 §).
// AUDIT_REPORT_TWICE, AUDIT_REPORT_DAY_INVALID (before the year has ended),
// AUDIT_AUDITOR_MISSING, AUDIT_AUDITOR_UNKNOWN, AUDIT_STATEMENT_MISSING,
// AUDIT_REMARK_MISSING.
// DISCHARGE_MEMBER_UNKNOWN, DISCHARGE_TWICE, DISCHARGE_WITHOUT_AUDIT,
// DISCHARGE_BEFORE_AUDIT, DISCHARGE_BODY_MISSING, DISCHARGE_REASON_MISSING.
void CheckFollowUp(const FollowUp& follow_up,
                   const std::vector<Member>* members, int year,
                   std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_CHECK_H_

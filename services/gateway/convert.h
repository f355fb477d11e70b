// The gateway's doorway: the neighbours' answers into the domain's facts, and
// reports and findings out again.

#ifndef FINSAM_SERVICES_GATEWAY_CONVERT_H_
#define FINSAM_SERVICES_GATEWAY_CONVERT_H_

#include <string>

#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/domain/facts.h"
#include "services/gateway/domain/report.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

// UNSPECIFIED is read as the annual report.
ReportKind KindFromProto(v1::ReportKind kind);
v1::ReportKind KindToProto(ReportKind kind);
// What is not said is the public.
Audience AudienceFromProto(common::v1::Audience audience);
common::v1::Audience AudienceToProto(Audience audience);

// The figure that is the day the year's budget was adopted.
std::string BudgetAdoptedId(int year);

// What the four said, gathered; without what Judge adds.
YearFacts FactsFrom(const Answers& answers, int year);

// Adds the deviations, goals and verdicts.
void AddJudgement(const Judgement& judgement, YearFacts* facts);

void ToProto(const Report& report, const std::string& name, v1::Report* out);
void ToProto(const Finding& finding, v1::Finding* out);
void ToProto(const CheckSummary& summary, v1::CheckSummary* out);
void ToProto(const Source& source, common::v1::Revision* out);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_CONVERT_H_

#include "services/budget/convert_contribution.h"

#include <array>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/budget/convert.h"

namespace finsam::budget {
namespace {

// In the order of Party.
constexpr std::array kParties = {v1::ContributionTerms::STATE,
                                 v1::ContributionTerms::REGION,
                                 v1::ContributionTerms::MUNICIPALITY};
static_assert(kParties.size() == kPartyCount);

v1::ContributionTerms::Party ToProto(Party party) {
  return kParties.at(static_cast<size_t>(party));
}

void ToProto(const std::vector<Finding>& findings,
             google::protobuf::RepeatedPtrField<v1::Finding>* out) {
  for (const Finding& finding : findings) {
    v1::Finding* added = out->Add();
    added->set_code(finding.code);
    added->set_message(finding.message);
    finsam::ToProto(finding.found, added->mutable_found());
    finsam::ToProto(finding.expected, added->mutable_expected());
  }
}

}  // namespace

void ToProto(const ContributionsAnswer& answer,
             v1::SplitContributionsResponse* out) {
  out->set_agreed(answer.split.is_agreed);
  out->set_total_ore(answer.split.total.value);
  for (size_t i = 0; i < kPartyCount; ++i) {
    v1::SplitContributionsResponse::PartyPart* part = out->add_parties();
    part->set_party(kParties.at(i));
    part->set_amount_ore(answer.split.parties.at(i).value);
  }
  for (size_t i = 0; i < answer.split.members.size(); ++i) {
    const Contributor& contributor = answer.terms.contributors[i];
    v1::SplitContributionsResponse::MemberPart* part = out->add_members();
    part->set_member(contributor.id);
    part->set_party(ToProto(contributor.party));
    part->set_amount_ore(answer.split.members[i].value);
  }
  ToProto(answer.figures, out->mutable_figures());
  ToProto(answer.findings, out->mutable_findings());
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const StatementsAnswer& answer,
             v1::ListContributionStatementsResponse* out) {
  for (const MemberStatement& statement : answer.statements) {
    v1::ListContributionStatementsResponse::Statement* added =
        out->add_statements();
    added->set_member(statement.member);
    added->set_contribution_ore(statement.contribution.value);
    added->set_invoiced_ore(statement.invoiced.value);
    added->set_paid_ore(statement.paid.value);
    added->set_outstanding_ore(statement.outstanding().value);
    added->set_to_invoice_ore(statement.to_invoice().value);
  }
  ToProto(answer.figures, out->mutable_figures());
  ToProto(answer.findings, out->mutable_findings());
  ToProto(answer.head, out->mutable_revision());
}

void ToProto(const CapitalAnswer& answer, v1::GetCapitalPlanResponse* out) {
  out->set_version(answer.version);
  for (const CapitalYear& year : answer.years) {
    v1::GetCapitalPlanResponse::Year* added = out->add_years();
    added->set_year(year.flow.year);
    added->set_opening_ore(year.opening.value);
    added->set_income_ore(year.flow.income.value);
    added->set_costs_ore(year.flow.costs.value);
    added->set_closing_ore(year.closing().value);
    added->set_contributions_ore(year.flow.contributions.value);
    added->set_planned_use_ore(year.planned_use().value);
    if (!answer.guideline.has_value()) continue;
    const auto most = GuidelineFor(*answer.guideline, year.flow.contributions);
    if (most.has_value()) added->set_guideline_ore(most->value);
  }
  if (answer.guideline.has_value()) {
    out->set_guideline_source(answer.guideline->source);
  }
  ToProto(answer.figures, out->mutable_figures());
  ToProto(answer.findings, out->mutable_findings());
  ToProto(answer.head, out->mutable_revision());
}

absl::StatusOr<ContributionTerms> FromProto(
    const v1::ContributionTerms& terms) {
  ContributionTerms out;
  out.total = Ore{terms.total_ore()};
  if (terms.law() == v1::ContributionTerms::WITHOUT_REGION) {
    out.law = SplitLaw::kWithoutRegion;
  }
  if (terms.basis() == v1::ContributionTerms::AGREEMENT) {
    out.basis = Basis::kAgreement;
  }
  if (terms.rounding_ore() != 0) out.rounding = Ore{terms.rounding_ore()};
  for (const v1::ContributionTerms::Contributor& one : terms.contributors()) {
    Contributor added;
    added.id = one.member();
    size_t party = 0;
    while (party < kParties.size() && kParties.at(party) != one.party()) {
      ++party;
    }
    if (party == kParties.size()) {
      return Refuse(absl::StatusCode::kInvalidArgument, "CONTRIBUTION_PARTIES",
                    absl::StrCat("en av ", terms.contributors_size(),
                                 " medlemmar hör inte till någon part"));
    }
    added.party = static_cast<Party>(party);
    if (one.has_population()) added.population = one.population();
    if (one.has_share_ppm()) added.share = Share{one.share_ppm()};
    added.agreed = FINSAM_OPTIONAL_ORE(one, agreed_ore);
    out.contributors.push_back(std::move(added));
  }
  return out;
}

}  // namespace finsam::budget

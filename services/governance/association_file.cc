#include "services/governance/association_file.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "common/files/yaml.h"
#include "services/governance/domain/limits.h"

namespace finsam::governance {
namespace {

constexpr char kMinimumCount[] = "minimum-count";

// In the order of MemberKind.
const std::vector<std::string>& KindWords() {
  static const auto& words = *new std::vector<std::string>{
      "social-insurance-agency", "employment-service", "region",
      "municipality"};
  return words;
}

void CheckOrganisation(const FiscalYearName& year, YamlMap& root) {
  const std::string text = root.RequireText("organisation-number");
  if (text.empty()) return;
  const absl::StatusOr<std::string> number = ParseOrganisationNumber(text);
  if (!number.ok()) {
    root.AddProblem("organisation-number", "NAME_INVALID",
                    "Organisationsnumret är inte giltigt.", text,
                    "tio siffror med rätt kontrollsiffra");
  } else if (*number != year.organisation) {
    root.AddProblem("organisation-number", "NAME_INVALID",
                    "Organisationsnumret är ett annat förbunds.", text,
                    year.organisation);
  }
}

// Folders from before counts had rules of their own still say it.
void WarnOfMinimumCount(YamlMap& root, std::vector<Problem>* problems) {
  const std::optional<std::string> count = root.Text(kMinimumCount);
  if (!count.has_value()) return;
  problems->push_back(
      {Severity::kWarning, "MINIMUM_COUNT_UNUSED", kAssociationFile,
       root.LineOf(kMinimumCount), kMinimumCount, *count, "",
       "Minsta antal som visas står i counts-rules.yaml (public-minimum och "
       "member-minimum); raden används inte."});
}

Member ReadMember(YamlMap& map) {
  Member member;
  member.line = map.line();
  member.id = map.RequireText("id");
  member.display_name = map.RequireText("name");
  if (!map.RequireText("kind").empty()) {
    const std::optional<size_t> kind = map.Choice("kind", KindWords());
    if (kind.has_value()) member.kind = static_cast<MemberKind>(*kind);
  }
  member.contribution_line = map.Text("contribution").value_or("");
  map.Finish();
  return member;
}

}  // namespace

Association ReadAssociationFile(absl::string_view content,
                                const FiscalYearName& year,
                                std::vector<Problem>* problems) {
  YamlFile file(kAssociationFile, content, problems);
  YamlMap root = file.Root();
  Association association;
  CheckOrganisation(year, root);
  association.display_name = root.RequireText("name");
  association.registration_number =
      root.Text("registration-number").value_or("");
  association.adopted = root.Date("adopted");
  WarnOfMinimumCount(root, problems);
  for (YamlMap& map : root.Maps("members")) {
    Member member = ReadMember(map);
    // One too many is kept, so that the rule on the list's size sees it.
    if (association.members.size() <= kMembersMax) {
      association.members.push_back(std::move(member));
    }
  }
  root.Finish();
  return association;
}

}  // namespace finsam::governance

#include "services/gateway/members_file.h"

#include <set>
#include <string>

#include "common/base/text.h"
#include "common/files/csv.h"
#include "common/files/input.h"
#include "common/files/yaml.h"

namespace finsam::gateway {

void WarnOfUnknownMembers(absl::string_view association,
                          absl::string_view contributions,
                          std::vector<Problem>* problems) {
  std::vector<Problem> told;  // By the files' owners.
  YamlFile yaml(kAssociationFile, association, &told);
  YamlMap root = yaml.Root();
  std::set<std::string> members;
  for (YamlMap& member : root.Maps("members")) {
    members.insert(member.Text("id").value_or(""));
  }
  if (members.empty() || !told.empty()) return;
  CsvReader in(kContributionsFile, contributions,
               {"medlem", "slag", "invånare", "andel"}, {"belopp"}, &told);
  for (const CsvRow& row : in.rows()) {
    const std::string member = in.Text(row, "medlem");
    if (member.empty() || members.contains(member)) continue;
    problems->push_back({Severity::kWarning, kMemberUnknown, kContributionsFile,
                         row.line, "medlem", Shortened(member, kFoundBytesMax),
                         "en medlem i association.yaml",
                         "Bidraget är från någon som inte är medlem."});
  }
}

}  // namespace finsam::gateway

#include "services/governance/year_files.h"

#include <set>
#include <string>

#include "common/files/input.h"
#include "services/governance/association_file.h"
#include "services/governance/audit_file.h"
#include "services/governance/board_file.h"
#include "services/governance/controls_file.h"
#include "services/governance/deviations_file.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"
#include "services/governance/goals_file.h"
#include "services/governance/meetings_file.h"
#include "services/governance/minutes_file.h"
#include "services/governance/policies_file.h"
#include "services/governance/signatures_file.h"

namespace finsam::governance {
namespace {

// Reads one file into its place in `facts`; false when it is none of ours.
bool ReadFile(const store::InputFile& file, YearFacts* facts,
              std::vector<Problem>* problems) {
  if (file.name == kAssociationFile) {
    facts->association =
        ReadAssociationFile(file.content, facts->year, problems);
  } else if (file.name == kBoardFile) {
    facts->board = ReadBoardFile(file.content, problems);
  } else if (file.name == kMeetingsFile) {
    facts->meetings = ReadMeetingsFile(file.content, problems);
  } else if (file.name == kGoalsFile) {
    facts->goals = ReadGoalsFile(file.content, problems);
  } else if (file.name == kSignaturesFile) {
    facts->signatures = ReadSignaturesFile(file.content, problems);
  } else if (file.name == kPoliciesFile) {
    facts->follow_up.policies = ReadPoliciesFile(file.content, problems);
  } else if (file.name == kControlsFile) {
    facts->follow_up.controls = ReadControlsFile(file.content, problems);
  } else if (file.name == kDeviationsFile) {
    facts->follow_up.deviations = ReadDeviationsFile(file.content, problems);
  } else if (file.name == kAuditFile) {
    facts->follow_up.audit = ReadAuditFile(file.content, problems);
  } else {
    return MinutesDay(file.name).has_value();  // Read last.
  }
  return true;
}

// A name that is too long for a file is shown only by its beginning.
void AddUnexpected(const std::string& name, absl::string_view message,
                   std::vector<Problem>* problems) {
  const bool fits = name.size() <= kFileNameBytesMax;
  Reporter(fits ? name : "", problems)
      .Error({}, "FILE_UNEXPECTED", message, fits ? "" : name);
}

}  // namespace

YearFacts ReadYearFiles(const FiscalYearName& year,
                        const std::vector<store::InputFile>& files,
                        const std::optional<YearFacts>& before,
                        std::vector<Problem>* problems,
                        const RecordedBoard& recorded) {
  YearFacts facts = before.value_or(YearFacts{});
  facts.year = year;
  facts.association = {};
  if (files.size() > kFilesMax) {
    AddUnexpected("", "För många filer är skickade på en gång.", problems);
    return facts;
  }
  bool association_read = false;
  std::set<std::string> seen;
  for (const store::InputFile& file : files) {
    const size_t first = problems->size();
    if (!seen.insert(file.name).second) {
      AddUnexpected(file.name, "Filen är skickad två gånger.", problems);
    } else if (!ReadFile(file, &facts, problems)) {
      AddUnexpected(file.name, "Filen hör inte till uppgifterna om styrelsen.",
                    problems);
    }
    if (file.name == kAssociationFile) {
      association_read = !AnyError(*problems, first);
    }
  }
  if (seen.count(kAssociationFile) == 0) {
    Reporter(kAssociationFile, problems)
        .Error({}, "FILE_MISSING", "Filen saknas.");
  }
  CheckFacts(facts, association_read, problems);
  if (!AnyError(*problems)) {
    ReadMinutes(files, before, recorded, &facts, problems);
  }
  HidePersonalNumbers(problems);
  return facts;
}

}  // namespace finsam::governance

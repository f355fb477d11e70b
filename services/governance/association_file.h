// Reads association.yaml (docs/year-folder.md).

#ifndef FINSAM_SERVICES_GOVERNANCE_ASSOCIATION_FILE_H_
#define FINSAM_SERVICES_GOVERNANCE_ASSOCIATION_FILE_H_

#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/governance/domain/members.h"

namespace finsam::governance {

// What could be read; problems are added for the rest: YAML_*, FIELD_INVALID,
// DATE_INVALID, and NAME_INVALID when the organisation number is none or not
// that of `year`. Rules beyond the file's form are CheckAssociation's.
Association ReadAssociationFile(absl::string_view content,
                                const FiscalYearName& year,
                                std::vector<Problem>* problems);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_ASSOCIATION_FILE_H_

// Amounts that a text layer runs together, taken apart where a total proves
// it: a note's number before an amount ("6 800 000" is 800 000 of note 6), and
// two cells in one ("107 419" is 107 and 419).

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_REPAIR_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_REPAIR_H_

#include <string>
#include <vector>

#include "services/gateway/printed/reading.h"

namespace finsam::gateway::printed {

// `table` is what `sheet` was read from. Adds a Swedish sentence to `said` for
// each cell that is read otherwise than it stands.
void Repair(const DocumentTable& table, Sheet* sheet,
            std::vector<std::string>* said);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_REPAIR_H_

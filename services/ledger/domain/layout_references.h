// Checks what the lines of a layout say about one another: lines that are not
// there, lines that cannot be counted with, lines counted twice, and circles.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_REFERENCES_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_REFERENCES_H_

#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/problem_list.h"

namespace finsam::ledger {

// Adds LAYOUT_LINE_UNKNOWN, LAYOUT_TERM and LAYOUT_CIRCLE. A part of
// CheckLayout, which sees to the limits first.
void CheckReferences(const Layout& layout, ProblemList* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_LAYOUT_REFERENCES_H_

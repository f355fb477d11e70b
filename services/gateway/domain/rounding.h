// How a table of the report is rounded, as the last thing before it is
// printed. Pure.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_ROUNDING_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_ROUNDING_H_

#include "common/figure/table.h"

namespace finsam::gateway {

// Foots the table when that is its rounding, and says in its remark what a
// reader who adds up the printed numbers must know: that they were made to add
// up, or that some sums are off by rounding. The latter only in tkr and mnkr;
// that whole kronor are rounded explains itself. What was a remark stays when
// there is nothing to say.
void RoundTable(Table* table);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_ROUNDING_H_

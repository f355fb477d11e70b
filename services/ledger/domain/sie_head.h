// Takes the records of a SIE file that tell of the company and of the file
// itself. None of them can refuse a file.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_HEAD_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_HEAD_H_

#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_fields.h"
#include "services/ledger/domain/sie_labels.h"

namespace finsam::ledger {

// Puts the record `label` with `fields` into `*head`; the last record of
// several counts, but every #PROSA is kept, up to kSieProseMax. Other labels
// leave it as it is. `context` is that of `fields`.
void TakeSieHead(SieFields fields, SieLabel label, SieFieldContext* context,
                 SieHead* head);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_HEAD_H_

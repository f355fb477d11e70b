// What is wrong with a SIE file as a whole, when each of its records is right.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKS_H_

#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_labels.h"
#include "services/ledger/domain/sie_problems.h"

namespace finsam::ledger {

// Records that the file's type demands or does not allow.
void CheckSieLabels(const SieFile& file, const SieLabelUse& use,
                    SieProblems* problems);

// Voucher numbers without gaps and duplicates, voucher dates in the year.
void CheckSieVouchers(const SieFile& file, SieProblems* problems);

// Accounts and objects are declared.
void CheckSieDeclarations(const SieFile& file, SieProblems* problems);

// The year's balances: opening balances sum to zero; opening plus vouchers is
// closing, account by account (type 4); closing plus result is opening, in
// all. Always warnings: real files that are right otherwise fail these.
void CheckSieBalances(const SieFile& file, SieProblems* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKS_H_

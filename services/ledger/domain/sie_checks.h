// What is wrong with a SIE file as a whole, when each of its records is right.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKS_H_

#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_labels.h"
#include "services/ledger/domain/sie_problems.h"
#include "services/ledger/domain/sie_tallies.h"

namespace finsam::ledger {

// Records that the file's type demands or does not allow.
void CheckSieLabels(const SieFile& file, const SieLabelUse& use,
                    SieProblems* problems);

// Accounts and objects are declared, wherever in the file. Not of type 4I.
void CheckSieDeclarations(const SieFile& file, const SieTallies& tallies,
                          SieProblems* problems);

// The year's balances: opening balances sum to zero; opening plus vouchers is
// closing, account by account (type 4); closing plus result is opening, in
// all. Always warnings: real files that are right otherwise fail these. Only a
// sum that leaves 64 bits is an error.
void CheckSieBalances(const SieFile& file, const SieTallies& tallies,
                      SieProblems* problems);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_CHECKS_H_

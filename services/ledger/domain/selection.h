// What a line of accounts takes from the books: the question "is this account
// with these objects on the line?", for a line and for the selections that a
// figure's provenance carries.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SELECTION_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SELECTION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "common/figure/figure.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/layout.h"

namespace finsam::ledger {

// True when an entry on `account` that carries `objects` is in `selection`.
bool Matches(const AccountSelection& selection, int32_t account,
             const ObjectSet& objects);

// True when it is in one of `selections`.
bool Matches(const std::vector<AccountSelection>& selections, int32_t account,
             const ObjectSet& objects);

// True when the line of accounts takes it. False for lines without accounts.
bool Takes(const Line& line, int32_t account, const ObjectSet& objects);

// The object carried in `dimension`, or nullptr.
const std::string* ObjectIn(const ObjectSet& objects, int32_t dimension);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SELECTION_H_

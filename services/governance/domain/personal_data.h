// Tells whether a text holds what looks like a Swedish personal identity
// number. Who serves on a board is public; a person's number has no place in
// these facts and is refused.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_PERSONAL_DATA_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_PERSONAL_DATA_H_

#include "absl/strings/string_view.h"

namespace finsam::governance {

// True for a personal identity number (personnummer) or coordination number
// (samordningsnummer) anywhere in `text`: six or eight digits of a possible
// birth day, then four more.
//   with "-" or "+" between    always, also with a wrong check digit, since a
//                              mistyped number still points at a person
//   twelve digits in a run     always, when they begin with 18, 19 or 20
//   ten digits in a run        only with the right check digit, since
//                              telephone numbers look alike
// Digits inside a longer word, such as an identification's id, do not count.
bool HoldsPersonalNumber(absl::string_view text);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_PERSONAL_DATA_H_

// Tells text that points out a person from text that does not.
//
// The service keeps counts, never persons: there is no field that could hold
// one, and every text is looked through before it is kept. What is looked for
// is what people paste by mistake: a personal identity number (personnummer)
// or a coordination number (samordningsnummer), an e-mail address, a phone
// number. A name alone cannot be told from the name of an initiative.
//
// Pure functions: safe from several threads.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PERSONAL_DATA_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PERSONAL_DATA_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "common/base/status.h"

namespace finsam::participants {

enum class PersonalData {
  kIdentityNumber,  // Also a coordination number.
  kEmailAddress,
  kPhoneNumber,
};

// The first kind of personal data that `text` holds, or nothing.
//
// An identity number is YYMMDDNNNN or YYYYMMDDNNNN, with or without a hyphen,
// a plus sign or blanks before the last four digits, also with hyphens inside
// the date. The day must be in the calendar (or 60 more) and the check digit
// right, so organisation numbers pass. A phone number begins with 0 or + and
// has 9 to 15 digits.
std::optional<PersonalData> FindPersonalData(absl::string_view text);

// The refusal of such a text: PERSONAL_DATA. It says what kind was met, never
// what stood there.
Problem PersonalDataProblem(PersonalData kind, absl::string_view file,
                            int64_t line, absl::string_view field);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_PERSONAL_DATA_H_

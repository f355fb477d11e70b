// Tells text that points out a person from text that does not.
//
// What is looked for is what people paste by mistake: a personal identity
// number (personnummer) or a coordination number (samordningsnummer), an
// e-mail address, a phone number. A name alone cannot be told from other text.
//
// Pure functions: safe from several threads.

#ifndef FINSAM_COMMON_BASE_PERSONAL_DATA_H_
#define FINSAM_COMMON_BASE_PERSONAL_DATA_H_

#include <cstdint>
#include <optional>

#include "absl/strings/string_view.h"
#include "common/base/status.h"

namespace finsam {

enum class PersonalData {
  kIdentityNumber,  // Also a coordination number.
  kEmailAddress,
  kPhoneNumber,
};

// True for an identity number anywhere in `text`: a day of the calendar, or a
// day with 60 added, as YYMMDD or YYYYMMDD (18 to 20 hundred), and four digits.
//   "-" or "+" between       always, also with a wrong check digit, since a
//                            mistyped number still points at a person
//   twelve digits in a run   always
//   ten digits in a run; blanks or a typographic hyphen between; hyphens
//   inside the date          only with the right check digit, since telephone
//                            numbers, times and periods look alike
// Digits inside a longer word, such as an identification's id, do not count.
// Organisation numbers pass: their month is no month.
bool HoldsIdentityNumber(absl::string_view text);

// The first kind of personal data that `text` holds, or nothing. A phone
// number begins with 0 or + and has 9 to 15 digits.
std::optional<PersonalData> FindPersonalData(absl::string_view text);

// The refusal of such a text: PERSONAL_DATA. It says what kind was met, never
// what stood there.
Problem PersonalDataProblem(PersonalData kind, absl::string_view file,
                            int64_t line, absl::string_view field);

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_PERSONAL_DATA_H_

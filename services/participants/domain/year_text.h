// Texts that follow the fiscal year, so that a file can be kept from one year
// to the next: "{year-1}-12..{year}-11".

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_YEAR_TEXT_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_YEAR_TEXT_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam::participants {

// How such a text is written, for whoever wrote it otherwise; Swedish.
inline constexpr absl::string_view kYearTextForms =
    "{year} eller {year-1} till {year-9} inom klamrarna";

// `text` with "{year}" replaced by the year and "{year-1}" to "{year-9}" by
// those before it. Nothing when there are braces with anything else in them.
std::optional<std::string> FillYear(absl::string_view text, int year);

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_YEAR_TEXT_H_

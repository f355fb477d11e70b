// Minutes (protokoll) as text, made from a meeting's record: who was there,
// and for each paragraph what was proposed, how it was voted, what was decided,
// who took part, and who made a reservation (KL 5:65–67 through 6:35).

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_MINUTES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_MINUTES_H_

#include <string>

#include "services/governance/domain/meeting_record.h"

namespace finsam::governance {

// Markdown, in Swedish, UTF-8. What persons wrote is escaped, but for the prose
// of the paragraphs, which is Markdown already. The same record gives the same
// text.
std::string MinutesText(const std::string& association,
                        const MeetingRecord& record,
                        const MeetingContext& context);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_MINUTES_H_

// What the service remembers, as keys and values.
//
//   year     organisation year  →  the year's facts (codec.h)
//   follow-up  organisation year  →  what acts recorded of the year's
//                                    follow-up (follow_up_codec.h)
//   terms    organisation       →  the terms that acts recorded
//   meeting  organisation day   →  a meeting that acts recorded
//                                  (meeting_codec.h)
//
// and the rooms of the journal (common/store/journal.h). A year that nothing
// was imported for has no key. Every key holds the organisation, so one
// association's facts are never read through another's name.

#ifndef FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_STORE_H_
#define FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_STORE_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/governance/domain/facts.h"

namespace finsam::governance {

// The facts of `year`, with what acts recorded of its follow-up; nothing when
// none were imported. DATA_LOSS when what lies there cannot be read or is
// another year's.
absl::StatusOr<std::optional<YearFacts>> ReadFacts(
    const store::Snapshot& snapshot, const FiscalYearName& year);

// Replaces the year's facts in `commit` by `bytes`, which EncodeFacts made.
void PutFacts(const FiscalYearName& year, absl::string_view bytes,
              store::Commit& commit);

// Replaces what acts recorded of the year's follow-up.
void PutRecordedFollowUp(const FiscalYearName& year,
                         const RecordedFollowUp& recorded,
                         store::Commit& commit);

// All years' facts of an association, the earliest first.
absl::StatusOr<std::vector<YearFacts>> ReadAllFacts(
    const store::Snapshot& snapshot, absl::string_view organisation);

// The terms that acts recorded. DATA_LOSS as above, here and below.
absl::StatusOr<std::vector<BoardMember>> ReadTerms(
    const store::Snapshot& snapshot, absl::string_view organisation);
void PutTerms(absl::string_view organisation,
              const std::vector<BoardMember>& terms, store::Commit& commit);

// The meetings that acts recorded, by day.
absl::StatusOr<std::vector<MeetingRecord>> ReadRecords(
    const store::Snapshot& snapshot, absl::string_view organisation);
void PutRecord(absl::string_view organisation, const MeetingRecord& record,
               store::Commit& commit);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_STORE_H_

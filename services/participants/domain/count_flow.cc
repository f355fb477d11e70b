#include "services/participants/domain/count_flow.h"

#include <string>

#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

// The row of another measure for the same people.
const CountRow* Sibling(const CountIndex& index, CountKey key,
                        CountMeasure measure) {
  key.measure = measure;
  return index.Find(key);
}

// Each gender by itself, but only where the totals are right.
void CheckWithin(const CountRow& row, const CountRow& participants,
                 Findings& findings) {
  for (const std::optional<Gender> gender : kComparedColumns) {
    const auto found = ComparableCount(row, gender);
    const auto most = ComparableCount(participants, gender);
    if (!found.has_value() || !most.has_value() || *found <= *most) continue;
    findings.Warn(row.line, NumberColumn(gender), "COUNT_FLOW",
                  absl::StrCat("Fler ", MeasureWord(row.measure),
                               " än deltagare under samma period."),
                  absl::StrCat(*found), absl::StrCat("högst ", *most));
    if (!gender.has_value()) return;
  }
}

void CheckStock(const CountRow& ongoing, const CountRow& participants,
                const CountRow& finished, Findings& findings) {
  for (const std::optional<Gender> gender : kComparedColumns) {
    const auto found = ComparableCount(ongoing, gender);
    const auto took_part = ComparableCount(participants, gender);
    const auto ended = ComparableCount(finished, gender);
    if (!found.has_value() || !took_part.has_value() || !ended.has_value() ||
        *found == *took_part - *ended) {
      continue;
    }
    findings.Warn(ongoing.line, NumberColumn(gender), "COUNT_STOCK",
                  absl::StrCat("Pågående är inte deltagare minus avslutade, ",
                               *took_part, " − ", *ended, "."),
                  absl::StrCat(*found), absl::StrCat(*took_part - *ended));
    if (!gender.has_value()) return;
  }
}

// The three that make this year's participants.
struct Flow {
  const CountRow* before = nullptr;
  const CountRow* finished = nullptr;
  const CountRow* fresh = nullptr;
};

void CheckYears(const CountRow& row, const Flow& flow, Findings& findings) {
  for (const std::optional<Gender> gender : kComparedColumns) {
    const auto found = ComparableCount(row, gender);
    const auto before = ComparableCount(*flow.before, gender);
    const auto finished = ComparableCount(*flow.finished, gender);
    const auto fresh = ComparableCount(*flow.fresh, gender);
    if (!found.has_value() || !before.has_value() || !finished.has_value() ||
        !fresh.has_value() || *found == *before - *finished + *fresh) {
      continue;
    }
    findings.Warn(row.line, NumberColumn(gender), "COUNT_FLOW_YEARS",
                  absl::StrCat(row.initiative,
                               ": deltagarna är inte förra årets, minus "
                               "dem som avslutades då, plus årets nya: ",
                               *before, " − ", *finished, " + ", *fresh, "."),
                  absl::StrCat(*found),
                  absl::StrCat(*before - *finished + *fresh));
    if (!gender.has_value()) return;
  }
}

}  // namespace

void CheckFlow(const CountIndex& index, Findings& findings) {
  for (size_t i = 0; i < index.rows().size(); ++i) {
    const CountRow& row = index.rows()[i];
    if (row.measure != CountMeasure::kNew &&
        row.measure != CountMeasure::kFinished &&
        row.measure != CountMeasure::kOngoing) {
      continue;
    }
    const CountRow* participants =
        Sibling(index, index.key(i), CountMeasure::kParticipants);
    if (participants == nullptr) continue;
    CheckWithin(row, *participants, findings);
    if (row.measure != CountMeasure::kOngoing) continue;
    const CountRow* finished =
        Sibling(index, index.key(i), CountMeasure::kFinished);
    if (finished != nullptr) {
      CheckStock(row, *participants, *finished, findings);
    }
  }
}

void CheckFlowFromYearBefore(const std::vector<CountRow>& before,
                             const std::vector<CountRow>& rows, int year,
                             absl::string_view file,
                             std::vector<Problem>* problems) {
  Findings findings(file, problems);
  const CountIndex index(rows);
  const CountIndex index_before(before);
  for (size_t i = 0; i < rows.size(); ++i) {
    const CountRow& row = rows[i];
    if (row.measure != CountMeasure::kParticipants || !row.slices.empty() ||
        !IsCalendarYear(row.period, year)) {
      continue;
    }
    CountKey last_year = index.key(i);
    last_year.first -= 12;
    last_year.last -= 12;
    const Flow flow{index_before.Find(last_year),
                    Sibling(index_before, last_year, CountMeasure::kFinished),
                    Sibling(index, index.key(i), CountMeasure::kNew)};
    if (flow.before == nullptr || flow.finished == nullptr ||
        flow.fresh == nullptr) {
      continue;
    }
    CheckYears(row, flow, findings);
  }
}

}  // namespace finsam::participants

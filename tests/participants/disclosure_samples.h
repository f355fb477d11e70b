// What the tests of linking, releases and protection share: rows in one line.

#ifndef FINSAM_TESTS_PARTICIPANTS_DISCLOSURE_SAMPLES_H_
#define FINSAM_TESTS_PARTICIPANTS_DISCLOSURE_SAMPLES_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "services/participants/domain/linking.h"
#include "services/participants/domain/release_plan.h"

namespace finsam::participants::test {

using Number = std::optional<int64_t>;

inline CountRow Row(const std::string& initiative, CountMeasure measure,
                    const std::string& period, Number women, Number men,
                    Number total = std::nullopt,
                    std::vector<Slice> slices = {}) {
  CountRow row;
  row.initiative = initiative;
  row.measure = measure;
  row.period = *ParsePeriod(period);
  row.by_gender[static_cast<size_t>(Gender::kWomen)] = women;
  row.by_gender[static_cast<size_t>(Gender::kMen)] = men;
  row.total = total;
  row.slices = std::move(slices);
  return row;
}

inline CountRow Participants(const std::string& initiative, int year,
                             Number women, Number men,
                             Number total = std::nullopt) {
  return Row(initiative, CountMeasure::kParticipants, absl::StrCat(year), women,
             men, total);
}

inline Facts Counted(std::vector<CountRow> rows) {
  Facts facts;
  facts.counts = std::move(rows);
  return facts;
}

// The cell with `id`, which must be there.
inline size_t PlaceOf(const LinkedCells& linked, const std::string& id) {
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    if (linked.cells[i].id == id) return i;
  }
  FINSAM_CHECK(id.empty());
  return 0;
}

inline const LinkedCell& CellOf(const LinkedCells& linked,
                                const std::string& id) {
  return linked.cells[PlaceOf(linked, id)];
}

// The relations as "a + b - c = 0", with the ids in the order of the terms.
inline std::vector<std::string> RelationsOf(const LinkedCells& linked) {
  std::vector<std::string> texts;
  for (const Equation& relation : linked.relations) {
    std::string text;
    for (const Coefficient& term : relation.terms) {
      absl::StrAppend(&text, term.factor > 0 ? "+" : "-",
                      linked.cells[term.column].id, " ");
    }
    texts.push_back(absl::StrCat(text, "= ", relation.right));
  }
  return texts;
}

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_DISCLOSURE_SAMPLES_H_

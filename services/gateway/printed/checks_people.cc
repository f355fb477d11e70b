// Rules over tables that count persons.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kOne = 100;  // In hundredths.
// Counts below this may tell of single persons.
constexpr int64_t kSmallestShown = 5 * kOne;
// So many rows alike are no chance.
constexpr int kAlikeRows = 2;

bool CountsPeople(const Sheet& sheet) {
  return sheet.kind == SheetKind::kPeople && sheet.measure == Measure::kCount;
}

std::optional<size_t> ColumnOfFlow(const Sheet& sheet, Flow flow) {
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    if (FlowOf(sheet.columns[i].folded) == flow) return i;
  }
  return std::nullopt;
}

// Everybody who took part according to a row: the column that says so, or all
// genders.
std::optional<int64_t> Taking(const Sheet& sheet, size_t row) {
  std::optional<int64_t> sum;
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const std::string& head = sheet.columns[i].folded;
    const Gender gender = GenderOf(head);
    const Flow flow = FlowOf(head);
    const auto value = sheet.Value(row, i);
    if (flow == Flow::kTaking && gender == Gender::kNone && value) return value;
    const bool counts = gender != Gender::kNone && gender != Gender::kAll &&
                        (flow == Flow::kNone || flow == Flow::kTaking);
    if (counts && value) sum = sum.value_or(0) + *value;
  }
  return sum;
}

// Why they finished, one column for each reason.
void HoldReasonColumns(Run& run, const Sheet& sheet) {
  const auto finished = ColumnOfFlow(sheet, Flow::kFinished);
  if (!finished) return;
  std::vector<std::optional<int64_t>> sums(sheet.rows.size());
  int ties = 0;
  int compared = 0;
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    size_t reasons = 0;
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto value = sheet.Value(row, i);
      if (FlowOf(sheet.columns[i].folded) != Flow::kReason || !value) continue;
      sums[row] = sums[row].value_or(0) + *value;
      ++reasons;
    }
    if (reasons < 2 || !sheet.At(row, *finished)) sums[row].reset();
    if (!sums[row]) continue;
    ++compared;
    ties += *sums[row] == *sheet.Value(row, *finished);
  }
  // Where the reasons are all there are they make up who finished.
  const bool exhaustive = 2 * ties >= compared && ties > 0;
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    if (!sums[row]) continue;
    const Place place{&sheet, row, *finished};
    if (!exhaustive && *sums[row] <= place.value()) {
      run.Compared();
      continue;
    }
    run.Hold(absl::StrCat(place.address(), "/orsaker"), place, *sums[row], 2,
             exhaustive ? kError : kExplain,
             absl::StrCat(place.Name(),
                          ": orsakerna till avslut ger ett annat antal"));
  }
}

// Reasons as rows, by gender: more of them than finished are coded twice.
void HoldReasonRows(Run& run, const Sheet& sheet) {
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    if (FlowOf(sheet.rows[i].folded) != Flow::kFinished) continue;
    const Gender gender = GenderOf(sheet.rows[i].folded);
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      if (!sheet.At(i, column)) continue;
      int64_t reasons = 0;
      for (size_t j = 0; j < sheet.rows.size(); ++j) {
        if (FlowOf(sheet.rows[j].folded) == Flow::kReason &&
            GenderOf(sheet.rows[j].folded) == gender &&
            sheet.rows[j].kind == RowKind::kDetail) {
          reasons += sheet.Value(j, column).value_or(0);
        }
      }
      if (reasons == 0) continue;
      const Place place{&sheet, i, column};
      run.Compared();
      if (reasons <= place.value()) continue;
      run.Add(absl::StrCat(place.address(), "/orsaker"), kExplain,
              absl::StrCat(place.Name(),
                           ": orsakerna är fler än de som "
                           "avslutats; är någon räknad två "
                           "gånger?"),
              {place.address()}, Print(reasons, Measure::kCount),
              Print(place.value(), Measure::kCount));
    }
  }
}

void ReasonsFitWhoFinished(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (!CountsPeople(sheet)) continue;
    HoldReasonColumns(run, sheet);
    HoldReasonRows(run, sheet);
  }
}

void NoMoreThanTookPart(Run& run, const Sheet& sheet) {
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    const auto taking = Taking(sheet, row);
    if (!taking) continue;
    for (const Flow flow : {Flow::kNew, Flow::kFinished}) {
      const auto column = ColumnOfFlow(sheet, flow);
      if (!column || !sheet.At(row, *column) ||
          GenderOf(sheet.columns[*column].folded) != Gender::kNone) {
        continue;
      }
      const Place place{&sheet, row, *column};
      run.Compared();
      if (place.value() <= *taking) continue;
      run.Add(place.address(), kError,
              absl::StrCat(place.Name(), " är fler än de som deltog."),
              {place.address()}, Print(place.value(), Measure::kCount),
              Print(*taking, Measure::kCount));
    }
  }
}

// deltagare(y) = deltagare(y−1) − avslutade(y−1) + nya(y), with years as
// columns.
void StockFollowsFlow(Run& run, const Sheet& sheet) {
  std::optional<size_t> rows[3];
  for (size_t i = 0; i < sheet.rows.size(); ++i) {
    const Row& row = sheet.rows[i];
    if (GenderOf(row.folded) != Gender::kNone &&
        GenderOf(row.folded) != Gender::kAll) {
      continue;
    }
    const Flow flow = FlowOf(row.folded);
    const size_t slot = flow == Flow::kTaking     ? 0
                        : flow == Flow::kNew      ? 1
                        : flow == Flow::kFinished ? 2
                                                  : 3;
    if (slot < 3 && !rows[slot]) rows[slot] = i;
  }
  const auto now = sheet.ColumnOf(run.year(), Role::kOutcome);
  const auto before = sheet.ColumnOf(run.year() - 1, Role::kOutcome);
  if (!rows[0] || !rows[1] || !rows[2] || !now || !before) return;
  const auto stock = sheet.Value(*rows[0], *before);
  const auto finished = sheet.Value(*rows[2], *before);
  const auto fresh = sheet.Value(*rows[1], *now);
  if (!stock || !finished || !fresh || !sheet.At(*rows[0], *now)) return;
  const Place place{&sheet, *rows[0], *now};
  run.Hold(place.address(), place, *stock - *finished + *fresh, 3, kExplain,
           absl::StrCat(place.Name(),
                        ": fjolårets deltagare utan dess "
                        "avslutade, och årets nya, är ett annat "
                        "antal"));
}

void FlowsFitTheStock(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (!CountsPeople(sheet)) continue;
    NoMoreThanTookPart(run, sheet);
    StockFollowsFlow(run, sheet);
  }
}

void SmallCountsAreShown(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    if (!CountsPeople(sheet)) continue;
    int64_t cells = 0;
    std::vector<std::string> small;
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      for (size_t column = 0; column < sheet.columns.size(); ++column) {
        const Quantity* cell = sheet.At(row, column);
        if (cell == nullptr || cell->measure != Measure::kCount) continue;
        ++cells;
        if (cell->value >= kOne && cell->value < kSmallestShown) {
          small.push_back(sheet.Address(row, column));
        }
      }
    }
    if (cells == 0) continue;
    run.Compared();
    if (small.empty()) continue;
    run.Add(sheet.id, kNorm,
            absl::StrCat(sheet.name, ": ", small.size(), " av ", cells,
                         " celler är 1 till 4 personer, som kan kännas igen."),
            small);
  }
}

// Rows with the same numbers in two tables of different people.
void NoBlockIsCopied(Run& run) {
  for (size_t i = 0; i < run.sheets().size(); ++i) {
    for (size_t j = i + 1; j < run.sheets().size(); ++j) {
      const Sheet& first = run.sheets()[i];
      const Sheet& second = run.sheets()[j];
      if (first.measure != Measure::kPercent ||
          second.measure != Measure::kPercent ||
          first.columns.size() != second.columns.size()) {
        continue;
      }
      std::vector<std::string> alike;
      for (size_t a = 0; a < first.rows.size(); ++a) {
        for (size_t b = 0; b < second.rows.size(); ++b) {
          if (first.rows[a].folded != second.rows[b].folded) continue;
          bool same = true;
          size_t known = 0;
          for (size_t c = 0; c < first.columns.size(); ++c) {
            same = same && first.Value(a, c) == second.Value(b, c);
            known += first.Value(a, c).has_value();
          }
          run.Compared();
          if (same && known >= 2) alike.push_back(second.Address(b, 0));
        }
      }
      if (static_cast<int>(alike.size()) < kAlikeRows) continue;
      run.Add(absl::StrCat(first.id, "/", second.id), kExplain,
              absl::StrCat(first.name, " och ", second.name, ": ", alike.size(),
                           " rader har samma tal alla år; är de kopierade?"),
              alike);
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& PeopleRules() {
  static const std::vector<PrintedRule> rules = {
      {"PR-1", "Antalen ger sina summor", "Uppföljning Finsam",
       ReasonsFitWhoFinished},
      {"PR-2", "Nya och avslutade ryms bland deltagarna", "Uppföljning Finsam",
       FlowsFitTheStock},
      {"DC-1", "Inga små antal röjs", "OSL, GDPR", SmallCountsAreShown},
      {"DU-1", "Inget står två gånger", "God redovisningssed", NoBlockIsCopied},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

#include "services/participants/domain/count_parts.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

namespace finsam::participants {
namespace {

using Rows = std::vector<const CountRow*>;

// The most that the number can be: who is not told apart may all be of one
// gender.
int64_t MostOf(const CountRow& row, std::optional<Gender> gender) {
  if (!gender.has_value()) return TotalOf(row);
  const int64_t unstated = row.of(Gender::kUnstated).value_or(0);
  return row.of(*gender).value_or(TotalOf(row) - ReportedParts(row)) + unstated;
}

// The least that it can be.
int64_t LeastOf(const CountRow& row, std::optional<Gender> gender) {
  return gender.has_value() ? row.of(*gender).value_or(0) : TotalOf(row);
}

// Nothing when one of the rows may hold more than was reported.
std::optional<int64_t> KnownSum(const Rows& rows,
                                std::optional<Gender> gender) {
  int64_t sum = 0;
  for (const CountRow* row : rows) {
    const std::optional<int64_t> known = ComparableCount(*row, gender);
    if (!known.has_value()) return std::nullopt;
    sum += *known;
  }
  return sum;
}

// All parts of one whole by one breakdown, or by two at once.
struct Division {
  const CountRow* whole = nullptr;
  std::string breakdown;  // As written: "kommun", "kommun och ålder".
  bool crossed = false;   // A part of it has two slices.
  bool refused = false;   // One of the parts is too large by itself.
  Rows parts;
};

class PartsChecker {
 public:
  PartsChecker(const CountIndex& index, const Breakdowns& breakdowns,
               Findings& findings)
      : index_(index), breakdowns_(breakdowns), findings_(findings) {}

  void Check() {
    for (size_t i = 0; i < index_.rows().size(); ++i) CheckRow(i);
    for (const auto& [key, division] : divisions_) CheckDivision(division);
  }

 private:
  // Compares the row with each whole that is left when one of its slices, or
  // both, are taken away.
  void CheckRow(size_t place) {
    const CountRow& row = index_.rows()[place];
    const CountKey& key = index_.key(place);
    const size_t every = (size_t{1} << row.slices.size()) - 1;
    bool refused = false;
    for (size_t taken = 1; taken <= every; ++taken) {
      CountKey whole_key = key;
      whole_key.slices.clear();
      std::string breakdown;
      std::string slug;
      bool partition = true;
      for (size_t s = 0; s < row.slices.size(); ++s) {
        if ((taken >> s & 1) == 0) {
          whole_key.slices.push_back(key.slices[s]);
          continue;
        }
        absl::StrAppend(&breakdown, breakdown.empty() ? "" : " och ",
                        row.slices[s].breakdown);
        absl::StrAppend(&slug, ".", key.slices[s].first);
        partition = partition && breakdowns_.IsPartition(key.slices[s].first);
      }
      const CountRow* whole = index_.Find(whole_key);
      if (whole == nullptr) continue;
      refused = refused || !Fits(row, *whole);
      if (!partition) continue;
      Division& division = divisions_[{std::move(whole_key), std::move(slug)}];
      division.whole = whole;
      division.breakdown = breakdown;
      division.crossed = division.crossed || row.slices.size() > 1;
      division.refused = division.refused || refused;
      division.parts.push_back(&row);
    }
  }

  // Says it once when the part is more than the whole.
  bool Fits(const CountRow& part, const CountRow& whole) {
    for (const std::optional<Gender> gender : kComparedColumns) {
      const int64_t most = MostOf(whole, gender);
      if (LeastOf(part, gender) <= most) continue;
      findings_.Add(
          part.line, NumberColumn(gender), "COUNT_PART_EXCEEDS",
          absl::StrCat("Delen är större än helheten", LineOf(whole), "."),
          absl::StrCat(LeastOf(part, gender)), absl::StrCat("högst ", most));
      return false;
    }
    return true;
  }

  // A row from the store has no line.
  static std::string LineOf(const CountRow& row) {
    return row.line > 0 ? absl::StrCat(" på rad ", row.line) : "";
  }

  void CheckDivision(const Division& division) {
    if (division.refused) return;
    const CountRow& whole = *division.whole;
    for (const std::optional<Gender> gender : kComparedColumns) {
      int64_t least = 0;
      for (const CountRow* part : division.parts) {
        least += LeastOf(*part, gender);
      }
      const int64_t most = MostOf(whole, gender);
      if (least <= most) continue;
      findings_.Add(whole.line, NumberColumn(gender), "COUNT_PART_EXCEEDS",
                    absl::StrCat("Delarna efter ", division.breakdown,
                                 " är tillsammans fler än helheten."),
                    absl::StrCat("delarna ", least),
                    absl::StrCat("högst ", most));
      return;
    }
    if (!division.crossed) WarnIncomplete(division);
  }

  // The genders only when the totals agree: otherwise one is missing anyway.
  void WarnIncomplete(const Division& division) {
    const CountRow& whole = *division.whole;
    for (const std::optional<Gender> gender : kComparedColumns) {
      const auto expected = ComparableCount(whole, gender);
      const auto sum = KnownSum(division.parts, gender);
      if (!expected.has_value() || !sum.has_value() || *sum >= *expected) {
        continue;
      }
      findings_.Warn(whole.line, NumberColumn(gender), "COUNT_PARTS_INCOMPLETE",
                     absl::StrCat("Delarna efter ", division.breakdown,
                                  " är tillsammans färre än helheten."),
                     absl::StrCat("delarna ", *sum), absl::StrCat(*expected));
      if (!gender.has_value()) return;
    }
  }

  const CountIndex& index_;
  const Breakdowns& breakdowns_;
  Findings& findings_;
  // By the whole's key and the breakdowns' id parts.
  std::map<std::pair<CountKey, std::string>, Division> divisions_;
};

// The rows that a stated total is compared with.
Rows TermsOf(const Rows& others) {
  Rows included;
  for (const CountRow* row : others) {
    if (row->included) included.push_back(row);
  }
  return included.empty() ? others : included;
}

void CheckStatedTotal(const CountRow& stated, const Rows& others,
                      Findings& findings) {
  if (others.empty()) return;
  const Rows terms = TermsOf(others);
  if (stated.included && terms.front()->included &&
      IsCalendarYear(stated.period,
                     static_cast<int>(stated.period.first.year()))) {
    findings.Warn(stated.line, "ingår", "COUNT_TOTAL",
                  "Raden räknas med i förbundets summa, fast den är en summa "
                  "av andra rader där.",
                  "ja", "nej");
  }
  for (const std::optional<Gender> gender : kComparedColumns) {
    const auto found = ComparableCount(stated, gender);
    const auto sum = KnownSum(terms, gender);
    if (!found.has_value() || !sum.has_value() || found == sum) continue;
    findings.Warn(stated.line, NumberColumn(gender), "COUNT_TOTAL",
                  "Totalen är inte summan av insatserna.", absl::StrCat(*found),
                  absl::StrCat(*sum));
    if (!gender.has_value()) return;
  }
}

}  // namespace

void CheckParts(const CountIndex& index, const Breakdowns& breakdowns,
                Findings& findings) {
  PartsChecker(index, breakdowns, findings).Check();
}

void CheckStatedTotals(const CountIndex& index, Findings& findings) {
  std::map<CountKey, const CountRow*> stated;
  std::map<CountKey, Rows> others;
  for (size_t i = 0; i < index.rows().size(); ++i) {
    CountKey key = index.key(i);
    key.initiative.clear();
    if (index.key(i).initiative == kStatedTotalSlug) {
      stated.emplace(std::move(key), &index.rows()[i]);
    } else {
      others[std::move(key)].push_back(&index.rows()[i]);
    }
  }
  for (const auto& [key, row] : stated) {
    CheckStatedTotal(*row, others[key], findings);
  }
}

}  // namespace finsam::participants

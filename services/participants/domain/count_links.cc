#include "services/participants/domain/count_links.h"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "services/participants/domain/linked_lines.h"

namespace finsam::participants {
namespace {

// A person is counted once in a period for each of these, so periods add up.
bool AddsUpOverPeriods(CountMeasure measure) {
  return measure != CountMeasure::kParticipants &&
         measure != CountMeasure::kOngoing;
}

// Relations between lines about different measures and periods.
class LineRelations {
 public:
  LineRelations(LinkedLines* lines, CellLinks* links)
      : lines_(*lines), links_(*links) {}

  void Add() {
    for (const LinkedLine& line : lines_.lines()) {
      if (line.key.measure != CountMeasure::kParticipants) continue;
      AddStock(line);
      AddFlow(line);
    }
    AddPeriods();
    AddNested();
    AddStatedTotals();
    AddAlike();
  }

 private:
  const LinkedLine* With(CountKey key, CountMeasure measure) const {
    key.measure = measure;
    return lines_.Find(key);
  }

  // The cells of a column in all of `lines`, or none when one lacks it.
  static std::vector<size_t> Column(const std::vector<const LinkedLine*>& lines,
                                    size_t column) {
    std::vector<size_t> cells;
    for (const LinkedLine* line : lines) {
      if (line == nullptr || !line->cells[column]) return {};
      cells.push_back(*line->cells[column]);
    }
    return cells;
  }

  // participants = finished + ongoing, and nobody is new, finished or ongoing
  // who is no participant. Those who are left are as few as any, though nobody
  // reported how many: who stayed, and who was there from before.
  void AddStock(const LinkedLine& line) {
    const LinkedLine* finished = With(line.key, CountMeasure::kFinished);
    const LinkedLine* ongoing = With(line.key, CountMeasure::kOngoing);
    for (size_t column = 0; column < kLineColumns; ++column) {
      const std::vector<size_t> stock =
          Column({&line, finished, ongoing}, column);
      if (!stock.empty()) links_.Sum(stock[0], {stock[1], stock[2]});
    }
    for (const LinkedLine* part :
         {With(line.key, CountMeasure::kNew), finished, ongoing}) {
      if (part != nullptr) lines_.RelateAtMost(*part, line, kItself);
    }
  }

  // participants = those of the period before, less who finished then, and the
  // new. Who did not finish then was ongoing.
  void AddFlow(const LinkedLine& line) {
    CountKey before = line.key;
    before.last = line.key.first - 1;
    before.first = line.key.first - (line.key.last - line.key.first + 1);
    const LinkedLine* fresh = With(line.key, CountMeasure::kNew);
    for (size_t column = 0; column < kLineColumns; ++column) {
      std::vector<size_t> cells =
          Column({&line, With(before, CountMeasure::kFinished),
                  With(before, CountMeasure::kParticipants), fresh},
                 column);
      if (!cells.empty()) {
        links_.Relate(
            {{cells[0], 1}, {cells[1], 1}, {cells[2], -1}, {cells[3], -1}});
      }
      cells =
          Column({&line, With(before, CountMeasure::kOngoing), fresh}, column);
      if (!cells.empty()) links_.Sum(cells[0], {cells[1], cells[2]});
    }
  }

  // A year's new are those of its halves.
  void AddPeriods() {
    std::map<CountKey, std::vector<const LinkedLine*>> runs;
    for (const LinkedLine& line : lines_.lines()) {
      if (!AddsUpOverPeriods(line.key.measure)) continue;
      CountKey key = line.key;
      key.first = key.last = {};
      runs[key].push_back(&line);
    }
    for (auto& [key, run] : runs) {
      if (run.size() < 3) continue;
      std::sort(run.begin(), run.end(),
                [](const LinkedLine* a, const LinkedLine* b) {
                  return std::pair(a->key.first, a->key.last) <
                         std::pair(b->key.first, b->key.last);
                });
      for (const LinkedLine* whole : run) AddPeriodsOf(*whole, run);
    }
  }

  // Every line of `run` (by beginning, then by end) that `whole` begins with
  // and that others can follow to its end: halves as well as thirds.
  void AddPeriodsOf(const LinkedLine& whole,
                    const std::vector<const LinkedLine*>& run) {
    const absl::CivilMonth end = whole.key.last + 1;
    // The shortest of the lines that begin then and lead to the end.
    std::map<absl::CivilMonth, const LinkedLine*> steps;
    for (auto part = run.rbegin(); part != run.rend(); ++part) {
      const CountKey& key = (*part)->key;
      if (*part == &whole || key.first < whole.key.first) continue;
      const absl::CivilMonth next = key.last + 1;
      if (next != end && !steps.contains(next)) continue;
      steps[key.first] = *part;
      if (key.first != whole.key.first) continue;
      std::vector<const LinkedLine*> parts = {*part};
      for (absl::CivilMonth month = next; month != end;
           month = parts.back()->key.last + 1) {
        parts.push_back(steps[month]);
      }
      SumOverPeriods(whole, parts);
    }
  }

  void SumOverPeriods(const LinkedLine& whole,
                      const std::vector<const LinkedLine*>& parts) {
    for (size_t column = 0; column < kLineColumns; ++column) {
      const std::vector<size_t> cells = Column(parts, column);
      if (!cells.empty() && whole.cells[column]) {
        links_.Sum(*whole.cells[column], cells);
      }
    }
  }

  // Who took part in half of a year took part in the year, which has those more
  // who came after it, or who finished before it: as few as any.
  void AddNested() {
    std::map<CountKey, std::vector<const LinkedLine*>> begun;
    std::map<CountKey, std::vector<const LinkedLine*>> ended;
    for (const LinkedLine& line : lines_.lines()) {
      if (line.key.measure != CountMeasure::kParticipants) continue;
      CountKey key = line.key;
      key.last = {};
      begun[key].push_back(&line);
      key = line.key;
      key.first = {};
      ended[key].push_back(&line);
    }
    for (auto& [key, lines] : begun) {
      AddNestedOf(&lines, CountMeasure::kNew);
    }
    for (auto& [key, lines] : ended) {
      AddNestedOf(&lines, CountMeasure::kFinished);
    }
  }

  // `lines` begin together, or end together; no more than a period has months.
  void AddNestedOf(std::vector<const LinkedLine*>* lines, CountMeasure others) {
    std::sort(lines->begin(), lines->end(),
              [](const LinkedLine* a, const LinkedLine* b) {
                return a->key.last - a->key.first < b->key.last - b->key.first;
              });
    for (size_t i = 1; i < lines->size(); ++i) {
      const LinkedLine& whole = *(*lines)[i];
      lines_.RelateAtMost(*(*lines)[i - 1], whole, kItself);
      for (size_t j = 0; j < i; ++j) {
        const LinkedLine& part = *(*lines)[j];
        CountKey key = whole.key;
        if (others == CountMeasure::kNew) {
          key.first = part.key.last + 1;
        } else {
          key.last = part.key.first - 1;
        }
        const LinkedLine* rest = With(key, others);
        if (rest != nullptr) SumOverPeriods(whole, {&part, rest});
      }
    }
  }

  // A row that is the sum of all other rows about the same, as "Totalt" is:
  // whoever reads it sees that, whatever it is called.
  void AddStatedTotals() {
    std::map<CountKey, std::vector<const LinkedLine*>> groups;
    for (const LinkedLine& line : lines_.lines()) {
      if (!line.stated) continue;
      CountKey key = line.key;
      key.initiative.clear();
      groups[key].push_back(&line);
    }
    for (const auto& [key, lines] : groups) {
      if (lines.size() < 3) continue;
      for (const LinkedLine* line : lines) AddStatedTotal(*line, lines);
    }
  }

  void AddStatedTotal(const LinkedLine& line,
                      const std::vector<const LinkedLine*>& lines) {
    // Nothing is no sum that anybody would notice.
    if (links_.value(*line.cells[kTotalColumn]) == 0) return;
    std::vector<std::pair<size_t, std::vector<size_t>>> sums;
    for (size_t column = 0; column < kLineColumns; ++column) {
      if (!line.cells[column]) continue;
      int64_t rest = links_.value(*line.cells[column]);
      std::vector<size_t> terms;
      for (const LinkedLine* term : lines) {
        if (term == &line || !term->cells[column]) continue;
        terms.push_back(*term->cells[column]);
        rest -= links_.value(terms.back());
      }
      if (rest != 0) return;
      sums.emplace_back(*line.cells[column], std::move(terms));
    }
    for (const auto& [whole, terms] : sums) links_.Sum(whole, terms);
  }

  // Rows that a reader takes to be about the same persons where the numbers
  // agree: one that states the association's total, and a part that two
  // breakdowns have.
  void AddAlike() {
    std::map<std::pair<CountKey, std::string>, const LinkedLine*> parts;
    for (const LinkedLine& line : lines_.lines()) {
      CountKey key = line.key;
      key.initiative = std::string(kTotalSlug);
      const LinkedLine* total = lines_.Find(key);
      if (line.stated && total != nullptr) RelateAlike(line, *total);
      if (line.key.slices.size() != 1) continue;
      key = line.key;
      key.slices.clear();
      const auto [first, is_new] =
          parts.emplace(std::pair(key, line.key.slices[0].second), &line);
      if (!is_new) RelateAlike(line, *first->second);
    }
  }

  void RelateAlike(const LinkedLine& a, const LinkedLine& b) {
    const int64_t total = links_.value(*a.cells[kTotalColumn]);
    // That two are nobody tells nobody.
    if (total == 0 || total != links_.value(*b.cells[kTotalColumn])) return;
    for (size_t column = 0; column < kLineColumns; ++column) {
      if (a.cells[column] && b.cells[column]) {
        links_.Sum(*a.cells[column], {*b.cells[column]});
      }
    }
  }

  LinkedLines& lines_;
  CellLinks& links_;
};

// Averages of the same by their N, over the initiatives.
using AveragePlaces =
    std::map<std::tuple<std::string, absl::CivilMonth, absl::CivilMonth>,
             std::vector<size_t>>;

// An average tells nobody without its N, and its N is persons too.
void LinkAverages(const LinkedYear& year, const LinkedLines& lines,
                  CellLinks* links, AveragePlaces* places) {
  for (const AverageRow& row : year.facts->averages) {
    const std::string initiative = Slug(row.initiative);
    const std::string id =
        absl::StrCat("averages/", initiative, "/", Slug(row.name), "/persons/",
                     row.period.text);
    if (links->Has(id)) continue;
    const size_t cell =
        links->Add(id, row.persons, kItself, CostOf(4, row.persons));
    (*places)[{Slug(row.name), row.period.first, row.period.last}].push_back(
        cell);
    const LinkedLine* whole = lines.Find({initiative,
                                          CountMeasure::kParticipants,
                                          row.period.first,
                                          row.period.last,
                                          {}});
    if (whole != nullptr && whole->cells[kTotalColumn]) {
      links->AtMost(cell, {*whole->cells[kTotalColumn]}, kNoSecret);
    }
  }
}

// An N that is the sum of all others, as that of "Totalt" is.
void LinkAverageTotals(const AveragePlaces& places, CellLinks* links) {
  for (const auto& [key, cells] : places) {
    if (cells.size() < 3) continue;
    int64_t sum = 0;
    for (const size_t cell : cells) sum += links->value(cell);
    for (const size_t whole : cells) {
      if (sum == 0 || 2 * links->value(whole) != sum) continue;
      std::vector<size_t> parts = cells;
      std::erase(parts, whole);
      links->Sum(whole, parts);
    }
  }
}

}  // namespace

void LinkCounts(const std::vector<LinkedYear>& years, const Rules& rules,
                CellLinks* links) {
  LinkedLines lines(rules, links);
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    lines.AddYear(*year);
  }
  lines.RelateParts();
  lines.RelateGenders();
  LineRelations(&lines, links).Add();
  AveragePlaces averages;
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    LinkAverages(*year, lines, links, &averages);
  }
  LinkAverageTotals(averages, links);
}

}  // namespace finsam::participants

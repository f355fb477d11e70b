#include "services/participants/domain/linked_lines.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"

namespace finsam::participants {
namespace {

constexpr char kAssociation[] = "total";

// How much is read out of a number: the association's most, a whole's more
// than its parts', both genders' more than one's.
int64_t WeightOf(const CountKey& key, size_t column) {
  const int64_t weight = key.initiative == kAssociation ? 8
                         : key.slices.empty()           ? 4
                         : key.slices.size() == 1       ? 2
                                                        : 1;
  return column == kTotalColumn ? 2 * weight : weight;
}

std::string PartOf(size_t column) {
  return column == kTotalColumn ? "total" : GenderId(kGenders[column]);
}

// The same in every year and file, for numbers of our own.
std::string NameOf(const CountKey& key, size_t column) {
  std::string name =
      absl::StrCat(key.initiative, "/", MeasureSlug(key.measure), "/");
  for (const auto& [breakdown, value] : key.slices) {
    absl::StrAppend(&name, breakdown, "=", value, "/");
  }
  return absl::StrCat(name, PartOf(column), "/", key.first.year(), "-",
                      key.first.month(), "..", key.last.year(), "-",
                      key.last.month());
}

}  // namespace

const LinkedLine* LinkedLines::Find(const CountKey& key) const {
  const auto found = places_.find(key);
  return found == places_.end() ? nullptr : &lines_[found->second];
}

size_t LinkedLines::AddLine(LinkedLine line) {
  places_.emplace(line.key, lines_.size());
  lines_.push_back(std::move(line));
  return lines_.size() - 1;
}

void LinkedLines::AddYear(const LinkedYear& year) {
  std::map<CountKey, Rows> totals;
  for (const CountRow& row : year.facts->counts) {
    CountKey key = AddRow(row).key;
    if (!InTotalOf(row, year.year)) continue;
    key.initiative = kAssociation;
    totals[key].push_back(&row);
  }
  for (const auto& [key, rows] : totals) AddTotal(rows, year.year);
}

const LinkedLine& LinkedLines::AddRow(const CountRow& row) {
  LinkedLine line;
  line.key = KeyOf(row);
  if (const LinkedLine* known = Find(line.key)) return *known;
  const std::string path = CountPath(line.key.initiative, row);
  const auto add = [&](size_t column, int64_t count) {
    line.cells[column] =
        links_.Add(CountFigureId(path, PartOf(column), row.period.text), count,
                   kItself, CostOf(WeightOf(line.key, column), count));
  };
  for (const Gender gender : kGenders) {
    if (row.of(gender)) add(static_cast<size_t>(gender), *row.of(gender));
  }
  add(kTotalColumn, TotalOf(row));
  line.complete = ReportedParts(row) == TotalOf(row);
  return lines_[AddLine(std::move(line))];
}

void LinkedLines::AddTotal(const Rows& rows, int year) {
  LinkedLine line;
  line.key = KeyOf(*rows.front());
  line.key.initiative = kAssociation;
  line.stated = false;
  const std::string path = CountPath(kAssociation, *rows.front());
  for (size_t column = 0; column < kLineColumns; ++column) {
    std::optional<Gender> gender;
    if (column != kTotalColumn) gender = kGenders[column];
    int64_t sum = 0;
    bool known = true;
    std::vector<size_t> terms;
    for (const CountRow* row : rows) {
      const std::optional<int64_t> count = KnownCount(*row, gender);
      known = known && count.has_value();
      sum += count.value_or(0);
      const LinkedLine& term = *Find(KeyOf(*row));
      line.complete = line.complete && term.complete;
      if (term.cells[column]) terms.push_back(*term.cells[column]);
    }
    if (!known || terms.empty()) continue;
    line.cells[column] =
        links_.Add(CountFigureId(path, PartOf(column), absl::StrCat(year)), sum,
                   kItself, CostOf(WeightOf(line.key, column), sum));
    links_.Sum(*line.cells[column], terms);
  }
  AddLine(std::move(line));
}

std::vector<LinkedLines::Division> LinkedLines::Divisions(size_t slices) const {
  std::map<std::pair<CountKey, std::string>, std::vector<size_t>> parts;
  for (size_t i = 0; i < lines_.size(); ++i) {
    const CountKey& key = lines_[i].key;
    if (key.slices.size() != slices) continue;
    for (size_t s = 0; s < slices; ++s) {
      CountKey whole = key;
      whole.slices.erase(whole.slices.begin() + static_cast<int64_t>(s));
      parts[{whole, key.slices[s].first}].push_back(i);
    }
  }
  std::vector<Division> divisions;
  for (auto& [way, lines] : parts) {
    divisions.push_back({way.first, way.second, std::move(lines)});
  }
  return divisions;
}

// The smallest parts first, so that an unreported whole can be a part.
void LinkedLines::RelateParts() {
  for (size_t slices = kSlicesMax; slices > 0; --slices) {
    for (const Division& division : Divisions(slices)) {
      RelateDivision(division);
    }
  }
}

void LinkedLines::RelateDivision(const Division& division) {
  const BreakdownRule* rule = FindBreakdown(rules_, division.breakdown);
  if (rule == nullptr || !rule->several_answers) {
    RelatePartition(division);
  } else if (const auto whole = places_.find(division.whole);
             whole != places_.end()) {
    for (const size_t part : division.parts) {
      several_.emplace_back(part, whole->second);
    }
  }
}

void LinkedLines::RelatePartition(const Division& division) {
  const auto found = places_.find(division.whole);
  const size_t place =
      found == places_.end() ? AddUnreported(division) : found->second;
  const LinkedLine& whole = lines_[place];
  // Whoever is in none of the parts has a gender too.
  LinkedLine others;
  for (size_t column = 0; column < kLineColumns; ++column) {
    if (!whole.cells[column]) continue;
    std::vector<size_t> parts;
    for (const size_t part : division.parts) {
      const auto& cell = lines_[part].cells[column];
      if (cell) parts.push_back(*cell);
    }
    if (links_.Sum(*whole.cells[column], parts)) continue;
    others.cells[column] = links_.SumWithRest(
        *whole.cells[column], parts,
        absl::StrCat(division.breakdown, "/", NameOf(whole.key, column)),
        kItself);
  }
  if (!others.cells[kTotalColumn]) return;
  RelateGenders(absl::StrCat(division.breakdown, "/others/",
                             NameOf(whole.key, kTotalColumn)),
                &others);
}

// A whole that is what its parts make: two ways of dividing it have it in
// common, and a small one is as much a secret as if it stood there.
size_t LinkedLines::AddUnreported(const Division& division) {
  LinkedLine whole;
  whole.key = division.whole;
  whole.stated = false;
  for (size_t column = 0; column < kLineColumns; ++column) {
    int64_t sum = 0;
    bool known = true;
    bool any = false;
    for (const size_t part : division.parts) {
      const LinkedLine& line = lines_[part];
      known = known && (line.cells[column] || line.complete);
      any = any || line.cells[column];
      if (line.cells[column]) sum += links_.value(*line.cells[column]);
      whole.complete = whole.complete && line.complete;
    }
    if (!known || !any) continue;
    whole.cells[column] = links_.AddHidden(
        absl::StrCat("whole/", NameOf(whole.key, column)), sum, kItself);
  }
  return AddLine(std::move(whole));
}

void LinkedLines::RelateGenders() {
  for (LinkedLine& line : lines_) {
    RelateGenders(NameOf(line.key, kTotalColumn), &line);
  }
  for (const auto& [part, whole] : several_) {
    RelateAtMost(lines_[part], lines_[whole], kNoSecret);
  }
}

void LinkedLines::RelateGenders(const std::string& name, LinkedLine* line) {
  std::vector<size_t> genders;
  for (size_t column = 0; column < kTotalColumn; ++column) {
    if (line->cells[column]) genders.push_back(*line->cells[column]);
  }
  const size_t total = *line->cells[kTotalColumn];
  if (genders.empty() || links_.Sum(total, genders)) return;
  line->rest = links_.SumWithRest(total, genders, name, kItself);
}

void LinkedLines::RelateAtMost(const LinkedLine& part, const LinkedLine& whole,
                               int64_t group) {
  links_.AtMost(*part.cells[kTotalColumn], {*whole.cells[kTotalColumn]}, group);
  // Those of the whole who can be in the part's rest.
  std::vector<size_t> around;
  if (whole.rest) around.push_back(*whole.rest);
  bool alike = true;
  for (size_t column = 0; column < kTotalColumn; ++column) {
    const auto& cell = whole.cells[column];
    alike = alike && cell.has_value() == part.cells[column].has_value();
    if (part.cells[column] && cell) {
      links_.AtMost(*part.cells[column], {*cell}, group);
    } else if (part.cells[column] && whole.rest) {
      links_.AtMost(*part.cells[column], {*whole.rest}, kNoSecret);
    } else if (!part.cells[column] && cell) {
      around.push_back(*cell);
    }
  }
  if (part.rest && !around.empty()) {
    links_.AtMost(*part.rest, around, alike ? group : kNoSecret);
  }
}

}  // namespace finsam::participants

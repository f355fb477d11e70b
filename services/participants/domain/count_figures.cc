#include "services/participants/domain/count_figures.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/participants/domain/breakdowns.h"
#include "services/participants/domain/count_key.h"
#include "services/participants/domain/count_lines.h"
#include "services/participants/domain/count_shares.h"

namespace finsam::participants {
namespace {

using Slugs = std::set<std::string>;

// The rows of one measure by one breakdown, or by two at once.
struct Division {
  std::string id;     // "avslutsorsak", "alder.kommun".
  std::string title;  // "Avslutade efter ålder och kommun".
  bool partition = true;
  CountRows rows;
};

// "Enter, avslutade, 2023", "Enter, arbete, 2023", "Totalt, Habo, 16–29, 2023".
std::string LabelOf(absl::string_view initiative, const CountRow& row,
                    absl::string_view period) {
  std::string label(initiative);
  for (const Slice& slice : row.slices) {
    absl::StrAppend(&label, ", ", slice.value);
  }
  if (row.slices.empty()) {
    absl::StrAppend(&label, ", ", MeasureWord(row.measure));
  }
  return absl::StrCat(label, ", ", period);
}

class CountsMaker {
 public:
  CountsMaker(const FiscalYearName& year, const std::vector<CountRow>& rows,
              const Rules& rules, int64_t revision, Statistics* out)
      : year_(year),
        rows_(rows),
        breakdowns_(rules),
        revision_(revision),
        lines_(year, revision),
        out_(out) {}

  void Make() {
    MakeWholes();
    for (size_t i = 0; i < kMeasureCount; ++i) {
      const auto measure = static_cast<CountMeasure>(i);
      std::vector<Division> divisions = DivisionsOf(measure);
      for (const Division& division : divisions) {
        MakeDivision(measure, division);
      }
    }
  }

 private:
  // What shares are made of: an initiative's part of the id, and the months.
  using Group = std::tuple<std::string, absl::CivilMonth, absl::CivilMonth>;

  static Group GroupOf(const CountRow& row) {
    return {Slug(row.initiative), row.period.first, row.period.last};
  }
  Group TotalGroup() const {
    return {std::string(kTotalSlug), absl::CivilMonth(year_.year, 1),
            absl::CivilMonth(year_.year, 12)};
  }

  // The table of the rows that are about no part.
  void MakeWholes() {
    CountRows rows;
    for (const CountRow& row : rows_) {
      if (row.slices.empty()) rows.push_back(&row);
    }
    Begin("participants", "Deltagare i finansierade insatser", rows);
    for (size_t i = 0; i < kMeasureCount; ++i) {
      const auto measure = static_cast<CountMeasure>(i);
      CountRows of_measure;
      for (const CountRow* row : rows) {
        if (row->measure == measure) of_measure.push_back(row);
      }
      MakeMeasure(measure, of_measure);
    }
    out_->tables.push_back(std::move(table_));
  }

  // The terms of the measure's total, then the total, then the other rows, so
  // that a total is the sum of the lines above it.
  void MakeMeasure(CountMeasure measure, const CountRows& rows) {
    const auto [terms, others] = Split(rows);
    for (const CountRow* row : terms) {
      wholes_[measure].emplace(GroupOf(*row), AddRow(*row));
      terms_[measure].insert(Slug(row->initiative));
    }
    if (!terms.empty()) {
      wholes_[measure].emplace(TotalGroup(), AddTotal(terms));
    }
    for (const CountRow* row : others) {
      wholes_[measure].emplace(GroupOf(*row), AddRow(*row));
    }
  }

  std::vector<Division> DivisionsOf(CountMeasure measure) const {
    std::vector<Division> divisions;
    std::map<std::string, size_t> places;
    for (const CountRow& row : rows_) {
      if (row.measure != measure || row.slices.empty()) continue;
      std::string id;
      for (const Slice& slice : row.slices) {
        absl::StrAppend(&id, id.empty() ? "" : ".", Slug(slice.breakdown));
      }
      const auto [place, fresh] = places.emplace(id, divisions.size());
      if (fresh) divisions.push_back(DivisionOf(row, std::move(id)));
      divisions[place->second].rows.push_back(&row);
    }
    return divisions;
  }

  Division DivisionOf(const CountRow& row, std::string id) const {
    Division division;
    division.id = std::move(id);
    division.title = MeasureWord(row.measure);
    division.title[0] =
        absl::ascii_toupper(static_cast<unsigned char>(division.title[0]));
    const char* joint = " efter ";
    for (const Slice& slice : row.slices) {
      absl::StrAppend(&division.title, joint, slice.breakdown);
      joint = " och ";
      division.partition =
          division.partition && breakdowns_.IsPartition(Slug(slice.breakdown));
    }
    return division;
  }

  // One table of parts, and their shares.
  void MakeDivision(CountMeasure measure, const Division& division) {
    Begin(absl::StrCat("participants-", MeasureSlug(measure), "-", division.id),
          division.title, division.rows);
    const auto [terms, others] = Split(division.rows);
    std::map<Group, std::vector<const CountLine*>> groups;
    for (const CountRow* row : terms) {
      groups[GroupOf(*row)].push_back(AddRow(*row));
    }
    Slugs reporting;
    for (const CountRows& value : ByPart(terms)) {
      groups[TotalGroup()].push_back(AddTotal(value));
      for (const CountRow* row : value) reporting.insert(Slug(row->initiative));
    }
    for (const CountRow* row : others) {
      groups[GroupOf(*row)].push_back(AddRow(*row));
    }
    const auto& wholes = wholes_[measure];
    for (auto& [group, lines] : groups) {
      CountParts parts;
      const auto whole = wholes.find(group);
      if (whole == wholes.end()) {
        parts.sum_is_whole = division.partition;
      } else if (group != TotalGroup() || reporting == terms_[measure]) {
        parts.whole = whole->second;
      }
      parts.lines = std::move(lines);
      AddShares(parts, revision_, &out_->figures);
    }
    out_->tables.push_back(std::move(table_));
  }

  // The terms of the association's total, and the others.
  std::pair<CountRows, CountRows> Split(const CountRows& rows) const {
    std::pair<CountRows, CountRows> split;
    for (const CountRow* row : rows) {
      (InTotalOf(*row, year_.year) ? split.first : split.second).push_back(row);
    }
    return split;
  }

  // The rows of each part, the parts in the order of their first rows.
  static std::vector<CountRows> ByPart(const CountRows& rows) {
    std::vector<CountRows> parts;
    std::map<std::string, size_t> places;
    for (const CountRow* row : rows) {
      const auto [place, fresh] =
          places.emplace(CountPath(kTotalSlug, *row), parts.size());
      if (fresh) parts.emplace_back();
      parts[place->second].push_back(row);
    }
    return parts;
  }

  void Begin(std::string id, std::string title, const CountRows& rows) {
    table_ = Table();
    table_.id = std::move(id);
    table_.title = std::move(title);
    genders_ = GenderColumnsOf(rows);
    table_.columns = ColumnsOf(genders_);
  }

  const CountLine* AddRow(const CountRow& row) {
    const CountLine* line = Keep(lines_.OfRow(row));
    AddLine(*line, LabelOf(row.initiative, row, PeriodLabel(row.period)),
            RowKind::kDetail);
    return line;
  }

  // A total of one line is a figure and no line of its own.
  const CountLine* AddTotal(const CountRows& terms) {
    const CountLine* line = Keep(lines_.OfTotal(terms));
    if (terms.size() > 1) {
      AddLine(*line,
              LabelOf("Totalt", *terms.front(), absl::StrCat(year_.year)),
              RowKind::kTotal);
    }
    return line;
  }

  const CountLine* Keep(CountLine line) {
    for (const std::optional<Figure>& figure : line.by_gender) {
      if (figure.has_value()) out_->figures.push_back(*figure);
    }
    out_->figures.push_back(line.total);
    return &kept_.emplace_back(std::move(line));
  }

  void AddLine(const CountLine& line, std::string label, RowKind kind) {
    table_.rows.push_back({absl::StrCat(line.path, "/", line.period),
                           std::move(label), kind, "",
                           CellsOf(line, genders_)});
  }

  const FiscalYearName& year_;
  const std::vector<CountRow>& rows_;
  const Breakdowns breakdowns_;
  const int64_t revision_;
  const CountLines lines_;
  Statistics* out_;
  std::deque<CountLine> kept_;  // Lines do not move.
  // The lines that are about no part, and who is in the association's total.
  std::map<CountMeasure, std::map<Group, const CountLine*>> wholes_;
  std::map<CountMeasure, Slugs> terms_;
  Table table_;  // The one that is being made.
  std::vector<Gender> genders_;
};

}  // namespace

void AddCounts(const FiscalYearName& year, const std::vector<CountRow>& rows,
               const Rules& rules, int64_t revision, Statistics* statistics) {
  CountsMaker(year, rows, rules, revision, statistics).Make();
}

}  // namespace finsam::participants

#include "services/participants/domain/nation.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/figure/figure.h"
#include "services/participants/domain/count_lines.h"
#include "services/participants/domain/figure_index.h"
#include "services/participants/domain/protected_remark.h"

namespace finsam::participants {
namespace {

constexpr Display kCountDisplay{Unit::kCount, 0};
constexpr Display kShareDisplay{Unit::kPercent, 0};
constexpr absl::string_view kReasons = "avslutsorsak";
constexpr char kParticipantsColumn[] = "participants";
constexpr char kCostColumn[] = "cost-per-participant";
// What is counted is the associations' own: no revision of one of them.
constexpr int64_t kNoRevision = 0;

std::string Capital(std::string word) {
  word[0] = absl::ascii_toupper(static_cast<unsigned char>(word[0]));
  return word;
}

// Makes the id parts of names that come again and again.
class Slugs {
 public:
  const std::string& Of(const std::string& name) {
    const auto [found, is_new] = slugs_.try_emplace(name);
    if (is_new) found->second = Slug(name);
    return found->second;
  }

 private:
  absl::flat_hash_map<std::string, std::string> slugs_;
};

// The sum of the rows of one line, which MakeStatistics gives too.
struct Adding {
  int64_t total = 0;
  std::array<int64_t, kGenderCount> sums = {};
  std::array<bool, kGenderCount> unknown = {};
  std::array<bool, kGenderCount> reported = {};

  void Add(const CountRow& row) {
    total += TotalOf(row);
    for (const Gender gender : kGenders) {
      const auto place = static_cast<size_t>(gender);
      const std::optional<int64_t> known = KnownCount(row, gender);
      sums[place] += known.value_or(0);
      unknown[place] = unknown[place] || !known.has_value();
      reported[place] = reported[place] || row.of(gender).has_value();
    }
  }

  AssociationNumbers Numbers() const {
    AssociationNumbers numbers;
    for (size_t i = 0; i < kGenderCount; ++i) {
      if (!unknown[i] && reported[i]) numbers[i] = NationNumber{sums[i]};
    }
    numbers[kAssociationTotal] = NationNumber{total};
    return numbers;
  }
};

// By how the reason begins; "arbetsrehab" is neither.
bool IsWorkOrStudies(const NationLine& line) {
  for (const absl::string_view word :
       {"arbete", "anstallning", "studier", "utbildning"}) {
    if (absl::StartsWith(line.reason, word)) return true;
  }
  return false;
}

Value ValueOf(const NationNumber& number, int64_t minimum) {
  if (!number.shown) return Protected{minimum};
  return Count{number.value};
}

Cell CellOf(std::string id, Value value, const Display& display,
            absl::string_view rule, int year) {
  Figure figure =
      MakeFigure(std::move(id), std::move(value), rule, kNoRevision);
  figure.provenance.records = {absl::StrCat("nation/fiscalYears/", year)};
  return FigureCell{std::move(figure), display};
}

// The cells of one association's row.
class AssociationRow {
 public:
  AssociationRow(int year, const AssociationYear& association)
      : year_(year), association_(association) {}

  TableRow Make() const {
    const auto participants = Total({CountMeasure::kParticipants, ""});
    const auto ended = Total({CountMeasure::kFinished, ""});
    const auto left = ToWorkOrStudies();
    const std::string& number = association_.organisation;
    return {number,
            absl::StrCat(number.substr(0, 6), "-", number.substr(6)),
            RowKind::kDetail,
            "",
            {Number(kParticipantsColumn, participants), Number("ended", ended),
             Number("to-work-or-studies", left), Share(left, ended),
             std::monostate{}}};
  }

 private:
  std::optional<NationNumber> Total(const NationLine& line) const {
    const auto found = association_.lines.find(line);
    if (found == association_.lines.end()) return std::nullopt;
    return found->second[kAssociationTotal];
  }

  // Hidden when one of the reasons is.
  std::optional<NationNumber> ToWorkOrStudies() const {
    std::optional<NationNumber> sum;
    for (const auto& [line, numbers] : association_.lines) {
      if (!IsWorkOrStudies(line)) continue;
      if (!sum.has_value()) sum = NationNumber{};
      sum->value += numbers[kAssociationTotal]->value;
      sum->shown = sum->shown && numbers[kAssociationTotal]->shown;
    }
    return sum;
  }

  std::string Id(absl::string_view what) const {
    return absl::StrCat("nation/", association_.organisation, "/", what, "/",
                        year_);
  }

  Cell Number(absl::string_view what,
              const std::optional<NationNumber>& number) const {
    if (!number.has_value()) return std::monostate{};
    return CellOf(Id(what), ValueOf(*number, association_.minimum),
                  kCountDisplay, "reported", year_);
  }

  // Of nobody, or with more parts than whole, there is no share.
  Cell Share(const std::optional<NationNumber>& part,
             const std::optional<NationNumber>& whole) const {
    if (!part.has_value() || !whole.has_value()) return std::monostate{};
    Value value = Protected{association_.minimum};
    if (part->shown && whole->shown) {
      if (whole->value <= 0 || part->value > whole->value) {
        return std::monostate{};
      }
      value = Ratio{part->value, whole->value};
    }
    Cell cell = CellOf(Id("share-to-work-or-studies"), std::move(value),
                       kShareDisplay, "ratio", year_);
    std::get<FigureCell>(cell).figure.provenance.terms = {
        {Id("to-work-or-studies"), 1}, {Id("ended"), 0}};
    return cell;
  }

  const int year_;
  const AssociationYear& association_;
};

std::string LineLabel(const NationLine& line, const ReasonNames& names) {
  if (line.reason.empty()) return Capital(MeasureWord(line.measure));
  const auto name = names.find(line.reason);
  return absl::StrCat("varav ",
                      name == names.end() ? line.reason : name->second);
}

}  // namespace

AssociationYear TotalsOf(absl::string_view organisation, int year,
                         const std::vector<CountRow>& rows,
                         ReasonNames* names) {
  std::map<NationLine, Adding> sums;
  Slugs slugs;
  for (const CountRow& row : rows) {
    if (row.slices.size() > 1 || !InTotalOf(row, year)) continue;
    NationLine line{row.measure, ""};
    if (!row.slices.empty()) {
      const Slice& slice = row.slices[0];
      if (row.measure != CountMeasure::kFinished ||
          slugs.Of(slice.breakdown) != kReasons) {
        continue;
      }
      line.reason = slugs.Of(slice.value);
      names->emplace(line.reason, slice.value);
    }
    sums[std::move(line)].Add(row);
  }
  AssociationYear association{std::string(organisation), 0, {}};
  for (const auto& [line, sum] : sums) {
    association.lines.emplace(line, sum.Numbers());
  }
  return association;
}

std::optional<NationPlace> PlaceOf(absl::string_view figure_id) {
  // participants/total/<measure>[/avslutsorsak/<reason>]/<gender>/<year>
  if (!absl::StartsWith(figure_id, "participants/total/")) return std::nullopt;
  const std::vector<absl::string_view> parts = absl::StrSplit(figure_id, '/');
  const bool is_reason = parts.size() == 7 && parts[3] == kReasons;
  if (parts.size() != 5 && !is_reason) return std::nullopt;
  NationPlace place;
  if (!absl::SimpleAtoi(parts.back(), &place.year)) return std::nullopt;
  bool known = false;
  for (size_t i = 0; i < kMeasureCount && !known; ++i) {
    place.line.measure = static_cast<CountMeasure>(i);
    known = parts[2] == MeasureSlug(place.line.measure);
  }
  if (!known) return std::nullopt;
  if (is_reason) {
    if (place.line.measure != CountMeasure::kFinished) return std::nullopt;
    place.line.reason = std::string(parts[4]);
  }
  const absl::string_view part = parts[parts.size() - 2];
  for (place.column = 0; place.column < kGenderCount; ++place.column) {
    if (part == GenderId(kGenders[place.column])) return place;
  }
  if (part != kTotalSlug) return std::nullopt;
  return place;
}

std::string FigureIdOf(const NationPlace& place) {
  std::string path =
      absl::StrCat(kTotalSlug, "/", MeasureSlug(place.line.measure));
  if (!place.line.reason.empty()) {
    absl::StrAppend(&path, "/", kReasons, "/", place.line.reason);
  }
  return CountFigureId(path,
                       place.column == kAssociationTotal
                           ? std::string(kTotalSlug)
                           : GenderId(kGenders[place.column]),
                       absl::StrCat(place.year));
}

AssociationYear ReleasedTotalsOf(absl::string_view organisation,
                                 const Release& release) {
  AssociationYear association{std::string(organisation), release.minimum, {}};
  for (const ReleasedCell& cell : release.cells) {
    const std::optional<NationPlace> place = PlaceOf(cell.id);
    if (!place.has_value() || place->year != release.year) continue;
    association.lines[place->line][place->column] =
        NationNumber{cell.value, cell.shown};
  }
  // A release has no gender without its total; one that had could not be read.
  std::erase_if(association.lines, [](const auto& line) {
    return !line.second[kAssociationTotal].has_value();
  });
  return association;
}

std::vector<NationSum> SumsOf(
    const std::vector<AssociationYear>& associations) {
  std::map<NationLine, NationSum> sums;
  for (const AssociationYear& association : associations) {
    for (const auto& [line, numbers] : association.lines) {
      NationSum& sum = sums[line];
      sum.line = line;
      ++sum.associations;
      const auto add = [&sum](size_t column, int64_t value) {
        std::optional<NationNumber>& number = sum.numbers[column];
        if (!number.has_value()) number = NationNumber{};
        number->value += value;
      };
      int64_t undivided = numbers[kAssociationTotal]->value;
      add(kNationTotal, undivided);
      for (size_t i = 0; i < kGenderCount; ++i) {
        if (!numbers[i].has_value()) continue;
        add(i, numbers[i]->value);
        undivided -= numbers[i]->value;
      }
      add(kNationUndivided, undivided);
    }
  }
  std::vector<NationSum> sorted;
  for (auto& [line, sum] : sums) sorted.push_back(std::move(sum));
  return sorted;
}

Table NationTable(int year, const std::vector<NationSum>& sums,
                  const ReasonNames& names, int64_t minimum) {
  Table table;
  table.id = "national";
  table.title = absl::StrCat("Riket ", year);
  table.columns = ColumnsOf({kGenders.begin(), kGenders.end()});
  table.columns.insert(table.columns.begin() + kNationUndivided,
                       {"undivided", "Inte delat på kön"});
  table.columns.push_back({"associations", "Förbund"});
  bool any_ended = false;
  for (const NationSum& sum : sums) {
    const bool is_reason = !sum.line.reason.empty();
    std::string path = MeasureSlug(sum.line.measure);
    const std::string whole = path;
    if (is_reason) absl::StrAppend(&path, "/", kReasons, "/", sum.line.reason);
    any_ended =
        any_ended || sum.line == NationLine{CountMeasure::kFinished, ""};
    TableRow row{path, LineLabel(sum.line, names), RowKind::kDetail, "", {}};
    if (is_reason && any_ended) {
      row.kind = RowKind::kOfWhich;
      row.part_of = whole;
    }
    const auto id = [&](size_t column) {
      return absl::StrCat("nation/", path, "/", table.columns[column].id, "/",
                          year);
    };
    for (size_t i = 0; i < sum.numbers.size(); ++i) {
      const auto& number = sum.numbers[i];
      row.cells.push_back(number.has_value()
                              ? CellOf(id(i), ValueOf(*number, minimum),
                                       kCountDisplay, "sum", year)
                              : Cell());
    }
    row.cells.push_back(CellOf(id(sum.numbers.size()), Count{sum.associations},
                               kCountDisplay, "count", year));
    table.rows.push_back(std::move(row));
  }
  RemarkProtected(&table);
  return table;
}

Table AssociationsTable(int year,
                        const std::vector<AssociationYear>& associations) {
  Table table;
  table.id = "associations";
  table.title = absl::StrCat("Förbunden ", year);
  table.row_header = "Förbund";
  table.columns = {
      {kParticipantsColumn, "Deltagare"},
      {"ended", "Avslutade"},
      {"to-work-or-studies", "Till arbete eller studier"},
      {"share-to-work-or-studies", "Andel av avslutade"},
      {kCostColumn, "Kostnad per deltagare, kr"},
  };
  for (const AssociationYear& association : associations) {
    table.rows.push_back(AssociationRow(year, association).Make());
  }
  RemarkProtected(&table);
  return table;
}

void AddCosts(int year, const std::map<std::string, Ore>& costs, Table* table) {
  for (TableRow& row : table->rows) {
    const auto cost = costs.find(row.id);
    const auto* participants = std::get_if<FigureCell>(&row.cells.front());
    if (cost == costs.end() || participants == nullptr) continue;
    Value value = participants->figure.value;
    if (const auto* count = std::get_if<Count>(&value)) {
      if (count->value <= 0) continue;
      // Öre over a hundred times the participants are kronor each.
      value = Ratio{cost->second.value, count->value * 100};
    }
    Cell cell =
        CellOf(absl::StrCat("nation/", row.id, "/", kCostColumn, "/", year),
               std::move(value), kCountDisplay, "ratio", year);
    std::get<FigureCell>(cell).figure.provenance.terms = {
        {participants->figure.id, 0}};
    row.cells.back() = std::move(cell);
  }
}

}  // namespace finsam::participants

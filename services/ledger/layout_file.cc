#include "services/ledger/layout_file.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/files/yaml.h"

namespace finsam::ledger {
namespace {

constexpr char kKinds[] =
    "accounts, total, sum, cash-effect-of, opening-of, ratio, fact eller blank";

std::string TextOf(YamlMap& map, absl::string_view key) {
  return map.Text(key).value_or("");
}

// A whole number within `first` to `last`; `otherwise` when it is not there
// or, with a problem, when it is not.
int IntegerOf(YamlMap& map, absl::string_view key, int first, int last,
              int otherwise, absl::string_view reason) {
  const std::optional<int64_t> number = map.Integer(key);
  if (!number.has_value()) return otherwise;
  if (first <= *number && *number <= last) return static_cast<int>(*number);
  map.AddProblem(key, reason, "Talet är för stort eller för litet.",
                 absl::StrCat(*number), absl::StrCat(first, " till ", last));
  return otherwise;
}

std::optional<Sign> SignOf(YamlMap& map) {
  const std::optional<size_t> choice = map.Choice("sign", {"debit", "credit"});
  if (!choice.has_value()) return std::nullopt;
  return *choice == 0 ? Sign::kDebit : Sign::kCredit;
}

Unit UnitOf(YamlMap& map) {
  constexpr Unit kUnits[] = {Unit::kKronor, Unit::kThousand, Unit::kMillion};
  return kUnits[map.Choice("unit", {"kr", "tkr", "mnkr"}).value_or(0)];
}

Rounding RoundingOf(YamlMap& map) {
  constexpr Rounding kRoundings[] = {Rounding::kExact, Rounding::kFooting};
  return kRoundings[map.Choice("rounding", {"exact", "footing"}).value_or(0)];
}

std::optional<Measure> MeasureChoice(YamlMap& map) {
  constexpr Measure kMeasures[] = {Measure::kOpening, Measure::kMovement,
                                   Measure::kClosing, Measure::kDebits,
                                   Measure::kCredits};
  const std::optional<size_t> choice = map.Choice(
      "measure", {"opening", "movement", "closing", "debits", "credits"});
  if (!choice.has_value()) return std::nullopt;
  return kMeasures[*choice];
}

std::vector<AccountRange> RangesOf(YamlMap& map, absl::string_view key) {
  std::vector<AccountRange> ranges;
  for (const std::string& text : map.Texts(key)) {
    const std::optional<AccountRange> range = ParseAccountRange(text);
    if (range.has_value()) {
      ranges.push_back(*range);
    } else {
      map.AddProblem(key, "LAYOUT_RANGE", "Kontointervallet är fel.", text,
                     "3000-3999 eller 1930");
    }
  }
  return ranges;
}

// True when the key stands there as `true`.
bool Flag(YamlMap& map, absl::string_view key) {
  const std::optional<bool> value = map.Bool(key);
  if (value.has_value() && !*value) {
    map.AddProblem(key, "FIELD_INVALID", "Nyckeln kan bara vara sann.", "false",
                   "true, eller ingen sådan nyckel");
  }
  return value.value_or(false);
}

std::optional<ObjectFilter> ObjectsOf(YamlMap& line) {
  std::optional<YamlMap> map = line.Map("objects");
  if (!map.has_value()) return std::nullopt;
  ObjectFilter filter;
  filter.dimension =
      IntegerOf(*map, "dimension", 1, kDimensionMax, 0, "LAYOUT_OBJECTS");
  if (!map->Has("dimension")) map->RequireText("dimension");
  const int kinds =
      int{map->Has("any")} + int{map->Has("except")} + int{map->Has("none")};
  if (kinds != 1) {
    map->AddProblem("", "LAYOUT_OBJECTS", "Objekten väljs på ett av tre sätt.",
                    "", "any: [...], except: [...] eller none: true");
  }
  const bool except = map->Has("except");
  filter.objects = map->Texts("any");
  for (std::string& object : map->Texts("except")) {
    filter.objects.push_back(std::move(object));
  }
  const bool none = Flag(*map, "none");
  filter.kind = none     ? ObjectFilter::Kind::kNone
                : except ? ObjectFilter::Kind::kExcept
                         : ObjectFilter::Kind::kAny;
  map->Finish();
  return filter;
}

std::vector<LineTerm> TermsOf(YamlMap& map, absl::string_view key) {
  std::vector<LineTerm> terms;
  for (const std::string& text : map.Texts(key)) {
    absl::string_view id = absl::StripAsciiWhitespace(text);
    LineTerm term;
    if (absl::StartsWith(id, "-")) {
      term.factor = -1;
      id = absl::StripLeadingAsciiWhitespace(id.substr(1));
    }
    term.line = std::string(id);
    terms.push_back(std::move(term));
  }
  return terms;
}

void ReadTerms(YamlMap& map, Line* line) {
  const bool both = map.Has("total") && map.Has("sum");
  line->is_total = map.Has("total");
  line->terms = TermsOf(map, "total");
  for (LineTerm& term : TermsOf(map, "sum")) {
    line->terms.push_back(std::move(term));
  }
  if (both) {
    map.AddProblem("total", "LAYOUT_LINE_KIND",
                   "Raden kan inte vara både total och sum.", "", kKinds);
  }
}

void ReadRatio(YamlMap& map, Line* line) {
  std::optional<YamlMap> ratio = map.Map("ratio");
  if (!ratio.has_value()) return;
  line->ratio_of = ratio->RequireText("of");
  line->ratio_to = ratio->RequireText("to");
  ratio->Finish();
}

// A key that says what the line is, but with nothing after it.
void CheckNotEmpty(YamlMap& map, absl::string_view key, bool is_empty) {
  if (!map.Has(key) || !is_empty) return;
  map.AddProblem(key, "LAYOUT_LINE_KIND", "Nyckeln har inget värde.", "",
                 kKinds);
}

Line ReadLine(YamlMap& map) {
  Line line;
  line.file_line = map.line();
  line.id = map.RequireText("id");
  line.label = map.RequireText("label");
  line.note = TextOf(map, "note");
  line.group = TextOf(map, "group");
  line.of_which = TextOf(map, "of-which");
  line.accounts = RangesOf(map, "accounts");
  line.objects = ObjectsOf(map);
  line.measure = MeasureChoice(map);
  line.sign = SignOf(map);
  ReadTerms(map, &line);
  line.cash_effect_of = TextOf(map, "cash-effect-of");
  line.opening_of = TextOf(map, "opening-of");
  ReadRatio(map, &line);
  line.fact = Flag(map, "fact");
  line.blank = Flag(map, "blank");
  line.hide_zero = Flag(map, "hide-zero");
  line.decimals =
      IntegerOf(map, "decimals", 0, kLineDecimalsMax, 0, "LAYOUT_DECIMALS");
  CheckNotEmpty(map, "accounts", map.Texts("accounts").empty());
  CheckNotEmpty(map, "total", map.Texts("total").empty());
  CheckNotEmpty(map, "sum", map.Texts("sum").empty());
  CheckNotEmpty(map, "cash-effect-of", line.cash_effect_of.empty());
  CheckNotEmpty(map, "opening-of", line.opening_of.empty());
  CheckNotEmpty(map, "of-which", line.of_which.empty());
  map.Finish();
  return line;
}

Statement ReadStatement(YamlMap& map) {
  Statement statement;
  statement.file_line = map.line();
  statement.id = map.RequireText("id");
  statement.title = map.RequireText("title");
  statement.unit = UnitOf(map);
  statement.rounding = RoundingOf(map);
  statement.sign = SignOf(map);
  statement.row_header = TextOf(map, "row-header");
  statement.covers = RangesOf(map, "covers");
  statement.years =
      IntegerOf(map, "years", 1, kStatementYearsMax, 2, "LAYOUT_YEARS");
  for (YamlMap& line : map.Maps("lines")) {
    statement.lines.push_back(ReadLine(line));
  }
  map.Finish();
  return statement;
}

}  // namespace

std::optional<Layout> ReadLayout(absl::string_view file_name,
                                 absl::string_view bytes,
                                 std::vector<Problem>* problems) {
  const size_t before = problems->size();
  YamlFile file(file_name, bytes, problems);
  YamlMap root = file.Root();
  Layout layout;
  for (YamlMap& statement : root.Maps("statements")) {
    layout.statements.push_back(ReadStatement(statement));
  }
  root.Finish();
  const bool refused = std::any_of(
      problems->begin() + static_cast<std::ptrdiff_t>(before), problems->end(),
      [](const Problem& p) { return p.severity == Severity::kError; });
  if (refused) return std::nullopt;
  return layout;
}

}  // namespace finsam::ledger

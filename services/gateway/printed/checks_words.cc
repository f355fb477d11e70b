// Rules over words that compare: more, less, over budget, the greatest part,
// because of.

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"
#include "services/gateway/printed/subjects.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

// What a comparison claims: more or less than the budget, or a year.
struct Comparison {
  bool more = false;
  bool or_equal = false;
  Role role = Role::kOutcome;  // Of what it is compared with.
  int year = 0;                // Likewise.
  size_t token = 0;            // Where it says so.
};

struct CompareRule {
  const char* phrase;
  bool more;
};

// Words that hold the budget in themselves.
constexpr CompareRule kBudgetWords[] = {
    {"overskrid*", true},           {"overskred*", true},
    {"oversteg budget*", true},     {"overstiger budget*", true},
    {"under budget*", false},       {"understeg budget*", false},
    {"understiger budget*", false}, {"over budget*", true},
    {"understiga budget*", false}};

constexpr CompareRule kCompareWords[] = {
    {"hogre an", true},   {"fler an", true},        {"storre an", true},
    {"mer an", true},     {"lagre an", false},      {"farre an", false},
    {"mindre an", false}, {"hogre andel an", true}, {"lagre andel an", false}};

std::optional<Comparison> ComparisonOf(const Run& run,
                                       const Sentence& sentence) {
  if (sentence.HasAny({"inte", "ej", "inget", "ingen"})) return std::nullopt;
  for (const CompareRule& rule : kBudgetWords) {
    if (const auto token = sentence.TokenOf(rule.phrase)) {
      if (!sentence.HasAny({"budget*"})) continue;
      return Comparison{rule.more, false, Role::kBudget, run.year(), *token};
    }
  }
  for (const CompareRule& rule : kCompareWords) {
    const auto token = sentence.TokenOf(rule.phrase);
    if (!token) continue;
    const size_t past = sentence.TokenOf("an", *token).value_or(*token) + 1;
    const std::string& next = sentence.Word(past);
    Comparison out{rule.more, false, Role::kOutcome, run.year() - 1, *token};
    if (HasAny(next, {"budget*", "beraknat", "beraknad", "planerat"})) {
      out.role = Role::kBudget;
      out.year = run.year();
      return out;
    }
    if (HasAny(next, {"forra", "foregaende", "fjolaret*", "aret"}) ||
        (next == "0" && sentence.years.size() == 1 &&
         sentence.years[0] == run.year() - 1)) {
      return out;
    }
  }
  return std::nullopt;
}

// A row's two numbers that a comparison is of, when a sheet has both.
struct Pair {
  Place actual;
  Place reference;
};

std::optional<Pair> PairOf(const Run& run, const NamedRow& named,
                           const Comparison& comparison) {
  const Sheet& sheet = *named.sheet;
  const auto actual = sheet.ColumnOf(run.year(), Role::kOutcome);
  const auto reference = sheet.ColumnOf(comparison.year, comparison.role);
  if (!actual || !reference || *actual == *reference ||
      !sheet.At(named.row, *actual) || !sheet.At(named.row, *reference)) {
    return std::nullopt;
  }
  return Pair{{&sheet, named.row, *actual}, {&sheet, named.row, *reference}};
}

bool Holds(const Comparison& comparison, int64_t actual, int64_t reference) {
  const int64_t difference = std::abs(actual) - std::abs(reference);
  return comparison.more ? difference > 0 : difference < 0;
}

void HoldComparedRows(Run& run, const std::string& id, const Sentence& sentence,
                      const Comparison& comparison) {
  // A row may stand in several tables, gross and net: one of them is enough.
  std::map<std::string, std::optional<Pair>> broken;
  std::set<std::string> kept;
  for (const NamedRow& named : RowsNamed(run.reading(), sentence)) {
    if (named.token > comparison.token && comparison.role == Role::kBudget) {
      continue;
    }
    const auto pair = PairOf(run, named, comparison);
    // More of what? Of a row of money only where the sentence speaks of it.
    const bool money = named.sheet->measure == Measure::kMoney;
    if (!pair || (money && comparison.role != Role::kBudget &&
                  !sentence.HasAny({"kostnad*", "intakt*", "belopp*"}))) {
      continue;
    }
    run.Compared();
    const std::string name = named.sheet->rows[named.row].names.front();
    if (Holds(comparison, pair->actual.value(), pair->reference.value())) {
      kept.insert(name);
    } else {
      broken.try_emplace(name, pair);
    }
  }
  for (const auto& [name, pair] : broken) {
    if (kept.contains(name)) continue;
    const Place& actual = pair->actual;
    run.Add(
        absl::StrCat(id, "/", Slug(actual.sheet->rows[actual.row].label)),
        comparison.role == Role::kBudget ? kError : kExplain,
        absl::StrCat("Texten ", Quoted(sentence), ": ",
                     actual.sheet->rows[actual.row].label, " är inte ",
                     comparison.more ? "högre" : "lägre", " än ",
                     comparison.role == Role::kBudget ? "budget" : "året innan",
                     " enligt ", actual.sheet->name, "."),
        {actual.address(), pair->reference.address()},
        Print(actual.value(), actual.quantity().measure, actual.sheet->unit),
        Print(pair->reference.value(), actual.quantity().measure,
              actual.sheet->unit));
  }
}

// "Behållningen vid årsskiftet blev högre än beräknat."
void HoldComparedOpening(Run& run, const std::string& id,
                         const Sentence& sentence,
                         const Comparison& comparison) {
  if (comparison.role != Role::kBudget || sentence.Has("kommande") ||
      !sentence.HasAny({"vid arsskiftet", "ingaende"}) ||
      !sentence.HasAny({"behallning*", "kapital*", "balanserade*"})) {
    return;
  }
  std::optional<Known> budget;
  std::optional<Known> actual;
  for (const Known& known : KnownOf(run.reading(), Topic::kOpeningEquity)) {
    if (known.year != run.year()) continue;
    if (known.role == Role::kBudget && !budget) budget = known;
    if (known.role == Role::kOutcome && !actual) actual = known;
  }
  if (!budget || !actual) return;
  run.Compared();
  if (Holds(comparison, actual->value, budget->value)) return;
  run.Add(absl::StrCat(id, "/ingaende-kapital"), kError,
          absl::StrCat("Texten ", Quoted(sentence), ": ingående kapital är ",
                       comparison.more ? "lägre" : "högre",
                       " än budgeten räknade med."),
          {actual->address, budget->address},
          Print(actual->value, Measure::kMoney),
          Print(budget->value, Measure::kMoney));
}

// "Största delen går till A, B och C."
void HoldGreatestPart(Run& run, const std::string& id,
                      const Sentence& sentence) {
  if (!sentence.HasAny({"storsta delen", "huvuddelen", "merparten",
                        "over halften", "mer an halften"}) ||
      !sentence.HasAny(
          {"medel*", "medlen", "kostnad*", "resurs*", "budget*", "pengar*"})) {
    return;
  }
  struct Tally {
    int64_t named = 0;
    std::vector<std::string> addresses;
    std::string group;
  };
  std::map<const Sheet*, Tally> tallies;
  for (const NamedRow& row : RowsNamed(run.reading(), sentence)) {
    const auto column = row.sheet->ColumnOf(run.year(), Role::kOutcome);
    if (row.sheet->measure != Measure::kMoney || !column ||
        row.sheet->rows[row.row].kind != RowKind::kDetail ||
        !row.sheet->At(row.row, *column)) {
      continue;
    }
    Tally& tally = tallies[row.sheet];
    tally.named += std::abs(*row.sheet->Value(row.row, *column));
    tally.addresses.push_back(row.sheet->Address(row.row, *column));
    tally.group = row.sheet->rows[row.row].group;
  }
  for (const auto& [sheet, tally] : tallies) {
    int64_t all = 0;
    const size_t column = *sheet->ColumnOf(run.year(), Role::kOutcome);
    for (size_t i = 0; i < sheet->rows.size(); ++i) {
      if (sheet->rows[i].kind == RowKind::kDetail &&
          sheet->rows[i].group == tally.group) {
        all += std::abs(sheet->Value(i, column).value_or(0));
      }
    }
    if (tally.addresses.size() < 2 || all == 0) continue;
    run.Compared();
    if (2 * tally.named > all) continue;
    run.Add(
        absl::StrCat(id, "/storsta-delen"), kError,
        absl::StrCat("Texten ", Quoted(sentence),
                     ": raderna är mindre än hälften i ", sheet->name, "."),
        tally.addresses, Print(tally.named, Measure::kMoney, sheet->unit),
        absl::StrCat("hälften av ", Print(all, Measure::kMoney, sheet->unit)));
  }
}

void ComparisonsHold(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    const std::string id = Slug(paragraph.section);
    for (const Sentence& sentence : paragraph.sentences) {
      if (const auto comparison = ComparisonOf(run, sentence)) {
        HoldComparedRows(run, id, sentence, *comparison);
        HoldComparedOpening(run, id, sentence, *comparison);
      }
      HoldGreatestPart(run, id, sentence);
    }
  }
}

bool GivesCauses(const Sentence& sentence) {
  return sentence.HasAny({"beror pa", "berodde pa", "forklar*", "orsak*",
                          "skal", "skalen", "till foljd av", "tack vare"});
}

// "Överskottet mot budget beror på X", where X itself went over budget.
void HoldCauseSigns(Run& run, const std::string& id, const Sentence& sentence) {
  const bool better = sentence.HasAny({"overskott*", "battre"});
  const bool worse = sentence.HasAny({"underskott*", "samre"});
  const auto because = sentence.TokenOf("beror pa");
  if (better == worse || !because || !sentence.HasAny({"budget*"})) return;
  for (const NamedRow& named : RowsNamed(run.reading(), sentence)) {
    if (named.token < *because) continue;
    const Sheet& sheet = *named.sheet;
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      const auto value = sheet.Value(named.row, i);
      std::optional<int64_t> total;
      for (size_t row = 0; row < sheet.rows.size(); ++row) {
        if (sheet.rows[row].kind == RowKind::kTotal)
          total = sheet.Value(row, i);
      }
      // Only where the table's own deviation has the sign of the text's.
      if (sheet.columns[i].meaning.role != Role::kDeviation || !value ||
          !total || *total == 0 || (*total > 0) != better) {
        continue;
      }
      run.Compared();
      if (*value == 0 || (*value > 0) == better) continue;
      run.Add(absl::StrCat(id, "/", Slug(sheet.rows[named.row].label)),
              kExplain,
              absl::StrCat("Texten ", Quoted(sentence), ": ",
                           sheet.rows[named.row].label,
                           " avvek själv åt "
                           "andra hållet."),
              {sheet.Address(named.row, i)},
              Print(*value, Measure::kMoney, sheet.unit));
    }
  }
}

// "En stor del av ökningen består av X", where X is less than a quarter.
void HoldLargeParts(Run& run, const std::string& id, const Sentence& sentence) {
  if (!sentence.HasAny({"stor del av okning*", "storsta delen av okning*",
                        "stor del av minskning*"})) {
    return;
  }
  for (const Sheet& sheet : run.sheets()) {
    const auto now = sheet.ColumnOf(run.year(), Role::kOutcome);
    const auto before = sheet.ColumnOf(run.year() - 1, Role::kOutcome);
    if (!now || !before || sheet.measure != Measure::kMoney) continue;
    std::optional<size_t> total;
    for (size_t i = 0; i < sheet.rows.size(); ++i) {
      if (sheet.rows[i].kind == RowKind::kTotal) total = i;
    }
    if (!total || !sheet.At(*total, *now) || !sheet.At(*total, *before)) {
      continue;
    }
    const int64_t whole =
        *sheet.Value(*total, *now) - *sheet.Value(*total, *before);
    for (size_t i = 0; i < sheet.rows.size(); ++i) {
      const Row& row = sheet.rows[i];
      const bool named = row.kind == RowKind::kDetail &&
                         row.folded.size() >= 5 && sentence.Has(row.folded);
      if (!named || !sheet.At(i, *now) || !sheet.At(i, *before)) continue;
      const int64_t part = *sheet.Value(i, *now) - *sheet.Value(i, *before);
      run.Compared();
      if (whole == 0 || 4 * std::abs(part) >= std::abs(whole)) continue;
      run.Add(absl::StrCat(id, "/", Slug(row.label)), kExplain,
              absl::StrCat("Texten ", Quoted(sentence), ": ", row.label,
                           " är mindre än en fjärdedel av ändringen i ",
                           sheet.name, "."),
              {sheet.Address(i, *now), sheet.Address(*total, *now)},
              Print(part, Measure::kMoney, sheet.unit),
              absl::StrCat("av ", Print(whole, Measure::kMoney, sheet.unit)));
    }
  }
}

// A forecast and what became of it, and causes with amounts: do they explain
// the difference?
void HoldCausesOfADifference(Run& run, const std::string& id,
                             const Paragraph& paragraph) {
  std::vector<int64_t> levels;
  int64_t causes = 0;
  bool expected = false;
  const Sentence* cause = nullptr;
  for (const Sentence& sentence : paragraph.sentences) {
    expected = expected || sentence.HasAny({"prognos*", "berakn*", "budget*"});
    const bool gives = GivesCauses(sentence);
    for (const Said& said : sentence.numbers) {
      if (said.quantity.measure != Measure::kMoney) continue;
      if (!gives && cause == nullptr) levels.push_back(said.quantity.value);
      if (gives) causes += said.quantity.value;
    }
    if (gives && cause == nullptr) cause = &sentence;
  }
  if (!expected || cause == nullptr || levels.size() != 2 || causes == 0) {
    return;
  }
  const int64_t difference = std::abs(levels[1] - levels[0]);
  run.Compared();
  // Nine tenths of a difference is most of it.
  if (difference == 0 ||
      (10 * causes >= 9 * difference && 10 * causes <= 11 * difference)) {
    return;
  }
  run.Add(absl::StrCat(id, "/orsaker"), kExplain,
          absl::StrCat("Texten ", Quoted(*cause),
                       ": orsakerna med belopp förklarar inte hela "
                       "skillnaden."),
          {}, Print(causes, Measure::kMoney, 100'000),
          Print(difference, Measure::kMoney, 100'000));
}

void CausesExplain(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    const std::string id = Slug(paragraph.section);
    HoldCausesOfADifference(run, id, paragraph);
    for (const Sentence& sentence : paragraph.sentences) {
      HoldCauseSigns(run, id, sentence);
      HoldLargeParts(run, id, sentence);
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& WordRules() {
  static const std::vector<PrintedRule> rules = {
      {"TX-1", "Texternas tal är tabellernas", "En källa per siffra",
       ComparisonsHold},
      {"EX-1", "Orsaker förklarar det de ska", "RKR R15", CausesExplain},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

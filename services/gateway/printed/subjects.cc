#include "services/gateway/printed/subjects.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/printed/equity.h"

namespace finsam::gateway::printed {
namespace {

struct TopicRule {
  std::vector<absl::string_view> phrases;
  Topic topic;
  bool sure;
};

const std::vector<TopicRule>& TopicRules() {
  static const std::vector<TopicRule> rules = {
      {{"arets resultat", "periodens resultat"}, Topic::kResult, true},
      {{"underskott", "underskottet", "negativt resultat", "positivt resultat",
        "resultatet blev", "resultatet ar", "resultatet uppgick",
        "resultatet uppgar", "overskott", "overskottet"},
       Topic::kResult,
       false},
      {{"eget kapital", "egna kapital", "egna kapitalet", "egna kapitalets"},
       Topic::kEquity,
       true},
      {{"balanserade resultatet", "balanserade resultat", "balanserat resultat",
        "behallning*", "kapitalet", "sparat kapital"},
       Topic::kEquity,
       false},
      {{"ranta", "rantan", "ranteintakt*", "rantor"}, Topic::kInterest, false},
      {{"likvida medel", "likvida medlen", "kassa och bank"},
       Topic::kCash,
       true},
      {{"soliditet*"}, Topic::kSolidity, true},
      {{"verksamhetens intakter", "totala intakter*"}, Topic::kIncome, true},
      {{"intakterna uppgick", "intakterna blev", "intakterna var"},
       Topic::kIncome,
       false},
      {{"verksamhetens kostnader", "totala kostnader*"}, Topic::kCosts, true},
      {{"kostnaderna uppgick", "kostnaderna blev", "kostnaderna var"},
       Topic::kCosts,
       false},
      {{"medlemsbidrag*", "medelstilldelning*", "medlemsavgift*",
        "bidragen fran medlemmarna"},
       Topic::kContributions,
       true},
      {{"tilldelningen", "tilldelning"}, Topic::kContributions, false},
  };
  return rules;
}

// What turns a topic into another.
Topic Refined(const Sentence& sentence, Topic topic) {
  const bool used = sentence.HasAny({"tillvara", "utnyttja*", "forbruka*",
                                     "anvants", "anvandes", "togs i ansprak",
                                     "tas i ansprak", "tagits i ansprak"});
  if ((topic == Topic::kEquity || topic == Topic::kResult) && used) {
    return Topic::kCapitalUsed;
  }
  const bool against_budget = sentence.HasAny(
      {"mot budget", "mot arets budget", "mot budgeten",
       "forhallande till "
       "budget*",
       "jamfort med budget*", "battre an budget*", "samre an budget*"});
  if (topic == Topic::kResult && against_budget) return Topic::kDeviation;
  if (topic == Topic::kEquity &&
      sentence.HasAny({"ingaende", "arets borjan"})) {
    return Topic::kOpeningEquity;
  }
  return topic;
}

std::vector<Line> LinesOf(Topic topic) {
  switch (topic) {
    case Topic::kResult:
      return {Line::kResult, Line::kResultAfterFinancial};
    case Topic::kEquity:
      return {Line::kEquity, Line::kPreliminaryClosing};
    case Topic::kOpeningEquity:
      return {Line::kOpeningEquity};
    case Topic::kInterest:
      return {Line::kInterest, Line::kFinancialIncome};
    case Topic::kCash:
      return {Line::kCash, Line::kClosingCash};
    case Topic::kSolidity:
      return {Line::kSolidity};
    case Topic::kIncome:
      return {Line::kIncome};
    case Topic::kCosts:
      return {Line::kCosts, Line::kNetCosts};
    case Topic::kContributions:
      return {Line::kContributions};
    default:
      return {};
  }
}

// Capital that a column of a plan takes: what it begins with less what is
// left; of a statement the negative result.
void AddCapitalUsed(const Reading& reading, std::vector<Known>* out) {
  for (const Sheet& sheet : reading.sheets) {
    const auto opening = sheet.RowOf(Line::kOpeningEquity);
    const auto closing = sheet.RowOf(Line::kPreliminaryClosing);
    const auto result = sheet.RowOf(Line::kResult);
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      const ColumnMeaning& meaning = sheet.columns[i].meaning;
      if (opening && closing && sheet.At(*opening, i) &&
          sheet.At(*closing, i)) {
        out->push_back({*sheet.Value(*opening, i) - *sheet.Value(*closing, i),
                        sheet.unit, meaning.year, meaning.role,
                        sheet.Address(*closing, i)});
      } else if (result && sheet.At(*result, i)) {
        out->push_back({-*sheet.Value(*result, i), sheet.unit, meaning.year,
                        meaning.role, sheet.Address(*result, i)});
      }
    }
  }
}

void AddDeviation(const Reading& reading, std::vector<Known>* out) {
  for (const Sheet& sheet : reading.sheets) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      const bool result = sheet.rows[row].line == Line::kResult ||
                          sheet.rows[row].kind == RowKind::kTotal;
      for (size_t i = 0; i < sheet.columns.size() && result; ++i) {
        if (sheet.columns[i].meaning.role != Role::kDeviation) continue;
        if (const auto value = sheet.Value(row, i)) {
          out->push_back({*value, sheet.unit, reading.year, Role::kOutcome,
                          sheet.Address(row, i)});
        }
      }
    }
  }
}

// "Övriga insatser" is not the row "Insatser".
bool IsOfOthers(const Sentence& sentence, size_t token, const Row& row) {
  if (token == 0) return false;
  const std::string& before = sentence.Word(token - 1);
  return (before == "ovriga" || before == "andra") &&
         !absl::StartsWith(row.folded, before);
}

}  // namespace

std::vector<NamedRow> RowsNamed(const Reading& reading,
                                const Sentence& sentence) {
  std::vector<NamedRow> out;
  for (const Sheet& sheet : reading.sheets) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      if (sheet.rows[row].kind == RowKind::kHeading) continue;
      std::optional<size_t> first;
      for (const std::string& name : sheet.rows[row].names) {
        const auto token = sentence.TokenOf(name);
        if (!token || IsOfOthers(sentence, *token, sheet.rows[row])) continue;
        if (!first || *token < *first) first = token;
      }
      if (first) out.push_back({&sheet, row, *first});
    }
  }
  std::stable_sort(
      out.begin(), out.end(),
      [](const NamedRow& a, const NamedRow& b) { return a.token < b.token; });
  return out;
}

std::vector<NamedTopic> TopicsNamed(const Sentence& sentence) {
  std::vector<NamedTopic> out;
  for (const TopicRule& rule : TopicRules()) {
    for (const absl::string_view phrase : rule.phrases) {
      for (auto token = sentence.TokenOf(phrase); token;
           token = sentence.TokenOf(phrase, *token + 1)) {
        out.push_back({Refined(sentence, rule.topic), *token, rule.sure});
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) {
    return std::pair(a.token, a.topic) < std::pair(b.token, b.topic);
  });
  return out;
}

std::vector<Known> KnownOf(const Reading& reading, Topic topic) {
  std::vector<Known> out;
  if (topic == Topic::kCapitalUsed) AddCapitalUsed(reading, &out);
  if (topic == Topic::kDeviation) AddDeviation(reading, &out);
  const std::vector<Line> lines = LinesOf(topic);
  for (const Sheet& sheet : reading.sheets) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      const Line line = sheet.rows[row].line;
      if (line == Line::kNone ||
          std::find(lines.begin(), lines.end(), line) == lines.end()) {
        continue;
      }
      for (size_t i = 0; i < sheet.columns.size(); ++i) {
        const ColumnMeaning& meaning = sheet.columns[i].meaning;
        const auto value = sheet.Value(row, i);
        if (!value) continue;
        out.push_back({*value, sheet.At(row, i)->step, meaning.year,
                       meaning.role, sheet.Address(row, i)});
      }
    }
  }
  if (topic == Topic::kContributions) {
    for (const Sheet& sheet : reading.sheets) {
      for (size_t i = 0; i < sheet.columns.size(); ++i) {
        const auto sum = Contributions(sheet, i);
        const ColumnMeaning& meaning = sheet.columns[i].meaning;
        if (sum) {
          out.push_back(
              {*sum, sheet.unit, meaning.year, meaning.role, sheet.id});
        }
      }
    }
  }
  return out;
}

bool CanMean(const Said& said, const Known& known) {
  // A text that prints a sign means it.
  const int64_t value =
      said.quantity.value < 0 ? known.value : std::abs(known.value);
  if (CanBe(said, value)) return true;
  // The table is rounded, and the text is not.
  return said.bound == Bound::kExact && known.step > said.quantity.step &&
         std::abs(said.quantity.value - value) < known.step;
}

absl::string_view NameOf(Topic topic) {
  switch (topic) {
    case Topic::kResult:
      return "årets resultat";
    case Topic::kCapitalUsed:
      return "vad året tar av kapitalet";
    case Topic::kDeviation:
      return "avvikelsen mot budget";
    case Topic::kEquity:
      return "eget kapital";
    case Topic::kOpeningEquity:
      return "ingående kapital";
    case Topic::kInterest:
      return "ränta";
    case Topic::kCash:
      return "likvida medel";
    case Topic::kSolidity:
      return "soliditet";
    case Topic::kIncome:
      return "intäkter";
    case Topic::kCosts:
      return "kostnader";
    case Topic::kContributions:
      return "medlemmarnas bidrag";
    case Topic::kNone:
      return "";
  }
  return "";
}

}  // namespace finsam::gateway::printed

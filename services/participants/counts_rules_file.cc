#include "services/participants/counts_rules_file.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/base/money.h"
#include "common/files/input.h"
#include "common/files/yaml.h"
#include "services/participants/domain/year_text.h"
#include "services/participants/person_guard.h"

namespace finsam::participants {
namespace {

constexpr absl::string_view kMalformed = "RULES_MALFORMED";
constexpr absl::string_view kTargetForms =
    ">=, >, <=, < eller = och en andel, "
    "som >= 70 % eller >= 58,5 %";
// Shares of parts that a person can be in several of may exceed the whole.
constexpr size_t kPercentDigitsMax = 6;
constexpr int kPercentDecimalsMax = 3;

// "70", "58,5": an exact share. Nothing when it is not written so.
std::optional<Ratio> ReadPercent(absl::string_view text) {
  Ratio share{0, 100};
  size_t digits = 0;
  int decimals = -1;  // Below zero: before the decimal sign.
  for (const char c : text) {
    if ((c == ',' || c == '.') && decimals < 0 && digits > 0) {
      decimals = 0;
    } else if (absl::ascii_isdigit(static_cast<unsigned char>(c))) {
      if (++digits > kPercentDigitsMax) return std::nullopt;
      if (decimals >= 0 && ++decimals > kPercentDecimalsMax) {
        return std::nullopt;
      }
      share.numerator = share.numerator * 10 + (c - '0');
      if (decimals > 0) share.denominator *= 10;
    } else {
      return std::nullopt;
    }
  }
  if (digits == 0 || decimals == 0) return std::nullopt;
  return share;
}

class RulesReader {
 public:
  explicit RulesReader(int year) : year_(year) {}

  Rules Read(YamlMap root) {
    Rules rules;
    if (std::optional<YamlMap> map = root.Map("protection")) {
      rules.protection = ReadProtection(*map);
    }
    for (YamlMap& map : root.Maps("breakdowns")) {
      rules.breakdowns.push_back(ReadBreakdown(map));
    }
    for (YamlMap& map : root.Maps("measures")) {
      rules.measures.push_back(ReadMeasure(map));
    }
    if (std::optional<YamlMap> map = root.Map("effects")) {
      rules.effects = ReadEffects(*map);
    }
    root.Finish();
    return rules;
  }

 private:
  static int64_t ReadMinimum(YamlMap& map, absl::string_view key,
                             int64_t otherwise) {
    const std::optional<int64_t> minimum = map.Integer(key);
    if (!minimum.has_value()) return otherwise;
    if (kMinimumMin <= *minimum && *minimum <= kMinimumMax) return *minimum;
    map.AddProblem(key, kMalformed, "Gränsen är för låg eller för hög.",
                   absl::StrCat(*minimum),
                   absl::StrCat(kMinimumMin, " till ", kMinimumMax));
    return otherwise;
  }

  static ProtectionRule ReadProtection(YamlMap& map) {
    ProtectionRule rule;
    rule.public_minimum = ReadMinimum(map, "public-minimum", kMinimumDefault);
    rule.member_minimum =
        ReadMinimum(map, "member-minimum", rule.public_minimum);
    if (rule.member_minimum > rule.public_minimum) {
      map.AddProblem("member-minimum", kMalformed,
                     "Medlemmarna kan inte få se mindre än allmänheten.",
                     absl::StrCat(rule.member_minimum),
                     absl::StrCat("högst ", rule.public_minimum));
    }
    rule.sensitive_surveys = map.Texts("sensitive-surveys");
    map.Finish();
    return rule;
  }

  static BreakdownRule ReadBreakdown(YamlMap& map) {
    BreakdownRule rule;
    rule.line = map.line();
    rule.name = map.RequireText("name");
    const std::vector<std::string>& words = MeasureWords();
    for (const std::string& word : map.Texts("of")) {
      const auto found = std::find(words.begin(), words.end(), word);
      if (found == words.end()) {
        map.AddProblem("of", "FIELD_INVALID",
                       "Värdet är inget av dem som kan anges.", word,
                       absl::StrJoin(words, ", "));
        continue;
      }
      const auto measure = static_cast<CountMeasure>(found - words.begin());
      if (std::find(rule.of.begin(), rule.of.end(), measure) != rule.of.end()) {
        map.AddProblem("of", "RULES_DUPLICATE", "Står två gånger.", word,
                       "varje mått en gång");
        continue;
      }
      rule.of.push_back(measure);
    }
    rule.several_answers = map.Bool("several-answers").value_or(false);
    rule.values = map.Texts("values");
    map.Finish();
    return rule;
  }

  // Figures' ids, of the year.
  std::vector<std::string> ReadFigures(YamlMap& map, absl::string_view key) {
    std::vector<std::string> ids;
    for (const std::string& text : map.Texts(key)) {
      std::optional<std::string> id = FillYear(text, year_);
      if (id.has_value()) {
        ids.push_back(*std::move(id));
      } else {
        map.AddProblem(key, kMalformed, "Klamrarna går inte att läsa.", text,
                       kYearTextForms);
      }
    }
    return ids;
  }

  MeasureRule ReadMeasure(YamlMap& map) {
    MeasureRule rule;
    rule.line = map.line();
    rule.id = map.RequireText("id");
    rule.name = map.RequireText("name");
    rule.numerator = ReadFigures(map, "numerator");
    rule.denominator = ReadFigures(map, "denominator");
    ReadTarget(map, &rule);
    map.Finish();
    return rule;
  }

  static void ReadTarget(YamlMap& map, MeasureRule* rule) {
    const std::string target = map.RequireText("target");
    absl::string_view rest = WithoutOuterBlanks(target);
    for (const absl::string_view comparison : {">=", "<=", ">", "<", "="}) {
      if (!absl::ConsumePrefix(&rest, comparison)) continue;
      rule->comparison = std::string(comparison);
      break;
    }
    if (!rule->comparison.empty() && absl::ConsumeSuffix(&rest, "%")) {
      if (const auto share = ReadPercent(WithoutOuterBlanks(rest))) {
        rule->target = *share;
        return;
      }
    }
    if (target.empty()) return;  // That it is missing is said already.
    map.AddProblem("target", kMalformed, "Målet går inte att läsa.", target,
                   kTargetForms);
  }

  EffectModel ReadEffects(YamlMap& map) {
    EffectModel model;
    model.line = map.line();
    model.name = map.RequireText("name");
    model.persons = ReadFigures(map, "persons");
    for (YamlMap& item : map.Maps("assumptions")) {
      Assumption assumption;
      assumption.line = item.line();
      assumption.id = item.RequireText("id");
      assumption.name = item.RequireText("name");
      assumption.source = item.RequireText("source");
      assumption.amount = ReadAmount(item, "amount");
      assumption.low = ReadAmount(item, "low");
      assumption.high = ReadAmount(item, "high");
      item.Finish();
      model.assumptions.push_back(std::move(assumption));
    }
    map.Finish();
    return model;
  }

  static Ore ReadAmount(YamlMap& map, absl::string_view key) {
    const std::string text = map.RequireText(key);
    if (text.empty()) return {};
    const absl::StatusOr<Ore> amount = ParseSwedishAmount(text);
    if (amount.ok()) return *amount;
    map.AddProblem(key, ReasonOf(amount.status()),
                   "Beloppet går inte att läsa, eller är för stort.", text,
                   "kronor som 120000 eller 120 000");
    return {};
  }

  const int year_;
};

}  // namespace

Rules ReadCountsRulesFile(absl::string_view content, int year,
                          std::vector<Problem>* problems) {
  if (HoldsPersons(kCountsRulesFile, content, problems)) return {};
  const size_t before = problems->size();
  YamlFile file(kCountsRulesFile, content, problems);
  const Rules rules = RulesReader(year).Read(file.Root());
  HidePersons(before, problems);
  // Of what could not be read as meant, nothing more can be said.
  if (!AnyError(*problems, before)) {
    CheckRules(rules, kCountsRulesFile, problems);
  }
  return rules;
}

}  // namespace finsam::participants

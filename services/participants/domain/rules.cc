#include "services/participants/domain/rules.h"

#include <algorithm>
#include <set>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

constexpr absl::string_view kMalformed = "RULES_MALFORMED";
constexpr absl::string_view kDuplicate = "RULES_DUPLICATE";

constexpr size_t kFigureIdBytesMax = 200;

bool IsRuleId(absl::string_view id) {
  return !id.empty() && id.size() <= kRuleIdBytesMax &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return absl::ascii_islower(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
                  c == '-';
         });
}

class RulesChecker {
 public:
  RulesChecker(absl::string_view file, std::vector<Problem>* problems)
      : findings_(file, problems) {}

  void CheckBreakdowns(const std::vector<BreakdownRule>& breakdowns) {
    if (!CheckSize(0, "breakdowns", breakdowns.size(), kBreakdownsMax)) return;
    std::set<std::string> names;
    for (const BreakdownRule& rule : breakdowns) {
      CheckName(rule.line, "name", rule.name, &names);
      if (!CheckSize(rule.line, "values", rule.values.size(),
                     kBreakdownValuesMax)) {
        continue;
      }
      std::set<std::string> values;
      for (const std::string& value : rule.values) {
        CheckName(rule.line, "values", value, &values);
      }
    }
  }

  void CheckProtection(const ProtectionRule& rule) {
    const std::vector<std::string>& surveys = rule.sensitive_surveys;
    if (!CheckSize(0, "sensitive-surveys", surveys.size(),
                   kBreakdownValuesMax)) {
      return;
    }
    std::set<std::string> names;
    for (const std::string& survey : surveys) {
      CheckText(0, "sensitive-surveys", survey);
      CheckOnce(0, "sensitive-surveys", Slug(survey), survey, &names);
    }
  }

  void CheckMeasures(const std::vector<MeasureRule>& measures) {
    if (!CheckSize(0, "measures", measures.size(), kMeasureRulesMax)) return;
    std::set<std::string> ids;
    for (const MeasureRule& measure : measures) {
      CheckId(measure.line, measure.id, &ids);
      CheckText(measure.line, "name", measure.name);
      CheckFigures(measure.line, "numerator", measure.numerator);
      CheckFigures(measure.line, "denominator", measure.denominator);
    }
  }

  void CheckEffects(const EffectModel& model) {
    if (model.name.empty()) return;
    CheckText(model.line, "name", model.name);
    CheckFigures(model.line, "persons", model.persons);
    if (model.assumptions.empty()) {
      findings_.Add(model.line, "assumptions", kMalformed,
                    "Modellen har inga antaganden.");
    }
    if (!CheckSize(model.line, "assumptions", model.assumptions.size(),
                   kAssumptionsMax)) {
      return;
    }
    std::set<std::string> ids;
    for (const Assumption& assumption : model.assumptions) {
      CheckId(assumption.line, assumption.id, &ids);
      CheckText(assumption.line, "name", assumption.name);
      CheckText(assumption.line, "source", assumption.source);
      if (assumption.low <= assumption.amount &&
          assumption.amount <= assumption.high) {
        continue;
      }
      findings_.Add(assumption.line, "amount", kMalformed,
                    "Beloppet ligger inte mellan det lägsta och det högsta.",
                    SieAmount(assumption.amount),
                    absl::StrCat(SieAmount(assumption.low), " till ",
                                 SieAmount(assumption.high)));
    }
  }

 private:
  bool CheckSize(int64_t line, absl::string_view field, size_t size,
                 size_t size_max) {
    if (size <= size_max) return true;
    findings_.Add(line, field, kMalformed, "Listan är för lång.",
                  absl::StrCat(size), absl::StrCat("högst ", size_max));
    return false;
  }

  void CheckText(int64_t line, absl::string_view field, const std::string& text,
                 size_t bytes_max = kRuleTextBytesMax) {
    if (!findings_.CheckText(line, field, text, bytes_max, kMalformed)) return;
    if (!Slug(text).empty()) return;
    findings_.Add(line, field, kMalformed,
                  "Texten saknas eller har varken bokstav eller siffra.", text);
  }

  // A name whose slug is a part of figure ids.
  void CheckName(int64_t line, absl::string_view field, const std::string& name,
                 std::set<std::string>* seen) {
    CheckText(line, field, name, kBreakdownBytesMax);
    CheckOnce(line, field, Slug(name), name, seen);
  }

  void CheckId(int64_t line, const std::string& id,
               std::set<std::string>* seen) {
    if (!findings_.CheckText(line, "id", id, kRuleIdBytesMax, kMalformed)) {
      return;
    }
    if (!IsRuleId(id)) {
      findings_.Add(line, "id", kMalformed, "Namnet kan inte användas som id.",
                    id, "a–z, 0–9 och bindestreck");
    }
    CheckOnce(line, "id", id, id, seen);
  }

  // Nothing is said of what is empty: it is refused already.
  void CheckOnce(int64_t line, absl::string_view field, const std::string& key,
                 const std::string& found, std::set<std::string>* seen) {
    if (key.empty() || seen->insert(key).second) return;
    findings_.Add(line, field, kDuplicate, "Står två gånger.", found,
                  "varje namn en gång");
  }

  void CheckFigures(int64_t line, absl::string_view field,
                    const std::vector<std::string>& ids) {
    if (ids.empty()) {
      findings_.Add(line, field, kMalformed, "Det står ingen siffra.", "",
                    "minst en siffras id");
    }
    if (!CheckSize(line, field, ids.size(), kRuleFiguresMax)) return;
    std::set<std::string> seen;
    for (const std::string& id : ids) {
      if (!findings_.CheckText(line, field, id, kFigureIdBytesMax,
                               kMalformed)) {
        continue;
      }
      if (!IsFigureId(id)) {
        findings_.Add(line, field, kMalformed, "Detta är inte en siffras id.",
                      id, "som participants/enter/avslutade/total/2024");
      }
      CheckOnce(line, field, id, id, &seen);
    }
  }

  Findings findings_;
};

// Holds the figures that rules name against those that there are.
class FiguresChecker {
 public:
  FiguresChecker(const FigureIndex& index, absl::string_view file,
                 std::vector<Problem>* problems)
      : index_(index), findings_(file, problems) {}

  // Of one sum.
  void Check(int64_t line, absl::string_view field,
             const std::vector<std::string>& ids) {
    for (const std::string& id : ids) {
      const Figure* figure = index_.Find(id);
      if (figure == nullptr) {
        findings_.Add(
            line, field, "RULES_FIGURE_UNKNOWN",
            "Siffran finns inte bland årets.", id,
            ++unknown_ > kNearestFiguresMax ? "" : index_.Nearest(id));
      } else if (std::holds_alternative<Ratio>(figure->value)) {
        findings_.Add(line, field, "RULES_FIGURE_KIND",
                      "Siffran är en andel eller ett snitt, inte ett antal.",
                      id, "ett antal");
      }
    }
  }

 private:
  const FigureIndex& index_;
  Findings findings_;
  size_t unknown_ = 0;
};

}  // namespace

const std::vector<std::string>& MeasureWords() {
  static const auto& words = *[] {
    auto* all = new std::vector<std::string>;
    for (size_t i = 0; i < kMeasureCount; ++i) {
      all->push_back(MeasureWord(static_cast<CountMeasure>(i)));
    }
    return all;
  }();
  return words;
}

const BreakdownRule* FindBreakdown(const Rules& rules,
                                   absl::string_view breakdown) {
  const std::string slug = Slug(breakdown);
  for (const BreakdownRule& rule : rules.breakdowns) {
    if (Slug(rule.name) == slug) return &rule;
  }
  return nullptr;
}

void CheckRules(const Rules& rules, absl::string_view file,
                std::vector<Problem>* problems) {
  RulesChecker checker(file, problems);
  checker.CheckProtection(rules.protection);
  checker.CheckBreakdowns(rules.breakdowns);
  checker.CheckMeasures(rules.measures);
  checker.CheckEffects(rules.effects);
}

void CheckRuleFigures(const Rules& rules, const FigureIndex& index,
                      absl::string_view file, std::vector<Problem>* problems) {
  FiguresChecker checker(index, file, problems);
  for (const MeasureRule& rule : rules.measures) {
    checker.Check(rule.line, "numerator", rule.numerator);
    checker.Check(rule.line, "denominator", rule.denominator);
  }
  const EffectModel& model = rules.effects;
  checker.Check(model.line, "persons", model.persons);
}

}  // namespace finsam::participants

// Rules over texts: that what they say comes from figures, and can be said.

#include <string>
#include <variant>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

void AddTyped(RuleRun& run, const TypedNumber& typed, const std::string& what,
              const std::string& remedy) {
  run.Add(absl::StrCat(typed.file, ":", typed.line, "/", typed.text), kExplain,
          absl::StrCat(typed.file, " rad ", typed.line, ": ", what, " ",
                       typed.text, " är skrivet för hand. ", remedy,
                       ", eller skriv det som {{ \"", typed.text,
                       "\" }} om det inte är en uppgift."),
          {}, typed.text, "");
}

void TextsHaveNoLooseNumbers(RuleRun& run) {
  run.Compared();
  for (const TypedNumber& typed : run.input().typed_numbers) {
    if (typed.is_word) continue;
    AddTyped(run, typed, "talet", "Hänvisa till en siffra");
  }
}

void TextsHaveNoLooseWords(RuleRun& run) {
  run.Compared();
  for (const TypedNumber& typed : run.input().typed_numbers) {
    if (!typed.is_word) continue;
    AddTyped(run, typed, "ordet",
             "Hänvisa till en siffra (| ord, | andel, | tkr drygt eller "
             "compare)");
  }
}

// Visits every reference of the report's texts, with the text's file.
template <typename Visit>
void ForEachReference(const std::vector<ReportSection>& sections,
                      const Visit& visit) {
  for (const ReportSection& section : sections) {
    for (const auto& block : section.blocks) {
      const auto* text = std::get_if<ReportText>(&block);
      if (text == nullptr) continue;
      for (const PrintedReference& reference : text->references) {
        visit(text->file, reference);
      }
    }
    ForEachReference(section.sections, visit);
  }
}

void TextReferencesExist(RuleRun& run) {
  const auto require = [&run](const std::string& file, const std::string& id) {
    if (id.empty() || Find(run.figures(), id) != nullptr) return;
    run.Add(absl::StrCat(file, "/", id), kError,
            absl::StrCat(file, " hänvisar till ", id, ", som inte finns."),
            {id});
  };
  ForEachReference(
      run.input().report->sections,
      [&](const std::string& file, const PrintedReference& reference) {
        run.Compared();
        require(file, reference.figure.id);
        if (reference.compared_with.has_value()) {
          require(file, reference.compared_with->id);
        }
      });
}

// Whether a value can be printed in that unit; what has no value can.
bool Suits(const Value& value, const Display& display) {
  if (!HasValue(value) || std::holds_alternative<Protected>(value)) return true;
  switch (display.unit) {
    case Unit::kPercent:
      return std::holds_alternative<Ratio>(value);
    case Unit::kCount:
      return std::holds_alternative<Count>(value) ||
             std::holds_alternative<Ratio>(value);
    case Unit::kDate:
      return std::holds_alternative<absl::CivilDay>(value);
    default:
      return std::holds_alternative<Ore>(value);
  }
}

void CheckSaid(RuleRun& run, const std::string& file,
               const PrintedReference& reference) {
  const std::string& id = reference.figure.id;
  if (!reference.comparable) {
    const std::string& with = reference.compared_with->id;
    run.Add(absl::StrCat(file, "/", id, "/", with), kError,
            absl::StrCat(file, " jämför ", id, " med ",
                         with.empty() ? "noll" : with,
                         ", men de kan inte jämföras: ett av talen saknas, är "
                         "skyddat eller av annat slag."),
            {id}, reference.printed, "");
  } else if (reference.ambiguous) {
    run.Add(
        absl::StrCat(file, "/", id, "/", reference.compared_with->id), kExplain,
        absl::StrCat(file, " jämför två negativa belopp, ", id, " och ",
                     reference.compared_with->id,
                     ". Skriv | abs efter ordet om storleken menas, som för "
                     "kostnader."),
        {id}, reference.printed, "");
  } else if (!reference.compared_with.has_value() &&
             !Suits(reference.figure.value, reference.display)) {
    run.Add(absl::StrCat(file, "/", id), kExplain,
            absl::StrCat(file, " skriver ", id, " som ", reference.printed,
                         ", för ", UnitWord(reference.display.unit),
                         " passar inte siffran."),
            {id}, reference.printed, "");
  } else if (std::holds_alternative<Protected>(reference.figure.value)) {
    run.Add(absl::StrCat(file, "/", id), kExplain,
            absl::StrCat(file, " hänvisar till ", id,
                         ", som är skyddat och skrivs som \"",
                         reference.printed, "\". Skriv meningen utan talet."),
            {id}, reference.printed, "");
  }
}

void TextReferencesCanBeSaid(RuleRun& run) {
  ForEachReference(
      run.input().report->sections,
      [&run](const std::string& file, const PrintedReference& reference) {
        run.Compared();
        CheckSaid(run, file, reference);
      });
}

}  // namespace

const std::vector<Rule>& TextRules() {
  static const std::vector<Rule> rules = {
      {"TX-1", "Texternas tal är siffror ur källorna", "En källa per siffra",
       TextsHaveNoLooseNumbers},
      {"TX-2", "Texternas hänvisningar finns", "En källa per siffra",
       TextReferencesExist},
      {"TX-3", "Texternas räkneord, andelar och jämförelser är ur källorna",
       "En källa per siffra", TextsHaveNoLooseWords},
      {"TX-4", "Texternas hänvisningar kan skrivas ut", "En källa per siffra",
       TextReferencesCanBeSaid},
  };
  return rules;
}

}  // namespace finsam::gateway

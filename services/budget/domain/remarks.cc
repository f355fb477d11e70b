#include "services/budget/domain/remarks.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

namespace finsam::budget {

void RemarkUnbooked(std::optional<int> booked_through, int year, int month,
                    std::vector<Problem>* remarks) {
  if (!booked_through.has_value() || *booked_through >= month) return;
  const std::string asked = absl::StrFormat("%04d-%02d", year, month);
  const std::string booked =
      *booked_through == 0
          ? ""
          : absl::StrFormat("%04d-%02d", year, *booked_through);
  remarks->push_back(
      {.severity = Severity::kWarning,
       .reason = "OUTCOME_UNBOOKED",
       .file = "",
       .field = "booked_through_month",
       .found = booked,
       .expected = asked,
       .message = absl::StrCat(
           "Utfallet räknas till och med ", asked,
           booked.empty()
               ? absl::StrCat(", men böckerna för ", year,
                              " har inga verifikationer: ingen månad är ")
               : absl::StrCat(", men böckernas sista verifikation är från ",
                              booked, ": månaderna därefter är inte "),
           "bokförd", booked.empty() ? "." : "a.")});
}

void RemarkLines(absl::string_view reason,
                 const std::vector<std::string>& lines,
                 absl::string_view sentence, std::vector<Problem>* remarks) {
  if (lines.empty()) return;
  const size_t named = std::min(lines.size(), kNamedLinesMax);
  std::string names = absl::StrJoin(
      lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(named), ", ");
  if (named < lines.size()) {
    absl::StrAppend(&names, " och ", lines.size() - named, " till");
  }
  remarks->push_back(
      {.severity = Severity::kWarning,
       .reason = std::string(reason),
       .file = "",
       .field = "",
       .found = absl::StrCat(lines.size()),
       .expected = "",
       .message = absl::StrCat(sentence, " Det gäller ", names, ".")});
}

void RemarkStrangers(const Budget& budget, const std::vector<SaidLine>& lines,
                     std::vector<Problem>* remarks) {
  std::vector<std::string> unknown;
  std::vector<std::string> other_kind;
  for (const SaidLine& said : lines) {
    const Line* line = FindLine(budget, said.line);
    if (line == nullptr) {
      unknown.push_back(said.line);
    } else if (said.kind.has_value() && *said.kind != line->kind) {
      other_kind.push_back(said.line);
    }
  }
  RemarkLines("OUTCOME_UNKNOWN", unknown,
              "Utfall av rader som budgeten inte har: de har ingen budget att "
              "jämföras med.",
              remarks);
  RemarkLines("OUTCOME_KIND", other_kind,
              "Utfallet är av det andra slaget än budgetens rad: en intäkt där "
              "budgeten har en kostnad, eller tvärtom. Beloppen kan ha fel "
              "tecken.",
              remarks);
}

}  // namespace finsam::budget

#include "services/budget/domain/brought_forward.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"

namespace finsam::budget {
namespace {

// Slugs that a line of capital begins with, after words that may stand before.
constexpr const char* kWords[] = {"balanserat-resultat", "eget-kapital",
                                  "ingaende-kapital", "behallning",
                                  "balanserat-eget-kapital"};
constexpr const char* kBefore[] = {"ingaende-", "ib-",          "overfort-",
                                   "beraknat-", "preliminart-", "prel-",
                                   "beraknad-", "preliminar-",  "ing-"};

bool BeginsWithCapital(absl::string_view slug) {
  const auto says = [&] {
    return std::any_of(std::begin(kWords), std::end(kWords),
                       [&](const char* word) {
                         absl::string_view rest = slug;
                         return absl::ConsumePrefix(&rest, word) &&
                                (rest.empty() || rest.front() == '-');
                       });
  };
  while (!says()) {
    const bool shorter = std::any_of(
        std::begin(kBefore), std::end(kBefore),
        [&](const char* word) { return absl::ConsumePrefix(&slug, word); });
    if (!shorter) return false;
  }
  return true;
}

Problem ProblemAt(const Draft& draft, int64_t place, Severity severity,
                  const char* reason, const char* field, std::string found,
                  std::string expected, const char* message) {
  return {severity, reason,           draft.file,          place,
          field,    std::move(found), std::move(expected), message};
}

}  // namespace

bool SaysBroughtForward(const Line& line) {
  return line.kind == Kind::kIncome &&
         (BeginsWithCapital(Slug(line.label)) || BeginsWithCapital(line.id));
}

void TakeBroughtForward(int year, Draft* draft,
                        std::vector<Problem>* problems) {
  Decided& decided = draft->decided;
  if (decided.lines.size() > kLinesMax) return;  // CheckDraft refuses it.
  const std::set<int64_t> said(draft->capital_places.begin(),
                               draft->capital_places.end());
  std::vector<Line> lines = std::exchange(decided.lines, {});
  const std::vector<int64_t> places = std::exchange(draft->places, {});
  std::vector<Line> taken;
  std::vector<int64_t> taken_places;
  for (size_t i = 0; i < lines.size(); ++i) {
    Line& line = lines[i];
    const int64_t place = places[i];
    const bool says_so = said.contains(place);
    if (!says_so && !SaysBroughtForward(line)) {
      decided.lines.push_back(std::move(line));
      draft->places.push_back(place);
      continue;
    }
    if (!says_so) {
      problems->push_back(ProblemAt(
          *draft, place, Severity::kWarning, "BUDGET_CAPITAL_AS_INCOME", "slag",
          line.label, "#ingående kapital",
          "Eget kapital från tidigare år är ingen intäkt; det tas som ingående "
          "kapital."));
    }
    if (decided.opening_capital.value_or(line.amount) != line.amount) {
      problems->push_back(
          ProblemAt(*draft, place, Severity::kError, "BUDGET_CAPITAL", "belopp",
                    SieAmount(line.amount), SieAmount(*decided.opening_capital),
                    "Det ingående kapitalet anges två gånger, olika."));
    }
    decided.opening_capital = line.amount;
    if (decided.opening_capital_source.empty()) {
      decided.opening_capital_source = Shortened(line.comment, kSourceBytesMax);
    }
    taken.push_back(std::move(line));
    taken_places.push_back(place);
  }
  for (size_t i = 0; i < taken.size(); ++i) {
    for (int after = 1; after <= decided.plan_years; ++after) {
      const std::optional<Ore> planned = AmountIn(taken[i], after);
      const std::optional<Ore> left = OpeningCapitalIn(decided, after);
      if (!planned.has_value() || planned == left) continue;
      problems->push_back(ProblemAt(
          *draft, taken_places[i], Severity::kWarning, "BUDGET_CAPITAL_PLAN",
          "plan", SieAmount(*planned), SieAmount(*left),
          "Planårets ingående kapital är inte vad året före lämnar."));
      problems->back().field = absl::StrCat("plan ", year + after);
    }
  }
}

}  // namespace finsam::budget

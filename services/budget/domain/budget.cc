#include "services/budget/domain/budget.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"

namespace finsam::budget {
namespace {

constexpr __int128 kOrePerKrona = 100;
constexpr int64_t kPpmPerPercent = 10'000;

bool SaysError(const std::vector<Problem>& problems) {
  return std::any_of(problems.begin(), problems.end(), [](const Problem& p) {
    return p.severity == Severity::kError;
  });
}

// Checks one draft, line by line.
class Checker {
 public:
  Checker(const Draft& draft, std::vector<Problem>* problems)
      : draft_(draft), problems_(problems), already_(SaysError(*problems)) {}

  void CheckWhole(int year) {
    const Decided& decided = draft_.decided;
    if (decided.lines.empty() && !already_) {
      Add(0, "", "BUDGET_EMPTY", "Budgeten har inga rader.", "",
          "minst en rad");
    }
    if (decided.lines.size() > kLinesMax) {
      Add(0, "", "BUDGET_TOO_MANY_LINES", "Budgeten har för många rader.",
          absl::StrCat(decided.lines.size()),
          absl::StrCat("högst ", kLinesMax));
    }
    if (!already_ || !decided.decision.empty()) {
      // A proposal may come before there is anything to refer to.
      CheckText(0, "beslut", decided.decision,
                decided.stage == Stage::kAdopted ? 1 : 0, kDecisionBytesMax);
    }
    if (decided.stage == Stage::kAdopted &&
        decided.adoption_date.year() > year) {
      Add(0, "fastställd", "BUDGET_DATE",
          "Budgeten är fastställd efter årets slut.",
          absl::FormatCivilTime(decided.adoption_date),
          absl::StrCat("senast ", year, "-12-31"), Severity::kWarning);
    }
    CheckCapital();
    CheckPlanYears(year);
  }

  void CheckLine(size_t i) {
    const Line& line = draft_.decided.lines[i];
    const int64_t place = i < draft_.places.size() ? draft_.places[i] : 0;
    CheckId(line, place);
    CheckGroup(line.group, place);
    CheckText(place, "benämning", line.label, 1, kLabelBytesMax);
    CheckText(place, "grupp", line.group, 0, kGroupBytesMax);
    CheckText(place, "medlem", line.member, 0, kMemberBytesMax);
    CheckText(place, "insats", line.initiative, 0, kInitiativeBytesMax);
    CheckText(place, "kostnadsslag", line.cost_kind, 0, kCostKindBytesMax);
    CheckText(place, "kommentar", line.comment, 0, kCommentBytesMax);
    CheckAmount(place, "belopp", line.amount);
    if (line.granted.has_value()) {
      CheckAmount(place, "beviljat", *line.granted);
    }
    for (const std::optional<Ore>& planned : line.plan) {
      if (planned.has_value()) CheckAmount(place, "plan", *planned);
    }
    CheckFactor(line, place);
    if (!line.member.empty() && line.kind == Kind::kCost) {
      Add(place, "medlem", "BUDGET_MEMBER",
          "En kostnad har ingen medlem som bidrar.", line.member, "tomt");
    }
  }

 private:
  void Add(int64_t place, absl::string_view field, absl::string_view reason,
           absl::string_view message, absl::string_view found,
           absl::string_view expected, Severity severity = Severity::kError) {
    problems_->push_back({.severity = severity,
                          .reason = std::string(reason),
                          .file = draft_.file,
                          .line = place,
                          .field = std::string(field),
                          .found = Shortened(found, kFoundBytesMax),
                          .expected = std::string(expected),
                          .message = std::string(message)});
  }

  void CheckCapital() {
    const Decided& decided = draft_.decided;
    CheckText(0, "ingående kapital", decided.opening_capital_source, 0,
              kSourceBytesMax);
    if (!decided.opening_capital.has_value()) {
      if (!decided.opening_capital_source.empty()) {
        Add(0, "ingående kapital", "BUDGET_CAPITAL",
            "Källan anges, men inte det ingående kapitalet.",
            decided.opening_capital_source, "ett belopp");
      }
      return;
    }
    // An association that has spent too much begins below zero.
    const Ore capital = *decided.opening_capital;
    if (capital > kAmountMax || capital < -kAmountMax) {
      Add(0, "ingående kapital", "AMOUNT_TOO_LARGE", "Beloppet är för stort.",
          SieAmount(capital), absl::StrCat("högst ", SieAmount(kAmountMax)));
    }
  }

  // Years after the budget year, without gaps: a year that is planned has a
  // line.
  void CheckPlanYears(int year) {
    const Decided& decided = draft_.decided;
    if (decided.plan_years < 0 || decided.plan_years > kPlanYearsMax) {
      Add(0, "plan", "BUDGET_PLAN_YEARS", "Planen har för många år.",
          absl::StrCat(decided.plan_years),
          absl::StrCat("högst ", kPlanYearsMax));
      return;
    }
    const auto planned = static_cast<size_t>(decided.plan_years);
    for (const Line& line : decided.lines) {
      if (line.plan.size() == planned) continue;
      Add(0, "plan", "BUDGET_PLAN_YEARS",
          "En rad är planerad för andra år än budgeten.",
          absl::StrCat(line.plan.size()), absl::StrCat(planned));
      return;
    }
    for (int i = 1; i <= decided.plan_years && !decided.lines.empty(); ++i) {
      const bool any =
          std::any_of(decided.lines.begin(), decided.lines.end(),
                      [&](const Line& l) { return AmountIn(l, i); });
      if (any) continue;
      const std::string column = absl::StrCat("plan ", year + i);
      Add(0, column, "BUDGET_PLAN_YEARS",
          "Planen hoppar över ett år: åren ska följa på budgetåret.", "",
          column);
    }
  }

  void CheckId(const Line& line, int64_t place) {
    const std::string& id = line.id;
    const bool letters = std::all_of(id.begin(), id.end(), [](char c) {
      return absl::ascii_islower(static_cast<unsigned char>(c)) ||
             absl::ascii_isdigit(static_cast<unsigned char>(c)) || c == '-';
    });
    if (!letters || id.empty() || id.size() > kLineIdBytesMax) {
      Add(place, "rad", "BUDGET_LINE_ID",
          absl::StrCat("Radens id ska ha 1 till ", kLineIdBytesMax,
                       " tecken: a-z, 0-9 och -."),
          id.size() <= kLineIdBytesMax ? id : "",
          Slug(id).substr(0, kLineIdBytesMax));
      return;
    }
    for (const char* sum :
         {kIncomeSum, kCostsSum, kResultSum, kContributionsSum, kOpeningCapital,
          kClosingCapital}) {
      if (id != sum) continue;
      Add(place, "rad", "BUDGET_LINE_ID",
          "Radens id är redan namnet på en av budgetens summor.", id,
          "ett annat id");
    }
    const auto [first, is_new] = seen_.emplace(id, Seen{place, line.group});
    if (is_new) return;
    if (first->second.group == line.group) {
      Add(place, "rad", "BUDGET_LINE_DUPLICATE",
          absl::StrCat("Radens id finns redan på filens rad ",
                       first->second.place, "."),
          id, "ett id för varje rad");
    } else {
      Add(place, "grupp", "BUDGET_LINE_IN_TWO_GROUPS",
          absl::StrCat("Raden står redan i en annan grupp, på filens rad ",
                       first->second.place, "."),
          line.group, first->second.group);
    }
  }

  void CheckGroup(const std::string& group, int64_t place) {
    if (group.empty() || group.size() > kGroupBytesMax) return;
    const std::string slug = GroupLine(group);
    if (slug == GroupLine("")) {
      Add(place, "grupp", "BUDGET_GROUP_ALIKE",
          "Gruppens namn har varken bokstäver eller siffror.", group,
          "ett namn");
      return;
    }
    const auto [first, is_new] = groups_.emplace(slug, group);
    if (is_new || first->second == group) return;
    Add(place, "grupp", "BUDGET_GROUP_ALIKE",
        "Två grupper har namn som inte kan skiljas åt.", group, first->second);
  }

  void CheckFactor(const Line& line, int64_t place) {
    if (!line.factor.has_value()) return;
    const Share factor = *line.factor;
    if (factor < Share{0} || factor > kWhole) {
      Add(place, "faktor", "BUDGET_FACTOR",
          "Faktorn är en andel av det beviljade.", ShareText(factor),
          "0 % till 100 %");
      return;
    }
    if (!line.granted.has_value()) {
      Add(place, "faktor", "BUDGET_FACTOR",
          "Faktorn anges, men inte vad som är beviljat.", "",
          "ett belopp i beviljat");
      return;
    }
    if (*line.granted < Ore{0} || *line.granted > kAmountMax) return;
    const Ore expected = BudgetedOf(*line.granted, factor);
    if (line.amount < Ore{0} || line.amount > kAmountMax ||
        BudgetedOf(line.amount, kWhole) == expected) {
      return;
    }
    Add(place, "faktor", "BUDGET_FACTOR",
        "Beloppet är inte det beviljade gånger faktorn.", ShareText(factor),
        absl::StrCat("en faktor som ger ", SieAmount(line.amount), ", inte ",
                     SieAmount(expected)));
  }

  void CheckText(int64_t place, absl::string_view field,
                 const std::string& text, size_t bytes_min, size_t bytes_max) {
    if (text.size() >= bytes_min && text.size() <= bytes_max) return;
    Add(place, field, "BUDGET_TEXT_SIZE", "Textens längd går inte för sig.",
        absl::StrCat(text.size(), " byte"),
        absl::StrCat(bytes_min, " till ", bytes_max, " byte"));
  }

  void CheckAmount(int64_t place, absl::string_view field, Ore amount) {
    if (amount < Ore{0}) {
      Add(place, field, "BUDGET_NEGATIVE",
          "Både intäkter och kostnader skrivs som positiva belopp; slag säger "
          "vilket det är.",
          SieAmount(amount), "0 eller mer");
    } else if (amount > kAmountMax) {
      Add(place, field, "AMOUNT_TOO_LARGE", "Beloppet är för stort.",
          SieAmount(amount), absl::StrCat("högst ", SieAmount(kAmountMax)));
    }
  }

  struct Seen {
    int64_t place;
    std::string group;
  };

  const Draft& draft_;
  std::vector<Problem>* problems_;
  const bool already_;
  std::map<std::string, Seen> seen_;           // By line id.
  std::map<std::string, std::string> groups_;  // By slug.
};

}  // namespace

std::string Budget::Name() const {
  return absl::StrCat(year.Text(), "/budgets/", version);
}

void CheckDraft(int year, const Draft& draft, std::vector<Problem>* problems) {
  Checker checker(draft, problems);
  checker.CheckWhole(year);
  const size_t count = std::min(draft.decided.lines.size(), kLinesMax);
  for (size_t i = 0; i < count; ++i) checker.CheckLine(i);
}

std::string ShareText(Share share) {
  std::string decimals =
      absl::StrCat(absl::Dec(share.ppm % kPpmPerPercent, absl::kZeroPad4));
  decimals.erase(decimals.find_last_not_of('0') + 1);
  return absl::StrCat(share.ppm / kPpmPerPercent, decimals.empty() ? "" : ",",
                      decimals, " %");
}

Ore BudgetedOf(Ore granted, Share factor) {
  const __int128 per_krona = kOrePerKrona * kWhole.ppm;
  const __int128 exact = static_cast<__int128>(granted.value) * factor.ppm;
  return {
      static_cast<int64_t>((exact + per_krona / 2) / per_krona * kOrePerKrona)};
}

std::optional<Ore> AmountIn(const Line& line, int years_after) {
  if (years_after == 0) return line.amount;
  const auto i = static_cast<size_t>(years_after) - 1;
  return i < line.plan.size() ? line.plan[i] : std::nullopt;
}

std::optional<Ore> ContributionsIn(const Decided& decided, int years_after) {
  std::optional<Ore> sum;
  for (const Line& line : decided.lines) {
    if (line.member.empty()) continue;
    sum = sum.value_or(Ore{}) + AmountIn(line, years_after).value_or(Ore{});
  }
  return sum;
}

const Line* FindLine(const Budget& budget, absl::string_view id) {
  for (const Line& line : budget.decided.lines) {
    if (line.id == id) return &line;
  }
  return nullptr;
}

Sums SumsOf(const std::vector<Line>& lines, int years_after) {
  Sums sums;
  for (const Line& line : lines) {
    (line.kind == Kind::kIncome ? sums.income : sums.costs) +=
        AmountIn(line, years_after).value_or(Ore{});
  }
  return sums;
}

std::optional<Ore> OpeningCapitalIn(const Decided& decided, int years_after) {
  std::optional<Ore> capital = decided.opening_capital;
  for (int i = 0; capital.has_value() && i < years_after; ++i) {
    *capital += SumsOf(decided.lines, i).result();
  }
  return capital;
}

absl::string_view StageName(Stage stage) {
  switch (stage) {
    case Stage::kProposal:
      return "proposal";
    case Stage::kConsulted:
      return "consulted";
    case Stage::kAdopted:
      return "adopted";
  }
  return "";
}

}  // namespace finsam::budget

#include "tests/budget/random_budget.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"

namespace finsam::budget {
namespace {

int Below(Random& random, int end) {
  return static_cast<int>(random() % static_cast<uint64_t>(end));
}

bool OneIn(Random& random, int n) { return Below(random, n) == 0; }

// Begins and ends with a letter, so that nothing is trimmed away.
std::string Text(Random& random) {
  constexpr const char* kPieces[] = {"a",  "Ö",   "\"", ";", ",", " ",
                                     "\n", "§ 3", "–",  "#", "'", "x"};
  std::string text = "T";
  for (int i = Below(random, 8); i > 0; --i) {
    absl::StrAppend(&text, kPieces[Below(random, std::size(kPieces))]);
  }
  return absl::StrCat(text, "z");
}

// As Text, on one line: a directive is one.
std::string LineOfText(Random& random) {
  std::string text = Text(random);
  std::replace(text.begin(), text.end(), '\n', ' ');
  return text;
}

Ore Amount(Random& random) {
  switch (Below(random, 5)) {
    case 0:
      return Ore{0};
    case 1:
      return Ore{static_cast<int64_t>(
          random() % static_cast<uint64_t>(kAmountMax.value + 1))};
    case 2:
      return Ore{Below(random, 200)};
    default:
      return Ore{int64_t{Below(random, 10'000'000)} * 100};
  }
}

void Decide(Random& random, Line* line) {
  line->amount = Amount(random);
  line->granted.reset();
  line->factor.reset();
  if (OneIn(random, 4)) line->granted = Amount(random);
  if (!line->granted.has_value() || OneIn(random, 2)) return;
  line->factor = Share{Below(random, 1'000'001)};
  line->amount = BudgetedOf(*line->granted, *line->factor);
}

void Plan(Random& random, int years, Line* line) {
  line->plan.clear();
  for (int i = 0; i < years; ++i) {
    line->plan.push_back(OneIn(random, 5) ? std::nullopt
                                          : std::optional(Amount(random)));
  }
}

Line RandomLine(Random& random, int years, const std::string& id) {
  Line line;
  line.id = id;
  line.label = Text(random);
  // "Rad" keeps capital's words away from the beginning.
  line.label.insert(0, "Rad ");
  if (!OneIn(random, 3)) line.group = absl::StrCat("Grupp ", Below(random, 4));
  line.kind = OneIn(random, 3) ? Kind::kIncome : Kind::kCost;
  if (line.kind == Kind::kIncome && OneIn(random, 2)) line.member = "gnosjo";
  if (OneIn(random, 3)) line.initiative = Text(random);
  if (OneIn(random, 3)) line.cost_kind = "personal";
  if (OneIn(random, 3)) line.comment = Text(random);
  Decide(random, &line);
  Plan(random, years, &line);
  return line;
}

// Every plan year has a line.
void FillPlan(Decided* decided) {
  for (int i = 1; i <= decided->plan_years; ++i) {
    std::optional<Ore>& first =
        decided->lines.front().plan[static_cast<size_t>(i) - 1];
    first = first.value_or(Ore{7});
  }
}

}  // namespace

Decided RandomDecided(Random& random) {
  Decided decided;
  decided.stage = static_cast<Stage>(Below(random, 3));
  decided.adoption_date = absl::CivilDay(2023, 1, 1) + Below(random, 700);
  if (decided.stage == Stage::kAdopted || OneIn(random, 2)) {
    decided.decision = LineOfText(random);
  }
  decided.plan_years = OneIn(random, 2) ? 0 : Below(random, kPlanYearsMax + 1);
  if (OneIn(random, 2)) {
    decided.opening_capital =
        OneIn(random, 4) ? -Amount(random) : Amount(random);
    if (OneIn(random, 2)) decided.opening_capital_source = LineOfText(random);
  }
  const int lines = 1 + Below(random, 30);
  for (int i = 0; i < lines; ++i) {
    decided.lines.push_back(
        RandomLine(random, decided.plan_years, absl::StrCat("r-", i)));
  }
  FillPlan(&decided);
  return decided;
}

Decided Changed(const Decided& decided, Random& random) {
  Decided changed = decided;
  for (int i = 1 + Below(random, 4); i > 0; --i) {
    const size_t at = random() % changed.lines.size();
    Line& line = changed.lines[at];
    switch (Below(random, 6)) {
      case 0:
        Decide(random, &line);
        break;
      case 1:
        Plan(random, changed.plan_years, &line);
        break;
      case 2:
        line.comment = Text(random);
        break;
      case 3:
        if (changed.lines.size() > 1) {
          changed.lines.erase(changed.lines.begin() +
                              static_cast<ptrdiff_t>(at));
        }
        break;
      case 4:
        changed.lines.push_back(RandomLine(
            random, changed.plan_years, absl::StrCat("ny-", random() % 1'000)));
        break;
      default:
        std::swap(line, changed.lines.front());
    }
  }
  FillPlan(&changed);
  return changed;
}

Draft DraftOf(const Decided& decided) {
  Draft draft;
  draft.decided = decided;
  draft.file = "budget.csv";
  for (size_t i = 0; i < decided.lines.size(); ++i) {
    draft.places.push_back(static_cast<int64_t>(i) + 2);
  }
  return draft;
}

}  // namespace finsam::budget

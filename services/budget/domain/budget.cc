#include "services/budget/domain/budget.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace finsam::budget {
namespace {

// Checks one draft, line by line.
class Checker {
 public:
  Checker(const Draft& draft, std::vector<Problem>* problems)
      : draft_(draft), problems_(problems), already_(!problems->empty()) {}

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
      CheckText(0, "beslut", decided.decision, 1, kDecisionBytesMax);
    }
    if (decided.adoption_date.year() > year) {
      Add(0, "fastställd", "BUDGET_DATE",
          "Budgeten är fastställd efter årets slut.",
          absl::FormatCivilTime(decided.adoption_date),
          absl::StrCat("senast ", year, "-12-31"), Severity::kWarning);
    }
  }

  void CheckLine(size_t i) {
    const Line& line = draft_.decided.lines[i];
    const int64_t place = i < draft_.places.size() ? draft_.places[i] : 0;
    CheckId(line.id, place);
    CheckText(place, "benämning", line.label, 1, kLabelBytesMax);
    CheckText(place, "grupp", line.group, 0, kGroupBytesMax);
    CheckText(place, "kommentar", line.comment, 0, kCommentBytesMax);
    CheckAmount(place, "belopp", line.amount);
    if (line.granted.has_value()) {
      CheckAmount(place, "beviljat", *line.granted);
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
                          .found = std::string(found),
                          .expected = std::string(expected),
                          .message = std::string(message)});
  }

  void CheckId(const std::string& id, int64_t place) {
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
    if (id == kIncomeSum || id == kCostsSum || id == kResultSum) {
      Add(place, "rad", "BUDGET_LINE_ID",
          "Radens id är redan namnet på en av budgetens summor.", id,
          "ett annat id");
    }
    const auto [first, is_new] = seen_.emplace(id, place);
    if (!is_new) {
      Add(place, "rad", "BUDGET_LINE_DUPLICATE",
          absl::StrCat("Radens id finns redan på filens rad ", first->second,
                       "."),
          id, "ett id för varje rad");
    }
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

  const Draft& draft_;
  std::vector<Problem>* problems_;
  const bool already_;
  std::map<std::string, int64_t> seen_;  // Line ids and their places.
};

Figure MakeFigure(const Budget& budget, int64_t revision,
                  absl::string_view line, Ore amount, absl::string_view rule) {
  Figure figure;
  figure.id = BudgetFigureId(line, budget.year.year);
  figure.value = amount;
  figure.provenance.service = "budget";
  figure.provenance.revision = revision;
  figure.provenance.rule = std::string(rule);
  return figure;
}

// A sum of the lines of `kind`. Without such lines it has no terms, and comes
// from the decision as a whole.
Figure SumFigure(const Budget& budget, int64_t revision, Kind kind,
                 absl::string_view name, Ore amount) {
  Figure figure = MakeFigure(budget, revision, name, amount, "sum");
  for (const Line& line : budget.decided.lines) {
    if (line.kind != kind) continue;
    figure.provenance.terms.push_back(
        {BudgetFigureId(line.id, budget.year.year), 1});
  }
  if (figure.provenance.terms.empty()) {
    figure.provenance.records.push_back(budget.Name());
  }
  return figure;
}

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

Sums SumsOf(const std::vector<Line>& lines) {
  Sums sums;
  for (const Line& line : lines) {
    (line.kind == Kind::kIncome ? sums.income : sums.costs) += line.amount;
  }
  return sums;
}

std::string BudgetFigureId(absl::string_view line, int year) {
  return absl::StrCat("budget/", line, "/", year);
}

std::vector<Figure> FiguresOf(const Budget& budget, int64_t revision) {
  std::vector<Figure> figures;
  for (const Line& line : budget.decided.lines) {
    figures.push_back(
        MakeFigure(budget, revision, line.id, line.amount, "decided"));
    figures.back().provenance.records.push_back(
        absl::StrCat(budget.Name(), "#", line.id));
  }
  const Sums sums = SumsOf(budget.decided.lines);
  figures.push_back(
      SumFigure(budget, revision, Kind::kIncome, kIncomeSum, sums.income));
  figures.push_back(
      SumFigure(budget, revision, Kind::kCost, kCostsSum, sums.costs));
  figures.push_back(
      MakeFigure(budget, revision, kResultSum, sums.result(), "sum"));
  figures.back().provenance.terms = {
      {BudgetFigureId(kIncomeSum, budget.year.year), 1},
      {BudgetFigureId(kCostsSum, budget.year.year), -1}};
  return figures;
}

}  // namespace finsam::budget

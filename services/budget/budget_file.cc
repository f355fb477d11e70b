#include "services/budget/budget_file.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/figure/display.h"
#include "common/files/csv.h"
#include "common/files/csv_line.h"
#include "common/files/input.h"
#include "services/budget/domain/brought_forward.h"
#include "services/budget/share_text.h"

namespace finsam::budget {
namespace {

constexpr char kStage[] = "skede";
constexpr char kAdopted[] = "fastställd";
constexpr char kDay[] = "dag";
constexpr char kDecision[] = "beslut";
constexpr char kCapital[] = "ingående kapital";
// In the order of Stage.
constexpr std::array<const char*, 3> kStageWords = {"förslag", "samrådd",
                                                    "fastställd"};

std::string PlanColumn(int year) { return absl::StrCat("plan ", year); }

std::vector<std::string> OptionalColumns(int year) {
  std::vector<std::string> columns = {"beviljat", "faktor",       "medlem",
                                      "insats",   "kostnadsslag", "kommentar"};
  for (int i = 0; i <= kPlanYearsMax; ++i) {
    columns.push_back(PlanColumn(year + i));
  }
  return columns;
}

// Reads one file's rows and directives into a draft.
class Reader {
 public:
  Reader(absl::string_view file, int year, absl::string_view content,
         std::vector<Problem>* problems)
      : file_(file),
        year_(year),
        problems_(*problems),
        in_(file, content, {"rad", "benämning", "grupp", "slag", "belopp"},
            OptionalColumns(year), problems) {}

  Draft Read() {
    draft_.file = file_;
    ReadStage();
    ReadCapital();
    for (const CsvRow& row : in_.rows()) {
      const size_t before = problems_.size();
      Line line = ReadLine(row);
      if (problems_.size() != before) continue;
      draft_.decided.lines.push_back(std::move(line));
      draft_.places.push_back(row.line);
    }
    for (Line& line : draft_.decided.lines) {
      line.plan.resize(static_cast<size_t>(draft_.decided.plan_years));
    }
    TakeBroughtForward(year_, &draft_, &problems_);
    return std::move(draft_);
  }

 private:
  void Add(absl::string_view directive, absl::string_view reason,
           absl::string_view message, absl::string_view found,
           absl::string_view expected) {
    FileProblems{file_, &problems_}.Add(0, directive, reason, message, found,
                                        expected);
  }

  void ReadStage() {
    Decided& decided = draft_.decided;
    const std::string word = in_.Directive(kStage).value_or("");
    const auto found = std::find_if(
        kStageWords.begin(), kStageWords.end(),
        [&](const char* known) { return absl::EqualsIgnoreCase(word, known); });
    if (found != kStageWords.end()) {
      decided.stage = static_cast<Stage>(found - kStageWords.begin());
    } else if (!word.empty()) {
      // Which day and decision it needs is not known then.
      Add(kStage, "FIELD_INVALID", "Värdet är inget av dem som kan anges.",
          word, absl::StrJoin(kStageWords, ", "));
      return;
    } else if (in_.Directive(kDay).has_value() &&
               !in_.Directive(kAdopted).has_value()) {
      Add(kStage, "BUDGET_STAGE",
          "Filen har #dag men inget #skede: en fastställd budget har dagen i "
          "#fastställd.",
          "", "#skede;förslag eller #skede;samrådd");
      return;
    }
    const bool adopted = decided.stage == Stage::kAdopted;
    const char* other = adopted ? kDay : kAdopted;
    if (in_.Directive(other).has_value()) {
      Add(other, "BUDGET_STAGE",
          "En fastställd budget har dagen i #fastställd, en annan i #dag.",
          other, adopted ? kAdopted : kDay);
    }
    decided.adoption_date = in_.RequireDirectiveDate(adopted ? kAdopted : kDay)
                                .value_or(absl::CivilDay());
    decided.decision = std::string(
        WithoutOuterBlanks(adopted ? in_.RequireDirective(kDecision)
                                   : in_.Directive(kDecision).value_or("")));
  }

  void ReadCapital() {
    const std::optional<std::string> text = in_.Directive(kCapital);
    if (!text.has_value()) return;
    const size_t end = std::min(text->find(';'), text->size());
    const absl::string_view written(*text);
    const auto amount =
        ParseSwedishAmount(WithoutOuterBlanks(written.substr(0, end)));
    if (!amount.ok()) {
      Add(kCapital, ReasonOf(amount.status()), "Beloppet går inte att läsa.",
          *text, "kronor, och sedan gärna varifrån: 1 925 340;prognos 2024");
      return;
    }
    draft_.decided.opening_capital = *amount;
    if (end < written.size()) {
      draft_.decided.opening_capital_source =
          std::string(WithoutOuterBlanks(written.substr(end + 1)));
    }
  }

  Line ReadLine(const CsvRow& row) {
    Line line;
    line.id = in_.RequireText(row, "rad");
    line.label = in_.RequireText(row, "benämning");
    line.group = in_.Text(row, "grupp");
    line.member = in_.Text(row, "medlem");
    line.initiative = in_.Text(row, "insats");
    line.cost_kind = in_.Text(row, "kostnadsslag");
    line.comment = in_.Text(row, "kommentar");
    if (!in_.RequireText(row, "slag").empty()) {
      const size_t kind =
          in_.Choice(row, "slag", {"intäkt", "kostnad", "kapital"}).value_or(1);
      line.kind = kind == 1 ? Kind::kCost : Kind::kIncome;
      if (kind == 2) draft_.capital_places.push_back(row.line);
    }
    const bool stated = !in_.Text(row, "belopp").empty();
    if (stated) {
      line.amount = in_.Amount(row, "belopp").value_or(Ore{});
    } else if (in_.Text(row, "beviljat").empty() ||
               in_.Text(row, "faktor").empty()) {
      in_.RequireText(row, "belopp");
    }
    line.granted = in_.Amount(row, "beviljat");
    line.factor = ReadFactor(row);
    if (!stated && line.granted.value_or(Ore{}) >= Ore{0} && line.factor) {
      line.amount = BudgetedOf(line.granted.value_or(Ore{}), *line.factor);
    }
    ReadPlan(row, &line);
    return line;
  }

  std::optional<Share> ReadFactor(const CsvRow& row) {
    const std::string text = in_.Text(row, "faktor");
    if (text.empty()) return std::nullopt;
    const std::optional<Share> share = ParseShare(text);
    if (!share.has_value()) {
      in_.AddProblem(row, "faktor", "SHARE_MALFORMED",
                     "Faktorn går inte att läsa.", text, kShareForms);
    }
    return share;
  }

  void ReadPlan(const CsvRow& row, Line* line) {
    line->plan.resize(kPlanYearsMax);
    // The column is wrong, whichever row uses it: told once.
    if (!plan_told_ && !in_.Text(row, PlanColumn(year_)).empty()) {
      plan_told_ = true;
      in_.AddProblem(row, PlanColumn(year_), "BUDGET_PLAN_YEARS",
                     "Budgetårets belopp står i kolumnen belopp; planen "
                     "börjar året efter.",
                     PlanColumn(year_), PlanColumn(year_ + 1));
    }
    for (int i = 1; i <= kPlanYearsMax; ++i) {
      const auto amount = in_.Amount(row, PlanColumn(year_ + i));
      line->plan[static_cast<size_t>(i) - 1] = amount;
      if (!amount.has_value()) continue;
      draft_.decided.plan_years = std::max(draft_.decided.plan_years, i);
    }
  }

  const std::string file_;
  const int year_;
  std::vector<Problem>& problems_;
  CsvReader in_;
  bool plan_told_ = false;
  Draft draft_;
};

std::string Amount(Ore amount, Numbers numbers) {
  if (numbers == Numbers::kPlain) return SieAmount(amount);
  return Format(amount, {.unit = Unit::kKronor,
                         .decimals = amount.value % 100 == 0 ? 0 : 2});
}

std::string Amount(const std::optional<Ore>& amount, Numbers numbers) {
  return amount.has_value() ? Amount(*amount, numbers) : "";
}

std::string Directive(absl::string_view word, absl::string_view value) {
  return absl::StrCat("#", word, ";", CsvField(value), "\n");
}

std::string Directives(const Decided& decided, Numbers numbers) {
  const auto stage = static_cast<size_t>(decided.stage);
  std::string out = Directive(kStage, kStageWords.at(stage));
  absl::StrAppend(&out,
                  Directive(decided.stage == Stage::kAdopted ? kAdopted : kDay,
                            absl::FormatCivilTime(decided.adoption_date)));
  if (!decided.decision.empty()) {
    absl::StrAppend(&out, Directive(kDecision, decided.decision));
  }
  if (decided.opening_capital.has_value()) {
    std::string value = Amount(*decided.opening_capital, numbers);
    if (!decided.opening_capital_source.empty()) {
      absl::StrAppend(&value, ";", decided.opening_capital_source);
    }
    absl::StrAppend(&out, Directive(kCapital, value));
  }
  return out;
}

}  // namespace

Draft ReadBudgetFile(absl::string_view file, int year,
                     absl::string_view content,
                     std::vector<Problem>* problems) {
  return Reader(file, year, content, problems).Read();
}

std::string WriteBudgetFile(int year, const Decided& decided, Numbers numbers) {
  std::vector<std::string> head = {"rad",    "benämning",   "grupp",  "slag",
                                   "belopp", "beviljat",    "faktor", "medlem",
                                   "insats", "kostnadsslag"};
  for (int i = 1; i <= decided.plan_years; ++i) {
    head.push_back(PlanColumn(year + i));
  }
  head.push_back("kommentar");
  std::string out = absl::StrCat(Directives(decided, numbers),
                                 absl::StrJoin(head, ";"), "\n");
  for (const Line& line : decided.lines) {
    std::vector<std::string> fields = {
        line.id,
        CsvField(line.label),
        CsvField(line.group),
        line.kind == Kind::kIncome ? "intäkt" : "kostnad",
        Amount(line.amount, numbers),
        Amount(line.granted, numbers),
        line.factor.has_value() ? ShareText(*line.factor) : "",
        CsvField(line.member),
        CsvField(line.initiative),
        CsvField(line.cost_kind)};
    for (const std::optional<Ore>& planned : line.plan) {
      fields.push_back(Amount(planned, numbers));
    }
    fields.push_back(CsvField(line.comment));
    absl::StrAppend(&out, absl::StrJoin(fields, ";"), "\n");
  }
  return out;
}

}  // namespace finsam::budget

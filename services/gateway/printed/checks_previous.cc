// Rules against documents given beside: last year's report, the plan whose
// budget this report is held against.

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

// Labels this long are one also when one of them is cut.
constexpr size_t kCutLabelBytesMin = 10;

bool SameAssociation(const Run& run, const Reading& other) {
  return Fold(run.document().association) == Fold(other.document->association);
}

bool SameRow(const Row& a, const Row& b) {
  if (a.folded == b.folded) return true;
  if (a.line != Line::kNone && b.line != Line::kNone) return a.line == b.line;
  return (a.folded.size() >= kCutLabelBytesMin &&
          absl::StartsWith(b.folded, a.folded)) ||
         (b.folded.size() >= kCutLabelBytesMin &&
          absl::StartsWith(a.folded, b.folded));
}

// Whether rows of the two mean the same when they are called the same.
bool SameSheet(const Sheet& a, const Sheet& b) {
  return a.kind == b.kind && a.note == b.note && a.kind != SheetKind::kOther &&
         a.measure == b.measure;
}

void HoldSheets(Run& run, const Sheet& now, const Sheet& then, bool outcomes,
                const std::string& file) {
  const bool same_kind = SameSheet(now, then);
  for (size_t i = 0; i < now.columns.size(); ++i) {
    const ColumnMeaning& meaning = now.columns[i].meaning;
    const bool outcome = meaning.role == Role::kOutcome;
    if (meaning.role == Role::kOther || meaning.role == Role::kDeviation ||
        meaning.partial || outcome != outcomes ||
        meaning.part != Part::kWhole) {
      continue;
    }
    const auto same = then.ColumnOf(meaning.year, meaning.role);
    if (!same || then.columns[*same].meaning.partial) continue;
    for (size_t row = 0; row < now.rows.size(); ++row) {
      const Row& label = now.rows[row];
      if (label.kind == RowKind::kHeading || !now.At(row, i)) continue;
      for (size_t j = 0; j < then.rows.size(); ++j) {
        // Tables of other kinds are held together by a detail's name alone.
        const bool same_row = same_kind
                                  ? SameRow(label, then.rows[j])
                                  : label.kind == RowKind::kDetail &&
                                        label.line == Line::kNone &&
                                        label.folded == then.rows[j].folded &&
                                        meaning.role != Role::kOutcome;
        if (!same_row || !then.At(j, *same)) continue;
        const Place place{&now, row, i};
        run.HoldSame(place.address(), place, {&then, j, *same}, kError,
                     absl::StrCat(place.Name(), " är ett annat tal i ", file),
                     /*regardless_of_sign=*/!same_kind);
        break;
      }
    }
  }
}

void HoldPrevious(Run& run, bool outcomes) {
  for (const Reading& previous : run.previous()) {
    if (!SameAssociation(run, previous)) continue;
    for (const Sheet& now : run.sheets()) {
      for (const Sheet& then : previous.sheets) {
        HoldSheets(run, now, then, outcomes, previous.document->file);
      }
    }
  }
}

void ComparisonColumnsAreLastYears(Run& run) {
  HoldPrevious(run, /*outcomes=*/true);
}

// The budget's income and contributions, as the plan decided them.
void HoldPlannedIncome(Run& run, const Reading& plan) {
  const int year = run.year();
  const auto planned = Contributions(plan, year, Role::kBudget);
  for (const Sheet& sheet : run.sheets()) {
    const auto fees = PlaceOf(sheet, Line::kContributions, year, Role::kBudget);
    if (fees && planned) {
      run.Compared();
      if (std::abs(fees->value() - *planned) > sheet.unit) {
        run.Add(absl::StrCat(fees->address(), "/plan"), kError,
                absl::StrCat(fees->Name(), ": ", plan.document->file,
                             " har andra bidrag; avvikelsen från dem är också "
                             "en annan."),
                {fees->address()},
                Print(fees->value(), Measure::kMoney, sheet.unit),
                Print(*planned, Measure::kMoney, sheet.unit));
      }
    }
    const auto income = PlaceOf(sheet, Line::kIncome, year, Role::kBudget);
    for (const Sheet& other : plan.sheets) {
      const auto total = PlaceOf(other, Line::kIncome, year, Role::kBudget);
      const auto opening =
          PlaceOf(other, Line::kOpeningEquity, year, Role::kBudget);
      if (!income || !total || !opening || income->value() != total->value() ||
          opening->value() == 0) {
        continue;
      }
      run.Compared();
      run.Add(absl::StrCat(income->address(), "/ingaende-kapital"), kDefinition,
              absl::StrCat(income->Name(), " räknar med ingående kapital, ",
                           Print(opening->value(), Measure::kMoney, other.unit),
                           ", som inte är en intäkt."),
              {income->address()},
              Print(income->value(), Measure::kMoney, sheet.unit),
              Print(total->value() - opening->value(), Measure::kMoney,
                    other.unit));
    }
  }
}

void PlansAreKept(Run& run) {
  HoldPrevious(run, /*outcomes=*/false);
  for (const Reading& previous : run.previous()) {
    if (SameAssociation(run, previous)) HoldPlannedIncome(run, previous);
  }
}

// "Ingen sökte medel för nya projekt" explains nothing where the forecast
// already had none for them.
void CausesWereNotForeseen(Run& run) {
  for (const Reading& previous : run.previous()) {
    if (!SameAssociation(run, previous)) continue;
    for (const Sheet& sheet : previous.sheets) {
      const auto forecast = sheet.ColumnOf(run.year(), Role::kForecast);
      for (size_t row = 0; forecast && row < sheet.rows.size(); ++row) {
        const auto value = sheet.Value(row, *forecast);
        if (!HasAny(sheet.rows[row].folded, {"nya projekt*", "nya insats*"}) ||
            !value || *value != 0) {
          continue;
        }
        for (const Paragraph& paragraph : run.text()) {
          bool forecasts = false;
          for (const Sentence& sentence : paragraph.sentences) {
            forecasts = forecasts || sentence.HasAny({"prognos*"});
            const bool cause =
                sentence.HasAny(
                    {"skal", "skalen", "beror pa", "orsak*", "forklar*"}) &&
                sentence.HasAny({"ingen", "inga", "inte"}) &&
                sentence.HasAny({"projekt*", "nya insats*", "forstudie*"});
            run.Compared();
            if (!cause || !forecasts) continue;
            run.Add(absl::StrCat(Slug(paragraph.section), "/forutsett"),
                    kExplain,
                    absl::StrCat("Texten ", Quoted(sentence), ": prognosen i ",
                                 previous.document->file, " hade redan 0 för ",
                                 sheet.rows[row].label,
                                 ", så det förklarar inget."),
                    {sheet.Address(row, *forecast)}, "", "0 kr");
          }
        }
      }
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& PreviousRules() {
  static const std::vector<PrintedRule> rules = {
      {"PY-1", "Jämförelsetalen är fjolårets", "LKBR 4 kap.",
       ComparisonColumnsAreLastYears},
      {"XD-1", "Budgeten är planens", "Finsamlagen 23 §", PlansAreKept},
      {"EX-1", "Orsaker förklarar det de ska", "RKR R15",
       CausesWereNotForeseen},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

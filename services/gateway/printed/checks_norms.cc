// Rules over what law and recommendations ask of money and days.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.
// Nationella rådet: own capital is at most this share of contributions.
constexpr int64_t kCapitalShareMax = 2'000;
// Lines of a balance requirement that is told in full (LKBR 11:10).
constexpr size_t kRequirementLines = 4;

const char* NameOf(Payer payer) {
  return payer == Payer::kState    ? "staten"
         : payer == Payer::kRegion ? "regionen"
                                   : "kommunerna";
}

void ContributionsAreByLaw(Run& run) {
  for (const Sheet& sheet : run.sheets()) {
    const std::vector<PaidBy> rows = ContributionRows(sheet);
    if (rows.empty()) continue;
    for (size_t column = 0; column < sheet.columns.size(); ++column) {
      // Part of a year may hold part of the members' instalments.
      if (sheet.columns[column].meaning.partial) continue;
      std::map<Payer, int64_t> paid;
      int64_t all = 0;
      for (const PaidBy& row : rows) {
        const auto value = sheet.Value(row.row, column);
        if (!value) continue;
        paid[row.payer] += *value;
        all += *value;
      }
      if (paid.size() < 3 || all <= 0) continue;
      for (const auto& [payer, amount] : paid) {
        const int64_t parts = payer == Payer::kState ? 2 : 4;
        run.Compared();
        const int64_t slack =
            static_cast<int64_t>(rows.size()) * sheet.unit * parts;
        if (std::abs(parts * amount - all) <= slack) continue;
        run.Add(
            absl::StrCat(sheet.id, "/", NameOf(payer), "/",
                         Slug(sheet.columns[column].label)),
            kNorm,
            absl::StrCat(sheet.name, ", ", sheet.columns[column].label, ": ",
                         NameOf(payer), " betalar inte ",
                         payer == Payer::kState ? "hälften" : "en fjärdedel",
                         " av bidragen."),
            {}, Print(amount, Measure::kMoney, sheet.unit),
            Print(all / parts, Measure::kMoney, sheet.unit));
      }
    }
  }
}

void HoldCapital(Run& run, const std::string& about, int64_t capital,
                 int64_t contributions, const std::string& when) {
  run.Compared();
  if (contributions <= 0 ||
      capital * kWhole <= kCapitalShareMax * contributions) {
    return;
  }
  const int64_t share = (2 * capital * kWhole / contributions + 1) / 2;
  run.Add(about, kNorm,
          absl::StrCat("Eget kapital ", when, " är ",
                       Print(share / 10 * 10, Measure::kPercent),
                       " av medlemmarnas bidrag; Nationella rådet "
                       "rekommenderar högst 20 %."),
          {}, Print(capital, Measure::kMoney),
          Print(contributions / 5, Measure::kMoney));
}

void CapitalIsModerate(Run& run) {
  const auto capital = ClosingEquity(run.reading(), run.year());
  const auto paid = Contributions(run.reading(), run.year());
  if (run.document().kind == DocumentKind::kAnnual && capital && paid) {
    HoldCapital(run, absl::StrCat(run.year()), *capital, *paid,
                absl::StrCat(run.year()));
    return;
  }
  for (const Sheet& sheet : run.sheets()) {
    const auto closing = sheet.RowOf(Line::kPreliminaryClosing);
    for (size_t i = 0; closing && i < sheet.columns.size(); ++i) {
      const auto left = sheet.Value(*closing, i);
      const auto given = Contributions(sheet, i);
      if (!left || !given || sheet.columns[i].meaning.year < run.year()) {
        continue;
      }
      HoldCapital(
          run, absl::StrCat(sheet.id, "/", Slug(sheet.columns[i].label)), *left,
          *given, absl::StrCat("enligt ", sheet.columns[i].label));
    }
  }
}

void DecidedInTime(Run& run) {
  absl::CivilDay day;
  const Document& document = run.document();
  if (!absl::ParseCivilTime(document.adopted, &day)) return;
  if (document.kind == DocumentKind::kInterim) return;
  const bool plan = document.kind == DocumentKind::kPlan;
  const absl::CivilDay last = plan ? absl::CivilDay(run.year() - 1, 11, 30)
                                   : absl::CivilDay(run.year() + 1, 3, 31);
  run.Compared();
  if (day <= last) return;
  run.Add(plan ? "budget" : "arsredovisning", kNorm,
          plan ? "Budgeten är fastställd efter den 30 november."
               : "Årsredovisningen är upprättad efter den 31 mars.",
          {}, document.adopted, absl::FormatCivilTime(last));
}

// A sentence that says why costs may be larger than income.
bool GivesAReason(const Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      const bool deficit =
          sentence.HasAny({"negativt resultat", "underskott", "negativ budget",
                           "underbudget*", "budgeterat underskott"});
      if (deficit &&
          sentence.HasAny({"overskott fran tidigare", "tidigare ars",
                           "eget kapital", "egna kapital*", "sparat"})) {
        return true;
      }
    }
  }
  return false;
}

void HoldBudgetResults(Run& run) {
  const bool reason = GivesAReason(run);
  std::set<std::pair<int, Role>> told;  // Once, however many tables show it.
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind == SheetKind::kNote || sheet.kind == SheetKind::kPeople) {
      continue;
    }
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      const ColumnMeaning& meaning = sheet.columns[i].meaning;
      if ((meaning.role != Role::kBudget && meaning.role != Role::kPlan) ||
          meaning.year < run.year()) {
        continue;
      }
      const auto result = BudgetResult(sheet, i);
      if (!result) continue;
      run.Compared();
      if (*result >= 0 || reason) continue;
      if (!told.emplace(meaning.year, meaning.role).second) continue;
      run.Add(absl::StrCat(sheet.id, "/", Slug(sheet.columns[i].label)), kNorm,
              absl::StrCat(sheet.name, ", ", sheet.columns[i].label,
                           ": kostnaderna är större än intäkterna, och ingen "
                           "text säger varför."),
              {}, Print(*result, Measure::kMoney, sheet.unit));
    }
  }
}

void BudgetsAreInBalance(Run& run) {
  HoldBudgetResults(run);
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kBalanceRequirement) continue;
    run.Compared();
    if (sheet.rows.size() < kRequirementLines) {
      run.Add(sheet.id, kNorm,
              absl::StrCat(sheet.name, ": tabellen har ",
                           Counted(static_cast<int64_t>(sheet.rows.size()),
                                   "rad", "rader"),
                           "; LKBR 11:10 räknar upp justeringarna."),
              {sheet.id});
    }
  }
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      if (!sentence.Has("synnerliga skal")) continue;
      run.Add(absl::StrCat(Slug(paragraph.section), "/synnerliga-skal"), kNorm,
              absl::StrCat("Texten ", Quoted(sentence),
                           ": KL 11:12–13 räknas inte upp i Finsamlagen "
                           "21 §."),
              {});
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& NormRules() {
  static const std::vector<PrintedRule> rules = {
      {"NO-1", "Staten betalar hälften, region och kommuner en fjärdedel var",
       "Finsamlagen 5 §", ContributionsAreByLaw},
      {"NO-2", "Eget kapital är måttligt", "Nationella rådet",
       CapitalIsModerate},
      {"NO-3", "Beslut fattas i tid", "Finsamlagen 23, 24 §§", DecidedInTime},
      {"NO-4", "Budgeten är i balans eller motiverad",
       "Finsamlagen 21 §, KL 11:5", BudgetsAreInBalance},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

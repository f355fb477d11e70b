// Rules over contributions, capital, goals, participants and dates.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {
namespace {

using enum FindingSeverity;

struct Share {
  MemberKind kind;
  int quarters;  // Of the whole.
  const char* name;
};

// Finsamlagen 5 §: the state half, the regions a quarter, the municipalities
// a quarter.
constexpr Share kShares[] = {
    {MemberKind::kState, 2, "Staten"},
    {MemberKind::kRegion, 1, "Regionen"},
    {MemberKind::kMunicipality, 1, "Kommunerna"},
};

// What the members paid in a year, as far as the shares need it.
struct Paid {
  std::map<MemberKind, Ore> by_kind;
  Ore total;
  std::vector<std::string> ids;
};

// Nothing when what some member paid is not known.
std::optional<Paid> PaidIn(const RuleRun& run, int year) {
  Paid paid;
  for (const Member& member : run.input().facts->members) {
    if (member.contribution_line.empty()) continue;
    const std::string id = run.Id(member.contribution_line, year);
    const auto amount = run.Amount(id);
    if (!amount.has_value()) return std::nullopt;
    paid.by_kind[member.kind] += *amount;
    paid.total += *amount;
    paid.ids.push_back(id);
  }
  return paid;
}

// `part` in `total` as a percentage; both may be shown with the books' sign.
std::string Percentage(Ore part, Ore total) {
  const int64_t sign = total.value < 0 ? -1 : 1;
  return Format(Ratio{sign * part.value, sign * total.value},
                {Unit::kPercent, 2});
}

// What the budget service says of capital: that more is planned to be used than
// there is. The years after the budget's are a plan's.
void CapitalSuffices(RuleRun& run) {
  const std::string own = run.Id("capital/closing", run.year());
  for (const BudgetFinding& finding : run.input().facts->budget_findings) {
    if (finding.code != "CAPITAL_NEGATIVE") continue;
    const Figure& found = finding.found;
    if (run.input().report->kind != ReportKind::kPlan && found.id != own) {
      continue;
    }
    run.Compared();
    run.Add(found.id, kExplain, finding.message, {found.id},
            FormatWithUnit(found.value, {Unit::kKronor, 0}), "");
  }
}

// A line that is misspelt would turn the check off in silence.
void ContributionLinesExist(RuleRun& run) {
  for (const Member& member : run.input().facts->members) {
    const std::string id = run.Id(member.contribution_line, run.year());
    if (member.contribution_line.empty() ||
        Find(run.figures(), id) != nullptr) {
      continue;
    }
    run.Add(absl::StrCat("line/", Slug(member.name)), kError,
            absl::StrCat("Bidraget från ", member.name, " ska stå på raden ",
                         member.contribution_line,
                         ", som inte finns; lagens andelar kan inte "
                         "granskas."),
            {id});
  }
}

// Of whole years: an instalment says nothing of shares, and a plan has no
// books.
void SharesFollowTheLaw(RuleRun& run) {
  if (run.input().report->kind != ReportKind::kAnnual) return;
  ContributionLinesExist(run);
  for (const int year : {run.year(), run.year() - 1}) {
    std::optional<Paid> paid = PaidIn(run, year);
    if (!paid.has_value() || paid->total.value == 0) continue;
    const Ore total = paid->total;
    for (const Share& share : kShares) {
      run.Compared();
      const Ore part = paid->by_kind[share.kind];
      // Compared in quarters, so that nothing is rounded.
      if (part.value * 4 == total.value * share.quarters) continue;
      run.Add(absl::StrCat(year, "/", Slug(share.name)), kNorm,
              absl::StrCat(share.name, " betalade ", year, " ",
                           Percentage(part, total),
                           " av medlemmarnas bidrag; lagen säger ",
                           25 * share.quarters, " %."),
              paid->ids, Kronor(part),
              Kronor({total.value * share.quarters / 4}));
    }
  }
}

void VerdictsAreCounted(RuleRun& run) {
  const int year = run.year();
  const std::string total_id = run.Id("goals/total", year);
  const auto total = run.CountOf(total_id);
  if (!total.has_value()) return;
  int64_t sum = 0;
  std::vector<std::string> ids = {total_id};
  for (const char* verdict : {"goals/met", "goals/partly-met", "goals/not-met",
                              "goals/not-assessed"}) {
    const std::string id = run.Id(verdict, year);
    const auto count = run.CountOf(id);
    if (!count.has_value()) return;
    sum += *count;
    ids.push_back(id);
  }
  run.Compared();
  if (sum == *total) return;
  run.Add(absl::StrCat(year), kError,
          "Antalet mål är inte summan av uppfyllda, delvis uppfyllda, ej "
          "uppfyllda och ej bedömda.",
          ids, absl::StrCat(sum), absl::StrCat(*total));
}

void GoalsAreJudgedRight(RuleRun& run) {
  VerdictsAreCounted(run);
  for (const std::string& id : run.input().facts->missing_goal_figures) {
    run.Add(absl::StrCat("measure/", id), kError,
            absl::StrCat("Ett mål mäts med ", id,
                         ", som inte finns; målet kan inte bedömas."),
            {id});
  }
  for (const VerdictConflict& conflict : run.input().facts->verdict_conflicts) {
    run.Compared();
    // A board may see more than a measure does, and says so then.
    const bool explained = !conflict.reason.empty();
    run.Add(
        absl::StrCat("goal-", conflict.goal_id), explained ? kExplain : kError,
        absl::StrCat("Mål ", conflict.goal_id, " anges som ", conflict.stated,
                     ", men måttet säger ", conflict.computed,
                     conflict.outcome.empty() ? "" : " (", conflict.outcome,
                     conflict.outcome.empty() ? "" : ")", ": ", conflict.text,
                     explained ? " Styrelsens motivering: " : "",
                     conflict.reason),
        {run.Id(absl::StrCat("goals/", conflict.goal_id, "/outcome"),
                run.year())},
        conflict.stated, conflict.computed);
  }
}

bool IsProtected(const FigureIndex& figures, const std::string& id) {
  const Figure* figure = Find(figures, id);
  return figure != nullptr && std::holds_alternative<Protected>(figure->value);
}

// "participants/x/deltagare/total/2024": the parts beside it must give it.
void GendersAddUp(RuleRun& run) {
  for (const auto& [id, figure] : run.figures()) {
    const std::vector<std::string> parts = absl::StrSplit(id, '/');
    if (parts.size() != 5 || parts[0] != "participants" ||
        parts[3] != "total") {
      continue;
    }
    const auto total = run.CountOf(id);
    if (!total.has_value()) continue;
    int64_t sum = 0;
    bool any = false;
    bool hidden = false;
    for (const char* gender : {"women", "men", "other", "unstated"}) {
      const std::string part = absl::StrCat(
          parts[0], "/", parts[1], "/", parts[2], "/", gender, "/", parts[4]);
      hidden = hidden || IsProtected(run.figures(), part);
      const auto count = run.CountOf(part);
      if (!count.has_value()) continue;
      any = true;
      sum += *count;
    }
    // A count that may not be shown may not be given away by a check either.
    if (!any || hidden) continue;
    run.Compared();
    if (sum == *total) continue;
    run.Add(id, kError,
            absl::StrCat("Kvinnor, män och övriga ger inte totalen för ",
                         parts[1], " (", parts[2], ", ", parts[4], ")."),
            {id}, absl::StrCat(sum), absl::StrCat(*total));
  }
}

void AdoptedInTime(RuleRun& run) {
  if (run.input().report->kind != ReportKind::kAnnual) return;
  const std::string id = run.Id("report/adopted", run.year());
  const Figure* figure = Find(run.figures(), id);
  if (figure == nullptr) return;
  const auto* day = std::get_if<absl::CivilDay>(&figure->value);
  if (day == nullptr) return;
  run.Compared();
  const absl::CivilDay last(run.year() + 1, 3, 31);
  if (*day <= last) return;
  run.Add("adopted", kNorm,
          "Årsredovisningen är upprättad senare än tre månader efter årets "
          "slut.",
          {id}, absl::FormatCivilTime(*day), absl::FormatCivilTime(last));
}

void SignedByTheBoard(RuleRun& run) {
  if (run.input().report->kind != ReportKind::kAnnual) return;
  const std::string signatures = run.Id("signatures/count", run.year());
  const std::string seats = run.Id("board/seats", run.year());
  const auto signed_by = run.CountOf(signatures);
  const auto members = run.CountOf(seats);
  if (!signed_by.has_value() || !members.has_value()) return;
  run.Compared();
  if (*signed_by == *members) return;
  run.Add("count", kExplain,
          "Antalet underskrifter är inte antalet ledamöter i styrelsen.",
          {signatures, seats}, absl::StrCat(*signed_by),
          absl::StrCat(*members));
}

}  // namespace

const std::vector<Rule>& FactRules() {
  static const std::vector<Rule> rules = {
      {"NO-1", "Bidragen är 50, 25 och 25 procent", "Finsamlagen 5 §",
       SharesFollowTheLaw},
      {"NO-3", "Redovisning och budget är beslutade i tid", "Finsamlagen 24 §",
       AdoptedInTime},
      {"NO-4", "Budgeten är i balans eller har ett skäl",
       "Finsamlagen 21 §, KL 11:5", CapitalSuffices},
      {"GO-1", "Målens bedömningar stämmer med måtten och antalen",
       "KL 11:6, RKR R15", GoalsAreJudgedRight},
      {"PR-1", "Kvinnor och män ger totalen", "Uppföljning Finsam",
       GendersAddUp},
      {"SG-1", "Hela styrelsen har skrivit under", "Nationella rådet",
       SignedByTheBoard},
  };
  return rules;
}

}  // namespace finsam::gateway

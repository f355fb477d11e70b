#include "services/gateway/domain/checks.h"

#include <algorithm>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "services/gateway/domain/rule.h"

namespace finsam::gateway {

std::optional<Ore> RuleRun::Amount(const std::string& figure_id) const {
  const Figure* figure = Find(figures(), figure_id);
  if (figure == nullptr) return std::nullopt;
  const auto* ore = std::get_if<Ore>(&figure->value);
  return ore == nullptr ? std::nullopt : std::optional(*ore);
}

std::optional<int64_t> RuleRun::CountOf(const std::string& figure_id) const {
  const Figure* figure = Find(figures(), figure_id);
  if (figure == nullptr) return std::nullopt;
  const auto* count = std::get_if<Count>(&figure->value);
  return count == nullptr ? std::nullopt : std::optional(count->value);
}

std::string RuleRun::Id(const std::string& line, int year) {
  return absl::StrCat(line, "/", year);
}

void RuleRun::RequireEqual(const std::string& about, FindingSeverity severity,
                           std::optional<Ore> found,
                           std::optional<Ore> expected,
                           const std::vector<std::string>& figure_ids,
                           const std::string& message) {
  if (!found.has_value() || !expected.has_value()) return;
  Compared();
  if (*found == *expected) return;
  const PrintedPair printed = PrintPair(*found, *expected);
  Add(about, severity, message, figure_ids, printed.found, printed.expected);
}

void RuleRun::Add(const std::string& about, FindingSeverity severity,
                  const std::string& message,
                  const std::vector<std::string>& figure_ids,
                  const std::string& found, const std::string& expected) {
  const std::string stem = absl::StrCat(check_, "/", about);
  std::string id = stem;
  // Said once, however often it is met; two things under one name are two.
  for (int copy = 2;; ++copy) {
    const auto same = std::find_if(
        findings_.begin(), findings_.end(),
        [&id](const Finding& finding) { return finding.id == id; });
    if (same == findings_.end()) break;
    if (same->message == message && same->figure_ids == figure_ids) return;
    id = absl::StrCat(stem, "/", copy);
  }
  findings_.push_back(
      {id, check_, severity, message, figure_ids, found, expected, source_});
}

std::string Kronor(Ore amount) {
  return FormatWithUnit(amount, {Unit::kKronor, 0});
}

Ore Magnitude(Ore amount) { return amount.value < 0 ? -amount : amount; }

PrintedPair PrintPair(Ore found, Ore expected) {
  // Some rules compare in size: then a sign must not hide the öre.
  const bool same = Magnitude(found) != Magnitude(expected) &&
                    Kronor(Magnitude(found)) == Kronor(Magnitude(expected));
  const Display display{Unit::kKronor, same ? 2 : 0};
  return {FormatWithUnit(found, display), FormatWithUnit(expected, display)};
}

namespace {

CheckSummary& SummaryOf(const Rule& rule, std::vector<CheckSummary>* summary) {
  for (CheckSummary& known : *summary) {
    if (known.check == rule.check) return known;
  }
  return summary->emplace_back(CheckSummary{rule.check, rule.title, 0, 0});
}

}  // namespace

CheckResult RunChecks(const CheckInput& input) {
  CheckResult result;
  for (const std::vector<Rule>* rules :
       {&StatementRules(), &NoteRules(), &FactRules(), &TextRules(),
        &BudgetRules(), &FollowUpRules(), &PrintedRules()}) {
    for (const Rule& rule : *rules) {
      RuleRun run(input, rule.check, rule.source);
      rule.run(run);
      CheckSummary& summary = SummaryOf(rule, &result.summary);
      summary.comparison_count += run.comparison_count();
      summary.finding_count += static_cast<int>(run.findings().size());
      for (Finding& finding : run.findings()) {
        result.findings.push_back(std::move(finding));
      }
    }
  }
  std::sort(result.findings.begin(), result.findings.end(),
            [](const Finding& a, const Finding& b) {
              return std::tie(a.severity, a.id) < std::tie(b.severity, b.id);
            });
  std::sort(result.summary.begin(), result.summary.end(),
            [](const CheckSummary& a, const CheckSummary& b) {
              return a.check < b.check;
            });
  return result;
}

}  // namespace finsam::gateway

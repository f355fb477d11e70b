// What rules are made of: the year's figures to look at, and a place to say
// what was compared and found.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_RULE_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_RULE_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/gateway/domain/checks.h"

namespace finsam::gateway {

// A rule's view of its input, and its notebook. Used by one thread.
class RuleRun {
 public:
  RuleRun(const CheckInput& input, std::string check, std::string source)
      : input_(input), check_(std::move(check)), source_(std::move(source)) {}

  const CheckInput& input() const { return input_; }
  int year() const { return input_.report->year; }
  const FigureIndex& figures() const { return input_.report->figures; }

  // The exact amount or count of a figure; nothing when it is not there.
  std::optional<Ore> Amount(const std::string& figure_id) const;
  std::optional<int64_t> CountOf(const std::string& figure_id) const;

  // "statement/line/year"
  static std::string Id(const std::string& line, int year);

  // Notes that two values were compared.
  void Compared() { ++comparison_count_; }

  // Compares two exact amounts and, when they differ, makes a finding of
  // `severity` with both printed in kronor. `about` makes the id unique.
  // Nothing is compared when one of them is not there.
  void RequireEqual(const std::string& about, FindingSeverity severity,
                    std::optional<Ore> found, std::optional<Ore> expected,
                    const std::vector<std::string>& figure_ids,
                    const std::string& message);

  void Add(const std::string& about, FindingSeverity severity,
           const std::string& message,
           const std::vector<std::string>& figure_ids,
           const std::string& found = "", const std::string& expected = "");

  int comparison_count() const { return comparison_count_; }
  std::vector<Finding>& findings() { return findings_; }

 private:
  const CheckInput& input_;
  std::string check_;
  std::string source_;
  int comparison_count_ = 0;
  std::vector<Finding> findings_;
};

struct Rule {
  const char* check;
  const char* title;   // Swedish: what it checks.
  const char* source;  // Law, norm or reason.
  void (*run)(RuleRun& run);
};

// Kronor with grouping, as printed in a finding.
std::string Kronor(Ore amount);

// The amount without its sign.
Ore Magnitude(Ore amount);

// Two amounts that differ, printed so that the difference shows: in whole
// kronor as in the report, with öre only where the kronor are the same.
struct PrintedPair {
  std::string found;
  std::string expected;
};
PrintedPair PrintPair(Ore found, Ore expected);

// Visits every table of the report as it is printed.
template <typename Visit>
void ForEachPrintedTable(const std::vector<ReportSection>& sections,
                         const Visit& visit) {
  for (const ReportSection& section : sections) {
    for (const auto& block : section.blocks) {
      if (const auto* table = std::get_if<Table>(&block)) visit(*table);
    }
    ForEachPrintedTable(section.sections, visit);
  }
}

// The rules, by what they look at. Two may have one check: the summary has
// their sum under the title of the first.
const std::vector<Rule>& StatementRules();  // checks_statements.cc
const std::vector<Rule>& NoteRules();       // checks_notes.cc
const std::vector<Rule>& FactRules();       // checks_facts.cc
const std::vector<Rule>& TextRules();       // checks_texts.cc
const std::vector<Rule>& BudgetRules();     // checks_budget.cc
const std::vector<Rule>& FollowUpRules();   // checks_follow_up.cc
const std::vector<Rule>& PrintedRules();    // checks_printed.cc

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_RULE_H_

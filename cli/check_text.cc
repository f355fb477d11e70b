#include "cli/check_text.h"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/output.h"

namespace finsam::cli {
namespace {

using gateway::CheckSummary;
using gateway::Finding;
using gateway::FindingSeverity;
using gateway::printed::TableReading;
using nlohmann::ordered_json;

// Cells that one finding names on the screen.
constexpr size_t kCellsShown = 6;

const char* WordOf(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kError:
      return "fel";
    case FindingSeverity::kDefinition:
      return "definition";
    case FindingSeverity::kNorm:
      return "norm";
    case FindingSeverity::kExplain:
      return "förklara";
    case FindingSeverity::kRounding:
      return "avrundning";
  }
  return "";
}

const char* NameOf(FindingSeverity severity) {
  switch (severity) {
    case FindingSeverity::kError:
      return "ERROR";
    case FindingSeverity::kDefinition:
      return "DEFINITION";
    case FindingSeverity::kNorm:
      return "NORM";
    case FindingSeverity::kExplain:
      return "EXPLAIN";
    case FindingSeverity::kRounding:
      return "ROUNDING";
  }
  return "";
}

std::string FindingText(const Finding& finding) {
  std::string out =
      absl::StrCat("[", WordOf(finding.severity), "] ", finding.check, "  ",
                   finding.message, " (", finding.source, ")\n");
  if (!finding.found.empty() || !finding.expected.empty()) {
    absl::StrAppend(
        &out, "      ", finding.found.empty() ? "" : "fann ", finding.found,
        finding.found.empty() || finding.expected.empty() ? "" : ", ",
        finding.expected.empty() ? "" : "mot ", finding.expected, "\n");
  }
  if (!finding.figure_ids.empty()) {
    const size_t shown = std::min(finding.figure_ids.size(), kCellsShown);
    absl::StrAppend(
        &out, "      ",
        absl::StrJoin(
            finding.figure_ids.begin(),
            finding.figure_ids.begin() + static_cast<std::ptrdiff_t>(shown),
            ", "),
        shown < finding.figure_ids.size()
            ? absl::StrCat(" och ", finding.figure_ids.size() - shown, " till")
            : "",
        "\n");
  }
  return out;
}

std::string CountsText(const std::vector<Finding>& findings) {
  std::map<FindingSeverity, int> counts;
  for (const Finding& finding : findings) ++counts[finding.severity];
  std::vector<std::string> parts;
  for (const auto& [severity, count] : counts) {
    parts.push_back(absl::StrCat(count, " ", WordOf(severity)));
  }
  return parts.empty() ? "inga anmärkningar" : absl::StrJoin(parts, ", ");
}

std::string OneText(const Examined& one) {
  const auto& [document, examination] = one;
  std::string out = absl::StrCat(document->association, "\n", document->title,
                                 " (", document->file, ")\n",
                                 CountsText(examination.findings), "\n\n");
  for (const Finding& finding : examination.findings) {
    absl::StrAppend(&out, FindingText(finding));
  }
  if (examination.left_out > 0) {
    absl::StrAppend(&out, "Och ", examination.left_out,
                    " till, som inte visas.\n");
  }
  if (!examination.findings.empty()) absl::StrAppend(&out, "\n");
  std::vector<std::vector<std::string>> checks;
  int comparisons = 0;
  for (const CheckSummary& check : examination.summary) {
    comparisons += check.comparison_count;
    checks.push_back({check.check, absl::StrCat(check.comparison_count),
                      absl::StrCat(check.finding_count), check.title});
  }
  absl::StrAppend(
      &out, Counted(comparisons, "jämförelse", "jämförelser"), ":\n",
      Grid({"Kontroll", "Jämförelser", "Anmärkningar", "Vad"}, checks, {1, 2}),
      "\n");
  std::vector<std::vector<std::string>> tables;
  for (const TableReading& table : examination.tables) {
    tables.push_back({table.caption, table.kind, table.unit,
                      table.unit_stated ? "angiven" : "antagen"});
  }
  absl::StrAppend(&out, Grid({"Tabell", "Läst som", "Enhet", ""}, tables));
  for (const std::string& repair : examination.repairs) {
    absl::StrAppend(&out, "Läst på annat sätt: ", repair, "\n");
  }
  if (!document->unread.empty()) {
    absl::StrAppend(
        &out, "Inte granskat: ", absl::StrJoin(document->unread, ", "), "\n");
  }
  return out;
}

ordered_json OneJson(const Examined& one) {
  const auto& [document, examination] = one;
  ordered_json findings = ordered_json::array();
  for (const Finding& finding : examination.findings) {
    findings.push_back({{"id", finding.id},
                        {"check", finding.check},
                        {"severity", NameOf(finding.severity)},
                        {"message", finding.message},
                        {"cells", finding.figure_ids},
                        {"found", finding.found},
                        {"expected", finding.expected},
                        {"source", finding.source}});
  }
  ordered_json summary = ordered_json::array();
  for (const CheckSummary& check : examination.summary) {
    summary.push_back({{"check", check.check},
                       {"title", check.title},
                       {"comparisons", check.comparison_count},
                       {"findings", check.finding_count}});
  }
  ordered_json tables = ordered_json::array();
  for (const TableReading& table : examination.tables) {
    tables.push_back({{"id", table.id},
                      {"caption", table.caption},
                      {"kind", table.kind},
                      {"unit", table.unit},
                      {"unitStated", table.unit_stated}});
  }
  return {{"file", document->file},    {"association", document->association},
          {"title", document->title},  {"year", document->year},
          {"findings", findings},      {"summary", summary},
          {"tables", tables},          {"repairs", examination.repairs},
          {"unread", document->unread}};
}

}  // namespace

bool HasErrors(const gateway::printed::Examination& examination) {
  return std::any_of(examination.findings.begin(), examination.findings.end(),
                     [](const Finding& finding) {
                       return finding.severity == FindingSeverity::kError;
                     });
}

std::string ExaminedText(const std::vector<Examined>& examined) {
  std::string out;
  for (const Examined& one : examined) {
    absl::StrAppend(&out, out.empty() ? "" : "\n", OneText(one));
  }
  return out;
}

std::string ExaminedJson(const std::vector<Examined>& examined) {
  ordered_json documents = ordered_json::array();
  for (const Examined& one : examined) documents.push_back(OneJson(one));
  // A text may be cut within a character; what is left is shown all the same.
  return ordered_json{{"documents", documents}}.dump(
             1, ' ', false, ordered_json::error_handler_t::replace) +
         "\n";
}

}  // namespace finsam::cli

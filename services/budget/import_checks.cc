#include "services/budget/import_checks.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/budget/budget_store.h"
#include "services/budget/contributions_file.h"
#include "services/budget/domain/tables.h"
#include "services/budget/forecast_file.h"
#include "services/budget/table_layout_file.h"

namespace finsam::budget {
namespace {

using Lines = std::set<std::string>;

class Checker {
 public:
  Checker(const store::Snapshot& snapshot, const FiscalYearName& year,
          const ImportFiles& files, std::vector<Problem>* problems)
      : snapshot_(snapshot), year_(year), files_(files), problems_(*problems) {}

  absl::Status Check() {
    for (const auto& [year, draft] : files_.forecasts) {
      RETURN_IF_ERROR(CheckForecast(year, draft));
    }
    if (files_.contributions.has_value()) {
      CheckAgreed();
      RETURN_IF_ERROR(CheckMembers());
    }
    RETURN_IF_ERROR(CheckBudgetMembers());
    if (files_.instalments.has_value()) RETURN_IF_ERROR(CheckInstalmentLines());
    for (const ImportFiles::Kept& file : files_.kept) {
      if (file.name == kTableLayoutFile) RETURN_IF_ERROR(CheckLayout(file));
    }
    return absl::OkStatus();
  }

 private:
  void Add(Severity severity, const char* reason, absl::string_view file,
           int64_t line, const char* field, absl::string_view found,
           const char* expected, const char* message) {
    problems_.push_back({.severity = severity,
                         .reason = reason,
                         .file = std::string(file),
                         .line = line,
                         .field = field,
                         .found = Shortened(found, kFoundBytesMax),
                         .expected = expected,
                         .message = message});
  }

  // The year's budget as it is after the import; nullptr: none. Read once.
  absl::StatusOr<const Decided*> BudgetOf(int year) {
    const auto handed_in = files_.budgets.find(year);
    if (handed_in != files_.budgets.end()) return &handed_in->second.decided;
    auto kept = kept_.find(year);
    if (kept == kept_.end()) {
      const FiscalYearName name{year_.organisation, year};
      std::optional<Budget> budget;
      ASSIGN_OR_RETURN(budget, ReadAdopted(snapshot_, name));
      if (!budget.has_value()) {
        ASSIGN_OR_RETURN(const VersionNumbers numbers,
                         ReadNumbers(snapshot_, name));
        ASSIGN_OR_RETURN(budget, ReadVersion(snapshot_, name, numbers.last));
      }
      kept = kept_.emplace(year, std::move(budget)).first;
    }
    return kept->second.has_value() ? &kept->second->decided : nullptr;
  }

  absl::Status CheckForecast(int year, const ForecastDraft& draft) {
    ASSIGN_OR_RETURN(const Decided* const budget, BudgetOf(year));
    if (budget == nullptr) return absl::OkStatus();
    Lines known;
    for (const Line& line : budget->lines) known.insert(line.id);
    for (size_t i = 0; i < draft.lines.size(); ++i) {
      if (known.contains(draft.lines[i].line)) continue;
      Add(Severity::kWarning, "FORECAST_LINE_UNKNOWN", draft.file,
          i < draft.places.size() ? draft.places[i] : 0, "rad",
          draft.lines[i].line, "en rad i årets budget",
          "Årets budget har ingen sådan rad.");
    }
    return absl::OkStatus();
  }

  // What reports will find in amounts that were agreed is said at once.
  void CheckAgreed() {
    const ContributionDraft& draft = *files_.contributions;
    for (const Finding& finding :
         ContributionFindings(year_, draft.terms, /*revision=*/0)) {
      problems_.push_back({.severity = Severity::kWarning,
                           .reason = finding.code,
                           .file = draft.file,
                           .field = "belopp",
                           .found = "",
                           .expected = "",
                           .message = finding.message});
    }
  }

  absl::Status CheckMembers() {
    ASSIGN_OR_RETURN(const Decided* const budget, BudgetOf(year_.year));
    if (budget == nullptr) return absl::OkStatus();
    Lines members;
    for (const Line& line : budget->lines) {
      if (!line.member.empty()) members.insert(line.member);
    }
    if (members.empty()) return absl::OkStatus();
    const ContributionDraft& draft = *files_.contributions;
    for (size_t i = 0; i < draft.terms.contributors.size(); ++i) {
      const std::string& member = draft.terms.contributors[i].id;
      if (members.contains(member)) continue;
      Add(Severity::kWarning, "CONTRIBUTION_NOT_BUDGETED", draft.file,
          i < draft.places.size() ? draft.places[i] : 0, "medlem", member,
          "en medlem i budgetens kolumn medlem",
          "Ingen av budgetens rader är medlemmens bidrag.");
    }
    return absl::OkStatus();
  }

  // The members that lines of the handed in budget name contribute, where it is
  // known who does.
  absl::Status CheckBudgetMembers() {
    const auto budget = files_.budgets.find(year_.year);
    if (budget == files_.budgets.end()) return absl::OkStatus();
    std::optional<ContributionDraft> contributions = files_.contributions;
    if (!contributions.has_value()) {
      ASSIGN_OR_RETURN(const auto kept,
                       ReadFile(snapshot_, year_, kContributionsFile));
      if (!kept.has_value()) return absl::OkStatus();
      std::vector<Problem> ignored;  // Checked when it was kept.
      contributions = ReadContributionsFile(*kept, &ignored);
    }
    std::set<std::string> members;
    for (const Contributor& one : contributions->terms.contributors) {
      members.insert(one.id);
    }
    const Draft& draft = budget->second;
    for (size_t i = 0; i < draft.decided.lines.size(); ++i) {
      const std::string& member = draft.decided.lines[i].member;
      if (member.empty() || members.contains(member)) continue;
      Add(Severity::kWarning, "BUDGET_MEMBER_UNKNOWN", draft.file,
          i < draft.places.size() ? draft.places[i] : 0, "medlem", member,
          "en medlem i contributions.csv",
          "Medlemmen bidrar inte enligt contributions.csv.");
    }
    return absl::OkStatus();
  }

  absl::Status CheckInstalmentLines() {
    ASSIGN_OR_RETURN(const Decided* const budget, BudgetOf(year_.year));
    if (budget == nullptr) return absl::OkStatus();
    WarnOfUnknownLines(budget->lines, *files_.instalments, &problems_);
    return absl::OkStatus();
  }

  // The lines of a column of facts; nothing when there are no facts.
  absl::StatusOr<std::optional<Lines>> LinesOf(const ColumnKey& key) {
    if (key.source == ColumnSource::kForecast) return ForecastLines(key.year);
    const bool plan = key.source == ColumnSource::kPlan;
    ASSIGN_OR_RETURN(const Decided* const budget,
                     BudgetOf(plan ? year_.year : key.year));
    const int after = key.year - year_.year;
    if (budget == nullptr || (plan && after < 1) ||
        (plan && after > budget->plan_years)) {
      return std::nullopt;
    }
    Lines lines;
    for (const Line& line : budget->lines) {
      if (!plan || AmountIn(line, after).has_value()) lines.insert(line.id);
    }
    return lines;
  }

  absl::StatusOr<std::optional<Lines>> ForecastLines(int year) {
    const FiscalYearName name{year_.organisation, year};
    Lines lines;
    const auto handed_in = files_.forecasts.find(year);
    if (handed_in != files_.forecasts.end()) {
      bool waits = false;
      for (const ForecastDraftLine& line : handed_in->second.lines) {
        lines.insert(line.line);
        waits = waits || !line.amount.has_value();
      }
      return waits ? WithBudget(year, std::move(lines)) : std::move(lines);
    }
    ASSIGN_OR_RETURN(const auto kept, ReadForecasts(snapshot_, name));
    const StoredForecast* const used = ForecastOfReports(kept);
    if (used == nullptr) {
      ASSIGN_OR_RETURN(const auto waits,
                       ReadFile(snapshot_, name, kForecastFile));
      if (!waits.has_value()) return std::nullopt;
      std::vector<Problem> ignored;  // Checked when it was kept.
      for (const ForecastDraftLine& line :
           ReadForecastFile(kForecastFile, *waits, &ignored).lines) {
        lines.insert(line.line);
      }
      return WithBudget(year, std::move(lines));
    }
    for (const ForecastLine& line : used->forecast.lines) {
      lines.insert(line.line);
    }
    return lines;
  }

  // A forecast that is made later has every line of the budget.
  absl::StatusOr<std::optional<Lines>> WithBudget(int year, Lines lines) {
    ASSIGN_OR_RETURN(const Decided* const budget, BudgetOf(year));
    if (budget == nullptr) return lines;
    for (const Line& line : budget->lines) lines.insert(line.id);
    return lines;
  }

  absl::Status CheckLayout(const ImportFiles::Kept& file) {
    std::vector<Problem> ignored;  // Told when the file was read.
    const std::optional<TableLayout> layout =
        ReadTableLayout(file.name, file.content, &ignored);
    if (!layout.has_value()) return absl::OkStatus();
    for (const TableLayoutTable& table : layout->tables) {
      RETURN_IF_ERROR(CheckTable(table, file.name));
    }
    return absl::OkStatus();
  }

  absl::Status CheckTable(const TableLayoutTable& table,
                          const std::string& file) {
    Lines known;
    bool knows_all = true;
    for (const TableColumnLayout& column : table.columns) {
      TableLayout alone;
      alone.tables.emplace_back().columns = {column};
      for (const ColumnKey& key : NeededFacts(alone)) {
        if (key.source == ColumnSource::kOutcome) {
          knows_all = false;
          continue;
        }
        std::optional<Lines> lines;
        ASSIGN_OR_RETURN(lines, LinesOf(key));
        if (lines.has_value()) {
          known.merge(*lines);
          continue;
        }
        knows_all = false;
        Add(Severity::kError, "TABLE_FACTS_MISSING", file, column.file_line,
            "columns", key.Id(),
            "en budget, en plan eller en prognos för det året",
            "Det finns inga uppgifter för kolumnen.");
      }
    }
    if (!knows_all) return absl::OkStatus();
    for (const TableRowLayout& row : table.rows) {
      if (row.source != TableRowSource::kLine || known.contains(row.name)) {
        continue;
      }
      Add(Severity::kError, "TABLE_ROW_UNKNOWN", file, row.file_line, "line",
          row.name, "en rad i budgeten, planen eller prognosen",
          "Ingen av tabellens kolumner har en sådan rad.");
    }
    return absl::OkStatus();
  }

  const store::Snapshot& snapshot_;
  const FiscalYearName& year_;
  const ImportFiles& files_;
  std::vector<Problem>& problems_;
  std::map<int, std::optional<Budget>> kept_;
};

}  // namespace

absl::Status CheckTogether(const store::Snapshot& snapshot,
                           const FiscalYearName& year, const ImportFiles& files,
                           std::vector<Problem>* problems) {
  return Checker(snapshot, year, files, problems).Check();
}

}  // namespace finsam::budget

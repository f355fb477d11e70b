#include "services/budget/import_figures.h"

#include <optional>
#include <set>
#include <utility>

#include "common/base/status.h"
#include "services/budget/contributions_file.h"
#include "services/budget/domain/capital.h"
#include "services/budget/domain/tables.h"
#include "services/budget/rules_file.h"
#include "services/budget/table_layout_file.h"

namespace finsam::budget {
namespace {

constexpr const char* kCapitalWords[] = {"opening", "result", "closing",
                                         "planned-use", "share"};
constexpr const char* kGuidelineWords[] = {"guideline", "guideline-room"};

class After {
 public:
  After(const store::Snapshot& snapshot, const FiscalYearName& year,
        const ImportFiles& files, const Budget* in_force)
      : snapshot_(snapshot), year_(year), files_(files), in_force_(in_force) {}

  absl::StatusOr<ImportFigures> Tell() {
    if (in_force_ != nullptr) Add(FiguresOf(*in_force_, 0));
    RETURN_IF_ERROR(AddContributions());
    RETURN_IF_ERROR(AddCapital());
    RETURN_IF_ERROR(AddTables());
    return ImportFigures{{ids_.begin(), ids_.end()},
                         {tables_.begin(), tables_.end()}};
  }

 private:
  void Add(const std::vector<Figure>& figures) {
    for (const Figure& figure : figures) ids_.insert(figure.id);
  }

  // Of this import, or kept.
  absl::StatusOr<std::optional<std::string>> File(const char* name) const {
    for (const ImportFiles::Kept& file : files_.kept) {
      if (file.year == year_.year && file.name == name) return file.content;
    }
    return ReadFile(snapshot_, year_, name);
  }

  absl::Status AddContributions() {
    ASSIGN_OR_RETURN(const auto content, File(kContributionsFile));
    if (!content.has_value()) return absl::OkStatus();
    std::vector<Problem> problems;
    const ContributionDraft draft = ReadContributionsFile(*content, &problems);
    CheckContributions(draft, &problems);
    if (problems.empty()) Add(ContributionFigures(year_, draft.terms, 0));
    return absl::OkStatus();
  }

  absl::Status AddCapital() {
    if (in_force_ == nullptr ||
        !in_force_->decided.opening_capital.has_value()) {
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(const auto rules, File(kRulesFile));
    std::vector<Problem> ignored;  // Told when the file was read.
    CapitalGuideline guideline;    // Without tiers, nothing is given.
    if (rules.has_value()) {
      guideline = ReadRulesFile(*rules, &ignored).guideline;
    }
    for (int i = 0; i <= in_force_->decided.plan_years; ++i) {
      const int year = year_.year + i;
      for (const char* word : kCapitalWords) {
        ids_.insert(CapitalFigureId(word, year));
      }
      const Ore contributions =
          ContributionsIn(in_force_->decided, i)
              .value_or(SumsOf(in_force_->decided.lines, i).income);
      if (!GuidelineFor(guideline, contributions).has_value()) continue;
      for (const char* word : kGuidelineWords) {
        ids_.insert(CapitalFigureId(word, year));
      }
    }
    return absl::OkStatus();
  }

  absl::Status AddTables() {
    ASSIGN_OR_RETURN(const auto content, File(kTableLayoutFile));
    if (!content.has_value()) return absl::OkStatus();
    std::vector<Problem> problems;
    const std::optional<TableLayout> layout =
        ReadTableLayout(kTableLayoutFile, *content, &problems);
    if (!layout.has_value() || !problems.empty()) return absl::OkStatus();
    for (const TableLayoutTable& table : layout->tables) {
      tables_.insert(table.id);
    }
    std::vector<ColumnFacts> facts;
    for (const ColumnKey& key : NeededFacts(*layout)) {
      facts.push_back(LikelyFacts(key));
    }
    const absl::StatusOr<BuiltTables> built =
        MakeTables(*layout, kTableLayoutFile, std::move(facts), 0);
    if (built.ok()) Add(built->figures);
    return absl::OkStatus();
  }

  // The lines that a column will have, without amounts.
  ColumnFacts LikelyFacts(const ColumnKey& key) const {
    ColumnFacts facts;
    facts.key = key;
    facts.opening_capital = LineFact{.line = kOpeningCapital};
    std::set<std::string> seen;
    const auto add = [&](const std::string& line, const std::string& group,
                         Kind kind) {
      if (!seen.insert(line).second) return;
      facts.lines.push_back({.line = line, .group = group, .kind = kind});
    };
    const auto forecast = files_.forecasts.find(key.year);
    if (key.source == ColumnSource::kForecast &&
        forecast != files_.forecasts.end()) {
      for (const ForecastDraftLine& line : forecast->second.lines) {
        add(line.line, line.group, line.kind.value_or(Kind::kCost));
      }
    }
    const auto budget = files_.budgets.find(key.year);
    if (key.source != ColumnSource::kPlan && budget != files_.budgets.end()) {
      for (const Line& line : budget->second.decided.lines) {
        add(line.id, line.group, line.kind);
      }
    }
    if (in_force_ == nullptr) return facts;
    for (const Line& line : in_force_->decided.lines) {
      add(line.id, line.group, line.kind);
    }
    return facts;
  }

  const store::Snapshot& snapshot_;
  const FiscalYearName& year_;
  const ImportFiles& files_;
  const Budget* in_force_;
  std::set<std::string> ids_;
  std::set<std::string> tables_;
};

}  // namespace

absl::StatusOr<ImportFigures> FiguresAfter(const store::Snapshot& snapshot,
                                           const FiscalYearName& year,
                                           const ImportFiles& files,
                                           const Budget* in_force) {
  return After(snapshot, year, files, in_force).Tell();
}

}  // namespace finsam::budget

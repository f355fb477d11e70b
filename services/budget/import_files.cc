#include "services/budget/import_files.h"

#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"
#include "common/figure/display.h"
#include "services/budget/budget_file.h"
#include "services/budget/contributions_file.h"
#include "services/budget/domain/capital.h"
#include "services/budget/domain/table_layout.h"
#include "services/budget/forecast_file.h"
#include "services/budget/rules_file.h"
#include "services/budget/table_layout_file.h"

namespace finsam::budget {
namespace {

// The year that `file` is about when it is "<stem>.csv" or "<stem>-2023.csv".
std::optional<int> YearOf(absl::string_view file, absl::string_view stem,
                          const FiscalYearName& folder) {
  if (!absl::ConsumePrefix(&file, stem) ||
      !absl::ConsumeSuffix(&file, ".csv")) {
    return std::nullopt;
  }
  if (file.empty()) return folder.year;
  int year = 0;
  if (file.size() != 5 || !absl::ConsumePrefix(&file, "-") ||
      !absl::SimpleAtoi(file, &year)) {
    return std::nullopt;
  }
  const FiscalYearName name{folder.organisation, year};
  if (!ParseFiscalYearName(name.Text()).ok()) return std::nullopt;
  return year;
}

std::string Counted(size_t count, absl::string_view one,
                    absl::string_view many) {
  return absl::StrCat(Format(Count{static_cast<int64_t>(count)},
                             {.unit = Unit::kCount, .decimals = 0}),
                      " ", count == 1 ? one : many);
}

std::string SumsInWords(const std::vector<Line>& lines) {
  const Sums sums = SumsOf(lines);
  const Display kronor;
  return absl::StrCat(Counted(lines.size(), "budgetrad", "budgetrader"),
                      ", intäkter ", FormatWithUnit(sums.income, kronor),
                      ", kostnader ", FormatWithUnit(sums.costs, kronor));
}

class Reader {
 public:
  Reader(const FiscalYearName& year, std::vector<Problem>* problems)
      : year_(year), problems_(*problems) {}

  void Read(const store::InputFile& file) {
    if (!names_.insert(file.name).second) {
      Refuse(file.name, "FILE_TWICE", "Filen finns två gånger.", "");
      return;
    }
    // Each file is checked by itself: what one lacks hides nothing of another.
    std::vector<Problem> found;
    if (const auto budget = YearOf(file.name, "budget", year_)) {
      ReadBudget(file, *budget, &found);
    } else if (const auto forecast = YearOf(file.name, "forecast", year_)) {
      ReadForecast(file, *forecast, &found);
    } else if (file.name == kContributionsFile) {
      out_.contributions = ReadContributionsFile(file.content, &found);
      CheckContributions(*out_.contributions, &found);
      Keep(file, Counted(out_.contributions->terms.contributors.size(),
                         "medlem som bidrar", "medlemmar som bidrar"));
    } else if (file.name == kInstalmentsFile) {
      out_.instalments = ReadInstalmentsFile(file.content, &found);
      Keep(file, Counted(out_.instalments->instalments.size(), "delfaktura",
                         "delfakturor"));
    } else if (file.name == kRulesFile) {
      CheckGuideline(ReadRulesFile(file.content, &found), &found);
      Keep(file, "riktlinje för eget kapital");
    } else if (file.name == kTableLayoutFile) {
      const std::optional<TableLayout> layout =
          ReadTableLayout(file.name, file.content, &found);
      if (layout.has_value()) CheckTableLayout(*layout, file.name, &found);
      Keep(file, Counted(layout.value_or(TableLayout{}).tables.size(), "tabell",
                         "tabeller"));
    } else {
      Refuse(file.name, "FILE_UNEXPECTED",
             "Filens namn avgör vad den är, och ingen budgetfil heter så.",
             absl::StrCat(kBudgetFile, ", budget-ÅÅÅÅ.csv, ", kForecastFile,
                          ", forecast-ÅÅÅÅ.csv, ", kContributionsFile, ", ",
                          kInstalmentsFile, ", ", kRulesFile, ", ",
                          kTableLayoutFile));
    }
    problems_.insert(problems_.end(), found.begin(), found.end());
  }

  ImportFiles Take() { return std::move(out_); }

 private:
  void Refuse(const std::string& file, const char* reason, const char* message,
              std::string expected) {
    problems_.push_back({.reason = reason,
                         .file = Shortened(file, kFoundBytesMax),
                         .field = "",
                         .found = "",
                         .expected = std::move(expected),
                         .message = message});
  }

  void ReadBudget(const store::InputFile& file, int year,
                  std::vector<Problem>* found) {
    Draft draft = ReadBudgetFile(file.name, year, file.content, found);
    CheckDraft(year, draft, found);
    out_.words.push_back(
        absl::StrCat(year, ": ", SumsInWords(draft.decided.lines)));
    if (!out_.budgets.emplace(year, std::move(draft)).second) {
      Refuse(file.name, "BUDGET_VERSIONS_OVERLAP",
             "Två filer är budget för samma år.", kBudgetFile);
    }
  }

  void ReadForecast(const store::InputFile& file, int year,
                    std::vector<Problem>* found) {
    ForecastDraft draft = ReadForecastFile(file.name, file.content, found);
    if (found->empty() && draft.lines.empty()) {
      found->push_back(EmptyForecast(file.name));
    }
    if (found->empty()) CheckForecastDraft(year, draft, found);
    out_.words.push_back(
        absl::StrCat("prognos ", year, " med ",
                     Counted(draft.lines.size(), "rad", "rader")));
    if (!out_.forecasts.emplace(year, std::move(draft)).second) {
      Refuse(file.name, "BUDGET_VERSIONS_OVERLAP",
             "Två filer är prognos för samma år.", kForecastFile);
    }
    out_.kept.push_back({year, kForecastFile, file.content});
  }

  void Keep(const store::InputFile& file, std::string words) {
    out_.kept.push_back({year_.year, file.name, file.content});
    out_.words.push_back(std::move(words));
  }

  const FiscalYearName& year_;
  std::vector<Problem>& problems_;
  std::set<std::string> names_;
  ImportFiles out_;
};

}  // namespace

ImportFiles ReadImportFiles(const FiscalYearName& year,
                            const std::vector<store::InputFile>& files,
                            std::vector<Problem>* problems) {
  Reader reader(year, problems);
  for (const store::InputFile& file : files) reader.Read(file);
  return reader.Take();
}

}  // namespace finsam::budget

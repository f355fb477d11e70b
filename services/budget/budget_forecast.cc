// Forecasts: made, and kept to be judged.

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/journal.h"
#include "finsam/budget/internal/records.pb.h"
#include "services/budget/budget.h"
#include "services/budget/contributions_file.h"
#include "services/budget/convert_forecast.h"
#include "services/budget/domain/forecast_lines.h"
#include "services/budget/domain/remarks.h"
#include "services/budget/forecast_file.h"

namespace finsam::budget {
namespace {

constexpr char kForecastKind[] = "make-forecast";

// The year's draft in forecast.csv.
absl::StatusOr<ForecastDraft> KeptDraft(const store::Snapshot& snapshot,
                                        const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto content, ReadFile(snapshot, year, kForecastFile));
  if (!content.has_value()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "FORECAST_EMPTY",
                  absl::StrCat("prognosen har ingen dag, och det finns ingen ",
                               kForecastFile, " för ", year.Text()));
  }
  std::vector<Problem> problems;
  ForecastDraft draft = ReadForecastFile(kForecastFile, *content, &problems);
  if (!problems.empty()) {
    return absl::DataLossError("a kept forecast cannot be read");
  }
  return draft;
}

// What is kept of the year's contributions, by the budget's lines.
absl::StatusOr<ContributionLines> KeptContributions(
    const store::Snapshot& snapshot, const Budget& budget) {
  ContributionLines lines;
  ASSIGN_OR_RETURN(const auto terms,
                   ReadFile(snapshot, budget.year, kContributionsFile));
  ASSIGN_OR_RETURN(const auto invoiced,
                   ReadFile(snapshot, budget.year, kInstalmentsFile));
  std::vector<Problem> problems;
  InstalmentDraft instalments;
  if (invoiced.has_value()) {
    instalments = ReadInstalmentsFile(*invoiced, &problems);
  }
  for (const Instalment& one : instalments.instalments) {
    lines.invoiced.insert(one.line);
  }
  if (terms.has_value()) {
    const ContributionDraft draft = ReadContributionsFile(*terms, &problems);
    CheckContributions(draft, &problems);
    if (problems.empty()) {
      lines.decided = ContributionsByLine(budget.decided.lines, draft.terms,
                                          instalments.instalments);
    }
  }
  if (!problems.empty()) {
    return absl::DataLossError("kept contributions cannot be read");
  }
  return lines;
}

// True when `draft` says every amount itself, so that its import kept it.
bool IsWhole(const ForecastDraft& draft) {
  return std::all_of(
      draft.lines.begin(), draft.lines.end(),
      [](const ForecastDraftLine& line) { return line.amount.has_value(); });
}

// Where a person has not said what capital the year began with, the books know
// it better than the budget, which was decided before.
void FindCapital(const ForecastQuestion& question, const Budget* budget,
                 ForecastDraft* draft) {
  if (draft->opening_capital.has_value()) return;
  if (question.booked_capital.has_value()) {
    draft->opening_capital = question.booked_capital;
    draft->capital_source = CapitalSource::kBooks;
  } else if (budget != nullptr && budget->decided.opening_capital.has_value()) {
    draft->opening_capital = budget->decided.opening_capital;
    draft->capital_source = CapitalSource::kBudget;
  }
}

// Fills histories in with what is kept: budgets of each year, kinds, and the
// forecasts that were made then.
class HistoryFiller {
 public:
  HistoryFiller(const store::Snapshot& snapshot, const FiscalYearName& year,
                const Budget* budget)
      : snapshot_(snapshot), year_(year), budget_(budget) {}

  absl::StatusOr<std::vector<LineHistory>> Fill(
      const std::vector<AskedHistory>& asked) {
    // Years that are not before this one are refused later, by the domain.
    std::set<int> years;
    for (const AskedHistory& one : asked) {
      for (const YearOutcome& outcome : one.history.years) {
        if (outcome.year < year_.year &&
            year_.year - outcome.year <= static_cast<int>(kHistoryYearsMax)) {
          years.insert(outcome.year);
        }
      }
    }
    for (const int year : years) RETURN_IF_ERROR(ReadYear(year));
    std::vector<LineHistory> filled;
    for (const AskedHistory& one : asked) filled.push_back(Filled(one));
    return filled;
  }

 private:
  absl::Status ReadYear(int year) {
    const FiscalYearName name{year_.organisation, year};
    ASSIGN_OR_RETURN(const auto budget, ReadAdopted(snapshot_, name));
    if (budget.has_value()) {
      for (const Line& line : budget->decided.lines) {
        amounts_[{year, line.id}] = line.amount;
      }
    }
    ASSIGN_OR_RETURN(const auto forecasts, ReadForecasts(snapshot_, name));
    // The last of a month is the one that is judged.
    std::map<int, const Forecast*> by_month;
    for (const StoredForecast& stored : forecasts) {
      by_month[stored.forecast.through_month] = &stored.forecast;
    }
    for (const auto& [month, forecast] : by_month) {
      for (const ForecastLine& line : forecast->lines) {
        kept_[line.line].push_back(
            {year, month, line.method, line.amount, line.low, line.high});
      }
    }
    return absl::OkStatus();
  }

  LineHistory Filled(const AskedHistory& asked) {
    LineHistory history = asked.history;
    const Line* line =
        budget_ == nullptr ? nullptr : FindLine(*budget_, history.line);
    history.kind =
        asked.kind.value_or(line == nullptr ? Kind::kCost : line->kind);
    if (!history.budget.has_value() && line != nullptr) {
      history.budget = line->amount;
    }
    for (YearOutcome& outcome : history.years) {
      const auto found = amounts_.find({outcome.year, history.line});
      if (!outcome.budget.has_value() && found != amounts_.end()) {
        outcome.budget = found->second;
      }
    }
    const auto kept = kept_.find(history.line);
    if (kept == kept_.end()) return history;
    // Only of years that the history has an outcome for.
    for (const KeptForecast& forecast : kept->second) {
      const bool known = std::any_of(
          history.years.begin(), history.years.end(),
          [&](const YearOutcome& o) { return o.year == forecast.year; });
      if (known) history.kept.push_back(forecast);
    }
    return history;
  }

  const store::Snapshot& snapshot_;
  const FiscalYearName& year_;
  const Budget* budget_;
  std::map<std::pair<int, std::string>, Ore> amounts_;
  std::map<std::string, std::vector<KeptForecast>> kept_;
};

// What the outcomes handed in lack, and have too much of.
void RemarkHistories(const ForecastQuestion& question, const Budget* budget,
                     const Forecast& made, std::vector<Problem>* remarks) {
  std::vector<SaidLine> said;
  bool any_year = question.histories.empty();
  for (const AskedHistory& asked : question.histories) {
    any_year = any_year || !asked.history.years.empty();
    if (std::any_of(asked.history.months.begin(), asked.history.months.end(),
                    [](Ore month) { return month != Ore{0}; })) {
      said.push_back({asked.history.line, asked.kind});
    }
  }
  const bool unsure =
      std::any_of(made.lines.begin(), made.lines.end(), [](const auto& line) {
        return !line.by_hand && line.source == IntervalSource::kNone;
      });
  if (!any_year && unsure && made.through_month < kMonths) {
    remarks->push_back(
        {.severity = Severity::kWarning,
         .reason = "FORECAST_UNSURE",
         .file = "",
         .field = "histories",
         .found = absl::StrCat(made.through_month, " månader"),
         .expected = "minst ett tidigare år",
         .message = absl::StrCat(
             "Inget tidigare år är lämnat: prognosen räknar upp utfallet av ",
             made.through_month,
             made.through_month == 1 ? " månad" : " månader",
             " och kan inte säga hur säker den är.")});
  }
  if (budget != nullptr) RemarkStrangers(*budget, said, remarks);
}

// A forecast with what is said of it.
ForecastAnswer Told(const ForecastQuestion& question, StoredForecast forecast,
                    const Budget* budget, store::Head head) {
  ForecastAnswer answer;
  answer.forecast = std::move(forecast);
  answer.head = std::move(head);
  const int64_t revision = answer.head.revision;
  const Forecast& made = answer.forecast.forecast;
  answer.figures =
      FiguresOf(made,
                answer.forecast.number == 0
                    ? absl::StrCat(answer.forecast.year.Text(), "/forecasts")
                    : answer.forecast.Name(),
                revision);
  RemarkUnbooked(question.booked_through, made.year, made.through_month,
                 &answer.warnings);
  RemarkHistories(question, budget, made, &answer.warnings);
  if (budget == nullptr) return answer;
  RemarkLines("FORECAST_LINE_MISSING", LinesNotForecast(*budget, made),
              "Budgetrader utan prognos räknas som 0 i summorna.",
              &answer.warnings);
  answer.explanation = Explained(*budget, made);
  for (Figure& figure : FiguresOf(*answer.explanation, revision)) {
    answer.figures.push_back(std::move(figure));
  }
  return answer;
}

// The answer that was given to the same request before.
absl::StatusOr<ForecastAnswer> ToldBefore(const store::Snapshot& snapshot,
                                          const ForecastQuestion& question,
                                          const std::string& kept) {
  const FiscalYearName& year = question.year;
  internal::ForecastAnswer record;
  if (!record.ParseFromString(kept)) {
    return absl::DataLossError("a kept answer cannot be read");
  }
  ASSIGN_OR_RETURN(std::optional<StoredForecast> forecast,
                   ReadForecast(snapshot, year, record.number()));
  if (!forecast.has_value()) {
    return absl::DataLossError("a kept forecast is missing");
  }
  std::optional<Budget> budget;
  if (record.budget_version() != 0) {
    ASSIGN_OR_RETURN(budget,
                     ReadVersion(snapshot, year, record.budget_version()));
  }
  return Told(question, *std::move(forecast),
              budget.has_value() ? &*budget : nullptr,
              {record.revision(), record.root()});
}

// Keeps `made`, unless it says what the latest kept one says: then that is the
// answer, and nothing changes.
absl::StatusOr<ForecastAnswer> Keep(const ForecastQuestion& question,
                                    const store::Snapshot& snapshot,
                                    const store::Head& head,
                                    const Budget* budget, StoredForecast made,
                                    store::Store& store, absl::Time now) {
  const FiscalYearName& year = question.year;
  ASSIGN_OR_RETURN(const size_t kept, CountForecasts(snapshot, year));
  ASSIGN_OR_RETURN(const std::optional<StoredForecast> latest,
                   ReadForecast(snapshot, year, static_cast<int32_t>(kept)));
  const bool is_kept = latest.has_value() &&
                       latest->from_file == made.from_file &&
                       latest->forecast == made.forecast;
  if (!is_kept && kept >= kForecastsMax) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "FORECAST_TOO_MANY",
                  absl::StrCat("året har redan ", kept, " prognoser"));
  }
  made.number = static_cast<int32_t>(kept) + (is_kept ? 0 : 1);
  v1::Forecast facts;
  ToProto(made, &facts);
  store::Entry entry{.organisation = year.organisation,
                     .kind = kForecastKind,
                     .facts = Canonical(facts),
                     .request_id = question.request_id,
                     .request_digest = question.digest,
                     .answer = "",
                     .time = now};
  const store::Head after = is_kept ? head : store::HeadAfter(head, entry);
  internal::ForecastAnswer record;
  record.set_revision(after.revision);
  record.set_root(after.root);
  record.set_number(made.number);
  record.set_budget_version(budget == nullptr ? 0 : budget->version);
  entry.answer = Canonical(record);
  store::Commit commit;
  if (is_kept) {
    store::AppendAnswer(commit, head, entry);
  } else {
    AddForecast(commit, made);
    store::AppendTo(commit, head, entry);
  }
  RETURN_IF_ERROR(store.Apply(commit));
  return Told(question, std::move(made), budget, after);
}

absl::StatusOr<ForecastAnswer> Attempt(const ForecastQuestion& question,
                                       store::Store& store, absl::Time now) {
  const std::unique_ptr<store::Snapshot> snapshot = store.TakeSnapshot();
  const FiscalYearName& year = question.year;
  if (question.keep) {
    ASSIGN_OR_RETURN(const auto before,
                     store::FindAnswer(*snapshot, year.organisation,
                                       question.request_id, question.digest));
    if (before.has_value()) return ToldBefore(*snapshot, question, *before);
  }
  ASSIGN_OR_RETURN(store::Head head,
                   store::ReadHead(*snapshot, year.organisation));
  ASSIGN_OR_RETURN(const std::optional<Budget> adopted,
                   ReadAdopted(*snapshot, year));
  const Budget* budget = adopted.has_value() ? &*adopted : nullptr;
  ForecastDraft draft;
  if (question.draft.has_value()) {
    draft = *question.draft;
  } else {
    ASSIGN_OR_RETURN(draft, KeptDraft(*snapshot, year));
  }
  const bool is_whole = IsWhole(draft);
  FindCapital(question, budget, &draft);
  HistoryFiller filler(*snapshot, year, budget);
  ASSIGN_OR_RETURN(std::vector<LineHistory> histories,
                   filler.Fill(question.histories));
  // Nothing but the budget would be no forecast.
  if (budget != nullptr && !(draft.lines.empty() && histories.empty())) {
    ASSIGN_OR_RETURN(const auto contributions,
                     KeptContributions(*snapshot, *budget));
    CompleteFrom(*budget, /*from_file=*/!question.draft.has_value(),
                 contributions, &draft, &histories);
  }
  // A file that says all is kept since its import: this is another forecast.
  StoredForecast made{year, 0, {}, !question.draft && !is_whole};
  ASSIGN_OR_RETURN(
      made.forecast,
      budget::MakeForecast(year.year, draft, histories, question.confidence));
  if (!question.keep) {
    return Told(question, std::move(made), budget, std::move(head));
  }
  return Keep(question, *snapshot, head, budget, std::move(made), store, now);
}

}  // namespace

absl::StatusOr<ForecastAnswer> Budgets::MakeForecast(
    const ForecastQuestion& question) {
  RETURN_IF_ERROR(CheckRequestId(question.request_id));
  if (!question.keep) return Attempt(question, store_, clock_.Now());
  const std::lock_guard lock(writing_);
  return store::RetryStale(
      [&] { return Attempt(question, store_, clock_.Now()); });
}

}  // namespace finsam::budget

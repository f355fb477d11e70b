#include "services/participants/domain/survey_figures.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace finsam::participants {
namespace {

constexpr Display kCountDisplay{Unit::kCount, 0};
constexpr Display kShareDisplay{Unit::kPercent, 0};
// More rules than this are not told below a table.
constexpr size_t kRulesToldMax = 5;

// A row and the fiscal year that holds it.
struct KeptRow {
  const SurveyRow* row = nullptr;
  int year = 0;
};

// The last month first: a table's columns go by when a period ended.
using Months = std::pair<absl::CivilMonth, absl::CivilMonth>;

Months MonthsOf(const SurveyRow& row) {
  return {row.period.last, row.period.first};
}

// One question to one gender, over the years.
struct Series {
  const SurveyRow* newest = nullptr;  // Of the year's own rows.
  std::map<Months, KeptRow> rows;
};

struct Survey {
  std::string name;
  std::vector<Series> series;               // In the file's order.
  std::map<Months, const Period*> periods;  // Oldest first.
};

// "survey/question" or "survey/question/women".
std::string QuestionPath(const SurveyRow& row) {
  return absl::StrCat(
      Slug(row.survey), "/", Slug(row.question),
      row.gender.has_value() ? absl::StrCat("/", GenderId(*row.gender)) : "");
}

std::string QuestionLabel(const SurveyRow& row) {
  return absl::StrCat(row.text.empty() ? row.question : row.text,
                      row.gender.has_value()
                          ? absl::StrCat(", ", GenderColumn(*row.gender))
                          : "");
}

// A share of nobody is no share.
Value ShareOf(int64_t part, int64_t whole) {
  if (whole <= 0) return std::monostate{};
  return Ratio{part, whole};
}

class FigureMaker {
 public:
  FigureMaker(const FiscalYearName& year, int64_t revision)
      : year_(year), revision_(revision) {}

  Figure Answers(const KeptRow& kept) const {
    return Reported(kept, "answers", Count{kept.row->answers});
  }
  Figure Positive(const KeptRow& kept) const {
    return Reported(kept, "positive", Count{kept.row->positive});
  }
  Figure Share(const KeptRow& kept) const {
    return Quotient(*kept.row, "share",
                    ShareOf(kept.row->positive, kept.row->answers), "positive",
                    "answers");
  }

  // What only some rows have: steps, non-response, the published share.
  std::vector<Figure> Others(const KeptRow& kept) const {
    const SurveyRow& row = *kept.row;
    std::vector<Figure> figures;
    for (size_t i = 0; i < row.steps.size(); ++i) {
      figures.push_back(
          Reported(kept, absl::StrCat("step-", i + 1), Count{row.steps[i]}));
    }
    if (row.sent.has_value()) {
      figures.push_back(Reported(kept, "sent", Count{*row.sent}));
    }
    if (row.returned.has_value()) {
      figures.push_back(Reported(kept, "returned", Count{*row.returned}));
    }
    if (row.sent.has_value() && row.returned.has_value()) {
      figures.push_back(Quotient(row, "response-rate",
                                 ShareOf(*row.returned, *row.sent), "returned",
                                 "sent"));
    }
    if (row.published.has_value()) {
      figures.push_back(Reported(kept, "published", RatioOf(*row.published)));
    }
    return figures;
  }

 private:
  Figure Make(const SurveyRow& row, absl::string_view part, Value value,
              absl::string_view rule) const {
    Figure figure;
    figure.id = SurveyFigureId(row, part);
    figure.value = std::move(value);
    figure.provenance.service = "participants";
    figure.provenance.revision = revision_;
    figure.provenance.rule = std::string(rule);
    return figure;
  }

  Figure Reported(const KeptRow& kept, absl::string_view part,
                  Value value) const {
    Figure figure = Make(*kept.row, part, std::move(value), "reported");
    const FiscalYearName year{year_.organisation, kept.year};
    figure.provenance.records = {absl::StrCat(year.Text(), "/surveys/",
                                              QuestionPath(*kept.row), "/",
                                              kept.row->period.text)};
    return figure;
  }

  Figure Quotient(const SurveyRow& row, absl::string_view part, Value value,
                  absl::string_view numerator,
                  absl::string_view denominator) const {
    Figure figure = Make(row, part, std::move(value), "ratio");
    figure.provenance.terms = {{SurveyFigureId(row, numerator), 1},
                               {SurveyFigureId(row, denominator), 0}};
    return figure;
  }

  const FiscalYearName& year_;
  const int64_t revision_;
};

void AddRows(const FiscalYearName& year, const std::vector<SurveyRow>& rows,
             const FigureMaker& make, Statistics* statistics) {
  Table table;
  table.id = "surveys";
  table.title = "Enkäter";
  table.columns = {{"answers", "Svar"},
                   {"positive", "Positiva"},
                   {"share", "Andel positiva"},
                   {"rule", "Räknas som positivt"}};
  std::vector<Figure>& figures = statistics->figures;
  for (const SurveyRow& row : rows) {
    const KeptRow kept{&row, year.year};
    const Figure answers = make.Answers(kept);
    const Figure positive = make.Positive(kept);
    const Figure share = make.Share(kept);
    figures.insert(figures.end(), {answers, positive, share});
    for (Figure& figure : make.Others(kept)) {
      figures.push_back(std::move(figure));
    }
    table.rows.push_back({absl::StrCat(QuestionPath(row), "/", row.period.text),
                          absl::StrCat(row.survey, ": ", QuestionLabel(row),
                                       ", ", PeriodLabel(row.period)),
                          RowKind::kDetail,
                          "",
                          {FigureCell{answers, kCountDisplay},
                           FigureCell{positive, kCountDisplay},
                           FigureCell{share, kShareDisplay}, row.rule}});
  }
  statistics->tables.push_back(std::move(table));
}

// The year's surveys in the file's order, with what earlier years add to
// their questions.
class Surveys {
 public:
  Surveys(const FiscalYearName& year, const std::vector<SurveyRow>& rows,
          const std::vector<const std::vector<SurveyRow>*>& earlier) {
    for (const SurveyRow& row : rows) Place(row);
    for (const SurveyRow& row : rows) Keep({&row, year.year});
    // The newest first: what is kept is not replaced.
    for (size_t back = 1; back <= earlier.size(); ++back) {
      const auto* older = earlier[earlier.size() - back];
      if (older == nullptr) continue;
      for (const SurveyRow& row : *older) {
        Keep({&row, year.year - static_cast<int>(back)});
      }
    }
    for (Survey& survey : surveys_) {
      while (survey.periods.size() > kIndicatorPeriodsMax) {
        survey.periods.erase(survey.periods.begin());
      }
    }
  }

  const std::vector<Survey>& all() const { return surveys_; }

 private:
  // Which survey, and which of its series.
  using At = std::pair<size_t, size_t>;

  void Place(const SurveyRow& row) {
    const auto survey =
        by_survey_.emplace(Slug(row.survey), surveys_.size()).first->second;
    if (survey == surveys_.size()) surveys_.push_back({row.survey, {}, {}});
    std::vector<Series>& series = surveys_[survey].series;
    const At at{survey, series.size()};
    const At placed = by_question_.emplace(QuestionPath(row), at).first->second;
    if (placed == at) series.push_back({&row, {}});
    const SurveyRow*& newest = series[placed.second].newest;
    if (MonthsOf(*newest) < MonthsOf(row)) newest = &row;
  }

  void Keep(const KeptRow& kept) {
    const auto found = by_question_.find(QuestionPath(*kept.row));
    if (found == by_question_.end()) return;
    Survey& survey = surveys_[found->second.first];
    Series& series = survey.series[found->second.second];
    const Months months = MonthsOf(*kept.row);
    if (!series.rows.emplace(months, kept).second) return;
    survey.periods.emplace(months, &kept.row->period);
  }

  std::vector<Survey> surveys_;
  std::map<std::string, size_t> by_survey_;
  std::map<std::string, At> by_question_;
};

// What counts as positive, and where that has changed over the years.
std::string RemarkOf(const Survey& survey) {
  std::vector<absl::string_view> rules;
  std::string changed;
  for (const Series& series : survey.series) {
    for (const auto& [months, kept] : series.rows) {
      if (survey.periods.count(months) == 0) continue;
      const std::string& rule = kept.row->rule;
      if (changed.empty() && !SameRule(rule, series.newest->rule)) {
        changed = absl::StrCat(
            " Regeln är inte densamma alla år, till exempel för \"",
            series.newest->question, "\".");
      }
      if (rules.size() <= kRulesToldMax &&
          std::none_of(rules.begin(), rules.end(), [&](absl::string_view told) {
            return SameRule(told, rule);
          })) {
        rules.push_back(rule);
      }
    }
  }
  if (rules.size() > kRulesToldMax) {
    return absl::StrCat("Vad som räknas som positivt skiljer sig åt.", changed);
  }
  return absl::StrCat("Räknas som positivt: ", absl::StrJoin(rules, "; "), ".",
                      changed);
}

// One of a survey's two tables: `figure` of every question and period.
template <typename MakeCell>
Table SeriesTable(const Survey& survey, absl::string_view id_end,
                  absl::string_view title_end, const Display& display,
                  const MakeCell& figure) {
  Table table;
  table.id = absl::StrCat("indicators-", Slug(survey.name), id_end);
  table.title = absl::StrCat(survey.name, ": ", title_end);
  table.row_header = "Fråga";
  for (const auto& [months, period] : survey.periods) {
    table.columns.push_back({period->text, PeriodLabel(*period)});
  }
  for (const Series& series : survey.series) {
    TableRow line;
    const SurveyRow& newest = *series.newest;
    line.id = QuestionPath(newest).substr(Slug(newest.survey).size() + 1);
    line.label = QuestionLabel(newest);
    for (const auto& [months, period] : survey.periods) {
      const auto kept = series.rows.find(months);
      if (kept == series.rows.end()) {
        line.cells.push_back(std::monostate{});
      } else {
        line.cells.push_back(FigureCell{figure(kept->second), display});
      }
    }
    table.rows.push_back(std::move(line));
  }
  return table;
}

// The figures of the earlier years that the tables show, and their terms.
void AddEarlierFigures(const FiscalYearName& year, const Survey& survey,
                       const FigureMaker& make, std::vector<Figure>* figures) {
  for (const Series& series : survey.series) {
    for (const auto& [months, kept] : series.rows) {
      if (kept.year == year.year || survey.periods.count(months) == 0) continue;
      figures->push_back(make.Answers(kept));
      figures->push_back(make.Positive(kept));
      figures->push_back(make.Share(kept));
    }
  }
}

}  // namespace

void AddSurveys(const FiscalYearName& year, const std::vector<SurveyRow>& rows,
                const std::vector<const std::vector<SurveyRow>*>& earlier,
                int64_t revision, Statistics* statistics) {
  const FigureMaker make(year, revision);
  AddRows(year, rows, make, statistics);
  const Surveys surveys(year, rows, earlier);
  for (const Survey& survey : surveys.all()) {
    AddEarlierFigures(year, survey, make, &statistics->figures);
    Table shares =
        SeriesTable(survey, "", "andel positiva svar", kShareDisplay,
                    [&](const KeptRow& kept) { return make.Share(kept); });
    shares.remark = RemarkOf(survey);
    statistics->tables.push_back(std::move(shares));
    statistics->tables.push_back(
        SeriesTable(survey, "-answers", "antal svar", kCountDisplay,
                    [&](const KeptRow& kept) { return make.Answers(kept); }));
  }
}

}  // namespace finsam::participants

#include "services/participants/domain/survey_links.h"

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"

namespace finsam::participants {
namespace {

constexpr int64_t kQuestionWeight = 4;  // Twice that of one gender's.
constexpr int64_t kStepWeight = 1;

// The cells of a row.
struct SurveyLine {
  const SurveyRow* row = nullptr;
  int64_t group = 0;  // Whom the positive are out of; see GroupedCells.
  size_t answers = 0;
  size_t positive = 0;
  size_t negative = 0;  // Of our own.
  std::vector<size_t> steps;
  std::optional<size_t> sent;
  std::optional<size_t> returned;
};

class SurveyLinks {
 public:
  SurveyLinks(const Rules& rules, int64_t minimum, CellLinks* links)
      : minimum_(minimum), links_(*links) {
    for (const std::string& survey : rules.protection.sensitive_surveys) {
      sensitive_.insert(Slug(survey));
    }
  }

  // Newest year first: a row that is there stays.
  void AddYear(const Facts& facts) {
    for (const SurveyRow& row : facts.surveys) {
      if (!lines_.contains(KeyOf(row))) {
        lines_.emplace(KeyOf(row), AddRow(row));
      }
    }
  }

  void Relate() {
    const SurveyLine* last = nullptr;
    for (const auto& [key, line] : lines_) {
      RelateParts(line);
      RelateReturned(line, last);
      RelateJoins(line);
      if (!line.row->gender.has_value()) RelateGenders(key, line);
      last = &line;
    }
    RelateQuestions();
  }

 private:
  // Survey, period and gender (0: all) before question, so that questions to
  // the same persons stand together.
  using Key = std::tuple<std::string, absl::CivilMonth, absl::CivilMonth,
                         size_t, std::string>;

  static Key KeyOf(const SurveyRow& row) {
    return {Slug(row.survey), row.period.first, row.period.last,
            row.gender.has_value() ? 1 + static_cast<size_t>(*row.gender) : 0,
            Slug(row.question)};
  }

  bool IsSensitive(const SurveyRow& row) const {
    return sensitive_.contains(Slug(row.survey));
  }

  SurveyLine AddRow(const SurveyRow& row) {
    const int64_t weight =
        row.gender.has_value() ? kQuestionWeight : 2 * kQuestionWeight;
    const auto add = [&](absl::string_view part, int64_t count, int64_t group,
                         int64_t part_weight) {
      return links_.Add(SurveyFigureId(row, part), count, group,
                        CostOf(part_weight, count));
    };
    SurveyLine line;
    line.row = &row;
    line.group = IsSensitive(row) ? kItself : row.answers;
    line.answers = add("answers", row.answers, kItself, weight);
    line.positive = add("positive", row.positive, line.group, weight);
    line.negative =
        links_.AddHidden(absl::StrCat("negative/", SurveyFigureId(row, "all")),
                         row.answers - row.positive, line.group);
    for (size_t i = 0; i < row.steps.size(); ++i) {
      line.steps.push_back(add(absl::StrCat("step-", i + 1), row.steps[i],
                               line.group, kStepWeight));
    }
    if (row.sent.has_value()) {
      line.sent = add("sent", *row.sent, kItself, weight);
    }
    if (row.returned.has_value()) {
      line.returned = add("returned", *row.returned, kItself, weight);
    }
    return line;
  }

  void RelateParts(const SurveyLine& line) {
    links_.Sum(line.answers, {line.positive, line.negative});
    if (line.steps.empty()) return;
    links_.Sum(line.answers, line.steps);
    const auto rule = ParseScaleRule(line.row->rule);
    if (!rule.has_value() || rule->first < 1) return;
    std::vector<size_t> positive;
    for (int step = rule->first; step <= rule->last; ++step) {
      if (static_cast<size_t>(step) > line.steps.size()) return;
      positive.push_back(line.steps[static_cast<size_t>(step) - 1]);
    }
    links_.Sum(line.positive, positive);
  }

  // Nobody answers a question who did not answer the survey, nor that who was
  // not asked; and both are one number, at whatever question they stand.
  void RelateReturned(const SurveyLine& line, const SurveyLine* last) {
    if (line.returned) links_.AtMost(line.answers, {*line.returned}, kNoSecret);
    if (line.returned && line.sent) {
      links_.AtMost(*line.returned, {*line.sent}, kNoSecret);
    }
    if (last == nullptr) return;
    Key a = KeyOf(*line.row);
    Key b = KeyOf(*last->row);
    std::get<4>(a) = std::get<4>(b) = "";
    if (a != b) return;
    if (line.sent && last->sent) links_.Sum(*line.sent, {*last->sent});
    if (line.returned && last->returned) {
      links_.Sum(*line.returned, {*last->returned});
    }
  }

  // Questions that divide those who answered: "kvinnor bland dem", "män bland
  // dem". Whoever sees that they add up reckons with it.
  void RelateQuestions() {
    std::map<std::pair<Key, int64_t>, std::vector<const SurveyLine*>> asked;
    for (const auto& [key, line] : lines_) {
      Key same = key;
      std::get<4>(same) = "";
      asked[{same, line.row->answers}].push_back(&line);
    }
    for (const auto& [key, lines] : asked) {
      std::vector<size_t> positive;
      for (const SurveyLine* line : lines) positive.push_back(line->positive);
      if (lines.size() > 1) links_.Sum(lines[0]->answers, positive);
    }
  }

  // Who answered any of the joined questions positively.
  void RelateJoins(const SurveyLine& line) {
    std::set<size_t> joined;
    for (const std::string& question : line.row->joins) {
      Key key = KeyOf(*line.row);
      std::get<4>(key) = Slug(question);
      const auto found = lines_.find(key);
      if (found != lines_.end()) joined.insert(found->second.positive);
    }
    joined.erase(line.positive);
    if (joined.empty()) return;
    for (const size_t part : joined)
      links_.AtMost(part, {line.positive}, kNoSecret);
    links_.AtMost(line.positive, {joined.begin(), joined.end()}, kNoSecret);
  }

  void RelateGenders(const Key& key, const SurveyLine& whole) {
    std::vector<const SurveyLine*> genders;
    for (size_t gender = 1; gender <= kGenderCount; ++gender) {
      Key part = key;
      std::get<3>(part) = gender;
      const auto found = lines_.find(part);
      if (found != lines_.end()) genders.push_back(&found->second);
    }
    if (genders.empty()) return;
    const auto of = [&](const auto& cell) {
      std::vector<size_t> cells;
      for (const SurveyLine* line : genders) cells.push_back(cell(*line));
      return cells;
    };
    const std::string name = SurveyFigureId(*whole.row, "");
    const auto positive = of([](const auto& line) { return line.positive; });
    const auto negative = of([](const auto& line) { return line.negative; });
    const auto answers = of([](const auto& line) { return line.answers; });
    const auto relate = [&](size_t cell, const std::vector<size_t>& parts,
                            absl::string_view part, int64_t group) {
      if (links_.Sum(cell, parts)) return;
      links_.SumWithRest(cell, parts, absl::StrCat(name, part), group);
    };
    int64_t rest = links_.value(whole.answers);
    for (const size_t part : answers) rest -= links_.value(part);
    const int64_t out_of = IsSensitive(*whole.row) ? kItself : rest;
    relate(whole.answers, answers, "answers", kItself);
    relate(whole.positive, positive, "positive", out_of);
    relate(whole.negative, negative, "negative", out_of);
    for (const auto& asked : {&SurveyLine::sent, &SurveyLine::returned}) {
      std::vector<size_t> parts;
      for (const SurveyLine* line : genders) {
        if (line->*asked) parts.push_back(*(line->*asked));
      }
      if (!(whole.*asked) || parts.size() != genders.size()) continue;
      const bool sent = asked == &SurveyLine::sent;
      relate(*(whole.*asked), parts, sent ? "sent" : "returned", kItself);
    }
    for (size_t i = 0; i < whole.steps.size(); ++i) {
      std::vector<size_t> steps;
      for (const SurveyLine* line : genders) {
        if (i < line->steps.size()) steps.push_back(line->steps[i]);
      }
      if (steps.size() != genders.size()) return;
      relate(whole.steps[i], steps, absl::StrCat("step-", i + 1), out_of);
    }
  }

  const int64_t minimum_;
  CellLinks& links_;
  std::set<std::string> sensitive_;
  std::map<Key, SurveyLine> lines_;
};

}  // namespace

void LinkSurveys(const std::vector<LinkedYear>& years, const Rules& rules,
                 int64_t minimum, CellLinks* links) {
  SurveyLinks surveys(rules, minimum, links);
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    surveys.AddYear(*year->facts);
  }
  surveys.Relate();
}

}  // namespace finsam::participants

#include "services/governance/domain/figures.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "services/governance/domain/figure_maker.h"
#include "services/governance/domain/follow_up_figures.h"

namespace finsam::governance {
namespace {

void AddBoard(const YearFacts& facts, const FigureMaker& maker,
              std::vector<Figure>* figures) {
  if (!facts.board.has_value()) return;
  size_t seats = 0;
  size_t deputies = 0;
  for (const BoardMember& person : *facts.board) {
    if (!ServesOn(person, absl::CivilDay(facts.year.year, 12, 31))) continue;
    if (HoldsSeat(person)) ++seats;
    if (IsDeputy(person)) ++deputies;
  }
  figures->push_back(maker.Number("board/seats", seats, {"board"}));
  figures->push_back(maker.Number("board/deputies", deputies, {"board"}));
}

constexpr std::pair<Verdict, const char*> kVerdictFigures[] = {
    {Verdict::kMet, "goals/met"},
    {Verdict::kPartlyMet, "goals/partly-met"},
    {Verdict::kNotMet, "goals/not-met"},
    {Verdict::kNotAssessed, "goals/not-assessed"},
};

}  // namespace

std::vector<Figure> RegisterFigures(const YearFacts& facts, int64_t revision) {
  const FigureMaker maker(facts.year, revision);
  std::vector<Figure> figures;
  AddBoard(facts, maker, &figures);
  if (facts.meetings.has_value()) {
    const int64_t held = CountInYear(*facts.meetings, facts.year.year);
    figures.push_back(maker.Number("board/meetings", static_cast<size_t>(held),
                                   {"meetings"}));
  }
  if (facts.association.adopted.has_value()) {
    figures.push_back(maker.Make("report/adopted", *facts.association.adopted,
                                 "reported", {"association"}));
  }
  if (facts.signatures.has_value()) {
    figures.push_back(maker.Number("signatures/count", facts.signatures->size(),
                                   {"signatures"}));
    const auto completed = CompletedOn(*facts.signatures);
    if (completed.has_value()) {
      figures.push_back(maker.Make("signatures/completed", *completed,
                                   "last signature", {"signatures"}));
    }
  }
  if (facts.goals.has_value()) {
    figures.push_back(
        maker.Number("goals/total", facts.goals->size(), {"goals"}));
  }
  for (Figure& figure : FollowUpFigures(facts, revision)) {
    figures.push_back(std::move(figure));
  }
  return figures;
}

std::vector<Figure> GoalFigures(const YearFacts& facts,
                                const std::vector<Judgement>& judgements,
                                int64_t revision) {
  if (!facts.goals.has_value()) return {};
  const std::vector<Goal>& goals = *facts.goals;
  FINSAM_CHECK(goals.size() == judgements.size());
  const FigureMaker maker(facts.year, revision);
  std::vector<Figure> figures = {
      maker.Number("goals/total", goals.size(), {"goals"})};
  for (const auto& [verdict, name] : kVerdictFigures) {
    std::vector<std::string> records;
    for (size_t i = 0; i < goals.size(); ++i) {
      if (judgements[i].verdict != verdict) continue;
      records.push_back(absl::StrCat("goals/", goals[i].id));
    }
    figures.push_back(maker.Number(name, records.size(), records));
  }
  for (size_t i = 0; i < goals.size(); ++i) {
    for (size_t m = 0; m < goals[i].measures.size(); ++m) {
      figures.push_back(
          OutcomeFigure(facts, goals[i], judgements[i], m, revision));
    }
  }
  return figures;
}

Figure OutcomeFigure(const YearFacts& facts, const Goal& goal,
                     const Judgement& judgement, size_t measure,
                     int64_t revision) {
  const std::string source =
      MeasureFigureId(goal.measures[measure], facts.year.year);
  std::string name = absl::StrCat("goals/", goal.id, "/outcome");
  if (measure > 0) absl::StrAppend(&name, "-", measure + 1);
  Figure figure = FigureMaker(facts.year, revision)
                      .Make(name, judgement.measures[measure].outcome,
                            source.empty() ? "reported" : "outcome",
                            {absl::StrCat("goals/", goal.id)});
  if (!source.empty()) figure.provenance.terms.push_back({source, 1});
  return figure;
}

std::vector<std::string> FigureIds(const YearFacts& facts) {
  std::set<std::string> ids;
  for (const Figure& figure : RegisterFigures(facts, /*revision=*/0)) {
    ids.insert(figure.id);
  }
  if (facts.goals.has_value()) {
    const std::vector<Judgement> judgements =
        JudgeAll(*facts.goals, facts.year.year, /*outcomes=*/{});
    for (const Figure& figure : GoalFigures(facts, judgements, 0)) {
      ids.insert(figure.id);
    }
  }
  return {ids.begin(), ids.end()};
}

std::vector<std::string> GoalFigureIds(const YearFacts& facts) {
  std::set<std::string> ids;
  if (facts.goals.has_value()) {
    for (const Goal& goal : *facts.goals) {
      for (const GoalMeasure& measure : goal.measures) {
        const std::string id = MeasureFigureId(measure, facts.year.year);
        if (!id.empty()) ids.insert(id);
      }
    }
  }
  return {ids.begin(), ids.end()};
}

}  // namespace finsam::governance

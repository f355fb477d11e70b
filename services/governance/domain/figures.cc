#include "services/governance/domain/figures.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam::governance {
namespace {

constexpr char kService[] = "governance";

// Makes the figures of one year.
class Maker {
 public:
  Maker(const YearFacts& facts, int64_t revision)
      : year_(facts.year), revision_(revision) {}

  // `records` are named below the fiscal year: "meetings", "goals/1".
  Figure Make(absl::string_view name, const Value& value,
              absl::string_view rule,
              const std::vector<std::string>& records) const {
    Figure figure{absl::StrCat(name, "/", year_.year), value, {}};
    figure.provenance.service = kService;
    figure.provenance.revision = revision_;
    figure.provenance.rule = std::string(rule);
    for (const std::string& record : records) {
      figure.provenance.records.push_back(
          absl::StrCat(year_.Text(), "/", record));
    }
    return figure;
  }

  Figure Number(absl::string_view name, size_t value,
                const std::vector<std::string>& records) const {
    return Make(name, Count{static_cast<int64_t>(value)}, "count", records);
  }

 private:
  const FiscalYearName& year_;
  int64_t revision_;
};

void AddBoard(const YearFacts& facts, const Maker& maker,
              std::vector<Figure>* figures) {
  if (!facts.board.has_value()) return;
  size_t seats = 0;
  size_t deputies = 0;
  for (const BoardMember& person : *facts.board) {
    if (!ServesOn(person, absl::CivilDay(facts.year.year, 12, 31))) continue;
    ++(HoldsSeat(person) ? seats : deputies);
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
  const Maker maker(facts, revision);
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
  return figures;
}

std::vector<Figure> GoalFigures(const YearFacts& facts,
                                const std::vector<Judgement>& judgements,
                                int64_t revision) {
  if (!facts.goals.has_value()) return {};
  const std::vector<Goal>& goals = *facts.goals;
  FINSAM_CHECK(goals.size() == judgements.size());
  const Maker maker(facts, revision);
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
    if (!goals[i].measure.has_value()) continue;
    figures.push_back(OutcomeFigure(facts, goals[i], judgements[i], revision));
  }
  return figures;
}

Figure OutcomeFigure(const YearFacts& facts, const Goal& goal,
                     const Judgement& judgement, int64_t revision) {
  const std::string source = GoalFigureId(goal, facts.year.year);
  Figure figure =
      Maker(facts, revision)
          .Make(absl::StrCat("goals/", goal.id, "/outcome"), judgement.outcome,
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
      const std::string id = GoalFigureId(goal, facts.year.year);
      if (!id.empty()) ids.insert(id);
    }
  }
  return {ids.begin(), ids.end()};
}

}  // namespace finsam::governance

// The figures that governance gives for a year, each with where it comes from.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FIGURES_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FIGURES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "common/figure/figure.h"
#include "services/governance/domain/facts.h"
#include "services/governance/domain/verdict.h"

namespace finsam::governance {

// board/seats, board/deputies (serving on the year's last day),
// board/meetings (held in the year), report/adopted, signatures/count,
// signatures/completed, goals/total, and those of FollowUpFigures; each with
// the year, and only those whose facts are there. `revision` is where the
// association stands.
std::vector<Figure> RegisterFigures(const YearFacts& facts, int64_t revision);

// goals/total, met, partly-met, not-met, not-assessed, and
// goals/<id>/outcome, outcome-2 … for the measures. Nothing without goals.
// `judgements` are those of the goals, in order.
std::vector<Figure> GoalFigures(const YearFacts& facts,
                                const std::vector<Judgement>& judgements,
                                int64_t revision);

// The outcome of one measure of a goal, by its place, as GoalFigures gives it.
Figure OutcomeFigure(const YearFacts& facts, const Goal& goal,
                     const Judgement& judgement, size_t measure,
                     int64_t revision);

// Ids of all of these, sorted, each once.
std::vector<std::string> FigureIds(const YearFacts& facts);

// Ids of the figures that the goals are judged by, sorted, each once.
std::vector<std::string> GoalFigureIds(const YearFacts& facts);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FIGURES_H_

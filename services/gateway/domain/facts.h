// What the four services said about a year, gathered: the tables they made and
// an index of every figure by id.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_FACTS_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_FACTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/base/status.h"
#include "common/figure/table.h"

namespace finsam::gateway {

// By id. The first of two figures with one id is kept.
using FigureIndex = std::map<std::string, Figure>;

// A member as the checks need it; shares by Finsamlagen 5 §.
enum class MemberKind { kState, kRegion, kMunicipality };

struct Member {
  std::string name;
  MemberKind kind = MemberKind::kState;
  std::string contribution_line;  // A figure id without year; empty: none.
};

// What a service was at when it answered.
struct Source {
  std::string service;
  int64_t revision = 0;
  std::string root;  // 32 bytes; empty at revision 0.
};

// A goal whose stated verdict differs from the computed one.
struct VerdictConflict {
  std::string goal_id;
  std::string text;
  std::string stated;    // Swedish word.
  std::string computed;  // Swedish word.
  std::string outcome;   // "70,0 %, mål >= 85 %"; of each measure.
  std::string reason;    // The board's; may be empty.
};

// What the budget service found to depart from law or agreement.
struct BudgetFinding {
  std::string code;  // "CONTRIBUTION_LAW"
  std::string message;
  Figure found;
  Figure expected;
};

// The annual report of the year before, as it was adopted: what this year's
// comparison columns must agree with.
struct LastYear {
  struct Printed {
    Figure figure;
    Display display;
    std::optional<int64_t> printed_steps;  // As in FigureCell.
  };
  // A reason for a restatement, and what the finding said that it answers.
  struct Reason {
    std::string said;
    std::string reason;
  };
  std::string name;  // "associations/…/annualReport/versions/2"
  int year = 0;
  std::map<std::string, Printed> figures;  // By id; those of its own year.
  // Why a figure has been restated since, by figure id; as answered.
  std::map<std::string, Reason> reasons;
};

struct YearFacts {
  int year = 0;
  std::string association;          // Display name.
  std::string registration_number;  // May be empty.
  std::vector<Table> tables;
  FigureIndex figures;
  std::vector<Member> members;
  std::vector<VerdictConflict> verdict_conflicts;
  // Figures that goals are measured by and nobody has.
  std::vector<std::string> missing_goal_figures;
  std::vector<BudgetFinding> budget_findings;
  // Rows of the budget's tables that are not what they seem.
  std::vector<Problem> table_warnings;
  // Why nothing could be accrued; empty: it could, or was not asked for.
  std::string accrual_trouble;
  // What the follow-up of an interim report's months warns of.
  std::vector<Problem> follow_up_warnings;
  std::vector<Source> sources;
  std::optional<LastYear> last_year;
};

inline void AddFigure(FigureIndex& index, const Figure& figure) {
  index.emplace(figure.id, figure);
}

// Adds every figure of `table`.
inline void AddFigures(FigureIndex& index, const Table& table) {
  for (const TableRow& row : table.rows) {
    for (const Cell& cell : row.cells) {
      if (const auto* held = std::get_if<FigureCell>(&cell)) {
        AddFigure(index, held->figure);
      }
    }
  }
}

inline const Figure* Find(const FigureIndex& index, const std::string& id) {
  const auto found = index.find(id);
  return found == index.end() ? nullptr : &found->second;
}

inline const Table* FindTable(const std::vector<Table>& tables,
                              const std::string& id) {
  for (const Table& table : tables) {
    if (table.id == id) return &table;
  }
  return nullptr;
}

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_FACTS_H_

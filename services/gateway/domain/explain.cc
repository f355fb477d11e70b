#include "services/gateway/domain/explain.h"

#include <map>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"

namespace finsam::gateway {
namespace {

// Where a figure is printed first, and how.
struct Place {
  std::string label;
  Display display;
  std::optional<int64_t> printed_steps;
};

void CollectPlaces(const std::vector<ReportSection>& sections,
                   std::map<std::string, Place>* places) {
  for (const ReportSection& section : sections) {
    for (const auto& block : section.blocks) {
      const auto* table = std::get_if<Table>(&block);
      if (table == nullptr) continue;
      for (const TableRow& row : table->rows) {
        for (size_t i = 0; i < row.cells.size(); ++i) {
          const auto* held = std::get_if<FigureCell>(&row.cells[i]);
          if (held == nullptr) continue;
          const std::string column =
              i < table->columns.size() ? table->columns[i].label : "";
          places->emplace(
              held->figure.id,
              Place{absl::StrCat(table->title, ": ", row.label, ", ", column),
                    held->display, held->printed_steps});
        }
      }
    }
    CollectPlaces(section.sections, places);
  }
}

class Walker {
 public:
  Walker(const Report& report, std::vector<ExplainStep>* steps)
      : report_(report), steps_(steps) {
    CollectPlaces(report.sections, &places_);
  }

  void Walk(const std::string& id, int depth, int factor) {
    const Figure* figure = Find(report_.figures, id);
    if (figure == nullptr || depth > kExplainDepthMax ||
        steps_->size() >= kExplainStepsMax) {
      return;
    }
    ExplainStep step{figure, DefaultDisplay(figure->value), {}, "", depth,
                     factor};
    if (const auto place = places_.find(id); place != places_.end()) {
      step.label = place->second.label;
      step.display = place->second.display;
      step.printed_steps = place->second.printed_steps;
    }
    steps_->push_back(step);
    if (!walked_.insert(id).second) return;
    for (const Term& term : figure->provenance.terms) {
      Walk(term.figure_id, depth + 1, term.factor);
    }
  }

 private:
  const Report& report_;
  std::vector<ExplainStep>* steps_;
  std::map<std::string, Place> places_;
  std::set<std::string> walked_;
};

}  // namespace

std::vector<ExplainStep> ExplainSteps(const Report& report,
                                      const std::string& figure_id) {
  std::vector<ExplainStep> steps;
  Walker(report, &steps).Walk(figure_id, 0, 1);
  return steps;
}

std::string BooksFigure(const std::vector<ExplainStep>& steps) {
  std::set<std::string> ids;
  for (const ExplainStep& step : steps) {
    if (!step.figure->provenance.books.selections.empty()) {
      ids.insert(step.figure->id);
    }
  }
  return ids.size() == 1 ? *ids.begin() : "";
}

}  // namespace finsam::gateway

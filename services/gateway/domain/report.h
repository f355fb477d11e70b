// The report: a tree of sections whose every number is a figure; and how it is
// put together from a layout, texts and the year's facts. Pure.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "common/base/status.h"
#include "services/gateway/domain/facts.h"
#include "services/gateway/domain/report_layout.h"
#include "services/gateway/domain/text.h"

namespace finsam::gateway {

// A reference of a text with its figure and what it prints.
struct PrintedReference {
  Figure figure;
  Display display;
  std::string printed;
  // What it is compared with, where `printed` is the word for that.
  std::optional<Figure> compared_with = std::nullopt;
  // False: the values cannot be compared, or may not be.
  bool comparable = true;
  // Two negative amounts were compared without saying whether their size was
  // meant: costs that are shown with a minus fall when they rise.
  bool ambiguous = false;
};

struct ReportText {
  std::string file;
  std::string markdown;  // With marks; see domain/text.h.
  std::vector<PrintedReference> references;
};

struct ReportSection {
  std::string id;
  std::string number;
  std::string title;
  std::vector<std::variant<ReportText, Table>> blocks;
  std::vector<ReportSection> sections;
};

// How a table prints a figure.
struct ShownCell {
  Display display;
  // What footing made of it; nothing: the value rounded to the nearest.
  std::optional<int64_t> footed_steps;
};

// Who sees which counts: the public and the members what was released to them,
// the office everything.
enum class Audience { kPublic, kMembers, kOffice };

struct Report {
  std::string title;
  std::string association;
  std::string registration_number;
  int year = 0;
  ReportKind kind = ReportKind::kAnnual;
  int through = 0;  // ReportLayout::through.
  // For whom its counts of participants are; whoever asked for it sets this.
  Audience audience = Audience::kPublic;
  std::vector<ReportSection> sections;
  std::vector<Source> sources;
  // Every figure that tables, texts and checks may name, by id.
  FigureIndex figures;
  // By figure id: the first table cell that shows it.
  std::map<std::string, ShownCell> printed;
  // What texts give the reason for (TextSpec::explains).
  std::set<std::string> explained;
};

// What a table prints of a figure in that display, in its smallest step, where
// it is not the value rounded by itself (Rounding::kFooting).
std::optional<int64_t> FootedSteps(const Report& report,
                                   const std::string& figure_id,
                                   const Display& display);

// What must be compared with the budget so that the layout's deviation columns
// can be filled: the id of each deviation, its budget line, and the outcome.
struct DeviationQuestion {
  std::string figure_id;
  std::string budget_line;
  std::string outcome_id;
};
std::vector<DeviationQuestion> DeviationQuestions(const ReportLayout& layout,
                                                  int year);

// A table's budget cells need the rows of tables that may come later; the ids
// of all budget, deviation and change cells that the layout makes, for
// validation. `figures` says which rows a table has (ids
// "<table>/<row>/<year>").
std::vector<std::string> DerivedFigureIds(
    const ReportLayout& layout, int year,
    const std::vector<std::string>& figure_ids);

// Puts the report together. `texts` holds every text of the layout by file
// name. A reference to a figure that is not there prints "[saknas: id]" and is
// reported by the check TX-2: an import refuses it, but facts may change
// afterwards.
Report AssembleReport(const ReportLayout& layout,
                      const std::map<std::string, ParsedText>& texts,
                      const YearFacts& facts);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_REPORT_H_

#include "services/ledger/domain/layout_references.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/ledger/domain/layout_graph.h"

namespace finsam::ledger {
namespace {

// Lines of a circle that a message names.
constexpr int kCircleNamesMax = 10;

bool IsRatio(const Line& line) { return !line.ratio_of.empty(); }

class Checker {
 public:
  Checker(const Layout& layout, ProblemList* problems)
      : graph_(layout), problems_(problems) {}

  void Check() {
    for (const LayoutGraph::Node& node : graph_.nodes()) CheckArrows(node);
    CheckCircle();
  }

 private:
  void CheckArrows(const LayoutGraph::Node& node) {
    const Line& line = *node.line;
    std::set<size_t> terms;
    for (const Arrow& arrow : node.arrows) {
      if (arrow.node == LayoutGraph::kNoNode) {
        problems_->AddAt(line.file_line, "LAYOUT_LINE_UNKNOWN",
                         FieldOf(line, arrow), "Raden som nämns finns inte.",
                         arrow.text, "id för en rad, eller uppställning/rad");
        continue;
      }
      CheckArrow(line, arrow);
      const bool is_new = terms.insert(arrow.node).second;
      if (arrow.kind == ArrowKind::kTerm && !is_new) {
        problems_->AddAt(line.file_line, "LAYOUT_TERM", FieldOf(line, arrow),
                         "Samma rad räknas två gånger.", arrow.text);
      }
    }
    for (const Arrow& arrow : node.arrows) CheckPart(line, arrow, terms);
  }

  void CheckArrow(const Line& line, const Arrow& arrow) {
    const Line& target = *graph_.nodes()[arrow.node].line;
    const auto refuse = [&](absl::string_view expected) {
      problems_->AddAt(line.file_line, "LAYOUT_TERM", FieldOf(line, arrow),
                       "Raden som nämns går inte att räkna med här.",
                       arrow.text, expected);
    };
    switch (arrow.kind) {
      case ArrowKind::kTerm:
        if (IsRatio(target)) refuse("en rad med belopp eller antal");
        break;
      case ArrowKind::kCashEffect:
      case ArrowKind::kOpening:
        if (target.accounts.empty() || !target.terms.empty()) {
          refuse("en rad med enbart konton");
        } else if (IsTurnover(MeasureOf(target))) {
          refuse("en rad med saldon, inte med measure debits eller credits");
        }
        break;
      case ArrowKind::kNumerator:
      case ArrowKind::kDenominator:
        if (IsRatio(target) || target.blank) {
          refuse("en rad med belopp eller antal");
        }
        break;
    }
  }

  // A part of a line is in the line already.
  void CheckPart(const Line& line, const Arrow& arrow,
                 const std::set<size_t>& terms) {
    if (arrow.kind != ArrowKind::kTerm || arrow.node == LayoutGraph::kNoNode) {
      return;
    }
    const LayoutGraph::Node& part = graph_.nodes()[arrow.node];
    if (part.line->of_which.empty()) return;
    const size_t whole = graph_.Find(*part.statement, part.line->of_which);
    if (whole == LayoutGraph::kNoNode || terms.count(whole) == 0) return;
    problems_->AddAt(
        line.file_line, "LAYOUT_TERM", FieldOf(line, arrow),
        absl::StrCat("Raden är redan en del av ", graph_.Name(whole), "."),
        arrow.text);
  }

  static std::string FieldOf(const Line& line, const Arrow& arrow) {
    switch (arrow.kind) {
      case ArrowKind::kTerm:
        return line.is_total ? "total" : "sum";
      case ArrowKind::kCashEffect:
        return "cash-effect-of";
      case ArrowKind::kOpening:
        return "opening-of";
      case ArrowKind::kNumerator:
        return "ratio.of";
      case ArrowKind::kDenominator:
        return "ratio.to";
    }
    return "";
  }

  void CheckCircle() {
    const std::vector<size_t> circle = graph_.Circle();
    if (circle.empty()) return;
    std::vector<std::string> names;
    for (const size_t node : circle) names.push_back(graph_.Name(node));
    names.push_back(names.front());
    if (names.size() > kCircleNamesMax) {
      names.erase(names.begin() + kCircleNamesMax / 2,
                  names.end() - kCircleNamesMax / 2);
      names.insert(names.begin() + kCircleNamesMax / 2, "…");
    }
    problems_->AddAt(graph_.nodes()[circle.front()].line->file_line,
                     "LAYOUT_CIRCLE", "",
                     "Rader räknas fram ur varandra i en cirkel.",
                     absl::StrJoin(names, " → "));
  }

  const LayoutGraph graph_;
  ProblemList* const problems_;
};

}  // namespace

void CheckReferences(const Layout& layout, ProblemList* problems) {
  Checker(layout, problems).Check();
}

}  // namespace finsam::ledger

#include "services/participants/domain/protection.h"

#include <algorithm>
#include <map>
#include <variant>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

namespace finsam::participants {
namespace {

// A column of words that tell how a figure compares with another.
constexpr char kVerdictColumn[] = "verdict";
constexpr char kNoVerdict[] = "..";

// A figure's id in parts; what it is stands last but one, before the period.
class IdParts {
 public:
  explicit IdParts(absl::string_view id) : parts_(absl::StrSplit(id, '/')) {
    parts_.resize(std::max<size_t>(parts_.size(), 2));
  }

  const std::string& kind() const { return parts_.front(); }
  const std::string& part() const { return parts_[parts_.size() - 2]; }
  // The id of the figure beside it.
  std::string With(const std::string& part) const {
    std::vector<std::string> parts = parts_;
    parts[parts.size() - 2] = part;
    return absl::StrJoin(parts, "/");
  }

  // True for what is a linked cell of its own.
  bool IsCount() const {
    if (kind() == "participants") return part() != "share";
    if (kind() == "averages") return part() == "persons";
    if (kind() != "surveys") return false;
    return part() == "answers" || part() == "positive" || part() == "sent" ||
           part() == "returned" || absl::StartsWith(part(), "step-");
  }

 private:
  std::vector<std::string> parts_;
};

class Protector {
 public:
  Protector(const Statistics& statistics, const std::set<std::string>& shown,
            int64_t minimum)
      : shown_(shown), minimum_(minimum) {
    for (const Figure& figure : statistics.figures) Know(figure);
    for (const Table& table : statistics.tables) {
      for (const TableRow& row : table.rows) {
        for (const Cell& cell : row.cells) {
          const auto* held = std::get_if<FigureCell>(&cell);
          if (held != nullptr) Know(held->figure);
        }
      }
    }
  }

  // True when it was protected.
  bool Apply(Figure* figure) {
    if (IsShown(figure->id)) return false;
    figure->value = Protected{minimum_};
    figure->provenance.records.clear();
    return true;
  }

  void Apply(Table* table) {
    bool any = false;
    for (TableRow& row : table->rows) any = Apply(*table, &row) || any;
    if (!any) return;
    absl::StrAppend(&table->remark, table->remark.empty() ? "" : " ",
                    "Två punkter (..) betyder att uppgiften inte visas, "
                    "eftersom ett antal från 1 till ",
                    minimum_ - 1, " annars kunde utläsas.");
  }

 private:
  bool Apply(const Table& table, TableRow* row) {
    bool any = false;
    for (Cell& cell : row->cells) {
      auto* held = std::get_if<FigureCell>(&cell);
      if (held == nullptr || !Apply(&held->figure)) continue;
      held->printed_steps.reset();
      any = true;
    }
    for (size_t i = 0; any && i < row->cells.size(); ++i) {
      auto* text = std::get_if<std::string>(&row->cells[i]);
      if (text != nullptr && table.columns[i].id == kVerdictColumn) {
        *text = kNoVerdict;
      }
    }
    return any;
  }

  void Know(const Figure& figure) { figures_.emplace(figure.id, &figure); }

  bool IsShown(const std::string& id) {
    // False until it is known: what hangs on itself is not shown.
    const auto [verdict, is_new] = verdicts_.emplace(id, false);
    if (!is_new) return verdict->second;
    const bool is_shown = Decide(id);
    verdicts_[id] = is_shown;
    return is_shown;
  }

  bool Decide(const std::string& id) {
    const IdParts parts(id);
    if (parts.IsCount()) return shown_.contains(id);
    if (parts.kind() == "averages") return IsShown(parts.With("persons"));
    if (parts.kind() == "surveys" && parts.part() != "response-rate") {
      return IsShown(parts.With("answers")) && IsShown(parts.With("positive"));
    }
    const auto found = figures_.find(id);
    if (found == figures_.end()) return false;
    const Figure& figure = *found->second;
    for (const Term& term : figure.provenance.terms) {
      if (!IsShown(term.figure_id)) return false;
    }
    // A share that does not say what it is a share of tells it all the same.
    const size_t terms_min = parts.part() == "share" ? 2 : 1;
    return figure.provenance.terms.size() >= terms_min ||
           IsOfRules(parts, figure);
  }

  // True for what the rules say, whatever was counted.
  static bool IsOfRules(const IdParts& parts, const Figure& figure) {
    return (parts.kind() == "measures" && parts.part() == "target") ||
           (parts.kind() == "effects" &&
            std::holds_alternative<Ore>(figure.value));
  }

  const std::set<std::string>& shown_;
  const int64_t minimum_;
  std::map<std::string, const Figure*> figures_;
  std::map<std::string, bool> verdicts_;
};

}  // namespace

Statistics Protect(const Statistics& statistics,
                   const std::set<std::string>& shown, int64_t minimum) {
  Statistics safe = statistics;
  Protector protector(statistics, shown, minimum);
  for (Figure& figure : safe.figures) protector.Apply(&figure);
  for (Table& table : safe.tables) protector.Apply(&table);
  return safe;
}

}  // namespace finsam::participants

#include "services/ledger/domain/openings.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

namespace finsam::ledger {
namespace {

// What a line is at the beginning of a year.
struct Opening {
  enum class Kind {
    kNone,    // Cannot be said: it holds something else than balances.
    kZero,    // Movements only, which begin at zero.
    kFigure,  // Balances.
  };
  Kind kind = Kind::kNone;
  Figure figure;
};

class Openings {
 public:
  Openings(const LineValues& values, const BalanceIndex& books, int year)
      : values_(values),
        books_(books),
        year_(year),
        openings_(values.graph().nodes().size()) {}

  std::vector<Figure> All() {
    for (const size_t node : values_.graph().order()) {
      openings_[node] = Compute(node);
    }
    std::vector<Figure> figures;
    for (Opening& opening : openings_) {
      if (opening.kind != Opening::Kind::kFigure) continue;
      figures.push_back(std::move(opening.figure));
    }
    return figures;
  }

 private:
  Opening Compute(size_t place) const {
    const LayoutGraph::Node& node = values_.graph().nodes()[place];
    const Line& line = *node.line;
    if (IsOverview(*node.statement)) return {};
    if (line.blank) return {Opening::Kind::kZero, {}};
    if (line.accounts.empty() && line.terms.empty()) return {};
    Opening opening{Opening::Kind::kZero, {}};
    opening.figure.id =
        absl::StrCat(values_.graph().Name(place), "/opening-", year_);
    opening.figure.provenance = values_.NewProvenance("opening balance");
    ValueSum sum;
    if (!line.accounts.empty()) {
      if (line.measure.value_or(Measure::kClosing) == Measure::kOpening) {
        return {};
      }
      if (MeasureOf(line) == Measure::kClosing) AddBooks(node, &opening, &sum);
    }
    if (!AddTerms(node, &opening, &sum)) return {};
    opening.figure.value = sum.value();
    return opening;
  }

  void AddBooks(const LayoutGraph::Node& node, Opening* opening,
                ValueSum* sum) const {
    BooksOrigin& origin = opening->figure.provenance.books;
    origin.fiscal_year = year_;
    origin.measure = Measure::kOpening;
    origin.sign = SignOf(*node.statement, *node.line);
    origin.selections = books_.Selections(*node.line);
    sum->Add(books_.Sum(origin.selections).opening, origin.sign);
    opening->kind = Opening::Kind::kFigure;
  }

  bool AddTerms(const LayoutGraph::Node& node, Opening* opening,
                ValueSum* sum) const {
    for (const Arrow& arrow : node.arrows) {
      const Opening& term = openings_[arrow.node];
      if (term.kind == Opening::Kind::kNone) return false;
      if (term.kind == Opening::Kind::kZero) continue;
      sum->Add(term.figure.value, arrow.factor);
      opening->figure.provenance.terms.push_back(
          {term.figure.id, arrow.factor});
      opening->kind = Opening::Kind::kFigure;
    }
    return !sum->overflowed();
  }

  const LineValues& values_;
  const BalanceIndex& books_;
  const int year_;
  std::vector<Opening> openings_;
};

}  // namespace

std::vector<Figure> OpeningFigures(const LineValues& values, int year) {
  const BalanceIndex* books = values.Books(year);
  if (books == nullptr) return {};
  return Openings(values, *books, year).All();
}

}  // namespace finsam::ledger

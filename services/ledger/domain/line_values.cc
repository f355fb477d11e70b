#include "services/ledger/domain/line_values.h"

#include <algorithm>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

constexpr char kFromBooks[] = "sum over accounts";
constexpr char kFromBooksAndLines[] = "sum over accounts and lines";
constexpr char kFromLines[] = "sum";
constexpr char kRatio[] = "ratio";
constexpr char kCashEffect[] = "cash effect";
constexpr char kOpening[] = "opening balance";
constexpr char kReported[] = "reported";
constexpr char kNoBooks[] = "no books for the year";
constexpr char kNoVouchers[] = "no vouchers for the year";

// a + factor * b; nothing when that, or its negative, leaves 64 bits.
std::optional<int64_t> AddTimes(int64_t a, int64_t b, int factor) {
  const __int128 sum = __int128{a} + __int128{b} * factor;
  constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  if (sum > kMax || sum < -kMax) return std::nullopt;
  return static_cast<int64_t>(sum);
}

// The number of an amount or a count.
std::optional<int64_t> Number(const Value& value) {
  if (const auto* ore = std::get_if<Ore>(&value)) return ore->value;
  if (const auto* count = std::get_if<Count>(&value)) return count->value;
  return std::nullopt;
}

Value Share(const Value& of, const Value& to) {
  if (of.index() != to.index()) return {};
  const std::optional<int64_t> numerator = Number(of);
  const std::optional<int64_t> denominator = Number(to);
  if (!numerator.has_value() || !denominator.has_value()) return {};
  if (*denominator == 0) return {};
  // Two costs, each shown with a minus, have a share like any other.
  const int sign = *denominator < 0 ? -1 : 1;
  return Ratio{sign * *numerator, sign * *denominator};
}

std::set<int32_t> DimensionsOf(const Layout& layout) {
  std::set<int32_t> dimensions;
  for (const Statement& statement : layout.statements) {
    for (const Line& line : statement.lines) {
      if (line.objects.has_value()) dimensions.insert(line.objects->dimension);
    }
  }
  return dimensions;
}

}  // namespace

void ValueSum::Add(const Value& value, int factor) {
  const Value zero =
      std::holds_alternative<Count>(value) ? Value(Count{0}) : Value(Ore{0});
  const Value before = empty_ ? zero : sum_;
  empty_ = false;
  sum_ = {};
  const std::optional<int64_t> a = Number(before);
  const std::optional<int64_t> b = Number(value);
  if (before.index() != value.index() || !a.has_value()) return;
  const std::optional<int64_t> sum = AddTimes(*a, *b, factor);
  if (!sum.has_value()) {
    overflowed_ = true;
  } else if (std::holds_alternative<Ore>(value)) {
    sum_ = Ore{*sum};
  } else {
    sum_ = Count{*sum};
  }
}

absl::StatusOr<std::unique_ptr<LineValues>> LineValues::Compute(
    const StatementsInput& input) {
  FINSAM_CHECK(input.layout != nullptr);
  std::unique_ptr<LineValues> values(new LineValues(input));
  for (const int year : values->years_) {
    RETURN_IF_ERROR(values->ComputeYear(year));
  }
  return values;
}

LineValues::LineValues(const StatementsInput& input)
    : input_(input), graph_(*input.layout) {
  FINSAM_CHECK(graph_.order().size() == graph_.nodes().size());
  int count = 1;
  for (const Statement& statement : input.layout->statements) {
    count = std::max(count, statement.years);
  }
  const std::set<int32_t> dimensions = DimensionsOf(*input.layout);
  for (int i = 0; i < count; ++i) {
    const int year = input.year - i;
    years_.push_back(year);
    const auto found = input.balances.find(year);
    if (found == input.balances.end()) continue;
    books_.try_emplace(year, found->second, dimensions);
  }
  for (const KeyFigure& figure : input.key_figures) {
    key_figures_.try_emplace({figure.line_id, figure.year}, &figure);
  }
}

const Figure& LineValues::At(size_t node, int year) const {
  return figures_.at(year)[node];
}

const BalanceIndex* LineValues::Books(int year) const {
  const auto found = books_.find(year);
  return found == books_.end() ? nullptr : &found->second;
}

Provenance LineValues::NewProvenance(const std::string& rule) const {
  Provenance provenance;
  provenance.service = "ledger";
  provenance.revision = input_.revision;
  provenance.rule = rule;
  return provenance;
}

absl::Status LineValues::ComputeYear(int year) {
  std::vector<Figure>& figures = figures_[year];
  figures.resize(graph_.nodes().size());
  for (const size_t node : graph_.order()) {
    figures[node].id = absl::StrCat(graph_.Name(node), "/", year);
    if (ComputeLine(graph_.nodes()[node], year, &figures[node])) continue;
    return Refuse(absl::StatusCode::kInvalidArgument, "LAYOUT_SUM_TOO_LARGE",
                  absl::StrCat("Summan på raden ", graph_.Name(node),
                               " är för stor för att räknas."));
  }
  return absl::OkStatus();
}

bool LineValues::ComputeLine(const LayoutGraph::Node& node, int year,
                             Figure* figure) {
  const bool overview = IsOverview(*node.statement) && !node.line->blank;
  // What a report said of a year goes before what could be computed from
  // other rounded figures of it; but the books go before both.
  if (overview && Books(year) == nullptr && FromKeyFigure(node, year, figure)) {
    return true;
  }
  if (!Computed(node, year, figure)) return false;
  if (overview && !HasValue(figure->value)) FromKeyFigure(node, year, figure);
  return true;
}

bool LineValues::Computed(const LayoutGraph::Node& node, int year,
                          Figure* figure) {
  const Line& line = *node.line;
  if (!line.accounts.empty()) FromBooks(node, year, figure);
  if (!line.terms.empty()) return AddTerms(node, year, figure);
  if (!line.ratio_of.empty()) FromRatio(node, year, figure);
  if (!line.cash_effect_of.empty() || !line.opening_of.empty()) {
    FromReference(node, year, figure);
  }
  if (line.fact) figure->provenance = NewProvenance(kReported);
  return true;
}

void LineValues::FromBooks(const LayoutGraph::Node& node, int year,
                           Figure* figure) {
  const BalanceIndex* books = Books(year);
  figure->provenance = NewProvenance(books == nullptr ? kNoBooks : kFromBooks);
  if (books == nullptr) return;
  const Measure measure = MeasureOf(*node.line);
  if (IsTurnover(measure) && !books->has_turnover()) {
    figure->provenance.rule = kNoVouchers;
    return;
  }
  BooksOrigin& origin = figure->provenance.books;
  origin.fiscal_year = year;
  origin.measure = measure;
  origin.sign = SignOf(*node.statement, *node.line);
  origin.selections = books->Selections(*node.line);
  if (measure != Measure::kOpening) origin.through = books->through();
  const Ore sum = books->Sum(origin.selections).Get(origin.measure);
  figure->value = origin.sign > 0 ? sum : -sum;
}

bool LineValues::AddTerms(const LayoutGraph::Node& node, int year,
                          Figure* figure) {
  ValueSum sum;
  const bool with_accounts = !node.line->accounts.empty();
  if (with_accounts) {
    sum.Add(figure->value, 1);
    if (HasValue(figure->value)) figure->provenance.rule = kFromBooksAndLines;
  } else {
    figure->provenance = NewProvenance(kFromLines);
  }
  for (const Arrow& arrow : node.arrows) {
    if (graph_.nodes()[arrow.node].line->blank) continue;
    const Figure& term = At(arrow.node, year);
    sum.Add(term.value, arrow.factor);
    figure->provenance.terms.push_back({term.id, arrow.factor});
  }
  // Nothing but blank lines: they count as 0 in a year that has books.
  if (sum.empty() && Books(year) != nullptr) sum.Add(Ore{0}, 1);
  figure->value = sum.value();
  return !sum.overflowed();
}

void LineValues::FromRatio(const LayoutGraph::Node& node, int year,
                           Figure* figure) {
  FINSAM_CHECK(node.arrows.size() == 2);
  const Figure& of = At(node.arrows[0].node, year);
  const Figure& to = At(node.arrows[1].node, year);
  figure->provenance = NewProvenance(kRatio);
  figure->provenance.terms = {{of.id, 1}, {to.id, 0}};
  figure->value = Share(of.value, to.value);
}

void LineValues::FromReference(const LayoutGraph::Node& node, int year,
                               Figure* figure) {
  FINSAM_CHECK(node.arrows.size() == 1);
  const bool cash = node.arrows[0].kind == ArrowKind::kCashEffect;
  const LayoutGraph::Node& target = graph_.nodes()[node.arrows[0].node];
  const BalanceIndex* books = Books(year);
  if (books == nullptr) {
    figure->provenance = NewProvenance(kNoBooks);
    return;
  }
  figure->provenance = NewProvenance(cash ? kCashEffect : kOpening);
  BooksOrigin& origin = figure->provenance.books;
  origin.fiscal_year = year;
  origin.measure = cash ? Measure::kMovement : Measure::kOpening;
  // Whatever grows on the debit side has been paid for, be it a receivable
  // that rises or a debt that falls.
  origin.sign = cash ? -1 : SignOf(*target.statement, *target.line);
  origin.selections = books->Selections(*target.line);
  if (cash) origin.through = books->through();
  const Ore sum = books->Sum(origin.selections).Get(origin.measure);
  figure->value = origin.sign > 0 ? sum : -sum;
}

bool LineValues::FromKeyFigure(const LayoutGraph::Node& node, int year,
                               Figure* figure) {
  const std::string& id = node.line->id;
  auto found =
      key_figures_.find({absl::StrCat(node.statement->id, "/", id), year});
  if (found == key_figures_.end()) found = key_figures_.find({id, year});
  if (found == key_figures_.end()) return false;
  figure->value = found->second->value;
  figure->provenance = NewProvenance(kReported);
  const std::string& record = found->second->record;
  const std::string& owner = input_.association;
  figure->provenance.records = {
      owner.empty() ? record : absl::StrCat(owner, "/", record)};
  return true;
}

}  // namespace finsam::ledger

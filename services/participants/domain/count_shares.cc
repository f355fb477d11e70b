#include "services/participants/domain/count_shares.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/participants/domain/count_key.h"
#include "services/participants/domain/figure_index.h"

namespace finsam::participants {
namespace {

int64_t CountIn(const Figure& figure) {
  return std::get<Count>(figure.value).value;
}

// The denominator of a share, and the figures that it was made of.
struct Whole {
  int64_t count = 0;
  std::vector<Term> terms;
};

// Nothing when a part may hold more than was reported. What was not reported
// and is known to be zero is known from the part's total.
std::optional<Whole> SumOf(const std::vector<const CountLine*>& lines,
                           std::optional<Gender> gender) {
  if (lines.size() > kSummedPartsMax) return std::nullopt;
  Whole whole;
  for (const CountLine* line : lines) {
    const std::optional<int64_t> known =
        gender.has_value() ? line->known[static_cast<size_t>(*gender)]
                           : std::optional<int64_t>(CountIn(line->total));
    if (!known.has_value()) return std::nullopt;
    whole.count += *known;
    const Figure* figure = line->of(gender);
    whole.terms.push_back({(figure != nullptr ? *figure : line->total).id, 0});
  }
  return whole;
}

// Nothing when the number is not known.
std::optional<Whole> WholeOf(const CountParts& parts,
                             std::optional<Gender> gender) {
  if (parts.whole != nullptr) {
    const Figure* figure = parts.whole->of(gender);
    if (figure == nullptr) return std::nullopt;
    return Whole{CountIn(*figure), {{figure->id, 0}}};
  }
  return parts.sum_is_whole ? SumOf(parts.lines, gender) : std::nullopt;
}

// A share of nobody has no value. It is there all the same: were it not, that
// would tell a whole that is protected.
Value ShareOf(int64_t part, int64_t whole) {
  if (whole == 0) return std::monostate();
  return Ratio{part, whole};
}

}  // namespace

void AddShares(const CountParts& parts, int64_t revision,
               std::vector<Figure>* figures) {
  for (const std::optional<Gender> gender : kNumberColumns) {
    const std::optional<Whole> whole = WholeOf(parts, gender);
    if (!whole.has_value()) continue;
    for (const CountLine* line : parts.lines) {
      const Figure* part = line->of(gender);
      if (part == nullptr) continue;
      Figure share = MakeFigure(
          CountFigureId(line->path, absl::StrCat(NumberId(gender), "/share"),
                        line->period),
          ShareOf(CountIn(*part), whole->count), "ratio", revision);
      share.provenance.terms = {{part->id, 1}};
      share.provenance.terms.insert(share.provenance.terms.end(),
                                    whole->terms.begin(), whole->terms.end());
      figures->push_back(std::move(share));
    }
  }
}

}  // namespace finsam::participants

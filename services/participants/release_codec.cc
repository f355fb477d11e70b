#include "services/participants/release_codec.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/store/key.h"
#include "services/participants/domain/rules.h"

namespace finsam::participants {
namespace {

using store::Key;
using store::KeyReader;

constexpr char kFormat[] = "\x01";
constexpr char kRoom[] = "release";
constexpr int64_t kYearMax = 9'999;
constexpr int64_t kNumberMax = std::numeric_limits<int64_t>::max();

// Takes fields off and remembers whether all were there.
class FieldReader {
 public:
  explicit FieldReader(absl::string_view bytes) : in_(bytes) {}

  std::string Text() {
    std::optional<std::string> text = in_.Text();
    sound_ = sound_ && text.has_value();
    return std::move(text).value_or("");
  }

  int64_t Number(int64_t min, int64_t max) {
    const std::optional<int64_t> number = in_.Number();
    sound_ = sound_ && number.has_value() && min <= *number && *number <= max;
    return sound_ ? *number : min;
  }

  size_t Size(size_t max) {
    return static_cast<size_t>(Number(0, static_cast<int64_t>(max)));
  }

  bool sound() const { return sound_; }
  bool AtEnd() const { return in_.AtEnd(); }

 private:
  KeyReader in_;
  bool sound_ = true;
};

// A term is one number: the column, and one bit for its sign.
int64_t TermNumber(const Coefficient& term) {
  return static_cast<int64_t>(term.column) * 2 + (term.factor < 0 ? 1 : 0);
}

Equation ReadRelation(FieldReader& in, size_t cells, size_t* terms_left) {
  Equation relation;
  relation.right = in.Number(-kNumberMax, kNumberMax);
  const size_t terms = in.Size(*terms_left);
  *terms_left -= terms;
  for (size_t i = 0; i < terms && in.sound(); ++i) {
    const int64_t term = in.Number(0, static_cast<int64_t>(cells) * 2 - 1);
    relation.terms.push_back(
        {static_cast<size_t>(term / 2), term % 2 == 0 ? 1 : -1});
  }
  return relation;
}

}  // namespace

std::string EncodeRelease(const Release& release) {
  Key out(kRoom);
  out.Number(release.number)
      .Number(static_cast<int64_t>(release.audience))
      .Number(release.year)
      .Text(release.time)
      .Number(release.minimum)
      .Number(static_cast<int64_t>(release.cells.size()))
      .Number(static_cast<int64_t>(release.relations.size()));
  for (const ReleasedCell& cell : release.cells) {
    out.Text(cell.id)
        .Number(cell.value)
        .Number(cell.shown ? 1 : 0)
        .Number(cell.group);
  }
  for (const Equation& relation : release.relations) {
    out.Number(relation.right)
        .Number(static_cast<int64_t>(relation.terms.size()));
    for (const Coefficient& term : relation.terms) {
      out.Number(TermNumber(term));
    }
  }
  return absl::StrCat(kFormat, out.bytes());
}

std::optional<Release> DecodeRelease(absl::string_view bytes) {
  if (bytes.substr(0, 1) != kFormat) return std::nullopt;
  FieldReader in(bytes.substr(1));
  if (in.Text() != kRoom) return std::nullopt;
  Release release;
  release.number = in.Number(1, kNumberMax);
  release.audience = static_cast<Audience>(in.Number(0, 2));
  release.year = static_cast<int>(in.Number(0, kYearMax));
  release.time = in.Text();
  release.minimum = in.Number(0, kMinimumMax);
  const size_t cells = in.Size(kReleasedCellsMax);
  const size_t relations = in.Size(kReleasedRelationsMax);
  for (size_t i = 0; i < cells && in.sound(); ++i) {
    ReleasedCell cell;
    cell.id = in.Text();
    cell.value = in.Number(0, kNumberMax);
    cell.shown = in.Number(0, 1) == 1;
    cell.group = in.Number(0, kNumberMax);
    release.cells.push_back(std::move(cell));
  }
  size_t terms_left = kReleasedTermsMax;
  for (size_t i = 0; i < relations && in.sound(); ++i) {
    release.relations.push_back(ReadRelation(in, cells, &terms_left));
  }
  if (!in.sound() || !in.AtEnd()) return std::nullopt;
  return release;
}

}  // namespace finsam::participants

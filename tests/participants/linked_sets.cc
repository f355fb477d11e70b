#include "tests/participants/linked_sets.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam::participants::test {
namespace {

constexpr int64_t kMinimum = 5;

// women, men, total.
constexpr size_t kGenders = 3;
constexpr size_t kTotal = 2;

// A measure by gender, and by exit reason if it has reasons.
struct Block {
  size_t whole[kGenders];
  std::vector<size_t> parts[kGenders];
  std::vector<size_t> shares;
  std::optional<size_t> rest[kGenders];
};

class Maker {
 public:
  Maker(uint64_t seed, const SetShape& shape) : random_(seed), shape_(shape) {
    width_ = 2 + Any(4);
    whole_cost_ = 1 + Any(10);
    by_value_ = Any(2) == 0;
  }

  LinkedCells Make() {
    std::vector<Block> openings(shape_.initiatives);
    for (int year = 0; year < shape_.years; ++year) {
      std::vector<Block> news;
      std::vector<Block> endeds;
      std::vector<Block> closings;
      for (int i = 0; i < shape_.initiatives; ++i) {
        name_ = absl::StrCat("i", i, "/", year);
        // Most initiatives are small.
        const int64_t size = 1 + Any(4) * Any(4) * Any(8);
        if (!shape_.flow) {
          endeds.push_back(MakeEnded({Any(size + 3), Any(size + 3)}));
          continue;
        }
        if (year == 0) {
          openings[i] = MakeBlock("opening", {Any(size), Any(size)}, {});
        }
        news.push_back(MakeBlock("new", {Any(size + 2), Any(size + 2)}, {}));
        MakeYear(&openings[i], news.back(), &endeds, &closings);
      }
      name_ = absl::StrCat("total/", year);
      if (shape_.initiatives == 1) continue;
      MakeSum("ended", endeds);
      if (shape_.flow) MakeSum("new", news);
      if (shape_.flow) MakeSum("closing", closings);
    }
    return std::move(linked_);
  }

 private:
  int64_t Any(int64_t below) {
    return static_cast<int64_t>(random_() % static_cast<uint64_t>(below));
  }

  size_t Add(const std::string& id, int64_t value, bool whole) {
    LinkedCell cell;
    cell.id = absl::StrCat(name_, "/", id);
    cell.value = value;
    cell.sensitive = value >= 1 && value < kMinimum;
    if (cell.sensitive) cell.width = width_;
    cell.cost = (by_value_ ? 1 + value : 10) * (whole ? whole_cost_ : 1);
    if (!cell.sensitive && Any(100) < shape_.shown_percent) {
      cell.state = CellState::kShown;
    }
    linked_.cells.push_back(cell);
    return linked_.cells.size() - 1;
  }

  int64_t ValueOf(size_t cell) const { return linked_.cells[cell].value; }

  void Relate(const std::vector<size_t>& parts, size_t whole) {
    Equation relation;
    for (const size_t part : parts) relation.terms.push_back({part, 1});
    relation.terms.push_back({whole, -1});
    linked_.relations.push_back(relation);
  }

  // women + men = total.
  void AddGenders(const std::string& id, const std::vector<int64_t>& values,
                  bool whole, size_t* cells) {
    cells[0] = Add(id + "/women", values[0], whole);
    cells[1] = Add(id + "/men", values[1], whole);
    cells[kTotal] = Add(id + "/total", values[0] + values[1], true);
    Relate({cells[0], cells[1]}, cells[kTotal]);
  }

  // `parts`: by reason, women and men.
  Block MakeBlock(const std::string& id, const std::vector<int64_t>& values,
                  const std::vector<std::vector<int64_t>>& parts) {
    Block block;
    AddGenders(id, values, true, block.whole);
    for (size_t i = 0; i < parts.size(); ++i) {
      size_t cells[kGenders];
      AddGenders(absl::StrCat(id, "/r", i), parts[i], false, cells);
      for (size_t g = 0; g < kGenders; ++g) block.parts[g].push_back(cells[g]);
      if (!shape_.shares) continue;
      block.shares.push_back(Add(absl::StrCat(id, "/r", i, "/share"),
                                 ValueOf(cells[kTotal]), false));
      Relate({block.shares.back()}, cells[kTotal]);
    }
    for (size_t g = 0; g < kGenders && !parts.empty(); ++g) {
      Relate(block.parts[g], block.whole[g]);
    }
    return block;
  }

  Block MakeEnded(const std::vector<int64_t>& values) {
    std::vector<std::vector<int64_t>> parts(shape_.values, {0, 0});
    for (size_t g = 0; g < 2; ++g) {
      for (int64_t person = 0; person < values[g]; ++person) {
        // Some reasons are far more common than others.
        ++parts[Any(1 + Any(shape_.values))][g];
      }
    }
    return MakeBlock("ended", values, parts);
  }

  void MakeYear(Block* opening, const Block& added, std::vector<Block>* endeds,
                std::vector<Block>* closings) {
    std::vector<int64_t> most;
    for (size_t g = 0; g < 2; ++g) {
      most.push_back(ValueOf(opening->whole[g]) + ValueOf(added.whole[g]));
    }
    endeds->push_back(MakeEnded({Any(most[0] + 1), Any(most[1] + 1)}));
    const Block& ended = endeds->back();
    const Block closing = MakeBlock(
        "closing",
        {most[0] - ValueOf(ended.whole[0]), most[1] - ValueOf(ended.whole[1])},
        {});
    for (size_t g = 0; g < kGenders; ++g) {
      linked_.relations.push_back({{{opening->whole[g], 1},
                                    {added.whole[g], 1},
                                    {ended.whole[g], -1},
                                    {closing.whole[g], -1}},
                                   0});
    }
    closings->push_back(closing);
    *opening = closing;
  }

  // The association's totals.
  void MakeSum(const std::string& id, const std::vector<Block>& blocks) {
    std::vector<int64_t> values(2);
    std::vector<std::vector<int64_t>> parts(blocks[0].parts[0].size(), {0, 0});
    for (const Block& block : blocks) {
      for (size_t g = 0; g < 2; ++g) {
        values[g] += ValueOf(block.whole[g]);
        for (size_t i = 0; i < parts.size(); ++i) {
          parts[i][g] += ValueOf(block.parts[g][i]);
        }
      }
    }
    const Block sum = MakeBlock(id, values, parts);
    for (size_t g = 0; g < kGenders; ++g) {
      std::vector<size_t> wholes;
      for (const Block& block : blocks) wholes.push_back(block.whole[g]);
      Relate(wholes, sum.whole[g]);
      for (size_t i = 0; i < parts.size(); ++i) {
        std::vector<size_t> of;
        for (const Block& block : blocks) of.push_back(block.parts[g][i]);
        Relate(of, sum.parts[g][i]);
      }
    }
  }

  std::mt19937_64 random_;
  SetShape shape_;
  LinkedCells linked_;
  std::string name_;
  int64_t width_ = 0;
  int64_t whole_cost_ = 1;
  bool by_value_ = false;
};

size_t CellsOf(const SetShape& shape) {
  const size_t ended = 3 + shape.values * (shape.shares ? 4 : 3);
  const size_t year = ended + (shape.flow ? 6 : 0);
  return (shape.initiatives + (shape.initiatives > 1 ? 1 : 0)) * year *
             shape.years +
         (shape.flow ? 3 * (shape.initiatives + 1) : 0);
}

}  // namespace

SetShape ShapeOf(uint64_t seed, size_t cells) {
  std::mt19937_64 random(seed ^ 0x9e3779b97f4a7c15);
  SetShape shape;
  shape.flow = random() % 2 == 0;
  shape.shares = random() % 3 == 0;
  shape.years = 1 + static_cast<int>(random() % 2);
  if (random() % 4 == 0) shape.shown_percent = 5;
  while (true) {
    SetShape larger = shape;
    (random() % 3 == 0 ? larger.values : larger.initiatives) += 1;
    if (CellsOf(larger) > cells) return shape;
    shape = larger;
  }
}

LinkedCells MakeLinkedSet(uint64_t seed, const SetShape& shape) {
  return Maker(seed, shape).Make();
}

LinkedCells MakeLargeSet(uint64_t seed, size_t cells) {
  SetShape shape{
      .initiatives = 2, .years = 2, .values = 6, .flow = true, .shares = true};
  while (CellsOf(shape) < cells) ++shape.initiatives;
  return MakeLinkedSet(seed, shape);
}

}  // namespace finsam::participants::test

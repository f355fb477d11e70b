// Apportionment: which of many parts are rounded up so that they add up to a
// total that is given. Whole numbers only.

#ifndef FINSAM_COMMON_FIGURE_APPORTION_H_
#define FINSAM_COMMON_FIGURE_APPORTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/container/inlined_vector.h"

namespace finsam {

// One way to round the two numbers of a part: each is 1 when it is rounded up,
// else 0. A lower cost is better.
struct Choice {
  int a = 0;
  int b = 0;
  __int128 cost = 0;
};

// The two numbers `a` and `b` of a part, and how they may be rounded.
struct Part {
  absl::InlinedVector<Choice, 3> choices;  // At least one.
  size_t chosen = 0;                       // Set by Apportion.
};

// Chooses for every part so that those rounded up are `a_total` and `b_total`
// in number (nothing: as many as may be) at the least cost together; among
// equals the earlier parts change. False when no way was found; the parts then
// hold what came nearest.
//
// A way is found whenever there is one, if no part may round both (up, down)
// and (down, up), and the cost of each part is a convex function of a, plus
// one of b, plus one of a - b. Rounding a, b and a - b each to a whole
// neighbour is so.
bool Apportion(std::optional<int64_t> a_total, std::optional<int64_t> b_total,
               std::vector<Part>* parts);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_APPORTION_H_

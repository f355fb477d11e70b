#include "services/participants/domain/release.h"

#include <algorithm>

namespace finsam::participants {

bool Sees(Audience reader, Audience audience) { return audience <= reader; }

std::vector<const Release*> SeenBy(Audience reader,
                                   const std::vector<Release>& releases) {
  std::vector<const Release*> seen;
  for (const Release& release : releases) {
    if (Sees(reader, release.audience)) seen.push_back(&release);
  }
  std::stable_sort(
      seen.begin(), seen.end(),
      [](const Release* a, const Release* b) { return a->number > b->number; });
  return seen;
}

}  // namespace finsam::participants

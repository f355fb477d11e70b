// Chance that is always the same, so that the same numbers get the same choice.

#ifndef FINSAM_SERVICES_PARTICIPANTS_DOMAIN_TOSS_H_
#define FINSAM_SERVICES_PARTICIPANTS_DOMAIN_TOSS_H_

#include <cstdint>

namespace finsam::participants {

// A number that looks like any other, of `what` at `turn`.
inline uint64_t Mix(uint64_t what, uint64_t turn) {
  uint64_t mixed = (what + 1) * 0x9e3779b97f4a7c15 + turn * 0xbf58476d1ce4e5b9;
  mixed = (mixed ^ (mixed >> 30)) * 0x94d049bb133111eb;
  return mixed ^ (mixed >> 31);
}

// Heads or tails.
inline bool Toss(uint64_t what, uint64_t turn) {
  return ((Mix(what, turn) >> 32) & 1) != 0;
}

}  // namespace finsam::participants

#endif  // FINSAM_SERVICES_PARTICIPANTS_DOMAIN_TOSS_H_

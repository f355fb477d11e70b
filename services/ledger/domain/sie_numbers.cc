#include "services/ledger/domain/sie_numbers.h"

#include <iterator>

namespace finsam::ledger {

bool SieNumbers::Add(int64_t number, int64_t line, bool keeps_line,
                     int64_t* earlier_line) {
  auto after = runs_.upper_bound(number);
  const bool has_before = after != runs_.begin();
  const auto before = has_before ? std::prev(after) : runs_.end();
  const bool is_new = !has_before || number > before->second.last;
  if (!is_new) {
    const auto known = lines_.find(number);
    *earlier_line = known == lines_.end() ? 0 : known->second;
  }
  if (keeps_line) lines_[number] = line;
  if (!is_new) return false;
  const bool joins_after = after != runs_.end() && after->first == number + 1;
  const int64_t last = joins_after ? after->second.last : number;
  const bool joins_before = has_before && before->second.last + 1 == number;
  if (joins_before) before->second.last = last;
  if (joins_after) after = runs_.erase(after);
  // An erasure may move what `before` points at, so it is not used any more.
  if (!joins_before) runs_.insert(after, {number, Run{last, line}});
  return true;
}

}  // namespace finsam::ledger

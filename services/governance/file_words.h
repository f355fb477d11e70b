// The words that a file's column may hold, from those of an enumeration.

#ifndef FINSAM_SERVICES_GOVERNANCE_FILE_WORDS_H_
#define FINSAM_SERVICES_GOVERNANCE_FILE_WORDS_H_

#include <string>
#include <vector>

namespace finsam::governance {

// The words of the enumeration's first `count` values, in order.
template <typename T>
std::vector<std::string> Words(int count, std::string (*word)(T)) {
  std::vector<std::string> words;
  for (int i = 0; i < count; ++i) words.push_back(word(static_cast<T>(i)));
  return words;
}

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_FILE_WORDS_H_

// What a sentence is about: rows of tables that it names, also by a short
// form, and lines whose words it uses.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_SUBJECTS_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_SUBJECTS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "services/gateway/printed/reading.h"
#include "services/gateway/printed/sentence.h"

namespace finsam::gateway::printed {

struct NamedRow {
  const Sheet* sheet = nullptr;
  size_t row = 0;
  size_t token = 0;  // Where the sentence names it.
};

// The detail rows that the sentence names, in the sentence's order; a row of
// several tables is there once for each.
std::vector<NamedRow> RowsNamed(const Reading& reading,
                                const Sentence& sentence);

// What an amount of a sentence is said to be.
enum class Topic {
  kNone,
  kResult,
  kCapitalUsed,  // How much of own capital a year takes.
  kDeviation,    // The result against the budget's.
  kEquity,
  kOpeningEquity,
  kInterest,
  kCash,
  kSolidity,
  kIncome,
  kCosts,
  kContributions,
};

struct NamedTopic {
  Topic topic = Topic::kNone;
  size_t token = 0;
  // Its words name the line and nothing else: "eget kapital", not "överskott".
  bool sure = false;
};

// The topics that the sentence names, in its order.
std::vector<NamedTopic> TopicsNamed(const Sentence& sentence);

// A cell or a sum of cells that a topic has.
struct Known {
  int64_t value = 0;
  int64_t step = 100;  // How finely it is printed.
  int year = 0;
  Role role = Role::kOutcome;
  std::string address;
};

// Whether a text can mean what is known, whichever of them is printed finer.
bool CanMean(const Said& said, const Known& known);

// All that the tables know of a topic, of all years and roles.
std::vector<Known> KnownOf(const Reading& reading, Topic topic);

// "årets resultat"
absl::string_view NameOf(Topic topic);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_SUBJECTS_H_

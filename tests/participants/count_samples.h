// Counts with parts, for tests: a head with every column, rules to go with it,
// and rows by chance that keep all rules.

#ifndef FINSAM_TESTS_PARTICIPANTS_COUNT_SAMPLES_H_
#define FINSAM_TESTS_PARTICIPANTS_COUNT_SAMPLES_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/rules.h"

namespace finsam::participants::test {

inline constexpr char kPartsHead[] =
    "insats;inriktning;mått;period;uppdelning;värde;uppdelning 2;värde 2;"
    "kvinnor;män;annan;ej angivet;totalt;ingår;kommentar\n";

inline Rules PartRules() {
  Rules rules;
  rules.breakdowns = {{1,
                       "orsak",
                       {CountMeasure::kFinished},
                       false,
                       {"arbete", "studier", "annat"}},
                      {2, "kommun", {}, false, {}},
                      {3, "ålder", {}, false, {"16–29", "30–64"}},
                      {4, "myndighetskontakt", {}, true, {}}};
  return rules;
}

// A year of initiatives A, B … by chance, right in every respect: all genders
// reported, parts that make their wholes, stock and flow that agree.
class RightRows {
 public:
  explicit RightRows(uint32_t seed) : random_(seed) {}

  // Follows on the year that was made before, if one was.
  std::vector<CountRow> Make(int year) {
    rows_.clear();
    period_ = *ParsePeriod(absl::StrCat(year));
    before_.resize(kInitiatives);
    for (size_t i = 0; i < kInitiatives; ++i) {
      initiative_ = absl::StrCat("Insats ", i + 1);
      const Numbers fresh = Some();
      const Numbers participants = Plus(before_[i], fresh);
      const Numbers finished = PartOf(participants);
      before_[i] = Minus(participants, finished);
      Divide(CountMeasure::kParticipants, participants, {"ålder", "kommun"});
      Add(CountMeasure::kNew, fresh, {});
      Divide(CountMeasure::kFinished, finished, {"orsak"});
      Add(CountMeasure::kOngoing, before_[i], {});
    }
    return rows_;
  }

  // A whole number from 0 to `max`.
  int64_t Upto(int64_t max) {
    return std::uniform_int_distribution<int64_t>(0, max)(random_);
  }

 private:
  static constexpr size_t kInitiatives = 4;
  using Numbers = std::array<int64_t, kGenderCount>;

  Numbers Some() {
    Numbers numbers{};
    for (int64_t& number : numbers) number = Upto(20);
    return numbers;
  }
  Numbers PartOf(const Numbers& whole) {
    Numbers part{};
    for (size_t g = 0; g < part.size(); ++g) part[g] = Upto(whole[g]);
    return part;
  }
  static Numbers Plus(Numbers a, const Numbers& b) {
    for (size_t g = 0; g < a.size(); ++g) a[g] += b[g];
    return a;
  }
  static Numbers Minus(Numbers a, const Numbers& b) {
    for (size_t g = 0; g < a.size(); ++g) a[g] -= b[g];
    return a;
  }

  static std::vector<std::string> ValuesOf(const std::string& breakdown) {
    if (breakdown == "orsak") return {"arbete", "studier", "annat"};
    if (breakdown == "ålder") return {"16–29", "30–64"};
    return {"Habo", "Mullsjö", "Vaggeryd"};
  }

  void Divide(CountMeasure measure, const Numbers& whole,
              const std::vector<std::string>& breakdowns) {
    Add(measure, whole, {});
    for (const std::string& breakdown : breakdowns) {
      Numbers rest = whole;
      const std::vector<std::string> values = ValuesOf(breakdown);
      for (size_t v = 0; v < values.size(); ++v) {
        const Numbers part = v + 1 < values.size() ? PartOf(rest) : rest;
        rest = Minus(rest, part);
        Add(measure, part, {{breakdown, values[v]}});
      }
    }
  }

  void Add(CountMeasure measure, const Numbers& numbers,
           std::vector<Slice> slices) {
    CountRow row;
    row.line = static_cast<int64_t>(rows_.size()) + 2;
    row.initiative = initiative_;
    row.measure = measure;
    row.period = period_;
    row.slices = std::move(slices);
    for (size_t g = 0; g < numbers.size(); ++g) row.by_gender[g] = numbers[g];
    rows_.push_back(std::move(row));
  }

  std::mt19937 random_;
  std::vector<CountRow> rows_;
  std::vector<Numbers> before_;  // Ongoing at the end of the last year.
  std::string initiative_;
  Period period_;
};

}  // namespace finsam::participants::test

#endif  // FINSAM_TESTS_PARTICIPANTS_COUNT_SAMPLES_H_

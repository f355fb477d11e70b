#include "services/participants/domain/counts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"

namespace finsam::participants {
namespace {

// "uppdelning", "uppdelning 2".
std::string NumberedColumn(absl::string_view name, size_t column) {
  return column == 0 ? std::string(name) : absl::StrCat(name, " ", column + 1);
}

}  // namespace

std::string FocusWord(Focus focus) {
  constexpr std::array<const char*, kFocusCount> kWords = {"individ",
                                                           "struktur", "esf"};
  return kWords[static_cast<size_t>(focus)];
}

std::string MeasureWord(CountMeasure measure) {
  constexpr std::array<const char*, kMeasureCount> kWords = {
      "deltagare", "nya",      "avslutade",
      "pågående",  "personer", "kartläggningar"};
  return kWords[static_cast<size_t>(measure)];
}

std::string MeasureSlug(CountMeasure measure) {
  return Slug(MeasureWord(measure));
}

std::string GenderId(Gender gender) {
  constexpr std::array<const char*, kGenderCount> kIds = {"women", "men",
                                                          "other", "unstated"};
  return kIds[static_cast<size_t>(gender)];
}

std::string GenderColumn(Gender gender) {
  constexpr std::array<const char*, kGenderCount> kColumns = {
      "kvinnor", "män", "annan", "ej angivet"};
  return kColumns[static_cast<size_t>(gender)];
}

std::string BreakdownColumn(size_t column) {
  return NumberedColumn("uppdelning", column);
}

std::string SliceColumn(size_t column) {
  return NumberedColumn("värde", column);
}

int64_t ReportedParts(const CountRow& row) {
  int64_t sum = 0;
  for (const std::optional<int64_t>& count : row.by_gender) {
    sum += count.value_or(0);
  }
  return sum;
}

int64_t TotalOf(const CountRow& row) {
  return row.total.has_value() ? *row.total : ReportedParts(row);
}

std::optional<int64_t> KnownCount(const CountRow& row, Gender gender) {
  if (row.of(gender).has_value()) return row.of(gender);
  if (ReportedParts(row) == TotalOf(row)) return 0;
  return std::nullopt;
}

std::optional<int64_t> KnownCount(const CountRow& row,
                                  std::optional<Gender> gender) {
  return gender.has_value() ? KnownCount(row, *gender) : TotalOf(row);
}

void SortSlices(std::vector<Slice>* slices) {
  std::sort(slices->begin(), slices->end(), [](const Slice& a, const Slice& b) {
    return a.breakdown < b.breakdown;
  });
}

std::string CountPath(absl::string_view initiative, const CountRow& row) {
  std::string path = absl::StrCat(initiative, "/", MeasureSlug(row.measure));
  std::string values;
  for (const Slice& slice : row.slices) {
    const char* separator = values.empty() ? "/" : ".";
    absl::StrAppend(&path, separator, Slug(slice.breakdown));
    absl::StrAppend(&values, separator, Slug(slice.value));
  }
  return path + values;
}

std::string CountFigureId(absl::string_view path, absl::string_view part,
                          absl::string_view period) {
  return absl::StrCat("participants/", path, "/", part, "/", period);
}

bool InTotalOf(const CountRow& row, int year) {
  return row.included && IsCalendarYear(row.period, year);
}

}  // namespace finsam::participants

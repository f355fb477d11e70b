#include "services/participants/half_year_file.h"

#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/files/csv_line.h"

namespace finsam::participants {
namespace {

// "3150000" or "3150000,50".
std::string Kronor(const std::optional<Ore>& amount) {
  if (!amount.has_value()) return "";
  return absl::StrReplaceAll(SieAmount(*amount), {{".", ","}});
}

std::string Number(const std::optional<int64_t>& number) {
  return number.has_value() ? absl::StrCat(*number) : "";
}

std::string Number(const std::optional<HalfYearCount>& count) {
  return count.has_value() ? absl::StrCat(count->value) : "";
}

}  // namespace

std::string HalfYearFileName(const HalfYear& half) {
  return absl::StrCat("uppfoljning-finsam-", half.Text(), ".csv");
}

std::string WriteHalfYearFile(const HalfYear& half, const FollowUp& follow_up,
                              const Means& means) {
  std::string out = absl::StrCat(
      "#period;", half.period().text, "\n", "#tilldelade medel;",
      Kronor(means.allotted), "\n", "#eget kapital;", Kronor(means.own_capital),
      "\n", "#administration budget;", Kronor(means.administration_budget),
      "\n", "#administration utfall;", Kronor(means.administration_outcome),
      "\n");
  std::vector<std::string> head = {"insats", "inriktning"};
  for (const Gender gender : kGenders) head.push_back(GenderColumn(gender));
  for (const char* column : {"totalt", "planerade", "budget", "utfall"}) {
    head.emplace_back(column);
  }
  absl::StrAppend(&out, CsvLine(head));
  for (const HalfYearRow& row : follow_up.rows) {
    std::vector<std::string> fields = {row.name, FocusWord(row.focus)};
    for (const auto& count : row.by_gender) fields.push_back(Number(count));
    fields.push_back(Number(row.total));
    fields.push_back(Number(row.planned));
    fields.push_back(Kronor(row.budget));
    fields.push_back(Kronor(row.outcome));
    absl::StrAppend(&out, CsvLine(fields));
  }
  return out;
}

}  // namespace finsam::participants

#include "services/ledger/domain/balance_query.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "services/ledger/domain/account_pattern.h"
#include "services/ledger/domain/problem_list.h"
#include "services/ledger/domain/selection.h"
#include "services/ledger/domain/voucher_filter.h"

namespace finsam::ledger {
namespace {

// What a row's months have in common.
struct Group {
  int32_t account = 0;
  ObjectSet objects;
  friend auto operator<=>(const Group&, const Group&) = default;
};

// Opening and movements of a group: one movement per month, or one in all.
struct Sums {
  Ore opening;
  std::vector<Ore> movements;
};

using ObjectsAsked = std::map<int32_t, std::set<std::string>>;

bool Carries(const ObjectSet& objects, const ObjectsAsked& asked) {
  return std::all_of(asked.begin(), asked.end(), [&](const auto& dimension) {
    const std::string* object = ObjectIn(objects, dimension.first);
    return object != nullptr && dimension.second.count(*object) > 0;
  });
}

Group GroupOf(const BalanceKey& key, const BalanceQuestion& question) {
  Group group;
  if (question.by_account) group.account = key.account;
  for (const int32_t dimension : question.by_dimensions) {
    const std::string* object = ObjectIn(key.objects, dimension);
    group.objects.push_back({dimension, object == nullptr ? "" : *object});
  }
  return group;
}

std::map<Group, Sums> SumGroups(const BalanceQuestion& question,
                                const BalanceMap& balances, size_t columns) {
  ObjectsAsked objects;
  for (const ObjectRef& object : question.objects) {
    objects[object.dimension].insert(object.object);
  }
  std::map<Group, Sums> groups;
  for (const auto& [key, balance] : balances) {
    if (!question.accounts.empty() &&
        !InRanges(question.accounts, key.account)) {
      continue;
    }
    if (!Carries(key.objects, objects)) continue;
    Sums& sums = groups[GroupOf(key, question)];
    sums.movements.resize(columns);
    sums.opening += balance.opening;
    for (size_t i = 0; i < balance.months.size(); ++i) {
      const size_t column = question.by_month ? i : 0;
      if (balance.months[i] == Ore{0}) continue;
      FINSAM_CHECK(column < columns);
      sums.movements[column] += balance.months[i];
    }
  }
  return groups;
}

}  // namespace

absl::Status CheckBalanceQuestion(const BalanceQuestion& question) {
  std::vector<Problem> problems;
  ProblemList list("", kFilterProblemsMax, &problems);
  if (question.objects.size() > kFilterObjectsMax) {
    list.AddAt(0, "FILTER_INVALID", "objects", "Objekten är för många.",
               absl::StrCat(question.objects.size()),
               absl::StrCat("högst ", kFilterObjectsMax));
  } else {
    for (const ObjectRef& object : question.objects) {
      CheckFilterObject("objects", object, &list);
    }
  }
  if (question.by_dimensions.size() > kGroupingDimensionsMax) {
    list.AddAt(0, "GROUPING_INVALID", "by_dimensions",
               "Dimensionerna är för många.",
               absl::StrCat(question.by_dimensions.size()),
               absl::StrCat("högst ", kGroupingDimensionsMax));
  } else {
    std::set<int32_t> seen;
    for (const int32_t dimension : question.by_dimensions) {
      const bool known = dimension >= 1 && dimension <= kDimensionMax;
      if (known && seen.insert(dimension).second) continue;
      list.AddAt(
          0, "GROUPING_INVALID", "by_dimensions",
          known ? "Dimensionen står två gånger." : "Dimensionen finns inte.",
          absl::StrCat(dimension),
          absl::StrCat("olika, 1 till ", kDimensionMax));
    }
  }
  list.Finish("FILTER_INVALID");
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return absl::OkStatus();
}

BalanceAnswer AnswerBalances(const BalanceQuestion& question,
                             const FiscalYear& year, const BalanceMap& balances,
                             RowSlice slice) {
  const size_t columns = question.by_month ? MonthsOf(year) : 1;
  BalanceAnswer answer;
  size_t row_count = 0;
  for (const auto& [group, sums] : SumGroups(question, balances, columns)) {
    answer.total.opening += sums.opening;
    Ore opening = sums.opening;
    for (size_t i = 0; i < columns; ++i) {
      const Ore before = opening;
      const Ore movement = sums.movements[i];
      opening += movement;
      answer.total.movement += movement;
      if (before == Ore{0} && movement == Ore{0}) continue;
      const size_t place = row_count++;
      if (place < slice.first) continue;
      if (place - slice.first >= slice.count) {
        answer.more = true;
        continue;
      }
      BalanceRow row{group.account, group.objects, std::nullopt, before,
                     movement};
      if (question.by_month) {
        row.month = absl::CivilMonth(year.first) + static_cast<int64_t>(i);
      }
      answer.rows.push_back(std::move(row));
    }
  }
  return answer;
}

}  // namespace finsam::ledger

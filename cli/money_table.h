// A table for people whose cells are texts and amounts. Amounts stand to the
// right, in kronor: all with öre when one of them has any, else none.

#ifndef FINSAM_CLI_MONEY_TABLE_H_
#define FINSAM_CLI_MONEY_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace finsam::cli {

// An amount in öre, or a text; nothing is an empty cell.
using MoneyCell = std::variant<std::monostate, int64_t, std::string>;

class MoneyTable {
 public:
  // `right` are columns besides those with amounts that stand to the right.
  // `whole_kronor`: amounts are rounded, for estimates.
  explicit MoneyTable(std::vector<std::string> head,
                      std::vector<size_t> right = {}, bool whole_kronor = false)
      : head_(std::move(head)),
        right_(std::move(right)),
        whole_kronor_(whole_kronor) {}

  void Add(std::vector<MoneyCell> row) { rows_.push_back(std::move(row)); }
  bool empty() const { return rows_.empty(); }
  std::string Text() const;

 private:
  std::vector<std::string> head_;
  std::vector<size_t> right_;
  bool whole_kronor_;
  std::vector<std::vector<MoneyCell>> rows_;
};

// Whole kronor, rounded: "12 500".
std::string WholeKronor(int64_t ore);

// hits of n, as people say it: "83,3 %"; "–" of none.
std::string Percent(int64_t part, int64_t of);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_MONEY_TABLE_H_

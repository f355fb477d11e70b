// Books to ask questions about: a ledger on a disk in memory, and every voucher
// that was posted in it as a plain list, to find the answers the long way.

#ifndef FINSAM_TESTS_LEDGER_QUERY_BOOKS_H_
#define FINSAM_TESTS_LEDGER_QUERY_BOOKS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "services/ledger/ledger.h"
#include "tests/ledger/query_sample.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace finsam::ledger {

inline constexpr char kOrganisation[] = "2220001511";

// What an answer is made of: an opening balance or an entry.
struct Amount {
  bool opening = false;
  absl::CivilDay date;
  int32_t account = 0;
  ObjectSet objects;
  Ore amount;
};

class QueryBooks {
 public:
  // With the year 2024, opened with balances, and comparison figures of 2023.
  QueryBooks();
  ~QueryBooks();

  Ledger& ledger() { return *ledger_; }
  const FiscalYearName& year() const { return year_; }
  int64_t revision() const { return revision_; }
  const std::vector<PostedVoucher>& vouchers() const { return vouchers_; }

  // Posts, and remembers; the test fails when it is refused.
  void Post(std::vector<VoucherDraft> drafts);
  void PostRandom(Chance& chance, int64_t count);
  void Reverse(const VoucherRef& ref, absl::CivilDay date);

  // Revisions with how many vouchers each had; the first has none.
  const std::map<int64_t, size_t>& history() const { return history_; }
  // Openings and the entries of the first `count` vouchers.
  std::vector<Amount> Amounts(size_t count) const;

 private:
  void Import();
  void Remember(const absl::StatusOr<Posted>& posted);

  std::unique_ptr<rocksdb::Env> disk_;
  FixedClock clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Ledger> ledger_;
  FiscalYearName year_;
  int64_t revision_ = 0;
  int64_t requests_ = 0;
  std::vector<PostedVoucher> vouchers_;
  std::map<int64_t, size_t> history_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_QUERY_BOOKS_H_

// The ledger's rules said once more in the plainest way: vouchers in a list,
// every sum taken anew, nothing kept that could be counted. What the ledger
// itself is held against.

#ifndef FINSAM_TESTS_LEDGER_LEDGER_MODEL_H_
#define FINSAM_TESTS_LEDGER_LEDGER_MODEL_H_

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "services/ledger/desk.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher.h"
#include "services/ledger/questions.h"

namespace finsam::ledger {

// A SIE file as the program that exports it knows it.
struct ModelFile {
  int year = 2024;
  bool is_import = false;  // Type 4I: number 0 is one that is not given.
  bool declares = true;    // Accounts and objects, with their names.
  std::string account_name = "Insatser";  // Of 4010.
  std::set<std::string> objects = {"10", "20"};
  Ore opening{1'000'00};  // Of 1930; 2010 has the other side.
  std::vector<PostedVoucher> vouchers;

  std::string Name() const;  // "2024.se".
  std::string Text() const;
};

// A voucher as a SIE file has it; number 0 is left out.
std::string SieTextOf(const PostedVoucher& voucher);

struct ModelYear {
  bool carried = false;
  bool closed = false;
  bool was_closed = false;
  std::optional<absl::CivilDay> locked_through;
  std::map<BalanceKey, Ore> openings;
  std::string account_name;        // Of 4010.
  std::set<std::string> objects;   // Of dimension 6.
  std::set<std::string> taken;     // Texts of files of type 4I.
  std::vector<std::string> steps;  // Of its life.
};

// Every verdict is "OK", or the code and reason of the refusal. What changes
// the books must have been found "OK" first.
class LedgerModel {
 public:
  std::string Verdict(PostOrder order) const;
  // The vouchers as they are answered, without hashes.
  std::vector<PostedVoucher> Post(PostOrder order);

  std::string Verdict(const ModelFile& file) const;
  // False: the file changes nothing.
  bool Import(const ModelFile& file);

  std::string Verdict(const PeriodLockOrder& order) const;
  void Step(const PeriodLockOrder& order);
  std::string Verdict(const CloseYearOrder& order) const;
  void Step(const CloseYearOrder& order);
  std::string Verdict(const ReopenYearOrder& order) const;
  void Step(const ReopenYearOrder& order);

  const std::map<int, ModelYear>& years() const { return years_; }
  // By place.
  const std::vector<PostedVoucher>& vouchers() const { return vouchers_; }
  // Those of a year up to a place, by series and number.
  std::vector<PostedVoucher> Listing(int year, size_t last_place) const;
  const PostedVoucher* Find(const VoucherRef& ref) const;
  const PostedVoucher* ReversalOf(int64_t place) const;
  int64_t LastNumber(int year, const std::string& series) const;
  // As TrialBalanceText of the ledger's own.
  std::string TrialBalanceText(int year) const;

 private:
  // Fills in what a reversal takes from its voucher, or says why it cannot.
  std::string Fill(PostOrder* order) const;
  std::string Check(const VoucherDraft& draft, const ModelYear& year,
                    int number) const;
  bool ChangesChart(const ModelFile& file) const;
  std::vector<PostedVoucher> NewOf(const ModelFile& file) const;
  std::map<BalanceKey, Ore> Closings(int year) const;
  void Append(PostedVoucher* voucher);

  std::map<int, ModelYear> years_;
  std::vector<PostedVoucher> vouchers_;
  std::map<VoucherRef, size_t> by_name_;
  std::map<int64_t, int64_t> reversals_;  // Place to place.
};

// One line per account that has any balance, and the counts.
struct ModelTotal {
  std::string name;
  Ore opening;
  Ore movement;
};
std::string TrialBalanceText(const std::map<int32_t, ModelTotal>& rows,
                             int64_t voucher_count, int64_t entry_count);

VoucherRef RefOf(const PostedVoucher& voucher);

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_LEDGER_MODEL_H_

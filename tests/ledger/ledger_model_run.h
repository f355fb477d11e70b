// One random life of an association's books: commands to the ledger and to the
// model, whose answers must be the same.

#ifndef FINSAM_TESTS_LEDGER_LEDGER_MODEL_RUN_H_
#define FINSAM_TESTS_LEDGER_LEDGER_MODEL_RUN_H_

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "common/base/clock.h"
#include "common/store/store.h"
#include "services/ledger/ledger.h"
#include "tests/ledger/ledger_model.h"
#include "tests/ledger/query_sample.h"

namespace rocksdb {
class Env;
}  // namespace rocksdb

namespace finsam::ledger {

class ModelRun {
 public:
  // A large run posts and imports thousands of vouchers at a time, so that
  // indexes are kept and imports are staged.
  ModelRun(uint64_t seed, bool large);
  ~ModelRun();

  // Steps, each followed by a check of all that can be asked, until something
  // differs; the test has then failed.
  void Run();

 private:
  // What was answered OK must be answered again.
  struct Remembered {
    std::string request_id;
    std::string answer;
    std::function<std::string()> again;
  };

  void Step();
  void Restart();

  // Commands (ledger_model_run.cc).
  void PostOne();
  void PostBatch();
  void Reverse();
  void Grow();
  void ImportAgain();
  void ImportOther();
  void ImportNumberless();
  void Lock();
  void Close();
  void Reopen();
  void AskAgain();
  void ReuseRequest();

  // Commands of several at once (ledger_model_race.cc).
  void PostAtOnce();
  void ReverseAtOnce();
  void EndWhilePosting();
  void TakeInOrder(
      const std::vector<PostOrder>& orders,
      const std::vector<absl::StatusOr<Posted>>& answers,
      const ModelFile* imported,
      const absl::StatusOr<common::v1::ImportResult>& import_answer);

  // Checks (ledger_model_check.cc).
  void Check();
  void CheckYear(int year);
  void CheckThen(int64_t revision);
  void CheckAccount(int year, int64_t at_revision);
  void CheckVoucher();
  std::string TrialBalanceNow(int year, int64_t at_revision);
  std::vector<PostedVoucher> Listed(int year, int64_t at_revision);

  // What is sent.
  FiscalYearName Name(int year) const;
  int RandomYear();
  absl::CivilDay RandomDay(int year);
  VoucherDraft RandomDraft(int year, const std::string& series);
  // Harms one of the drafts in one of the ways that are refused.
  void Harm(std::vector<VoucherDraft>* drafts);
  PostOrder RandomOrder(int year, const std::string& series, int64_t count);
  PostedVoucher RandomFileVoucher(const std::string& series);
  ModelFile Grown(int64_t count);
  int64_t Count(int64_t usual, int64_t large);
  std::string NextRequest();

  void Send(const PostOrder& order);
  absl::StatusOr<common::v1::ImportResult> Give(const ModelFile& file,
                                                const std::string& request_id,
                                                bool validate_only = false);
  void Send(const ModelFile& file);
  template <typename Order>
  void SendStep(absl::StatusOr<YearAnswer> (Ledger::*method)(const Order&),
                const Order& order);
  void Remember(const std::string& request_id,
                std::function<std::string()> again);

  Chance chance_;
  bool large_;
  std::unique_ptr<rocksdb::Env> disk_;
  FixedClock clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Ledger> ledger_;

  LedgerModel model_;
  int64_t revision_ = 0;
  ModelFile file_;                // As the other program exports it.
  std::vector<ModelFile> taken_;  // Files of type 4I.
  int64_t requests_ = 0;
  int64_t texts_ = 0;
  std::vector<Remembered> remembered_;
  // How the books stood at a revision: trial balances, how many vouchers.
  struct Then {
    std::map<int, std::string> trial_balances;
    std::map<int, std::map<BalanceKey, Ore>> openings;
    size_t voucher_count = 0;
  };
  std::map<int64_t, Then> history_;
};

// "CODE REASON" of a refusal, "OK" of none.
std::string VerdictOf(const absl::Status& status);
// A posting's answer as text, with hashes.
std::string AnswerText(const absl::StatusOr<Posted>& posted);

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_LEDGER_MODEL_RUN_H_

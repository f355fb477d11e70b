// A ledger as callers meet it: the real service over an in-process channel,
// with a real store on a disk in memory that outlives a restart.

#ifndef FINSAM_TESTS_LEDGER_LEDGER_HOST_H_
#define FINSAM_TESTS_LEDGER_LEDGER_HOST_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/store/store.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/ledger.h"

namespace finsam::ledger {

inline constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";
inline constexpr char kPriorYear[] = "associations/2220001511/fiscalYears/2023";
inline constexpr char kAssociation[] = "associations/2220001511";
inline constexpr char kOtherYear[] = "associations/2220002279/fiscalYears/2024";
inline constexpr char kOtherAssociation[] = "associations/2220002279";

// Names and contents of the files of an import.
using Files = std::map<std::string, std::string>;

// What came over an import's stream.
struct ImportAnswer {
  common::v1::ImportResult result;
  std::vector<std::string> stages;  // Of each progress message.
  int64_t last_count = 0;
};

// What came over an export's stream.
struct ExportAnswer {
  std::string file;
  size_t largest_piece = 0;
  std::vector<common::v1::Problem> warnings;
};

class LedgerHost {
 public:
  LedgerHost();
  ~LedgerHost();

  // Ends the service and starts it again on the same disk.
  void Restart();

  store::Store& store() { return *store_; }
  Ledger& ledger() { return *ledger_; }

  absl::StatusOr<ImportAnswer> Import(const std::string& fiscal_year,
                                      const std::string& request_id,
                                      const Files& files,
                                      bool validate_only = false);
  // The small association's books with its layout.
  absl::StatusOr<ImportAnswer> Import(const std::string& request_id,
                                      const std::string& books);

  absl::StatusOr<v1::PostVoucherResponse> Post(
      const v1::PostVoucherRequest& request);
  absl::StatusOr<v1::ListVouchersResponse> List(const std::string& fiscal_year,
                                                int page_size = 0,
                                                const std::string& token = "");
  absl::StatusOr<v1::GetTrialBalanceResponse> TrialBalance(
      const std::string& fiscal_year);
  absl::StatusOr<v1::GetStatementsResponse> Statements(
      const std::string& fiscal_year);
  absl::StatusOr<v1::ExplainFigureResponse> Explain(
      const std::string& fiscal_year, const std::string& figure_id,
      int page_size = 0, const std::string& token = "");
  absl::StatusOr<v1::VerifyBooksResponse> Verify(
      const std::string& association);

  absl::StatusOr<v1::GetVoucherResponse> GetVoucher(
      const v1::GetVoucherRequest& request);
  absl::StatusOr<v1::QueryBalancesResponse> QueryBalances(
      const v1::QueryBalancesRequest& request);
  absl::StatusOr<v1::ListAccountEntriesResponse> ListAccountEntries(
      const v1::ListAccountEntriesRequest& request);
  absl::StatusOr<v1::ProveVoucherResponse> ProveVoucher(
      const v1::ProveVoucherRequest& request);
  absl::StatusOr<ExportAnswer> Export(const std::string& fiscal_year,
                                      v1::ExportBooksRequest::Format format);

  absl::StatusOr<v1::FiscalYearResponse> SetPeriodLock(
      const v1::SetPeriodLockRequest& request);
  absl::StatusOr<v1::FiscalYearResponse> CloseFiscalYear(
      const v1::CloseFiscalYearRequest& request);
  absl::StatusOr<v1::FiscalYearResponse> ReopenFiscalYear(
      const v1::ReopenFiscalYearRequest& request);
  absl::StatusOr<v1::FiscalYearResponse> GetFiscalYear(
      const v1::GetFiscalYearRequest& request);
  absl::StatusOr<v1::ListFiscalYearsResponse> ListFiscalYears(
      const v1::ListFiscalYearsRequest& request);

  absl::StatusOr<v1::PostVoucherResponse> Reverse(
      const v1::ReverseVoucherRequest& request);
  // Over one stream; the answers in the batches' order.
  absl::StatusOr<std::vector<v1::PostVouchersResponse>> PostBatches(
      const std::vector<v1::PostVouchersRequest>& batches);

 private:
  struct Disk;
  std::unique_ptr<Disk> disk_;
  FixedClock clock_;
  std::unique_ptr<store::Store> store_;
  std::unique_ptr<Ledger> ledger_;
  struct Door;
  std::unique_ptr<Door> door_;
};

// A posting of `amount_ore` to bank 1930 from grants 3010, or with `object` of
// dimension 6 to costs 4010 from bank.
v1::PostVoucherRequest PostingOf(const std::string& request_id,
                                 int64_t amount_ore,
                                 const std::string& object = "");

// The value of a cell or extra figure in öre; nullopt when it is not there or
// has none.
std::optional<int64_t> OreOf(const v1::GetStatementsResponse& statements,
                             const std::string& figure_id);

// "CODE REASON" of a refusal, "OK" of none.
std::string Verdict(const absl::Status& status);

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_LEDGER_HOST_H_

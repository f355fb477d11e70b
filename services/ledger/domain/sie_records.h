// Takes a SIE file's records one by one and puts what they say into a SieFile.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_RECORDS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_RECORDS_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_fields.h"
#include "services/ledger/domain/sie_labels.h"
#include "services/ledger/domain/sie_vouchers.h"

namespace finsam::ledger {

// Give it every record in the file's order, then Finish.
class SieRecords {
 public:
  // Both outlive it.
  SieRecords(SieFile* file, SieFieldContext* context)
      : file_(*file), context_(*context), vouchers_(context) {}

  // Takes the record or brace on line `line`; `label` is that of its first
  // field. `record` has at least one field.
  void Take(const SieTokens& record, SieLabel label, int64_t line);
  // The voucher that ended with the record taken last, if one did.
  std::optional<SieVoucher> TakeEndedVoucher() { return vouchers_.TakeEnded(); }
  // Call after the last record. SIE_TRUNCATED when a block is open.
  void Finish(int64_t last_line);

  const SieLabelUse& use() const { return use_; }
  // Accounts that were declared or spoken of by #KTYP, #ENHET and #SRU.
  size_t account_count() const {
    return accounts_.size() + early_accounts_.size();
  }

 private:
  // What a brace on its own line would mean.
  enum class Block {
    kNone,             // Nothing: no block is expected.
    kVoucherExpected,  // The rows of the #VER before.
    kVoucher,          // In the rows.
    kForeignPossible,  // Sub-records of an unknown record, skipped with it.
    kForeign,
  };

  void TakeBrace(bool is_open, int64_t line);
  void TakeRow(SieFields fields, SieLabel label);
  void TakeHead(SieFields fields, SieLabel label);
  void TakeRegister(SieFields fields, SieLabel label);
  void TakeExtra(SieFields fields, SieLabel label);
  void TakeBalance(SieFields fields, SieLabel label);
  bool IsRepeated(const SieBalance& balance, SieFields* fields);
  void LeaveBlock(int64_t line);

  void TakeType(SieFields fields);
  void TakeYear(SieFields fields);
  void TakeAccount(SieFields fields);
  void TakeAccountType(SieFields fields);
  void TakeUnit(SieFields fields);
  void TakeSruCode(SieFields fields);
  SieAccount& AccountOrEarly(int32_t number);
  void TakeDimension(SieFields fields, bool has_parent);
  void TakeObject(SieFields fields);
  void ReportRecord(int64_t line, absl::string_view field,
                    absl::string_view found, absl::string_view expected,
                    absl::string_view sentence);

  SieFile& file_;
  SieFieldContext& context_;
  SieVouchers vouchers_;
  Block block_ = Block::kNone;
  SieLabelUse use_;
  // Where what is declared stands in the file's lists.
  absl::flat_hash_map<int32_t, size_t> accounts_;
  // What came before the account's #KONTO.
  absl::flat_hash_map<int32_t, SieAccount> early_accounts_;
  // Line of #IB, #UB and #RES by kind, year and account.
  absl::flat_hash_map<std::tuple<SieBalance::Kind, int, int32_t>, int64_t>
      balance_lines_;
  std::set<int32_t> dimensions_;
  std::map<std::pair<int32_t, std::string>, size_t> objects_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_RECORDS_H_

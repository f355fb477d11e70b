// Puts a SIE file's vouchers together from their records.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_VOUCHERS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_VOUCHERS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "common/base/money.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_fields.h"

namespace finsam::ledger {

// Takes #VER, then its rows, and gives the voucher when the block is closed.
// Where a brace may stand is decided by SieRecords.
class SieVouchers {
 public:
  // `context` outlives it.
  explicit SieVouchers(SieFieldContext* context) : context_(*context) {}

  // #VER: begins a voucher.
  void Begin(SieFields fields);
  // #TRANS and #RTRANS. An added row is followed by the same row as #TRANS for
  // readers that do not know #RTRANS: that one is not counted again.
  void AddRow(SieFields fields, bool is_added_row);
  // Any other record comes between: an added row has no twin.
  void ForgetAddedRow() { twin_awaited_ = false; }
  // '}': checks that the voucher balances; it can be taken then.
  void End();

  // The voucher that has ended, once. Take it before the next record.
  std::optional<SieVoucher> TakeEnded() {
    return std::exchange(ended_, std::nullopt);
  }

  // Line of the #VER that was begun last.
  int64_t line() const { return voucher_.line; }

 private:
  bool IsTwin(const SieEntry& entry) const;
  void ReadNumber(SieFields* fields);
  void CheckBalance();

  SieFieldContext& context_;
  SieVoucher voucher_;
  std::optional<SieVoucher> ended_;
  int64_t row_count_ = 0;
  Ore sum_;
  bool sum_known_ = true;  // False when a row has no amount, or past 64 bits.
  SieEntry added_row_;     // The last #RTRANS.
  bool twin_awaited_ = false;
};

// "A 12", or "på rad 340" for one without number.
std::string SieVoucherName(const SieVoucher& voucher);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_VOUCHERS_H_

#include "services/ledger/domain/sie_vouchers.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {

std::string SieVoucherName(const SieVoucher& voucher) {
  if (!voucher.number.has_value()) return absl::StrCat("på rad ", voucher.line);
  if (voucher.series.empty()) return absl::StrCat(*voucher.number);
  return absl::StrCat(voucher.series, " ", *voucher.number);
}

void SieVouchers::ReadNumber(SieFields* fields) {
  const absl::string_view found = fields->Plain();
  if (found.empty()) return;
  const std::optional<int64_t> number =
      ParseSieNumber(found, kVoucherDigitsMax);
  if (!number.has_value()) {
    fields->Report(Severity::kError, "SIE_RECORD", "vernr", found,
                   absl::StrCat("högst ", kVoucherDigitsMax, " siffror"),
                   "Verifikationens nummer är inte numeriskt.");
  } else if (*number > 0) {
    voucher_.number = number;
  }
}

void SieVouchers::Begin(SieFields fields) {
  voucher_ = SieVoucher();
  row_count_ = 0;
  sum_ = Ore();
  sum_known_ = true;
  twin_awaited_ = false;

  voucher_.line = fields.line();
  voucher_.series = fields.Text("serie", kTextBytesMax);
  if (voucher_.series.size() > kSeriesBytesMax) {
    fields.Report(Severity::kError, "SERIES_INVALID", "serie", "",
                  absl::StrCat("högst ", kSeriesBytesMax, " byte"),
                  "Verifikationsseriens namn är för långt.");
  }
  ReadNumber(&fields);
  voucher_.date = fields.Day("verdatum").value_or(absl::CivilDay());
  voucher_.text = fields.Text("vertext", kTextBytesMax);
  voucher_.registration_date = fields.OptionalDay("regdatum");
  voucher_.signature = fields.Text("sign", kTextBytesMax);
}

bool SieVouchers::IsTwin(const SieEntry& entry) const {
  return twin_awaited_ && entry.account == added_row_.account &&
         entry.amount == added_row_.amount &&
         entry.objects == added_row_.objects;
}

void SieVouchers::AddRow(SieFields fields, bool is_added_row) {
  SieEntry entry;
  entry.line = fields.line();
  entry.account = fields.Account().value_or(0);
  std::optional<ObjectSet> objects = fields.Objects();
  std::optional<Ore> amount;
  if (objects.has_value()) {
    entry.objects = *std::move(objects);
    amount = fields.Amount();
  }
  if (!amount.has_value()) sum_known_ = false;
  entry.amount = amount.value_or(Ore());

  const bool is_twin = !is_added_row && IsTwin(entry);
  twin_awaited_ = false;
  if (is_twin) return;
  entry.date = fields.OptionalDay("transdat");
  entry.text = fields.Text("transtext", kTextBytesMax);
  entry.quantity = fields.Quantity();
  entry.signature = fields.Text("sign", kTextBytesMax);
  if (is_added_row) {
    added_row_ = entry;
    twin_awaited_ = true;
  }
  const std::optional<Ore> sum = CheckedAdd(sum_, entry.amount);
  // Only a voucher of far too many rows can get there; that is told at its end.
  if (!sum.has_value()) sum_known_ = false;
  sum_ = sum.value_or(Ore());
  if (++row_count_ <= static_cast<int64_t>(kVoucherEntriesMax)) {
    voucher_.entries.push_back(std::move(entry));
  }
}

void SieVouchers::CheckBalance() {
  if (!sum_known_ || sum_ == Ore{0}) return;
  if (!context_.problems->HasRoom(Severity::kError)) return;
  context_.problems->Add(
      {Severity::kError, "VOUCHER_UNBALANCED", "", voucher_.line, "belopp",
       SieAmount(sum_), "0",
       absl::StrCat("Verifikation ", SieVoucherName(voucher_),
                    " går inte jämnt ut: skillnaden är ", KronorText(sum_),
                    ".")});
}

void SieVouchers::End() {
  CheckBalance();
  if (row_count_ > static_cast<int64_t>(kVoucherEntriesMax)) {
    context_.problems->Add(
        {Severity::kError, "VOUCHER_ENTRY_COUNT", "", voucher_.line, "#TRANS",
         absl::StrCat(row_count_), absl::StrCat("högst ", kVoucherEntriesMax),
         absl::StrCat("Verifikation ", SieVoucherName(voucher_),
                      " har för många rader.")});
  }
  if (row_count_ == 0 && context_.problems->HasRoom(Severity::kWarning)) {
    context_.problems->Add(
        {Severity::kWarning, "VOUCHER_EMPTY", "", voucher_.line, "#TRANS", "",
         "",
         absl::StrCat("Verifikation ", SieVoucherName(voucher_),
                      " har inga rader.")});
  }
  ended_ = std::move(voucher_);
  voucher_ = SieVoucher();
}

}  // namespace finsam::ledger

#include "cli/voucher_file.h"

#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/arguments.h"
#include "common/base/digest.h"
#include "common/base/money.h"
#include "common/base/personal_data.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/files/csv.h"
#include "common/files/input.h"

namespace finsam::cli {
namespace {

namespace led = ledger::v1;

constexpr size_t kPostingIdHexDigits = 32;

class VoucherRows {
 public:
  VoucherRows(absl::string_view file_name, absl::string_view content)
      : file_name_(file_name),
        in_(file_name, content, {"serie", "datum", "text", "konto", "belopp"},
            {"ver", "objekt", "radtext"}, &problems_) {}

  absl::StatusOr<std::vector<FileVoucher>> Read() {
    for (const CsvRow& row : in_.rows()) {
      BeginVoucher(row);
      if (!vouchers_.empty()) ReadEntry(row, &vouchers_.back().voucher);
    }
    if (problems_.empty()) CheckSums();
    if (problems_.empty() && vouchers_.empty()) {
      AddProblem(0, "FILE_MISSING", "", "Filen har inga verifikationer.");
    }
    if (AnyError(problems_)) return RefuseInput(problems_);
    return std::move(vouchers_);
  }

 private:
  // What the rows of one voucher share.
  using Mark = std::tuple<std::string, std::string, std::string, std::string>;

  // Begins a new voucher unless the row goes on with the one above.
  void BeginVoucher(const CsvRow& row) {
    const std::string day = in_.Text(row, "datum");
    Mark mark{in_.Text(row, "ver"), in_.Text(row, "serie"), day,
              in_.Text(row, "text")};
    if (!vouchers_.empty() && (mark == Mark() || mark == mark_)) return;
    mark_ = mark;
    FileVoucher& next = vouchers_.emplace_back();
    next.line = row.line;
    next.voucher.set_series(std::get<1>(mark));
    next.voucher.set_text(std::get<3>(mark));
    if (day.empty()) in_.RequireText(row, "datum");
    const std::optional<absl::CivilDay> date = in_.Date(row, "datum");
    if (date.has_value()) ToProto(*date, next.voucher.mutable_date());
  }

  void ReadEntry(const CsvRow& row, led::Voucher* voucher) {
    led::Entry* entry = voucher->add_entries();
    const std::string account = in_.RequireText(row, "konto");
    int32_t number = 0;
    if (absl::SimpleAtoi(account, &number)) {
      entry->set_account(number);
    } else if (!account.empty()) {
      in_.AddProblem(row, "konto", "FIELD_INVALID",
                     "Kontot är inget kontonummer.", account, "som 6010");
    }
    if (in_.Text(row, "belopp").empty()) in_.RequireText(row, "belopp");
    const std::optional<Ore> amount = in_.Amount(row, "belopp");
    if (amount.has_value()) entry->set_amount_ore(amount->value);
    entry->set_text(in_.Text(row, "radtext"));
    const std::vector<std::string> objects =
        absl::StrSplit(in_.Text(row, "objekt"), ' ', absl::SkipEmpty());
    for (const std::string& object : objects) {
      if (!ParseObject(object, entry->add_objects()).ok()) {
        in_.AddProblem(row, "objekt", "FIELD_INVALID",
                       "Objektet går inte att läsa.", object,
                       "dimension och objekt, som 6:30");
      }
    }
  }

  void CheckSums() {
    for (const FileVoucher& voucher : vouchers_) {
      std::optional<Ore> sum = Ore{0};
      for (const led::Entry& entry : voucher.voucher.entries()) {
        if (sum.has_value()) sum = CheckedAdd(*sum, Ore{entry.amount_ore()});
      }
      if (sum == Ore{0}) continue;
      AddProblem(voucher.line, "VOUCHER_UNBALANCED",
                 sum.has_value() ? SieAmount(*sum) : "",
                 "Verifikationens rader summerar inte till noll.");
    }
  }

  void AddProblem(int64_t line, const char* reason, const std::string& found,
                  const char* message) {
    problems_.push_back(
        {Severity::kError, reason, file_name_, line, "", found, "", message});
  }

  std::string file_name_;
  std::vector<Problem> problems_;
  CsvReader in_;
  Mark mark_;
  std::vector<FileVoucher> vouchers_;
};

}  // namespace

absl::StatusOr<std::vector<FileVoucher>> ReadVouchers(
    absl::string_view file_name, absl::string_view content) {
  return VoucherRows(file_name, content).Read();
}

Problem PersonalNumber(absl::string_view field) {
  Problem warning;
  warning.severity = Severity::kWarning;
  warning.reason = "PERSONAL_DATA";
  warning.field = std::string(field);
  warning.message =
      "Texten ser ut att innehålla ett personnummer eller samordningsnummer; "
      "det som är bokfört kan inte ändras eller tas bort.";
  return warning;
}

std::vector<Problem> PersonalNumbers(absl::string_view file_name,
                                     const std::vector<FileVoucher>& vouchers) {
  std::vector<Problem> warnings;
  for (const FileVoucher& voucher : vouchers) {
    bool found = HoldsIdentityNumber(voucher.voucher.text());
    for (const led::Entry& entry : voucher.voucher.entries()) {
      found = found || HoldsIdentityNumber(entry.text());
    }
    if (!found) continue;
    Problem& warning = warnings.emplace_back(PersonalNumber("text"));
    warning.file = std::string(file_name);
    warning.line = voucher.line;
  }
  return warnings;
}

std::string PostingId(const std::string& fiscal_year, const std::string& batch,
                      const std::vector<FileVoucher>& vouchers) {
  Sha256Stream all;
  all.Add(Sha256Parts({fiscal_year, batch}));
  for (const FileVoucher& voucher : vouchers) {
    all.Add(Sha256(voucher.voucher.SerializeAsString()));
  }
  return Hex(all.Finish()).substr(0, kPostingIdHexDigits);
}

}  // namespace finsam::cli

// A year's books as a plain-text accounting journal, which hledger and Ledger
// both read: whoever doubts our sums can have others make them.
//
//   2024-01-15 (A 17) Lön januari
//       4010 Insatser:6 10  250.50 SEK
//       1930 Bank  -250.50 SEK
//
// An account is its number and name. What carries objects stands on an account
// below it, named by each dimension and object, so that both the balance of the
// account (`balance --depth 1`) and of each set of objects (`balance --flat`,
// in Ledger with the format's `amount`) come out.
//
// The format has many characters of its own, and the two programs do not agree
// on all. Texts and account names keep Latin letters, digits and a few marks;
// all else becomes a blank. An object keeps its letters, digits and "-._"; each
// other byte is written as %XX, so that no two objects get the same name. The
// file is UTF-8. Texts, dates and quantities of entries are left out.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_PLAIN_TEXT_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_PLAIN_TEXT_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/fiscal_year.h"
#include "services/ledger/domain/fold.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// Takes what the opening balances lack to sum to zero; the programs refuse a
// transaction that does not balance.
inline constexpr char kOpeningDifferenceAccount[] =
    "Differens i ingående balans";

// Writes one year: Begin, Add per voucher in any order, End. Not thread-safe.
class PlainTextWriter {
 public:
  // Takes the bytes in the order of the file, some hundred at a time. Its
  // error is returned by the call that met it, and the file is then broken.
  using Sink = std::function<absl::Status(absl::string_view bytes)>;

  explicit PlainTextWriter(Sink sink) : sink_(std::move(sink)) {}

  // The head, and the openings of `balances` as a transaction of the year's
  // first day; movements are not looked at. `association` is its name.
  absl::Status Begin(absl::string_view association, const FiscalYear& year,
                     const BalanceMap& balances, const Chart& chart);

  // A voucher without entries becomes a comment.
  absl::Status Add(const PostedVoucher& voucher);

  // The number of vouchers as a last comment; without it the file was cut.
  absl::Status End();

 private:
  void AddPosting(int32_t account, const ObjectSet& objects, Ore amount,
                  std::string* out) const;

  Sink sink_;
  std::map<int32_t, std::string> names_;  // Accounts' as they are written.
  int64_t vouchers_ = 0;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_PLAIN_TEXT_H_

// Vouchers whose texts seem to hold a personal identity number. What is posted
// stays for ever, so whoever imports is told before; the books are taken all
// the same, since only a person can judge.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_PERSONAL_TEXTS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_PERSONAL_TEXTS_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "common/base/status.h"
#include "services/ledger/domain/voucher.h"

namespace finsam::ledger {

// The most vouchers that are told one by one.
inline constexpr size_t kPersonalTextsMax = 20;

// True when the voucher's text or one of its entries' seems to hold an
// identity number or a coordination number.
bool HoldsIdentityNumber(const VoucherDraft& draft);

// Gathers such vouchers of one file.
class PersonalTexts {
 public:
  // `line` is that of the voucher in the file.
  void See(const VoucherDraft& draft, int64_t number, int64_t line);

  // Adds the warnings, PERSONAL_DATA; never what stood in the text.
  void Tell(const std::string& file_name, std::vector<Problem>* problems) const;

 private:
  size_t count_ = 0;
  std::vector<std::pair<std::string, int64_t>> first_;  // Names and lines.
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_PERSONAL_TEXTS_H_

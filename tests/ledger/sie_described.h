// All of what the SIE reader says, as text: two readings are the same when
// their texts are.

#ifndef FINSAM_TESTS_LEDGER_SIE_DESCRIBED_H_
#define FINSAM_TESTS_LEDGER_SIE_DESCRIBED_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/ledger/domain/sie.h"

namespace finsam::ledger {

inline std::string Described(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? absl::FormatCivilTime(*day) : "-";
}

inline std::string Described(const ObjectSet& objects) {
  std::string out;
  for (const ObjectRef& ref : objects) {
    absl::StrAppend(&out, ref.dimension, ":", ref.object, ",");
  }
  return out;
}

inline std::string Described(const SieHead& head) {
  const SieAddress address = head.address.value_or(SieAddress());
  return absl::StrJoin({head.program,
                        head.program_version,
                        head.generated,
                        head.generated_by,
                        absl::StrJoin(head.prose, "/"),
                        head.company_type,
                        head.company_id,
                        head.organisation_number,
                        head.acquisition_number,
                        head.activity_number,
                        head.sni_code,
                        head.company_name,
                        head.tax_year,
                        Described(head.extent),
                        head.chart_type,
                        head.currency,
                        address.contact,
                        address.street,
                        address.city,
                        address.phone},
                       "|");
}

inline std::string Described(const SieVoucher& voucher) {
  std::string out =
      absl::StrCat("voucher ", voucher.series, " ", voucher.number.value_or(0),
                   " ", Described(voucher.date), " ", voucher.text, " ",
                   Described(voucher.registration_date), " ", voucher.signature,
                   " ", voucher.line, "\n");
  for (const SieEntry& entry : voucher.entries) {
    absl::StrAppend(&out, "  ", entry.account, " {", Described(entry.objects),
                    "} ", entry.amount.value, " ", Described(entry.date), " ",
                    entry.text, " ", entry.quantity, " ", entry.signature, " ",
                    entry.line, "\n");
  }
  return out;
}

inline std::string DescribedLists(const SieFile& file) {
  std::string out;
  for (const SieYear& year : file.years) {
    absl::StrAppend(&out, "year ", year.index, " ", Described(year.first), " ",
                    Described(year.last), " ", year.line, "\n");
  }
  for (const SieAccount& account : file.accounts) {
    absl::StrAppend(&out, "account ", account.number, " ", account.name, " ",
                    static_cast<int>(account.type), " ", account.unit, " ",
                    absl::StrJoin(account.sru_codes, ","), " ", account.line,
                    "\n");
  }
  for (const SieDimension& dimension : file.dimensions) {
    absl::StrAppend(&out, "dimension ", dimension.number, " ", dimension.name,
                    " ", dimension.parent, " ", dimension.line, "\n");
  }
  for (const SieObject& object : file.objects) {
    absl::StrAppend(&out, "object ", object.dimension, " ", object.number, " ",
                    object.name, " ", object.line, "\n");
  }
  for (const SieBalance& balance : file.balances) {
    absl::StrAppend(&out, "balance ", static_cast<int>(balance.kind), " ",
                    balance.year_index, " ", balance.account, " {",
                    Described(balance.objects), "} ", balance.period_year);
    absl::StrAppend(&out, "-", balance.month, " ", balance.amount.value, " ",
                    balance.quantity, " ", balance.line, "\n");
  }
  return out;
}

// Without the encoding, which SieFile tells beside its content.
inline std::string Described(const SieFile& file) {
  std::string out = absl::StrCat(
      "type ", file.type, " import ", file.is_import, " taken ", file.is_taken,
      " sum ", file.checksum_present, " vouchers ", file.voucher_count, "\n",
      Described(file.head), "\n", DescribedLists(file));
  for (const SieVoucher& voucher : file.vouchers) out += Described(voucher);
  return out;
}

inline std::string Described(const SieReading& reading) {
  std::string out = absl::StrCat(SieEncodingName(reading.file.encoding), "\n",
                                 Described(reading.file));
  for (const Problem& problem : reading.problems) {
    absl::StrAppend(&out, problem.severity == Severity::kError ? "E " : "W ",
                    problem.reason, " ", ProblemLine(problem), "\n");
  }
  return out;
}

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_SIE_DESCRIBED_H_

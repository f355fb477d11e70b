// The ledger's answers as text for people: Swedish, amounts in kronor with the
// books' sign.

#ifndef FINSAM_CLI_BOOKS_TEXT_H_
#define FINSAM_CLI_BOOKS_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// "12 500,00"
std::string Kronor(int64_t ore);

// "2024-03-05"; empty when the day is absent.
std::string DayText(const common::v1::Date& date);

// "6:30 7:1"
std::string ObjectsText(
    const google::protobuf::RepeatedPtrField<ledger::v1::ObjectReference>&
        objects);

// "A 17"
std::string NameText(const ledger::v1::VoucherReference& voucher);

// "1 verifikation", "2 verifikationer"
std::string CountText(int64_t count);

// What became of a posted batch, in a sentence without its end.
std::string PostedText(const ledger::v1::PostVouchersResponse& posted);

// A line per voucher, with the sum of its debits.
std::string VouchersText(const std::vector<ledger::v1::Voucher>& vouchers);

// A voucher with its entries. `reversed_by` may be null.
std::string VoucherText(const ledger::v1::Voucher& voucher,
                        const ledger::v1::VoucherReference* reversed_by);

// An account ledger; the running balance stands last on each line.
std::string AccountText(const ledger::v1::ListAccountEntriesResponse& entries);

// The years, a line each; and one year with its life.
std::string YearsText(const ledger::v1::ListFiscalYearsResponse& years);
std::string YearText(const ledger::v1::FiscalYear& year);

// How a file differs from the books: the counts, then the vouchers that are
// changed, missing or, when they are few, new.
std::string DifferenceText(const ledger::v1::BooksDifference& difference);

// An import as JSON: the result with the member "difference".
std::string ImportJson(
    const gateway::v1::ImportFolderResponse::Result& result,
    const std::optional<ledger::v1::BooksDifference>& difference);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BOOKS_TEXT_H_

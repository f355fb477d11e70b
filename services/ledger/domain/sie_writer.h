// Writes a SIE file (types 1 to 4, format 4B), the text format in which
// Swedish accounting programs hand over a year's books.
//
// The file is in code page 437 with CR LF, holds the records that its type
// allows and no other, in the format's order, and is summed with #KSUMMA. The
// same books give the same bytes: lists are sorted, and what is not in the
// books (the time, the program's name) is the caller's to give in SieHead.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_WRITER_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_WRITER_H_

#include <vector>

#include "absl/status/status.h"
#include "common/base/status.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/domain/sie_writer_record.h"

namespace finsam::ledger {

// What a file is for.
enum class SieKind {
  k1,   // The year's balances.
  k2,   // And those of each month.
  k3,   // And those of each object.
  k4E,  // And the vouchers: the books whole.
  k4I,  // Vouchers that another program is to import; no balances.
};

// True when files of the kind have vouchers.
bool HasVouchers(SieKind kind);

// Writes one file: Begin, each voucher with Add, End. Not thread-safe. After a
// status that is not OK the file is to be thrown away.
//
// What is read back is what was written, but for: blanks around texts and
// control characters; characters that the code page lacks, which become '?'
// with a warning; balances of zero without a quantity, which are left out; and
// the date of an entry that is its voucher's.
class SieWriter {
 public:
  // `sink` takes the bytes in pieces of about 64 KiB.
  SieWriter(SieKind kind, SieByteSink sink) : kind_(kind), out_(sink) {}

  // Writes all but the vouchers. Of `file` its encoding, type, marks and
  // vouchers have no say. The head should have `program`, `program_version`,
  // `generated` and `company_name`, which the format demands; a missing
  // `extent` is the year's last day where the type needs one.
  //
  // Refusals: SIE_RECORD_MISSING when the own year is missing and the type
  // needs it; SIE_ENCODING, here and in Add, when two objects or two series
  // become the same in the code page. Else the sink's status.
  absl::Status Begin(const SieFile& file);

  // Writes a voucher. Only when HasVouchers. Vouchers stand in the order they
  // are given; the format wants those of a series by number.
  absl::Status Add(const SieVoucher& voucher);

  // Writes the end, and gives the last bytes to the sink.
  absl::Status End();

  // What was changed to fit the format, once after End; see SieRecordWriter.
  std::vector<Problem> TakeWarnings() { return out_.TakeWarnings(); }

 private:
  enum class Stage { kNew, kBegun, kEnded };

  void WriteFlag();
  void WriteHead(const SieFile& file);
  void WriteCompany(const SieHead& head);
  void WriteYears(const SieFile& file);
  void WriteAccounts(const SieFile& file);
  void WriteDimensions(const SieFile& file);
  void WriteBalances(const SieFile& file);
  void WriteBalance(const SieBalance& balance);
  void WriteEntry(const SieEntry& entry, absl::CivilDay voucher_date);
  // A record of one text; nothing when there is none.
  void WriteOptional(absl::string_view label, absl::string_view name,
                     absl::string_view text);

  SieKind kind_;
  SieRecordWriter out_;
  Stage stage_ = Stage::kNew;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_WRITER_H_

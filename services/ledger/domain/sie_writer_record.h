// Makes the bytes of SIE records: fields in code page 437, quoted and escaped,
// lines that end with CR LF, and the check sum over them.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_WRITER_RECORD_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_WRITER_RECORD_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/sie_checksum.h"
#include "services/ledger/domain/sie_problems.h"
#include "services/ledger/domain/sie_text.h"

namespace finsam::ledger {

// Takes the next piece of a file. Not OK ends the writing with that status.
using SieByteSink = std::function<absl::Status(absl::string_view piece)>;

// UTF-8 `text` as the bytes of a field before it is quoted: control characters
// become blanks, blanks around it and what is over kTextBytesMax go, and a
// character that the code page lacks becomes '?'.
std::string SieFieldBytes(absl::string_view text);

// Writes records one after another. Begin, the record's fields in their order,
// End. The first trouble stays in status(), and nothing is written after it.
// Not thread-safe.
class SieRecordWriter {
 public:
  // A series' scope in Key; an object's is its dimension.
  static constexpr int32_t kSeriesScope = 0;

  explicit SieRecordWriter(SieByteSink sink);

  // Begins the record `label`, "#KONTO".
  void Begin(absl::string_view label);
  void Number(int64_t value);
  void Amount(Ore amount);
  void Day(absl::CivilDay day);          // YYYYMMDD
  void Period(int64_t year, int month);  // YYYYMM
  // A field for people, always in quotes. `name` is the field's in warnings.
  void Text(absl::string_view name, absl::string_view text);
  // A field for programs, in quotes when it must be.
  void Code(absl::string_view name, absl::string_view text);
  // An empty field.
  void Empty() { ++empty_fields_; }
  // {dimension "object" …}; one field.
  void Objects(const ObjectSet& objects);
  // Ends the record. Empty fields last in it are left out, but `least` fields
  // there always are.
  void End(int least = 0);

  // Tells that `text` names something within `scope`. Two names that become
  // one in the code page are refused, SIE_ENCODING.
  void Key(int32_t scope, absl::string_view text);

  // A line of one brace.
  void Brace(char brace);
  // #KSUMMA without a sum: what comes after it is summed.
  void BeginChecksum();
  // #KSUMMA with the sum.
  void EndChecksum();

  // Gives what is left to the sink. The file is whole.
  absl::Status Finish();
  const absl::Status& status() const { return status_; }

  // SIE_ENCODING: a text has characters that the code page lacks, or the file
  // as a whole may be taken for another encoding; SIE_TEXT: a text was cut.
  // By the line that was written; at most kSieProblemsMax.
  std::vector<Problem> TakeWarnings() { return warnings_.Take(); }

 private:
  enum class Quotes { kNever, kWhenNeeded, kAlways };

  // The field's bytes; they stand until the next call.
  absl::string_view Bytes(absl::string_view name, absl::string_view text);
  void Put(absl::string_view bytes, Quotes quotes);
  void PutQuoted(absl::string_view bytes);
  void PutLineEnd();
  void Flush();
  void Warn(absl::string_view reason, absl::string_view name,
            absl::string_view found, absl::string_view sentence);

  SieByteSink sink_;
  std::string buffer_;
  std::string scratch_;
  absl::Status status_;
  int64_t line_ = 1;      // That is being written.
  int fields_ = 0;        // Written in this record, without its label.
  int empty_fields_ = 0;  // Written only if another field follows.
  Crc32 sum_;
  SieEncodingScan scan_;  // Of what the sink has been given.
  SieProblems warnings_;
  // The names with a '?' in them, by scope and bytes.
  absl::flat_hash_map<std::pair<int32_t, std::string>, std::string> keys_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_WRITER_RECORD_H_

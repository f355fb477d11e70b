// Reads a SIE record's fields one after another, as what they are meant to be.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_FIELDS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_FIELDS_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "common/base/money.h"
#include "common/base/status.h"
#include "services/ledger/domain/balances.h"
#include "services/ledger/domain/sie_line.h"
#include "services/ledger/domain/sie_problems.h"
#include "services/ledger/domain/sie_text.h"

namespace finsam::ledger {

// What a whole file's fields share.
struct SieFieldContext {
  SieEncoding encoding = SieEncoding::kCp437;
  SieProblems* problems = nullptr;  // Outlives the context.
  SieTally destroyed_texts;
  SieTally garbled_texts;
  SieTally control_characters;
  SieTally inner_quotes;
  SieTally unclosed_quotes;
  SieTally missing_lists;
  SieTally odd_quantities;
  SieTally odd_accounts;  // Of records that may be left out.
  SieTally left_out;      // Beyond the room for such records.
};

// The fields of one record after its label. Each call takes the next field,
// named as the format names it, and reports what is wrong with it. Answers
// with nothing when there is an error, which then has been reported.
class SieFields {
 public:
  // `record` and `context` must outlive it.
  SieFields(const SieTokens& record, int64_t line, SieFieldContext* context)
      : record_(record), line_(line), context_(*context) {}

  int64_t line() const { return line_; }
  // True when no field is left.
  bool done() const { return next_ >= record_.fields.size(); }

  std::optional<int> Integer(absl::string_view name, int least, int most);
  // An account, SIE_ACCOUNT: 1 to kNumberDigitsMax digits, not zero.
  std::optional<int32_t> Account();
  // The same for a record that may be left out: nothing is only noted.
  std::optional<int32_t> OptionalAccount();
  // A dimension: digits, not zero.
  std::optional<int32_t> Dimension(absl::string_view name);
  // An amount, SIE_AMOUNT.
  std::optional<Ore> Amount();
  // A quantity, "-12.5"; empty when left out. What is no decimal number of at
  // most kQuantityBytesMax bytes is noted and left out.
  std::string Quantity();
  // YYYYMMDD, SIE_DATE.
  std::optional<absl::CivilDay> Day(absl::string_view name);
  // The same; when it is left out or empty, nothing without an error, and
  // when it is malformed, nothing with a warning.
  std::optional<absl::CivilDay> OptionalDay(absl::string_view name);
  // YYYYMM, SIE_DATE; the month's first day.
  std::optional<absl::CivilDay> Period();
  // {dimension object …}, by dimension.
  std::optional<ObjectSet> Objects();
  // An object's number.
  std::optional<std::string> ObjectNumber();

  // The next field as UTF-8 without blanks around it; empty when left out. One
  // longer than `bytes_max` is cut, with a warning.
  std::string Text(absl::string_view name, size_t bytes_max);
  // The next field as it stands, for texts made of ASCII.
  absl::string_view Plain();

  // Reports that field `name` holds `found`.
  void Report(Severity severity, absl::string_view reason,
              absl::string_view name, absl::string_view found,
              absl::string_view expected, absl::string_view sentence);

 private:
  const SieField* NextText();
  absl::string_view Unescaped(const SieField& field);
  std::optional<std::string> Required(absl::string_view name);
  bool AddObject(absl::string_view dimension, absl::string_view object,
                 ObjectSet* objects);
  void NoteHarm(absl::string_view text);

  const SieTokens& record_;
  const int64_t line_;
  SieFieldContext& context_;
  size_t next_ = 1;      // 0 is the label.
  std::string scratch_;  // Holds an unescaped field.
};

// YYYYMMDD of the years 1900 to 2999, or nothing.
std::optional<absl::CivilDay> ParseSieDay(absl::string_view text);

// Digits only, at most `digits_max` of them (no more than 18), or nothing.
std::optional<int64_t> ParseSieNumber(absl::string_view text,
                                      size_t digits_max);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_FIELDS_H_

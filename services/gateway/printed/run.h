// What a check of a printed document is made of: the documents as they are
// read, and a notebook for what was compared and found.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_RUN_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_RUN_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/figure/figure.h"
#include "services/gateway/domain/rule.h"
#include "services/gateway/printed/reading.h"
#include "services/gateway/printed/sentence.h"
#include "services/gateway/printed/sums.h"

namespace finsam::gateway::printed {

// Findings that one rule keeps; a document with more is not read to its end.
inline constexpr size_t kFindingsMax = 1'000;

// A cell of a sheet of the document.
struct Place {
  const Sheet* sheet = nullptr;
  size_t row = 0;
  size_t column = 0;

  const Quantity& quantity() const { return *sheet->At(row, column); }
  int64_t value() const { return quantity().value; }
  std::string address() const { return sheet->Address(row, column); }
  // "Balansräkning, Fordringar, 2024-12-31"
  std::string Name() const;
};

// "1 medlem", "2 medlemmar".
std::string Counted(int64_t count, absl::string_view one,
                    absl::string_view many);

// "5 228 358 kr", "−57 tkr", "12,5 %", "74": hundredths of what is measured.
// `unit` is the printed unit of money in hundredths of a krona.
std::string Print(int64_t value, Measure measure, int64_t unit = 100);

// What all checks look at. Everything pointed to outlives the run.
struct Subject {
  const Reading* reading = nullptr;
  const std::vector<Paragraph>* text = nullptr;
  const std::vector<Reading>* previous = nullptr;
};

class Run : public RuleRun {
 public:
  Run(const Subject& subject, const char* check, const char* source);

  const Reading& reading() const { return *subject_.reading; }
  const Document& document() const { return *reading().document; }
  const std::vector<Sheet>& sheets() const { return reading().sheets; }
  const std::vector<Paragraph>& text() const { return *subject_.text; }
  const std::vector<Reading>& previous() const { return *subject_.previous; }
  int year() const { return reading().year; }

  // As RuleRun's, but keeps at most kFindingsMax and counts the others.
  void Add(const std::string& about, FindingSeverity severity,
           const std::string& message,
           const std::vector<std::string>& figure_ids,
           const std::string& found = "", const std::string& expected = "");
  int left_out() const { return left_out_; }

  // Notes that `place` was held against `made`, which `addends` rounded
  // numbers make. A finding where they differ: rounding where that explains
  // it, else of `severity`. `sentence` says what differs, without a full stop.
  // `about` is the finding's id without its code.
  void Hold(const std::string& about, const Place& place, int64_t made,
            size_t addends, FindingSeverity severity,
            const std::string& sentence, std::vector<std::string> others = {});

  // The same of two places that must show one amount, in size when
  // `regardless_of_sign`. One printed unit more or less is rounding; places
  // in different units are compared in the coarser.
  void HoldSame(const std::string& about, const Place& place,
                const Place& other, FindingSeverity severity,
                const std::string& sentence, bool regardless_of_sign = false);

 private:
  const Subject& subject_;
  int left_out_ = 0;
};

struct PrintedRule {
  const char* check;
  const char* title;   // Swedish: what it checks.
  const char* source;  // Law, norm or reason.
  void (*run)(Run& run);
};

// The cell of a line, when it has a number.
std::optional<Place> PlaceOf(const Sheet& sheet, Line line, int year,
                             Role role = Role::kOutcome);
// The first in a sheet of that kind.
std::optional<Place> PlaceOf(const Reading& reading, SheetKind kind, Line line,
                             int year, Role role = Role::kOutcome);

// The sentence as a finding quotes it, shortened.
std::string Quoted(const Sentence& sentence);

// The rules, by what they look at (docs/printed-documents.md).
const std::vector<PrintedRule>& SumRules();        // checks_sums.cc
const std::vector<PrintedRule>& StatementRules();  // checks_statements.cc
const std::vector<PrintedRule>& CashRules();       // checks_cash.cc
const std::vector<PrintedRule>& OverviewRules();   // checks_overview.cc
const std::vector<PrintedRule>& NoteRules();       // checks_notes.cc
const std::vector<PrintedRule>& BudgetRules();     // checks_budget.cc
const std::vector<PrintedRule>& PeopleRules();     // checks_people.cc
const std::vector<PrintedRule>& ShareRules();      // checks_shares.cc
const std::vector<PrintedRule>& AmountRules();     // checks_amounts.cc
const std::vector<PrintedRule>& WordRules();       // checks_words.cc
const std::vector<PrintedRule>& CountRules();      // checks_counts.cc
const std::vector<PrintedRule>& TextShareRules();  // checks_text_shares.cc
const std::vector<PrintedRule>& AnswerRules();     // checks_answers.cc
const std::vector<PrintedRule>& GoalRules();       // checks_goals.cc
const std::vector<PrintedRule>& NormRules();       // checks_norms.cc
const std::vector<PrintedRule>& FormRules();       // checks_form.cc
const std::vector<PrintedRule>& PreviousRules();   // checks_previous.cc

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_RUN_H_

// Rules over notes and the lines that refer to them, and over labels.

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

// The same column in another sheet, or nothing.
std::optional<size_t> SameColumn(const Sheet& sheet, const Column& column) {
  if (column.meaning.role == Role::kOther) return std::nullopt;
  return sheet.ColumnOf(column.meaning.year, column.meaning.role);
}

// The note's last total.
std::optional<size_t> TotalOf(const Sheet& note) {
  for (size_t i = note.rows.size(); i > 0; --i) {
    if (note.rows[i - 1].kind == RowKind::kTotal) return i - 1;
  }
  return std::nullopt;
}

// The row of the note that is exactly the difference.
std::string RowThatExplains(const Sheet& note, size_t column,
                            int64_t difference) {
  for (size_t i = 0; i < note.rows.size(); ++i) {
    const auto value = note.Value(i, column);
    if (value && *value != 0 &&
        std::abs(std::abs(*value) - difference) <= note.unit &&
        difference > 2 * note.unit) {
      return note.rows[i].label;
    }
  }
  return "";
}

void HoldNote(Run& run, const Sheet& note, size_t total, size_t column,
              const Sheet& statement, const std::vector<size_t>& rows) {
  const auto same = SameColumn(statement, note.columns[column]);
  if (!same || !note.At(total, column)) return;
  int64_t line = 0;
  std::vector<std::string> others;
  for (const size_t row : rows) {
    const auto value = statement.Value(row, *same);
    if (!value) continue;
    line += *value;
    others.push_back(statement.Address(row, *same));
  }
  if (others.empty()) return;
  const Place place{&note, total, column};
  const int64_t sign = (place.value() < 0) == (line < 0) ? 1 : -1;
  const int64_t difference = std::abs(sign * line - place.value());
  const std::string row = RowThatExplains(note, column, difference);
  std::string sentence =
      absl::StrCat(place.Name(), " är inte raden ",
                   statement.rows[rows.front()].label, " i ", statement.name);
  if (!row.empty()) {
    absl::StrAppend(&sentence, "; skillnaden är raden ", row,
                    ", som bara den ena räknar med");
  }
  run.Hold(place.address(), place, sign * line,
           std::max<size_t>(others.size(), 2),
           row.empty() ? kError : kDefinition, sentence, others);
}

void NotesMeetTheStatements(Run& run) {
  for (const Sheet& note : run.sheets()) {
    const auto total = TotalOf(note);
    if (note.note.empty() || !total) continue;
    for (const Sheet& statement : run.sheets()) {
      if (statement.kind != SheetKind::kIncomeStatement &&
          statement.kind != SheetKind::kBalanceSheet) {
        continue;
      }
      // Several lines may share a note: costs and depreciation.
      std::vector<size_t> rows;
      for (size_t i = 0; i < statement.rows.size(); ++i) {
        if (statement.rows[i].note == note.note) rows.push_back(i);
      }
      if (rows.empty()) continue;
      for (size_t column = 0; column < note.columns.size(); ++column) {
        HoldNote(run, note, *total, column, statement, rows);
      }
    }
  }
}

// A label that is about its own table alone.
bool IsGeneral(const Row& row) {
  return SaysTotal(row.folded) || row.folded.size() < 5 ||
         row.line == Line::kResult ||
         HasAny(row.folded, {"ovrig*", "resultat*", "arets*"});
}

// One label in two tables is one amount. Overviews and notes against the
// statement lines that refer to them are OV-1's and NT-2's.
void SameLabelSameAmount(Run& run, const Sheet& first, const Sheet& second) {
  for (size_t i = 0; i < first.rows.size(); ++i) {
    if (IsGeneral(first.rows[i])) continue;
    for (size_t j = 0; j < second.rows.size(); ++j) {
      if (second.rows[j].folded != first.rows[i].folded ||
          first.rows[i].group != second.rows[j].group) {
        continue;
      }
      for (size_t column = 0; column < first.columns.size(); ++column) {
        const ColumnMeaning& meaning = first.columns[column].meaning;
        if (meaning.role != Role::kOutcome || meaning.part == Part::kIncome ||
            meaning.part == Part::kCost) {
          continue;
        }
        const auto same = SameColumn(second, first.columns[column]);
        if (!same || !first.At(i, column) || !second.At(j, *same)) continue;
        const Place one{&first, i, column};
        const Place other{&second, j, *same};
        if (one.quantity().measure != Measure::kMoney ||
            other.quantity().measure != Measure::kMoney) {
          continue;
        }
        run.HoldSame(
            other.address(), other, one, kDefinition,
            absl::StrCat(other.Name(), " är ett annat belopp i ", first.name),
            /*regardless_of_sign=*/true);
      }
    }
  }
}

// "Nettokostnad" that is the gross cost; "Medlemsavgift" that is all income.
void LabelsSayWhatTheyHold(Run& run, const Sheet& sheet) {
  for (const int year : {run.year(), run.year() - 1}) {
    const auto net = PlaceOf(sheet, Line::kNetCosts, year);
    const auto costs =
        PlaceOf(run.reading(), SheetKind::kIncomeStatement, Line::kCosts, year);
    if (net && costs && sheet.kind == SheetKind::kOperations) {
      run.Compared();
      if (std::abs(net->value()) == std::abs(costs->value())) {
        run.Add(net->address(), kDefinition,
                absl::StrCat(net->Name(),
                             " är bruttokostnaden; inga intäkter är dragna."),
                {net->address(), costs->address()},
                Print(net->value(), Measure::kMoney, sheet.unit));
      }
    }
    const auto fees = PlaceOf(sheet, Line::kContributions, year);
    const auto paid = Contributions(run.reading(), year);
    if (!fees || !paid) continue;
    const int64_t difference = std::abs(fees->value()) - *paid;
    run.Compared();
    if (2 * std::abs(difference) <= sheet.unit) continue;
    run.Add(fees->address(), kDefinition,
            absl::StrCat(fees->Name(),
                         " är inte medlemmarnas bidrag enligt deras rader."),
            {fees->address()},
            Print(fees->value(), Measure::kMoney, sheet.unit),
            Print(*paid, Measure::kMoney, sheet.unit));
  }
}

// Two names of one thing: "Samverkansteam X" in a table, "Verksamhetsteam X"
// in a text.
void NamesAreOne(Run& run) {
  std::map<std::string, std::string> labels;  // As printed, by folded.
  for (const Sheet& sheet : run.sheets()) {
    for (const Row& row : sheet.rows) {
      if (row.kind == RowKind::kDetail) labels[row.folded] = row.label;
    }
  }
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      for (const auto& [label, printed] : labels) {
        const std::vector<std::string> words = absl::StrSplit(label, ' ');
        if (words.size() != 2 || words[0].size() < 8 || words[1].size() < 5 ||
            sentence.Has(label)) {
          continue;
        }
        // A name ends with one of its own: "Team Finnveden".
        const size_t blank = printed.find(' ');
        if (blank == std::string::npos ||
            absl::ascii_islower(
                static_cast<unsigned char>(printed[blank + 1]))) {
          continue;
        }
        const auto at = sentence.TokenOf(words[1]);
        if (!at || *at == 0) continue;
        const std::string& other = sentence.Word(*at - 1);
        const std::string tail = words[0].substr(words[0].size() - 4);
        run.Compared();
        if (other.size() < 8 || other == words[0] ||
            !absl::EndsWith(other, tail)) {
          continue;
        }
        run.Add(absl::StrCat(Slug(label), "/", other), kExplain,
                absl::StrCat("Texten skriver ”", other, "… ", words[1],
                             "” där tabellerna har ”", printed,
                             "”: är det samma sak?"),
                {}, other, printed);
      }
    }
  }
}

void LabelsAreOne(Run& run) {
  const auto is_statement = [](const Sheet& sheet) {
    return sheet.kind == SheetKind::kIncomeStatement ||
           sheet.kind == SheetKind::kBalanceSheet ||
           sheet.kind == SheetKind::kOperations ||
           sheet.kind == SheetKind::kNote || sheet.kind == SheetKind::kOther;
  };
  for (size_t i = 0; i < run.sheets().size(); ++i) {
    const Sheet& first = run.sheets()[i];
    if (first.kind == SheetKind::kOperations ||
        first.kind == SheetKind::kOverview) {
      LabelsSayWhatTheyHold(run, first);
    }
    for (size_t j = i + 1; j < run.sheets().size(); ++j) {
      const Sheet& second = run.sheets()[j];
      if (is_statement(first) && is_statement(second)) {
        SameLabelSameAmount(run, first, second);
      }
    }
  }
  NamesAreOne(run);
}

}  // namespace

const std::vector<PrintedRule>& NoteRules() {
  static const std::vector<PrintedRule> rules = {
      {"NT-2", "Noterna stämmer med uppställningarna", "LKBR 9 kap.",
       NotesMeetTheStatements},
      {"LB-1", "Samma ord är samma sak", "God redovisningssed", LabelsAreOne},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

// CheckLayout (layout.h): what is wrong with a layout on its own, before any
// account is looked at.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/layout_references.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/problem_list.h"

namespace finsam::ledger {
namespace {

bool IsLayoutId(const std::string& id) {
  return !id.empty() && id.size() <= kLayoutIdBytesMax &&
         std::all_of(id.begin(), id.end(), [](char c) {
           return ('a' <= c && c <= 'z') || ('0' <= c && c <= '9') || c == '-';
         });
}

// How many of the ways to say what a line is the line uses.
int KindCount(const Line& line) {
  return int{!line.accounts.empty() || !line.terms.empty()} +
         int{!line.cash_effect_of.empty()} + int{!line.opening_of.empty()} +
         int{!line.ratio_of.empty() || !line.ratio_to.empty()} +
         int{line.fact} + int{line.blank};
}

class Checker {
 public:
  Checker(const Layout& layout, absl::string_view file_name,
          std::vector<Problem>* problems)
      : layout_(layout), problems_(file_name, kLayoutProblemsMax, problems) {}

  void Check() {
    if (!CheckSizes()) return;
    CheckStatementIds();
    for (const Statement& statement : layout_.statements) {
      CheckStatement(statement);
      CheckLineIds(statement);
      for (const Line& line : statement.lines) CheckLine(statement, line);
      CheckOverlaps(statement);
    }
    CheckReferences(layout_, &problems_);
    problems_.Finish("LAYOUT_TOO_LARGE");
  }

 private:
  bool CheckSizes() {
    size_t lines = 0;
    for (const Statement& statement : layout_.statements) {
      lines += statement.lines.size();
    }
    if (layout_.statements.empty()) {
      problems_.AddAt(1, "LAYOUT_EMPTY", "statements",
                      "Layouten har ingen uppställning.");
    }
    if (layout_.statements.size() > kStatementsMax || lines > kLayoutLinesMax) {
      problems_.AddAt(
          1, "LAYOUT_TOO_LARGE", "statements",
          "Layouten har för många uppställningar eller rader.",
          absl::StrCat(lines, " rader"),
          absl::StrCat("högst ", kStatementsMax, " uppställningar och ",
                       kLayoutLinesMax, " rader"));
      return false;
    }
    return true;
  }

  void CheckId(int64_t file_line, const std::string& id) {
    if (IsLayoutId(id)) return;
    problems_.AddAt(file_line, "LAYOUT_ID_INVALID", "id",
                    "Namnet kan inte användas som id.", id,
                    absl::StrCat("a-z, 0-9 och bindestreck, högst ",
                                 kLayoutIdBytesMax, " tecken"));
  }

  void CheckTwice(std::map<std::string, int64_t>* seen, const std::string& id,
                  int64_t file_line) {
    const auto [earlier, is_new] = seen->emplace(id, file_line);
    if (is_new) return;
    problems_.AddAt(
        file_line, "LAYOUT_ID_TWICE", "id",
        absl::StrCat("Samma id finns redan på rad ", earlier->second, "."), id);
  }

  void CheckText(int64_t file_line, absl::string_view field,
                 const std::string& text) {
    if (text.size() <= kLayoutTextBytesMax) return;
    problems_.AddAt(file_line, "LAYOUT_TOO_LARGE", field, "Texten är för lång.",
                    absl::StrCat(text.size(), " byte"),
                    absl::StrCat("högst ", kLayoutTextBytesMax, " byte"));
  }

  void CheckStatementIds() {
    std::map<std::string, int64_t> seen;
    for (const Statement& statement : layout_.statements) {
      CheckId(statement.file_line, statement.id);
      CheckTwice(&seen, statement.id, statement.file_line);
    }
  }

  void CheckLineIds(const Statement& statement) {
    std::map<std::string, int64_t> seen;
    for (const Line& line : statement.lines) {
      CheckId(line.file_line, line.id);
      CheckTwice(&seen, line.id, line.file_line);
    }
  }

  void CheckStatement(const Statement& statement) {
    CheckText(statement.file_line, "title", statement.title);
    CheckText(statement.file_line, "row-header", statement.row_header);
    CheckRanges(statement.file_line, "covers", statement.covers);
    if (statement.lines.empty()) {
      problems_.AddAt(statement.file_line, "LAYOUT_EMPTY", "lines",
                      "Uppställningen har inga rader.", statement.id);
    }
    if (statement.years < 1 || statement.years > kStatementYearsMax) {
      problems_.AddAt(statement.file_line, "LAYOUT_YEARS", "years",
                      "Uppställningen kan inte ha så många år.",
                      absl::StrCat(statement.years),
                      absl::StrCat("1 till ", kStatementYearsMax));
    }
  }

  void CheckLine(const Statement& statement, const Line& line) {
    CheckText(line.file_line, "label", line.label);
    CheckText(line.file_line, "note", line.note);
    CheckText(line.file_line, "group", line.group);
    CheckListSize(line.file_line, "sum", line.terms.size());
    CheckKind(line);
    CheckSign(statement, line);
    CheckRanges(line.file_line, "accounts", line.accounts);
    CheckObjects(line);
    CheckOfWhich(statement, line);
    if (line.decimals < 0 || line.decimals > kLineDecimalsMax) {
      problems_.AddAt(line.file_line, "LAYOUT_DECIMALS", "decimals",
                      "Raden kan inte ha så många decimaler.",
                      absl::StrCat(line.decimals),
                      absl::StrCat("0 till ", kLineDecimalsMax));
    }
  }

  void CheckKind(const Line& line) {
    constexpr char kKinds[] =
        "en av accounts (med eller utan sum), total, sum, cash-effect-of, "
        "opening-of, ratio, fact och blank";
    const int kinds = KindCount(line);
    if (kinds != 1) {
      problems_.AddAt(line.file_line, "LAYOUT_LINE_KIND", "",
                      kinds == 0
                          ? "Raden säger inte vad den innehåller."
                          : "Raden säger på flera sätt vad den innehåller.",
                      line.id, kKinds);
    }
    if (line.ratio_of.empty() != line.ratio_to.empty()) {
      problems_.AddAt(line.file_line, "LAYOUT_LINE_KIND", "ratio",
                      "En andel behöver både of och to.", line.id);
    }
    if (line.measure.has_value() && line.accounts.empty()) {
      problems_.AddAt(line.file_line, "LAYOUT_LINE_KIND", "measure",
                      "Måttet kan bara väljas på en rad med konton.", line.id);
    }
    if (line.is_total && !line.accounts.empty()) {
      problems_.AddAt(
          line.file_line, "LAYOUT_LINE_KIND", "total",
          "En rad med konton kan läggas ihop med sum, inte med total.",
          line.id);
    }
  }

  void CheckSign(const Statement& statement, const Line& line) {
    const bool needed = !line.accounts.empty();
    if (needed && !line.sign.has_value() && !statement.sign.has_value()) {
      problems_.AddAt(
          line.file_line, "LAYOUT_SIGN", "sign",
          "Varken raden eller uppställningen säger vilket tecken beloppen har.",
          line.id, "debit eller credit");
    }
    if (!needed && line.sign.has_value()) {
      problems_.AddAt(line.file_line, "LAYOUT_SIGN", "sign",
                      "Tecknet kan bara väljas på en rad med konton.", line.id);
    }
  }

  void CheckRanges(int64_t file_line, absl::string_view field,
                   const std::vector<AccountRange>& ranges) {
    CheckListSize(file_line, field, ranges.size());
    std::vector<AccountRange> sorted = ranges;
    std::sort(sorted.begin(), sorted.end(),
              [](const AccountRange& a, const AccountRange& b) {
                return a.first < b.first;
              });
    for (size_t i = 0; i < sorted.size(); ++i) {
      if (sorted[i].first < 1 || sorted[i].last < sorted[i].first) {
        problems_.AddAt(file_line, "LAYOUT_RANGE", field,
                        "Kontointervallet är fel.", RangeText(sorted[i]),
                        "3000-3999 eller 1930");
      } else if (i > 0 && Overlap(sorted[i - 1], sorted[i])) {
        problems_.AddAt(
            file_line, "LAYOUT_RANGE_TWICE", field,
            absl::StrCat("Kontona ", RangeText(sorted[i]), " finns redan i ",
                         RangeText(sorted[i - 1]), "."),
            RangeText(sorted[i]));
      }
    }
  }

  void CheckListSize(int64_t file_line, absl::string_view field, size_t size) {
    if (size <= kLayoutListMax) return;
    problems_.AddAt(file_line, "LAYOUT_TOO_LARGE", field, "Listan är för lång.",
                    absl::StrCat(size), absl::StrCat("högst ", kLayoutListMax));
  }

  void CheckObjects(const Line& line) {
    if (!line.objects.has_value()) return;
    const ObjectFilter& filter = *line.objects;
    CheckListSize(line.file_line, "objects", filter.objects.size());
    if (line.accounts.empty()) {
      problems_.AddAt(line.file_line, "LAYOUT_OBJECTS", "objects",
                      "Objekt kan bara väljas på en rad med konton.", line.id);
    }
    if (filter.dimension < 1 || filter.dimension > kDimensionMax) {
      problems_.AddAt(line.file_line, "LAYOUT_OBJECTS", "objects.dimension",
                      "Objekten behöver en dimension.",
                      absl::StrCat(filter.dimension),
                      "dimensionens nummer, till exempel 6");
    }
    const bool is_list = filter.kind != ObjectFilter::Kind::kNone;
    if (is_list == filter.objects.empty()) {
      problems_.AddAt(line.file_line, "LAYOUT_OBJECTS", "objects",
                      "Objekten väljs inte på ett av de sätt som finns.",
                      line.id, "any: [...], except: [...] eller none: true");
    }
    std::set<std::string> seen;
    for (const std::string& object : filter.objects) {
      if (object.empty() || object.size() > kObjectBytesMax ||
          !seen.insert(object).second) {
        problems_.AddAt(line.file_line, "LAYOUT_OBJECTS", "objects",
                        "Objektet är tomt, för långt eller nämnt två gånger.",
                        object);
      }
    }
  }

  void CheckOfWhich(const Statement& statement, const Line& line) {
    if (line.of_which.empty()) return;
    const auto parent = std::find_if(
        statement.lines.begin(), statement.lines.end(),
        [&](const Line& other) { return other.id == line.of_which; });
    if (parent == statement.lines.end() || parent->id == line.id) {
      problems_.AddAt(
          line.file_line, "LAYOUT_OF_WHICH", "of-which",
          "Raden som detta är en del av finns inte i uppställningen.",
          line.of_which);
    } else if (!parent->of_which.empty() || parent->blank) {
      problems_.AddAt(line.file_line, "LAYOUT_OF_WHICH", "of-which",
                      "Raden som detta är en del av kan inte delas upp.",
                      line.of_which,
                      "en rad med belopp som inte själv har of-which");
    }
  }

  // A range of accounts and the line it stands on.
  using Taken = std::pair<const AccountRange*, const Line*>;

  // Two lines that take all objects must not share an account of a statement
  // that promises one line per account, unless their measures have nothing in
  // common. Lines with objects are left to coverage.h, which knows the
  // combinations that are used.
  void CheckOverlaps(const Statement& statement) {
    if (statement.covers.empty()) return;
    std::set<std::pair<Taken, Taken>> told;
    for (const Measure part :
         {Measure::kOpening, Measure::kDebits, Measure::kCredits}) {
      std::vector<Taken> taken;
      for (const Line& line : statement.lines) {
        if (line.objects.has_value() || !line.of_which.empty()) continue;
        if (!Share(MeasureOf(line), part)) continue;
        for (const AccountRange& range : line.accounts) {
          taken.emplace_back(&range, &line);
        }
      }
      std::stable_sort(taken.begin(), taken.end(),
                       [](const Taken& a, const Taken& b) {
                         return a.first->first < b.first->first;
                       });
      // `widest` reaches furthest of the ranges that begin earlier.
      size_t widest = 0;
      for (size_t i = 1; i < taken.size(); ++i) {
        if (told.emplace(taken[widest], taken[i]).second) {
          AddOverlap(taken[widest], taken[i]);
        }
        if (taken[i].first->last > taken[widest].first->last) widest = i;
      }
    }
  }

  void AddOverlap(const Taken& a, const Taken& b) {
    if (a.second == b.second || !Overlap(*a.first, *b.first)) return;
    const bool in_order = a.second->file_line <= b.second->file_line;
    const auto& [first_range, first] = in_order ? a : b;
    const auto& [second_range, second] = in_order ? b : a;
    problems_.AddAt(
        second->file_line, "LAYOUT_OVERLAP", "accounts",
        absl::StrCat("Raderna ", first->id, " (rad ", first->file_line,
                     ") och ", second->id, " tar båda konton i ",
                     RangeText(*first_range), "."),
        RangeText(*second_range));
  }

  const Layout& layout_;
  ProblemList problems_;
};

}  // namespace

void CheckLayout(const Layout& layout, absl::string_view file_name,
                 std::vector<Problem>* problems) {
  Checker(layout, file_name, problems).Check();
}

}  // namespace finsam::ledger

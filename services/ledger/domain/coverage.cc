#include "services/ledger/domain/coverage.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/ledger/domain/problem_list.h"
#include "services/ledger/domain/selection.h"

namespace finsam::ledger {
namespace {

// "4010 Köpta tjänster {6 30}"
std::string Combination(const UsedAccount& used) {
  std::string text = absl::StrCat(used.account);
  if (!used.account_name.empty()) {
    absl::StrAppend(&text, " ", used.account_name);
  }
  if (used.objects.empty()) return text;
  const auto write = [](std::string* out, const ObjectRef& reference) {
    absl::StrAppend(out, reference.dimension, " ", reference.object);
  };
  return absl::StrCat(text, " {", absl::StrJoin(used.objects, " ", write), "}");
}

// `account` with as many digits as `model`: cut off, or filled with zeros.
int64_t WithDigitsOf(int32_t model, int64_t account) {
  int64_t scale = 1;
  while (scale * 10 <= model) scale *= 10;
  while (account >= scale * 10) account /= 10;
  while (account > 0 && account < scale) account *= 10;
  return account;
}

// A promise of 4000-7999 holds for 40101 too, which belongs under 4010: lines
// take accounts by number, so such an account would be missing in silence.
bool IsPromised(const Statement& statement, int32_t account) {
  return std::any_of(
      statement.covers.begin(), statement.covers.end(),
      [account](const AccountRange& range) {
        const bool within = range.first <= account && account <= range.last;
        return within || (range.first <= WithDigitsOf(range.first, account) &&
                          WithDigitsOf(range.last, account) <= range.last);
      });
}

class Coverage {
 public:
  Coverage(absl::string_view layout_file_name, std::vector<Problem>* problems)
      : layout_file_name_(layout_file_name),
        problems_(layout_file_name, kLayoutProblemsMax, problems) {}

  void CheckLines(const Statement& statement, const UsedAccount& used) {
    if (!IsPromised(statement, used.account)) return;
    std::vector<const Line*> lines;
    for (const Line& line : statement.lines) {
      if (line.of_which.empty() && Takes(line, used.account, used.objects)) {
        lines.push_back(&line);
      }
    }
    if (lines.empty()) AddMissing(statement, used);
    const auto shares = [&lines](Measure measure, const Line* except) {
      return std::any_of(lines.begin(), lines.end(), [&](const Line* line) {
        return line != except && Share(MeasureOf(*line), measure);
      });
    };
    std::vector<const Line*> twice;
    for (const Line* line : lines) {
      if (shares(MeasureOf(*line), line)) twice.push_back(line);
    }
    if (!twice.empty()) AddTwice(statement, used, twice);
    const bool debits = shares(Measure::kDebits, nullptr);
    if (debits != shares(Measure::kCredits, nullptr)) {
      AddHalf(statement, used, debits);
    }
  }

  void CheckParts(const Statement& statement, const UsedAccount& used) {
    for (const Line& line : statement.lines) {
      if (line.of_which.empty()) continue;
      if (!Takes(line, used.account, used.objects)) continue;
      const auto whole = std::find_if(
          statement.lines.begin(), statement.lines.end(),
          [&](const Line& other) { return other.id == line.of_which; });
      if (whole == statement.lines.end() || whole->accounts.empty() ||
          !whole->terms.empty() || Takes(*whole, used.account, used.objects)) {
        continue;
      }
      AddOutside(statement, used, line);
    }
  }

  // An account that no statement promises and no line takes would be missing
  // from the whole report in silence.
  void CheckAnywhere(const Layout& layout, const UsedAccount& used) {
    bool any_promise = false;
    for (const Statement& statement : layout.statements) {
      any_promise = any_promise || !statement.covers.empty();
      if (IsPromised(statement, used.account)) return;
      for (const Line& line : statement.lines) {
        if (Takes(line, used.account, used.objects)) return;
      }
    }
    if (!any_promise) return;  // The layout asks for no such check.
    Add(used, "ACCOUNT_NOT_IN_LAYOUT",
        "Kontot finns inte på någon rad i någon uppställning.",
        absl::StrCat("en rad i ", layout_file_name_));
  }

  void Finish() { problems_.Finish("ACCOUNT_NOT_IN_LAYOUT"); }

 private:
  void AddMissing(const Statement& statement, const UsedAccount& used) {
    Add(used, "ACCOUNT_NOT_IN_LAYOUT",
        absl::StrCat("Kontot finns inte på någon rad i ", statement.title, " (",
                     statement.id, ")."),
        absl::StrCat("en rad i ", layout_file_name_, ":", statement.file_line));
  }

  void AddHalf(const Statement& statement, const UsedAccount& used,
               bool has_debits) {
    Add(used, "ACCOUNT_NOT_IN_LAYOUT",
        absl::StrCat("Kontots ", has_debits ? "kredit" : "debet",
                     " finns inte på någon rad i ", statement.title, " (",
                     statement.id, "), bara dess ",
                     has_debits ? "debet." : "kredit."),
        absl::StrCat("en rad med measure: ", has_debits ? "credits" : "debits",
                     " i ", layout_file_name_, ":", statement.file_line));
  }

  void AddTwice(const Statement& statement, const UsedAccount& used,
                const std::vector<const Line*>& lines) {
    const auto write = [this](std::string* out, const Line* line) {
      absl::StrAppend(out, line->id, " (", layout_file_name_, ":",
                      line->file_line, ")");
    };
    Add(used, "ACCOUNT_ON_TWO_LINES",
        absl::StrCat("Kontot finns på flera rader i ", statement.title, ": ",
                     absl::StrJoin(lines, ", ", write), "."),
        "en enda rad");
  }

  void AddOutside(const Statement& statement, const UsedAccount& used,
                  const Line& line) {
    Add(used, "ACCOUNT_OUTSIDE_LINE",
        absl::StrCat("Kontot finns på delraden ", line.id, " (",
                     layout_file_name_, ":", line.file_line, ") i ",
                     statement.title, " men inte på ", line.of_which,
                     ", som den är en del av."),
        absl::StrCat("ett konto på raden ", line.of_which));
  }

  void Add(const UsedAccount& used, absl::string_view reason,
           absl::string_view message, absl::string_view expected) {
    problems_.Add({.reason = std::string(reason),
                   .file = used.file,
                   .line = used.line,
                   .field = "konto",
                   .found = Combination(used),
                   .expected = std::string(expected),
                   .message = std::string(message)});
  }

  const absl::string_view layout_file_name_;
  ProblemList problems_;
};

}  // namespace

void CheckCoverage(const Layout& layout, absl::string_view layout_file_name,
                   const std::vector<UsedAccount>& used,
                   std::vector<Problem>* problems) {
  Coverage coverage(layout_file_name, problems);
  for (const Statement& statement : layout.statements) {
    for (const UsedAccount& combination : used) {
      coverage.CheckLines(statement, combination);
      coverage.CheckParts(statement, combination);
    }
  }
  for (const UsedAccount& combination : used) {
    coverage.CheckAnywhere(layout, combination);
  }
  coverage.Finish();
}

}  // namespace finsam::ledger

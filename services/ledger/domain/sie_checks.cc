#include "services/ledger/domain/sie_checks.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace finsam::ledger {
namespace {

void Warn(absl::string_view reason, int64_t line, absl::string_view field,
          std::string found, std::string expected, std::string sentence,
          SieProblems* problems) {
  problems->Add({Severity::kWarning, std::string(reason), "", line,
                 std::string(field), std::move(found), std::move(expected),
                 std::move(sentence)});
}

using ObjectKey = std::pair<int32_t, absl::string_view>;

// Reports each undeclared account and object once, where it is used first.
class Declarations {
 public:
  Declarations(const SieFile& file, SieProblems* problems)
      : problems_(*problems), any_account_(!file.accounts.empty()) {
    for (const SieAccount& account : file.accounts) {
      accounts_.insert(account.number);
    }
    for (const SieObject& object : file.objects) {
      objects_.insert({object.dimension, object.number});
    }
  }

  void UseAccount(int32_t account, int64_t line) {
    // Some programs' files have no chart.
    if (!any_account_ || !accounts_.insert(account).second) return;
    if (!problems_.HasRoom(Severity::kWarning)) return;
    Warn("ACCOUNT_UNDECLARED", line, "kontonr", absl::StrCat(account),
         "ett konto med #KONTO",
         absl::StrCat("Konto ", account, " används men saknas i kontoplanen."),
         &problems_);
  }

  // `ref` outlives this.
  void UseObject(const ObjectRef& ref, int64_t line) {
    if (!objects_.insert({ref.dimension, ref.object}).second) return;
    if (!problems_.HasRoom(Severity::kWarning)) return;
    Warn("OBJECT_UNDECLARED", line, "objektlista",
         absl::StrCat(ref.dimension, " ", ref.object), "ett objekt med #OBJEKT",
         absl::StrCat("Objekt ", ref.object, " i dimension ", ref.dimension,
                      " används men är inte upplagt."),
         &problems_);
  }

 private:
  SieProblems& problems_;
  bool any_account_;
  absl::flat_hash_set<int32_t> accounts_;
  absl::flat_hash_set<ObjectKey> objects_;
};

// What the year's records say of one account.
struct Roll {
  Ore opening;
  std::optional<Ore> movement = Ore();  // None: told already.
  Ore closing;                          // #RES, or else #UB.
  bool has_result = false;
  int64_t line = 0;  // Of the closing's record; 0: there is none.
};

using Rolls = std::map<int32_t, Roll>;

void AddClosing(const SieBalance& balance, Roll* roll) {
  // Some programs write both for a result account; they mean one amount.
  const bool is_result = balance.kind == SieBalance::Kind::kResult;
  if (roll->has_result && !is_result) return;
  roll->has_result = is_result;
  roll->closing = balance.amount;
  roll->line = balance.line;
}

Rolls MakeRolls(const SieFile& file, const SieTallies& tallies) {
  Rolls rolls;
  for (const SieBalance& balance : file.balances) {
    if (balance.year_index != 0) continue;
    switch (balance.kind) {
      case SieBalance::Kind::kOpening:
        rolls[balance.account].opening = balance.amount;
        break;
      case SieBalance::Kind::kClosing:
      case SieBalance::Kind::kResult:
        AddClosing(balance, &rolls[balance.account]);
        break;
      default:
        break;
    }
  }
  for (const auto& [account, movement] : tallies.movements()) {
    rolls[account].movement = movement;
  }
  return rolls;
}

void CheckRolls(const Rolls& rolls, SieProblems* problems) {
  for (const auto& [account, roll] : rolls) {
    if (!roll.movement.has_value()) continue;
    const std::optional<Ore> sum = CheckedAdd(roll.opening, *roll.movement);
    if (!sum.has_value()) {
      problems->Add({Severity::kError, "SIE_AMOUNT", "", roll.line, "belopp",
                     absl::StrCat(account), "",
                     absl::StrCat("Konto ", account,
                                  ": ingående balans och verifikationer blir "
                                  "mer än vad som kan räknas.")});
      continue;
    }
    const Ore expected = *sum;
    if (expected == roll.closing) continue;
    if (!problems->HasRoom(Severity::kWarning)) continue;
    Warn("SIE_ROLL_DIFFERS", roll.line, absl::StrCat(account),
         SieAmount(roll.closing), SieAmount(expected),
         absl::StrCat("Konto ", account,
                      ": ingående balans och verifikationer ger ",
                      KronorText(expected), " men filen anger ",
                      KronorText(roll.closing), "."),
         problems);
  }
}

}  // namespace

void CheckSieLabels(const SieFile& file, const SieLabelUse& use,
                    SieProblems* problems) {
  const bool is_export = file.type == 4 && !file.is_import;
  const size_t column = is_export ? 4 : static_cast<size_t>(file.type) - 1;
  for (const SieLabelInfo& info : SieLabels()) {
    const int64_t line = use.FirstLine(info.label);
    const char rule = info.use[column];
    if (rule == '!' && line == 0) {
      // Without its year the file's vouchers and balances are no year's.
      const bool vital = info.label == SieLabel::kRar;
      problems->Add({vital ? Severity::kError : Severity::kWarning,
                     "SIE_RECORD_MISSING", "", 0, std::string(info.name), "",
                     "",
                     absl::StrCat("Posten ", info.name, " saknas i filen.")});
    } else if (rule == '-' && line != 0) {
      Warn("SIE_RECORD_UNEXPECTED", line, info.name, "", "",
           absl::StrCat("Posten ", info.name,
                        " hör inte hemma i en fil av denna typ."),
           problems);
    }
  }
  if (!file.is_import && OwnYear(file) == nullptr &&
      use.FirstLine(SieLabel::kRar) != 0) {
    problems->Add({Severity::kError, "SIE_RECORD_MISSING", "",
                   use.FirstLine(SieLabel::kRar), "#RAR", "", "#RAR 0",
                   "Filens eget räkenskapsår (#RAR 0) saknas."});
  }
}

void CheckSieDeclarations(const SieFile& file, const SieTallies& tallies,
                          SieProblems* problems) {
  // A file of vouchers to import leans on the chart of the books that it goes
  // into, which who imports it knows.
  if (file.is_import) return;
  Declarations declarations(file, problems);
  for (const SieBalance& balance : file.balances) {
    declarations.UseAccount(balance.account, balance.line);
    for (const ObjectRef& ref : balance.objects) {
      declarations.UseObject(ref, balance.line);
    }
  }
  for (const SieTallies::FirstUse& use : tallies.first_uses()) {
    if (use.account != 0) {
      declarations.UseAccount(use.account, use.line);
    } else {
      declarations.UseObject(use.object, use.line);
    }
  }
}

void CheckSieBalances(const SieFile& file, const SieTallies& tallies,
                      SieProblems* problems) {
  const Rolls rolls = MakeRolls(file, tallies);
  Ore opening;
  Ore closing;
  bool has_closing = false;
  for (const auto& [account, roll] : rolls) {
    opening += roll.opening;
    closing += roll.closing;
    has_closing = has_closing || roll.line != 0;
  }
  if (opening != Ore{0}) {
    Warn(
        "SIE_OPENING_UNBALANCED", 0, "#IB", SieAmount(opening), "0",
        absl::StrCat("De ingående balanserna går inte jämnt ut: skillnaden är ",
                     KronorText(opening), "."),
        problems);
  }
  if (has_closing && closing != opening) {
    Warn("SIE_FILE_UNBALANCED", 0, "#UB", SieAmount(closing),
         SieAmount(opening),
         absl::StrCat("Utgående balanser och resultat skiljer sig från de "
                      "ingående balanserna med ",
                      KronorText(closing - opening), "."),
         problems);
  }
  // The vouchers of a file to import are not the whole year's.
  const bool is_whole_year = file.type == 4 && !file.is_import;
  if (has_closing && is_whole_year) CheckRolls(rolls, problems);
}

}  // namespace finsam::ledger

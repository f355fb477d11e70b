#include "services/ledger/domain/sie_checks.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/sie_vouchers.h"

namespace finsam::ledger {
namespace {

// The year that the file is about, or nullptr.
const SieYear* CurrentYear(const SieFile& file) {
  for (const SieYear& year : file.years) {
    if (year.index == 0) return &year;
  }
  return nullptr;
}

void Warn(absl::string_view reason, int64_t line, absl::string_view field,
          std::string found, std::string expected, std::string sentence,
          SieProblems* problems) {
  problems->Add({Severity::kWarning, std::string(reason), "", line,
                 std::string(field), std::move(found), std::move(expected),
                 std::move(sentence)});
}

// A voucher's place in its series.
struct Place {
  int64_t number;
  int64_t line;
  friend bool operator<(const Place& a, const Place& b) {
    return std::tie(a.number, a.line) < std::tie(b.number, b.line);
  }
};

std::string Numbers(int64_t first, int64_t last) {
  if (first == last) return absl::StrCat(first);
  return absl::StrCat(first, "–", last);
}

void CheckSeries(absl::string_view series, std::vector<Place> places,
                 bool gaps_matter, SieProblems* problems) {
  std::sort(places.begin(), places.end());
  Place before{0, 0};
  for (const Place& place : places) {
    if (place.number == before.number) {
      problems->Add(
          {Severity::kError, "SIE_SERIES_DUPLICATE", "", place.line, "vernr",
           absl::StrCat(series, " ", place.number), "varje nummer en gång",
           absl::StrCat("Verifikationsnumret ", place.number, " i serie \"",
                        series, "\" finns redan på rad ", before.line, ".")});
    } else if (gaps_matter && place.number > before.number + 1 &&
               problems->HasRoom(Severity::kWarning)) {
      const std::string sentence =
          before.number == 0
              ? absl::StrCat("Serie \"", series, "\" börjar på nummer ",
                             place.number, ", inte 1.")
              : absl::StrCat("Verifikationsnummer ",
                             Numbers(before.number + 1, place.number - 1),
                             " saknas i serie \"", series, "\".");
      Warn("SIE_SERIES_GAP", place.line, "vernr", absl::StrCat(place.number),
           absl::StrCat(before.number + 1), sentence, problems);
    }
    before = place;
  }
}

void CheckDates(const SieFile& file, const SieYear& year,
                SieProblems* problems) {
  for (const SieVoucher& voucher : file.vouchers) {
    if (voucher.date >= year.first && voucher.date <= year.last) continue;
    if (voucher.date == absl::CivilDay()) continue;  // Told already.
    if (!problems->HasRoom(Severity::kError)) continue;
    problems->Add({Severity::kError, "VOUCHER_OUTSIDE_YEAR", "", voucher.line,
                   "verdatum", absl::FormatCivilTime(voucher.date),
                   absl::StrCat(absl::FormatCivilTime(year.first), " till ",
                                absl::FormatCivilTime(year.last)),
                   absl::StrCat("Verifikation ", SieVoucherName(voucher),
                                " ligger utanför räkenskapsåret.")});
  }
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

  void Use(int32_t account, const ObjectSet& objects, int64_t line) {
    // Files of vouchers to import need not have a chart.
    if (any_account_ && account != 0 && accounts_.insert(account).second) {
      Warn(
          "ACCOUNT_UNDECLARED", line, "kontonr", absl::StrCat(account),
          "ett konto med #KONTO",
          absl::StrCat("Konto ", account, " används men saknas i kontoplanen."),
          &problems_);
    }
    for (const ObjectRef& ref : objects) {
      if (!objects_.insert({ref.dimension, ref.object}).second) continue;
      if (!problems_.HasRoom(Severity::kWarning)) continue;
      Warn("OBJECT_UNDECLARED", line, "objektlista",
           absl::StrCat(ref.dimension, " ", ref.object),
           "ett objekt med #OBJEKT",
           absl::StrCat("Objekt ", ref.object, " i dimension ", ref.dimension,
                        " används men är inte upplagt."),
           &problems_);
    }
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
  Ore movement;
  Ore closing;  // #RES, or else #UB.
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

Rolls MakeRolls(const SieFile& file) {
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
  for (const SieVoucher& voucher : file.vouchers) {
    for (const SieEntry& entry : voucher.entries) {
      if (entry.account != 0) rolls[entry.account].movement += entry.amount;
    }
  }
  return rolls;
}

void CheckRolls(const Rolls& rolls, SieProblems* problems) {
  for (const auto& [account, roll] : rolls) {
    const Ore expected = roll.opening + roll.movement;
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
    } else if (rule == '-' && line != 0 && info.label != SieLabel::kSkipped) {
      Warn("SIE_RECORD_UNEXPECTED", line, info.name, "", "",
           absl::StrCat("Posten ", info.name,
                        " hör inte hemma i en fil av denna typ."),
           problems);
    }
  }
  if (!file.is_import && CurrentYear(file) == nullptr &&
      use.FirstLine(SieLabel::kRar) != 0) {
    problems->Add({Severity::kError, "SIE_RECORD_MISSING", "",
                   use.FirstLine(SieLabel::kRar), "#RAR", "", "#RAR 0",
                   "Filens eget räkenskapsår (#RAR 0) saknas."});
  }
}

void CheckSieVouchers(const SieFile& file, SieProblems* problems) {
  if (const SieYear* year = CurrentYear(file); year != nullptr) {
    CheckDates(file, *year, problems);
  }
  std::map<absl::string_view, std::vector<Place>> series;
  SieTally unnumbered;
  for (const SieVoucher& voucher : file.vouchers) {
    if (voucher.number.has_value()) {
      series[voucher.series].push_back({*voucher.number, voucher.line});
    } else {
      unnumbered.Note(voucher.line);
    }
  }
  // A file to import holds the vouchers that somebody chose.
  const bool gaps_matter = !file.is_import;
  for (auto& [name, places] : series) {
    CheckSeries(name, std::move(places), gaps_matter, problems);
  }
  if (unnumbered.count > 0 && !file.is_import) {
    Warn("VOUCHER_NUMBER_MISSING", unnumbered.first_line, "vernr", "", "",
         absl::StrCat(unnumbered.count, " verifikationer saknar nummer."),
         problems);
  }
}

void CheckSieDeclarations(const SieFile& file, SieProblems* problems) {
  Declarations declarations(file, problems);
  for (const SieBalance& balance : file.balances) {
    declarations.Use(balance.account, balance.objects, balance.line);
  }
  for (const SieVoucher& voucher : file.vouchers) {
    for (const SieEntry& entry : voucher.entries) {
      declarations.Use(entry.account, entry.objects, entry.line);
    }
  }
}

void CheckSieBalances(const SieFile& file, SieProblems* problems) {
  const Rolls rolls = MakeRolls(file);
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

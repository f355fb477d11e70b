#include "services/ledger/domain/prior_year.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/object_records.h"

namespace finsam::ledger {
namespace {

using Kind = SieBalance::Kind;

// Accounts named; all warnings go with the answer, which has a limit.
constexpr size_t kYearChangeWarningsMax = 200;

// A record's amount and line; several of one account are added.
struct Amount {
  Ore amount;
  int64_t line = 0;
};
using ByAccount = std::map<int32_t, Amount>;

ByAccount Collect(const SieFile& sie, Kind kind, int year_index) {
  ByAccount out;
  for (const SieBalance& record : sie.balances) {
    if (record.kind != kind || record.year_index != year_index) continue;
    Amount& amount = out[record.account];
    amount.amount += record.amount;
    if (amount.line == 0) amount.line = record.line;
  }
  return out;
}

Amount Find(const ByAccount& amounts, int32_t account) {
  const auto found = amounts.find(account);
  return found == amounts.end() ? Amount() : found->second;
}

// #PSALDO of a year, by month: per account, and per account and objects, there
// with #OIB and #OUB.
struct Periods {
  std::map<int32_t, MonthlyBalance> totals;
  std::map<BalanceKey, MonthlyBalance> objects;
  std::map<int32_t, int64_t> lines;
  std::map<BalanceKey, int64_t> object_lines;
};

// A month that is none, or outside the year, counts with the nearest.
size_t MonthOf(const SieBalance& record, const FiscalYear& year) {
  const bool known = record.month >= 1 && record.month <= 12;
  if (!known) return MonthIndex(year.last, year);
  return MonthIndex(absl::CivilDay(record.period_year, record.month, 1), year);
}

void Add(Ore amount, std::optional<Ore>* sum) {
  *sum = sum->value_or(Ore{0}) + amount;
}

// What an account's objects opened and closed with, as far as it is told.
struct ObjectEnds {
  std::optional<Ore> opening, closing;
};

// Completes the months by what the objects opened and closed with.
void AddEnds(const std::map<BalanceKey, ObjectEnds>& all, size_t last_month,
             Periods* out) {
  for (const auto& [key, ends] : all) {
    const bool has_months = out->objects.count(key) > 0;
    MonthlyBalance& balance = out->objects[key];
    const Ore movement = balance.Movement();
    if (ends.opening.has_value()) {
      balance.opening = *ends.opening;
    } else if (has_months && IsBalanceAccount(key.account)) {
      balance.opening = *ends.closing - movement;
    }
    if (!ends.closing.has_value()) continue;
    balance.months[last_month] += *ends.closing - balance.opening - movement;
  }
}

Periods CollectPeriods(const SieFile& sie, int year_index,
                       const FiscalYear& year, int32_t dimension) {
  Periods out;
  std::map<BalanceKey, ObjectEnds> ends;
  for (const SieBalance& record : sie.balances) {
    if (record.year_index != year_index) continue;
    const bool is_total =
        record.kind == Kind::kPeriod && record.objects.empty();
    if (is_total) {
      out.totals[record.account].months[MonthOf(record, year)] += record.amount;
      out.lines.try_emplace(record.account, record.line);
    }
    if (!IsOfDimension(record, dimension)) continue;
    const BalanceKey key{record.account, OrderedObjects(record.objects)};
    if (record.kind == Kind::kPeriod) {
      out.objects[key].months[MonthOf(record, year)] += record.amount;
    } else if (record.kind == Kind::kOpeningObject) {
      Add(record.amount, &ends[key].opening);
    } else if (record.kind == Kind::kClosingObject) {
      Add(record.amount, &ends[key].closing);
    } else {
      continue;
    }
    out.object_lines.try_emplace(key, record.line);
  }
  AddEnds(ends, MonthIndex(year.last, year), &out);
  return out;
}

void Subtract(const MonthlyBalance& part, MonthlyBalance* whole) {
  whole->opening += -part.opening;
  for (size_t i = 0; i < part.months.size(); ++i) {
    whole->months[i] += -part.months[i];
  }
}

// Puts the objects' rows of `account` and what they leave of `whole`.
void PutSplit(int32_t account, MonthlyBalance whole, int64_t line,
              const std::map<BalanceKey, MonthlyBalance>& objects,
              const std::map<BalanceKey, int64_t>& object_lines,
              FileBalances* out) {
  for (auto part = objects.lower_bound({account, {}});
       part != objects.end() && part->first.account == account; ++part) {
    if (part->second.IsZero()) continue;
    Subtract(part->second, &whole);
    out->balances[part->first] = part->second;
    out->lines[part->first] = object_lines.at(part->first);
  }
  if (whole.IsZero()) return;
  out->balances[{account, {}}] = whole;
  out->lines[{account, {}}] = line;
}

// Opening, closing and result of the year before, as far as the file has them.
struct PriorRecords {
  ByAccount opening, closing, result;
  Periods periods;
};

// The movement of the year by month: as #PSALDO has it, and the rest of
// `movement` in the year's last month.
MonthlyBalance Spread(Ore opening, Ore movement, const MonthlyBalance& periods,
                      size_t last_month) {
  MonthlyBalance out = periods;
  out.opening = opening;
  out.months[last_month] += movement - periods.Movement();
  return out;
}

// Its #UB, or of a result account its #RES; where there is none the other.
std::optional<Ore> ClosingOf(const PriorRecords& prior, int32_t account) {
  const bool is_balance = IsBalanceAccount(account);
  for (const ByAccount* records :
       {is_balance ? &prior.closing : &prior.result,
        is_balance ? &prior.result : &prior.closing}) {
    const auto found = records->find(account);
    if (found != records->end()) return found->second.amount;
  }
  return std::nullopt;
}

MonthlyBalance PriorOf(const PriorRecords& prior, int32_t account,
                       size_t last_month) {
  MonthlyBalance periods;
  const auto found = prior.periods.totals.find(account);
  const bool has_periods = found != prior.periods.totals.end();
  if (has_periods) periods = found->second;
  const std::optional<Ore> closing = ClosingOf(prior, account);
  Ore opening = Find(prior.opening, account).amount;
  if (!IsBalanceAccount(account)) {
    const Ore movement = closing.has_value() ? *closing - opening
                         : has_periods       ? periods.Movement()
                                             : -opening;
    return Spread(opening, movement, periods, last_month);
  }
  if (prior.opening.empty() && has_periods) {
    opening = closing.value_or(Ore{0}) - periods.Movement();
  }
  return Spread(opening, closing.value_or(Ore{0}) - opening, periods,
                last_month);
}

// Where the account's comparison comes from: its closing record if any.
int64_t PriorLine(const PriorRecords& prior, int32_t account) {
  for (const ByAccount* records :
       {&prior.closing, &prior.result, &prior.opening}) {
    if (records->count(account) > 0) return records->at(account).line;
  }
  const auto period = prior.periods.lines.find(account);
  return period == prior.periods.lines.end() ? 0 : period->second;
}

std::set<int32_t> AccountsOf(const PriorRecords& prior) {
  std::set<int32_t> accounts;
  for (const ByAccount* records :
       {&prior.closing, &prior.result, &prior.opening}) {
    for (const auto& [account, amount] : *records) accounts.insert(account);
  }
  for (const auto& [account, months] : prior.periods.totals) {
    accounts.insert(account);
  }
  for (const auto& [key, months] : prior.periods.objects) {
    accounts.insert(key.account);
  }
  return accounts;
}

void Warn(absl::string_view reason, absl::string_view file_name, int64_t line,
          absl::string_view message, std::vector<Problem>* problems,
          absl::string_view found = "", absl::string_view expected = "") {
  Problem problem;
  problem.severity = Severity::kWarning;
  problem.reason = std::string(reason);
  problem.file = std::string(file_name);
  problem.line = line;
  problem.found = std::string(found);
  problem.expected = std::string(expected);
  problem.message = std::string(message);
  problems->push_back(std::move(problem));
}

void WarnIncomplete(const PriorRecords& prior, absl::string_view file_name,
                    std::vector<Problem>* problems) {
  if (prior.closing.empty() && !prior.result.empty()) {
    Warn("PRIOR_YEAR_INCOMPLETE", file_name, 0,
         "Filen saknar utgående balanser för föregående år (#UB -1); "
         "jämförelsetalen i balansräkningen blir ofullständiga.",
         problems);
  }
  if (prior.opening.empty() && !prior.closing.empty() &&
      prior.periods.totals.empty()) {
    Warn("PRIOR_YEAR_INCOMPLETE", file_name, 0,
         "Filen saknar ingående balanser för föregående år (#IB -1); "
         "föregående års kassaflöde kan inte räknas fram.",
         problems);
  }
}

// True when a year that opens with `opening` can close with `closing`, if that
// is told. Between the years the result is moved into own capital.
bool Reaches(const ByAccount& opening, const std::set<int32_t>& moved,
             const ByAccount& closing) {
  if (closing.empty()) return true;
  const auto differs = [&](const auto& row) {
    const int32_t account = row.first;
    return IsBalanceAccount(account) && !IsOwnCapital(account) &&
           moved.count(account) == 0 &&
           Find(opening, account).amount != Find(closing, account).amount;
  };
  return std::none_of(opening.begin(), opening.end(), differs) &&
         std::none_of(closing.begin(), closing.end(), differs);
}

Ore SumOf(const ByAccount& amounts, bool own_capital_only) {
  Ore sum;
  for (const auto& [account, amount] : amounts) {
    if (!own_capital_only || IsOwnCapital(account)) sum += amount.amount;
  }
  return sum;
}

}  // namespace

FileBalances OpeningBalances(const SieFile& sie, int32_t dimension,
                             const std::set<int32_t>& moved,
                             absl::string_view file_name,
                             std::vector<Problem>* problems) {
  ByAccount opening = Collect(sie, Kind::kOpening, 0);
  if (opening.empty()) {
    ByAccount before = Collect(sie, Kind::kClosing, -1);
    if (Reaches(before, moved, Collect(sie, Kind::kClosing, 0))) {
      opening = std::move(before);
    }
  }
  if (opening.empty()) {
    Warn("OPENING_MISSING", file_name, 0,
         "Filen har inga ingående balanser (#IB 0); alla konton börjar på 0.",
         problems);
  }
  std::map<BalanceKey, MonthlyBalance> objects;
  std::map<BalanceKey, int64_t> object_lines;
  for (const SieBalance& record : sie.balances) {
    if (record.kind != Kind::kOpeningObject || record.year_index != 0 ||
        !IsOfDimension(record, dimension)) {
      continue;
    }
    const BalanceKey key{record.account, OrderedObjects(record.objects)};
    objects[key].opening += record.amount;
    object_lines.try_emplace(key, record.line);
    // Zero may be left out, also when objects add up to it.
    opening.try_emplace(record.account, Amount{Ore{0}, record.line});
  }
  FileBalances out;
  for (const auto& [account, amount] : opening) {
    MonthlyBalance whole;
    whole.opening = amount.amount;
    PutSplit(account, whole, amount.line, objects, object_lines, &out);
  }
  return out;
}

FileBalances YearAsBalances(const SieFile& sie, int year_index,
                            const FiscalYear& year, int32_t dimension,
                            absl::string_view file_name,
                            std::vector<Problem>* problems) {
  const PriorRecords records{Collect(sie, Kind::kOpening, year_index),
                             Collect(sie, Kind::kClosing, year_index),
                             Collect(sie, Kind::kResult, year_index),
                             CollectPeriods(sie, year_index, year, dimension)};
  if (year_index == -1) WarnIncomplete(records, file_name, problems);
  FileBalances out;
  for (const int32_t account : AccountsOf(records)) {
    PutSplit(account, PriorOf(records, account, MonthIndex(year.last, year)),
             PriorLine(records, account), records.periods.objects,
             records.periods.object_lines, &out);
  }
  return out;
}

void CheckYearChange(const SieFile& sie, absl::string_view file_name,
                     std::vector<Problem>* problems) {
  const ByAccount opening = Collect(sie, Kind::kOpening, 0);
  const ByAccount closing = Collect(sie, Kind::kClosing, -1);
  if (closing.empty() || opening.empty()) return;
  std::set<int32_t> accounts;
  for (const auto& [account, amount] : opening) accounts.insert(account);
  for (const auto& [account, amount] : closing) accounts.insert(account);
  size_t differing = 0;
  for (const int32_t account : accounts) {
    const Amount opens = Find(opening, account);
    const Amount closed = Find(closing, account);
    if (IsOwnCapital(account) || opens.amount == closed.amount) continue;
    if (++differing > kYearChangeWarningsMax) continue;
    Warn("YEAR_CHANGE_DIFFERS", file_name,
         opens.line != 0 ? opens.line : closed.line,
         absl::StrCat("Konto ", account,
                      " börjar året med ett annat saldo än det slutade "
                      "föregående år med."),
         problems, SieAmount(opens.amount), SieAmount(closed.amount));
  }
  if (differing > kYearChangeWarningsMax) {
    Warn("YEAR_CHANGE_DIFFERS", file_name, 0,
         absl::StrCat("Ytterligare ", differing - kYearChangeWarningsMax,
                      " konton börjar året med ett annat saldo än de slutade "
                      "föregående år med."),
         problems);
  }
  const Ore opens = SumOf(opening, /*own_capital_only=*/true);
  const Ore closed =
      SumOf(closing, /*own_capital_only=*/true) +
      SumOf(Collect(sie, Kind::kResult, -1), /*own_capital_only=*/false);
  if (opens == closed) return;
  Warn("YEAR_CHANGE_DIFFERS", file_name, 0,
       "Ingående eget kapital (konto 2000–2099) är inte utgående eget kapital "
       "med föregående års resultat.",
       problems, SieAmount(opens), SieAmount(closed));
}

}  // namespace finsam::ledger

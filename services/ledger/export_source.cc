#include "services/ledger/export_source.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/object_records.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {
namespace {

using Kind = SieBalance::Kind;

// Of what the writing is, not of the program: it changes when the same books
// give other bytes than before.
constexpr char kExportVersion[] = "1.0";

// A year that the file tells of; index 0 is its own.
struct ToldYear {
  int index = 0;
  FiscalYear year;
};

// The own year, and the years before it that follow one another to the day.
absl::StatusOr<std::vector<ToldYear>> YearsOf(const LedgerReader& reader,
                                              const FiscalYear& own,
                                              SieKind kind) {
  const int back = kind == SieKind::k4I ? 0
                   : HasVouchers(kind)  ? 1
                                        : kSieYearsMax;
  std::vector<ToldYear> out = {{0, own}};
  ASSIGN_OR_RETURN(std::vector<int> years, reader.Years());
  for (auto year = years.rbegin(); year != years.rend(); ++year) {
    if (*year >= out.back().year.year()) continue;
    ASSIGN_OR_RETURN(const std::optional<StoredYear> kept, reader.Year(*year));
    const bool follows =
        kept.has_value() && kept->year.last + 1 == out.back().year.first;
    if (!follows || static_cast<int>(out.size()) > back) break;
    out.push_back({out.back().index - 1, kept->year});
  }
  return out;
}

// What files said of the company: the year's own if there is one, else the
// nearest year's before, else after; of those only what is not the file's own
// or the year's.
absl::StatusOr<internal::SourceRecord> SourceOf(const LedgerReader& reader,
                                                int own) {
  ASSIGN_OR_RETURN(std::vector<int> years, reader.Years());
  std::sort(years.begin(), years.end(), [own](int a, int b) {
    const auto rank = [own](int year) {
      return std::pair(year > own, std::abs(year - own));
    };
    return rank(a) < rank(b);
  });
  for (const int year : years) {
    ASSIGN_OR_RETURN(internal::SourceRecord source, reader.Source(year));
    if (source.ByteSizeLong() == 0) continue;
    if (year != own) {
      source.clear_generated();
      source.clear_generated_by();
      source.clear_prose();
      source.clear_tax_year();
      source.clear_extent();
      source.clear_budgets();
    }
    return source;
  }
  return internal::SourceRecord();
}

std::string DayText(absl::CivilDay day) {
  return absl::StrFormat("%04d%02d%02d", day.year(), day.month(), day.day());
}

// `text` when it is a day as SIE writes it.
std::optional<std::string> DayOf(const std::string& text) {
  int number = 0;
  if (text.size() != 8 || !absl::SimpleAtoi(text, &number)) return std::nullopt;
  const absl::CivilDay day(number / 10'000, number / 100 % 100, number % 100);
  if (DayText(day) != text) return std::nullopt;
  return text;
}

SieHead HeadOf(const internal::SourceRecord& source, const FiscalYearName& name,
               const FiscalYear& year) {
  SieHead out;
  out.program = kOwnProgram;
  out.program_version = kExportVersion;
  // The clock has no say, so that an unchanged year gives the same bytes.
  out.generated = DayOf(source.generated()).value_or(DayText(year.last));
  out.generated_by = source.generated_by();
  out.prose.assign(source.prose().begin(), source.prose().end());
  out.company_type = source.company_type();
  out.company_id = source.company_id();
  out.organisation_number = absl::StrCat(name.organisation.substr(0, 6), "-",
                                         name.organisation.substr(6));
  out.acquisition_number = source.acquisition_number();
  out.activity_number = source.activity_number();
  out.sni_code = source.sni_code();
  if (source.address_size() == 4) {
    out.address = {source.address(0), source.address(1), source.address(2),
                   source.address(3)};
  }
  out.company_name = source.company_name().empty() ? out.organisation_number
                                                   : source.company_name();
  out.tax_year = source.tax_year();
  out.chart_type = source.chart_type();
  out.currency = source.currency();
  return out;
}

// How far the balances reach: as the file said that the books came from, or
// further when something was posted since; nothing when it did not say.
std::optional<absl::CivilDay> ExtentOf(const internal::SourceRecord& source,
                                       const FiscalYear& year,
                                       const BalanceMap& balances) {
  std::optional<absl::CivilDay> extent = DateFromProto(source.extent());
  if (!extent.has_value()) return extent;
  const absl::CivilMonth first(year.first);
  for (const auto& [key, balance] : balances) {
    for (size_t i = 0; i < balance.months.size(); ++i) {
      if (balance.months[i] == Ore{0}) continue;
      const absl::CivilMonth next = first + static_cast<int>(i) + 1;
      extent = std::max(*extent, std::min(absl::CivilDay(next) - 1, year.last));
    }
  }
  return extent;
}

// Adds `more` to `chart`, which keeps its own names.
void Join(const Chart& more, const BalanceMap& used, Chart* chart) {
  for (const auto& [key, balance] : used) {
    if (balance.IsZero()) continue;
    const auto account = more.accounts.find(key.account);
    chart->accounts.try_emplace(key.account, account == more.accounts.end()
                                                 ? Account()
                                                 : account->second);
    for (const ObjectRef& object : key.objects) {
      chart->objects.try_emplace(object, more.ObjectName(object));
      const auto dimension = more.dimensions.find(object.dimension);
      if (dimension != more.dimensions.end())
        chart->dimensions.insert(*dimension);
    }
  }
}

void AddChart(const Chart& chart, SieFile* out) {
  for (const auto& [number, account] : chart.accounts) {
    out->accounts.push_back({number, account.name, account.kind, account.unit,
                             account.sru_codes, /*line=*/0});
  }
  for (const auto& [number, dimension] : chart.dimensions) {
    out->dimensions.push_back(
        {number, dimension.name, dimension.parent, /*line=*/0});
  }
  for (const auto& [object, name] : chart.objects) {
    out->objects.push_back({object.dimension, object.object, name, /*line=*/0});
  }
}

// The records of one balance; without objects it is the account's total.
void AddBalance(const ToldYear& told, const BalanceKey& key,
                const MonthlyBalance& balance, bool with_months, SieFile* out) {
  const bool is_total = key.objects.empty();
  SieBalance record;
  record.year_index = told.index;
  record.account = key.account;
  record.objects = key.objects;
  const auto add = [&](Kind kind, Ore amount) {
    if (amount == Ore{0}) return;
    record.kind = kind;
    record.amount = amount;
    out->balances.push_back(record);
  };
  const Ore closing = balance.opening + balance.Movement();
  add(is_total ? Kind::kOpening : Kind::kOpeningObject, balance.opening);
  if (IsBalanceAccount(key.account)) {
    add(is_total ? Kind::kClosing : Kind::kClosingObject, closing);
  } else if (is_total) {
    add(Kind::kResult, closing);
  }
  if (!with_months) return;
  absl::CivilMonth month(told.year.first);
  for (const Ore amount : balance.months) {
    record.period_year = static_cast<int>(month.year());
    record.month = month.month();
    add(Kind::kPeriod, amount);
    ++month;
  }
}

// The records of a year. Those with objects do not overlap: each has what
// carries just these objects. Those without have the account's total.
void AddBalances(const ToldYear& told, const BalanceMap& balances,
                 bool with_months, SieFile* out) {
  std::map<int32_t, MonthlyBalance> totals;
  for (const auto& [key, balance] : balances) {
    MonthlyBalance& total = totals[key.account];
    total.opening += balance.opening;
    for (size_t i = 0; i < balance.months.size(); ++i) {
      total.months[i] += balance.months[i];
    }
    if (!key.objects.empty()) {
      AddBalance(told, key, balance, with_months, out);
    }
  }
  for (const auto& [account, total] : totals) {
    AddBalance(told, {account, {}}, total, with_months, out);
  }
}

absl::Status AddBudgets(const internal::SourceRecord& source, SieFile* out) {
  for (const internal::SourceRecord::PeriodBudget& budget : source.budgets()) {
    SieBalance record;
    record.kind = Kind::kPeriodBudget;
    record.account = budget.account();
    if (!budget.objects().empty()) {
      std::optional<ObjectSet> objects = ReadObjectBytes(budget.objects());
      if (!objects.has_value()) {
        return absl::DataLossError("a kept budget cannot be understood");
      }
      record.objects = *std::move(objects);
    }
    record.period_year = budget.period() / 100;
    record.month = budget.period() % 100;
    record.amount = Ore{budget.amount_ore()};
    record.quantity = budget.quantity();
    out->balances.push_back(std::move(record));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<SieFile> ExportFileOf(const LedgerReader& reader,
                                     const FiscalYearName& name,
                                     const FiscalYear& own, SieKind kind) {
  SieFile out;
  ASSIGN_OR_RETURN(const internal::SourceRecord source,
                   SourceOf(reader, name.year));
  out.head = HeadOf(source, name, own);
  ASSIGN_OR_RETURN(Chart chart, reader.ReadChart(name.year));
  ASSIGN_OR_RETURN(const std::vector<ToldYear> years,
                   YearsOf(reader, own, kind));
  for (const ToldYear& told : years) {
    out.years.push_back(
        {told.index, told.year.first, told.year.last, /*line=*/0});
    if (kind == SieKind::k4I) continue;
    const int year = told.year.year();
    ASSIGN_OR_RETURN(const BalanceMap balances, reader.Balances(year));
    if (told.index == 0) {
      out.head.extent = ExtentOf(source, own, balances);
    } else {
      ASSIGN_OR_RETURN(const Chart its_chart, reader.ReadChart(year));
      Join(its_chart, balances, &chart);
    }
    // Where there are vouchers they tell the months.
    AddBalances(told, balances,
                /*with_months=*/told.index < 0 || !HasVouchers(kind), &out);
  }
  AddChart(chart, &out);
  RETURN_IF_ERROR(AddBudgets(source, &out));
  return out;
}

}  // namespace finsam::ledger

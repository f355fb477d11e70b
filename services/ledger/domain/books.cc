#include "services/ledger/domain/books.h"

#include <cstddef>
#include <set>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/object_records.h"
#include "services/ledger/domain/prior_year.h"

namespace finsam::ledger {
namespace {

VoucherDraft DraftOf(const SieVoucher& in) {
  VoucherDraft out;
  out.series = in.series;
  out.date = in.date;
  out.text = in.text;
  out.registration_date = in.registration_date;
  out.signature = in.signature;
  out.entries.reserve(in.entries.size());
  for (const SieEntry& from : in.entries) {
    VoucherEntry& entry = out.entries.emplace_back();
    entry.account = from.account;
    entry.amount = from.amount;
    entry.objects = OrderedObjects(from.objects);
    entry.text = from.text;
    if (from.date.has_value() && *from.date != in.date) entry.date = from.date;
    entry.quantity = from.quantity;
    entry.signature = from.signature;
  }
  return out;
}

const SieYear* FindYear(const SieFile& file, int index) {
  for (const SieYear& year : file.years) {
    if (year.index == index) return &year;
  }
  return nullptr;
}

bool IsTooLong(const FiscalYear& year) {
  return absl::CivilMonth(year.last) - absl::CivilMonth(year.first) >=
         static_cast<absl::civil_diff_t>(kYearMonthsMax);
}

void AddUsed(const std::map<BalanceKey, int64_t>& used, const Chart& chart,
             absl::string_view file_name, std::set<BalanceKey>* seen,
             std::vector<UsedAccount>* out) {
  for (const auto& [key, line] : used) {
    if (!seen->insert(key).second) continue;
    out->push_back({key.account, chart.AccountName(key.account), key.objects,
                    std::string(file_name), line});
  }
}

}  // namespace

void BooksBuilder::Add(Severity severity, absl::string_view reason,
                       int64_t line, absl::string_view field,
                       absl::string_view found, absl::string_view expected,
                       absl::string_view message) {
  has_errors_ = has_errors_ || severity == Severity::kError;
  problems_.push_back({severity, std::string(reason), options_.file_name, line,
                       std::string(field), std::string(found),
                       std::string(expected), std::string(message)});
}

void BooksBuilder::AddOfVoucher(absl::string_view reason, int64_t line,
                                absl::string_view field,
                                absl::string_view found,
                                absl::string_view expected,
                                absl::string_view message) {
  has_errors_ = true;
  if (++voucher_problems_ > kBooksProblemsMax) return;
  Add(Severity::kError, reason, line, field, found, expected, message);
}

// #RAR comes before vouchers; a file that has it later, or not at all, is read
// as the calendar year, and CheckYear says what is wrong.
void BooksBuilder::KnowYear(const SieFile& file) {
  if (year_known_) return;
  year_known_ = true;
  const int wanted = options_.name.year;
  if (options_.import_year.has_value()) {
    books_.year = *options_.import_year;
    return;
  }
  const SieYear* current = FindYear(file, 0);
  books_.year = current == nullptr ? FiscalYear{absl::CivilDay(wanted, 1, 1),
                                                absl::CivilDay(wanted, 12, 31)}
                                   : FiscalYear{current->first, current->last};
  if (IsTooLong(books_.year)) {
    Add(Severity::kError, "YEAR_TOO_LONG", current->line, "#RAR",
        absl::FormatCivilTime(current->last), "",
        absl::StrCat("Räkenskapsåret är längre än ", kYearMonthsMax,
                     " månader."));
  }
}

void BooksBuilder::NoteUse(const VoucherEntry& entry, int64_t line) {
  const BalanceKey key{entry.account, entry.objects};
  if (books_.used.count(key) > 0) return;
  books_.chart.accounts.try_emplace(entry.account);
  for (const ObjectRef& object : entry.objects) {
    books_.chart.objects.try_emplace(object);
  }
  if (entry.amount != Ore{0}) books_.used.emplace(key, line);
}

std::optional<ImportedVoucher> BooksBuilder::Take(const SieVoucher& in,
                                                  const SieFile& so_far) {
  KnowYear(so_far);
  ImportedVoucher out{in.number.value_or(0), DraftOf(in), in.line};
  for (size_t i = 0; i < out.content.entries.size(); ++i) {
    NoteUse(out.content.entries[i], in.entries[i].line);
  }
  AddVoucher(out.content, &books_.totals);
  if (books_.totals.turnover > kYearTurnoverMax) {
    // Told once; what comes after is not summed.
    AddOfVoucher("VOUCHER_AMOUNT", in.line, "", "", "",
                 "Årets sammanlagda belopp är större än vad böckerna kan "
                 "hålla.");
    books_.totals.turnover = Ore{0};
    return std::nullopt;
  }
  const absl::Status status =
      CheckFromBooks(out.content, out.number, books_.year);
  if (status.ok()) return out;
  AddOfVoucher(ReasonOf(status), in.line, "#VER",
               VoucherName(in.series, out.number), "",
               std::string(status.message()));
  return std::nullopt;
}

void BooksBuilder::CheckOrganisation(const SieFile& file) {
  const std::string& said = file.head.organisation_number;
  if (said.empty()) {
    Add(Severity::kWarning, "ORGANISATION_MISSING", 0, "#ORGNR", "",
        options_.name.organisation,
        "Filen säger inte vilken organisation den gäller.");
    return;
  }
  const auto number = ParseOrganisationNumber(said);
  if (number.ok() && *number == options_.name.organisation) return;
  Add(Severity::kError, "ORGANISATION_MISMATCH", 0, "#ORGNR", said,
      options_.name.organisation,
      absl::StrCat("Filen gäller organisation ", said, ", inte ",
                   options_.name.organisation, "."));
}

void BooksBuilder::CheckYear(const SieFile& file) {
  const SieYear* current = FindYear(file, 0);
  const int wanted = options_.name.year;
  if (current == nullptr) {
    if (file.is_import) return;  // Type 4I needs no #RAR.
    Add(Severity::kError, "YEAR_MISMATCH", 0, "#RAR", "", absl::StrCat(wanted),
        "Filen säger inte vilket räkenskapsår den gäller (#RAR 0).");
    return;
  }
  const FiscalYear said{current->first, current->last};
  if (said.year() != wanted) {
    Add(Severity::kError, "YEAR_MISMATCH", current->line, "#RAR",
        absl::FormatCivilTime(said.last), absl::StrCat(wanted),
        absl::StrCat("Filens räkenskapsår slutar ",
                     absl::FormatCivilTime(said.last), ", inte ", wanted, "."));
  } else if (!options_.import_year.has_value() && said != books_.year) {
    Add(Severity::kError, "YEAR_MISMATCH", current->line, "#RAR",
        absl::FormatCivilTime(said.first), "",
        "#RAR 0 kommer efter verifikationerna och säger andra dagar än "
        "kalenderåret. Flytta den före dem.");
  }
}

void BooksBuilder::ReadChart(const SieFile& file) {
  Chart& chart = books_.chart;
  for (const SieAccount& account : file.accounts) {
    chart.accounts[account.number] = {account.name, account.type, account.unit,
                                      account.sru_codes};
  }
  for (const SieDimension& dimension : file.dimensions) {
    chart.dimensions[dimension.number] = {dimension.name, dimension.parent};
  }
  for (const SieObject& object : file.objects) {
    chart.objects[{object.dimension, object.number}] = object.name;
  }
}

void BooksBuilder::ReadPriors(const SieFile& file, int32_t dimension,
                              std::vector<Problem>* problems) {
  const int back = books_.summary ? kSieYearsMax : 1;
  int after = books_.year.year();
  for (int index = -1; index >= -back; --index) {
    const SieYear* said = FindYear(file, index);
    if (said == nullptr) break;
    // A year before that does not end earlier is none to compare with.
    const FiscalYear year{said->first, said->last};
    if (year.year() >= after || IsTooLong(year)) break;
    after = year.year();
    FileBalances balances = YearAsBalances(file, index, year, dimension,
                                           options_.file_name, problems);
    if (balances.balances.empty()) continue;
    for (const auto& [key, line] : balances.lines) {
      books_.prior_used.try_emplace(key, line);
    }
    books_.priors.push_back({year, std::move(balances.balances)});
  }
}

void BooksBuilder::ReadBalances(const SieFile& file,
                                std::vector<Problem>* problems) {
  if (file.is_import) return;
  const int32_t dimension = ChooseDimension(file, options_.object_dimension,
                                            options_.file_name, problems);
  std::set<int32_t> moved;
  for (const auto& [key, line] : books_.used) moved.insert(key.account);
  FileBalances own = books_.summary
                         ? YearAsBalances(file, 0, books_.year, dimension,
                                          options_.file_name, problems)
                         : OpeningBalances(file, dimension, moved,
                                           options_.file_name, problems);
  books_.openings = std::move(own.balances);
  for (const auto& [key, line] : own.lines) books_.used[key] = line;
  ReadPriors(file, dimension, problems);
  CheckYearChange(file, options_.file_name, problems);
  // What a record uses is in the chart, declared or not: the reader warns.
  const auto declare = [this](const BalanceMap& balances) {
    for (const auto& [key, balance] : balances) {
      books_.chart.accounts.try_emplace(key.account);
      for (const ObjectRef& object : key.objects) {
        books_.chart.objects.try_emplace(object);
      }
    }
  };
  declare(books_.openings);
  for (const Books::Prior& prior : books_.priors) declare(prior.balances);
}

Books BooksBuilder::Finish(const SieFile& file, bool file_is_whole) {
  KnowYear(file);
  books_.summary = file.type < kSieTypeWithVouchers;
  if (voucher_problems_ > kBooksProblemsMax) {
    Add(Severity::kError, "SIE_MORE_PROBLEMS", 0, "", "", "",
        absl::StrCat("Ytterligare ", voucher_problems_ - kBooksProblemsMax,
                     " verifikationer har fel."));
  }
  ReadChart(file);
  std::vector<Problem> unheard;
  std::vector<Problem>* problems = file_is_whole ? &problems_ : &unheard;
  if (books_.summary && books_.totals.voucher_count > 0) {
    Add(Severity::kError, "SIE_TYPE", 0, "#SIETYP", absl::StrCat(file.type),
        "4E",
        absl::StrCat("Filen har verifikationer men säger sig vara av typ ",
                     file.type, ", som bara har saldon."));
  }
  if (file_is_whole) {
    CheckOrganisation(file);
    CheckYear(file);
  }
  ReadBalances(file, problems);
  return std::move(books_);
}

std::vector<UsedAccount> UsedAccounts(const Books& books,
                                      absl::string_view file_name) {
  std::vector<UsedAccount> out;
  std::set<BalanceKey> seen;
  AddUsed(books.used, books.chart, file_name, &seen, &out);
  AddUsed(books.prior_used, books.chart, file_name, &seen, &out);
  return out;
}

}  // namespace finsam::ledger

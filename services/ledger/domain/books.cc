#include "services/ledger/domain/books.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/ledger/domain/prior_year.h"

namespace finsam::ledger {
namespace {

// How often progress is told.
constexpr int64_t kProgressStep = 1'000;

constexpr int kSieTypeWithVouchers = 4;

class BooksReader {
 public:
  BooksReader(const SieFile& sie, const BooksOptions& options,
              std::vector<Problem>* problems)
      : sie_(sie), options_(options), problems_(problems) {}

  Books Read() {
    CheckKind();
    CheckOrganisation();
    ReadYears();
    ReadChart();
    ReadBalances();
    ReadVouchers();
    CheckTurnover();
    return std::move(books_);
  }

 private:
  void Add(Severity severity, absl::string_view reason, int64_t line,
           absl::string_view field, absl::string_view found,
           absl::string_view expected, absl::string_view message) {
    problems_->push_back({severity, std::string(reason), options_.file_name,
                          line, std::string(field), std::string(found),
                          std::string(expected), std::string(message)});
  }

  void CheckKind();
  void CheckOrganisation();
  void ReadYears();
  void ReadChart();
  void ReadBalances();
  void ReadVouchers();
  void ReadVoucher(const SieVoucher& in);
  void KeepVoucher(const SieVoucher& in, VoucherDraft content);
  void CheckTurnover();

  const SieFile& sie_;
  const BooksOptions& options_;
  std::vector<Problem>* problems_;
  Books books_;
  std::set<std::pair<std::string, int64_t>> seen_;
};

void BooksReader::CheckKind() {
  if (!options_.file_is_whole) return;  // The reader said what it is.
  if (sie_.type == kSieTypeWithVouchers && !sie_.is_import) return;
  Add(Severity::kError, "SIE_TYPE", 0, "#SIETYP",
      absl::StrCat(sie_.type, sie_.is_import ? "I" : ""), "4E",
      "Årets böcker behöver en SIE-fil av typ 4E, med både saldon och "
      "verifikationer.");
}

void BooksReader::CheckOrganisation() {
  if (sie_.organisation_number.empty()) {
    if (!options_.file_is_whole) return;
    Add(Severity::kWarning, "ORGANISATION_MISSING", 0, "#ORGNR", "",
        options_.name.organisation,
        "Filen säger inte vilken organisation den gäller.");
    return;
  }
  const auto number = ParseOrganisationNumber(sie_.organisation_number);
  if (number.ok() && *number == options_.name.organisation) return;
  Add(Severity::kError, "ORGANISATION_MISMATCH", 0, "#ORGNR",
      sie_.organisation_number, options_.name.organisation,
      absl::StrCat("Filen gäller organisation ", sie_.organisation_number,
                   ", inte ", options_.name.organisation, "."));
}

void BooksReader::ReadYears() {
  const SieYear* current = nullptr;
  const SieYear* prior = nullptr;
  for (const SieYear& year : sie_.years) {
    if (year.index == 0) current = &year;
    if (year.index == -1) prior = &year;
  }
  const int wanted = options_.name.year;
  if (current != nullptr) {
    books_.year = {current->first, current->last};
  } else {
    books_.year = {absl::CivilDay(wanted, 1, 1),
                   absl::CivilDay(wanted, 12, 31)};
  }
  if (current == nullptr && options_.file_is_whole) {
    Add(Severity::kError, "YEAR_MISMATCH", 0, "#RAR", "", absl::StrCat(wanted),
        "Filen säger inte vilket räkenskapsår den gäller (#RAR 0).");
  } else if (current != nullptr && books_.year.year() != wanted) {
    Add(Severity::kError, "YEAR_MISMATCH", current->line, "#RAR",
        absl::FormatCivilTime(current->last), absl::StrCat(wanted),
        absl::StrCat("Filens räkenskapsår slutar ",
                     absl::FormatCivilTime(current->last), ", inte ", wanted,
                     "."));
  }
  // A year before that does not end earlier is none of ours to compare with.
  if (prior != nullptr && prior->last.year() < wanted) {
    books_.prior = FiscalYear{prior->first, prior->last};
  }
}

void BooksReader::ReadChart() {
  Chart& chart = books_.chart;
  for (const SieAccount& account : sie_.accounts) {
    chart.accounts[account.number] = {account.name, account.type};
  }
  for (const SieDimension& dimension : sie_.dimensions) {
    chart.dimensions[dimension.number] = {dimension.name, dimension.parent};
  }
  for (const SieObject& object : sie_.objects) {
    chart.objects[{object.dimension, object.number}] = object.name;
  }
}

void BooksReader::ReadBalances() {
  // What a broken file lacks is no news.
  std::vector<Problem> unheard;
  std::vector<Problem>* problems =
      options_.file_is_whole ? problems_ : &unheard;
  const int32_t dimension = ChooseDimension(sie_, options_.object_dimension,
                                            options_.file_name, problems);
  FileBalances opening =
      OpeningBalances(sie_, dimension, options_.file_name, problems);
  books_.balances = std::move(opening.balances);
  books_.used = std::move(opening.lines);
  if (books_.prior.has_value()) {
    FileBalances prior = PriorBalances(sie_, *books_.prior, dimension,
                                       options_.file_name, problems);
    books_.prior_balances = std::move(prior.balances);
    books_.prior_used = std::move(prior.lines);
    if (books_.prior_balances.empty()) books_.prior.reset();
  }
  CheckYearChange(sie_, options_.file_name, problems);
  // What a record uses is in the chart, declared or not: the reader warns.
  for (const BalanceMap* balances :
       {&books_.balances, &books_.prior_balances}) {
    for (const auto& [key, balance] : *balances) {
      books_.chart.accounts.try_emplace(key.account);
      for (const ObjectRef& object : key.objects) {
        books_.chart.objects.try_emplace(object);
      }
    }
  }
}

void BooksReader::ReadVouchers() {
  int64_t count = 0;
  for (const SieVoucher& voucher : sie_.vouchers) {
    ReadVoucher(voucher);
    if (++count % kProgressStep == 0 && options_.progress) {
      options_.progress(count);
    }
  }
  if (options_.progress) options_.progress(count);
}

// At most one object per dimension, by dimension.
ObjectSet Ordered(ObjectSet objects) {
  std::stable_sort(objects.begin(), objects.end(),
                   [](const ObjectRef& a, const ObjectRef& b) {
                     return a.dimension < b.dimension;
                   });
  const auto same = [](const ObjectRef& a, const ObjectRef& b) {
    return a.dimension == b.dimension;
  };
  objects.erase(std::unique(objects.begin(), objects.end(), same),
                objects.end());
  return objects;
}

void BooksReader::ReadVoucher(const SieVoucher& in) {
  VoucherDraft content{in.series,   in.date, in.text, {}, in.registration_date,
                       in.signature};
  content.entries.reserve(in.entries.size());
  for (const SieEntry& entry : in.entries) {
    content.entries.push_back(
        {entry.account, entry.amount, Ordered(entry.objects), entry.text});
    const VoucherEntry& kept = content.entries.back();
    books_.chart.accounts.try_emplace(kept.account);
    for (const ObjectRef& object : kept.objects) {
      books_.chart.objects.try_emplace(object);
    }
    if (kept.amount == Ore{0}) continue;
    books_.used.try_emplace({kept.account, kept.objects}, entry.line);
  }
  KeepVoucher(in, std::move(content));
}

void BooksReader::KeepVoucher(const SieVoucher& in, VoucherDraft content) {
  AddVoucher(content, &books_.totals);
  AddVoucher(content, &books_.balances);
  if (!options_.file_is_whole) return;  // It is refused anyway.
  if (!in.number.has_value()) {
    Add(Severity::kError, "VOUCHER_NUMBER", in.line, "vernr", "", "1, 2, 3 …",
        "Verifikationen saknar nummer. En fil för inläsning i ett annat "
        "program (4I) kan inte vara årets böcker.");
    return;
  }
  const auto voucher =
      Voucher::FromBooks(std::move(content), *in.number, books_.year);
  if (!voucher.ok()) {
    Add(Severity::kError, ReasonOf(voucher.status()), in.line, "#VER",
        VoucherName(in.series, *in.number), "",
        std::string(voucher.status().message()));
    return;
  }
  if (!seen_.insert({in.series, *in.number}).second) {
    Add(Severity::kError, "VOUCHER_DUPLICATE", in.line, "vernr",
        VoucherName(in.series, *in.number), "",
        "Verifikationens serie och nummer finns redan i filen.");
    return;
  }
  books_.vouchers.push_back({*in.number, voucher->content(), in.line});
}

void BooksReader::CheckTurnover() {
  if (books_.totals.turnover <= kYearTurnoverMax) return;
  Add(Severity::kError, "VOUCHER_AMOUNT", 0, "", "", "",
      "Årets sammanlagda belopp är större än vad böckerna kan hålla.");
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

Books BooksFromSie(const SieFile& sie, const BooksOptions& options,
                   std::vector<Problem>* problems) {
  return BooksReader(sie, options, problems).Read();
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

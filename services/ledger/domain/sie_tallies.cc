#include "services/ledger/domain/sie_tallies.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "services/ledger/domain/limits.h"
#include "services/ledger/domain/sie_vouchers.h"

namespace finsam::ledger {
namespace {

constexpr size_t kDayNameBytesMax = 40;

bool IsWithin(absl::CivilDay day, const SieYear& year) {
  return day >= year.first && day <= year.last;
}

std::string Numbers(int64_t first, int64_t last) {
  if (first == last) return absl::StrCat(first);
  return absl::StrCat(first, "–", last);
}

}  // namespace

const SieYear* OwnYear(const SieFile& file) {
  for (const SieYear& year : file.years) {
    if (year.index == 0) return &year;
  }
  return nullptr;
}

void SieTallies::Take(const SieVoucher& voucher, const SieFile& file) {
  TakeDate(voucher, file);
  TakeNumber(voucher);
  for (const SieEntry& entry : voucher.entries) TakeEntry(entry);
}

void SieTallies::TakeDate(const SieVoucher& voucher, const SieFile& file) {
  if (voucher.date == absl::CivilDay()) return;  // Told already.
  if (!year_.has_value()) {
    const SieYear* year = OwnYear(file);
    if (year == nullptr) {
      Day& day = early_days_[voucher.date];
      if (++day.count > 1) return;
      day.voucher_name =
          std::string(CutUtf8(SieVoucherName(voucher), kDayNameBytesMax));
      day.line = voucher.line;
      return;
    }
    year_ = *year;
  }
  if (IsWithin(voucher.date, *year_)) return;
  if (!problems_.HasRoom(Severity::kError)) return;
  ReportDate(voucher.date, voucher.line,
             absl::StrCat("Verifikation ", SieVoucherName(voucher),
                          " ligger utanför räkenskapsåret."));
}

void SieTallies::ReportDate(absl::CivilDay date, int64_t line,
                            std::string sentence) {
  problems_.Add({Severity::kError, "VOUCHER_OUTSIDE_YEAR", "", line, "verdatum",
                 absl::FormatCivilTime(date),
                 absl::StrCat(absl::FormatCivilTime(year_->first), " till ",
                              absl::FormatCivilTime(year_->last)),
                 std::move(sentence)});
}

void SieTallies::TakeNumber(const SieVoucher& voucher) {
  if (!voucher.number.has_value()) {
    unnumbered_.Note(voucher.line);
    return;
  }
  const int64_t number = *voucher.number;
  int64_t earlier = 0;
  const bool keeps_line = numbered_count_++ < kSieVoucherLinesMax;
  if (series_[voucher.series].Add(number, voucher.line, keeps_line, &earlier)) {
    return;
  }
  if (!problems_.HasRoom(Severity::kError)) return;
  problems_.Add({Severity::kError, "SIE_SERIES_DUPLICATE", "", voucher.line,
                 "vernr", absl::StrCat(voucher.series, " ", number),
                 "varje nummer en gång",
                 absl::StrCat("Verifikationsnumret ", number, " i serie \"",
                              voucher.series, "\" finns redan ",
                              earlier > 0 ? absl::StrCat("på rad ", earlier)
                                          : "tidigare i filen",
                              ".")});
}

void SieTallies::TakeEntry(const SieEntry& entry) {
  if (entry.account != 0) {
    const auto [place, is_new] = movements_.try_emplace(entry.account, Ore());
    if (is_new) first_uses_.push_back({entry.account, {}, entry.line});
    std::optional<Ore>& movement = place->second;
    if (movement.has_value()) {
      movement = CheckedAdd(*movement, entry.amount);
      if (!movement.has_value()) {
        problems_.Add({Severity::kError, "SIE_AMOUNT", "", entry.line, "belopp",
                       absl::StrCat(entry.account), "",
                       absl::StrCat("Raderna på konto ", entry.account,
                                    " blir tillsammans mer än vad som kan "
                                    "räknas.")});
      }
    }
  }
  for (const ObjectRef& ref : entry.objects) {
    if (objects_.insert(ref).second)
      first_uses_.push_back({0, ref, entry.line});
  }
}

void SieTallies::ReportGaps(absl::string_view series,
                            const SieNumbers& numbers) {
  int64_t before = 0;
  for (const auto& [first, run] : numbers.runs()) {
    const int64_t expected = before + 1;
    before = run.last;
    if (first == expected || !problems_.HasRoom(Severity::kWarning)) continue;
    const std::string sentence =
        expected == 1
            ? absl::StrCat("Serie \"", series, "\" börjar på nummer ", first,
                           ", inte 1.")
            : absl::StrCat("Verifikationsnummer ", Numbers(expected, first - 1),
                           " saknas i serie \"", series, "\".");
    problems_.Add({Severity::kWarning, "SIE_SERIES_GAP", "", run.line, "vernr",
                   absl::StrCat(first), absl::StrCat(expected), sentence});
  }
}

void SieTallies::Finish(const SieFile& file) {
  if (const SieYear* year = OwnYear(file); year != nullptr) {
    year_ = *year;
    for (const auto& [date, day] : early_days_) {
      if (IsWithin(date, *year) || !problems_.HasRoom(Severity::kError)) {
        continue;
      }
      const std::string others =
          day.count == 1
              ? ""
              : absl::StrCat(" och ", day.count - 1, " till samma dag");
      ReportDate(date, day.line,
                 absl::StrCat("Verifikation ", day.voucher_name, others,
                              " ligger utanför räkenskapsåret."));
    }
  }
  // A file to import holds the vouchers that somebody chose.
  if (file.is_import) return;
  for (const auto& [name, numbers] : series_) ReportGaps(name, numbers);
  if (unnumbered_.count == 0) return;
  problems_.Add(
      {Severity::kWarning, "VOUCHER_NUMBER_MISSING", "", unnumbered_.first_line,
       "vernr", "", "",
       absl::StrCat(unnumbered_.count, " verifikationer saknar nummer.")});
}

}  // namespace finsam::ledger

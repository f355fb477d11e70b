#include "tests/ledger/kept_books.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/check.h"
#include "common/base/names.h"
#include "services/ledger/domain/sie_writer_record.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {
namespace {

BalanceMap WithoutZeros(BalanceMap balances) {
  for (auto row = balances.begin(); row != balances.end();) {
    row = row->second.IsZero() ? balances.erase(row) : std::next(row);
  }
  return balances;
}

std::string Text(const BalanceMap& balances) {
  std::string out;
  for (const auto& [key, balance] : balances) {
    absl::StrAppend(&out, key.account);
    for (const ObjectRef& object : key.objects) {
      absl::StrAppend(&out, " ", object.dimension, ":", object.object);
    }
    absl::StrAppend(&out, " ", balance.opening.value, ";",
                    absl::StrJoin(balance.months, ",",
                                  [](std::string* text, Ore month) {
                                    absl::StrAppend(text, month.value);
                                  }),
                    "\n");
  }
  return out;
}

// What is left of a text in the format's code page.
void InCodePage(KeptBooks* books) {
  const auto cut = [](std::string* text) {
    *text = Utf8FromCp437(SieFieldBytes(*text));
  };
  for (PostedVoucher& voucher : books->vouchers) {
    cut(&voucher.content.text);
    for (VoucherEntry& entry : voucher.content.entries) cut(&entry.text);
  }
}

}  // namespace

KeptBooks ReadKept(LedgerHost& host, const std::string& fiscal_year) {
  const FiscalYearName name = ParseFiscalYearName(fiscal_year).value();
  const auto snapshot = host.store().TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation);
  KeptBooks out;
  const std::vector<int> years = reader.Years().value();
  for (const int year : years) {
    if (year > name.year) continue;
    out.years[year] = {reader.Year(year).value()->year,
                       WithoutZeros(reader.Openings(year).value()),
                       WithoutZeros(reader.Balances(year).value())};
  }
  const absl::Status read = reader.ScanNumbers(
      name.year, "", -1, [&](const std::string&, int64_t, int64_t place) {
        PostedVoucher voucher = *reader.FindPlace(place).value();
        voucher.place = 0;
        voucher.imported = false;
        voucher.hash.clear();
        voucher.content.corrects.reset();
        voucher.content.reverses = false;
        out.vouchers.push_back(std::move(voucher));
        return true;
      });
  FINSAM_CHECK(read.ok());
  return out;
}

void ExpectSameBooks(const KeptBooks& told, const KeptBooks& kept,
                     int year_told, int first_year) {
  for (const auto& [year, was] : kept.years) {
    if (year < first_year) continue;
    SCOPED_TRACE(year);
    ASSERT_EQ(told.years.count(year), 1u);
    const KeptYear& is = told.years.at(year);
    EXPECT_EQ(is.year, was.year);
    if (year == year_told) {
      EXPECT_EQ(Text(is.openings), Text(was.openings));
    }
    EXPECT_EQ(Text(is.balances), Text(was.balances));
  }
  ASSERT_EQ(told.vouchers.size(), kept.vouchers.size());
  for (size_t i = 0; i < kept.vouchers.size(); ++i) {
    EXPECT_EQ(told.vouchers[i], kept.vouchers[i]) << VoucherName(
        kept.vouchers[i].content.series, kept.vouchers[i].number);
  }
}

std::string ExpectRoundTrip(LedgerHost& host, const std::string& fiscal_year,
                            v1::ExportBooksRequest::Format format) {
  SCOPED_TRACE(v1::ExportBooksRequest::Format_Name(format));
  const auto first = host.Export(fiscal_year, format);
  EXPECT_TRUE(first.ok()) << first.status();
  if (!first.ok()) return "";
  EXPECT_EQ(host.Export(fiscal_year, format)->file, first->file);
  LedgerHost other;
  const auto imported =
      other.Import(fiscal_year, "round", {{"export.se", first->file}});
  EXPECT_TRUE(imported.ok()) << imported.status() << first->file;
  if (!imported.ok()) return first->file;
  KeptBooks kept = ReadKept(host, fiscal_year);
  if (!first->warnings.empty()) InCodePage(&kept);
  const KeptBooks told = ReadKept(other, fiscal_year);
  const bool is_whole = format == v1::ExportBooksRequest::SIE_4E;
  if (is_whole) {
    const int year = ParseFiscalYearName(fiscal_year)->year;
    ExpectSameBooks(told, kept, year, year - 1);
    EXPECT_EQ(host.TrialBalance(fiscal_year)->entry_count(),
              other.TrialBalance(fiscal_year)->entry_count());
  } else if (format == v1::ExportBooksRequest::SIE_3) {
    // As balances: an opening of a summary has the movements with it.
    for (const auto& [year, was] : kept.years) {
      EXPECT_EQ(Text(told.years.at(year).balances), Text(was.balances)) << year;
    }
  }
  const auto second = other.Export(fiscal_year, format);
  EXPECT_TRUE(second.ok()) << second.status();
  EXPECT_TRUE(second->file == first->file) << first->file << "\n---\n"
                                           << second->file;
  const std::string association =
      ParseFiscalYearName(fiscal_year)->Association();
  EXPECT_EQ(Verdict(host.Verify(association).status()), "OK");
  EXPECT_EQ(Verdict(other.Verify(association).status()), "OK");
  // The same file again changes nothing.
  const auto again =
      other.Import(fiscal_year, "again", {{"export.se", first->file}});
  EXPECT_TRUE(again.ok()) << again.status();
  EXPECT_FALSE(again->result.changed());
  return first->file;
}

}  // namespace finsam::ledger

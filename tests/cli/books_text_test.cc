// The books as text, and files that appear whole or not at all.

#include "cli/books_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "cli/output_file.h"
#include "common/base/status.h"
#include "tests/common/temp_folder.h"

namespace finsam::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

namespace led = ledger::v1;

std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(text, {{"\u00a0", " "}, {"\u2212", "-"}});
}

void FillDay(int month, int day, common::v1::Date* date) {
  date->set_year(2024);
  date->set_month(month);
  date->set_day(day);
}

led::Voucher Rent() {
  led::Voucher voucher;
  voucher.set_series("A");
  voucher.set_number(17);
  voucher.set_text("Hyra");
  FillDay(3, 5, voucher.mutable_date());
  voucher.add_entries()->set_account(5010);
  voucher.mutable_entries(0)->set_amount_ore(1'250'000);
  voucher.add_entries()->set_account(1930);
  voucher.mutable_entries(1)->set_amount_ore(-1'250'000);
  return voucher;
}

TEST(BooksTextTest, AVoucherShowsItsEntriesAndWhatTakesItBack) {
  EXPECT_EQ(Plain(VouchersText({Rent()})),
            "Ver   Datum       Text  Rader      Debet\n"
            "A 17  2024-03-05  Hyra      2  12 500,00\n");
  led::VoucherReference by;
  by.set_fiscal_year(2025);
  by.set_series("B");
  by.set_number(2);
  led::Voucher voucher = Rent();
  *voucher.mutable_corrects() = by;
  const std::string text = Plain(VoucherText(voucher, &by));
  EXPECT_THAT(text, HasSubstr("A 17  2024-03-05  Hyra\nrättar B 2 (2025)\n"
                              "återförd av B 2 (2025)\n"));
  EXPECT_THAT(text, HasSubstr("-12 500,00"));
  voucher.set_reverses(true);
  EXPECT_THAT(VoucherText(voucher, nullptr), HasSubstr("återför B 2"));
}

TEST(BooksTextTest, ARepeatedPostingIsNotToldAsANewOne) {
  led::PostVouchersResponse posted;
  posted.add_vouchers();
  posted.mutable_revision()->set_revision(7);
  EXPECT_EQ(PostedText(posted), "1 verifikation bokförd, revision 7");
  posted.add_vouchers();
  EXPECT_EQ(PostedText(posted), "2 verifikationer bokförda, revision 7");
  posted.set_replayed(true);
  EXPECT_THAT(PostedText(posted), HasSubstr("inget bokfört"));
  EXPECT_THAT(PostedText(posted), HasSubstr("--batch"));
}

TEST(BooksTextTest, AnAccountRunsFromOpeningToClosing) {
  led::ListAccountEntriesResponse entries;
  entries.set_opening_ore(100'00);
  entries.set_closing_ore(40'00);
  led::ListAccountEntriesResponse::Line* line = entries.add_lines();
  line->mutable_voucher()->set_series("A");
  line->mutable_voucher()->set_number(17);
  line->set_text("Hyra");
  line->mutable_entry()->set_amount_ore(-60'00);
  line->set_balance_ore(40'00);
  const std::string text = Plain(AccountText(entries));
  EXPECT_THAT(text, HasSubstr("Ingående saldo                  100,00\n"));
  EXPECT_THAT(text, HasSubstr("Hyra                    -60,00   40,00\n"));
  EXPECT_THAT(text, HasSubstr("Utgående saldo"));
  entries.set_next_page_token("more");
  EXPECT_THAT(AccountText(entries), Not(HasSubstr("Utgående saldo")));
}

TEST(BooksTextTest, AYearTellsItsLife) {
  led::FiscalYear year;
  year.set_name("associations/2220001511/fiscalYears/2024");
  FillDay(1, 1, year.mutable_first());
  FillDay(12, 31, year.mutable_last());
  EXPECT_THAT(YearText(year), HasSubstr("2024-01-01 – 2024-12-31, öppet\n"));
  year.set_closed(true);
  FillDay(12, 31, year.mutable_locked_through());
  led::FiscalYearEvent* event = year.add_events();
  event->set_kind(led::FiscalYearEvent::LOCK);
  event->set_reason("momsen är redovisad");
  FillDay(6, 30, event->mutable_locked_through());
  event = year.add_events();
  event->set_kind(led::FiscalYearEvent::LOCK);
  event = year.add_events();
  event->set_kind(led::FiscalYearEvent::CLOSE);
  event->set_result_ore(-518'00);
  event->set_capital_account(2010);
  event = year.add_events();
  event->set_kind(led::FiscalYearEvent::REOPEN);
  const std::string text = Plain(YearText(year));
  for (const char* part :
       {"stängt, låst t.o.m. 2024-12-31", "låst t.o.m. 2024-06-30",
        "momsen är redovisad", "låset hävt",
        "stängt; resultat -518,00 till konto 2010", "öppnat igen",
        "1970-01-01 00:00"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
  led::ListFiscalYearsResponse years;
  *years.add_fiscal_years() = year;
  years.mutable_fiscal_years(0)->set_summary(true);
  EXPECT_THAT(YearsText(years), HasSubstr("jämförelsetal"));
}

led::BooksDifference Difference(int added, int changed) {
  led::BooksDifference difference;
  difference.set_added_count(added);
  difference.set_changed_count(changed);
  for (int i = 0; i < added + changed; ++i) {
    led::VoucherDifference* voucher = difference.add_vouchers();
    voucher->set_kind(i < added ? led::VoucherDifference::ADDED
                                : led::VoucherDifference::CHANGED);
    voucher->mutable_voucher()->set_series("A");
    voucher->mutable_voucher()->set_number(i + 1);
    voucher->set_line(100 + i);
    if (i >= added) voucher->set_description("ett annat belopp");
  }
  return difference;
}

TEST(BooksTextTest, WhatDiffersComesBeforeWhatIsNew) {
  const std::string few = DifferenceText(Difference(2, 1));
  EXPECT_THAT(few, HasSubstr("2 nya, 1 ändrad, 0 saknas i filen"));
  EXPECT_THAT(few, HasSubstr("ny      A 1  100\n"));
  EXPECT_THAT(few, HasSubstr("ändrad  A 3  102  ett annat belopp\n"));
  // Hundreds of new ones are only counted.
  const std::string first = DifferenceText(Difference(707, 0));
  EXPECT_THAT(first, HasSubstr("707 nya"));
  EXPECT_THAT(first, Not(HasSubstr("A 1")));
  const std::string many = DifferenceText(Difference(100, 60));
  EXPECT_THAT(many, HasSubstr("A 101"));
  EXPECT_THAT(many, Not(HasSubstr("A 99 ")));
  EXPECT_THAT(many, HasSubstr("… och 10 till"));
}

TEST(BooksTextTest, AnImportIsOneJsonObject) {
  gateway::v1::ImportFolderResponse::Result result;
  result.add_services()->set_changed(true);
  const auto json = nlohmann::json::parse(ImportJson(result, Difference(1, 1)));
  EXPECT_EQ(json["services"].size(), 1U);
  EXPECT_EQ(json["difference"]["changedCount"], "1");
  EXPECT_FALSE(nlohmann::json::parse(ImportJson(result, std::nullopt))
                   .contains("difference"));
}

std::string ReadFile(const std::string& path) {
  std::ostringstream bytes;
  bytes << std::ifstream(path, std::ios::binary).rdbuf();
  return bytes.str();
}

void WriteFile(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST(OutputFileTest, AppearsWholeOrNotAtAll) {
  const test::TempFolder folder;
  const std::string path = folder.File("böcker.se");
  const auto write = [&path](bool force, bool commit) {
    OutputFile file(path);
    RETURN_IF_ERROR(file.Open(force));
    RETURN_IF_ERROR(file.Write("en "));
    RETURN_IF_ERROR(file.Write("fil"));
    return commit ? file.Commit() : absl::OkStatus();
  };
  const auto entries = [&folder] {
    int count = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator(folder.path())) {
      ++count;
    }
    return count;
  };
  EXPECT_TRUE(write(/*force=*/false, /*commit=*/false).ok());
  EXPECT_EQ(entries(), 0);
  EXPECT_TRUE(write(/*force=*/false, /*commit=*/true).ok());
  EXPECT_EQ(ReadFile(path), "en fil");
  WriteFile(path, "äldre");
  EXPECT_EQ(ReasonOf(write(/*force=*/false, /*commit=*/true)), "OUTPUT_EXISTS");
  EXPECT_EQ(ReadFile(path), "äldre");
  EXPECT_TRUE(write(/*force=*/true, /*commit=*/false).ok());
  EXPECT_EQ(ReadFile(path), "äldre");
  EXPECT_TRUE(write(/*force=*/true, /*commit=*/true).ok());
  EXPECT_EQ(ReadFile(path), "en fil");
  EXPECT_EQ(entries(), 1);
}

TEST(OutputFileTest, AFileThatCameMeanwhileStays) {
  const test::TempFolder folder;
  OutputFile file(folder.File("a"));
  ASSERT_TRUE(file.Open(/*force=*/false).ok());
  WriteFile(folder.File("a"), "en annans");
  EXPECT_EQ(ReasonOf(file.Commit()), "OUTPUT_EXISTS");
  EXPECT_EQ(ReadFile(folder.File("a")), "en annans");
  OutputFile nowhere(folder.File("none/a"));
  EXPECT_EQ(ReasonOf(nowhere.Open(/*force=*/false)), "OUTPUT_UNWRITABLE");
}

// A script may run again; what it would change it must ask for.
TEST(OutputFileTest, AFileThatHoldsTheSameIsNoHindrance) {
  const test::TempFolder folder;
  const auto write = [path = folder.File("a")](const char* bytes) {
    OutputFile file(path);
    EXPECT_TRUE(file.Open(/*force=*/false).ok());
    EXPECT_TRUE(file.Write(bytes).ok());
    return file.Commit();
  };
  for (const char* first : {"", "en fil"}) {
    WriteFile(folder.File("a"), first);
    EXPECT_TRUE(write(first).ok());
    for (const char* other : {"en fil till", "en fiL", "e"}) {
      const absl::Status refused = write(other);
      EXPECT_EQ(ReasonOf(refused), "OUTPUT_EXISTS") << other;
      EXPECT_THAT(std::string(refused.message()), HasSubstr("--force"));
    }
    EXPECT_EQ(ReadFile(folder.File("a")), first);
  }
}

TEST(OutputFileTest, AFolderOrADeviceIsNeverWrittenOver) {
  const test::TempFolder folder;
  for (const std::string& path : {folder.path(), std::string("/dev/null")}) {
    OutputFile file(path);
    const absl::Status refused = file.Open(/*force=*/true);
    EXPECT_EQ(ReasonOf(refused), "OUTPUT_UNWRITABLE") << path;
    EXPECT_THAT(std::string(refused.message()), HasSubstr("-o -"));
  }
}

}  // namespace
}  // namespace finsam::cli

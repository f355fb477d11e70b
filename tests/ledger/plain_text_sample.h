// Small books for tests of the plain-text journal.

#ifndef FINSAM_TESTS_LEDGER_PLAIN_TEXT_SAMPLE_H_
#define FINSAM_TESTS_LEDGER_PLAIN_TEXT_SAMPLE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "services/ledger/domain/plain_text.h"

namespace finsam::ledger {

inline constexpr FiscalYear kJournalYear{absl::CivilDay(2024, 1, 1),
                                         absl::CivilDay(2024, 12, 31)};

struct JournalYear {
  FiscalYear year = kJournalYear;
  Chart chart;
  BalanceMap openings;
  std::vector<PostedVoucher> vouchers;
};

inline std::string Journal(const JournalYear& books) {
  std::string out;
  PlainTextWriter writer([&out](absl::string_view bytes) {
    absl::StrAppend(&out, bytes);
    return absl::OkStatus();
  });
  EXPECT_TRUE(
      writer.Begin("Provförbundet", books.year, books.openings, books.chart)
          .ok());
  for (const PostedVoucher& voucher : books.vouchers) {
    EXPECT_TRUE(writer.Add(voucher).ok());
  }
  EXPECT_TRUE(writer.End().ok());
  return out;
}

inline VoucherEntry Entry(int32_t account, int64_t amount_ore,
                          ObjectSet objects = {}, std::string text = "") {
  VoucherEntry entry;
  entry.account = account;
  entry.amount = Ore{amount_ore};
  entry.objects = std::move(objects);
  entry.text = std::move(text);
  return entry;
}

inline PostedVoucher Posted(const std::string& series, int64_t number,
                            const std::string& text,
                            std::vector<VoucherEntry> entries) {
  PostedVoucher voucher;
  voucher.number = number;
  voucher.content.series = series;
  voucher.content.date = absl::CivilDay(2024, 1, 15);
  voucher.content.text = text;
  voucher.content.entries = std::move(entries);
  return voucher;
}

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_PLAIN_TEXT_SAMPLE_H_

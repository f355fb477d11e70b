// The journal's form: what stands where, and how odd texts become harmless.
// That other programs read it is second_opinion_test.cc's to say.

#include "services/ledger/domain/plain_text.h"

#include <gtest/gtest.h>

#include <string>

#include "absl/status/status.h"
#include "tests/ledger/plain_text_sample.h"

namespace finsam::ledger {
namespace {

TEST(PlainTextTest, WritesOpeningsVouchersAndTheirNumber) {
  JournalYear books;
  books.chart.accounts[1930].name = "Bank; giro  (\"x\")\t";
  books.chart.accounts[2010].name = " Eget kapital";
  books.openings[{1930, {}}].opening = Ore{100'05};
  books.openings[{2010, {}}].opening = Ore{-100'00};
  books.openings[{4010, {}}].months[0] = Ore{7};
  books.vouchers = {Posted("A", 17, "* Lön; 50 % =\n(jan) – å ",
                           {Entry(4010, 5, {{6, "1:0"}, {7, "Åå"}}),
                            Entry(1930, -1'000'000'000'05, {{6, ""}}),
                            Entry(1930, 1'000'000'000'00)}),
                    Posted("", 3, "\xff\xc3", {Entry(1930, 0)}),
                    Posted("B", 1, "", {})};
  EXPECT_EQ(Journal(books), R"(; Provförbundet
; Räkenskapsår 2024-01-01 till 2024-12-31. Debet är positivt.

2024-01-01 (IB) Ingående balans
    1930 Bank giro ( x )  100.05 SEK
    2010 Eget kapital  -100.00 SEK
    Differens i ingående balans  -0.05 SEK

2024-01-15 (A 17) Lön 50 (jan) å
    4010:6 1%3A0, 7 Åå  0.05 SEK
    1930 Bank giro ( x ):6 %  -1000000000.05 SEK
    1930 Bank giro ( x )  1000000000.00 SEK

2024-01-15 (3)
    1930 Bank giro ( x )  0.00 SEK

; utan rader: 2024-01-15 (B 1)

; 3 verifikationer
)");
}

TEST(PlainTextTest, PassesOnWhatTheSinkMet) {
  int calls_before_trouble = 0;
  PlainTextWriter writer([&](absl::string_view) {
    return calls_before_trouble-- > 0 ? absl::OkStatus()
                                      : absl::UnavailableError("the disk");
  });
  EXPECT_TRUE(absl::IsUnavailable(writer.Begin("x", kJournalYear, {}, {})));
  EXPECT_TRUE(absl::IsUnavailable(writer.Add(Posted("A", 1, "x", {}))));
  EXPECT_TRUE(absl::IsUnavailable(writer.End()));
}

}  // namespace
}  // namespace finsam::ledger

// What the tests of locks and closings share: the small association's years,
// and the calls that change them.

#ifndef FINSAM_TESTS_LEDGER_YEAR_SAMPLE_H_
#define FINSAM_TESTS_LEDGER_YEAR_SAMPLE_H_

#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/civil_time.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {

using Openings = std::map<int32_t, int64_t>;

inline std::string YearName(int year) {
  return absl::StrCat(kAssociation, "/fiscalYears/", year);
}

inline v1::PostVoucherRequest PostingIn(int year, const std::string& request_id,
                                        int64_t amount_ore,
                                        const std::string& object = "") {
  v1::PostVoucherRequest request = PostingOf(request_id, amount_ore, object);
  request.set_fiscal_year(YearName(year));
  request.mutable_voucher()->mutable_date()->set_year(year);
  return request;
}

// The small association's next year, as its program exports it.
inline std::string NextBooks() {
  std::string text = kBooks;
  text.resize(text.find("#IB -1"));
  text = With(text, "#RAR 0 20240101 20241231", "#RAR 0 20250101 20251231");
  text = With(text, "#RAR -1 20230101 20231231", "#RAR -1 20240101 20241231");
  return text + R"(#UB -1 1930 1249.50
#UB -1 2010 -1000
#RES -1 3010 -600
#RES -1 4010 350.50
#IB 0 1930 1249.50
#IB 0 2010 -1249.50
#UB 0 1930 1349.50
#UB 0 2010 -1249.50
#RES 0 3010 -100
#VER A 1 20250110 "Bidrag"
{
#TRANS 1930 {} 100
#TRANS 3010 {} -100
}
)";
}

// A ledger with the small association's year 2024.
class YearTest : public testing::Test {
 protected:
  void SetUp() override {
    const auto answer = host_.Import("books", kBooks);
    ASSERT_TRUE(answer.ok()) << answer.status();
  }

  using Answer = absl::StatusOr<v1::FiscalYearResponse>;

  Answer Lock(int year, const std::string& request_id,
              std::optional<absl::CivilDay> day,
              const std::string& reason = "Avstämt") {
    v1::SetPeriodLockRequest request;
    request.set_fiscal_year(YearName(year));
    request.set_request_id(request_id);
    if (day.has_value()) {
      request.mutable_locked_through()->set_year(
          static_cast<int32_t>(day->year()));
      request.mutable_locked_through()->set_month(day->month());
      request.mutable_locked_through()->set_day(day->day());
    }
    request.set_reason(reason);
    return host_.SetPeriodLock(request);
  }

  Answer Close(int year, const std::string& request_id,
               const std::string& reason = "", int32_t account = 2010) {
    v1::CloseFiscalYearRequest request;
    request.set_fiscal_year(YearName(year));
    request.set_request_id(request_id);
    request.set_capital_account(account);
    request.set_reason(reason);
    return host_.CloseFiscalYear(request);
  }

  Answer Reopen(int year, const std::string& request_id,
                const std::string& reason = "Beslut § 12") {
    v1::ReopenFiscalYearRequest request;
    request.set_fiscal_year(YearName(year));
    request.set_request_id(request_id);
    request.set_reason(reason);
    return host_.ReopenFiscalYear(request);
  }

  v1::FiscalYear Year(int year) {
    v1::GetFiscalYearRequest request;
    request.set_fiscal_year(YearName(year));
    const auto answer = host_.GetFiscalYear(request);
    EXPECT_TRUE(answer.ok()) << answer.status();
    return answer.ok() ? answer->fiscal_year() : v1::FiscalYear();
  }

  // What the year's accounts open with, öre, at a revision (0: now).
  Openings Opens(int year, int64_t at_revision = 0) {
    Openings out;
    const auto balance =
        host_.ledger().GetTrialBalance({"2220001511", year}, at_revision);
    EXPECT_TRUE(balance.ok()) << balance.status();
    if (!balance.ok()) return out;
    for (const auto& row : balance->rows) {
      if (row.total.opening != Ore{0}) {
        out[row.account] = row.total.opening.value;
      }
    }
    return out;
  }

  absl::StatusOr<ImportAnswer> ImportYear(int year,
                                          const std::string& request_id,
                                          const std::string& books) {
    return host_.Import(
        YearName(year), request_id,
        {{absl::StrCat(year, ".se"), books}, {kLayoutFileName, kLayout}});
  }

  void ExpectProved() {
    const auto proof = host_.Verify(kAssociation);
    EXPECT_TRUE(proof.ok()) << proof.status();
  }

  LedgerHost host_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_YEAR_SAMPLE_H_

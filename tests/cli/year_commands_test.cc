// What stands in the way of closing a year, and of a shorter lock.

#include "cli/year_commands.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "cli/arguments.h"
#include "common/base/status.h"
#include "common/figure/convert.h"

namespace finsam::cli {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

ledger::v1::FiscalYear Year2024() {
  ledger::v1::FiscalYear year;
  ToProto(absl::CivilDay(2024, 1, 1), year.mutable_first());
  ToProto(absl::CivilDay(2024, 12, 31), year.mutable_last());
  return year;
}

TEST(YearCommandsTest, AYearIsUnfinishedUntilItsLastDayIsOver) {
  const ledger::v1::FiscalYear year = Year2024();
  EXPECT_THAT(WhyUnfinished(year, absl::CivilDay(2025, 1, 1),
                            /*last_month_is_empty=*/false),
              IsEmpty());
  EXPECT_THAT(WhyUnfinished(year, absl::CivilDay(2024, 12, 31),
                            /*last_month_is_empty=*/false),
              ElementsAre(HasSubstr("2024-12-31")));
  EXPECT_THAT(WhyUnfinished(year, absl::CivilDay(2023, 6, 1),
                            /*last_month_is_empty=*/true),
              ElementsAre(HasSubstr("2024-12-31"), HasSubstr("2024-12,")));
}

TEST(YearCommandsTest, ALockThatFreesDaysIsRefused) {
  ledger::v1::FiscalYear year = Year2024();
  EXPECT_TRUE(CheckNotLoosened(year, absl::CivilDay(2024, 3, 31)).ok());
  ToProto(absl::CivilDay(2024, 6, 30), year.mutable_locked_through());
  EXPECT_TRUE(CheckNotLoosened(year, absl::CivilDay(2024, 6, 30)).ok());
  EXPECT_TRUE(CheckNotLoosened(year, absl::CivilDay(2024, 7, 31)).ok());
  const absl::Status refused =
      CheckNotLoosened(year, absl::CivilDay(2024, 6, 29));
  EXPECT_EQ(ReasonOf(refused), "LOCK_LOOSENED");
  EXPECT_THAT(std::string(refused.message()), HasSubstr("--lift"));
}

TEST(ArgumentsTest, ARootIs64HexDigits) {
  const std::string root(64, 'a');
  EXPECT_EQ(*ParseRoot(" " + std::string(64, 'A') + "\n"), root);
  EXPECT_EQ(*ParseRoot(""), "");
  for (const std::string& bad : {std::string("zz"), std::string(64, 'g'),
                                 std::string(63, 'a'), std::string(65, 'a')}) {
    const absl::Status refused = ParseRoot(bad).status();
    EXPECT_EQ(ReasonOf(refused), "ARGUMENT_INVALID");
    EXPECT_THAT(std::string(refused.message()), HasSubstr("64 hexsiffror"));
  }
}

}  // namespace
}  // namespace finsam::cli

#include "common/base/clock.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/time/clock.h"
#include "common/base/test_clock.h"
#include "tests/common/temp_folder.h"

namespace finsam {
namespace {

TEST(ClockTest, TheSystemClockTellsTheTime) {
  const absl::Time before = absl::Now();
  const absl::Time told = SystemClock().Now();
  EXPECT_LE(before, told);
  EXPECT_LE(told, absl::Now());
}

TEST(ClockTest, AFixedClockStandsStill) {
  const absl::Time day =
      absl::FromCivil(absl::CivilDay(2025, 3, 20), absl::UTCTimeZone());
  FixedClock clock(day);
  EXPECT_EQ(clock.Now(), day);
  EXPECT_EQ(clock.Now(), day);
  clock.Set(day + absl::Hours(1));
  EXPECT_EQ(clock.Now(), day + absl::Hours(1));
}

TEST(ClockTest, ATestClockFollowsItsFile) {
  const test::TempFolder folder;
  const std::string file = folder.path() + "/time";
  EXPECT_FALSE(OpenClock(file).ok());
  std::ofstream(file) << "2024-04-01T12:00:00+02:00\n";
  const auto clock = OpenClock(file);
  ASSERT_TRUE(clock.ok());
  const absl::Time noon =
      absl::FromCivil(absl::CivilHour(2024, 4, 1, 10), absl::UTCTimeZone());
  EXPECT_EQ((*clock)->Now(), noon);
  std::ofstream(file) << "2024-04-02T12:00:00+02:00";
  EXPECT_EQ((*clock)->Now(), noon + absl::Hours(24));
  std::ofstream(file) << "someday";
  EXPECT_EQ((*clock)->Now(), noon + absl::Hours(24));
  const absl::Time before = absl::Now();
  const auto own = OpenClock("");
  ASSERT_TRUE(own.ok());
  EXPECT_GE((*own)->Now(), before);
}

TEST(IdSourceTest, OneSeedGivesOneOrder) {
  const auto first = NewSeededIdSource(17);
  const auto second = NewSeededIdSource(17);
  const auto other = NewSeededIdSource(18);
  for (int i = 0; i < 100; ++i) {
    const std::string id = first->Next();
    EXPECT_EQ(id, second->Next());
    EXPECT_NE(id, other->Next());
    ASSERT_EQ(id.size(), 32u);
    for (const char c : id) {
      EXPECT_TRUE(absl::ascii_isxdigit(static_cast<unsigned char>(c)));
    }
  }
}

TEST(IdSourceTest, RandomNamesDiffer) {
  EXPECT_NE(NewRandomIdSource()->Next(), NewRandomIdSource()->Next());
}

TEST(IdSourceTest, ThreadsGetNamesOfTheirOwn) {
  const auto source = NewSeededIdSource(1);
  std::vector<std::vector<std::string>> taken(4);
  std::vector<std::thread> threads;
  for (auto& mine : taken) {
    threads.emplace_back([&source, &mine] {
      for (int i = 0; i < 1'000; ++i) mine.push_back(source->Next());
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& mine : taken) all.insert(mine.begin(), mine.end());
  EXPECT_EQ(all.size(), 4'000u);
}

}  // namespace
}  // namespace finsam

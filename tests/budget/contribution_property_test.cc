// Contributions: what holds for every split.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/contribution.h"

namespace finsam::budget {
namespace {

using testing::IsEmpty;

const FiscalYearName kYear{"2220001511", 2025};

Contributor Member(const std::string& id, Party party) {
  Contributor member;
  member.id = id;
  member.party = party;
  return member;
}

std::vector<Problem> ProblemsOf(const ContributionTerms& terms) {
  std::vector<Problem> problems;
  CheckContributions({terms, "contributions.csv", {}}, &problems);
  return problems;
}

ContributionTerms RandomTerms(std::mt19937_64& random) {
  const auto below = [&](int64_t n) {
    return static_cast<int64_t>(random() % static_cast<uint64_t>(n));
  };
  ContributionTerms terms;
  terms.rounding = below(2) == 0 ? kRoundingKrona : kRoundingHundred;
  terms.total =
      Ore{(1 + below(below(2) == 0 ? 200 : 100'000)) * terms.rounding.value};
  terms.basis = below(3) == 0 ? Basis::kAgreement : Basis::kInhabitants;
  terms.contributors.push_back(Member("fk", Party::kState));
  const auto add = [&](Party party, int64_t count, bool by_shares) {
    int64_t left = kWhole.ppm;
    for (int64_t i = 0; i < count; ++i) {
      const std::string id = absl::StrCat("m-", terms.contributors.size());
      terms.contributors.push_back(Member(id, party));
      Contributor& member = terms.contributors.back();
      member.population = 1 + below(below(2) == 0 ? 50 : 200'000);
      if (!by_shares) continue;
      member.share = Share{i + 1 == count ? left : below(left + 1)};
      left -= member.share->ppm;
    }
  };
  if (below(5) == 0) {
    terms.law = SplitLaw::kWithoutRegion;
  } else {
    add(Party::kRegions, 1 + below(3), below(2) == 0);
  }
  add(Party::kMunicipalities, 1 + below(13), terms.basis == Basis::kAgreement);
  return terms;
}

TEST(ContributionPropertyTest, EveryLevelAddsUpAndRoundingExplainsItself) {
  for (uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    ContributionTerms terms = RandomTerms(random);
    ASSERT_THAT(ProblemsOf(terms), IsEmpty());
    const ContributionSplit split = SplitContributions(terms);
    std::array<Ore, kPartyCount> parties{};
    for (size_t i = 0; i < split.members.size(); ++i) {
      ASSERT_GE(split.members[i], Ore{0});
      ASSERT_EQ(split.members[i].value % terms.rounding.value, 0);
      parties[static_cast<size_t>(terms.contributors[i].party)] +=
          split.members[i];
    }
    ASSERT_EQ(parties, split.parties);
    ASSERT_EQ(parties[0] + parties[1] + parties[2], terms.total);
    const bool without = terms.law == SplitLaw::kWithoutRegion;
    const int64_t quarters[] = {2, without ? 0 : 1, without ? 2 : 1};
    for (size_t i = 0; i < kPartyCount; ++i) {
      const int64_t off =
          4 * parties[i].value - quarters[i] * terms.total.value;
      ASSERT_LT(std::abs(off), 4 * terms.rounding.value);
      if (terms.total.value % (4 * terms.rounding.value) == 0) {
        ASSERT_EQ(off, 0);
      }
    }
    // What we divide ourselves is no departure when it is then agreed.
    for (size_t i = 0; i < split.members.size(); ++i) {
      terms.contributors[i].agreed = split.members[i];
    }
    ASSERT_THAT(ProblemsOf(terms), IsEmpty());
    ASSERT_THAT(ContributionFindings(kYear, terms, 1), IsEmpty());
    ContributionSplit again = SplitContributions(terms);
    ASSERT_TRUE(again.is_agreed);
    again.is_agreed = false;
    ASSERT_EQ(again, split);
  }
}

TEST(ContributionPropertyTest, MoreInhabitantsNeverGiveASmallerAmount) {
  int grew = 0;
  for (uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    ContributionTerms terms = RandomTerms(random);
    if (terms.basis != Basis::kInhabitants) continue;
    const size_t last = terms.contributors.size() - 1;
    const ContributionSplit before = SplitContributions(terms);
    *terms.contributors[last].population += static_cast<int64_t>(random() % 30);
    const ContributionSplit after = SplitContributions(terms);
    ASSERT_EQ(after.parties, before.parties);
    ASSERT_GE(after.members[last], before.members[last]);
    for (size_t i = 0; i < last; ++i) {
      ASSERT_LE(after.members[i], before.members[i]);
    }
    grew += after.members[last] > before.members[last];
  }
  EXPECT_GT(grew, 100);
}

TEST(ContributionPropertyTest, ALargerTotalIsNoOnesSmallerAmount) {
  for (uint64_t seed = 1; seed <= 3'000; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    ContributionTerms terms = RandomTerms(random);
    const ContributionSplit before = SplitContributions(terms);
    terms.total += terms.rounding;
    const ContributionSplit after = SplitContributions(terms);
    for (size_t i = 0; i < after.members.size(); ++i) {
      ASSERT_GE(after.members[i], before.members[i]);
    }
  }
}

}  // namespace
}  // namespace finsam::budget

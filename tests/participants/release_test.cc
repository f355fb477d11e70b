#include <algorithm>
#include <random>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "services/participants/clp_program.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/release_plan.h"
#include "services/participants/release_codec.h"
#include "tests/participants/disclosure_samples.h"

namespace finsam::participants {
namespace {

using test::Counted;
using test::Participants;
using test::Row;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr char kEnter[] = "participants/enter/deltagare/";

ReleasePlan PlanOf(const PlanInput& input) {
  auto plan = PlanRelease(input, ClpSolver());
  EXPECT_TRUE(plan.ok()) << plan.status();
  return plan.ok() ? *plan : ReleasePlan();
}

std::vector<Leak> LeaksOf(const Release& release,
                          const std::vector<Release>& earlier,
                          const ProtectionRule& rule = {}) {
  auto leaks = CheckRelease(release, earlier, rule, ClpSolver());
  EXPECT_TRUE(leaks.ok()) << leaks.status();
  return leaks.ok() ? *leaks : std::vector<Leak>();
}

std::vector<std::string> SentencesOf(const std::vector<Leak>& leaks) {
  std::vector<std::string> sentences;
  for (const Leak& leak : leaks) sentences.push_back(leak.sentence);
  return sentences;
}

// What is shown of `release`, turned about.
void Turn(Release* release, const std::string& id) {
  for (ReleasedCell& cell : release->cells) {
    if (cell.id == id) {
      cell.shown = !cell.shown;
      return;
    }
  }
  ADD_FAILURE() << id;
}

TEST(ReleasePlanTest, ASmallCountTakesAnotherWithIt) {
  const Facts facts = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 40, 35)});
  const ReleasePlan plan = PlanOf({{{2024, &facts}}, Audience::kPublic, {}});
  EXPECT_THAT(plan.primary, ElementsAre(absl::StrCat(kEnter, "men/2024")));
  EXPECT_THAT(plan.secondary, Not(IsEmpty()));
  EXPECT_THAT(SentencesOf(plan.leaks), IsEmpty());
  EXPECT_GT(plan.loss, 0);
  EXPECT_EQ(plan.release.number, 1);
  EXPECT_EQ(plan.release.minimum, 5);
  EXPECT_EQ(plan.shown.size() + plan.primary.size() + plan.secondary.size(),
            9u);
  // The whole association's number is the last to go.
  EXPECT_THAT(plan.shown, Contains("participants/total/deltagare/total/2024"));
}

TEST(ReleasePlanTest, ZeroAndLargeNumbersAreShown) {
  const Facts facts = Counted(
      {Participants("Enter", 2024, 12, 0), Participants("Nova", 2024, 40, 35)});
  const ReleasePlan plan = PlanOf({{{2024, &facts}}, Audience::kPublic, {}});
  EXPECT_THAT(plan.primary, IsEmpty());
  EXPECT_THAT(plan.secondary, IsEmpty());
  EXPECT_EQ(plan.loss, 0);
}

TEST(ReleasePlanTest, TheProofFindsWhatWasShownByMistake) {
  const Facts facts = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 40, 35)});
  ReleasePlan plan = PlanOf({{{2024, &facts}}, Audience::kPublic, {}});
  EXPECT_THAT(LeaksOf(plan.release, {}), IsEmpty());
  for (const std::string& id : plan.secondary) Turn(&plan.release, id);
  const std::vector<Leak> leaks = LeaksOf(plan.release, {});
  ASSERT_EQ(leaks.size(), 1u);
  EXPECT_EQ(leaks[0].id, absl::StrCat(kEnter, "men/2024"));
  EXPECT_FALSE(leaks[0].told_before);
  EXPECT_THAT(leaks[0].releases, ElementsAre(1));
  EXPECT_EQ(leaks[0].sentence,
            "Det skyddade talet participants/enter/deltagare/men/2024 kan "
            "räknas ut av alla ur släpp 1.");
}

TEST(ReleasePlanTest, ACorrectionTellsNoSecretOfEitherRelease) {
  const Facts first = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 40, 35)});
  PlanInput input{{{2024, &first}}, Audience::kPublic, {}};
  input.earlier.push_back(PlanOf(input).release);
  const Facts corrected = Counted(
      {Participants("Enter", 2024, 12, 4), Participants("Nova", 2024, 40, 35)});
  input.years = {{2024, &corrected}};
  const ReleasePlan plan = PlanOf(input);
  EXPECT_EQ(plan.release.number, 2);
  EXPECT_THAT(SentencesOf(plan.leaks), IsEmpty());
  EXPECT_THAT(SentencesOf(LeaksOf(plan.release, input.earlier)), IsEmpty());
}

TEST(ReleasePlanTest, WhatWasShownStaysShownAndOthersMakeRoom) {
  // At first there is nothing to protect; then a row is found to be wrong.
  const Facts first = Counted(
      {Participants("Enter", 2024, 12, 9), Participants("Nova", 2024, 40, 35)});
  PlanInput input{{{2024, &first}}, Audience::kPublic, {}};
  input.earlier.push_back(PlanOf(input).release);
  const Facts corrected = Counted(
      {Participants("Enter", 2024, 12, 3), Participants("Nova", 2024, 40, 35)});
  input.years = {{2024, &corrected}};
  const ReleasePlan plan = PlanOf(input);
  EXPECT_THAT(SentencesOf(plan.leaks), IsEmpty());
  const auto men_and_total = UnorderedElementsAre(
      absl::StrCat(kEnter, "men/2024"), absl::StrCat(kEnter, "total/2024"));
  std::vector<std::string> hidden = plan.primary;
  for (const std::string& id : plan.secondary) {
    if (id.starts_with(kEnter)) hidden.push_back(id);
  }
  // Enter's women are known, so its total must go with its men.
  EXPECT_THAT(hidden, men_and_total);
}

// Five years of releases, each of them safe by itself: who took part, began and
// finished. The women of 2020 who finished were too few to be shown.
class FiveYearsTest : public ::testing::Test {
 protected:
  FiveYearsTest() {
    // Participants, finished, new; of women and of men.
    const int64_t kWomen[5][3] = {
        {20, 3, 6}, {30, 10, 13}, {28, 9, 8}, {27, 11, 8}, {26, 12, 10}};
    for (int i = 0; i < 5; ++i) {
      const std::string year = absl::StrCat(2020 + i);
      const auto& [took_part, finished, began] = kWomen[i];
      facts_.push_back(Counted(
          {Row("Enter", CountMeasure::kParticipants, year, took_part, 50),
           Row("Enter", CountMeasure::kFinished, year, finished, 20),
           Row("Enter", CountMeasure::kNew, year, began, 20)}));
    }
  }

  // The year with the one before.
  PlanInput InputFor(int year, std::vector<Release> earlier) const {
    PlanInput input{{}, Audience::kPublic, std::move(earlier)};
    if (year > 2020) input.years.push_back({year - 1, &facts_[year - 2021]});
    input.years.push_back({year, &facts_[year - 2020]});
    return input;
  }

  std::vector<Facts> facts_;
};

TEST_F(FiveYearsTest, PlannedInOrderNothingIsTold) {
  std::vector<Release> releases;
  for (int year = 2020; year <= 2024; ++year) {
    const ReleasePlan plan = PlanOf(InputFor(year, releases));
    EXPECT_THAT(SentencesOf(plan.leaks), IsEmpty()) << year;
    releases.push_back(plan.release);
  }
  EXPECT_EQ(releases.back().number, 5);
}

TEST_F(FiveYearsTest, APlantedLeakIsFoundWithTheReleasesThatTellIt) {
  std::vector<Release> releases;
  for (int year = 2020; year <= 2024; ++year) {
    releases.push_back(PlanOf(InputFor(year, releases)).release);
  }
  // The first shows how many women took part in 2020, the second how many were
  // new in 2021 and the third how many took part then: together they tell how
  // many finished in 2020. Each by itself is safe.
  const Release last = releases.back();
  releases.pop_back();
  const auto only = [&](size_t release, const std::string& id) {
    for (ReleasedCell& cell : releases[release].cells) cell.shown = false;
    Turn(&releases[release], id);
  };
  only(0, "participants/enter/deltagare/women/2020");
  only(1, "participants/enter/nya/women/2021");
  only(2, "participants/enter/deltagare/women/2021");
  const std::vector<Leak> leaks = LeaksOf(last, releases);
  const auto of_2020 =
      std::find_if(leaks.begin(), leaks.end(), [](const Leak& leak) {
        return leak.id == "participants/enter/avslutade/women/2020";
      });
  ASSERT_NE(of_2020, leaks.end());
  EXPECT_TRUE(of_2020->told_before);
  EXPECT_THAT(of_2020->sentence, HasSubstr("släppen 1, 2, 3, som redan"));
}

TEST(ReleasePlanTest, MembersSeeMoreThanThePublicAndAreReckonedWith) {
  Facts facts = Counted({Participants("Enter", 2024, 12, 4),
                         Participants("Nova", 2024, 40, 2),
                         Participants("Tre", 2024, 30, 35)});
  facts.rules.protection.member_minimum = 3;
  PlanInput input{{{2024, &facts}}, Audience::kMembers, {}};
  const ReleasePlan members = PlanOf(input);
  EXPECT_THAT(members.primary,
              ElementsAre("participants/nova/deltagare/men/2024"));
  input.earlier = {members.release};
  input.audience = Audience::kPublic;
  const ReleasePlan all = PlanOf(input);
  EXPECT_THAT(all.leaks, IsEmpty());
  EXPECT_THAT(all.primary,
              UnorderedElementsAre("participants/nova/deltagare/men/2024",
                                   absl::StrCat(kEnter, "men/2024")));
  // What the public is shown beside what members know tells these nothing.
  EXPECT_THAT(LeaksOf(all.release, input.earlier, facts.rules.protection),
              IsEmpty());
  Release careless = all.release;
  for (ReleasedCell& cell : careless.cells) {
    if (cell.id.starts_with("participants/") && cell.value >= 5) {
      cell.shown = true;
    }
  }
  bool found = false;
  for (const Leak& leak :
       LeaksOf(careless, input.earlier, facts.rules.protection)) {
    found = found || leak.reader == Audience::kMembers;
  }
  EXPECT_TRUE(found);
}

TEST(ReleasePlanTest, AHigherMinimumHidesAgainAndSaysWhatIsOut) {
  Facts facts = Counted(
      {Participants("Enter", 2024, 12, 4), Participants("Nova", 2024, 40, 35)});
  facts.rules.protection.public_minimum = 3;
  PlanInput input{{{2024, &facts}}, Audience::kPublic, {}};
  input.earlier = {PlanOf(input).release};
  facts.rules.protection.public_minimum = 5;
  const ReleasePlan plan = PlanOf(input);
  EXPECT_THAT(plan.primary, ElementsAre(absl::StrCat(kEnter, "men/2024")));
  ASSERT_EQ(plan.leaks.size(), 1u);
  EXPECT_TRUE(plan.leaks[0].told_before);
  EXPECT_THAT(plan.leaks[0].releases, ElementsAre(1));
}

// A year of some initiatives with parts, out of chance.
Facts RandomFacts(std::mt19937_64& random, int year, const Facts* before) {
  const auto upto = [&](int64_t most) {
    return std::uniform_int_distribution<int64_t>(0, most)(random);
  };
  Facts facts;
  const int64_t initiatives = 1 + upto(3);
  for (int64_t i = 0; i < initiatives; ++i) {
    const std::string name = absl::StrCat("insats ", i);
    const std::string period = absl::StrCat(year);
    const int64_t women = upto(25);
    const int64_t men = upto(25);
    const int64_t left_women = upto(women);
    const int64_t left_men = upto(men);
    const bool by_gender = upto(3) > 0;
    const auto add = [&](CountMeasure measure, int64_t w, int64_t m,
                         std::vector<Slice> slices = {}) {
      facts.counts.push_back(
          by_gender
              ? Row(name, measure, period, w, m, {}, std::move(slices))
              : Row(name, measure, period, {}, m, w + m, std::move(slices)));
    };
    add(CountMeasure::kParticipants, women, men);
    add(CountMeasure::kFinished, left_women, left_men);
    const int64_t work_women = upto(left_women);
    const int64_t work_men = upto(left_men);
    add(CountMeasure::kFinished, work_women, work_men, {{"orsak", "arbete"}});
    if (upto(2) > 0) {
      add(CountMeasure::kFinished, left_women - work_women, left_men - work_men,
          {{"orsak", "annat"}});
    }
    if (before == nullptr) continue;
    int64_t stayed_women = 0;
    int64_t stayed_men = 0;
    for (const CountRow& row : before->counts) {
      if (row.initiative != name || !row.slices.empty()) continue;
      const int sign = row.measure == CountMeasure::kFinished ? -1 : 1;
      stayed_men += sign * row.of(Gender::kMen).value_or(0);
      stayed_women += sign * (TotalOf(row) - row.of(Gender::kMen).value_or(0));
    }
    if (women >= stayed_women && men >= stayed_men) {
      add(CountMeasure::kNew, women - stayed_women, men - stayed_men);
    }
  }
  SurveyRow survey;
  survey.survey = "Enkät";
  survey.question = "Nytta";
  survey.period = *ParsePeriod(absl::StrCat(year));
  survey.rule = "steg 2–3 av 3";
  survey.steps = {upto(4), upto(4), upto(4)};
  survey.answers = survey.steps[0] + survey.steps[1] + survey.steps[2];
  survey.positive = survey.steps[1] + survey.steps[2];
  facts.surveys = {survey};
  return facts;
}

TEST(ReleasePropertyTest, NoReleaseTellsASecretOfThisOrAnEarlierOne) {
  int told_before = 0;
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    std::mt19937_64 random(seed);
    const Facts first = RandomFacts(random, 2023, nullptr);
    const Facts second = RandomFacts(random, 2024, &first);
    PlanInput input{{{2023, &first}}, Audience::kPublic, {}};
    for (int step = 0; step < 2; ++step) {
      const ReleasePlan plan = PlanOf(input);
      for (const ReleasedCell& cell : plan.release.cells) {
        EXPECT_FALSE(cell.shown &&
                     IsSecret(cell.value, cell.group, plan.release.minimum))
            << cell.id;
      }
      for (const Leak& leak : LeaksOf(plan.release, input.earlier)) {
        // Numbers of next year can turn out to be few by what was shown this
        // year; what is released then may not be what tells it.
        EXPECT_TRUE(step > 0 && leak.told_before) << leak.sentence;
        ++told_before;
      }
      EXPECT_EQ(SentencesOf(plan.leaks),
                SentencesOf(LeaksOf(plan.release, input.earlier)));
      input.earlier.push_back(plan.release);
      input.years.push_back({2024, &second});
    }
  }
  EXPECT_LE(told_before, 1);
}

TEST(ReleaseCodecTest, ComesBackAsItWasAndNothingElseDoes) {
  const Facts facts = Counted({Participants("Enter", 2024, 12, {}, 15),
                               Participants("Nova", 2024, 40, 35)});
  Release release = PlanOf({{{2024, &facts}}, Audience::kMembers, {}}).release;
  release.time = "2025-02-01T08:00:00Z";
  const std::string bytes = EncodeRelease(release);
  const auto back = DecodeRelease(bytes);
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(EncodeRelease(*back), bytes);
  EXPECT_EQ(back->number, 1);
  EXPECT_EQ(back->audience, Audience::kMembers);
  EXPECT_EQ(back->year, 2024);
  EXPECT_EQ(back->time, release.time);
  EXPECT_EQ(back->minimum, 5);
  EXPECT_EQ(back->cells, release.cells);
  ASSERT_EQ(back->relations.size(), release.relations.size());
  for (size_t i = 0; i < back->relations.size(); ++i) {
    const Equation& a = back->relations[i];
    const Equation& b = release.relations[i];
    ASSERT_EQ(a.terms.size(), b.terms.size());
    for (size_t j = 0; j < a.terms.size(); ++j) {
      EXPECT_EQ(a.terms[j].column, b.terms[j].column);
      EXPECT_EQ(a.terms[j].factor, b.terms[j].factor);
    }
  }
  for (size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(DecodeRelease(bytes.substr(0, size)).has_value()) << size;
  }
  EXPECT_FALSE(DecodeRelease(bytes + "x").has_value());
  // A term of a cell that is not there.
  release.relations[0].terms[0].column = release.cells.size();
  EXPECT_FALSE(DecodeRelease(EncodeRelease(release)).has_value());
}

TEST(ReleaseTest, MembersSeeWhatThePublicSees) {
  EXPECT_TRUE(Sees(Audience::kMembers, Audience::kPublic));
  EXPECT_FALSE(Sees(Audience::kPublic, Audience::kMembers));
  std::vector<Release> releases(3);
  for (int i = 0; i < 3; ++i) releases[i].number = i + 1;
  releases[1].audience = Audience::kMembers;
  EXPECT_EQ(SeenBy(Audience::kPublic, releases),
            (std::vector<const Release*>{&releases[2], &releases[0]}));
  EXPECT_EQ(SeenBy(Audience::kMembers, releases).size(), 3u);
}

}  // namespace
}  // namespace finsam::participants

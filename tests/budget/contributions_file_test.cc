// The files of contributions, instalments and rules, as people write them.

#include "services/budget/contributions_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/budget/rules_file.h"
#include "services/budget/share_text.h"

namespace finsam::budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Ore Kr(int64_t kronor) { return Ore{kronor * 100}; }

std::vector<std::string> Seen(const std::vector<Problem>& problems,
                              absl::string_view file) {
  std::vector<std::string> seen;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.file, file);
    seen.push_back(
        absl::StrCat(problem.reason, ":", problem.line, ":", problem.field));
  }
  return seen;
}

TEST(ContributionsFileTest, ReadsWhatAPersonWrites) {
  std::vector<Problem> problems;
  const ContributionDraft draft = ReadContributionsFile(
      "#summa;4 960 000\n#fördelning;lag\n#kommunernas del;Avtal\n"
      "#avrundning;1\nmedlem;slag;invånare;andel;belopp\n"
      "fk;stat;;;2 480 000\nregion;region;;;1240000,50\n\n"
      "gislaved;kommun;29 300;40 %;100\nvarnamo;Kommun;;60%;1\n",
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(draft.file, "contributions.csv");
  EXPECT_EQ(draft.terms.total, Kr(4'960'000));
  EXPECT_EQ(draft.terms.law, SplitLaw::kWithRegions);
  EXPECT_EQ(draft.terms.basis, Basis::kAgreement);
  EXPECT_EQ(draft.terms.rounding, kRoundingKrona);
  EXPECT_THAT(
      draft.terms.contributors,
      ElementsAre(
          Contributor{"fk", Party::kState, {}, {}, Kr(2'480'000)},
          Contributor{"region", Party::kRegions, {}, {}, Ore{124'000'050}},
          Contributor{"gislaved", Party::kMunicipalities, 29'300,
                      Share{400'000}, Kr(100)},
          Contributor{
              "varnamo", Party::kMunicipalities, {}, Share{600'000}, Kr(1)}));
  EXPECT_THAT(draft.places, ElementsAre(6, 7, 9, 10));
}

TEST(ContributionsFileTest, WhatIsNotSaidIsTheUsual) {
  std::vector<Problem> problems;
  const ContributionDraft draft = ReadContributionsFile(
      "#summa;100\nmedlem;slag;invånare;andel\nfk;stat;;\n", &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(draft.terms.law, SplitLaw::kWithRegions);
  EXPECT_EQ(draft.terms.basis, Basis::kInhabitants);
  EXPECT_EQ(draft.terms.rounding, kRoundingHundred);
  const ContributionDraft gotland = ReadContributionsFile(
      "#summa;100\n#fördelning;lag utan region\n"
      "medlem;slag;invånare;andel\n",
      &problems);
  EXPECT_EQ(gotland.terms.law, SplitLaw::kWithoutRegion);
}

TEST(ContributionsFileTest, SaysEveryProblemWithItsPlace) {
  constexpr char kHead[] = "medlem;slag;invånare;andel;belopp\n";
  const struct {
    std::string content;
    std::vector<std::string> problems;
  } cases[] = {
      {"", {"CSV_EMPTY:0:"}},
      {absl::StrCat("#avrundning;1\n", kHead),
       {"CSV_DIRECTIVE_MISSING:0:summa"}},
      {absl::StrCat("#summa;mycket\n#fördelning;lika\n#kommunernas del;allt\n"
                    "#avrundning;hel\n",
                    kHead),
       {"AMOUNT_MALFORMED:0:summa", "FIELD_INVALID:0:fördelning",
        "FIELD_INVALID:0:kommunernas del", "AMOUNT_MALFORMED:0:avrundning"}},
      {absl::StrCat("#summa;99999999999\n", kHead,
                    ";stat;;;\na;;;;\nb;landsting;;;\nc;kommun;-1;40;x\n"
                    "d;kommun;många;140 %;99999999999\n"),
       {"AMOUNT_TOO_LARGE:0:summa", "CSV_FIELD_EMPTY:3:medlem",
        "CSV_FIELD_EMPTY:4:slag", "FIELD_INVALID:5:slag",
        "COUNT_NEGATIVE:6:invånare", "SHARE_MALFORMED:6:andel",
        "AMOUNT_MALFORMED:6:belopp", "COUNT_MALFORMED:7:invånare",
        "SHARE_MALFORMED:7:andel", "AMOUNT_TOO_LARGE:7:belopp"}},
      {"#summa;100\nmedlem;slag;invånare\n", {"CSV_COLUMN_MISSING:2:andel"}},
  };
  for (const auto& c : cases) {
    std::vector<Problem> problems;
    const ContributionDraft draft = ReadContributionsFile(c.content, &problems);
    EXPECT_EQ(Seen(problems, "contributions.csv"), c.problems) << c.content;
    EXPECT_THAT(draft.terms.contributors, IsEmpty());
    // What the reader said is not said again.
    const size_t before = problems.size();
    CheckContributions(draft, &problems);
    EXPECT_EQ(problems.size(), before) << c.content;
  }
}

TEST(ContributionsFileTest, ChecksKnowTheLine) {
  std::vector<Problem> problems;
  const ContributionDraft draft = ReadContributionsFile(
      "#summa;400\nmedlem;slag;invånare;andel\nfk;stat;;\nr;region;;\n"
      "a;kommun;5;\n\nb;kommun;;\n",
      &problems);
  CheckContributions(draft, &problems);
  EXPECT_THAT(Seen(problems, "contributions.csv"),
              ElementsAre("CONTRIBUTION_POPULATION:7:invånare"));
}

TEST(InstalmentsFileTest, ReadsWhatAPersonWrites) {
  std::vector<Problem> problems;
  const InstalmentDraft draft = ReadInstalmentsFile(
      "medlem;rad;fakturerad;belopp;från;till;betald\n"
      "fk;bidrag-fk;2017-01-15;1 017 500;2017-01;2017-06;2017-02-14\n"
      "fk;bidrag-fk;2017-07-15;-500,50;2017-07;2017-12;\n",
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  const Instalment first{"fk",
                         "bidrag-fk",
                         absl::CivilDay(2017, 1, 15),
                         Kr(1'017'500),
                         absl::CivilMonth(2017, 1),
                         absl::CivilMonth(2017, 6),
                         absl::CivilDay(2017, 2, 14)};
  ASSERT_THAT(draft.instalments, SizeIs(2));
  EXPECT_EQ(draft.instalments[0], first);
  EXPECT_EQ(draft.instalments[1].amount, Ore{-500'50});
  EXPECT_EQ(draft.instalments[1].paid, std::nullopt);
  EXPECT_THAT(draft.places, ElementsAre(2, 3));
}

TEST(InstalmentsFileTest, SaysEveryProblemWithItsPlace) {
  std::vector<Problem> problems;
  const InstalmentDraft draft = ReadInstalmentsFile(
      "medlem;rad;fakturerad;belopp;från;till;betald\n"
      ";;;;;;x\n"
      "fk;a;2017-02-30;tolv;2017-13;2017;2017-02-01\n",
      &problems);
  EXPECT_THAT(draft.instalments, IsEmpty());
  EXPECT_THAT(
      Seen(problems, "instalments.csv"),
      ElementsAre("CSV_FIELD_EMPTY:2:medlem", "CSV_FIELD_EMPTY:2:rad",
                  "CSV_FIELD_EMPTY:2:fakturerad", "CSV_FIELD_EMPTY:2:belopp",
                  "CSV_FIELD_EMPTY:2:från", "CSV_FIELD_EMPTY:2:till",
                  "DATE_INVALID:2:betald", "DATE_INVALID:3:fakturerad",
                  "AMOUNT_MALFORMED:3:belopp", "MONTH_INVALID:3:från",
                  "MONTH_INVALID:3:till"));
}

TEST(RulesFileTest, ReadsTiers) {
  std::vector<Problem> problems;
  const GuidelineDraft draft = ReadRulesFile(
      "capital-guideline:\n  source: Nationella rådet\n  tiers:\n"
      "    - {contributions-up-to: 5 000 000, share: 20 %}\n"
      "    - {share: \"12,5 %\", amount: 3 000 000}\n",
      &problems);
  EXPECT_THAT(problems, IsEmpty());
  EXPECT_EQ(
      draft.guideline,
      (CapitalGuideline{"Nationella rådet",
                        {{Kr(5'000'000), Share{200'000}, std::nullopt},
                         {std::nullopt, Share{125'000}, Kr(3'000'000)}}}));
  EXPECT_THAT(draft.places, ElementsAre(4, 5));
  CheckGuideline(draft, &problems);
  EXPECT_THAT(problems, IsEmpty());
}

TEST(RulesFileTest, SaysEveryProblemWithItsPlace) {
  const struct {
    const char* content;
    std::vector<std::string> problems;
  } cases[] = {
      {"other: 1\n",
       {"YAML_KEY_MISSING:1:capital-guideline", "YAML_KEY_UNKNOWN:1:other"}},
      {"capital-guideline:\n  tiers:\n    - {share: 20, cap: 1}\n"
       "    - {amount: mycket}\n    - {amount: 99999999999}\n",
       {"YAML_KEY_MISSING:2:source", "SHARE_MALFORMED:3:share",
        "YAML_KEY_UNKNOWN:3:cap", "AMOUNT_MALFORMED:4:amount",
        "AMOUNT_TOO_LARGE:5:amount"}},
  };
  for (const auto& c : cases) {
    std::vector<Problem> problems;
    const GuidelineDraft draft = ReadRulesFile(c.content, &problems);
    EXPECT_EQ(Seen(problems, "budget-rules.yaml"), c.problems) << c.content;
    EXPECT_THAT(draft.guideline.tiers, IsEmpty());
    const size_t before = problems.size();
    CheckGuideline(draft, &problems);
    EXPECT_EQ(problems.size(), before) << c.content;
  }
}

TEST(ShareTextTest, ReadsPercentsOnly) {
  const struct {
    const char* text;
    std::optional<int64_t> ppm;
  } cases[] = {
      {"40 %", 400'000},
      {"40%", 400'000},
      {"0 %", 0},
      {"100 %", 1'000'000},
      {"33,3333 %", 333'333},
      {"33.5\u00a0%", 335'000},
      {" 0,0001 % ", 1},
      {"100,0000 %", 1'000'000},
      {"100,0001 %", {}},
      {"101 %", {}},
      {"40", {}},
      {"0,4", {}},
      {"%", {}},
      {"", {}},
      {"-1 %", {}},
      {",5 %", {}},
      {"5, %", {}},
      {"1,23456 %", {}},
      {"1,2,3 %", {}},
      {"1000 %", {}},
      {"4 0 %", {}},
      {"fyrtio %", {}},
  };
  for (const auto& c : cases) {
    const std::optional<Share> share = ParseShare(c.text);
    ASSERT_EQ(share.has_value(), c.ppm.has_value()) << c.text;
    if (!share.has_value()) continue;
    EXPECT_EQ(share->ppm, *c.ppm) << c.text;
  }
}

}  // namespace
}  // namespace finsam::budget

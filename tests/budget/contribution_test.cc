// Contributions: what Finnveden's members agreed from 2023 to 2025, and what
// the law says of it.

#include "services/budget/domain/contribution.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

namespace finsam::budget {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

const FiscalYearName kYear{"2220001511", 2025};

constexpr Ore Kr(int64_t kronor) { return Ore{kronor * 100}; }

Contributor Member(const std::string& id, Party party) {
  Contributor member;
  member.id = id;
  member.party = party;
  return member;
}

Contributor Municipality(const std::string& id, int64_t population) {
  Contributor member = Member(id, Party::kMunicipalities);
  member.population = population;
  return member;
}

// Finnveden in 2025. The populations are of the right size and give what was
// decided; which ones were used then is not published.
ContributionTerms Finnveden() {
  ContributionTerms terms;
  terms.total = Kr(4'960'000);
  terms.contributors = {Member("forsakringskassan", Party::kState),
                        Member("region-jonkoping", Party::kRegions),
                        Municipality("gislaved", 29'300),
                        Municipality("gnosjo", 9'290),
                        Municipality("varnamo", 35'010)};
  return terms;
}

ContributionTerms Agreed(int64_t total, const std::vector<int64_t>& amounts) {
  ContributionTerms terms = Finnveden();
  terms.total = Kr(total);
  for (size_t i = 0; i < amounts.size(); ++i) {
    terms.contributors[i].agreed = Kr(amounts[i]);
    terms.contributors[i].population.reset();
  }
  return terms;
}

std::vector<std::string> ReasonsOf(const ContributionTerms& terms) {
  std::vector<Problem> problems;
  CheckContributions({terms, "contributions.csv", {}}, &problems);
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.severity, Severity::kError);
    EXPECT_FALSE(problem.message.empty());
    reasons.push_back(absl::StrCat(problem.reason, ":", problem.field));
  }
  return reasons;
}

TEST(ContributionTest, FinnvedenIn2025) {
  const ContributionTerms terms = Finnveden();
  EXPECT_THAT(ReasonsOf(terms), IsEmpty());
  const ContributionSplit split = SplitContributions(terms);
  EXPECT_FALSE(split.is_agreed);
  EXPECT_EQ(split.total, Kr(4'960'000));
  EXPECT_THAT(split.parties,
              ElementsAre(Kr(2'480'000), Kr(1'240'000), Kr(1'240'000)));
  EXPECT_THAT(split.members,
              ElementsAre(Kr(2'480'000), Kr(1'240'000), Kr(493'600),
                          Kr(156'500), Kr(589'900)));
  EXPECT_THAT(ContributionFindings(kYear, terms, 1), IsEmpty());
}

TEST(ContributionTest, FinnvedenIn2024KeepsTheLaw) {
  const ContributionTerms terms =
      Agreed(5'058'000, {2'529'000, 1'264'500, 505'250, 161'600, 597'650});
  EXPECT_THAT(ReasonsOf(terms), IsEmpty());
  const ContributionSplit split = SplitContributions(terms);
  EXPECT_TRUE(split.is_agreed);
  EXPECT_EQ(split.total, Kr(5'058'000));
  EXPECT_EQ(split.parties[2], Kr(1'264'500));
  EXPECT_THAT(ContributionFindings(kYear, terms, 1), IsEmpty());
}

TEST(ContributionTest, FinnvedenIn2023DepartsFromTheLaw) {
  ContributionTerms terms =
      Agreed(5'070'000, {2'529'000, 1'267'500, 505'000, 165'000, 597'500});
  const std::vector<Finding> findings = ContributionFindings(kYear, terms, 7);
  ASSERT_THAT(findings, SizeIs(4));
  EXPECT_EQ(findings[0].code, "CONTRIBUTION_TOTAL_DIFFERS");
  EXPECT_EQ(findings[0].found.value, Value(Kr(5'064'000)));
  EXPECT_EQ(findings[0].expected.value, Value(Kr(5'070'000)));
  EXPECT_EQ(findings[0].expected.id, "contribution/total.decided/2025");
  const Finding& state = findings[1];
  EXPECT_EQ(state.code, "CONTRIBUTION_LAW");
  EXPECT_EQ(state.found.id, "contribution/state/2025");
  EXPECT_EQ(state.found.value, Value(Kr(2'529'000)));
  EXPECT_EQ(state.expected.id, "contribution/state.by-law/2025");
  EXPECT_EQ(state.expected.value, Value(Kr(2'532'000)));
  EXPECT_THAT(state.expected.provenance.terms,
              ElementsAre(Term{"contribution/total/2025", 1}));
  EXPECT_EQ(absl::StrReplaceAll(state.message, {{"\u00a0", " "}}),
            "Staten bidrar med 2 529 000 kr, 49,94 % av bidragen, "
            "men ska enligt 5 § finansamlagen bidra med "
            "2 532 000 kr, 50,00 %.");
  EXPECT_EQ(findings[2].found.id, "contribution/regions/2025");
  EXPECT_THAT(findings[2].message, HasSubstr("Regionen bidrar"));
  EXPECT_EQ(findings[3].expected.value, Value(Kr(1'266'000)));
  EXPECT_THAT(findings[3].message, HasSubstr("Kommunerna bidrar"));
}

TEST(ContributionTest, ADepartureIsARoundingUnitOrMore) {
  ContributionTerms terms = Agreed(400'000, {200'000, 100'000, 99'999, 0, 1});
  EXPECT_THAT(ContributionFindings(kYear, terms, 1), IsEmpty());
  const auto move = [&](Ore amount) {
    terms.contributors[0].agreed = Kr(200'000) + amount;
    terms.contributors[1].agreed = Kr(100'000) - amount;
    return ContributionFindings(kYear, terms, 1).size();
  };
  EXPECT_EQ(move(Ore{99'99}), 0u);
  EXPECT_EQ(move(Ore{100'00}), 2u);
  EXPECT_EQ(move(Ore{-100'00}), 2u);
  terms.rounding = kRoundingKrona;
  EXPECT_EQ(move(Ore{99}), 0u);
  EXPECT_EQ(move(Ore{100}), 2u);
}

TEST(ContributionTest, WhatIsExpectedIsToTheNearestOre) {
  ContributionTerms terms = Agreed(4, {0, 0, 0, 0, 0});
  terms.rounding = kRoundingKrona;
  terms.contributors[1].agreed = Ore{402};
  const auto findings = ContributionFindings(kYear, terms, 1);
  ASSERT_THAT(findings, SizeIs(4));
  EXPECT_EQ(findings[2].found.id, "contribution/regions/2025");
  EXPECT_EQ(findings[2].expected.value, Value(Ore{101}));
}

TEST(ContributionTest, DivisionsThatDepartFromTheirBasisAreFound) {
  ContributionTerms terms =
      Agreed(4'960'000, {2'480'000, 1'240'000, 493'600, 156'500, 589'900});
  for (size_t i = 2; i < 5; ++i) {
    terms.contributors[i].population = Finnveden().contributors[i].population;
  }
  EXPECT_THAT(ReasonsOf(terms), IsEmpty());
  EXPECT_THAT(ContributionFindings(kYear, terms, 1), IsEmpty());
  terms.contributors[2].agreed = Kr(494'600);
  terms.contributors[4].agreed = Kr(588'900);
  const auto findings = ContributionFindings(kYear, terms, 1);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_EQ(findings[0].code, "CONTRIBUTION_DIVISION");
  EXPECT_EQ(findings[0].found.id, "contribution/gislaved/2025");
  EXPECT_EQ(findings[0].expected.id, "contribution/gislaved.by-division/2025");
  // 1 240 000 × 29 300 / 73 600 = 493 641.304…
  EXPECT_EQ(findings[0].expected.value, Value(Ore{493'641'30}));
  EXPECT_EQ(findings[1].found.id, "contribution/varnamo/2025");
}

TEST(ContributionTest, WithoutARegionTheMunicipalityGivesHalf) {
  ContributionTerms terms;
  terms.total = Kr(3'000'200);
  terms.law = SplitLaw::kWithoutRegion;
  terms.contributors = {Member("fk", Party::kState),
                        Member("gotland", Party::kMunicipalities)};
  EXPECT_THAT(ReasonsOf(terms), IsEmpty());
  EXPECT_THAT(SplitContributions(terms).members,
              ElementsAre(Kr(1'500'100), Kr(1'500'100)));
  terms.contributors[0].agreed = Kr(1'500'000);
  terms.contributors[1].agreed = Kr(1'500'200);
  const auto findings = ContributionFindings(kYear, terms, 1);
  ASSERT_THAT(findings, SizeIs(2));
  EXPECT_THAT(findings[0].message, HasSubstr("5 a §"));
  EXPECT_THAT(findings[1].message, HasSubstr("Kommunen bidrar"));
}

TEST(ContributionTest, SeveralRegionsDivideByInhabitantsOrShares) {
  ContributionTerms terms = Finnveden();
  terms.total = Kr(4'000'000);
  terms.basis = Basis::kAgreement;
  terms.contributors.push_back(Member("region-halland", Party::kRegions));
  terms.contributors[1].population = 300'000;
  terms.contributors[5].population = 100'000;
  const int64_t shares[] = {400'000, 0, 600'000};
  for (size_t i = 0; i < 3; ++i) {
    terms.contributors[i + 2].share = Share{shares[i]};
  }
  EXPECT_THAT(ReasonsOf(terms), IsEmpty());
  EXPECT_THAT(SplitContributions(terms).members,
              ElementsAre(Kr(2'000'000), Kr(750'000), Kr(400'000), Kr(0),
                          Kr(600'000), Kr(250'000)));
  terms.contributors[1].share = Share{500'000};
  terms.contributors[5].share = Share{500'000};
  EXPECT_THAT(ReasonsOf(terms), IsEmpty());
  EXPECT_EQ(SplitContributions(terms).members[5], Kr(500'000));
}

TEST(ContributionTest, SaysEveryProblem) {
  const auto with = [](auto change) {
    ContributionTerms terms = Finnveden();
    change(terms);
    return ReasonsOf(terms);
  };
  using Terms = ContributionTerms&;
  const auto agree = [](Terms t, int64_t amount) {
    for (Contributor& member : t.contributors) member.agreed = Ore{amount};
  };
  EXPECT_THAT(with([](Terms t) { t.total = Kr(0); }),
              ElementsAre("CONTRIBUTION_TOTAL:summa"));
  EXPECT_THAT(with([](Terms t) { t.total = Kr(4'960'050); }),
              ElementsAre("CONTRIBUTION_TOTAL:summa"));
  EXPECT_THAT(with([](Terms t) { t.total = kAmountMax + Ore{1}; }),
              ElementsAre("AMOUNT_TOO_LARGE:summa"));
  EXPECT_THAT(with([](Terms t) { t.total = kAmountMax; }), IsEmpty());
  EXPECT_THAT(with([](Terms t) { t.rounding = Kr(50); }),
              ElementsAre("CONTRIBUTION_ROUNDING:avrundning"));
  EXPECT_THAT(with([](Terms t) { t.contributors[3].population.reset(); }),
              ElementsAre("CONTRIBUTION_POPULATION:invånare"));
  EXPECT_THAT(with([](Terms t) { t.contributors[3].population = 0; }),
              ElementsAre("CONTRIBUTION_POPULATION:invånare"));
  EXPECT_THAT(
      with([](Terms t) { t.contributors[3].population = kPopulationMax + 1; }),
      ElementsAre("CONTRIBUTION_POPULATION:invånare"));
  EXPECT_THAT(with([](Terms t) { t.contributors[3].id = "gislaved"; }),
              ElementsAre("CONTRIBUTION_MEMBER_TWICE:medlem"));
  for (const char* id : {"", "Gnosjö", "total", "regions", "a/b", "a.b"}) {
    EXPECT_THAT(with([id](Terms t) { t.contributors[3].id = id; }),
                ElementsAre("CONTRIBUTION_MEMBER_ID:medlem"));
  }
  EXPECT_THAT(
      with([](Terms t) { t.contributors.erase(t.contributors.begin()); }),
      ElementsAre("CONTRIBUTION_PARTIES:slag"));
  EXPECT_THAT(with([](Terms t) { t.contributors.resize(2); }),
              ElementsAre("CONTRIBUTION_PARTIES:slag"));
  EXPECT_THAT(
      with([](Terms t) { t.contributors.clear(); }),
      ElementsAre("CONTRIBUTION_PARTIES:slag", "CONTRIBUTION_PARTIES:slag",
                  "CONTRIBUTION_PARTIES:slag"));
  EXPECT_THAT(with([](Terms t) { t.contributors[2].party = Party::kState; }),
              ElementsAre("CONTRIBUTION_PARTIES:slag"));
  EXPECT_THAT(with([](Terms t) { t.law = SplitLaw::kWithoutRegion; }),
              ElementsAre("CONTRIBUTION_PARTIES:slag"));
  EXPECT_THAT(with([](Terms t) { t.contributors[2].share = Share{1}; }),
              ElementsAre("CONTRIBUTION_SHARES:andel"));
  EXPECT_THAT(
      with([](Terms t) { t.contributors[2].agreed = Kr(1); }),
      ElementsAre("CONTRIBUTION_AGREED:belopp", "CONTRIBUTION_AGREED:belopp",
                  "CONTRIBUTION_AGREED:belopp", "CONTRIBUTION_AGREED:belopp"));
  EXPECT_THAT(with([&](Terms t) { agree(t, 0); }),
              ElementsAre("CONTRIBUTION_AGREED:belopp"));
  EXPECT_THAT(
      with([&](Terms t) {
        agree(t, 1);
        t.contributors[0].agreed = Ore{-1};
        t.contributors[1].agreed = kAmountMax + Ore{1};
      }),
      ElementsAre("CONTRIBUTION_AGREED:belopp", "AMOUNT_TOO_LARGE:belopp"));
  EXPECT_THAT(
      with([](Terms t) { t.contributors.resize(kContributorsMax + 1); }),
      ElementsAre("CONTRIBUTION_TOO_MANY:"));
}

TEST(ContributionTest, SharesReachTheWhole) {
  const auto reasons = [](std::vector<std::optional<int64_t>> shares) {
    ContributionTerms terms = Finnveden();
    terms.basis = Basis::kAgreement;
    for (size_t i = 0; i < shares.size(); ++i) {
      if (shares[i]) terms.contributors[i + 2].share = Share{*shares[i]};
    }
    return ReasonsOf(terms);
  };
  EXPECT_THAT(reasons({333'333, 333'333, 333'334}), IsEmpty());
  const auto wrong = ElementsAre("CONTRIBUTION_SHARES:andel");
  EXPECT_THAT(reasons({333'333, 333'333, 333'333}), wrong);
  EXPECT_THAT(reasons({500'000, 500'000, 1}), wrong);
  EXPECT_THAT(reasons({500'000, 500'000, std::nullopt}), wrong);
  EXPECT_THAT(reasons({-1, 500'001, 500'000}), wrong);
  EXPECT_THAT(reasons({1'000'001, 0, -1}), wrong);
  EXPECT_THAT(reasons({std::nullopt, std::nullopt, std::nullopt}), SizeIs(3));
}

TEST(ContributionTest, WhatTheReaderSaidIsNotSaidAgain) {
  ContributionTerms terms = Finnveden();
  terms.contributors.erase(terms.contributors.begin() + 1);
  std::vector<Problem> problems(1);
  CheckContributions({terms, "contributions.csv", {}}, &problems);
  EXPECT_THAT(problems, SizeIs(1));
}

TEST(ContributionTest, EveryFigureSaysWhereItComesFrom) {
  for (const bool is_agreed : {false, true}) {
    const ContributionTerms terms =
        is_agreed ? Agreed(4'960'000,
                           {2'480'000, 1'240'000, 493'600, 156'500, 589'900})
                  : Finnveden();
    std::map<std::string, Figure> figures;
    for (const Figure& figure : ContributionFigures(kYear, terms, 9)) {
      EXPECT_TRUE(IsFigureId(figure.id)) << figure.id;
      EXPECT_EQ(figure.provenance.service, "budget");
      EXPECT_EQ(figure.provenance.revision, 9);
      EXPECT_TRUE(figures.emplace(figure.id, figure).second) << figure.id;
    }
    EXPECT_THAT(figures, SizeIs(5 + 3 + 1 + 3));
    for (const auto& [id, figure] : figures) {
      const Provenance& origin = figure.provenance;
      EXPECT_FALSE(origin.terms.empty() && origin.records.empty()) << id;
      Ore sum;
      for (const Term& term : origin.terms) {
        ASSERT_TRUE(figures.contains(term.figure_id)) << term.figure_id;
        sum += std::get<Ore>(figures[term.figure_id].value);
      }
      if (origin.rule != "sum") continue;
      EXPECT_EQ(figure.value, Value(sum)) << id;
    }
    EXPECT_EQ(figures["contribution/state.share/2025"].value,
              Value(Ratio{248'000'000, 496'000'000}));
    EXPECT_EQ(figures["contribution/total/2025"].provenance.rule,
              is_agreed ? "sum" : "decided");
    EXPECT_EQ(figures["contribution/gnosjo/2025"].provenance.records,
              std::vector<std::string>{"associations/2220001511/fiscalYears/"
                                       "2025/contributions#gnosjo"});
  }
}

}  // namespace
}  // namespace finsam::budget

// Instalments: Finnveden's in 2017, where some were booked for the whole year
// in June and others for half.

#include "services/budget/domain/instalments.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <random>

#include "absl/strings/str_cat.h"

namespace finsam::budget {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const FiscalYearName kYear{"2220001511", 2017};

constexpr Ore Kr(int64_t kronor) { return Ore{kronor * 100}; }

ContributionTerms Terms() {
  ContributionTerms terms;
  terms.total = Kr(4'070'000);
  const struct {
    const char* id;
    Party party;
    int64_t amount;
  } rows[] = {
      {"gislaved", Party::kMunicipalities, 411'000},
      {"gnosjo", Party::kMunicipalities, 134'100},
      {"varnamo", Party::kMunicipalities, 472'400},
      {"region", Party::kRegions, 1'017'500},
      {"fk", Party::kState, 2'035'000},
  };
  for (const auto& row : rows) {
    Contributor member;
    member.id = row.id;
    member.party = row.party;
    member.agreed = Kr(row.amount);
    terms.contributors.push_back(member);
  }
  return terms;
}

Instalment For(const std::string& member, int64_t kronor, int last_month) {
  Instalment instalment;
  instalment.member = member;
  instalment.line = absl::StrCat("bidrag-", member);
  instalment.invoiced = absl::CivilDay(2017, 2, 1);
  instalment.amount = Kr(kronor);
  instalment.first = absl::CivilMonth(2017, 1);
  instalment.last = absl::CivilMonth(2017, last_month);
  instalment.paid = absl::CivilDay(2017, 3, 1);
  return instalment;
}

// What was booked until June.
std::vector<Instalment> Booked() {
  return {For("gislaved", 411'000, 12), For("gnosjo", 134'100, 12),
          For("varnamo", 236'200, 6), For("region", 1'017'500, 12),
          For("fk", 1'017'500, 6)};
}

std::vector<std::string> ReasonsOf(const Instalment& instalment) {
  std::vector<Problem> problems;
  CheckInstalments(Terms(), {{instalment}, "instalments.csv", {2}}, &problems);
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) {
    EXPECT_EQ(problem.line, 2);
    reasons.push_back(absl::StrCat(problem.reason, ":", problem.field));
  }
  return reasons;
}

TEST(InstalmentsTest, ContributionsAreOfTheLinesThatNameOrInvoiceThem) {
  Line line;
  line.kind = Kind::kIncome;
  line.id = "gnosjos-bidrag";
  line.member = "gnosjo";
  const std::vector<Line> lines = {line};
  const auto by_line = ContributionsByLine(lines, Terms(), Booked());
  EXPECT_EQ(by_line,
            (std::map<std::string, Ore>{{"bidrag-fk", Kr(2'035'000)},
                                        {"bidrag-gislaved", Kr(411'000)},
                                        {"bidrag-region", Kr(1'017'500)},
                                        {"bidrag-varnamo", Kr(472'400)},
                                        {"gnosjos-bidrag", Kr(134'100)}}));
  // A member without a line: a line that names none may lack its part.
  std::vector<Instalment> some = Booked();
  some.pop_back();
  EXPECT_EQ(ContributionsByLine(lines, Terms(), some),
            (std::map<std::string, Ore>{{"gnosjos-bidrag", Kr(134'100)}}));
  // What is computed nobody has agreed upon.
  ContributionTerms computed = Terms();
  for (Contributor& member : computed.contributors) {
    member.agreed.reset();
    member.population = 1'000;
  }
  EXPECT_THAT(ContributionsByLine(lines, computed, some), IsEmpty());
  // Of two lines it cannot be told which.
  line.id = "mer-fran-gnosjo";
  EXPECT_THAT(ContributionsByLine({lines[0], line}, Terms(), some), IsEmpty());
}

TEST(InstalmentsTest, TakesWhatWasBooked) {
  for (const Instalment& instalment : Booked()) {
    EXPECT_THAT(ReasonsOf(instalment), IsEmpty());
  }
}

TEST(InstalmentsTest, WarnsOfLinesThatTheBudgetLacks) {
  InstalmentDraft draft{
      {For("fk", 1, 1), For("fk", 1, 1)}, "instalments.csv", {2, 3}};
  draft.instalments[1].line = "bidarg";
  Line line;
  line.id = draft.instalments[0].line;
  std::vector<Problem> problems;
  WarnOfUnknownLines({line}, draft, &problems);
  ASSERT_EQ(problems.size(), 1u);
  EXPECT_EQ(problems[0].reason, "INSTALMENT_LINE_UNKNOWN");
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  EXPECT_EQ(problems[0].line, 3);
}

TEST(InstalmentsTest, SaysEveryProblem) {
  const auto with = [](auto change) {
    Instalment instalment = For("fk", 1, 12);
    change(instalment);
    return ReasonsOf(instalment);
  };
  EXPECT_THAT(with([](Instalment& i) { i.member = "ljungby"; }),
              ElementsAre("INSTALMENT_MEMBER:medlem"));
  EXPECT_THAT(with([](Instalment& i) { i.line = "En rad"; }),
              ElementsAre("INSTALMENT_LINE:rad"));
  EXPECT_THAT(with([](Instalment& i) { i.amount = Ore{0}; }),
              ElementsAre("INSTALMENT_AMOUNT:belopp"));
  EXPECT_THAT(with([](Instalment& i) { i.amount = -Kr(5); }), IsEmpty());
  EXPECT_THAT(with([](Instalment& i) { i.amount = kAmountMax + Ore{1}; }),
              ElementsAre("AMOUNT_TOO_LARGE:belopp"));
  EXPECT_THAT(with([](Instalment& i) { i.amount = -kAmountMax - Ore{1}; }),
              ElementsAre("AMOUNT_TOO_LARGE:belopp"));
  EXPECT_THAT(with([](Instalment& i) { i.last = i.first - 1; }),
              ElementsAre("INSTALMENT_MONTHS:till"));
  EXPECT_THAT(
      with([](Instalment& i) { i.last = i.first + kInstalmentMonthsMax; }),
      ElementsAre("INSTALMENT_MONTHS:till"));
  EXPECT_THAT(with([](Instalment& i) { i.paid.reset(); }), IsEmpty());
  std::vector<Problem> problems;
  Instalment early = For("fk", 1, 12);
  early.paid = early.invoiced - 1;
  CheckInstalments(Terms(), {{early}, "instalments.csv", {2}}, &problems);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].reason, "INSTALMENT_PAID_EARLY");
  EXPECT_EQ(problems[0].severity, Severity::kWarning);
  problems.clear();
  CheckInstalments(Terms(),
                   {std::vector<Instalment>(kInstalmentsMax + 1), "", {}},
                   &problems);
  ASSERT_THAT(problems, SizeIs(1));
  EXPECT_EQ(problems[0].reason, "INSTALMENT_TOO_MANY");
}

TEST(InstalmentsTest, StatementsStandAtADay) {
  std::vector<Instalment> instalments = Booked();
  instalments[4].paid.reset();
  instalments.push_back(For("fk", 1'017'500, 12));
  instalments.back().invoiced = absl::CivilDay(2017, 8, 1);
  instalments.push_back(For("unknown", 1, 12));
  const ContributionTerms terms = Terms();
  const auto at = [&](int month, int day) {
    return StatementsOf(terms, instalments, absl::CivilDay(2017, month, day));
  };
  EXPECT_EQ(at(1, 31)[0], (MemberStatement{"gislaved", Kr(411'000), {}, {}}));
  EXPECT_EQ(at(2, 1)[0].outstanding(), Kr(411'000));
  EXPECT_EQ(at(3, 1)[0].outstanding(), Kr(0));
  const MemberStatement state = at(6, 30)[4];
  EXPECT_EQ(state.invoiced, Kr(1'017'500));
  EXPECT_EQ(state.paid, Kr(1'017'500)) << "of the invoice of August";
  instalments[5].paid.reset();
  EXPECT_EQ(at(6, 30)[4].outstanding(), Kr(1'017'500));
  EXPECT_EQ(at(6, 30)[4].to_invoice(), Kr(1'017'500));
  EXPECT_EQ(at(8, 1)[4].outstanding(), Kr(2'035'000));
  EXPECT_EQ(at(8, 1)[4].to_invoice(), Kr(0));
  EXPECT_THAT(at(8, 1), SizeIs(5));
}

TEST(InstalmentsTest, StatementsAreFigures) {
  const auto statements =
      StatementsOf(Terms(), Booked(), absl::CivilDay(2017, 6, 30));
  std::map<std::string, Figure> figures;
  for (const Figure& f : ContributionFigures(kYear, Terms(), 3)) {
    figures[f.id] = f;
  }
  for (const Figure& f : StatementFigures(kYear, statements, 3)) {
    EXPECT_TRUE(IsFigureId(f.id));
    EXPECT_TRUE(figures.emplace(f.id, f).second) << f.id;
  }
  EXPECT_EQ(figures["contribution/fk.invoiced/2017"].value,
            Value(Kr(1'017'500)));
  for (const auto& [id, figure] : figures) {
    if (figure.provenance.rule != "sum") continue;
    Ore sum;
    for (const Term& term : figure.provenance.terms) {
      ASSERT_TRUE(figures.contains(term.figure_id)) << term.figure_id;
      const Ore amount = std::get<Ore>(figures[term.figure_id].value);
      sum += term.factor < 0 ? -amount : amount;
    }
    EXPECT_EQ(figure.value, Value(sum)) << id;
  }
}

TEST(InstalmentsTest, TooMuchInvoicedIsFound) {
  std::vector<Instalment> instalments = Booked();
  const absl::CivilDay day(2017, 6, 30);
  EXPECT_THAT(
      StatementFindings(kYear, StatementsOf(Terms(), instalments, day), 1),
      IsEmpty());
  instalments[0].amount += Ore{1};
  const auto findings =
      StatementFindings(kYear, StatementsOf(Terms(), instalments, day), 1);
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].code, "INSTALMENT_ABOVE_CONTRIBUTION");
  EXPECT_EQ(findings[0].found.value, Value(Kr(411'000) + Ore{1}));
  EXPECT_EQ(findings[0].expected.id, "contribution/gislaved/2017");
}

}  // namespace
}  // namespace finsam::budget

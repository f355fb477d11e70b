#include "services/budget/domain/instalments.h"

#include <algorithm>
#include <map>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/figure/display.h"
#include "services/budget/domain/draft_problems.h"

namespace finsam::budget {
namespace {

// Products and sums of instalments fit.
static_assert(kAmountMax.value <= INT64_MAX / 2 / kInstalmentMonthsMax);
static_assert(int64_t{kInstalmentsMax} <= INT64_MAX / 4 / kAmountMax.value);

void CheckOne(const Instalment& instalment, size_t row,
              const DraftProblems& out) {
  if (!IsPlainId(instalment.line, kLineIdBytesMax)) {
    out.Add(row, "rad", "INSTALMENT_LINE", "Radens id är inget rad-id.",
            instalment.line);
  }
  if (instalment.amount == Ore{0}) {
    out.Add(row, "belopp", "INSTALMENT_AMOUNT", "Beloppet är noll.");
  }
  if (instalment.amount > kAmountMax || instalment.amount < -kAmountMax) {
    out.Add(row, "belopp", "AMOUNT_TOO_LARGE", "Beloppet är för stort.",
            SieAmount(instalment.amount),
            absl::StrCat("högst ", SieAmount(kAmountMax), " kr"));
  }
  if (instalment.last < instalment.first ||
      instalment.last - instalment.first >= kInstalmentMonthsMax) {
    out.Add(row, "till", "INSTALMENT_MONTHS",
            "Månaderna som betalningen gäller är orimliga.",
            absl::StrCat(absl::FormatCivilTime(instalment.first), " till ",
                         absl::FormatCivilTime(instalment.last)),
            absl::StrCat("1 till ", kInstalmentMonthsMax, " månader framåt"));
  }
  if (instalment.paid.has_value() && *instalment.paid < instalment.invoiced) {
    out.Add(
        row, "betald", "INSTALMENT_PAID_EARLY",
        "Betalningen kom före fakturan.",
        absl::FormatCivilTime(*instalment.paid),
        absl::StrCat("tidigast ", absl::FormatCivilTime(instalment.invoiced)),
        Severity::kWarning);
  }
}

Figure MakeFigure(const FiscalYearName& year, int64_t revision,
                  const std::string& member, absl::string_view what, Ore value,
                  absl::string_view rule) {
  Figure figure;
  figure.id = ContributionFigureId(absl::StrCat(member, ".", what), year.year);
  figure.value = value;
  figure.provenance.service = "budget";
  figure.provenance.revision = revision;
  figure.provenance.rule = std::string(rule);
  return figure;
}

// A figure of what the records of the member's instalments say.
Figure Reported(const FiscalYearName& year, int64_t revision,
                const std::string& member, absl::string_view what, Ore value) {
  Figure figure = MakeFigure(year, revision, member, what, value, "reported");
  figure.provenance.records = {
      absl::StrCat(year.Text(), "/instalments#", member)};
  return figure;
}

// A figure that is the difference of two others.
Figure Difference(const FiscalYearName& year, int64_t revision,
                  const std::string& member, absl::string_view what, Ore value,
                  absl::string_view from, absl::string_view minus) {
  Figure figure = MakeFigure(year, revision, member, what, value, "sum");
  figure.provenance.terms = {
      {ContributionFigureId(absl::StrCat(member, from), year.year), 1},
      {ContributionFigureId(absl::StrCat(member, minus), year.year), -1}};
  return figure;
}

}  // namespace

void CheckInstalments(const ContributionTerms& terms,
                      const InstalmentDraft& draft,
                      std::vector<Problem>* problems) {
  const DraftProblems out{draft.file, draft.places, problems};
  if (draft.instalments.size() > kInstalmentsMax) {
    out.Add(kWholeDraft, "", "INSTALMENT_TOO_MANY",
            "Betalningarna är för många.",
            absl::StrCat(draft.instalments.size()),
            absl::StrCat("högst ", kInstalmentsMax));
    return;
  }
  for (size_t i = 0; i < draft.instalments.size(); ++i) {
    const Instalment& instalment = draft.instalments[i];
    const bool is_known =
        std::any_of(terms.contributors.begin(), terms.contributors.end(),
                    [&](const Contributor& contributor) {
                      return contributor.id == instalment.member;
                    });
    if (!is_known) {
      out.Add(i, "medlem", "INSTALMENT_MEMBER",
              "Medlemmen bidrar inte enligt contributions.csv.",
              instalment.member);
    }
    CheckOne(instalment, i, out);
  }
}

void WarnOfUnknownLines(const std::vector<Line>& lines,
                        const InstalmentDraft& draft,
                        std::vector<Problem>* problems) {
  std::set<absl::string_view> known;
  for (const Line& line : lines) known.insert(line.id);
  const DraftProblems out{draft.file, draft.places, problems};
  for (size_t i = 0; i < draft.instalments.size(); ++i) {
    const std::string& line = draft.instalments[i].line;
    if (known.contains(line)) continue;
    out.Add(i, "rad", "INSTALMENT_LINE_UNKNOWN",
            "Budgeten har ingen sådan rad; betalningen kan inte periodiseras.",
            line, "en rad i budgeten", Severity::kWarning);
  }
}

std::map<std::string, Ore> ContributionsByLine(
    const std::vector<Line>& lines, const ContributionTerms& terms,
    const std::vector<Instalment>& instalments) {
  using Lines = std::set<std::string>;
  std::map<std::string, Lines> naming;  // By member.
  std::map<std::string, Lines> invoiced;
  Lines with_member;
  for (const Line& line : lines) {
    if (line.kind != Kind::kIncome || line.member.empty()) continue;
    naming[line.member].insert(line.id);
    with_member.insert(line.id);
  }
  for (const Instalment& one : instalments) {
    invoiced[one.member].insert(one.line);
  }
  std::map<std::string, Ore> amounts;
  Lines unsure;
  bool all_have_one = true;
  const ContributionSplit split = SplitContributions(terms);
  if (!split.is_agreed) return {};
  for (size_t i = 0; i < terms.contributors.size(); ++i) {
    const std::string& member = terms.contributors[i].id;
    const Lines& of =
        naming.contains(member) ? naming[member] : invoiced[member];
    all_have_one = all_have_one && of.size() == 1;
    if (of.size() == 1) {
      amounts[*of.begin()] += split.members[i];
    } else {
      unsure.insert(of.begin(), of.end());
    }
  }
  std::erase_if(amounts, [&](const auto& entry) {
    return unsure.contains(entry.first) ||
           (!all_have_one && !with_member.contains(entry.first));
  });
  return amounts;
}

std::vector<MemberStatement> StatementsOf(
    const ContributionTerms& terms, const std::vector<Instalment>& instalments,
    absl::CivilDay day) {
  const ContributionSplit split = SplitContributions(terms);
  std::vector<MemberStatement> statements;
  std::map<std::string, size_t> rows;
  for (size_t i = 0; i < terms.contributors.size(); ++i) {
    MemberStatement statement;
    statement.member = terms.contributors[i].id;
    statement.contribution = split.members[i];
    rows.emplace(statement.member, i);
    statements.push_back(std::move(statement));
  }
  for (const Instalment& instalment : instalments) {
    const auto row = rows.find(instalment.member);
    if (row == rows.end()) continue;
    MemberStatement& statement = statements[row->second];
    if (instalment.invoiced <= day) statement.invoiced += instalment.amount;
    if (instalment.paid.has_value() && *instalment.paid <= day) {
      statement.paid += instalment.amount;
    }
  }
  return statements;
}

std::vector<Figure> StatementFigures(
    const FiscalYearName& year, const std::vector<MemberStatement>& statements,
    int64_t revision) {
  std::vector<Figure> figures;
  for (const MemberStatement& s : statements) {
    figures.push_back(
        Reported(year, revision, s.member, "invoiced", s.invoiced));
    figures.push_back(Reported(year, revision, s.member, "paid", s.paid));
    figures.push_back(Difference(year, revision, s.member, "outstanding",
                                 s.outstanding(), ".invoiced", ".paid"));
    figures.push_back(Difference(year, revision, s.member, "to-invoice",
                                 s.to_invoice(), "", ".invoiced"));
  }
  return figures;
}

std::vector<Finding> StatementFindings(
    const FiscalYearName& year, const std::vector<MemberStatement>& statements,
    int64_t revision) {
  std::vector<Finding> findings;
  for (const MemberStatement& s : statements) {
    if (s.invoiced <= s.contribution) continue;
    Finding finding;
    finding.code = "INSTALMENT_ABOVE_CONTRIBUTION";
    finding.found = Reported(year, revision, s.member, "invoiced", s.invoiced);
    finding.expected.id = ContributionFigureId(s.member, year.year);
    finding.expected.value = s.contribution;
    finding.expected.provenance = finding.found.provenance;
    finding.expected.provenance.records = {
        absl::StrCat(year.Text(), "/contributions#", s.member)};
    finding.message = absl::StrCat(
        "Medlemmen ", s.member, " har fakturerats ",
        FormatWithUnit(s.invoiced, DefaultDisplay(s.invoiced)),
        " men ska bidra med ",
        FormatWithUnit(s.contribution, DefaultDisplay(s.contribution)), ".");
    findings.push_back(std::move(finding));
  }
  return findings;
}

}  // namespace finsam::budget

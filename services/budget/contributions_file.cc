#include "services/budget/contributions_file.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files/csv.h"
#include "services/budget/share_text.h"

namespace finsam::budget {
namespace {

// What stands before the head has no row.
const CsvRow& NoRow() {
  static const auto& row = *new CsvRow;
  return row;
}

// The place of a directive's value among `choices`; the first when it is not
// there, or with a problem when it is none of them.
size_t ChoiceOf(CsvReader& in, absl::string_view word,
                const std::vector<std::string>& choices) {
  const std::optional<std::string> value = in.Directive(word);
  if (!value.has_value()) return 0;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (absl::EqualsIgnoreCase(*value, choices[i])) return i;
  }
  in.AddProblem(NoRow(), word, "FIELD_INVALID",
                "Värdet är inget av dem som kan anges.", *value,
                absl::StrJoin(choices, ", "));
  return 0;
}

// A directive that is an amount; nothing, with a problem, when it is not.
std::optional<Ore> AmountOf(CsvReader& in, absl::string_view word,
                            absl::string_view text) {
  const absl::StatusOr<Ore> amount = ParseSwedishAmount(text);
  if (amount.ok()) return *amount;
  in.AddProblem(NoRow(), word, ReasonOf(amount.status()),
                "Beloppet går inte att läsa, eller är för stort.", text,
                "kronor som 3150000 eller 3 150 000");
  return std::nullopt;
}

ContributionTerms ReadTerms(CsvReader& in) {
  ContributionTerms terms;
  const std::string total = in.RequireDirective("summa");
  if (!total.empty()) {
    terms.total = AmountOf(in, "summa", total).value_or(Ore{});
  }
  constexpr SplitLaw kLaws[] = {SplitLaw::kWithRegions,
                                SplitLaw::kWithoutRegion};
  terms.law = kLaws[ChoiceOf(in, "fördelning", {"lag", "lag utan region"})];
  constexpr Basis kBases[] = {Basis::kInhabitants, Basis::kAgreement};
  terms.basis = kBases[ChoiceOf(in, "kommunernas del", {"invånare", "avtal"})];
  if (const auto rounding = in.Directive("avrundning")) {
    terms.rounding =
        AmountOf(in, "avrundning", *rounding).value_or(kRoundingHundred);
  }
  return terms;
}

Contributor ReadContributor(CsvReader& in, const CsvRow& row) {
  Contributor member;
  member.id = in.RequireText(row, "medlem");
  if (!in.RequireText(row, "slag").empty()) {
    constexpr Party kParties[] = {Party::kState, Party::kRegions,
                                  Party::kMunicipalities};
    member.party = kParties[in.Choice(row, "slag", {"stat", "region", "kommun"})
                                .value_or(0)];
  }
  member.population = in.Count(row, "invånare");
  const std::string share = in.Text(row, "andel");
  if (!share.empty()) {
    member.share = ParseShare(share);
    if (!member.share.has_value()) {
      in.AddProblem(row, "andel", "SHARE_MALFORMED",
                    "Andelen går inte att läsa.", share, kShareForms);
    }
  }
  member.agreed = in.Amount(row, "belopp");
  return member;
}

absl::CivilDay ReadDay(CsvReader& in, const CsvRow& row,
                       absl::string_view column) {
  if (in.RequireText(row, column).empty()) return {};
  return in.Date(row, column).value_or(absl::CivilDay());
}

absl::CivilMonth ReadMonth(CsvReader& in, const CsvRow& row,
                           absl::string_view column) {
  const std::string text = in.RequireText(row, column);
  if (text.empty()) return {};
  const std::optional<absl::CivilDay> first =
      ParseDay(absl::StrCat(text, "-01"));
  if (!first.has_value()) {
    in.AddProblem(row, column, "MONTH_INVALID", "Månaden går inte att läsa.",
                  text, "en månad som 2025-01");
    return {};
  }
  return absl::CivilMonth(*first);
}

Instalment ReadInstalment(CsvReader& in, const CsvRow& row) {
  Instalment instalment;
  instalment.member = in.RequireText(row, "medlem");
  instalment.line = in.RequireText(row, "rad");
  instalment.invoiced = ReadDay(in, row, "fakturerad");
  if (!in.RequireText(row, "belopp").empty()) {
    instalment.amount = in.Amount(row, "belopp").value_or(Ore{});
  }
  instalment.first = ReadMonth(in, row, "från");
  instalment.last = ReadMonth(in, row, "till");
  instalment.paid = in.Date(row, "betald");
  return instalment;
}

}  // namespace

ContributionDraft ReadContributionsFile(absl::string_view content,
                                        std::vector<Problem>* problems) {
  CsvReader in(kContributionsFile, content,
               {"medlem", "slag", "invånare", "andel"}, {"belopp"}, problems);
  ContributionDraft draft;
  draft.file = kContributionsFile;
  draft.terms = ReadTerms(in);
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    Contributor member = ReadContributor(in, row);
    if (problems->size() != before) continue;
    draft.terms.contributors.push_back(std::move(member));
    draft.places.push_back(row.line);
  }
  return draft;
}

InstalmentDraft ReadInstalmentsFile(absl::string_view content,
                                    std::vector<Problem>* problems) {
  CsvReader in(kInstalmentsFile, content,
               {"medlem", "rad", "fakturerad", "belopp", "från", "till"},
               {"betald"}, problems);
  InstalmentDraft draft;
  draft.file = kInstalmentsFile;
  for (const CsvRow& row : in.rows()) {
    const size_t before = problems->size();
    Instalment instalment = ReadInstalment(in, row);
    if (problems->size() != before) continue;
    draft.instalments.push_back(std::move(instalment));
    draft.places.push_back(row.line);
  }
  return draft;
}

}  // namespace finsam::budget

#include "services/budget/domain/contribution.h"

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/display.h"
#include "services/budget/domain/division.h"
#include "services/budget/domain/part.h"

namespace finsam::budget {
namespace {

using Wide = __int128;

static_assert(kAmountMax.value / kRoundingKrona.value <= kUnitsMax);
static_assert(kPopulationMax <= kWeightMax && kWhole.ppm <= kWeightMax);
static_assert(kContributorsMax <= kWeightsMax);

constexpr Party kParties[] = {Party::kState, Party::kRegions,
                              Party::kMunicipalities};

// A party by its name in figure ids, and in sentences.
constexpr absl::string_view kPartyIds[] = {"state", "regions",
                                           "municipalities"};
constexpr absl::string_view kPartyNames[] = {"Staten", "Regionen", "Kommunen"};
constexpr absl::string_view kManyNames[] = {"Staten", "Regionerna",
                                            "Kommunerna"};

size_t Index(Party party) { return static_cast<size_t>(party); }

// The parties' quarters of the total.
std::vector<int64_t> Quarters(SplitLaw law) {
  if (law == SplitLaw::kWithoutRegion) return {2, 0, 2};
  return {2, 1, 1};
}

std::vector<size_t> MembersOf(const ContributionTerms& terms, Party party) {
  std::vector<size_t> members;
  for (size_t i = 0; i < terms.contributors.size(); ++i) {
    if (terms.contributors[i].party == party) members.push_back(i);
  }
  return members;
}

// What a party's members divide its part by; nothing when it is not known.
std::optional<std::vector<int64_t>> WeightsOf(
    const ContributionTerms& terms, Party party,
    const std::vector<size_t>& members) {
  if (members.size() == 1) return std::vector<int64_t>{1};
  const bool by_shares = BasisOf(terms, party) == Basis::kAgreement;
  std::vector<int64_t> weights;
  for (const size_t i : members) {
    const Contributor& member = terms.contributors[i];
    if (by_shares ? !member.share.has_value()
                  : !member.population.has_value()) {
      return std::nullopt;
    }
    weights.push_back(by_shares ? member.share->ppm : *member.population);
  }
  if (weights.empty()) return std::nullopt;
  return weights;
}

bool IsAgreed(const ContributionTerms& terms) {
  return std::any_of(
      terms.contributors.begin(), terms.contributors.end(),
      [](const Contributor& member) { return member.agreed.has_value(); });
}

ContributionSplit AgreedSplit(const ContributionTerms& terms) {
  ContributionSplit split;
  split.is_agreed = true;
  for (const Contributor& member : terms.contributors) {
    const Ore amount = member.agreed.value_or(Ore{});
    split.members.push_back(amount);
    split.parties[Index(member.party)] += amount;
    split.total += amount;
  }
  return split;
}

Figure MakeFigure(const FiscalYearName& year, int64_t revision,
                  absl::string_view name, Value value, absl::string_view rule) {
  Figure figure;
  figure.id = ContributionFigureId(name, year.year);
  figure.value = std::move(value);
  figure.provenance.service = "budget";
  figure.provenance.revision = revision;
  figure.provenance.rule = std::string(rule);
  return figure;
}

std::string RecordName(const FiscalYearName& year, absl::string_view row) {
  return absl::StrCat(year.Text(), "/contributions#", row);
}

std::string Kronor(Ore amount) {
  return FormatWithUnit(amount, DefaultDisplay(amount));
}

std::string Percent(int64_t part, int64_t whole) {
  return Format(Ratio{part, whole}, {Unit::kPercent, 2});
}

// Finds where agreed amounts depart.
class DepartureFinder {
 public:
  DepartureFinder(const FiscalYearName& year, const ContributionTerms& terms,
                  int64_t revision)
      : year_(year),
        terms_(terms),
        revision_(revision),
        split_(AgreedSplit(terms)),
        figures_(ContributionFigures(year, terms, revision)) {}

  std::vector<Finding> Find() {
    FindTotal();
    const std::vector<int64_t> quarters = Quarters(terms_.law);
    for (const Party party : kParties) {
      FindLaw(party, quarters[Index(party)]);
    }
    for (const Party party : kParties) FindDivision(party);
    return std::move(findings_);
  }

 private:
  // Found is the figure `name`; expected is `rule` of the figure `term`, or of
  // a record when that is empty.
  void Add(absl::string_view code, absl::string_view name,
           absl::string_view suffix, Ore expected, absl::string_view rule,
           absl::string_view term, std::string message) {
    Finding finding{
        .code = std::string(code),
        .message = std::move(message),
        .found = *std::find_if(figures_.begin(), figures_.end(),
                               [id = ContributionFigureId(name, year_.year)](
                                   const Figure& f) { return f.id == id; }),
        .expected = MakeFigure(year_, revision_, absl::StrCat(name, suffix),
                               expected, rule)};
    Provenance& origin = finding.expected.provenance;
    if (term.empty()) {
      origin.records = {RecordName(year_, name)};
    } else {
      origin.terms = {{ContributionFigureId(term, year_.year), 1}};
    }
    findings_.push_back(std::move(finding));
  }

  void FindTotal() {
    if (split_.total == terms_.total) return;
    Add("CONTRIBUTION_TOTAL_DIFFERS", "total", ".decided", terms_.total,
        "decided", "",
        absl::StrCat("Medlemmarnas bidrag är tillsammans ",
                     Kronor(split_.total), ", men den beslutade summan är ",
                     Kronor(terms_.total), "."));
  }

  // In quarters, so that nothing is rounded.
  void FindLaw(Party party, int64_t quarters) {
    const Ore found = split_.parties[Index(party)];
    const int64_t off = 4 * found.value - quarters * split_.total.value;
    if (std::abs(off) < 4 * terms_.rounding.value) return;
    const Ore expected = PartOf(split_.total, quarters, 4);
    const auto& names =
        MembersOf(terms_, party).size() == 1 ? kPartyNames : kManyNames;
    const absl::string_view section =
        terms_.law == SplitLaw::kWithRegions ? "5 §" : "5 a §";
    Add("CONTRIBUTION_LAW", kPartyIds[Index(party)], ".by-law", expected,
        "share by law", "total",
        absl::StrCat(names[Index(party)], " bidrar med ", Kronor(found), ", ",
                     Percent(found.value, split_.total.value),
                     " av bidragen, men ska enligt ", section,
                     " finansamlagen bidra med ", Kronor(expected), ", ",
                     Percent(quarters, 4), "."));
  }

  void FindDivision(Party party) {
    const std::vector<size_t> members = MembersOf(terms_, party);
    const auto weights = WeightsOf(terms_, party, members);
    if (!weights.has_value()) return;
    const Ore part = split_.parties[Index(party)];
    int64_t sum = 0;
    for (const int64_t weight : *weights) sum += weight;
    const auto others = static_cast<int64_t>(members.size()) - 2;
    for (size_t i = 0; i < members.size(); ++i) {
      const int64_t weight = (*weights)[i];
      const Ore found = split_.members[members[i]];
      const Wide off =
          Wide{2} * found.value * sum - Wide{2} * part.value * weight;
      // As far as our own division can be from the exact share.
      const Wide explained = Wide{terms_.rounding.value} *
                             std::max(2 * sum, sum + others * weight);
      if (off <= explained && off >= -explained) continue;
      const Ore expected = PartOf(part, weight, sum);
      const std::string& id = terms_.contributors[members[i]].id;
      const bool by_shares = BasisOf(terms_, party) == Basis::kAgreement;
      Add("CONTRIBUTION_DIVISION", id, ".by-division", expected,
          by_shares ? "agreed share" : "share of inhabitants",
          kPartyIds[Index(party)],
          absl::StrCat(
              "Medlemmen ", id, " bidrar med ", Kronor(found),
              ", men dess del ",
              by_shares ? "enligt avtalade andelar" : "efter invånarantal",
              " är ", Kronor(expected), "."));
    }
  }

  const FiscalYearName& year_;
  const ContributionTerms& terms_;
  const int64_t revision_;
  const ContributionSplit split_;
  const std::vector<Figure> figures_;
  std::vector<Finding> findings_;
};

}  // namespace

Basis BasisOf(const ContributionTerms& terms, Party party) {
  if (party == Party::kMunicipalities) return terms.basis;
  const bool any =
      std::any_of(terms.contributors.begin(), terms.contributors.end(),
                  [party](const Contributor& member) {
                    return member.party == party && member.share.has_value();
                  });
  return any ? Basis::kAgreement : Basis::kInhabitants;
}

ContributionSplit SplitContributions(const ContributionTerms& terms) {
  if (IsAgreed(terms)) return AgreedSplit(terms);
  ContributionSplit split;
  split.total = terms.total;
  split.members.resize(terms.contributors.size());
  const int64_t unit = terms.rounding.value;
  const std::vector<int64_t> units =
      DivideUnits(terms.total.value / unit, Quarters(terms.law));
  for (const Party party : kParties) {
    const int64_t part = units[Index(party)];
    split.parties[Index(party)] = Ore{part * unit};
    const std::vector<size_t> members = MembersOf(terms, party);
    const auto weights = WeightsOf(terms, party, members);
    if (!weights.has_value()) continue;  // No region takes part.
    const std::vector<int64_t> parts = DivideUnits(part, *weights);
    for (size_t i = 0; i < members.size(); ++i) {
      split.members[members[i]] = Ore{parts[i] * unit};
    }
  }
  return split;
}

std::vector<Finding> ContributionFindings(const FiscalYearName& year,
                                          const ContributionTerms& terms,
                                          int64_t revision) {
  if (!IsAgreed(terms)) return {};
  return DepartureFinder(year, terms, revision).Find();
}

std::string ContributionFigureId(absl::string_view member, int year) {
  return absl::StrCat("contribution/", member, "/", year);
}

std::vector<Figure> ContributionFigures(const FiscalYearName& year,
                                        const ContributionTerms& terms,
                                        int64_t revision) {
  const ContributionSplit split = SplitContributions(terms);
  const auto id = [&](absl::string_view name) {
    return ContributionFigureId(name, year.year);
  };
  const auto make = [&](absl::string_view name, const Value& value,
                        absl::string_view rule) {
    return MakeFigure(year, revision, name, value, rule);
  };
  std::vector<Figure> members;
  std::vector<Figure> parties;
  std::vector<Figure> shares;
  Figure total =
      make("total", split.total, split.is_agreed ? "sum" : "decided");
  if (!split.is_agreed) total.provenance.records = {RecordName(year, "total")};
  for (size_t i = 0; i < split.members.size(); ++i) {
    const Contributor& member = terms.contributors[i];
    members.push_back(make(member.id, split.members[i],
                           split.is_agreed ? "decided" : "share of party"));
    members.back().provenance.records = {RecordName(year, member.id)};
    if (split.is_agreed) continue;
    members.back().provenance.terms = {{id(kPartyIds[Index(member.party)]), 1}};
  }
  for (const Party party : kParties) {
    const std::vector<size_t> rows = MembersOf(terms, party);
    if (rows.empty()) continue;
    const absl::string_view name = kPartyIds[Index(party)];
    const Ore amount = split.parties[Index(party)];
    parties.push_back(
        make(name, amount, split.is_agreed ? "sum" : "share by law"));
    std::vector<Term>& terms_of = parties.back().provenance.terms;
    if (!split.is_agreed) terms_of = {{total.id, 1}};
    for (const size_t i : rows) {
      if (split.is_agreed) terms_of.push_back({members[i].id, 1});
    }
    if (split.is_agreed) total.provenance.terms.push_back({id(name), 1});
    shares.push_back(make(absl::StrCat(name, ".share"),
                          Ratio{amount.value, split.total.value}, "ratio"));
    shares.back().provenance.terms = {{id(name), 1}, {total.id, 0}};
  }
  std::vector<Figure> figures = std::move(members);
  figures.insert(figures.end(), parties.begin(), parties.end());
  figures.push_back(std::move(total));
  figures.insert(figures.end(), shares.begin(), shares.end());
  return figures;
}

}  // namespace finsam::budget

#include <set>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/contribution.h"
#include "services/budget/domain/draft_problems.h"

namespace finsam::budget {
namespace {

// Names of sums, where a member's id could stand.
constexpr absl::string_view kReservedIds[] = {"total", "state", "regions",
                                              "municipalities"};

class ContributionChecker {
 public:
  ContributionChecker(const ContributionDraft& draft,
                      std::vector<Problem>* problems)
      : terms_(draft.terms),
        out_{draft.file, draft.places, problems},
        whole_(problems->empty()) {
    for (const Contributor& contributor : terms_.contributors) {
      if (contributor.agreed.has_value()) ++agreed_count_;
    }
  }

  void Check() {
    if (terms_.contributors.size() > kContributorsMax) {
      out_.Add(kWholeDraft, "", "CONTRIBUTION_TOO_MANY",
               "Medlemmarna är för många.",
               absl::StrCat(terms_.contributors.size()),
               absl::StrCat("högst ", kContributorsMax));
      return;
    }
    for (size_t i = 0; i < terms_.contributors.size(); ++i) CheckMember(i);
    CheckTotal();
    CheckAgreed();
    CheckParties();
    CheckDivision(Party::kRegions);
    CheckDivision(Party::kMunicipalities);
  }

 private:
  void CheckMember(size_t i) {
    const Contributor& member = terms_.contributors[i];
    bool reserved = false;
    for (const absl::string_view id : kReservedIds) {
      reserved = reserved || id == member.id;
    }
    if (reserved || !IsPlainId(member.id, kMemberBytesMax)) {
      out_.Add(i, "medlem", "CONTRIBUTION_MEMBER_ID",
               absl::StrCat("Medlemmens id ska ha 1 till ", kMemberBytesMax,
                            " av tecknen a–z, 0–9 och -, och får inte vara "
                            "namnet på en summa."),
               member.id);
    } else if (!ids_.insert(member.id).second) {
      out_.Add(i, "medlem", "CONTRIBUTION_MEMBER_TWICE",
               "Medlemmen står två gånger.", member.id);
    }
    const auto& population = member.population;
    if (population.has_value() &&
        (*population < 1 || *population > kPopulationMax)) {
      out_.Add(i, "invånare", "CONTRIBUTION_POPULATION",
               "Invånarantalet är orimligt.", absl::StrCat(*population),
               absl::StrCat("1 till ", kPopulationMax));
    }
    if (!member.agreed.has_value()) return;
    if (*member.agreed < Ore{0}) {
      out_.Add(i, "belopp", "CONTRIBUTION_AGREED",
               "Ett bidrag kan inte vara mindre än noll.",
               SieAmount(*member.agreed), "0 eller mer");
    } else if (*member.agreed > kAmountMax) {
      AddTooLarge(i, "belopp", *member.agreed);
    }
  }

  void AddTooLarge(size_t row, absl::string_view field, Ore amount) {
    out_.Add(row, field, "AMOUNT_TOO_LARGE", "Beloppet är för stort.",
             SieAmount(amount),
             absl::StrCat("högst ", SieAmount(kAmountMax), " kr"));
  }

  void CheckTotal() {
    const Ore total = terms_.total;
    const Ore unit = terms_.rounding;
    if (unit != kRoundingKrona && unit != kRoundingHundred) {
      out_.Add(kWholeDraft, "avrundning", "CONTRIBUTION_ROUNDING",
               "Bidragen avrundas till hela kronor eller hundratal.",
               SieAmount(unit), "1 eller 100");
      return;
    }
    if (total > kAmountMax) {
      AddTooLarge(kWholeDraft, "summa", total);
    } else if (whole_ && total <= Ore{0}) {
      out_.Add(kWholeDraft, "summa", "CONTRIBUTION_TOTAL",
               "Summan av bidragen ska vara större än noll.", SieAmount(total));
    } else if (agreed_count_ == 0 && total.value % unit.value != 0) {
      out_.Add(kWholeDraft, "summa", "CONTRIBUTION_TOTAL",
               "Summan går inte att dela i bidrag som är avrundade så.",
               SieAmount(total),
               absl::StrCat("delbar med ", SieAmount(unit), " kr"));
    }
  }

  void CheckAgreed() {
    if (agreed_count_ == 0) return;
    bool any_above_zero = false;
    for (size_t i = 0; i < terms_.contributors.size(); ++i) {
      const std::optional<Ore>& agreed = terms_.contributors[i].agreed;
      if (agreed.has_value()) {
        any_above_zero = any_above_zero || *agreed > Ore{0};
      } else if (whole_) {
        out_.Add(i, "belopp", "CONTRIBUTION_AGREED",
                 "Avtalade belopp anges för alla medlemmar eller för ingen.");
      }
    }
    if (!any_above_zero && whole_) {
      out_.Add(kWholeDraft, "belopp", "CONTRIBUTION_AGREED",
               "De avtalade beloppen är noll tillsammans.");
    }
  }

  void CheckParties() {
    std::array<size_t, kPartyCount> counts{};
    for (size_t i = 0; i < terms_.contributors.size(); ++i) {
      const Party party = terms_.contributors[i].party;
      const size_t count = ++counts[static_cast<size_t>(party)];
      if (party == Party::kState && count == 2) {
        out_.Add(i, "slag", "CONTRIBUTION_PARTIES",
                 "Staten bidrar genom Försäkringskassan, på en enda rad.");
      }
      if (party == Party::kRegions && count == 1 &&
          terms_.law == SplitLaw::kWithoutRegion) {
        out_.Add(i, "slag", "CONTRIBUTION_PARTIES",
                 "Ingen region deltar när fördelningen är lag utan region "
                 "(5 a § finansamlagen).");
      }
    }
    if (!whole_) return;
    constexpr absl::string_view kNames[kPartyCount] = {"stat", "region",
                                                       "kommun"};
    for (size_t i = 0; i < kPartyCount; ++i) {
      const bool is_without = static_cast<Party>(i) == Party::kRegions &&
                              terms_.law == SplitLaw::kWithoutRegion;
      if (counts[i] > 0 || is_without) continue;
      out_.Add(kWholeDraft, "slag", "CONTRIBUTION_PARTIES",
               "Stat, region och kommun ska alla delta (1–3 §§ "
               "finansamlagen).",
               "", kNames[i]);
    }
  }

  // What the members of `party` divide its part by.
  void CheckDivision(Party party) {
    std::vector<size_t> rows;
    for (size_t i = 0; i < terms_.contributors.size(); ++i) {
      if (terms_.contributors[i].party == party) rows.push_back(i);
    }
    const bool by_shares = BasisOf(terms_, party) == Basis::kAgreement;
    size_t known = 0;
    int64_t sum = 0;
    for (const size_t i : rows) {
      const Contributor& member = terms_.contributors[i];
      known +=
          by_shares ? member.share.has_value() : member.population.has_value();
      const Share share = member.share.value_or(Share{});
      if (share < Share{} || share > kWhole) {
        out_.Add(i, "andel", "CONTRIBUTION_SHARES", "Andelen är orimlig.",
                 ShareText(share), "0 till 100 %");
        return;
      }
      sum += share.ppm;
      if (!by_shares && member.share.has_value()) {
        out_.Add(i, "andel", "CONTRIBUTION_SHARES",
                 "Andelar anges bara när kommunernas del fördelas enligt "
                 "avtal.",
                 ShareText(share));
      }
    }
    const bool is_needed = agreed_count_ == 0 && rows.size() > 1;
    if (whole_ && known < rows.size() && (is_needed || known > 0)) {
      AddMissing(rows, by_shares);
    } else if (whole_ && by_shares && known > 0 && sum != kWhole.ppm) {
      out_.Add(rows.back(), "andel", "CONTRIBUTION_SHARES",
               "Andelarna är inte 100 % tillsammans.", ShareText(Share{sum}),
               "100 %");
    }
  }

  void AddMissing(const std::vector<size_t>& rows, bool by_shares) {
    for (const size_t i : rows) {
      const Contributor& member = terms_.contributors[i];
      if (by_shares && !member.share.has_value()) {
        out_.Add(i, "andel", "CONTRIBUTION_SHARES", "Andelen saknas.",
                 member.id);
      } else if (!by_shares && !member.population.has_value()) {
        out_.Add(i, "invånare", "CONTRIBUTION_POPULATION",
                 "Invånarantalet saknas.", member.id);
      }
    }
  }

  const ContributionTerms& terms_;
  const DraftProblems out_;
  const bool whole_;  // Nothing was left out by the reader.
  size_t agreed_count_ = 0;
  std::set<std::string> ids_;
};

}  // namespace

void CheckContributions(const ContributionDraft& draft,
                        std::vector<Problem>* problems) {
  ContributionChecker(draft, problems).Check();
}

}  // namespace finsam::budget

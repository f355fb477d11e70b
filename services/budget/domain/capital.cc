#include "services/budget/domain/capital.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/display.h"
#include "services/budget/domain/draft_problems.h"

namespace finsam::budget {
namespace {

using Wide = __int128;

// No year can take the capital out of 64 bits.
static_assert(kCapitalMax.value <= INT64_MAX / 2 &&
              int64_t{kCapitalYearsMax} <= INT64_MAX / 4 / kYearSumMax.value);

bool IsYearSum(Ore sum) { return sum >= Ore{0} && sum <= kYearSumMax; }

absl::Status RefuseYears(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "CAPITAL_YEARS", sentence);
}

// Checks tiers one after the other.
class TierChecker {
 public:
  explicit TierChecker(const DraftProblems& out) : out_(out) {}

  void Check(const GuidelineTier& tier, size_t row) {
    if (is_open_ || (tier.contributions_up_to.has_value() && row > 0 &&
                     *tier.contributions_up_to <= reached_)) {
      out_.Add(row, "contributions-up-to", "GUIDELINE_TIERS",
               "Nivåerna ska stå i stigande ordning, och bara den sista får "
               "sakna övre gräns.");
    }
    is_open_ = is_open_ || !tier.contributions_up_to.has_value();
    reached_ = tier.contributions_up_to.value_or(reached_);
    if (!tier.share.has_value() && !tier.amount.has_value()) {
      out_.Add(row, "share", "GUIDELINE_TIERS",
               "Nivån saknar både andel och belopp.");
    }
    if (tier.share.has_value() &&
        (*tier.share < Share{} || *tier.share > kWhole)) {
      out_.Add(row, "share", "GUIDELINE_SHARE", "Andelen är orimlig.",
               ShareText(*tier.share), "0 till 100 %");
    }
    CheckAmount(row, "contributions-up-to", tier.contributions_up_to);
    CheckAmount(row, "amount", tier.amount);
  }

 private:
  void CheckAmount(size_t row, absl::string_view field,
                   const std::optional<Ore>& amount) {
    if (!amount.has_value()) return;
    if (*amount < Ore{0}) {
      out_.Add(row, field, "GUIDELINE_AMOUNT", "Beloppet är mindre än noll.",
               SieAmount(*amount), "0 eller mer");
    } else if (*amount > kAmountMax) {
      out_.Add(row, field, "AMOUNT_TOO_LARGE", "Beloppet är för stort.",
               SieAmount(*amount),
               absl::StrCat("högst ", SieAmount(kAmountMax), " kr"));
    }
  }

  const DraftProblems& out_;
  bool is_open_ = false;
  Ore reached_;
};

std::string Kronor(Ore amount) {
  return FormatWithUnit(amount, DefaultDisplay(amount));
}

// Makes the figures of one year.
class YearFigures {
 public:
  YearFigures(const FiscalYearName& folder, const CapitalYear& year,
              const CapitalGuideline* guideline, int64_t revision)
      : folder_(folder), year_(year), revision_(revision) {
    if (guideline != nullptr) {
      limit_ = GuidelineFor(*guideline, year.flow.contributions);
    }
  }

  const std::optional<Ore>& limit() const { return limit_; }

  Figure Opening(absl::string_view from, absl::string_view rule) const {
    return Make("opening", year_.opening, rule, {{std::string(from), 1}});
  }
  Figure Result() const {
    return Make("result", year_.result(), "sum",
                {{year_.flow.income_figure, 1}, {year_.flow.costs_figure, -1}});
  }
  Figure Closing() const {
    return Make("closing", year_.closing(), "sum",
                {{Id("opening"), 1}, {Id("result"), 1}});
  }
  Figure PlannedUse() const {
    return Make("planned-use", year_.planned_use(), "sum",
                {{Id("result"), -1}});
  }
  Figure ShareOfContributions() const {
    Value share;
    if (year_.flow.contributions > Ore{0}) {
      share = Ratio{year_.closing().value, year_.flow.contributions.value};
    }
    return Make("share", share, "ratio",
                {{Id("closing"), 1}, {year_.flow.contributions_figure, 0}});
  }
  // Only with a limit.
  Figure Guideline() const {
    Figure figure = Make("guideline", *limit_, "guideline",
                         {{year_.flow.contributions_figure, 1}});
    figure.provenance.records = {
        absl::StrCat(folder_.Text(), "/budgetRules#capital-guideline")};
    return figure;
  }
  Figure GuidelineRoom() const {
    return Make("guideline-room", *limit_ - year_.closing(), "sum",
                {{Id("guideline"), 1}, {Id("closing"), -1}});
  }

 private:
  std::string Id(absl::string_view what) const {
    return CapitalFigureId(what, year_.flow.year);
  }

  Figure Make(absl::string_view what, Value value, absl::string_view rule,
              std::vector<Term> terms) const {
    Figure figure;
    figure.id = Id(what);
    figure.value = std::move(value);
    figure.provenance.service = "budget";
    figure.provenance.revision = revision_;
    figure.provenance.rule = std::string(rule);
    figure.provenance.terms = std::move(terms);
    return figure;
  }

  const FiscalYearName& folder_;
  const CapitalYear& year_;
  const int64_t revision_;
  std::optional<Ore> limit_;
};

}  // namespace

absl::StatusOr<std::vector<CapitalYear>> RollForward(
    Ore opening, const std::vector<CapitalFlow>& flows) {
  if (flows.empty() || flows.size() > kCapitalYearsMax) {
    return RefuseYears(absl::StrCat("Kapitalet räknas fram över 1 till ",
                                    kCapitalYearsMax, " år, inte ",
                                    flows.size(), "."));
  }
  const bool is_fine =
      opening <= kCapitalMax && opening >= -kCapitalMax &&
      std::all_of(flows.begin(), flows.end(), [](const CapitalFlow& flow) {
        return IsYearSum(flow.income) && IsYearSum(flow.costs) &&
               IsYearSum(flow.contributions);
      });
  if (!is_fine) {
    return Refuse(absl::StatusCode::kInvalidArgument, "AMOUNT_TOO_LARGE",
                  "Ett belopp är för stort, eller mindre än noll.");
  }
  std::vector<CapitalYear> years;
  for (const CapitalFlow& flow : flows) {
    if (!years.empty() && flow.year != years.back().flow.year + 1) {
      return RefuseYears(absl::StrCat("Efter ", years.back().flow.year,
                                      " kommer ", flow.year,
                                      "; kapitalet räknas fram år för år."));
    }
    years.push_back({flow, opening});
    opening = years.back().closing();
  }
  return years;
}

void CheckGuideline(const GuidelineDraft& draft,
                    std::vector<Problem>* problems) {
  const bool is_whole = problems->empty();
  const CapitalGuideline& guideline = draft.guideline;
  const DraftProblems out{draft.file, draft.places, problems};
  const size_t bytes = guideline.source.size();
  if ((is_whole && bytes == 0) || bytes > kGuidelineSourceBytesMax) {
    out.Add(kWholeDraft, "source", "GUIDELINE_SOURCE",
            absl::StrCat("Riktlinjens källa ska ha 1 till ",
                         kGuidelineSourceBytesMax, " byte."),
            guideline.source);
  }
  const size_t count = guideline.tiers.size();
  if ((is_whole && count == 0) || count > kGuidelineTiersMax) {
    out.Add(kWholeDraft, "tiers", "GUIDELINE_TIERS",
            "Riktlinjen har ingen nivå, eller för många.", absl::StrCat(count),
            absl::StrCat("1 till ", kGuidelineTiersMax));
    return;
  }
  TierChecker checker(out);
  for (size_t i = 0; i < count; ++i) checker.Check(guideline.tiers[i], i);
}

std::optional<Ore> GuidelineFor(const CapitalGuideline& guideline,
                                Ore contributions) {
  for (const GuidelineTier& tier : guideline.tiers) {
    if (contributions > tier.contributions_up_to.value_or(contributions)) {
      continue;
    }
    if (!tier.share.has_value()) return tier.amount;
    const Ore by_share{static_cast<int64_t>(Wide{contributions.value} *
                                            tier.share->ppm / kWhole.ppm)};
    return std::min(by_share, tier.amount.value_or(by_share));
  }
  return std::nullopt;
}

std::string CapitalFigureId(absl::string_view what, int year) {
  return absl::StrCat("capital/", what, "/", year);
}

std::vector<Figure> CapitalFigures(const FiscalYearName& year,
                                   const std::vector<CapitalYear>& years,
                                   absl::string_view opening_figure,
                                   const CapitalGuideline* guideline,
                                   int64_t revision) {
  std::vector<Figure> figures;
  for (size_t i = 0; i < years.size(); ++i) {
    const YearFigures make(year, years[i], guideline, revision);
    figures.push_back(
        i == 0
            ? make.Opening(opening_figure, "sum")
            : make.Opening(CapitalFigureId("closing", years[i - 1].flow.year),
                           "carried forward"));
    figures.push_back(make.Result());
    figures.push_back(make.Closing());
    figures.push_back(make.PlannedUse());
    figures.push_back(make.ShareOfContributions());
    if (!make.limit().has_value()) continue;
    figures.push_back(make.Guideline());
    figures.push_back(make.GuidelineRoom());
  }
  return figures;
}

std::vector<Finding> CapitalFindings(const FiscalYearName& year,
                                     const std::vector<CapitalYear>& years,
                                     const CapitalGuideline* guideline,
                                     int64_t revision) {
  std::vector<Finding> findings;
  for (const CapitalYear& one : years) {
    const YearFigures make(year, one, guideline, revision);
    const std::string begin =
        absl::StrCat("Det egna kapitalet är ", Kronor(one.closing()),
                     " vid utgången av ", one.flow.year);
    const std::optional<Ore>& limit = make.limit();
    if (limit.has_value() && one.closing() > *limit) {
      const Figure share = make.ShareOfContributions();
      std::string of;
      if (HasValue(share.value)) {
        of = absl::StrCat(", ", Format(share.value, {Unit::kPercent, 1}),
                          " av medlemsbidragen");
      }
      findings.push_back(
          {"CAPITAL_ABOVE_GUIDELINE",
           absl::StrCat(begin, of, ", och riktlinjen (", guideline->source,
                        ") är högst ", Kronor(*limit), "."),
           make.Closing(), make.Guideline()});
    }
    if (one.closing() >= Ore{0}) continue;
    Figure none = make.Closing();
    none.id = CapitalFigureId("least", one.flow.year);
    none.value = Ore{0};
    none.provenance.rule = "no less than zero";
    none.provenance.terms.clear();
    findings.push_back(
        {"CAPITAL_NEGATIVE",
         absl::StrCat(begin, ": mer är planerat än vad som finns."),
         make.Closing(), std::move(none)});
  }
  return findings;
}

}  // namespace finsam::budget

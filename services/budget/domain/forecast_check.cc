// The checks of forecast.h: what a person handed in, and the history.

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/budget/domain/draft_problems.h"
#include "services/budget/domain/forecast.h"

namespace finsam::budget {
namespace {

// An id that can stand beside the sums in a figure's name.
bool IsLineId(absl::string_view id) {
  return IsPlainId(id, kLineIdBytesMax) && id != kIncomeSum &&
         id != kCostsSum && id != kResultSum && id != kOpeningCapital &&
         id != kClosingCapital;
}

bool IsWithin(Ore amount, Ore max) { return -max <= amount && amount <= max; }

// One place of the input, and the list that its problems go to.
struct Place {
  std::string file;
  int64_t line = 0;
  std::string prefix;  // Of fields: "histories[3]".
  std::vector<Problem>* problems;

  void Add(absl::string_view reason, absl::string_view field,
           absl::string_view message, absl::string_view found,
           absl::string_view expected) const {
    problems->push_back({.severity = Severity::kError,
                         .reason = std::string(reason),
                         .file = file,
                         .line = line,
                         .field = absl::StrCat(prefix, field),
                         .found = Shortened(found, kFoundBytesMax),
                         .expected = std::string(expected),
                         .message = std::string(message)});
  }

  void CheckAmount(absl::string_view field, std::optional<Ore> amount,
                   Ore max = kAmountMax) const {
    if (!amount.has_value() || IsWithin(*amount, max)) return;
    Add("AMOUNT_TOO_LARGE", field, "Beloppet är för stort.", SieAmount(*amount),
        absl::StrCat("högst ", SieAmount(max)));
  }

  void CheckText(absl::string_view field, const std::string& text,
                 size_t bytes_max) const {
    if (text.size() <= bytes_max) return;
    Add("BUDGET_TEXT_SIZE", field, "Texten är för lång.",
        absl::StrCat(text.size(), " byte"),
        absl::StrCat("högst ", bytes_max, " byte"));
  }

  void CheckInterval(std::optional<Ore> amount, std::optional<Ore> low,
                     std::optional<Ore> high) const {
    if (!low.has_value() && !high.has_value()) return;
    if (low.has_value() && high.has_value() && amount.has_value() &&
        *low <= *amount && *amount <= *high) {
      return;
    }
    Add("FORECAST_INTERVAL", "låg",
        "Ett spann ska ha båda sina ändar och beloppet mellan dem.",
        absl::StrCat(low.has_value() ? SieAmount(*low) : "tomt", " till ",
                     high.has_value() ? SieAmount(*high) : "tomt"),
        "låg ≤ belopp ≤ hög");
  }
};

void CheckDraftLine(const ForecastDraftLine& line, const Place& place) {
  if (!IsLineId(line.line)) {
    place.Add(
        "FORECAST_LINE_ID", "rad",
        absl::StrCat("Radens id ska ha 1 till ", kLineIdBytesMax,
                     " tecken, a-z, 0-9 och -, och inte vara namnet på en "
                     "summa."),
        line.line, "ett id som i budget.csv");
  }
  if (line.method == ForecastMethod::kManual && !line.amount.has_value()) {
    place.Add("FORECAST_AMOUNT_MISSING", "belopp",
              "En manuell prognos behöver ett belopp.", "", "ett belopp");
  }
  if (line.method == ForecastMethod::kCommitments && !line.amount.has_value() &&
      !line.commitments.has_value()) {
    place.Add("FORECAST_COMMITMENTS_MISSING", "åtaganden",
              "Metoden åtaganden behöver veta vad som är beställt eller "
              "fakturerat för resten av året.",
              "", "ett belopp, eller 0");
  }
  place.CheckInterval(line.amount, line.low, line.high);
  place.CheckAmount("belopp", line.amount);
  place.CheckAmount("låg", line.low);
  place.CheckAmount("hög", line.high);
  place.CheckAmount("åtaganden", line.commitments);
  place.CheckText("benämning", line.label, kLabelBytesMax);
  place.CheckText("grupp", line.group, kGroupBytesMax);
  place.CheckText("kommentar", line.comment, kCommentBytesMax);
}

void CheckMonths(const std::vector<Ore>& months, size_t least,
                 absl::string_view field, const Place& place) {
  if (months.size() < least || months.size() > kMonths) {
    place.Add(
        "HISTORY_HOLE", field, "Utfallet saknar månader, eller har för många.",
        absl::StrCat(months.size(), " månader"),
        least == kMonths ? std::string("tolv månader")
                         : absl::StrCat(least, " till ", kMonths, " månader"));
  }
  for (const Ore month : months) {
    if (IsWithin(month, kMonthOutcomeMax)) continue;
    place.CheckAmount(field, month, kMonthOutcomeMax);
    return;
  }
}

// `year` 0: the years may end anywhere.
void CheckYears(int year, const LineHistory& history, const Place& place) {
  if (history.years.size() > kHistoryYearsMax) {
    place.Add("HISTORY_TOO_LONG", ".years", "Historiken har för många år.",
              absl::StrCat(history.years.size()),
              absl::StrCat("högst ", kHistoryYearsMax));
    return;
  }
  for (size_t i = 0; i < history.years.size(); ++i) {
    const YearOutcome& one = history.years[i];
    const std::string field = absl::StrCat(".years[", i, "]");
    CheckMonths(one.months, kMonths, absl::StrCat(field, ".months"), place);
    place.CheckAmount(absl::StrCat(field, ".budget"), one.budget);
    if (i > 0 && one.year != history.years[i - 1].year + 1) {
      place.Add("HISTORY_HOLE", absl::StrCat(field, ".year"),
                "Historikens år ska följa på varandra.", absl::StrCat(one.year),
                absl::StrCat(history.years[i - 1].year + 1));
    }
  }
  if (year != 0 && !history.years.empty() &&
      history.years.back().year != year - 1) {
    place.Add("HISTORY_HOLE", ".years",
              "Historiken ska sluta året före prognosens.",
              absl::StrCat(history.years.back().year), absl::StrCat(year - 1));
  }
}

void CheckKept(const LineHistory& history, const Place& place) {
  if (history.kept.size() > kKeptForecastsMax) {
    place.Add("HISTORY_TOO_LONG", ".kept", "Det är för många äldre prognoser.",
              absl::StrCat(history.kept.size()),
              absl::StrCat("högst ", kKeptForecastsMax));
    return;
  }
  for (size_t i = 0; i < history.kept.size(); ++i) {
    const KeptForecast& kept = history.kept[i];
    const std::string field = absl::StrCat(".kept[", i, "]");
    if (kept.through_month < 1 || kept.through_month > kMonths) {
      place.Add("FORECAST_MONTH", absl::StrCat(field, ".through_month"),
                "Månaden finns inte.", absl::StrCat(kept.through_month),
                "1 till 12");
    }
    place.CheckAmount(absl::StrCat(field, ".amount"), kept.amount);
    place.CheckAmount(absl::StrCat(field, ".low"), kept.low);
    place.CheckAmount(absl::StrCat(field, ".high"), kept.high);
  }
}

void CheckCount(size_t lines, const Place& place) {
  if (lines <= kLinesMax) return;
  place.Add("FORECAST_TOO_MANY_LINES", "", "Det är för många rader.",
            absl::StrCat(lines), absl::StrCat("högst ", kLinesMax));
}

}  // namespace

void CheckForecastDraft(int year, const ForecastDraft& draft,
                        std::vector<Problem>* problems) {
  const Place whole{draft.file, 0, "", problems};
  CheckCount(draft.lines.size(), whole);
  if (draft.through.year() != year) {
    whole.Add("FORECAST_MONTH", "utfall till",
              "Prognosen vilar på en månad i ett annat år än sitt eget.",
              absl::FormatCivilTime(draft.through),
              absl::StrCat("en månad under ", year));
  }
  whole.CheckText("underlag", draft.basis, kForecastBasisBytesMax);
  whole.CheckAmount("ingående kapital", draft.opening_capital);
  std::set<std::string> seen;
  for (size_t i = 0; i < std::min(draft.lines.size(), kLinesMax); ++i) {
    const Place place{draft.file, i < draft.places.size() ? draft.places[i] : 0,
                      "", problems};
    CheckDraftLine(draft.lines[i], place);
    if (!seen.insert(draft.lines[i].line).second) {
      place.Add("FORECAST_LINE_DUPLICATE", "rad", "Raden har redan en prognos.",
                draft.lines[i].line, "en prognos för varje rad");
    }
  }
}

void CheckHistories(int year, int through_month,
                    const std::vector<LineHistory>& histories,
                    std::vector<Problem>* problems) {
  const Place whole{"", 0, "", problems};
  CheckCount(histories.size(), whole);
  if (through_month < 1 || through_month > kMonths) {
    whole.Add("FORECAST_MONTH", "through_month", "Månaden finns inte.",
              absl::StrCat(through_month), "1 till 12");
    return;
  }
  std::set<std::string> seen;
  for (size_t i = 0; i < std::min(histories.size(), kLinesMax); ++i) {
    const LineHistory& history = histories[i];
    const Place place{"", 0, absl::StrCat("histories[", i, "]"), problems};
    if (!IsLineId(history.line)) {
      place.Add("FORECAST_LINE_ID", ".line", "Radens id går inte för sig.",
                history.line, "ett id som i budget.csv");
    }
    if (!seen.insert(history.line).second) {
      place.Add("FORECAST_LINE_DUPLICATE", ".line",
                "Raden har redan en historik.", history.line,
                "en historik för varje rad");
    }
    place.CheckAmount(".budget", history.budget);
    if (year != 0) {
      CheckMonths(history.months, static_cast<size_t>(through_month), ".months",
                  place);
    }
    CheckYears(year, history, place);
    CheckKept(history, place);
  }
}

void CheckConfidence(Share confidence, std::vector<Problem>* problems) {
  if (kConfidenceMin <= confidence && confidence <= kConfidenceMax) return;
  const Place whole{"", 0, "", problems};
  whole.Add("FORECAST_CONFIDENCE", "confidence_ppm",
            "Sannolikheten ska vara mellan 50 och 95 procent.",
            absl::StrCat(confidence.ppm),
            absl::StrCat(kConfidenceMin.ppm, " till ", kConfidenceMax.ppm));
}

}  // namespace finsam::budget

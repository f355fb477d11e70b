// CheckCounts: what is wrong with rows of counts, each by itself and together.

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/figure/figure.h"
#include "services/participants/domain/breakdowns.h"
#include "services/participants/domain/count_flow.h"
#include "services/participants/domain/count_key.h"
#include "services/participants/domain/count_parts.h"
#include "services/participants/domain/counts.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

// False when the text may not stand in an id.
bool CheckName(int64_t line, absl::string_view column, absl::string_view name,
               size_t bytes_max, Findings& findings) {
  if (!findings.CheckText(line, column, name, bytes_max, "COUNT_MALFORMED")) {
    return false;
  }
  if (!Slug(name).empty()) return true;
  findings.Add(line, column, "COUNT_MALFORMED",
               "Namnet saknar bokstäver och siffror.", name);
  return false;
}

void CheckInitiative(const CountRow& row, Findings& findings) {
  if (CheckName(row.line, "insats", row.initiative, kInitiativeBytesMax,
                findings) &&
      Slug(row.initiative) == kTotalSlug) {
    findings.Add(row.line, "insats", "COUNT_DUPLICATE",
                 "Namnet är upptaget av förbundets egen summa.", row.initiative,
                 "ett annat namn");
  }
}

// True when the number may stand in a cell.
bool CheckRange(const CountRow& row, absl::string_view field,
                std::optional<int64_t> count, Findings& findings) {
  if (!count.has_value() || (*count >= 0 && *count <= kCountMax)) return true;
  if (*count < 0) {
    findings.Add(row.line, field, "COUNT_NEGATIVE",
                 "Ett antal kan inte vara negativt.", absl::StrCat(*count),
                 "0 eller mer");
  } else {
    findings.Add(row.line, field, "COUNT_MALFORMED",
                 "Antalet är orimligt stort.", absl::StrCat(*count),
                 absl::StrCat("högst ", kCountMax));
  }
  return false;
}

void CheckSum(const CountRow& row, Findings& findings) {
  if (!row.total.has_value()) return;
  const int64_t parts = ReportedParts(row);
  if (parts > *row.total) {
    findings.Add(row.line, "totalt", "COUNT_SUM",
                 "Totalen är mindre än summan av könen.",
                 absl::StrCat(*row.total), absl::StrCat(parts));
    return;
  }
  // With women and men both reported nothing may be left over: who is neither
  // is to be counted as "annan" or "ej angivet".
  const bool whole =
      row.of(Gender::kWomen).has_value() && row.of(Gender::kMen).has_value();
  if (whole && parts != *row.total) {
    findings.Add(row.line, "totalt", "COUNT_SUM",
                 "Totalen är inte summan av könen; resten skrivs som annan "
                 "eller ej angivet.",
                 absl::StrCat(*row.total), absl::StrCat(parts));
  }
}

// False when the numbers cannot be compared with others.
bool CheckNumbers(const CountRow& row, Findings& findings) {
  bool any = row.total.has_value();
  bool sound = CheckRange(row, "totalt", row.total, findings);
  for (const Gender gender : kGenders) {
    any = any || row.of(gender).has_value();
    sound = CheckRange(row, GenderColumn(gender), row.of(gender), findings) &&
            sound;
  }
  if (!any) {
    findings.Add(row.line, "totalt", "COUNT_MALFORMED",
                 "Raden har inga antal alls.", "", "minst ett antal");
  }
  if (any && sound) CheckSum(row, findings);
  return sound;
}

void CheckRule(const CountRow& row, const Slice& slice,
               const Breakdowns& breakdowns, Findings& findings) {
  constexpr char kUnknown[] = "COUNT_BREAKDOWN_UNKNOWN";
  const std::string slug = Slug(slice.breakdown);
  const BreakdownRule* rule = breakdowns.Find(slug);
  if (rule == nullptr) {
    if (breakdowns.names().empty()) return;
    findings.Add(row.line, BreakdownColumn(slice.column), kUnknown,
                 "Uppdelningen finns inte i reglerna.", slice.breakdown,
                 breakdowns.names());
    return;
  }
  if (!rule->of.empty() && std::find(rule->of.begin(), rule->of.end(),
                                     row.measure) == rule->of.end()) {
    findings.Add(row.line, BreakdownColumn(slice.column), kUnknown,
                 absl::StrCat("Uppdelningen gäller inte måttet ",
                              MeasureWord(row.measure), "."),
                 slice.breakdown,
                 absl::StrJoin(rule->of, ", ",
                               [](std::string* out, CountMeasure measure) {
                                 absl::StrAppend(out, MeasureWord(measure));
                               }));
  }
  if (!breakdowns.Takes(slug, Slug(slice.value))) {
    findings.Add(row.line, SliceColumn(slice.column), kUnknown,
                 absl::StrCat("Uppdelningen ", slice.breakdown,
                              " har inget sådant värde."),
                 slice.value, absl::StrJoin(rule->values, ", "));
  }
}

// The longest id that the row, or the association's total of it, gives.
size_t LongestId(const CountRow& row) {
  const std::string initiative = Slug(row.initiative);
  return CountFigureId(CountPath(initiative.size() < kTotalSlug.size()
                                     ? kTotalSlug
                                     : absl::string_view(initiative),
                                 row),
                       row.slices.empty() ? GenderId(Gender::kUnstated)
                                          : "unstated/share",
                       row.period.text)
      .size();
}

void CheckSlices(const CountRow& row, const Breakdowns& breakdowns,
                 Findings& findings) {
  bool sound = true;
  for (size_t i = 0; i < row.slices.size(); ++i) {
    const Slice& slice = row.slices[i];
    const bool named =
        CheckName(row.line, BreakdownColumn(slice.column), slice.breakdown,
                  kBreakdownBytesMax, findings) &&
        CheckName(row.line, SliceColumn(slice.column), slice.value,
                  kBreakdownBytesMax, findings);
    sound = sound && named;
    if (named) CheckRule(row, slice, breakdowns, findings);
    if (i > 0 && Slug(slice.breakdown) == Slug(row.slices[0].breakdown)) {
      findings.Add(row.line, BreakdownColumn(slice.column), "COUNT_MALFORMED",
                   "Samma uppdelning står två gånger på raden.",
                   slice.breakdown, "en annan uppdelning, eller tomt");
    }
  }
  if (!sound || row.slices.empty()) return;
  if (const size_t bytes = LongestId(row); bytes > kFigureIdBytesMax) {
    findings.Add(row.line, SliceColumn(row.slices.back().column),
                 "COUNT_MALFORMED",
                 "Insatsens, uppdelningens och värdets namn är tillsammans för "
                 "långa för en figurs id.",
                 absl::StrCat(bytes, " byte"),
                 absl::StrCat("högst ", kFigureIdBytesMax, " byte"));
  }
}

// One spelling for each id, and one row for each key.
class UniqueChecker {
 public:
  explicit UniqueChecker(Findings& findings) : findings_(findings) {}

  void Check(const CountRow& row, const CountKey& key, const CountRow* first) {
    bool sound = CheckSpelling(row, "insats", row.initiative, key.initiative);
    for (size_t i = 0; i < row.slices.size(); ++i) {
      const auto& [breakdown, value] = key.slices[i];
      const Slice& slice = row.slices[i];
      sound = CheckSpelling(row, BreakdownColumn(slice.column), slice.breakdown,
                            absl::StrCat("/", breakdown)) &&
              CheckSpelling(row, SliceColumn(slice.column), slice.value,
                            absl::StrCat("/", breakdown, "/", value)) &&
              sound;
    }
    if (sound && first != &row) {
      findings_.Add(row.line, "insats", "COUNT_DUPLICATE",
                    absl::StrCat("Samma insats, mått, period och uppdelning "
                                 "står redan på rad ",
                                 first->line, "."));
    }
  }

 private:
  struct Spelling {
    const std::string* name;
    int64_t line;
  };

  bool CheckSpelling(const CountRow& row, absl::string_view column,
                     const std::string& name, std::string id) {
    const auto [held, fresh] =
        spellings_.emplace(std::move(id), Spelling{&name, row.line});
    if (fresh || *held->second.name == name) return true;
    findings_.Add(row.line, column, "COUNT_DUPLICATE",
                  absl::StrCat("Namnet liknar det på rad ", held->second.line,
                               " så mycket att de får samma id."),
                  name, *held->second.name);
    return false;
  }

  Findings& findings_;
  std::map<std::string, Spelling> spellings_;
};

}  // namespace

void CheckCounts(const std::vector<CountRow>& rows, const Rules& rules,
                 absl::string_view file, std::vector<Problem>* problems) {
  Findings findings(file, problems);
  if (rows.size() > kCountRowsMax) {
    findings.Add(rows[kCountRowsMax].line, "", "COUNT_MALFORMED",
                 "Filen har för många rader.", absl::StrCat(rows.size()),
                 absl::StrCat("högst ", kCountRowsMax));
    return;
  }
  const Breakdowns breakdowns(rules);
  bool sound = true;
  for (const CountRow& row : rows) {
    CheckInitiative(row, findings);
    findings.CheckText(row.line, "kommentar", row.comment, kCommentBytesMax,
                       "COUNT_MALFORMED");
    CheckSlices(row, breakdowns, findings);
    sound = CheckNumbers(row, findings) && sound;
  }
  if (findings.met_person()) return;
  const CountIndex index(rows);
  UniqueChecker unique(findings);
  for (size_t i = 0; i < rows.size(); ++i) {
    unique.Check(rows[i], index.key(i), index.Find(index.key(i)));
  }
  if (!sound) return;
  CheckFlow(index, findings);
  CheckParts(index, breakdowns, findings);
  CheckStatedTotals(index, findings);
}

}  // namespace finsam::participants

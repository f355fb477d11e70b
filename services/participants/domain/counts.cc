#include "services/participants/domain/counts.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

// The id of the association's own total; no initiative may take it.
constexpr absl::string_view kTotalSlug = "total";

void CheckName(const CountRow& row, Findings& findings) {
  if (!findings.CheckText(row.line, "insats", row.initiative,
                          kInitiativeBytesMax, "COUNT_MALFORMED")) {
    return;
  }
  const std::string slug = Slug(row.initiative);
  if (slug.empty()) {
    findings.Add(row.line, "insats", "COUNT_MALFORMED",
                 "Insatsens namn saknar bokstäver och siffror.",
                 row.initiative);
  } else if (slug == kTotalSlug) {
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

void CheckNumbers(const CountRow& row, Findings& findings) {
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
}

using RowKey =
    std::tuple<std::string, CountMeasure, absl::CivilMonth, absl::CivilMonth>;

RowKey KeyOf(const CountRow& row) {
  return {Slug(row.initiative), row.measure, row.period.first, row.period.last};
}

// Two names with one id, and one row twice.
void CheckUnique(const std::vector<CountRow>& rows, Findings& findings) {
  std::map<std::string, const CountRow*> named;
  std::map<RowKey, const CountRow*> seen;
  for (const CountRow& row : rows) {
    const auto [name, is_new] = named.emplace(Slug(row.initiative), &row);
    if (!is_new && name->second->initiative != row.initiative) {
      findings.Add(row.line, "insats", "COUNT_DUPLICATE",
                   absl::StrCat("Namnet liknar det på rad ", name->second->line,
                                " så mycket att de får samma id."),
                   row.initiative, name->second->initiative);
      continue;
    }
    const auto [first, fresh] = seen.emplace(KeyOf(row), &row);
    if (!fresh) {
      findings.Add(row.line, "insats", "COUNT_DUPLICATE",
                   absl::StrCat("Samma insats, mått och period står redan på "
                                "rad ",
                                first->second->line, "."));
    }
  }
}

// Who began, ended or remains also took part.
void CheckFlow(const std::vector<CountRow>& rows, Findings& findings) {
  std::map<RowKey, const CountRow*> seen;
  for (const CountRow& row : rows) seen.emplace(KeyOf(row), &row);
  for (const CountRow& row : rows) {
    if (row.measure == CountMeasure::kParticipants ||
        row.measure == CountMeasure::kPersons) {
      continue;
    }
    RowKey whole = KeyOf(row);
    std::get<CountMeasure>(whole) = CountMeasure::kParticipants;
    const auto found = seen.find(whole);
    if (found == seen.end()) continue;
    const int64_t participants = TotalOf(*found->second);
    if (TotalOf(row) <= participants) continue;
    findings.Warn(row.line, "totalt", "COUNT_FLOW",
                  absl::StrCat("Fler ", MeasureWord(row.measure),
                               " än deltagare under samma period."),
                  absl::StrCat(TotalOf(row)),
                  absl::StrCat("högst ", participants));
  }
}

}  // namespace

std::string FocusWord(Focus focus) {
  return focus == Focus::kIndividual ? "individ" : "struktur";
}

std::string MeasureWord(CountMeasure measure) {
  constexpr std::array<const char*, kMeasureCount> kWords = {
      "deltagare", "nya", "avslutade", "pågående", "personer"};
  return kWords[static_cast<size_t>(measure)];
}

std::string MeasureSlug(CountMeasure measure) {
  return Slug(MeasureWord(measure));
}

std::string GenderId(Gender gender) {
  constexpr std::array<const char*, kGenderCount> kIds = {"women", "men",
                                                          "other", "unstated"};
  return kIds[static_cast<size_t>(gender)];
}

std::string GenderColumn(Gender gender) {
  constexpr std::array<const char*, kGenderCount> kColumns = {
      "kvinnor", "män", "annan", "ej angivet"};
  return kColumns[static_cast<size_t>(gender)];
}

int64_t ReportedParts(const CountRow& row) {
  int64_t sum = 0;
  for (const std::optional<int64_t>& count : row.by_gender) {
    sum += count.value_or(0);
  }
  return sum;
}

int64_t TotalOf(const CountRow& row) {
  return row.total.has_value() ? *row.total : ReportedParts(row);
}

std::optional<int64_t> KnownCount(const CountRow& row, Gender gender) {
  if (row.of(gender).has_value()) return row.of(gender);
  if (ReportedParts(row) == TotalOf(row)) return 0;
  return std::nullopt;
}

bool InTotalOf(const CountRow& row, int year) {
  return row.included && IsCalendarYear(row.period, year);
}

void CheckCounts(const std::vector<CountRow>& rows, absl::string_view file,
                 std::vector<Problem>* problems) {
  Findings findings(file, problems);
  if (rows.size() > kCountRowsMax) {
    findings.Add(rows[kCountRowsMax].line, "", "COUNT_MALFORMED",
                 "Filen har för många rader.", absl::StrCat(rows.size()),
                 absl::StrCat("högst ", kCountRowsMax));
    return;
  }
  for (const CountRow& row : rows) {
    CheckName(row, findings);
    findings.CheckText(row.line, "kommentar", row.comment, kCommentBytesMax,
                       "COUNT_MALFORMED");
    CheckNumbers(row, findings);
  }
  if (findings.met_person()) return;
  CheckUnique(rows, findings);
  CheckFlow(rows, findings);
}

}  // namespace finsam::participants

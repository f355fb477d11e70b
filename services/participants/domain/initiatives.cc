#include "services/participants/domain/initiatives.h"

#include <map>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

constexpr char kMalformed[] = "INITIATIVE_MALFORMED";

std::string MonthText(absl::CivilMonth month) {
  return absl::FormatCivilTime(month);
}

// "2024-01..", "2024-01..2025-12".
std::string RunText(const Initiative& initiative) {
  return absl::StrCat(
      initiative.first.has_value() ? MonthText(*initiative.first) : "", "..",
      initiative.last.has_value() ? MonthText(*initiative.last) : "");
}

void CheckTexts(const Initiative& initiative, Findings& findings) {
  const int64_t line = initiative.line;
  if (findings.CheckText(line, "insats", initiative.name, kInitiativeBytesMax,
                         kMalformed) &&
      Slug(initiative.name).empty()) {
    findings.Add(line, "insats", kMalformed,
                 "Insatsens namn saknar bokstäver och siffror.",
                 initiative.name);
  }
  findings.CheckText(line, "ägare", initiative.owner, kInitiativeTextBytesMax,
                     kMalformed);
  findings.CheckText(line, "målgrupp", initiative.target_group,
                     kInitiativeTextBytesMax, kMalformed);
  for (const std::string& municipality : initiative.municipalities) {
    findings.CheckText(line, "kommuner", municipality, kInitiativeTextBytesMax,
                       kMalformed);
  }
  if (initiative.municipalities.size() > kMunicipalitiesMax) {
    findings.Add(line, "kommuner", kMalformed,
                 "Insatsen har för många kommuner.",
                 absl::StrCat(initiative.municipalities.size()),
                 absl::StrCat("högst ", kMunicipalitiesMax));
  }
}

void CheckNumbers(const Initiative& initiative, Findings& findings) {
  if (initiative.first.has_value() && initiative.last.has_value() &&
      *initiative.last < *initiative.first) {
    findings.Add(initiative.line, "till", kMalformed,
                 "Insatsen slutar innan den börjar.",
                 MonthText(*initiative.last),
                 absl::StrCat(MonthText(*initiative.first), " eller senare"));
  }
  const int64_t planned = initiative.planned.value_or(0);
  if (planned < 0) {
    findings.Add(initiative.line, "planerade", "COUNT_NEGATIVE",
                 "Ett antal kan inte vara negativt.", absl::StrCat(planned),
                 "0 eller mer");
  } else if (planned > kCountMax) {
    findings.Add(initiative.line, "planerade", kMalformed,
                 "Antalet är orimligt stort.", absl::StrCat(planned),
                 absl::StrCat("högst ", kCountMax));
  }
}

bool RunsIn(const Initiative& initiative, const Period& period) {
  return (!initiative.first.has_value() || *initiative.first <= period.last) &&
         (!initiative.last.has_value() || period.first <= *initiative.last);
}

void CheckRow(const CountRow& row, const Initiative& initiative,
              Findings& findings) {
  if (row.focus != initiative.focus) {
    findings.Add(
        row.line, "inriktning", "COUNT_FOCUS",
        absl::StrCat("Insatsen ", initiative.name, " har en annan inriktning."),
        FocusWord(row.focus), FocusWord(initiative.focus));
  }
  if (!RunsIn(initiative, row.period)) {
    findings.Add(row.line, "period", "COUNT_OUTSIDE_INITIATIVE",
                 absl::StrCat("Insatsen ", initiative.name,
                              " pågick inte under perioden."),
                 row.period.text, RunText(initiative));
  }
}

}  // namespace

void CheckInitiatives(const std::vector<Initiative>& initiatives,
                      absl::string_view file, std::vector<Problem>* problems) {
  Findings findings(file, problems);
  if (initiatives.size() > kInitiativesMax) {
    findings.Add(initiatives[kInitiativesMax].line, "", kMalformed,
                 "Filen har för många rader.", absl::StrCat(initiatives.size()),
                 absl::StrCat("högst ", kInitiativesMax));
    return;
  }
  for (const Initiative& initiative : initiatives) {
    CheckTexts(initiative, findings);
    CheckNumbers(initiative, findings);
  }
  if (findings.met_person()) return;
  std::map<std::string, const Initiative*> named;
  for (const Initiative& initiative : initiatives) {
    const auto [first, fresh] =
        named.emplace(Slug(initiative.name), &initiative);
    if (fresh) continue;
    findings.Add(initiative.line, "insats", "INITIATIVE_DUPLICATE",
                 absl::StrCat("Insatsen, eller en med samma id, står redan på "
                              "rad ",
                              first->second->line, "."),
                 initiative.name, "ett annat namn");
  }
}

void CheckAgainstInitiatives(const std::vector<Initiative>& initiatives,
                             const std::vector<CountRow>& rows,
                             absl::string_view file,
                             std::vector<Problem>* problems) {
  if (initiatives.empty()) return;
  Findings findings(file, problems);
  std::map<std::string, const Initiative*> named;
  for (const Initiative& initiative : initiatives) {
    named.emplace(Slug(initiative.name), &initiative);
  }
  std::set<std::string> unknown;  // Each is told once.
  for (const CountRow& row : rows) {
    const std::string slug = Slug(row.initiative);
    const auto found = named.find(slug);
    if (found != named.end()) {
      CheckRow(row, *found->second, findings);
    } else if (slug != kStatedTotalSlug && unknown.insert(slug).second) {
      findings.Warn(row.line, "insats", "COUNT_INITIATIVE_UNKNOWN",
                    "Insatsen är inte beskriven i initiatives.csv.",
                    row.initiative);
    }
  }
}

}  // namespace finsam::participants

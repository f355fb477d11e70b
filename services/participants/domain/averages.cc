#include "services/participants/domain/averages.h"

#include <cstdlib>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/figure/figure.h"
#include "services/participants/domain/findings.h"

namespace finsam::participants {
namespace {

constexpr char kMalformed[] = "AVERAGE_MALFORMED";
constexpr char kDuplicate[] = "AVERAGE_DUPLICATE";

bool CheckName(int64_t line, absl::string_view column, absl::string_view name,
               size_t bytes_max, Findings& findings) {
  if (!findings.CheckText(line, column, name, bytes_max, kMalformed)) {
    return false;
  }
  if (!Slug(name).empty()) return true;
  findings.Add(line, column, kMalformed, "Namnet saknar bokstäver och siffror.",
               name);
  return false;
}

void CheckNames(const AverageRow& row, Findings& findings) {
  const bool initiative = CheckName(row.line, "insats", row.initiative,
                                    kInitiativeBytesMax, findings);
  const bool name =
      CheckName(row.line, "mått", row.name, kAverageNameBytesMax, findings);
  if (!initiative || !name) return;
  const size_t bytes = AverageFigureId(row, "average").size();
  if (bytes <= kFigureIdBytesMax) return;
  findings.Add(row.line, "mått", kMalformed,
               "Insatsens och måttets namn är tillsammans för långa för en "
               "figurs id.",
               absl::StrCat(bytes, " byte"),
               absl::StrCat("högst ", kFigureIdBytesMax, " byte"));
}

void CheckNumbers(const AverageRow& row, Findings& findings) {
  if (std::abs(row.digits) > kAverageDigitsMax || row.decimals < 0 ||
      row.decimals > kAverageDecimalsMax) {
    findings.Add(row.line, "medel", kMalformed,
                 "Medelvärdet är orimligt stort eller har för många decimaler.",
                 "",
                 absl::StrCat("högst ", kAverageDigitsMax, " och ",
                              kAverageDecimalsMax, " decimaler"));
  }
  if (row.persons < 0) {
    findings.Add(row.line, "antal", "COUNT_NEGATIVE",
                 "Ett antal kan inte vara negativt.", absl::StrCat(row.persons),
                 "1 eller mer");
  } else if (row.persons == 0) {
    findings.Add(row.line, "antal", "AVERAGE_OF_NOBODY",
                 "Ett medelvärde av ingen säger ingenting.", "0",
                 "1 eller mer");
  } else if (row.persons > kCountMax) {
    findings.Add(row.line, "antal", kMalformed, "Antalet är orimligt stort.",
                 absl::StrCat(row.persons), absl::StrCat("högst ", kCountMax));
  }
}

// One spelling for each id, and one row for each id and months.
void CheckUnique(const std::vector<AverageRow>& rows, Findings& findings) {
  using Names = std::pair<std::string, std::string>;
  std::map<Names, const AverageRow*> named;
  std::map<std::tuple<Names, absl::CivilMonth, absl::CivilMonth>, int64_t> seen;
  for (const AverageRow& row : rows) {
    const Names names{Slug(row.initiative), Slug(row.name)};
    const AverageRow& first = *named.emplace(names, &row).first->second;
    if (first.initiative != row.initiative || first.name != row.name) {
      findings.Add(row.line, "mått", kDuplicate,
                   absl::StrCat("Namnen liknar dem på rad ", first.line,
                                " så mycket att de får samma id."),
                   row.name, first.name);
      continue;
    }
    const auto [held, fresh] = seen.emplace(
        std::tuple(names, row.period.first, row.period.last), row.line);
    if (!fresh) {
      findings.Add(row.line, "mått", kDuplicate,
                   absl::StrCat("Samma insats, mått och period står redan på "
                                "rad ",
                                held->second, "."));
    }
  }
}

}  // namespace

std::string AverageFigureId(const AverageRow& row, absl::string_view part) {
  return absl::StrCat("averages/", Slug(row.initiative), "/", Slug(row.name),
                      "/", part, "/", row.period.text);
}

void CheckAverages(const std::vector<AverageRow>& rows, absl::string_view file,
                   std::vector<Problem>* problems) {
  Findings findings(file, problems);
  if (rows.size() > kAverageRowsMax) {
    findings.Add(rows[kAverageRowsMax].line, "", kMalformed,
                 "Filen har för många rader.", absl::StrCat(rows.size()),
                 absl::StrCat("högst ", kAverageRowsMax));
    return;
  }
  for (const AverageRow& row : rows) {
    CheckNames(row, findings);
    CheckNumbers(row, findings);
  }
  if (!findings.met_person()) CheckUnique(rows, findings);
}

}  // namespace finsam::participants

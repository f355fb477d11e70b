#include "cli/counts_text.h"

#include <cstdint>
#include <set>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/output.h"
#include "cli/viewer.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"

namespace finsam::cli {
namespace {

namespace par = participants::v1;
using common::v1::Row;

constexpr char kOfWhichIndent[] = "  ";

// "2024" of "associations/…/fiscalYears/2024".
std::string YearWord(const std::string& fiscal_year) {
  return fiscal_year.substr(fiscal_year.rfind('/') + 1);
}

// What an outsider can reckon of a protected count.
std::string RangeText(const par::ProtectedFigure& figure) {
  if (!figure.has_high()) {
    return figure.low() == 0 ? "inget" : absl::StrCat("minst ", figure.low());
  }
  return absl::StrCat(figure.low(), "–", figure.high());
}

std::string ShownText(int64_t shown, int64_t hidden, int64_t minimum) {
  return absl::StrCat(shown, " antal visas, ", hidden,
                      " skyddas; minsta antal som visas är ", minimum);
}

}  // namespace

std::string WarningsText(
    const google::protobuf::RepeatedPtrField<common::v1::Problem>& warnings) {
  std::string out;
  for (const common::v1::Problem& warning : warnings) {
    const bool error = warning.severity() == common::v1::Problem::ERROR;
    absl::StrAppend(&out, error ? "fel: " : "varning: ",
                    ProblemLine(rpc::FromProto(warning)), " [",
                    warning.reason(), "]\n");
  }
  return out.empty() ? out : "\n" + out;
}

std::string TableText(const common::v1::Table& table) {
  std::vector<std::string> head = {table.row_header()};
  for (const auto& column : table.columns()) head.push_back(column.label());
  std::set<size_t> right;
  std::vector<std::vector<std::string>> rows;
  for (const Row& row : table.rows()) {
    const char* indent = row.kind() == Row::OF_WHICH ? kOfWhichIndent : "";
    std::vector<std::string>& cells = rows.emplace_back();
    cells.push_back(absl::StrCat(indent, row.label()));
    for (const auto& cell : row.cells()) {
      if (cells.size() == head.size()) break;  // Grid has a width per head.
      if (cell.has_figure()) right.insert(cells.size());
      cells.push_back(cell.text());
    }
  }
  return absl::StrCat(table.title(), table.unit().empty() ? "" : ", ",
                      table.unit(), "\n\n",
                      Grid(head, rows, {right.begin(), right.end()}),
                      table.remark().empty() ? "" : "\n", table.remark(),
                      table.remark().empty() ? "" : "\n");
}

std::string ReleaseLine(const par::GetStatisticsResponse& statistics,
                        common::v1::Audience audience) {
  if (statistics.release() == 0) return "";
  return absl::StrCat("Släpp ", statistics.release(), ", för ",
                      AudienceWord(audience), "\n\n");
}

std::string StatisticsText(const par::GetStatisticsResponse& statistics,
                           common::v1::Audience audience) {
  std::string out = ReleaseLine(statistics, audience);
  for (const common::v1::Table& table : statistics.tables()) {
    absl::StrAppend(&out, &table == &statistics.tables(0) ? "" : "\n",
                    TableText(table));
  }
  return out;
}

std::string TableListText(const par::GetStatisticsResponse& statistics) {
  std::vector<std::vector<std::string>> rows;
  for (const common::v1::Table& table : statistics.tables()) {
    rows.push_back({table.id(), table.title()});
  }
  return Grid({"Tabell", "Rubrik"}, rows);
}

std::string PlanText(const par::PlanReleaseResponse& plan,
                     common::v1::Audience audience) {
  std::string out = absl::StrCat(
      "INTERNT UNDERLAG, får inte spridas: skyddade antal står nedan.\n\nI ett "
      "släpp till ",
      AudienceWord(audience), ": ",
      ShownText(plan.shown(), plan.cells() - plan.shown(), plan.minimum()),
      ".\n", Counted(plan.small(), "antal är litet", "antal är små"),
      " i sig; de andra skyddas för att de skulle röja ett sådant.\n");
  std::vector<std::vector<std::string>> rows;
  for (const par::ProtectedFigure& figure : plan.protected_()) {
    rows.push_back({figure.figure_id(), figure.small() ? "litet" : "röjer",
                    absl::StrCat(figure.value()), RangeText(figure)});
  }
  if (!rows.empty()) {
    absl::StrAppend(
        &out, "\n",
        Grid({"Siffra", "Varför", "Antal", "Utomstående vet"}, rows, {2}));
  }
  return absl::StrCat(out, WarningsText(plan.leaks()));
}

std::string ReleasedText(const par::Release& release, bool changed) {
  const std::string what =
      absl::StrCat(YearWord(release.fiscal_year()), " för ",
                   AudienceWord(release.audience()));
  if (!changed) {
    return absl::StrCat("Inget nytt: släpp ", release.number(),
                        " visar redan just detta av ", what, ".\n");
  }
  return absl::StrCat(
      "Släpp ", release.number(), ", ", what, ": ",
      ShownText(release.shown(), release.protected_(), release.minimum()),
      ".\n");
}

std::string ReleasesText(const par::ListReleasesResponse& releases) {
  if (releases.releases().empty()) return "Inget är släppt.\n";
  std::vector<std::vector<std::string>> rows;
  for (const par::Release& release : releases.releases()) {
    rows.push_back(
        {absl::StrCat(release.number()), YearWord(release.fiscal_year()),
         AudienceWord(release.audience()), release.time(),
         absl::StrCat(release.minimum()), absl::StrCat(release.shown()),
         absl::StrCat(release.protected_())});
  }
  return Grid({"Släpp", "År", "Till", "Tid", "Minst", "Visas", "Skyddas"}, rows,
              {0, 4, 5, 6});
}

std::string NationalText(const par::GetNationalStatisticsResponse& nation) {
  return absl::StrCat(
      nation.association_count(), " förbund",
      nation.release() == 0 ? "" : absl::StrCat(", släpp ", nation.release()),
      "\n\n", TableText(nation.totals()), "\n",
      TableText(nation.associations()));
}

}  // namespace finsam::cli

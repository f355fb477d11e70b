#include "cli/explain_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "common/figure/display.h"

namespace finsam::cli {
namespace {

namespace led = ledger::v1;

std::string StepsText(const gateway::v1::ExplainFigureResponse& explained) {
  std::string out;
  for (const auto& step : explained.steps()) {
    const std::string indent(static_cast<size_t>(2 * step.depth()), ' ');
    absl::StrAppend(&out, indent, step.factor() < 0 ? "− " : "",
                    step.figure().id(), " = ", step.printed());
    if (!step.label().empty()) absl::StrAppend(&out, "  [", step.label(), "]");
    const auto& provenance = step.figure().provenance();
    absl::StrAppend(&out, "  (", provenance.service());
    // What the gateway puts together has its sources' revisions.
    if (provenance.revision() > 0) {
      absl::StrAppend(&out, " ", provenance.revision());
    }
    absl::StrAppend(&out, ", ", RuleInSwedish(provenance.rule()), ")\n");
    for (const std::string& record : provenance.records()) {
      absl::StrAppend(&out, indent, "    ur ", record, "\n");
    }
  }
  return out;
}

std::string BooksText(const led::ExplainFigureResponse& books) {
  std::vector<std::vector<std::string>> accounts;
  for (const auto& sum : books.accounts()) {
    accounts.push_back(
        {absl::StrCat(sum.account()), sum.name(), ObjectsText(sum.objects()),
         absl::StrJoin(sum.object_names(), ", "), Kronor(sum.amount_ore())});
  }
  std::vector<std::vector<std::string>> entries;
  for (const auto& line : books.entries()) {
    entries.push_back({absl::StrCat(line.series(), line.number()),
                       DayText(line.date()),
                       absl::StrCat(line.entry().account()),
                       ObjectsText(line.entry().objects()), line.text(),
                       Kronor(line.entry().amount_ore())});
  }
  std::string out = absl::StrCat("\nUr bokföringen: ", books.label(),
                                 " (bokföringens tecken, kr)\n\n");
  out +=
      Grid({"Konto", "Namn", "Objekt", "Objektnamn", "Belopp"}, accounts, {4});
  if (entries.empty()) {
    return absl::StrCat(out,
                        "\nInga verifikationer: beloppen är ingående "
                        "uppgifter.\n");
  }
  absl::StrAppend(&out, "\n");
  out +=
      Grid({"Ver", "Datum", "Konto", "Objekt", "Text", "Belopp"}, entries, {5});
  if (!books.next_page_token().empty()) {
    absl::StrAppend(&out, "… fler verifikationer: lägg till --all\n");
  }
  return out;
}

}  // namespace

std::string ExplainText(const gateway::v1::ExplainFigureResponse& explained) {
  std::string out = StepsText(explained);
  if (explained.has_books() && !explained.books().figure().id().empty()) {
    out += BooksText(explained.books());
  }
  return out;
}

}  // namespace finsam::cli

#include "cli/examples.h"

#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace finsam::cli {
namespace {

// Command lines without the program's name; each begins with its command.
constexpr absl::string_view kExamples[] = {
    "up --data var/finsam",
    "import examples/finnveden-2024",
    "report assemble --kind annual",
    "report check --year 2024",
    "report render -f html -o rapport.html",
    "explain income-statement/operating-costs/2024 --all",
    "doctor --server 127.0.0.1:7510",
    "post verifikationer.csv --validate-only",
    "voucher A 17",
    "vouchers --from 2024-06-01 --account 30xx --min 10000",
    "account 1930 --from 2024-12-01 --to 2024-12-31",
    "reverse A 17 --date 2024-12-31 --series M --reason \"Bokförd två gånger\"",
    "year --year 2024",
    "lock --through 2024-06-30 --reason \"Delårsrapporten är klar\"",
    "close --year 2024 --capital-account 2010",
    "reopen --year 2024 --reason \"Styrelsens beslut § 7\"",
    "export -f sie4e -o 2024.se --force",
    "prove A 17 -o bevis.json",
    "verify bevis.json",
    "budget show 222000-1511 2025",
    "budget versions 222000-1511 2025",
    "budget diff 222000-1511 2025 1 2",
    "budget export 222000-1511 2025 -o budget.csv",
    "budget import --year 2025 budget.csv contributions.csv",
    "budget contributions 222000-1511 2025 --day 2025-06-30",
    "budget capital 222000-1511 2025",
    "budget followup 2024 --through 6 --outcomes note-2 --outcomes note-3",
    "budget forecast 2024 --through 6 --outcomes note-2 --outcomes note-3",
    "budget forecasts 2024 --outcomes note-2 --outcomes note-3",
    "budget backtest historik.csv --confidence 80",
    "counts import examples/finnveden-2024 --year 2024",
    "counts show 222000-1511 2024 --table participants",
    "counts compare --years 2022,2023,2024",
    "counts protect 222000-1511 2024 --audience allmänhet",
    "counts release 222000-1511 2024 --audience allmänhet",
    "counts releases --year 2024",
    "counts export 222000-1511 2024 -o antal",
    "counts half-year 2024 --half 1 --means medel.csv -o halvar.csv",
    "counts national --year 2024 --means kostnader.csv",
};

// The example of "budget show"; empty if there is none.
absl::string_view ExampleOf(absl::string_view command) {
  for (const absl::string_view example : kExamples) {
    if (absl::StartsWith(example, absl::StrCat(command, " "))) return example;
  }
  return "";
}

// `name` is the whole command, without the program's name.
void AddTo(CLI::App& command, const std::string& name) {
  for (CLI::App* below : command.get_subcommands({})) {
    AddTo(*below, name.empty() ? below->get_name()
                               : absl::StrCat(name, " ", below->get_name()));
  }
  const std::string above =
      command.get_subcommands({}).empty()
          ? absl::StrCat("Exempel:\n  finsam ", ExampleOf(name),
                         "\n\nfinsam --help visar flaggorna som alla kommandon "
                         "har, som --year.\n\n")
          : absl::StrCat("finsam help ", name, name.empty() ? "" : " ",
                         "KOMMANDO visar kommandots flaggor och ett "
                         "exempel.\n\n");
  command.footer(above + command.get_footer());
}

}  // namespace

void AddExamples(CLI::App& app) { AddTo(app, ""); }

}  // namespace finsam::cli

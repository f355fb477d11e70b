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
    "check printed examples/printed/finnveden-2024.json",
    "report render -f html -o rapport.html",
    "report answer IS-1/result-of-year/2024 \"Rättas i nästa version.\" "
    "--actor \"Elin Berg\"",
    "report freeze --year 2024 --actor \"Elin Berg\"",
    "report versions --association 222000-1511",
    "report changes --version 1",
    "report open-signing --due 2025-04-15 --adopted 2025-03-20 --actor "
    "\"Elin Berg\"",
    "report sign --actor \"Signe Hallbo\"",
    "report signing --version latest",
    "report publish --actor \"Elin Berg\"",
    "report capsule -o 2024.zip",
    "verify capsule 2024.zip --root ca.pem",
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
    "verify acts handlingar.jsonl",
    "verify round omgang.json --root ca.pem",
    "verify pdf arsredovisning.pdf --signers omgang.json --root ca.pem",
    "acts -o handlingar.jsonl",
    "sign open --subject fiscalYears/2024/annual --manifest manifest.json "
    "--attest \"Rättvisande bild.\" --due 2025-03-31 --actor Kansliet",
    "board show --at 2024-11-28",
    "board terms --association 222000-1511",
    "board appoint \"Per Öhman\" --role ledamot --member varnamo-kommun --from "
    "2027-04-01 --actor Kansliet",
    "board end \"Holger Bäckmark\" --role ledamot --last-day 2027-03-31 "
    "--actor Kansliet",
    "board replace \"Holger Bäckmark\" \"Alvar Kvistberg\" --role ledamot "
    "--last-day 2025-05-31 --actor Kansliet",
    "meeting call 2025-11-27 --item \"budget: Budget 2026\" --actor Kansliet",
    "meeting presence 2025-11-27 --present \"Signe Hallbo\" --actor Kansliet",
    "meeting conflict 2025-11-27 --item 3 --person \"Asta Mörkdal\" --actor "
    "Kansliet",
    "meeting decide 2025-11-27 --item 1 --actor Kansliet",
    "meeting sign 2025-11-27 --due 2025-12-31 --actor Kansliet",
    "meeting delegated 2025-11-27 --date 2025-11-03 --person \"Elin Berg\" "
    "--text \"Avtal om lokal\" --actor Kansliet",
    "meeting close 2025-11-27 --adjuster \"Asta Mörkdal\" --actor Kansliet",
    "meeting approve 2025-11-27 --by \"Signe Hallbo\" --actor Kansliet",
    "meeting post 2025-11-27 --member gnosjo-kommun --actor Kansliet",
    "meeting show 2024-11-28",
    "meeting list --year 2024",
    "meeting minutes 2024-11-28 --format pdf -o protokoll.pdf",
    "clocks --at 2024-11-28",
    "sign status 4",
    "sign sign 4 --actor \"Signe Hallbo\"",
    "sign complete 4 svar.xml --actor Kansliet",
    "sign refuse 4 \"Not 4 är fel.\" --actor \"Signe Hallbo\"",
    "sign withdraw 4 \"Ny version.\" --actor Kansliet",
    "sign replace 4 \"Signe Hallbo\" \"Per Öhman\" \"Har lämnat.\" --actor "
    "Kansliet",
    "sign remind 4 --actor Kansliet",
    "sign verify 4",
    "goals --year 2024",
    "deviation report --association 222000-1511 --year 2024 --date 2024-12-02 "
    "--area Väntetid --party gnosjo-kommun --text \"Svaret dröjde.\" --actor "
    "Kansliet",
    "deviation answer 2024-08 --association 222000-1511 --year 2024 --date "
    "2024-12-05 --answer \"Ny rutin.\" --actor Kansliet",
    "deviation list --year 2024",
    "control follow-up attest --association 222000-1511 --year 2024 --result "
    "\"utan anmärkning\" --date 2024-12-05 --actor Kansliet",
    "control list --year 2024",
    "policy review attest --association 222000-1511 --year 2024 --result "
    "reviderad --date 2025-02-13 --due 2027-02-28 --actor Kansliet",
    "policy list --year 2024",
    "audit report gemensam --association 222000-1511 --year 2024 --date "
    "2025-04-08 --auditor \"Elsa Vretlind\" --accounts-fair ja "
    "--control-sufficient ja --operations-suitable ja --discharge tillstyrks "
    "--actor Kansliet",
    "audit show --year 2024",
    "discharge record gnosjo-kommun --association 222000-1511 --year 2024 "
    "--date 2025-04-24 --decision beviljas --body kommunfullmäktige --actor "
    "Kansliet",
    "discharge list --year 2024",
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

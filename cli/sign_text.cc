#include "cli/sign_text.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "common/base/digest.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

std::string SignerText(const gov::Signer& signer) {
  switch (signer.state()) {
    case gov::Signer::SIGNED:
      return absl::StrCat(signer.signature().time(), ", ",
                          signer.signature().identification());
    case gov::Signer::STARTED:
      return "påbörjad hos underskriftstjänsten";
    case gov::Signer::REFUSED:
      return absl::StrCat("har avböjt: ", signer.reason());
    default:
      return "väntar";
  }
}

// Who holds the round up, and what can be done about it.
std::string HeldUpText(const gov::SignatureRound& round) {
  std::string out;
  const std::string id = round.name().substr(round.name().rfind('/') + 1);
  for (const gov::Signer& signer : round.signers()) {
    if (round.state() != gov::SignatureRound::OPEN ||
        signer.state() != gov::Signer::REFUSED) {
      continue;
    }
    absl::StrAppend(&out, "\nOmgången hålls upp av ", signer.person(),
                    ", som kan skriva under ändå. Annars:\n");
  }
  if (out.empty()) return out;
  return absl::StrCat(
      out, "  finsam sign replace ", id,
      " AVGÅNGEN NY SKÄL  om den som vägrar har lämnat styrelsen\n"
      "  finsam sign withdraw ",
      id, " SKÄL             om det som skrivs under ska ändras\n");
}

constexpr char kOwnRoots[] =
    "\nUtfärdarens certifikat står i filen själv. Ange ett som är känt från\n"
    "annat håll med --root för att också pröva vem som har intygat.\n";

}  // namespace

std::string RoundStateText(gov::SignatureRound::State state) {
  switch (state) {
    case gov::SignatureRound::OPEN:
      return "öppen";
    case gov::SignatureRound::COMPLETE:
      return "slutförd";
    case gov::SignatureRound::WITHDRAWN:
      return "återkallad";
    case gov::SignatureRound::SUPERSEDED:
      return "ersatt av en nyare version";
    default:
      return "";
  }
}

std::string RoundText(const gov::SignatureRound& round, bool overdue) {
  std::string out =
      absl::StrCat(round.name(), "\n\n  avser          ", round.subject(),
                   ", version ", round.version(), "\n  kontrollsumma  ",
                   Hex(round.digest()), "\n  intygar        ", round.attest(),
                   "\n  läge           ", RoundStateText(round.state()));
  if (!round.ended_time().empty()) {
    absl::StrAppend(&out, " ", round.ended_time());
  }
  if (!round.reason().empty()) absl::StrAppend(&out, ": ", round.reason());
  absl::StrAppend(&out, "\n  senast         ", DayText(round.due_date()),
                  overdue ? " (passerat)" : "", "\n");
  if (round.has_adopted_date()) {
    absl::StrAppend(&out, "  beslutad       ", DayText(round.adopted_date()),
                    "\n");
  }
  std::vector<std::vector<std::string>> rows;
  for (const gov::Signer& signer : round.signers()) {
    rows.push_back(
        {signer.person(),
         signer.organisation().empty()
             ? signer.role()
             : absl::StrCat(signer.role(), ", ", signer.organisation()),
         SignerText(signer)});
    for (const gov::FormerSigner& former : signer.former()) {
      rows.push_back({absl::StrCat("  i stället för ", former.person()), "",
                      former.reason()});
    }
  }
  return absl::StrCat(
      out, "\n", Grid({"Namn", "Titel, organisation", "Underskrift"}, rows),
      HeldUpText(round));
}

std::string RoundListText(const gov::ListSignatureRoundsResponse& list) {
  std::vector<std::vector<std::string>> rows;
  for (const gov::SignatureRound& round : list.rounds()) {
    int done = 0;
    for (const gov::Signer& signer : round.signers()) {
      done += signer.state() == gov::Signer::SIGNED ? 1 : 0;
    }
    rows.push_back({round.name().substr(round.name().rfind('/') + 1),
                    round.subject(), absl::StrCat(round.version()),
                    absl::StrCat(done, " av ", round.signers_size()),
                    DayText(round.due_date()), RoundStateText(round.state())});
  }
  if (rows.empty()) return "Inga underskriftsomgångar.\n";
  return Grid({"Omgång", "Avser", "Version", "Underskrivna", "Senast", "Läge"},
              rows);
}

std::string VerifiedText(const gov::SignatureRound& round, int count,
                         bool own_roots) {
  std::string out = absl::StrCat(
      count == 1 ? "Underskriften håller" : "Underskrifterna håller", ": ",
      Counted(count, "underskrift", "underskrifter"), " av ",
      round.signers_size(), ".\n\n", RoundText(round, /*overdue=*/false));
  return own_roots ? out + kOwnRoots : out;
}

std::string VerifiedPdfText(const sign::PdfReport& report, bool own_roots) {
  std::vector<std::vector<std::string>> rows;
  for (const sign::PdfSignature& one : report.signatures) {
    rows.push_back({one.facts.signer.CommonName(),
                    absl::FormatTime(absl::RFC3339_sec, one.claimed,
                                     absl::LocalTimeZone()),
                    one.facts.signer.Issuer(), one.field});
  }
  std::string out = absl::StrCat(
      "PDF-filen är underskriven av dem den ska, och inte ändrad sedan dess.\n",
      "\n  före underskrift  ", report.original_sha256, "\n\n",
      Grid({"Namn", "Uppgiven tid", "Utfärdare", "Fält"}, rows));
  return own_roots ? out + kOwnRoots : out;
}

}  // namespace finsam::cli

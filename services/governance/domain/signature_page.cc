#include "services/governance/domain/signature_page.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/table_cells.h"

namespace finsam::governance {
namespace {

std::string TimeText(absl::Time time, const absl::TimeZone& zone) {
  return absl::FormatTime("%Y-%m-%d %H:%M:%S %Ez", time, zone);
}

std::string TitleOf(const RoundSigner& signer) {
  return signer.organisation.empty()
             ? signer.role
             : absl::StrCat(signer.role, ", ", signer.organisation);
}

std::string RemarkOf(const Round& round, absl::string_view reference,
                     const absl::TimeZone& zone) {
  if (round.state == RoundState::kComplete && round.ended.has_value()) {
    return absl::StrCat("Undertecknad av alla ", TimeText(*round.ended, zone),
                        ". Referens ", reference, ".");
  }
  return absl::StrCat("Inte slutförd: omgången är ",
                      RoundStateWord(round.state), ". Referens ", reference,
                      ".");
}

}  // namespace

Table SignaturePage(const Round& round, absl::string_view reference,
                    const absl::TimeZone& zone) {
  Table table{"signature-page",
              "Underskrifter",
              "",
              "Namn",
              {{"title", "Titel och organisation"},
               {"time", "Tid"},
               {"identification", "Identifikationstyp"},
               {"identification-id", "Identifikations-id"}},
              {}};
  for (const RoundSigner& signer : round.signers) {
    const SignatureFacts facts = signer.signature.value_or(SignatureFacts{});
    const bool has_signed = signer.signature.has_value();
    table.rows.push_back(
        {absl::StrCat(table.rows.size() + 1),
         signer.person,
         RowKind::kDetail,
         "",
         {TextCell(TitleOf(signer)),
          TextCell(has_signed ? TimeText(facts.time, zone)
                              : SignerStateWord(signer.state)),
          TextCell(facts.identification), TextCell(facts.identification_id)}});
  }
  table.remark = RemarkOf(round, reference, zone);
  return table;
}

}  // namespace finsam::governance

#include "services/ledger/domain/sie_head.h"

#include <utility>

#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

void TakeIdentity(SieFields fields, SieHead* head) {
  head->organisation_number = fields.Text("orgnr", kTextBytesMax);
  head->acquisition_number = fields.Text("förvnr", kTextBytesMax);
  head->activity_number = fields.Text("verknr", kTextBytesMax);
}

SieAddress ReadAddress(SieFields fields) {
  SieAddress address;
  address.contact = fields.Text("kontakt", kTextBytesMax);
  address.street = fields.Text("utdelningsadr", kTextBytesMax);
  address.city = fields.Text("postadr", kTextBytesMax);
  address.phone = fields.Text("tel", kTextBytesMax);
  return address;
}

void TakeProse(SieFields fields, SieFieldContext* context, SieHead* head) {
  if (head->prose.size() >= kSieProseMax) {
    context->left_out.Note(fields.line());
    return;
  }
  head->prose.push_back(fields.Text("text", kTextBytesMax));
}

}  // namespace

void TakeSieHead(SieFields fields, SieLabel label, SieFieldContext* context,
                 SieHead* head) {
  const auto text = [&fields](absl::string_view name) {
    return fields.Text(name, kTextBytesMax);
  };
  switch (label) {
    case SieLabel::kProgram:
      head->program = text("programnamn");
      head->program_version = text("version");
      return;
    case SieLabel::kGen:
      head->generated = text("datum");
      head->generated_by = text("sign");
      return;
    case SieLabel::kProsa:
      return TakeProse(std::move(fields), context, head);
    case SieLabel::kFtyp:
      head->company_type = text("företagstyp");
      return;
    case SieLabel::kFnr:
      head->company_id = text("företagsid");
      return;
    case SieLabel::kOrgnr:
      return TakeIdentity(std::move(fields), head);
    case SieLabel::kBkod:
      head->sni_code = text("SNI-kod");
      return;
    case SieLabel::kAdress:
      head->address = ReadAddress(std::move(fields));
      return;
    case SieLabel::kFnamn:
      head->company_name = text("företagsnamn");
      return;
    case SieLabel::kTaxar:
      head->tax_year = text("år");
      return;
    case SieLabel::kOmfattn:
      head->extent = fields.OptionalDay("datum");
      return;
    case SieLabel::kKptyp:
      head->chart_type = text("kontoplanstyp");
      return;
    case SieLabel::kValuta:
      head->currency = text("valutakod");
      return;
    default:
      return;
  }
}

}  // namespace finsam::ledger

#include "services/governance/round_codec.h"

#include "common/store/parts.h"

namespace finsam::governance {
namespace {

using store::PartsReader;
using store::PartsWriter;

constexpr char kFormat = 1;
constexpr char kRoundKind[] = "signature-round";
constexpr char kEvidenceKind[] = "signature-evidence";

void WriteTime(absl::Time time, PartsWriter* out) {
  out->Number(absl::ToUnixSeconds(time));
}

absl::Time ReadTime(PartsReader* in) {
  return absl::FromUnixSeconds(in->Number());
}

void WriteFormer(const FormerSigner& former, PartsWriter* out) {
  out->Text(former.person);
  out->Text(former.reason);
  WriteTime(former.time, out);
}

FormerSigner ReadFormer(PartsReader* in) {
  FormerSigner former;
  former.person = in->Text();
  former.reason = in->Text();
  former.time = ReadTime(in);
  return former;
}

void WriteFacts(const SignatureFacts& facts, PartsWriter* out) {
  WriteTime(facts.time, out);
  for (const std::string* text :
       {&facts.name, &facts.identification, &facts.identification_id,
        &facts.provider, &facts.level, &facts.certificate, &facts.id}) {
    out->Text(*text);
  }
}

SignatureFacts ReadFacts(PartsReader* in) {
  SignatureFacts facts;
  facts.time = ReadTime(in);
  for (std::string* text :
       {&facts.name, &facts.identification, &facts.identification_id,
        &facts.provider, &facts.level, &facts.certificate, &facts.id}) {
    *text = in->Text();
  }
  return facts;
}

void WriteSigner(const RoundSigner& signer, PartsWriter* out) {
  out->Text(signer.person);
  out->Text(signer.role);
  out->Text(signer.organisation);
  out->Text(signer.appointed_by);
  out->Number(static_cast<int>(signer.state));
  WriteTime(signer.changed, out);
  out->Text(signer.reason);
  out->Number(signer.started.has_value() ? 1 : 0);
  if (signer.started.has_value()) {
    out->Text(signer.started->provider);
    out->Text(signer.started->reference);
    out->Text(signer.started->pdf_digest);
  }
  out->Number(signer.signature.has_value() ? 1 : 0);
  if (signer.signature.has_value()) WriteFacts(*signer.signature, out);
  out->List(signer.former, WriteFormer);
}

RoundSigner ReadSigner(PartsReader* in) {
  RoundSigner signer;
  signer.person = in->Text();
  signer.role = in->Text();
  signer.organisation = in->Text();
  signer.appointed_by = in->Text();
  signer.state = in->Choice<SignerState>(kSignerStates);
  signer.changed = ReadTime(in);
  signer.reason = in->Text();
  if (in->Flag()) {
    signer.started.emplace();
    signer.started->provider = in->Text();
    signer.started->reference = in->Text();
    signer.started->pdf_digest = in->Text();
  }
  if (in->Flag()) signer.signature = ReadFacts(in);
  signer.former = in->List<FormerSigner>(kSignerChangesMax, ReadFormer)
                      .value_or(std::vector<FormerSigner>{});
  return signer;
}

}  // namespace

std::string EncodeRound(const Round& round) {
  PartsWriter out(kFormat, kRoundKind);
  out.Number(round.id);
  out.Text(round.subject);
  out.Number(round.version);
  out.Text(round.digest);
  out.Text(round.manifest);
  out.Text(round.attest);
  out.Number(round.in_order ? 1 : 0);
  out.Day(round.due);
  out.Day(round.adopted);
  WriteTime(round.opened, &out);
  out.Number(static_cast<int>(round.state));
  out.Number(round.ended.has_value() ? 1 : 0);
  if (round.ended.has_value()) WriteTime(*round.ended, &out);
  out.Text(round.reason);
  out.List(round.signers, WriteSigner);
  out.List(round.reminders, WriteTime);
  return out.bytes();
}

std::optional<Round> DecodeRound(absl::string_view bytes) {
  PartsReader in(kFormat, kRoundKind, bytes);
  Round round;
  round.id = in.Number();
  round.subject = in.Text();
  round.version = in.Number();
  round.digest = in.Text();
  round.manifest = in.Text();
  round.attest = in.Text();
  round.in_order = in.Flag();
  round.due = in.Day();
  round.adopted = in.OptionalDay();
  round.opened = ReadTime(&in);
  round.state = in.Choice<RoundState>(kRoundStates);
  if (in.Flag()) round.ended = ReadTime(&in);
  round.reason = in.Text();
  round.signers = in.List<RoundSigner>(kRoundSignersMax, ReadSigner)
                      .value_or(std::vector<RoundSigner>{});
  round.reminders = in.List<absl::Time>(kRoundRemindersMax, ReadTime)
                        .value_or(std::vector<absl::Time>{});
  if (!in.Complete()) return std::nullopt;
  return round;
}

std::string EncodeEvidence(const SignatureEvidence& evidence) {
  PartsWriter out(kFormat, kEvidenceKind);
  for (const std::string* text :
       {&evidence.statement, &evidence.cms, &evidence.pdf_digest,
        &evidence.pdf_cms, &evidence.kind, &evidence.raw}) {
    out.Text(*text);
  }
  return out.bytes();
}

std::optional<SignatureEvidence> DecodeEvidence(absl::string_view bytes) {
  PartsReader in(kFormat, kEvidenceKind, bytes);
  SignatureEvidence evidence;
  for (std::string* text :
       {&evidence.statement, &evidence.cms, &evidence.pdf_digest,
        &evidence.pdf_cms, &evidence.kind, &evidence.raw}) {
    *text = in.Text();
  }
  if (!in.Complete()) return std::nullopt;
  return evidence;
}

}  // namespace finsam::governance

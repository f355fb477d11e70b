#include "services/governance/convert_signing.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/figure/convert.h"
#include "services/governance/domain/legal_days.h"

namespace finsam::governance {
namespace {

std::string TimeText(absl::Time time) {
  return absl::FormatTime(absl::RFC3339_sec, time, SwedishTime());
}

void ToProto(const SignatureFacts& facts, v1::SignatureDetails* out) {
  out->set_time(TimeText(facts.time));
  out->set_name(facts.name);
  out->set_identification(facts.identification);
  out->set_identification_id(facts.identification_id);
  out->set_provider(facts.provider);
  out->set_level(facts.level);
  out->set_certificate_sha256(absl::HexStringToBytes(facts.certificate));
}

void ToProto(const RoundSigner& signer, v1::Signer* out) {
  out->set_person(signer.person);
  out->set_role(signer.role);
  out->set_organisation(signer.organisation);
  out->set_appointing_member(signer.appointed_by);
  out->set_state(
      static_cast<v1::Signer::State>(static_cast<int>(signer.state) + 1));
  out->set_state_time(TimeText(signer.changed));
  out->set_reason(signer.reason);
  if (signer.signature.has_value()) {
    ToProto(*signer.signature, out->mutable_signature());
  }
  for (const FormerSigner& former : signer.former) {
    v1::FormerSigner* added = out->add_former();
    added->set_person(former.person);
    added->set_reason(former.reason);
    added->set_time(TimeText(former.time));
  }
}

absl::StatusOr<absl::CivilDay> DayOf(const common::v1::Date& date,
                                     absl::string_view field) {
  const std::optional<absl::CivilDay> day = DateFromProto(date);
  if (day.has_value()) return *day;
  return Refuse(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
                absl::StrCat(field, " är ingen dag i kalendern"));
}

// A text as JSON. Texts that came in are UTF-8; what is not is shown as such.
std::string Quoted(absl::string_view text) {
  std::string out = "\"";
  for (const char c : ToUtf8(text)) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      absl::StrAppend(&out, "\\u00", absl::Hex(c, absl::kZeroPad2));
    } else {
      out += c;
    }
  }
  return out + "\"";
}

}  // namespace

absl::StatusOr<RoundId> ParseRoundName(absl::string_view name) {
  const std::vector<absl::string_view> parts = absl::StrSplit(name, '/');
  RoundId id;
  if (parts.size() == 4 && parts[2] == "signatureRounds" &&
      absl::SimpleAtoi(parts[3], &id.id) && id.id > 0 &&
      absl::StrCat(id.id) == parts[3]) {
    ASSIGN_OR_RETURN(id.organisation, ParseAssociationName(absl::StrCat(
                                          parts[0], "/", parts[1])));
    return id;
  }
  return Refuse(absl::StatusCode::kInvalidArgument, "NAME_INVALID",
                "väntade associations/NUMMER/signatureRounds/NUMMER");
}

absl::StatusOr<Round> FromProto(const v1::SignatureRound& round) {
  Round out;
  out.subject = round.subject();
  out.version = round.version();
  out.digest = round.digest();
  out.manifest = round.manifest();
  out.attest = round.attest();
  out.in_order = round.in_order();
  ASSIGN_OR_RETURN(out.due, DayOf(round.due_date(), "due_date"));
  if (round.has_adopted_date()) {
    ASSIGN_OR_RETURN(out.adopted, DayOf(round.adopted_date(), "adopted_date"));
  }
  for (const v1::Signer& signer : round.signers()) {
    out.signers.push_back(
        PlaceOf({signer.person(), signer.role(), signer.organisation(),
                 signer.appointing_member()}));
  }
  return out;
}

void ToProto(const std::string& organisation, const Round& round,
             v1::SignatureRound* out) {
  out->set_name(RoundName(organisation, round.id));
  out->set_subject(round.subject);
  out->set_version(round.version);
  out->set_digest(round.digest);
  out->set_manifest(round.manifest);
  out->set_attest(round.attest);
  out->set_in_order(round.in_order);
  finsam::ToProto(round.due, out->mutable_due_date());
  if (round.adopted.has_value()) {
    finsam::ToProto(*round.adopted, out->mutable_adopted_date());
  }
  out->set_opened_time(TimeText(round.opened));
  out->set_state(static_cast<v1::SignatureRound::State>(
      static_cast<int>(round.state) + 1));
  if (round.ended.has_value()) out->set_ended_time(TimeText(*round.ended));
  out->set_reason(round.reason);
  for (const RoundSigner& signer : round.signers) {
    ToProto(signer, out->add_signers());
  }
  for (const absl::Time time : round.reminders) {
    out->add_reminder_times(TimeText(time));
  }
}

void ToProto(const SignatureEvidence& evidence, bool raw,
             const std::vector<sign::Certificate>& roots,
             v1::SignatureEvidence* out) {
  out->set_statement(evidence.statement);
  out->set_cms(evidence.cms);
  out->set_pdf_digest(evidence.pdf_digest);
  out->set_pdf_cms(evidence.pdf_cms);
  out->set_raw_kind(evidence.kind);
  if (raw) out->set_raw(evidence.raw);
  for (const sign::Certificate& root : roots) {
    out->mutable_roots_pem()->append(root.Pem());
  }
}

void ToProto(const ActRecord& act, v1::Act* out) {
  out->set_revision(act.record.revision);
  out->set_kind(act.record.kind);
  out->set_root(act.record.root);
  out->set_facts_bytes(static_cast<int64_t>(act.record.facts.size()));
  if (!act.act.has_value()) return;
  out->mutable_actor()->set_person(act.act->actor.person);
  out->mutable_actor()->set_on_behalf_of(act.act->actor.on_behalf_of);
  out->set_time(TimeText(act.act->time));
}

std::string LineOf(const ActRecord& act) {
  const store::Act told = act.act.value_or(store::Act{});
  return absl::StrCat("{\"revision\":", act.record.revision,
                      ",\"kind\":", Quoted(act.record.kind), ",\"time\":",
                      Quoted(act.act.has_value() ? TimeText(told.time) : ""),
                      ",\"person\":", Quoted(told.actor.person),
                      ",\"onBehalfOf\":", Quoted(told.actor.on_behalf_of),
                      ",\"facts\":\"", absl::Base64Escape(act.record.facts),
                      "\",\"root\":\"", Hex(act.record.root), "\"}\n");
}

}  // namespace finsam::governance

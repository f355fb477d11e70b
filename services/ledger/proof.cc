#include "services/ledger/proof.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/merkle.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {
namespace {

absl::Status Broken(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "PROOF_BROKEN", sentence);
}

// Reads an optional day. False when it is no day.
bool ReadDay(bool has, const common::v1::Date& date,
             std::optional<absl::CivilDay>* out) {
  if (has) *out = DateFromProto(date);
  return !has || out->has_value();
}

// The voucher exactly as it was hashed: nothing is put right on the way, or a
// change that is put right would go unseen.
std::optional<PostedVoucher> Exactly(const v1::ProveVoucherResponse& proof) {
  const v1::Voucher& from = proof.voucher();
  PostedVoucher out;
  out.fiscal_year = proof.fiscal_year();
  out.number = from.number();
  out.imported = from.imported();
  out.content.series = from.series();
  const std::optional<absl::CivilDay> day = DateFromProto(from.date());
  if (!day.has_value()) return std::nullopt;
  out.content.date = *day;
  out.content.text = from.text();
  if (!ReadDay(from.has_registration_date(), from.registration_date(),
               &out.content.registration_date)) {
    return std::nullopt;
  }
  out.content.signature = from.signature();
  if (from.has_corrects()) {
    const v1::VoucherReference& corrects = from.corrects();
    out.content.corrects = {corrects.fiscal_year(), corrects.series(),
                            corrects.number()};
  }
  out.content.reverses = from.reverses();
  for (const v1::Entry& entry : from.entries()) {
    VoucherEntry to;
    to.account = entry.account();
    to.amount = Ore{entry.amount_ore()};
    for (const v1::ObjectReference& object : entry.objects()) {
      to.objects.push_back({object.dimension(), object.object()});
    }
    to.text = entry.text();
    if (!ReadDay(entry.has_date(), entry.date(), &to.date)) return std::nullopt;
    to.quantity = entry.quantity();
    to.signature = entry.signature();
    out.content.entries.push_back(std::move(to));
  }
  return out;
}

}  // namespace

absl::Status CheckProof(const v1::ProveVoucherResponse& proof) {
  const std::string& hash = proof.voucher().hash();
  const std::string& previous = proof.previous_hash();
  const int64_t place = proof.voucher().place();
  // Only the first voucher has nothing before it.
  if (hash.size() != kSha256Bytes || place < 1 ||
      previous.size() != (place == 1 ? 0 : kSha256Bytes)) {
    return Broken("Beviset saknar delar: fingeravtryck eller plats fattas.");
  }
  const std::optional<PostedVoucher> voucher = Exactly(proof);
  if (!voucher.has_value()) {
    return Broken("Verifikationen har ett datum som inte finns.");
  }
  if (ChainHash(previous, VoucherBytes(*voucher)) != hash) {
    return Broken(
        "Verifikationens innehåll stämmer inte med dess fingeravtryck.");
  }
  const std::vector<std::string> path(proof.path().begin(), proof.path().end());
  if (!VerifyPath(hash, place - 1, proof.tree_size(), path,
                  proof.tree_root())) {
    return Broken("Vägen från verifikationen leder inte till roten.");
  }
  return absl::OkStatus();
}

}  // namespace finsam::ledger

#include "cli/proof_file.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "common/base/digest.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "services/ledger/proof.h"

namespace finsam::cli {
namespace {

constexpr char kKind[] = "finsam-voucher-proof-1";
// What the sum covers ends before this.
constexpr char kSumBegin[] = ",\n\"sha256\": \"";
constexpr char kSumEnd[] = "\"\n}\n";

absl::Status Broken(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "PROOF_BROKEN", sentence);
}

std::string WithSum(const std::string& covered) {
  return absl::StrCat(covered, kSumBegin, Hex(Sha256(covered)), kSumEnd);
}

}  // namespace

std::string WriteProof(const ProofFile& file) {
  return WithSum(absl::StrCat("{\n\"kind\": \"", kKind,
                              "\",\n\"association\": \"", file.association,
                              "\",\n\"proof\": ", Json(file.proof)));
}

absl::StatusOr<ProofFile> ReadProof(const std::string& bytes) {
  const size_t end = bytes.rfind(kSumBegin);
  if (bytes.size() > kProofBytesMax || end == std::string::npos) {
    return Broken("Filen är inget bevis från finsam prove, eller avkortad.");
  }
  if (WithSum(bytes.substr(0, end)) != bytes) {
    return Broken("Filen är ändrad sedan finsam prove skrev den.");
  }
  const auto json = nlohmann::json::parse(bytes, nullptr, false);
  if (!json.is_object() || json.size() != 4 || !json.contains("proof") ||
      !json.contains("kind") || json["kind"] != kKind ||
      !json.contains("association") || !json["association"].is_string()) {
    return Broken("Filen är inget bevis från finsam prove.");
  }
  ProofFile file;
  file.association = json["association"].get<std::string>();
  const std::string proof = json["proof"].dump(
      -1, ' ', false, nlohmann::json::error_handler_t::replace);
  if (!ParseAssociationName(file.association).ok() ||
      !google::protobuf::util::JsonStringToMessage(proof, &file.proof).ok()) {
    return Broken("Filens bevis går inte att läsa.");
  }
  RETURN_IF_ERROR(ledger::CheckProof(file.proof));
  return file;
}

std::string ProofText(const ProofFile& file, bool root_is_known,
                      bool size_is_known) {
  const ledger::v1::ProveVoucherResponse& proof = file.proof;
  const std::string root =
      absl::StrCat("  rot       ", Hex(proof.tree_root()), "\n");
  // A root alone does not say how many vouchers it stands for.
  const std::string place = absl::StrCat(
      "  plats     ", proof.voucher().place(), " av ", proof.tree_size(), "\n");
  const bool place_is_proved = root_is_known && size_is_known;
  std::string out = absl::StrCat(
      "Beviset håller.\n\nPrövat: verifikationen är, precis så här, en av dem "
      "som roten ",
      root_is_known ? "står för.\n" : "nedan står för.\n",
      root_is_known ? root : "", place_is_proved ? place : "", "  år        ",
      proof.fiscal_year(), "\n\n", VoucherText(proof.voucher(), nullptr),
      "\nEnligt filen, inte prövat:\n  förbund   ", file.association,
      "\n  revision  ", proof.revision().revision(), "\n",
      root_is_known ? "" : root, place_is_proved ? "" : place);
  if (!place_is_proved) {
    absl::StrAppend(
        &out,
        "\nBeviset är värt vad roten är värd. Ange rot och antal "
        "som är kända från annat\nhåll, ett protokoll till exempel, "
        "med --root och --size. Böckernas egna visar\nfinsam verify "
        "utan fil.\n");
  }
  return out;
}

}  // namespace finsam::cli

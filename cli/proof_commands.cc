#include "cli/proof_commands.h"

#include <nlohmann/json.hpp>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/proof_file.h"
#include "common/base/digest.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace led = ledger::v1;

absl::Status DoProve(const CommonOptions& common, const ProveOptions& options) {
  OutputFile out(options.output);
  RETURN_IF_ERROR(out.Open(options.force));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseBooks(common, client));
  led::ProveVoucherRequest request;
  request.set_association(year.Association());
  ASSIGN_OR_RETURN(*request.mutable_voucher(),
                   ParseVoucher(options.voucher, year.year));
  ProofFile file{year.Association(), {}};
  ASSIGN_OR_RETURN(file.proof, client.Ask<led::ProveVoucherResponse>(request));
  const std::string bytes = WriteProof(file);
  // A proof that does not hold here would hold nowhere.
  RETURN_IF_ERROR(ReadProof(bytes).status());
  RETURN_IF_ERROR(out.Write(bytes));
  RETURN_IF_ERROR(out.Commit());
  if (options.output.empty() || common.json()) return absl::OkStatus();
  Print(absl::StrCat(options.output, ": ", NameText(request.voucher()), " (",
                     year.year, "), rot ", Hex(file.proof.tree_root()), "\n"));
  return absl::OkStatus();
}

// Whether the root is the one that is known, in small letters. A root means
// nothing without the number of vouchers that it stands for.
absl::Status CheckRoot(const VerifyOptions& known, const std::string& root,
                       int64_t size) {
  const bool same = known.root.empty() || known.root == Hex(root);
  if (same && (known.size == 0 || known.size == size)) return absl::OkStatus();
  return Refuse(absl::StatusCode::kInvalidArgument, "ROOT_DIFFERS",
                absl::StrCat("roten är ", Hex(root), " över ", CountText(size),
                             ", inte den angivna"));
}

// The options with the root as hexadecimal digits are written here.
absl::StatusOr<VerifyOptions> Checked(VerifyOptions options) {
  ASSIGN_OR_RETURN(options.root, ParseRoot(options.root));
  if (options.size >= 0) return options;
  return InvalidArgument("--size", absl::StrCat(options.size),
                         "ett antal verifikationer, minst 1");
}

absl::Status VerifyFile(const CommonOptions& common,
                        const VerifyOptions& options) {
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(options.file));
  ASSIGN_OR_RETURN(const ProofFile file, ReadProof(bytes));
  const led::ProveVoucherResponse& proof = file.proof;
  RETURN_IF_ERROR(CheckRoot(options, proof.tree_root(), proof.tree_size()));
  if (common.json()) {
    const nlohmann::ordered_json json = {
        {"holds", true},
        {"association", file.association},
        {"treeRoot", Hex(proof.tree_root())},
        {"treeSize", proof.tree_size()},
        {"place", proof.voucher().place()},
        {"revision", proof.revision().revision()},
        {"rootKnown", !options.root.empty()},
        {"sizeKnown", options.size > 0}};
    Print(json.dump(1) + "\n");
    return absl::OkStatus();
  }
  Print(ProofText(file, /*root_is_known=*/!options.root.empty(),
                  /*size_is_known=*/options.size > 0));
  return absl::OkStatus();
}

absl::Status VerifyBooks(const CommonOptions& common,
                         const VerifyOptions& options) {
  Client client = NewClient(common);
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  led::VerifyBooksRequest request;
  request.set_association(name.Association());
  ASSIGN_OR_RETURN(const auto verified,
                   client.Ask<led::VerifyBooksResponse>(request));
  RETURN_IF_ERROR(
      CheckRoot(options, verified.tree_root(), verified.voucher_count()));
  Print(common.json()
            ? Json(verified)
            : absl::StrCat("Böckerna stämmer: ", name.Association(),
                           "\n  rot             ", Hex(verified.tree_root()),
                           "\n  verifikationer  ", verified.voucher_count(),
                           "\n  saldon          ", verified.balance_count(),
                           "\n  revision        ",
                           verified.revision().revision(), "\n"));
  return absl::OkStatus();
}

}  // namespace

int RunProve(const CommonOptions& common, const ProveOptions& options) {
  return Finish(DoProve(common, options), common);
}

int RunVerify(const CommonOptions& common, const VerifyOptions& given) {
  const absl::StatusOr<VerifyOptions> options = Checked(given);
  if (!options.ok()) return Finish(options.status(), common);
  return Finish(options->file.empty() ? VerifyBooks(common, *options)
                                      : VerifyFile(common, *options),
                common);
}

}  // namespace finsam::cli

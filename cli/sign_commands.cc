#include "cli/sign_commands.h"

#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/round_file.h"
#include "cli/sign_text.h"
#include "common/base/clock.h"
#include "common/base/digest.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/files/csv.h"

namespace finsam::cli {
namespace {

namespace gov = governance::v1;

constexpr char kBoard[] = "board";

absl::StatusOr<std::string> AssociationOf(const CommonOptions& common,
                                          Client& client) {
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  return name.Association();
}

absl::StatusOr<std::string> RoundOf(const CommonOptions& common, Client& client,
                                    int64_t round) {
  ASSIGN_OR_RETURN(const std::string association,
                   AssociationOf(common, client));
  return absl::StrCat(association, "/signatureRounds/", round);
}

// The list of those who sign; the sitting board's is made by the service.
absl::Status AddSigners(const std::string& path, gov::SignatureRound* round) {
  if (path == kBoard) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::string bytes, ReadFile(path));
  std::vector<Problem> problems;
  CsvReader in(path, bytes, {"person", "roll"}, {"organisation"}, &problems);
  for (const CsvRow& row : in.rows()) {
    gov::Signer* signer = round->add_signers();
    signer->set_person(in.RequireText(row, "person"));
    signer->set_role(in.RequireText(row, "roll"));
    signer->set_organisation(in.Text(row, "organisation"));
  }
  if (!problems.empty()) return RefuseInput(std::move(problems));
  // Without any, the service would take the board's.
  if (round->signers_size() > 0) return absl::OkStatus();
  return InvalidArgument("--signers", path, "minst en som skriver under");
}

absl::Status AddDigest(const SignOpenOptions& options,
                       gov::SignatureRound* round) {
  if (!options.manifest.empty()) {
    ASSIGN_OR_RETURN(*round->mutable_manifest(), ReadFile(options.manifest));
    round->set_digest(Sha256(round->manifest()));
  }
  if (options.digest.empty()) {
    if (!round->digest().empty()) return absl::OkStatus();
    return InvalidArgument("--digest", "inget",
                           "en kontrollsumma, eller --manifest");
  }
  ASSIGN_OR_RETURN(const std::string hex, ParseRoot(options.digest));
  round->set_digest(absl::HexStringToBytes(hex));
  return absl::OkStatus();
}

absl::Status PrintRound(const CommonOptions& common,
                        const gov::SignatureRoundResponse& answer) {
  Print(common.json() ? Json(answer)
                      : RoundText(answer.round(), /*overdue=*/false));
  return absl::OkStatus();
}

absl::Status DoOpen(const CommonOptions& common,
                    const SignOpenOptions& options) {
  gov::OpenSignatureRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_actor(), ActorOf(options.actor));
  gov::SignatureRound* round = request.mutable_round();
  round->set_subject(options.subject);
  round->set_version(options.version);
  round->set_attest(options.attest);
  round->set_in_order(options.in_order);
  RETURN_IF_ERROR(ParseDate("--due", options.due, round->mutable_due_date()));
  if (!options.adopted.empty()) {
    RETURN_IF_ERROR(
        ParseDate("--adopted", options.adopted, round->mutable_adopted_date()));
  }
  RETURN_IF_ERROR(AddDigest(options, round));
  RETURN_IF_ERROR(AddSigners(options.signers, round));
  request.set_validate_only(options.validate_only);
  request.set_request_id(NewRandomIdSource()->Next());
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(*request.mutable_association(),
                   AssociationOf(common, client));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::SignatureRoundResponse>(request));
  return PrintRound(common, answer);
}

absl::Status DoStatus(const CommonOptions& common,
                      const SignStatusOptions& options) {
  Client client = NewClient(common);
  if (options.round != 0) {
    gov::GetSignatureRoundRequest request;
    ASSIGN_OR_RETURN(*request.mutable_name(),
                     RoundOf(common, client, options.round));
    ASSIGN_OR_RETURN(const auto answer,
                     client.Ask<gov::GetSignatureRoundResponse>(request));
    Print(common.json() ? Json(answer)
                        : RoundText(answer.round(), answer.overdue()));
    return absl::OkStatus();
  }
  gov::ListSignatureRoundsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_association(),
                   AssociationOf(common, client));
  gov::ListSignatureRoundsResponse all;
  do {
    request.set_page_token(all.next_page_token());
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<gov::ListSignatureRoundsResponse>(request));
    all.mutable_rounds()->MergeFrom(page.rounds());
    all.set_next_page_token(page.next_page_token());
  } while (!all.next_page_token().empty());
  Print(common.json() ? Json(all) : RoundListText(all));
  return absl::OkStatus();
}

// Fills in what every act on a round has.
template <typename Request>
absl::Status NameAct(const CommonOptions& common,
                     const SignRoundOptions& options, Client& client,
                     Request* request) {
  ASSIGN_OR_RETURN(*request->mutable_actor(), ActorOf(options.actor));
  ASSIGN_OR_RETURN(*request->mutable_name(),
                   RoundOf(common, client, options.round));
  request->set_request_id(NewRandomIdSource()->Next());
  return absl::OkStatus();
}

absl::Status PrintSignature(const CommonOptions& common,
                            const gov::SignatureResponse& answer) {
  if (common.json()) {
    Print(Json(answer));
  } else if (!answer.action_html().empty()) {
    // A page for a browser; not for a terminal.
    PrintDocument(answer.action_html());
  } else {
    Print(RoundText(answer.round(), /*overdue=*/false));
    if (!answer.failure().empty()) {
      Print(absl::StrCat("\nIngen underskrift: ", answer.failure(), ".\n"));
    }
  }
  return absl::OkStatus();
}

absl::Status DoSign(const CommonOptions& common,
                    const SignRoundOptions& options) {
  Client client = NewClient(common);
  gov::StartSignatureRequest request;
  RETURN_IF_ERROR(NameAct(common, options, client, &request));
  request.set_provider(options.provider);
  request.set_return_url(options.return_url);
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::SignatureResponse>(request));
  return PrintSignature(common, answer);
}

absl::Status DoComplete(const CommonOptions& common,
                        const SignRoundOptions& options) {
  Client client = NewClient(common);
  gov::CompleteSignatureRequest request;
  RETURN_IF_ERROR(NameAct(common, options, client, &request));
  request.set_reference(options.reference);
  ASSIGN_OR_RETURN(*request.mutable_answer(), ReadFile(options.answer_file));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::SignatureResponse>(request));
  return PrintSignature(common, answer);
}

// Acts on a round with `fill`'s own fields, and shows the round.
template <typename Request, typename FillIn>
int Act(const CommonOptions& common, const SignRoundOptions& options,
        const FillIn& fill) {
  const auto act = [&]() -> absl::Status {
    Client client = NewClient(common);
    Request request;
    RETURN_IF_ERROR(NameAct(common, options, client, &request));
    fill(&request);
    ASSIGN_OR_RETURN(const auto answer,
                     client.Ask<gov::SignatureRoundResponse>(request));
    return PrintRound(common, answer);
  };
  return Finish(act(), common, /*stores=*/true);
}

absl::Status DoRemind(const CommonOptions& common,
                      const SignRoundOptions& options) {
  Client client = NewClient(common);
  gov::RemindSignersRequest request;
  RETURN_IF_ERROR(NameAct(common, options, client, &request));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::RemindSignersResponse>(request));
  if (common.json()) {
    Print(Json(answer));
    return absl::OkStatus();
  }
  Print("Påminnelsen är antecknad. Skicka den till:\n");
  for (const std::string& person : answer.persons()) {
    Print(absl::StrCat("  ", person, "\n"));
  }
  return absl::OkStatus();
}

absl::Status DoVerify(const CommonOptions& common,
                      const SignStatusOptions& options) {
  Client client = NewClient(common);
  gov::GetSignatureRoundRequest request;
  ASSIGN_OR_RETURN(*request.mutable_name(),
                   RoundOf(common, client, options.round));
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<gov::GetSignatureRoundResponse>(request));
  ASSIGN_OR_RETURN(const sign::Trust trust, TrustFrom("", "", answer.round()));
  ASSIGN_OR_RETURN(const int count, VerifyRound(answer.round(), trust));
  Print(common.json()
            ? absl::StrCat("{\n \"holds\": true,\n \"count\": ", count, "\n}\n")
            : VerifiedText(answer.round(), count,
                           /*own_roots=*/true));
  return absl::OkStatus();
}

absl::Status DoActs(const CommonOptions& common, const ActsOptions& options) {
  OutputFile out(options.output);
  RETURN_IF_ERROR(out.Open(options.force));
  Client client = NewClient(common);
  gov::ExportActsRequest request;
  ASSIGN_OR_RETURN(*request.mutable_association(),
                   AssociationOf(common, client));
  do {
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<gov::ExportActsResponse>(request));
    RETURN_IF_ERROR(out.Write(page.lines()));
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty());
  return out.Commit();
}

}  // namespace

int RunSignOpen(const CommonOptions& common, const SignOpenOptions& options) {
  return Finish(DoOpen(common, options), common, /*stores=*/true);
}

int RunSignStatus(const CommonOptions& common,
                  const SignStatusOptions& options) {
  return Finish(DoStatus(common, options), common);
}

int RunSign(const CommonOptions& common, const SignRoundOptions& options) {
  return Finish(DoSign(common, options), common, /*stores=*/true);
}

int RunSignComplete(const CommonOptions& common,
                    const SignRoundOptions& options) {
  return Finish(DoComplete(common, options), common, /*stores=*/true);
}

int RunSignRefuse(const CommonOptions& common,
                  const SignRoundOptions& options) {
  return Act<gov::RefuseSignatureRequest>(common, options, [&](auto* request) {
    request->set_reason(options.reason);
  });
}

int RunSignWithdraw(const CommonOptions& common,
                    const SignRoundOptions& options) {
  return Act<gov::WithdrawSignatureRoundRequest>(
      common, options,
      [&](auto* request) { request->set_reason(options.reason); });
}

int RunSignReplace(const CommonOptions& common,
                   const SignRoundOptions& options) {
  return Act<gov::ReplaceSignerRequest>(common, options, [&](auto* request) {
    request->set_leaving(options.leaving);
    request->set_newcomer(options.newcomer);
    request->set_reason(options.reason);
    request->set_validate_only(options.validate_only);
  });
}

int RunSignRemind(const CommonOptions& common,
                  const SignRoundOptions& options) {
  return Finish(DoRemind(common, options), common, /*stores=*/true);
}

int RunSignVerify(const CommonOptions& common,
                  const SignStatusOptions& options) {
  return Finish(DoVerify(common, options), common);
}

int RunActs(const CommonOptions& common, const ActsOptions& options) {
  return Finish(DoActs(common, options), common);
}

}  // namespace finsam::cli

// The gateway as the command line meets it: one call per command, each with a
// deadline. Not thread-safe.

#ifndef FINSAM_CLI_CLIENT_H_
#define FINSAM_CLI_CLIENT_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/year_folder.h"
#include "common/base/status.h"
#include "common/rpc/server.h"
#include "finsam/gateway/v1/decisions.pb.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "finsam/gateway/v1/publishing.pb.h"

namespace grpc {
class ClientContext;
}  // namespace grpc

namespace finsam::cli {

class Client {
 public:
  // `timeout` bounds every call but those that read or write a whole year,
  // which have an hour: import, export, closing, verifying, releasing. `key`
  // goes with each call, to prove who asks; empty: nobody in particular. Where
  // it is a refusal, so is each call.
  Client(const std::string& address, const rpc::TlsFiles& tls,
         absl::Duration timeout, absl::StatusOr<std::string> key);
  ~Client();

  // Makes the gateway's call that takes this request and gives this response.
  // Defined for every unary call that a command makes.
  template <typename Response, typename Request>
  absl::StatusOr<Response> Ask(const Request& request);

  // `watch` is called with progress and with what the books change, not with
  // the result.
  using ImportWatch =
      std::function<void(const gateway::v1::ImportFolderResponse&)>;
  absl::StatusOr<gateway::v1::ImportFolderResponse::Result> Import(
      const YearFolder& folder, bool validate_only, const ImportWatch& watch);

  // Hands a file of books to `sink` piece by piece; a status of its that is
  // not OK ends the export. Returns the warnings.
  using ExportSink = std::function<absl::Status(const std::string& piece)>;
  absl::StatusOr<std::vector<Problem>> Export(
      const ledger::v1::ExportBooksRequest& request, const ExportSink& sink);

  // The same of a capsule.
  absl::Status ExportCapsule(const gateway::v1::ExportCapsuleRequest& request,
                             const ExportSink& sink);

  absl::StatusOr<gateway::v1::DiagnoseResponse> Diagnose();
  absl::StatusOr<gateway::v1::ListReportsResponse> ListReports();

  // Whether the gateway itself serves.
  absl::Status Health();

  const std::string& address() const { return address_; }

 private:
  struct Stub;
  absl::Status Named(absl::Status status) const;
  absl::Status Prepare(absl::Duration timeout,
                       grpc::ClientContext& context) const;

  std::string address_;
  absl::Duration timeout_;
  absl::StatusOr<std::string> key_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace finsam::cli

#endif  // FINSAM_CLI_CLIENT_H_

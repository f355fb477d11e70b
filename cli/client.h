// The gateway as the command line meets it: one call per command, each with a
// deadline. Not thread-safe.

#ifndef FINSAM_CLI_CLIENT_H_
#define FINSAM_CLI_CLIENT_H_

#include <functional>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "cli/year_folder.h"
#include "common/rpc/server.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

class Client {
 public:
  // `timeout` bounds every call but an import, which has an hour.
  Client(const std::string& address, const rpc::TlsFiles& tls,
         absl::Duration timeout);
  ~Client();

  using Progress =
      std::function<void(const gateway::v1::ImportFolderResponse::Progress&)>;
  absl::StatusOr<gateway::v1::ImportFolderResponse::Result> Import(
      const YearFolder& folder, bool validate_only, const Progress& progress);

  absl::StatusOr<gateway::v1::AssembleReportResponse> Assemble(
      const std::string& fiscal_year);
  absl::StatusOr<gateway::v1::CheckReportResponse> Check(
      const std::string& fiscal_year);
  absl::StatusOr<gateway::v1::RenderReportResponse> Render(
      const std::string& fiscal_year,
      gateway::v1::RenderReportRequest::Format format);
  absl::StatusOr<gateway::v1::ExplainFigureResponse> Explain(
      const gateway::v1::ExplainFigureRequest& request);
  absl::StatusOr<gateway::v1::DiagnoseResponse> Diagnose();
  absl::StatusOr<gateway::v1::ListReportsResponse> ListReports();

  // Whether the gateway itself serves.
  absl::Status Health();

  const std::string& address() const { return address_; }

 private:
  struct Stub;
  absl::Status Named(absl::Status status) const;

  std::string address_;
  absl::Duration timeout_;
  std::unique_ptr<Stub> stub_;
};

}  // namespace finsam::cli

#endif  // FINSAM_CLI_CLIENT_H_

// The gateway's gRPC API as a program meets it, for tests: each call under a
// deadline, refusals with their reason and problems.

#ifndef FINSAM_TESTS_E2E_GATEWAY_CLIENT_H_
#define FINSAM_TESTS_E2E_GATEWAY_CLIENT_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/status.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "tests/e2e/year_files.h"

namespace finsam::e2e {

struct ImportOptions {
  std::string fiscal_year = kFinnveden;
  std::string request_id = "e2e";
  bool validate_only = false;
  absl::Duration timeout = absl::Seconds(60);
  // Called for each message of progress, from the thread that imports.
  std::function<void()> on_progress;
};

// Asks as the office of every house, or as the public. Thread-safe.
class GatewayClient {
 public:
  explicit GatewayClient(const std::string& address,
                         common::v1::Audience audience = common::v1::OFFICE);
  ~GatewayClient();

  absl::StatusOr<gateway::v1::ImportFolderResponse::Result> Import(
      const YearFiles& files, const ImportOptions& options = {});

  absl::StatusOr<gateway::v1::Report> Assemble(
      const std::string& fiscal_year = kFinnveden);
  absl::StatusOr<gateway::v1::CheckReportResponse> Check(
      const std::string& fiscal_year = kFinnveden);
  absl::StatusOr<std::string> Render(
      gateway::v1::RenderReportRequest::Format format,
      const std::string& fiscal_year = kFinnveden);
  absl::StatusOr<gateway::v1::ExplainFigureResponse> Explain(
      const std::string& figure_id,
      const std::string& fiscal_year = kFinnveden);
  // Releases the year's counts to the public, as the office.
  absl::Status Release(const std::string& fiscal_year = kFinnveden);
  absl::StatusOr<std::vector<std::string>> ListReports();
  absl::StatusOr<gateway::v1::DiagnoseResponse> Diagnose();

 private:
  struct Stub;
  std::unique_ptr<Stub> stub_;
};

// "INVALID_ARGUMENT TEXT_REFERENCE", or "OK", to compare with.
std::string CodeAndReason(const absl::Status& status);

// Every figure of a report, in tables, texts and beside them, by id.
std::map<std::string, common::v1::Figure> FiguresOf(
    const gateway::v1::Report& report);

// The report's tables by id; the first where one stands twice.
std::map<std::string, common::v1::Table> TablesOf(
    const gateway::v1::Report& report);

// Its section titles, as they follow one another on paper.
std::vector<std::string> TitlesOf(const gateway::v1::Report& report);

}  // namespace finsam::e2e

#endif  // FINSAM_TESTS_E2E_GATEWAY_CLIENT_H_

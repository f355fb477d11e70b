// The gateway in plain C++: reads the year's layout and texts from its store,
// asks the neighbours, and puts report, checks and explanations together.
//
// Thread-safe. Between calls it keeps nothing but the layouts and texts of the
// years last read, so that they are not read anew for every question.

#ifndef FINSAM_SERVICES_GATEWAY_GATEWAY_H_
#define FINSAM_SERVICES_GATEWAY_GATEWAY_H_

#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/books.h"
#include "services/gateway/budgets.h"
#include "services/gateway/counts.h"
#include "services/gateway/decisions.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/frozen_name.h"
#include "services/gateway/gateway_store.h"
#include "services/gateway/neighbours.h"
#include "services/gateway/report_files.h"

namespace finsam::gateway {

// A report with all that its checks need.
struct AssembledYear {
  FiscalYearName name;
  Report report;
  YearFacts facts;
  std::vector<PublishedFigure> published;
  std::vector<TypedNumber> typed_numbers;
  internal::YearFiles files;  // Layouts and texts as they are kept.

  ReportKey key() const { return {name, report.kind}; }
};

// Years whose layouts and texts are kept read.
inline constexpr size_t kReadYearsMax = 16;

class Gateway {
 public:
  // All three must outlive the gateway. `neighbour_timeout` bounds each call
  // to the neighbours, whatever the caller's own deadline allows.
  Gateway(store::Store& store, const Neighbours& neighbours, const Clock& clock,
          absl::Duration neighbour_timeout)
      : store_(store),
        neighbours_(neighbours),
        clock_(clock),
        neighbour_timeout_(neighbour_timeout),
        books_(neighbours.Named("ledger"), clock, neighbour_timeout),
        budgets_(neighbours.Named("budget"), clock, neighbour_timeout),
        counts_(neighbours.Named("participants"), clock, neighbour_timeout),
        decisions_(neighbours.Named("governance"), clock, neighbour_timeout) {}

  // Assembles one of the year's reports; UNSPECIFIED: its first. Refusals:
  // NAME_INVALID, REPORT_UNKNOWN, AskYear's.
  absl::StatusOr<AssembledYear> Assemble(const std::string& fiscal_year,
                                         v1::ReportKind kind,
                                         const Viewer& viewer,
                                         absl::Time deadline) const;

  static CheckResult Check(const AssembledYear& year);

  // The goals of the year's first report, with both verdicts. Refusals: as
  // Assemble.
  absl::StatusOr<v1::GetGoalsResponse> Goals(const v1::GetGoalsRequest& request,
                                             const std::string& key,
                                             absl::Time deadline) const;

  // As who holds `key`. Refusals: as Assemble, and FORMAT_UNKNOWN.
  absl::StatusOr<v1::RenderReportResponse> Render(
      const v1::RenderReportRequest& request, const std::string& key,
      absl::Time deadline) const;

  absl::StatusOr<v1::ExplainFigureResponse> Explain(
      const v1::ExplainFigureRequest& request, const std::string& key,
      absl::Time deadline) const;

  v1::DiagnoseResponse Diagnose(absl::Time deadline) const;

  // The ledger's books, passed on.
  const Books& books() const { return books_; }

  // The budget service, passed on.
  const Budgets& budgets() const { return budgets_; }

  // The participants service, passed on.
  const Counts& counts() const { return counts_; }

  // The governance service, passed on.
  const Decisions& decisions() const { return decisions_; }

  // Every year that can be assembled, with its reports.
  absl::StatusOr<std::vector<YearReports>> Years() const;

 private:
  // A year's files as they were read, and what they were read from.
  struct ReadYearFiles {
    FiscalYearName name;
    std::string root;  // Of the commit that stored them.
    std::shared_ptr<const ReportFiles> files;
  };

  absl::Time Bounded(absl::Time deadline) const;
  std::shared_ptr<const ReportFiles> FilesOf(const FiscalYearName& name,
                                             const StoredYear& stored) const;

  store::Store& store_;
  const Neighbours& neighbours_;
  const Clock& clock_;
  absl::Duration neighbour_timeout_;
  Books books_;
  Budgets budgets_;
  Counts counts_;
  Decisions decisions_;
  mutable std::mutex read_mutex_;
  mutable std::deque<ReadYearFiles> read_;  // The last read first.
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_GATEWAY_H_

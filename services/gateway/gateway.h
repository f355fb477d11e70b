// The gateway in plain C++: reads the year's layout and texts from its store,
// asks the neighbours, and puts report, checks and explanations together.
//
// Thread-safe. Keeps nothing in memory between calls.

#ifndef FINSAM_SERVICES_GATEWAY_GATEWAY_H_
#define FINSAM_SERVICES_GATEWAY_GATEWAY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/store/store.h"
#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/books.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

// A report with all that its checks need.
struct AssembledYear {
  FiscalYearName name;
  Report report;
  YearFacts facts;
  std::vector<PublishedFigure> published;
  std::vector<TypedNumber> typed_numbers;
};

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
        books_(neighbours.Named("ledger"), clock, neighbour_timeout) {}

  // Assembles the year's report. Refusals: NAME_INVALID, REPORT_UNKNOWN and
  // the neighbours' own.
  absl::StatusOr<AssembledYear> Assemble(const std::string& fiscal_year,
                                         absl::Time deadline) const;

  static CheckResult Check(const AssembledYear& year);

  // Refusals: as Assemble, and FORMAT_UNKNOWN.
  absl::StatusOr<v1::RenderReportResponse> Render(
      const v1::RenderReportRequest& request, absl::Time deadline) const;

  absl::StatusOr<v1::ExplainFigureResponse> Explain(
      const v1::ExplainFigureRequest& request, absl::Time deadline) const;

  v1::DiagnoseResponse Diagnose(absl::Time deadline) const;

  // The ledger's books, passed on.
  const Books& books() const { return books_; }

  // Every year that can be assembled.
  absl::StatusOr<std::vector<FiscalYearName>> Years() const;

 private:
  absl::Time Bounded(absl::Time deadline) const;

  // Asks the neighbours until all that they said is of one moment. Refusal:
  // FACTS_CHANGING (kAborted) when somebody keeps writing.
  absl::StatusOr<YearFacts> AskAll(const std::string& fiscal_year, int year,
                                   const ReportLayout& layout,
                                   absl::Time deadline) const;

  store::Store& store_;
  const Neighbours& neighbours_;
  const Clock& clock_;
  absl::Duration neighbour_timeout_;
  Books books_;
};

// The report's resource name.
std::string ReportName(const FiscalYearName& name);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_GATEWAY_H_

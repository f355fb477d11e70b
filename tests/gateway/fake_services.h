// The gateway's four neighbours, as fakes in process: each answers what the
// sample year holds, and does as a test tells it: refuses, is silent, is slow.

#ifndef FINSAM_TESTS_GATEWAY_FAKE_SERVICES_H_
#define FINSAM_TESTS_GATEWAY_FAKE_SERVICES_H_

#include <memory>
#include <string>
#include <vector>

#include "finsam/governance/v1/governance.pb.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/gateway/neighbours.h"
#include "tests/gateway/fake_behaviour.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {

class FakeServices {
 public:
  FakeServices();
  ~FakeServices();

  // "ledger", "budget", "participants", "governance".
  FakeBehaviour& Of(const std::string& service);
  // How many imports were stored, over all four.
  int StoredCount() const;

  // What they answer. May be changed between calls.
  SampleYear year;
  std::vector<governance::v1::Goal> goals;
  // What governance says that its goals are measured with; the last is none
  // that anybody has.
  std::vector<std::string> goal_figure_ids = {
      "participants/ljuspunkten/deltagare/total/2024",
      "participants/gone/deltagare/total/2024"};

  // What they were asked, as far as a test wants to know.
  std::vector<std::string> EvaluatedFigures() const;
  ledger::v1::ExplainFigureRequest ExplainAsked() const;
  std::vector<ledger::v1::GetStatementsRequest> StatementsAsked() const;
  budget::v1::GetBudgetTablesRequest TablesAsked() const;
  budget::v1::FollowUpRequest FollowUpAsked() const;
  // FakeBooks::asked.
  std::string BooksAsked() const;

  // Connected to them in process.
  const Neighbours& neighbours() const { return *neighbours_; }
  // The same, with one service at an address where nobody answers.
  std::unique_ptr<Neighbours> WithoutServer(const std::string& service) const;

 private:
  struct Servers;
  std::unique_ptr<Servers> servers_;
  std::unique_ptr<Neighbours> neighbours_;
};

// The year that the fakes know.
inline constexpr char kSampleYear[] =
    "associations/2220001511/fiscalYears/2024";

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_FAKE_SERVICES_H_

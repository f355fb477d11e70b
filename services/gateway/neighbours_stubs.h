// How Neighbours holds the four, for its own files alone.

#ifndef FINSAM_SERVICES_GATEWAY_NEIGHBOURS_STUBS_H_
#define FINSAM_SERVICES_GATEWAY_NEIGHBOURS_STUBS_H_

#include <memory>

#include "finsam/budget/v1/budget.grpc.pb.h"
#include "finsam/governance/v1/governance.grpc.pb.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "finsam/participants/v1/participants.grpc.pb.h"
#include "services/gateway/neighbours.h"

namespace finsam::gateway {

struct Neighbours::Stubs {
  std::unique_ptr<ledger::v1::LedgerService::Stub> ledger;
  std::unique_ptr<budget::v1::BudgetService::Stub> budget;
  std::unique_ptr<participants::v1::ParticipantsService::Stub> participants;
  std::unique_ptr<governance::v1::GovernanceService::Stub> governance;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_NEIGHBOURS_STUBS_H_

// Governance as gRPC callers meet it.
//
// Each call is three steps: read the request into the domain's words, ask the
// hall, write the answer back. No rule lives here. Thread-safe.

#ifndef FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_SERVICE_H_
#define FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include "common/rpc/keyring.h"
#include "finsam/governance/v1/governance.grpc.pb.h"
#include "services/governance/governance.h"

namespace finsam::governance {

class GovernanceService final : public v1::GovernanceService::Service {
 public:
  // Both must outlive the service. `keys` prove who may import.
  GovernanceService(Governance& governance, const rpc::Keyring& keys)
      : governance_(governance), keys_(keys) {}

  grpc::Status ImportGovernance(
      grpc::ServerContext* context, const v1::ImportGovernanceRequest* request,
      v1::ImportGovernanceResponse* response) override;

  grpc::Status GetGovernance(grpc::ServerContext* context,
                             const v1::GetGovernanceRequest* request,
                             v1::GetGovernanceResponse* response) override;

  grpc::Status EvaluateGoals(grpc::ServerContext* context,
                             const v1::EvaluateGoalsRequest* request,
                             v1::EvaluateGoalsResponse* response) override;

 private:
  Governance& governance_;
  const rpc::Keyring& keys_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_GOVERNANCE_SERVICE_H_

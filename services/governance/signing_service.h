// Signing over gRPC. Who may write, and who may see the acts, is decided here;
// the rest is the hall's.

#ifndef FINSAM_SERVICES_GOVERNANCE_SIGNING_SERVICE_H_
#define FINSAM_SERVICES_GOVERNANCE_SIGNING_SERVICE_H_

#include <grpcpp/grpcpp.h>

#include <string>
#include <utility>

#include "common/base/clock.h"
#include "common/rpc/keyring.h"
#include "finsam/governance/v1/signing.grpc.pb.h"
#include "services/governance/signing.h"

namespace finsam::governance {

class SigningService final : public v1::SigningService::Service {
 public:
  // `signing` and `clock` must outlive the service.
  SigningService(Signing& signing, const Clock& clock, rpc::Keyring keys)
      : signing_(signing), clock_(clock), keys_(std::move(keys)) {}

  grpc::Status OpenSignatureRound(
      grpc::ServerContext* context,
      const v1::OpenSignatureRoundRequest* request,
      v1::SignatureRoundResponse* response) override;
  grpc::Status GetSignatureRound(
      grpc::ServerContext* context, const v1::GetSignatureRoundRequest* request,
      v1::GetSignatureRoundResponse* response) override;
  grpc::Status ListSignatureRounds(
      grpc::ServerContext* context,
      const v1::ListSignatureRoundsRequest* request,
      v1::ListSignatureRoundsResponse* response) override;
  grpc::Status StartSignature(grpc::ServerContext* context,
                              const v1::StartSignatureRequest* request,
                              v1::SignatureResponse* response) override;
  grpc::Status CompleteSignature(grpc::ServerContext* context,
                                 const v1::CompleteSignatureRequest* request,
                                 v1::SignatureResponse* response) override;
  grpc::Status RefuseSignature(grpc::ServerContext* context,
                               const v1::RefuseSignatureRequest* request,
                               v1::SignatureRoundResponse* response) override;
  grpc::Status WithdrawSignatureRound(
      grpc::ServerContext* context,
      const v1::WithdrawSignatureRoundRequest* request,
      v1::SignatureRoundResponse* response) override;
  grpc::Status ReplaceSigner(grpc::ServerContext* context,
                             const v1::ReplaceSignerRequest* request,
                             v1::SignatureRoundResponse* response) override;
  grpc::Status RemindSigners(grpc::ServerContext* context,
                             const v1::RemindSignersRequest* request,
                             v1::RemindSignersResponse* response) override;
  grpc::Status ListActs(grpc::ServerContext* context,
                        const v1::ListActsRequest* request,
                        v1::ListActsResponse* response) override;
  grpc::Status ExportActs(grpc::ServerContext* context,
                          const v1::ExportActsRequest* request,
                          v1::ExportActsResponse* response) override;

 private:
  Signing& signing_;
  const Clock& clock_;
  rpc::Keyring keys_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_SIGNING_SERVICE_H_

// A federated signing service of Sweden Connect's kind: the person's browser is
// sent there with a signed request, the person is identified and agrees, and
// the browser comes back with a signed answer. The service makes a key and a
// certificate for that one signature. Documents never leave us: what is sent is
// the attributes with their digests.
//
// An answer counts when the service has signed all of it, it answers our
// request in time, the person was identified where and as surely as was asked,
// is whom we asked for, and signed what we sent.
//
// Thread-safe; holds nothing of what is under way.

#ifndef FINSAM_SERVICES_GOVERNANCE_DSS_PROVIDER_H_
#define FINSAM_SERVICES_GOVERNANCE_DSS_PROVIDER_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/clock.h"
#include "common/sign/authority.h"
#include "services/governance/dss_file.h"
#include "services/governance/dss_messages.h"
#include "services/governance/signing_provider.h"

namespace finsam::governance {

inline constexpr char kDssProvider[] = "dss";
inline constexpr char kDssEvidenceKind[] = "dss-sign-response";

// So long may a person take from the start to the answer.
inline constexpr absl::Duration kDssRequestLife = absl::Minutes(5);
// How far the service's clock may be from ours.
inline constexpr absl::Duration kDssClockSkewMax = absl::Minutes(1);

class DssProvider final : public SigningProvider {
 public:
  // The service that `settings` names, with its files read. `ids` must outlive
  // it. Trouble when a file cannot be read or holds something else.
  static absl::StatusOr<std::unique_ptr<DssProvider>> Open(
      const DssSettings& settings, IdSource& ids);

  std::string name() const override { return kDssProvider; }
  sign::Trust trust() const override { return {signer_roots_, {}}; }
  bool SignsPdfs() const override { return true; }

  // Refusal: SIGNING_RETURN_URL when nobody says where to come back to.
  absl::StatusOr<ProviderAnswer> Start(const SigningTask& task,
                                       absl::Time now) override;
  // Refusals: SIGNING_ANSWER_MALFORMED, SIGNING_ANSWER_UNSIGNED,
  // SIGNING_ANSWER_SIGNATURE (altered, or by another),
  // SIGNING_ANSWER_OTHER_REQUEST, SIGNING_ANSWER_EXPIRED,
  // SIGNING_ANSWER_IDENTITY_PROVIDER, ASSURANCE_LEVEL_LOW, SIGNER_UNEXPECTED,
  // SIGNING_ANSWER_OTHER_TASK.
  absl::StatusOr<ProviderAnswer> Complete(const SigningTask& task,
                                          absl::string_view reference,
                                          absl::string_view bytes,
                                          absl::Time now) override;

 private:
  DssProvider(DssSettings settings, sign::Credential own, IdSource& ids)
      : settings_(std::move(settings)), own_(std::move(own)), ids_(ids) {}

  // What the service is told of the person.
  SamlAttributes SignerOf(const std::string& person) const;
  absl::Status CheckTimes(const SigningTask& task, const DssAnswer& answer,
                          absl::Time now) const;
  absl::Status CheckPerson(const SigningTask& task,
                           const DssAnswer& answer) const;

  DssSettings settings_;
  sign::Credential own_;
  IdSource& ids_;
  std::vector<sign::Certificate> service_;       // Sign its answers.
  std::vector<sign::Certificate> signer_roots_;  // Issue to those who sign.
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DSS_PROVIDER_H_

// Signing on this machine, by an authority of the association's own: for one
// office that has no signing service, and for tests. What it proves is that
// the office's service let somebody sign as that person, and that nothing was
// changed since. It is no e-identification, and says so in every certificate.
//
// Each signature has a key of its own, which is gone when it has signed.

#ifndef FINSAM_SERVICES_GOVERNANCE_LOCAL_PROVIDER_H_
#define FINSAM_SERVICES_GOVERNANCE_LOCAL_PROVIDER_H_

#include <memory>
#include <string>
#include <utility>

#include "common/base/clock.h"
#include "common/sign/authority.h"
#include "services/governance/signing_provider.h"

namespace finsam::governance {

inline constexpr char kLocalProvider[] = "local";
inline constexpr char kLocalIdentification[] =
    "Lokal utfärdare, inte e-legitimation";

class LocalProvider final : public SigningProvider {
 public:
  // `ids` must outlive the provider.
  LocalProvider(sign::Authority authority, IdSource& ids)
      : authority_(std::move(authority)), ids_(ids) {}

  // The authority whose key lies in `folder` (local-ca.key, only its owner may
  // read it, and local-ca.pem), or a new one that is put there. Trouble when
  // the folder cannot be read or written, or the key can be read by others.
  static absl::StatusOr<std::unique_ptr<LocalProvider>> Open(
      const std::string& folder, IdSource& ids, absl::Time now);

  std::string name() const override { return kLocalProvider; }
  sign::Trust trust() const override {
    return {{authority_.certificate()}, {}};
  }
  bool SignsPdfs() const override { return true; }

  absl::StatusOr<ProviderAnswer> Start(const SigningTask& task,
                                       absl::Time now) override;
  // Refusal: SIGNATURE_NOT_STARTED, since nothing is ever under way.
  absl::StatusOr<ProviderAnswer> Complete(const SigningTask& task,
                                          absl::string_view reference,
                                          absl::string_view bytes,
                                          absl::Time now) override;

 private:
  sign::Authority authority_;
  IdSource& ids_;
};

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_LOCAL_PROVIDER_H_

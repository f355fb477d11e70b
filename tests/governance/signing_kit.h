// What the tests of signing share: a board, a round to open, and a signing
// service of the test's own.

#ifndef FINSAM_TESTS_GOVERNANCE_SIGNING_KIT_H_
#define FINSAM_TESTS_GOVERNANCE_SIGNING_KIT_H_

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/sign/cms.h"
#include "services/governance/domain/rounds.h"
#include "services/governance/signing_provider.h"
#include "tests/common/sign_kit.h"

namespace finsam::governance {

inline constexpr char kOrganisation[] = "2220001511";

inline const std::vector<Sitting>& SixSitting() {
  static const auto& board = *new std::vector<Sitting>{
      {"Stefan Lundell", "ordförande", "Värnamo kommun", "varnamo"},
      {"Lena Ek", "vice ordförande", "Region Jönköpings län", "region"},
      {"Andreas Appelberg", "ledamot", "Försäkringskassan", "fk"},
      {"Camilla Ny", "ledamot", "Arbetsförmedlingen", "af"},
      {"Per Öhman", "ledamot", "Gislaveds kommun", "gislaved"},
      {"Åsa Berg", "ledamot", "Gnosjö kommun", "gnosjo"}};
  return board;
}

// A round for version `version` of the annual report, signed by `board`.
inline Round Draft(int64_t version,
                   const std::vector<Sitting>& board = SixSitting()) {
  Round draft;
  draft.subject = "fiscalYears/2024/annual";
  draft.version = version;
  draft.manifest = absl::StrCat("{\"version\":", version, "}");
  draft.digest = Sha256(draft.manifest);
  draft.attest = "Årsredovisningen ger en rättvisande bild.";
  draft.due = absl::CivilDay(2025, 4, 10);
  draft.adopted = absl::CivilDay(2025, 3, 20);
  for (const Sitting& one : board) draft.signers.push_back(PlaceOf(one));
  return draft;
}

// A signing service that answers when the test says so, with what it says.
class FakeProvider final : public SigningProvider {
 public:
  explicit FakeProvider(sign::Authority authority)
      : authority_(std::move(authority)) {}

  std::string name() const override { return "fake"; }
  sign::Trust trust() const override {
    return {{authority_.certificate()}, revoked};
  }
  bool SignsPdfs() const override { return signs_pdfs; }

  absl::StatusOr<ProviderAnswer> Start(const SigningTask& task,
                                       absl::Time) override {
    ProviderAnswer answer;
    answer.reference = absl::StrCat("_task-", ++tasks_);
    answer.action = {UserAction::Kind::kPostForm, "<form>" + task.person};
    return answer;
  }

  // The bytes are the CMS over the statement; "no" is a failure.
  absl::StatusOr<ProviderAnswer> Complete(const SigningTask& task,
                                          absl::string_view reference,
                                          absl::string_view bytes,
                                          absl::Time) override {
    ProviderAnswer answer;
    answer.reference = std::string(reference);
    last_task = task;
    if (bytes == "no") {
      answer.state = ProviderAnswer::State::kFailed;
      answer.failure = "avbruten";
      return answer;
    }
    answer.state = ProviderAnswer::State::kComplete;
    answer.evidence = ProviderEvidence{std::string(bytes),
                                       pdf_cms,
                                       "fake-answer",
                                       absl::StrCat("raw ", bytes),
                                       "Svensk e-legitimation",
                                       "_0865ab",
                                       "http://id.elegnamnden.se/loa/1.0/loa3"};
    return answer;
  }

  const sign::Authority& authority() const { return authority_; }

  std::vector<sign::RevocationList> revoked;
  bool signs_pdfs = true;
  std::string pdf_cms;
  SigningTask last_task;

 private:
  sign::Authority authority_;
  int tasks_ = 0;
};

}  // namespace finsam::governance

#endif  // FINSAM_TESTS_GOVERNANCE_SIGNING_KIT_H_

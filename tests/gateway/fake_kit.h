// What the fake services share: how they fill in their answers.

#ifndef FINSAM_TESTS_GATEWAY_FAKE_KIT_H_
#define FINSAM_TESTS_GATEWAY_FAKE_KIT_H_

#include <cstdint>
#include <string>

#include "absl/strings/match.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "tests/gateway/fake_behaviour.h"
#include "tests/gateway/sample_year.h"

namespace finsam::gateway {

inline constexpr char kFakeDomain[] = "finsam.fake.v1";

inline void FillRevision(const char* service, int64_t revision,
                         common::v1::Revision* out) {
  out->set_service(service);
  out->set_revision(revision);
  out->set_root(std::string(32, 'r'));
}

// Adds the sample's figures whose ids begin so.
template <typename Figures>
void AddFiguresOf(const SampleYear& year, const std::string& begin,
                  Figures* figures) {
  for (const auto& [id, figure] : year.facts.figures) {
    if (absl::StartsWith(id, begin)) ToProto(figure, figures->Add());
  }
}

inline SeenImport SeenIn(const std::string& request_id, bool validate_only) {
  return {request_id, validate_only, {}};
}

// The answer to an import that succeeds.
inline void FillResult(const char* service, const std::string& begin,
                       const SampleYear& year, const FakeBehaviour& behaviour,
                       bool validate_only, common::v1::ImportResult* out) {
  FillRevision(service, validate_only ? 0 : 1, out->mutable_revision());
  out->set_changed(!validate_only);
  for (const auto& [id, figure] : year.facts.figures) {
    if (absl::StartsWith(id, begin)) out->add_figure_ids(id);
  }
  for (const Problem& warning : behaviour.import_warnings) {
    rpc::ToProto(warning, out->add_warnings());
  }
}

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_FAKE_KIT_H_

#include "cli/actor.h"

#include "absl/status/status.h"
#include "common/base/status.h"

namespace finsam::cli {

absl::StatusOr<governance::v1::Actor> ActorOf(const ActorOptions& options) {
  if (options.person.empty()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "ARGUMENT_INVALID",
                  "säg vem som gör detta, med --actor \"Signe Hallbo\" eller "
                  "FINSAM_ACTOR");
  }
  governance::v1::Actor actor;
  actor.set_person(options.person);
  actor.set_on_behalf_of(options.on_behalf);
  return actor;
}

}  // namespace finsam::cli

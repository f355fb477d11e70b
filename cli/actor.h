// Who acts: a command that is recorded says who gave it.

#ifndef FINSAM_CLI_ACTOR_H_
#define FINSAM_CLI_ACTOR_H_

#include <string>

#include "absl/status/statusor.h"
#include "finsam/gateway/v1/publishing.pb.h"

namespace finsam::cli {

struct ActorOptions {
  std::string person;     // --actor, or FINSAM_ACTOR.
  std::string on_behalf;  // --for, a member's id; may be empty.
};

// Refusal: ARGUMENT_INVALID when nobody is named.
absl::StatusOr<governance::v1::Actor> ActorOf(const ActorOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_ACTOR_H_

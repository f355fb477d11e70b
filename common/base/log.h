// One line of JSON per event on standard error.
//
//   LogInfo("call", {{"method", method}, {"code", "OK"}, {"ms", "3"}});
//
// Never log what a request holds: names, texts, amounts or keys. Thread-safe.

#ifndef FINSAM_COMMON_BASE_LOG_H_
#define FINSAM_COMMON_BASE_LOG_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam {

using LogFields = std::vector<std::pair<std::string, std::string>>;

// Sets the service's name, said in every line. Call once, first in main.
void SetLogService(absl::string_view service);

void LogInfo(absl::string_view event, const LogFields& fields = {});
void LogWarning(absl::string_view event, const LogFields& fields = {});
void LogError(absl::string_view event, const LogFields& fields = {});

}  // namespace finsam

#endif  // FINSAM_COMMON_BASE_LOG_H_

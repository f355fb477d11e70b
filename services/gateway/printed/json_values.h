// What reading JSON needs whatever it holds: is it JSON at all, and where are
// values that are not what they should be.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_JSON_VALUES_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_JSON_VALUES_H_

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "services/gateway/printed/document.h"

namespace finsam::gateway::printed {

using Json = nlohmann::ordered_json;

// Refusal: DOCUMENT_NOT_JSON, with line and column, also when objects and
// lists lie too deep in one another.
absl::Status CheckSyntax(absl::string_view bytes, const std::string& file);

// Takes values out of JSON and remembers what is wrong with them.
class JsonValues {
 public:
  explicit JsonValues(const std::string& file) : file_(file) {}

  // `path` names the place: "tables[2].rows[0].values".
  void Wrong(const std::string& path, const std::string& message);

  // A value as printed: text, or a number written out; null is "".
  std::string Text(const Json& json, const std::string& path,
                   size_t bytes_max = kCellBytesMax);
  // The same of a member; "" when it is not there.
  std::string Text(const Json& object, const char* key,
                   const std::string& path);
  // A whole number that is not negative; 0 when it is not there.
  int64_t Whole(const Json& object, const char* key, const std::string& path);
  // A list that is there, at most `max` long; else null.
  const Json* List(const Json& object, const char* key, const std::string& path,
                   size_t max = kListMax);

  const std::vector<Problem>& problems() const { return problems_; }

 private:
  std::string file_;
  std::vector<Problem> problems_;
};

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_JSON_VALUES_H_

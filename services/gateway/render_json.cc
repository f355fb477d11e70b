#include "services/gateway/render_json.h"

#include <google/protobuf/util/json_util.h>

#include <nlohmann/json.hpp>

#include "common/base/status.h"
#include "services/gateway/printed.h"

namespace finsam::gateway {
namespace {

void FillIn(v1::Section* section) {
  for (v1::Block& block : *section->mutable_blocks()) {
    if (block.has_text()) {
      v1::Text* text = block.mutable_text();
      text->set_markdown(FilledIn(text->markdown(), *text));
    }
  }
  for (v1::Section& inner : *section->mutable_sections()) FillIn(&inner);
}

}  // namespace

absl::StatusOr<std::string> RenderJson(const v1::Report& report) {
  v1::Report copy = report;
  for (v1::Section& section : *copy.mutable_sections()) FillIn(&section);
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(copy, &json, options);
  if (!status.ok()) return absl::InternalError("the report makes no JSON");
  return json;
}

absl::StatusOr<std::string> CanonicalJson(const v1::Report& report) {
  ASSIGN_OR_RETURN(const std::string json, RenderJson(report));
  // Its objects keep their keys sorted by bytes, which for keys in ASCII, as
  // ours are, is JCS's order; and the form has no fractions.
  const nlohmann::json parsed = nlohmann::json::parse(json, nullptr, false);
  if (parsed.is_discarded()) {
    return absl::InternalError("the report's JSON cannot be read");
  }
  return parsed.dump();
}

}  // namespace finsam::gateway

#include "services/gateway/render_json.h"

#include <google/protobuf/util/json_util.h>

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

}  // namespace finsam::gateway

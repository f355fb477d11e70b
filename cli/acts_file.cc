#include <nlohmann/json.hpp>
#include <optional>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "cli/round_file.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/acts.h"

namespace finsam::cli {
namespace {

absl::Status Broken(int64_t line, absl::string_view why) {
  return Refuse(absl::StatusCode::kInvalidArgument, "ACTS_BROKEN",
                absl::StrCat("rad ", line, ": ", why));
}

// The field's text; nothing when it is none.
std::optional<std::string> TextOf(const nlohmann::json& json,
                                  const char* field) {
  const auto found = json.find(field);
  if (found == json.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

// What the line says beside the facts must be what the facts say.
bool SaysWhatFactsSay(const nlohmann::json& json, const std::string& facts) {
  const std::optional<store::Act> act = store::DecodeAct(facts);
  const store::Act told = act.value_or(store::Act{});
  if (act.has_value() && TextOf(json, "kind") != told.kind) return false;
  absl::Time time;
  const std::string text = TextOf(json, "time").value_or("?");
  const bool same_time =
      act.has_value()
          ? absl::ParseTime(absl::RFC3339_full, text, &time, nullptr) &&
                time == told.time
          : text.empty();
  return same_time && TextOf(json, "person") == told.actor.person &&
         TextOf(json, "onBehalfOf") == told.actor.on_behalf_of;
}

}  // namespace

absl::StatusOr<ActsReport> VerifyActs(absl::string_view lines) {
  ActsReport report;
  std::string root;
  for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
    if (line.empty()) continue;
    const int64_t number = ++report.count;
    const auto json = nlohmann::json::parse(line, nullptr, false);
    if (!json.is_object()) return Broken(number, "raden är inte JSON");
    const auto kind = TextOf(json, "kind");
    const auto encoded = TextOf(json, "facts");
    std::string facts;
    if (!kind.has_value() || !encoded.has_value() ||
        !absl::Base64Unescape(*encoded, &facts) ||
        absl::Base64Escape(facts) != *encoded) {
      return Broken(number, "raden är ingen handling");
    }
    root = Sha256Parts({root, absl::StrCat(number), *kind, facts});
    if (json.value("revision", nlohmann::json()) != number ||
        TextOf(json, "root") != Hex(root)) {
      return Broken(number, "kedjan är bruten: något är ändrat eller borta");
    }
    if (!SaysWhatFactsSay(json, facts)) {
      return Broken(number, "raden säger något annat än det den styrker");
    }
  }
  report.root = Hex(root);
  if (report.count > 0) return report;
  return Broken(1, "filen har inga handlingar");
}

}  // namespace finsam::cli

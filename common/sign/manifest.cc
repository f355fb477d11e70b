#include "common/sign/manifest.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/ascii.h"
#include "common/base/status.h"
#include "common/base/text.h"

namespace finsam::sign {
namespace {

absl::Status Invalid(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, "MANIFEST_INVALID",
                sentence);
}

// Takes known fields out of what was parsed, and sees that none is left.
class FieldReader {
 public:
  explicit FieldReader(JsonFields fields) : fields_(std::move(fields)) {}

  template <typename T>
  T Take(const std::string& key) {
    const auto found = fields_.find(key);
    if (found == fields_.end() || !std::holds_alternative<T>(found->second)) {
      good_ = false;
      return T();
    }
    T value = std::get<T>(std::move(found->second));
    fields_.erase(found);
    return value;
  }

  absl::Status Finish() const {
    if (good_ && fields_.empty()) return absl::OkStatus();
    return Invalid("fälten är inte de som ska finnas");
  }

 private:
  JsonFields fields_;
  bool good_ = true;
};

}  // namespace

absl::StatusOr<std::string> CanonicalJson(const JsonFields& fields) {
  // The library sorts keys as bytes and escapes what RFC 8785 escapes.
  nlohmann::json json = nlohmann::json::object();
  for (const auto& [key, value] : fields) {
    const auto* text = std::get_if<std::string>(&value);
    if (!std::all_of(key.begin(), key.end(), absl::ascii_isprint) ||
        (text != nullptr && !IsUtf8(*text))) {
      return Invalid("en text är inte UTF-8, eller ett fälts namn inte ASCII");
    }
    if (text != nullptr) {
      json[key] = *text;
      continue;
    }
    const int64_t number = std::get<int64_t>(value);
    if (number > kJsonNumberMax || number < -kJsonNumberMax) {
      return Invalid("ett tal är för stort");
    }
    json[key] = number;
  }
  return json.dump();
}

absl::StatusOr<JsonFields> ParseCanonicalJson(absl::string_view bytes) {
  if (bytes.size() > kManifestBytesMax) return Invalid("texten är för lång");
  const auto json = nlohmann::json::parse(bytes.begin(), bytes.end(), nullptr,
                                          /*allow_exceptions=*/false);
  if (!json.is_object()) return Invalid("texten är inte JSON");
  JsonFields fields;
  for (const auto& [key, value] : json.items()) {
    if (value.is_string()) {
      fields[key] = value.get<std::string>();
    } else if (value.is_number_integer()) {
      fields[key] = value.get<int64_t>();
    } else {
      return Invalid("ett fält är varken text eller heltal");
    }
  }
  ASSIGN_OR_RETURN(const std::string again, CanonicalJson(fields));
  if (again != bytes) return Invalid("texten är inte i kanonisk form");
  return fields;
}

absl::StatusOr<std::string> Write(const ReportManifest& manifest) {
  return CanonicalJson({{"model", manifest.model_sha256},
                        {"pdf", manifest.pdf_sha256},
                        {"report", manifest.report},
                        {"version", manifest.version}});
}

absl::StatusOr<ReportManifest> ParseReportManifest(absl::string_view bytes) {
  ASSIGN_OR_RETURN(JsonFields fields, ParseCanonicalJson(bytes));
  FieldReader in(std::move(fields));
  ReportManifest manifest;
  manifest.model_sha256 = in.Take<std::string>("model");
  manifest.pdf_sha256 = in.Take<std::string>("pdf");
  manifest.report = in.Take<std::string>("report");
  manifest.version = in.Take<int64_t>("version");
  RETURN_IF_ERROR(in.Finish());
  return manifest;
}

absl::StatusOr<std::string> Write(const MinutesManifest& manifest) {
  return CanonicalJson(
      {{"meeting", manifest.meeting}, {"minutes", manifest.minutes_sha256}});
}

absl::StatusOr<MinutesManifest> ParseMinutesManifest(absl::string_view bytes) {
  ASSIGN_OR_RETURN(JsonFields fields, ParseCanonicalJson(bytes));
  FieldReader in(std::move(fields));
  MinutesManifest manifest;
  manifest.meeting = in.Take<std::string>("meeting");
  manifest.minutes_sha256 = in.Take<std::string>("minutes");
  RETURN_IF_ERROR(in.Finish());
  return manifest;
}

absl::string_view SignedMinutes(absl::string_view markdown) {
  return markdown.substr(0, markdown.rfind("\n## Tillkännagivande\n"));
}

absl::StatusOr<std::string> Write(const Statement& statement) {
  return CanonicalJson({{"attest", statement.attest},
                        {"digest", statement.digest},
                        {"person", statement.person},
                        {"role", statement.role},
                        {"round", statement.round},
                        {"subject", statement.subject},
                        {"version", statement.version}});
}

absl::StatusOr<Statement> ParseStatement(absl::string_view bytes) {
  ASSIGN_OR_RETURN(JsonFields fields, ParseCanonicalJson(bytes));
  FieldReader in(std::move(fields));
  Statement statement;
  statement.attest = in.Take<std::string>("attest");
  statement.digest = in.Take<std::string>("digest");
  statement.person = in.Take<std::string>("person");
  statement.role = in.Take<std::string>("role");
  statement.round = in.Take<std::string>("round");
  statement.subject = in.Take<std::string>("subject");
  statement.version = in.Take<int64_t>("version");
  RETURN_IF_ERROR(in.Finish());
  return statement;
}

}  // namespace finsam::sign

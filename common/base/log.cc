#include "common/base/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>
#include <nlohmann/json.hpp>

namespace finsam {
namespace {

std::string& ServiceName() {
  static std::string name = "finsam";
  return name;
}

// The sink stamps the time; we make the rest of the JSON object.
std::shared_ptr<spdlog::logger> Logger() {
  static const std::shared_ptr<spdlog::logger> logger = [] {
    auto made = spdlog::stderr_logger_mt("finsam");
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%e%z","level":"%l",%v})");
    made->flush_on(spdlog::level::info);
    return made;
  }();
  return logger;
}

std::string Body(absl::string_view event, const LogFields& fields) {
  nlohmann::ordered_json json;
  json["service"] = ServiceName();
  json["event"] = std::string(event);
  for (const auto& [name, value] : fields) json[name] = value;
  const std::string text = json.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  return text.substr(1, text.size() - 2);  // Without its braces.
}

}  // namespace

void SetLogService(absl::string_view service) {
  ServiceName() = std::string(service);
}

void LogInfo(absl::string_view event, const LogFields& fields) {
  Logger()->info("{}", Body(event, fields));
}

void LogWarning(absl::string_view event, const LogFields& fields) {
  Logger()->warn("{}", Body(event, fields));
}

void LogError(absl::string_view event, const LogFields& fields) {
  Logger()->error("{}", Body(event, fields));
}

}  // namespace finsam

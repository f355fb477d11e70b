#include "services/governance/dss_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/files/yaml.h"

namespace finsam::governance {
namespace {

namespace fs = std::filesystem;

std::vector<std::string> RequireTexts(const char* key, YamlMap& map) {
  std::vector<std::string> texts = map.Texts(key);
  if (texts.empty()) {
    map.AddProblem(key, "YAML_KEY_MISSING", "nyckeln fattas", "", key);
  }
  return texts;
}

}  // namespace

absl::StatusOr<DssSettings> ReadDssFile(const std::string& path) {
  std::ostringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  if (content.str().empty()) {
    return absl::UnavailableError(absl::StrCat(path, " cannot be read"));
  }
  std::vector<Problem> problems;
  YamlFile file(path, content.str(), &problems);
  YamlMap root = file.Root();
  const fs::path folder = fs::path(path).parent_path();
  const auto beside = [&folder](const std::string& name) {
    return (folder / name).string();
  };
  DssSettings settings;
  settings.url = root.RequireText("url");
  if (!absl::StartsWith(settings.url, "https://")) {
    root.AddProblem("url", "FIELD_INVALID", "adressen ska vara https",
                    settings.url, "https://…");
  }
  settings.service = root.RequireText("service");
  settings.requester = root.RequireText("requester");
  settings.identity_provider = root.RequireText("identity-provider");
  settings.levels = RequireTexts("levels", root);
  settings.identification = root.RequireText("identification");
  settings.key_file = beside(root.RequireText("key"));
  settings.certificate_file = beside(root.RequireText("certificate"));
  for (const std::string& name : RequireTexts("service-certificates", root)) {
    settings.service_certificate_files.push_back(beside(name));
  }
  for (const std::string& name : RequireTexts("signer-roots", root)) {
    settings.signer_root_files.push_back(beside(name));
  }
  for (YamlMap& signer : root.Maps("signers")) {
    const std::string person = signer.RequireText("person");
    if (auto attributes = signer.Map("attributes"); attributes.has_value()) {
      settings.signers[person] = attributes->Pairs();
    }
    signer.Finish();
  }
  root.Finish();
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return settings;
}

}  // namespace finsam::governance

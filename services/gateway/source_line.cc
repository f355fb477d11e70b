#include "services/gateway/source_line.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "common/base/digest.h"

namespace finsam::gateway {
namespace {

constexpr size_t kRootBytesShown = 6;

constexpr std::pair<const char*, const char*> kNames[] = {
    {"ledger", "Bokföring"},
    {"budget", "Budget"},
    {"participants", "Deltagare"},
    {"governance", "Styrelse och medlemmar"},
    {"gateway", "Texter och uppställningar"},
};

std::string NameOf(const std::string& service) {
  for (const auto& [known, name] : kNames) {
    if (service == known) return name;
  }
  return service;
}

}  // namespace

std::string SourceLine(const common::v1::Revision& source) {
  std::string line =
      absl::StrCat(NameOf(source.service()), ", revision ", source.revision());
  if (source.root().empty()) return line;
  const absl::string_view root(source.root());
  absl::StrAppend(&line, ", rot ", Hex(root.substr(0, kRootBytesShown)));
  return line;
}

}  // namespace finsam::gateway

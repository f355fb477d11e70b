#include "services/gateway/pdf/artifacts.h"

#include <algorithm>
#include <iterator>
#include <string>

namespace finsam::gateway::pdf {
namespace {

// What begins a text, a path or a picture, and what ends it.
constexpr const char* kBegins[] = {"BT", "m", "re", "Do", "sh"};
constexpr const char* kEnds[] = {"ET", "S", "s",  "f", "F",  "f*", "B",
                                 "B*", "b", "b*", "n", "Do", "sh"};

template <typename Names>
bool IsOneOf(const std::string& name, const Names& names) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

}  // namespace

void ArtifactFilter::handleToken(const QPDFTokenizer::Token& token) {
  if (token.getType() != QPDFTokenizer::tt_word) {
    operands_.push_back(token);
    return;
  }
  const std::string& name = token.getValue();
  if (depth_ == 0 && !in_artifact_ && IsOneOf(name, kBegins)) {
    write("\n/Artifact BMC\n");
    in_artifact_ = true;
  }
  Flush();
  writeToken(token);
  if (name == "BDC" || name == "BMC") ++depth_;
  if (name == "EMC") --depth_;
  if (in_artifact_ && IsOneOf(name, kEnds)) {
    write("\nEMC");
    in_artifact_ = false;
  }
}

void ArtifactFilter::handleEOF() { Flush(); }

void ArtifactFilter::Flush() {
  for (const QPDFTokenizer::Token& operand : operands_) writeToken(operand);
  operands_.clear();
}

}  // namespace finsam::gateway::pdf

// What an examination of printed documents found, as text for people and as
// JSON for programs.

#ifndef FINSAM_CLI_CHECK_TEXT_H_
#define FINSAM_CLI_CHECK_TEXT_H_

#include <string>
#include <vector>

#include "services/gateway/printed/examine.h"

namespace finsam::cli {

struct Examined {
  // Must outlive this.
  const gateway::printed::Document* document = nullptr;
  gateway::printed::Examination examination;
};

bool HasErrors(const gateway::printed::Examination& examination);

// Swedish: each document's findings, then what was compared and how each table
// was understood.
std::string ExaminedText(const std::vector<Examined>& examined);

// {"documents": [{"file", "association", "title", "year", "findings": […],
// "summary": […], "tables": […], "repairs": […], "unread": […]}]}
std::string ExaminedJson(const std::vector<Examined>& examined);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_CHECK_TEXT_H_

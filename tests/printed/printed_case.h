// Small documents for tests of checks, and what is found in them.

#ifndef FINSAM_TESTS_PRINTED_PRINTED_CASE_H_
#define FINSAM_TESTS_PRINTED_PRINTED_CASE_H_

#include <string>
#include <vector>

#include "services/gateway/printed/document.h"
#include "services/gateway/printed/examine.h"

namespace finsam::gateway::printed {

// A file of the repository; ends the test program when it is not there.
std::string ReadRepositoryFile(const std::string& path);

// examples/printed/<name>.json
Document ReadExample(const std::string& name);

// A document of 2024 with these parts, as JSON without the outer braces:
// R"("tables": […])".
Document Parse(const std::string& parts);

// "ERROR TX-1/…" for each finding, gravest first.
std::vector<std::string> FoundIn(const Document& document,
                                 const std::vector<Document>& previous = {});

// The same of errors alone.
std::vector<std::string> ErrorsIn(const Document& document,
                                  const std::vector<Document>& previous = {});

// A document of 2024 with one paragraph beside tables.
Document WithText(const std::string& tables, const std::string& paragraph);

// The same without the findings' severity, of one check.
std::vector<std::string> IdsOf(const std::string& check,
                               const Document& document,
                               const std::vector<Document>& previous = {});

int ComparisonsOf(const std::string& check, const Document& document);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_TESTS_PRINTED_PRINTED_CASE_H_

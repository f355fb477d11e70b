// The example documents with their contradictions corrected: what is left is
// norms, definitions and rounding. An error in one of these is a false alarm.

#ifndef FINSAM_TESTS_PRINTED_CORRECTED_H_
#define FINSAM_TESTS_PRINTED_CORRECTED_H_

#include <string>
#include <vector>

#include "services/gateway/printed/document.h"

namespace finsam::gateway::printed {

// examples/printed without their ".json".
const std::vector<std::string>& ExampleNames();

Document ReadCorrected(const std::string& name);

// What an example is examined beside; empty but for Finnveden's report of
// 2024, which follows the plan.
std::vector<Document> BesideExample(const std::string& name);

}  // namespace finsam::gateway::printed

#endif  // FINSAM_TESTS_PRINTED_CORRECTED_H_

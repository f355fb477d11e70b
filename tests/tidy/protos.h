// The APIs as manuals: everything has a comment, every method names its errors
// and says what a caller must be allowed to do.

#ifndef FINSAM_TESTS_TIDY_PROTOS_H_
#define FINSAM_TESTS_TIDY_PROTOS_H_

#include <map>
#include <string>

#include "tests/tidy/tree.h"

namespace finsam::tidy {

// The .proto files below `root`, path to content.
std::map<std::string, std::string> ReadProtos(const std::string& root);

// Everything in `protos` that breaks the rules above, or does not compile.
Violations CheckProtos(const std::map<std::string, std::string>& protos);

}  // namespace finsam::tidy

#endif  // FINSAM_TESTS_TIDY_PROTOS_H_

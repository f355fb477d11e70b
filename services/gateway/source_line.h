// One line that says where a service stood when the report was made.

#ifndef FINSAM_SERVICES_GATEWAY_SOURCE_LINE_H_
#define FINSAM_SERVICES_GATEWAY_SOURCE_LINE_H_

#include <string>

#include "finsam/common/v1/types.pb.h"

namespace finsam::gateway {

// "Bokföring, revision 12, rot 3fa4bc120d9e"; the root is its first 12 digits.
std::string SourceLine(const common::v1::Revision& source);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_SOURCE_LINE_H_

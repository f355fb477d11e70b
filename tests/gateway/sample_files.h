// The gateway's own files about the sample year: a layout and a text.

#ifndef FINSAM_TESTS_GATEWAY_SAMPLE_FILES_H_
#define FINSAM_TESTS_GATEWAY_SAMPLE_FILES_H_

#include "finsam/gateway/internal/records.pb.h"

namespace finsam::gateway {

internal::YearFiles SampleFiles();

}  // namespace finsam::gateway

#endif  // FINSAM_TESTS_GATEWAY_SAMPLE_FILES_H_

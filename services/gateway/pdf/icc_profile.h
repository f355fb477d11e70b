// The sRGB colour space as an ICC profile: what the colours of a PDF/A mean.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_ICC_PROFILE_H_
#define FINSAM_SERVICES_GATEWAY_PDF_ICC_PROFILE_H_

#include <string>

namespace finsam::gateway::pdf {

// An ICC profile of version 2 for displays, made from the numbers of IEC
// 61966-2-1: the primaries adapted to D50, and 1,024 steps of the curve.
std::string SrgbProfile();

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_ICC_PROFILE_H_

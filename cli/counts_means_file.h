// The money that Uppföljning Finsam and comparisons between associations want
// beside the counts, as tables that people write. Amounts are in kronor, costs
// positive; what is not known stays empty.
//
//   #tilldelade medel;5 000 000             an association's half-year
//   #eget kapital;1 250 000
//   #administration budget;600 000
//   #administration utfall;290 000
//   insats;budget;utfall
//   IT-spåret;1 000 000;480 000
//
//   förbund;kostnad                         the nation's year
//   222000-1511;4 100 000

#ifndef FINSAM_CLI_COUNTS_MEANS_FILE_H_
#define FINSAM_CLI_COUNTS_MEANS_FILE_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::cli {

// Refusals, with every problem: CSV_*, AMOUNT_*, MEANS_INVALID (an initiative
// that stands twice, a cost below zero).
absl::StatusOr<participants::v1::Means> ReadMeans(absl::string_view file_name,
                                                  absl::string_view content);

// Refusals as above (of associations), and NAME_INVALID of what is no
// association.
absl::StatusOr<std::vector<participants::v1::AssociationMeans>>
ReadAssociationMeans(absl::string_view file_name, absl::string_view content);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_COUNTS_MEANS_FILE_H_

// What a figure of the report shows, and its exact value beside it.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_H_

#include <string>

#include "absl/strings/string_view.h"
#include "finsam/common/v1/figure.pb.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// Stands on a report that shows small counts of participants.
inline constexpr char kInternalNote[] =
    "Internt underlag: visar också små antal deltagare, som inte får spridas.";

// What stands in a cell: its text, else its figure as its display says.
std::string PrintedCell(const common::v1::Cell& cell);

// What a reference of a text prints.
std::string PrintedOf(const v1::Text::Reference& reference);

// What the n-th reference of `text` prints; nothing when there is none.
std::string PrintedOf(const v1::Text& text, size_t n);

// `piece` of the text's Markdown with its marks replaced by what they print.
std::string FilledIn(absl::string_view piece, const v1::Text& text);

// The exact value for programs: öre or count as an integer, "3/4" for a share,
// "2025-03-20", ".." for what is protected; empty when there is no value.
std::string ExactValue(const common::v1::Figure& figure);

// True when the head of the first column says the unit: "Belopp i kr".
bool HeadSaysUnit(const common::v1::Table& table);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_H_

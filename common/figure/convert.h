// Figures and tables between the domain and the wire.

#ifndef FINSAM_COMMON_FIGURE_CONVERT_H_
#define FINSAM_COMMON_FIGURE_CONVERT_H_

#include <optional>

#include "common/figure/table.h"
#include "finsam/common/v1/figure.pb.h"
#include "finsam/common/v1/types.pb.h"

namespace finsam {

void ToProto(absl::CivilDay day, common::v1::Date* out);
void ToProto(const Value& value, common::v1::Value* out);
void ToProto(const Display& display, common::v1::Display* out);
// Leaves `value` unset when the figure has none.
void ToProto(const Figure& figure, common::v1::Figure* out);
// Writes each cell's printed text beside its figure.
void ToProto(const Table& table, common::v1::Table* out);

// Nothing when the message is no day in the calendar.
std::optional<absl::CivilDay> DateFromProto(const common::v1::Date& date);
Value FromProto(const common::v1::Value& value);
Display FromProto(const common::v1::Display& display);
Figure FromProto(const common::v1::Figure& figure);
Table FromProto(const common::v1::Table& table);

}  // namespace finsam

#endif  // FINSAM_COMMON_FIGURE_CONVERT_H_

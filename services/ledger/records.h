// The ledger's values: a format byte, then a message of records.proto with
// deterministic bytes.

#ifndef FINSAM_SERVICES_LEDGER_RECORDS_H_
#define FINSAM_SERVICES_LEDGER_RECORDS_H_

#include <google/protobuf/message_lite.h>

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "finsam/ledger/internal/records.pb.h"
#include "services/ledger/ledger_store.h"

namespace finsam::ledger {

// The format that values are written in.
inline constexpr char kValueFormat = 1;

std::string EncodeValue(const google::protobuf::MessageLite& message);

// DATA_LOSS when `bytes` is no such value.
absl::Status DecodeValue(absl::string_view bytes,
                         google::protobuf::MessageLite* message);

internal::YearRecord ToRecord(const StoredYear& year);
absl::StatusOr<StoredYear> FromRecord(const internal::YearRecord& record);

// A year's life as the API tells it too: without name and days.
void ToProto(const YearLife& life, v1::FiscalYear* out);

internal::ChartRecord ToRecord(const Chart& chart);
Chart FromRecord(const internal::ChartRecord& record);

internal::OpeningRecord ToRecord(const BalanceMap& openings);
absl::StatusOr<BalanceMap> FromRecord(const internal::OpeningRecord& record);

internal::ChainRecord ToRecord(const ChainEnd& end);
absl::StatusOr<ChainEnd> FromRecord(const internal::ChainRecord& record);

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_RECORDS_H_

#include "services/budget/budget_store.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "services/budget/convert.h"
#include "services/budget/convert_forecast.h"
#include "services/budget/domain/brought_forward.h"

namespace finsam::budget {
namespace {

using store::Key;
using store::KeyReader;

constexpr char kFormat = '\x01';  // First byte of every value.
constexpr char kVersionRoom[] = "budget";
constexpr char kLatestRoom[] = "latest";
constexpr char kAdoptedRoom[] = "adopted";
constexpr char kForecastRoom[] = "forecast";
constexpr char kFileRoom[] = "file";

Key YearKey(const char* room, const FiscalYearName& year) {
  Key key(room);
  key.Text(year.organisation).Number(year.year);
  return key;
}

std::string VersionKey(const FiscalYearName& year, int32_t version) {
  return YearKey(kVersionRoom, year).Number(version).bytes();
}

std::string ForecastKey(const FiscalYearName& year, int64_t number) {
  return YearKey(kForecastRoom, year).Number(number).bytes();
}

std::string EncodeNumber(int32_t version) {
  return absl::StrCat(std::string(1, kFormat),
                      Key("version").Number(version).bytes());
}

// The number that `bytes` keep; nullopt when they keep none.
std::optional<int32_t> DecodeNumber(absl::string_view bytes) {
  if (bytes.empty() || bytes.front() != kFormat) return std::nullopt;
  KeyReader in(bytes.substr(1));
  if (in.Text() != std::optional<std::string>("version")) return std::nullopt;
  const std::optional<int64_t> number = in.Number();
  if (!number.has_value() || *number < 0 || *number > INT32_MAX) {
    return std::nullopt;
  }
  return static_cast<int32_t>(*number);
}

absl::Status Damaged(absl::string_view what) {
  return absl::DataLossError(absl::StrCat(what, " is missing or damaged"));
}

template <typename Message>
bool Decode(absl::string_view bytes, Message* message) {
  return !bytes.empty() && bytes.front() == kFormat &&
         message->ParseFromArray(bytes.data() + 1,
                                 static_cast<int>(bytes.size() - 1));
}

absl::StatusOr<Budget> DecodeBudget(absl::string_view bytes,
                                    const FiscalYearName& year) {
  v1::Budget proto;
  if (!Decode(bytes, &proto)) return Damaged("a budget");
  ASSIGN_OR_RETURN(Budget budget, FromProto(proto));
  // Before there were stages, capital brought forward stood among the lines;
  // the same file is to read as the same budget.
  if (proto.stage() == v1::Budget::STAGE_UNSPECIFIED) {
    Draft old{std::move(budget.decided), "", {}, {}};
    old.places.resize(old.decided.lines.size());
    std::vector<Problem> told;  // When it was handed in, or never.
    TakeBroughtForward(year.year, &old, &told);
    budget.decided = std::move(old.decided);
  }
  if (budget.year != year) {
    return absl::DataLossError("a kept budget lies at another's place");
  }
  return budget;
}

absl::StatusOr<StoredForecast> DecodeForecast(absl::string_view bytes,
                                              const FiscalYearName& year) {
  v1::Forecast proto;
  if (!Decode(bytes, &proto)) return Damaged("a forecast");
  ASSIGN_OR_RETURN(StoredForecast forecast, FromProto(proto));
  if (forecast.year != year) return Damaged("a forecast");
  return forecast;
}

// The number that lies at `key`, `missing` when nothing does.
absl::StatusOr<int32_t> ReadNumber(const store::Snapshot& snapshot,
                                   const std::string& key, int32_t missing) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(key));
  if (!bytes.has_value()) return missing;
  const std::optional<int32_t> number = DecodeNumber(*bytes);
  if (!number.has_value()) return Damaged("a budget's number");
  return *number;
}

}  // namespace

std::string Canonical(const google::protobuf::MessageLite& message) {
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream out(&stream);
    out.SetSerializationDeterministic(true);
    FINSAM_CHECK(message.SerializeToCodedStream(&out));
  }
  return bytes;
}

absl::StatusOr<VersionNumbers> ReadNumbers(const store::Snapshot& snapshot,
                                           const FiscalYearName& year) {
  VersionNumbers numbers;
  ASSIGN_OR_RETURN(numbers.last,
                   ReadNumber(snapshot, YearKey(kLatestRoom, year).bytes(), 0));
  // Before there were stages, every version was an adopted one.
  ASSIGN_OR_RETURN(
      numbers.adopted,
      ReadNumber(snapshot, YearKey(kAdoptedRoom, year).bytes(), numbers.last));
  if (numbers.adopted > numbers.last) return Damaged("a budget's number");
  return numbers;
}

absl::StatusOr<std::optional<Budget>> ReadVersion(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    int32_t version) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(VersionKey(year, version)));
  if (!bytes.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(Budget budget, DecodeBudget(*bytes, year));
  if (budget.version != version) {
    return absl::DataLossError("a kept budget lies at another's place");
  }
  return std::optional<Budget>(std::move(budget));
}

absl::StatusOr<std::optional<Budget>> ReadAdopted(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const VersionNumbers numbers, ReadNumbers(snapshot, year));
  if (numbers.adopted == 0) return std::nullopt;
  ASSIGN_OR_RETURN(std::optional<Budget> budget,
                   ReadVersion(snapshot, year, numbers.adopted));
  if (!budget.has_value()) return Damaged("the adopted budget");
  return budget;
}

absl::StatusOr<std::vector<Budget>> ReadVersions(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  std::vector<Budget> versions;
  absl::Status status;
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      YearKey(kVersionRoom, year).bytes(),
      [&](absl::string_view, absl::string_view bytes) {
        absl::StatusOr<Budget> budget = DecodeBudget(bytes, year);
        status = budget.status();
        if (!status.ok()) return false;
        versions.push_back(*std::move(budget));
        return true;
      }));
  RETURN_IF_ERROR(status);
  for (size_t i = 0; i < versions.size(); ++i) {
    if (versions[i].version != static_cast<int32_t>(i) + 1) {
      return absl::DataLossError("a year's budgets are not 1, 2, 3");
    }
  }
  return versions;
}

void AddVersion(store::Commit& commit, const VersionNumbers& before,
                const Budget& budget) {
  FINSAM_CHECK(budget.version == before.last + 1);
  const std::string latest_key = YearKey(kLatestRoom, budget.year).bytes();
  const std::string version_key = VersionKey(budget.year, budget.version);
  commit.Expect(latest_key, before.last == 0
                                ? std::nullopt
                                : std::optional(EncodeNumber(before.last)));
  commit.Expect(version_key, std::nullopt);
  commit.Put(latest_key, EncodeNumber(budget.version));
  commit.Put(
      YearKey(kAdoptedRoom, budget.year).bytes(),
      EncodeNumber(budget.decided.stage == Stage::kAdopted ? budget.version
                                                           : before.adopted));
  v1::Budget proto;
  ToProto(budget, &proto);
  commit.Put(version_key,
             absl::StrCat(std::string(1, kFormat), Canonical(proto)));
}

std::string StoredForecast::Name() const {
  return absl::StrCat(year.Text(), "/forecasts/", number);
}

const StoredForecast* ForecastOfReports(
    const std::vector<StoredForecast>& forecasts) {
  const auto rank = [](const StoredForecast& stored) {
    return std::tuple(stored.from_file, stored.forecast.day, stored.number);
  };
  const auto best = std::max_element(
      forecasts.begin(), forecasts.end(),
      [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return best == forecasts.end() ? nullptr : &*best;
}

absl::Status ScanForecasts(
    const store::Snapshot& snapshot, const FiscalYearName& year, int32_t after,
    const std::function<bool(StoredForecast, size_t bytes)>& visit) {
  absl::Status status;
  RETURN_IF_ERROR(snapshot.Scan(
      ForecastKey(year, int64_t{after} + 1),
      store::AfterPrefix(YearKey(kForecastRoom, year).bytes()),
      [&](absl::string_view, absl::string_view bytes) {
        absl::StatusOr<StoredForecast> forecast = DecodeForecast(bytes, year);
        status = forecast.status();
        return status.ok() && visit(*std::move(forecast), bytes.size());
      }));
  return status;
}

absl::StatusOr<std::vector<StoredForecast>> ReadForecasts(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  std::vector<StoredForecast> forecasts;
  RETURN_IF_ERROR(
      ScanForecasts(snapshot, year, 0, [&](StoredForecast forecast, size_t) {
        forecasts.push_back(std::move(forecast));
        return true;
      }));
  return forecasts;
}

absl::StatusOr<std::optional<StoredForecast>> ReadForecast(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    int32_t number) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(ForecastKey(year, number)));
  if (!bytes.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(StoredForecast forecast, DecodeForecast(*bytes, year));
  return std::optional(std::move(forecast));
}

absl::StatusOr<size_t> CountForecasts(const store::Snapshot& snapshot,
                                      const FiscalYearName& year) {
  size_t count = 0;
  RETURN_IF_ERROR(
      snapshot.ScanPrefix(YearKey(kForecastRoom, year).bytes(),
                          [&](absl::string_view, absl::string_view) {
                            ++count;
                            return true;
                          }));
  return count;
}

void AddForecast(store::Commit& commit, const StoredForecast& forecast) {
  const std::string key = ForecastKey(forecast.year, forecast.number);
  commit.Expect(key, std::nullopt);
  v1::Forecast proto;
  ToProto(forecast, &proto);
  commit.Put(key, absl::StrCat(std::string(1, kFormat), Canonical(proto)));
}

absl::StatusOr<std::optional<std::string>> ReadFile(
    const store::Snapshot& snapshot, const FiscalYearName& year,
    absl::string_view name) {
  std::optional<std::string> content;
  bool understood = true;
  // The key ends with the revision below zero, so the latest comes first.
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      YearKey(kFileRoom, year).Text(name).bytes(),
      [&](absl::string_view, absl::string_view bytes) {
        understood = !bytes.empty() && bytes.front() == kFormat;
        if (understood) content = std::string(bytes.substr(1));
        return false;
      }));
  if (!understood) return Damaged("a kept file");
  return content;
}

void PutFile(store::Commit& commit, const FiscalYearName& year,
             absl::string_view name, int64_t revision,
             absl::string_view content) {
  commit.Put(YearKey(kFileRoom, year).Text(name).Number(-revision).bytes(),
             absl::StrCat(std::string(1, kFormat), content));
}

}  // namespace finsam::budget

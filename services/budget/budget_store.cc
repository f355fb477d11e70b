#include "services/budget/budget_store.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "services/budget/convert.h"

namespace finsam::budget {
namespace {

using store::Key;
using store::KeyReader;

constexpr char kFormat = '\x01';  // First byte of every value.

std::string VersionKey(const FiscalYearName& year, int32_t version) {
  return Key("budget")
      .Text(year.organisation)
      .Number(year.year)
      .Number(version)
      .bytes();
}

std::string LatestKey(const FiscalYearName& year) {
  return Key("latest").Text(year.organisation).Number(year.year).bytes();
}

std::string EncodeLatest(int32_t version) {
  return absl::StrCat(std::string(1, kFormat),
                      Key("version").Number(version).bytes());
}

std::optional<int64_t> DecodeLatest(absl::string_view bytes) {
  if (bytes.empty() || bytes.front() != kFormat) return std::nullopt;
  KeyReader in(bytes.substr(1));
  if (in.Text() != std::optional<std::string>("version")) return std::nullopt;
  return in.Number();
}

// The same message gives the same bytes, always and everywhere.
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

}  // namespace

absl::StatusOr<std::optional<Budget>> ReadLatest(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto latest, snapshot.Get(LatestKey(year)));
  if (!latest.has_value()) return std::nullopt;
  const std::optional<int64_t> version = DecodeLatest(*latest);
  if (!version.has_value()) {
    return absl::DataLossError("the latest budget's number cannot be read");
  }
  ASSIGN_OR_RETURN(
      const auto bytes,
      snapshot.Get(VersionKey(year, static_cast<int32_t>(*version))));
  v1::Budget proto;
  if (!bytes.has_value() || bytes->empty() || bytes->front() != kFormat ||
      !proto.ParseFromArray(bytes->data() + 1,
                            static_cast<int>(bytes->size() - 1))) {
    return absl::DataLossError("the latest budget is missing or damaged");
  }
  ASSIGN_OR_RETURN(Budget budget, FromProto(proto));
  if (budget.year != year || budget.version != *version) {
    return absl::DataLossError("a kept budget lies at another's place");
  }
  return std::optional<Budget>(std::move(budget));
}

void AddVersion(store::Commit& commit, const std::optional<Budget>& before,
                const Budget& budget) {
  const int32_t last = before.has_value() ? before->version : 0;
  FINSAM_CHECK(budget.version == last + 1);
  const std::string latest_key = LatestKey(budget.year);
  const std::string version_key = VersionKey(budget.year, budget.version);
  commit.Expect(latest_key,
                last == 0 ? std::nullopt : std::optional(EncodeLatest(last)));
  commit.Expect(version_key, std::nullopt);
  commit.Put(latest_key, EncodeLatest(budget.version));
  commit.Put(version_key,
             absl::StrCat(std::string(1, kFormat), FactsOf(budget)));
}

std::string FactsOf(const Budget& budget) {
  v1::Budget proto;
  ToProto(budget, &proto);
  return Canonical(proto);
}

}  // namespace finsam::budget

#include "services/gateway/publishing_store.h"

#include <cstdint>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/key.h"

namespace finsam::gateway {
namespace {

constexpr char kFrozenRoom[] = "frozen";
constexpr char kBodyRoom[] = "frozen-body";
constexpr char kProgressRoom[] = "progress";
constexpr char kAnswerRoom[] = "answer";
constexpr char kFormat = '\x01';  // First byte of every value.

store::Key ReportRoom(absl::string_view room, const ReportKey& report) {
  return store::Key(room)
      .Text(report.year.organisation)
      .Number(report.year.year)
      .Number(static_cast<int64_t>(report.kind));
}

std::string VersionKey(absl::string_view room, const FrozenName& name) {
  return ReportRoom(room, name.report).Number(name.version).bytes();
}

template <typename Message>
absl::Status Parse(absl::string_view bytes, Message* message) {
  if (bytes.empty() || bytes.front() != kFormat ||
      !message->ParseFromArray(bytes.data() + 1,
                               static_cast<int>(bytes.size() - 1))) {
    return absl::DataLossError(absl::StrCat(
        "a kept ", Message::descriptor()->name(), " cannot be read"));
  }
  return absl::OkStatus();
}

template <typename Message>
std::string Written(const Message& message) {
  return absl::StrCat(std::string(1, kFormat), message.SerializeAsString());
}

absl::StatusOr<std::optional<v1::FrozenReport>> ReadLatest(
    const store::Snapshot& snapshot, const ReportKey& report) {
  std::string last;
  RETURN_IF_ERROR(
      snapshot.ScanPrefix(ReportRoom(kFrozenRoom, report).bytes(),
                          [&](absl::string_view, absl::string_view bytes) {
                            last = std::string(bytes);
                            return true;
                          }));
  if (last.empty()) return std::nullopt;
  v1::FrozenReport frozen;
  RETURN_IF_ERROR(Parse(last, &frozen));
  return std::optional(std::move(frozen));
}

}  // namespace

std::string PublishingChain(const std::string& organisation) {
  return absl::StrCat(organisation, ".publishing");
}

absl::StatusOr<std::optional<v1::FrozenReport>> ReadFrozen(
    const store::Snapshot& snapshot, const FrozenName& name) {
  ASSIGN_OR_RETURN(auto latest, ReadLatest(snapshot, name.report));
  if (!latest.has_value() || name.version == kLatestVersion ||
      name.version == latest->version()) {
    return latest;
  }
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(VersionKey(kFrozenRoom, name)));
  if (!bytes.has_value()) return std::nullopt;
  v1::FrozenReport frozen;
  RETURN_IF_ERROR(Parse(*bytes, &frozen));
  frozen.set_superseded(true);
  return std::optional(std::move(frozen));
}

absl::StatusOr<internal::FrozenBody> ReadFrozenBody(
    const store::Snapshot& snapshot, const FrozenName& name) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(VersionKey(kBodyRoom, name)));
  if (!bytes.has_value()) {
    return absl::DataLossError("a frozen report has lost its body");
  }
  internal::FrozenBody body;
  RETURN_IF_ERROR(Parse(*bytes, &body));
  return body;
}

absl::Status ScanFrozen(const store::Snapshot& snapshot,
                        const std::string& organisation,
                        absl::string_view after, const FrozenVisitor& visit) {
  const std::string prefix = store::Key(kFrozenRoom).Text(organisation).bytes();
  absl::Status status;
  // The first key that is greater than `after`.
  const std::string begin =
      after.empty() ? prefix : absl::StrCat(after, std::string(1, '\0'));
  RETURN_IF_ERROR(
      snapshot.Scan(begin, store::AfterPrefix(prefix),
                    [&](absl::string_view key, absl::string_view bytes) {
                      v1::FrozenReport frozen;
                      status = Parse(bytes, &frozen);
                      return status.ok() && visit(key, frozen);
                    }));
  return status;
}

void PutFrozen(const FrozenName& name, const v1::FrozenReport& frozen,
               const internal::FrozenBody& body, store::Commit& commit) {
  const std::string key = VersionKey(kFrozenRoom, name);
  commit.Expect(key, std::nullopt);
  commit.Put(key, Written(frozen));
  commit.Put(VersionKey(kBodyRoom, name), Written(body));
}

absl::StatusOr<internal::Progress> ReadProgress(const store::Snapshot& snapshot,
                                                const FrozenName& name) {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(VersionKey(kProgressRoom, name)));
  internal::Progress progress;
  if (bytes.has_value()) RETURN_IF_ERROR(Parse(*bytes, &progress));
  return progress;
}

absl::StatusOr<std::optional<int>> ReadPublishedVersion(
    const store::Snapshot& snapshot, const ReportKey& report) {
  ASSIGN_OR_RETURN(const auto latest, ReadLatest(snapshot, report));
  if (!latest.has_value()) return std::nullopt;
  for (int version = latest->version(); version > 0; --version) {
    ASSIGN_OR_RETURN(const internal::Progress progress,
                     ReadProgress(snapshot, {report, version}));
    if (progress.publish_time() != 0) return version;
  }
  return std::nullopt;
}

void PutProgress(const FrozenName& name, const internal::Progress& progress,
                 store::Commit& commit) {
  commit.Put(VersionKey(kProgressRoom, name), Written(progress));
}

absl::StatusOr<FindingAnswers> ReadFindingAnswers(
    const store::Snapshot& snapshot, const ReportKey& report) {
  const std::string prefix = ReportRoom(kAnswerRoom, report).bytes();
  FindingAnswers answers;
  absl::Status status;
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view bytes) {
        const auto id = store::KeyReader(key.substr(prefix.size())).Text();
        status = id.has_value()
                     ? Parse(bytes, &answers[*id])
                     : absl::DataLossError("a finding's key cannot be read");
        return status.ok();
      }));
  RETURN_IF_ERROR(status);
  return answers;
}

void PutFindingAnswer(const ReportKey& report, const std::string& finding_id,
                      const internal::AnsweredFinding& answered,
                      store::Commit& commit) {
  commit.Put(ReportRoom(kAnswerRoom, report).Text(finding_id).bytes(),
             Written(answered));
}

}  // namespace finsam::gateway

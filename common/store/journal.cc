#include "common/store/journal.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/store/key.h"

namespace finsam::store {
namespace {

constexpr char kFormat = '\x01';  // First byte of every value of the journal.
constexpr size_t kDigestBytes = 32;

std::string HeadKey(absl::string_view organisation) {
  return Key("head").Text(organisation).bytes();
}

std::string RecordKey(absl::string_view organisation, int64_t revision) {
  return Key("journal").Text(organisation).Number(revision).bytes();
}

std::string RequestKey(absl::string_view organisation,
                       absl::string_view request_id) {
  return Key("request").Text(organisation).Text(request_id).bytes();
}

// Values are built of the same parts as keys.
std::string EncodeHead(const Head& head) {
  return absl::StrCat(std::string(1, kFormat),
                      Key(head.root).Number(head.revision).bytes());
}

std::optional<Head> DecodeHead(absl::string_view bytes) {
  if (bytes.empty() || bytes.front() != kFormat) return std::nullopt;
  KeyReader in(bytes.substr(1));
  std::optional<std::string> root = in.Text();
  const std::optional<int64_t> revision = in.Number();
  if (!root.has_value() || !revision.has_value()) return std::nullopt;
  return Head{*revision, std::move(*root)};
}

std::optional<Record> DecodeRecord(absl::string_view bytes) {
  if (bytes.empty() || bytes.front() != kFormat) return std::nullopt;
  KeyReader in(bytes.substr(1));
  std::optional<std::string> root = in.Text();
  std::optional<std::string> kind = in.Text();
  const std::optional<int64_t> time = in.Number();
  const std::optional<std::string> request_id = in.Text();
  std::optional<std::string> facts = in.Text();
  if (!root || !kind || !time || !request_id || !facts) return std::nullopt;
  return Record{0, *std::move(root), *std::move(kind), *std::move(facts)};
}

// The root that follows `before` when `kind` and `facts` become `revision`.
std::string NextRoot(absl::string_view before, int64_t revision,
                     absl::string_view kind, absl::string_view facts) {
  return Sha256Parts({before, absl::StrCat(revision), kind, facts});
}

void ExpectHead(Commit& commit, const Head& seen,
                absl::string_view organisation) {
  commit.Expect(HeadKey(organisation), seen.revision == 0
                                           ? std::nullopt
                                           : std::optional(EncodeHead(seen)));
}

absl::Status Damaged(absl::string_view what, int64_t revision) {
  return absl::DataLossError(
      absl::StrCat("the journal's ", what, " at revision ", revision,
                   " is missing or differs from the chain"));
}

}  // namespace

absl::StatusOr<Head> ReadHead(const Snapshot& snapshot,
                              absl::string_view organisation) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(HeadKey(organisation)));
  if (!bytes.has_value()) return Head{};
  std::optional<Head> head = DecodeHead(*bytes);
  if (!head.has_value()) return Damaged("head", 0);
  return *std::move(head);
}

absl::StatusOr<std::optional<std::string>> FindAnswer(
    const Snapshot& snapshot, absl::string_view organisation,
    absl::string_view request_id, absl::string_view request_digest) {
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(RequestKey(organisation, request_id)));
  if (!bytes.has_value()) return std::nullopt;
  if (bytes->size() < kDigestBytes + 1 || bytes->front() != kFormat) {
    return absl::DataLossError("a kept answer cannot be read");
  }
  if (absl::string_view(*bytes).substr(1, kDigestBytes) != request_digest) {
    return Refuse(absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED",
                  absl::StrCat("request_id \"", request_id,
                               "\" har redan använts för en annan begäran"));
  }
  return std::optional<std::string>(bytes->substr(1 + kDigestBytes));
}

Head HeadAfter(const Head& seen, const Entry& entry) {
  const int64_t revision = seen.revision + 1;
  return {revision, NextRoot(seen.root, revision, entry.kind, entry.facts)};
}

void AppendRecord(Commit& commit, const Head& seen, const Entry& entry) {
  const Head next = HeadAfter(seen, entry);
  ExpectHead(commit, seen, entry.organisation);
  commit.Put(HeadKey(entry.organisation), EncodeHead(next));
  commit.Put(RecordKey(entry.organisation, next.revision),
             absl::StrCat(std::string(1, kFormat),
                          Key(next.root)
                              .Text(entry.kind)
                              .Number(absl::ToUnixMicros(entry.time))
                              .Text(entry.request_id)
                              .Text(entry.facts)
                              .bytes()));
}

void PutAnswer(Commit& commit, absl::string_view organisation,
               absl::string_view request_id, absl::string_view request_digest,
               absl::string_view answer) {
  FINSAM_CHECK(request_digest.size() == kDigestBytes);
  commit.Put(RequestKey(organisation, request_id),
             absl::StrCat(std::string(1, kFormat), request_digest, answer));
}

void AppendTo(Commit& commit, const Head& seen, const Entry& entry) {
  AppendRecord(commit, seen, entry);
  commit.Expect(RequestKey(entry.organisation, entry.request_id), std::nullopt);
  PutAnswer(commit, entry.organisation, entry.request_id, entry.request_digest,
            entry.answer);
}

void AppendAnswer(Commit& commit, const Head& seen, const Entry& entry) {
  ExpectHead(commit, seen, entry.organisation);
  commit.Expect(RequestKey(entry.organisation, entry.request_id), std::nullopt);
  PutAnswer(commit, entry.organisation, entry.request_id, entry.request_digest,
            entry.answer);
}

absl::StatusOr<Head> ReadHeadAt(const Snapshot& snapshot,
                                absl::string_view organisation,
                                int64_t revision) {
  if (revision == 0) return Head{};
  ASSIGN_OR_RETURN(const auto bytes,
                   snapshot.Get(RecordKey(organisation, revision)));
  std::optional<std::string> root;
  if (bytes.has_value() && !bytes->empty() && bytes->front() == kFormat) {
    root = KeyReader(absl::string_view(*bytes).substr(1)).Text();
  }
  if (!root.has_value()) return Damaged("record", revision);
  return Head{revision, *std::move(root)};
}

absl::Status ScanRecords(const Snapshot& snapshot,
                         absl::string_view organisation, int64_t first,
                         const RecordVisitor& visit) {
  const std::string prefix = Key("journal").Text(organisation).bytes();
  int64_t next = first;
  bool sound = true;
  RETURN_IF_ERROR(
      snapshot.Scan(RecordKey(organisation, first), AfterPrefix(prefix),
                    [&](absl::string_view key, absl::string_view value) {
                      const std::optional<int64_t> revision =
                          KeyReader(key.substr(prefix.size())).Number();
                      std::optional<Record> record = DecodeRecord(value);
                      sound = revision == next && record.has_value();
                      if (!sound) return false;
                      record->revision = next++;
                      return visit(*record);
                    }));
  return sound ? absl::OkStatus() : Damaged("record", next);
}

absl::Status VerifyChain(const Snapshot& snapshot,
                         absl::string_view organisation) {
  ASSIGN_OR_RETURN(const Head head, ReadHead(snapshot, organisation));
  std::string root;
  int64_t revision = 0;
  absl::Status status;
  RETURN_IF_ERROR(ScanRecords(
      snapshot, organisation, /*first=*/1, [&](const Record& record) {
        // A record after the head: the head was set back or lost.
        if (record.revision > head.revision) {
          status = Damaged("head", head.revision);
          return false;
        }
        revision = record.revision;
        root = NextRoot(root, revision, record.kind, record.facts);
        if (root != record.root) status = Damaged("root", revision);
        return status.ok();
      }));
  RETURN_IF_ERROR(status);
  if (revision < head.revision) return Damaged("record", revision + 1);
  return root == head.root ? absl::OkStatus() : Damaged("head", revision);
}

}  // namespace finsam::store

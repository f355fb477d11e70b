#include "services/participants/participants_store.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/files/input.h"
#include "common/store/key.h"
#include "services/participants/codec.h"
#include "services/participants/counts_layout_file.h"
#include "services/participants/counts_rules_file.h"
#include "services/participants/release_codec.h"

namespace finsam::participants {
namespace {

using store::Key;

constexpr char kFormat[] = "\x01";

std::string KeyOf(absl::string_view room, const FiscalYearName& year) {
  return Key(room).Text(year.organisation).Number(year.year).bytes();
}

std::string ReleasedKey(absl::string_view scope, int year, Audience audience) {
  return Key("released")
      .Text(scope)
      .Number(year)
      .Number(static_cast<int64_t>(audience))
      .bytes();
}

absl::Status Damaged(absl::string_view room) {
  return absl::DataLossError(absl::StrCat("kept ", room, " cannot be read"));
}

// Sets `*rows` to what lies in `room`; leaves it empty when nothing does.
template <typename Rows>
absl::Status ReadRows(const store::Snapshot& snapshot, absl::string_view room,
                      const FiscalYearName& year,
                      std::optional<Rows> (*decode)(absl::string_view),
                      Rows* rows) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(KeyOf(room, year)));
  if (!bytes.has_value()) return absl::OkStatus();
  std::optional<Rows> decoded = decode(*bytes);
  if (!decoded.has_value()) return Damaged(room);
  *rows = *std::move(decoded);
  return absl::OkStatus();
}

absl::StatusOr<std::string> ReadFile(const store::Snapshot& snapshot,
                                     absl::string_view room,
                                     const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(KeyOf(room, year)));
  if (!bytes.has_value()) return "";
  if (bytes->substr(0, 1) != kFormat) return Damaged(room);
  return bytes->substr(1);
}

void PutFile(absl::string_view room, const FiscalYearName& year,
             const std::string& content, store::Commit& commit) {
  if (!content.empty()) {
    commit.Put(KeyOf(room, year), absl::StrCat(kFormat, content));
  }
}

}  // namespace

absl::StatusOr<KeptYear> ReadYear(const store::Snapshot& snapshot,
                                  const FiscalYearName& year) {
  KeptYear kept;
  RETURN_IF_ERROR(ReadRows(snapshot, "initiatives", year, &DecodeInitiatives,
                           &kept.facts.initiatives));
  RETURN_IF_ERROR(
      ReadRows(snapshot, "counts", year, &DecodeCounts, &kept.facts.counts));
  RETURN_IF_ERROR(ReadRows(snapshot, "averages", year, &DecodeAverages,
                           &kept.facts.averages));
  ASSIGN_OR_RETURN(kept.facts.surveys, ReadSurveys(snapshot, year));
  ASSIGN_OR_RETURN(kept.rules_file, ReadFile(snapshot, "rules", year));
  ASSIGN_OR_RETURN(kept.layout_file, ReadFile(snapshot, "layout", year));
  std::vector<Problem> problems;
  if (!kept.rules_file.empty()) {
    kept.facts.rules =
        ReadCountsRulesFile(kept.rules_file, year.year, &problems);
  }
  if (!kept.layout_file.empty()) {
    kept.layout = ReadCountsLayoutFile(kept.layout_file, year.year, &problems);
  }
  if (AnyError(problems)) return Damaged("rules or layout");
  return kept;
}

absl::StatusOr<std::vector<SurveyRow>> ReadSurveys(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  std::vector<SurveyRow> rows;
  RETURN_IF_ERROR(ReadRows(snapshot, "surveys", year, &DecodeSurveys, &rows));
  return rows;
}

absl::StatusOr<std::vector<CountRow>> ReadCounts(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  std::vector<CountRow> rows;
  RETURN_IF_ERROR(ReadRows(snapshot, "counts", year, &DecodeCounts, &rows));
  return rows;
}

absl::StatusOr<bool> HasYear(const store::Snapshot& snapshot,
                             const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto counts, snapshot.Get(KeyOf("counts", year)));
  return counts.has_value();
}

absl::StatusOr<std::vector<std::string>> OrganisationsWith(
    const store::Snapshot& snapshot, int year) {
  const std::string prefix = Key("years").Number(year).bytes();
  std::vector<std::string> organisations;
  bool sound = true;
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view) {
        store::KeyReader in(key.substr(prefix.size()));
        auto organisation = in.Text();
        sound = organisation.has_value() && in.AtEnd();
        if (sound) organisations.push_back(*std::move(organisation));
        return sound;
      }));
  if (!sound) return Damaged("years");
  return organisations;
}

void PutYear(const FiscalYearName& year, const KeptYear& kept,
             store::Commit& commit) {
  commit.Put(KeyOf("initiatives", year),
             EncodeInitiatives(kept.facts.initiatives));
  commit.Put(KeyOf("counts", year), EncodeCounts(kept.facts.counts));
  commit.Put(KeyOf("averages", year), EncodeAverages(kept.facts.averages));
  commit.Put(KeyOf("surveys", year), EncodeSurveys(kept.facts.surveys));
  PutFile("rules", year, kept.rules_file, commit);
  PutFile("layout", year, kept.layout_file, commit);
  commit.Put(Key("years").Number(year.year).Text(year.organisation).bytes(),
             "");
}

std::string FactsOf(const FiscalYearName& year, const KeptYear& kept) {
  return Key("year")
      .Number(year.year)
      .Text(EncodeInitiatives(kept.facts.initiatives))
      .Text(EncodeCounts(kept.facts.counts))
      .Text(EncodeAverages(kept.facts.averages))
      .Text(EncodeSurveys(kept.facts.surveys))
      .Text(kept.rules_file)
      .Text(kept.layout_file)
      .bytes();
}

absl::StatusOr<std::vector<Release>> ReadReleases(
    const store::Snapshot& snapshot, absl::string_view scope) {
  const std::string prefix = Key("release").Text(scope).bytes();
  std::vector<Release> releases;
  bool sound = true;
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      prefix, [&](absl::string_view, absl::string_view value) {
        auto release = DecodeRelease(value);
        sound = release.has_value();
        if (sound) releases.push_back(*std::move(release));
        return sound;
      }));
  if (!sound) return Damaged("releases");
  return releases;
}

absl::StatusOr<std::optional<std::string>> ReadReleasedTo(
    const store::Snapshot& snapshot, absl::string_view scope, int year,
    Audience audience) {
  for (const Audience to : {Audience::kMembers, Audience::kPublic}) {
    if (!Sees(audience, to)) continue;
    ASSIGN_OR_RETURN(const auto bytes,
                     snapshot.Get(ReleasedKey(scope, year, to)));
    if (!bytes.has_value()) continue;
    if (bytes->substr(0, 1) != kFormat) return Damaged("released figures");
    return std::optional(bytes->substr(1));
  }
  return std::nullopt;
}

void PutRelease(absl::string_view scope, const Release& release,
                const std::string& shown, store::Commit& commit) {
  commit.Put(Key("release").Text(scope).Number(release.number).bytes(),
             EncodeRelease(release));
  commit.Put(ReleasedKey(scope, release.year, release.audience),
             absl::StrCat(kFormat, shown));
}

}  // namespace finsam::participants

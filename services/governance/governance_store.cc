#include "services/governance/governance_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "common/store/parts.h"
#include "services/governance/codec.h"
#include "services/governance/follow_up_codec.h"
#include "services/governance/meeting_codec.h"

namespace finsam::governance {
namespace {

absl::Status Unreadable(absl::string_view what) {
  return absl::DataLossError(absl::StrCat(what, " cannot be read"));
}

std::string TermsKey(absl::string_view organisation) {
  return store::Key("terms").Text(organisation).bytes();
}

store::Key MeetingsKey(absl::string_view organisation) {
  return store::Key("meeting").Text(organisation);
}

std::string YearKey(const FiscalYearName& year) {
  return store::Key("year").Text(year.organisation).Number(year.year).bytes();
}

std::string FollowUpKey(const FiscalYearName& year) {
  return store::Key("follow-up")
      .Text(year.organisation)
      .Number(year.year)
      .bytes();
}

}  // namespace

absl::StatusOr<std::optional<YearFacts>> ReadFacts(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(YearKey(year)));
  if (!bytes.has_value()) return std::optional<YearFacts>();
  std::optional<YearFacts> facts = DecodeFacts(*bytes);
  if (!facts.has_value() || facts->year != year) {
    return Unreadable(absl::StrCat("the facts of year ", year.year));
  }
  ASSIGN_OR_RETURN(const auto recorded, snapshot.Get(FollowUpKey(year)));
  if (!recorded.has_value()) return facts;
  std::optional<RecordedFollowUp> acts = DecodeRecordedFollowUp(*recorded);
  if (!acts.has_value()) {
    return Unreadable(absl::StrCat("the follow-up of year ", year.year));
  }
  facts->recorded_follow_up = *std::move(acts);
  return facts;
}

void PutRecordedFollowUp(const FiscalYearName& year,
                         const RecordedFollowUp& recorded,
                         store::Commit& commit) {
  commit.Put(FollowUpKey(year), EncodeRecordedFollowUp(recorded));
}

void PutFacts(const FiscalYearName& year, absl::string_view bytes,
              store::Commit& commit) {
  commit.Put(YearKey(year), bytes);
}

absl::StatusOr<std::vector<YearFacts>> ReadAllFacts(
    const store::Snapshot& snapshot, absl::string_view organisation) {
  std::vector<YearFacts> years;
  bool good = true;
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      store::Key("year").Text(organisation).bytes(),
      [&](absl::string_view, absl::string_view value) {
        std::optional<YearFacts> facts = DecodeFacts(value);
        good = facts.has_value() && facts->year.organisation == organisation;
        if (good) years.push_back(*std::move(facts));
        return good;
      }));
  if (!good) return Unreadable("the facts of a year");
  return years;
}

absl::StatusOr<std::vector<BoardMember>> ReadTerms(
    const store::Snapshot& snapshot, absl::string_view organisation) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(TermsKey(organisation)));
  if (!bytes.has_value()) return std::vector<BoardMember>();
  std::optional<std::vector<BoardMember>> terms = DecodeTerms(*bytes);
  if (!terms.has_value()) return Unreadable("the terms");
  return *std::move(terms);
}

void PutTerms(absl::string_view organisation,
              const std::vector<BoardMember>& terms, store::Commit& commit) {
  commit.Put(TermsKey(organisation), EncodeTerms(terms));
}

absl::StatusOr<std::vector<MeetingRecord>> ReadRecords(
    const store::Snapshot& snapshot, absl::string_view organisation) {
  std::vector<MeetingRecord> records;
  bool good = true;
  RETURN_IF_ERROR(snapshot.ScanPrefix(
      MeetingsKey(organisation).bytes(),
      [&](absl::string_view, absl::string_view value) {
        std::optional<MeetingRecord> record = DecodeRecord(value);
        good = record.has_value();
        if (good) records.push_back(*std::move(record));
        return good;
      }));
  if (!good) return Unreadable("a meeting");
  return records;
}

void PutRecord(absl::string_view organisation, const MeetingRecord& record,
               store::Commit& commit) {
  commit.Put(
      MeetingsKey(organisation).Number(record.date - store::kDayZero).bytes(),
      EncodeRecord(record));
}

}  // namespace finsam::governance

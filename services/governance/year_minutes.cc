#include "services/governance/year_minutes.h"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"
#include "services/governance/minutes_file.h"

namespace finsam::governance {
namespace {

using ByDay = std::map<absl::CivilDay, MeetingRecord>;

// Files know no clock: what they tell has happened.
constexpr absl::CivilDay kAnyDay(9999, 12, 31);

ByDay Sorted(const std::vector<MeetingRecord>& records, int year) {
  ByDay by_day;
  for (const MeetingRecord& record : records) {
    if (record.date.year() == year) by_day.emplace(record.date, record);
  }
  return by_day;
}

// True when `after` is `before` with nothing but notices added.
bool OnlyAnnounced(const MeetingRecord& before, MeetingRecord after) {
  if (after.notices.size() < before.notices.size()) return false;
  after.notices.resize(before.notices.size());
  return after == before;
}

class Minutes {
 public:
  Minutes(const std::optional<YearFacts>& before, const RecordedBoard& recorded,
          YearFacts* facts, std::vector<Problem>* problems)
      : kept_(Sorted(before.has_value() && before->minutes.has_value()
                         ? *before->minutes
                         : std::vector<MeetingRecord>(),
                     facts->year.year)),
        recorded_(Sorted(recorded.meetings, facts->year.year)),
        terms_(AllTerms(facts->board.value_or(std::vector<BoardMember>()),
                        recorded.terms, nullptr)),
        facts_(*facts),
        problems_(problems) {}

  void Read(const std::map<absl::CivilDay, const store::InputFile*>& files) {
    ByDay minutes = kept_;
    for (const auto& [day, file] : files) {
      if (day.year() != facts_.year.year) {
        Error(file->name, "MINUTES_OUTSIDE_YEAR",
              "Mötet ligger utanför räkenskapsåret.");
        continue;
      }
      const std::optional<MeetingRecord> record = ReadMinutesFile(
          file->name, file->content, Earlier(day, minutes),
          {terms_, facts_.association.members, kAnyDay}, problems_);
      if (record.has_value() && MayStand(file->name, *record)) {
        minutes[day] = *record;
      }
    }
    CheckNumbers(minutes);
    std::vector<MeetingRecord> list;
    for (auto& [day, record] : minutes) list.push_back(std::move(record));
    if (list.size() > kMinutesMax) {
      Error("minutes", "MEETING_LIST_SIZE", "Året har för många protokoll.");
    }
    facts_.minutes = std::move(list);
  }

 private:
  // The meetings before `day`: what acts recorded stands.
  std::vector<MeetingRecord> Earlier(absl::CivilDay day,
                                     const ByDay& minutes) const {
    ByDay all = recorded_;
    all.insert(minutes.begin(), minutes.end());
    std::vector<MeetingRecord> earlier;
    for (const auto& [date, record] : all) {
      if (date < day) earlier.push_back(record);
    }
    return earlier;
  }

  bool MayStand(const std::string& file, const MeetingRecord& record) const {
    const auto kept = kept_.find(record.date);
    const bool same = kept != kept_.end() && kept->second == record;
    const auto acted = recorded_.find(record.date);
    if (acted != recorded_.end() && !same && !(acted->second == record)) {
      Error(file, "MEETING_RECORDED",
            "Mötet är antecknat på annat sätt än i filen, och det antecknade "
            "gäller.");
      return false;
    }
    if (kept != kept_.end() && kept->second.approved.has_value() &&
        !OnlyAnnounced(kept->second, record)) {
      Error(file, "MINUTES_APPROVED",
            "Protokollet är justerat och kan inte ändras.");
      return false;
    }
    return true;
  }

  void CheckNumbers(const ByDay& minutes) const {
    ByDay all = recorded_;
    all.insert(minutes.begin(), minutes.end());
    int64_t last = 0;
    for (const auto& [day, record] : all) {
      if (!record.numbers_run_on || record.decisions.empty()) continue;
      if (record.decisions.front().number <= last) {
        Error(absl::StrCat("minutes/", absl::FormatCivilTime(day), ".md"),
              "MEETING_NUMBERING",
              absl::StrCat("Paragraferna börjar på ",
                           record.decisions.front().number,
                           ", men året har redan § ", last, "."));
        return;
      }
      last = record.decisions.back().number;
    }
  }

  void Error(absl::string_view file, absl::string_view reason,
             absl::string_view message) const {
    Reporter(file, problems_).Error({}, reason, message);
  }

  const ByDay kept_;
  const ByDay recorded_;
  const std::vector<BoardMember> terms_;
  YearFacts& facts_;
  std::vector<Problem>* problems_;
};

}  // namespace

void ReadMinutes(const std::vector<store::InputFile>& files,
                 const std::optional<YearFacts>& before,
                 const RecordedBoard& recorded, YearFacts* facts,
                 std::vector<Problem>* problems) {
  std::map<absl::CivilDay, const store::InputFile*> by_day;
  for (const store::InputFile& file : files) {
    const auto day = MinutesDay(file.name);
    if (day.has_value()) by_day.emplace(*day, &file);
  }
  if (by_day.empty()) return;
  Minutes(before, recorded, facts, problems).Read(by_day);
}

}  // namespace finsam::governance

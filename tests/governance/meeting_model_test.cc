// Random lives of meetings, 10,000 of them: whatever is asked in whatever
// order, nothing is decided without a quorum, nobody votes who is absent, in
// conflict or does not serve, deputies serve for their member in their order,
// paragraphs have no gaps, what is refused changes nothing, and minutes that
// are approved stand.

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/governance/meeting_codec.h"
#include "tests/governance/board_samples.h"

namespace finsam::governance {
namespace {

constexpr int kSeeds = 10'000;
constexpr int kSteps = 40;
constexpr size_t kSeatCount = 6;

const std::vector<std::string>& People() {
  static const std::vector<std::string> people = [] {
    std::vector<std::string> names = {"Okänd"};
    for (const BoardMember& term : SixSeats()) names.push_back(term.person);
    return names;
  }();
  return people;
}

const BoardMember* TermOf(const std::string& person) {
  for (const BoardMember& term : SixSeats()) {
    if (term.person == person) return &term;
  }
  return nullptr;
}

bool Has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Life {
 public:
  explicit Life(uint32_t seed) : random_(seed) {
    MeetingCall call = SampleCall(absl::CivilDay(2024, 2, 15));
    call.numbers_run_on = Chance(2);
    meetings_.push_back(*CallMeeting(call, {}, SixContext()));
    MeetingCall second = SampleCall();
    second.numbers_run_on = call.numbers_run_on;
    meetings_.push_back(*CallMeeting(second, meetings_, SixContext()));
    fixed_.resize(meetings_.size());
  }

  void Run() {
    for (int step = 0; step < kSteps && !testing::Test::HasFailure(); ++step) {
      SCOPED_TRACE(absl::StrCat("step ", step + 1));
      at_ = Chance(2) ? 1 : 0;
      const std::string before = EncodeRecord(Record());
      const absl::Status status = Step();
      if (!status.ok()) {
        EXPECT_EQ(EncodeRecord(Record()), before) << status;
      }
      CheckAll();
    }
  }

  static size_t decisions() { return decisions_; }

 private:
  bool Chance(int of) { return Number(of) == 0; }
  int Number(int below) {
    return static_cast<int>(random_() % static_cast<uint32_t>(below));
  }
  const std::string& Person() {
    return People()[static_cast<size_t>(
        Number(static_cast<int>(People().size())))];
  }
  MeetingRecord& Record() { return meetings_[at_]; }

  absl::Status Step() {
    switch (Number(12)) {
      case 0:
      case 1:
      case 2:
        return Attend();
      case 3:
        return DeclareConflict({1 + Number(4), Person(), "", Maybe()},
                               SixContext(), &Record());
      case 4:
      case 5:
      case 6:
      case 7:
        return Vote();
      case 8:
        return ReportDelegated({kMeetingDay - 300, "Chef", "Avtal", ""},
                               SixContext(), &Record());
      case 9:
        return CloseMeeting({{1 + Number(3), {Person(), ""}}}, {Person()},
                            SixContext(), &Record());
      case 10:
        return Chance(3) ? CloseMeeting({}, {Person()}, SixContext(), &Record())
                         : Approve();
      default:
        return PostNotice(
            {Chance(2) ? "ask" : "region", Record().date + Number(40), ""},
            SixContext(), &Record());
    }
  }

  // Somebody's who holds a seat for the member; of two, either's.
  std::string SeatOfMember(const std::string& member) {
    std::string seat;
    for (const BoardMember& term : SixSeats()) {
      if (!HoldsSeat(term) || term.appointed_by != member) continue;
      if (seat.empty() || Chance(2)) seat = term.person;
    }
    return seat;
  }

  std::string Maybe() { return Chance(2) ? "" : Person(); }

  absl::Status Attend() {
    std::vector<Attendance> present;
    for (const std::string& person : People()) {
      if (!Chance(3)) present.push_back(Here(person));
      if (present.empty() || present.back().person != person) continue;
      if (person == "Okänd") present.back().guest_as = "gäst";
      if (absl::StartsWith(person, "Dep-") && Chance(3)) {
        present.back().serves_for = SeatOfMember(TermOf(person)->appointed_by);
      }
      if (Chance(60)) present.back().serves_for = Person();
    }
    return RecordPresence(present, Chance(4) ? Person() : "", SixContext(),
                          &Record());
  }

  // Those who may vote as far as can be seen from here, most often; sometimes
  // anybody.
  absl::Status Vote() {
    DecisionCommand command;
    command.item = 1 + Number(3);
    command.text = "Beslut";
    command.acting_chair = Maybe();
    if (!Chance(3)) {
      command.proposals = {{"Bifall", ""}, {"Avslag", ""}};
      command.text.clear();
      for (const std::string& person :
           TakingPart(command.item, Record(), SixContext())) {
        if (!Chance(30)) command.votes.push_back({person, Number(3)});
      }
      if (Chance(10)) command.votes.push_back({Person(), 1});
    }
    std::vector<MeetingRecord> others = meetings_;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(at_));
    return Decide(command, others, SixContext(), &Record());
  }

  absl::Status Approve() {
    std::set<std::string> persons(Record().adjusters.begin(),
                                  Record().adjusters.end());
    for (const Decision& decision : Record().decisions) {
      persons.insert(decision.chair);
    }
    if (Chance(4)) persons.insert(Person());
    return ApproveMinutes(Record().date + Number(20),
                          {persons.begin(), persons.end()}, SixContext(),
                          &Record());
  }

  void CheckAll() {
    CheckNumbers();
    if (Record().decisions.size() > known_[at_].size()) {
      ++decisions_;
      CheckDecision(Record().decisions.back());
    }
    known_[at_] = Record().decisions;
    CheckPresence();
    if (!Record().approved.has_value()) return;
    MeetingRecord fixed = Record();
    fixed.notices.clear();
    const std::string bytes = EncodeRecord(fixed);
    if (fixed_[at_].empty()) fixed_[at_] = bytes;
    EXPECT_EQ(bytes, fixed_[at_]);
    EXPECT_TRUE(Record().closed);
  }

  void CheckNumbers() const {
    int64_t last = 0;
    for (const MeetingRecord& record : meetings_) {
      if (!record.numbers_run_on) last = 0;
      for (const Decision& decision : record.decisions) {
        EXPECT_EQ(decision.number, ++last);
      }
    }
  }

  // A deputy who serves is of the member whose seat it is, whose holder is not
  // here, and comes before every idle deputy of that member.
  void CheckPresence() {
    std::vector<std::string> names;
    std::vector<std::string> serving;
    for (const Attendance& who : Record().present) {
      names.push_back(who.person);
      if (!who.serves_for.empty()) serving.push_back(who.person);
    }
    for (const Attendance& who : Record().present) {
      if (who.serves_for.empty()) continue;
      const BoardMember* seat = TermOf(who.serves_for);
      const BoardMember* deputy = TermOf(who.person);
      ASSERT_NE(seat, nullptr);
      ASSERT_NE(deputy, nullptr);
      EXPECT_EQ(seat->appointed_by, deputy->appointed_by);
      EXPECT_FALSE(Has(names, who.serves_for));
      if (who.person == "Dep-region-2") {
        EXPECT_TRUE(!Has(names, "Dep-region-1") ||
                    Has(serving, "Dep-region-1"));
      }
    }
  }

  void CheckDecision(const Decision& decision) {
    EXPECT_GT(2 * decision.took_part.size(), kSeatCount);
    EXPECT_EQ(std::set<std::string>(decision.took_part.begin(),
                                    decision.took_part.end())
                  .size(),
              decision.took_part.size());
    EXPECT_TRUE(Has(decision.took_part, decision.chair));
    for (const std::string& person : decision.took_part) {
      EXPECT_TRUE(MayTakePart(person, decision.item)) << person;
      EXPECT_FALSE(Has(decision.kept_out, person)) << person;
    }
    int balance = 0;
    int64_t chairs = 0;
    for (const governance::Vote& vote : decision.votes) {
      EXPECT_TRUE(Has(decision.took_part, vote.person)) << vote.person;
      balance += vote.proposal == 1 ? 1 : vote.proposal == 2 ? -1 : 0;
      if (vote.person == decision.chair) chairs = vote.proposal;
    }
    if (decision.votes.empty()) return;
    EXPECT_EQ(decision.casting_vote, balance == 0);
    const bool first = balance > 0 || (balance == 0 && chairs == 1);
    EXPECT_EQ(decision.text, first ? "Bifall" : "Avslag");
  }

  bool MayTakePart(const std::string& person, int64_t item) {
    for (const Conflict& conflict : Record().conflicts) {
      if (conflict.item == item && conflict.person == person) return false;
    }
    for (const Attendance& who : Record().present) {
      if (who.person != person) continue;
      if (!absl::StartsWith(person, "Dep-")) return person != "Okänd";
      if (!who.serves_for.empty()) return true;
      for (const Conflict& conflict : Record().conflicts) {
        if (conflict.item == item && conflict.deputy == person) {
          return TermOf(conflict.person)->appointed_by ==
                 TermOf(person)->appointed_by;
        }
      }
    }
    return false;
  }

  std::mt19937 random_;
  std::vector<MeetingRecord> meetings_;
  std::vector<std::string> fixed_;
  std::vector<Decision> known_[2];
  size_t at_ = 0;
  static size_t decisions_;
};

size_t Life::decisions_ = 0;

TEST(MeetingModelTest, NoLifeBreaksTheRules) {
  for (uint32_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Life(seed).Run();
  }
  // The lives were worth living.
  EXPECT_GT(Life::decisions(), static_cast<size_t>(kSeeds));
}

}  // namespace
}  // namespace finsam::governance

// Random acts against the real store, which crashes now and then in the middle
// of a commit: what was answered is there after reopening, what was not is
// there whole or not at all, and asked again it is answered once.

#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/figure/convert.h"
#include "tests/governance/board_host.h"
#include "tests/governance/samples.h"

namespace finsam::governance {
namespace {

constexpr int kSeeds = 300;
constexpr int kSteps = 25;
const char* const kPeople[] = {"Maj Lind", "Ola Fors",  "Eva Berg", "Per Holm",
                               "Siv Dahl", "Bo Strand", "Lena Vik", "Ulf Sand"};
const char* const kDays[] = {"2024-05-16", "2024-11-28"};

using Meetings = v1::MeetingService::Stub;

class Acts {
 public:
  explicit Acts(uint32_t seed) : random_(seed) {
    host_.SetDay(absl::CivilDay(2025, 1, 2));
    EXPECT_EQ(host_.Import(2024, {{"association.yaml", kSampleAssociation},
                                  {"board.csv", kSampleBoard}}),
              "");
    for (size_t i = 0; i < 2; ++i) {
      v1::CallMeetingRequest request;
      request.set_association(kHostAssociation);
      finsam::ToProto(
          i == 0 ? absl::CivilDay(2024, 5, 16) : absl::CivilDay(2024, 11, 28),
          request.mutable_date());
      finsam::ToProto(absl::CivilDay(2024, 5, 1),
                      request.mutable_called_date());
      request.set_kind("styrelsemöte");
      request.add_agenda()->set_title("Ett");
      request.add_agenda()->set_title("Två");
      Act(&Meetings::CallMeeting, request);
    }
  }

  void Run() {
    for (int step = 0; step < kSteps && !testing::Test::HasFailure(); ++step) {
      SCOPED_TRACE(absl::StrCat("step ", step + 1));
      Step();
      if (Chance(8)) host_.Reopen();
      Check();
    }
    EXPECT_TRUE(host_.VerifyChain().ok());
  }

 private:
  bool Chance(uint32_t of) { return random_() % of == 0; }
  std::string Person() { return kPeople[random_() % 8]; }
  std::string Meeting() {
    return absl::StrCat(kHostAssociation, "/meetings/", kDays[random_() % 2]);
  }

  void Step() {
    switch (random_() % 8) {
      case 0:
      case 1:
        return Attend();
      case 2: {
        v1::DeclareConflictRequest request;
        request.mutable_conflict()->set_item(1);
        request.mutable_conflict()->set_person(Person());
        return Write(&Meetings::DeclareConflict, request);
      }
      case 3: {
        v1::CloseMeetingRequest request;
        request.add_adjusters(Person());
        return Write(&Meetings::CloseMeeting, request);
      }
      case 4: {
        v1::ApproveMinutesRequest request;
        request.add_persons("Maj Lind");
        request.add_persons(Person());
        return Write(&Meetings::ApproveMinutes, request);
      }
      case 5: {
        v1::PostNoticeRequest request;
        request.add_notices()->set_member("region-sjo");
        return Write(&Meetings::PostNotice, request);
      }
      default: {
        v1::DecideRequest request;
        request.set_item(1 + static_cast<int>(random_() % 2));
        request.set_text("Beslut");
        return Write(&Meetings::Decide, request);
      }
    }
  }

  void Attend() {
    v1::RecordPresenceRequest request;
    for (size_t i = 0; i < 4; ++i) {
      if (!Chance(5)) request.add_present()->set_person(kPeople[i]);
    }
    Write(&Meetings::RecordPresence, request);
  }

  template <typename Request>
  void Write(grpc::Status (Meetings::*method)(grpc::ClientContext*,
                                              const Request&,
                                              v1::MeetingActResponse*),
             Request request) {
    request.set_meeting(Meeting());
    Act(method, request);
  }

  // Makes the call; where it crashes, opens the store and makes it again.
  template <typename Request>
  void Act(grpc::Status (Meetings::*method)(grpc::ClientContext*,
                                            const Request&,
                                            v1::MeetingActResponse*),
           Request request) {
    request.set_request_id(absl::StrCat("r", ++requests_));
    request.mutable_actor()->set_person("Kim");
    std::optional<BoardHost::Crash> crash;
    if (Chance(3)) {
      crash = Chance(2) ? BoardHost::Crash::kBefore : BoardHost::Crash::kAfter;
      host_.CrashNext(*crash);
    }
    v1::MeetingActResponse response;
    absl::Status status =
        host_.Ask(host_.meetings(), method, request, &response);
    if (status.code() == absl::StatusCode::kUnavailable) {
      host_.Reopen();
      status = host_.Ask(host_.meetings(), method, request, &response);
      EXPECT_TRUE(status.ok()) << status;
    } else if (crash.has_value()) {
      host_.Reopen();  // Refused: the crash never came.
    }
    if (!status.ok()) return;
    EXPECT_EQ(response.revision().revision(), ++revision_);
    kept_[response.meeting().name()] = response.meeting().SerializeAsString();
  }

  // Each meeting is what the last act about it answered.
  void Check() {
    for (const auto& [name, bytes] : kept_) {
      v1::GetMeetingRequest request;
      request.set_meeting(name);
      v1::GetMeetingResponse response;
      ASSERT_TRUE(
          host_.Ask(host_.meetings(), &Meetings::GetMeeting, request, &response)
              .ok());
      EXPECT_EQ(response.meeting().SerializeAsString(), bytes);
      EXPECT_EQ(response.revision().revision(), revision_);
    }
  }

  std::mt19937 random_;
  BoardHost host_;
  std::map<std::string, std::string> kept_;
  int64_t revision_ = 1;  // The import.
  int requests_ = 0;
};

TEST(DecisionsModelTest, CrashesLoseAndDoubleNothing) {
  for (uint32_t seed = 1; seed <= kSeeds && !HasFailure(); ++seed) {
    SCOPED_TRACE(absl::StrCat("seed ", seed));
    Acts(seed).Run();
  }
}

}  // namespace
}  // namespace finsam::governance

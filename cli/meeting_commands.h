// The commands of the board's meetings. Each is a function from its options to
// an exit code.

#ifndef FINSAM_CLI_MEETING_COMMANDS_H_
#define FINSAM_CLI_MEETING_COMMANDS_H_

#include <string>
#include <vector>

#include "cli/actor.h"
#include "cli/command_kit.h"

namespace finsam::cli {

// What the commands that write have; `day` is the meeting's.
struct MeetingOptions {
  std::string day;
  bool validate_only = false;
  ActorOptions actor;
};

struct CallOptions : MeetingOptions {
  std::string kind = "styrelsemöte";
  std::string place;
  std::string called;  // Empty: today.
  bool is_public = false;
  bool per_meeting = false;
  int first_number = 0;
  std::vector<std::string> items;  // "Budget 2025", "budget:Budget 2025"
};

struct PresenceOptions : MeetingOptions {
  std::vector<std::string> present;  // Names; so below.
  std::vector<std::string> remote;
  std::vector<std::string> sound;    // "Namn=skäl"
  std::vector<std::string> serving;  // "Ersättare=Ledamot"
  std::vector<std::string> guests;   // "Namn=ekonom"
  std::string acting_chair;
};

struct ConflictOptions : MeetingOptions {
  int item = 0;
  std::string person;
  std::string reason;
  std::string deputy;
};

struct DecideOptions : MeetingOptions {
  int item = 0;
  std::string text;
  std::string prose_file;  // Markdown.
  std::vector<std::string> proposals;
  std::vector<std::string> first;   // Who votes for the first proposal.
  std::vector<std::string> second;  // Who votes for the second.
  std::vector<std::string> abstain;
  std::vector<int> ballot;  // Secret votes by proposal.
  int outcome = 0;
  std::string acting_chair;
  std::vector<std::string> reservations;  // "Namn=text"
};

struct DelegatedOptions : MeetingOptions {
  std::string date;
  std::string person;
  std::string text;
  std::string ground;
};

struct MeetingCloseOptions : MeetingOptions {
  std::vector<std::string> adjusters;
  std::vector<std::string> reservations;  // "42:Namn=text"
};

struct ApproveOptions : MeetingOptions {
  std::vector<std::string> persons;
  std::string date;  // Empty: today.
};

struct MeetingNoticeOptions : MeetingOptions {
  std::vector<std::string> members;
  std::string date;  // Empty: today.
  std::string kept_at;
};

struct MinutesOptions {
  std::string day;
  std::string format = "md";  // md, html, pdf
  std::string output;
  bool force = false;
};

struct MinutesSignOptions : MeetingOptions {
  std::string due;
  std::string attest;  // Empty: the usual sentence.
  bool in_order = false;
};

int RunMeetingSign(const CommonOptions& common,
                   const MinutesSignOptions& options);
int RunMeetingCall(const CommonOptions& common, const CallOptions& options);
int RunMeetingPresence(const CommonOptions& common,
                       const PresenceOptions& options);
int RunMeetingConflict(const CommonOptions& common,
                       const ConflictOptions& options);
int RunMeetingDecide(const CommonOptions& common, const DecideOptions& options);
int RunMeetingDelegated(const CommonOptions& common,
                        const DelegatedOptions& options);
int RunMeetingClose(const CommonOptions& common,
                    const MeetingCloseOptions& options);
int RunMeetingApprove(const CommonOptions& common,
                      const ApproveOptions& options);
int RunMeetingPost(const CommonOptions& common,
                   const MeetingNoticeOptions& options);
int RunMeetingShow(const CommonOptions& common, const MeetingOptions& options);
int RunMeetingList(const CommonOptions& common);
int RunMeetingMinutes(const CommonOptions& common,
                      const MinutesOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_MEETING_COMMANDS_H_

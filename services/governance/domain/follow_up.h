// The follow-up of a year: policies and their review, the plan for internal
// control, deviation reports, the audit and each member's discharge.
//
// Facts come from two places, the files of the year's folder and recorded acts,
// and are one list (follow_up_acts.h). No text here may hold an identity
// number; those of deviations no e-mail address or phone number either.

#ifndef FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_H_
#define FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "common/base/status.h"
#include "services/governance/domain/members.h"

namespace finsam::governance {

inline constexpr char kPoliciesFile[] = "policies.csv";
inline constexpr char kControlsFile[] = "internal-control.csv";
inline constexpr char kDeviationsFile[] = "deviations.csv";
inline constexpr char kAuditFile[] = "audit.yaml";

inline constexpr size_t kPoliciesMax = 200;
inline constexpr size_t kControlsMax = 200;
inline constexpr size_t kDeviationsMax = 2'000;
inline constexpr size_t kAuditorsMax = 100;
inline constexpr size_t kAuditPlanMax = 100;
inline constexpr size_t kAuditReportsMax = 20;
inline constexpr int64_t kDeviationsBeforeMax = 100'000;

// What came of a policy's review.
enum class ReviewResult {
  kKept,      // oförändrad
  kRevised,   // reviderad
  kRepealed,  // upphävd
};
inline constexpr int kReviewResults = 3;
std::string ReviewResultWord(ReviewResult result);

struct PolicyReview {
  absl::CivilDay day;
  ReviewResult result = ReviewResult::kKept;
  std::string decision;  // "§ 31"; may be empty.
  friend bool operator==(const PolicyReview&, const PolicyReview&) = default;
};

// A policy or another steering document.
struct Policy {
  std::string id;  // Unique, one part of a figure id: "jamstalldhet".
  std::string name;
  absl::CivilDay adopted;
  std::string decision;  // "§ 31"; may be empty.
  std::string owner;     // Who answers for it; may be empty.
  // By when it is to be reviewed next; absent when it was repealed.
  std::optional<absl::CivilDay> due;
  std::optional<PolicyReview> review;  // The last one.
  int64_t line = 0;                    // In its file; no part of the fact.
};

// What following up a control found.
enum class ControlResult {
  kSound,      // utan anmärkning
  kRemark,     // mindre brist
  kDeficient,  // brist
};
inline constexpr int kControlResults = 3;
std::string ControlResultWord(ControlResult result);

struct ControlFollowUp {
  absl::CivilDay day;
  ControlResult result = ControlResult::kSound;
  std::string comment;  // Required but for kSound.
  friend bool operator==(const ControlFollowUp&,
                         const ControlFollowUp&) = default;
};

// A row of the plan for internal control (internkontrollplan).
struct Control {
  std::string id;  // Unique, one part of a figure id.
  std::string area;
  std::string risk;
  std::string control;   // What is controlled, and how.
  std::string owner;     // Who answers for it; may be empty.
  std::string schedule;  // When, in words; may be empty.
  std::optional<ControlFollowUp> follow_up;
  int64_t line = 0;  // In its file; no part of the fact.
};

// At which level a deviation is to be solved.
enum class DeviationLevel {
  kLocal,     // lokal: between the parties here
  kRegional,  // regional
  kNational,  // nationell
};
inline constexpr int kDeviationLevels = 3;
std::string DeviationLevelWord(DeviationLevel level);

enum class DeviationStatus {
  kReceived,  // inkommen
  kOngoing,   // pågår
  kAnswered,  // besvarad
  kClosed,    // avslutad
};
inline constexpr int kDeviationStatuses = 4;
std::string DeviationStatusWord(DeviationStatus status);

// What became of a deviation.
struct DeviationAnswer {
  absl::CivilDay day;
  DeviationStatus status = DeviationStatus::kOngoing;  // Never kReceived.
  std::string text;  // Required with kAnswered; may else be empty.
  friend bool operator==(const DeviationAnswer&,
                         const DeviationAnswer&) = default;
};

// A report of a deviation in how the parties work together (Lex Heller).
struct Deviation {
  std::string id;  // Unique, one part of a figure id: "2024-08".
  absl::CivilDay reported;
  std::string area;                  // "Informationsöverföring"
  std::vector<std::string> parties;  // Ids of the members concerned.
  DeviationLevel level = DeviationLevel::kLocal;
  std::string text;  // What went wrong; names nobody.
  std::optional<DeviationAnswer> answer;
  int64_t line = 0;  // In its file; no part of the fact.

  DeviationStatus status() const {
    return answer.has_value() ? answer->status : DeviationStatus::kReceived;
  }
};

struct Deviations {
  // How many there were the year before, as reported; absent: not told.
  std::optional<int64_t> year_before;
  std::vector<Deviation> list;  // By day, and then by id.
};

enum class AuditorKind {
  kElected,     // förtroendevald revisor
  kAuthorised,  // auktoriserad revisor
};
inline constexpr int kAuditorKinds = 2;
std::string AuditorKindWord(AuditorKind kind);

// An auditor of one or several members (Finsamlagen 25 §).
struct Auditor {
  std::string name;
  std::vector<std::string> appointed_by;  // Members' ids.
  AuditorKind kind = AuditorKind::kElected;
  std::string firm;  // May be empty.
  int64_t line = 0;  // In its file; no part of the fact.
};

struct AuditPlanItem {
  std::string what;
  std::string when;  // In words.
  int64_t line = 0;  // In its file; no part of the fact.
};

enum class Opinion { kUnstated, kYes, kPartly, kNo };
inline constexpr int kOpinions = 4;
// "ja"; empty for what is unstated.
std::string OpinionWord(Opinion opinion);

// What an audit report states of itself (KL 12 kap. 1, 2, 13 §§).
enum class Statement {
  kAccountsFair,        // räkenskaperna är rättvisande
  kControlSufficient,   // den interna kontrollen är tillräcklig
  kOperationsSuitable,  // verksamheten är ändamålsenlig
  kGoalsCompatible,     // resultatet är förenligt med målen; may be unstated
};
inline constexpr int kStatements = 4;
std::string StatementText(Statement statement);

// An audit report (revisionsberättelse).
struct AuditReport {
  std::string id;  // Unique: "gemensam".
  absl::CivilDay day;
  std::vector<std::string> auditors;  // Names.
  Opinion opinions[kStatements] = {};
  bool discharge_recommended = false;  // tillstyrks; else avstyrks.
  std::string remark;                  // Required with anything but yes.
  int64_t line = 0;                    // In its file; no part of the fact.
};
// The same report, wherever it was written.
bool SameFact(const AuditReport& a, const AuditReport& b);

// One member's decision (Finsamlagen 26 §).
struct Discharge {
  std::string member;  // Its id; unique.
  absl::CivilDay day;
  bool granted = false;
  std::string body;       // "kommunfullmäktige"
  std::string paragraph;  // "§ 87"; may be empty.
  std::string reason;     // May be empty when it follows the auditors.
  int64_t line = 0;       // In its file; no part of the fact.
};
bool SameFact(const Discharge& a, const Discharge& b);

struct Audit {
  std::vector<Auditor> auditors;
  std::vector<AuditPlanItem> plan;
  std::vector<AuditReport> reports;   // By day.
  std::vector<Discharge> discharges;  // By day.
};

// A part is absent when nothing was ever said of it.
struct FollowUp {
  std::optional<std::vector<Policy>> policies;
  std::optional<std::vector<Control>> controls;
  std::optional<Deviations> deviations;
  std::optional<Audit> audit;
};

// By day and id; the order that lists are kept in.
void Sort(Deviations* deviations);
void Sort(Audit* audit);

// Whether the policy should have been reviewed by `day` and was not.
bool IsOverdue(const Policy& policy, absl::CivilDay day);

// Ids of the members whose auditor it is: those that appointed, and
// Arbetsförmedlingen beside Försäkringskassan (25 §).
std::vector<std::string> AuditedBy(const Auditor& auditor,
                                   const std::vector<Member>& members);

// True when discharge was recommended in all reports.
bool DischargeRecommended(const Audit& audit);

}  // namespace finsam::governance

#endif  // FINSAM_SERVICES_GOVERNANCE_DOMAIN_FOLLOW_UP_H_

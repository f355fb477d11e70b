#include "services/governance/domain/follow_up_acts.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/strip.h"
#include "services/governance/domain/follow_up_check.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

template <typename T>
T* FindById(std::vector<T>& items, const std::string& id) {
  const auto found = std::find_if(items.begin(), items.end(),
                                  [&](const T& item) { return item.id == id; });
  return found == items.end() ? nullptr : &*found;
}

// Replaces what `items` has by the id, or adds it.
template <typename T>
void Put(T item, std::vector<T>* items) {
  if (T* old = FindById(*items, item.id); old != nullptr) {
    *old = std::move(item);
  } else {
    items->push_back(std::move(item));
  }
}

// Merges what was recorded into what the files say.
class Merging {
 public:
  Merging(FollowUp filed, std::vector<Problem>* problems)
      : all_(std::move(filed)), problems_(problems) {}

  void AddDeviations(const std::vector<Deviation>& recorded) {
    if (recorded.empty()) return;
    if (!all_.deviations.has_value()) all_.deviations.emplace();
    std::vector<Deviation>& list = all_.deviations->list;
    for (const Deviation& deviation : recorded) {
      const Deviation* filed = FindById(list, deviation.id);
      if (filed == nullptr) {
        list.push_back(deviation);
      } else if (std::tie(filed->reported, filed->area, filed->parties,
                          filed->level, filed->text) !=
                 std::tie(deviation.reported, deviation.area, deviation.parties,
                          deviation.level, deviation.text)) {
        Contradicted(kDeviationsFile, filed->line, deviation.id);
      }
    }
  }

  void AddAnswers(const std::vector<DeviationAnswered>& recorded) {
    for (const DeviationAnswered& answered : recorded) {
      Deviation* deviation = all_.deviations.has_value()
                                 ? FindById(all_.deviations->list, answered.id)
                                 : nullptr;
      const auto rank = [](const DeviationAnswer& answer) {
        return std::tie(answer.day, answer.status);
      };
      Add(kDeviationsFile, answered.id, deviation, answered.answer, rank,
          deviation == nullptr ? nullptr : &deviation->answer);
    }
  }

  void AddControls(const std::vector<ControlFollowedUp>& recorded) {
    for (const ControlFollowedUp& done : recorded) {
      Control* control = all_.controls.has_value()
                             ? FindById(*all_.controls, done.id)
                             : nullptr;
      Add(
          kControlsFile, done.id, control, done.follow_up,
          [](const ControlFollowUp& f) { return std::tie(f.day); },
          control == nullptr ? nullptr : &control->follow_up);
    }
  }

  void AddReviews(const std::vector<PolicyReviewed>& recorded) {
    for (const PolicyReviewed& reviewed : recorded) {
      Policy* policy = all_.policies.has_value()
                           ? FindById(*all_.policies, reviewed.id)
                           : nullptr;
      const bool taken = Add(
          kPoliciesFile, reviewed.id, policy, reviewed.review,
          [](const PolicyReview& r) { return std::tie(r.day); },
          policy == nullptr ? nullptr : &policy->review);
      if (taken) policy->due = reviewed.due;
    }
  }

  void AddAudit(const RecordedFollowUp& recorded) {
    if (recorded.reports.empty() && recorded.discharges.empty()) return;
    if (!all_.audit.has_value()) all_.audit.emplace();
    for (const AuditReport& report : recorded.reports) {
      const AuditReport* filed = FindById(all_.audit->reports, report.id);
      if (filed == nullptr) {
        all_.audit->reports.push_back(report);
      } else if (!SameFact(*filed, report)) {
        Contradicted(kAuditFile, filed->line, report.id);
      }
    }
    std::vector<Discharge>& list = all_.audit->discharges;
    for (const Discharge& discharge : recorded.discharges) {
      const auto filed = std::find_if(
          list.begin(), list.end(),
          [&](const Discharge& d) { return d.member == discharge.member; });
      if (filed == list.end()) {
        list.push_back(discharge);
      } else if (!SameFact(*filed, discharge)) {
        Contradicted(kAuditFile, filed->line, discharge.member);
      }
    }
  }

  FollowUp Take() {
    if (all_.deviations.has_value()) Sort(&*all_.deviations);
    if (all_.audit.has_value()) Sort(&*all_.audit);
    return std::move(all_);
  }

 private:
  // Takes what was recorded of a row, unless the row itself tells of something
  // later. True when it was taken.
  template <typename Row, typename T, typename Rank>
  bool Add(const char* file, const std::string& id, const Row* row,
           const T& recorded, const Rank& rank, std::optional<T>* filed) {
    if (row == nullptr) {
      if (problems_ == nullptr) return false;
      Reporter(file, problems_)
          .Error({0, "id"}, "RECORDED_ROW_MISSING",
                 "Raden saknas, men en handling är registrerad om den.", id);
      return false;
    }
    if (filed->has_value() && rank(recorded) < rank(**filed)) return false;
    if (filed->has_value() && rank(recorded) == rank(**filed) &&
        recorded != **filed) {
      Contradicted(file, row->line, id);
    }
    *filed = recorded;
    return true;
  }

  void Contradicted(const char* file, int64_t line, const std::string& id) {
    if (problems_ == nullptr) return;
    Reporter(file, problems_)
        .Error({line, "id"}, "RECORD_CONTRADICTED",
               "Raden säger något annat än vad som är registrerat.", id);
  }

  FollowUp all_;
  std::vector<Problem>* problems_;
};

absl::Status Unmet(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kFailedPrecondition, reason, sentence);
}

absl::Status Unknown(absl::string_view reason, absl::string_view what,
                     const std::string& id) {
  return Refuse(absl::StatusCode::kNotFound, reason,
                absl::StrCat("Det finns ", what, " ", id, " det året."));
}

// The year's next number: "2024-09".
std::string NextId(const FollowUp& all, int year) {
  const std::string prefix = absl::StrCat(year, "-");
  int64_t last = 0;
  if (all.deviations.has_value()) {
    for (const Deviation& deviation : all.deviations->list) {
      absl::string_view id = deviation.id;
      int64_t number = 0;
      if (absl::ConsumePrefix(&id, prefix) && absl::SimpleAtoi(id, &number)) {
        last = std::max(last, std::min<int64_t>(number, kDeviationsMax));
      }
    }
  }
  return absl::StrFormat("%s%02d", prefix, last + 1);
}

// Adds one command to what was recorded.
class Recording {
 public:
  Recording(const FollowUpContext& context, FollowUp all,
            RecordedFollowUp* recorded)
      : context_(context), all_(std::move(all)), recorded_(recorded) {}

  absl::StatusOr<std::string> operator()(Deviation deviation) {
    RETURN_IF_ERROR(CheckDay(deviation.reported));
    deviation.id = NextId(all_, context_.year);
    recorded_->deviations.push_back(deviation);
    return deviation.id;
  }

  absl::StatusOr<std::string> operator()(DeviationAnswered answered) {
    const Deviation* deviation =
        all_.deviations.has_value()
            ? FindById(all_.deviations->list, answered.id)
            : nullptr;
    if (deviation == nullptr) {
      return Unknown("DEVIATION_UNKNOWN", "ingen avvikelse", answered.id);
    }
    DeviationAnswer& answer = answered.answer;
    RETURN_IF_ERROR(CheckDay(answer.day));
    if (answer.status == DeviationStatus::kReceived) {
      return Unmet(
          "DEVIATION_STATUS_INVALID",
          "Ett svar gör avvikelsen pågående, besvarad eller avslutad.");
    }
    if (deviation->status() == DeviationStatus::kClosed) {
      return Unmet("DEVIATION_CLOSED", "Avvikelsen är avslutad.");
    }
    if (deviation->answer.has_value()) {
      const DeviationAnswer& before = *deviation->answer;
      if (std::tie(answer.day, answer.status) <=
          std::tie(before.day, before.status)) {
        return Unmet("DEVIATION_ANSWERED_LATER",
                     "Avvikelsen har redan kommit så långt den dagen.");
      }
      if (answer.text.empty()) answer.text = before.text;
    }
    const std::string id = answered.id;
    Put(std::move(answered), &recorded_->answers);
    return id;
  }

  absl::StatusOr<std::string> operator()(ControlFollowedUp done) {
    const Control* control =
        all_.controls.has_value() ? FindById(*all_.controls, done.id) : nullptr;
    if (control == nullptr) {
      return Unknown("CONTROL_UNKNOWN", "ingen kontroll", done.id);
    }
    RETURN_IF_ERROR(CheckDay(done.follow_up.day));
    if (control->follow_up.has_value() &&
        done.follow_up.day <= control->follow_up->day) {
      return Unmet("CONTROL_FOLLOWED_UP_LATER",
                   "Kontrollen är redan uppföljd den dagen eller senare.");
    }
    const std::string id = done.id;
    Put(std::move(done), &recorded_->controls);
    return id;
  }

  absl::StatusOr<std::string> operator()(PolicyReviewed reviewed) {
    const Policy* policy = all_.policies.has_value()
                               ? FindById(*all_.policies, reviewed.id)
                               : nullptr;
    if (policy == nullptr) {
      return Unknown("POLICY_UNKNOWN", "ingen policy", reviewed.id);
    }
    RETURN_IF_ERROR(CheckDay(reviewed.review.day));
    if (policy->review.has_value()) {
      if (policy->review->result == ReviewResult::kRepealed) {
        return Unmet("POLICY_REPEALED", "Policyn är upphävd.");
      }
      if (reviewed.review.day <= policy->review->day) {
        return Unmet("POLICY_REVIEWED_LATER",
                     "Policyn är redan granskad den dagen eller senare.");
      }
    }
    const std::string id = reviewed.id;
    Put(std::move(reviewed), &recorded_->reviews);
    return id;
  }

  absl::StatusOr<std::string> operator()(AuditReport report) {
    RETURN_IF_ERROR(CheckDay(report.day));
    if (all_.audit.has_value() &&
        FindById(all_.audit->reports, report.id) != nullptr) {
      return Refuse(absl::StatusCode::kAlreadyExists, "AUDIT_REPORT_TWICE",
                    "Revisionsberättelsen är redan registrerad.");
    }
    if (all_.audit.has_value() && !all_.audit->discharges.empty()) {
      return Unmet("AUDIT_DECIDED",
                   "Medlemmar har redan beslutat om ansvarsfrihet.");
    }
    recorded_->reports.push_back(report);
    return report.id;
  }

  absl::StatusOr<std::string> operator()(Discharge discharge) {
    RETURN_IF_ERROR(CheckDay(discharge.day));
    if (all_.audit.has_value()) {
      for (const Discharge& other : all_.audit->discharges) {
        if (other.member != discharge.member) continue;
        return Refuse(absl::StatusCode::kAlreadyExists, "DISCHARGE_TWICE",
                      "Medlemmen har redan beslutat om ansvarsfrihet.");
      }
    }
    recorded_->discharges.push_back(discharge);
    return discharge.member;
  }

 private:
  absl::Status CheckDay(absl::CivilDay day) const {
    if (day <= context_.today) return absl::OkStatus();
    return Refuse(
        absl::StatusCode::kInvalidArgument, "DATE_FUTURE",
        absl::StrCat("Dagen ", absl::FormatCivilTime(day), " har inte varit."));
  }

  const FollowUpContext& context_;
  FollowUp all_;
  RecordedFollowUp* recorded_;
};

}  // namespace

FollowUp Merged(const FollowUp& filed, const RecordedFollowUp& recorded,
                std::vector<Problem>* problems) {
  Merging merging(filed, problems);
  merging.AddDeviations(recorded.deviations);
  merging.AddAnswers(recorded.answers);
  merging.AddControls(recorded.controls);
  merging.AddReviews(recorded.reviews);
  merging.AddAudit(recorded);
  return merging.Take();
}

absl::StatusOr<std::string> Apply(FollowUpCommand command,
                                  const FollowUpContext& context,
                                  RecordedFollowUp* recorded) {
  ASSIGN_OR_RETURN(
      std::string id,
      std::visit(Recording(context, Merged(context.filed, *recorded, nullptr),
                           recorded),
                 std::move(command)));
  // What was there passed the same rules, so what is wrong now is the command.
  std::vector<Problem> problems;
  const FollowUp all = Merged(context.filed, *recorded, &problems);
  CheckFollowUp(all, &context.members, context.year, &problems);
  std::erase_if(problems, [](const Problem& problem) {
    return problem.severity == Severity::kWarning;
  });
  for (Problem& problem : problems) {
    problem.file.clear();
    problem.line = 0;
  }
  HidePersonalNumbers(&problems);
  if (!problems.empty()) return RefuseInput(std::move(problems));
  return id;
}

}  // namespace finsam::governance

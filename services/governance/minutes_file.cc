#include "services/governance/minutes_file.h"

#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"
#include "common/files/csv.h"
#include "common/files/input.h"
#include "common/files/yaml.h"
#include "services/governance/domain/decide.h"
#include "services/governance/domain/limits.h"
#include "services/governance/domain/reporter.h"

namespace finsam::governance {
namespace {

constexpr char kFence[] = "---";
constexpr char kParagraph[] = "## § ";
constexpr char kAbstains[] = "avstår";

// The two parts of the file. The first keeps its lines' numbers.
struct Parts {
  std::string front;
  std::map<int64_t, std::string> prose;  // By paragraph.
};

// The prose below each heading "## § 42 …"; a heading of no paragraph number
// or text before the first is a problem.
void ReadProse(const std::vector<absl::string_view>& lines, size_t at,
               Parts* parts, const Reporter& report) {
  std::string* prose = nullptr;
  for (; at < lines.size(); ++at) {
    absl::string_view line = lines[at];
    const auto place = static_cast<int64_t>(at + 1);
    if (absl::ConsumePrefix(&line, kParagraph)) {
      int64_t number = 0;
      const std::string text(line.substr(0, line.find(' ')));
      if (!absl::SimpleAtoi(text, &number) || parts->prose.count(number) > 0) {
        report.Error({place, ""}, "MINUTES_PARAGRAPH_UNKNOWN",
                     "Rubriken har inget nummer, eller ett som redan står.",
                     Shortened(line, kFoundBytesMax), "## § 42 Rubrik");
        return;
      }
      prose = &parts->prose[number];
    } else if (prose != nullptr) {
      absl::StrAppend(prose, line, "\n");
    } else if (!absl::StripAsciiWhitespace(line).empty()) {
      report.Error({place, ""}, "MINUTES_PARAGRAPH_UNKNOWN",
                   "Texten står inte under någon paragraf.",
                   Shortened(line, kFoundBytesMax), "## § 42 Rubrik");
      return;
    }
  }
  for (auto& [number, text] : parts->prose) {
    text = std::string(absl::StripAsciiWhitespace(text));
  }
}

Parts Split(absl::string_view content, const Reporter& report) {
  Parts parts;
  if (content.size() > kYamlBytesMax || !IsUtf8(content)) {
    report.Error({}, "MINUTES_FORM", "Filen är för stor eller inte UTF-8.");
    return parts;
  }
  std::vector<absl::string_view> lines = absl::StrSplit(content, '\n');
  for (absl::string_view& line : lines) absl::ConsumeSuffix(&line, "\r");
  size_t end = 1;
  while (end < lines.size() && lines[end] != kFence) ++end;
  if (lines.front() != kFence || end >= lines.size()) {
    report.Error({1, ""}, "MINUTES_FORM",
                 "Filen ska börja med uppgifter mellan två rader ---.");
    return parts;
  }
  parts.front = "#\n";  // In the first fence's place.
  for (size_t i = 1; i < end; ++i) {
    absl::StrAppend(&parts.front, lines[i], "\n");
  }
  ReadProse(lines, end + 1, &parts, report);
  return parts;
}

std::vector<std::string> Words(int count, std::string (*word)(int)) {
  std::vector<std::string> words;
  for (int i = 0; i < count; ++i) words.push_back(word(i));
  return words;
}

Attendance ReadAttendance(YamlMap& map) {
  Attendance who;
  who.person = map.RequireText("person");
  const auto mode = map.Choice("mode", Words(kModes, [](int i) {
                                 return ModeWord(static_cast<Mode>(i));
                               }));
  if (mode.has_value()) who.mode = static_cast<Mode>(*mode);
  who.reason = map.Text("reason").value_or("");
  who.serves_for = map.Text("serves-for").value_or("");
  who.guest_as = map.Text("as").value_or("");
  map.Finish();
  return who;
}

Conflict ReadConflict(YamlMap& map, int64_t item) {
  Conflict conflict;
  conflict.item = item;
  conflict.person = map.RequireText("person");
  conflict.reason = map.Text("reason").value_or("");
  conflict.deputy = map.Text("deputy").value_or("");
  map.Finish();
  return conflict;
}

// "Asta Mörkdal: 1", "Bo Ek: avstår"; of an election "ballot: [3, 2]".
void ReadVotes(YamlMap& item, DecisionCommand* command) {
  int64_t proposal = 0;
  for (const std::string& text : item.Texts("ballot")) {
    int64_t count = 0;
    AddSecretVotes(absl::SimpleAtoi(text, &count) ? count : -1, ++proposal,
                   command);
  }
  std::optional<YamlMap> votes = item.Map("votes");
  if (!votes.has_value()) return;
  for (const auto& [person, choice] : votes->Pairs()) {
    Vote vote{person};
    if (choice != kAbstains && !absl::SimpleAtoi(choice, &vote.proposal)) {
      votes->AddProblem(person, "FIELD_INVALID", "Rösten går inte att läsa.",
                        choice, "1, 2 eller avstår");
    }
    command->votes.push_back(std::move(vote));
  }
}

DecisionCommand ReadDecision(YamlMap& item, int64_t number) {
  DecisionCommand command;
  command.item = number;
  for (YamlMap& map : item.Maps("proposals")) {
    Proposal proposal;
    proposal.text = map.RequireText("text");
    proposal.proposer = map.Text("by").value_or("");
    map.Finish();
    command.proposals.push_back(std::move(proposal));
  }
  ReadVotes(item, &command);
  command.outcome = item.Integer("outcome").value_or(0);
  command.text = item.Text("decision").value_or("");
  command.acting_chair = item.Text("acting-chair").value_or("");
  for (YamlMap& map : item.Maps("reservations")) {
    Reservation reservation;
    reservation.person = map.RequireText("person");
    reservation.text = map.Text("text").value_or("");
    map.Finish();
    command.reservations.push_back(std::move(reservation));
  }
  return command;
}

// One item of the agenda, and what happened in it.
struct Item {
  int64_t line = 0;
  std::vector<Attendance> present;  // From here on; empty: as before.
  std::vector<Conflict> conflicts;
  std::optional<DecisionCommand> decision;  // None: nothing was decided.
};

struct Script {
  int64_t line = 0;
  MeetingCall call;
  std::vector<Attendance> present;
  std::string acting_chair;
  std::vector<Item> items;
  std::vector<DelegatedDecision> delegated;
  std::vector<std::string> adjusters;
  std::optional<absl::CivilDay> approved;
  std::vector<std::string> approved_by;
  std::vector<Notice> notices;
};

Item ReadItem(YamlMap& map, MeetingCall* call) {
  Item item;
  item.line = map.line();
  AgendaItem agenda;
  agenda.title = map.RequireText("title");
  const auto subject = map.Choice("subject", Words(kSubjects, [](int i) {
                                    return SubjectWord(static_cast<Subject>(i));
                                  }));
  if (subject.has_value()) agenda.subject = static_cast<Subject>(*subject);
  const auto rule =
      map.Choice("rule", Words(kDecisionRules, [](int i) {
                   return DecisionRuleWord(static_cast<DecisionRule>(i));
                 }));
  if (rule.has_value()) agenda.rule = static_cast<DecisionRule>(*rule);
  call->agenda.push_back(std::move(agenda));
  const auto number = static_cast<int64_t>(call->agenda.size());
  for (YamlMap& who : map.Maps("present")) {
    item.present.push_back(ReadAttendance(who));
  }
  for (YamlMap& conflict : map.Maps("conflicts")) {
    item.conflicts.push_back(ReadConflict(conflict, number));
  }
  DecisionCommand command = ReadDecision(map, number);
  if (!command.text.empty() || !command.proposals.empty()) {
    item.decision = std::move(command);
  }
  map.Finish();
  return item;
}

void ReadAfter(YamlMap& root, Script* script) {
  for (YamlMap& map : root.Maps("delegated")) {
    DelegatedDecision decision;
    const auto date = map.Date("date");
    if (date.has_value()) decision.date = *date;
    decision.person = map.RequireText("person");
    decision.text = map.RequireText("text");
    decision.ground = map.Text("ground").value_or("");
    map.Finish();
    script->delegated.push_back(std::move(decision));
  }
  script->adjusters = root.Texts("adjusters");
  script->approved = root.Date("approved");
  script->approved_by = root.Texts("approved-by");
  for (YamlMap& map : root.Maps("notices")) {
    Notice notice;
    notice.member = map.RequireText("member");
    map.RequireText("date");
    notice.day = map.Date("date").value_or(absl::CivilDay());
    notice.kept_at = map.Text("kept-at").value_or("");
    map.Finish();
    script->notices.push_back(std::move(notice));
  }
}

Script ReadScript(const std::string& file_name, const std::string& front,
                  absl::CivilDay date, std::vector<Problem>* problems) {
  YamlFile file(file_name, front, problems);
  YamlMap root = file.Root();
  Script script;
  script.line = root.line();
  script.call.date = date;
  script.call.kind = root.RequireText("kind");
  root.RequireText("called");
  script.call.called = root.Date("called").value_or(date);
  script.call.place = root.Text("place").value_or("");
  script.call.is_public = root.Bool("public").value_or(false);
  script.call.numbers_run_on =
      root.Choice("numbering", {"year", "meeting"}).value_or(0) == 0;
  script.call.first_number = root.Integer("first-number").value_or(0);
  for (YamlMap& who : root.Maps("present")) {
    script.present.push_back(ReadAttendance(who));
  }
  script.acting_chair = root.Text("acting-chair").value_or("");
  for (YamlMap& map : root.Maps("items")) {
    script.items.push_back(ReadItem(map, &script.call));
  }
  ReadAfter(root, &script);
  root.Finish();
  return script;
}

// Runs the commands one after another, until one is refused.
class Replay {
 public:
  Replay(const std::string& file_name, const MeetingContext& context,
         std::vector<Problem>* problems)
      : file_(file_name), context_(context), problems_(problems) {}

  std::optional<MeetingRecord> Run(const Script& script, const Parts& parts,
                                   const std::vector<MeetingRecord>& others) {
    auto called = CallMeeting(script.call, others, context_);
    if (!Good(script.line, called.status())) return std::nullopt;
    MeetingRecord record = *std::move(called);
    bool good =
        script.present.empty() ||
        Good(script.line, RecordPresence(script.present, script.acting_chair,
                                         context_, &record));
    for (const Item& item : script.items) {
      good = good && RunItem(item, parts, others, &record);
    }
    for (const auto& [number, prose] : parts.prose) {
      good = good && IsParagraph(number, record);
    }
    if (!good || !RunAfter(script, &record)) return std::nullopt;
    return record;
  }

 private:
  bool RunItem(const Item& item, const Parts& parts,
               const std::vector<MeetingRecord>& others,
               MeetingRecord* record) {
    if (!item.present.empty() &&
        !Good(item.line, RecordPresence(item.present, record->acting_chair,
                                        context_, record))) {
      return false;
    }
    for (const Conflict& conflict : item.conflicts) {
      if (!Good(item.line, DeclareConflict(conflict, context_, record))) {
        return false;
      }
    }
    if (!item.decision.has_value()) return true;
    if (!Good(item.line, Decide(*item.decision, others, context_, record))) {
      return false;
    }
    Decision& decision = record->decisions.back();
    const auto prose = parts.prose.find(decision.number);
    if (prose == parts.prose.end()) return true;
    decision.prose = prose->second;
    return Good(item.line,
                CheckTexts({{"text", decision.prose, kProseBytesMax}}));
  }

  // Minutes without adjusters are of a meeting that goes on.
  bool RunAfter(const Script& script, MeetingRecord* record) {
    for (const DelegatedDecision& decision : script.delegated) {
      if (!Good(script.line, ReportDelegated(decision, context_, record))) {
        return false;
      }
    }
    if (!script.adjusters.empty() &&
        !Good(script.line,
              CloseMeeting({}, script.adjusters, context_, record))) {
      return false;
    }
    if (script.approved.has_value() &&
        !Good(script.line, ApproveMinutes(*script.approved, script.approved_by,
                                          context_, record))) {
      return false;
    }
    for (const Notice& notice : script.notices) {
      if (!Good(script.line, PostNotice(notice, context_, record))) {
        return false;
      }
    }
    return true;
  }

  bool IsParagraph(int64_t number, const MeetingRecord& record) {
    for (const Decision& decision : record.decisions) {
      if (decision.number == number) return true;
    }
    return Good(0, Refuse(absl::StatusCode::kInvalidArgument,
                          "MINUTES_PARAGRAPH_UNKNOWN",
                          absl::StrCat("mötet har ingen § ", number)));
  }

  bool Good(int64_t line, const absl::Status& status) {
    if (status.ok()) return true;
    std::vector<Problem> told = ProblemsOf(status);
    if (told.empty()) {
      told.push_back({Severity::kError, ReasonOf(status), file_, line, "", "",
                      "", std::string(status.message())});
    }
    for (Problem& problem : told) {
      problem.file = file_;
      problem.line = line;
      problems_->push_back(std::move(problem));
    }
    return false;
  }

  const std::string& file_;
  const MeetingContext& context_;
  std::vector<Problem>* problems_;
};

}  // namespace

std::optional<absl::CivilDay> MinutesDay(absl::string_view file_name) {
  if (!absl::ConsumePrefix(&file_name, "minutes/") ||
      !absl::ConsumeSuffix(&file_name, ".md")) {
    return std::nullopt;
  }
  return ParseDay(file_name);
}

std::optional<MeetingRecord> ReadMinutesFile(
    const std::string& file_name, absl::string_view content,
    const std::vector<MeetingRecord>& others, const MeetingContext& context,
    std::vector<Problem>* problems) {
  const size_t before = problems->size();
  const std::optional<absl::CivilDay> date = MinutesDay(file_name);
  const Reporter report(file_name, problems);
  if (!date.has_value()) {
    report.Error({}, "MINUTES_FORM", "Filens namn är ingen dag.", file_name,
                 "minutes/2024-11-28.md");
    return std::nullopt;
  }
  const Parts parts = Split(content, report);
  if (AnyError(*problems, before)) return std::nullopt;
  const Script script = ReadScript(file_name, parts.front, *date, problems);
  if (AnyError(*problems, before)) return std::nullopt;
  return Replay(file_name, context, problems).Run(script, parts, others);
}

}  // namespace finsam::governance

// Rules over amounts in texts, against the cells that they are about.

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/gateway/printed/equity.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"
#include "services/gateway/printed/subjects.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.
// An amount this many words from its topic is surely the topic's.
constexpr size_t kNearTokens = 6;

bool IsBreak(const std::string& token) {
  return token == "," || token == ";" || token == ":" || token == "(" ||
         token == ")" || token == "men" || token == "medan" ||
         token == "samt" || token == "och" || token == "an" ||
         token == "istallet" || token == "mot";
}

// The words around a number up to the nearest break on each side.
std::pair<size_t, size_t> ClauseOf(const Sentence& sentence, size_t token) {
  size_t begin = token;
  while (begin > 0 && !IsBreak(sentence.tokens[begin - 1].text)) --begin;
  size_t end = token;
  while (end < sentence.tokens.size() && !IsBreak(sentence.tokens[end].text)) {
    ++end;
  }
  return {begin, end};
}

// What a sentence says of year and role of its amounts.
struct When {
  int year = 0;
  Role role = Role::kOutcome;
  bool stated = false;  // The year stands in the sentence.
};

// The year of a clause in a sentence that names some. In "blev 130 tkr, mot 152
// tkr år 2023" the year is the second amount's alone.
When YearInTurn(const Run& run, const Sentence& sentence, size_t begin) {
  size_t turn = 0;
  while (turn < sentence.tokens.size() &&
         !HasAny(sentence.Word(turn), {"mot", "jamfort", "medan"})) {
    ++turn;
  }
  const bool turns = turn < sentence.tokens.size();
  bool before = !turns;
  for (size_t i = 0; i < turn; ++i) before |= sentence.Word(i) == "0";
  if (begin < turn && !before) return {run.year(), Role::kOutcome, false};
  const bool last = turns && begin >= turn;
  return {last ? sentence.years.back() : sentence.years.front(), Role::kOutcome,
          sentence.years.size() == 1};
}

When WhenOf(const Run& run, const Sentence& sentence, size_t begin,
            size_t end) {
  When when{run.year(), Role::kOutcome, false};
  if (!sentence.years.empty()) {
    when = YearInTurn(run, sentence, begin);
  } else if (sentence.HasAny(
                 {"forra aret", "foregaende ar", "aret innan", "fjolaret*"})) {
    when.year = run.year() - 1;
  }
  if (run.document().kind == DocumentKind::kPlan &&
      sentence.Has("innevarande ar")) {
    return {run.year() - 1, Role::kForecast, true};
  }
  for (size_t i = begin; i < end; ++i) {
    const std::string& word = sentence.Word(i);
    if (HasAny(word, {"budget*", "planerat", "planerad"})) {
      when.role = Role::kBudget;
    }
    if (HasAny(word, {"prognos*", "beraknas", "berakna*", "helarsprognos*"})) {
      when.role = Role::kForecast;
    }
  }
  return when;
}

// Sentences whose amounts are no level of anything: differences, rates.
bool SpeaksOfChange(const Sentence& sentence) {
  return sentence.HasAny(
      {"okat",       "okade",      "okar",       "okning*",   "minskat",
       "minskade",   "minskar",    "minskning*", "lagre an",  "hogre an",
       "sedan",      "per person", "per ar",     "i manaden", "per deltagare",
       "reserv*",    "max",        "maximalt",   "hogst",     "grans*",
       "rekommend*", "varav",      "skillnad*",  "mal",       "malet",
       "budgetmal*"});
}

// Whether some cell of the document shows the amount.
bool AnyCellShows(const Run& run, const Said& said) {
  for (const Sheet& sheet : run.sheets()) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      for (size_t i = 0; i < sheet.columns.size(); ++i) {
        const Quantity* cell = sheet.At(row, i);
        if (cell != nullptr && cell->measure == said.quantity.measure &&
            CanBe(said, std::abs(cell->value))) {
          return true;
        }
      }
    }
  }
  return false;
}

std::string RoleWord(const Known& known) {
  const char* role = known.role == Role::kBudget     ? "budget "
                     : known.role == Role::kForecast ? "prognos "
                     : known.role == Role::kPlan     ? "plan "
                                                     : "";
  return absl::StrCat(role, known.year);
}

struct About {
  std::string id;
  const Sentence* sentence = nullptr;
  const Said* said = nullptr;
  std::string name;  // Of the topic or row.
  bool near = false;
};

// Holds an amount against what the tables know.
void HoldSaid(Run& run, const About& about, const When& when,
              const std::vector<Known>& known) {
  const Said& said = *about.said;
  std::vector<const Known*> meant;
  for (const Known& one : known) {
    if (one.year == when.year && one.role == when.role) meant.push_back(&one);
  }
  if (meant.empty()) return;
  run.Compared();
  const auto fits = [&said](const Known* one) { return CanMean(said, *one); };
  if (std::any_of(meant.begin(), meant.end(), fits)) return;
  const auto other =
      std::find_if(known.begin(), known.end(),
                   [&fits](const Known& one) { return fits(&one); });
  const bool stale = other != known.end();
  if (stale && !when.stated && said.bound == Bound::kExact) return;
  if (!stale && AnyCellShows(run, said)) return;
  std::string message = absl::StrCat("Texten ", Quoted(*about.sentence),
                                     ": tabellerna har ett annat belopp för ",
                                     about.name, " ", when.year, ".");
  if (stale) {
    absl::StrAppend(&message, " Beloppet är det för ", RoleWord(*other), ".");
  }
  const bool sure = about.near && said.bound == Bound::kExact;
  run.Add(about.id, sure ? kError : kExplain, message, {meant.front()->address},
          said.printed,
          Print(std::abs(meant.front()->value), said.quantity.measure,
                said.quantity.step));
}

// The topic of a number: the last one named before it in its clause, else the
// first one after it there.
std::optional<NamedTopic> TopicOf(const std::vector<NamedTopic>& topics,
                                  size_t begin, size_t token, size_t end) {
  std::optional<NamedTopic> found;
  for (const NamedTopic& topic : topics) {
    if (topic.token >= begin && topic.token < token) found = topic;
  }
  for (const NamedTopic& topic : topics) {
    if (!found && topic.token > token && topic.token < end) found = topic;
  }
  return found;
}

void HoldTopics(Run& run, const std::string& id, const Sentence& sentence) {
  if (SpeaksOfChange(sentence)) return;
  const std::vector<NamedTopic> topics = TopicsNamed(sentence);
  if (topics.empty() || sentence.numbers.empty()) return;
  const std::vector<NamedRow> rows = RowsNamed(run.reading(), sentence);
  for (const Said& said : sentence.numbers) {
    const auto [begin, end] = ClauseOf(sentence, said.token);
    const auto topic = TopicOf(topics, begin, said.token, end);
    const bool row_is_named = std::any_of(
        rows.begin(), rows.end(), [b = begin, e = end](const NamedRow& row) {
          return row.token >= b && row.token < e;
        });
    if (!topic || row_is_named) continue;
    const bool percent = topic->topic == Topic::kSolidity;
    if (said.quantity.measure !=
        (percent ? Measure::kPercent : Measure::kMoney)) {
      continue;
    }
    const size_t distance = topic->token < said.token
                                ? said.token - topic->token
                                : topic->token - said.token;
    HoldSaid(run,
             {absl::StrCat(id, "/", Slug(NameOf(topic->topic)), "/",
                           Slug(said.printed)),
              &sentence, &said, std::string(NameOf(topic->topic)),
              topic->sure && distance <= kNearTokens},
             WhenOf(run, sentence, begin, end),
             KnownOf(run.reading(), topic->topic));
  }
}

// A row's amounts in all columns.
std::vector<Known> KnownOfRow(const NamedRow& named) {
  std::vector<Known> out;
  const Sheet& sheet = *named.sheet;
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const Quantity* cell = sheet.At(named.row, i);
    const ColumnMeaning& meaning = sheet.columns[i].meaning;
    if (cell == nullptr || cell->measure != Measure::kMoney) continue;
    out.push_back({cell->value, cell->step, meaning.year, meaning.role,
                   sheet.Address(named.row, i)});
  }
  return out;
}

bool SpeaksOfMoney(const Sentence& sentence) {
  return std::any_of(sentence.numbers.begin(), sentence.numbers.end(),
                     [](const Said& said) {
                       return said.quantity.measure == Measure::kMoney;
                     });
}

// "Utfallet för Mottagningsteam blev 159 tkr."
void HoldRows(Run& run, const std::string& id, const Sentence& sentence) {
  if (SpeaksOfChange(sentence) ||
      !sentence.HasAny(
          {"utfall*", "kostnad*", "kostade", "blev", "uppgick", "budget*"}) ||
      !SpeaksOfMoney(sentence)) {
    return;
  }
  const std::vector<NamedRow> rows = RowsNamed(run.reading(), sentence);
  for (const Said& said : sentence.numbers) {
    if (said.quantity.measure != Measure::kMoney) continue;
    const auto [begin, end] = ClauseOf(sentence, said.token);
    std::vector<Known> known;
    const NamedRow* first = nullptr;
    for (const NamedRow& row : rows) {
      if (row.token < begin || row.token >= end) continue;
      if (first == nullptr) first = &row;
      const std::vector<Known> more = KnownOfRow(row);
      known.insert(known.end(), more.begin(), more.end());
    }
    if (first == nullptr) continue;
    const std::string& label = first->sheet->rows[first->row].label;
    HoldSaid(
        run,
        {absl::StrCat(id, "/", Slug(label), "/", Slug(said.printed)), &sentence,
         &said, label,
         said.token > first->token && said.token - first->token <= kNearTokens},
        WhenOf(run, sentence, begin, end), known);
  }
}

// "Sedan 2019 har tilldelningen minskat med 568 000 kronor."
void HoldChanges(Run& run, const std::string& id, const Sentence& sentence) {
  const bool down =
      sentence.HasAny({"minskat", "minskade", "minskar", "sjunkit"});
  const bool up = sentence.HasAny({"okat", "okade", "okar", "stigit"});
  const std::vector<NamedTopic> topics = TopicsNamed(sentence);
  if (up == down || topics.empty() || sentence.numbers.size() != 1 ||
      sentence.numbers[0].quantity.measure != Measure::kMoney ||
      sentence.years.size() != 1 || !sentence.HasAny({"sedan"})) {
    return;
  }
  std::optional<Known> from;
  std::optional<Known> to;
  for (const Known& known : KnownOf(run.reading(), topics[0].topic)) {
    if (known.role != Role::kOutcome) continue;
    if (!from && known.year == sentence.years[0]) from = known;
    if (!to && known.year == run.year()) to = known;
  }
  if (!from || !to) return;
  run.Compared();
  const int64_t change = up ? to->value - from->value : from->value - to->value;
  const Said& said = sentence.numbers[0];
  if (CanBe(said, change)) return;
  run.Add(absl::StrCat(id, "/", Slug(said.printed)),
          topics[0].sure ? kError : kExplain,
          absl::StrCat("Texten ", Quoted(sentence),
                       ": tabellernas förändring är en annan."),
          {to->address, from->address}, said.printed,
          Print(change, Measure::kMoney));
}

// "Eget kapital är 12,5 % av årets medelstilldelning."
void HoldCapitalShare(Run& run, const std::string& id,
                      const Sentence& sentence) {
  const std::vector<NamedTopic> topics = TopicsNamed(sentence);
  const bool capital = std::any_of(
      topics.begin(), topics.end(),
      [](const NamedTopic& topic) { return topic.topic == Topic::kEquity; });
  const auto equity = ClosingEquity(run.reading(), run.year());
  const auto paid = Contributions(run.reading(), run.year());
  if (!capital || !equity || !paid || *paid <= 0 ||
      !sentence.HasAny({"tilldel*", "medelstilldelning*", "medlemsbidrag*",
                        "insatta", "bidrag*"})) {
    return;
  }
  for (const Said& said : sentence.numbers) {
    if (said.quantity.measure != Measure::kPercent ||
        said.bound == Bound::kAtMost || said.bound == Bound::kAtLeast ||
        HasAny(absl::StrCat(sentence.Word(said.token + 1), " ",
                            sentence.Word(said.token + 2)),
               {"rekommendation*", "gransen"}) ||
        (said.token >= 2 && HasAny(sentence.Word(said.token - 2),
                                   {"rekommendation*", "riktlinje*"})) ||
        HasAny(sentence.line, {"max", "overskrida", "rekommenderar"})) {
      continue;
    }
    const int64_t ratio = (2 * *equity * kWhole / *paid + 1) / 2;
    run.Compared();
    if (CanBe(said, ratio)) continue;
    run.Add(absl::StrCat(id, "/kapitalandel"), kError,
            absl::StrCat("Texten ", Quoted(sentence),
                         ": eget kapital genom bidragen är en annan andel."),
            {}, said.printed, Print(ratio / 10 * 10, Measure::kPercent));
  }
}

// A statement as data: its subject is a row's label, and may name a column.
void HoldStatement(Run& run, const std::string& id,
                   const Statement& statement) {
  const Sentence value = ReadSentence(statement.value);
  if (value.numbers.empty()) return;
  const Said& said = value.numbers[0];
  const std::vector<std::string> parts =
      absl::StrSplit(statement.subject, absl::MaxSplits(", ", 1));
  const std::string label = Fold(parts[0]);
  const std::string column = parts.size() > 1 ? Fold(parts[1]) : "";
  const int year = statement.year != 0 ? statement.year : run.year();
  std::vector<Place> places;
  for (const Sheet& sheet : run.sheets()) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      if (sheet.rows[row].folded != label) continue;
      for (size_t i = 0; i < sheet.columns.size(); ++i) {
        const Column& head = sheet.columns[i];
        const bool meant = column.empty()
                               ? head.meaning.year == year &&
                                     head.meaning.role == Role::kOutcome
                               : HasPhrase(head.folded, column);
        if (meant && sheet.At(row, i)) places.push_back({&sheet, row, i});
      }
    }
  }
  if (places.empty()) return;
  run.Compared();
  for (const Place& place : places) {
    if (CanBe(said, std::abs(place.value())) || CanBe(said, place.value())) {
      return;
    }
  }
  run.Add(
      absl::StrCat(id, "/", Slug(statement.subject)), kError,
      absl::StrCat("Texten säger ", statement.value, " om ", statement.subject,
                   "; ", places[0].Name(), " är ett annat tal."),
      {places[0].address()}, statement.value,
      Print(places[0].value(), places[0].quantity().measure,
            places[0].sheet->unit));
}

void TextsMeetTheTables(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    const std::string id = Slug(paragraph.section);
    for (const Sentence& sentence : paragraph.sentences) {
      HoldTopics(run, id, sentence);
      HoldRows(run, id, sentence);
      HoldChanges(run, id, sentence);
      HoldCapitalShare(run, id, sentence);
    }
  }
  for (const TextSection& section : run.document().text) {
    for (const Statement& statement : section.statements) {
      HoldStatement(run,
                    Slug(absl::StrCat(section.section, " ", section.title)),
                    statement);
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& AmountRules() {
  static const std::vector<PrintedRule> rules = {
      {"TX-1", "Texternas tal är tabellernas", "En källa per siffra",
       TextsMeetTheTables},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

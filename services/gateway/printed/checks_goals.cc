// Rules over goals: does the outcome meet the threshold, as the verdict says,
// and are the verdicts as many as the text counts?

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.

enum class Verdict { kNone, kMet, kPartly, kNotMet };

Verdict VerdictOf(absl::string_view printed) {
  const std::string folded = Fold(printed);
  if (HasAny(folded, {"delvis"})) return Verdict::kPartly;
  const bool met = HasAny(folded, {"uppfyll*", "uppnatt*", "uppnadd*", "natt",
                                   "nadd*", "ja", "godkant", "gron"});
  const bool negated = HasAny(folded, {"ej", "inte", "icke", "nej", "rod"});
  if (negated) return Verdict::kNotMet;
  return met ? Verdict::kMet : Verdict::kNone;
}

// The percentages of an outcome: as printed, or "37 av 54" reckoned.
std::vector<int64_t> OutcomesOf(const Sentence& outcome) {
  std::vector<int64_t> out;
  for (const Said& said : outcome.numbers) {
    const bool beside = said.token > 0 && outcome.Word(said.token - 1) == "(";
    if (said.quantity.measure == Measure::kPercent && !beside) {
      out.push_back(said.quantity.value);
    }
  }
  if (!out.empty()) return out;
  for (size_t i = 0; i + 1 < outcome.numbers.size(); ++i) {
    const Said& part = outcome.numbers[i];
    const Said& whole = outcome.numbers[i + 1];
    if (IsCount(part) && IsCount(whole) && whole.quantity.value > 0 &&
        outcome.Word(part.token + 1) == "av" && whole.token <= part.token + 4) {
      out.push_back(part.quantity.value * kWhole / whole.quantity.value);
    }
  }
  return out;
}

struct Threshold {
  int64_t value = 0;
  bool at_most = false;
};

std::vector<Threshold> ThresholdsOf(const Sentence& goal) {
  std::vector<Threshold> out;
  for (const Said& said : goal.numbers) {
    if (said.quantity.measure != Measure::kPercent) continue;
    const bool ceiling =
        said.bound == Bound::kAtMost || goal.HasAny({"overskrid*", "hogst"});
    out.push_back({said.quantity.value, ceiling});
  }
  return out;
}

void HoldGoal(Run& run, size_t index, const Goal& goal) {
  const Sentence wanted = ReadSentence(goal.goal);
  const Sentence outcome = ReadSentence(goal.outcome);
  const std::vector<Threshold> thresholds = ThresholdsOf(wanted);
  const std::vector<int64_t> reached = OutcomesOf(outcome);
  const Verdict verdict = VerdictOf(goal.verdict);
  if (thresholds.empty() || verdict == Verdict::kNone ||
      verdict == Verdict::kPartly) {
    return;
  }
  const std::string about = absl::StrCat("mal-", index + 1);
  const std::string name =
      absl::StrCat("Mål ", index + 1, " ”", Shortened(goal.goal, 80), "”");
  run.Compared();
  if (reached.empty()) {
    const bool all = outcome.HasAny({"samtliga", "alla"});
    if (verdict == Verdict::kMet && !all && !outcome.numbers.empty()) {
      run.Add(about, kExplain,
              absl::StrCat(name, ": målet är i procent, utfallet är det inte."),
              {}, goal.outcome);
    }
    return;
  }
  int met = 0;
  int missed = 0;
  for (const Threshold& threshold : thresholds) {
    for (const int64_t value : reached) {
      const bool holds = threshold.at_most ? value <= threshold.value
                                           : value >= threshold.value;
      holds ? ++met : ++missed;
    }
  }
  // One goal and one outcome leave no doubt; of several some may be meant.
  const bool wrong = verdict == Verdict::kMet ? missed > 0 : met > 0;
  if (!wrong) return;
  const bool sure = thresholds.size() == 1 &&
                    (verdict == Verdict::kMet ? met == 0 : missed == 0);
  run.Add(
      about, sure ? kError : kExplain,
      absl::StrCat(name, ": utfallet ", goal.outcome, " ger inte ”",
                   goal.verdict, "”", sure ? "." : " för alla tal i målet."),
      {}, goal.verdict, Print(reached.front() / 10 * 10, Measure::kPercent));
}

// Goals by verdict, from the list or the summary.
using Tally = std::map<Verdict, int64_t>;

Tally TallyOf(const std::vector<Goal>& goals) {
  Tally tally;
  for (const Goal& goal : goals) ++tally[VerdictOf(goal.verdict)];
  return tally;
}

std::string PrintTally(const Tally& tally) {
  const auto count = [&tally](Verdict verdict) {
    const auto found = tally.find(verdict);
    return found == tally.end() ? int64_t{0} : found->second;
  };
  return absl::StrCat(count(Verdict::kMet), " uppfyllda, ",
                      count(Verdict::kPartly), " delvis, ",
                      count(Verdict::kNotMet), " inte, ", count(Verdict::kNone),
                      " utan bedömning");
}

// A clause that says that a goal could not be judged.
Verdict VerdictOfClause(const std::string& clause) {
  if (HasAny(clause, {"bedom*", "inaktuell*", "mojlig*"}) &&
      !HasAny(clause, {"uppfyll*", "nadd*", "uppnadd*", "delvis"})) {
    return Verdict::kNone;
  }
  return VerdictOf(clause);
}

// "Sex av de tio målen är uppfyllda, ett delvis, två inte …": how many goals,
// and each count with the verdict after it.
std::optional<std::pair<int64_t, Tally>> SaidTally(const Sentence& sentence) {
  if (!sentence.HasAny({"malen", "mal"}) || sentence.numbers.size() < 2 ||
      !sentence.HasAny({"uppfyll*", "uppnadd*", "uppnatt*", "nadd*"}) ||
      sentence.Word(sentence.numbers[0].token + 1) != "av") {
    return std::nullopt;
  }
  struct Item {
    int64_t count = 0;
    size_t token = 0;
  };
  std::vector<Item> items;
  for (size_t i = 0; i < sentence.tokens.size(); ++i) {
    const Token& token = sentence.tokens[i];
    if (token.number >= 0) {
      const Said& said = sentence.numbers[static_cast<size_t>(token.number)];
      if (!IsCount(said)) return std::nullopt;
      items.push_back({said.quantity.value / 100, i});
    } else if (token.text == "ett") {
      items.push_back({1, i});
    }
  }
  if (items.size() < 3) return std::nullopt;
  Tally tally;
  const int64_t all = items[1].count;
  for (size_t i = 0; i < items.size(); ++i) {
    if (i == 1) continue;
    const size_t begin = i == 0 ? items[1].token : items[i].token;
    const size_t next = i == 0 ? 2 : i + 1;
    const size_t end =
        next < items.size() ? items[next].token : sentence.tokens.size();
    std::string clause;
    for (size_t k = begin + 1; k < end; ++k) {
      absl::StrAppend(&clause, sentence.Word(k), " ");
    }
    tally[VerdictOfClause(clause)] += items[i].count;
  }
  return std::pair(all, tally);
}

void HoldTally(Run& run, const std::string& about, const Tally& said,
               const Tally& listed, const std::string& where) {
  run.Compared();
  if (said == listed) return;
  run.Add(about, kError,
          absl::StrCat(where, ": målen räknas till andra antal än listan har."),
          {}, PrintTally(said), PrintTally(listed));
}

void HoldTallies(Run& run) {
  const Document& document = run.document();
  const Tally listed = TallyOf(document.goals);
  if (!document.goals_summary.empty()) {
    Tally said;
    int64_t sum = 0;
    for (const auto& [word, count] : document.goals_summary) {
      if (word == "total") continue;
      said[word == "fulfilled"       ? Verdict::kMet
           : word == "partly"        ? Verdict::kPartly
           : word == "not_fulfilled" ? Verdict::kNotMet
                                     : Verdict::kNone] += count;
      sum += count;
    }
    const auto total = document.goals_summary.find("total");
    if (total != document.goals_summary.end()) {
      run.Compared();
      if (sum != total->second) {
        run.Add("sammanfattning/summa", kError,
                "Målen efter bedömning ger inte antalet mål.", {},
                absl::StrCat(total->second), absl::StrCat(sum));
      }
    }
    if (!document.goals.empty()) {
      HoldTally(run, "sammanfattning", said, listed, "Sammanfattningen");
    }
  }
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      const auto said = SaidTally(sentence);
      if (!said) continue;
      int64_t sum = 0;
      for (const auto& [verdict, count] : said->second) sum += count;
      run.Compared();
      if (sum != said->first) {
        // Fewer than all may be told.
        run.Add(absl::StrCat(Slug(paragraph.section), "/mal"),
                sum > said->first ? kError : kExplain,
                absl::StrCat("Texten ", Quoted(sentence),
                             ": delarna ger inte antalet mål."),
                {}, absl::StrCat(said->first), absl::StrCat(sum));
      } else if (static_cast<int64_t>(document.goals.size()) == said->first) {
        HoldTally(run, absl::StrCat(Slug(paragraph.section), "/bedomningar"),
                  said->second, listed,
                  absl::StrCat("Texten ", Quoted(sentence)));
      }
    }
  }
}

// "Målen är till stor del uppfyllda", where most of those that can be reckoned
// are not.
void HoldMostGoals(Run& run) {
  int met = 0;
  int reckoned = 0;
  for (const Goal& goal : run.document().goals) {
    const std::vector<Threshold> wanted = ThresholdsOf(ReadSentence(goal.goal));
    const std::vector<int64_t> reached = OutcomesOf(ReadSentence(goal.outcome));
    if (wanted.size() != 1 || reached.empty()) continue;
    ++reckoned;
    met += std::all_of(reached.begin(), reached.end(), [&](int64_t value) {
      return wanted[0].at_most ? value <= wanted[0].value
                               : value >= wanted[0].value;
    });
  }
  if (reckoned < 3) return;
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      if (!sentence.Has("till stor del uppfyllda") ||
          !sentence.HasAny({"mal", "malen"})) {
        continue;
      }
      run.Compared();
      if (2 * met > reckoned) continue;
      run.Add(absl::StrCat(Slug(paragraph.section), "/till-stor-del"), kExplain,
              absl::StrCat("Texten ", Quoted(sentence),
                           ": av de mål som går "
                           "att räkna är inte de flesta uppfyllda."),
              {}, absl::StrCat(met), absl::StrCat("av ", reckoned));
    }
  }
}

void GoalsAreJudged(Run& run) {
  for (size_t i = 0; i < run.document().goals.size(); ++i) {
    HoldGoal(run, i, run.document().goals[i]);
  }
  HoldTallies(run);
  HoldMostGoals(run);
}

}  // namespace

const std::vector<PrintedRule>& GoalRules() {
  static const std::vector<PrintedRule> rules = {
      {"GO-1", "Målens bedömning följer av utfallet", "KL 11:6, RKR R15",
       GoalsAreJudged},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

// Rules over what texts tell of those who answered, and of those counted in
// two groups at once.

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.
// A word this near a percentage is what it is a share of.
constexpr size_t kNearTokens = 6;

// The percentages of each question in a year, of a sheet of answers with
// years as rows or as columns.
std::vector<std::optional<int64_t>> AnswersOf(const Sheet& sheet, int year) {
  std::vector<std::optional<int64_t>> out;
  if (const auto column = sheet.ColumnOf(year, Role::kOutcome)) {
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      out.push_back(sheet.Value(row, *column));
    }
    return out;
  }
  for (size_t row = 0; row < sheet.rows.size(); ++row) {
    if (sheet.rows[row].folded != absl::StrCat(year)) continue;
    for (size_t i = 0; i < sheet.columns.size(); ++i) {
      out.push_back(sheet.Value(row, i));
    }
  }
  return out;
}

// "95 % av de pågående och 96 % av de avslutade" must be one question's.
void HoldAnswers(Run& run, const std::string& id, const Sentence& sentence) {
  std::vector<std::set<size_t>> questions;
  std::vector<std::string> addresses;
  for (const char* group : {"pagaende", "avslutade"}) {
    const auto token = sentence.TokenOf(group);
    if (!token) return;
    const Said* said = nullptr;
    for (const Said& one : sentence.numbers) {
      if (one.quantity.measure == Measure::kPercent && one.token < *token &&
          *token - one.token <= kNearTokens) {
        said = &one;
      }
    }
    for (const Sheet& sheet : run.sheets()) {
      if (sheet.kind != SheetKind::kSurvey || said == nullptr ||
          !HasPhrase(Fold(sheet.name), group)) {
        continue;
      }
      std::set<size_t> matching;
      const auto answers = AnswersOf(sheet, run.year());
      for (size_t i = 0; i < answers.size(); ++i) {
        if (answers[i] && CanBe(*said, *answers[i])) matching.insert(i);
      }
      questions.push_back(matching);
      addresses.push_back(sheet.id);
      break;
    }
  }
  if (questions.size() < 2) return;
  run.Compared();
  for (const size_t question : questions[0]) {
    if (questions[1].contains(question)) return;
  }
  run.Add(absl::StrCat(id, "/", Slug(Shortened(sentence.printed, 40))),
          kExplain,
          absl::StrCat("Texten ", Quoted(sentence),
                       ": talen är inte samma frågas i de två tabellerna."),
          addresses);
}

// "Av de 64 har 37 börjat arbeta och 14 studera, två gör båda".
struct Union {
  int64_t base = 0;
  int64_t count = 0;
};

std::optional<Union> UnionOf(const Paragraph& paragraph) {
  std::optional<int64_t> base;
  std::optional<int64_t> work;
  std::optional<int64_t> study;
  int64_t both = 0;
  for (const Sentence& sentence : paragraph.sentences) {
    const bool combined = sentence.HasAny({"kombinerar", "bada", "bade"});
    for (const Said& said : sentence.numbers) {
      if (!IsCount(said)) continue;
      if (sentence.Word(said.token - 1) == "de" && !base) {
        base = said.quantity.value;
        continue;
      }
      for (size_t near = 1; near <= 3; ++near) {
        const std::string& word = sentence.Word(said.token + near);
        if (combined && !both && work && study) both = said.quantity.value;
        if (!work && HasAny(word, {"arbet*", "arbete"})) {
          work = said.quantity.value;
        } else if (!study && HasAny(word, {"stud*"})) {
          study = said.quantity.value;
        } else if (word != "#") {
          continue;
        }
        break;
      }
    }
  }
  if (!base || !work || !study || *base <= 0) return std::nullopt;
  return Union{*base, *work + *study - both};
}

void HoldUnionShares(Run& run, const Union& known);
void HoldFinished(Run& run, const Union& known);

void HoldUnions(Run& run) {
  std::optional<Union> known;
  for (const Paragraph& paragraph : run.text()) {
    const auto found = UnionOf(paragraph);
    if (!found) continue;
    known = found;
    run.Compared();
    if (known->count <= known->base) break;
    run.Add(Slug(paragraph.section), kError,
            "Fler går till arbete eller studier än de som räknas.", {},
            Print(known->count, Measure::kCount),
            Print(known->base, Measure::kCount));
    return;
  }
  if (!known) return;
  HoldUnionShares(run, *known);
  HoldFinished(run, *known);
}

void HoldUnionShares(Run& run, const Union& known) {
  const int64_t ratio = (2 * known.count * kWhole / known.base + 1) / 2;
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      if (!sentence.HasAny({"avslut*"}) || !sentence.HasAny({"arbete"}) ||
          !sentence.HasAny({"studier"})) {
        continue;
      }
      for (const Said& said : sentence.numbers) {
        if (said.quantity.measure != Measure::kPercent) continue;
        run.Compared();
        if (CanBe(said, ratio)) continue;
        run.Add(absl::StrCat(Slug(paragraph.section), "/", Slug(said.printed)),
                kExplain,
                absl::StrCat("Texten ", Quoted(sentence), ": ",
                             Print(known.count, Measure::kCount), " av ",
                             Print(known.base, Measure::kCount),
                             " är en annan andel."),
                {}, said.printed, Print(ratio / 10 * 10, Measure::kPercent));
      }
    }
  }
}

// How many finished, against the table's.
void HoldFinished(Run& run, const Union& known) {
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kPeople) continue;
    int64_t finished = 0;
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      for (size_t i = 0; i < sheet.columns.size(); ++i) {
        if (FlowOf(sheet.rows[row].folded) == Flow::kFinished &&
            GenderOf(sheet.columns[i].folded) == Gender::kAll) {
          finished += sheet.Value(row, i).value_or(0);
        }
      }
    }
    if (finished == 0) continue;
    run.Compared();
    if (finished == known.base) continue;
    run.Add(absl::StrCat(sheet.id, "/avslutade"), kExplain,
            absl::StrCat(sheet.name,
                         ": texten räknar på ett annat antal "
                         "avslutade än tabellen har."),
            {sheet.id}, Print(known.base, Measure::kCount),
            Print(finished, Measure::kCount));
  }
}

// "13 angav bättre hälsa … 21 bättre livskvalitet … totalt 24 hälsa och/eller
// livskvalitet": the last is at least the larger and at most both.
void HoldEither(Run& run, const std::string& id, const Paragraph& paragraph) {
  const Sentence* either = nullptr;
  std::vector<int64_t> each;
  for (const Sentence& sentence : paragraph.sentences) {
    const bool is_either =
        sentence.line.find("och / eller") != std::string::npos;
    if (is_either) either = &sentence;
    if (is_either || sentence.numbers.empty() ||
        !sentence.HasAny({"halsa*", "livskvalitet*"}) ||
        !IsCount(sentence.numbers[0])) {
      continue;
    }
    each.push_back(sentence.numbers[0].quantity.value);
  }
  if (either == nullptr || each.size() != 2 || either->numbers.size() < 2 ||
      !IsCount(either->numbers[0]) || !IsCount(either->numbers[1])) {
    return;
  }
  const int64_t both = either->numbers[0].quantity.value;
  const int64_t most =
      std::min(each[0] + each[1], either->numbers[1].quantity.value);
  run.Compared();
  if (std::max(each[0], each[1]) <= both && both <= most) return;
  run.Add(absl::StrCat(id, "/eller"), kError,
          absl::StrCat("Texten ", Quoted(*either),
                       ": antalet ryms inte mellan delarna."),
          {}, Print(both, Measure::kCount),
          absl::StrCat(Print(std::max(each[0], each[1]), Measure::kCount),
                       " till ", Print(most, Measure::kCount)));
}

void UnionsAreBounded(Run& run) {
  HoldUnions(run);
  for (const Paragraph& paragraph : run.text()) {
    HoldEither(run, Slug(paragraph.section), paragraph);
  }
}

void ClaimsUseOneQuestion(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      HoldAnswers(run, Slug(paragraph.section), sentence);
    }
  }
}

}  // namespace

const std::vector<PrintedRule>& AnswerRules() {
  static const std::vector<PrintedRule> rules = {
      {"PR-3", "Den som räknas i två grupper räknas en gång",
       "Uppföljning Finsam", UnionsAreBounded},
      {"SV-1", "Ett påstående bygger på en fråga",
       "Nationella nätverkets indikatorer", ClaimsUseOneQuestion},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

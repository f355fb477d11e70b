// Rules over persons and percentages in texts.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"
#include "services/gateway/printed/subjects.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kOne = 100;       // In hundredths.
constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.

// The first count with one of `words` within its next two.
const Said* CountOf(const Sentence& sentence,
                    const std::vector<absl::string_view>& words) {
  for (const Said& said : sentence.numbers) {
    if (!IsCount(said)) continue;
    const std::string& next = sentence.Word(said.token + 1);
    if (HasAny(next, words)) return &said;
    if (next == "varit" && HasAny(sentence.Word(said.token + 2), words)) {
      return &said;
    }
  }
  return nullptr;
}

// Sentences about part of the participants: who answered, finished, began.
bool SpeaksOfAPart(const Sentence& sentence) {
  return sentence.HasAny({"avslut*", "besvar*", "svar*", "enkat*", "anger",
                          "angav", "borjade", "nya"});
}

// A whole, and women and men right after it.
struct Split {
  const Said* whole = nullptr;
  int64_t sum = 0;
};

// "74 personer, varav 47 kvinnor och 27 män"; the whole may stand in the
// sentence before: "Av dem var 14 män och 5 kvinnor".
std::optional<Split> GenderSplit(const Sentence& sentence,
                                 const Sentence* before) {
  const Said* women = CountOf(sentence, {"kvinn*"});
  const Said* men = CountOf(sentence, {"man"});
  const Said* other = CountOf(sentence, {"annan", "annat"});
  if (women == nullptr || men == nullptr) return std::nullopt;
  const size_t first = std::min(women->token, men->token);
  const std::string& mark = first == 0 ? "" : sentence.Word(first - 1);
  const auto varav = sentence.TokenOf("varav");
  const bool listed =
      mark == ":" || mark == "(" || mark == "-" || (varav && *varav < first);
  Split split;
  split.sum = women->quantity.value + men->quantity.value +
              (other == nullptr ? 0 : other->quantity.value);
  for (const Said& said : sentence.numbers) {
    if (said.token < first && IsCount(said) && listed) split.whole = &said;
  }
  const bool of_them = sentence.HasAny({"av dem", "av dessa", "av de",
                                        "av "
                                        "deltagarna",
                                        "av eleverna"}) &&
                       !SpeaksOfAPart(sentence);
  if (split.whole == nullptr && before != nullptr && of_them) {
    for (const Said& said : before->numbers) {
      if (CountsPersons(*before, said) &&
          (split.whole == nullptr ||
           said.quantity.value > split.whole->quantity.value)) {
        split.whole = &said;
      }
    }
  }
  if (split.whole == nullptr) return std::nullopt;
  return split;
}

// Whether a count is of those from a place: "12 från", "56 personer kom från".
bool IsFrom(const Sentence& sentence, const Said& said) {
  for (size_t i = said.token + 1; i <= said.token + 3; ++i) {
    const std::string& word = sentence.Word(i);
    if (word == "fran" || word == "via") return IsCount(said);
    if (word == "#" || word == "," || word == ":") return false;
  }
  return false;
}

// "12 från Höglandet, 1 från Finnveden och 6 från Södra Vätterbygden"
int64_t PlaceSum(const Sentence& sentence, const Said* after, int* places) {
  int64_t sum = 0;
  for (const Said& said : sentence.numbers) {
    if (!IsFrom(sentence, said) ||
        (after != nullptr && said.token <= after->token)) {
      continue;
    }
    sum += said.quantity.value;
    ++*places;
  }
  return sum;
}

void HoldPlaces(Run& run, const std::string& id, const Sentence& sentence,
                const Sentence* before) {
  const Said* whole = nullptr;
  for (const Said& said : sentence.numbers) {
    if (whole == nullptr && CountsPersons(sentence, said) &&
        !IsFrom(sentence, said)) {
      whole = &said;
    }
  }
  int places = 0;
  const int64_t sum = PlaceSum(sentence, whole, &places);
  if (whole == nullptr && before != nullptr) {
    for (const Said& said : before->numbers) {
      if (whole == nullptr && CountsPersons(*before, said)) whole = &said;
    }
  }
  // Two places may be named as the largest; three are meant to be all.
  if (whole == nullptr || places < 3) return;
  run.Compared();
  if (sum == whole->quantity.value) return;
  run.Add(
      absl::StrCat(id, "/", Slug(whole->printed), "/orter"),
      sum > whole->quantity.value ? kError : kExplain,
      absl::StrCat("Texten ", Quoted(sentence), ": delarna ger inte antalet."),
      {}, Print(whole->quantity.value, Measure::kCount),
      Print(sum, Measure::kCount));
}

void HoldGenders(Run& run, const std::string& id, const Sentence& sentence,
                 const Sentence* before, bool adjacent) {
  const auto split = GenderSplit(sentence, before);
  if (!split) return;
  run.Compared();
  if (split->sum == split->whole->quantity.value) return;
  // Fewer may be told than there are.
  run.Add(
      absl::StrCat(id, "/", Slug(split->whole->printed), "/kon"),
      adjacent && split->sum > split->whole->quantity.value ? kError : kExplain,
      absl::StrCat("Texten ", Quoted(sentence),
                   ": kvinnor och män ger inte antalet."),
      {}, Print(split->whole->quantity.value, Measure::kCount),
      Print(split->sum, Measure::kCount));
}

// "ca 50 % fler kvinnor", against women and men of the same text or table.
void HoldMoreWomen(Run& run, const std::string& id, const Sentence& sentence,
                   std::optional<int64_t> women, std::optional<int64_t> men) {
  if (!sentence.HasAny({"kvinn*"}) || !women || !men || *men == 0) return;
  for (const Said& said : sentence.numbers) {
    if (said.quantity.measure != Measure::kPercent ||
        sentence.Word(said.token + 1) != "fler") {
      continue;
    }
    const int64_t more = (*women - *men) * kWhole / *men;
    run.Compared();
    if (CanBe(said, more)) continue;
    run.Add(absl::StrCat(id, "/", Slug(said.printed), "-fler"), kExplain,
            absl::StrCat("Texten ", Quoted(sentence), ": ",
                         Print(*women, Measure::kCount), " kvinnor och ",
                         Print(*men, Measure::kCount),
                         " män är en annan skillnad."),
            {}, said.printed, Print(more / kOne * kOne, Measure::kPercent));
  }
}

// Women, men or all in a row of a table of persons.
struct RowCount {
  const Said* said = nullptr;
  int64_t value = 0;
  std::string address;
};

std::vector<RowCount> CountsOfRow(const Sheet& sheet, size_t row,
                                  const Sentence& sentence) {
  std::vector<RowCount> out;
  int64_t all = 0;
  for (size_t i = 0; i < sheet.columns.size(); ++i) {
    const Gender gender = GenderOf(sheet.columns[i].folded);
    const Quantity* cell = sheet.At(row, i);
    if (cell == nullptr || FlowOf(sheet.columns[i].folded) != Flow::kNone ||
        (gender != Gender::kWomen && gender != Gender::kMen)) {
      continue;
    }
    all += cell->value;
    const Said* said = gender == Gender::kWomen ? CountOf(sentence, {"kvinn*"})
                                                : CountOf(sentence, {"man"});
    if (said != nullptr) {
      out.push_back({said, cell->value, sheet.Address(row, i)});
    }
  }
  const Said* whole = CountOf(sentence, {"deltagare", "person*"});
  const bool of_some =
      whole != nullptr && whole->token > 0 &&
      HasAny(sentence.Word(whole->token - 1), {"av", "dessa", "dem", "de"});
  if (whole != nullptr && all > 0 && !of_some && !IsFrom(sentence, *whole)) {
    out.push_back(
        {whole, all, absl::StrCat(sheet.id, "/", Slug(sheet.rows[row].label))});
  }
  return out;
}

// What is said of a row of a table of persons: "Enter: 62 deltagare, varav 23
// kvinnor".
void HoldPersonsOfRow(Run& run, const std::string& id, const Sentence& sentence,
                      const std::string& context) {
  if (!sentence.HasAny(
          {"deltagare", "deltog", "deltagit", "arbetat", "arbetade"}) ||
      SpeaksOfAPart(sentence)) {
    return;
  }
  for (const Sheet& sheet : run.sheets()) {
    if (sheet.kind != SheetKind::kPeople) continue;
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      const Row& of = sheet.rows[row];
      bool named = false;
      for (const std::string& name : of.names) {
        named = named || sentence.Has(name) || HasPhrase(context, name);
      }
      if (!named || of.kind != RowKind::kDetail) continue;
      const std::vector<RowCount> counts = CountsOfRow(sheet, row, sentence);
      // Where one of the counts is the table's, the others are of the same
      // persons; else the text may speak of others.
      const bool same =
          std::any_of(counts.begin(), counts.end(), [](const RowCount& count) {
            return count.said->quantity.value == count.value;
          });
      for (const RowCount& count : counts) {
        run.Compared();
        if (count.said->quantity.value == count.value) continue;
        run.Add(absl::StrCat(id, "/", count.address), same ? kError : kExplain,
                absl::StrCat("Texten ", Quoted(sentence), ": tabellen ",
                             sheet.name, " har ett annat antal för ", of.label,
                             same ? "." : "; gäller det samma personer?"),
                {count.address}, count.said->printed,
                Print(count.value, Measure::kCount));
      }
    }
  }
}

// "En deltog i IT-spåret, resten i Samverkansteamet": the rest is known, and
// what another text counts there is held against it.
struct Rest {
  std::string name;  // A row's, as a phrase.
  int64_t count = 0;
  const Sentence* sentence = nullptr;
};

std::optional<Rest> RestOf(const Run& run, const Sentence& sentence,
                           std::optional<int64_t> whole) {
  auto rest = sentence.TokenOf("resten");
  if (!rest) rest = sentence.TokenOf("ovriga");
  if (!rest || !whole || sentence.numbers.size() != 1 ||
      !IsCount(sentence.numbers[0])) {
    return std::nullopt;
  }
  for (const NamedRow& row : RowsNamed(run.reading(), sentence)) {
    if (row.token < *rest) continue;
    return Rest{row.sheet->rows[row.row].names.front(),
                *whole - sentence.numbers[0].quantity.value, &sentence};
  }
  return std::nullopt;
}

void HoldRest(Run& run, const Rest& rest) {
  for (const Paragraph& paragraph : run.text()) {
    for (const Sentence& sentence : paragraph.sentences) {
      if (&sentence == rest.sentence || !sentence.Has(rest.name) ||
          !sentence.HasAny({"inskriv*", "deltog", "deltagare", "deltagit"})) {
        continue;
      }
      for (const Said& said : sentence.numbers) {
        if (!CountsPersons(sentence, said)) continue;
        run.Compared();
        if (said.quantity.value == rest.count) continue;
        run.Add(absl::StrCat(Slug(paragraph.section), "/", Slug(rest.name)),
                kExplain,
                absl::StrCat("Texten ", Quoted(sentence),
                             ": enligt ett annat ställe är de ",
                             Print(rest.count, Measure::kCount),
                             "; gäller de olika perioder?"),
                {}, said.printed, Print(rest.count, Measure::kCount));
        return;
      }
    }
  }
}

// The parts that a statement lists make up its value.
void HoldStatementParts(Run& run) {
  for (const TextSection& section : run.document().text) {
    for (const Statement& statement : section.statements) {
      const Sentence value = ReadSentence(statement.value);
      if (statement.parts.empty() || value.numbers.empty()) continue;
      const Quantity& whole = value.numbers[0].quantity;
      int64_t sum = 0;
      size_t read = 0;
      for (const Statement::Part& part : statement.parts) {
        const Sentence said = ReadSentence(part.value);
        if (said.numbers.empty()) continue;
        sum += said.numbers[0].quantity.value;
        ++read;
      }
      if (read < statement.parts.size()) continue;
      run.Compared();
      const int64_t step = whole.measure == Measure::kUnknown ? 0 : whole.step;
      if (Fits(FitOf(sum - whole.value, read, step)) ||
          (value.numbers[0].bound != Bound::kExact &&
           CanBe(value.numbers[0], sum))) {
        continue;
      }
      run.Add(
          Slug(absl::StrCat(section.section, " ", statement.subject)), kError,
          absl::StrCat("Texten säger ", statement.value, " om ",
                       statement.subject, ", men delarna ger ett annat tal."),
          {}, statement.value, Print(sum, whole.measure, whole.step));
    }
  }
}

void PersonsInTexts(Run& run) {
  std::optional<int64_t> women;
  std::optional<int64_t> men;
  std::optional<int64_t> whole;
  for (const Paragraph& paragraph : run.text()) {
    const std::string id = Slug(paragraph.section);
    // The last sentence that counts persons, and whether nothing stands
    // between it and this one.
    const Sentence* before = nullptr;
    bool adjacent = true;
    for (const Sentence& sentence : paragraph.sentences) {
      HoldGenders(run, id, sentence, before, adjacent);
      HoldPlaces(run, id, sentence, before);
      HoldPersonsOfRow(run, id, sentence, Fold(paragraph.section));
      if (const auto rest = RestOf(run, sentence, whole)) HoldRest(run, *rest);
      const auto split = GenderSplit(sentence, before);
      if (split && !women) {
        whole = split->whole->quantity.value;
        women = CountOf(sentence, {"kvinn*"})->quantity.value;
        men = CountOf(sentence, {"man"})->quantity.value;
      }
      HoldMoreWomen(run, id, sentence, women, men);
      const bool counts = std::any_of(
          sentence.numbers.begin(), sentence.numbers.end(),
          [&sentence](const Said& said) {
            return CountsPersons(sentence, said) && !IsFrom(sentence, said);
          });
      adjacent = counts || before == nullptr;
      if (counts) before = &sentence;
    }
  }
  HoldStatementParts(run);
}

}  // namespace

const std::vector<PrintedRule>& CountRules() {
  static const std::vector<PrintedRule> rules = {
      {"PR-1", "Antalen ger sina summor", "Uppföljning Finsam", PersonsInTexts},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

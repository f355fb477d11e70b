// Rules over shares that texts tell: of counts, of costs, of those who
// finished.

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"
#include "services/gateway/printed/share.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

constexpr int64_t kOne = 100;       // In hundredths.
constexpr int64_t kWhole = 10'000;  // 100 % in hundredths of a percent.
// Those who finish are sought among so many.
constexpr int64_t kFinishedMax = 1'000;
// A word this near a percentage is what it is a share of.
constexpr size_t kNearTokens = 6;

int64_t RatioOf(int64_t part, int64_t whole) {
  return (2 * part * kWhole / whole + 1) / 2;
}

// In tenths of a percent, for people.
std::string PrintRatio(int64_t ratio) {
  return Print(ratio / 10 * 10, Measure::kPercent);
}

// "13 av 27", "16 av de 36 (44 %)": a count, of how many, and its percentage.
void HoldRatios(Run& run, const std::string& id, const Sentence& sentence) {
  for (size_t i = 0; i + 1 < sentence.numbers.size(); ++i) {
    const Said& part = sentence.numbers[i];
    const Said& whole = sentence.numbers[i + 1];
    const std::string& next = sentence.Word(part.token + 1);
    const bool of = next == "av" && (whole.token == part.token + 2 ||
                                     whole.token == part.token + 3);
    if (!of || !IsCount(part) || !IsCount(whole) || whole.quantity.value <= 0) {
      continue;
    }
    run.Compared();
    if (part.quantity.value > whole.quantity.value) {
      run.Add(absl::StrCat(id, "/", Slug(part.printed), "-av-",
                           Slug(whole.printed)),
              kError,
              absl::StrCat("Texten ", Quoted(sentence),
                           ": delen är större än det hela."),
              {}, part.printed, whole.printed);
      continue;
    }
    const int64_t ratio = RatioOf(part.quantity.value, whole.quantity.value);
    // Only a percentage in parentheses beside it is surely the same share.
    for (const Said& percent : sentence.numbers) {
      if (percent.quantity.measure != Measure::kPercent ||
          sentence.Word(percent.token - 1) != "(" ||
          percent.token > whole.token + 4 || percent.token + 3 < part.token) {
        continue;
      }
      run.Compared();
      if (CanBe(percent, ratio)) continue;
      run.Add(
          absl::StrCat(id, "/", Slug(part.printed), "-av-", Slug(whole.printed),
                       "/andel"),
          kError,
          absl::StrCat("Texten ", Quoted(sentence), ": andelen är en annan."),
          {}, percent.printed, PrintRatio(ratio));
    }
  }
}

// Exits told by percent and by person: is there a number of persons that
// gives both?
void HoldExits(Run& run, const std::string& id, const Paragraph& paragraph) {
  std::vector<Quantity> shares;
  int64_t named = 0;
  bool exits = false;
  const Sentence* first = nullptr;
  for (const Sentence& sentence : paragraph.sentences) {
    exits = exits || sentence.Has("vid avslut");
    const bool tells = sentence.HasAny({"gick", "gatt", "slutade", "slutat",
                                        "avbrot", "avbrutit", "fick", "fatt",
                                        "borjade", "borjat", "atergick"});
    if (!exits || !tells || sentence.HasAny({"svar*", "enkat*"})) continue;
    const auto varav = sentence.TokenOf("varav");
    for (const Said& said : sentence.numbers) {
      if (varav && *varav < said.token) break;  // Parts of what is counted.
      if (said.quantity.measure == Measure::kPercent) {
        shares.push_back(said.quantity);
        if (first == nullptr) first = &sentence;
      } else if (CountsPersons(sentence, said)) {
        named += said.quantity.value / kOne;
      }
    }
  }
  int64_t sum = 0;
  for (const Quantity& share : shares) sum += share.value;
  if (shares.size() < 2 || named < 2 || sum >= kWhole) return;
  run.Compared();
  if (!BasesOf(shares, named, named, kFinishedMax).empty()) return;
  run.Add(
      // Whether that is all of them the text does not say.
      absl::StrCat(id, "/avslut"), kExplain,
      absl::StrCat("Texten ", Quoted(*first),
                   ": inget antal avslutade ger både procenttalen och de ",
                   Counted(named, "person", "personer"), " som räknas upp."),
      {}, Print(sum, Measure::kPercent),
      absl::StrCat("och ", named, " personer"));
}

// What costs are said to go to, as the words of texts and groups tell.
constexpr absl::string_view kCostClasses[] = {"individ*", "struktur*",
                                              "administr*"};

// The class of folded words, when it is just one.
std::optional<size_t> ClassOf(absl::string_view folded) {
  std::optional<size_t> found;
  for (size_t i = 0; i < std::size(kCostClasses); ++i) {
    if (!HasPhrase(folded, kCostClasses[i])) continue;
    if (found) return std::nullopt;
    found = i;
  }
  return found;
}

// What a table of costs shows of a class in the year, and of all.
struct ClassShare {
  int64_t part = 0;
  int64_t whole = 0;
  std::string address;
};

std::optional<ClassShare> ShareOfClass(const Run& run, size_t wanted) {
  for (const Sheet& sheet : run.sheets()) {
    const auto column = sheet.ColumnOf(run.year(), Role::kOutcome);
    if (sheet.measure != Measure::kMoney || !column ||
        (sheet.kind != SheetKind::kNote && sheet.kind != SheetKind::kOther)) {
      continue;
    }
    std::optional<int64_t> own;
    int64_t grouped = 0;
    int64_t whole = 0;
    for (size_t i = 0; i < sheet.rows.size(); ++i) {
      const Row& row = sheet.rows[i];
      const auto value = Contribution(sheet, i, *column);
      if (!value) continue;
      if (row.kind == RowKind::kTotal) whole = std::max(whole, *value);
      if (ClassOf(row.folded) == wanted && row.kind != RowKind::kOfWhich &&
          !own) {
        own = value;
      }
      if (row.kind == RowKind::kDetail && ClassOf(Fold(row.group)) == wanted) {
        grouped += *value;
      }
    }
    const int64_t part = own.value_or(grouped);
    if (part > 0 && whole > part) return ClassShare{part, whole, sheet.id};
  }
  return std::nullopt;
}

// The class named nearest to a number in its clause, after it or before.
std::optional<size_t> ClassNear(const Sentence& sentence, size_t token) {
  const auto breaks = [](const std::string& word) {
    return word == "," || word == ";" || word == "och" || word == "#";
  };
  for (size_t i = token + 1;
       i <= token + kNearTokens && !breaks(sentence.Word(i)); ++i) {
    if (const auto found = ClassOf(sentence.Word(i))) return found;
  }
  for (size_t i = token; i > 0 && token - i < kNearTokens; --i) {
    if (breaks(sentence.Word(i - 1))) break;
    if (const auto found = ClassOf(sentence.Word(i - 1))) return found;
  }
  return std::nullopt;
}

struct SaidShare {
  const Said* said = nullptr;
  size_t of = 0;  // The class.
};

// The shares of costs that a sentence tells of the year.
std::vector<SaidShare> CostShares(const Sentence& sentence) {
  std::vector<SaidShare> out;
  if (!sentence.HasAny({"utfall*", "kostnad*", "totalbudget*", "medlen",
                        "resurser*", "insatser"})) {
    return out;
  }
  for (const Said& said : sentence.numbers) {
    if (said.quantity.measure != Measure::kPercent ||
        (said.token > 0 && sentence.Word(said.token - 1) == "(")) {
      continue;
    }
    const auto found = ClassNear(sentence, said.token);
    if (found) out.push_back({&said, *found});
  }
  return out;
}

void HoldCostShares(Run& run, const std::string& id,
                    const Paragraph& paragraph) {
  std::map<size_t, const Said*> told;
  const Sentence* where = nullptr;
  for (const Sentence& sentence : paragraph.sentences) {
    for (const SaidShare& share : CostShares(sentence)) {
      if (!told.try_emplace(share.of, share.said).second) continue;
      where = &sentence;
      run.Compared();
      const auto shown = ShareOfClass(run, share.of);
      const std::string about =
          absl::StrCat(id, "/", Slug(kCostClasses[share.of]));
      if (!shown) {
        run.Add(about, kExplain,
                absl::StrCat("Texten ", Quoted(sentence),
                             ": ingen tabell visar vad andelen räknas på."),
                {}, share.said->printed);
        continue;
      }
      const int64_t ratio = RatioOf(shown->part, shown->whole);
      if (CanBe(*share.said, ratio)) continue;
      run.Add(about, kExplain,
              absl::StrCat("Texten ", Quoted(sentence),
                           ": tabellens andel är en annan."),
              {shown->address}, share.said->printed, PrintRatio(ratio));
    }
  }
  if (told.size() < std::size(kCostClasses)) return;
  // What the first two leave is the third's.
  const int64_t rest =
      kWhole - told[0]->quantity.value - told[1]->quantity.value;
  const int64_t slack = told[0]->quantity.step;
  const Said& last = *told[2];
  const int64_t most = last.upto ? last.upto->value : last.quantity.value;
  run.Compared();
  if (last.quantity.value - slack <= rest && rest <= most + slack / 2) return;
  // There may be a class that the text does not tell.
  run.Add(absl::StrCat(id, "/andelar"), kExplain,
          absl::StrCat("Texten ", Quoted(*where),
                       ": andelarna är inte tillsammans hela kostnaden."),
          {}, last.printed, Print(rest, Measure::kPercent));
}

void SharesInTexts(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    const std::string id = Slug(paragraph.section);
    HoldCostShares(run, id, paragraph);
    for (const Sentence& sentence : paragraph.sentences) {
      HoldRatios(run, id, sentence);
    }
  }
}

void ExitsInTexts(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    HoldExits(run, Slug(paragraph.section), paragraph);
  }
}

}  // namespace

const std::vector<PrintedRule>& TextShareRules() {
  static const std::vector<PrintedRule> rules = {
      {"RT-1", "Andelar är rätt räknade", "RKR R15", SharesInTexts},
      {"GR-1", "Procenttal kan vara andelar av sitt antal",
       "Nationella nätverkets indikatorer", ExitsInTexts},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

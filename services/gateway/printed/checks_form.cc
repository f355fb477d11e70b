// Rules over the document as a document: its headings, its references to law,
// its board and signatures, what is told twice, and what is told of single
// persons.

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/text.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/run.h"

namespace finsam::gateway::printed {
namespace {

using enum FindingSeverity;

// Repeated text shorter than this is a phrase, not a paragraph.
constexpr size_t kParagraphBytesMin = 80;
// So many headings are a table of contents; fewer are not held against it.
constexpr size_t kHeadingsMin = 5;
constexpr int64_t kSmallestShown = 500;  // Five, in hundredths.

struct Required {
  std::vector<absl::string_view> words;
  const char* name;
};

// LKBR 11 kap. with RKR R15, as Nationella rådet's template names them.
const std::vector<Required>& RequiredHeadings() {
  static const std::vector<Required> headings = {
      {{"verksamhetens utveckling"}, "Översikt över verksamhetens utveckling"},
      {{"viktiga forhallanden"},
       "Viktiga förhållanden för resultat och ekonomisk ställning"},
      {{"vasentlig betydelse"}, "Händelser av väsentlig betydelse"},
      {{"styrning och uppfoljning"}, "Styrning och uppföljning"},
      {{"ekonomisk hushallning"}, "God ekonomisk hushållning"},
      {{"balanskrav*"}, "Balanskravsresultat"},
      {{"personalforhallanden"}, "Väsentliga personalförhållanden"},
      {{"forvantad utveckling"}, "Förväntad utveckling"},
      {{"resultatrakning*"}, "Resultaträkning"},
      {{"balansrakning*"}, "Balansräkning"},
      {{"kassaflode*"}, "Kassaflödesanalys"},
      {{"driftredovisning*", "driftsredovisning*"}, "Driftredovisning"}};
  return headings;
}

void HeadingsAreThere(Run& run) {
  const Document& document = run.document();
  if (document.kind != DocumentKind::kAnnual ||
      document.headings.size() < kHeadingsMin) {
    return;
  }
  std::string all;
  for (const std::string& heading : document.headings) {
    absl::StrAppend(&all, Fold(heading), " . ");
  }
  for (const DocumentTable& table : document.tables) {
    absl::StrAppend(&all, Fold(table.caption), " . ");
  }
  const auto require = [&](const std::vector<absl::string_view>& words,
                           absl::string_view name) {
    run.Compared();
    if (HasAny(all, words)) return;
    run.Add(Slug(name), kNorm,
            absl::StrCat("Rubriken ", name, " finns inte i dokumentet."), {});
  };
  for (const Required& heading : RequiredHeadings()) {
    require(heading.words, heading.name);
  }
  const auto fixed = run.reading().Of(SheetKind::kBalanceSheet,
                                      Line::kFixedAssets, run.year());
  if (fixed && *fixed != 0) {
    require({"investeringsredovisning*", "investering*"},
            "Investeringsredovisning");
  }
}

bool IsDigit(char c) { return '0' <= c && c <= '9'; }

// "1996/97:52" names a session of parliament: the second year follows the
// first.
void HoldSessions(Run& run, const std::string& id, const std::string& text) {
  for (size_t i = 4; i + 3 < text.size(); ++i) {
    if (text[i] != '/') continue;
    int first = 0;
    if (!absl::SimpleAtoi(text.substr(i - 4, 4), &first) || first < 1900 ||
        first > 2100) {
      continue;
    }
    size_t end = i + 1;
    while (end < text.size() && IsDigit(text[end])) ++end;
    const std::string second = text.substr(i + 1, end - i - 1);
    const bool session = end < text.size() && text[end] == ':' &&
                         (second.size() == 2 || second.size() == 4);
    if (!session) continue;
    run.Compared();
    const std::string next = absl::StrCat(first + 1);
    if (next == second || next.substr(2) == second) continue;
    size_t last = end + 1;
    while (last < text.size() && IsDigit(text[last])) ++last;
    const std::string found = text.substr(i - 4, last - i + 4);
    run.Add(
        absl::StrCat(id, "/", Slug(found)), kError,
        absl::StrCat("Hänvisningen ", found,
                     " kan inte finnas: riksmöten omfattar två år i "
                     "följd."),
        {}, found,
        absl::StrCat(first, "/", next.substr(2), text.substr(end, last - end)));
  }
}

struct Law {
  const char* words;  // Folded.
  const char* number;
};

constexpr Law kLaws[] = {
    {"kommunal bokforing och redovisning", "2018:597"},
    {"finansiell samordning av rehabiliteringsinsatser", "2003:1210"},
    {"finansiell samordning inom rehabiliteringsomradet", "2003:1210"}};

// "lag (2018:597) om kommunal bokföring och redovisning"
void HoldLaws(Run& run, const std::string& id, const std::string& text) {
  for (size_t i = 0; i + 8 < text.size(); ++i) {
    const size_t end = text.find(')', i);
    if (text[i] != '(' || end == std::string::npos || end - i > 10 ||
        text.substr(i + 5, 1) != ":") {
      continue;
    }
    const std::string number = text.substr(i + 1, end - i - 1);
    const std::string after = Fold(text.substr(end + 1, 70));
    for (const Law& law : kLaws) {
      if (!absl::StartsWith(after, absl::StrCat("om ", law.words))) continue;
      run.Compared();
      if (number == law.number) continue;
      run.Add(absl::StrCat(id, "/", Slug(number)), kError,
              absl::StrCat("Lagen har ett annat nummer än (", number, ")."), {},
              number, law.number);
    }
  }
}

void ReferencesExist(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    const std::string text = Normalised(paragraph.printed);
    HoldSessions(run, Slug(paragraph.section), text);
    HoldLaws(run, Slug(paragraph.section), text);
  }
}

std::set<std::string> WordsOf(absl::string_view name) {
  const std::vector<std::string> words = absl::StrSplit(Fold(name), ' ');
  return {words.begin(), words.end()};
}

bool IsSubstitute(const BoardSeat& seat) {
  return HasAny(Fold(seat.role), {"ersattare", "suppleant"});
}

bool IsMember(const BoardSeat& seat) {
  return !IsSubstitute(seat) &&
         HasAny(Fold(seat.role), {"ledamot", "ordforande", "vice*"});
}

void BoardIsComposed(Run& run) {
  const std::vector<BoardSeat>& board = run.document().board;
  if (board.empty()) return;
  const int64_t members = std::count_if(board.begin(), board.end(), IsMember);
  const int64_t substitutes =
      std::count_if(board.begin(), board.end(), IsSubstitute);
  run.Compared();
  if (substitutes > 0 && substitutes != members) {
    run.Add("ersattare", kNorm,
            absl::StrCat("Styrelsen har ", members, " ledamöter och ",
                         Counted(substitutes, "ersättare", "ersättare"),
                         "; de ska vara lika många."),
            {}, absl::StrCat(substitutes), absl::StrCat(members));
  }
  for (const BoardSeat& seat : board) {
    const bool replaced = std::any_of(
        board.begin(), board.end(), [&seat](const BoardSeat& other) {
          return IsSubstitute(other) && other.member == seat.member;
        });
    if (!IsMember(seat) || seat.member.empty() || substitutes == 0) continue;
    run.Compared();
    if (replaced) continue;
    run.Add(absl::StrCat("ersattare-", Slug(seat.member)), kNorm,
            absl::StrCat(seat.member, " har ingen ersättare i styrelsen."), {});
  }
  std::map<std::string, std::pair<int, std::string>> seats;
  for (const BoardSeat& seat : board) {
    for (const absl::string_view name : absl::StrSplit(seat.name, '/')) {
      auto& [count, as_printed] = seats[Fold(name)];
      ++count;
      as_printed = std::string(name);
    }
  }
  int number = 0;
  for (const auto& [folded, seat] : seats) {
    const auto& [count, name] = seat;
    ++number;
    run.Compared();
    if (count < 2) continue;
    run.Add(absl::StrCat("plats-", number), kExplain,
            absl::StrCat("En person står ", count,
                         " gånger i styrelsen: ", name, "."),
            {});
  }
}

void HoldSignatureIds(Run& run) {
  std::map<size_t, int> lengths;
  for (const SignatureLine& line : run.document().signatures) {
    if (!line.id.empty()) ++lengths[line.id.size()];
  }
  const auto usual = std::max_element(
      lengths.begin(), lengths.end(),
      [](const auto& a, const auto& b) { return a.second < b.second; });
  if (usual == lengths.end()) return;
  for (const SignatureLine& line : run.document().signatures) {
    if (line.id.empty()) continue;
    run.Compared();
    if (line.id.size() == usual->first) continue;
    run.Add(absl::StrCat("id-", Slug(line.name)), kExplain,
            absl::StrCat("Identifikations-id för ", line.name,
                         " har ett annat antal tecken än de övriga."),
            {}, absl::StrCat(line.id.size()), absl::StrCat(usual->first));
  }
}

void HoldSigner(Run& run, const SignatureLine& line) {
  const std::vector<BoardSeat>& board = run.document().board;
  const std::set<std::string> name = WordsOf(line.name);
  const BoardSeat* alike = nullptr;
  for (const BoardSeat& seat : board) {
    for (const absl::string_view one : absl::StrSplit(seat.name, '/')) {
      const std::set<std::string> words = WordsOf(one);
      if (words == name) return;
      const size_t common = static_cast<size_t>(std::count_if(
          words.begin(), words.end(),
          [&name](const auto& word) { return name.contains(word); }));
      // All but one word of a longer name, or a first name that is the same.
      if (common > 0 && common + 1 >= words.size()) alike = &seat;
    }
  }
  run.Add(absl::StrCat("namn-", Slug(line.name)), kExplain,
          alike != nullptr
              ? absl::StrCat(line.name, " skriver under; styrelsen har ",
                             alike->name, ".")
              : absl::StrCat(line.name,
                             " skriver under men står inte i "
                             "styrelsens förteckning."),
          {}, line.name, alike == nullptr ? "" : alike->name);
}

void SignaturesAreTheBoards(Run& run) {
  const Document& document = run.document();
  if (document.signatures.empty()) return;
  std::string last;
  for (const SignatureLine& line : document.signatures) {
    run.Compared();
    if (!document.board.empty()) HoldSigner(run, line);
    if (absl::EndsWith(line.title, "...") || absl::EndsWith(line.title, "…")) {
      run.Add(absl::StrCat("titel-", Slug(line.name)), kExplain,
              absl::StrCat("Titeln för ", line.name, " är avkortad."), {},
              line.title);
    }
    last = std::max(last, line.time.substr(0, 10));
  }
  HoldSignatureIds(run);
  if (!document.adopted.empty() && !last.empty() && last != document.adopted) {
    run.Add("dag", kExplain,
            "Den sista underskriften är en annan dag än beslutet.", {}, last,
            document.adopted);
  }
  const int64_t members =
      std::count_if(document.board.begin(), document.board.end(), IsMember);
  const auto signers =
      std::count_if(document.signatures.begin(), document.signatures.end(),
                    [](const SignatureLine& line) {
                      return !HasAny(Fold(line.title), {"revisor*"});
                    });
  if (members > 0 && signers != members) {
    run.Add("antal", kExplain,
            "Underskrifterna är inte lika många som ledamöterna.", {},
            absl::StrCat(signers), absl::StrCat(members));
  }
}

void NothingIsRepeated(Run& run) {
  std::map<std::string, std::string> seen;
  for (const Paragraph& paragraph : run.text()) {
    const std::string folded = Fold(paragraph.printed);
    if (folded.size() < kParagraphBytesMin) continue;
    run.Compared();
    const auto [first, fresh] = seen.try_emplace(folded, paragraph.section);
    if (fresh) continue;
    run.Add(absl::StrCat("stycke/", Slug(folded.substr(0, 30))), kExplain,
            absl::StrCat("Stycket ”", Shortened(paragraph.printed, 80),
                         "” står två gånger."),
            {});
  }
}

// "En av männen …": one to four persons that a text tells of.
void FewPersonsAreTold(Run& run) {
  for (const Paragraph& paragraph : run.text()) {
    std::vector<std::string> told;
    for (const Sentence& sentence : paragraph.sentences) {
      for (const Said& said : sentence.numbers) {
        const bool of_persons =
            CountsPersons(sentence, said) ||
            (IsCount(said) && sentence.Word(said.token + 1) == "av" &&
             HasAny(sentence.Word(said.token + 2),
                    {"mannen", "kvinnorna", "deltagarna", "dem"}));
        if (of_persons && said.quantity.value < kSmallestShown &&
            said.quantity.value > 0) {
          told.push_back(said.printed);
        }
      }
    }
    run.Compared();
    if (told.empty()) continue;
    run.Add(absl::StrCat("text/", Slug(Shortened(paragraph.printed, 40))),
            kNorm,
            absl::StrCat("Stycket ”", Shortened(paragraph.printed, 80),
                         "” berättar om 1 till 4 personer, som kan kännas "
                         "igen."),
            {}, absl::StrCat(told.size(), " uppgifter"));
  }
}

}  // namespace

const std::vector<PrintedRule>& FormRules() {
  static const std::vector<PrintedRule> rules = {
      {"NO-5", "De rubriker som krävs finns", "LKBR 11 kap., RKR R15",
       HeadingsAreThere},
      {"NO-6", "Styrelsen är sammansatt som lagen säger", "Finsamlagen 10 §",
       BoardIsComposed},
      {"RE-1", "Hänvisningar till lag och förarbeten finns", "Riksdagen",
       ReferencesExist},
      {"SG-1", "Underskrifterna är styrelsens", "Nationella rådet",
       SignaturesAreTheBoards},
      {"DU-1", "Inget står två gånger", "God redovisningssed",
       NothingIsRepeated},
      {"DC-1", "Inga små antal röjs", "OSL, GDPR", FewPersonsAreTold},
  };
  return rules;
}

}  // namespace finsam::gateway::printed

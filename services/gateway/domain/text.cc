#include "services/gateway/domain/text.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/text.h"
#include "services/gateway/domain/text_scan.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

constexpr char kByteOrderMark[] = "\ufeff";
constexpr char kMarkBegin[] = "\ue000";
constexpr char kMarkEnd[] = "\ue001";
constexpr size_t kMarkBytes = sizeof(kMarkBegin) - 1;
constexpr size_t kFoundBytesMax = 80;
constexpr char kExpected[] =
    "{{ figur-id }}, {{ figur-id | tkr }} eller {{ \"text\" }}";
constexpr char kDisplays[] =
    "kr, tkr, mnkr 1, procent, procent 1, antal eller datum, och därefter abs, "
    "utan enhet eller drygt; eller ord, eller andel";

// Reads one text; holds what the steps share.
class TextReader {
 public:
  TextReader(absl::string_view file_name, absl::string_view bytes,
             std::vector<Problem>* problems)
      : file_name_(file_name), bytes_(bytes), problems_(problems) {}

  ParsedText Read();

 private:
  bool IsReadable();
  void TakeSpan(const BracedSpan& span);
  void TakeFigure(const BracedSpan& span);
  void TakeLiteral(absl::string_view literal);
  // The line of a byte; called with places that never go backwards.
  int64_t LineOf(size_t place);
  void AddProblem(absl::string_view reason, int64_t line,
                  absl::string_view found, absl::string_view expected,
                  absl::string_view message);
  bool Full() const { return problem_count_ >= kTextProblemsMax; }

  std::string file_name_;
  absl::string_view bytes_;
  std::vector<Problem>* problems_;
  size_t problem_count_ = 0;
  size_t counted_to_ = 0;
  int64_t line_ = 1;
  ParsedText out_;
};

ParsedText TextReader::Read() {
  absl::ConsumePrefix(&bytes_, kByteOrderMark);
  if (!IsReadable()) return {};
  size_t copied_to = 0;
  for (const BracedSpan& span : FindBraced(bytes_)) {
    if (Full()) break;
    out_.markdown.append(bytes_.data() + copied_to, span.begin - copied_to);
    TakeSpan(span);
    copied_to = span.end;
  }
  out_.markdown.append(bytes_.data() + copied_to, bytes_.size() - copied_to);
  if (out_.references.size() > kTextReferencesMax) {
    AddProblem("TEXT_TOO_LARGE", 0, absl::StrCat(out_.references.size()),
               absl::StrCat("högst ", kTextReferencesMax),
               "Texten hänvisar till för många figurer.");
  }
  return std::move(out_);
}

bool TextReader::IsReadable() {
  if (bytes_.size() > kTextBytesMax) {
    AddProblem("TEXT_TOO_LARGE", 0, absl::StrCat(bytes_.size(), " byte"),
               absl::StrCat("högst ", kTextBytesMax, " byte"),
               "Texten är för stor.");
    return false;
  }
  if (const auto place = FirstIllFormed(bytes_)) {
    AddProblem("TEXT_NOT_UTF8", LineOf(*place), "", "UTF-8",
               "Texten är inte skriven i teckenkodningen UTF-8.");
    return false;
  }
  const size_t own = std::min(bytes_.find(kMarkBegin), bytes_.find(kMarkEnd));
  if (own == absl::string_view::npos) return true;
  AddProblem("TEXT_PRIVATE_CHARACTER", LineOf(own), "U+E000 eller U+E001", "",
             "Texten innehåller ett privat tecken som inte kan skrivas ut.");
  return false;
}

void TextReader::TakeSpan(const BracedSpan& span) {
  switch (span.kind) {
    case BracedSpan::Kind::kFigure:
      return TakeFigure(span);
    case BracedSpan::Kind::kLiteral:
      return TakeLiteral(span.inner);
    case BracedSpan::Kind::kBroken:
      break;
  }
  const size_t line_end = bytes_.find('\n', span.begin);
  AddProblem(
      "TEXT_REFERENCE", LineOf(span.begin),
      bytes_.substr(span.begin, std::max(span.end, line_end) - span.begin),
      kExpected, "En hänvisning är inte avslutad eller har inget början.");
}

void TextReader::TakeFigure(const BracedSpan& span) {
  TextReference reference;
  reference.line = LineOf(span.begin);
  switch (ParseReference(span.inner, &reference)) {
    case ReferenceFault::kNone:
      absl::StrAppend(&out_.markdown, ReferenceMark(out_.references.size()));
      out_.references.push_back(std::move(reference));
      return;
    case ReferenceFault::kFigure:
      return AddProblem("TEXT_REFERENCE", reference.line, span.inner, kExpected,
                        "En hänvisning namnger ingen figur.");
    case ReferenceFault::kDisplay:
      return AddProblem("TEXT_DISPLAY", reference.line, span.inner, kDisplays,
                        "En hänvisning anger ett okänt sätt att skriva talet.");
    case ReferenceFault::kComparison:
      return AddProblem(
          "TEXT_COMPARISON", reference.line, span.inner,
          absl::StrCat("{{ compare figur-id with figur-id | fler än }}; ord: ",
                       KnownComparisonWords(),
                       ", eller tre egna: steg/sjönk/låg still"),
          "En jämförelse i texten kan inte läsas.");
  }
}

// A literal is plain text: what Markdown would take as a sign of its own is
// escaped, and so is a beginning that would make a list or a heading.
void TextReader::TakeLiteral(absl::string_view literal) {
  const size_t digits =
      std::min(literal.find_first_not_of("0123456789"), literal.size());
  for (size_t i = 0; i < literal.size(); ++i) {
    const char c = literal[i];
    const bool sign = absl::StrContains("\\`*_[]<>&#~|!", c);
    const bool opens_list = i == 0 && absl::StrContains("-+=", c);
    const bool numbers_list = i > 0 && i == digits && (c == '.' || c == ')');
    if (sign || opens_list || numbers_list) out_.markdown.push_back('\\');
    out_.markdown.push_back(c);
  }
}

int64_t TextReader::LineOf(size_t place) {
  line_ +=
      std::count(bytes_.begin() + counted_to_, bytes_.begin() + place, '\n');
  counted_to_ = place;
  return line_;
}

void TextReader::AddProblem(absl::string_view reason, int64_t line,
                            absl::string_view found, absl::string_view expected,
                            absl::string_view message) {
  ++problem_count_;
  Problem problem;
  problem.reason = std::string(reason);
  problem.file = file_name_;
  problem.line = line;
  problem.found = Shortened(absl::StripAsciiWhitespace(found), kFoundBytesMax);
  problem.expected = std::string(expected);
  problem.message = std::string(message);
  problems_->push_back(std::move(problem));
}

}  // namespace

ParsedText ParseText(absl::string_view file_name, absl::string_view bytes,
                     std::vector<Problem>* problems) {
  return TextReader(file_name, bytes, problems).Read();
}

std::string ReferenceMark(size_t n) {
  return absl::StrCat(kMarkBegin, n, kMarkEnd);
}

std::vector<TextPiece> SplitAtMarks(absl::string_view markdown) {
  std::vector<TextPiece> pieces;
  std::string plain;
  const auto flush = [&] {
    if (!plain.empty()) pieces.push_back({std::move(plain), std::nullopt});
    plain.clear();
  };
  while (!markdown.empty()) {
    const size_t begin =
        std::min(markdown.find(kMarkBegin), markdown.find(kMarkEnd));
    absl::StrAppend(&plain, markdown.substr(0, begin));
    if (begin == absl::string_view::npos) break;
    const bool opens = absl::StartsWith(markdown.substr(begin), kMarkBegin);
    markdown.remove_prefix(begin + kMarkBytes);
    const size_t end = opens ? markdown.find(kMarkEnd) : 0;
    uint32_t n = 0;
    if (end == 0 || end > 10 ||
        !absl::SimpleAtoi(markdown.substr(0, end), &n)) {
      continue;
    }
    flush();
    pieces.push_back({"", n});
    markdown.remove_prefix(end + kMarkBytes);
  }
  flush();
  return pieces;
}

}  // namespace finsam::gateway

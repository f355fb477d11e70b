#include "services/gateway/domain/text_scan.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"

namespace finsam::gateway {
namespace {

using Kind = BracedSpan::Kind;

constexpr char kOpen[] = "{{";
constexpr char kClose[] = "}}";
constexpr size_t kNone = absl::string_view::npos;
// No reference or literal is longer; keeps the search for an end short.
constexpr size_t kBracedBytesMax = 1'000;

// Where the paragraph that `from` stands in ends: at an empty line.
size_t ParagraphEnd(absl::string_view text, size_t from) {
  for (size_t end = text.find('\n', from); end != kNone;
       end = text.find('\n', end + 1)) {
    const size_t next = text.find_first_not_of(" \t\r", end + 1);
    if (next == kNone || text[next] == '\n') return end;
  }
  return text.size();
}

std::string Tidied(absl::string_view inner) {
  std::string out = absl::StrReplaceAll(inner, {{"\u00a0", " "}});
  absl::RemoveExtraAsciiWhitespace(&out);
  return out;
}

// `inside` is what follows `{{` up to the paragraph's end.
BracedSpan Literal(absl::string_view inside, size_t begin, size_t quote) {
  BracedSpan span{Kind::kBroken, begin, begin + 2, ""};
  const size_t end_quote = inside.find('"', quote + 1);
  const size_t close =
      inside.find(kClose, end_quote == kNone ? quote : end_quote);
  if (close != kNone) span.end = begin + 2 + close + 2;
  if (end_quote == kNone || close == kNone) return span;
  const absl::string_view after =
      inside.substr(end_quote + 1, close - end_quote - 1);
  span.inner = Tidied(inside.substr(quote + 1, end_quote - quote - 1));
  if (Tidied(after).empty() && !span.inner.empty()) span.kind = Kind::kLiteral;
  return span;
}

BracedSpan Opened(absl::string_view text, size_t begin, size_t paragraph_end) {
  const size_t inner_begin = std::min(begin + 2, paragraph_end);
  const absl::string_view inside = text.substr(
      inner_begin, std::min(paragraph_end - inner_begin, kBracedBytesMax));
  const size_t first = inside.find_first_not_of(" \t\r\n");
  if (first != kNone && inside[first] == '"') {
    return Literal(inside, begin, first);
  }
  const size_t close = inside.find(kClose);
  if (close == kNone || inside.find(kOpen) < close) {
    return {Kind::kBroken, begin, begin + 2, ""};
  }
  return {Kind::kFigure, begin, begin + 2 + close + 2,
          Tidied(inside.substr(0, close))};
}

}  // namespace

std::vector<BracedSpan> FindBraced(absl::string_view text) {
  std::vector<BracedSpan> spans;
  size_t paragraph_end = 0;
  size_t at = 0;
  for (; at + 1 < text.size(); ++at) {
    const absl::string_view pair = text.substr(at, 2);
    if (pair != kOpen && pair != kClose) continue;
    if (at >= paragraph_end) paragraph_end = ParagraphEnd(text, at);
    BracedSpan span{Kind::kBroken, at, at + 2, ""};
    if (pair == kOpen) span = Opened(text, at, paragraph_end);
    at = span.end - 1;
    spans.push_back(std::move(span));
  }
  return spans;
}

}  // namespace finsam::gateway

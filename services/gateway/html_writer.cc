#include "services/gateway/html_writer.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/check.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway {
namespace {

std::string Escaped(absl::string_view text) {
  return absl::StrReplaceAll(Printable(text), {{"&", "&amp;"},
                                               {"<", "&lt;"},
                                               {">", "&gt;"},
                                               {"\"", "&quot;"},
                                               {"'", "&#39;"}});
}

}  // namespace

bool IsSafeAddress(absl::string_view address) {
  for (const char c : address) {
    // Browsers drop these inside an address ("java\nscript:"), and read '\\' as
    // '/', so that "/\\host" leads away.
    if (absl::ascii_iscntrl(c) || c == '\\') return false;
  }
  address = absl::StripAsciiWhitespace(address);
  const size_t scheme_end = address.find_first_of(":/?#");
  if (scheme_end == absl::string_view::npos || address[scheme_end] != ':') {
    return !absl::StartsWith(address, "//");
  }
  const absl::string_view scheme = address.substr(0, scheme_end);
  return absl::EqualsIgnoreCase(scheme, "http") ||
         absl::EqualsIgnoreCase(scheme, "https") ||
         absl::EqualsIgnoreCase(scheme, "mailto");
}

HtmlAttribute HtmlAttribute::Href(absl::string_view address) {
  HtmlAttribute attribute;
  attribute.name_ = "href";
  attribute.value_ = std::string(IsSafeAddress(address) ? address : "#");
  return attribute;
}

void HtmlWriter::DocType() { absl::StrAppend(&out_, "<!DOCTYPE html>\n"); }

void HtmlWriter::WriteTag(const HtmlTag& tag,
                          const HtmlAttributes& attributes) {
  absl::StrAppend(&out_, "<", tag.name());
  for (const HtmlAttribute& attribute : attributes) {
    absl::StrAppend(&out_, " ", attribute.name(), "=\"",
                    Escaped(attribute.value()), "\"");
  }
  out_.push_back('>');
}

void HtmlWriter::Open(HtmlTag tag, const HtmlAttributes& attributes) {
  WriteTag(tag, attributes);
  open_.push_back(tag);
}

void HtmlWriter::Close() {
  FINSAM_CHECK(!open_.empty());
  const HtmlTag tag = open_.back();
  open_.pop_back();
  absl::StrAppend(&out_, "</", tag.name(), ">");
  if (!tag.is_inline()) out_.push_back('\n');
}

void HtmlWriter::Element(HtmlTag tag, const HtmlAttributes& attributes,
                         absl::FunctionRef<void()> body) {
  const size_t depth = open_.size();
  Open(tag, attributes);
  body();
  FINSAM_CHECK(open_.size() == depth + 1);
  Close();
}

void HtmlWriter::Element(HtmlTag tag, const HtmlAttributes& attributes,
                         absl::string_view text) {
  Open(tag, attributes);
  Text(text);
  Close();
}

void HtmlWriter::Void(HtmlTag tag, const HtmlAttributes& attributes) {
  WriteTag(tag, attributes);
  out_.push_back('\n');
}

void HtmlWriter::Text(absl::string_view text) {
  absl::StrAppend(&out_, Escaped(text));
}

void HtmlWriter::Style(CssLiteral css) {
  absl::StrAppend(&out_, "<style>\n", css.css(), "</style>\n");
}

std::string HtmlWriter::Take() {
  FINSAM_CHECK(open_.empty());
  std::string page = std::move(out_);
  out_.clear();
  return page;
}

}  // namespace finsam::gateway

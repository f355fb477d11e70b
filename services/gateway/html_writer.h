// Writes HTML so that escaping cannot be forgotten.
//
// Names of elements and attributes are literals, checked when compiled. Texts
// and attribute values are always escaped. An address is only written by Href,
// which takes http, https, mailto and relative addresses. Nothing else can put
// bytes into the page, but CSS that is a literal too.
//
//   html.Element("p", {{"class", "lead"}}, [&] { html.Text(anything); });

#ifndef FINSAM_SERVICES_GATEWAY_HTML_WRITER_H_
#define FINSAM_SERVICES_GATEWAY_HTML_WRITER_H_

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"

namespace finsam::gateway {

// Not defined: naming it in a constant expression stops the compilation.
void BadHtmlName();

// The name of an element.
class HtmlTag {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): so that a literal will do.
  consteval HtmlTag(const char* name) : name_(name) {
    for (const char* c = name; *c != '\0'; ++c) {
      const bool good = ('a' <= *c && *c <= 'z') || ('0' <= *c && *c <= '9');
      if (!good) BadHtmlName();
    }
    // "style" has its own function; "script" has no place in a report.
    if (Is("script") || Is("style")) BadHtmlName();
    for (const char* inner : {"a", "code", "data", "em", "span", "strong"}) {
      if (Is(inner)) is_inline_ = true;
    }
  }
  const char* name() const { return name_; }
  // Part of a running text: no line break may be written around it.
  bool is_inline() const { return is_inline_; }

 private:
  constexpr bool Is(const char* other) const {
    const char* mine = name_;
    while (*mine != '\0' && *mine == *other) ++mine, ++other;
    return *mine == *other;
  }
  const char* name_;
  bool is_inline_ = false;
};

// The name of an attribute whose value is no address and no program.
class HtmlAttributeName {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): so that a literal will do.
  consteval HtmlAttributeName(const char* name) : name_(name) {
    for (const char* c = name; *c != '\0'; ++c) {
      const bool good = ('a' <= *c && *c <= 'z') || *c == '-';
      if (!good) BadHtmlName();
    }
    const bool event = name[0] == 'o' && name[1] == 'n';
    for (const char* forbidden : {"href", "src", "style", "action"}) {
      const char* mine = name;
      while (*mine != '\0' && *mine == *forbidden) ++mine, ++forbidden;
      if (*mine == *forbidden || event) BadHtmlName();
    }
  }
  const char* name() const { return name_; }

 private:
  const char* name_;
};

// An attribute of an element.
class HtmlAttribute {
 public:
  HtmlAttribute(HtmlAttributeName name, absl::string_view value)
      : name_(name.name()), value_(value) {}

  // A link's target. An address that IsSafeAddress refuses becomes "#".
  static HtmlAttribute Href(absl::string_view address);

  const char* name() const { return name_; }
  const std::string& value() const { return value_; }

 private:
  HtmlAttribute() = default;

  const char* name_ = "";
  std::string value_;
};

using HtmlAttributes = std::vector<HtmlAttribute>;

// CSS that was a literal when compiled, and holds no tag.
class CssLiteral {
 public:
  // NOLINTNEXTLINE(google-explicit-constructor): so that a literal will do.
  consteval CssLiteral(const char* css) : css_(css) {
    for (const char* c = css; *c != '\0'; ++c) {
      if (*c == '<') BadHtmlName();
    }
  }
  const char* css() const { return css_; }

 private:
  const char* css_;
};

// True for http, https, mailto and relative addresses.
bool IsSafeAddress(absl::string_view address);

class HtmlWriter {
 public:
  HtmlWriter() = default;
  HtmlWriter(const HtmlWriter&) = delete;
  HtmlWriter& operator=(const HtmlWriter&) = delete;

  // The line that says what follows is HTML.
  void DocType();

  // Opens an element. Every Open has its Close; the innermost is closed.
  void Open(HtmlTag tag, const HtmlAttributes& attributes = {});
  void Close();

  // An element with what `body` writes inside.
  void Element(HtmlTag tag, const HtmlAttributes& attributes,
               absl::FunctionRef<void()> body);
  // An element with a text inside.
  void Element(HtmlTag tag, const HtmlAttributes& attributes,
               absl::string_view text);
  // An element that has no inside: meta, br, hr.
  void Void(HtmlTag tag, const HtmlAttributes& attributes = {});

  // Text, escaped; what cannot be printed becomes U+FFFD.
  void Text(absl::string_view text);

  // A style element.
  void Style(CssLiteral css);

  // The page; nothing may be open. The writer is empty afterwards.
  std::string Take();

 private:
  void WriteTag(const HtmlTag& tag, const HtmlAttributes& attributes);

  std::string out_;
  std::vector<HtmlTag> open_;
};

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTML_WRITER_H_

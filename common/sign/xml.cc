#include "common/sign/xml.h"

#include <libxml/parser.h>
#include <libxml/tree.h>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace finsam::sign {
namespace {

absl::string_view View(const xmlChar* text) {
  return text == nullptr
             ? absl::string_view()
             : absl::string_view(reinterpret_cast<const char*>(text));
}

absl::Status Invalid(absl::string_view why) {
  return Refuse(absl::StatusCode::kInvalidArgument, "XML_INVALID",
                absl::StrCat("XML som inte tas emot: ", why));
}

// OK when `node` and all below it are elements and text. Nested no deeper than
// kXmlDepthMax, which bounds the recursion.
absl::Status CheckTree(const xmlNode* node, int depth, size_t* nodes) {
  if (depth > kXmlDepthMax) return Invalid("för djupt");
  for (; node != nullptr; node = node->next) {
    if (++*nodes > kXmlNodesMax) return Invalid("för mycket");
    if (node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE) {
      return Invalid("annat än element och text");
    }
    if (node->type == XML_ELEMENT_NODE) {
      RETURN_IF_ERROR(CheckTree(node->children, depth + 1, nodes));
    }
  }
  return absl::OkStatus();
}

size_t Count(const xmlNode* node, absl::string_view space,
             absl::string_view name) {
  size_t count = 0;
  for (; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    const XmlElement element(const_cast<xmlNode*>(node));
    count +=
        (element.Is(space, name) ? 1 : 0) + Count(node->children, space, name);
  }
  return count;
}

}  // namespace

bool XmlElement::Is(absl::string_view space, absl::string_view name) const {
  return View(node_->name) == name && node_->ns != nullptr &&
         View(node_->ns->href) == space;
}

std::optional<std::string> XmlElement::Attribute(const char* name) const {
  xmlChar* value =
      xmlGetNoNsProp(node_, reinterpret_cast<const xmlChar*>(name));
  if (value == nullptr) return std::nullopt;
  std::string out(View(value));
  xmlFree(value);
  return out;
}

std::string XmlElement::Text() const {
  xmlChar* content = xmlNodeGetContent(node_);
  std::string out(absl::StripAsciiWhitespace(View(content)));
  xmlFree(content);
  return out;
}

std::vector<XmlElement> XmlElement::Children(absl::string_view space,
                                             absl::string_view name) const {
  std::vector<XmlElement> found;
  for (xmlNode* node = node_->children; node != nullptr; node = node->next) {
    if (node->type != XML_ELEMENT_NODE) continue;
    if (XmlElement(node).Is(space, name)) found.emplace_back(node);
  }
  return found;
}

std::optional<XmlElement> XmlElement::Child(absl::string_view space,
                                            absl::string_view name) const {
  const std::vector<XmlElement> found = Children(space, name);
  if (found.empty()) return std::nullopt;
  return found.front();
}

size_t XmlElement::CountBelow(absl::string_view space,
                              absl::string_view name) const {
  return Count(node_->children, space, name);
}

XmlDocument::XmlDocument(_xmlDoc* document) : document_(document, xmlFreeDoc) {}

absl::StatusOr<XmlDocument> XmlDocument::Parse(absl::string_view bytes) {
  if (bytes.size() > kXmlBytesMax) return Invalid("för stort");
  // No DTD is loaded, no entity put in, and CDATA is text.
  xmlDoc* parsed = xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()),
                                 nullptr, nullptr,
                                 XML_PARSE_NONET | XML_PARSE_NOCDATA |
                                     XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (parsed == nullptr) return Invalid("går inte att läsa");
  XmlDocument document(parsed);
  if (parsed->intSubset != nullptr || parsed->extSubset != nullptr) {
    return Invalid("dokumenttyp");
  }
  size_t nodes = 0;
  RETURN_IF_ERROR(CheckTree(parsed->children, /*depth=*/0, &nodes));
  if (xmlDocGetRootElement(parsed) == nullptr) return Invalid("tomt");
  return document;
}

XmlElement XmlDocument::root() const {
  return XmlElement(xmlDocGetRootElement(document_.get()));
}

std::string XmlDocument::Write() const {
  xmlChar* bytes = nullptr;
  int size = 0;
  xmlDocDumpMemoryEnc(document_.get(), &bytes, &size, "UTF-8");
  std::string out(reinterpret_cast<const char*>(bytes),
                  static_cast<size_t>(size));
  xmlFree(bytes);
  return out;
}

std::string XmlText(absl::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&apos;";
        break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' || c == '\n') out += c;
    }
  }
  return out;
}

}  // namespace finsam::sign

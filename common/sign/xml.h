// XML that somebody else sent, as a tree to look in: no document type, no
// entities but the five of XML itself, nothing fetched, no comments and no
// processing instructions, so that what is read is all that was signed.
//
// Immutable, cheap to copy. Not for two threads at once: libxml2's trees are
// one thread's.

#ifndef FINSAM_COMMON_SIGN_XML_H_
#define FINSAM_COMMON_SIGN_XML_H_

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

// libxml2's.
struct _xmlDoc;
struct _xmlNode;

namespace finsam::sign {

inline constexpr size_t kXmlBytesMax = 4 << 20;
inline constexpr int kXmlDepthMax = 64;
inline constexpr size_t kXmlNodesMax = 100'000;

// An element. A view into its document, which must outlive it.
class XmlElement {
 public:
  explicit XmlElement(_xmlNode* node) : node_(node) {}

  // True for an element of this name in this namespace.
  bool Is(absl::string_view space, absl::string_view name) const;
  // Its own attribute without a namespace; nothing when it has none.
  std::optional<std::string> Attribute(const char* name) const;
  // All text below it, without blanks around.
  std::string Text() const;
  // The children of this name, in order; the first, if there is any.
  std::vector<XmlElement> Children(absl::string_view space,
                                   absl::string_view name) const;
  std::optional<XmlElement> Child(absl::string_view space,
                                  absl::string_view name) const;
  // How many elements of this name stand in it, at any depth.
  size_t CountBelow(absl::string_view space, absl::string_view name) const;

  _xmlNode* node() const { return node_; }

 private:
  _xmlNode* node_;
};

class XmlDocument {
 public:
  // Refusal: XML_INVALID, also for a document with what is named above or
  // beyond the limits.
  static absl::StatusOr<XmlDocument> Parse(absl::string_view bytes);

  XmlElement root() const;
  std::string Write() const;  // UTF-8.
  _xmlDoc* get() const { return document_.get(); }

 private:
  explicit XmlDocument(_xmlDoc* document);
  std::shared_ptr<_xmlDoc> document_;
};

// `text` as it stands in an element or an attribute. Characters that XML does
// not have are left out.
std::string XmlText(absl::string_view text);

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_XML_H_

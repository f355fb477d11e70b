// A YAML file as a tree of our own, built from the parser's events.
//
// Our own, since the parser's tree follows aliases, so that a small file can
// be a huge tree, and keeps one of two equal keys in silence. Included by
// yaml.cc only.

#ifndef FINSAM_COMMON_FILES_YAML_TREE_H_
#define FINSAM_COMMON_FILES_YAML_TREE_H_

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/mark.h>

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "common/files/input.h"
#include "common/files/yaml.h"

namespace finsam {

// A value in the file. Children are owned by the document.
struct YamlNode {
  enum class Kind { kNull, kScalar, kList, kMap };

  Kind kind = Kind::kNull;
  int64_t line = 0;
  std::string text;                    // Of a scalar.
  std::vector<const YamlNode*> items;  // Of a list, or a map's values.
  std::vector<std::pair<std::string, int64_t>> keys;  // Of a map, with line.
  std::map<std::string, size_t> places;               // Of a map: key to item.
};

// A file once read.
struct YamlDocument : FileProblems {
  std::deque<YamlNode> nodes;  // A deque, so that a node stays where it is.
  const YamlNode* root = nullptr;
  bool broken = false;  // Refused already: what is missing says nothing.

  void AddSyntax(int64_t line, absl::string_view message,
                 absl::string_view found = "",
                 absl::string_view expected = "") {
    broken = true;
    Add(line, "", "YAML_SYNTAX", message, found, expected);
  }
};

// Builds the nodes. Refuses what the tree has no room for: anchors, aliases,
// tags, keys that are no texts, too many levels.
class YamlBuilder final : public YAML::EventHandler {
 public:
  explicit YamlBuilder(YamlDocument* document) : document_(document) {}

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    CheckAnchor(mark, anchor);
    Place(YamlNode::Kind::kNull, mark);
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    CheckAnchor(mark, anchor);
    Place(YamlNode::Kind::kNull, mark);
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag,
                YAML::anchor_t anchor, const std::string& value) override {
    CheckAnchor(mark, anchor);
    CheckTag(mark, tag);
    if (!IsUtf8(value) || FindControl(value) != std::string::npos) {
      document_->AddSyntax(Line(mark), "Värdet innehåller styrtecken.");
    }
    YamlNode* node = Place(YamlNode::Kind::kScalar, mark);
    if (node != nullptr) node->text = value;
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag,
                       YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    Open(YamlNode::Kind::kList, mark, tag, anchor);
  }
  void OnSequenceEnd() override { Close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag,
                  YAML::anchor_t anchor, YAML::EmitterStyle::value) override {
    Open(YamlNode::Kind::kMap, mark, tag, anchor);
  }
  void OnMapEnd() override { Close(); }

 private:
  // An open list or map; with `has_key`, the last key waits for its value.
  struct Frame {
    YamlNode* node = nullptr;  // nullptr: in a part that was refused.
    bool has_key = false;
  };

  static int64_t Line(const YAML::Mark& mark) { return mark.line + 1; }

  void CheckAnchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == YAML::NullAnchor) return;
    document_->AddSyntax(Line(mark),
                         "Ankare och alias (& och *) är inte tillåtna.");
  }

  void CheckTag(const YAML::Mark& mark, const std::string& tag) {
    // "" and "?" are plain values and "!" quoted ones.
    if (tag.empty() || tag == "?" || tag == "!") return;
    document_->AddSyntax(Line(mark), "Taggar (!) är inte tillåtna.", tag);
  }

  void Open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    CheckAnchor(mark, anchor);
    CheckTag(mark, tag);
    YamlNode* node = Place(kind, mark);
    if (frames_.size() == kYamlDepthMax) {
      document_->AddSyntax(Line(mark), "Nivåerna är för många.");
    }
    frames_.push_back({frames_.size() < kYamlDepthMax ? node : nullptr, false});
  }

  void Close() { frames_.pop_back(); }

  // Puts a new node where the parser stands. Nothing when it stands in a part
  // that was refused, or when the node is a key.
  YamlNode* Place(YamlNode::Kind kind, const YAML::Mark& mark) {
    YamlNode node;
    node.kind = kind;
    node.line = Line(mark);
    if (frames_.empty()) {
      document_->nodes.push_back(std::move(node));
      document_->root = &document_->nodes.back();
      return &document_->nodes.back();
    }
    Frame& frame = frames_.back();
    if (frame.node == nullptr) return nullptr;
    document_->nodes.push_back(std::move(node));
    YamlNode* placed = &document_->nodes.back();
    if (frame.node->kind == YamlNode::Kind::kMap && !frame.has_key) {
      if (kind != YamlNode::Kind::kScalar) {
        document_->AddSyntax(placed->line, "En nyckel måste vara en text.");
      }
      frame.has_key = true;
      keys_.push_back(placed);
      return placed;
    }
    if (frame.node->kind == YamlNode::Kind::kMap) {
      // The parser marks an empty value where the next one stands.
      if (kind == YamlNode::Kind::kNull) placed->line = keys_.back()->line;
      TakeKey(frame.node);
    }
    frame.has_key = false;
    frame.node->items.push_back(placed);
    return placed;
  }

  // Gives `map` the key that was read last.
  void TakeKey(YamlNode* map) {
    const YamlNode* key = keys_.back();
    keys_.pop_back();
    if (!map->places.emplace(key->text, map->keys.size()).second) {
      document_->Add(key->line, key->text, "YAML_KEY_TWICE",
                     "Nyckeln står två gånger.", key->text);
    }
    map->keys.emplace_back(key->text, key->line);
  }

  YamlDocument* document_;
  std::vector<Frame> frames_;
  std::vector<const YamlNode*> keys_;
};

}  // namespace finsam

#endif  // FINSAM_COMMON_FILES_YAML_TREE_H_

#include "common/files/yaml.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <set>
#include <sstream>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/text.h"
#include "common/files/csv.h"
#include "common/files/input.h"
#include "common/files/yaml_tree.h"

namespace finsam {
namespace {

// False, with a problem, when `content` cannot be YAML. The parser takes some
// control characters for the end of the file, and NUL for another encoding.
bool CheckIsText(absl::string_view content, YamlDocument* document) {
  if (content.size() > kYamlBytesMax) {
    document->broken = true;
    document->Add(0, "", "YAML_TOO_LARGE", "Filen är för stor.",
                  absl::StrCat(content.size(), " byte"),
                  absl::StrCat("högst ", kYamlBytesMax, " byte"));
    return false;
  }
  if (!IsUtf8(content) || FindControl(content) != absl::string_view::npos) {
    document->AddSyntax(0, "Filen innehåller tecken som inte är text i UTF-8.");
    return false;
  }
  return true;
}

// What the parser says in English, and what we say: what is wrong on the line,
// and what could stand there.
struct SyntaxPhrase {
  absl::string_view english;  // How it begins.
  const char* message;
  const char* expected;
};

constexpr char kNoAnchors[] = "Ankare och alias (& och *) är inte tillåtna.";
constexpr char kNoTags[] = "Taggar (!) är inte tillåtna.";
constexpr char kEscape[] = "Ett omvänt snedstreck står i en text inom \".";
constexpr char kUneven[] = "Raden har inte samma indrag som raderna ovanför.";
constexpr char kUnclosed[] = "Raden hör till en lista som inte är avslutad.";
constexpr char kNotFirst[] = "Tecknet kan inte stå här utan citattecken.";
constexpr char kInQuotes[] = "texten inom citattecken, som \"A: B\"";
constexpr char kDoubled[] = "\\\\, eller texten inom enkla citattecken";
constexpr char kSameIndent[] =
    "blanksteg, lika många för allt på samma nivå, och text med kolon inom "
    "citattecken";
constexpr char kClosed[] = "lika många ] som [ och lika många } som {";

const SyntaxPhrase kSyntaxPhrases[] = {
    {YAML::ErrorMsg::MAP_VALUE, "Ett kolon står där det inte kan stå.",
     kSameIndent},
    {YAML::ErrorMsg::MAP_KEY, "En nyckel står där den inte kan stå.",
     kSameIndent},
    {YAML::ErrorMsg::BLOCK_ENTRY, "Ett - står där ingen lista kan börja.",
     "listan på egna rader under sin nyckel, indragen med blanksteg"},
    {YAML::ErrorMsg::TAB_IN_INDENTATION, "Raden är indragen med en tabb.",
     kSameIndent},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, kUnclosed, kClosed},
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, kUnclosed, kClosed},
    {YAML::ErrorMsg::FLOW_END, "En parentes stängs som inte är öppnad.",
     kClosed},
    {YAML::ErrorMsg::END_OF_MAP, kUneven, kSameIndent},
    {YAML::ErrorMsg::END_OF_SEQ, kUneven, kSameIndent},
    {YAML::ErrorMsg::EOF_IN_SCALAR, "Ett citattecken saknar sitt slut.",
     "ett citattecken till"},
    {YAML::ErrorMsg::DOC_IN_SCALAR,
     "En text inom citattecken saknar sitt slut.",
     "ett citattecken före --- eller ..."},
    {YAML::ErrorMsg::UNKNOWN_TOKEN, kNotFirst, kInQuotes},
    {YAML::ErrorMsg::CHAR_IN_BLOCK, kNotFirst,
     "texten på raden efter | eller >"},
    {YAML::ErrorMsg::INVALID_ESCAPE, kEscape, kDoubled},
    {YAML::ErrorMsg::INVALID_HEX, kEscape, kDoubled},
    {YAML::ErrorMsg::INVALID_UNICODE, kEscape, kDoubled},
    {YAML::ErrorMsg::ALIAS_NOT_FOUND, kNoAnchors, kInQuotes},
    {YAML::ErrorMsg::ANCHOR_NOT_FOUND, kNoAnchors, kInQuotes},
    {YAML::ErrorMsg::CHAR_IN_ALIAS, kNoAnchors, kInQuotes},
    {YAML::ErrorMsg::CHAR_IN_ANCHOR, kNoAnchors, kInQuotes},
    {YAML::ErrorMsg::UNKNOWN_ANCHOR, kNoAnchors, kInQuotes},
    {YAML::ErrorMsg::CHAR_IN_TAG_HANDLE, kNoTags, kInQuotes},
    {YAML::ErrorMsg::TAG_WITH_NO_SUFFIX, kNoTags, kInQuotes},
    {YAML::ErrorMsg::END_OF_VERBATIM_TAG, kNoTags, kInQuotes},
};

// The text of the line, counted from 0; empty beyond the end.
absl::string_view LineAt(absl::string_view content, int line) {
  for (; line > 0; --line) {
    const size_t end = content.find('\n');
    if (end == absl::string_view::npos) return "";
    content.remove_prefix(end + 1);
  }
  return absl::StripAsciiWhitespace(content.substr(0, content.find('\n')));
}

void AddSyntax(absl::string_view content, const YAML::Exception& error,
               YamlDocument* document) {
  SyntaxPhrase said = {"", "Filen går inte att läsa som YAML.", kSameIndent};
  for (const SyntaxPhrase& phrase : kSyntaxPhrases) {
    if (absl::StartsWith(error.msg, phrase.english)) said = phrase;
  }
  const bool placed = !error.mark.is_null();
  document->AddSyntax(placed ? error.mark.line + 1 : 0, said.message,
                      placed ? LineAt(content, error.mark.line) : "",
                      said.expected);
}

// Reads `content` into `document`; the one place that meets exceptions.
void Parse(absl::string_view content, YamlDocument* document) {
  try {
    std::istringstream stream{std::string(content)};
    YAML::Parser parser(stream);
    YamlBuilder builder(document);
    parser.HandleNextDocument(builder);
    YamlDocument rest;
    rest.file = document->file;
    rest.problems = document->problems;
    YamlBuilder rest_builder(&rest);
    if (!document->broken && parser.HandleNextDocument(rest_builder)) {
      document->AddSyntax(0, "Filen innehåller mer än ett dokument (---).");
    }
  } catch (const YAML::Exception& error) {
    AddSyntax(content, error, document);
  } catch (const std::exception&) {
    document->AddSyntax(0, "Filen går inte att läsa som YAML.");
  }
}

}  // namespace

struct YamlMap::State {
  std::shared_ptr<YamlDocument> document;
  const YamlNode* node = nullptr;  // A map.
  std::set<std::string> asked;

  // The value of `key`, which is known from now on; nullptr when not there.
  const YamlNode* Ask(absl::string_view key) {
    asked.emplace(key);
    return Find(key);
  }

  const YamlNode* Find(absl::string_view key) const {
    const auto found = node->places.find(std::string(key));
    return found == node->places.end() ? nullptr : node->items[found->second];
  }

  // The value of `key` when it is one scalar or nothing at all.
  const YamlNode* AskScalar(absl::string_view key) {
    const YamlNode* value = Ask(key);
    if (value == nullptr || value->kind == YamlNode::Kind::kScalar ||
        value->kind == YamlNode::Kind::kNull) {
      return value;
    }
    document->Add(value->line, key, "YAML_NOT_A_TEXT",
                  "Nyckeln ska ha ett enkelt värde.", "",
                  "en text eller ett tal");
    return nullptr;
  }

  YamlMap Child(const YamlNode* child) const {
    auto state = std::make_shared<State>();
    state->document = document;
    state->node = child;
    return YamlMap(std::move(state));
  }
};

int64_t YamlMap::line() const { return state_->node->line; }

bool YamlMap::Has(absl::string_view key) const {
  return state_->Find(key) != nullptr;
}

bool YamlMap::IsText(absl::string_view key) const {
  const YamlNode* value = state_->Find(key);
  return value != nullptr && value->kind == YamlNode::Kind::kScalar;
}

int64_t YamlMap::LineOf(absl::string_view key) const {
  const YamlNode* value = state_->Find(key);
  return value == nullptr ? line() : value->line;
}

std::optional<std::string> YamlMap::Text(absl::string_view key) {
  const YamlNode* value = state_->AskScalar(key);
  if (value == nullptr) return std::nullopt;
  return value->text;
}

std::string YamlMap::RequireText(absl::string_view key) {
  const YamlNode* any = state_->Ask(key);
  const YamlNode* value = state_->AskScalar(key);
  // A value that is no text has a problem of its own.
  const bool missing =
      any == nullptr || (value != nullptr && value->text.empty());
  if (missing && !state_->document->broken) {
    AddProblem(key, "YAML_KEY_MISSING", "Nyckeln saknas eller är tom.", "",
               absl::StrCat(key, ": …"));
  }
  return value == nullptr ? "" : value->text;
}

std::optional<int64_t> YamlMap::Integer(absl::string_view key) {
  const YamlNode* value = state_->AskScalar(key);
  if (value == nullptr) return std::nullopt;
  int64_t number = 0;
  if (absl::SimpleAtoi(value->text, &number)) return number;
  AddProblem(key, "FIELD_INVALID", "Värdet ska vara ett heltal.", value->text,
             "ett heltal");
  return std::nullopt;
}

std::optional<bool> YamlMap::Bool(absl::string_view key) {
  const std::optional<size_t> choice = Choice(key, {"true", "false"});
  if (!choice.has_value()) return std::nullopt;
  return *choice == 0;
}

std::optional<absl::CivilDay> YamlMap::Date(absl::string_view key) {
  const YamlNode* value = state_->AskScalar(key);
  if (value == nullptr) return std::nullopt;
  const std::optional<absl::CivilDay> day = ParseDay(value->text);
  if (!day.has_value()) {
    AddProblem(key, "DATE_INVALID", "Datumet går inte att läsa.", value->text,
               "ett datum som 2024-11-28");
  }
  return day;
}

std::optional<size_t> YamlMap::Choice(absl::string_view key,
                                      const std::vector<std::string>& choices) {
  const YamlNode* value = state_->AskScalar(key);
  if (value == nullptr) return std::nullopt;
  for (size_t i = 0; i < choices.size(); ++i) {
    if (value->text == choices[i]) return i;
  }
  AddProblem(key, "FIELD_INVALID", "Värdet är inget av dem som kan anges.",
             value->text, absl::StrJoin(choices, ", "));
  return std::nullopt;
}

std::vector<std::string> YamlMap::Texts(absl::string_view key) {
  const YamlNode* value = state_->Ask(key);
  std::vector<std::string> texts;
  if (value == nullptr || value->kind == YamlNode::Kind::kNull) return texts;
  if (value->kind == YamlNode::Kind::kScalar) return {value->text};
  if (value->kind == YamlNode::Kind::kMap) {
    AddProblem(key, "YAML_NOT_A_LIST", "Nyckeln ska ha en lista.", "",
               "en lista av texter");
    return texts;
  }
  for (const YamlNode* item : value->items) {
    if (item->kind == YamlNode::Kind::kScalar) {
      texts.push_back(item->text);
      continue;
    }
    state_->document->Add(item->line, key, "YAML_NOT_A_TEXT",
                          "Varje del av listan ska vara en text.");
  }
  return texts;
}

std::vector<YamlMap> YamlMap::Maps(absl::string_view key) {
  const YamlNode* value = state_->Ask(key);
  std::vector<YamlMap> maps;
  if (value == nullptr || value->kind == YamlNode::Kind::kNull) return maps;
  if (value->kind != YamlNode::Kind::kList) {
    AddProblem(key, "YAML_NOT_A_LIST", "Nyckeln ska ha en lista.", value->text,
               "en lista: rader som börjar med \"- \"");
    return maps;
  }
  for (const YamlNode* item : value->items) {
    if (item->kind == YamlNode::Kind::kMap) {
      maps.push_back(state_->Child(item));
      continue;
    }
    state_->document->Add(item->line, key, "YAML_NOT_A_MAP",
                          "Varje del av listan ska ha nycklar.", item->text,
                          "nyckel: värde");
  }
  return maps;
}

std::optional<YamlMap> YamlMap::Map(absl::string_view key) {
  const YamlNode* value = state_->Ask(key);
  if (value == nullptr) return std::nullopt;
  if (value->kind == YamlNode::Kind::kMap ||
      value->kind == YamlNode::Kind::kNull) {
    return state_->Child(value);
  }
  AddProblem(key, "YAML_NOT_A_MAP", "Nyckeln ska ha nycklar under sig.",
             value->text, "nyckel: värde");
  return std::nullopt;
}

std::vector<std::pair<std::string, std::string>> YamlMap::Pairs() {
  std::vector<std::pair<std::string, std::string>> pairs;
  for (size_t i = 0; i < state_->node->items.size(); ++i) {
    const std::string& key = state_->node->keys[i].first;
    if (state_->AskScalar(key) == nullptr) continue;
    pairs.emplace_back(key, state_->node->items[i]->text);
  }
  return pairs;
}

void YamlMap::Finish() {
  for (const auto& [key, key_line] : state_->node->keys) {
    if (state_->asked.count(key) > 0) continue;
    state_->document->Add(key_line, key, "YAML_KEY_UNKNOWN",
                          "Nyckeln är okänd.", key,
                          absl::StrJoin(state_->asked, ", "));
  }
}

void YamlMap::AddProblem(absl::string_view key, absl::string_view reason,
                         absl::string_view message, absl::string_view found,
                         absl::string_view expected) {
  state_->document->Add(LineOf(key), key, reason, message, found, expected);
}

YamlFile::YamlFile(absl::string_view file_name, absl::string_view content,
                   std::vector<Problem>* problems)
    : root_(std::make_shared<YamlMap::State>()) {
  auto document = std::make_shared<YamlDocument>();
  document->file = std::string(file_name);
  document->problems = problems;
  if (CheckIsText(content, document.get())) Parse(content, document.get());
  if (!document->broken && (document->root == nullptr ||
                            document->root->kind != YamlNode::Kind::kMap)) {
    document->broken = true;
    document->Add(1, "", "YAML_NOT_A_MAP", "Filen ska bestå av nycklar.", "",
                  "nyckel: värde");
  }
  if (document->broken) {
    document->nodes.emplace_back().kind = YamlNode::Kind::kMap;
    document->root = &document->nodes.back();
  }
  root_->document = document;
  root_->node = document->root;
}

YamlMap YamlFile::Root() { return YamlMap(root_); }

}  // namespace finsam

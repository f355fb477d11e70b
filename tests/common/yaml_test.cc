#include "common/files/yaml.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

namespace finsam {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;

std::vector<std::string> Reasons(const std::vector<Problem>& problems) {
  std::vector<std::string> reasons;
  for (const Problem& problem : problems) reasons.push_back(problem.reason);
  return reasons;
}

// "REASON:line" of each problem after reading a file that requires "name" and
// may have "items", a list of maps with "id".
std::vector<std::string> ProblemsOfFile(absl::string_view content) {
  std::vector<Problem> problems;
  YamlFile file("a.yaml", content, &problems);
  YamlMap root = file.Root();
  root.RequireText("name");
  for (YamlMap& item : root.Maps("items")) {
    item.RequireText("id");
    item.Finish();
  }
  root.Finish();
  std::vector<std::string> out;
  for (const Problem& p : problems) {
    EXPECT_EQ(p.file, "a.yaml");
    EXPECT_FALSE(p.message.empty());
    out.push_back(absl::StrCat(p.reason, ":", p.line));
  }
  return out;
}

constexpr char kAssociation[] = R"(# Förbundet
organisation-number: 222000-1511
name: Finnvedens samordningsförbund
registration-number: "Dnr 2025:02 / 2"   # med citattecken
adopted: 2025-03-20
minimum-count: 5
open: true
kind: region
covers: ["3000-8998", 4000]
single: "2"
empty:
objects: {dimension: 6, any: ["10", "11"]}
budget:
  operating-income: income
  operating-costs: -costs
members:
  - id: gislaveds-kommun
    name: Gislaveds kommun
  - id: region-jonkoping
    name: |
      Region
      Jönköpings län
)";

TEST(YamlTest, ReadsEveryKindOfValue) {
  std::vector<Problem> problems;
  YamlFile file("association.yaml", kAssociation, &problems);
  YamlMap root = file.Root();
  EXPECT_EQ(root.line(), 2);
  EXPECT_EQ(root.RequireText("organisation-number"), "222000-1511");
  EXPECT_EQ(root.Text("name"), "Finnvedens samordningsförbund");
  EXPECT_EQ(root.Text("registration-number"), "Dnr 2025:02 / 2");
  EXPECT_EQ(root.Date("adopted"), absl::CivilDay(2025, 3, 20));
  EXPECT_EQ(root.Integer("minimum-count"), 5);
  EXPECT_EQ(root.Bool("open"), true);
  EXPECT_EQ(root.Choice("kind", {"municipality", "region"}), 1u);
  EXPECT_THAT(root.Texts("covers"), ElementsAre("3000-8998", "4000"));
  EXPECT_THAT(root.Texts("single"), ElementsAre("2"));
  EXPECT_EQ(root.Text("empty"), "");
  EXPECT_THAT(root.Texts("empty"), IsEmpty());
  EXPECT_THAT(root.Maps("empty"), IsEmpty());
  std::optional<YamlMap> objects = root.Map("objects");
  ASSERT_TRUE(objects.has_value());
  EXPECT_EQ(objects->Integer("dimension"), 6);
  EXPECT_THAT(objects->Texts("any"), ElementsAre("10", "11"));
  objects->Finish();
  std::optional<YamlMap> budget = root.Map("budget");
  ASSERT_TRUE(budget.has_value());
  EXPECT_EQ(budget->line(), 14);
  EXPECT_THAT(budget->Pairs(), ElementsAre(Pair("operating-income", "income"),
                                           Pair("operating-costs", "-costs")));
  budget->Finish();
  std::vector<YamlMap> members = root.Maps("members");
  ASSERT_EQ(members.size(), 2u);
  EXPECT_EQ(members[0].Text("id"), "gislaveds-kommun");
  EXPECT_EQ(members[1].Text("name"), "Region\nJönköpings län\n");
  EXPECT_EQ(members[1].line(), 19);
  EXPECT_EQ(members[1].LineOf("id"), 19);
  EXPECT_FALSE(root.Has("none"));
  EXPECT_TRUE(root.IsText("name"));
  for (const char* key : {"none", "empty", "covers", "objects"}) {
    EXPECT_FALSE(root.IsText(key)) << key;
  }
  EXPECT_EQ(root.Text("none"), std::nullopt);
  EXPECT_FALSE(root.Map("none").has_value());
  root.Finish();
  EXPECT_THAT(Reasons(problems), IsEmpty());
}

TEST(YamlTest, RefusesWithTheLine) {
  const struct {
    const char* what;
    std::string content;
    std::vector<std::string> problems;
  } cases[] = {
      {"fine", "name: a\nitems:\n  - id: b\n", {}},
      {"fine with marks", "---\nname: a\n...\n", {}},
      {"fine with a byte order mark", "\xef\xbb\xbfname: a\n", {}},
      {"empty", "", {"YAML_NOT_A_MAP:1"}},
      {"a list", "- a\n", {"YAML_NOT_A_MAP:1"}},
      {"a text", "hej\n", {"YAML_NOT_A_MAP:1"}},
      {"missing key", "items: []\n", {"YAML_KEY_MISSING:1"}},
      {"empty key", "items: []\nname:\n", {"YAML_KEY_MISSING:2"}},
      {"unknown key", "name: a\nnamn: b\n", {"YAML_KEY_UNKNOWN:2"}},
      {"unknown below",
       "name: a\nitems:\n- id: b\n  x: 1\n",
       {"YAML_KEY_UNKNOWN:4"}},
      {"key twice", "name: a\nname: b\n", {"YAML_KEY_TWICE:2"}},
      {"a map for a text", "name: {a: b}\n", {"YAML_NOT_A_TEXT:1"}},
      {"a text for a list", "name: a\nitems: b\n", {"YAML_NOT_A_LIST:2"}},
      {"texts for maps",
       "name: a\nitems:\n- b\n- id: c\n",
       {"YAML_NOT_A_MAP:3"}},
      {"open bracket", "name: [a\n", {"YAML_SYNTAX:2"}},
      {"bad indent", "name: a\n  b: c\n", {"YAML_SYNTAX:2"}},
      {"a tab", "name: a\nitems:\n\t- id: b\n", {"YAML_SYNTAX:3"}},
      {"anchor", "name: &a b\n", {"YAML_SYNTAX:1"}},
      {"anchor and alias",
       "name: &a b\nitems: *a\n",
       {"YAML_SYNTAX:1", "YAML_SYNTAX:2"}},
      {"unknown alias", "name: *a\n", {"YAML_SYNTAX:1"}},
      {"tag", "name: !!binary aGVq\n", {"YAML_SYNTAX:1"}},
      {"a map as key", "{a: b}: c\nname: a\n", {"YAML_SYNTAX:1"}},
      {"two documents", "name: a\n---\nname: b\n", {"YAML_SYNTAX:0"}},
      {"Latin-1", "name: \xe5\n", {"YAML_SYNTAX:0"}},
      {"the parser's end mark", "name: a\n\x04items: b\n", {"YAML_SYNTAX:0"}},
      {"a NUL", std::string("name: \0\n", 8), {"YAML_SYNTAX:0"}},
      {"a NUL in escapes", "name: \"a\\0b\"\n", {"YAML_SYNTAX:1"}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(ProblemsOfFile(c.content), c.problems) << c.what;
  }
}

// The parser's own words are English and name no way out.
TEST(YamlTest, TellsSyntaxInSwedishWithTheLineAndTheRemedy) {
  const struct {
    std::string content;
    int64_t line;
    std::string found;
    std::string message;
    std::string expected;
  } cases[] = {
      {"name: a\nmotto: a: b\n", 2, "motto: a: b", "kolon", "citattecken"},
      {"name: a\n  b: c\n", 2, "b: c", "kolon", "blanksteg"},
      {"name: [a\n", 2, "", "inte är avslutad", "lika många ]"},
      {"name: {a: b\nc: d\n", 2, "c: d", "inte är avslutad", "}"},
      {"name: a]\nitems: ]\n", 2, "items: ]", "stängs", "lika många ]"},
      {"name: a\n\titems: b\n", 2, "items: b", "tabb", "blanksteg"},
      {"name: - a\n", 1, "name: - a", "ingen lista", "egna rader"},
      {"name: 'a\n---\nb'\n", 2, "---", "citattecken", "citattecken"},
      {"name: @a\r\n", 1, "name: @a", "citattecken", "citattecken"},
      {"name: \"\\q\"\n", 1, "name: \"\\q\"", "snedstreck", "\\\\"},
      {"name: *a\n", 1, "name: *a", "alias", "citattecken"},
      {"name: !<a\n", 1, "name: !<a", "Taggar", "citattecken"},
      {"name:\n  - b\n c: d\n", 3, "c: d", "samma indrag", "blanksteg"},
      {"name: |x\n  a\n", 1, "name: |x", "Tecknet", "raden efter"},
      {"%YAML 3 4\n---\nname: a\n", 1, "%YAML 3 4", "YAML", "blanksteg"},
  };
  for (const auto& c : cases) {
    std::vector<Problem> problems;
    YamlFile("a.yaml", c.content, &problems);
    ASSERT_EQ(problems.size(), 1u) << c.content;
    EXPECT_EQ(problems[0].line, c.line) << c.content;
    EXPECT_EQ(problems[0].found, c.found) << c.content;
    EXPECT_THAT(problems[0].message, HasSubstr(c.message)) << c.content;
    EXPECT_THAT(problems[0].expected, HasSubstr(c.expected)) << c.content;
  }
}

TEST(YamlTest, RefusesScalarsOfAnotherKind) {
  std::vector<Problem> problems;
  YamlFile file("a.yaml", "n: 1.5\nb: ja\nd: 2023-02-29\nc: grön\ne:\n",
                &problems);
  YamlMap root = file.Root();
  EXPECT_FALSE(root.Integer("n").has_value());
  EXPECT_FALSE(root.Bool("b").has_value());
  EXPECT_FALSE(root.Date("d").has_value());
  EXPECT_FALSE(root.Choice("c", {"röd", "blå"}).has_value());
  EXPECT_FALSE(root.Integer("e").has_value());
  root.AddProblem("c", "OWN_REASON", "Eget.");
  EXPECT_THAT(Reasons(problems),
              ElementsAre("FIELD_INVALID", "FIELD_INVALID", "DATE_INVALID",
                          "FIELD_INVALID", "FIELD_INVALID", "OWN_REASON"));
  EXPECT_EQ(problems.back().line, 4);
}

TEST(YamlTest, AFileThatCannotBeReadGivesOneProblemOnly) {
  std::vector<Problem> problems;
  YamlFile file("a.yaml", "a: [\n", &problems);
  YamlMap root = file.Root();
  EXPECT_EQ(root.RequireText("name"), "");
  EXPECT_FALSE(root.Map("x").has_value());
  EXPECT_THAT(root.Pairs(), IsEmpty());
  root.Finish();
  EXPECT_EQ(problems.size(), 1u);
}

TEST(YamlTest, KeepsItsLimits) {
  EXPECT_THAT(ProblemsOfFile(std::string(kYamlBytesMax + 1, 'a')),
              ElementsAre("YAML_TOO_LARGE:0"));
  const auto nested = [](int depth) {
    return absl::StrCat("name: a\nitems: ", std::string(depth, '['),
                        std::string(depth, ']'), "\n");
  };
  EXPECT_THAT(ProblemsOfFile(nested(kYamlDepthMax - 1)),
              ElementsAre("YAML_NOT_A_MAP:2"));
  EXPECT_THAT(ProblemsOfFile(nested(kYamlDepthMax)),
              ElementsAre("YAML_SYNTAX:2"));
  EXPECT_EQ(ProblemsOfFile(nested(400'000)).back().substr(0, 11),
            "YAML_SYNTAX");
  std::string keys = "name: a\n";
  for (int i = 0; i < 100'000; ++i) absl::StrAppend(&keys, "k", i, ":\n");
  EXPECT_EQ(ProblemsOfFile(keys).size(), 1'000u) << "unknown keys";
}

TEST(YamlTest, NeverFallsOnDamagedFiles) {
  std::mt19937 chance(2024);
  const std::string alphabet = ":-[]{}\"'|>&*!?#%@`, \n\n\tab0~<\\=.\x01\xc3";
  for (int round = 0; round < 3'000; ++round) {
    std::string content = kAssociation;
    const size_t changes = 1 + chance() % 8;
    for (size_t i = 0; i < changes; ++i) {
      const size_t place = chance() % content.size();
      const char c = alphabet[chance() % alphabet.size()];
      if (chance() % 3 == 0) {
        content.insert(place, 1 + chance() % 4, c);
      } else if (chance() % 3 == 1) {
        content.erase(place, 1 + chance() % 20);
      } else {
        content[place] = c;
      }
    }
    std::vector<Problem> problems;
    YamlFile file("a.yaml", content, &problems);
    YamlMap root = file.Root();
    root.Texts("covers");
    for (YamlMap& member : root.Maps("members")) member.Pairs();
    root.Finish();
  }
}

}  // namespace
}  // namespace finsam

// What `finsam check printed` prints; and docs/printed-findings.md, which is
// what it prints of the example documents.

#include "cli/check_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/gateway/printed/document_json.h"
#include "services/gateway/printed/examine.h"

namespace finsam::cli {
namespace {

using gateway::printed::Document;
using testing::HasSubstr;

std::string Path(const std::string& path) {
  return absl::StrCat(FINSAM_SOURCE_DIR, "/", path);
}

std::string ReadAll(const std::string& path) {
  std::ifstream in(Path(path), std::ios::binary);
  EXPECT_TRUE(in.is_open()) << path;
  return {std::istreambuf_iterator<char>(in), {}};
}

Document Read(const std::string& name) {
  const std::string path = absl::StrCat("examples/printed/", name, ".json");
  auto document = gateway::printed::ReadDocument(ReadAll(path), path);
  EXPECT_TRUE(document.ok()) << document.status();
  return *std::move(document);
}

std::string FindingsOf(const std::string& name, const std::string& previous) {
  const Document document = Read(name);
  std::vector<Document> others;
  if (!previous.empty()) others.push_back(Read(previous));
  const std::string text =
      ExaminedText({{&document, gateway::printed::Examine(document, others)}});
  return absl::StrCat(
      "\n## ", name, "\n\n```\nfinsam check printed examples/printed/", name,
      ".json",
      previous.empty()
          ? ""
          : absl::StrCat(" --previous examples/printed/", previous, ".json"),
      "\n```\n\n```\n", text, "```\n");
}

TEST(CheckTextTest, TheListInTheDocumentationIsTrue) {
  std::string list =
      "# What `finsam check printed` finds in the example documents\n\n"
      "Made by the command; a test holds it true\n"
      "(`FINSAM_UPDATE_GOLDEN=1 cli_test` writes it anew). What the checks "
      "are\n"
      "is in [printed-documents.md](printed-documents.md).\n";
  absl::StrAppend(&list, FindingsOf("finnveden-2024", "finnveden-2025-plan"),
                  FindingsOf("finnveden-2017", ""),
                  FindingsOf("finnveden-2025-plan", ""),
                  FindingsOf("sodra-vatterbygden-2023", ""),
                  FindingsOf("degerfors-karlskoga-2024", ""));
  const std::string path = "docs/printed-findings.md";
  if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
    std::ofstream(Path(path), std::ios::binary) << list;
  }
  EXPECT_EQ(ReadAll(path), list);
}

TEST(CheckTextTest, JsonHasAllOfIt) {
  const Document document = Read("finnveden-2017");
  const std::vector<Examined> examined = {
      {&document, gateway::printed::Examine(document, {})}};
  EXPECT_TRUE(HasErrors(examined[0].examination));
  const auto json = nlohmann::json::parse(ExaminedJson(examined));
  const auto& one = json["documents"][0];
  EXPECT_EQ(one["year"], 2017);
  ASSERT_EQ(one["findings"].size(), examined[0].examination.findings.size());
  EXPECT_EQ(one["findings"][0]["severity"], "ERROR");
  EXPECT_EQ(one["findings"][0]["id"], "TX-1/4-ekonomi/ingaende-kapital");
  EXPECT_EQ(one["tables"][0]["unit"], "kr");
  EXPECT_FALSE(one["summary"].empty());
}

TEST(CheckTextTest, NothingFoundIsSaid) {
  Document document;
  document.association = "Norr";
  document.year = 2024;
  document.unread = {"karta"};
  const std::string text =
      ExaminedText({{&document, gateway::printed::Examine(document, {})}});
  EXPECT_THAT(text, HasSubstr("inga anmärkningar"));
  EXPECT_THAT(text, HasSubstr("Inte granskat: karta"));
}

}  // namespace
}  // namespace finsam::cli

// Documents as JSON: what is read, and what is refused and where.

#include "services/gateway/printed/document_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/printed/examine.h"
#include "tests/printed/printed_case.h"

namespace finsam::gateway::printed {
namespace {

using testing::HasSubstr;

TEST(DocumentJsonTest, TranscriptionsAreReadAsTheyAre) {
  const std::filesystem::path folder =
      std::filesystem::path(FINSAM_SOURCE_DIR) / "../shared/reference";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "no transcriptions";
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream in(entry.path(), std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(in), {}};
    const auto document = ReadDocument(bytes, entry.path().filename());
    ASSERT_TRUE(document.ok()) << document.status();
    EXPECT_GT(document->year, 2016);
    EXPECT_FALSE(document->tables.empty());
    EXPECT_FALSE(Examine(*document, {}).findings.empty());
    ++count;
  }
  EXPECT_GE(count, 5);
}

TEST(DocumentJsonTest, CellsAreKeptAsPrinted) {
  const Document document = Parse(R"("tables": [{"id": "a", "rows": [
      {"label": "X", "cells": ["– 57", 8649, null, 13.4, "63.855 kr"],
       "percent": [79]}]}])");
  ASSERT_EQ(document.tables.size(), 1u);
  EXPECT_EQ(document.tables[0].columns.size(), 5u);
  EXPECT_THAT(document.tables[0].rows[0].cells,
              testing::ElementsAre("– 57", "8649", "", "13.4", "63.855 kr"));
}

TEST(DocumentJsonTest, YearAndKindAreInTheTitle) {
  const auto of = [](const char* title) {
    auto document =
        ReadDocument(absl::StrCat(R"({"document": ")", title, R"("})"), "f");
    EXPECT_TRUE(document.ok()) << title;
    return *document;
  };
  EXPECT_EQ(of("Delårsrapport 2017-06-30").kind, DocumentKind::kInterim);
  EXPECT_EQ(of("Verksamhetsplan med budget 2025 och plan 2026-2027").year,
            2025);
  EXPECT_EQ(of("Verksamhetsplan 2025").kind, DocumentKind::kPlan);
  EXPECT_EQ(of("Årsredovisning 2024").kind, DocumentKind::kAnnual);
}

TEST(DocumentJsonTest, WhatIsNoTableIsToldAsUnread) {
  const Document document =
      Parse(R"("capital_rule": {"a": 1}, "plan": {"rows": []},
               "balance": [{"line": "A", "value": 5}])");
  EXPECT_THAT(document.unread, testing::ElementsAre("capital_rule"));
  EXPECT_EQ(document.tables.size(), 2u);
}

struct Refused {
  const char* json;
  const char* reason;
  const char* where;  // In the one line that tells of it.
};

TEST(DocumentJsonTest, WhatIsWrongIsSaidWhere) {
  const Refused cases[] = {
      {"", "DOCUMENT_NOT_JSON", "f.json:1"},
      {"{\n \"year\": 2024,\n }", "DOCUMENT_NOT_JSON", "f.json:3"},
      {"[1, 2]", "DOCUMENT_INVALID", "f.json"},
      {"{}", "DOCUMENT_INVALID", "year"},
      {R"({"year": 2024, "tables": {}})", "DOCUMENT_INVALID", "tables"},
      {R"({"year": 2024, "tables": [{"id": "a"}]})", "DOCUMENT_INVALID",
       "tables[0]"},
      {R"({"year": 2024, "tables": [{"rows": [{"line": true}]}]})",
       "DOCUMENT_INVALID", "tables[0].rows[0].line"},
      {R"({"year": 2024, "tables": [{"columns": ["2024"],
          "rows": [{"line": "A", "values": [1, 2]}]}]})",
       "DOCUMENT_INVALID", "tables[0]"},
      {R"({"year": 2024, "kind": "bok"})", "DOCUMENT_INVALID", "kind"},
      {R"({"year": 2024, "text": ["a"]})", "DOCUMENT_INVALID", "text[0]"},
      {R"({"year": 2024, "text": [{"statements": [1]}]})", "DOCUMENT_INVALID",
       "text[0].statements[0]"},
      {R"({"year": 2024, "goals": [7]})", "DOCUMENT_INVALID", "goals[0]"},
      {R"({"year": -1})", "DOCUMENT_INVALID", "year"},
  };
  for (const Refused& c : cases) {
    const auto document = ReadDocument(c.json, "f.json");
    ASSERT_FALSE(document.ok()) << c.json;
    EXPECT_EQ(ReasonOf(document.status()), c.reason) << c.json;
    ASSERT_FALSE(ProblemsOf(document.status()).empty()) << c.json;
    EXPECT_THAT(ProblemLine(ProblemsOf(document.status())[0]),
                HasSubstr(c.where))
        << c.json;
  }
}

TEST(DocumentJsonTest, LimitsHold) {
  EXPECT_EQ(
      ReasonOf(
          ReadDocument(std::string(kDocumentBytesMax + 1, ' '), "f").status()),
      "DOCUMENT_TOO_LARGE");
  EXPECT_EQ(ReasonOf(ReadDocument(std::string(100'000, '['), "f").status()),
            "DOCUMENT_NOT_JSON");
  std::string rows = R"({"year": 2024, "t": {"rows": [)";
  for (size_t i = 0; i <= kRowsMax; ++i) {
    absl::StrAppend(&rows, i == 0 ? "" : ",", R"({"line": "A"})");
  }
  EXPECT_EQ(ReasonOf(ReadDocument(rows + "]}}", "f").status()),
            "DOCUMENT_INVALID");
}

}  // namespace
}  // namespace finsam::gateway::printed

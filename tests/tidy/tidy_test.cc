// The house keeps its own rules. Each check is first tried on a small tree
// that breaks its rule: a check that cannot fail says nothing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/tidy/includes.h"
#include "tests/tidy/lines.h"
#include "tests/tidy/protos.h"
#include "tests/tidy/tree.h"

namespace finsam::tidy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

const Tree& House() {
  static const Tree tree = ReadTree(FINSAM_SOURCE_DIR);
  return tree;
}

#define EXPECT_NONE(violations)                                    \
  do {                                                             \
    const Violations found = (violations);                         \
    EXPECT_TRUE(found.empty()) << found.size() << " violations:\n" \
                               << absl::StrJoin(found, "\n");      \
  } while (false)

TEST(TidyTest, TheTreeIsRead) {
  EXPECT_GT(House().size(), 200u);
  EXPECT_GT(ReadProtos(absl::StrCat(FINSAM_SOURCE_DIR, "/protos")).size(), 8u);
}

TEST(TidyTest, EachRoomIncludesWhatItMay) {
  EXPECT_NONE(CheckIncludes(House()));
}
TEST(TidyTest, WordsAreInTheirRooms) { EXPECT_NONE(CheckWords(House())); }
TEST(TidyTest, LinesFitTheirColumns) { EXPECT_NONE(CheckColumns(House())); }
TEST(TidyTest, GuardsSpellThePath) { EXPECT_NONE(CheckGuards(House())); }
TEST(TidyTest, HeadersSayWhatTheyAre) { EXPECT_NONE(CheckHeads(House())); }
TEST(TidyTest, FilesAreShort) { EXPECT_NONE(CheckFileLengths(House())); }
TEST(TidyTest, FunctionsAreShort) {
  EXPECT_NONE(CheckFunctionLengths(House()));
}
TEST(TidyTest, TheApisAreManuals) {
  EXPECT_NONE(
      CheckProtos(ReadProtos(absl::StrCat(FINSAM_SOURCE_DIR, "/protos"))));
}

TEST(TidySelfTest, ForbiddenIncludesAreFound) {
  const struct {
    const char* file;
    const char* include;
    bool may;
  } cases[] = {
      {"common/base/money.cc", "\"absl/strings/str_cat.h\"", true},
      {"common/base/money.cc", "\"common/store/store.h\"", false},
      {"common/base/money.cc", "<openssl/evp.h>", false},
      {"common/base/money.cc", "<unistd.h>", false},
      {"common/base/digest.cc", "<openssl/evp.h>", true},
      {"common/figure/display.cc", "\"common/figure/convert.h\"", false},
      {"common/figure/display.cc", "\"finsam/common/v1/figure.pb.h\"", false},
      {"common/figure/convert.cc", "\"finsam/common/v1/figure.pb.h\"", true},
      {"common/figure/convert.cc", "\"finsam/ledger/v1/ledger.pb.h\"", false},
      {"common/files/csv.cc", "\"common/figure/figure.h\"", false},
      {"common/store/journal.cc", "<rocksdb/db.h>", false},
      {"common/store/rocks_store.cc", "<rocksdb/db.h>", true},
      {"common/store/journal.cc", "\"common/rpc/page.h\"", false},
      {"common/rpc/page.cc", "\"common/store/key.h\"", false},
      {"services/budget/domain/budget.cc", "<vector>", true},
      {"services/budget/domain/budget.cc", "<mutex>", false},
      {"services/budget/domain/budget.cc", "<unistd.h>", false},
      {"services/budget/domain/budget.cc", "\"common/base/clock.h\"", false},
      {"services/budget/domain/budget.cc", "\"common/base/log.h\"", false},
      {"services/budget/domain/budget.cc", "\"absl/time/clock.h\"", false},
      {"services/budget/domain/budget.cc", "\"absl/time/civil_time.h\"", true},
      {"services/budget/domain/budget.cc", "\"common/files/csv.h\"", false},
      {"services/budget/domain/budget.cc", "\"common/figure/convert.h\"",
       false},
      {"services/budget/domain/budget.cc", "\"finsam/budget/v1/budget.pb.h\"",
       false},
      {"services/budget/domain/budget.cc", "\"services/budget/convert.h\"",
       false},
      {"services/budget/domain/budget.cc", "\"services/ledger/domain/chart.h\"",
       false},
      {"services/budget/budget.cc", "\"services/ledger/ledger.h\"", false},
      {"services/budget/budget.cc", "\"tests/kit/random.h\"", false},
      {"services/budget/budget.cc", "<grpcpp/grpcpp.h>", false},
      {"services/budget/budget.cc", "<rocksdb/db.h>", false},
      {"services/budget/budget.cc", "\"finsam/ledger/v1/ledger.pb.h\"", false},
      {"services/budget/convert.cc", "\"finsam/budget/v1/budget.grpc.pb.h\"",
       false},
      {"services/budget/convert.cc", "\"finsam/budget/v1/budget.pb.h\"", true},
      {"services/budget/budget_file.cc", "\"common/files/csv.h\"", true},
      {"services/budget/budget_file.cc", "\"finsam/budget/v1/budget.pb.h\"",
       false},
      {"services/budget/budget_service.cc", "<grpcpp/grpcpp.h>", true},
      {"services/budget/budget_service.cc", "<rocksdb/db.h>", false},
      {"services/gateway/neighbours.cc",
       "\"finsam/ledger/v1/ledger.grpc.pb.h\"", true},
      {"services/gateway/neighbours.cc", "\"services/ledger/ledger.h\"", false},
      {"cli/client.cc", "<grpcpp/grpcpp.h>", true},
      {"cli/output.cc", "<grpcpp/grpcpp.h>", false},
      {"cli/output.cc", "\"services/gateway/domain/report.h\"", false},
      {"cli/output.cc", "\"services/ledger/proof.h\"", false},
      {"cli/proof_file.cc", "\"services/ledger/proof.h\"", true},
      {"cli/proof_file.cc", "\"services/ledger/domain/merkle.h\"", false},
      {"cli/check_text.cc", "\"services/gateway/printed/examine.h\"", true},
      {"cli/check_text.cc", "\"services/gateway/printed/sums.h\"", false},
      {"cli/output.cc", "\"services/gateway/printed/examine.h\"", false},
      {"services/gateway/printed/sums.cc", "<nlohmann/json.hpp>", false},
      {"services/gateway/printed/sums.cc", "<thread>", false},
      {"services/gateway/printed/sums.cc", "\"services/gateway/domain/rule.h\"",
       true},
      {"services/gateway/printed/json_values.h", "<nlohmann/json.hpp>", true},
      {"tests/budget/budget_test.cc", "<rocksdb/env.h>", true},
      {"shed/tool.cc", "<vector>", false},
  };
  for (const auto& c : cases) {
    const Tree tree = {
        MakeFile(c.file, absl::StrCat("// A file.\n#include ", c.include))};
    EXPECT_EQ(CheckIncludes(tree).empty(), c.may)
        << c.file << " includes " << c.include;
  }
  EXPECT_THAT(
      CheckIncludes({MakeFile("common/base/money.cc",
                              "// Money.\n\n#include <grpcpp/grpcpp.h>\n")}),
      ElementsAre("common/base/money.cc:3: may not include grpcpp/grpcpp.h"));
}

TEST(TidySelfTest, CommentsAndTextsAreNoCode) {
  const SourceFile file = MakeFile("a.cc",
                                   "int a = 1'000;  // one \"two\n"
                                   "f(\"a\\\"b\", '\"', 'x'); /* c\n"
                                   "d */ g();\n"
                                   "h(R\"(x\n"
                                   "\"y)\");\n"
                                   "i();");
  const std::vector<std::string> code = CodeOnly(file.lines);
  EXPECT_EQ(code[0].substr(0, 14), "int a = 1'000;");
  EXPECT_THAT(code[0], testing::Not(HasSubstr("one")));
  EXPECT_EQ(code[1].substr(0, 19), "f(\"    \", ' ', ' ')");
  EXPECT_EQ(code[2], "     g();");
  EXPECT_EQ(code[4], "  )\");");
  EXPECT_EQ(code[5], "i();");
}

TEST(TidySelfTest, BannedWordsAreFound) {
  const std::string floating = absl::StrCat("dou", "ble");
  const std::string later = absl::StrCat("// TO", "DO: more\n");
  const std::string now = absl::StrCat("absl::", "Now();\n");
  const std::string view = absl::StrCat("std::string", "_view v;\n");
  const struct {
    const char* file;
    std::string content;
    bool fine;
  } cases[] = {
      {"services/x/domain/a.cc", floating + " a;", false},
      {"services/participants/domain/moves.cc", floating + " a;", true},
      {"services/participants/domain/rules.h", floating + " a;", false},
      {"services/x/domain/a.cc", "// " + floating + " a;", true},
      {"services/x/domain/a.cc", "int " + floating + "d;", true},
      {"services/x/render.cc", floating + " a;", true},
      {"common/base/money.cc", floating + " a;", false},
      {"common/base/clock.cc", now, true},
      {"common/rpc/server.cc", now, false},
      {"services/x/x.cc", now, false},
      {"tests/x/x_test.cc", now, true},
      {"tests/x/x_test.cc", view, false},
      {"cli/main.cc", view, false},
      {"cli/main.cc", later, false},
      {"tests/x/x_test.cc", later, false},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(CheckWords({MakeFile(c.file, c.content)}).empty(), c.fine)
        << c.file << ": " << c.content;
  }
}

TEST(TidySelfTest, WideLinesAreFoundByCharacters) {
  std::string wide;
  for (size_t i = 0; i < kColumnsMax; ++i) wide += "å";
  EXPECT_THAT(CheckColumns({MakeFile("a.cc", wide)}), IsEmpty());
  EXPECT_THAT(CheckColumns({MakeFile("a.cc", "\n" + wide + "x")}),
              ElementsAre("a.cc:2: 81 columns"));
}

TEST(TidySelfTest, GuardsAndHeadsAreRead) {
  const std::string good =
      "// A.\n\n#ifndef FINSAM_CLI_A_B_H_\n#define FINSAM_CLI_A_B_H_\n"
      "#endif  // FINSAM_CLI_A_B_H_\n";
  EXPECT_THAT(CheckGuards({MakeFile("cli/a_b.h", good)}), IsEmpty());
  EXPECT_THAT(CheckHeads({MakeFile("cli/a_b.h", good)}), IsEmpty());
  EXPECT_EQ(CheckGuards({MakeFile("cli/b.h", good)}).size(), 1u);
  EXPECT_EQ(CheckGuards({MakeFile("cli/a_b.h", "#pragma once")}).size(), 1u);
  EXPECT_EQ(CheckHeads({MakeFile("cli/a.h", "#pragma once")}).size(), 1u);
}

TEST(TidySelfTest, LongFilesAndFunctionsAreFound) {
  const auto repeated = [](const char* line, size_t count) {
    std::string text;
    for (size_t i = 0; i < count; ++i) absl::StrAppend(&text, line, "\n");
    return text;
  };
  const std::string lines = repeated("// a", kFileLinesMax);
  EXPECT_THAT(CheckFileLengths({MakeFile("cli/a.cc", lines)}), IsEmpty());
  EXPECT_EQ(CheckFileLengths({MakeFile("cli/a.cc", lines + "x")}).size(), 1u);

  const struct {
    const char* begin;
    const char* end;
    bool counts;
  } cases[] = {
      {"int F(int a,\n      int b) {\n", "}\n", true},
      {"namespace a {\nclass B {\n  void F() const {\n", "  }\n};\n}\n", true},
      {"namespace a {\n", "}\n", false},
      {"constexpr int kA[] = {\n", "};\n", false},
      {"enum class A {\n", "};\n", false},
  };
  for (const auto& c : cases) {
    const auto file = [&c, &repeated](size_t count) {
      return MakeFile(
          "cli/a.cc",
          absl::StrCat(c.begin, repeated("  if (x) { y(); }", count), c.end));
    };
    EXPECT_THAT(CheckFunctionLengths({file(60)}), IsEmpty()) << c.begin;
    EXPECT_EQ(CheckFunctionLengths({file(80)}).size(), c.counts ? 1u : 0u)
        << c.begin;
  }
}

constexpr char kGoodProto[] = R"(
syntax = "proto3";
package p;
import "finsam/common/v1/options.proto";
// A service.
service S {
  // A method. Errors: none.
  rpc M(A) returns (A) {
    option (finsam.common.v1.permission) = PERMISSION_READ;
  }
}
// A message.
message A {
  // An enum.
  enum E {
    // Nothing.
    NONE = 0;
  }
  // A field.
  E e = 1;
}
)";

TEST(TidySelfTest, SilentApisAreFound) {
  const auto check = [](const std::string& from, const std::string& to) {
    std::string content = kGoodProto;
    if (!from.empty()) content.replace(content.find(from), from.size(), to);
    return CheckProtos({{"p.proto", content}});
  };
  EXPECT_THAT(check("", ""), IsEmpty());
  for (const char* comment : {"// A service.", "// A message.", "// An enum.",
                              "// Nothing.", "// A field."}) {
    EXPECT_THAT(check(comment, ""),
                ElementsAre(HasSubstr("no comment before it")))
        << comment;
  }
  EXPECT_THAT(check("Errors: none.", ""),
              ElementsAre("p.proto:8: p.S.M names no errors"));
  EXPECT_THAT(
      check("option (finsam.common.v1.permission) = PERMISSION_READ;", ""),
      ElementsAre("p.proto:8: p.S.M declares no permission"));
  EXPECT_THAT(check("E e = 1;", "Unknown e = 1;"), testing::Not(IsEmpty()));
}

}  // namespace
}  // namespace finsam::tidy

// The report in a terminal.

#include "services/gateway/render_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/utf8.h"
#include "services/gateway/text_columns.h"
#include "tests/gateway/sample_report.h"

namespace finsam::gateway {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

std::string TableText(const Table& table) {
  common::v1::Table proto;
  ToProto(table, &proto);
  return absl::StrReplaceAll(RenderTableText(proto), {{"\u00a0", " "}});
}

std::string Prose(const std::string& file) {
  const v1::Section section = TextSection("T", file, Count{74});
  std::string out;
  AppendMarkdown(section.blocks(0).text(), &out);
  return out;
}

TEST(TextColumnsTest, WrapsAtBlanksOnly) {
  EXPECT_THAT(Wrapped("ett två tre", 7), ElementsAre("ett två", "tre"));
  EXPECT_THAT(Wrapped("blev 5\u00a0228\u00a0kr", 8),
              ElementsAre("blev", "5\u00a0228\u00a0kr"));
  EXPECT_THAT(Wrapped("samordningsförbund a", 5),
              ElementsAre("samordningsförbund", "a"));
  EXPECT_THAT(Wrapped("a\nb", 9), ElementsAre("a", "b"));
  EXPECT_THAT(Wrapped("", 9), ElementsAre(""));
}

TEST(RenderTextTest, ATableInATerminal) {
  const Table table = AmountTable(
      "note-2", "Intäkter", {{"2024", "2024-12-31"}, {"2023", "2023"}},
      {{"group", "Bidrag", RowKind::kHeading, "", {}},
       {"state", "Staten", RowKind::kDetail, "7", {-2'529'000, 5}},
       {"part", "varav en del", RowKind::kOfWhich, "", {1, 2}},
       {"total", "Summa", RowKind::kTotal, "", {0, 12}}});
  EXPECT_EQ(TableText(table),
            "Intäkter\n"
            "\n"
            "Belopp i kr     Not  2024-12-31  2023\n"
            "-------------------------------------\n"
            "Bidrag\n"
            "Staten          7    −2 529 000     5\n"
            "  varav en del                1     2\n"
            "                     ----------  ----\n"
            "Summa                         0    12\n");
}

TEST(RenderTextTest, LongTextsWrapInsideTheirColumns) {
  Table table{"goals", "Mål", "", "Åtagande", {{"c", "Kommentar"}}, {}};
  table.rows.push_back({"1",
                        "Alla medlemmar ska erbjudas stöd i metodfrågor.",
                        RowKind::kDetail,
                        "",
                        {std::string("Stöd har erbjudits samtliga parter, och "
                                     "några har tagit emot det.")}});
  EXPECT_EQ(TableText(table),
            "Mål\n"
            "\n"
            "Åtagande                        Kommentar\n"
            "--------------------------------------------------------------"
            "------------------\n"
            "Alla medlemmar ska erbjudas     Stöd har erbjudits samtliga "
            "parter, och några\n"
            "stöd i metodfrågor.             har tagit emot det.\n");
}

TEST(RenderTextTest, ProseIsWrappedAndPlain) {
  const std::pair<const char*, const char*> kCases[] = {
      {"Hej *du*,\nvi är {{ a/b }}.", "Hej du, vi är 74.\n\n"},
      {"1. ett\n2. två\n   - under", "1. ett\n2. två\n   - under\n\n"},
      {"- ett\n\n- två", "- ett\n\n- två\n\n"},
      {"> sagt\n> så", "> sagt så\n\n"},
      {"rad  \nrad", "rad\nrad\n\n"},
      {"[här](https://a.se)", "här (https://a.se)\n\n"},
      {"<https://a.se>", "https://a.se\n\n"},
      {"# a\n\nb", "a\n\nb\n\n"},
      {"a<b>c", "ac\n\n"},
  };
  for (const auto& [file, text] : kCases) EXPECT_EQ(Prose(file), text) << file;
}

TEST(RenderTextTest, TheReportFitsTheTerminal) {
  const std::string text = RenderText(SampleReport());
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    EXPECT_LE(ColumnWidth(line), kTextWidth) << line;
  }
  EXPECT_THAT(text, HasSubstr("1.1 Översikt över verksamhetens utveckling\n"
                              "------------------------------------------\n"));
  EXPECT_THAT(text, HasSubstr("- Bokföring, revision 12, rot 3f3f3f3f3f3f\n"));
  EXPECT_EQ(text, RenderText(SampleReport()));
}

TEST(RenderTextTest, NothingCommandsTheTerminal) {
  const std::string evil = "\x1b[2J\x07\x9b";
  Table table = AmountTable("t", evil, {{"2024", evil}},
                            {{"r", evil, RowKind::kDetail, evil, {1}}});
  v1::Report report;
  report.set_title(evil);
  *report.add_sections() = TableSection(evil, table);
  *report.add_sections() = TextSection("T", "a\x1b[2J `\x1b`");
  report.add_sources()->set_service(evil);
  const std::string text = RenderText(report);
  EXPECT_THAT(text, Not(HasSubstr("\x1b")));
  EXPECT_THAT(text, Not(HasSubstr("\x07")));
}

// Writes the text where FINSAM_SAMPLE_TEXT says, for looking at it.
TEST(RenderTextTest, LeavesASampleWhenAsked) {
  const char* path = std::getenv("FINSAM_SAMPLE_TEXT");
  if (path == nullptr) GTEST_SKIP() << "FINSAM_SAMPLE_TEXT is not set";
  std::ofstream(path) << RenderText(SampleReport());
}

}  // namespace
}  // namespace finsam::gateway

// A real association's annual report, cell by cell: what the house makes of
// examples/finnveden-2024 against what was printed, and what the checks say of
// the difference.

#include <gtest/gtest.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "common/figure/convert.h"
#include "common/figure/display.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace pb = gateway::v1;

constexpr char kFindingsFile[] = "/tests/golden/finnveden-2024-findings.txt";

// The printed report's table and ours.
constexpr std::pair<const char*, const char*> kTables[] = {
    {"multi_year_overview", "multi-year-overview"},
    {"income_statement", "income-statement"},
    {"balance_sheet", "balance-sheet"},
    {"cash_flow", "cash-flow"},
    {"operations_account", "operations-account"},
    {"note_2_income", "note-2"},
    {"note_3_costs", "note-3"},
    {"note_4_receivables", "note-4"},
    {"note_5_liabilities", "note-5"},
};

// Where the printed report is wrong: what it prints, and what is right.
struct Deviation {
  int64_t printed;
  int64_t right;
  const char* printed_text;
  const char* right_text;
};
const std::map<std::string, Deviation>& PrintedWrong() {
  static const auto& cells = *new std::map<std::string, Deviation>{
      {"cash-flow/change-in-receivables/2024",
       {-73'442, 73'442, "−73 442 kr", "73 442 kr"}},
      {"cash-flow/change-in-current-liabilities/2024",
       {-238'080, 238'080, "−238 080 kr", "238 080 kr"}},
      {"income-statement/operating-income/budget-2024",
       {7'402'835, 5'058'000, "7 402 835 kr", "5 058 000 kr"}},
      {"operations-account/fees/budget-2024",
       {5'070'000, 5'058'000, "5 070 000 kr", "5 058 000 kr"}},
      {"operations-account/fees/deviation-2024",
       {158'358, 170'358, "158 358 kr", "170 358 kr"}},
      {"multi-year-overview/income/2023",
       {5'277, 5'278, "5 277 tkr", "5 278 tkr"}},
      {"participants/it-sparet-alla-omraden/deltagare/total/2024",
       {15, 19, "15", "19"}},
  };
  return cells;
}

// Cells that the printed report leaves empty, and what ours prints there.
const char* const kNotPrinted[] = {
    "income-statement: Resultat, Budget 2024: ",
    "income-statement: Finansiella intäkter, Budget 2024: ",
    "income-statement: Finansiella kostnader, Budget 2024: ",
    "income-statement: Finansiella kostnader, 2024-12-31: ",
    "income-statement: Finansiella kostnader, 2023-12-31: ",
    "income-statement: Resultat efter finansiella poster, Budget 2024: ",
    "income-statement: Årets resultat, Budget 2024: ",
    "operations-account: Resultat, Aktuell budget jan-dec 2024: ",
    "operations-account: Resultat, Avvikelse utfall - budget: ",
    "operations-account: Utgående eget kapital, Aktuell budget jan-dec 2024: ",
    "operations-account: Utgående eget kapital, Avvikelse utfall - budget: ",
    "operations-account: Likvida medel, Aktuell budget jan-dec 2024: ",
    "operations-account: Likvida medel, Avvikelse utfall - budget: ",
    "note-3: - varav förbundschef 35% tjänst, Budget 2024: ",
};

// Figures that stand in texts and registers of the printed report.
constexpr std::pair<const char*, int64_t> kSingleFigures[] = {
    {"cost-shares/structure/2024", 20},
    {"cost-shares/structure/2023", 24},
    {"cost-shares/individual/2024", 66},
    {"cost-shares/individual/2023", 63},
    {"goals/total/2024", 10},
    {"goals/met/2024", 4},
    {"goals/not-met/2024", 4},
    {"goals/partly-met/2024", 1},
    {"goals/not-assessed/2024", 1},
    {"balance-requirement/result-of-year/2024", -518'359},
    {"balance-requirement/balance-requirement-result/2024", -518'359},
    {"participants/total/deltagare/total/2024", 74},
    {"participants/total/deltagare/women/2024", 47},
    {"participants/total/deltagare/men/2024", 27},
    {"participants/samverkansteam-finnveden/deltagare/total/2023-12..2024-11",
     72},
    {"participants/it-sparet/deltagare/men/2024", 1},
    {"participants/it-sparet/deltagare/women/2024", 0},
    {"participants/it-sparet-alla-omraden/deltagare/total/2024", 15},
    {"participants/it-sparet-alla-omraden/deltagare/men/2024", 14},
    {"participants/it-sparet-alla-omraden/deltagare/women/2024", 5},
    {"participants/it-sparet-alla-omraden/avslutade/total/2024", 4},
    {"board/meetings/2024", 8},
    {"board/seats/2024", 6},
    {"signatures/count/2024", 6},
};

// Dashes of all lengths are one, and blanks of all widths.
std::string Plain(const std::string& text) {
  return absl::StrReplaceAll(text, {{"–", "-"}, {"\u00a0", " "}});
}

// A row by its label, looked for below `from`: the association's own order.
std::optional<size_t> RowBelow(const Table& table, const std::string& label,
                               size_t from) {
  for (size_t i = from; i < table.rows.size(); ++i) {
    const TableRow& row = table.rows[i];
    if (row.kind != RowKind::kHeading && Plain(row.label) == Plain(label)) {
      return i;
    }
  }
  return std::nullopt;
}

class GoldenReportTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    house_ = new testkit::RunningHouse;
    client_ = new GatewayClient(house_->Address("gateway"));
    const auto result = client_->Import(Finnveden2024());
    ASSERT_TRUE(result.ok()) << result.status();
    const auto report = client_->Assemble();
    ASSERT_TRUE(report.ok()) << report.status();
    report_ = new pb::Report(*report);
    std::ifstream in(
        absl::StrCat(FINSAM_SOURCE_DIR, "/tests/golden/finnveden-2024.json"));
    golden_ = new nlohmann::json(nlohmann::json::parse(in));
  }

  static void TearDownTestSuite() {
    delete golden_;
    delete report_;
    delete client_;
    delete house_;
  }

  void SetUp() override { ASSERT_NE(report_, nullptr); }

  // Compares one printed table; deviations and empty cells are gathered.
  void Compare(const nlohmann::json& printed, const Table& table);
  void CompareCell(const std::string& place, const Cell& cell,
                   const nlohmann::json& printed);
  void CompareValue(const std::string& id, std::optional<int64_t> ours,
                    int64_t printed);

  static testkit::RunningHouse* house_;
  static GatewayClient* client_;
  static pb::Report* report_;
  static nlohmann::json* golden_;

  int compared_ = 0;
  std::map<std::string, std::pair<int64_t, int64_t>> deviations_;
  std::vector<std::string> not_printed_;
};

testkit::RunningHouse* GoldenReportTest::house_ = nullptr;
GatewayClient* GoldenReportTest::client_ = nullptr;
pb::Report* GoldenReportTest::report_ = nullptr;
nlohmann::json* GoldenReportTest::golden_ = nullptr;

void GoldenReportTest::CompareValue(const std::string& id,
                                    std::optional<int64_t> ours,
                                    int64_t printed) {
  ++compared_;
  ASSERT_TRUE(ours.has_value()) << id << " has no number";
  if (*ours != printed) deviations_[id] = {printed, *ours};
}

void GoldenReportTest::CompareCell(const std::string& place, const Cell& cell,
                                   const nlohmann::json& printed) {
  const auto* held = std::get_if<FigureCell>(&cell);
  if (printed.is_null()) {
    not_printed_.push_back(absl::StrCat(
        place, ": ",
        held == nullptr ? "" : Format(held->figure.value, held->display)));
    return;
  }
  ASSERT_NE(held, nullptr) << place << " is blank, printed " << printed;
  CompareValue(held->figure.id, RoundedSteps(held->figure.value, held->display),
               printed.get<int64_t>());
}

void GoldenReportTest::Compare(const nlohmann::json& printed,
                               const Table& table) {
  ASSERT_EQ(table.columns.size(), printed["columns"].size()) << table.id;
  for (size_t i = 0; i < table.columns.size(); ++i) {
    EXPECT_EQ(Plain(table.columns[i].label), printed["columns"][i]) << table.id;
  }
  size_t below = 0;
  for (const auto& line : printed["rows"]) {
    const std::string label = line["line"];
    const auto at = RowBelow(table, label, below);
    ASSERT_TRUE(at.has_value())
        << table.id << " has no row " << label << " at its place";
    const TableRow& row = table.rows[*at];
    EXPECT_EQ(row.kind == RowKind::kTotal, line.value("total", false))
        << table.id << ": " << label;
    if (line.contains("note")) {
      EXPECT_EQ(row.note, absl::StrCat(line["note"].get<int>())) << label;
    }
    for (size_t i = 0; i < table.columns.size(); ++i) {
      CompareCell(absl::StrCat(table.id, ": ", label, ", ",
                               printed["columns"][i].get<std::string>()),
                  row.cells.at(i), line["values"].at(i));
    }
    below = *at + 1;
  }
}

TEST_F(GoldenReportTest, EveryPrintedCellIsTheSameButTheKnownMistakes) {
  const auto tables = TablesOf(*report_);
  for (const auto& [printed, ours] : kTables) {
    ASSERT_EQ(tables.count(ours), 1U) << ours;
    Compare(golden_->at(printed), FromProto(tables.at(ours)));
  }
  const auto figures = FiguresOf(*report_);
  for (const auto& [id, printed] : kSingleFigures) {
    ASSERT_EQ(figures.count(id), 1U) << id;
    const Value value = FromProto(figures.at(id)).value;
    CompareValue(id, RoundedSteps(value, DefaultDisplay(value)), printed);
  }
  EXPECT_EQ(compared_, 186);

  for (const auto& [id, values] : deviations_) {
    ASSERT_EQ(PrintedWrong().count(id), 1U)
        << id << ": printed " << values.first << ", ours " << values.second;
    EXPECT_EQ(values.first, PrintedWrong().at(id).printed) << id;
    EXPECT_EQ(values.second, PrintedWrong().at(id).right) << id;
  }
  EXPECT_EQ(deviations_.size(), PrintedWrong().size());
  EXPECT_EQ(not_printed_, std::vector<std::string>(std::begin(kNotPrinted),
                                                   std::end(kNotPrinted)));
}

// The other way round: the golden file's own sums are those of the list.
TEST_F(GoldenReportTest, SingleFiguresAreThoseOfTheGoldenFile) {
  std::map<std::string, int64_t> list(std::begin(kSingleFigures),
                                      std::end(kSingleFigures));
  const auto& golden = *golden_;
  const auto expect = [&](const char* id, const nlohmann::json& printed) {
    EXPECT_EQ(list.at(id), printed.get<int64_t>()) << id;
  };
  expect("cost-shares/structure/2024",
         golden["cost_shares"]["structure_percent"]["2024"]);
  expect("cost-shares/structure/2023",
         golden["cost_shares"]["structure_percent"]["2023"]);
  expect("cost-shares/individual/2024",
         golden["cost_shares"]["individual_percent"]["2024"]);
  expect("cost-shares/individual/2023",
         golden["cost_shares"]["individual_percent"]["2023"]);
  expect("goals/total/2024", golden["goals_summary"]["total"]);
  expect("goals/met/2024", golden["goals_summary"]["fulfilled"]);
  expect("goals/not-met/2024", golden["goals_summary"]["not_fulfilled"]);
  expect("goals/partly-met/2024", golden["goals_summary"]["partly"]);
  expect("goals/not-assessed/2024", golden["goals_summary"]["not_assessed"]);
  expect("balance-requirement/result-of-year/2024",
         golden["balance_requirement"][0]["value"]);
  expect("balance-requirement/balance-requirement-result/2024",
         golden["balance_requirement"][1]["value"]);
  const auto& people = golden["participants"];
  expect("participants/total/deltagare/total/2024", people["total"]);
  expect("participants/total/deltagare/women/2024", people["women"]);
  expect("participants/total/deltagare/men/2024", people["men"]);
  const auto& it_sparet = people["initiatives"][1];
  expect("participants/it-sparet-alla-omraden/deltagare/total/2024",
         it_sparet["all_areas"]["enrolled"]);
  expect("participants/it-sparet-alla-omraden/avslutade/total/2024",
         it_sparet["all_areas"]["finished"]);
  expect("board/meetings/2024", golden["board"]["meetings"]);
  expect("board/seats/2024", golden["board"]["seats"]);
  expect("signatures/count/2024", golden["board"]["signatures"]);
  const auto figures = FiguresOf(*report_);
  EXPECT_EQ(Format(FromProto(figures.at("report/adopted/2024")).value,
                   {Unit::kDate, 0}),
            golden["board"]["adopted"]);
}

TEST_F(GoldenReportTest, EachMistakeHasAFindingThatSaysWhatIsRight) {
  const auto checked = client_->Check();
  ASSERT_TRUE(checked.ok()) << checked.status();
  std::map<std::string, pb::Finding> printed;
  for (const pb::Finding& finding : checked->findings()) {
    if (finding.check() != "PD-1") continue;
    ASSERT_EQ(finding.figure_ids_size(), 1);
    printed[finding.figure_ids(0)] = finding;
  }
  EXPECT_EQ(printed.size(), PrintedWrong().size());
  for (const auto& [id, deviation] : PrintedWrong()) {
    ASSERT_EQ(printed.count(id), 1U) << id;
    EXPECT_EQ(Plain(printed[id].found()), deviation.printed_text) << id;
    EXPECT_EQ(Plain(printed[id].expected()), deviation.right_text) << id;
    EXPECT_FALSE(printed[id].message().empty());
  }
}

// FINSAM_UPDATE_GOLDEN=1 writes the list anew, to be read before it is kept.
TEST_F(GoldenReportTest, FindingsAreTheKnownOnes) {
  const auto checked = client_->Check();
  ASSERT_TRUE(checked.ok()) << checked.status();
  std::string found;
  for (const pb::Finding& finding : checked->findings()) {
    absl::StrAppend(&found, pb::Finding::Severity_Name(finding.severity()), " ",
                    finding.check(), " ", finding.id(), "\n");
  }
  const std::string path = absl::StrCat(FINSAM_SOURCE_DIR, kFindingsFile);
  if (std::getenv("FINSAM_UPDATE_GOLDEN") != nullptr) {
    testkit::WriteWholeFile(path, found);
  }
  EXPECT_EQ(found, testkit::ReadWholeFile(path));
}

TEST_F(GoldenReportTest, RenderingsAreTheSameBytesAlsoAfterARestart) {
  const pb::RenderReportRequest::Format formats[] = {
      pb::RenderReportRequest::JSON, pb::RenderReportRequest::HTML,
      pb::RenderReportRequest::TEXT};
  std::vector<std::string> first;
  for (const auto format : formats) {
    const auto one = client_->Render(format);
    const auto two = client_->Render(format);
    ASSERT_TRUE(one.ok()) << one.status();
    ASSERT_TRUE(two.ok()) << two.status();
    EXPECT_TRUE(*one == *two) << pb::RenderReportRequest::Format_Name(format);
    first.push_back(*one);
  }
  for (const char* service : testkit::kServices) {
    EXPECT_EQ(house_->Terminate(service), 0) << service;
    house_->Restart(service);
  }
  for (size_t i = 0; i < first.size(); ++i) {
    absl::StatusOr<std::string> again;
    testkit::WaitUntil(  // The gateway finds its neighbours again by itself.
        [&] { return (again = client_->Render(formats[i])).ok(); },
        absl::Seconds(10));
    ASSERT_TRUE(again.ok()) << again.status();
    EXPECT_TRUE(*again == first[i]);
  }
}

TEST_F(GoldenReportTest, PagesHaveEverySectionInOrder) {
  const auto html = client_->Render(pb::RenderReportRequest::HTML);
  const auto text = client_->Render(pb::RenderReportRequest::TEXT);
  ASSERT_TRUE(html.ok() && text.ok());
  // A heading of the plain text is underlined; lines may be broken anywhere.
  const std::string flat = absl::StrJoin(
      absl::StrSplit(*text, absl::ByAnyChar(" \n"), absl::SkipEmpty()), " ");
  const std::vector<std::string> titles = TitlesOf(*report_);
  EXPECT_EQ(titles.size(), 34U);
  size_t html_at = 0;
  size_t text_at = 0;
  for (const std::string& title : titles) {
    html_at = html->find(absl::StrCat(title, "</h"), html_at);
    ASSERT_NE(html_at, std::string::npos) << title;
    ++html_at;
    text_at = flat.find(title, text_at);
    ASSERT_NE(text_at, std::string::npos) << title;
    text_at += title.size();
  }
}

}  // namespace
}  // namespace finsam::e2e

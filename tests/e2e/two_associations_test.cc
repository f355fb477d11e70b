// Two associations in one house: neither sees the other's facts.

#include <gtest/gtest.h>

#include <regex>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/money.h"
#include "tests/e2e/gateway_client.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

namespace pb = gateway::v1;

constexpr char kOther[] = "associations/2220002279/fiscalYears/2024";

// Every amount of a SIE file twice as large. In the example an amount, and
// nothing else, has two decimals.
std::string Doubled(const std::string& books) {
  static const std::regex amount(R"(-?\d+\.\d\d(?=[ \r\n]))");
  std::string out;
  size_t at = 0;
  for (std::sregex_iterator it(books.begin(), books.end(), amount), end;
       it != end; ++it) {
    const auto ore = ParseSieAmount(it->str());
    EXPECT_TRUE(ore.ok());
    const auto begin = static_cast<size_t>(it->position());
    absl::StrAppend(&out, books.substr(at, begin - at), SieAmount(*ore + *ore));
    at = begin + it->str().size();
  }
  return absl::StrCat(out, books.substr(at));
}

// The same folder for another association with twice the money.
YearFiles OtherFiles() {
  YearFiles files = Finnveden2024();
  DropChecksum(files);
  Replace(files, "2024.se", "222000-1511", "222000-2279");
  Replace(files, "association.yaml", "222000-1511", "222000-2279");
  Replace(files, "association.yaml", "Finnvedens samordningsförbund",
          "Andra samordningsförbundet");
  Replace(files, "counts.csv", ";47;26;;;73;", ";30;20;;;50;");
  files["2024.se"] = Doubled(files.at("2024.se"));
  return files;
}

int64_t OreOf(const pb::Report& report, const std::string& id) {
  const auto figures = FiguresOf(report);
  const auto found = figures.find(id);
  EXPECT_NE(found, figures.end()) << id;
  return found == figures.end() ? 0 : found->second.value().amount_ore();
}

class TwoAssociationsTest : public testing::Test {
 protected:
  testkit::RunningHouse house_;
  GatewayClient client_{house_.Address("gateway")};
};

TEST_F(TwoAssociationsTest, NeitherSeesTheOthersFacts) {
  const auto first = client_.Import(Finnveden2024());
  ASSERT_TRUE(first.ok()) << first.status();
  const auto before = client_.Render(pb::RenderReportRequest::JSON);
  const auto explained = client_.Explain("note-3/kansli/2024");
  ASSERT_TRUE(before.ok()) << before.status();
  ASSERT_TRUE(explained.ok()) << explained.status();
  EXPECT_EQ(CodeAndReason(client_.Assemble(kOther).status()),
            "NOT_FOUND REPORT_UNKNOWN");

  ImportOptions options;
  options.fiscal_year = kOther;  // The request id is the same, and its own.
  const auto second = client_.Import(OtherFiles(), options);
  ASSERT_TRUE(second.ok()) << second.status();
  for (const auto& service : second->services()) {
    EXPECT_EQ(service.revision().revision(), 1);
    EXPECT_TRUE(service.changed());
  }

  // The first is to the byte what it was, revisions and roots included.
  const auto after = client_.Render(pb::RenderReportRequest::JSON);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_TRUE(*before == *after);
  const auto explained_after = client_.Explain("note-3/kansli/2024");
  ASSERT_TRUE(explained_after.ok());
  EXPECT_EQ(explained->SerializeAsString(),
            explained_after->SerializeAsString());

  const auto mine = client_.Assemble();
  const auto other = client_.Assemble(kOther);
  ASSERT_TRUE(mine.ok() && other.ok());
  EXPECT_EQ(other->association(), "Andra samordningsförbundet");
  int compared = 0;
  for (const auto& [id, figure] : FiguresOf(*mine)) {
    const bool from_books =
        absl::EndsWith(id, "/2024") || absl::EndsWith(id, "/2023");
    if (!from_books || figure.provenance().service() != "ledger" ||
        !figure.value().has_amount_ore()) {
      continue;
    }
    ++compared;
    EXPECT_EQ(OreOf(*other, id), 2 * OreOf(*mine, id)) << id;
  }
  EXPECT_GT(compared, 100);
  const auto figures = FiguresOf(*other);
  EXPECT_EQ(
      figures.at("participants/total/deltagare/total/2024").value().count(),
      51);
}

TEST_F(TwoAssociationsTest, ExplainGivesOnlyTheOwnVouchers) {
  ASSERT_TRUE(client_.Import(Finnveden2024()).ok());
  ImportOptions options;
  options.fiscal_year = kOther;
  ASSERT_TRUE(client_.Import(OtherFiles(), options).ok());
  const auto mine = client_.Explain("note-3/kansli/2024");
  const auto other = client_.Explain("note-3/kansli/2024", kOther);
  ASSERT_TRUE(mine.ok() && other.ok());
  ASSERT_GT(mine->books().entries_size(), 0);
  ASSERT_EQ(mine->books().entries_size(), other->books().entries_size());
  int64_t sum = 0;
  for (int i = 0; i < mine->books().entries_size(); ++i) {
    const int64_t amount = mine->books().entries(i).entry().amount_ore();
    EXPECT_EQ(other->books().entries(i).entry().amount_ore(), 2 * amount);
    sum += amount;
  }
  // The entries behind a figure are the figure.
  EXPECT_EQ(sum, mine->books().figure().value().amount_ore());
}

TEST_F(TwoAssociationsTest, UnknownAssociationsAreNotFound) {
  ASSERT_TRUE(client_.Import(Finnveden2024()).ok());
  EXPECT_EQ(CodeAndReason(client_.Assemble(kOther).status()),
            "NOT_FOUND REPORT_UNKNOWN");
  EXPECT_EQ(CodeAndReason(client_.Check(kOther).status()),
            "NOT_FOUND REPORT_UNKNOWN");
  EXPECT_EQ(
      CodeAndReason(client_.Explain("note-3/kansli/2024", kOther).status()),
      "NOT_FOUND REPORT_UNKNOWN");
  EXPECT_EQ(
      CodeAndReason(client_.Assemble("associations/2220001511/fiscalYears/2023")
                        .status()),
      "NOT_FOUND REPORT_UNKNOWN");
  for (const char* bad : {"", "associations/2220001512/fiscalYears/2024",
                          "associations/222000-1511/fiscalYears/2024",
                          "associations/2220001511/fiscalYears/24",
                          "associations/2220001511/fiscalYears/2024/../2024"}) {
    EXPECT_EQ(CodeAndReason(client_.Assemble(bad).status()),
              "INVALID_ARGUMENT NAME_INVALID")
        << bad;
  }
  EXPECT_EQ(CodeAndReason(client_.Explain("note-3/kansl/2024").status()),
            "NOT_FOUND FIGURE_UNKNOWN");
  const auto reports = client_.ListReports();
  ASSERT_TRUE(reports.ok());
  EXPECT_EQ(*reports, std::vector<std::string>{kFinnveden});
}

}  // namespace
}  // namespace finsam::e2e

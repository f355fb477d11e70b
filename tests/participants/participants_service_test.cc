// The service over real gRPC in process: every reason that the API lists is
// reached, and what is imported can be asked for.

#include "services/participants/participants_service.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/participants/participants_host.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

constexpr char kYear[] = "associations/2220001511/fiscalYears/2024";

class ParticipantsServiceTest : public testing::Test {
 protected:
  using Service = v1::ParticipantsService::Stub;

  absl::Status Import(const v1::ImportCountsRequest& request,
                      v1::ImportCountsResponse* response) {
    ASSIGN_OR_RETURN(*response,
                     host_.Ask(&Service::ImportCounts, request, test::kOffice));
    return absl::OkStatus();
  }

  // As the office.
  absl::Status Get(const std::string& year,
                   v1::GetStatisticsResponse* response) {
    v1::GetStatisticsRequest request;
    request.set_fiscal_year(year);
    request.set_audience(common::v1::OFFICE);
    ASSIGN_OR_RETURN(
        *response, host_.Ask(&Service::GetStatistics, request, test::kOffice));
    return absl::OkStatus();
  }

  static v1::ImportCountsRequest Request(const std::string& file,
                                         const std::string& content) {
    v1::ImportCountsRequest request;
    request.set_fiscal_year(kYear);
    request.set_request_id("r1");
    common::v1::File* added = request.add_files();
    added->set_name(file);
    added->set_content(content);
    return request;
  }

  test::ParticipantsHost host_;
};

TEST_F(ParticipantsServiceTest, WhatIsImportedCanBeAskedFor) {
  v1::ImportCountsResponse imported;
  ASSERT_TRUE(
      Import(Request("counts.csv", test::GoodCounts()), &imported).ok());
  EXPECT_TRUE(imported.result().changed());
  EXPECT_EQ(imported.result().revision().service(), "participants");
  EXPECT_EQ(imported.result().revision().revision(), 1);
  EXPECT_EQ(imported.result().revision().root().size(), 32u);
  EXPECT_EQ(imported.result().summary(), "5 rader med antal");

  v1::GetStatisticsResponse read;
  ASSERT_TRUE(Get(kYear, &read).ok());
  EXPECT_EQ(read.revision().root(), imported.result().revision().root());
  ASSERT_EQ(read.tables_size(), 2);
  EXPECT_EQ(read.tables(0).id(), "participants");
  EXPECT_EQ(read.tables(0).rows_size(), 6);
  EXPECT_EQ(read.tables(0).rows(2).cells(2).text(), "74");
  EXPECT_EQ(read.figures_size(), imported.result().figure_ids_size());
}

TEST_F(ParticipantsServiceTest, WarningsTravelInTheAnswer) {
  v1::ImportCountsResponse imported;
  ASSERT_TRUE(Import(Request("counts.csv",
                             absl::StrCat(test::kCountsHead,
                                          "A;individ;nya;2023;5;;;;;ja;\n")),
                     &imported)
                  .ok());
  ASSERT_EQ(imported.result().warnings_size(), 1);
  EXPECT_EQ(imported.result().warnings(0).reason(), "COUNT_OUTSIDE_TOTAL");
  EXPECT_EQ(imported.result().warnings(0).line(), 2);
}

TEST_F(ParticipantsServiceTest, NeighbourSeesNothing) {
  v1::ImportCountsResponse imported;
  ASSERT_TRUE(
      Import(Request("counts.csv", test::GoodCounts()), &imported).ok());
  v1::GetStatisticsRequest request;
  request.set_fiscal_year("associations/2220002279/fiscalYears/2024");
  const auto read = host_.Ask(&Service::GetStatistics, request);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->revision().revision(), 0);
  EXPECT_EQ(read->figures_size(), 0);
  EXPECT_EQ(read->tables_size(), 0);
  request.set_audience(common::v1::OFFICE);
  EXPECT_EQ(
      ReasonOf(
          host_.Ask(&Service::GetStatistics, request, test::kOffice).status()),
      "AUDIENCE_DENIED");
}

TEST_F(ParticipantsServiceTest, NamesAndIdsAreChecked) {
  v1::ImportCountsResponse response;
  v1::ImportCountsRequest request = Request("counts.csv", test::GoodCounts());
  request.set_fiscal_year("associations/1/fiscalYears/2024");
  EXPECT_EQ(ReasonOf(Import(request, &response)), "NAME_INVALID");
  request.set_fiscal_year(kYear);
  request.set_request_id("");
  EXPECT_EQ(ReasonOf(Import(request, &response)), "REQUEST_ID_SIZE");
  request.set_request_id(std::string(65, 'r'));
  EXPECT_EQ(ReasonOf(Import(request, &response)), "REQUEST_ID_SIZE");
  v1::GetStatisticsResponse read;
  EXPECT_EQ(ReasonOf(Get("2024", &read)), "NAME_INVALID");
}

// An import that changed nothing keeps its answer too.
TEST_F(ParticipantsServiceTest, ARepeatBringsNoOldFactsBack) {
  const auto import = [this](const std::string& id, const std::string& counts) {
    v1::ImportCountsRequest request = Request("counts.csv", counts);
    request.set_request_id(id);
    v1::ImportCountsResponse response;
    EXPECT_TRUE(Import(request, &response).ok());
    return response.result();
  };
  const std::string later =
      absl::StrCat(test::kCountsHead, "A;individ;nya;2024;5;;;;;ja;\n");
  import("r1", test::GoodCounts());
  EXPECT_FALSE(import("r2", test::GoodCounts()).changed());
  const auto changed = import("r3", later);
  EXPECT_TRUE(changed.changed());
  EXPECT_FALSE(import("r2", test::GoodCounts()).changed());
  v1::GetStatisticsResponse read;
  ASSERT_TRUE(Get(kYear, &read).ok());
  EXPECT_EQ(read.revision().root(), changed.revision().root());
}

TEST_F(ParticipantsServiceTest, RequestIdIsForOneRequest) {
  v1::ImportCountsResponse response;
  ASSERT_TRUE(
      Import(Request("counts.csv", test::GoodCounts()), &response).ok());
  const absl::Status refused =
      Import(Request("surveys.csv", test::GoodSurveys()), &response);
  EXPECT_EQ(refused.code(), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(ReasonOf(refused), "REQUEST_ID_REUSED");
}

TEST_F(ParticipantsServiceTest, EveryReasonOfTheApiIsReached) {
  const std::string counts = test::kCountsHead;
  const std::string surveys = test::kSurveysHead;
  struct Case {
    std::string file;
    std::string content;
    std::string reason;
  };
  for (const Case& c : {
           Case{"count.csv", "", "FILE_UNEXPECTED"},
           Case{"counts.csv", "", "CSV_EMPTY"},
           Case{"counts.csv", "insats;period\n", "CSV_COLUMN_MISSING"},
           Case{"counts.csv", counts + "A;individ;nya;2024;-1;;;;;;\n",
                "COUNT_NEGATIVE"},
           Case{"counts.csv", counts + "A;individ;nya;2024;x;;;;;;\n",
                "COUNT_MALFORMED"},
           Case{"counts.csv", counts + "A;individ;nya;2024;5;14;;;15;;\n",
                "COUNT_SUM"},
           Case{"counts.csv", counts + "Total;individ;nya;2024;5;;;;;;\n",
                "COUNT_DUPLICATE"},
           Case{"counts.csv", counts + "A;individ;nya;i år;5;;;;;;\n",
                "PERIOD_INVALID"},
           Case{"counts.csv", counts + "121212-1212;individ;nya;2024;5;;;;;;\n",
                "PERSONAL_DATA"},
           Case{"surveys.csv", surveys + "?;F;2024;9;7;ja;\n",
                "SURVEY_MALFORMED"},
           Case{"surveys.csv", surveys + "E;F;2024;9;7;;\n",
                "SURVEY_RULE_MISSING"},
           Case{"surveys.csv", surveys + "E;F;2024;7;9;ja;\n", "SURVEY_COUNT"},
           Case{"surveys.csv", surveys + "E;F;2024;9;7;ja;\nE;F;2024;9;7;ja;\n",
                "SURVEY_DUPLICATE"},
       }) {
    v1::ImportCountsResponse response;
    const absl::Status refused = Import(Request(c.file, c.content), &response);
    EXPECT_EQ(refused.code(), absl::StatusCode::kInvalidArgument) << c.reason;
    EXPECT_EQ(ReasonOf(refused), c.reason);
    EXPECT_FALSE(ProblemsOf(refused).empty()) << c.reason;
  }
}

}  // namespace
}  // namespace finsam::participants

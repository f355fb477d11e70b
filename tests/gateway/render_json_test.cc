#include "services/gateway/render_json.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/json_util.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/gateway/sample_report.h"

namespace finsam::gateway {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

TEST(RenderJsonTest, ReadsBackAsTheSameTables) {
  const v1::Report report = SampleReport();
  const auto json = RenderJson(report);
  ASSERT_TRUE(json.ok()) << json.status();
  v1::Report back;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(*json, &back).ok());
  EXPECT_EQ(back.sections(2).SerializeAsString(),
            report.sections(2).SerializeAsString());
}

TEST(RenderJsonTest, CellsCarryTextIdAndExactValue) {
  const std::string json = *RenderJson(SampleReport());
  EXPECT_THAT(json, HasSubstr("\"registrationNumber\": \"Dnr 2025:02 / 2\""));
  EXPECT_THAT(json, HasSubstr("\"id\": \"income-statement/result/2024\""));
  EXPECT_THAT(json, HasSubstr("\"amountOre\": \"-51835900\""));
  EXPECT_THAT(json, HasSubstr("\"text\": \"−518\u00a0359\""));
}

TEST(RenderJsonTest, TextsHoldWhatTheirReferencesPrint) {
  const std::string json = *RenderJson(SampleReport());
  EXPECT_THAT(json, HasSubstr("**−518\u00a0tkr**"));
  EXPECT_THAT(json, Not(HasSubstr("\ue000")));
}

TEST(RenderJsonTest, SameReportSameBytes) {
  EXPECT_EQ(*RenderJson(SampleReport()), *RenderJson(SampleReport()));
}

}  // namespace
}  // namespace finsam::gateway

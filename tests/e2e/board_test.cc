// The board, its meetings and the law's clocks as an office meets them: through
// the command line and the HTTP door, in a house with a whole year's folder.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <string>
#include <utility>
#include <vector>

#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using testkit::Ended;

constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kUsage = 2;

class BoardTest : public testing::Test {
 protected:
  BoardTest() {
    Must({"import", FINSAM_SOURCE_DIR "/examples/finnveden-2024"});
  }

  Ended Finsam(std::vector<std::string> arguments,
               std::vector<std::string> environment = {}) const {
    arguments.insert(arguments.begin(), testkit::Program("finsam"));
    environment.push_back("FINSAM_SERVER=" + house_.Address("gateway"));
    return testkit::Run(std::move(arguments), environment);
  }

  std::string Must(std::vector<std::string> arguments) const {
    const Ended ended =
        Finsam(std::move(arguments), {"FINSAM_ACTOR=Egil Sandmark"});
    EXPECT_EQ(ended.exit_code, kOk) << ended.out << ended.err;
    return ended.out;
  }

  httplib::Result Get(const std::string& path) const {
    httplib::Client client("http://" + house_.http_address());
    return client.Get(path.c_str());
  }

  testkit::RunningHouse house_;
};

TEST_F(BoardTest, TheYearsFolderShowsBoardMeetingsAndClocks) {
  EXPECT_THAT(Must({"board", "show", "--at", "2024-12-31"}),
              AllOf(HasSubstr("6 platser, beslutför med 4"),
                    HasSubstr("Torsten Ekeblad"), HasSubstr("förbundschef"),
                    Not(HasSubstr("Asta Mörkdal"))));
  EXPECT_THAT(Must({"board", "show", "--at", "2025-01-01"}),
              HasSubstr("Asta Mörkdal"));
  EXPECT_THAT(Must({"meeting", "list"}),
              AllOf(HasSubstr("2024-04-24"), HasSubstr("2024-12-09")));
  EXPECT_THAT(Must({"meeting", "show", "2024-10-24"}),
              HasSubstr("(ordförandens röst avgjorde)"));
  EXPECT_THAT(Must({"clocks", "--at", "2024-12-31"}),
              AllOf(HasSubstr("budget 2025"), HasSubstr("2024-12-02"),
                    HasSubstr("Finsamlagen (2003:1210) 23 §")));
  EXPECT_THAT(Must({"clocks", "--at", "2024-12-31", "--format", "json"}),
              HasSubstr("\"APPEAL\""));
}

TEST_F(BoardTest, MinutesComeInEachForm) {
  EXPECT_THAT(Must({"meeting", "minutes", "2024-11-28"}),
              AllOf(StartsWith("# Protokoll 2024-11-28"),
                    HasSubstr("## § 42 Verksamhetsplan"),
                    HasSubstr("Signe Hallbo, ersättare, Gislaveds kommun, för "
                              "Viggo Stensjö")));
  EXPECT_THAT(Must({"meeting", "minutes", "2024-11-28", "--format", "html"}),
              AllOf(StartsWith("<!DOCTYPE html>"), HasSubstr("§ 42")));
  EXPECT_THAT(Must({"meeting", "minutes", "2024-11-28", "--format", "pdf"}),
              StartsWith("%PDF-1"));
  const std::string path = "/associations/2220001511/meetings/2024-11-28";
  const auto page = Get(path + "/minutes");
  ASSERT_TRUE(page);
  EXPECT_EQ(page->status, 200);
  EXPECT_THAT(page->body, HasSubstr("Verksamhetsplan"));
  EXPECT_THAT(Get(path)->body, HasSubstr("\"tookPart\""));
  EXPECT_EQ(Get("/associations/2220001511/meetings/2024-11-29")->status, 404);
  EXPECT_THAT(Get("/associations/2220001511/board?date=2024-06-01")->body,
              HasSubstr("\"quorum\": 4"));
  EXPECT_EQ(Get("/associations/2220001511/clocks?date=juni")->status, 400);
}

TEST_F(BoardTest, AMeetingFromCallToNotice) {
  const std::string day = "2024-12-12";
  Must({"meeting", "call", day, "--called", "2024-12-01", "--item", "Öppnande",
        "--item", "budget:Ändrad budget"});
  Must({"meeting", "presence", day, "--present",
        "Torsten Ekeblad,Majken Rosenlind", "--remote", "Holger Bäckmark",
        "--serving", "Tyra Nordmyr=Ragna Tallmo"});
  const Ended absent =
      Finsam({"meeting", "decide", day, "--item", "2", "--proposal", "Ja",
              "--proposal", "Nej", "--first", "Torsten Ekeblad,Edvin Ljungfors",
              "--second", "Majken Rosenlind"},
             {"FINSAM_ACTOR=Egil Sandmark"});
  EXPECT_EQ(absent.exit_code, kRefused);
  EXPECT_THAT(absent.err, HasSubstr("Edvin Ljungfors är inte närvarande"));
  EXPECT_THAT(
      Must({"meeting", "decide", day, "--item", "2", "--proposal", "Ja",
            "--proposal", "Nej", "--first", "Torsten Ekeblad,Holger Bäckmark",
            "--second", "Majken Rosenlind,Tyra Nordmyr"}),
      HasSubstr("§ 44 Ändrad budget: Ja (ordförandens"));
  Must({"meeting", "close", day, "--adjuster", "Holger Bäckmark"});
  Must({"meeting", "approve", day, "--by", "Torsten Ekeblad,Holger Bäckmark",
        "--on", "2024-12-20"});
  EXPECT_THAT(Must({"meeting", "post", day, "--member",
                    "varnamo-kommun,gnosjo-kommun", "--on", "2024-12-20"}),
              HasSubstr("Anslaget hos gnosjo-kommun 2024-12-20"));
  EXPECT_THAT(Must({"meeting", "list"}), HasSubstr("2024-12-12"));
}

TEST_F(BoardTest, WhoActsMustBeSaidAndHaveTheKey) {
  const std::vector<std::string> end = {
      "board",      "end",      "Edvin Ljungfors",    "--role",
      "ledamot",    "--member", "arbetsformedlingen", "--last-day",
      "2024-12-31", "--actor",  "Egil Sandmark"};
  std::vector<std::string> nobody = end;
  nobody.resize(end.size() - 2);
  EXPECT_EQ(Finsam(nobody).exit_code, kUsage);
  const Ended keyless =
      Finsam(end, {"FINSAM_KEY_FILE=" FINSAM_SOURCE_DIR "/none"});
  EXPECT_NE(keyless.exit_code, kOk);
  EXPECT_EQ(Finsam(end).exit_code, kOk);
  EXPECT_THAT(Must({"board", "show", "--at", "2025-01-01"}),
              HasSubstr("(vakant)"));
}

}  // namespace
}  // namespace finsam::e2e

// A report's way out, through the command line: frozen, signed by six people,
// published, put in a capsule, and verified without any service.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <cstddef>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/files/zip.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testing::HasSubstr;
using testing::Not;
using testkit::Ended;

constexpr char kFolder[] = FINSAM_SOURCE_DIR "/examples/finnveden-2024";
constexpr int kOk = 0;
constexpr int kRefused = 1;
constexpr int kDamagesTried = 60;
constexpr unsigned kSeed = 20'240;

// Who sits since 2025, as in the example's board.csv.
const char* const kBoard[] = {"Signe Hallbo",    "Asta Mörkdal",
                              "Holger Bäckmark", "Edvin Ljungfors",
                              "Hedda Granfelt",  "Majken Rosenlind"};

class PublishingTest : public testing::Test {
 protected:
  void SetUp() override {
    Must({"import", kFolder});
    Must(
        {"counts", "release", "2220001511", "2024", "--audience", "allmänhet"});
  }

  Ended Finsam(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), testkit::Program("finsam"));
    return testkit::Run(std::move(arguments),
                        {"FINSAM_SERVER=" + house_.Address("gateway"),
                         "FINSAM_ACTOR=Elin Berg"});
  }

  // The gateway's first page.
  std::string FirstPage() const {
    httplib::Client http("http://" + house_.http_address());
    http.set_read_timeout(30);
    const httplib::Result page = http.Get("/");
    return page ? page->body : "";
  }

  std::string Must(std::vector<std::string> arguments) const {
    const Ended ended = Finsam(std::move(arguments));
    EXPECT_EQ(ended.exit_code, kOk) << ended.out << ended.err;
    return ended.out;
  }

  // Due long after any day that the test is run on.
  void FreezeAndOpen() {
    Must({"report", "freeze"});
    Must({"report", "open-signing", "--due", "2099-04-30", "--adopted",
          "2025-03-20"});
  }

  void SignAll() {
    for (const char* person : kBoard) {
      Must({"report", "sign", "--actor", person});
    }
  }

  testkit::RunningHouse house_;
  testkit::TempFolder folder_;
};

TEST_F(PublishingTest, SignedPublishedAndProvedWithoutServices) {
  FreezeAndOpen();
  EXPECT_EQ(Finsam({"report", "publish"}).exit_code, kRefused);
  EXPECT_EQ(Finsam({"report", "sign", "--actor", "Nils Okänd"}).exit_code,
            kRefused);
  SignAll();
  EXPECT_THAT(Must({"report", "signing"}), HasSubstr("PDF       6"));
  EXPECT_THAT(FirstPage(), HasSubstr("utkast"));
  EXPECT_THAT(FirstPage(), Not(HasSubstr("publicerad")));
  EXPECT_THAT(Must({"report", "publish"}), HasSubstr("är publicerad"));
  EXPECT_THAT(FirstPage(),
              HasSubstr("annualReport/versions/1\">2220001511, 2024: "
                        "årsredovisning, publicerad version 1"));
  const std::string capsule = folder_.File("2024.zip");
  Must({"report", "capsule", "-o", capsule});
  house_.Terminate("gateway");
  EXPECT_THAT(Must({"verify", "capsule", capsule}),
              HasSubstr("underskrifter  6, i PDF-filen 6"));

  const std::string bytes = testkit::ReadWholeFile(capsule);
  const absl::StatusOr<ZipFiles> files = ReadZip(bytes);
  ASSERT_TRUE(files.ok()) << files.status();
  for (const char* name : {"report.html", "report.xlsx", "tables/note-3.csv"}) {
    EXPECT_TRUE(files->contains(name)) << name;
  }
  std::mt19937 random(kSeed);
  for (int i = 0; i < kDamagesTried;) {
    std::string damaged = bytes;
    const size_t at = random() % damaged.size();
    damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random() % 8)));
    // The archive's notes about itself, as a file's time, prove nothing.
    const absl::StatusOr<ZipFiles> read = ReadZip(damaged);
    if (read.ok() && *read == *files) continue;
    ++i;
    std::ofstream(folder_.File("damaged.zip"), std::ios::binary) << damaged;
    EXPECT_EQ(
        Finsam({"verify", "capsule", folder_.File("damaged.zip")}).exit_code,
        kRefused)
        << "seed " << kSeed << ", damage " << i << " at byte " << at;
  }
}

TEST_F(PublishingTest, ASignatureSurvivesAKilledGateway) {
  FreezeAndOpen();
  Must({"report", "sign", "--actor", kBoard[0]});
  house_.Kill("gateway");
  house_.Restart("gateway");
  for (size_t i = 1; i < std::size(kBoard); ++i) {
    Must({"report", "sign", "--actor", kBoard[i]});
  }
  EXPECT_THAT(Must({"report", "signing"}), HasSubstr("alla har skrivit under"));
}

}  // namespace
}  // namespace finsam::e2e

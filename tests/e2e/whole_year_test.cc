// A whole year of an association, through the command line and real processes
// on a clock that the test turns: from minutes that are late to the last
// member's decision on discharge, with all that a board meets in between.
// Invented persons; the books and the texts are the example's.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "tests/e2e/year_files.h"
#include "tests/kit/house.h"

namespace finsam::e2e {
namespace {

using testing::AllOf;
using testing::ContainsRegex;
using testing::HasSubstr;
using testing::Not;
using testkit::Ended;

constexpr int kOk = 0;
constexpr int kRefused = 1;

// The old period ends on 31 March 2024.
constexpr char kOldBoard[] =
    R"(person;roll;utsedd av;från;till
Torsten Ekeblad;ordförande;gnosjo-kommun;2020-04-01;2024-03-31
Majken Rosenlind;vice ordförande;region-jonkopings-lan;2020-04-01;2024-03-31
Viggo Stensjö;ledamot;gislaveds-kommun;2020-04-01;2024-03-31
Holger Bäckmark;ledamot;varnamo-kommun;2020-04-01;2024-03-31
Ragna Tallmo;ledamot;forsakringskassan;2020-04-01;2024-03-31
Edvin Ljungfors;ledamot;arbetsformedlingen;2020-04-01;2024-03-31
)";

// Nobody has examined anything yet.
constexpr char kAuditors[] = R"(auditors:
  - name: Elsa Vretlind
    appointed-by: [forsakringskassan]
    kind: authorised
  - name: Nils Ekholma
    appointed-by: [region-jonkopings-lan]
    kind: elected
  - name: Karin Sjöhage
    appointed-by: [gnosjo-kommun, gislaveds-kommun, varnamo-kommun]
    kind: elected
)";

struct Seat {
  const char* person;
  const char* role;
  const char* member;
  const char* eligible;
  const char* deputy;
};
constexpr Seat kNewBoard[] = {
    {"Signe Hallbo", "ordförande", "gislaveds-kommun", "fullmäktige",
     "Verner Ödegård"},
    {"Majken Rosenlind", "vice ordförande", "region-jonkopings-lan",
     "fullmäktige", "Gottfrid Åsmyr"},
    {"Asta Mörkdal", "ledamot", "gnosjo-kommun", "fullmäktige", "Orvar Gladh"},
    {"Holger Bäckmark", "ledamot", "varnamo-kommun", "fullmäktige",
     "Alvar Kvistberg"},
    {"Hedda Granfelt", "ledamot", "forsakringskassan", "Försäkringskassan",
     "Tyra Nordmyr"},
    {"Edvin Ljungfors", "ledamot", "arbetsformedlingen", "Arbetsförmedlingen",
     "Bengta Sjölöv"},
};

struct Discharge {
  const char* member;
  const char* day;
};
constexpr Discharge kDischarges[] = {
    {"gnosjo-kommun", "2025-04-24"},
    {"gislaveds-kommun", "2025-04-28"},
    {"forsakringskassan", "2025-05-06"},
    {"arbetsformedlingen", "2025-05-13"},
    {"varnamo-kommun", "2025-05-22"},
    {"region-jonkopings-lan", "2025-06-10"},
};

class WholeYearTest : public testing::Test {
 protected:
  WholeYearTest() {
    YearFiles files = Folder();
    // Nobody has met yet, and nothing is adopted.
    Replace(files, "association.yaml", "adopted: 2025-03-20\n", "");
    files["text/styrning.md"] = "Styrelsen har inte sammanträtt.";
    files["text/underskrift.md"] = "Inte fastställd.";
    Import("begun", files);
  }

  // The example's, without what its board did: that is recorded here.
  static YearFiles Folder() {
    YearFiles files = Finnveden2024();
    for (const char* name :
         {"meetings.csv", "signatures.csv", "published.csv",
          "minutes/2024-10-24.md", "minutes/2024-11-28.md"}) {
      files.erase(name);
    }
    files["board.csv"] = kOldBoard;
    files["audit.yaml"] = kAuditors;
    files["text/underskrift.md"] =
        "Fastställd {{ report/adopted/2024 | datum }}.";
    return files;
  }

  void Import(const std::string& name, const YearFiles& files) const {
    const std::string folder = temporary_.File(name);
    WriteFolder(files, folder);
    Must({"import", "--year", "2024", folder});
  }

  // Noon there, give or take an hour in summer.
  static std::string NoonOf(const std::string& day) {
    return absl::StrCat(day, "T12:00:00+01:00");
  }
  std::string ClockAt(const std::string& day) const {
    testkit::WriteWholeFile(temporary_.File("clock"), NoonOf(day));
    return temporary_.File("clock");
  }
  void SetDay(const std::string& day) const { ClockAt(day); }

  Ended Finsam(std::vector<std::string> arguments) const {
    if (arguments[0] != "import" && arguments[0] != "verify") {
      arguments.insert(arguments.end(),
                       {"--association", "2220001511", "--year", "2024"});
    }
    arguments.insert(arguments.begin(), testkit::Program("finsam"));
    return testkit::Run(std::move(arguments),
                        {"FINSAM_SERVER=" + house_.Address("gateway"),
                         "FINSAM_ACTOR=Egil Sandmark"});
  }
  std::string Must(std::vector<std::string> arguments) const {
    const std::string what = absl::StrJoin(arguments, " ");
    const Ended ended = Finsam(std::move(arguments));
    EXPECT_EQ(ended.exit_code, kOk) << what << "\n" << ended.out << ended.err;
    return ended.out;
  }
  // What the refusal says, with its reason.
  std::string Refused(std::vector<std::string> arguments) const {
    arguments.insert(arguments.end(), {"--format", "json"});
    const Ended ended = Finsam(std::move(arguments));
    EXPECT_EQ(ended.exit_code, kRefused) << ended.out << ended.err;
    return ended.err;
  }

  // Calls a meeting, and then it is its day.
  void Call(const std::string& called, const std::string& day,
            std::vector<std::string> what) const {
    SetDay(called);
    const std::vector<std::string> call = {"meeting", "call", day};
    what.insert(what.begin(), call.begin(), call.end());
    Must(std::move(what));
    SetDay(day);
  }
  void Approve(const std::string& meeting, const std::string& day,
               const std::string& by) const {
    SetDay(day);
    Must({"meeting", "approve", meeting, "--by", by});
    Must({"meeting", "post", meeting, "--member",
          "region-jonkopings-lan,gnosjo-kommun,gislaveds-kommun,"
          "varnamo-kommun"});
  }
  void Sign(const std::string& day, const std::string& person) const {
    SetDay(day);
    Must({"report", "sign", "--actor", person});
  }

  void LateMinutes() const;
  void ANewBoard() const;
  void ConflictAndTie() const;
  void MinutesAreSigned(const std::string& day,
                        const std::string& minutes) const;
  void ADeputyForGood() const;
  void TheBudget() const;
  void GoalsAndAdoption() const;
  void Signatures() const;
  void Published() const;
  void AuditAndDischarge() const;

  testkit::TempFolder temporary_;
  testkit::RunningHouse house_{20'000, ClockAt("2024-01-15")};
};

void WholeYearTest::LateMinutes() const {
  const std::string day = "2024-02-15";
  Call("2024-02-08", day, {"--item", "årsredovisning:Årsredovisning 2023"});
  Must({"meeting", "presence", day, "--present",
        "Torsten Ekeblad,Majken Rosenlind,Viggo Stensjö,Holger Bäckmark"});
  Must({"meeting", "decide", day, "--item", "1", "--text",
        "Årsredovisningen för 2023 fastställs."});
  Must({"meeting", "close", day, "--adjuster", "Holger Bäckmark"});
  SetDay("2024-02-29");
  EXPECT_THAT(Must({"clocks", "--at", "2024-02-29"}),
              ContainsRegex("LARM +protokollet justerat.*2024-02-29"));
  SetDay("2024-03-01");
  Refused({"meeting", "approve", day, "--by", "Torsten Ekeblad"});
  Approve(day, "2024-03-01", "Torsten Ekeblad,Holger Bäckmark");
  EXPECT_THAT(Must({"clocks", "--at", "2024-03-01"}),
              AllOf(ContainsRegex("för sent +protokollet justerat.*2024-03-01"),
                    ContainsRegex("klart +årsredovisning 2023")));
}

void WholeYearTest::ANewBoard() const {
  SetDay("2024-03-20");
  for (const Seat& seat : kNewBoard) {
    for (const bool deputy : {false, true}) {
      Must({"board", "appoint", deputy ? seat.deputy : seat.person, "--role",
            deputy ? "ersättare" : seat.role, "--member", seat.member, "--from",
            "2024-04-01", "--eligible", seat.eligible});
    }
  }
  EXPECT_THAT(Refused({"board", "appoint", "En Till", "--role", "ersättare",
                       "--member", "gnosjo-kommun", "--from", "2024-04-01",
                       "--eligible", "fullmäktige"}),
              HasSubstr("BOARD_DEPUTIES_TOO_MANY"));
  SetDay("2024-03-31");
  EXPECT_THAT(Must({"board", "show"}),
              AllOf(HasSubstr("Torsten Ekeblad"), Not(HasSubstr("Hallbo"))));
  SetDay("2024-04-01");
  EXPECT_THAT(Must({"board", "show"}),
              AllOf(HasSubstr("Signe Hallbo"), Not(HasSubstr("Ekeblad"))));
}

void WholeYearTest::ConflictAndTie() const {
  const std::string day = "2024-05-16";
  Call("2024-05-09", day,
       {"--item", "Bidrag till en förening", "--item", "Lokal för kansliet"});
  // Four of six, among them a deputy.
  const std::vector<std::string> four = {
      "meeting",
      "presence",
      day,
      "--present",
      "Signe Hallbo,Majken Rosenlind,Edvin Ljungfors",
      "--serving",
      "Tyra Nordmyr=Hedda Granfelt"};
  Must(four);
  Must({"meeting", "conflict", day, "--item", "1", "--person",
        "Edvin Ljungfors", "--reason", "Är ledamot i föreningen."});
  EXPECT_THAT(Refused({"meeting", "decide", day, "--item", "1", "--text",
                       "Föreningen får 40 000 kronor."}),
              HasSubstr("MEETING_NO_QUORUM"));
  std::vector<std::string> five = four;
  five[4] += ",Asta Mörkdal";
  Must(five);
  Must({"meeting", "decide", day, "--item", "1", "--text",
        "Föreningen får 40 000 kronor."});
  Must(four);
  EXPECT_THAT(Must({"meeting", "decide", day, "--item", "2", "--proposal",
                    "Lokalen hyrs.", "--proposal", "Ärendet avslås.", "--first",
                    "Majken Rosenlind,Tyra Nordmyr", "--second",
                    "Signe Hallbo,Edvin Ljungfors"}),
              HasSubstr("Ärendet avslås. (ordförandens röst avgjorde)"));
  Must({"meeting", "close", day, "--adjuster", "Edvin Ljungfors"});
  Approve(day, "2024-05-27", "Signe Hallbo,Edvin Ljungfors");
  const std::string minutes = Must({"meeting", "minutes", day});
  EXPECT_THAT(minutes,
              AllOf(HasSubstr("Jäv: Edvin Ljungfors"),
                    HasSubstr("Tyra Nordmyr, ersättare, Försäkringskassan")));
  MinutesAreSigned(day, minutes);
}

// By those who approved them; the notices are no part of what is signed.
void WholeYearTest::MinutesAreSigned(const std::string& day,
                                     const std::string& minutes) const {
  EXPECT_THAT(minutes, HasSubstr("## Tillkännagivande"));
  Must({"meeting", "sign", day, "--due", "2024-06-30"});
  for (const char* person : {"Signe Hallbo", "Edvin Ljungfors"}) {
    Must({"sign", "sign", "1", "--actor", person});
  }
  const std::string round = temporary_.File("round.json");
  const std::string text = temporary_.File("protokoll.md");
  testkit::WriteWholeFile(round,
                          Must({"sign", "status", "1", "--format", "json"}));
  testkit::WriteWholeFile(text, minutes);
  EXPECT_THAT(Must({"verify", "round", round, "--minutes", text}),
              HasSubstr("2 underskrifter av 2"));
  testkit::WriteWholeFile(text, "Ändrat. " + minutes);
  EXPECT_THAT(Refused({"verify", "round", round, "--minutes", text}),
              HasSubstr("protokollet är inte det"));
}

void WholeYearTest::ADeputyForGood() const {
  SetDay("2024-09-02");
  std::vector<std::string> replace = {
      "board",   "replace",  "Holger Bäckmark", "Verner Ödegård", "--role",
      "ledamot", "--member", "varnamo-kommun",  "--last-day",     "2024-09-30"};
  EXPECT_THAT(Refused(replace), HasSubstr("BOARD_REPLACEMENT_OTHER_MEMBER"));
  replace[3] = "Alvar Kvistberg";
  Must(replace);
  EXPECT_THAT(Must({"board", "show", "--at", "2024-10-01"}),
              ContainsRegex("Alvar Kvistberg +ledamot"));
}

void WholeYearTest::TheBudget() const {
  const std::string present =
      "Signe Hallbo,Majken Rosenlind,Alvar Kvistberg,Edvin Ljungfors";
  const auto meet = [&](const std::string& called, const std::string& day,
                        const std::vector<std::string>& what) {
    Call(called, day, what);
    Must({"meeting", "presence", day, "--present", present});
    Must({"meeting", "decide", day, "--item", "1", "--text", "Ja."});
    Must({"meeting", "close", day, "--adjuster", "Alvar Kvistberg"});
  };
  meet("2024-10-10", "2024-10-24", {"--item", "samråd:Förslag till budget"});
  EXPECT_THAT(Must({"clocks", "--at", "2024-11-27"}),
              ContainsRegex("LARM +budget 2025"));
  meet("2024-11-14", "2024-11-28",
       {"--public", "--item", "budget:Budget 2025"});
  EXPECT_THAT(
      Must({"clocks", "--at", "2024-11-28"}),
      AllOf(ContainsRegex("klart +budget 2025"), Not(HasSubstr("BUDGET_"))));
  Approve("2024-10-24", "2024-11-04", "Signe Hallbo,Alvar Kvistberg");
  Approve("2024-11-28", "2024-12-05", "Signe Hallbo,Alvar Kvistberg");
}

void WholeYearTest::GoalsAndAdoption() const {
  SetDay("2025-02-03");
  EXPECT_THAT(Must({"goals"}), AllOf(ContainsRegex("78,3.*ej uppfyllt +ej upp"),
                                     HasSubstr("delvis uppfyllt")));
  const std::string day = "2025-03-20";
  Call("2025-03-13", day, {"--item", "årsredovisning:Årsredovisning 2024"});
  Must({"meeting", "presence", day, "--present",
        "Signe Hallbo,Majken Rosenlind,Alvar Kvistberg,Edvin Ljungfors,"
        "Asta Mörkdal,Hedda Granfelt"});
  Must({"meeting", "decide", day, "--item", "1", "--text",
        "Årsredovisningen för 2024 fastställs."});
  Must({"meeting", "close", day, "--adjuster", "Asta Mörkdal"});
  EXPECT_THAT(Must({"clocks", "--at", day}),
              ContainsRegex("klart +årsredovisning 2024"));
  Import("closed", Folder());
  Must({"counts", "release", "2220001511", "2024", "--audience", "allmänhet"});
  Must({"report", "freeze"});
  Must({"report", "open-signing", "--due", "2025-04-15", "--adopted", day});
}

// Two weeks: one refuses and signs after all, one leaves and is replaced.
void WholeYearTest::Signatures() const {
  Sign("2025-03-20", "Signe Hallbo");
  Sign("2025-03-21", "Majken Rosenlind");
  Sign("2025-03-24", "Edvin Ljungfors");
  SetDay("2025-03-25");
  Must({"sign", "refuse", "2", "Not 3 stämmer inte.", "--actor",
        "Hedda Granfelt"});
  EXPECT_THAT(Must({"sign", "status", "2"}),
              AllOf(HasSubstr("hålls upp av Hedda Granfelt"),
                    HasSubstr("Not 3 stämmer inte."),
                    HasSubstr("finsam sign withdraw 2"),
                    HasSubstr("finsam sign replace 2")));
  EXPECT_THAT(Refused({"report", "publish"}), HasSubstr("SIGNATURES_MISSING"));
  EXPECT_THAT(Refused({"sign", "replace", "2", "Asta Mörkdal", "Orvar Gladh",
                       "Har lämnat styrelsen."}),
              HasSubstr("SIGNER_STILL_SITTING"));
  Must({"board", "replace", "Asta Mörkdal", "Orvar Gladh", "--role", "ledamot",
        "--member", "gnosjo-kommun", "--last-day", "2025-03-31"});
  Sign("2025-03-28", "Hedda Granfelt");
  SetDay("2025-04-01");
  Must({"sign", "replace", "2", "Asta Mörkdal", "Orvar Gladh",
        "Har lämnat styrelsen."});
  EXPECT_THAT(Refused({"report", "sign", "--actor", "Asta Mörkdal"}),
              HasSubstr("SIGNER_UNEXPECTED"));
  Sign("2025-04-02", "Orvar Gladh");
  EXPECT_THAT(Must({"sign", "status", "2"}), HasSubstr("öppen"));
  Sign("2025-04-03", "Alvar Kvistberg");
  EXPECT_THAT(Must({"sign", "status", "2"}),
              AllOf(HasSubstr("slutförd 2025-04-03"),
                    HasSubstr("beslutad       2025-03-20"),
                    HasSubstr("i stället för Asta Mörkdal")));
}

void WholeYearTest::Published() const {
  EXPECT_THAT(Must({"report", "publish"}), HasSubstr("2025-04-03"));
  const std::string pdf = temporary_.File("report.pdf");
  Must({"report", "render", "--version", "latest", "-f", "pdf", "-o", pdf});
  // A field for each seat, also that of who was replaced; each shows its
  // signature.
  const Ended text =
      testkit::Run({"/usr/bin/env", "pdftotext", "-layout", pdf, "-"});
  if (text.exit_code == kOk) {
    EXPECT_THAT(text.out, AllOf(HasSubstr("2025-04-02 13:00:00 +02:00"),
                                HasSubstr("Lokal utfärdare"),
                                HasSubstr("ledamot, Gnosjö kommun")));
  }
  const std::string capsule = temporary_.File("2024.zip");
  Must({"report", "capsule", "-o", capsule});
  EXPECT_THAT(Must({"verify", "capsule", capsule}),
              HasSubstr("underskrifter  6, i PDF-filen 6"));
}

void WholeYearTest::AuditAndDischarge() const {
  SetDay("2025-04-08");
  std::vector<std::string> discharge = {
      "discharge", "record",     kDischarges[0].member,
      "--date",    "2025-04-07", "--decision",
      "beviljas",  "--body",     "fullmäktige"};
  EXPECT_THAT(Refused(discharge), HasSubstr("DISCHARGE_"));
  Must({"audit", "report", "gemensam", "--date", "2025-04-08", "--auditor",
        "Elsa Vretlind,Nils Ekholma,Karin Sjöhage", "--accounts-fair", "ja",
        "--control-sufficient", "ja", "--operations-suitable", "ja",
        "--discharge", "tillstyrks"});
  for (const Discharge& one : kDischarges) {
    SetDay(one.day);
    discharge[2] = one.member;
    discharge[4] = one.day;
    Must(discharge);
    Refused(discharge);
  }
  const std::string list = Must({"discharge", "list"});
  for (const Discharge& one : kDischarges) {
    EXPECT_THAT(list, HasSubstr(one.day));
  }
  const std::string acts = temporary_.File("acts.jsonl");
  Must({"acts", "-o", acts});
  Must({"verify", "acts", acts});
  EXPECT_THAT(testkit::ReadWholeFile(acts), HasSubstr("2025-06-10"));
}

TEST_F(WholeYearTest, FromLateMinutesToTheLastDischarge) {
  LateMinutes();
  ANewBoard();
  ConflictAndTie();
  ADeputyForGood();
  TheBudget();
  GoalsAndAdoption();
  Signatures();
  Published();
  AuditAndDischarge();
}

}  // namespace
}  // namespace finsam::e2e

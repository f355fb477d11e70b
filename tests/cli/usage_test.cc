// The command line's own words.

#include "cli/usage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace finsam::cli {
namespace {

using testing::HasSubstr;
using testing::Not;

// A program with something of everything.
struct Program {
  Program() {
    app.name("finsam");
    app.require_subcommand(1);
    app.add_option("--format", format, "text eller json")
        ->check(CLI::IsMember({"text", "json"}))
        ->capture_default_str();
    CLI::App* post = app.add_subcommand("post", "bokför");
    post->add_option("FIL", file, "en tabell")->required();
    post->add_option("--max", max, "högst")->check(CLI::Range(1, 9));
    post->add_option("--min", min, "minst")->envname("FINSAM_MIN");
    post->add_flag("--all", all, "alla");
    app.add_subcommand("up", "starta")->require_subcommand(0);
    SpeakSwedish(app);
  }

  // What is told of a command line that is wrong.
  std::string Trouble(std::vector<std::string> words) {
    std::reverse(words.begin(), words.end());
    try {
      app.parse(words);
    } catch (const CLI::ParseError& error) {
      return UsageTrouble(app, error);
    }
    return "";
  }

  CLI::App app{"förbundets böcker"};
  std::string format = "text";
  std::string file;
  int max = 1;
  int min = 1;
  bool all = false;
};

std::string Trouble(const std::vector<std::string>& words) {
  return Program().Trouble(words);
}

TEST(UsageTest, EveryMistakeIsToldInSwedish) {
  EXPECT_EQ(Trouble({"post", "a.csv"}), "");
  EXPECT_EQ(Trouble({}), "ett kommando fattas");
  EXPECT_EQ(Trouble({"post"}), "FIL fattas");
  EXPECT_EQ(Trouble({"exportera"}), "okänt kommando: exportera");
  EXPECT_EQ(Trouble({"post", "a", "b", "c"}),
            "okänt ord eller okänd flagga: b c");
  EXPECT_EQ(Trouble({"--format", "pdf", "up"}),
            "--format: väntade text,json, fann pdf");
  EXPECT_EQ(Trouble({"post", "a", "--max", "0"}),
            "--max: väntade ett tal från 1 till 9, fann 0");
  EXPECT_EQ(Trouble({"post", "a", "--min", "få"}),
            "--min: otillåtet värde, få");
  EXPECT_EQ(Trouble({"post", "a", "--min"}), "--min: värdet fattas");
  EXPECT_EQ(Trouble({"post", "a", "--min", "1", "--min", "2"}),
            "--min: kan bara anges en gång");
  EXPECT_EQ(Trouble({"post", "a", "--all=x"}), "--all: otillåtet värde, x");
}

TEST(UsageTest, OtherWordsStay) {
  const Program program;
  EXPECT_EQ(UsageTrouble(program.app, CLI::HorribleError("hm")), "hm");
  const std::string long_word(100'000, 'x');
  EXPECT_EQ(UsageTrouble(program.app, CLI::ValidationError(long_word)),
            long_word);
  EXPECT_EQ(Trouble({"post", "a", "b", long_word}),
            "okänt ord eller okänd flagga: b " + long_word);
}

TEST(UsageTest, HelpHasNoEnglishWords) {
  Program program;
  const std::string all = program.app.help();
  EXPECT_THAT(all, HasSubstr("Så här: finsam [FLAGGOR] KOMMANDO\n"));
  EXPECT_THAT(all, HasSubstr("Flaggor:\n"));
  EXPECT_THAT(all, HasSubstr("Kommandon:\n  post"));
  EXPECT_THAT(all, HasSubstr("  --format TEXT=text          text eller json"));
  const std::string post = program.app.get_subcommand("post")->help();
  EXPECT_THAT(post, HasSubstr("post [FLAGGOR] FIL\n"));
  EXPECT_THAT(post, HasSubstr("Argument:\n  FIL TEXT KRÄVS              en"));
  EXPECT_THAT(post, HasSubstr("--min TAL (miljövariabel FINSAM_MIN)\n"));
  for (const std::string& text : {all, post}) {
    for (const char* english : {"Usage", "ptions", "ubcommand", "REQUIRED",
                                "Env", "INT", "following", "Positional"}) {
      EXPECT_THAT(text, Not(HasSubstr(english)));
    }
  }
}

}  // namespace
}  // namespace finsam::cli

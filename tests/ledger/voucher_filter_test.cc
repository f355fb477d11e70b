// Which vouchers a filter takes. Method: cases by hand, and random filters over
// random vouchers, held against an answer that is found the long way.

#include "services/ledger/domain/voucher_filter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/account_pattern.h"
#include "tests/ledger/query_sample.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;
using ::testing::ElementsAre;
using ::testing::SizeIs;

TEST(AccountPatternTest, ReadsWhatPeopleWrite) {
  const auto ranges =
      ParseAccountPatterns("accounts", {"1930", "30xx", " 4000-7999"});
  ASSERT_TRUE(ranges.ok()) << ranges.status();
  EXPECT_THAT(*ranges,
              ElementsAre(AccountRange{1930, 1930}, AccountRange{3000, 3099},
                          AccountRange{4000, 7999}));
}

TEST(AccountPatternTest, NamesFieldAndEveryWrongValue) {
  const auto ranges =
      ParseAccountPatterns("filter.accounts", {"", "1930", "x", "7999-4000"});
  EXPECT_EQ(ReasonOf(ranges.status()), "FILTER_INVALID");
  EXPECT_THAT(Faults(ranges.status()),
              ElementsAre("filter.accounts:", "filter.accounts:x",
                          "filter.accounts:7999-4000"));
}

TEST(AccountPatternTest, TakesAHundredAndNoMore) {
  std::vector<std::string> patterns(kFilterAccountsMax, "1930");
  EXPECT_TRUE(ParseAccountPatterns("a", patterns).ok());
  patterns.push_back("1930");
  EXPECT_THAT(Faults(ParseAccountPatterns("a", patterns).status()),
              ElementsAre("a:101"));
  patterns.assign(kFilterAccountsMax, "?");
  EXPECT_THAT(Faults(ParseAccountPatterns("a", patterns).status()),
              SizeIs(kFilterProblemsMax + 1));
}

TEST(VoucherFilterTest, TakesTheLimitsThemselves) {
  VoucherFilter filter;
  EXPECT_TRUE(CheckVoucherFilter(filter).ok());
  filter = {.series = "",
            .first = CivilDay(2024, 3, 1),
            .last = CivilDay(2024, 3, 1),
            .object = ObjectRef{kDimensionMax, std::string(32, 'x')},
            .amount_min = Ore{0},
            .amount_max = Ore{0},
            .text = std::string(kFilterTextBytesMax, 'x')};
  EXPECT_TRUE(CheckVoucherFilter(filter).ok()) << CheckVoucherFilter(filter);
}

TEST(VoucherFilterTest, RefusesWhatNothingCanMatch) {
  const struct {
    VoucherFilter filter;
    const char* fault;
  } kCases[] = {
      {{.series = "Å"}, "series:Å"},
      {{.series = "ABCDEFGHI"}, "series:ABCDEFGHI"},
      {{.first = CivilDay(2024, 3, 2), .last = CivilDay(2024, 3, 1)},
       "first_date:2024-03-02"},
      {{.object = ObjectRef{0, "10"}}, "object:0"},
      {{.object = ObjectRef{-6, "10"}}, "object:-6"},
      {{.object = ObjectRef{6, ""}}, "object:"},
      {{.object = ObjectRef{6, std::string(33, 'x')}},
       "object:xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"},
      {{.amount_min = Ore{-1}}, "amount_min_ore:-0.01"},
      {{.amount_max = Ore{-100}}, "amount_max_ore:-1"},
      {{.amount_min = Ore{101}, .amount_max = Ore{100}}, "amount_min_ore:1.01"},
      {{.text = std::string(kFilterTextBytesMax + 1, 'x')}, "text:201 byte"},
      {{.text = "a\tb"}, "text:"},
      {{.text = "a\nb"}, "text:"},
      {{.text = "\x7f"}, "text:"},
      {{.text = "\xe5"}, "text:"},
  };
  for (const auto& c : kCases) {
    const absl::Status status = CheckVoucherFilter(c.filter);
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.fault;
    EXPECT_EQ(ReasonOf(status), "FILTER_INVALID") << c.fault;
    EXPECT_THAT(Faults(status), ElementsAre(c.fault));
  }
}

TEST(VoucherFilterTest, TellsAllThatIsWrong) {
  const VoucherFilter filter = {.series = "?",
                                .object = ObjectRef{0, ""},
                                .amount_max = Ore{-1},
                                .text = "\x01"};
  EXPECT_THAT(Faults(CheckVoucherFilter(filter)),
              ElementsAre("series:?", "object:0",
                          "object:", "amount_max_ore:-0.01", "text:"));
}

VoucherEntry EntryOf(int32_t account, Ore amount, ObjectSet objects,
                     std::string text) {
  VoucherEntry entry;
  entry.account = account;
  entry.amount = amount;
  entry.objects = std::move(objects);
  entry.text = std::move(text);
  return entry;
}

VoucherDraft Sample() {
  VoucherDraft voucher;
  voucher.series = "A";
  voucher.date = CivilDay(2024, 3, 14);
  voucher.text = "Hyra ÅRSVIS, Jönköping";
  voucher.entries = {
      EntryOf(5010, Ore{9900}, {{1, "X"}, {6, "10"}}, "Kansliet"),
      EntryOf(1930, Ore{-8900}, {}, ""),
      EntryOf(2440, Ore{-1000}, {{6, "20"}}, "SVÄRD & Ödman É")};
  return voucher;
}

bool Takes(const VoucherFilter& filter, const VoucherDraft& voucher) {
  EXPECT_TRUE(CheckVoucherFilter(filter).ok());
  return VoucherMatcher(filter).Matches(voucher);
}

TEST(VoucherFilterTest, EveryPartMustHold) {
  const CivilDay day(2024, 3, 14);
  const AccountRange bank{1930, 1930};
  const AccountRange costs{4000, 7999};
  const ObjectRef team{6, "10"};
  const struct {
    VoucherFilter filter;
    bool taken;
  } kCases[] = {
      {{}, true},
      {{.series = "A"}, true},
      {{.series = "a"}, false},
      {{.series = ""}, false},
      {{.first = day, .last = day}, true},
      {{.first = day + 1}, false},
      {{.last = day - 1}, false},
      {{.accounts = {bank}}, true},
      {{.accounts = {{1900, 1929}}}, false},
      {{.accounts = {{1900, 1929}, costs}}, true},
      {{.object = team}, true},
      {{.object = ObjectRef{1, "10"}}, false},
      {{.amount_min = Ore{8900}, .amount_max = Ore{8900}}, true},
      {{.amount_min = Ore{9901}}, false},
      {{.amount_max = Ore{999}}, false},
      {{.amount_min = Ore{1001}, .amount_max = Ore{8899}}, false},
      {{.accounts = {costs}, .object = team, .amount_min = Ore{9900}}, true},
      // Each holds for an entry, all of them for none.
      {{.accounts = {bank}, .object = team}, false},
      {{.accounts = {bank}, .amount_min = Ore{9000}}, false},
      {{.object = team, .amount_max = Ore{1000}}, false},
  };
  for (size_t i = 0; i < std::size(kCases); ++i) {
    EXPECT_EQ(Takes(kCases[i].filter, Sample()), kCases[i].taken) << i;
  }
}

TEST(VoucherFilterTest, AVoucherWithoutEntries) {
  VoucherDraft voucher;
  voucher.text = "Makulerad";
  EXPECT_TRUE(Takes({.series = "", .text = "makulerad"}, voucher));
  EXPECT_FALSE(Takes({.amount_min = Ore{0}}, voucher));
}

TEST(VoucherFilterTest, WordsInUpperAndLowerCase) {
  const struct {
    const char* text;
    bool taken;
  } kCases[] = {
      {"", true},
      {"   ", true},
      {"hyra", true},
      {"HYRA  årsvis", true},
      {"jönköping", true},
      {"JÖNKÖPING", true},
      {"köping", true},
      {"kansliet hyra", true},  // In different texts.
      {"kansliet\u00a0hyra", true},
      {"svärd ödman é &", true},
      {"Ärsvis", false},
      {"arsvis", false},
      {"jönköpinghyra", false},
      {"jönköpingkansliet", false},  // Not across two texts.
      {"hyra mars", false},
      {"×", false},
  };
  for (const auto& c : kCases) {
    EXPECT_EQ(Takes({.text = c.text}, Sample()), c.taken) << c.text;
  }
  VoucherDraft signs;
  signs.text = "À2÷3\u00a0ÿÞ";
  EXPECT_TRUE(Takes({.text = "à2÷3 ÿþ"}, signs));
  EXPECT_FALSE(Takes({.text = "×"}, signs));
  EXPECT_FALSE(Takes({.text = "ß"}, signs));
  EXPECT_FALSE(Takes({.text = "3ÿ"}, signs));
}

// A text as it stands and what it is in lower case.
struct Word {
  std::string text;
  std::string lower;
};

const std::vector<Word>& Words() {
  static const std::vector<Word> words = {
      {"Hyra", "hyra"},   {"hyra", "hyra"},   {"ÅRET", "året"},
      {"Årets", "årets"}, {"IDÉER", "idéer"}, {"idé", "idé"},
      {"Löner", "löner"}, {"LÖN", "lön"},     {"Över", "över"},
      {"TÜRK", "türk"},   {"ær", "ær"},       {"ÆR", "ær"}};
  return words;
}

struct TextedVoucher {
  VoucherDraft draft;
  std::vector<std::string> lower;  // Of each text.
};

std::string RandomText(Chance& chance, std::vector<std::string>* lower) {
  std::string text;
  lower->emplace_back();
  for (int64_t i = chance.Number(0, 2); i > 0; --i) {
    const Word& word = chance.Of(Words());
    absl::StrAppend(&text, word.text, " ");
    absl::StrAppend(&lower->back(), word.lower, " ");
  }
  return text;
}

TextedVoucher RandomVoucher(Chance& chance) {
  TextedVoucher voucher;
  voucher.draft.series = chance.Of<std::string>({"", "A", "B"});
  voucher.draft.date = CivilDay(2024, 1, 1) + chance.Number(0, 20);
  voucher.draft.text = RandomText(chance, &voucher.lower);
  for (int64_t i = chance.Number(0, 4); i > 0; --i) {
    const auto account = static_cast<int32_t>(chance.Number(1, 9));
    const Ore amount{chance.Number(-5, 5)};
    const ObjectSet objects = RandomObjects(chance);
    voucher.draft.entries.push_back(
        EntryOf(account, amount, objects, RandomText(chance, &voucher.lower)));
  }
  return voucher;
}

VoucherFilter RandomFilter(Chance& chance, std::vector<std::string>* words) {
  VoucherFilter filter;
  if (chance.OneIn(4)) filter.series = chance.Of<std::string>({"", "A", "B"});
  if (chance.OneIn(4)) filter.first = CivilDay(2024, 1, chance.Number(1, 8));
  if (chance.OneIn(4)) filter.last = CivilDay(2024, 1, chance.Number(8, 20));
  for (int64_t i = chance.OneIn(2) ? chance.Number(1, 2) : 0; i > 0; --i) {
    const auto account = static_cast<int32_t>(chance.Number(1, 8));
    filter.accounts.push_back({account, account + 1});
  }
  if (chance.OneIn(3)) {
    filter.object =
        ObjectRef{chance.OneIn(2) ? 6 : 1, absl::StrCat(chance.Number(1, 3))};
  }
  if (chance.OneIn(3)) filter.amount_min = Ore{chance.Number(0, 3)};
  if (chance.OneIn(3)) filter.amount_max = Ore{chance.Number(3, 5)};
  for (int64_t i = chance.OneIn(3) ? chance.Number(1, 2) : 0; i > 0; --i) {
    const Word& word = chance.Of(Words());
    absl::StrAppend(&filter.text, word.text, " ");
    words->push_back(word.lower);
  }
  return filter;
}

bool NaiveEntry(const VoucherFilter& filter, const VoucherEntry& entry) {
  bool account = filter.accounts.empty();
  for (const AccountRange& range : filter.accounts) {
    for (int32_t a = range.first; a <= range.last; ++a) {
      account = account || a == entry.account;
    }
  }
  bool object = !filter.object.has_value();
  for (const ObjectRef& carried : entry.objects) {
    object = object || carried == *filter.object;
  }
  const int64_t size = std::abs(entry.amount.value);
  return account && object &&
         (!filter.amount_min.has_value() || size >= filter.amount_min->value) &&
         (!filter.amount_max.has_value() || size <= filter.amount_max->value);
}

bool NaiveMatches(const VoucherFilter& filter,
                  const std::vector<std::string>& words,
                  const TextedVoucher& voucher) {
  const VoucherDraft& draft = voucher.draft;
  bool matches = !filter.series.has_value() || *filter.series == draft.series;
  matches &= !filter.first.has_value() || draft.date >= *filter.first;
  matches &= !filter.last.has_value() || draft.date <= *filter.last;
  bool entry = filter.accounts.empty() && !filter.object.has_value() &&
               !filter.amount_min.has_value() && !filter.amount_max.has_value();
  for (const VoucherEntry& e : draft.entries) entry |= NaiveEntry(filter, e);
  for (const std::string& word : words) {
    bool found = false;
    for (const std::string& text : voucher.lower) {
      found |= text.find(word) != std::string::npos;
    }
    matches &= found;
  }
  return matches && entry;
}

TEST(VoucherFilterTest, RandomFiltersAgreeWithTheLongWay) {
  constexpr uint64_t kSeed = 41;
  Chance chance(kSeed);
  int64_t taken = 0;
  for (int round = 0; round < kRounds; ++round) {
    SCOPED_TRACE(absl::StrCat("seed ", kSeed, " round ", round));
    std::vector<std::string> words;
    const VoucherFilter filter = RandomFilter(chance, &words);
    ASSERT_TRUE(CheckVoucherFilter(filter).ok());
    const VoucherMatcher matcher(filter);
    for (int i = 0; i < 20; ++i) {
      const TextedVoucher voucher = RandomVoucher(chance);
      const bool expected = NaiveMatches(filter, words, voucher);
      ASSERT_EQ(matcher.Matches(voucher.draft), expected);
      taken += expected ? 1 : 0;
    }
  }
  EXPECT_GT(taken, kRounds);  // Both answers are common enough to tell.
  EXPECT_LT(taken, 10 * kRounds);
}

}  // namespace
}  // namespace finsam::ledger

// The second opinion: hledger and Ledger add up the same books, and every
// balance must be ours to the öre. Method: books that are as odd as they may
// be, and the example's, written as a journal that both programs read.
//
// A failing seed is printed; FINSAM_SEED=<seed> runs that one alone.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "services/ledger/domain/plain_text.h"
#include "services/ledger/domain/sie.h"
#include "tests/kit/processes.h"
#include "tests/ledger/plain_text_sample.h"

namespace finsam::ledger {
namespace {

using ::testing::HasSubstr;
// Öre by KeyText, without those that are zero.
using Sums = std::map<std::string, int64_t>;

// Books in which everything is odd that may be.
class OddBooks {
 public:
  explicit OddBooks(uint64_t seed) : random_(seed) {
    for (int32_t i = 0; i < 40; ++i) {
      accounts_.push_back(1000 + static_cast<int32_t>(Below(8000)));
      if (i % 7 > 0) books_.chart.accounts[accounts_.back()].name = Text();
    }
    for (int i = 0; i < 12; ++i) objects_.push_back(Text());
    objects_.insert(objects_.end(), {"10", "10 ", " 10", "10, 7 20", "10;1",
                                     "10:1", "%", "", "10  1", "(10)"});
    for (int i = 0; i < 30; ++i) {
      books_.openings[{Account(), Objects()}].opening = Amount();
    }
    for (int64_t number = 1; number <= 300; ++number) AddVoucher(number);
  }

  const JournalYear& books() const { return books_; }

 private:
  uint64_t Below(uint64_t limit) { return random_() % limit; }

  int32_t Account() { return accounts_[Below(accounts_.size())]; }

  // Mostly what the two programs might stumble over.
  std::string Text() {
    static const auto* const pieces = new std::vector<std::string>{
        " ",    "  ",         "\t",        "\n",     ";",      ":",   "*",
        "!",    "(",          ")",         "[",      "]",      "{",   "}",
        "@",    "@@",         "=",         "|",      "\"",     "'",   "#",
        "%",    "~",          "-",         "1",      "5.0",    "kr",  "SEK",
        "å",    "Ö",          "é",         "€",      "–",      "\r",  "\xff",
        "\xc3", "\x01",       "\u00a0",    "\u3000", "a",      "Lön", ",",
        "/",    "2024-01-15", "include x", "end",    "🙂",   "$",   "<",
        ">",    "^",          "&",         "\\",     "comment"};
    std::string text;
    for (uint64_t i = Below(8); i > 0; --i) {
      text += (*pieces)[Below(pieces->size())];
    }
    return text;
  }

  Ore Amount() {
    const int64_t most = std::vector<int64_t>{1, 100, 100'000, 10'000'000,
                                              kAmountMax.value}[Below(5)];
    const auto ore = static_cast<int64_t>(Below(2 * most + 1));
    return Ore{ore - most};
  }

  ObjectSet Objects() {
    ObjectSet out;
    for (int32_t dimension = 6; dimension < 9; ++dimension) {
      if (Below(3) > 0) continue;
      out.push_back({dimension, objects_[Below(objects_.size())]});
    }
    return out;
  }

  // Now and then without entries, or with none but zero.
  void AddVoucher(int64_t number) {
    PostedVoucher voucher = Posted(Below(9) > 0 ? "A" : "", number, Text(), {});
    voucher.content.date = kJournalYear.first + static_cast<int>(Below(366));
    std::vector<VoucherEntry>& entries = voucher.content.entries;
    const bool zero = Below(20) == 0;
    Ore sum;
    for (uint64_t i = Below(6); i > 0; --i) {
      const Ore amount = zero ? Ore{0} : Amount();
      entries.push_back(Entry(Account(), amount.value, Objects(), Text()));
      sum += amount;
    }
    if (sum != Ore{0}) entries.push_back(Entry(Account(), -sum.value));
    books_.vouchers.push_back(std::move(voucher));
  }

  std::mt19937_64 random_;
  std::vector<int32_t> accounts_;
  std::vector<std::string> objects_;
  JournalYear books_;
};

// One text for each key, for comparing and for reading a failure.
std::string KeyText(const BalanceKey& key) {
  std::string text = absl::StrCat(key.account);
  for (const ObjectRef& object : key.objects) {
    absl::StrAppend(&text, " {", object.dimension, " \"",
                    absl::CHexEscape(object.object), "\"}");
  }
  return text;
}

// What our own fold makes of the books, by key or (`by_account`) by account.
Sums OurSums(const JournalYear& books, bool by_account) {
  BalanceMap balances = books.openings;
  Sums sums;
  for (const PostedVoucher& voucher : books.vouchers) {
    AddVoucher(voucher.content, books.year, &balances);
  }
  for (const auto& [key, balance] : balances) {
    const BalanceKey of{key.account, by_account ? ObjectSet() : key.objects};
    sums[KeyText(of)] += (balance.opening + balance.Movement()).value;
    sums[KeyText({})] -= balance.opening.value;
  }
  std::erase_if(sums, [](const auto& sum) { return sum.second == 0; });
  return sums;
}

std::string ObjectOf(absl::string_view written) {
  if (written == "%") return "";
  std::string out;
  for (size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '%') {
      out += absl::HexStringToBytes(written.substr(i + 1, 2));
      i += 2;
    } else {
      out.push_back(written[i]);
    }
  }
  return out;
}

// "1930 Bank:6 10, 7 20" as what it stands for; the account for what the
// openings lack as an empty key.
BalanceKey KeyOf(absl::string_view name) {
  BalanceKey key;
  if (name == kOpeningDifferenceAccount) return key;
  const std::vector<absl::string_view> parts = absl::StrSplit(name, ':');
  const std::vector<absl::string_view> words = absl::StrSplit(parts[0], ' ');
  EXPECT_TRUE(absl::SimpleAtoi(words[0], &key.account)) << name;
  EXPECT_LE(parts.size(), 2u) << name;
  if (parts.size() == 1) return key;
  for (const absl::string_view part : absl::StrSplit(parts[1], ", ")) {
    const std::pair<absl::string_view, absl::string_view> object =
        absl::StrSplit(part, absl::MaxSplits(' ', 1));
    ObjectRef ref{0, ObjectOf(object.second)};
    EXPECT_TRUE(absl::SimpleAtoi(object.first, &ref.dimension)) << name;
    key.objects.push_back(std::move(ref));
  }
  return key;
}

// Reads lines of "account","-123.45 SEK".
Sums ReadSums(absl::string_view lines) {
  Sums sums;
  for (absl::string_view line :
       absl::StrSplit(lines, '\n', absl::SkipEmpty())) {
    line = absl::StripAsciiWhitespace(line);
    if (line == R"("account","balance")") continue;  // hledger's heading.
    EXPECT_TRUE(absl::ConsumePrefix(&line, "\"")) << line;
    EXPECT_TRUE(absl::ConsumeSuffix(&line, "\"")) << line;
    const std::pair<absl::string_view, absl::string_view> fields =
        absl::StrSplit(line, R"(",")");
    absl::string_view amount = fields.second;
    if (amount == "0") continue;
    EXPECT_TRUE(absl::ConsumeSuffix(&amount, " SEK")) << line;
    std::string digits(amount);
    EXPECT_EQ(digits.find('.') + 3, digits.size()) << line;
    digits.erase(digits.find('.'), 1);
    int64_t ore = 0;
    EXPECT_TRUE(absl::SimpleAtoi(digits, &ore)) << line;
    if (ore == 0) continue;
    EXPECT_TRUE(sums.emplace(KeyText(KeyOf(fields.first)), ore).second) << line;
  }
  return sums;
}

// With each of the two programs.
class SecondOpinionTest : public testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    if (Ask({"--version"}).exit_code == 127) {
      GTEST_SKIP() << GetParam() << " is not installed";
    }
  }

  // The program by its name alone, in a locale that has our letters.
  static testkit::Ended Ask(const std::vector<std::string>& arguments) {
    std::vector<std::string> command = {"/usr/bin/env", "LC_ALL=C.UTF-8",
                                        GetParam()};
    command.insert(command.end(), arguments.begin(), arguments.end());
    return testkit::Run(std::move(command));
  }

  Sums TheirSums(const std::string& journal, bool by_account) {
    const std::string path = folder_.File("books.journal");
    testkit::WriteWholeFile(path, journal);
    using Words = std::vector<std::string>;
    Words arguments = {"-f", path, "balance", "--empty", "--no-total"};
    const auto add = [&arguments](const Words& words) {
      arguments.insert(arguments.end(), words.begin(), words.end());
    };
    add(by_account ? Words{"--depth", "1"} : Words{"--flat"});
    if (GetParam() == std::string("hledger")) {
      add({"-O", "csv"});
    } else {
      // The same lines. Ledger's total is of the account and all below it.
      add({"--args-only", "--balance-format",  // No ~/.ledgerrc.
           absl::StrCat("\"%(account)\",\"%(", by_account ? "total" : "amount",
                        ")\"\n")});
    }
    const testkit::Ended ended = Ask(arguments);
    EXPECT_EQ(ended.exit_code, 0) << ended.err;
    EXPECT_EQ(ended.err, "");
    return ReadSums(ended.out);
  }

  void ExpectAgreement(const JournalYear& books) {
    const std::string journal = Journal(books);
    EXPECT_EQ(TheirSums(journal, /*by_account=*/false), OurSums(books, false));
    EXPECT_EQ(TheirSums(journal, /*by_account=*/true), OurSums(books, true));
  }

 private:
  testkit::TempFolder folder_;
};

TEST_P(SecondOpinionTest, AgreesOnOddBooks) {
  const char* chosen = std::getenv("FINSAM_SEED");
  const uint64_t first =
      chosen == nullptr ? 1 : std::strtoull(chosen, nullptr, 10);
  const uint64_t last = chosen == nullptr ? 5 : first;
  for (uint64_t seed = first; seed <= last && !HasFailure(); ++seed) {
    SCOPED_TRACE(absl::StrCat("FINSAM_SEED=", seed));
    ExpectAgreement(OddBooks(seed).books());
  }
}

TEST_P(SecondOpinionTest, AgreesOnBooksWithoutAnything) {
  ExpectAgreement(JournalYear());
}

// The example's books, and what its file says of every account itself: what
// is owned at the year's end (#UB), and the year's result (#RES).
TEST_P(SecondOpinionTest, AgreesOnTheExample) {
  const std::string bytes = testkit::ReadWholeFile(
      FINSAM_SOURCE_DIR "/examples/finnveden-2024/2024.se");
  const SieReading sie = ReadSie("2024.se", bytes);
  ASSERT_TRUE(sie.ok());
  JournalYear books;
  for (const SieAccount& account : sie.file.accounts) {
    books.chart.accounts[account.number].name = account.name;
  }
  for (const SieVoucher& voucher : sie.file.vouchers) {
    books.vouchers.push_back(
        Posted(voucher.series, voucher.number.value_or(0), voucher.text, {}));
    books.vouchers.back().content.date = voucher.date;
    for (const SieEntry& entry : voucher.entries) {
      books.vouchers.back().content.entries.push_back(
          Entry(entry.account, entry.amount.value, entry.objects, entry.text));
    }
  }
  Sums told;
  for (const SieBalance& balance : sie.file.balances) {
    using Kind = SieBalance::Kind;
    if (balance.year_index != 0 || balance.amount == Ore{0}) continue;
    if (balance.kind == Kind::kOpening) {
      books.openings[{balance.account, {}}].opening = balance.amount;
    } else if (balance.kind == Kind::kClosing ||
               balance.kind == Kind::kResult) {
      told[KeyText({balance.account, {}})] = balance.amount.value;
    }
  }
  ASSERT_GT(books.vouchers.size(), 0u);
  ASSERT_GT(told.size(), 0u);
  ExpectAgreement(books);
  EXPECT_EQ(TheirSums(Journal(books), /*by_account=*/true), told);
}

// That they agree above is worth what this is worth.
TEST_P(SecondOpinionTest, SeesOneOreThatIsElsewhere) {
  const JournalYear books = OddBooks(1).books();
  JournalYear other = books;
  for (PostedVoucher& voucher : other.vouchers) {
    std::vector<VoucherEntry>& entries = voucher.content.entries;
    if (entries.size() < 2 || entries[0].account == entries[1].account) {
      continue;
    }
    entries[0].amount += Ore{1};
    entries[1].amount += Ore{-1};
    break;
  }
  EXPECT_NE(TheirSums(Journal(other), false), OurSums(books, false));
  EXPECT_NE(TheirSums(Journal(other), true), OurSums(books, true));
}

// They check what they read: a voucher that does not balance is refused.
TEST_P(SecondOpinionTest, RefusesAVoucherThatDoesNotBalance) {
  testkit::TempFolder folder;
  JournalYear books;
  books.vouchers = {Posted("A", 1, "x", {Entry(1930, 100), Entry(3010, -99)})};
  testkit::WriteWholeFile(folder.File("j"), Journal(books));
  const testkit::Ended ended = Ask({"-f", folder.File("j"), "balance"});
  EXPECT_NE(ended.exit_code, 0);
  EXPECT_THAT(absl::AsciiStrToLower(ended.err), HasSubstr("balance"));
}

INSTANTIATE_TEST_SUITE_P(Programs, SecondOpinionTest,
                         testing::Values("hledger", "ledger"),
                         [](const auto& program) {
                           return std::string(program.param);
                         });

}  // namespace
}  // namespace finsam::ledger

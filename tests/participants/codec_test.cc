// Facts to bytes and back: whatever is written is read again, what an earlier
// build wrote too, and what is damaged is refused.

#include "services/participants/codec.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/store/key.h"
#include "services/participants/counts_file.h"
#include "tests/participants/count_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

constexpr uint32_t kSeeds = 50;

// Rows by chance, within the bounds of the checks and no wiser.
class AnyRows {
 public:
  explicit AnyRows(uint32_t seed) : random_(seed) {}

  template <typename Row>
  std::vector<Row> Make() {
    std::vector<Row> rows(static_cast<size_t>(Upto(12)));
    for (Row& row : rows) Fill(&row);
    return rows;
  }

 private:
  int64_t Upto(int64_t max) {
    return std::uniform_int_distribution<int64_t>(0, max)(random_);
  }
  bool Maybe() { return Upto(1) == 1; }

  std::string Text() {
    constexpr const char* kTexts[] = {"",     "A",      "Insats två",
                                      "åäö|", "2024\n", "en längre text"};
    return kTexts[Upto(5)];
  }
  std::vector<std::string> Texts() {
    std::vector<std::string> texts(static_cast<size_t>(Upto(3)));
    for (std::string& text : texts) text = Text();
    return texts;
  }
  std::optional<int64_t> Count() {
    if (Maybe()) return std::nullopt;
    return Maybe() ? Upto(9) : Upto(kCountMax);
  }
  Period SomePeriod() {
    return *ParsePeriod(Maybe() ? "2024" : "2023-12..2024-11");
  }
  std::optional<absl::CivilMonth> Month() {
    if (Maybe()) return std::nullopt;
    return absl::CivilMonth(1900 + Upto(1'099), 1 + Upto(11));
  }

  void Fill(CountRow* row) {
    row->initiative = Text();
    row->focus = static_cast<Focus>(Upto(kFocusCount - 1));
    row->measure = static_cast<CountMeasure>(Upto(kMeasureCount - 1));
    row->period = SomePeriod();
    row->slices.resize(static_cast<size_t>(Upto(kSlicesMax)));
    for (Slice& slice : row->slices) slice = {Text(), Text()};
    for (auto& count : row->by_gender) count = Count();
    row->total = Count();
    row->included = Maybe();
    row->comment = Text();
  }
  void Fill(SurveyRow* row) {
    row->survey = Text();
    row->question = Text();
    row->period = SomePeriod();
    if (Maybe()) row->gender = kGenders[static_cast<size_t>(Upto(3))];
    row->group = Text();
    row->answers = Upto(kAnswersMax);
    row->positive = Upto(row->answers);
    row->rule = Text();
    row->text = Text();
    row->steps.resize(static_cast<size_t>(Upto(kSurveyStepsMax)));
    for (int64_t& step : row->steps) step = Upto(kAnswersMax);
    row->sent = Count();
    row->returned = Count();
    if (Maybe()) {
      row->published = PrintedPercent{Upto(1'000), static_cast<int>(Upto(1))};
    }
    row->joins = Texts();
  }
  void Fill(Initiative* row) {
    row->name = Text();
    row->focus = static_cast<Focus>(Upto(kFocusCount - 1));
    row->owner = Text();
    row->first = Month();
    row->last = Month();
    row->municipalities = Texts();
    row->target_group = Text();
    row->planned = Count();
  }
  void Fill(AverageRow* row) {
    row->initiative = Text();
    row->name = Text();
    row->period = SomePeriod();
    row->digits = Upto(kAverageDigitsMax) * (Maybe() ? 1 : -1);
    row->decimals = static_cast<int>(Upto(kAverageDecimalsMax));
    row->persons = Upto(kCountMax);
  }

  std::mt19937 random_;
};

// What a row is, field by field, apart from its bytes.
std::string Described(std::optional<int64_t> count) {
  return count.has_value() ? absl::StrCat(*count) : "-";
}
std::string Described(const std::vector<std::string>& texts) {
  std::string out;
  for (const std::string& text : texts) absl::StrAppend(&out, "<", text, ">");
  return out;
}
std::string Described(std::optional<absl::CivilMonth> month) {
  return month.has_value() ? absl::FormatCivilTime(*month) : "-";
}
std::string Described(const CountRow& row) {
  std::string out = absl::StrCat(
      row.initiative, ";", FocusWord(row.focus), ";", MeasureWord(row.measure),
      ";", row.period.text, ";", absl::FormatCivilTime(row.period.first), ";",
      absl::FormatCivilTime(row.period.last), ";", row.included, ";",
      row.comment, ";", Described(row.total));
  for (const auto& count : row.by_gender) {
    absl::StrAppend(&out, ";", Described(count));
  }
  for (const Slice& slice : row.slices) {
    absl::StrAppend(&out, ";", slice.breakdown, "=", slice.value);
  }
  return out;
}
std::string Described(const SurveyRow& row) {
  std::string out =
      absl::StrCat(row.survey, ";", row.question, ";", row.period.text, ";",
                   row.gender.has_value() ? GenderId(*row.gender) : "-", ";",
                   row.group, ";", row.answers, ";", row.positive, ";",
                   row.rule, ";", row.text, ";", Described(row.sent), ";",
                   Described(row.returned), ";", Described(row.joins));
  if (row.published.has_value()) {
    absl::StrAppend(&out, ";", row.published->digits, "/",
                    row.published->decimals);
  }
  for (const int64_t step : row.steps) absl::StrAppend(&out, ";", step);
  return out;
}
std::string Described(const Initiative& row) {
  return absl::StrCat(row.name, ";", FocusWord(row.focus), ";", row.owner, ";",
                      Described(row.first), ";", Described(row.last), ";",
                      Described(row.municipalities), ";", row.target_group, ";",
                      Described(row.planned));
}
std::string Described(const AverageRow& row) {
  return absl::StrCat(row.initiative, ";", row.name, ";", row.period.text, ";",
                      row.digits, ";", row.decimals, ";", row.persons);
}

// Reads `bytes` back, cut off anywhere and with any byte turned: it is the
// same, is refused, or is another value that is written as it was read.
template <typename Row>
void CheckBytes(const std::vector<Row>& rows,
                std::string (*encode)(const std::vector<Row>&),
                std::optional<std::vector<Row>> (*decode)(absl::string_view)) {
  const std::string bytes = encode(rows);
  const auto read = decode(bytes);
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), rows.size());
  for (size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(Described((*read)[i]), Described(rows[i]));
  }
  EXPECT_EQ(encode(*read), bytes);
  EXPECT_FALSE(decode(bytes + "x").has_value());
  for (size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(decode(bytes.substr(0, i)).has_value()) << i;
    for (const int turn : {0x01, 0x80, 0xff}) {
      std::string turned = bytes;
      turned[i] = static_cast<char>(turned[i] ^ turn);
      const auto other = decode(turned);
      if (!other.has_value()) continue;
      EXPECT_TRUE(decode(encode(*other)).has_value());
    }
  }
}

TEST(CodecTest, WhatIsWrittenIsReadAgain) {
  for (uint32_t seed = 1; seed <= kSeeds; ++seed) {
    SCOPED_TRACE(seed);
    AnyRows any(seed);
    CheckBytes(any.Make<CountRow>(), &EncodeCounts, &DecodeCounts);
    CheckBytes(any.Make<SurveyRow>(), &EncodeSurveys, &DecodeSurveys);
    CheckBytes(any.Make<Initiative>(), &EncodeInitiatives, &DecodeInitiatives);
    CheckBytes(any.Make<AverageRow>(), &EncodeAverages, &DecodeAverages);
  }
}

TEST(CodecTest, OneKindIsNotReadAsAnother) {
  const std::string counts = EncodeCounts({});
  EXPECT_TRUE(DecodeCounts(counts).has_value());
  EXPECT_FALSE(DecodeSurveys(counts).has_value());
  EXPECT_FALSE(DecodeAverages(counts).has_value());
  EXPECT_FALSE(DecodeInitiatives(counts).has_value());
  for (const char* bytes : {"", "\x01", "\x02", "\x03", "counts"}) {
    EXPECT_FALSE(DecodeCounts(bytes).has_value());
    EXPECT_FALSE(DecodeSurveys(bytes).has_value());
  }
}

// These bytes lie in stores: they may never change.
TEST(CodecTest, BytesOfFormat2) {
  std::vector<Problem> problems;
  const auto rows = ReadCountsFile(
      absl::StrCat(test::kPartsHead,
                   "A;individ;avslutade;2024;orsak;arbete;;;2;300;;;;;x\n"),
      2024, Rules(), &problems);
  ASSERT_TRUE(problems.empty());
  EXPECT_EQ(absl::BytesToHexString(EncodeCounts(rows)),
            "0206"
            "06636f756e7473"
            "0141"
            "0432303234"
            "056f7273616b"
            "06617262657465"
            "0178"
            "0001"
            "c81b010203"
            "0402ac0205");
}

// As an earlier build wrote them, byte by byte.
TEST(CodecTest, ReadsFormat1) {
  store::Key counts("counts");
  counts.Number(1).Text("IT-spåret").Number(1).Number(4).Text("2024");
  counts.Number(5).Number(-1).Number(0).Number(-1).Number(7).Number(0).Text(
      "mätår");
  const auto read = DecodeCounts(absl::StrCat("\x01", counts.bytes()));
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), 1u);
  EXPECT_EQ(Described(read->front()),
            "IT-spåret;struktur;personer;2024;2024-01;2024-12;0;mätår;7;5;-;0;"
            "-");

  store::Key surveys("surveys");
  surveys.Number(1).Text("Enkät").Text("Fråga").Text("2024").Number(9).Number(
      7);
  surveys.Text("steg 4–6 av 6").Text("");
  const auto answers = DecodeSurveys(absl::StrCat("\x01", surveys.bytes()));
  ASSERT_TRUE(answers.has_value());
  ASSERT_EQ(answers->size(), 1u);
  EXPECT_EQ(Described(answers->front()),
            "Enkät;Fråga;2024;-;;9;7;steg 4–6 av 6;;-;-;");

  const std::string bytes = absl::StrCat("\x01", counts.bytes());
  for (size_t i = 0; i < bytes.size(); ++i) {
    EXPECT_FALSE(DecodeCounts(bytes.substr(0, i)).has_value());
  }
  EXPECT_FALSE(DecodeSurveys(bytes).has_value());
}

// A name is kept once, however many rows have it.
TEST(CodecTest, RowsAreShort) {
  test::RightRows right(1);
  std::vector<CountRow> rows;
  while (rows.size() < 1'000) {
    const auto more = right.Make(2024);
    rows.insert(rows.end(), more.begin(), more.end());
  }
  EXPECT_LT(EncodeCounts(rows).size(), rows.size() * 16);
}

}  // namespace
}  // namespace finsam::participants

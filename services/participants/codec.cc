#include "services/participants/codec.h"

#include <cstddef>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/store/key.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {
namespace {

using store::Key;
using store::KeyReader;

constexpr char kFormat[] = "\x01";
constexpr int64_t kNotReported = -1;  // No count is negative.

// Takes fields off and remembers whether all were there.
class FieldReader {
 public:
  explicit FieldReader(absl::string_view bytes) : in_(bytes) {}

  std::string Text() {
    std::optional<std::string> text = in_.Text();
    sound_ = sound_ && text.has_value();
    return std::move(text).value_or("");
  }

  // A number from 0 to `max`.
  int64_t Number(int64_t max) { return NumberFrom(0, max); }

  std::optional<int64_t> Count() {
    const int64_t count = NumberFrom(kNotReported, kCountMax);
    if (count == kNotReported) return std::nullopt;
    return count;
  }

  Period ReadPeriod() {
    auto period = ParsePeriod(Text());
    sound_ = sound_ && period.has_value();
    return std::move(period).value_or(Period{});
  }

  bool sound() const { return sound_; }
  bool AtEnd() const { return in_.AtEnd(); }

 private:
  int64_t NumberFrom(int64_t min, int64_t max) {
    const std::optional<int64_t> number = in_.Number();
    sound_ = sound_ && number.has_value() && min <= *number && *number <= max;
    return sound_ ? *number : min;
  }

  KeyReader in_;
  bool sound_ = true;
};

void EncodeRow(const CountRow& row, Key* out) {
  out->Text(row.initiative)
      .Number(static_cast<int64_t>(row.focus))
      .Number(static_cast<int64_t>(row.measure))
      .Text(row.period.text);
  for (const std::optional<int64_t>& count : row.by_gender) {
    out->Number(count.value_or(kNotReported));
  }
  out->Number(row.total.value_or(kNotReported))
      .Number(row.included ? 1 : 0)
      .Text(row.comment);
}

void DecodeRow(FieldReader& in, CountRow* row) {
  row->initiative = in.Text();
  row->focus = static_cast<Focus>(in.Number(1));
  row->measure = static_cast<CountMeasure>(in.Number(kMeasureCount - 1));
  row->period = in.ReadPeriod();
  for (std::optional<int64_t>& count : row->by_gender) count = in.Count();
  row->total = in.Count();
  row->included = in.Number(1) == 1;
  row->comment = in.Text();
}

void EncodeRow(const SurveyRow& row, Key* out) {
  out->Text(row.survey)
      .Text(row.question)
      .Text(row.period.text)
      .Number(row.answers)
      .Number(row.positive)
      .Text(row.rule)
      .Text(row.text);
}

void DecodeRow(FieldReader& in, SurveyRow* row) {
  row->survey = in.Text();
  row->question = in.Text();
  row->period = in.ReadPeriod();
  row->answers = in.Number(kAnswersMax);
  row->positive = in.Number(row->answers);
  row->rule = in.Text();
  row->text = in.Text();
}

template <typename Row>
std::string Encode(absl::string_view what, const std::vector<Row>& rows) {
  Key out(what);
  out.Number(static_cast<int64_t>(rows.size()));
  for (const Row& row : rows) EncodeRow(row, &out);
  return absl::StrCat(kFormat, out.bytes());
}

template <typename Row>
std::optional<std::vector<Row>> Decode(absl::string_view what, size_t rows_max,
                                       absl::string_view bytes) {
  if (bytes.substr(0, 1) != kFormat) return std::nullopt;
  FieldReader in(bytes.substr(1));
  if (in.Text() != what) return std::nullopt;
  std::vector<Row> rows(
      static_cast<size_t>(in.Number(static_cast<int64_t>(rows_max))));
  for (Row& row : rows) DecodeRow(in, &row);
  if (!in.sound() || !in.AtEnd()) return std::nullopt;
  return rows;
}

}  // namespace

std::string EncodeCounts(const std::vector<CountRow>& rows) {
  return Encode("counts", rows);
}

std::string EncodeSurveys(const std::vector<SurveyRow>& rows) {
  return Encode("surveys", rows);
}

std::optional<std::vector<CountRow>> DecodeCounts(absl::string_view bytes) {
  return Decode<CountRow>("counts", kCountRowsMax, bytes);
}

std::optional<std::vector<SurveyRow>> DecodeSurveys(absl::string_view bytes) {
  return Decode<SurveyRow>("surveys", kSurveyRowsMax, bytes);
}

}  // namespace finsam::participants

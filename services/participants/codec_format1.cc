#include "services/participants/codec_format1.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "common/store/key.h"
#include "services/participants/domain/period.h"

namespace finsam::participants {
namespace {

constexpr absl::string_view kFormat = "\x01";
constexpr int64_t kNotReported = -1;  // No count is negative.
constexpr size_t kRowsMax = 2'000;
// There was no more then: the measures and focuses that came later come last.
constexpr int64_t kFocusMax = static_cast<int64_t>(Focus::kStructural);
constexpr int64_t kMeasureMax = static_cast<int64_t>(CountMeasure::kPersons);

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

  store::KeyReader in_;
  bool sound_ = true;
};

void DecodeRow(FieldReader& in, CountRow* row) {
  row->initiative = in.Text();
  row->focus = static_cast<Focus>(in.Number(kFocusMax));
  row->measure = static_cast<CountMeasure>(in.Number(kMeasureMax));
  row->period = in.ReadPeriod();
  for (std::optional<int64_t>& count : row->by_gender) count = in.Count();
  row->total = in.Count();
  row->included = in.Number(1) == 1;
  row->comment = in.Text();
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
std::optional<std::vector<Row>> Decode(absl::string_view what,
                                       absl::string_view bytes) {
  if (!IsFormat1(bytes)) return std::nullopt;
  FieldReader in(bytes.substr(kFormat.size()));
  if (in.Text() != what) return std::nullopt;
  std::vector<Row> rows(static_cast<size_t>(in.Number(kRowsMax)));
  for (Row& row : rows) DecodeRow(in, &row);
  if (!in.sound() || !in.AtEnd()) return std::nullopt;
  return rows;
}

}  // namespace

bool IsFormat1(absl::string_view bytes) {
  return bytes.substr(0, kFormat.size()) == kFormat;
}

std::optional<std::vector<CountRow>> DecodeCounts1(absl::string_view bytes) {
  return Decode<CountRow>("counts", bytes);
}

std::optional<std::vector<SurveyRow>> DecodeSurveys1(absl::string_view bytes) {
  return Decode<SurveyRow>("surveys", bytes);
}

}  // namespace finsam::participants

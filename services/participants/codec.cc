#include "services/participants/codec.h"

#include <cstddef>
#include <cstdint>

#include "services/participants/codec_format1.h"
#include "services/participants/fact_bytes.h"

namespace finsam::participants {
namespace {

// A row of counts has its smaller facts in one number: from the lowest bit the
// focus (2), the measure (4), whether it is included, whether it has a
// comment, how many slices it has (2), and which numbers were reported: one
// bit each for the genders, and one for the total.
constexpr int kMeasureShift = 2;
constexpr int kIncludedShift = 6;
constexpr int kCommentShift = 7;
constexpr int kSlicesShift = 8;
constexpr int kNumbersShift = 10;
constexpr int kNumbers = static_cast<int>(kGenderCount) + 1;
constexpr int64_t kShapeMax = (int64_t{1} << (kNumbersShift + kNumbers)) - 1;

int64_t ShapeOf(const CountRow& row) {
  auto shape = static_cast<int64_t>(row.focus);
  shape |= static_cast<int64_t>(row.measure) << kMeasureShift;
  shape |= int64_t{row.included} << kIncludedShift;
  shape |= int64_t{!row.comment.empty()} << kCommentShift;
  shape |= static_cast<int64_t>(row.slices.size()) << kSlicesShift;
  for (size_t i = 0; i < kGenderCount; ++i) {
    shape |= int64_t{row.by_gender[i].has_value()} << (kNumbersShift + i);
  }
  shape |= int64_t{row.total.has_value()} << (kNumbersShift + kGenderCount);
  return shape;
}

void EncodeRow(const CountRow& row, FactWriter* out) {
  out->Number(ShapeOf(row)).Text(row.initiative).Text(row.period.text);
  for (const Slice& slice : row.slices) {
    out->Text(slice.breakdown).Text(slice.value);
  }
  for (const std::optional<int64_t>& count : row.by_gender) {
    if (count.has_value()) out->Number(*count);
  }
  if (row.total.has_value()) out->Number(*row.total);
  if (!row.comment.empty()) out->Text(row.comment);
}

// False when the row's shape is none that EncodeRow writes.
bool DecodeRow(FactReader& in, CountRow* row) {
  const int64_t shape = in.Number(kShapeMax);
  const auto bits = [shape](int shift, int count) {
    return static_cast<size_t>(shape >> shift & ((1 << count) - 1));
  };
  const size_t focus = bits(0, kMeasureShift);
  const size_t measure = bits(kMeasureShift, kIncludedShift - kMeasureShift);
  const size_t slices = bits(kSlicesShift, kNumbersShift - kSlicesShift);
  if (focus >= kFocusCount || measure >= kMeasureCount || slices > kSlicesMax) {
    return false;
  }
  row->focus = static_cast<Focus>(focus);
  row->measure = static_cast<CountMeasure>(measure);
  row->included = bits(kIncludedShift, 1) == 1;
  row->initiative = in.Text();
  row->period = in.ReadPeriod();
  row->slices.resize(slices);
  for (Slice& slice : row->slices) {
    slice.breakdown = in.Text();
    slice.value = in.Text();
  }
  for (size_t i = 0; i < kGenderCount; ++i) {
    if (bits(kNumbersShift + static_cast<int>(i), 1) == 1) {
      row->by_gender[i] = in.Number(kCountMax);
    }
  }
  if (bits(kNumbersShift + kNumbers - 1, 1) == 1) {
    row->total = in.Number(kCountMax);
  }
  if (bits(kCommentShift, 1) == 1) row->comment = in.Text();
  return true;
}

void EncodeRow(const SurveyRow& row, FactWriter* out) {
  out->Text(row.survey).Text(row.question).Text(row.period.text);
  out->Number(row.gender.has_value() ? static_cast<int64_t>(*row.gender) + 1
                                     : 0);
  out->Text(row.group).Number(row.answers).Number(row.positive);
  out->Text(row.rule).Text(row.text);
  out->Number(static_cast<int64_t>(row.steps.size()));
  for (const int64_t step : row.steps) out->Number(step);
  out->Count(row.sent).Count(row.returned);
  out->Count(row.published.has_value()
                 ? std::optional<int64_t>(row.published->digits)
                 : std::nullopt);
  if (row.published.has_value()) out->Number(row.published->decimals);
  out->Texts(row.joins);
}

bool DecodeRow(FactReader& in, SurveyRow* row) {
  row->survey = in.Text();
  row->question = in.Text();
  row->period = in.ReadPeriod();
  const int64_t gender = in.Number(kGenderCount);
  if (gender > 0) row->gender = static_cast<Gender>(gender - 1);
  row->group = in.Text();
  row->answers = in.Number(kAnswersMax);
  row->positive = in.Number(row->answers);
  row->rule = in.Text();
  row->text = in.Text();
  row->steps.resize(static_cast<size_t>(in.Number(kSurveyStepsMax)));
  for (int64_t& step : row->steps) step = in.Number(kAnswersMax);
  row->sent = in.Count(kAnswersMax);
  row->returned = in.Count(kAnswersMax);
  if (const std::optional<int64_t> digits = in.Count(kPrintedDigitsMax)) {
    row->published = PrintedPercent{
        *digits, static_cast<int>(in.Number(kPrintedDecimalsMax))};
  }
  row->joins = in.Texts(kSurveyJoinsMax);
  return true;
}

void EncodeRow(const Initiative& row, FactWriter* out) {
  out->Text(row.name).Number(static_cast<int64_t>(row.focus)).Text(row.owner);
  out->Month(row.first).Month(row.last).Texts(row.municipalities);
  out->Text(row.target_group).Count(row.planned);
}

bool DecodeRow(FactReader& in, Initiative* row) {
  row->name = in.Text();
  row->focus = static_cast<Focus>(in.Number(kFocusCount - 1));
  row->owner = in.Text();
  row->first = in.Month();
  row->last = in.Month();
  row->municipalities = in.Texts(kMunicipalitiesMax);
  row->target_group = in.Text();
  row->planned = in.Count(kCountMax);
  return true;
}

void EncodeRow(const AverageRow& row, FactWriter* out) {
  out->Text(row.initiative).Text(row.name).Text(row.period.text);
  out->Signed(row.digits).Number(row.decimals).Number(row.persons);
}

bool DecodeRow(FactReader& in, AverageRow* row) {
  row->initiative = in.Text();
  row->name = in.Text();
  row->period = in.ReadPeriod();
  row->digits = in.Signed(kAverageDigitsMax);
  row->decimals = static_cast<int>(in.Number(kAverageDecimalsMax));
  row->persons = in.Number(kCountMax);
  return true;
}

template <typename Row>
std::string Encode(absl::string_view what, const std::vector<Row>& rows) {
  FactWriter out(what);
  out.Number(static_cast<int64_t>(rows.size()));
  for (const Row& row : rows) EncodeRow(row, &out);
  return out.Bytes();
}

template <typename Row>
std::optional<std::vector<Row>> Decode(absl::string_view what, size_t rows_max,
                                       absl::string_view bytes) {
  FactReader in(what, bytes);
  std::vector<Row> rows(
      static_cast<size_t>(in.Number(static_cast<int64_t>(rows_max))));
  for (Row& row : rows) {
    if (!DecodeRow(in, &row) || !in.sound()) return std::nullopt;
  }
  if (!in.Finished()) return std::nullopt;
  return rows;
}

}  // namespace

std::string EncodeInitiatives(const std::vector<Initiative>& initiatives) {
  return Encode("initiatives", initiatives);
}

std::string EncodeCounts(const std::vector<CountRow>& rows) {
  return Encode("counts", rows);
}

std::string EncodeAverages(const std::vector<AverageRow>& rows) {
  return Encode("averages", rows);
}

std::string EncodeSurveys(const std::vector<SurveyRow>& rows) {
  return Encode("surveys", rows);
}

std::optional<std::vector<Initiative>> DecodeInitiatives(
    absl::string_view bytes) {
  return Decode<Initiative>("initiatives", kInitiativesMax, bytes);
}

std::optional<std::vector<CountRow>> DecodeCounts(absl::string_view bytes) {
  if (IsFormat1(bytes)) return DecodeCounts1(bytes);
  return Decode<CountRow>("counts", kCountRowsMax, bytes);
}

std::optional<std::vector<AverageRow>> DecodeAverages(absl::string_view bytes) {
  return Decode<AverageRow>("averages", kAverageRowsMax, bytes);
}

std::optional<std::vector<SurveyRow>> DecodeSurveys(absl::string_view bytes) {
  if (IsFormat1(bytes)) return DecodeSurveys1(bytes);
  return Decode<SurveyRow>("surveys", kSurveyRowsMax, bytes);
}

}  // namespace finsam::participants

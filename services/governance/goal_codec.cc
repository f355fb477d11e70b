#include "services/governance/goal_codec.h"

#include <utility>
#include <variant>
#include <vector>

namespace finsam::governance {
namespace {

using store::PartsReader;
using store::PartsWriter;

enum class TargetKind { kNone, kCount, kOre, kRatio };
constexpr int kTargetKinds = 4;

void WriteTarget(const Value& target, PartsWriter* out) {
  const auto kind = [&](TargetKind k) { out->Number(static_cast<int>(k)); };
  if (const auto* count = std::get_if<Count>(&target)) {
    kind(TargetKind::kCount);
    out->Number(count->value);
  } else if (const auto* ore = std::get_if<Ore>(&target)) {
    kind(TargetKind::kOre);
    out->Number(ore->value);
  } else if (const auto* ratio = std::get_if<Ratio>(&target)) {
    kind(TargetKind::kRatio);
    out->Number(ratio->numerator);
    out->Number(ratio->denominator);
  } else {
    kind(TargetKind::kNone);
  }
}

Value ReadTarget(PartsReader* in) {
  switch (in->Choice<TargetKind>(kTargetKinds)) {
    case TargetKind::kCount:
      return Count{in->Number()};
    case TargetKind::kOre:
      return Ore{in->Number()};
    case TargetKind::kRatio: {
      Ratio ratio;
      ratio.numerator = in->Number();
      ratio.denominator = in->Number();
      if (ratio.denominator <= 0) in->Spoil();
      return ratio;
    }
    case TargetKind::kNone:
      break;
  }
  return std::monostate{};
}

void WriteMeasure(const GoalMeasure& measure, PartsWriter* out) {
  out->Text(measure.figure_id);
  out->Number(measure.reported.has_value() ? 1 : 0);
  if (measure.reported.has_value()) out->Number(measure.reported->value);
  out->Number(static_cast<int>(measure.comparison));
  WriteTarget(measure.target, out);
  WriteTarget(measure.partly, out);
  out->Text(measure.text);
}

GoalMeasure ReadMeasure(PartsReader* in, bool with_measures) {
  GoalMeasure measure;
  measure.figure_id = in->Text();
  if (in->Flag()) measure.reported = Count{in->Number()};
  measure.comparison = in->Choice<Comparison>(kComparisons);
  measure.target = ReadTarget(in);
  if (with_measures) {
    measure.partly = ReadTarget(in);
    measure.text = in->Text();
  }
  return measure;
}

}  // namespace

void WriteGoal(const Goal& goal, PartsWriter* out) {
  out->Text(goal.id);
  out->Text(goal.text);
  out->List(goal.measures, WriteMeasure);
  out->Number(goal.stated.has_value() ? 1 : 0);
  if (goal.stated.has_value()) out->Number(static_cast<int>(*goal.stated));
  out->Text(goal.comment);
  out->Text(goal.owner);
  out->Text(goal.reason);
}

Goal ReadGoal(PartsReader* in, bool with_measures) {
  Goal goal;
  goal.id = in->Text();
  goal.text = in->Text();
  // A flag of one measure reads as a list of as many.
  goal.measures =
      in->List<GoalMeasure>(with_measures ? kMeasuresMax : 1,
                            [with_measures](PartsReader* from) {
                              return ReadMeasure(from, with_measures);
                            })
          .value_or(std::vector<GoalMeasure>{});
  if (in->Flag()) goal.stated = in->Choice<Verdict>(kVerdicts);
  goal.comment = in->Text();
  if (with_measures) {
    goal.owner = in->Text();
    goal.reason = in->Text();
  }
  return goal;
}

}  // namespace finsam::governance

#include "services/budget/rules_file.h"

#include <optional>
#include <string>
#include <utility>

#include "common/files/yaml.h"
#include "services/budget/share_text.h"

namespace finsam::budget {
namespace {

std::optional<Ore> AmountOf(YamlMap& map, absl::string_view key) {
  const std::optional<std::string> text = map.Text(key);
  if (!text.has_value()) return std::nullopt;
  const absl::StatusOr<Ore> amount = ParseSwedishAmount(*text);
  if (amount.ok()) return *amount;
  map.AddProblem(key, ReasonOf(amount.status()),
                 "Beloppet går inte att läsa, eller är för stort.", *text,
                 "kronor som 5000000 eller 5 000 000");
  return std::nullopt;
}

std::optional<Share> ShareOf(YamlMap& map, absl::string_view key) {
  const std::optional<std::string> text = map.Text(key);
  if (!text.has_value()) return std::nullopt;
  const std::optional<Share> share = ParseShare(*text);
  if (!share.has_value()) {
    map.AddProblem(key, "SHARE_MALFORMED", "Andelen går inte att läsa.", *text,
                   kShareForms);
  }
  return share;
}

}  // namespace

GuidelineDraft ReadRulesFile(absl::string_view content,
                             std::vector<Problem>* problems) {
  GuidelineDraft draft;
  draft.file = kRulesFile;
  YamlFile file(kRulesFile, content, problems);
  YamlMap root = file.Root();
  if (std::optional<YamlMap> guideline = root.Map("capital-guideline")) {
    draft.guideline.source = guideline->RequireText("source");
    for (YamlMap& map : guideline->Maps("tiers")) {
      const size_t before = problems->size();
      GuidelineTier tier;
      tier.contributions_up_to = AmountOf(map, "contributions-up-to");
      tier.share = ShareOf(map, "share");
      tier.amount = AmountOf(map, "amount");
      map.Finish();
      if (problems->size() != before) continue;
      draft.guideline.tiers.push_back(std::move(tier));
      draft.places.push_back(map.line());
    }
    guideline->Finish();
  } else if (problems->empty()) {
    root.AddProblem("capital-guideline", "YAML_KEY_MISSING",
                    "Nyckeln saknas eller är tom.");
  }
  root.Finish();
  return draft;
}

}  // namespace finsam::budget

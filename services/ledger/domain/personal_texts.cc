#include "services/ledger/domain/personal_texts.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/base/personal_data.h"

namespace finsam::ledger {

bool HoldsIdentityNumber(const VoucherDraft& draft) {
  return finsam::HoldsIdentityNumber(draft.text) ||
         std::any_of(draft.entries.begin(), draft.entries.end(),
                     [](const VoucherEntry& entry) {
                       return finsam::HoldsIdentityNumber(entry.text);
                     });
}

void PersonalTexts::See(const VoucherDraft& draft, int64_t number,
                        int64_t line) {
  if (!HoldsIdentityNumber(draft)) return;
  if (++count_ > kPersonalTextsMax) return;
  first_.emplace_back(VoucherName(draft.series, number), line);
}

void PersonalTexts::Tell(const std::string& file_name,
                         std::vector<Problem>* problems) const {
  const auto add = [&](int64_t line, std::string message) {
    Problem problem;
    problem.severity = Severity::kWarning;
    problem.reason = "PERSONAL_DATA";
    problem.file = file_name;
    problem.line = line;
    problem.message = std::move(message);
    problems->push_back(std::move(problem));
  };
  for (const auto& [name, line] : first_) {
    add(line,
        absl::StrCat("En text i verifikation ", name,
                     " ser ut att innehålla ett personnummer eller "
                     "samordningsnummer. Det som är bokfört kan inte ändras "
                     "eller tas bort."));
  }
  if (count_ <= first_.size()) return;
  add(0, absl::StrCat("Detsamma gäller ", count_ - first_.size(),
                      " verifikationer till."));
}

}  // namespace finsam::ledger

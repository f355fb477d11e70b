#include "services/participants/domain/year_text.h"

#include <cstddef>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace finsam::participants {

std::optional<std::string> FillYear(absl::string_view text, int year) {
  std::string filled;
  while (true) {
    const size_t brace = text.find_first_of("{}");
    absl::StrAppend(&filled, text.substr(0, brace));
    if (brace == absl::string_view::npos) return filled;
    text.remove_prefix(brace);
    if (!absl::ConsumePrefix(&text, "{year")) return std::nullopt;
    int back = 0;
    if (absl::ConsumePrefix(&text, "-")) {
      if (text.empty() || text[0] < '1' || text[0] > '9') return std::nullopt;
      back = text[0] - '0';
      text.remove_prefix(1);
    }
    if (!absl::ConsumePrefix(&text, "}")) return std::nullopt;
    absl::StrAppend(&filled, year - back);
  }
}

}  // namespace finsam::participants

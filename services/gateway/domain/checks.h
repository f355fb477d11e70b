// The checks: small rules that compare figures which must agree, and say in a
// sentence a head of office understands where they do not. Pure.
//
// A rule has a code and the law or norm it comes from (docs/checks.md lists
// them and the figure ids that each looks at). A rule whose figures are not
// there makes no comparison and no finding; the summary shows that.

#ifndef FINSAM_SERVICES_GATEWAY_DOMAIN_CHECKS_H_
#define FINSAM_SERVICES_GATEWAY_DOMAIN_CHECKS_H_

#include <string>
#include <vector>

#include "services/gateway/domain/report.h"

namespace finsam::gateway {

// Ordered by gravity: the first is the gravest.
enum class FindingSeverity {
  kError,       // A contradiction or a real error.
  kDefinition,  // Two definitions under one name; a misleading structure.
  kNorm,        // A departure from law or norm.
  kExplain,     // May be right, wants an explanation.
  kRounding,    // Within what independent rounding explains.
};

struct Finding {
  std::string id;  // code + '/' + what it is about; stable from run to run.
  std::string check;
  FindingSeverity severity = FindingSeverity::kError;
  std::string message;
  std::vector<std::string> figure_ids;
  std::string found;     // As printed; may be empty.
  std::string expected;  // As printed; may be empty.
  std::string source;    // Law, norm or rule.
};

struct CheckSummary {
  std::string check;
  std::string title;
  int comparison_count = 0;
  int finding_count = 0;
};

// A figure as a document typed elsewhere prints it.
struct PublishedFigure {
  std::string figure_id;
  int64_t steps = 0;  // In the display's smallest step, rounded there.
  Display display;
  std::string place;  // Where it is printed; may be empty.
};

// A number typed by hand in a text.
struct TypedNumber {
  std::string file;
  int64_t line = 0;
  std::string text;
  bool is_word = false;  // A word that says a number, a share, a comparison.
};

struct CheckInput {
  const Report* report = nullptr;
  const YearFacts* facts = nullptr;
  std::vector<PublishedFigure> published;
  std::vector<TypedNumber> typed_numbers;
};

struct CheckResult {
  std::vector<Finding> findings;      // Gravest first, then by id.
  std::vector<CheckSummary> summary;  // By code.
};

// What the ids of findings about restated figures begin with (PY-1, about
// "adopted/…"); the figure's id follows.
inline constexpr char kRestatedFindings[] = "PY-1/adopted/";

CheckResult RunChecks(const CheckInput& input);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_DOMAIN_CHECKS_H_

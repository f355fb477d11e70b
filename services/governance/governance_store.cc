#include "services/governance/governance_store.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "services/governance/codec.h"

namespace finsam::governance {
namespace {

std::string YearKey(const FiscalYearName& year) {
  return store::Key("year").Text(year.organisation).Number(year.year).bytes();
}

}  // namespace

absl::StatusOr<std::optional<YearFacts>> ReadFacts(
    const store::Snapshot& snapshot, const FiscalYearName& year) {
  ASSIGN_OR_RETURN(const auto bytes, snapshot.Get(YearKey(year)));
  if (!bytes.has_value()) return std::optional<YearFacts>();
  std::optional<YearFacts> facts = DecodeFacts(*bytes);
  if (!facts.has_value() || facts->year != year) {
    return absl::DataLossError(
        absl::StrCat("the facts of year ", year.year, " cannot be read"));
  }
  return facts;
}

void PutFacts(const FiscalYearName& year, absl::string_view bytes,
              store::Commit& commit) {
  commit.Put(YearKey(year), bytes);
}

}  // namespace finsam::governance

#include "services/participants/participants_store.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/store/key.h"
#include "services/participants/codec.h"

namespace finsam::participants {
namespace {

std::string KeyOf(absl::string_view room, const FiscalYearName& year) {
  return store::Key(room).Text(year.organisation).Number(year.year).bytes();
}

absl::Status Damaged(absl::string_view room) {
  return absl::DataLossError(absl::StrCat("kept ", room, " cannot be read"));
}

}  // namespace

absl::StatusOr<Facts> ReadFacts(const store::Snapshot& snapshot,
                                const FiscalYearName& year) {
  Facts facts;
  ASSIGN_OR_RETURN(const auto counts, snapshot.Get(KeyOf("counts", year)));
  if (counts.has_value()) {
    auto rows = DecodeCounts(*counts);
    if (!rows.has_value()) return Damaged("counts");
    facts.counts = *std::move(rows);
  }
  ASSIGN_OR_RETURN(const auto surveys, snapshot.Get(KeyOf("surveys", year)));
  if (surveys.has_value()) {
    auto rows = DecodeSurveys(*surveys);
    if (!rows.has_value()) return Damaged("surveys");
    facts.surveys = *std::move(rows);
  }
  return facts;
}

void PutFacts(const FiscalYearName& year, const Facts& facts,
              store::Commit& commit) {
  commit.Put(KeyOf("counts", year), EncodeCounts(facts.counts));
  commit.Put(KeyOf("surveys", year), EncodeSurveys(facts.surveys));
}

std::string ImportedFacts(const FiscalYearName& year, const Facts& facts) {
  return store::Key("year")
      .Number(year.year)
      .Text(EncodeCounts(facts.counts))
      .Text(EncodeSurveys(facts.surveys))
      .bytes();
}

bool SameFacts(const Facts& a, const Facts& b) {
  return EncodeCounts(a.counts) == EncodeCounts(b.counts) &&
         EncodeSurveys(a.surveys) == EncodeSurveys(b.surveys);
}

}  // namespace finsam::participants

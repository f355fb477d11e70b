#include "services/ledger/verify_indexes.h"

#include <algorithm>
#include <optional>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/verify_commits.h"

namespace finsam::ledger {
namespace {

uint64_t HashOf(const EntryRow& row) {
  return absl::HashOf(row.place, row.index, row.day, row.amount.value,
                      row.objects);
}

absl::Status NotOf(absl::string_view what, int64_t year,
                   absl::string_view whose) {
  return BooksDiffer(absl::StrCat(what, " för ", whose, " år ", year,
                                  " är inte verifikationernas."));
}

std::string NameOf(int64_t account) { return absl::StrCat("konto ", account); }
std::string NameOf(const std::string& series) {
  return absl::StrCat("serie \"", series, "\"");
}

// The first key, in order, of which the two tell different things.
template <typename Tallies>
std::optional<typename Tallies::key_type> FirstDifference(const Tallies& a,
                                                          const Tallies& b) {
  std::optional<typename Tallies::key_type> out;
  const auto look = [&out](const Tallies& one, const Tallies& other) {
    for (const auto& [key, tally] : one) {
      const auto found = other.find(key);
      if (found != other.end() && found->second == tally) continue;
      if (!out.has_value() || key < *out) out = key;
    }
  };
  look(a, b);
  look(b, a);
  return out;
}

}  // namespace

void IndexProver::Add(const BlockVoucher& voucher) {
  const VoucherView& view = voucher.view;
  if (view.reverses()) ++reversal_count_;
  if (voucher.place > indexed_count_) return;
  const int64_t year = view.fiscal_year();
  view.EachEntry([&](const EntryView& entry, size_t index) {
    accounts_[{year, entry.account}].Add(
        HashOf(EntryRow{voucher.place, static_cast<int64_t>(index), view.day(),
                        entry.amount, entry.objects}));
  });
  Tally& series = series_[{year, std::string(view.series())}];
  series.Add(absl::HashOf(view.number(), voucher.place));
  series.last = std::max(series.last, view.number());
}

absl::Status IndexProver::Prove() const {
  RETURN_IF_ERROR(ProveEntries());
  RETURN_IF_ERROR(ProveNumbers());
  RETURN_IF_ERROR(ProveSeries());
  return ProveReversals();
}

// An import that is under way has put rows and numbers beyond the end already.
absl::Status IndexProver::ProveEntries() const {
  const std::string prefix = RoomKey("entry", reader_.organisation()).bytes();
  Accounts found;
  absl::Status status;
  RETURN_IF_ERROR(reader_.snapshot().ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view value) {
        store::KeyReader in(key.substr(prefix.size()));
        const std::optional<int64_t> year = in.Number();
        const std::optional<int64_t> account = in.Number();
        const std::optional<int64_t> end = in.Number();
        const auto rows = ReadEntryRows(value);
        if (!year || !account || !end || !rows) {
          status = absl::DataLossError("entry rows cannot be understood");
          return false;
        }
        for (const EntryRow& row : *rows) {
          // Rows beyond their stretch are not found where they are looked for.
          if (row.place > *end) {
            status = NotOf("Raderna (entry)", *year, NameOf(*account));
            return false;
          }
          if (row.place > posting_count_) continue;
          found[{*year, *account}].Add(HashOf(row));
        }
        return true;
      }));
  RETURN_IF_ERROR(status);
  const auto differing = FirstDifference(accounts_, found);
  if (!differing.has_value()) return absl::OkStatus();
  return NotOf("Raderna (entry)", differing->first, NameOf(differing->second));
}

absl::Status IndexProver::ProveNumbers() const {
  const std::string prefix = RoomKey("number", reader_.organisation()).bytes();
  Series found;
  std::pair<int64_t, std::string> last_key;
  int64_t last_number = -1;  // Of the run before, of the same series.
  absl::Status status;
  RETURN_IF_ERROR(reader_.snapshot().ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view value) {
        store::KeyReader in(key.substr(prefix.size()));
        const std::optional<int64_t> year = in.Number();
        const std::optional<std::string> series = in.Text();
        const std::optional<int64_t> highest = in.Number();
        const std::optional<NumberPlaces> run = ReadNumbers(value);
        if (!year || !series || !highest || !run || run->empty()) {
          status = absl::DataLossError("numbers cannot be understood");
          return false;
        }
        const std::pair<int64_t, std::string> name(*year, *series);
        if (name != last_key) last_number = -1;
        if (run->begin()->first <= last_number ||
            run->rbegin()->first != *highest) {
          status = NotOf("Numren (number)", *year, NameOf(*series));
          return false;
        }
        last_key = name;
        last_number = *highest;
        for (const auto& [number, place] : *run) {
          if (place > posting_count_) continue;
          Tally& tally = found[name];
          tally.Add(absl::HashOf(number, place));
          tally.last = std::max(tally.last, number);
        }
        return true;
      }));
  RETURN_IF_ERROR(status);
  const auto differing = FirstDifference(series_, found);
  if (!differing.has_value()) return absl::OkStatus();
  return NotOf("Numren (number)", differing->first, NameOf(differing->second));
}

absl::Status IndexProver::ProveSeries() const {
  const std::string prefix = RoomKey("series", reader_.organisation()).bytes();
  size_t count = 0;
  absl::Status status;
  RETURN_IF_ERROR(reader_.snapshot().ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view value) {
        ++count;
        store::KeyReader in(key.substr(prefix.size()));
        const std::optional<int64_t> year = in.Number();
        const std::optional<std::string> series = in.Text();
        const std::optional<int64_t> last = NumberInValue(value);
        if (!year || !series || !last) {
          status = absl::DataLossError("an end of a series is no number");
          return false;
        }
        const auto found = series_.find({*year, *series});
        if (found == series_.end() || found->second.last != *last) {
          status = NotOf("Sista numret (series)", *year, NameOf(*series));
        }
        return status.ok();
      }));
  RETURN_IF_ERROR(status);
  if (count == series_.size()) return absl::OkStatus();
  return BooksDiffer(absl::StrCat("Sista numret (series) finns för ", count,
                                  " serier, men ", series_.size(),
                                  " är bokförda."));
}

// Each row leads to a voucher that takes back the one it is of. A voucher names
// one other, so when there are as many rows, none is missing.
absl::Status IndexProver::ProveReversals() const {
  const std::string prefix =
      RoomKey("reversal", reader_.organisation()).bytes();
  // The one reader remembers where it was among those that are taken back, the
  // other among those that take back.
  const LedgerReader later(reader_.snapshot(), reader_.organisation());
  int64_t count = 0;
  absl::Status status;
  RETURN_IF_ERROR(reader_.snapshot().ScanPrefix(
      prefix, [&](absl::string_view key, absl::string_view value) {
        ++count;
        const auto place = store::KeyReader(key.substr(prefix.size())).Number();
        const std::optional<int64_t> by = NumberInValue(value);
        const auto taken = reader_.FindPlace(place.value_or(0));
        const auto reversal = later.FindPlace(by.value_or(0));
        status = taken.ok() ? reversal.status() : taken.status();
        if (!status.ok()) return false;
        const bool agrees =
            taken->has_value() && reversal->has_value() &&
            (*reversal)->content.reverses &&
            (*reversal)->content.corrects ==
                VoucherRef{(*taken)->fiscal_year, (*taken)->content.series,
                           (*taken)->number};
        if (!agrees) {
          status = BooksDiffer(absl::StrCat(
              "Verifikationen på plats ", place.value_or(0),
              " är inte återförd av den som anges (reversal), plats ",
              by.value_or(0), "."));
        }
        return agrees;
      }));
  RETURN_IF_ERROR(status);
  if (count == reversal_count_) return absl::OkStatus();
  return BooksDiffer(absl::StrCat("Återföringarna (reversal) är ", count,
                                  ", men ", reversal_count_,
                                  " verifikationer återför en annan."));
}

}  // namespace finsam::ledger

#include "services/ledger/stretch.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/status.h"
#include "services/ledger/ledger_keys.h"

namespace finsam::ledger {
namespace {

// Runs of numbers are no longer than this, so that looking one up is cheap.
constexpr size_t kRunNumbersMax = 4'096;

// Takes the first numbers of `from` off, as many as make a run.
NumberPlaces TakeRun(NumberPlaces* from) {
  NumberPlaces run;
  while (!from->empty() && run.size() < kRunNumbersMax) {
    run.insert(from->extract(from->begin()));
  }
  return run;
}

}  // namespace

void Stretch::Add(const BlockVoucher& voucher, YearFold* fold) {
  const VoucherView& view = voucher.view;
  fold->Add(view);
  Year& year = years_[view.fiscal_year()];
  year.fold = fold;
  view.EachEntry([&](const EntryView& entry, size_t index) {
    year.rows[entry.account].Add({voucher.place, static_cast<int64_t>(index),
                                  view.day(), entry.amount, entry.objects});
  });
  year.numbers[std::string(view.series())][view.number()] = voucher.place;
  ++voucher_count_;
  bytes_ += voucher.bytes.size();
  last_place_ = voucher.place;
}

std::optional<int64_t> Stretch::FindNumber(int year, const std::string& series,
                                           int64_t number) const {
  const auto found = years_.find(year);
  if (found == years_.end()) return std::nullopt;
  const auto numbers = found->second.numbers.find(series);
  if (numbers == found->second.numbers.end()) return std::nullopt;
  const auto place = numbers->second.find(number);
  if (place == numbers->second.end()) return std::nullopt;
  return place->second;
}

int64_t Stretch::LastNumber(int year, const std::string& series) const {
  const auto found = years_.find(year);
  if (found == years_.end()) return 0;
  const auto numbers = found->second.numbers.find(series);
  if (numbers == found->second.numbers.end()) return 0;
  return numbers->second.rbegin()->first;
}

absl::Status Stretch::PutRows(const LedgerReader& reader,
                              LedgerWriter* writer) {
  for (auto& [number, year] : years_) {
    for (const auto& [account, rows] : year.rows) {
      writer->PutEntries(number, account, last_place_, rows.bytes());
      year.accounts.insert(account);
    }
    year.rows.clear();
    for (const auto& [series, numbers] : year.numbers) {
      RETURN_IF_ERROR(PutNumbers(reader, number, series, &year, writer));
    }
    year.numbers.clear();
  }
  voucher_count_ = 0;
  bytes_ = 0;
  return absl::OkStatus();
}

void Stretch::PutFolds(LedgerWriter* writer) {
  for (auto& [number, year] : years_) {
    for (const int32_t account : year.accounts) {
      writer->PutBalances(*year.fold, account);
    }
    writer->PutTotals(*year.fold);
    for (const auto& [series, last] : year.last_numbers) {
      writer->PutSeries(number, series, last);
    }
  }
  years_.clear();
}

absl::Status Stretch::PutNumbers(const LedgerReader& reader, int number,
                                 const std::string& series, Year* year,
                                 LedgerWriter* writer) {
  NumberPlaces rest = std::move(year->numbers[series]);
  const int64_t highest = rest.rbegin()->first;
  const auto known = year->last_numbers.find(series);
  int64_t last = 0;
  if (known != year->last_numbers.end()) {
    last = known->second;
  } else {
    ASSIGN_OR_RETURN(last, reader.KeptLastNumber(number, series));
  }
  // Numbers below the last fall into runs that are kept: those are made anew.
  while (!rest.empty() && rest.begin()->first <= last) {
    ASSIGN_OR_RETURN(auto merged,
                     reader.FindRun(number, series, rest.begin()->first));
    if (!merged.has_value()) break;
    const int64_t end = merged->rbegin()->first;
    while (!rest.empty() && rest.begin()->first <= end) {
      merged->insert(rest.extract(rest.begin()));
    }
    while (!merged->empty()) {
      writer->PutNumbers(number, series, TakeRun(&*merged));
    }
  }
  while (!rest.empty()) writer->PutNumbers(number, series, TakeRun(&rest));
  year->last_numbers[series] = std::max(last, highest);
  return absl::OkStatus();
}

}  // namespace finsam::ledger

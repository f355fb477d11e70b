// ModelRun's commands that are not postings: files, locks and closings.

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/ledger_model_run.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;

constexpr size_t kPieceBytes = 500'000;
// More than an import puts on disk at a time.
constexpr int64_t kLargeFile = 4'400;
constexpr int kLastYear = 2026;  // Is not closed, so that years end somewhere.

std::string YearText(const absl::StatusOr<YearAnswer>& answer) {
  if (!answer.ok()) return VerdictOf(answer.status());
  const YearLife& life = answer->year.life;
  std::string out = absl::StrCat(
      answer->head.revision, " ", absl::BytesToHexString(answer->head.root),
      " ", life.closed, " ",
      life.locked_through.has_value()
          ? absl::FormatCivilTime(*life.locked_through)
          : "open");
  for (const YearEvent& event : life.events) {
    absl::StrAppend(&out, "; ", event.revision, " ", event.reason, " ",
                    event.result.value);
  }
  return out;
}

}  // namespace

PostedVoucher ModelRun::RandomFileVoucher(const std::string& series) {
  PostedVoucher voucher;
  voucher.fiscal_year = 2024;
  voucher.content = RandomDraft(2024, series);
  voucher.content.corrects.reset();
  return voucher;
}

// The file with more vouchers: new ones, with gaps that later ones fill, and
// some of those that were posted here.
ModelFile ModelRun::Grown(int64_t count) {
  ModelFile file = file_;
  std::set<VoucherRef> told;
  for (const PostedVoucher& voucher : file.vouchers) {
    told.insert(RefOf(voucher));
  }
  std::map<std::string, std::set<int64_t>> numbers;
  for (const PostedVoucher& voucher : model_.vouchers()) {
    if (voucher.fiscal_year != 2024) continue;
    numbers[voucher.content.series].insert(voucher.number);
    if (!chance_.OneIn(4) || told.count(RefOf(voucher)) > 0) continue;
    PostedVoucher exported = voucher;
    exported.content.corrects.reset();
    exported.content.reverses = false;
    file.vouchers.push_back(exported);
  }
  for (; count > 0; --count) {
    PostedVoucher voucher = RandomFileVoucher(chance_.OneIn(3) ? "B" : "A");
    std::set<int64_t>& used = numbers[voucher.content.series];
    const int64_t last = used.empty() ? 0 : *used.rbegin();
    voucher.number = last + 1 + (chance_.OneIn(5) ? chance_.Number(1, 3) : 0);
    for (int64_t gap = 1; chance_.OneIn(4) && gap < std::min<int64_t>(last, 99);
         ++gap) {
      if (used.count(gap) == 0) voucher.number = gap;
    }
    used.insert(voucher.number);
    file.vouchers.push_back(std::move(voucher));
  }
  return file;
}

absl::StatusOr<common::v1::ImportResult> ModelRun::Give(
    const ModelFile& file, const std::string& request_id, bool validate_only) {
  ImportOrder order{Name(file.year), request_id, validate_only,
                    ImportFiles(ledger_->spool_folder())};
  const std::string text = file.Text();
  for (size_t at = 0; at < text.size(); at += kPieceBytes) {
    RETURN_IF_ERROR(order.files.Add(file.Name(), text.substr(at, kPieceBytes)));
  }
  if (!file.is_import) {
    RETURN_IF_ERROR(order.files.Add(kLayoutFileName, kLayout));
  }
  const ImportWatch watch{
      [](absl::string_view, int64_t) {}, [] { return false; }, {}};
  return ledger_->Import(order, watch);
}

void ModelRun::Send(const ModelFile& file) {
  const std::string expected = model_.Verdict(file);
  const std::string id = NextRequest();
  if (chance_.OneIn(4)) {
    const auto tried = Give(file, id, /*validate_only=*/true);
    ASSERT_EQ(VerdictOf(tried.status()), expected);
    if (tried.ok()) {
      EXPECT_FALSE(tried->changed());
    }
  }
  const auto answer = Give(file, id);
  ASSERT_EQ(VerdictOf(answer.status()), expected);
  if (!answer.ok()) return;
  const bool changes = model_.Import(file);
  EXPECT_EQ(answer->changed(), changes);
  if (changes) ++revision_;
  EXPECT_EQ(answer->revision().revision(), revision_);
  if (file.is_import) {
    taken_.push_back(file);
  } else {
    file_ = file;
  }
  if (!changes) return;
  Remember(id, [this, file, id] {
    const auto again = Give(file, id);
    return again.ok() ? again->SerializeAsString() : VerdictOf(again.status());
  });
  EXPECT_EQ(remembered_.back().answer, answer->SerializeAsString());
}

void ModelRun::Grow() { Send(Grown(Count(4, kLargeFile))); }

void ModelRun::ImportAgain() {
  if (model_.years().empty()) return Grow();
  if (!taken_.empty() && chance_.OneIn(2)) return Send(chance_.Of(taken_));
  Send(file_);
}

// The other program's books, changed where they may not be, or in names only.
// In a large run after thousands of vouchers that are new.
void ModelRun::ImportOther() {
  ModelFile file = large_ ? Grown(kLargeFile) : file_;
  if (file.vouchers.empty()) return Grow();
  const auto index =
      chance_.Number(0, static_cast<int64_t>(file.vouchers.size()) - 1);
  switch (chance_.Number(1, 5)) {
    case 1:
      file.vouchers[index].content.text += " ändrad";
      break;
    case 2:
      file.vouchers[index].content.entries[0].amount += Ore{1};
      file.vouchers[index].content.entries.push_back({1930, Ore{-1}, {}, ""});
      break;
    case 3:
      file.vouchers.erase(file.vouchers.begin() + index);
      break;
    case 4:
      file.opening += Ore{100};
      break;
    default:
      file.objects.insert("30");
      file.account_name = absl::StrCat("Insatser ", ++texts_);
  }
  Send(file);
}

void ModelRun::ImportNumberless() {
  ModelFile file;
  file.year = RandomYear();
  file.is_import = true;
  file.declares = chance_.OneIn(2);
  const auto kept = model_.years().find(file.year);
  if (kept != model_.years().end()) {
    file.account_name = kept->second.account_name;
  }
  std::set<VoucherRef> given;
  for (int64_t i = Count(4, kLargeFile); i > 0; --i) {
    PostedVoucher voucher = RandomFileVoucher(chance_.OneIn(2) ? "P" : "I");
    voucher.fiscal_year = file.year;
    voucher.content.date = RandomDay(file.year);
    if (kept != model_.years().end() && chance_.OneIn(6)) {
      voucher.number = model_.LastNumber(file.year, voucher.content.series) +
                       chance_.Number(1, 3);
      if (!given.insert(RefOf(voucher)).second) voucher.number = 0;
    }
    file.vouchers.push_back(std::move(voucher));
  }
  Send(file);
}

template <typename Order>
void ModelRun::SendStep(
    absl::StatusOr<YearAnswer> (Ledger::*method)(const Order&),
    const Order& order) {
  const std::string expected = model_.Verdict(order);
  const auto answer = (ledger_.get()->*method)(order);
  ASSERT_EQ(VerdictOf(answer.status()), expected);
  if (!answer.ok()) return;
  model_.Step(order);
  EXPECT_EQ(answer->head.revision, ++revision_);
  Remember(order.request_id, [this, method, order] {
    return YearText((ledger_.get()->*method)(order));
  });
  EXPECT_EQ(remembered_.back().answer, YearText(answer));
}

void ModelRun::Lock() {
  PeriodLockOrder order{Name(RandomYear()), NextRequest(), std::nullopt,
                        absl::StrCat("Skäl ", ++texts_)};
  if (!chance_.OneIn(3)) {
    order.locked_through =
        CivilDay(order.name.year, static_cast<int>(chance_.Number(1, 7)), 28);
  }
  if (chance_.OneIn(9)) order.locked_through = CivilDay(2031, 1, 1);
  SendStep(&Ledger::SetPeriodLock, order);
}

void ModelRun::Close() {
  CloseYearOrder order{Name(std::min(RandomYear(), kLastYear - 1)),
                       NextRequest(), 2010, absl::StrCat("Skäl ", ++texts_)};
  if (chance_.OneIn(3)) order.reason.clear();
  if (chance_.OneIn(9)) order.capital_account = chance_.OneIn(2) ? 2011 : 3010;
  SendStep(&Ledger::CloseYear, order);
}

void ModelRun::Reopen() {
  SendStep(&Ledger::ReopenYear,
           ReopenYearOrder{Name(RandomYear()), NextRequest(),
                           absl::StrCat("Skäl ", ++texts_)});
}

}  // namespace finsam::ledger

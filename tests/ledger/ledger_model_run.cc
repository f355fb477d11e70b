#include "tests/ledger/ledger_model_run.h"

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <filesystem>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/store/rocks_store.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;

constexpr int kSteps = 14;
constexpr int kLargeSteps = 9;

}  // namespace

std::string VerdictOf(const absl::Status& status) {
  if (status.ok()) return "OK";
  const std::string reason = ReasonOf(status);
  return absl::StrCat(absl::StatusCodeToString(status.code()), " ",
                      reason.empty() ? status.message() : reason);
}

std::string AnswerText(const absl::StatusOr<Posted>& posted) {
  if (!posted.ok()) return VerdictOf(posted.status());
  std::string out = absl::StrCat(posted->head.revision, " ",
                                 absl::BytesToHexString(posted->head.root));
  for (const PostedVoucher& voucher : posted->vouchers) {
    absl::StrAppend(&out, "; ", voucher.fiscal_year, " ",
                    voucher.content.series, " ", voucher.number, " ",
                    voucher.place, " ", absl::BytesToHexString(voucher.hash));
  }
  return out;
}

ModelRun::ModelRun(uint64_t seed, bool large)
    : chance_(seed),
      large_(large),
      disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
      clock_(absl::FromCivil(CivilDay(2025, 2, 17), absl::UTCTimeZone())) {
  Restart();
}

ModelRun::~ModelRun() = default;

void ModelRun::Restart() {
  ledger_.reset();
  store_.reset();
  store::RocksStoreOptions options;
  options.path = "/ledger";
  options.env = disk_.get();
  auto opened = store::OpenRocksStore(options);
  FINSAM_CHECK(opened.ok());
  store_ = *std::move(opened);
  ledger_ = std::make_unique<Ledger>(
      *store_, clock_, std::filesystem::temp_directory_path().string());
}

void ModelRun::Run() {
  const int steps = large_ ? kLargeSteps : kSteps;
  for (int step = 0; step < steps && !testing::Test::HasFailure(); ++step) {
    SCOPED_TRACE(absl::StrCat("step ", step + 1));
    Step();
    if (!testing::Test::HasFailure()) Check();
  }
}

void ModelRun::Step() {
  using Command = void (ModelRun::*)();
  // As often as they stand here.
  static const std::vector<Command> kCommands = {&ModelRun::PostOne,
                                                 &ModelRun::PostOne,
                                                 &ModelRun::PostBatch,
                                                 &ModelRun::PostBatch,
                                                 &ModelRun::PostBatch,
                                                 &ModelRun::Reverse,
                                                 &ModelRun::Reverse,
                                                 &ModelRun::Grow,
                                                 &ModelRun::Grow,
                                                 &ModelRun::Grow,
                                                 &ModelRun::ImportAgain,
                                                 &ModelRun::ImportOther,
                                                 &ModelRun::ImportNumberless,
                                                 &ModelRun::ImportNumberless,
                                                 &ModelRun::Lock,
                                                 &ModelRun::Lock,
                                                 &ModelRun::Close,
                                                 &ModelRun::Reopen,
                                                 &ModelRun::AskAgain,
                                                 &ModelRun::AskAgain,
                                                 &ModelRun::ReuseRequest,
                                                 &ModelRun::PostAtOnce,
                                                 &ModelRun::PostAtOnce,
                                                 &ModelRun::ReverseAtOnce,
                                                 &ModelRun::EndWhilePosting,
                                                 &ModelRun::Restart};
  // Without a year nearly everything is refused, which is seen once.
  if (model_.years().empty() && !chance_.OneIn(4)) return Grow();
  // The same with a year that is closed.
  if (!model_.years().empty() && chance_.OneIn(3) &&
      model_.years().at(2024).closed) {
    return Reopen();
  }
  (this->*chance_.Of(kCommands))();
}

FiscalYearName ModelRun::Name(int year) const { return {"2220001511", year}; }

int ModelRun::RandomYear() {
  if (chance_.OneIn(20)) return 2019;
  std::vector<int> years = {2024};
  for (const auto& [year, unused] : model_.years()) years.push_back(year);
  return chance_.Of(years);
}

CivilDay ModelRun::RandomDay(int year) {
  const auto known = model_.years().find(year);
  if (chance_.OneIn(9) && known != model_.years().end() &&
      known->second.locked_through.has_value()) {
    // The last day that is locked, or the first that is not.
    return *known->second.locked_through + chance_.Number(0, 1);
  }
  return CivilDay(year, 1, 1) + chance_.Number(0, 364);
}

int64_t ModelRun::Count(int64_t usual, int64_t large) {
  return large_ ? chance_.Number(large / 2, large) : chance_.Number(1, usual);
}

// A request that was refused leaves its id to the next.
std::string ModelRun::NextRequest() {
  return absl::StrCat("request-", requests_ + 1);
}

void ModelRun::Remember(const std::string& request_id,
                        std::function<std::string()> again) {
  ++requests_;
  remembered_.push_back({request_id, again(), std::move(again)});
}

VoucherDraft ModelRun::RandomDraft(int year, const std::string& series) {
  VoucherDraft draft;
  draft.series = series;
  draft.date = RandomDay(year);
  draft.text = absl::StrCat("Händelse ", ++texts_);
  Ore rest;
  for (int64_t i = chance_.Number(1, 3); i > 0; --i) {
    VoucherEntry& entry = draft.entries.emplace_back();
    entry.account = chance_.OneIn(3) ? 3010 : 4010;
    entry.amount = Ore{chance_.Number(1, 1'000'000)};
    if (entry.account == 3010) entry.amount = -entry.amount;
    if (chance_.OneIn(2)) {
      entry.objects = {{6, chance_.OneIn(2) ? "10" : "20"}};
    }
    rest += entry.amount;
  }
  if (rest == Ore{0}) return RandomDraft(year, series);
  VoucherEntry& last = draft.entries.emplace_back();
  last.account = chance_.OneIn(9) ? 2010 : 1930;
  last.amount = -rest;
  if (chance_.OneIn(5)) last.objects = {{6, "10"}};
  if (chance_.OneIn(5) && !model_.vouchers().empty()) {
    draft.corrects = RefOf(chance_.Of(model_.vouchers()));
  }
  return draft;
}

void ModelRun::Harm(std::vector<VoucherDraft>* drafts) {
  VoucherDraft& draft =
      (*drafts)[chance_.Number(0, static_cast<int64_t>(drafts->size()) - 1)];
  switch (chance_.Number(1, 5)) {
    case 1:
      draft.entries.back().amount += Ore{1};
      break;
    case 2:
      draft.entries.front().account = 4999;
      break;
    case 3:
      draft.entries.front().objects = {{6, chance_.OneIn(2) ? "30" : "99"}};
      break;
    case 4:
      draft.date += 366;
      break;
    default:
      draft.corrects = {2024, "A", 1'000'000};
  }
}

PostOrder ModelRun::RandomOrder(int year, const std::string& series,
                                int64_t count) {
  PostOrder order;
  order.name = Name(year);
  order.request_id = NextRequest();
  order.is_batch = true;
  for (; count > 0; --count) {
    order.drafts.push_back(RandomDraft(
        year, series.empty() ? chance_.Of<std::string>({"A", "P", "P", "Q"})
                             : series));
  }
  return order;
}

void ModelRun::Send(const PostOrder& order) {
  const std::string expected = model_.Verdict(order);
  const auto posted = ledger_->PostAndWait(order);
  ASSERT_EQ(VerdictOf(posted.status()), expected);
  if (!posted.ok()) return;
  std::vector<PostedVoucher> told = posted->vouchers;
  for (PostedVoucher& voucher : told) voucher.hash.clear();
  EXPECT_TRUE(told == model_.Post(order)) << AnswerText(posted);
  EXPECT_EQ(posted->head.revision, ++revision_);
  Remember(order.request_id,
           [this, order] { return AnswerText(ledger_->PostAndWait(order)); });
  EXPECT_EQ(remembered_.back().answer, AnswerText(posted));
}

void ModelRun::PostOne() {
  PostOrder order = RandomOrder(RandomYear(), "", 1);
  order.is_batch = false;
  if (chance_.OneIn(5)) Harm(&order.drafts);
  Send(order);
}

void ModelRun::PostBatch() {
  PostOrder order = RandomOrder(RandomYear(), "", Count(50, 600));
  if (chance_.OneIn(3)) Harm(&order.drafts);
  Send(order);
}

void ModelRun::Reverse() {
  PostOrder order = RandomOrder(RandomYear(), "", 1);
  order.is_batch = false;
  order.reverses = {2024, "A", 1};
  if (!model_.vouchers().empty()) {
    order.reverses = RefOf(chance_.Of(model_.vouchers()));
  }
  VoucherDraft& draft = order.drafts.front();
  draft.entries.clear();
  draft.corrects.reset();
  if (chance_.OneIn(2)) draft.series.clear();
  if (chance_.OneIn(2)) draft.date = CivilDay(order.name.year, 12, 31);
  Send(order);
  PostOrder once_more = order;
  once_more.request_id = NextRequest();
  if (!testing::Test::HasFailure()) Send(once_more);
}

void ModelRun::AskAgain() {
  if (remembered_.empty()) return Grow();
  const Remembered& one = chance_.Of(remembered_);
  EXPECT_EQ(one.again(), one.answer) << one.request_id;
}

void ModelRun::ReuseRequest() {
  if (remembered_.empty()) return Grow();
  const std::string& id = chance_.Of(remembered_).request_id;
  constexpr char kReused[] = "ALREADY_EXISTS REQUEST_ID_REUSED";
  PostOrder order = RandomOrder(2024, "", 1);
  order.request_id = id;
  EXPECT_EQ(VerdictOf(ledger_->PostAndWait(order).status()), kReused);
  EXPECT_EQ(VerdictOf(Give(Grown(1), id).status()), kReused);
  const PeriodLockOrder lock{Name(2024), id, std::nullopt, "Annat skäl"};
  EXPECT_EQ(VerdictOf(ledger_->SetPeriodLock(lock).status()), kReused);
}

}  // namespace finsam::ledger

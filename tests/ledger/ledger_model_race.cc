// ModelRun's commands of several callers at once. Their order is the ledger's
// to choose; whichever it chooses, the model must come to the same in it.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <future>
#include <memory>
#include <optional>
#include <thread>
#include <utility>

#include "absl/strings/str_cat.h"
#include "tests/ledger/ledger_model_run.h"

namespace finsam::ledger {
namespace {

using Answers = std::vector<absl::StatusOr<Posted>>;

absl::StatusOr<Posted> NoAnswer() { return absl::UnknownError("no answer"); }

// Hands all orders in before any is waited for.
Answers PostTogether(Ledger* ledger, const std::vector<PostOrder>& orders) {
  std::vector<std::promise<absl::StatusOr<Posted>>> promises(orders.size());
  for (size_t i = 0; i < orders.size(); ++i) {
    ledger->Post(orders[i], [&promises, i](absl::StatusOr<Posted> answer) {
      promises[i].set_value(std::move(answer));
    });
  }
  Answers answers;
  for (auto& promise : promises) answers.push_back(promise.get_future().get());
  return answers;
}

}  // namespace

// Gives the model what was answered, by place.
void ModelRun::TakeInOrder(
    const std::vector<PostOrder>& orders, const Answers& answers,
    const ModelFile* imported,
    const absl::StatusOr<common::v1::ImportResult>& import_answer) {
  std::map<int64_t, size_t> by_place;
  int64_t last_revision = revision_;
  for (size_t i = 0; i < orders.size(); ++i) {
    ASSERT_TRUE(answers[i].ok()) << answers[i].status();
    by_place[answers[i]->vouchers.front().place] = i;
    last_revision = std::max(last_revision, answers[i]->head.revision);
  }
  const auto import_now = [&] {
    if (imported == nullptr) return;
    EXPECT_EQ(import_answer->changed(), model_.Import(*imported));
    last_revision =
        std::max(last_revision, import_answer->revision().revision());
    file_ = *imported;
    imported = nullptr;
  };
  int64_t revision = revision_;
  for (const auto& [place, index] : by_place) {
    const Posted& posted = *answers[index];
    if (place != static_cast<int64_t>(model_.vouchers().size()) + 1) {
      import_now();
    }
    EXPECT_GE(posted.head.revision, revision);
    revision = posted.head.revision;
    std::vector<PostedVoucher> told = posted.vouchers;
    for (PostedVoucher& voucher : told) voucher.hash.clear();
    ASSERT_TRUE(told == model_.Post(orders[index])) << AnswerText(posted);
  }
  import_now();
  EXPECT_GT(last_revision, revision_);
  EXPECT_LE(last_revision, revision_ + static_cast<int64_t>(orders.size()) + 1);
  revision_ = last_revision;
}

// Two to four writers, and maybe an import. Two of the writers may send the
// same request.
void ModelRun::PostAtOnce() {
  const auto years = model_.years().find(2024);
  if (years == model_.years().end() || years->second.closed) return Reopen();
  const int64_t writers = chance_.Number(2, 4);
  const int64_t each = chance_.Number(1, 4);
  std::vector<PostOrder> orders;
  for (int64_t i = 0; i < writers * each; ++i) {
    PostOrder order = RandomOrder(2024, "P", chance_.Number(1, 3));
    order.request_id = absl::StrCat("at-once-", ++texts_);
    for (VoucherDraft& draft : order.drafts) {
      draft.date = absl::CivilDay(2024, 12, 31);
    }
    if (model_.Verdict(order) != "OK") return PostOne();
    orders.push_back(std::move(order));
  }
  ModelFile file = Grown(Count(4, 1'000));
  const bool imports = chance_.OneIn(3) && model_.Verdict(file) == "OK";
  absl::StatusOr<common::v1::ImportResult> import_answer =
      absl::UnknownError("not asked");
  Answers answers(orders.size(), NoAnswer());
  absl::StatusOr<Posted> repeated = NoAnswer();
  std::vector<std::thread> threads;
  for (int64_t writer = 0; writer < writers; ++writer) {
    threads.emplace_back([&, writer] {
      for (int64_t i = writer * each; i < (writer + 1) * each; ++i) {
        answers[i] = ledger_->PostAndWait(orders[i]);
      }
    });
  }
  threads.emplace_back([&] { repeated = ledger_->PostAndWait(orders[0]); });
  const std::string import_id = NextRequest();
  if (imports) import_answer = Give(file, import_id);
  for (std::thread& thread : threads) thread.join();
  if (imports) {
    ASSERT_TRUE(import_answer.ok()) << import_answer.status();
  }
  EXPECT_EQ(AnswerText(repeated), AnswerText(answers[0]));
  if (imports) ++requests_;
  TakeInOrder(orders, answers, imports ? &file : nullptr, import_answer);
}

// One of those who take the same voucher back is first, the others are told.
void ModelRun::ReverseAtOnce() {
  if (model_.vouchers().empty()) return Grow();
  PostOrder order = RandomOrder(2024, "P", 1);
  order.is_batch = false;
  order.reverses = RefOf(chance_.Of(model_.vouchers()));
  order.drafts[0].entries.clear();
  order.drafts[0].corrects.reset();
  order.drafts[0].date = absl::CivilDay(2024, 12, 31);
  if (model_.Verdict(order) != "OK") return Reverse();
  std::vector<PostOrder> orders(chance_.Number(2, 4), order);
  for (PostOrder& one : orders) {
    one.request_id = absl::StrCat("at-once-", ++texts_);
  }
  const Answers answers = PostTogether(ledger_.get(), orders);
  Answers taken;
  for (const auto& answer : answers) {
    if (answer.ok()) {
      taken.push_back(answer);
    } else {
      EXPECT_EQ(VerdictOf(answer.status()),
                "FAILED_PRECONDITION VOUCHER_REVERSED");
    }
  }
  ASSERT_EQ(taken.size(), 1u);
  TakeInOrder({order}, taken, nullptr, absl::UnknownError("not asked"));
}

// The service ends with orders in its queue: it answers them first.
void ModelRun::EndWhilePosting() {
  std::vector<PostOrder> orders;
  for (int64_t i = chance_.Number(1, 6); i > 0; --i) {
    PostOrder order = RandomOrder(2024, "P", chance_.Number(1, 3));
    order.request_id = absl::StrCat("at-once-", ++texts_);
    if (model_.Verdict(order) == "OK") orders.push_back(std::move(order));
  }
  if (orders.empty()) return Restart();
  Answers answers(orders.size(), NoAnswer());
  for (size_t i = 0; i < orders.size(); ++i) {
    ledger_->Post(orders[i], [&answers, i](absl::StatusOr<Posted> answer) {
      answers[i] = std::move(answer);
    });
  }
  Restart();
  TakeInOrder(orders, answers, nullptr, absl::UnknownError("not asked"));
}

}  // namespace finsam::ledger

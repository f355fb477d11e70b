#include "services/ledger/ledger_post_service.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/ledger/convert.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

constexpr char kDomain[] = "finsam.ledger.v1";

absl::StatusOr<PostOrder> ReadOrder(const v1::PostVoucherRequest& request) {
  PostOrder order;
  ASSIGN_OR_RETURN(order.name, ParseFiscalYearName(request.fiscal_year()));
  RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  order.request_id = request.request_id();
  ASSIGN_OR_RETURN(VoucherDraft draft, FromProto(request.voucher()));
  order.drafts.push_back(std::move(draft));
  return order;
}

absl::StatusOr<PostOrder> ReadOrder(const v1::ReverseVoucherRequest& request) {
  PostOrder order;
  ASSIGN_OR_RETURN(order.name, ParseFiscalYearName(request.fiscal_year()));
  RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  if (request.reason().empty()) {
    return Refuse(absl::StatusCode::kInvalidArgument, "REASON_MISSING",
                  "Säg varför verifikationen återförs (reason).");
  }
  order.request_id = request.request_id();
  order.reverses = FromProto(request.voucher());
  v1::Voucher voucher;
  voucher.set_series(request.series());
  *voucher.mutable_date() = request.date();
  voucher.set_text(request.reason());
  ASSIGN_OR_RETURN(VoucherDraft draft, FromProto(voucher));
  order.drafts.push_back(std::move(draft));
  return order;
}

absl::StatusOr<PostOrder> ReadOrder(const v1::PostVouchersRequest& request) {
  PostOrder order;
  order.is_batch = true;
  ASSIGN_OR_RETURN(order.name, ParseFiscalYearName(request.fiscal_year()));
  RETURN_IF_ERROR(CheckRequestId(request.request_id()));
  order.request_id = request.request_id();
  const auto count = static_cast<size_t>(request.vouchers_size());
  if (count < 1 || count > kBatchVouchersMax) {
    return Refuse(
        absl::StatusCode::kInvalidArgument, "BATCH_SIZE",
        absl::StrCat("Omgången har ", count, " verifikationer, inte 1 till ",
                     kBatchVouchersMax, "."));
  }
  order.drafts.reserve(count);
  for (const v1::Voucher& voucher : request.vouchers()) {
    ASSIGN_OR_RETURN(VoucherDraft draft, FromProto(voucher));
    order.drafts.push_back(std::move(draft));
  }
  return order;
}

template <typename Request>
grpc::ServerUnaryReactor* Begin(Ledger& ledger,
                                grpc::CallbackServerContext* context,
                                const Request& request,
                                v1::PostVoucherResponse* response) {
  grpc::ServerUnaryReactor* const reactor = context->DefaultReactor();
  absl::StatusOr<PostOrder> order = ReadOrder(request);
  if (!order.ok()) {
    reactor->Finish(rpc::ToGrpc(order.status(), kDomain));
    return reactor;
  }
  ledger.Post(
      *std::move(order), [reactor, response](absl::StatusOr<Posted> posted) {
        if (posted.ok()) {
          ToProto(posted->vouchers.front(), response->mutable_voucher());
          ToProto(posted->head, response->mutable_revision());
          response->set_replayed(posted->replayed);
        }
        reactor->Finish(rpc::ToGrpc(posted.status(), kDomain));
      });
  return reactor;
}

v1::PostVouchersResponse ResponseOf(const std::string& request_id,
                                    const absl::StatusOr<Posted>& posted) {
  v1::PostVouchersResponse response;
  response.set_request_id(request_id);
  if (posted.ok()) {
    response.mutable_vouchers()->Reserve(
        static_cast<int>(posted->vouchers.size()));
    for (const PostedVoucher& voucher : posted->vouchers) {
      v1::PostedVoucher* out = response.add_vouchers();
      out->set_number(voucher.number);
      out->set_place(voucher.place);
    }
    ToProto(posted->head, response.mutable_revision());
    response.set_replayed(posted->replayed);
    return response;
  }
  // What may be told, and what is only logged, is decided in one place.
  const absl::Status told =
      rpc::FromGrpc(rpc::ToGrpc(posted.status(), kDomain));
  v1::BatchRefusal* refusal = response.mutable_refusal();
  refusal->set_code(static_cast<int>(told.code()));
  refusal->set_message(std::string(told.message()));
  refusal->mutable_refusal()->set_reason(ReasonOf(told));
  refusal->mutable_refusal()->set_domain(kDomain);
  for (const Problem& problem : ProblemsOf(told)) {
    rpc::ToProto(problem, refusal->mutable_refusal()->add_problems());
  }
  return response;
}

class PostStream;

// The answers of a stream in the order of its batches. Outlives the stream
// while batches are under way, as their answers come here.
class Answers {
 public:
  explicit Answers(PostStream* stream) : stream_(stream) {}

  // A place for the next answer.
  int64_t Reserve() {
    const std::lock_guard<std::mutex> lock(mutex_);
    answers_.emplace_back();
    return first_ + static_cast<int64_t>(answers_.size()) - 1;
  }
  void Give(int64_t place, v1::PostVouchersResponse answer);
  // The answer that is next to be written, when it is there.
  std::optional<v1::PostVouchersResponse> Take() {
    const std::lock_guard<std::mutex> lock(mutex_);
    if (answers_.empty() || !answers_.front().has_value()) return std::nullopt;
    std::optional<v1::PostVouchersResponse> out = std::move(answers_.front());
    answers_.pop_front();
    ++first_;
    return out;
  }
  size_t waiting() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return answers_.size();
  }
  // The stream is gone; nothing is told to it any more.
  void Leave() {
    const std::lock_guard<std::mutex> lock(stream_mutex_);
    stream_ = nullptr;
  }

 private:
  std::mutex mutex_;
  int64_t first_ = 0;
  std::deque<std::optional<v1::PostVouchersResponse>> answers_;
  std::mutex stream_mutex_;  // Held while the stream is told.
  PostStream* stream_;
};

class PostStream final
    : public grpc::ServerBidiReactor<v1::PostVouchersRequest,
                                     v1::PostVouchersResponse> {
 public:
  explicit PostStream(Ledger& ledger)
      : ledger_(ledger), answers_(std::make_shared<Answers>(this)) {
    StartRead(&request_);
  }

  void OnReadDone(bool ok) override {
    if (!ok) {
      const std::lock_guard<std::mutex> lock(mutex_);
      reading_ended_ = true;
      FinishWhenAnswered();
      return;
    }
    const int64_t place = answers_->Reserve();
    const std::string id = request_.request_id();
    absl::StatusOr<PostOrder> order = ReadOrder(request_);
    if (order.ok()) {
      ledger_.Post(*std::move(order), [answers = answers_, place,
                                       id](absl::StatusOr<Posted> posted) {
        answers->Give(place, ResponseOf(id, posted));
      });
    } else {
      answers_->Give(place, ResponseOf(id, order.status()));
    }
    const std::lock_guard<std::mutex> lock(mutex_);
    if (answers_->waiting() < kStreamBatchesMax) {
      StartRead(&request_);
    } else {
      read_waits_ = true;
    }
  }

  void OnWriteDone(bool ok) override {
    const std::lock_guard<std::mutex> lock(mutex_);
    writing_ = false;
    // A caller that is gone reads nothing; what it sent is posted all the same.
    if (!ok) broken_ = true;
    WriteNext();
  }

  // An answer has come. Called with no lock of ours held.
  void Wake() {
    const std::lock_guard<std::mutex> lock(mutex_);
    WriteNext();
  }

  void OnDone() override {
    answers_->Leave();
    delete this;
  }

 private:
  void WriteNext() {
    if (writing_) return;
    while (std::optional<v1::PostVouchersResponse> next = answers_->Take()) {
      if (broken_) continue;
      response_ = *std::move(next);
      writing_ = true;
      StartWrite(&response_);
      break;
    }
    if (read_waits_ && answers_->waiting() < kStreamBatchesMax) {
      read_waits_ = false;
      StartRead(&request_);
    }
    FinishWhenAnswered();
  }

  void FinishWhenAnswered() {
    if (!reading_ended_ || writing_ || finished_) return;
    if (answers_->waiting() > 0) return;
    finished_ = true;
    Finish(grpc::Status::OK);
  }

  Ledger& ledger_;
  std::shared_ptr<Answers> answers_;
  v1::PostVouchersRequest request_;
  std::mutex mutex_;  // Guards what follows.
  v1::PostVouchersResponse response_;
  bool reading_ended_ = false;
  bool read_waits_ = false;
  bool writing_ = false;
  bool broken_ = false;
  bool finished_ = false;
};

void Answers::Give(int64_t place, v1::PostVouchersResponse answer) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    answers_[static_cast<size_t>(place - first_)] = std::move(answer);
  }
  const std::lock_guard<std::mutex> lock(stream_mutex_);
  if (stream_ != nullptr) stream_->Wake();
}

}  // namespace

grpc::ServerUnaryReactor* BeginPostVoucher(
    Ledger& ledger, grpc::CallbackServerContext* context,
    const v1::PostVoucherRequest* request, v1::PostVoucherResponse* response) {
  return Begin(ledger, context, *request, response);
}

grpc::ServerUnaryReactor* BeginReverseVoucher(
    Ledger& ledger, grpc::CallbackServerContext* context,
    const v1::ReverseVoucherRequest* request,
    v1::PostVoucherResponse* response) {
  return Begin(ledger, context, *request, response);
}

grpc::ServerBidiReactor<v1::PostVouchersRequest, v1::PostVouchersResponse>*
BeginPostVouchers(Ledger& ledger) {
  return new PostStream(ledger);
}

}  // namespace finsam::ledger

#include "tests/bench/requests.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "tests/bench/books.h"

namespace finsam::bench {
namespace {

// Enough to touch every balance many times.
constexpr int kPoolVouchers = 1 << 16;
// `request_id = 2` of both requests, and the length in one byte.
constexpr char kIdTag = 0x12;
static_assert(ledger::v1::PostVoucherRequest::kRequestIdFieldNumber == 2);
static_assert(ledger::v1::PostVouchersRequest::kRequestIdFieldNumber == 2);

void Fill(const BenchVoucher& from, ledger::v1::Voucher* to) {
  to->set_series("P");
  to->mutable_date()->set_year(static_cast<int32_t>(from.date.year()));
  to->mutable_date()->set_month(from.date.month());
  to->mutable_date()->set_day(from.date.day());
  to->set_text(from.text);
  for (const BenchEntry& entry : from.entries) {
    ledger::v1::Entry* row = to->add_entries();
    row->set_account(entry.account);
    row->set_amount_ore(entry.amount.value);
    row->add_objects()->set_dimension(kDimension);
    row->mutable_objects(0)->set_object(ObjectName(entry.object));
  }
}

}  // namespace

RequestPool::RequestPool(uint64_t seed, int batch, std::string run)
    : run_(std::move(run)) {
  VoucherSource source(seed);
  const int count = kPoolVouchers / std::max(batch, 1);
  for (int i = 0; i < count; ++i) {
    ledger::v1::PostVoucherRequest single;
    ledger::v1::PostVouchersRequest many;
    single.set_fiscal_year(kFiscalYear);
    many.set_fiscal_year(kFiscalYear);
    if (batch == 0) Fill(source.Next(), single.mutable_voucher());
    for (int j = 0; j < batch; ++j) Fill(source.Next(), many.add_vouchers());
    bodies_.emplace_back(batch == 0 ? single.SerializeAsString()
                                    : many.SerializeAsString());
  }
}

grpc::ByteBuffer RequestPool::Next() {
  const uint64_t number = made_.fetch_add(1);
  const std::string id = absl::StrCat(run_, "-", number);
  // A message is the concatenation of its fields, in any order.
  const grpc::Slice slices[] = {
      grpc::Slice(absl::StrCat(std::string(1, kIdTag),
                               std::string(1, static_cast<char>(id.size())),
                               id)),
      bodies_[number % bodies_.size()]};
  return grpc::ByteBuffer(slices, 2);
}

}  // namespace finsam::bench

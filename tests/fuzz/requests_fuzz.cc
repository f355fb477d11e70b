// Gives any bytes to the ledger's request converters and to what reads its
// bytes from disk: each must be read or refused, and never harm.

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/base/check.h"
#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/convert.h"
#include "services/ledger/convert_query.h"
#include "services/ledger/domain/block.h"
#include "services/ledger/domain/index_rows.h"
#include "services/ledger/domain/merkle.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/proof.h"

namespace finsam::ledger {
namespace {

constexpr FiscalYear kYear{absl::CivilDay(2024, 1, 1),
                           absl::CivilDay(2024, 12, 31)};

template <typename Message>
bool Parse(absl::string_view bytes, Message* message) {
  return message->ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

// What is taken as a voucher has one form as bytes, and is read back from it.
void CheckVoucher(const v1::Voucher& message) {
  const auto draft = FromProto(message);
  if (!draft.ok()) return;
  const Chart chart;
  CheckDraft(*draft, &chart, kYear).IgnoreError();
  if (!CheckFromBooks(*draft, message.number(), kYear).ok()) return;
  PostedVoucher posted;
  posted.fiscal_year = 2024;
  posted.number = message.number();
  posted.content = *draft;
  const std::string bytes = VoucherBytes(posted);
  const auto view = VoucherView::Read(bytes);
  FINSAM_CHECK(view.has_value() && view->Copy() == posted);
}

void CheckBytes(absl::string_view bytes) {
  if (const auto view = VoucherView::Read(bytes); view.has_value()) {
    FINSAM_CHECK(VoucherBytes(view->Copy()) == bytes);
  }
  const Block block(1'000, std::string(bytes));
  for (const BlockVoucher& voucher : block.vouchers()) voucher.Copy();
  ReadEntryRows(bytes);
  ReadNumbers(bytes);
  ReadObjectBytes(bytes);
  MerkleState::Decode(bytes).IgnoreError();
}

}  // namespace

void FuzzRequest(absl::string_view bytes) {
  if (bytes.empty()) return;
  const char kind = bytes.front();
  bytes.remove_prefix(1);
  v1::PostVouchersRequest batch;
  v1::ListVouchersRequest list;
  v1::QueryBalancesRequest balances;
  v1::ListAccountEntriesRequest entries;
  v1::ProveVoucherResponse proof;
  switch (kind % 6) {
    case 0:
      if (!Parse(bytes, &batch)) return;
      for (const v1::Voucher& voucher : batch.vouchers()) CheckVoucher(voucher);
      return;
    case 1:
      if (Parse(bytes, &list)) FromProto(list.filter()).IgnoreError();
      return;
    case 2:
      if (Parse(bytes, &balances)) FromProto(balances).IgnoreError();
      return;
    case 3:
      if (Parse(bytes, &entries)) FromProto(entries).IgnoreError();
      return;
    case 4:
      if (Parse(bytes, &proof)) CheckProof(proof).IgnoreError();
      return;
    default:
      return CheckBytes(bytes);
  }
}

}  // namespace finsam::ledger

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  finsam::ledger::FuzzRequest(
      absl::string_view(reinterpret_cast<const char*>(data), size));
  return 0;
}

#include "services/ledger/ledger.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "services/ledger/domain/packed.h"
#include "services/ledger/domain/voucher_bytes.h"

namespace finsam::ledger {
namespace {

constexpr size_t kDraftBytes = 200;

}  // namespace

Ledger::Ledger(store::Store& store, const Clock& clock,
               std::string spool_folder)
    : store_(store),
      clock_(clock),
      spool_folder_(std::move(spool_folder)),
      poster_(store, clock, parsed_) {}

absl::StatusOr<StoredYear> RequireYear(const LedgerReader& reader,
                                       const FiscalYearName& name) {
  ASSIGN_OR_RETURN(std::optional<StoredYear> year, reader.Year(name.year));
  if (year.has_value()) return *std::move(year);
  return Refuse(
      absl::StatusCode::kNotFound, "FISCAL_YEAR_UNKNOWN",
      absl::StrCat("Räkenskapsåret ", name.year, " finns inte i bokföringen."));
}

void Weigh(PostOrder* to_weigh) {
  const PostOrder& order = *to_weigh;
  std::string bytes;
  PackText(order.name.Text(), &bytes);
  if (order.reverses.has_value()) {
    PackUnsigned(static_cast<uint64_t>(order.reverses->fiscal_year), &bytes);
    PackText(order.reverses->series, &bytes);
    PackUnsigned(static_cast<uint64_t>(order.reverses->number), &bytes);
  }
  for (const VoucherDraft& draft : order.drafts) {
    AppendVoucherBytes(order.name.year, /*number=*/0, /*imported=*/false, draft,
                       &bytes);
  }
  to_weigh->digest = Sha256Parts({order.reverses.has_value() ? "reverse-voucher"
                                  : order.is_batch           ? "post-vouchers"
                                                             : "post-voucher",
                                  bytes});
  // An order of small vouchers takes some more than its bytes.
  to_weigh->bytes = bytes.size() + kDraftBytes * order.drafts.size();
}

absl::StatusOr<store::Head> HeadOf(const LedgerReader& reader,
                                   int64_t at_revision) {
  if (at_revision == 0 || at_revision == kNow) {
    return store::ReadHead(reader.snapshot(), reader.organisation());
  }
  return store::ReadHeadAt(reader.snapshot(), reader.organisation(),
                           at_revision);
}

void Ledger::Post(PostOrder order, Poster::Done done) {
  const absl::Status id = CheckRequestId(order.request_id);
  if (!id.ok()) return done(id);
  Weigh(&order);
  poster_.Post(std::move(order), std::move(done));
}

absl::StatusOr<Posted> Ledger::PostAndWait(PostOrder order) {
  RETURN_IF_ERROR(CheckRequestId(order.request_id));
  Weigh(&order);
  return poster_.PostAndWait(std::move(order));
}

}  // namespace finsam::ledger

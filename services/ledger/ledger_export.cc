// Ledger::Export: a year's books as a file, piece by piece. The chart and the
// balances are put together in memory, vouchers are passed through one by one.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/ledger/domain/plain_text.h"
#include "services/ledger/domain/sie_writer.h"
#include "services/ledger/export_source.h"
#include "services/ledger/ledger.h"

namespace finsam::ledger {
namespace {

// Gathers what a writer gives into the pieces that are handed out.
class Pieces {
 public:
  explicit Pieces(const ExportSink& sink) : sink_(sink) {}

  absl::Status Add(absl::string_view bytes) {
    while (buffer_.size() + bytes.size() >= kExportPieceBytesMax) {
      const size_t room = kExportPieceBytesMax - buffer_.size();
      absl::StrAppend(&buffer_, bytes.substr(0, room));
      bytes.remove_prefix(room);
      RETURN_IF_ERROR(End());
    }
    absl::StrAppend(&buffer_, bytes);
    return absl::OkStatus();
  }

  absl::Status End() {
    const absl::Status status =
        buffer_.empty() ? absl::OkStatus() : sink_(buffer_);
    buffer_.clear();
    return status;
  }

 private:
  const ExportSink& sink_;
  std::string buffer_;
};

SieVoucher SieVoucherOf(PostedVoucher voucher) {
  SieVoucher out;
  VoucherDraft& content = voucher.content;
  out.series = std::move(content.series);
  out.number = voucher.number;
  out.date = content.date;
  out.text = std::move(content.text);
  out.registration_date = content.registration_date;
  out.signature = std::move(content.signature);
  out.entries.reserve(content.entries.size());
  for (VoucherEntry& entry : content.entries) {
    out.entries.push_back({entry.account, std::move(entry.objects),
                           entry.amount, entry.date, std::move(entry.text),
                           std::move(entry.quantity),
                           std::move(entry.signature), /*line=*/0});
  }
  return out;
}

// Gives the year's vouchers, by series and number, to `take`.
template <typename Take>
absl::Status EachVoucher(const LedgerReader& reader, int year,
                         const Take& take) {
  absl::Status status;
  RETURN_IF_ERROR(
      reader.ScanNumbers(year, /*after_series=*/"", /*after_number=*/-1,
                         [&](const std::string&, int64_t, int64_t place) {
                           auto voucher = reader.FindPlace(place);
                           status = voucher.status();
                           if (status.ok() && voucher->has_value()) {
                             status = take(**std::move(voucher));
                           }
                           return status.ok();
                         }));
  return status;
}

absl::Status ExportSie(const LedgerReader& reader, const FiscalYearName& name,
                       const FiscalYear& own, SieKind kind, Pieces* pieces,
                       std::vector<Problem>* warnings) {
  SieWriter writer(
      kind, [pieces](absl::string_view bytes) { return pieces->Add(bytes); });
  {
    ASSIGN_OR_RETURN(const SieFile file, ExportFileOf(reader, name, own, kind));
    RETURN_IF_ERROR(writer.Begin(file));
  }
  if (HasVouchers(kind)) {
    RETURN_IF_ERROR(EachVoucher(reader, name.year, [&](PostedVoucher voucher) {
      return writer.Add(SieVoucherOf(std::move(voucher)));
    }));
  }
  RETURN_IF_ERROR(writer.End());
  *warnings = writer.TakeWarnings();
  return absl::OkStatus();
}

absl::Status ExportPlainText(const LedgerReader& reader,
                             const FiscalYearName& name, const FiscalYear& own,
                             Pieces* pieces) {
  PlainTextWriter writer(
      [pieces](absl::string_view bytes) { return pieces->Add(bytes); });
  ASSIGN_OR_RETURN(const BalanceMap openings, reader.Openings(name.year));
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(name.year));
  RETURN_IF_ERROR(writer.Begin(name.Association(), own, openings, chart));
  RETURN_IF_ERROR(EachVoucher(
      reader, name.year,
      [&](const PostedVoucher& voucher) { return writer.Add(voucher); }));
  return writer.End();
}

// Plain text has vouchers, as a 4E.
SieKind SieKindOf(ExportFormat format) {
  switch (format) {
    case ExportFormat::kSie1:
      return SieKind::k1;
    case ExportFormat::kSie2:
      return SieKind::k2;
    case ExportFormat::kSie3:
      return SieKind::k3;
    case ExportFormat::kSie4I:
      return SieKind::k4I;
    default:
      return SieKind::k4E;
  }
}

}  // namespace

absl::Status Ledger::Export(const FiscalYearName& name, ExportFormat format,
                            const ExportSink& sink,
                            std::vector<Problem>* warnings) const {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  const LedgerReader reader(*snapshot, name.organisation, kNow, &folds_);
  ASSIGN_OR_RETURN(const StoredYear year, RequireYear(reader, name));
  const SieKind kind = SieKindOf(format);
  // Of a summary neither a journal nor vouchers would be the year's books.
  if (year.summary && HasVouchers(kind)) {
    return Refuse(
        absl::StatusCode::kFailedPrecondition, "YEAR_HAS_NO_VOUCHERS",
        absl::StrCat("Räkenskapsåret ", name.year,
                     " har bara saldon för jämförelse och inga "
                     "verifikationer; det kan skrivas som SIE 1, 2 eller 3."));
  }
  Pieces pieces(sink);
  if (format == ExportFormat::kPlainText) {
    RETURN_IF_ERROR(ExportPlainText(reader, name, year.year, &pieces));
  } else {
    RETURN_IF_ERROR(
        ExportSie(reader, name, year.year, kind, &pieces, warnings));
  }
  return pieces.End();
}

}  // namespace finsam::ledger

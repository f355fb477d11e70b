// The records of the SIE format, by label.

#ifndef FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LABELS_H_
#define FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LABELS_H_

#include <array>
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace finsam::ledger {

enum class SieLabel : uint8_t {
  kFlagga,
  kProgram,
  kFormat,
  kGen,
  kSietyp,
  kOrgnr,
  kFnamn,
  kRar,
  kKonto,
  kKtyp,
  kDim,
  kUnderdim,
  kObjekt,
  kIb,
  kUb,
  kOib,
  kOub,
  kRes,
  kPsaldo,
  kPbudget,
  kVer,
  kTrans,
  kRtrans,
  kBtrans,
  kKsumma,
  // What the books do not need, and no voucher ends at.
  kProsa,
  kFtyp,
  kFnr,
  kBkod,
  kAdress,
  kTaxar,
  kOmfattn,
  kKptyp,
  kValuta,
  kEnhet,
  kSru,
  kUnknown,  // Not in the format; ignored, as the format demands.
};
inline constexpr size_t kSieLabelCount =
    static_cast<size_t>(SieLabel::kUnknown) + 1;

struct SieLabelInfo {
  absl::string_view name;  // "#KONTO"
  SieLabel label;
  // One letter per type 1, 2, 3, 4I, 4E: '!' must be there, 'o' may, '-' may
  // not.
  absl::string_view use;
};

// Every label of the format.
absl::Span<const SieLabelInfo> SieLabels();

// The label called `name`, in upper or lower case.
SieLabel FindSieLabel(absl::string_view name);

// Where each label was met.
struct SieLabelUse {
  std::array<int64_t, kSieLabelCount> first_line{};  // 0: not met.
  int64_t FirstLine(SieLabel label) const {
    return first_line[static_cast<size_t>(label)];
  }
  void Note(SieLabel label, int64_t line) {
    int64_t& first = first_line[static_cast<size_t>(label)];
    if (first == 0) first = line;
  }
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DOMAIN_SIE_LABELS_H_

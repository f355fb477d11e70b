#include "services/ledger/domain/sie_labels.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

namespace finsam::ledger {
namespace {

// Behind each: its fields. What the matrix of the format calls mandatory is
// only demanded where the books need it; #SRU (income tax), for one, is not.
constexpr SieLabelInfo kLabels[] = {
    {"#FLAGGA", SieLabel::kFlagga, "!!!!!"},      // 0 or 1
    {"#PROGRAM", SieLabel::kProgram, "!!!!!"},    // name version
    {"#FORMAT", SieLabel::kFormat, "!!!!!"},      // PC8
    {"#GEN", SieLabel::kGen, "!!!!!"},            // date signature
    {"#SIETYP", SieLabel::kSietyp, "o!!!!"},      // type
    {"#PROSA", SieLabel::kProsa, "ooooo"},        // text
    {"#FTYP", SieLabel::kFtyp, "ooooo"},          // kind of company
    {"#FNR", SieLabel::kFnr, "ooooo"},            // the program's company id
    {"#ORGNR", SieLabel::kOrgnr, "ooooo"},        // organisation number
    {"#BKOD", SieLabel::kBkod, "ooooo"},          // SNI code
    {"#ADRESS", SieLabel::kAdress, "ooooo"},      // contact street town phone
    {"#FNAMN", SieLabel::kFnamn, "!!!!!"},        // company name
    {"#RAR", SieLabel::kRar, "!!!o!"},            // year first last
    {"#TAXAR", SieLabel::kTaxar, "ooooo"},        // year of assessment
    {"#OMFATTN", SieLabel::kOmfattn, "ooooo"},    // balances up to this day
    {"#KPTYP", SieLabel::kKptyp, "ooooo"},        // kind of chart
    {"#VALUTA", SieLabel::kValuta, "ooooo"},      // currency
    {"#KONTO", SieLabel::kKonto, "!!!o!"},        // account name
    {"#KTYP", SieLabel::kKtyp, "ooooo"},          // account T/S/K/I
    {"#ENHET", SieLabel::kEnhet, "ooooo"},        // account unit
    {"#SRU", SieLabel::kSru, "ooooo"},            // account tax code
    {"#DIM", SieLabel::kDim, "ooooo"},            // dimension name
    {"#UNDERDIM", SieLabel::kUnderdim, "ooooo"},  // dimension name parent
    {"#OBJEKT", SieLabel::kObjekt, "ooooo"},      // dimension object name
    {"#IB", SieLabel::kIb, "ooo-o"},  // year account amount quantity
    {"#UB", SieLabel::kUb, "!!!-!"},  // year account amount quantity
    {"#OIB", SieLabel::kOib,
     "--o-o"},  // year account {objects} amount quantity
    {"#OUB", SieLabel::kOub,
     "--o-o"},  // year account {objects} amount quantity
    {"#RES", SieLabel::kRes, "ooo-o"},  // year account amount quantity
    // year period account {objects} amount quantity
    {"#PSALDO", SieLabel::kPsaldo, "-oo-o"},
    {"#PBUDGET", SieLabel::kPbudget, "-oo-o"},
    // series number date text registered signature
    {"#VER", SieLabel::kVer, "---oo"},
    // account {objects} amount date text quantity signature
    {"#TRANS", SieLabel::kTrans, "---oo"},
    {"#RTRANS", SieLabel::kRtrans, "---oo"},  // Added later.
    {"#BTRANS", SieLabel::kBtrans, "---oo"},  // Removed later.
    {"#KSUMMA", SieLabel::kKsumma, "ooooo"},  // Nothing first; last the sum.
};

}  // namespace

absl::Span<const SieLabelInfo> SieLabels() { return kLabels; }

SieLabel FindSieLabel(absl::string_view name) {
  if (name.size() < 2) return SieLabel::kUnknown;
  const char initial = absl::ascii_toupper(static_cast<unsigned char>(name[1]));
  for (const SieLabelInfo& info : kLabels) {
    // The initial sorts out most, and cheaply.
    if (info.name[1] != initial) continue;
    if (absl::EqualsIgnoreCase(name, info.name)) return info.label;
  }
  return SieLabel::kUnknown;
}

}  // namespace finsam::ledger

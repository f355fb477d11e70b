// Gives any bytes to what reads signatures and signed PDFs, the first byte
// choosing which: each is read or refused, and nothing that was changed is
// taken for what it was.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/sign/manifest.h"
#include "common/sign/pades.h"
#include "common/sign/pdf_changes.h"
#include "common/sign/pdf_revision.h"

namespace finsam::sign {
namespace {

// Nobody is believed, so nothing may be found valid.
const Trust& Nobody() {
  static const Trust& nobody = *new Trust;
  return nobody;
}

void TryCms(absl::string_view bytes) {
  const auto parts = ParseCms(bytes);
  if (parts.ok()) {
    // What is read is written as it was.
    FINSAM_CHECK(*AssembleCms(*parts) == bytes);
    ReadAttributes(parts->attributes).IgnoreError();
  } else {
    FINSAM_CHECK(!ReasonOf(parts.status()).empty());
  }
  FINSAM_CHECK(
      !VerifyCms(bytes, std::string(32, 'd'), Nobody(), absl::UnixEpoch())
           .ok());
}

// The last appended piece beside what was before it.
void TryChanges(absl::string_view pdf) {
  const auto section = ReadXref(pdf, kPdfUpdateObjectsMax);
  if (!section.ok() || section->offsets.empty()) return;
  size_t start = pdf.size();
  for (const auto& [number, offset] : section->offsets) {
    start = std::min(start, offset);
  }
  const auto after = Revision::Open(pdf);
  const auto before = Revision::Open(pdf.substr(0, start));
  if (!after.ok() || !before.ok()) return;
  ReadingPdf([&] {
    return CheckOnlySigned(**before, **after, *section,
                           section->offsets.begin()->first);
  }).IgnoreError();
}

void TryPdf(absl::string_view bytes) {
  FINSAM_CHECK(!VerifyPdf(bytes, {}, Nobody()).ok());
  EmptySignatureFields(bytes).IgnoreError();
  const auto prepared = PreparePdf(bytes, PdfSigning{});
  if (prepared.ok()) {
    FINSAM_CHECK(prepared->bytes.compare(0, bytes.size(), bytes.data(),
                                         bytes.size()) == 0);
    FINSAM_CHECK(prepared->bytes[prepared->hole_begin] == '<');
    FINSAM_CHECK(prepared->bytes[prepared->hole_end - 1] == '>');
    // What we write is what we read.
    FINSAM_CHECK(Revision::Open(prepared->bytes).ok());
  }
  TryChanges(bytes);
}

}  // namespace
}  // namespace finsam::sign

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  if (size == 0) return 0;
  const absl::string_view bytes(reinterpret_cast<const char*>(data) + 1,
                                size - 1);
  switch (data[0] % 3) {
    case 0:
      finsam::sign::TryCms(bytes);
      break;
    case 1:
      finsam::sign::TryPdf(bytes);
      break;
    default:
      finsam::sign::ParseStatement(bytes).IgnoreError();
      finsam::sign::ParseReportManifest(bytes).IgnoreError();
  }
  return 0;
}

// A PDF as its revisions: the file as it was first written, and what was
// appended to it since, each piece with a cross-reference section of its own.
// Only classic cross-reference tables are read; streams of them are refused.
//
// QPDF throws; whoever uses a Revision does so inside ReadingPdf, which turns
// what is thrown into the refusal PDF_UNREADABLE. Not for two threads at once.

#ifndef FINSAM_COMMON_SIGN_PDF_REVISION_H_
#define FINSAM_COMMON_SIGN_PDF_REVISION_H_

#include <cstddef>
#include <map>
#include <memory>
#include <qpdf/QPDF.hh>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace finsam::sign {

inline constexpr size_t kPdfBytesMax = 64 << 20;
// In an appended piece; a signature takes a few dozen.
inline constexpr int kPdfUpdateObjectsMax = 10'000;

absl::Status PdfRefusal(absl::string_view reason, absl::string_view sentence);

// The last cross-reference section of a file.
struct XrefSection {
  size_t start = 0;               // Where it stands.
  std::map<int, size_t> offsets;  // Objects in use, all of generation 0.
  bool frees = false;             // Whether it takes objects away.
};

// Refusals: PDF_UNREADABLE, and PDF_XREF_STREAM for a cross-reference stream.
// `objects_max` bounds the entries.
absl::StatusOr<XrefSection> ReadXref(absl::string_view pdf, int objects_max);

// A file, parsed. Views into the bytes it was opened with.
class Revision {
 public:
  // Refusals: PDF_UNREADABLE, PDF_XREF_STREAM, PDF_UNSUPPORTED for one that
  // is encrypted or not ended by a line end.
  static absl::StatusOr<std::unique_ptr<Revision>> Open(absl::string_view pdf);

  QPDF& qpdf() { return qpdf_; }
  absl::string_view bytes() const { return bytes_; }
  size_t xref_start() const { return xref_start_; }
  bool Has(int object) const { return numbers_.count(object) > 0; }

  QPDFObjectHandle Object(int number) { return qpdf_.getObjectByID(number, 0); }
  // Number of the catalog.
  int Catalog();
  // The interactive form's dictionary; null when there is none.
  QPDFObjectHandle Form();
  // Its fields; top level only, which is where signature fields stand.
  std::vector<QPDFObjectHandle> Fields();
  // True when something points at an object that is not there: whoever adds
  // one could then change what is shown.
  bool HasDanglingReferences();

 private:
  explicit Revision(absl::string_view pdf) : bytes_(pdf) {}
  absl::Status Read();

  absl::string_view bytes_;
  QPDF qpdf_;
  size_t xref_start_ = 0;
  std::map<int, int> numbers_;  // Number to generation.
};

// True for a signature field.
bool IsSignatureField(QPDFObjectHandle field);

// Runs `read` (returns an absl::StatusOr or a Status); a throw is
// PDF_UNREADABLE.
template <typename Read>
auto ReadingPdf(const Read& read) -> decltype(read()) {
  try {
    return read();
  } catch (const std::exception&) {
    return PdfRefusal("PDF_UNREADABLE", "PDF-filen går inte att läsa");
  }
}

}  // namespace finsam::sign

#endif  // FINSAM_COMMON_SIGN_PDF_REVISION_H_

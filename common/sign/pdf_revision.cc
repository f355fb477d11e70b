#include "common/sign/pdf_revision.h"

#include <algorithm>
#include <optional>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "common/base/status.h"

namespace finsam::sign {
namespace {

constexpr size_t kEntryBytes = 20;
constexpr int kNestingMax = 100;

absl::Status Unreadable(absl::string_view sentence) {
  return PdfRefusal("PDF_UNREADABLE", sentence);
}

bool TakeLineEnd(absl::string_view* text) {
  absl::ConsumePrefix(text, " ");
  const bool returned = absl::ConsumePrefix(text, "\r");
  return absl::ConsumePrefix(text, "\n") || returned;
}

std::optional<int64_t> TakeNumber(absl::string_view* text) {
  size_t digits = 0;
  while (digits < text->size() && absl::ascii_isdigit((*text)[digits])) {
    ++digits;
  }
  int64_t number = 0;
  if (!absl::SimpleAtoi(text->substr(0, digits), &number)) return std::nullopt;
  text->remove_prefix(digits);
  return number;
}

// Where the last cross-reference section stands.
std::optional<size_t> StartXref(absl::string_view pdf) {
  const size_t at = pdf.rfind("startxref");
  if (at == absl::string_view::npos) return std::nullopt;
  absl::string_view rest = pdf.substr(at);
  absl::ConsumePrefix(&rest, "startxref");
  if (!TakeLineEnd(&rest)) return std::nullopt;
  const std::optional<int64_t> offset = TakeNumber(&rest);
  if (!offset.has_value() || !TakeLineEnd(&rest) ||
      !absl::ConsumePrefix(&rest, "%%EOF")) {
    return std::nullopt;
  }
  TakeLineEnd(&rest);
  if (!rest.empty() || static_cast<size_t>(*offset) >= at) return std::nullopt;
  return static_cast<size_t>(*offset);
}

// "0000000017 00000 n", twenty bytes with its line end.
bool ReadEntry(absl::string_view entry, int number, XrefSection* section) {
  const char kind = entry[17];
  int64_t offset = 0;
  int64_t generation = 0;
  if (entry[10] != ' ' || entry[16] != ' ' || (kind != 'n' && kind != 'f') ||
      !absl::SimpleAtoi(entry.substr(0, 10), &offset) || offset < 0 ||
      !absl::SimpleAtoi(entry.substr(11, 5), &generation)) {
    return false;
  }
  if (kind == 'f') {
    section->frees = section->frees || number != 0;
    return true;
  }
  return generation == 0 &&
         section->offsets.emplace(number, static_cast<size_t>(offset)).second;
}

// True when `object` or anything direct in it points at an object that
// `revision` does not have.
bool Dangles(QPDFObjectHandle object, const Revision& revision, int depth) {
  if (depth > kNestingMax) return true;
  const auto child_dangles = [&](QPDFObjectHandle child) {
    return child.isIndirect() ? !revision.Has(child.getObjectID())
                              : Dangles(child, revision, depth + 1);
  };
  if (object.isStream()) object = object.getDict();
  if (object.isArray()) {
    const auto items = object.getArrayAsVector();
    return std::any_of(items.begin(), items.end(), child_dangles);
  }
  if (!object.isDictionary()) return false;
  const auto items = object.getDictAsMap();
  return std::any_of(items.begin(), items.end(), [&](const auto& item) {
    return child_dangles(item.second);
  });
}

}  // namespace

absl::Status PdfRefusal(absl::string_view reason, absl::string_view sentence) {
  return Refuse(absl::StatusCode::kInvalidArgument, reason, sentence);
}

absl::StatusOr<XrefSection> ReadXref(absl::string_view pdf, int objects_max) {
  const std::optional<size_t> start = StartXref(pdf);
  if (!start.has_value()) {
    return Unreadable("PDF-filen slutar inte som en PDF-fil ska");
  }
  XrefSection section;
  section.start = *start;
  absl::string_view rest = pdf.substr(section.start);
  if (!absl::ConsumePrefix(&rest, "xref") || !TakeLineEnd(&rest)) {
    return PdfRefusal("PDF_XREF_STREAM",
                      "PDF-filen har sin objekttabell i en ström; skriv den "
                      "med vanlig tabell (qpdf --object-streams=disable)");
  }
  int64_t total = 0;
  while (!absl::ConsumePrefix(&rest, "trailer")) {
    const std::optional<int64_t> first = TakeNumber(&rest);
    const bool blank = absl::ConsumePrefix(&rest, " ");
    const std::optional<int64_t> count = TakeNumber(&rest);
    if (!first || !blank || !count || !TakeLineEnd(&rest) ||
        *first > objects_max || *count > objects_max ||
        (total += *count) > objects_max) {
      return Unreadable("PDF-filens objekttabell går inte att läsa");
    }
    for (int64_t i = 0; i < *count; ++i) {
      if (rest.size() < kEntryBytes ||
          !ReadEntry(rest.substr(0, kEntryBytes), static_cast<int>(*first + i),
                     &section)) {
        return Unreadable("PDF-filens objekttabell går inte att läsa");
      }
      rest.remove_prefix(kEntryBytes);
    }
  }
  return section;
}

absl::StatusOr<std::unique_ptr<Revision>> Revision::Open(
    absl::string_view pdf) {
  if (pdf.size() > kPdfBytesMax) {
    return PdfRefusal("PDF_SIZE", "PDF-filen är för stor");
  }
  std::unique_ptr<Revision> revision(new Revision(pdf));
  RETURN_IF_ERROR(ReadingPdf([&] { return revision->Read(); }));
  return revision;
}

absl::Status Revision::Read() {
  if (!absl::EndsWith(bytes_, "\n")) {
    return PdfRefusal("PDF_UNSUPPORTED", "PDF-filen slutar inte med radslut");
  }
  // As many objects as there is room for, since this may be any document.
  ASSIGN_OR_RETURN(
      const XrefSection section,
      ReadXref(bytes_, static_cast<int>(kPdfBytesMax / kEntryBytes)));
  xref_start_ = section.start;
  qpdf_.setSuppressWarnings(true);
  qpdf_.setAttemptRecovery(false);
  qpdf_.processMemoryFile("pdf", bytes_.data(), bytes_.size());
  QPDFObjectHandle trailer = qpdf_.getTrailer();
  if (qpdf_.isEncrypted() || trailer.hasKey("/XRefStm") ||
      trailer.hasKey("/Encrypt")) {
    return PdfRefusal("PDF_UNSUPPORTED",
                      "PDF-filen är krypterad eller har två objekttabeller");
  }
  for (const auto& [id, entry] : qpdf_.getXRefTable()) {
    numbers_[id.getObj()] = id.getGen();
  }
  if (!qpdf_.getRoot().isDictionary() || !qpdf_.getRoot().isIndirect()) {
    return Unreadable("PDF-filen saknar katalog");
  }
  return absl::OkStatus();
}

int Revision::Catalog() { return qpdf_.getRoot().getObjectID(); }

QPDFObjectHandle Revision::Form() {
  QPDFObjectHandle form = qpdf_.getRoot().getKey("/AcroForm");
  return form.isDictionary() ? form : QPDFObjectHandle::newNull();
}

std::vector<QPDFObjectHandle> Revision::Fields() {
  QPDFObjectHandle form = Form();
  if (form.isNull() || !form.getKey("/Fields").isArray()) return {};
  return form.getKey("/Fields").getArrayAsVector();
}

bool Revision::HasDanglingReferences() {
  for (const auto& [number, generation] : numbers_) {
    if (Dangles(qpdf_.getObjectByID(number, generation), *this, 0)) return true;
  }
  return false;
}

bool IsSignatureField(QPDFObjectHandle field) {
  return field.isDictionary() && field.isIndirect() &&
         field.getKey("/FT").isNameAndEquals("/Sig");
}

}  // namespace finsam::sign

#include "common/sign/pades.h"

#include <cmath>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/sign/pdf_revision.h"

namespace finsam::sign {
namespace {

constexpr size_t kByteRangeDigits = 10;
constexpr int kSigFlags = 3;           // Signatures exist; append only.
constexpr int kHiddenFlags = 4 | 128;  // Printed (PDF/A wants it) and locked.
constexpr int kObjectsMax = 10'000;    // Imported with one appearance.

// "D:20250320160456+01'00'".
std::string PdfTime(absl::Time time, const absl::TimeZone& zone) {
  const std::string text = absl::FormatTime("%Y%m%d%H%M%S%Ez", time, zone);
  const size_t colon = text.rfind(':');
  return absl::StrCat("D:", text.substr(0, colon), "'", text.substr(colon + 1),
                      "'");
}

// The piece that is appended to a file: changed and new objects.
class Update {
 public:
  explicit Update(Revision& before) : before_(before) {}

  // A number that no object has. Not for a null: QPDF drops what points there.
  int NewNumber() {
    return before_.qpdf()
        .makeIndirectObject(QPDFObjectHandle::newDictionary())
        .getObjectID();
  }

  void Put(int number, std::string body) { bodies_[number] = std::move(body); }

  // Writes `object`, a new one of the file's, and all that it leads to.
  absl::Status PutNew(QPDFObjectHandle object) {
    if (object.isIndirect()) {
      const int number = object.getObjectID();
      if (before_.Has(number) || !seen_.insert(number).second) {
        return absl::OkStatus();
      }
      if (seen_.size() > kObjectsMax) {
        return PdfRefusal("PDF_UNSUPPORTED", "underskriftens bild är för stor");
      }
      Put(number, Body(object));
    }
    QPDFObjectHandle holder = object.isStream() ? object.getDict() : object;
    if (holder.isArray()) {
      for (const auto& item : holder.getArrayAsVector()) {
        RETURN_IF_ERROR(PutNew(item));
      }
    } else if (holder.isDictionary()) {
      for (const auto& [key, item] : holder.getDictAsMap()) {
        RETURN_IF_ERROR(PutNew(item));
      }
    }
    return absl::OkStatus();
  }

  // The file with the piece appended. `offset_of` is where the object that it
  // names begins.
  std::string Write(int of, size_t* offset_of) const {
    std::string out(before_.bytes());
    std::map<int, size_t> offsets;
    for (const auto& [number, body] : bodies_) {
      offsets[number] = out.size();
      absl::StrAppend(&out, number, " 0 obj\n", body, "\nendobj\n");
    }
    *offset_of = offsets.at(of);
    const size_t start = out.size();
    absl::StrAppend(&out, "xref\n");
    for (const auto& [number, offset] : offsets) {
      absl::StrAppendFormat(&out, "%d 1\n%010d 00000 n \n", number, offset);
    }
    absl::StrAppend(&out, "trailer\n", Trailer(), "\nstartxref\n", start,
                    "\n%%EOF\n");
    return out;
  }

 private:
  static std::string Body(QPDFObjectHandle object) {
    if (!object.isStream()) return object.unparseResolved();
    const std::shared_ptr<Buffer> data = object.getRawStreamData();
    QPDFObjectHandle dictionary = object.getDict().shallowCopy();
    dictionary.replaceKey(
        "/Length",
        QPDFObjectHandle::newInteger(static_cast<long long>(data->getSize())));
    return absl::StrCat(
        dictionary.unparse(), "\nstream\n",
        absl::string_view(reinterpret_cast<const char*>(data->getBuffer()),
                          data->getSize()),
        "\nendstream");
  }

  std::string Trailer() const {
    QPDFObjectHandle old = before_.qpdf().getTrailer();
    int64_t size = old.getKey("/Size").getIntValue();
    size = std::max<int64_t>(size, bodies_.rbegin()->first + 1);
    std::string out = absl::StrCat("<< /Size ", size);
    for (const char* key : {"/Root", "/Info", "/ID"}) {
      if (old.hasKey(key)) {
        absl::StrAppend(&out, " ", key, " ", old.getKey(key).unparse());
      }
    }
    return absl::StrCat(out, " /Prev ", before_.xref_start(), " >>");
  }

  Revision& before_;
  std::map<int, std::string> bodies_;
  std::set<int> seen_;
};

// Puts what `holder` directs to in the update: itself, or the nearest object
// with a number that it lies in.
void PutChanged(QPDFObjectHandle holder, QPDFObjectHandle owner,
                Update* update) {
  QPDFObjectHandle changed = holder.isIndirect() ? holder : owner;
  update->Put(changed.getObjectID(), changed.unparseResolved());
}

// Appends `item` to the array at `key` of `owner`, which is made if it is not
// there.
void AppendTo(QPDFObjectHandle owner, const std::string& key,
              QPDFObjectHandle item) {
  if (!owner.getKey(key).isArray()) {
    owner.replaceKey(key, QPDFObjectHandle::newArray());
  }
  owner.getKey(key).appendItem(item);
}

// A field that shows nothing, on the first page.
QPDFObjectHandle AddHiddenField(Revision& revision, Update* update) {
  QPDF& qpdf = revision.qpdf();
  const auto pages = QPDFPageDocumentHelper(qpdf).getAllPages();
  QPDFObjectHandle page = pages.at(0).getObjectHandle();
  QPDFObjectHandle field = qpdf.makeIndirectObject(QPDFObjectHandle::parse(
      absl::StrCat("<< /Type /Annot /Subtype /Widget /FT /Sig /F ",
                   kHiddenFlags, " /Rect [0 0 0 0] >>")));
  field.replaceKey("/P", page);
  field.replaceKey("/T",
                   QPDFObjectHandle::newString(absl::StrCat(
                       "finsam-signature-", revision.Fields().size() + 1)));
  AppendTo(page, "/Annots", field);
  PutChanged(page.getKey("/Annots"), page, update);
  QPDFObjectHandle root = qpdf.getRoot();
  if (revision.Form().isNull()) {
    root.replaceKey("/AcroForm", QPDFObjectHandle::newDictionary());
  }
  QPDFObjectHandle form = root.getKey("/AcroForm");
  AppendTo(form, "/Fields", field);
  PutChanged(form.getKey("/Fields"), form.isIndirect() ? form : root, update);
  return field;
}

absl::StatusOr<QPDFObjectHandle> FindField(Revision& revision,
                                           const std::string& name) {
  for (QPDFObjectHandle field : revision.Fields()) {
    if (!IsSignatureField(field) || !field.getKey("/T").isString() ||
        field.getKey("/T").getUTF8Value() != name) {
      continue;
    }
    if (!field.hasKey("/V")) return field;
    return PdfRefusal("PDF_FIELD_TAKEN", "fältet är redan underskrivet");
  }
  return PdfRefusal("PDF_FIELD_UNKNOWN",
                    "PDF-filen har inget sådant underskriftsfält");
}

// Makes the first page of `appearance` what the field shows. `drawing` is that
// file, which must live until the update is put together.
absl::Status PutAppearance(const std::string& appearance,
                           QPDFObjectHandle field, Revision& revision,
                           QPDF* drawing, Update* update) {
  drawing->setSuppressWarnings(true);
  drawing->processMemoryFile("appearance", appearance.data(),
                             appearance.size());
  const auto pages = QPDFPageDocumentHelper(*drawing).getAllPages();
  if (pages.empty()) {
    return PdfRefusal("PDF_UNREADABLE", "underskriftens bild har ingen sida");
  }
  QPDFPageObjectHelper page = pages.front();
  QPDFObjectHandle form =
      revision.qpdf().copyForeignObject(page.getFormXObjectForPage());
  QPDFObjectHandle shown = QPDFObjectHandle::newDictionary();
  shown.replaceKey("/N", form);
  field.replaceKey("/AP", shown);
  return update->PutNew(form);
}

// The signature's dictionary, with blanks for the range and zeros for the CMS.
std::string SignatureBody(const PdfSigning& signing) {
  const auto text = [](const std::string& utf8) {
    return QPDFObjectHandle::newUnicodeString(utf8).unparse();
  };
  std::string out = absl::StrCat(
      "<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached "
      "/ByteRange [0 ",
      std::string(3 * kByteRangeDigits + 2, ' '), "] /Contents <",
      std::string(2 * kHoleBytes, '0'), "> /M (",
      PdfTime(signing.time, signing.zone), ")");
  if (!signing.person.empty()) {
    absl::StrAppend(&out, " /Name ", text(signing.person));
  }
  if (!signing.reason.empty()) {
    absl::StrAppend(&out, " /Reason ", text(signing.reason));
  }
  return out + " >>";
}

absl::StatusOr<PreparedPdf> Prepare(absl::string_view pdf,
                                    const PdfSigning& signing) {
  ASSIGN_OR_RETURN(const auto revision, Revision::Open(pdf));
  if (revision->HasDanglingReferences()) {
    return PdfRefusal("PDF_UNSUPPORTED",
                      "PDF-filen pekar på objekt som inte finns");
  }
  Update update(*revision);
  QPDFObjectHandle field = QPDFObjectHandle::newNull();
  if (signing.field.empty()) {
    field = AddHiddenField(*revision, &update);
  } else {
    ASSIGN_OR_RETURN(field, FindField(*revision, signing.field));
  }
  QPDFObjectHandle form = revision->Form();
  if (!form.getKey("/SigFlags").isInteger() ||
      form.getKey("/SigFlags").getIntValue() != kSigFlags) {
    form.replaceKey("/SigFlags", QPDFObjectHandle::newInteger(kSigFlags));
    PutChanged(form, revision->qpdf().getRoot(), &update);
  }
  QPDF drawing;
  if (!signing.appearance.empty()) {
    RETURN_IF_ERROR(
        PutAppearance(signing.appearance, field, *revision, &drawing, &update));
  }
  const int number = update.NewNumber();
  field.replaceKey("/V", revision->qpdf().getObjectByID(number, 0));
  update.Put(field.getObjectID(), field.unparseResolved());
  update.Put(number, SignatureBody(signing));
  PreparedPdf prepared;
  size_t at = 0;
  prepared.bytes = update.Write(number, &at);
  if (prepared.bytes.size() > kPdfBytesMax) {
    return PdfRefusal("PDF_SIZE", "PDF-filen är för stor");
  }
  prepared.hole_begin = prepared.bytes.find("/Contents <", at) + 10;
  prepared.hole_end = prepared.hole_begin + 2 * kHoleBytes + 2;
  const size_t range = prepared.bytes.find("[0 ", at) + 3;
  const std::string numbers =
      absl::StrFormat("%-*d %-*d %-*d", kByteRangeDigits, prepared.hole_begin,
                      kByteRangeDigits, prepared.hole_end, kByteRangeDigits,
                      prepared.bytes.size() - prepared.hole_end);
  prepared.bytes.replace(range, numbers.size(), numbers);
  Sha256Stream digest;
  digest.Add(absl::string_view(prepared.bytes).substr(0, prepared.hole_begin));
  digest.Add(absl::string_view(prepared.bytes).substr(prepared.hole_end));
  prepared.digest = digest.Finish();
  return prepared;
}

}  // namespace

absl::StatusOr<PreparedPdf> PreparePdf(absl::string_view pdf,
                                       const PdfSigning& signing) {
  return ReadingPdf([&] { return Prepare(pdf, signing); });
}

absl::StatusOr<std::string> EmbedSignature(const PreparedPdf& prepared,
                                           absl::string_view cms) {
  ASSIGN_OR_RETURN(const CmsParts parts, ParseCms(cms));
  ASSIGN_OR_RETURN(const AttributeFacts facts,
                   ReadAttributes(parts.attributes));
  if (facts.digest != prepared.digest) {
    return PdfRefusal("DIGEST_MISMATCH",
                      "underskriften gäller inte den här PDF-filen");
  }
  const std::string hex = absl::BytesToHexString(cms);
  if (hex.size() + 2 > prepared.hole_end - prepared.hole_begin) {
    return PdfRefusal("SIGNATURE_SIZE",
                      "underskriften är större än platsen för den");
  }
  std::string out = prepared.bytes;
  out.replace(prepared.hole_begin + 1, hex.size(), hex);
  return out;
}

absl::StatusOr<std::vector<EmptyField>> EmptySignatureFields(
    absl::string_view pdf) {
  using Fields = std::vector<EmptyField>;
  return ReadingPdf([&]() -> absl::StatusOr<Fields> {
    ASSIGN_OR_RETURN(const auto revision, Revision::Open(pdf));
    Fields fields;
    for (QPDFObjectHandle field : revision->Fields()) {
      if (!IsSignatureField(field) || field.hasKey("/V") ||
          !field.getKey("/T").isString()) {
        continue;
      }
      EmptyField empty{field.getKey("/T").getUTF8Value()};
      if (QPDFObjectHandle box = field.getKey("/Rect"); box.isRectangle()) {
        const auto area = box.getArrayAsRectangle();
        empty.width = std::llround(100 * (area.urx - area.llx));
        empty.height = std::llround(100 * (area.ury - area.lly));
      }
      fields.push_back(std::move(empty));
    }
    return fields;
  });
}

}  // namespace finsam::sign

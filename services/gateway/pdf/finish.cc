#include "services/gateway/pdf/finish.h"

#include <exception>
#include <memory>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/base/status.h"
#include "services/gateway/pdf/artifacts.h"
#include "services/gateway/pdf/finish_tags.h"
#include "services/gateway/pdf/icc_profile.h"
#include "services/gateway/pdf/xmp.h"

namespace finsam::gateway::pdf {
namespace {

using Object = QPDFObjectHandle;

constexpr char kColourSpace[] = "sRGB IEC61966-2.1";

Object OutputIntent(QPDF& pdf) {
  Object profile = Object::newStream(&pdf, SrgbProfile());
  profile.getDict().replaceKey("/N", Object::newInteger(3));
  Object intent = Object::parse("<< /Type /OutputIntent /S /GTS_PDFA1 >>");
  intent.replaceKey("/OutputConditionIdentifier",
                    Object::newString(kColourSpace));
  intent.replaceKey("/Info", Object::newString(kColourSpace));
  intent.replaceKey("/DestOutputProfile", profile);
  return intent;
}

void FinishCatalog(const Document& document, QPDF& pdf) {
  Object root = pdf.getRoot();
  root.replaceKey("/Lang", Object::newString(document.language));
  root.replaceKey("/MarkInfo", Object::parse("<< /Marked true >>"));
  root.replaceKey("/ViewerPreferences",
                  Object::parse("<< /DisplayDocTitle true >>"));
  root.replaceKey(
      "/OutputIntents",
      Object::newArray({pdf.makeIndirectObject(OutputIntent(pdf))}));
  Object metadata = Object::newStream(&pdf, XmpOf(document));
  metadata.getDict().replaceKey("/Type", Object::newName("/Metadata"));
  metadata.getDict().replaceKey("/Subtype", Object::newName("/XML"));
  root.replaceKey("/Metadata", metadata);
}

// As the XMP says it, and no word of when and by which Cairo it was painted.
void FinishInfo(const Document& document, QPDF& pdf) {
  Object info = Object::newDictionary();
  info.replaceKey("/Title", Object::newUnicodeString(document.title));
  info.replaceKey("/Producer", Object::newString(kProducer));
  if (!document.organisation.empty()) {
    info.replaceKey("/Author", Object::newUnicodeString(document.organisation));
  }
  if (document.created.has_value()) {
    const std::string time = absl::FormatTime(
        "D:%Y%m%d%H%M%SZ", *document.created, absl::UTCTimeZone());
    info.replaceKey("/CreationDate", Object::newString(time));
    info.replaceKey("/ModDate", Object::newString(time));
  }
  pdf.getTrailer().replaceKey("/Info", pdf.makeIndirectObject(info));
}

void FinishPages(QPDF& pdf) {
  for (QPDFPageObjectHelper& page : QPDFPageDocumentHelper(pdf).getAllPages()) {
    page.getObjectHandle().replaceKey("/Tabs", Object::newName("/S"));
    page.addContentTokenFilter(std::make_shared<ArtifactFilter>());
  }
}

void FinishFonts(QPDF& pdf) {
  for (Object& object : pdf.getAllObjects()) {
    if (object.isDictionary() && object.hasKey("/Subtype") &&
        object.getKey("/Subtype").isNameAndEquals("/CIDFontType2")) {
      object.replaceKey("/CIDToGIDMap", Object::newName("/Identity"));
    }
  }
}

// What each field is called, in the document's order.
std::vector<FieldOrder> FieldsOf(const Document& document,
                                 const std::vector<SignatureBox>& boxes) {
  std::vector<FieldOrder> fields;
  for (const Block& block : document.blocks) {
    const auto* signatures = std::get_if<SignatureFields>(&block);
    if (signatures == nullptr) continue;
    for (const SignatureField& field : signatures->fields) {
      std::string label;
      for (const std::string& part :
           {field.printed_name, field.title, field.organisation}) {
        if (part.empty()) continue;
        absl::StrAppend(&label, label.empty() ? "Underskrift: " : ", ", part);
      }
      fields.push_back({boxes.at(fields.size()), std::move(label)});
    }
  }
  return fields;
}

std::string Written(QPDF& pdf) {
  QPDFWriter writer(pdf);
  writer.setOutputMemory();
  writer.setMinimumPDFVersion("1.7");
  // A plain table of objects, which a signature's update is easily added to.
  writer.setObjectStreamMode(qpdf_o_disable);
  writer.setDeterministicID(true);
  writer.setNewlineBeforeEndstream(true);
  writer.write();
  const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
  return std::string(reinterpret_cast<const char*>(buffer->getBuffer()),
                     buffer->getSize());
}

}  // namespace

absl::StatusOr<std::string> Finish(const Document& document,
                                   const PaintedPdf& painted,
                                   const std::vector<SignatureBox>& boxes) {
  try {
    QPDF pdf;
    pdf.processMemoryFile("painted", painted.bytes.data(),
                          painted.bytes.size());
    FinishCatalog(document, pdf);
    FinishInfo(document, pdf);
    FinishPages(pdf);
    FinishFonts(pdf);
    RETURN_IF_ERROR(FinishTags(painted.tags, FieldsOf(document, boxes), pdf));
    return Written(pdf);
  } catch (const std::exception& error) {  // Ours go no further than this.
    return absl::InternalError(absl::StrCat("qpdf: ", error.what()));
  }
}

absl::StatusOr<std::string> FinishPicture(const std::string& painted) {
  try {
    QPDF pdf;
    pdf.processMemoryFile("painted", painted.data(), painted.size());
    FinishFonts(pdf);
    return Written(pdf);
  } catch (const std::exception& error) {
    return absl::InternalError(absl::StrCat("qpdf: ", error.what()));
  }
}

}  // namespace finsam::gateway::pdf

#include "services/gateway/pdf/finish_tags.h"

#include <algorithm>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "common/base/status.h"

namespace finsam::gateway::pdf {
namespace {

using Object = QPDFObjectHandle;

constexpr int kPrinted = 4;  // An annotation's flag.
constexpr int kPrintedLocked = 4 | 128;
// The file has fields to sign in, and must only be added to.
constexpr int kSignatureFlags = 3;

std::string Length(int64_t hundredths) {
  return absl::StrFormat("%d.%02d", hundredths / 100, hundredths % 100);
}

Object Attributes(const std::string& owner, const std::string& key,
                  Object value) {
  Object attributes = Object::newDictionary();
  attributes.replaceKey("/O", Object::newName(owner));
  attributes.replaceKey(key, std::move(value));
  return attributes;
}

class TagFinisher {
 public:
  TagFinisher(const std::vector<Tag>& tags,
              const std::vector<FieldOrder>& fields, QPDF& pdf)
      : tags_(tags),
        fields_(fields),
        pdf_(pdf),
        pages_(pdf.getAllPages()),
        root_(pdf.getRoot().getKey("/StructTreeRoot")) {}

  absl::Status Finish() {
    for (const Object& kid : KidsOf(root_)) RETURN_IF_ERROR(Take(kid));
    if (next_ != tags_.size()) {
      return absl::InternalError("the PDF has fewer elements than were opened");
    }
    if (fields_.empty()) return absl::OkStatus();
    Object form = Object::newDictionary();
    form.replaceKey("/Fields", Object::newArray(widgets_));
    form.replaceKey("/SigFlags", Object::newInteger(kSignatureFlags));
    pdf_.getRoot().replaceKey("/AcroForm", pdf_.makeIndirectObject(form));
    return absl::OkStatus();
  }

 private:
  static std::vector<Object> KidsOf(Object element) {
    Object kids = element.getKey("/K");
    if (kids.isArray()) return kids.getArrayAsVector();
    return {kids};
  }

  absl::Status Take(Object element) {
    if (!element.isDictionary() || !element.hasKey("/S")) {
      return absl::OkStatus();
    }
    const std::string name = element.getKey("/S").getName();
    if (next_ >= tags_.size() || name != absl::StrCat("/", tags_[next_].name)) {
      return absl::InternalError(
          absl::StrCat("element ", next_, " of the PDF is ", name));
    }
    const Tag& tag = tags_[next_++];
    const std::vector<Object> kids = KidsOf(element);
    RETURN_IF_ERROR(Complete(tag, kids, element));
    for (const Object& kid : kids) RETURN_IF_ERROR(Take(kid));
    if (tag.field >= 0) {
      AddField(fields_[static_cast<size_t>(tag.field)], element);
    }
    return absl::OkStatus();
  }

  absl::Status Complete(const Tag& tag, const std::vector<Object>& kids,
                        Object element) {
    if (tag.name == "Figure") {
      element.replaceKey("/Alt", Object::newUnicodeString(tag.text));
      Object layout = Attributes("/Layout", "/BBox", BoxOf(tag));
      layout.replaceKey("/Placement", Object::newName("/Block"));
      element.replaceKey("/A", layout);
    } else if (tag.name == "TH") {
      element.replaceKey(
          "/A", Attributes("/Table", "/Scope",
                           Object::newName(absl::StrCat("/", tag.attribute))));
    } else if (tag.name == "L") {
      element.replaceKey(
          "/A", Attributes("/List", "/ListNumbering",
                           Object::newName(absl::StrCat("/", tag.attribute))));
    } else if (tag.name == "Table" && !tag.text.empty()) {
      element.replaceKey("/A", Attributes("/Table", "/Summary",
                                          Object::newUnicodeString(tag.text)));
    } else if (tag.name == "Link") {
      return CompleteLink(tag, kids);
    }
    return absl::OkStatus();
  }

  Object BoxOf(const Tag& tag) {
    const Object page = pages_.at(tag.page);
    const double height =
        Object(page).getKey("/MediaBox").getArrayItem(3).getNumericValue();
    Object box = Object::newArray();
    for (const double edge : {tag.box.x, height - tag.box.y - tag.box.height,
                              tag.box.x + tag.box.width, height - tag.box.y}) {
      box.appendItem(Object::newReal(absl::StrFormat("%.2f", edge)));
    }
    return box;
  }

  static absl::Status CompleteLink(const Tag& tag,
                                   const std::vector<Object>& kids) {
    bool found = false;
    for (Object kid : kids) {
      if (!kid.isDictionary() || !kid.hasKey("/Obj")) continue;
      Object annotation = kid.getKey("/Obj");
      annotation.replaceKey("/F", Object::newInteger(kPrinted));
      annotation.replaceKey("/Contents", Object::newUnicodeString(tag.text));
      found = true;
    }
    if (found) return absl::OkStatus();
    return absl::InternalError("a link of the PDF has no annotation");
  }

  // Nothing to see yet; whoever signs puts a picture in its place.
  Object EmptyAppearance(const SignatureBox& box) {
    Object stream = Object::newStream(&pdf_, "");
    Object dictionary = stream.getDict();
    dictionary.replaceKey("/Type", Object::newName("/XObject"));
    dictionary.replaceKey("/Subtype", Object::newName("/Form"));
    dictionary.replaceKey(
        "/BBox", Object::parse(absl::StrCat("[0 0 ", Length(box.width), " ",
                                            Length(box.height), "]")));
    dictionary.replaceKey("/Resources", Object::newDictionary());
    Object appearance = Object::newDictionary();
    appearance.replaceKey("/N", stream);
    return appearance;
  }

  Object WidgetOf(const FieldOrder& field, Object page, int64_t key) {
    const SignatureBox& box = field.box;
    Object widget = Object::parse(absl::StrFormat(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /F %d /Rect [%s %s %s %s] "
        "/StructParent %d >>",
        kPrintedLocked, Length(box.left), Length(box.bottom),
        Length(box.left + box.width), Length(box.bottom + box.height), key));
    widget.replaceKey("/T", Object::newUnicodeString(box.field));
    widget.replaceKey("/TU", Object::newUnicodeString(field.label));
    widget.replaceKey("/P", page);
    widget.replaceKey("/AP", EmptyAppearance(box));
    return pdf_.makeIndirectObject(widget);
  }

  void AddField(const FieldOrder& field, Object parent) {
    Object page = pages_.at(static_cast<size_t>(field.box.page - 1));
    // Cairo's tree is one flat array, which a larger key may be appended to.
    Object numbers = root_.getKey("/ParentTree").getKey("/Nums");
    const int64_t key =
        numbers.getArrayItem(numbers.getArrayNItems() - 2).getIntValue() + 1;
    Object widget = WidgetOf(field, page, key);
    widgets_.push_back(widget);
    if (!page.hasKey("/Annots")) {
      page.replaceKey("/Annots", Object::newArray());
    }
    page.getKey("/Annots").appendItem(widget);
    Object reference = Object::newDictionary();
    reference.replaceKey("/Type", Object::newName("/OBJR"));
    reference.replaceKey("/Obj", widget);
    reference.replaceKey("/Pg", page);
    Object element = Object::parse("<< /Type /StructElem /S /Form >>");
    element.replaceKey("/P", parent);
    element.replaceKey("/Alt", Object::newUnicodeString(field.label));
    element.replaceKey("/K", Object::newArray({reference}));
    element = pdf_.makeIndirectObject(element);
    numbers.appendItem(Object::newInteger(key));
    numbers.appendItem(element);
    root_.replaceKey("/ParentTreeNextKey", Object::newInteger(key + 1));
    std::vector<Object> kids = KidsOf(parent);
    kids.push_back(element);
    parent.replaceKey("/K", Object::newArray(kids));
  }

  const std::vector<Tag>& tags_;
  const std::vector<FieldOrder>& fields_;
  QPDF& pdf_;
  const std::vector<Object> pages_;
  Object root_;
  size_t next_ = 0;
  std::vector<Object> widgets_;
};

}  // namespace

absl::Status FinishTags(const std::vector<Tag>& tags,
                        const std::vector<FieldOrder>& fields, QPDF& pdf) {
  return TagFinisher(tags, fields, pdf).Finish();
}

}  // namespace finsam::gateway::pdf

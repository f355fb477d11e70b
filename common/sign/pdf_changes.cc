#include "common/sign/pdf_changes.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "common/base/status.h"

namespace finsam::sign {
namespace {

using Keys = std::set<std::string>;

absl::Status Changed(absl::string_view sentence) {
  return PdfRefusal("PDF_CHANGED", sentence);
}

// The dictionaries as they are written, but for `but`.
bool SameBut(QPDFObjectHandle before, QPDFObjectHandle after, const Keys& but) {
  if (!before.isDictionary() || !after.isDictionary()) return false;
  Keys keys = before.getKeys();
  keys.merge(after.getKeys());
  for (const std::string& key : keys) {
    if (but.count(key) == 0 &&
        before.getKey(key).unparse() != after.getKey(key).unparse()) {
      return false;
    }
  }
  return true;
}

std::vector<QPDFObjectHandle> ItemsOf(QPDFObjectHandle array) {
  return array.isArray() ? array.getArrayAsVector()
                         : std::vector<QPDFObjectHandle>{};
}

// Whether one array is the other, or that and `added` at its end.
bool SameOrGrown(QPDFObjectHandle before, QPDFObjectHandle after,
                 QPDFObjectHandle added) {
  const std::vector<QPDFObjectHandle> old_items = ItemsOf(before);
  std::vector<QPDFObjectHandle> items = ItemsOf(after);
  if (items.size() == old_items.size() + 1 && items.back().isIndirect() &&
      items.back().getObjGen() == added.getObjGen()) {
    items.pop_back();
  }
  if (items.size() != old_items.size()) return false;
  for (size_t i = 0; i < items.size(); ++i) {
    if (QPDFObjectHandle(items[i]).unparse() !=
        QPDFObjectHandle(old_items[i]).unparse()) {
      return false;
    }
  }
  return true;
}

// The objects that an update may write anew, each with what must not change.
class Comparison {
 public:
  Comparison(Revision& before, Revision& after, int field)
      : before_(before), after_(after), field_(after.Object(field)) {}

  // Whether the object `number`, which both have, changed as it may.
  bool Allowed(int number) {
    QPDFObjectHandle was = before_.Object(number);
    QPDFObjectHandle is = after_.Object(number);
    if (number == field_.getObjectID()) {
      return IsSignatureField(was) && !was.hasKey("/V") &&
             SameBut(was, is, {"/V", "/AP"});
    }
    if (number == before_.Catalog()) {
      return SameBut(was, is, {"/AcroForm"}) && FormGrew();
    }
    QPDFObjectHandle form = before_.Form();
    if (IsObject(form, number) ||
        IsObject(form.isNull() ? form : form.getKey("/Fields"), number)) {
      return FormGrew();
    }
    return PageGrew(number, was, is);
  }

  // A field that was not there before covers no area.
  bool FieldIsHarmless() {
    if (before_.Has(field_.getObjectID())) return true;
    static const Keys known = {"/Type", "/Subtype", "/FT", "/F", "/Rect",
                               "/P",    "/T",       "/V",  "/AP"};
    const Keys keys = field_.getKeys();
    return IsSignatureField(field_) &&
           std::includes(known.begin(), known.end(), keys.begin(),
                         keys.end()) &&
           field_.getKey("/Rect").unparse() == "[ 0 0 0 0 ]";
  }

 private:
  static bool IsObject(QPDFObjectHandle object, int number) {
    return object.isIndirect() && object.getObjectID() == number;
  }

  bool FormGrew() {
    QPDFObjectHandle was = before_.Form();
    QPDFObjectHandle is = after_.Form();
    if (was.isNull()) was = QPDFObjectHandle::newDictionary();
    return is.isDictionary() && SameBut(was, is, {"/Fields", "/SigFlags"}) &&
           is.getKey("/SigFlags").isInteger() &&
           SameOrGrown(was.getKey("/Fields"), is.getKey("/Fields"), field_);
  }

  // Whether it is the first page, or the list of what stands on it.
  bool PageGrew(int number, QPDFObjectHandle was, QPDFObjectHandle is) {
    const auto& pages = before_.qpdf().getAllPages();
    if (pages.empty()) return false;
    QPDFObjectHandle page = pages.front();
    QPDFObjectHandle old_list = page.getKey("/Annots");
    if (IsObject(old_list, number)) return SameOrGrown(was, is, field_);
    return IsObject(page, number) && SameBut(was, is, {"/Annots"}) &&
           // A list that is an object of its own is compared as that.
           SameOrGrown(old_list, is.getKey("/Annots"), field_);
  }

  Revision& before_;
  Revision& after_;
  QPDFObjectHandle field_;
};

}  // namespace

absl::Status CheckOnlySigned(Revision& before, Revision& after,
                             const XrefSection& section, int field) {
  QPDFObjectHandle trailer = after.qpdf().getTrailer();
  QPDFObjectHandle old_trailer = before.qpdf().getTrailer();
  bool same_trailer = true;
  for (const char* key : {"/Root", "/Info", "/ID"}) {
    same_trailer = same_trailer && old_trailer.getKey(key).unparse() ==
                                       trailer.getKey(key).unparse();
  }
  if (!same_trailer || section.frees || before.HasDanglingReferences() ||
      !trailer.getKey("/Prev").isInteger() ||
      static_cast<size_t>(trailer.getKey("/Prev").getIntValue()) !=
          before.xref_start()) {
    return Changed("PDF-filen har ändrats mellan två underskrifter");
  }
  Comparison comparison(before, after, field);
  if (!comparison.FieldIsHarmless()) {
    return Changed("en underskrift har fått ett fält som täcker något");
  }
  for (const auto& [number, offset] : section.offsets) {
    if (before.Has(number) && !comparison.Allowed(number)) {
      return Changed("PDF-filen har ändrats mellan två underskrifter");
    }
  }
  return absl::OkStatus();
}

}  // namespace finsam::sign

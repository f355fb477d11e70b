// Small PDFs to sign: a page with a line of text, and signature fields.

#ifndef FINSAM_TESTS_COMMON_SIGN_PDF_KIT_H_
#define FINSAM_TESTS_COMMON_SIGN_PDF_KIT_H_

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "common/base/check.h"
#include "common/sign/pades.h"
#include "tests/common/sign_kit.h"

namespace finsam::sign {

// The objects, numbered from 1 and the first the catalog, as a file.
inline std::string PdfOf(const std::vector<std::string>& objects) {
  std::string out = "%PDF-1.7\n";
  std::string table = "0000000000 65535 f \n";
  for (size_t i = 0; i < objects.size(); ++i) {
    absl::StrAppendFormat(&table, "%010d 00000 n \n", out.size());
    absl::StrAppend(&out, i + 1, " 0 obj\n", objects[i], "\nendobj\n");
  }
  const size_t start = out.size();
  return absl::StrCat(out, "xref\n0 ", objects.size() + 1, "\n", table,
                      "trailer\n<< /Size ", objects.size() + 1,
                      " /Root 1 0 R /ID [<0a0b> <0a0b>] >>\nstartxref\n", start,
                      "\n%%EOF\n");
}

// A page that says `text`, with boxes for `fields` signatures, "s1" and on.
inline std::string PdfWithFields(int fields,
                                 const std::string& text = "Arsredovisning") {
  const std::string content =
      absl::StrCat("BT /F1 24 Tf 72 700 Td (", text, ") Tj ET");
  std::vector<std::string> objects = {
      "<< /Type /Catalog /Pages 2 0 R >>",
      "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "",
      absl::StrCat("<< /Length ", content.size(), " >>\nstream\n", content,
                   "\nendstream"),
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"};
  std::vector<std::string> boxes;
  for (int i = 0; i < fields; ++i) {
    boxes.push_back(absl::StrCat(objects.size() + 1, " 0 R"));
    objects.push_back(absl::StrCat(
        "<< /Type /Annot /Subtype /Widget /FT /Sig /F 132 /T (s", i + 1,
        ") /P 3 0 R /Rect [72 ", 100 + 60 * i, " 300 ", 150 + 60 * i, "] >>"));
  }
  const std::string list = absl::StrJoin(boxes, " ");
  objects[2] = absl::StrCat(
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
      "/Resources << /Font << /F1 5 0 R >> >> /Annots [",
      list, "] >>");
  if (fields > 0) {
    objects[0] = absl::StrCat(
        "<< /Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [",
        list, "] >> >>");
  }
  return PdfOf(objects);
}

// `pdf` signed by `who` in `field`; empty: a field that is added.
inline std::string Signed(const std::string& pdf, const Credential& who,
                          const std::string& field,
                          const std::string& appearance = "") {
  PdfSigning signing;
  signing.field = field;
  signing.person = who.certificate.CommonName();
  signing.reason = "Årsredovisning 2024";
  signing.time = SigningDay();
  signing.zone = absl::FixedTimeZone(3600);
  signing.appearance = appearance;
  const auto prepared = PreparePdf(pdf, signing);
  FINSAM_CHECK(prepared.ok());
  const auto cms = SignCms(prepared->digest, who, std::nullopt);
  FINSAM_CHECK(cms.ok());
  const auto out = EmbedSignature(*prepared, *cms);
  FINSAM_CHECK(out.ok());
  return *out;
}

// Six people's names, serial numbers and signatures, one after another.
struct SixSigned {
  Authority authority = TestAuthority();
  Trust trust{{authority.certificate()}, {}};
  std::vector<Credential> people;
  std::vector<ExpectedSigner> expected;
  std::string original = PdfWithFields(6);
  std::vector<std::string> revisions;  // After each signature.

  SixSigned() {
    std::string pdf = original;
    for (int i = 0; i < 6; ++i) {
      const std::string name = absl::StrCat("Person ", i + 1, " Åberg");
      people.push_back(Person(authority, name, absl::StrCat("0", i + 1)));
      expected.push_back({name, people.back().certificate.Fingerprint()});
      pdf = Signed(pdf, people.back(), absl::StrCat("s", i + 1),
                   PdfWithFields(0, name.substr(0, 8)));
      revisions.push_back(pdf);
    }
  }
  const std::string& pdf() const { return revisions.back(); }
};

}  // namespace finsam::sign

#endif  // FINSAM_TESTS_COMMON_SIGN_PDF_KIT_H_

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

#include "absl/strings/str_replace.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "tests/common/sign_pdf_kit.h"
#include "tests/common/temp_folder.h"

namespace finsam::sign {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

const SixSigned& Six() {
  static const auto& six = *new SixSigned;
  return six;
}

std::string ReasonFor(const std::string& pdf,
                      const std::vector<ExpectedSigner>& expected,
                      const Trust& trust = Six().trust) {
  return ReasonOf(VerifyPdf(pdf, expected, trust).status());
}

std::vector<ExpectedSigner> First(size_t count) {
  return {Six().expected.begin(), Six().expected.begin() + count};
}

int Occurrences(const std::string& text, const std::string& of) {
  int count = 0;
  for (size_t at = text.find(of); at != std::string::npos;
       at = text.find(of, at + 1)) {
    ++count;
  }
  return count;
}

TEST(Pades, SixSignOneAfterAnother) {
  const auto report = VerifyPdf(Six().pdf(), Six().expected, Six().trust);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->original_sha256, Hex(Sha256(Six().original)));
  ASSERT_EQ(report->signatures.size(), 6u);
  for (size_t i = 0; i < 6; ++i) {
    const PdfSignature& one = report->signatures[i];
    EXPECT_EQ(one.field, absl::StrCat("s", i + 1));
    EXPECT_EQ(one.claimed, SigningDay());
    EXPECT_EQ(one.covered_bytes, Six().revisions[i].size());
    EXPECT_EQ(one.facts.signing_time, std::nullopt);
  }
}

TEST(Pades, LeavesEarlierBytesAsTheyWere) {
  std::string before = Six().original;
  for (const std::string& after : Six().revisions) {
    EXPECT_EQ(after.substr(0, before.size()), before);
    before = after;
  }
}

TEST(Pades, ASeventhLeavesSixValid) {
  const Credential seventh = Person(Six().authority, "Sju Sjuhammar", "07");
  const std::string pdf = Signed(Six().pdf(), seventh, "");
  std::vector<ExpectedSigner> expected = Six().expected;
  EXPECT_EQ(ReasonFor(pdf, expected), "SIGNER_UNEXPECTED");
  expected.push_back({"Sju Sjuhammar", ""});
  const auto report = VerifyPdf(pdf, expected, Six().trust);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->signatures.size(), 7u);
  EXPECT_EQ(report->signatures[5].covered_bytes, Six().pdf().size());
}

TEST(Pades, AFieldIsAddedWhereThereIsNone) {
  const std::string plain = PdfWithFields(0);
  const std::string one = Signed(plain, Six().people[0], "");
  const std::string two = Signed(one, Six().people[1], "");
  const auto report = VerifyPdf(two, First(2), Six().trust);
  ASSERT_TRUE(report.ok()) << report.status();
  EXPECT_EQ(report->original_sha256, Hex(Sha256(plain)));
}

TEST(Pades, EmptyFieldsAreTold) {
  const auto fields = EmptySignatureFields(Six().revisions[3]);
  ASSERT_TRUE(fields.ok());
  EXPECT_THAT(*fields, ElementsAre(EmptyField{"s5", 22800, 5000},
                                   EmptyField{"s6", 22800, 5000}));
  PdfSigning signing;
  signing.field = "s1";
  EXPECT_EQ(ReasonOf(PreparePdf(Six().pdf(), signing).status()),
            "PDF_FIELD_TAKEN");
  signing.field = "s9";
  EXPECT_EQ(ReasonOf(PreparePdf(Six().pdf(), signing).status()),
            "PDF_FIELD_UNKNOWN");
}

TEST(Pades, FindsFlippedBits) {
  const std::string pdf = Six().pdf();
  std::vector<size_t> places;
  std::mt19937 random(20250320);
  RecordProperty("seed", 20250320);
  for (int i = 0; i < 600; ++i) places.push_back(random() % pdf.size());
  // The last signature's hole is covered by no signature: each of its first
  // and last bytes, and what stands around it.
  const size_t hole = pdf.rfind("/Contents <");
  for (size_t i = 0; i < 300; ++i) places.push_back(hole + i);
  for (size_t i = 0; i < 100; ++i) {
    places.push_back(hole + 2 * kHoleBytes - 50 + i);
  }
  for (size_t i = 1; i < 60; ++i) places.push_back(pdf.size() - i);
  for (const size_t place : places) {
    std::string changed = pdf;
    changed[place] = static_cast<char>(changed[place] ^ (1 << (random() % 8)));
    EXPECT_NE(ReasonFor(changed, Six().expected), "") << "byte " << place;
  }
}

TEST(Pades, FindsFilesCutBack) {
  EXPECT_EQ(ReasonFor(Six().revisions[4], First(5)), "");
  EXPECT_EQ(ReasonFor(Six().revisions[4], Six().expected), "SIGNATURE_MISSING");
  EXPECT_EQ(ReasonFor(Six().original, Six().expected), "PDF_SIGNATURE_NONE");
}

TEST(Pades, FindsWhatIsAppended) {
  // A catalog written anew after the last signature, as an editor would.
  const std::string pdf = Six().pdf();
  const size_t start = pdf.rfind("startxref\n") + 10;
  const std::string previous = pdf.substr(start, pdf.find('\n', start) - start);
  std::string changed = pdf;
  const size_t at = changed.size();
  absl::StrAppend(&changed,
                  "4 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n");
  const size_t xref = changed.size();
  absl::StrAppendFormat(&changed, "xref\n4 1\n%010d 00000 n \n", at);
  absl::StrAppend(&changed, "trailer\n<< /Size 50 /Root 1 0 R /Prev ", previous,
                  " >>\nstartxref\n", xref, "\n%%EOF\n");
  EXPECT_EQ(ReasonFor(changed, Six().expected), "PDF_CHANGED");
  EXPECT_EQ(ReasonFor(pdf + "\n", Six().expected), "PDF_UNREADABLE");
  EXPECT_EQ(ReasonFor(pdf + "%\n" + pdf.substr(pdf.rfind("startxref")),
                      Six().expected),
            "PDF_CHANGED");
}

// `pdf` signed in "s2" by a program that also writes the object `number` anew.
std::string SignedWithChange(const std::string& pdf, int number,
                             const std::string& body) {
  PdfSigning signing;
  signing.field = "s2";
  signing.time = SigningDay();
  signing.zone = absl::UTCTimeZone();
  PreparedPdf prepared = *PreparePdf(pdf, signing);
  std::string& bytes = prepared.bytes;
  const size_t xref = bytes.rfind("xref\n", bytes.rfind("trailer"));
  const std::string object =
      absl::StrCat(number, " 0 obj\n", body, "\nendobj\n");
  const std::string entry =
      absl::StrFormat("%d 1\n%010d 00000 n \n", number, xref);
  bytes.insert(xref + 5, entry);
  bytes.insert(xref, object);
  const size_t start = bytes.rfind("startxref\n") + 10;
  bytes.replace(start, bytes.find('\n', start) - start,
                absl::StrCat(xref + object.size()));
  const size_t range = bytes.rfind("/ByteRange [0 ") + 14;
  const std::string tail =
      absl::StrFormat("%-10d", bytes.size() - prepared.hole_end);
  bytes.replace(range + 22, 10, tail);
  prepared.digest = Sha256(bytes.substr(0, prepared.hole_begin) +
                           bytes.substr(prepared.hole_end));
  return *EmbedSignature(
      prepared, *SignCms(prepared.digest, Six().people[1], std::nullopt));
}

TEST(Pades, FindsChangesThatALaterSignerSignsToo) {
  // Every signature is valid for what it covers, and pdfsig finds no fault, but
  // the file is not the one that the first signed.
  const std::string one = Six().revisions[0];
  const std::string unused = "<< /Type /Font >>";
  EXPECT_EQ(ReasonFor(SignedWithChange(one, 99, unused), First(2)), "");
  for (const auto& [number, body] : std::vector<std::pair<int, std::string>>{
           {4, "<< /Length 0 >>\nstream\n\nendstream"},
           {5, "<< /Type /Font /Subtype /Type1 /BaseFont /Symbol >>"},
           {3, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"},
           {1, "<< /Type /Catalog /Pages 2 0 R >>"},
           {8, "<< /FT /Sig /T (s3) /Rect [0 0 595 842] >>"}}) {
    EXPECT_NE(ReasonFor(SignedWithChange(one, number, body), First(2)), "")
        << number;
  }
}

TEST(Pades, RefusesReplayedAndForeignSignatures) {
  const std::string one = Six().revisions[0];
  EXPECT_EQ(ReasonFor(Signed(one, Six().people[0], "s2"), First(2)),
            "SIGNATURE_REPLAYED");
  EXPECT_EQ(ReasonFor(Signed(one, Six().people[3], "s2"), First(2)),
            "SIGNER_UNEXPECTED");
  const Authority other = TestAuthority("0b");
  const Credential stranger = Person(other, "Person 2 Åberg", "02");
  EXPECT_EQ(ReasonFor(Signed(one, stranger, "s2"), First(2)), "UNTRUSTED");
  // Somebody's signature of another document.
  PdfSigning signing;
  signing.field = "s2";
  const auto prepared = PreparePdf(one, signing);
  const auto cms = SignCms(Sha256("another"), Six().people[1], std::nullopt);
  EXPECT_EQ(ReasonOf(EmbedSignature(*prepared, *cms).status()),
            "DIGEST_MISMATCH");
}

TEST(Pades, RefusesExpiredAndRevokedCertificates) {
  Trust trust = Six().trust;
  trust.revoked = {*Six().authority.Revoke(
      {{Six().people[2].certificate.Serial(), SigningDay()}}, SigningDay())};
  EXPECT_EQ(ReasonFor(Six().pdf(), Six().expected, trust),
            "CERTIFICATE_REVOKED");
  const auto old =
      Six().authority.Issue({"Gammal", ""}, "31", SigningDay() - absl::Hours(9),
                            SigningDay() - absl::Hours(1));
  EXPECT_EQ(ReasonFor(Signed(Six().original, *old, "s1"), {{"Gammal", ""}}),
            "CERTIFICATE_EXPIRED");
}

TEST(Pades, RefusesWhatItCannotRead) {
  PdfSigning signing;
  for (const std::string& bad :
       {std::string(), std::string("%PDF-1.7\n"), Six().original + "x",
        std::string("%PDF-1.5\n1 0 obj\n<<>>\nendobj\nstartxref\n9\n%%EOF\n"),
        absl::StrReplaceAll(Six().original, {{"/Root 1 0 R", "/Root 9 0 R"}}),
        absl::StrReplaceAll(Six().original, {{"/P 3 0 R", "/P 77 0 R"}})}) {
    EXPECT_NE(ReasonOf(PreparePdf(bad, signing).status()), "") << bad.size();
  }
}

class PadesTools : public ::testing::Test {
 protected:
  void SetUp() override {
    WriteFile(folder_.File("six.pdf"), Six().pdf());
    WriteFile(folder_.File("ca.pem"), Six().authority.certificate().Pem());
  }
  Ran InFolder(const std::string& command) {
    return RunTool(absl::StrCat("cd ", folder_.path(), " && ", command));
  }
  test::TempFolder folder_;
};

TEST_F(PadesTools, PdfsigFindsSixValid) {
  if (!HasTool("pdfsig") || !HasTool("certutil")) {
    GTEST_SKIP() << "pdfsig or certutil is not installed";
  }
  ASSERT_EQ(InFolder("mkdir nss && certutil -N -d sql:nss --empty-password && "
                     "certutil -A -d sql:nss -n ca -t CT,C,C -i ca.pem")
                .exit_code,
            0);
  const Ran six = InFolder("pdfsig -nssdir nss six.pdf");
  EXPECT_EQ(Occurrences(six.output, "Signature is Valid."), 6) << six.output;
  EXPECT_EQ(Occurrences(six.output, "Certificate is Trusted."), 6);
  EXPECT_EQ(Occurrences(six.output, "\n  - Total document signed"), 1);
  EXPECT_EQ(Occurrences(six.output, "ETSI.CAdES.detached"), 6);
  WriteFile(folder_.File("seven.pdf"),
            Signed(Six().pdf(), Person(Six().authority, "Sju", "07"), ""));
  const Ran seven = InFolder("pdfsig -nssdir nss seven.pdf");
  EXPECT_EQ(Occurrences(seven.output, "Signature is Valid."), 7)
      << seven.output;
  std::string changed = Six().pdf();
  changed[Six().original.find("Arsredovisning")] = 'B';
  WriteFile(folder_.File("changed.pdf"), changed);
  const Ran bad = InFolder("pdfsig -nssdir nss changed.pdf");
  EXPECT_EQ(Occurrences(bad.output, "Signature is Valid."), 0);
}

TEST_F(PadesTools, QpdfFindsNothingWrong) {
  if (!HasTool("qpdf")) GTEST_SKIP() << "qpdf is not installed";
  const Ran check = InFolder("qpdf --check six.pdf");
  EXPECT_EQ(check.exit_code, 0) << check.output;
  EXPECT_THAT(check.output, Not(HasSubstr("WARNING")));
}

TEST_F(PadesTools, StreamsOfObjectsAreRefused) {
  if (!HasTool("qpdf")) GTEST_SKIP() << "qpdf is not installed";
  ASSERT_EQ(
      InFolder("qpdf --object-streams=generate six.pdf streams.pdf").exit_code,
      0);
  EXPECT_EQ(
      ReasonOf(PreparePdf(ReadFile(folder_.File("streams.pdf")), {}).status()),
      "PDF_XREF_STREAM");
}

}  // namespace
}  // namespace finsam::sign

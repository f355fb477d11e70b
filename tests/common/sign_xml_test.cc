// Signatures on XML: what is signed verifies, with us and with xmlsec1, and
// nothing that was changed, moved or put around does.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "absl/strings/str_replace.h"
#include "common/base/status.h"
#include "common/sign/xml_signature.h"
#include "tests/common/sign_kit.h"
#include "tests/common/temp_folder.h"

namespace finsam::sign {
namespace {

using ::testing::HasSubstr;

constexpr char kSpace[] = "urn:a";
constexpr char kPlain[] =
    "<a:Message xmlns:a=\"urn:a\" Id=\"m\"><a:Out><a:Who>Rut &amp; Åke</a:Who>"
    "</a:Out><a:More>1</a:More></a:Message>";
constexpr XmlSignaturePlace kPlace = {kSpace, "Out"};

class XmlSignatureTest : public ::testing::Test {
 protected:
  std::string Why(const std::string& xml) const {
    const auto document = XmlDocument::Parse(xml);
    if (!document.ok()) return ReasonOf(document.status());
    return ReasonOf(VerifyXml(*document, kPlace,
                              {stranger_.certificate, own_.certificate}));
  }

  Authority authority_ = TestAuthority();
  Credential own_ = Person(authority_, "Tjänsten", "01");
  Credential stranger_ = Person(authority_, "En annan", "02");
  std::string signed_ = *SignXml(kPlain, kPlace, own_);
};

TEST_F(XmlSignatureTest, SignsAllAndNothingMayChange) {
  EXPECT_EQ(Why(signed_), "");
  EXPECT_EQ(Why(kPlain), "XML_UNSIGNED");
  EXPECT_EQ(Why(absl::StrReplaceAll(signed_, {{"Rut", "Rot"}})),
            "XML_SIGNATURE_INVALID");
  EXPECT_EQ(Why(absl::StrReplaceAll(signed_, {{"Id=\"m\"", "Id=\"n\""}})),
            "XML_SIGNATURE_INVALID");
  EXPECT_EQ(ReasonOf(VerifyXml(*XmlDocument::Parse(signed_), kPlace,
                               {stranger_.certificate})),
            "XML_SIGNATURE_INVALID");
  EXPECT_FALSE(SignXml("<a/>", kPlace, own_).ok());
}

TEST_F(XmlSignatureTest, NothingCanBeWrapped) {
  const size_t begin = signed_.find("<Signature");
  const size_t end = signed_.find("</Signature>") + 12;
  ASSERT_NE(begin, std::string::npos) << signed_;
  const std::string signature = signed_.substr(begin, end - begin);
  const std::string inner = signed_.substr(signed_.find("<a:Message"));
  // The signed message inside another, with its signature where it was, or
  // where ours must stand.
  EXPECT_EQ(Why("<a:Message xmlns:a=\"urn:a\"><a:Out><a:Who>Ond</a:Who>" +
                inner + "</a:Out></a:Message>"),
            "XML_SIGNATURE_INVALID");
  EXPECT_EQ(Why("<a:Message xmlns:a=\"urn:a\"><a:Out><a:Who>Ond</a:Who>" +
                signature + "</a:Out>" + std::string(kPlain) + "</a:Message>"),
            "XML_SIGNATURE_INVALID");
  // A part alone, by its id.
  EXPECT_EQ(Why(absl::StrReplaceAll(signed_, {{"URI=\"\"", "URI=\"#m\""}})),
            "XML_SIGNATURE_INVALID");
  // Twice, or elsewhere.
  EXPECT_EQ(
      Why(absl::StrReplaceAll(signed_, {{signature, signature + signature}})),
      "XML_SIGNATURE_INVALID");
  std::string elsewhere = absl::StrReplaceAll(signed_, {{signature, ""}});
  elsewhere.insert(elsewhere.find("<a:More>") + 8, signature);
  EXPECT_EQ(Why(elsewhere), "XML_SIGNATURE_INVALID");
}

TEST_F(XmlSignatureTest, WhatCouldHideSomethingIsNotRead) {
  const std::string rest = signed_.substr(signed_.find("<a:Message"));
  for (const std::string& bad :
       {"<!DOCTYPE a>" + rest, "<!-- -->" + rest, "<?run it?>" + rest,
        absl::StrReplaceAll(rest, {{"Rut", "R<!-- -->ut"}}),
        absl::StrReplaceAll(rest, {{"Rut", "&unknown;"}}), std::string("<a>"),
        std::string()}) {
    EXPECT_EQ(Why(bad), "XML_INVALID") << bad.substr(0, 40);
  }
  std::string deep;
  for (int i = 0; i <= kXmlDepthMax; ++i) deep += "<a>";
  for (int i = 0; i <= kXmlDepthMax; ++i) deep += "</a>";
  EXPECT_EQ(Why(deep), "XML_INVALID");
  EXPECT_EQ(Why("<a>" + std::string(kXmlBytesMax, ' ') + "</a>"),
            "XML_INVALID");
}

TEST_F(XmlSignatureTest, AFlippedBitIsFound) {
  constexpr unsigned kSeed = 20250320;
  RecordProperty("seed", kSeed);
  std::mt19937 random(kSeed);
  const std::string key = "<KeyInfo";  // Not signed, and not looked at.
  for (int i = 0; i < 500; ++i) {
    std::string changed = signed_;
    // After the XML declaration, whose spelling has no meaning.
    const size_t first = changed.find("<a:Message");
    const size_t at = first + random() % (changed.find(key) - first);
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    EXPECT_NE(Why(changed), "") << "seed " << kSeed << " byte " << at << " "
                                << changed.substr(at - 20, 40);
  }
}

TEST_F(XmlSignatureTest, AnotherToolAgrees) {
  if (!HasTool("xmlsec1")) GTEST_SKIP() << "xmlsec1 is not installed";
  const test::TempFolder folder;
  WriteFile(folder.path() + "/ca.pem", authority_.certificate().Pem());
  WriteFile(folder.path() + "/signed.xml", signed_);
  EXPECT_THAT(RunTool("cd " + folder.path() +
                      " && xmlsec1 --verify --trusted-pem ca.pem signed.xml")
                  .output,
              HasSubstr("OK"));
}

}  // namespace
}  // namespace finsam::sign

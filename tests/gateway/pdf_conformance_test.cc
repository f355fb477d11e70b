// Each thing that PDF/A-2a and PDF/UA-1 ask for and the painting library
// leaves out, looked for in the file itself. What is here was found by a
// validator, tests/run-verapdf; it is not installed everywhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <functional>
#include <map>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFNumberTreeObjectHelper.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "tests/gateway/pdf_sample.h"

namespace finsam::gateway::pdf {
namespace {

using Object = QPDFObjectHandle;
using ::testing::HasSubstr;
using ::testing::Not;

class PdfConformanceTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    rendered_ = new RenderedPdf(Rendered(SampleDocument()));
  }
  static void TearDownTestSuite() { delete rendered_; }

  PdfConformanceTest() {
    pdf_.processMemoryFile("sample", rendered_->bytes.data(),
                           rendered_->bytes.size());
  }

  Object Catalog() { return pdf_.getRoot(); }

  static std::string Data(Object stream) {
    const auto buffer = stream.getStreamData();
    return {reinterpret_cast<const char*>(buffer->getBuffer()),
            buffer->getSize()};
  }

  static std::vector<Object> Kids(Object element) {
    Object kids = element.getKey("/K");
    return kids.isArray() ? kids.getArrayAsVector() : std::vector<Object>{kids};
  }

  // Every element of the structure, with the one that holds it.
  void Walk(const std::function<void(Object element, Object parent)>& visit) {
    const std::function<void(Object, Object)> walk = [&](Object element,
                                                         Object parent) {
      if (!element.isDictionary() || !element.hasKey("/S")) return;
      visit(element, parent);
      for (const Object& kid : Kids(element)) walk(kid, element);
    };
    const Object root = Catalog().getKey("/StructTreeRoot");
    for (const Object& kid : Kids(root)) walk(kid, root);
  }

  std::map<std::string, int> CountElements() {
    std::map<std::string, int> counts;
    Walk([&](Object element, Object) {
      ++counts[element.getKey("/S").getName()];
    });
    return counts;
  }

  static RenderedPdf* rendered_;
  QPDF pdf_;
};
RenderedPdf* PdfConformanceTest::rendered_ = nullptr;

TEST_F(PdfConformanceTest, CatalogSaysWhatTheDocumentIs) {
  EXPECT_EQ(Catalog().getKey("/Lang").getStringValue(), "sv-SE");
  EXPECT_TRUE(Catalog().getKey("/MarkInfo").getKey("/Marked").getBoolValue());
  EXPECT_TRUE(Catalog()
                  .getKey("/ViewerPreferences")
                  .getKey("/DisplayDocTitle")
                  .getBoolValue());
  EXPECT_TRUE(pdf_.getTrailer().getKey("/ID").isArray());
}

TEST_F(PdfConformanceTest, MetadataNamesBothStandardsAndTheTitle) {
  const std::string xmp = Data(Catalog().getKey("/Metadata"));
  EXPECT_THAT(xmp, HasSubstr("<pdfaid:part>2</pdfaid:part>"));
  EXPECT_THAT(xmp, HasSubstr("<pdfaid:conformance>A</pdfaid:conformance>"));
  EXPECT_THAT(xmp, HasSubstr("<pdfuaid:part>1</pdfuaid:part>"));
  EXPECT_THAT(xmp, HasSubstr("<pdfaSchema:prefix>pdfuaid"));
  EXPECT_THAT(xmp, HasSubstr("Årsredovisning &lt;2024&gt;"));
  EXPECT_THAT(xmp, HasSubstr("Provförbundet &amp; vänner"));
  EXPECT_THAT(xmp, HasSubstr("<xmp:CreateDate>2025-03-19T16:00:00Z<"));
  Object info = pdf_.getTrailer().getKey("/Info");
  EXPECT_EQ(info.getKey("/Title").getUTF8Value(), "Årsredovisning <2024>");
  EXPECT_EQ(info.getKey("/CreationDate").getStringValue(), "D:20250319160000Z");
}

TEST_F(PdfConformanceTest, ColoursHaveAProfile) {
  Object intent = Catalog().getKey("/OutputIntents").getArrayItem(0);
  EXPECT_EQ(intent.getKey("/S").getName(), "/GTS_PDFA1");
  Object profile = intent.getKey("/DestOutputProfile");
  EXPECT_EQ(profile.getDict().getKey("/N").getIntValue(), 3);
  const std::string icc = Data(profile);
  ASSERT_GT(icc.size(), 128u);
  EXPECT_EQ(icc.substr(12, 8), "mntrRGB ");
  EXPECT_EQ(icc.substr(36, 4), "acsp");
  const auto byte = [&](size_t i) {
    return static_cast<unsigned char>(icc[i]);
  };
  EXPECT_EQ((byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3)),
            static_cast<int>(icc.size()));
}

TEST_F(PdfConformanceTest, EveryFontIsEmbeddedAndMapsItsGlyphs) {
  int wide = 0;
  int fonts = 0;
  for (Object object : pdf_.getAllObjects()) {
    if (!object.isDictionary()) continue;
    if (object.getKey("/Subtype").isNameAndEquals("/CIDFontType2")) {
      ++wide;
      EXPECT_TRUE(object.getKey("/CIDToGIDMap").isNameAndEquals("/Identity"));
    }
    if (object.getKey("/Type").isNameAndEquals("/FontDescriptor")) {
      ++fonts;
      EXPECT_TRUE(object.hasKey("/FontFile2"));
      EXPECT_THAT(object.getKey("/FontName").getName(),
                  HasSubstr("+LiberationSans"));
    }
  }
  EXPECT_GT(wide, 0);
  EXPECT_GE(fonts, 3);
}

// A text or a path that stands in no element must be an artifact; and no marks
// of the library's own may part a number.
TEST_F(PdfConformanceTest, NothingStandsOutsideOfElementAndArtifact) {
  // Tells what is painted at which depth of marked content.
  class Scan : public Object::ParserCallbacks {
   public:
    void handleObject(Object object) override {
      if (!object.isOperator()) {
        last_ = object;
        return;
      }
      const std::string name = object.getOperatorValue();
      if (name == "BDC" || name == "BMC") ++depth;
      if (name == "BMC" && last_.isNameAndEquals("/Artifact")) ++artifacts;
      if (name == "EMC") --depth;
      nested = std::max(nested, depth);
      const std::set<std::string> kPaints = {"Tj", "TJ", "f", "S", "re"};
      if (depth == 0 && kPaints.count(name) > 0) ++outside;
    }
    void handleEOF() override {}
    int depth = 0;
    int nested = 0;
    int outside = 0;
    int artifacts = 0;

   private:
    Object last_ = Object::newNull();
  };
  bool first = true;
  for (QPDFPageObjectHelper& page :
       QPDFPageDocumentHelper(pdf_).getAllPages()) {
    Scan scan;
    page.parseContents(&scan);
    EXPECT_EQ(scan.outside, 0);
    EXPECT_EQ(scan.depth, 0);
    EXPECT_EQ(scan.nested, 1);
    // A footer at least; the cover has a line.
    EXPECT_GT(scan.artifacts, 0);
    EXPECT_TRUE(page.getObjectHandle().getKey("/Tabs").isNameAndEquals("/S"));
    first = false;
  }
  EXPECT_FALSE(first);
}

TEST_F(PdfConformanceTest, OneDocumentElementHoldsAll) {
  const std::vector<Object> top = Kids(Catalog().getKey("/StructTreeRoot"));
  ASSERT_EQ(top.size(), 1u);
  EXPECT_EQ(Object(top[0]).getKey("/S").getName(), "/Document");
  auto counts = CountElements();
  EXPECT_EQ(counts["/H1"], 1);
  EXPECT_EQ(counts["/Table"], 3);
  EXPECT_EQ(counts["/Caption"], 3);
  EXPECT_EQ(counts["/Figure"], 1);
  EXPECT_EQ(counts["/Form"], 6);
  EXPECT_EQ(counts["/L"], 2);
  EXPECT_EQ(counts["/LI"], 5);
  EXPECT_EQ(counts["/BlockQuote"], 1);
  // Three in the contents' first level, one in its second; two in a text.
  EXPECT_EQ(counts["/TOCI"], 4);
  EXPECT_EQ(counts["/Link"], 6);
}

TEST_F(PdfConformanceTest, HeadingsSkipNoLevel) {
  int last = 0;
  Walk([&](Object element, Object) {
    const std::string name = element.getKey("/S").getName();
    if (name.size() != 3 || name[1] != 'H') return;
    EXPECT_LE(name[2] - '0', last + 1) << name;
    last = name[2] - '0';
  });
  EXPECT_EQ(last, 2);
}

TEST_F(PdfConformanceTest, RowsAreEqualAndHeadsHaveScope) {
  std::set<std::string> scopes;
  Walk([&](Object element, Object) {
    const std::string name = element.getKey("/S").getName();
    if (name == "/TH") {
      Object attributes = element.getKey("/A");
      EXPECT_EQ(attributes.getKey("/O").getName(), "/Table");
      scopes.insert(attributes.getKey("/Scope").getName());
    }
    if (name != "/Table") return;
    std::set<size_t> widths;
    for (Object kid : Kids(element)) {
      if (kid.getKey("/S").isNameAndEquals("/TR")) {
        widths.insert(Kids(kid).size());
      }
    }
    EXPECT_EQ(widths.size(), 1u);
    EXPECT_THAT(element.getKey("/A").getKey("/Summary").getUTF8Value(),
                HasSubstr("Tabellen "));
  });
  EXPECT_EQ(scopes, (std::set<std::string>{"/Column", "/Row"}));
}

TEST_F(PdfConformanceTest, FiguresAndListsSayWhatTheyAre) {
  Walk([&](Object element, Object) {
    const std::string name = element.getKey("/S").getName();
    if (name == "/Figure") {
      EXPECT_THAT(element.getKey("/Alt").getUTF8Value(), HasSubstr("5 747"));
      EXPECT_TRUE(element.getKey("/A").getKey("/BBox").isRectangle());
    }
    if (name == "/L") {
      EXPECT_THAT(element.getKey("/A").getKey("/ListNumbering").getName(),
                  ::testing::AnyOf("/Decimal", "/Disc"));
    }
  });
}

TEST_F(PdfConformanceTest, LinksSayWhereTheyLead) {
  std::set<std::string> contents;
  std::string address;
  Walk([&](Object element, Object) {
    if (element.getKey("/S").getName() != "/Link") return;
    for (Object kid : Kids(element)) {
      if (!kid.isDictionary() || !kid.hasKey("/Obj")) continue;
      Object link = kid.getKey("/Obj");
      EXPECT_EQ(link.getKey("/F").getIntValue(), 4);
      EXPECT_TRUE(link.hasKey("/StructParent"));
      contents.insert(link.getKey("/Contents").getUTF8Value());
      if (link.hasKey("/A")) {
        address = link.getKey("/A").getKey("/URI").getStringValue();
      }
    }
  });
  EXPECT_EQ(contents,
            (std::set<std::string>{"1 Första", "1.1 Andra nivån", "2 Figurer",
                                   "Underskrifter", "Tabellen long",
                                   "finsam.se (https://finsam.se/år?x=(1))"}));
  EXPECT_EQ(address, "https://finsam.se/%C3%A5r?x=%281%29");
}

TEST_F(PdfConformanceTest, OutlineHasEveryHeadingWithAnchor) {
  Object outlines = Catalog().getKey("/Outlines");
  Object first = outlines.getKey("/First");
  EXPECT_EQ(first.getKey("/Title").getUTF8Value(), "1 Första");
  EXPECT_EQ(first.getKey("/First").getKey("/Title").getUTF8Value(),
            "1.1 Andra nivån");
  EXPECT_EQ(outlines.getKey("/Last").getKey("/Title").getUTF8Value(),
            "Underskrifter");
}

TEST_F(PdfConformanceTest, FieldsToSignAreWidgetsOnTheirPage) {
  Object fields = Catalog().getKey("/AcroForm").getKey("/Fields");
  ASSERT_EQ(fields.getArrayNItems(), 6);
  ASSERT_EQ(rendered_->boxes.size(), 6u);
  Object tree = Catalog().getKey("/StructTreeRoot").getKey("/ParentTree");
  QPDFNumberTreeObjectHelper parents(tree, pdf_);
  const std::vector<Object> pages = pdf_.getAllPages();
  for (int i = 0; i < 6; ++i) {
    Object widget = fields.getArrayItem(i);
    const SignatureBox& box = rendered_->boxes[static_cast<size_t>(i)];
    EXPECT_EQ(widget.getKey("/FT").getName(), "/Sig");
    EXPECT_EQ(widget.getKey("/F").getIntValue(), 132);
    EXPECT_EQ(widget.getKey("/T").getUTF8Value(), box.field);
    EXPECT_EQ(widget.getKey("/TU").getUTF8Value(),
              absl::StrCat("Underskrift: Person ", i + 1,
                           ", Ledamot, Provförbundet"));
    EXPECT_FALSE(widget.hasKey("/V"));
    EXPECT_TRUE(widget.getKey("/AP").getKey("/N").isStream());
    ASSERT_EQ(static_cast<size_t>(box.page), pages.size());
    EXPECT_EQ(widget.getKey("/P").getObjGen(),
              Object(pages.back()).getObjGen());
    const auto rect = widget.getKey("/Rect").getArrayAsRectangle();
    EXPECT_NEAR(rect.llx * 100, static_cast<double>(box.left), 0.5);
    EXPECT_NEAR((rect.ury - rect.lly) * 100, static_cast<double>(box.height),
                0.5);
    // The way back from the widget to its element and down again.
    Object element;
    ASSERT_TRUE(parents.findObject(widget.getKey("/StructParent").getIntValue(),
                                   element));
    EXPECT_EQ(element.getKey("/S").getName(), "/Form");
    EXPECT_EQ(element.getKey("/Alt").getUTF8Value(),
              widget.getKey("/TU").getUTF8Value());
    EXPECT_EQ(Kids(element)[0].getKey("/Obj").getObjGen(), widget.getObjGen());
  }
}

TEST_F(PdfConformanceTest, TableOfObjectsIsAPlainOne) {
  EXPECT_THAT(rendered_->bytes, HasSubstr("\nxref\n"));
  EXPECT_THAT(rendered_->bytes, Not(HasSubstr("/ObjStm")));
}

TEST_F(PdfConformanceTest, AnotherReaderFindsNoFault) {
  if (!HasProgram("qpdf")) GTEST_SKIP() << "qpdf is not installed";
  EXPECT_THAT(Asked("qpdf --check FILE", rendered_->bytes),
              HasSubstr("No syntax or stream encoding errors found"));
}

}  // namespace
}  // namespace finsam::gateway::pdf

#include "services/gateway/pdf/xmp.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/time/time.h"
#include "services/gateway/domain/utf8.h"

namespace finsam::gateway::pdf {
namespace {

constexpr char kBegin[] =
    "<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
    "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
    "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";

constexpr char kStandards[] = R"(<rdf:Description rdf:about=""
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
)";

// PDF/A knows no PDF/UA, so the file must explain the name that it uses.
constexpr char kExtension[] =
    R"(<rdf:Description rdf:about=""
 xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
)"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    R"(</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
)";

constexpr char kEnd[] = "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>";

std::string Escaped(const std::string& text) {
  return absl::StrReplaceAll(Printable(text),
                             {{"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}});
}

}  // namespace

std::string XmpOf(const Document& document) {
  std::string out =
      absl::StrCat(kBegin, kStandards, kExtension,
                   "<rdf:Description rdf:about=\"\"\n"
                   " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
                   " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\"\n"
                   " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n"
                   "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">",
                   Escaped(document.title), "</rdf:li></rdf:Alt></dc:title>\n");
  if (!document.organisation.empty()) {
    absl::StrAppend(&out, "<dc:creator><rdf:Seq><rdf:li>",
                    Escaped(document.organisation),
                    "</rdf:li></rdf:Seq></dc:creator>\n");
  }
  absl::StrAppend(&out, "<pdf:Producer>", kProducer, "</pdf:Producer>\n");
  if (document.created.has_value()) {
    const std::string time = absl::FormatTime(
        "%Y-%m-%dT%H:%M:%SZ", *document.created, absl::UTCTimeZone());
    absl::StrAppend(&out, "<xmp:CreateDate>", time, "</xmp:CreateDate>\n",
                    "<xmp:ModifyDate>", time, "</xmp:ModifyDate>\n");
  }
  absl::StrAppend(&out, "</rdf:Description>\n", kEnd);
  return out;
}

}  // namespace finsam::gateway::pdf

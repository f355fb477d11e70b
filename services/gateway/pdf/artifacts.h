// Marks what a page shows outside of every element as artifact: lines, dots,
// footers, repeated heads. Readers of the structure then pass it over.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_ARTIFACTS_H_
#define FINSAM_SERVICES_GATEWAY_PDF_ARTIFACTS_H_

#include <qpdf/QPDFObjectHandle.hh>
#include <vector>

namespace finsam::gateway::pdf {

// For one page's content as Cairo writes it: texts and paths are whole within
// or without marked content.
class ArtifactFilter : public QPDFObjectHandle::TokenFilter {
 public:
  void handleToken(const QPDFTokenizer::Token& token) override;
  void handleEOF() override;

 private:
  void Flush();

  std::vector<QPDFTokenizer::Token> operands_;
  int depth_ = 0;  // Of marked content.
  bool in_artifact_ = false;
};

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_ARTIFACTS_H_

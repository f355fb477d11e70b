// A text of the report as blocks of a document.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_MARKDOWN_BLOCKS_H_
#define FINSAM_SERVICES_GATEWAY_PDF_MARKDOWN_BLOCKS_H_

#include <vector>

#include "finsam/gateway/v1/gateway.pb.h"
#include "services/gateway/pdf/document.h"

namespace finsam::gateway::pdf {

// Appends what `text` says, its references filled in; its headings are at
// `heading_level` and below, and in no contents.
void AppendMarkdown(const v1::Text& text, int heading_level,
                    std::vector<Block>* blocks);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_MARKDOWN_BLOCKS_H_

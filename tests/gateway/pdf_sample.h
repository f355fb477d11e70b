// A document with everything that a document can hold, for the tests of its
// PDF, and how those tests look into a PDF.

#ifndef FINSAM_TESTS_GATEWAY_PDF_SAMPLE_H_
#define FINSAM_TESTS_GATEWAY_PDF_SAMPLE_H_

#include <string>
#include <vector>

#include "services/gateway/pdf/document.h"
#include "services/gateway/pdf/pdf_renderer.h"

namespace finsam::gateway::pdf {

// Headings of three levels, texts with links and long ones, lists within
// lists, a table of `rows` rows, by default over two pages, a wide one, a
// figure in every pattern, and six to sign.
Document SampleDocument(int rows = 65);

// A paragraph of `words` words, with a number in it.
Paragraph LongParagraph(int words);

// A table of `rows` rows and `columns` columns of numbers.
Table NumberTable(const std::string& id, int rows, int columns);

// Renders; ends the test program with the refusal when it is refused.
RenderedPdf Rendered(const Document& document);

// Whether a program is installed.
bool HasProgram(const std::string& name);

// What `command` prints about the file, whose path replaces "FILE"; with its
// errors, and its exit code when that is not 0.
std::string Asked(const std::string& command, const std::string& bytes);

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_TESTS_GATEWAY_PDF_SAMPLE_H_

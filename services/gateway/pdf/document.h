// A document that can be printed: what it says, in order, with no word about
// how it looks. Neutral: reports, minutes and plans are all made into this.

#ifndef FINSAM_SERVICES_GATEWAY_PDF_DOCUMENT_H_
#define FINSAM_SERVICES_GATEWAY_PDF_DOCUMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"
#include "services/gateway/domain/drawing.h"

namespace finsam::gateway::pdf {

// A stretch of text of one kind. A newline breaks the line.
struct Run {
  std::string text = {};
  bool strong = false;
  bool emphasis = false;
  // "#id" of a heading or table, or an http, https or mailto address. A link to
  // anything else is shown as text.
  std::string link = {};
};
using Runs = std::vector<Run>;

struct Heading {
  int level = 1;       // From 1; levels follow one another without gaps.
  std::string number;  // "1.4"; may be empty.
  std::string text = {};
  // What links and the contents lead to; letters, digits and "-._/", unique in
  // the document. Without one, the heading is not in contents and outline.
  std::string id;
};

struct Paragraph {
  enum class Kind { kBody, kRemark, kQuote };
  Kind kind = Kind::kBody;
  Runs runs;
};

struct ListItem;
struct List {
  bool numbered = false;
  int64_t start = 1;  // Its first number.
  std::vector<ListItem> items;
};
struct ListItem {
  std::vector<std::variant<Paragraph, List>> parts;
};

struct Cell {
  std::string text = {};
  std::string link;  // As a run's.
};

struct Table {
  struct Row {
    enum class Kind { kDetail, kPart, kTotal, kGroup };
    Kind kind = Kind::kDetail;
    // The first heads the row. Cells that are missing are empty.
    std::vector<Cell> cells;
  };

  std::string id;       // As a heading's; may be empty.
  std::string name;     // What it is called for those who do not see it.
  std::string caption;  // Stands above it; may be empty.
  std::string unit;     // Stands beside the caption: "Belopp i tkr".
  std::string remark;   // Stands below it.
  // One per column: does it hold numbers, which are never broken and stand to
  // the right? The first column names the rows.
  std::vector<bool> numeric;
  std::vector<std::vector<std::string>> head_rows;
  std::vector<Row> rows;
};

struct Figure {
  Drawing drawing;
  std::string title;
  std::string alt;  // What it shows, for those who do not see it.
  Table data;       // What it is drawn from.
};

struct PageBreak {};

// Who signs. The field is named so that a signer's program finds it.
struct SignatureField {
  std::string name;  // Letters, digits and "-_"; unique in the document.
  std::string printed_name;
  std::string title;
  std::string organisation;
};
struct SignatureFields {
  std::vector<SignatureField> fields;
};

using Block = std::variant<Heading, Paragraph, List, Table, Figure, PageBreak,
                           SignatureFields>;

struct Document {
  std::string organisation;  // Who speaks; stands above the title.
  std::string title;
  std::vector<std::string> subtitle_lines;
  std::string notice;  // Stands framed on the first page; may be empty.
  bool draft = false;  // Says so on the first page and at every foot.
  std::string language = "sv-SE";
  // When it was made. Without it the file names no time.
  std::optional<absl::Time> created;
  std::vector<Block> blocks;
};

}  // namespace finsam::gateway::pdf

#endif  // FINSAM_SERVICES_GATEWAY_PDF_DOCUMENT_H_

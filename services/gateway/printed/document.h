// A published document as it was typed off: tables of printed cells, texts,
// and who decided and signed. No sources lie behind it; docs/printed-documents
// .md describes the JSON form that it is read from.

#ifndef FINSAM_SERVICES_GATEWAY_PRINTED_DOCUMENT_H_
#define FINSAM_SERVICES_GATEWAY_PRINTED_DOCUMENT_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace finsam::gateway::printed {

inline constexpr size_t kDocumentBytesMax = 4 << 20;
inline constexpr size_t kTablesMax = 200;
inline constexpr size_t kRowsMax = 300;         // Of a table.
inline constexpr size_t kAllRowsMax = 3'000;    // Of all tables.
inline constexpr size_t kColumnsMax = 40;       // Of a table.
inline constexpr size_t kAllCellsMax = 20'000;  // Of all tables.
inline constexpr size_t kCellBytesMax = 400;
inline constexpr size_t kParagraphsMax = 2'000;
inline constexpr size_t kParagraphBytesMax = 20'000;
inline constexpr size_t kAllTextBytesMax = 1 << 20;
// Of each other list: seats, signatures, goals, statements of a section.
inline constexpr size_t kListMax = 200;

enum class DocumentKind { kAnnual, kInterim, kPlan };

struct DocumentRow {
  std::string label;
  std::string group;     // The heading that it stands under; may be empty.
  std::string note;      // The note that it refers to; may be empty.
  std::string of_which;  // The row it is a part of ("varav"); may be empty.
  std::string unit;      // When it differs from the table's: "%".
  bool total = false;
  int64_t base = 0;  // Of how many its percentages are; 0: not said.
  std::vector<std::string> cells;     // As printed; empty is blank.
  std::vector<std::string> percents;  // Shares printed beside them, or none.
};

struct DocumentTable {
  std::string id;  // Letters, digits and dashes; unique in the document.
  std::string caption;
  std::string unit;  // "kr", "tkr", "mnkr", "%", "antal"; empty: not stated.
  std::vector<std::string> columns;
  std::vector<DocumentRow> rows;
  // Of how many the percentages of each column are; 0 where it is not known.
  std::vector<int64_t> bases;
  // Its rows are percentages that together are the whole.
  bool partition = false;
};

// A statement as data, beside or instead of prose: what is said to be how
// much, and of what parts it consists.
struct Statement {
  std::string subject;  // A row's label, with a column's after a comma.
  std::string value;    // As printed, with its unit: "1.925 tkr", "75 %".
  struct Part {
    std::string label;
    std::string value;
  };
  std::vector<Part> parts;  // That make up the value, or none.
  int year = 0;             // 0: the document's.
};

struct TextSection {
  std::string section;  // Its number; may be empty.
  std::string title;
  std::vector<std::string> paragraphs;
  std::vector<Statement> statements;
};

struct BoardSeat {
  std::string name;
  std::string role;    // "ordförande", "ledamot", "ersättare".
  std::string member;  // Who appointed.
};

struct SignatureLine {
  std::string name;
  std::string title;
  std::string time;  // "2025-03-20 16:04:56 +01:00"; may be empty.
  std::string id;
};

struct Goal {
  std::string goal;     // "Minst 70 % …"
  std::string outcome;  // "37 av 54 …"
  std::string verdict;  // "Uppfyllt"; empty: none is printed.
};

struct Document {
  std::string file;  // As named by who asked.
  std::string association;
  std::string title;
  int year = 0;
  DocumentKind kind = DocumentKind::kAnnual;
  std::string unit;     // Of tables of money that state none; may be empty.
  std::string adopted;  // "2025-03-20"; empty when it is not known.
  std::vector<std::string> headings;
  std::vector<DocumentTable> tables;
  std::vector<TextSection> text;
  std::vector<BoardSeat> board;
  std::vector<SignatureLine> signatures;
  std::vector<Goal> goals;
  // Goals by verdict as a text or table sums them up; absent: not said.
  std::map<std::string, int64_t> goals_summary;
  std::vector<std::string> unread;  // Parts of the file nothing is made of.
};

}  // namespace finsam::gateway::printed

#endif  // FINSAM_SERVICES_GATEWAY_PRINTED_DOCUMENT_H_

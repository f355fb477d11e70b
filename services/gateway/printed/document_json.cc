#include "services/gateway/printed/document_json.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/gateway/printed/fold.h"
#include "services/gateway/printed/json_values.h"

namespace finsam::gateway::printed {
namespace {

class Reader : private JsonValues {
 public:
  explicit Reader(const std::string& file) : JsonValues(file) {
    document_.file = file;
  }

  absl::StatusOr<Document> Read(const Json& json);

 private:
  void ReadHead(const Json& json);
  void ReadTable(const Json& json, const std::string& id,
                 const std::string& path);
  DocumentRow ReadRow(const Json& json, const std::string& path);
  void ReadCells(const Json& json, const std::string& path, DocumentRow* row);
  void ReadPairs(const Json& json, const std::string& id,
                 const std::string& path);
  void ReadText(const Json& json);
  void ReadStatement(const Json& json, const std::string& path,
                     TextSection* section);
  void ReadPeople(const Json& json);
  void ReadGoals(const Json& json);
  void ReadOther(const std::string& key, const Json& json);

  Document document_;
  size_t rows_ = 0;
  size_t cells_ = 0;
  size_t text_bytes_ = 0;
};

// The first year that a title names.
int YearOf(absl::string_view title) {
  for (const absl::string_view word : absl::StrSplit(Fold(title), ' ')) {
    int year = 0;
    if (word.size() == 4 && absl::SimpleAtoi(word, &year) && year > 1990 &&
        year < 2100) {
      return year;
    }
  }
  return 0;
}

void Reader::ReadHead(const Json& json) {
  document_.association = Text(json, "association", "");
  document_.title =
      Text(json, json.contains("title") ? "title" : "document", "");
  document_.adopted = Text(json, "adopted", "");
  document_.unit = Text(json, "unit_default", "");
  document_.year =
      static_cast<int>(std::min<int64_t>(Whole(json, "year", ""), 9'999));
  if (document_.year == 0) document_.year = YearOf(document_.title);
  if (document_.year == 0) {
    Wrong("year", "dokumentets år saknas, både som year och i titeln");
  }
  const std::string kind = Text(json, "kind", "");
  const std::string words = Fold(absl::StrCat(kind, " ", document_.title));
  if (!kind.empty() && kind != "annual" && kind != "interim" &&
      kind != "plan") {
    Wrong("kind", "väntade annual, interim eller plan");
  }
  if (kind == "interim" ||
      (kind.empty() && HasAny(words, {"delar*", "halvar*", "tertial*"}))) {
    document_.kind = DocumentKind::kInterim;
  } else if (kind == "plan" ||
             (kind.empty() && HasAny(words, {"verksamhetsplan*", "budget*"}))) {
    document_.kind = DocumentKind::kPlan;
  }
  if (const Json* headings = List(json, "headings", "")) {
    for (size_t i = 0; i < headings->size(); ++i) {
      document_.headings.push_back(
          Text((*headings)[i], absl::StrCat("headings[", i, "]")));
    }
  }
}

void Reader::ReadCells(const Json& json, const std::string& path,
                       DocumentRow* row) {
  const char* key = json.contains("cells") ? "cells" : "values";
  if (const Json* cells = List(json, key, path, kColumnsMax)) {
    for (size_t i = 0; i < cells->size(); ++i) {
      row->cells.push_back(
          Text((*cells)[i], absl::StrCat(path, ".", key, "[", i, "]")));
    }
    return;
  }
  if (json.contains("value")) {
    row->cells.push_back(Text(json, "value", path));
    return;
  }
  // Counts by name, as participants are often typed off.
  for (const char* name : {"women", "men", "new", "finished"}) {
    if (json.contains("women")) row->cells.push_back(Text(json, name, path));
  }
  if (const Json* exits = List(json, "exits", path, kColumnsMax)) {
    for (const Json& exit : *exits) {
      row->cells.push_back(Text(exit, absl::StrCat(path, ".exits")));
    }
  }
}

DocumentRow Reader::ReadRow(const Json& json, const std::string& path) {
  DocumentRow row;
  if (!json.is_object()) {
    Wrong(path, "väntade en rad: ett objekt med line och values");
    return row;
  }
  row.label = Text(json, json.contains("label") ? "label" : "line", path);
  row.group = Text(json, "group", path);
  row.note = Text(json, "note", path);
  row.of_which = Text(json, "of_which", path);
  row.unit = Text(json, "unit", path);
  row.base = Whole(json, "base", path);
  const auto total = json.find("total");
  if (total != json.end() && !total->is_boolean()) {
    Wrong(path + ".total", "väntade true eller false");
  } else {
    row.total = total != json.end() && total->get<bool>();
  }
  ReadCells(json, path, &row);
  if (const Json* percents = List(json, "percent", path, kColumnsMax)) {
    for (const Json& percent : *percents) {
      row.percents.push_back(Text(percent, path + ".percent"));
    }
  }
  return row;
}

void Reader::ReadTable(const Json& json, const std::string& id,
                       const std::string& path) {
  if (!json.is_object() || !json.contains("rows")) {
    return Wrong(path, "väntade en tabell: ett objekt med rows");
  }
  DocumentTable table;
  table.id = json.contains("id") ? Text(json, "id", path) : id;
  table.caption = Text(json, "caption", path);
  table.unit = Text(json, "unit", path);
  const auto partition = json.find("partition");
  table.partition = partition != json.end() && partition->is_boolean() &&
                    partition->get<bool>();
  size_t widest = 0;
  if (const Json* rows = List(json, "rows", path, kRowsMax)) {
    for (size_t i = 0; i < rows->size(); ++i) {
      table.rows.push_back(
          ReadRow((*rows)[i], absl::StrCat(path, ".rows[", i, "]")));
      widest = std::max(widest, table.rows.back().cells.size());
    }
  }
  if (const Json* columns = List(json, "columns", path, kColumnsMax)) {
    for (size_t i = 0; i < columns->size(); ++i) {
      table.columns.push_back(
          Text((*columns)[i], absl::StrCat(path, ".columns[", i, "]")));
    }
  }
  if (const Json* bases = List(json, "bases", path, kColumnsMax)) {
    for (const Json& base : *bases) {
      int64_t number = 0;
      if (!base.is_null() &&
          (!absl::SimpleAtoi(base.dump(), &number) || number < 0)) {
        Wrong(path + ".bases", "väntade hela tal, minst 0");
      }
      table.bases.push_back(number);
    }
  }
  if (!table.columns.empty() && widest > table.columns.size()) {
    Wrong(path, absl::StrCat("en rad har ", widest,
                             " celler, men kolumnerna "
                             "är ",
                             table.columns.size()));
  }
  while (table.columns.size() < widest) table.columns.push_back("");
  rows_ += table.rows.size();
  cells_ += table.rows.size() * table.columns.size();
  if (rows_ > kAllRowsMax || cells_ > kAllCellsMax ||
      document_.tables.size() >= kTablesMax) {
    return Wrong(path, absl::StrCat("dokumentet har fler än ", kTablesMax,
                                    " tabeller, ", kAllRowsMax, " rader eller ",
                                    kAllCellsMax, " celler"));
  }
  for (const DocumentTable& other : document_.tables) {
    if (other.id == table.id) {
      absl::StrAppend(&table.id, "-", document_.tables.size() + 1);
    }
  }
  document_.tables.push_back(std::move(table));
}

// [{"line": …, "value": …}]: a table of one column, the document's year.
void Reader::ReadPairs(const Json& json, const std::string& id,
                       const std::string& path) {
  Json table = {{"columns", Json::array({absl::StrCat(document_.year)})},
                {"rows", json}};
  ReadTable(table, id, path);
}

void Reader::ReadStatement(const Json& json, const std::string& path,
                           TextSection* section) {
  if (!json.is_object()) return Wrong(path, "väntade ett objekt");
  Statement statement;
  statement.subject = Text(json, "subject", path);
  statement.value = Text(json, "value", path);
  statement.year =
      static_cast<int>(std::min<int64_t>(Whole(json, "year", path), 9'999));
  if (const Json* parts = List(json, "parts", path)) {
    for (size_t i = 0; i < parts->size(); ++i) {
      const std::string at = absl::StrCat(path, ".parts[", i, "]");
      const Json& part = (*parts)[i];
      if (!part.is_object()) {
        Wrong(at, "väntade ett objekt med label och value");
        continue;
      }
      statement.parts.push_back(
          {Text(part, "label", at), Text(part, "value", at)});
    }
  }
  section->statements.push_back(std::move(statement));
}

void Reader::ReadText(const Json& json) {
  const Json* sections = List(json, "text", "", kParagraphsMax);
  if (sections == nullptr) return;
  for (size_t i = 0; i < sections->size(); ++i) {
    const Json& from = (*sections)[i];
    const std::string path = absl::StrCat("text[", i, "]");
    if (!from.is_object()) {
      Wrong(path, "väntade ett avsnitt: ett objekt med paragraphs");
      continue;
    }
    TextSection section;
    section.section = Text(from, "section", path);
    section.title = Text(from, "title", path);
    if (const Json* list = List(from, "paragraphs", path, kParagraphsMax)) {
      for (size_t k = 0; k < list->size(); ++k) {
        section.paragraphs.push_back(
            Text((*list)[k], absl::StrCat(path, ".paragraphs[", k, "]"),
                 kParagraphBytesMax));
        text_bytes_ += section.paragraphs.back().size();
      }
    }
    if (const Json* list = List(from, "statements", path)) {
      for (size_t k = 0; k < list->size(); ++k) {
        ReadStatement((*list)[k], absl::StrCat(path, ".statements[", k, "]"),
                      &section);
      }
    }
    document_.text.push_back(std::move(section));
  }
  if (text_bytes_ > kAllTextBytesMax) {
    Wrong("text",
          absl::StrCat("texterna är mer än ", kAllTextBytesMax, " byte"));
  }
}

void Reader::ReadPeople(const Json& json) {
  const auto board = json.find("board");
  if (board != json.end() && board->is_object()) {
    if (document_.adopted.empty()) {
      document_.adopted = Text(*board, "adopted", "board");
    }
  } else if (const Json* seats = List(json, "board", "")) {
    for (size_t i = 0; i < seats->size(); ++i) {
      const std::string path = absl::StrCat("board[", i, "]");
      const Json& seat = (*seats)[i];
      if (!seat.is_object()) {
        Wrong(path, "väntade ett objekt med name och role");
        continue;
      }
      document_.board.push_back({Text(seat, "name", path),
                                 Text(seat, "role", path),
                                 Text(seat, "member", path)});
    }
  }
  if (const Json* lines = List(json, "signatures", "")) {
    for (size_t i = 0; i < lines->size(); ++i) {
      const std::string path = absl::StrCat("signatures[", i, "]");
      const Json& line = (*lines)[i];
      if (!line.is_object()) {
        Wrong(path, "väntade ett objekt med name");
        continue;
      }
      document_.signatures.push_back(
          {Text(line, "name", path), Text(line, "title", path),
           Text(line, "time", path), Text(line, "id", path)});
    }
  }
}

void Reader::ReadGoals(const Json& json) {
  if (const Json* goals = List(json, "goals", "")) {
    for (size_t i = 0; i < goals->size(); ++i) {
      const std::string path = absl::StrCat("goals[", i, "]");
      const Json& goal = (*goals)[i];
      if (!goal.is_object()) {
        Wrong(path, "väntade ett objekt med goal, outcome och verdict");
        continue;
      }
      document_.goals.push_back({Text(goal, "goal", path),
                                 Text(goal, "outcome", path),
                                 Text(goal, "verdict", path)});
    }
  }
  const auto summary = json.find("goals_summary");
  if (summary == json.end()) return;
  if (!summary->is_object() || summary->size() > kListMax) {
    return Wrong("goals_summary", "väntade ett objekt med antal");
  }
  for (const auto& [key, value] : summary->items()) {
    document_.goals_summary[key] =
        Whole(*summary, key.c_str(), "goals_summary");
  }
}

// Tables under names of their own; what is no table is told as unread.
void Reader::ReadOther(const std::string& key, const Json& json) {
  static const std::set<std::string> known = {"association",
                                              "document",
                                              "title",
                                              "year",
                                              "kind",
                                              "adopted",
                                              "headings",
                                              "tables",
                                              "text",
                                              "board",
                                              "signatures",
                                              "goals",
                                              "meetings",
                                              "goals_summary",
                                              "source",
                                              "currency",
                                              "members",
                                              "unit_default",
                                              "organisation_number"};
  if (known.contains(key)) return;
  const std::string path = Shortened(ToUtf8(key), kFoundBytesMax);
  if (json.is_object() && json.contains("rows")) {
    return ReadTable(json, path, path);
  }
  const bool pairs = json.is_array() && !json.empty() &&
                     std::all_of(json.begin(), json.end(), [](const Json& row) {
                       return row.is_object() && row.contains("line");
                     });
  if (pairs) return ReadPairs(json, path, path);
  if (document_.unread.size() < kListMax) document_.unread.push_back(path);
}

absl::StatusOr<Document> Reader::Read(const Json& json) {
  if (!json.is_object()) {
    Wrong("", "väntade ett objekt med dokumentets delar");
    return RefuseInput(problems());
  }
  ReadHead(json);
  if (const Json* tables = List(json, "tables", "", kTablesMax)) {
    for (size_t i = 0; i < tables->size(); ++i) {
      ReadTable((*tables)[i], absl::StrCat("tabell-", i + 1),
                absl::StrCat("tables[", i, "]"));
    }
  }
  for (const auto& [key, value] : json.items()) ReadOther(key, value);
  ReadText(json);
  ReadPeople(json);
  ReadGoals(json);
  if (!problems().empty()) return RefuseInput(problems());
  return std::move(document_);
}

}  // namespace

absl::StatusOr<Document> ReadDocument(absl::string_view bytes,
                                      const std::string& file) {
  if (bytes.size() > kDocumentBytesMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "DOCUMENT_TOO_LARGE",
                  absl::StrCat(file, ": filen är större än ", kDocumentBytesMax,
                               " byte"));
  }
  RETURN_IF_ERROR(CheckSyntax(bytes, file));
  return Reader(file).Read(
      Json::parse(bytes.begin(), bytes.end(), nullptr, false));
}

}  // namespace finsam::gateway::printed

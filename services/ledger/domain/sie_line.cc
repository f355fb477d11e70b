#include "services/ledger/domain/sie_line.h"

namespace finsam::ledger {
namespace {

bool IsBlank(char c) { return c == ' ' || c == '\t'; }

bool IsBrace(char c) { return c == '{' || c == '}'; }

size_t SkipBlanks(absl::string_view line, size_t from) {
  while (from < line.size() && IsBlank(line[from])) ++from;
  return from;
}

// Takes the quoted field that begins at `start`; returns where to go on.
size_t TakeQuoted(absl::string_view line, size_t start, SieTokens* out) {
  SieField field;
  size_t last_escape = absl::string_view::npos;
  for (size_t i = start + 1; i < line.size(); ++i) {
    if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '"') {
      last_escape = i++;
      field.escaped = true;
    } else if (line[i] == '"') {
      const size_t next = i + 1;
      if (next == line.size() || IsBlank(line[next]) || IsBrace(line[next])) {
        field.raw = line.substr(start + 1, i - start - 1);
        out->fields.push_back(field);
        return next;
      }
      out->inner_quote = true;
    }
  }
  // A path that ends with a backslash: "C:\bok\" and then nothing more.
  if (last_escape != absl::string_view::npos &&
      SkipBlanks(line, last_escape + 2) == line.size()) {
    field.raw = line.substr(start + 1, last_escape - start);
    field.escaped = field.raw.find("\\\"") != absl::string_view::npos;
  } else {
    field.raw = line.substr(start + 1);
    out->unclosed_quote = true;
  }
  out->fields.push_back(field);
  return line.size();
}

// Takes the field without quotes that begins at `start`.
size_t TakePlain(absl::string_view line, size_t start, bool in_list,
                 SieTokens* out) {
  size_t end = start;
  while (end < line.size() && !IsBlank(line[end]) &&
         !(in_list && IsBrace(line[end]))) {
    ++end;
  }
  SieField field;
  field.raw = line.substr(start, end - start);
  field.escaped = field.raw.find("\\\"") != absl::string_view::npos;
  out->fields.push_back(field);
  return end;
}

}  // namespace

void TokeniseSieLine(absl::string_view line, SieTokens* out) {
  out->fields.clear();
  out->unclosed_quote = false;
  out->inner_quote = false;
  bool in_list = false;
  for (size_t i = SkipBlanks(line, 0); i < line.size();
       i = SkipBlanks(line, i)) {
    if (IsBrace(line[i])) {
      in_list = line[i] == '{';
      SieField brace;
      brace.kind = in_list ? SieField::Kind::kOpen : SieField::Kind::kClose;
      out->fields.push_back(brace);
      ++i;
    } else if (line[i] == '"') {
      i = TakeQuoted(line, i, out);
    } else {
      i = TakePlain(line, i, in_list, out);
    }
  }
  out->unclosed_list = in_list;
}

std::string UnescapeSie(absl::string_view raw) {
  std::string out;
  out.reserve(raw.size());
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == '\\' && i + 1 < raw.size() && raw[i + 1] == '"') ++i;
    out.push_back(raw[i]);
  }
  return out;
}

}  // namespace finsam::ledger

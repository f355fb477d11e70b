#include "services/gateway/render_xlsx.h"

#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/utf8.h"
#include "services/gateway/printed.h"
#include "services/gateway/report_tables.h"
#include "services/gateway/source_line.h"
#include "services/gateway/xlsx_sheet.h"

namespace finsam::gateway {
namespace {

constexpr char kContents[] = "Innehåll";
constexpr char kSheetStem[] = "Tabell";
constexpr size_t kSheetNameMax = 31;  // UTF-16 units, as the format has it.
// The same day in every workbook: what it was made of says how old it is.
constexpr time_t kCreated = 946'684'800;  // 2000-01-01.

// A file in memory, since the library writes to files only.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(memfd_create("workbook", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  bool is_open() const { return descriptor_ >= 0; }
  std::string path() const {
    return absl::StrCat("/proc/self/fd/", descriptor_);
  }

  absl::StatusOr<std::string> Read() const {
    const off_t size = lseek(descriptor_, 0, SEEK_END);
    if (size < 0) return absl::InternalError("the workbook has no size");
    std::string bytes(static_cast<size_t>(size), '\0');
    size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t got = pread(descriptor_, bytes.data() + done,
                                bytes.size() - done, static_cast<off_t>(done));
      if (got <= 0) return absl::InternalError("the workbook cannot be read");
      done += static_cast<size_t>(got);
    }
    return bytes;
  }

 private:
  int descriptor_;
};

// Names of sheets: short, without the characters that mean something in a
// formula, and unlike each other.
class SheetNames {
 public:
  std::string Next(absl::string_view title) {
    const std::string plain =
        absl::StrReplaceAll(Printable(title), {{"[", "("},
                                               {"]", ")"},
                                               {":", ""},
                                               {"*", ""},
                                               {"?", ""},
                                               {"/", "-"},
                                               {"\\", "-"},
                                               {"'", ""},
                                               {"\n", " "},
                                               {"\t", " "}});
    std::string name = Cut(plain, kSheetNameMax);
    if (name.empty()) name = kSheetStem;
    for (int copy = 2; !taken_.insert(absl::AsciiStrToLower(name)).second;
         ++copy) {
      const std::string end = absl::StrCat(" ", copy);
      name = absl::StrCat(Cut(plain, kSheetNameMax - end.size()), end);
    }
    return name;
  }

 private:
  static std::string Cut(absl::string_view text, size_t units_max) {
    std::string out;
    size_t units = 0;
    while (!text.empty()) {
      const char32_t rune = TakeRune(&text).value_or(kReplacement);
      units += rune > 0xFFFF ? 2 : 1;
      if (units > units_max) break;
      AppendRune(rune, &out);
    }
    return std::string(absl::StripAsciiWhitespace(out));
  }

  // A program keeps the last for itself.
  std::set<std::string> taken_ = {absl::AsciiStrToLower(kContents), "history"};
};

struct NamedTable {
  ReportTable table;
  std::string sheet;
};

void WriteContents(const v1::Report& report, const std::string& version,
                   const std::vector<NamedTable>& tables, lxw_worksheet* sheet,
                   XlsxLooks* looks) {
  lxw_row_t row = 0;
  lxw_format* plain = looks->Of({});
  lxw_format* bold = looks->Of({.bold = true});
  const auto line = [&](absl::string_view text, lxw_format* format) {
    WriteXlsxText(sheet, row++, 0, text, format);
  };
  SetXlsxLines(sheet, row, 2);
  line(report.title(), looks->Of({.bold = true, .font_size = 16}));
  line(report.association(), plain);
  if (!report.registration_number().empty()) {
    line(report.registration_number(), plain);
  }
  line(version, plain);
  if (report.audience() == common::v1::OFFICE) line(kInternalNote, bold);
  ++row;
  line("Tabeller", bold);
  for (const NamedTable& one : tables) {
    const std::string target = absl::StrCat("internal:'", one.sheet, "'!A1");
    worksheet_write_url(sheet, row, 0, target.c_str(), nullptr);
    WriteXlsxText(sheet, row, 0, one.table.title, plain);
    WriteXlsxText(sheet, row++, 1, one.sheet, plain);
  }
  ++row;
  line("Talen är de tryckta, i tabellens enhet. Exakta värden finns i CSV.",
       plain);
  if (!report.sources().empty()) {
    ++row;
    line("Rapporten är sammanställd ur", bold);
    for (const auto& source : report.sources()) line(SourceLine(source), plain);
  }
  constexpr double kTitleWidth = 70;
  constexpr double kNameWidth = 34;
  worksheet_set_column(sheet, 0, 0, kTitleWidth, nullptr);
  worksheet_set_column(sheet, 1, 1, kNameWidth, nullptr);
}

}  // namespace

absl::StatusOr<std::string> RenderXlsx(const v1::Report& report,
                                       const std::string& version) {
  const MemoryFile file;
  if (!file.is_open()) return absl::InternalError("no memory for a workbook");
  lxw_workbook* workbook = workbook_new(file.path().c_str());
  if (workbook == nullptr) return absl::InternalError("no workbook");
  std::string title = Printable(report.title());
  std::string author = Printable(report.association());
  lxw_doc_properties properties = {};
  properties.title = title.data();
  properties.author = author.data();
  properties.created = kCreated;
  workbook_set_properties(workbook, &properties);
  XlsxLooks looks(workbook);
  SheetNames names;
  std::vector<NamedTable> tables;
  for (ReportTable& table : TablesOf(report)) {
    std::string sheet = names.Next(table.title);
    tables.push_back({std::move(table), std::move(sheet)});
  }
  WriteContents(report, version, tables,
                workbook_add_worksheet(workbook, kContents), &looks);
  for (const NamedTable& one : tables) {
    lxw_worksheet* sheet = workbook_add_worksheet(workbook, one.sheet.c_str());
    if (sheet == nullptr) {
      workbook_close(workbook);
      return absl::InternalError("a sheet's name is not taken");
    }
    WriteXlsxTable(FromProto(*one.table.table), one.table.title, sheet, &looks);
  }
  const lxw_error error = workbook_close(workbook);
  if (error != LXW_NO_ERROR) return absl::InternalError(lxw_strerror(error));
  return file.Read();
}

}  // namespace finsam::gateway

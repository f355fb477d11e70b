#include "tests/tidy/includes.h"

#include <fnmatch.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace finsam::tidy {
namespace {

// In patterns: '*' is anything, also '/'; "{X}" is the file's own service;
// "<*>" is a header in angle brackets without folder and ending, the standard
// library's; "<*.h>" the system's.
struct Room {
  std::vector<std::string> files;
  std::vector<std::string> may;
  std::vector<std::string> never = {};  // Stronger than `may`.
};

// Headers that reach for threads, time, chance or files.
const std::vector<std::string> kWorldly = {"<atomic>",
                                           "<chrono>",
                                           "<condition_variable>",
                                           "<ctime>",
                                           "<filesystem>",
                                           "<fstream>",
                                           "<future>",
                                           "<iostream>",
                                           "<mutex>",
                                           "<random>",
                                           "<semaphore>",
                                           "<shared_mutex>",
                                           "<stdio>",
                                           "<thread>",
                                           "absl/random/*",
                                           "absl/synchronization/*",
                                           "absl/time/clock.h"};

const std::vector<std::string> kGrpc = {"grpcpp/*", "*.grpc.pb.h"};

// The first room that has the file decides.
const std::vector<Room>& Rooms() {
  static const std::vector<Room> rooms = {
      {{"common/base/digest.cc"},
       {"<*>", "absl/*", "common/base/*", "openssl/evp.h"}},
      {{"common/base/log.cc"},
       {"<*>", "absl/*", "common/base/*", "spdlog/*", "nlohmann/*"}},
      {{"common/base/*"}, {"<*>", "absl/*", "common/base/*"}},
      {{"common/figure/convert.*"},
       {"<*>", "absl/*", "common/base/*", "common/figure/*",
        "finsam/common/v1/*.pb.h"}},
      {{"common/figure/*"},
       {"<*>", "absl/*", "common/base/*", "common/figure/*"},
       {"common/figure/convert.h"}},
      {{"common/files/zip.cc"},
       {"<*>", "<zip.h>", "absl/*", "common/base/*", "common/files/*"}},
      {{"common/files/*"},
       {"<*>", "absl/*", "common/base/*", "common/files/*", "yaml-cpp/*"}},
      {{"common/store/rocks_store.cc"},
       {"<*>", "absl/*", "common/base/*", "common/store/*", "rocksdb/*"}},
      {{"common/store/*"},
       {"<*>", "absl/*", "common/base/*", "common/store/*"}},
      {{"common/rpc/*"},
       {"<*>", "<*.h>", "sys/stat.h", "absl/*", "common/base/*", "common/rpc/*",
        "grpcpp/*", "google/protobuf/*", "finsam/common/v1/*.pb.h"}},
      {{"common/sign/pades*", "common/sign/pdf_*"},
       {"<*>", "absl/*", "common/base/*", "common/sign/*", "qpdf/*"}},
      {{"common/sign/xml*"},
       {"<*>", "absl/*", "common/base/*", "common/sign/*", "libxml/*",
        "xmlsec/*"}},
      {{"common/sign/*"},
       {"<*>", "absl/*", "common/base/*", "common/sign/*", "openssl/*",
        "nlohmann/*"}},
      {{"services/*/domain/*"},
       {"<*>", "absl/*", "common/base/money.h", "common/base/status.h",
        "common/base/check.h", "common/base/digest.h", "common/base/names.h",
        "common/base/personal_data.h", "common/base/text.h",
        "common/figure/figure.h", "common/figure/display.h",
        "common/figure/footing.h", "common/figure/table.h",
        "services/{X}/domain/*"},
       kWorldly},
      {{"services/*/*_file.h", "services/*/*_file.cc"},
       {"<*>", "absl/*", "common/base/*", "common/figure/*", "common/files/*",
        "services/{X}/*"},
       {"common/figure/convert.h", "services/{X}/convert.h"}},
      // The gateway's clients of the others.
      {{"services/gateway/neighbours.cc", "services/gateway/neighbours_ask.cc",
        "services/gateway/neighbours_stubs.h", "services/gateway/books.cc",
        "services/gateway/budgets.cc", "services/gateway/counts.cc",
        "services/gateway/decisions.cc"},
       {"<*>", "absl/*", "common/*", "grpcpp/*", "finsam/*",
        "services/gateway/*"}},
      {{"services/gateway/http_*", "services/gateway/pages.cc"},
       {"<*>", "<*.h>", "absl/*", "common/*", "google/protobuf/*", "nlohmann/*",
        "finsam/*", "services/gateway/*"},
       kGrpc},
      // The linear programs of disclosure control.
      {{"services/participants/clp_program.cc"},
       {"<*>", "<Clp*.hpp>", "<Coin*.hpp>", "absl/*", "common/base/*",
        "services/participants/*"},
       kGrpc},
      {{"services/gateway/pdf/report_document.*",
        "services/gateway/pdf/markdown_blocks.*"},
       {"<*>", "absl/*", "common/*", "finsam/*", "services/gateway/*"},
       kGrpc},
      // The painters: the libraries that know letters, pages and PDF.
      {{"services/gateway/pdf/*"},
       {"<*>", "absl/*", "common/base/*", "<cairo.h>", "<cairo-pdf.h>",
        "fontconfig/*", "pango/*", "qpdf/*",
        "services/gateway/domain/drawing.h", "services/gateway/domain/utf8.h",
        "services/gateway/pdf/*"}},
      {{"services/gateway/markdown.cc"},
       {"<*>", "<cmark.h>", "absl/*", "common/*", "services/gateway/*"}},
      {{"services/*/*_service.h", "services/*/*_service.cc",
        "services/*/main.cc"},
       {"<*>", "absl/*", "common/*", "grpcpp/*", "finsam/{X}/*",
        "finsam/common/*", "services/{X}/*"}},
      // Uploads lie on disk without a name, which is the system's business.
      {{"services/ledger/spool.cc"},
       {"<*>", "<*.h>", "absl/*", "common/base/*", "services/ledger/*"}},
      {{"services/*/convert*"},
       {"<*>", "absl/*", "common/*", "google/protobuf/*", "finsam/{X}/*",
        "finsam/common/*", "services/{X}/*"},
       kGrpc},
      // Printed documents are examined by rules as pure as a domain's; the
      // command line has them too.
      {{"services/gateway/printed/document_json.*",
        "services/gateway/printed/json_values.*"},
       {"<*>", "absl/*", "common/base/*", "nlohmann/json.hpp",
        "services/gateway/printed/*"},
       kWorldly},
      {{"services/gateway/printed/*"},
       {"<*>", "absl/*", "common/base/money.h", "common/base/status.h",
        "common/base/check.h", "common/base/text.h", "common/figure/display.h",
        "common/figure/figure.h", "services/gateway/domain/*",
        "services/gateway/printed/*"},
       kWorldly},
      // The workbook's library writes to a file, which lies in memory.
      {{"services/gateway/render_xlsx.*", "services/gateway/xlsx_sheet.*"},
       {"<*>", "<unistd.h>", "<xlsxwriter.h>", "sys/mman.h", "absl/*",
        "common/*", "finsam/*", "services/gateway/*"},
       kGrpc},
      {{"services/gateway/*"},
       {"<*>", "absl/*", "common/*", "google/protobuf/*", "finsam/*",
        "nlohmann/*", "services/gateway/*"},
       kGrpc},
      {{"services/*"},
       {"<*>", "absl/*", "common/*", "google/protobuf/*", "finsam/{X}/*",
        "finsam/common/*", "services/{X}/*"},
       kGrpc},
      {{"cli/client.cc"},
       {"<*>", "absl/*", "common/*", "cli/*", "grpcpp/*", "finsam/gateway/*",
        "finsam/common/*", "nlohmann/*",
        "services/gateway/decisions_methods.h"}},
      // A proof is checked without a service, by the ledger's own rule.
      {{"cli/proof_file.cc"},
       {"<*>", "absl/*", "common/*", "cli/*", "google/protobuf/*", "nlohmann/*",
        "services/ledger/proof.h"},
       kGrpc},
      // So are printed documents, by the gateway's rules.
      {{"cli/check_*"},
       {"<*>", "absl/*", "common/*", "cli/*", "nlohmann/*",
        "services/gateway/printed/document_json.h",
        "services/gateway/printed/examine.h"},
       kGrpc},
      {{"cli/*"},
       {"<*>", "<*.h>", "sys/*", "absl/*", "common/*", "cli/*",
        "finsam/gateway/*", "finsam/common/*", "google/protobuf/*",
        "nlohmann/*", "CLI/*"},
       kGrpc},
      {{"tests/*"}, {"*"}},
  };
  return rooms;
}

// "budget" of "services/budget/budget.h"; empty elsewhere.
std::string ServiceOf(const std::string& path) {
  const std::vector<std::string> parts = absl::StrSplit(path, '/');
  return parts.size() > 2 && parts[0] == "services" ? parts[1] : "";
}

bool MatchesAny(const std::string& text,
                const std::vector<std::string>& patterns,
                const std::string& service) {
  for (const std::string& pattern : patterns) {
    const std::string filled = absl::StrReplaceAll(pattern, {{"{X}", service}});
    // "<*>" is for the standard library's headers alone.
    if (pattern == "<*>" && text.find_first_of("./") != std::string::npos) {
      continue;
    }
    if (fnmatch(filled.c_str(), text.c_str(), 0) == 0) return true;
  }
  return false;
}

// The header of an include line as rooms name it: those in angle brackets
// keep them unless they lie in a folder.
std::optional<std::string> IncludeOf(absl::string_view line) {
  if (!absl::ConsumePrefix(&line, "#include ") || line.empty()) {
    return std::nullopt;
  }
  const size_t end = line.find(line.front() == '<' ? '>' : '"', 1);
  if (end == absl::string_view::npos) return std::nullopt;
  const absl::string_view name = line.substr(1, end - 1);
  const bool bare =
      line.front() == '<' && name.find('/') == absl::string_view::npos;
  return bare ? absl::StrCat("<", name, ">") : std::string(name);
}

const Room* RoomOf(const std::string& path) {
  for (const Room& room : Rooms()) {
    if (MatchesAny(path, room.files, "")) return &room;
  }
  return nullptr;
}

}  // namespace

Violations CheckIncludes(const Tree& tree) {
  Violations violations;
  for (const SourceFile& file : tree) {
    const Room* room = RoomOf(file.path);
    if (room == nullptr) {
      violations.push_back(At(file, 0, "is in no room that tidy knows"));
      continue;
    }
    const std::string service = ServiceOf(file.path);
    for (size_t i = 0; i < file.lines.size(); ++i) {
      const std::optional<std::string> header = IncludeOf(file.lines[i]);
      if (!header.has_value()) continue;
      if (!MatchesAny(*header, room->may, service) ||
          MatchesAny(*header, room->never, service)) {
        violations.push_back(
            At(file, i, absl::StrCat("may not include ", *header)));
      }
    }
  }
  return violations;
}

}  // namespace finsam::tidy

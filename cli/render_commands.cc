#include "cli/render_commands.h"

#include <filesystem>
#include <map>
#include <string>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "cli/client.h"
#include "cli/command_kit.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/publishing_commands.h"
#include "cli/viewer.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace pb = gateway::v1;
namespace fs = std::filesystem;

pb::RenderReportRequest::Format FormatOf(const RenderOptions& options,
                                         const CommonOptions& common) {
  if (options.format == "text") return pb::RenderReportRequest::TEXT;
  if (options.format == "pdf") return pb::RenderReportRequest::PDF;
  if (options.format == "csv") return pb::RenderReportRequest::CSV;
  if (options.format == "xlsx") return pb::RenderReportRequest::XLSX;
  // The common --format before the command counts too.
  const bool json =
      options.format.empty() ? common.json() : options.format == "json";
  return json ? pb::RenderReportRequest::JSON : pb::RenderReportRequest::HTML;
}

// The report that is meant, asked about as often as it takes.
class Wanted {
 public:
  Wanted(const CommonOptions& common, const RenderOptions& options)
      : options_(options), client_(NewClient(common)) {}

  absl::Status Find(const CommonOptions& common) {
    if (!options_.version.empty()) {
      ASSIGN_OR_RETURN(
          name_, FrozenNameOf(common, options_, options_.version, client_));
      return absl::OkStatus();
    }
    ASSIGN_OR_RETURN(*draft_.mutable_fiscal_year(),
                     ChooseFiscalYear(common, 0, client_));
    draft_.set_kind(KindOf(options_.kind));
    draft_.set_audience(AudienceOf(common, options_.audience));
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Render(pb::RenderReportRequest::Format format,
                                     const std::string& table) {
    pb::RenderReportRequest draft = draft_;
    draft.set_format(format);
    draft.set_table(table);
    pb::RenderFrozenReportRequest frozen;
    frozen.set_name(name_);
    frozen.set_format(format);
    frozen.set_table(table);
    ASSIGN_OR_RETURN(pb::RenderReportResponse answer,
                     name_.empty()
                         ? client_.Ask<pb::RenderReportResponse>(draft)
                         : client_.Ask<pb::RenderReportResponse>(frozen));
    return std::move(*answer.mutable_content());
  }

  absl::StatusOr<pb::Report> Get() {
    if (!name_.empty()) {
      pb::GetFrozenReportRequest request;
      request.set_name(name_);
      ASSIGN_OR_RETURN(auto answer,
                       client_.Ask<pb::GetFrozenReportResponse>(request));
      return std::move(*answer.mutable_report());
    }
    pb::AssembleReportRequest request;
    request.set_fiscal_year(draft_.fiscal_year());
    request.set_kind(draft_.kind());
    request.set_audience(draft_.audience());
    ASSIGN_OR_RETURN(auto answer,
                     client_.Ask<pb::AssembleReportResponse>(request));
    return std::move(*answer.mutable_report());
  }

  void Note() const {
    if (name_.empty()) NoteAudience(draft_.audience());
  }

 private:
  const RenderOptions& options_;
  Client client_;
  std::string name_;  // Of a frozen version; empty: the draft.
  pb::RenderReportRequest draft_;
};

// As the gateway names them: a table's id, and with ".2" when it is printed
// again.
void CollectTables(const pb::Section& section,
                   std::map<std::string, int>* times,
                   std::vector<std::string>* names) {
  for (const pb::Block& block : section.blocks()) {
    if (!block.has_table()) continue;
    const std::string& id = block.table().id();
    const int time = ++(*times)[id];
    names->push_back(time == 1 ? id : absl::StrCat(id, ".", time));
  }
  for (const pb::Section& inner : section.sections()) {
    CollectTables(inner, times, names);
  }
}

absl::Status WriteFile(const std::string& path, bool force,
                       const std::string& content) {
  OutputFile out(path);
  RETURN_IF_ERROR(out.Open(force));
  RETURN_IF_ERROR(out.Write(content));
  return out.Commit();
}

absl::Status WriteTables(const RenderOptions& options, Wanted& wanted) {
  std::error_code error;
  fs::create_directories(options.output, error);
  if (error) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "OUTPUT_UNWRITABLE",
                  absl::StrCat("mappen ", options.output, " kan inte skapas"));
  }
  ASSIGN_OR_RETURN(const pb::Report report, wanted.Get());
  std::map<std::string, int> times;
  std::vector<std::string> names;
  for (const pb::Section& section : report.sections()) {
    CollectTables(section, &times, &names);
  }
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(const std::string csv,
                     wanted.Render(pb::RenderReportRequest::CSV, name));
    const fs::path path = fs::path(options.output) / absl::StrCat(name, ".csv");
    RETURN_IF_ERROR(WriteFile(path.string(), options.force, csv));
  }
  Print(absl::StrCat(
      Counted(static_cast<int>(names.size()), "tabell", "tabeller"), " i ",
      options.output, "\n"));
  return absl::OkStatus();
}

absl::Status DoRender(const CommonOptions& common,
                      const RenderOptions& options) {
  const pb::RenderReportRequest::Format format = FormatOf(options, common);
  Wanted wanted(common, options);
  if (format == pb::RenderReportRequest::CSV && options.table.empty() &&
      !options.output.empty()) {
    RETURN_IF_ERROR(wanted.Find(common));
    RETURN_IF_ERROR(WriteTables(options, wanted));
    wanted.Note();
    return absl::OkStatus();
  }
  OutputFile out(options.output);
  RETURN_IF_ERROR(out.Open(options.force));
  RETURN_IF_ERROR(wanted.Find(common));
  ASSIGN_OR_RETURN(const std::string content,
                   wanted.Render(format, options.table));
  RETURN_IF_ERROR(out.Write(content));
  RETURN_IF_ERROR(out.Commit());
  wanted.Note();
  return absl::OkStatus();
}

}  // namespace

int RunRender(const CommonOptions& common, const RenderOptions& options) {
  return Finish(DoRender(common, options), common);
}

}  // namespace finsam::cli

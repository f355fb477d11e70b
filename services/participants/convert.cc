#include "services/participants/convert.h"

#include "common/figure/convert.h"

namespace finsam::participants {
namespace {

namespace pb = common::v1;

void ToProto(const Problem& problem, pb::Problem* out) {
  out->set_severity(problem.severity == Severity::kError
                        ? pb::Problem::ERROR
                        : pb::Problem::WARNING);
  out->set_reason(problem.reason);
  out->set_file(problem.file);
  out->set_line(problem.line);
  out->set_field(problem.field);
  out->set_found(problem.found);
  out->set_expected(problem.expected);
  out->set_message(problem.message);
}

Problem FromProto(const pb::Problem& problem) {
  return {problem.severity() == pb::Problem::WARNING ? Severity::kWarning
                                                     : Severity::kError,
          problem.reason(),
          problem.file(),
          problem.line(),
          problem.field(),
          problem.found(),
          problem.expected(),
          problem.message()};
}

}  // namespace

absl::StatusOr<ImportRequest> FromProto(
    const v1::ImportCountsRequest& request) {
  ImportRequest out;
  ASSIGN_OR_RETURN(out.year, ParseFiscalYearName(request.fiscal_year()));
  out.request_id = request.request_id();
  out.validate_only = request.validate_only();
  out.files.reserve(static_cast<size_t>(request.files_size()));
  for (const pb::File& file : request.files()) {
    out.files.push_back({file.name(), file.content()});
  }
  return out;
}

void ToProto(const store::Head& head, pb::Revision* out) {
  out->set_service("participants");
  out->set_revision(head.revision);
  out->set_root(head.root);
}

void ToProto(const ImportOutcome& outcome, pb::ImportResult* out) {
  ToProto(outcome.head, out->mutable_revision());
  out->set_changed(outcome.changed);
  for (const Problem& warning : outcome.warnings) {
    ToProto(warning, out->add_warnings());
  }
  for (const std::string& id : outcome.figure_ids) out->add_figure_ids(id);
  out->set_summary(outcome.summary);
}

void ToProto(const Statistics& statistics, const store::Head& head,
             v1::GetStatisticsResponse* out) {
  for (const Table& table : statistics.tables) {
    finsam::ToProto(table, out->add_tables());
  }
  for (const Figure& figure : statistics.figures) {
    finsam::ToProto(figure, out->add_figures());
  }
  ToProto(head, out->mutable_revision());
}

std::string EncodeOutcome(const ImportOutcome& outcome) {
  pb::ImportResult result;  // Without maps: serialised the same every time.
  ToProto(outcome, &result);
  return result.SerializeAsString();
}

std::optional<ImportOutcome> DecodeOutcome(absl::string_view bytes) {
  pb::ImportResult result;
  if (!result.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return std::nullopt;
  }
  ImportOutcome out;
  out.head = {result.revision().revision(), result.revision().root()};
  out.changed = result.changed();
  for (const pb::Problem& warning : result.warnings()) {
    out.warnings.push_back(FromProto(warning));
  }
  out.figure_ids.assign(result.figure_ids().begin(), result.figure_ids().end());
  out.summary = result.summary();
  return out;
}

}  // namespace finsam::participants

#include "services/participants/convert.h"

#include "common/figure/convert.h"
#include "common/rpc/answer.h"

namespace finsam::participants {

namespace pb = common::v1;

absl::StatusOr<store::ImportRequest> FromProto(
    const v1::ImportCountsRequest& request) {
  store::ImportRequest out;
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

void ToProto(const store::ImportOutcome& outcome, pb::ImportResult* out) {
  ToProto(outcome.head, out->mutable_revision());
  out->set_changed(outcome.changed);
  for (const Problem& warning : outcome.warnings) {
    rpc::ToProto(warning, out->add_warnings());
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

}  // namespace finsam::participants

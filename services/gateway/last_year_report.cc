#include "services/gateway/last_year_report.h"

#include <string>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/gateway/domain/checks.h"
#include "services/gateway/domain/last_year.h"
#include "services/gateway/publishing_store.h"

namespace finsam::gateway {
namespace {

// The name of the version that counts; nothing when there is none.
absl::StatusOr<std::optional<FrozenName>> AdoptedVersion(
    const store::Snapshot& snapshot, const ReportKey& report) {
  ASSIGN_OR_RETURN(const auto published,
                   ReadPublishedVersion(snapshot, report));
  if (published.has_value()) return FrozenName{report, *published};
  ASSIGN_OR_RETURN(const auto latest, ReadFrozen(snapshot, {report}));
  if (!latest.has_value()) return std::nullopt;
  return FrozenName{report, latest->version()};
}

void TakeFigure(const common::v1::Cell& cell, LastYear* last) {
  if (!IsOfYear(cell.figure().id(), last->year)) return;
  LastYear::Printed printed{FromProto(cell.figure()), FromProto(cell.display()),
                            std::nullopt};
  if (cell.has_printed_steps()) printed.printed_steps = cell.printed_steps();
  last->figures.emplace(cell.figure().id(), std::move(printed));
}

void TakeTables(const v1::Section& section, LastYear* last) {
  for (const v1::Block& block : section.blocks()) {
    for (const auto& row : block.table().rows()) {
      for (const auto& cell : row.cells()) {
        if (cell.has_figure()) TakeFigure(cell, last);
      }
    }
  }
  for (const v1::Section& inner : section.sections()) TakeTables(inner, last);
}

}  // namespace

absl::StatusOr<std::optional<LastYear>> ReadLastYear(
    const store::Snapshot& snapshot, const ReportKey& report) {
  if (report.kind != ReportKind::kAnnual) return std::nullopt;
  ReportKey before = report;
  --before.year.year;
  ASSIGN_OR_RETURN(const auto name, AdoptedVersion(snapshot, before));
  if (!name.has_value()) return std::nullopt;
  ASSIGN_OR_RETURN(const internal::FrozenBody body,
                   ReadFrozenBody(snapshot, *name));
  LastYear last{name->Text(), before.year.year, {}, {}};
  for (const v1::Section& section : body.report().sections()) {
    TakeTables(section, &last);
  }
  for (const auto& figure : body.report().other_figures()) {
    common::v1::Cell cell;
    *cell.mutable_figure() = figure;
    TakeFigure(cell, &last);
  }
  ASSIGN_OR_RETURN(const FindingAnswers answers,
                   ReadFindingAnswers(snapshot, report));
  for (const auto& [finding_id, answered] : answers) {
    absl::string_view id = finding_id;
    if (absl::ConsumePrefix(&id, kRestatedFindings)) {
      last.reasons.emplace(
          id, LastYear::Reason{answered.said(), answered.answer().reason()});
    }
  }
  return last;
}

}  // namespace finsam::gateway

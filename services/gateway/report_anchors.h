// Where things stand in a page: an id for each section, table and figure, and
// no id twice.
//
// A section keeps its own id ("section-1.4"), and so does a table ("note-2").
// A figure's id is the anchor of the first table cell that shows it; when no
// table does, of the first place in a text. A further table or section with a
// taken id gets "-2", "-3" after it.

#ifndef FINSAM_SERVICES_GATEWAY_REPORT_ANCHORS_H_
#define FINSAM_SERVICES_GATEWAY_REPORT_ANCHORS_H_

#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"
#include "finsam/common/v1/figure.pb.h"
#include "finsam/gateway/v1/gateway.pb.h"

namespace finsam::gateway {

// Refers to the report's parts by their place in memory, so the report must
// stay unchanged as long as this is used.
class ReportAnchors {
 public:
  explicit ReportAnchors(const v1::Report& report);

  const std::string& Of(const v1::Section& section) const;
  const std::string& Of(const common::v1::Table& table) const;
  // True at the one place that carries the figure's id as its anchor.
  bool IsHome(const common::v1::Figure& figure) const;
  // True when the figure has such a place.
  bool HasHome(const std::string& figure_id) const;
  // The anchor of note 2: a section called "Not 2 …" or the table "note-2".
  // Empty when there is none.
  std::string OfNote(const std::string& note) const;

 private:
  void TakeSection(const v1::Section& section);
  void TakeTables(const v1::Section& section);
  void TakeTexts(const v1::Section& section);
  void TakeFigure(const common::v1::Figure& figure);
  std::string Claim(absl::string_view wanted, absl::string_view otherwise);

  absl::flat_hash_set<std::string> taken_;
  absl::flat_hash_map<const void*, std::string> anchors_;
  absl::flat_hash_map<std::string, const common::v1::Figure*> homes_;
  absl::flat_hash_map<std::string, std::string> notes_;
};

// The ids that the page itself uses.
inline constexpr char kContentAnchor[] = "content";
inline constexpr char kFindingsAnchor[] = "findings";

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_REPORT_ANCHORS_H_

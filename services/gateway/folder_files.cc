#include "services/gateway/folder_files.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/gateway/report_files.h"

namespace finsam::gateway {
namespace {

constexpr char kMinutesFolder[] = "minutes/";
constexpr char kAdditionEnding[] = ".si";  // SIE type 4I.

// The one place that says which service owns which file.
struct Ownership {
  const char* file;  // A whole name.
  const char* service;
};
constexpr Ownership kOwners[] = {
    {"association.yaml", "governance"},
    {"board.csv", "governance"},
    {"meetings.csv", "governance"},
    {"goals.csv", "governance"},
    {"signatures.csv", "governance"},
    {"policies.csv", "governance"},
    {"internal-control.csv", "governance"},
    {"deviations.csv", "governance"},
    {"audit.yaml", "governance"},
    {"budget.csv", "budget"},
    {"counts.csv", "participants"},
    {"surveys.csv", "participants"},
    {"overview.csv", "ledger"},
    {kStatementsFile, "ledger"},
    {kAnnualFile, "gateway"},
    {kPublishedFile, "gateway"},
    {kInterimFile, "gateway"},
    {kPlanFile, "gateway"},
    {"forecast.csv", "budget"},
    {"contributions.csv", "budget"},
    {"instalments.csv", "budget"},
    {"budget-rules.yaml", "budget"},
    {"layouts/budget.yaml", "budget"},
    {"initiatives.csv", "participants"},
    {"averages.csv", "participants"},
    {"counts-rules.yaml", "participants"},
    {"layouts/counts.yaml", "participants"},
};

// "budget-2023.csv": the budget of another year than the folder's.
bool IsOtherYears(absl::string_view file, absl::string_view stem) {
  return absl::ConsumePrefix(&file, stem) &&
         absl::ConsumeSuffix(&file, ".csv") && file.size() == 5 &&
         file.front() == '-' &&
         std::all_of(file.begin() + 1, file.end(), absl::ascii_isdigit);
}

std::string KnownFiles() {
  std::string known =
      "*.se, *.si, text/*.md, minutes/DATUM.md, budget-ÅÅÅÅ.csv, "
      "forecast-ÅÅÅÅ.csv";
  for (const Ownership& owner : kOwners) {
    absl::StrAppend(&known, ", ", owner.file);
  }
  return known;
}

}  // namespace

std::string OwnerOf(absl::string_view file_name) {
  if (file_name.size() > kFileNameBytesMax) return "";
  for (const Ownership& owner : kOwners) {
    if (file_name == owner.file) return owner.service;
  }
  if (IsOtherYears(file_name, "budget") ||
      IsOtherYears(file_name, "forecast")) {
    return "budget";
  }
  const bool top = file_name.find('/') == absl::string_view::npos;
  if (top && (absl::EndsWithIgnoreCase(file_name, ".se") ||
              absl::EndsWithIgnoreCase(file_name, kAdditionEnding))) {
    return "ledger";
  }
  if (absl::StartsWith(file_name, kMinutesFolder) &&
      absl::EndsWith(file_name, ".md")) {
    return "governance";
  }
  if (absl::StartsWith(file_name, kTextFolder) &&
      absl::EndsWith(file_name, ".md")) {
    return "gateway";
  }
  return "";
}

absl::Status FolderFiles::Add(const std::string& file_name,
                              const std::string& content) {
  bytes_ += content.size();
  files_[file_name] += content;
  if (bytes_ > kFolderBytesMax || files_.size() > kFolderFilesMax) {
    return Refuse(
        absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE",
        absl::StrCat("mappen är större än ", kFolderBytesMax >> 20,
                     " MiB eller har fler än ", kFolderFilesMax,
                     " filer; en större SIE-fil tar bara tjänsten ledger emot, "
                     "genom ImportBooks"));
  }
  if (!OwnerOf(file_name).empty()) return absl::OkStatus();
  return RefuseInput({{Severity::kError, "FILE_UNEXPECTED",
                       Shortened(file_name, kFileNameBytesMax), 0, "", "",
                       KnownFiles(), "filen hör inte till en årsmapp"}});
}

std::vector<std::string> FolderFiles::Names() const {
  std::vector<std::string> names;
  for (const auto& [name, content] : files_) names.push_back(name);
  return names;
}

bool FolderFiles::IsAddition() const {
  return files_.size() == 1 &&
         absl::EndsWithIgnoreCase(files_.begin()->first, kAdditionEnding);
}

std::vector<common::v1::File> FolderFiles::Of(
    const std::string& service) const {
  std::vector<common::v1::File> owned;
  for (const auto& [name, content] : files_) {
    if (OwnerOf(name) != service) continue;
    common::v1::File file;
    file.set_name(name);
    file.set_content(content);
    owned.push_back(std::move(file));
  }
  return owned;
}

}  // namespace finsam::gateway

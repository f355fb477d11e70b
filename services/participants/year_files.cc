#include "services/participants/year_files.h"

#include "absl/strings/str_cat.h"
#include "services/participants/counts_file.h"
#include "services/participants/domain/findings.h"
#include "services/participants/surveys_file.h"

namespace finsam::participants {
namespace {

constexpr char kFileUnexpected[] = "FILE_UNEXPECTED";
constexpr char kExpected[] = "counts.csv, surveys.csv";
constexpr size_t kFileNameBytesMax = 200;

// A file that is not ours, or one that came before. A name that points out a
// person, or that is no name, is not quoted.
void AddUnexpected(const std::string& name, absl::string_view message,
                   std::vector<Problem>* problems) {
  std::vector<Problem> hidden;
  const bool quoted =
      Findings("", &hidden).CheckText(0, "", name, kFileNameBytesMax, "");
  Findings(quoted ? name : "", problems)
      .Add(0, "", kFileUnexpected, message, quoted ? name : "", kExpected);
}

std::string Numbered(size_t count, absl::string_view one,
                     absl::string_view many) {
  return absl::StrCat(count, " ", count == 1 ? one : many);
}

}  // namespace

YearFiles ReadYearFiles(const std::vector<store::InputFile>& files, int year) {
  YearFiles out;
  if (files.size() > kFilesMax) {
    Findings("", &out.problems)
        .Add(0, "", kFileUnexpected, "För många filer.",
             absl::StrCat(files.size()), kExpected);
    return out;
  }
  for (const store::InputFile& file : files) {
    const bool counts = file.name == kCountsFile;
    if (!counts && file.name != kSurveysFile) {
      AddUnexpected(file.name, "Filen hör inte hit.", &out.problems);
    } else if (counts ? out.counts.has_value() : out.surveys.has_value()) {
      AddUnexpected(file.name, "Filen kom två gånger.", &out.problems);
    } else if (counts) {
      out.counts = ReadCountsFile(file.content, year, &out.problems);
    } else {
      out.surveys = ReadSurveysFile(file.content, &out.problems);
    }
  }
  return out;
}

Facts Replaced(const Facts& held, const YearFiles& files) {
  Facts facts = held;
  if (files.counts.has_value()) facts.counts = *files.counts;
  if (files.surveys.has_value()) facts.surveys = *files.surveys;
  return facts;
}

std::string SummaryOf(const YearFiles& files) {
  std::string out;
  if (files.counts.has_value()) {
    out = Numbered(files.counts->size(), "rad med antal", "rader med antal");
  }
  if (files.surveys.has_value()) {
    absl::StrAppend(
        &out, out.empty() ? "" : ", ",
        Numbered(files.surveys->size(), "enkätfråga", "enkätfrågor"));
  }
  return out.empty() ? "inga filer" : out;
}

}  // namespace finsam::participants

#include "services/participants/year_files.h"

#include <array>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/files/input.h"
#include "services/participants/averages_file.h"
#include "services/participants/counts_file.h"
#include "services/participants/counts_layout_file.h"
#include "services/participants/counts_rules_file.h"
#include "services/participants/domain/findings.h"
#include "services/participants/domain/initiatives.h"
#include "services/participants/initiatives_file.h"
#include "services/participants/surveys_file.h"

namespace finsam::participants {
namespace {

constexpr char kFileUnexpected[] = "FILE_UNEXPECTED";
constexpr size_t kFileNameBytesMax = 200;

using Contents = std::map<absl::string_view, absl::string_view>;

// In the order they are read: each is checked by those before it.
constexpr std::array<absl::string_view, 6> kFiles = {
    kCountsRulesFile, kInitiativesFile, kCountsFile,
    kAveragesFile,    kSurveysFile,     kCountsLayoutFile};

// A file that is not ours, or one that came before. A name that points out a
// person, or that is no name, is not quoted.
void AddUnexpected(const std::string& name, absl::string_view message,
                   std::vector<Problem>* problems) {
  std::vector<Problem> hidden;
  const bool quoted =
      Findings("", &hidden).CheckText(0, "", name, kFileNameBytesMax, "");
  Findings(quoted ? name : "", problems)
      .Add(0, "", kFileUnexpected, message, quoted ? name : "",
           absl::StrJoin(kFiles, ", "));
}

Contents Sort(const std::vector<store::InputFile>& files,
              std::vector<Problem>* problems) {
  Contents contents;
  if (files.size() > kFilesMax) {
    Findings("", problems)
        .Add(0, "", kFileUnexpected, "För många filer.",
             absl::StrCat(files.size()), absl::StrJoin(kFiles, ", "));
    return contents;
  }
  for (const store::InputFile& file : files) {
    bool ours = false;
    for (const absl::string_view name : kFiles) ours |= file.name == name;
    if (!ours) {
      AddUnexpected(file.name, "Filen hör inte hit.", problems);
    } else if (!contents.emplace(file.name, file.content).second) {
      AddUnexpected(file.name, "Filen kom två gånger.", problems);
    }
  }
  return contents;
}

class Reader {
 public:
  Reader(const Contents& contents, int year, KeptYear held)
      : contents_(contents), year_(year) {
    read_.year = std::move(held);
  }

  ImportedFiles Read(const std::vector<CountRow>& before) && {
    Facts& facts = read_.year.facts;
    std::vector<Problem>* problems = &read_.problems;
    if (const auto* content = Find(kCountsRulesFile)) {
      facts.rules = ReadCountsRulesFile(*content, year_, problems);
      read_.year.rules_file = std::string(*content);
    }
    if (const auto* content = Find(kInitiativesFile)) {
      facts.initiatives = ReadInitiativesFile(*content, problems);
      Tell(facts.initiatives.size(), "insats", "insatser");
    }
    ReadCounts();
    if (const auto* content = Find(kAveragesFile)) {
      facts.averages = ReadAveragesFile(*content, problems);
      Tell(facts.averages.size(), "medelvärde", "medelvärden");
    }
    if (const auto* content = Find(kSurveysFile)) {
      facts.surveys = ReadSurveysFile(*content, problems);
      Tell(facts.surveys.size(), "enkätfråga", "enkätfrågor");
    }
    if (const auto* content = Find(kCountsLayoutFile)) {
      read_.year.layout = ReadCountsLayoutFile(*content, year_, problems);
      read_.year.layout_file = std::string(*content);
    }
    // What is wrong by itself would only be wrong again beside other things.
    if (!AnyError(*problems)) {
      CheckAgainstInitiatives(facts.initiatives, facts.counts, kCountsFile,
                              problems);
      CheckFlowFromYearBefore(before, facts.counts, year_, kCountsFile,
                              problems);
    }
    if (read_.summary.empty()) read_.summary = "inga antal";
    return std::move(read_);
  }

 private:
  const absl::string_view* Find(absl::string_view file) const {
    const auto found = contents_.find(file);
    return found == contents_.end() ? nullptr : &found->second;
  }

  // Counts that are kept must suit rules that are new.
  void ReadCounts() {
    Facts& facts = read_.year.facts;
    const size_t held = facts.counts.size();
    if (const auto* content = Find(kCountsFile)) {
      facts.counts =
          ReadCountsFile(*content, year_, facts.rules, &read_.problems);
      Tell(facts.counts.size(), "rad med antal", "rader med antal");
      if (facts.counts.empty() && held > 0) {
        Findings(kCountsFile, &read_.problems)
            .Warn(0, "", "COUNTS_EMPTIED",
                  "Filen har inga rader: årets antal tas bort.",
                  absl::StrCat(facts.counts.size(), " rader"),
                  absl::StrCat(held, " rader, som förut"));
      }
    } else if (Find(kCountsRulesFile) != nullptr) {
      CheckCounts(facts.counts, facts.rules, kCountsFile, &read_.problems);
    }
  }

  void Tell(size_t count, absl::string_view one, absl::string_view many) {
    absl::StrAppend(&read_.summary, read_.summary.empty() ? "" : ", ", count,
                    " ", count == 1 ? one : many);
  }

  const Contents& contents_;
  const int year_;
  ImportedFiles read_;
};

}  // namespace

ImportedFiles ReadFiles(const std::vector<store::InputFile>& files, int year,
                        KeptYear held, const std::vector<CountRow>& before) {
  std::vector<Problem> problems;
  const Contents contents = Sort(files, &problems);
  ImportedFiles read = Reader(contents, year, std::move(held)).Read(before);
  read.problems.insert(read.problems.begin(), problems.begin(), problems.end());
  return read;
}

}  // namespace finsam::participants

#include "services/ledger/import_files.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/text.h"
#include "services/ledger/domain/coverage.h"
#include "services/ledger/domain/sie.h"
#include "services/ledger/layout_file.h"
#include "services/ledger/overview_file.h"

namespace finsam::ledger {
namespace {

// Bytes of a name that a problem shows.
constexpr size_t kNameShownMax = 80;

bool IsBooksName(absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  return absl::EndsWith(lower, ".se") && !absl::StrContains(lower, "/");
}

absl::Status RefuseFile(absl::string_view reason, absl::string_view name,
                        absl::string_view message) {
  Problem problem;
  problem.reason = std::string(reason);
  problem.file = Shortened(name, kNameShownMax);
  problem.message = std::string(message);
  return RefuseInput({std::move(problem)});
}

bool HasErrors(const std::vector<Problem>& problems) {
  for (const Problem& problem : problems) {
    if (problem.severity == Severity::kError) return true;
  }
  return false;
}

void Append(std::vector<Problem> from, std::vector<Problem>* to) {
  for (Problem& problem : from) to->push_back(std::move(problem));
}

Books ReadBooks(const ImportFiles& files, const FiscalYearName& name,
                int32_t dimension, const ImportProgress& progress,
                std::vector<Problem>* problems) {
  SieReading sie = ReadSie(files.books_name(), files.books());
  progress("reading", static_cast<int64_t>(sie.file.vouchers.size()));
  BooksOptions options;
  options.name = name;
  options.file_name = files.books_name();
  options.object_dimension = dimension;
  options.file_is_whole = sie.ok();
  options.progress = [&progress](int64_t count) {
    progress("checking", count);
  };
  Append(std::move(sie.problems), problems);
  return BooksFromSie(sie.file, options, problems);
}

}  // namespace

absl::Status ImportFiles::Add(absl::string_view name, absl::string_view piece) {
  const std::string key(name);
  const bool is_books = IsBooksName(name);
  if (!is_books && key != kLayoutFileName && key != kOverviewFileName) {
    return RefuseFile(
        "FILE_UNEXPECTED", name,
        absl::StrCat("Bokföringen tar emot en *.se-fil, ", kLayoutFileName,
                     " och ", kOverviewFileName, ", inte den här filen."));
  }
  if (is_books && !books_name_.empty() && books_name_ != key) {
    return RefuseFile("FILE_UNEXPECTED", name,
                      absl::StrCat("Det finns redan en SIE-fil, ", books_name_,
                                   "; ett år har en."));
  }
  if (files_.count(key) > 0 && last_name_ != key) {
    return RefuseFile("FILE_UNEXPECTED", name,
                      "Filens delar följer inte på varandra.");
  }
  const size_t limit = is_books ? kBooksFileBytesMax : kOtherFileBytesMax;
  std::string& content = files_[key];
  if (piece.size() > kChunkBytesMax || content.size() + piece.size() > limit) {
    return RefuseFile("FILE_TOO_LARGE", name,
                      absl::StrCat("Filen är större än ", limit >> 20,
                                   " MiB, eller en del av den större än ",
                                   kChunkBytesMax >> 20, " MiB."));
  }
  content.append(piece.data(), piece.size());
  if (is_books) books_name_ = key;
  last_name_ = key;
  return absl::OkStatus();
}

absl::Status ImportFiles::CheckComplete() const {
  std::vector<Problem> problems;
  const auto missing = [&problems](absl::string_view name) {
    Problem problem;
    problem.reason = "FILE_MISSING";
    problem.expected = std::string(name);
    problem.message = absl::StrCat("Filen ", name, " saknas.");
    problems.push_back(std::move(problem));
  };
  if (books_name_.empty()) missing("*.se");
  if (files_.count(kLayoutFileName) == 0) missing(kLayoutFileName);
  if (problems.empty()) return absl::OkStatus();
  return RefuseInput(std::move(problems));
}

const std::string* ImportFiles::overview() const {
  const auto found = files_.find(kOverviewFileName);
  return found == files_.end() ? nullptr : &found->second;
}

bool ImportReading::ok() const { return !HasErrors(problems); }

ImportReading ReadImport(const ImportFiles& files, const FiscalYearName& name,
                         const ImportProgress& progress) {
  ImportReading out;
  std::vector<Problem> layout_problems;
  std::optional<Layout> layout =
      ReadLayout(kLayoutFileName, files.layout(), &layout_problems);
  if (layout.has_value()) {
    CheckLayout(*layout, kLayoutFileName, &layout_problems);
  }
  const bool layout_is_sound =
      layout.has_value() && !HasErrors(layout_problems);
  if (layout.has_value()) out.layout = *std::move(layout);
  out.books = ReadBooks(files, name, FilterDimension(out.layout), progress,
                        &out.problems);
  Append(std::move(layout_problems), &out.problems);
  // An unsound layout would give a problem for every account it does not
  // reach, which helps nobody.
  if (layout_is_sound) {
    CheckCoverage(out.layout, kLayoutFileName,
                  UsedAccounts(out.books, files.books_name()), &out.problems);
  }
  if (files.overview() != nullptr) {
    out.key_figures =
        ReadOverview(kOverviewFileName, *files.overview(), &out.problems);
    if (layout_is_sound) {
      CheckKeyFigures(out.layout, kOverviewFileName, out.key_figures,
                      &out.problems);
    }
  }
  return out;
}

int32_t FilterDimension(const Layout& layout) {
  std::map<int32_t, int> uses;
  for (const Statement& statement : layout.statements) {
    for (const Line& line : statement.lines) {
      if (line.objects.has_value()) ++uses[line.objects->dimension];
    }
  }
  int32_t most = 0;
  for (const auto& [dimension, count] : uses) {
    if (most == 0 || count > uses[most]) most = dimension;
  }
  return most;
}

}  // namespace finsam::ledger

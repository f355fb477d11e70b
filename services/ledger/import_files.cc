#include "services/ledger/import_files.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

// Bytes of a name that a problem shows.
constexpr size_t kNameShownMax = 80;
// The journal keeps the name in a line of its own.
constexpr size_t kBooksNameBytesMax = 255;

bool IsBooksName(absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  return (absl::EndsWith(lower, ".se") || absl::EndsWith(lower, ".si")) &&
         !absl::StrContains(lower, "/") && name.size() <= kBooksNameBytesMax &&
         std::none_of(name.begin(), name.end(),
                      [](char c) { return absl::ascii_iscntrl(c); });
}

absl::Status RefuseFile(absl::string_view reason, absl::string_view name,
                        absl::string_view message) {
  Problem problem;
  problem.reason = std::string(reason);
  problem.file = Shortened(name, kNameShownMax);
  problem.message = std::string(message);
  return RefuseInput({std::move(problem)});
}

}  // namespace

absl::Status ImportFiles::Add(absl::string_view name, absl::string_view piece) {
  const std::string key(name);
  const bool is_books = IsBooksName(name);
  if (!is_books && key != kLayoutFileName && key != kOverviewFileName) {
    return RefuseFile(
        "FILE_UNEXPECTED", name,
        absl::StrCat("Bokföringen tar emot en SIE-fil (*.se eller *.si), ",
                     kLayoutFileName, " och ", kOverviewFileName,
                     ", inte den här filen."));
  }
  if (is_books && !books_name_.empty() && books_name_ != key) {
    return RefuseFile("FILE_UNEXPECTED", name,
                      absl::StrCat("Det finns redan en SIE-fil, ", books_name_,
                                   "; ett år har en."));
  }
  const bool begun = is_books ? books_ != nullptr : texts_.count(key) > 0;
  if (begun && last_name_ != key) {
    return RefuseFile("FILE_UNEXPECTED", name,
                      "Filens delar följer inte på varandra.");
  }
  const int64_t limit = is_books ? kSieFileBytesMax : kOtherFileBytesMax;
  const int64_t size = !begun     ? 0
                       : is_books ? books_->size()
                                  : static_cast<int64_t>(texts_[key].size());
  if (piece.size() > kChunkBytesMax ||
      size + static_cast<int64_t>(piece.size()) > limit) {
    return RefuseFile("FILE_TOO_LARGE", name,
                      absl::StrCat("Filen är större än ", limit >> 20,
                                   " MiB, eller en del av den större än ",
                                   kChunkBytesMax >> 20, " MiB."));
  }
  last_name_ = key;
  if (!is_books) {
    texts_[key].append(piece.data(), piece.size());
    return absl::OkStatus();
  }
  books_name_ = key;
  if (!begun) {
    ASSIGN_OR_RETURN(books_, SpooledFile::Create(spool_folder_));
  }
  return books_->Append(piece);
}

absl::Status ImportFiles::CheckComplete() const {
  if (books_ != nullptr) return absl::OkStatus();
  Problem problem;
  problem.reason = "FILE_MISSING";
  problem.expected = "*.se";
  problem.message = "SIE-filen (*.se eller *.si) saknas.";
  return RefuseInput({std::move(problem)});
}

const std::string* ImportFiles::Find(absl::string_view name) const {
  const auto found = texts_.find(std::string(name));
  return found == texts_.end() ? nullptr : &found->second;
}

absl::StatusOr<std::map<std::string, std::string>> ImportFiles::Digests()
    const {
  std::map<std::string, std::string> out;
  ASSIGN_OR_RETURN(out[books_name_], books_->Digest());
  for (const auto& [name, text] : texts_) out[name] = Sha256(text);
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

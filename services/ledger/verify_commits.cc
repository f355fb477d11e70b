#include "services/ledger/verify_commits.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "services/ledger/commit_facts.h"
#include "services/ledger/import_files.h"
#include "services/ledger/ledger_keys.h"

namespace finsam::ledger {
namespace {

// Commits that are read at a time.
constexpr size_t kPageCommitsMax = 1'024;
constexpr char kOpenings[] = "\nopenings ";

}  // namespace

absl::Status BooksDiffer(absl::string_view sentence) {
  return Refuse(absl::StatusCode::kDataLoss, "BOOKS_DIFFER", sentence);
}

absl::Status CommitProver::ReadPage() {
  const std::string& organisation = reader_.organisation();
  const store::Snapshot& snapshot = reader_.snapshot();
  const int64_t first = next_revision_;
  RETURN_IF_ERROR(store::ScanRecords(snapshot, organisation, first,
                                     [this](const store::Record& record) {
                                       page_.push_back({record, 0, false});
                                       return page_.size() < kPageCommitsMax;
                                     }));
  next_revision_ += static_cast<int64_t>(page_.size());
  at_end_ = page_.size() < kPageCommitsMax;
  if (page_.empty()) return absl::OkStatus();
  // The room has the newest first.
  const std::string prefix = RoomKey("places", organisation).bytes();
  bool understood = true;
  RETURN_IF_ERROR(snapshot.Scan(
      PlacesKey(organisation, next_revision_ - 1),
      store::AfterPrefix(PlacesKey(organisation, first)),
      [&](absl::string_view key, absl::string_view value) {
        const auto version =
            store::KeyReader(key.substr(prefix.size())).Number();
        const std::optional<int64_t> count = NumberInValue(value);
        understood = version.has_value() && count.has_value();
        if (!understood) return false;
        Commit& commit = page_[static_cast<size_t>(-*version - first)];
        commit.posting_count = *count;
        commit.counted = true;
        ++counted_;
        return true;
      }));
  if (!understood) return absl::DataLossError("a count cannot be understood");
  for (Commit& commit : page_) {
    if (!commit.counted) commit.posting_count = read_count_;
    read_count_ = commit.posting_count;
  }
  return absl::OkStatus();
}

absl::Status CommitProver::ProveAt(const WalkedBooks& books) {
  for (;;) {
    if (page_.empty() && !at_end_) RETURN_IF_ERROR(ReadPage());
    if (page_.empty() || page_.front().posting_count > books.tree.size) {
      return absl::OkStatus();
    }
    RETURN_IF_ERROR(Prove(page_.front(), books));
    page_.pop_front();
  }
}

absl::Status CommitProver::Finish(const WalkedBooks& books) {
  RETURN_IF_ERROR(ProveAt(books));
  int64_t kept = 0;
  RETURN_IF_ERROR(reader_.snapshot().ScanPrefix(
      RoomKey("places", reader_.organisation()).bytes(),
      [&kept](absl::string_view, absl::string_view) { return ++kept > 0; }));
  if (page_.empty() && kept == counted_ && posting_count_ == books.tree.size) {
    return absl::OkStatus();
  }
  return BooksDiffer(
      absl::StrCat("Antalet verifikationer vid varje läge (places) är inte "
                   "journalens; det sista är ",
                   posting_count_, ", men ", books.tree.size, " är bokförda."));
}

absl::Status CommitProver::Prove(const Commit& commit,
                                 const WalkedBooks& books) {
  const store::Record& record = commit.record;
  const int64_t before = std::exchange(posting_count_, commit.posting_count);
  const bool posts = record.kind == kPostKind;
  const bool may_post = posts || record.kind == kImportKind;
  // A commit that posts is at a place of its own, which no walk passes by.
  if (commit.posting_count != books.tree.size ||
      (commit.counted ? !may_post || commit.posting_count <= before : posts)) {
    return BooksDiffer(absl::StrCat(
        "Antalet verifikationer vid läge ", record.revision,
        " (places) är inte journalens: ", commit.posting_count, "."));
  }
  bool agrees = false;
  if (posts) {
    agrees = record.facts == PostFacts(before + 1, books.hash, books.tree);
  } else if (record.kind == kImportKind) {
    ASSIGN_OR_RETURN(agrees, IsImport(commit, books));
  } else {
    ASSIGN_OR_RETURN(agrees, IsStep(commit));
  }
  if (agrees) return absl::OkStatus();
  return BooksDiffer(
      absl::StrCat("Journalen säger vid läge ", record.revision, " (",
                   record.kind, ") annat än vad som är bokfört med ",
                   commit.posting_count, " verifikationer (places)."));
}

absl::StatusOr<bool> CommitProver::IsImport(const Commit& commit,
                                            const WalkedBooks& books) const {
  const store::Record& record = commit.record;
  const std::vector<std::string> lines = absl::StrSplit(record.facts, '\n');
  const auto name = ParseFiscalYearName(lines.front());
  if (!name.ok() || name->organisation != reader_.organisation()) return false;
  const LedgerReader then(reader_.snapshot(), reader_.organisation(),
                          record.revision);
  ASSIGN_OR_RETURN(const std::optional<StoredYear> year, then.Year(name->year));
  if (!year.has_value()) return false;
  ASSIGN_OR_RETURN(BalanceMap balances, then.Openings(name->year));
  const auto fold = books.folds.find(name->year);
  if (!year->summary && fold != books.folds.end()) {
    fold->second.AddTo(&balances);
  }
  std::string facts =
      ImportFacts(*name, books.hash, books.tree, std::move(balances));
  const auto head =
      static_cast<size_t>(std::count(facts.begin(), facts.end(), '\n') + 1);
  for (size_t i = head; i < lines.size(); ++i) {
    ASSIGN_OR_RETURN(const bool agrees,
                     IsImportLine(then, name->year, lines[i]));
    if (!agrees) return false;
    absl::StrAppend(&facts, "\n", lines[i]);
  }
  return record.facts == facts;
}

// A prior year's figures or a file that is kept, as it was given.
absl::StatusOr<bool> CommitProver::IsImportLine(const LedgerReader& then,
                                                int year,
                                                const std::string& line) const {
  const std::vector<std::string> words =
      absl::StrSplit(line, absl::MaxSplits(' ', 2));
  if (words.size() != 3) return false;
  int prior = 0;
  if (words[0] == "prior" && absl::SimpleAtoi(words[1], &prior)) {
    ASSIGN_OR_RETURN(const BalanceMap balances, then.Openings(prior));
    return "\n" + line == PriorFact(prior, balances);
  }
  if (words[0] != "file") return false;
  std::optional<StoredFile> kept;
  if (words[2] == kLayoutFileName) {
    ASSIGN_OR_RETURN(kept, then.Layout(year));
  } else if (words[2] == kOverviewFileName) {
    ASSIGN_OR_RETURN(kept, then.Overview(year));
  } else if (absl::EndsWithIgnoreCase(words[2], ".si")) {
    return then.IsTaken(year, absl::HexStringToBytes(words[1]));
  } else {
    return true;  // Other files of books are not kept.
  }
  return kept.has_value() && kept->digest == Sha256(kept->content) &&
         Hex(kept->digest) == words[1];
}

absl::StatusOr<bool> CommitProver::IsStep(const Commit& commit) const {
  const store::Record& record = commit.record;
  const std::string& facts = record.facts;
  const auto name = ParseFiscalYearName(facts.substr(0, facts.find('\n')));
  if (!name.ok() || name->organisation != reader_.organisation()) return false;
  const LedgerReader then(reader_.snapshot(), reader_.organisation(),
                          record.revision);
  ASSIGN_OR_RETURN(const std::optional<StoredYear> year, then.Year(name->year));
  if (!year.has_value() || year->life.events.empty()) return false;
  const YearEvent& event = year->life.events.back();
  const char* const kind = event.kind == YearEvent::Kind::kLock ? kLockKind
                           : event.kind == YearEvent::Kind::kClose
                               ? kCloseKind
                               : kReopenKind;
  if (event.revision != record.revision || record.kind != kind) return false;
  std::string openings;
  if (event.kind == YearEvent::Kind::kClose) {
    // A next year that was imported has openings of its own.
    const size_t at = facts.find(kOpenings);
    if (at == std::string::npos) return false;
    openings = absl::HexStringToBytes(
        facts.substr(at + sizeof(kOpenings) - 1, 2 * kSha256Bytes));
    ASSIGN_OR_RETURN(const std::vector<int> years, then.Years());
    const auto next = std::upper_bound(years.begin(), years.end(), name->year);
    std::optional<StoredYear> opened;
    if (next != years.end()) {
      ASSIGN_OR_RETURN(opened, then.Year(*next));
    }
    if (opened.has_value() && opened->carried) {
      ASSIGN_OR_RETURN(const BalanceMap kept, then.Openings(*next));
      openings = BalancesDigest(kept, /*with_movements=*/false);
    }
  }
  return facts == YearFacts(*name, event, openings);
}

}  // namespace finsam::ledger

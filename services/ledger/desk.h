// The desk at which an association's vouchers are posted: what is known of its
// books to decide on a posting without reading them, and the group that is
// being made ready. Used by one thread at a time.
//
// A desk holds nothing that is not in the store, but for the group until it is
// committed. After a commit that failed it is thrown away.

#ifndef FINSAM_SERVICES_LEDGER_DESK_H_
#define FINSAM_SERVICES_LEDGER_DESK_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "common/base/names.h"
#include "common/store/journal.h"
#include "common/store/store.h"
#include "services/ledger/ledger_store.h"
#include "services/ledger/parsed_files.h"
#include "services/ledger/stretch.h"

namespace finsam::ledger {

// What is to be posted, whole or not at all.
struct PostOrder {
  FiscalYearName name;
  std::string request_id;
  std::string digest;  // SHA-256 of all but the request id.
  size_t bytes = 0;    // What it weighs, at least the bytes of its vouchers.
  // At least one. When `reverses` is set, exactly one, whose entries and
  // maybe series are filled in from the voucher that is taken back.
  std::vector<VoucherDraft> drafts;
  std::optional<VoucherRef> reverses;
  // A batch: a refusal says which voucher it is about.
  bool is_batch = false;
};

// Where it was posted.
struct Posted {
  std::vector<PostedVoucher> vouchers;
  store::Head head;
  bool replayed = false;  // By an earlier request with the same id.
};

class Desk {
 public:
  // Reads what is kept, and takes away what a broken-off import left beyond
  // the chain's end. `parsed` outlives the desk.
  static absl::StatusOr<std::unique_ptr<Desk>> Open(
      store::Store& store, const std::string& organisation,
      ParsedFiles& parsed);

  // The answer that was given to the order before; nothing when it is new.
  // Refusal: REQUEST_ID_REUSED.
  absl::StatusOr<std::optional<Posted>> FindAnswer(
      const store::Snapshot& snapshot, const PostOrder& order) const;

  // True when the group answers this request id already.
  bool IsInGroup(const std::string& request_id) const {
    return group_ids_.contains(request_id);
  }

  // Adds the order to the group, or refuses it and adds nothing. Takes the
  // drafts out of the order into the answer, which is true once the group is
  // committed.
  absl::StatusOr<std::vector<PostedVoucher>> Take(
      const store::Snapshot& snapshot, PostOrder* order);

  // Adds the group to `commit`, and the indexes when the tail has become long
  // or `index` says so. The group is then empty.
  absl::Status Put(const store::Snapshot& snapshot, absl::Time now, bool index,
                   store::Commit* commit);

  // Where the association stands when all that was put is committed.
  const store::Head& head() const { return head_; }
  bool has_group() const { return !group_ids_.empty(); }
  bool has_tail() const { return stretch_.voucher_count() > 0; }

 private:
  struct Year {
    StoredYear stored;
    Chart chart;
    std::shared_ptr<const Layout> layout;  // Null: none is kept.
    std::string layout_name;
    YearFold fold;
    // Balance bytes of all that the year opens with or moves.
    absl::flat_hash_set<std::string> balances;
    // Those whose account, objects and line were found right.
    absl::flat_hash_set<std::string> known;
    std::map<std::string, int64_t> last_numbers;
  };
  // Balance bytes that an order uses and that are not known to be right, and
  // how many of them the year does not have yet.
  struct Fresh {
    absl::flat_hash_set<std::string> bytes;
    size_t added_count = 0;
  };
  struct Answer {
    std::string request_id;
    std::string digest;
    std::string bytes;
  };

  Desk(std::string organisation, ParsedFiles& parsed)
      : organisation_(std::move(organisation)), parsed_(parsed) {}

  absl::Status Read(const store::Snapshot& snapshot);
  absl::StatusOr<Year*> FindYear(const LedgerReader& reader,
                                 const FiscalYearName& name);
  static absl::Status UnknownVoucher(const VoucherRef& ref);
  absl::Status FillReversal(const LedgerReader& reader, PostOrder* order);
  // The end of a sentence: with what a voucher was taken back before, and what
  // can be done. `reversal` is the place of that, 0 when it is in the group.
  absl::StatusOr<std::string> ReversedBefore(const LedgerReader& reader,
                                             int64_t reversal) const;
  absl::Status Check(const LedgerReader& reader, const PostOrder& order,
                     Year* year) const;
  absl::Status CheckVoucher(const LedgerReader& reader,
                            const VoucherDraft& draft, const Year& year,
                            Fresh* fresh) const;
  absl::StatusOr<std::optional<int64_t>> FindPlace(const LedgerReader& reader,
                                                   const VoucherRef& ref) const;
  absl::Status CheckLayout(const VoucherDraft& draft, const Year& year) const;
  absl::StatusOr<int64_t> NextNumber(const LedgerReader& reader, Year* year,
                                     const std::string& series);
  void Post(Year* year, PostedVoucher* voucher);
  void EndBlock();

  std::string organisation_;
  ParsedFiles& parsed_;
  store::Head head_;
  ChainEnd chain_;
  std::map<int, Year> years_;
  Stretch stretch_;
  int64_t tail_blocks_ = 0;

  // The group.
  int64_t group_first_ = 0;  // The place of its first voucher.
  absl::flat_hash_set<std::string> group_ids_;
  std::vector<Answer> answers_;
  std::map<int64_t, int64_t> reversals_;  // Place to place of the reversal.
  BlockBuilder block_;
  std::vector<std::pair<int64_t, std::string>> blocks_;  // By last place.
  std::vector<MerkleTile> tiles_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_DESK_H_

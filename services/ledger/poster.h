// Posts vouchers for many callers at once: what arrives while a commit is on
// its way to disk makes up the next commit, so callers share its cost, and a
// single caller does not wait for others (group commit).
//
// One thread decides and commits; another calls the callers back when there
// are many. An order
// that is answered OK is on disk. Thread-safe.

#ifndef FINSAM_SERVICES_LEDGER_POSTER_H_
#define FINSAM_SERVICES_LEDGER_POSTER_H_

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/base/clock.h"
#include "common/store/store.h"
#include "services/ledger/desk.h"
#include "services/ledger/parsed_files.h"

namespace finsam::ledger {

// Bytes of an association's orders that wait to be posted; more are refused
// with QUEUE_FULL.
inline constexpr size_t kQueuedBytesMax = size_t{64} << 20;
// Bytes of orders in one commit; an order is not divided.
inline constexpr size_t kGroupBytesMax = size_t{4} << 20;
// Associations whose books are known without reading them.
inline constexpr size_t kDesksMax = 256;

class Poster {
 public:
  // All must outlive the poster.
  Poster(store::Store& store, const Clock& clock, ParsedFiles& parsed);
  // Answers everything that was taken in.
  ~Poster();

  using Done = std::function<void(absl::StatusOr<Posted>)>;
  // Calls `done` once, on another thread; it must not block for long.
  void Post(PostOrder order, Done done);
  // The same, waiting for the answer.
  absl::StatusOr<Posted> PostAndWait(PostOrder order);

  // The right to write an association's books otherwise, with every posted
  // voucher indexed. While it is held no voucher of the association is posted;
  // those that are asked for wait.
  class Lease {
   public:
    explicit Lease(Poster* poster, std::string organisation)
        : poster_(poster), organisation_(std::move(organisation)) {}
    ~Lease();
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;

   private:
    Poster* poster_;
    std::string organisation_;
  };
  // Waits its turn; gives up with CANCELLED when `is_cancelled` says so.
  absl::StatusOr<std::unique_ptr<Lease>> Acquire(
      const std::string& organisation,
      const std::function<bool()>& is_cancelled);

 private:
  struct Item {
    PostOrder order;
    Done done;
    absl::StatusOr<Posted> answer;
    bool taken = false;
  };
  using Group = std::vector<Item>;

  void RunPosting();
  void RunAnswering();
  Group NextGroup();
  static Item Anew(Item item);
  void EndUnposted();
  void Handle(Group group);
  absl::Status Decide(Group* group, Group* again);
  absl::Status CommitGroup(Group* group);
  void Answer(Group group);
  absl::StatusOr<Desk*> DeskOf(const std::string& organisation);
  void CloseDesks(const std::set<std::string>& organisations);
  absl::Status IndexTail(const std::string& organisation);
  void Release(const std::string& organisation);

  store::Store& store_;
  const Clock& clock_;
  ParsedFiles& parsed_;

  // Of the posting thread alone.
  struct OpenDesk {
    std::string organisation;
    std::unique_ptr<Desk> desk;
  };
  std::list<OpenDesk> desks_;  // The one used last is first.

  std::mutex mutex_;
  std::condition_variable arrived_;   // Something in queue_ or to index.
  std::condition_variable released_;  // A lease was given or given back.
  std::condition_variable answered_;  // Something in answers_.
  std::deque<Item> queue_;
  std::map<std::string, size_t> queued_bytes_;  // Per association.
  // Orders that wait for a lease to end, in the order they came.
  std::map<std::string, std::deque<Item>> parked_;
  std::deque<Group> answers_;
  // Associations under lease: false until the posting thread has let go.
  std::map<std::string, bool> leases_;
  std::map<std::string, absl::Status> lease_trouble_;
  bool stopping_ = false;
  bool posting_ended_ = false;
  std::thread posting_;
  std::thread answering_;
};

}  // namespace finsam::ledger

#endif  // FINSAM_SERVICES_LEDGER_POSTER_H_

#include "services/ledger/poster.h"

#include <algorithm>
#include <chrono>
#include <future>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"

namespace finsam::ledger {
namespace {

// How often a caller that waits for a lease is asked whether it still wants it.
constexpr std::chrono::milliseconds kCancelInterval(50);

// So few callers are called back by the posting thread itself: waking the
// other would cost them more than the wait.
constexpr size_t kAnsweredAtOnceMax = 2;

bool IsStale(const absl::Status& status) { return ReasonOf(status) == "STALE"; }

}  // namespace

Poster::Poster(store::Store& store, const Clock& clock, ParsedFiles& parsed)
    : store_(store),
      clock_(clock),
      parsed_(parsed),
      posting_([this] { RunPosting(); }),
      answering_([this] { RunAnswering(); }) {}

Poster::~Poster() {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    stopping_ = true;
  }
  arrived_.notify_all();
  posting_.join();
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    posting_ended_ = true;
  }
  answered_.notify_all();
  answering_.join();
}

void Poster::Post(PostOrder order, Done done) {
  Item item{std::move(order), std::move(done),
            absl::UnknownError("not decided"), false};
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    size_t& queued = queued_bytes_[item.order.name.organisation];
    if (queued + item.order.bytes > kQueuedBytesMax && queued > 0) {
      item.answer = Refuse(absl::StatusCode::kResourceExhausted, "QUEUE_FULL",
                           "Bokföringen hinner inte med; försök igen om en "
                           "stund.");
      answers_.emplace_back();
      answers_.back().push_back(std::move(item));
      answered_.notify_one();
      return;
    }
    queued += item.order.bytes;
    queue_.push_back(std::move(item));
  }
  arrived_.notify_one();
}

absl::StatusOr<Posted> Poster::PostAndWait(PostOrder order) {
  std::promise<absl::StatusOr<Posted>> promise;
  Post(std::move(order), [&promise](absl::StatusOr<Posted> answer) {
    promise.set_value(std::move(answer));
  });
  return promise.get_future().get();
}

// Takes what may be posted now: as many orders as one commit holds. Those of an
// association under lease are put aside until it ends.
Poster::Group Poster::NextGroup() {
  Group group;
  size_t bytes = 0;
  while (!queue_.empty() && bytes < kGroupBytesMax) {
    Item item = std::move(queue_.front());
    queue_.pop_front();
    const std::string& organisation = item.order.name.organisation;
    if (leases_.count(organisation) > 0) {
      parked_[organisation].push_back(std::move(item));
      continue;
    }
    bytes += item.order.bytes;
    const auto queued = queued_bytes_.find(organisation);
    queued->second -= item.order.bytes;
    if (queued->second == 0) queued_bytes_.erase(queued);
    group.push_back(std::move(item));
  }
  return group;
}

// Answers what waits for a lease when the ledger ends.
void Poster::EndUnposted() {
  for (auto& [organisation, items] : parked_) {
    Group group;
    for (Item& item : items) {
      item.answer = absl::UnavailableError("the ledger is ending");
      group.push_back(std::move(item));
    }
    answers_.push_back(std::move(group));
  }
  parked_.clear();
}

void Poster::RunPosting() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    // Whoever asks for a lease gets it between two commits.
    for (auto& [organisation, given] : leases_) {
      if (given) continue;
      const std::string name = organisation;
      lock.unlock();
      const absl::Status trouble = IndexTail(name);
      lock.lock();
      lease_trouble_[name] = trouble;
      leases_[name] = true;
      released_.notify_all();
      break;
    }
    Group group = NextGroup();
    if (group.empty()) {
      const bool asked =
          std::any_of(leases_.begin(), leases_.end(),
                      [](const auto& lease) { return !lease.second; });
      if (asked) continue;
      if (stopping_) return EndUnposted();
      arrived_.wait(lock);
      continue;
    }
    lock.unlock();
    Handle(std::move(group));
    lock.lock();
  }
}

// The item as it was before it was taken: its drafts are in its answer.
Poster::Item Poster::Anew(Item item) {
  if (!item.taken) return item;
  for (size_t i = 0; i < item.order.drafts.size(); ++i) {
    item.order.drafts[i] = std::move(item.answer->vouchers[i].content);
  }
  return item;
}

// Decides and commits a group. When another process was first, or an order
// repeats one of the same group, that is done once more.
void Poster::Handle(Group group) {
  for (int attempt = 0; !group.empty(); ++attempt) {
    Group again;
    absl::Status status = Decide(&group, &again);
    if (status.ok()) status = CommitGroup(&group);
    if (IsStale(status) && attempt == 0) {
      for (Item& item : group) again.push_back(Anew(std::move(item)));
      group.clear();
    }
    for (Item& item : group) {
      if (item.taken && !status.ok()) item.answer = status;
    }
    Answer(std::move(group));
    group = std::move(again);
  }
}

absl::Status Poster::Decide(Group* group, Group* again) {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  Group decided;
  for (Item& item : *group) {
    item.taken = false;
    const std::string& organisation = item.order.name.organisation;
    const absl::StatusOr<Desk*> desk = DeskOf(organisation);
    if (!desk.ok()) {
      item.answer = desk.status();
      decided.push_back(std::move(item));
      continue;
    }
    if ((*desk)->IsInGroup(item.order.request_id)) {
      again->push_back(std::move(item));
      continue;
    }
    auto kept = (*desk)->FindAnswer(*snapshot, item.order);
    if (!kept.ok()) {
      item.answer = kept.status();
    } else if (kept->has_value()) {
      item.answer = **std::move(kept);
    } else {
      auto posted = (*desk)->Take(*snapshot, &item.order);
      item.taken = posted.ok();
      if (posted.ok()) {
        item.answer = Posted{*std::move(posted), {}};
      } else {
        item.answer = posted.status();
      }
    }
    decided.push_back(std::move(item));
  }
  *group = std::move(decided);
  return absl::OkStatus();
}

absl::Status Poster::CommitGroup(Group* group) {
  const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
  store::Commit commit;
  std::set<std::string> touched;
  absl::Status status;
  for (OpenDesk& open : desks_) {
    if (!open.desk->has_group()) continue;
    touched.insert(open.organisation);
    if (!status.ok()) continue;
    status = open.desk->Put(*snapshot, clock_.Now(), /*index=*/false, &commit);
  }
  if (touched.empty()) return absl::OkStatus();
  if (status.ok()) status = store_.Apply(commit);
  if (!status.ok()) {
    CloseDesks(touched);
    return status;
  }
  for (Item& item : *group) {
    if (!item.taken) continue;
    const auto desk = DeskOf(item.order.name.organisation);
    if (desk.ok()) item.answer->head = (*desk)->head();
  }
  return absl::OkStatus();
}

absl::StatusOr<Desk*> Poster::DeskOf(const std::string& organisation) {
  for (auto open = desks_.begin(); open != desks_.end(); ++open) {
    if (open->organisation != organisation) continue;
    desks_.splice(desks_.begin(), desks_, open);
    return desks_.front().desk.get();
  }
  ASSIGN_OR_RETURN(std::unique_ptr<Desk> desk,
                   Desk::Open(store_, organisation, parsed_));
  desks_.push_front({organisation, std::move(desk)});
  // A desk with a group under way is not closed; there are few of those.
  for (auto open = std::prev(desks_.end());
       desks_.size() > kDesksMax && open != desks_.begin();) {
    const auto before = std::prev(open);
    if (!open->desk->has_group()) desks_.erase(open);
    open = before;
  }
  return desks_.front().desk.get();
}

void Poster::CloseDesks(const std::set<std::string>& organisations) {
  desks_.remove_if([&](const OpenDesk& open) {
    return organisations.count(open.organisation) > 0;
  });
}

absl::Status Poster::IndexTail(const std::string& organisation) {
  ASSIGN_OR_RETURN(Desk * desk, DeskOf(organisation));
  absl::Status status;
  if (desk->has_tail()) {
    const std::unique_ptr<store::Snapshot> snapshot = store_.TakeSnapshot();
    store::Commit commit;
    status = desk->Put(*snapshot, clock_.Now(), /*index=*/true, &commit);
    if (status.ok()) status = store_.Apply(commit);
  }
  // What the holder of the lease writes the desk would not know.
  CloseDesks({organisation});
  return status;
}

void Poster::Answer(Group group) {
  if (group.empty()) return;
  if (group.size() <= kAnsweredAtOnceMax) {
    for (Item& item : group) item.done(std::move(item.answer));
    return;
  }
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    answers_.push_back(std::move(group));
  }
  answered_.notify_one();
}

void Poster::RunAnswering() {
  std::unique_lock<std::mutex> lock(mutex_);
  while (true) {
    answered_.wait(lock,
                   [this] { return !answers_.empty() || posting_ended_; });
    if (answers_.empty()) return;
    Group group = std::move(answers_.front());
    answers_.pop_front();
    lock.unlock();
    for (Item& item : group) item.done(std::move(item.answer));
    lock.lock();
  }
}

absl::StatusOr<std::unique_ptr<Poster::Lease>> Poster::Acquire(
    const std::string& organisation,
    const std::function<bool()>& is_cancelled) {
  std::unique_lock<std::mutex> lock(mutex_);
  while (leases_.count(organisation) > 0) {
    if (is_cancelled()) return absl::CancelledError("waiting for the books");
    released_.wait_for(lock, kCancelInterval);
  }
  leases_[organisation] = false;
  arrived_.notify_one();
  released_.wait(lock, [&] { return leases_.at(organisation); });
  const absl::Status trouble = lease_trouble_[organisation];
  lease_trouble_.erase(organisation);
  lock.unlock();
  auto lease = std::make_unique<Lease>(this, organisation);
  RETURN_IF_ERROR(trouble);  // The lease is given back.
  return lease;
}

void Poster::Release(const std::string& organisation) {
  {
    const std::lock_guard<std::mutex> lock(mutex_);
    leases_.erase(organisation);
    std::deque<Item>& parked = parked_[organisation];
    queue_.insert(queue_.begin(), std::make_move_iterator(parked.begin()),
                  std::make_move_iterator(parked.end()));
    parked_.erase(organisation);
  }
  released_.notify_all();
  arrived_.notify_one();
}

Poster::Lease::~Lease() { poster_->Release(organisation_); }

}  // namespace finsam::ledger

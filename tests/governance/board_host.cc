#include "tests/governance/board_host.h"

#include <rocksdb/env.h>

#include <optional>

#include "common/base/check.h"
#include "common/rpc/answer.h"
#include "common/rpc/keyring.h"
#include "common/rpc/server.h"
#include "common/store/acts.h"
#include "common/store/journal.h"
#include "common/store/rocks_store.h"
#include "services/governance/board_service.h"
#include "services/governance/decisions.h"
#include "services/governance/domain/legal_days.h"
#include "services/governance/governance.h"
#include "services/governance/governance_service.h"

namespace finsam::governance {
namespace {

constexpr char kKey[] =
    "5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c5f0c";

// Passes on, but for commits that are to fail.
class CrashingStore final : public store::Store {
 public:
  explicit CrashingStore(store::Store& under) : under_(under) {}
  std::unique_ptr<store::Snapshot> TakeSnapshot() const override {
    return under_.TakeSnapshot();
  }
  absl::Status Apply(const store::Commit& commit) override {
    if (!crash.has_value()) return under_.Apply(commit);
    const bool after = *crash == BoardHost::Crash::kAfter;
    crash.reset();
    if (after) FINSAM_CHECK(under_.Apply(commit).ok());
    return absl::UnavailableError("crashed");
  }

  std::optional<BoardHost::Crash> crash;

 private:
  store::Store& under_;
};

}  // namespace

struct BoardHost::State {
  std::unique_ptr<rocksdb::Env> disk{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
  FixedClock clock{absl::UnixEpoch()};
  rpc::Keyring keys = *rpc::Keyring::Parse(std::string("office * ") + kKey);
  std::unique_ptr<store::Store> store;
  std::unique_ptr<CrashingStore> crashing;
  std::unique_ptr<Governance> hall;
  std::unique_ptr<store::ActLog> acts;
  std::unique_ptr<Decisions> decisions;
  std::unique_ptr<GovernanceService> governance;
  std::unique_ptr<BoardService> board;
  std::unique_ptr<MeetingService> meetings;
  std::unique_ptr<rpc::InProcessServer> server;
  std::unique_ptr<v1::GovernanceService::Stub> governance_stub;
  std::unique_ptr<v1::BoardService::Stub> board_stub;
  std::unique_ptr<v1::MeetingService::Stub> meeting_stub;
  int requests = 0;
};

BoardHost::BoardHost() : state_(std::make_unique<State>()) {
  SetDay(absl::CivilDay(2024, 1, 2));
  Open();
}

BoardHost::~BoardHost() { Close(); }

void BoardHost::Open() {
  State& s = *state_;
  auto opened = store::OpenRocksStore({"/governance", s.disk.get()});
  FINSAM_CHECK(opened.ok());
  s.store = *std::move(opened);
  s.crashing = std::make_unique<CrashingStore>(*s.store);
  s.hall = std::make_unique<Governance>(*s.crashing, s.clock);
  s.acts =
      std::make_unique<store::ActLog>(*s.crashing, s.clock, s.hall->writing());
  s.decisions = std::make_unique<Decisions>(*s.crashing, s.clock, *s.acts);
  s.governance = std::make_unique<GovernanceService>(*s.hall, s.keys);
  s.board = std::make_unique<BoardService>(*s.decisions, s.keys);
  s.meetings = std::make_unique<MeetingService>(*s.decisions, s.keys);
  s.server = std::make_unique<rpc::InProcessServer>(std::vector<grpc::Service*>{
      s.governance.get(), s.board.get(), s.meetings.get()});
  s.governance_stub = v1::GovernanceService::NewStub(s.server->channel());
  s.board_stub = v1::BoardService::NewStub(s.server->channel());
  s.meeting_stub = v1::MeetingService::NewStub(s.server->channel());
}

void BoardHost::Close() {
  State& s = *state_;
  s.meeting_stub.reset();
  s.board_stub.reset();
  s.governance_stub.reset();
  s.server.reset();
  s.meetings.reset();
  s.board.reset();
  s.governance.reset();
  s.decisions.reset();
  s.acts.reset();
  s.hall.reset();
  s.crashing.reset();
  s.store.reset();
}

void BoardHost::Reopen() {
  Close();
  Open();
}

void BoardHost::CrashNext(Crash crash) { state_->crashing->crash = crash; }

void BoardHost::SetDay(absl::CivilDay day) {
  state_->clock.Set(absl::FromCivil(absl::CivilHour(day) + 12, SwedishTime()));
}

std::string BoardHost::Import(
    int year, const std::vector<std::pair<std::string, std::string>>& files) {
  v1::ImportGovernanceRequest request;
  request.set_fiscal_year(FiscalYearName{"2220001511", year}.Text());
  request.set_request_id("import-" + std::to_string(++state_->requests));
  for (const auto& [name, content] : files) {
    request.add_files()->set_name(name);
    request.mutable_files()->rbegin()->set_content(content);
  }
  v1::ImportGovernanceResponse response;
  return ReasonOf(Ask(governance(),
                      &v1::GovernanceService::Stub::ImportGovernance, request,
                      &response));
}

v1::GovernanceService::Stub& BoardHost::governance() {
  return *state_->governance_stub;
}
v1::BoardService::Stub& BoardHost::board() { return *state_->board_stub; }
v1::MeetingService::Stub& BoardHost::meetings() {
  return *state_->meeting_stub;
}

void BoardHost::Prepare(grpc::ClientContext& context) const {
  if (with_key) rpc::SendKey(context, kKey);
}

absl::Status BoardHost::Read(const grpc::Status& status) {
  return rpc::FromGrpc(status);
}

absl::Status BoardHost::VerifyChain() const {
  return store::VerifyChain(*state_->store->TakeSnapshot(), "2220001511");
}

}  // namespace finsam::governance

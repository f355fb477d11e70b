#include "tests/gateway/fake_services.h"

#include <grpcpp/grpcpp.h>

#include <map>
#include <mutex>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/figure/convert.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "finsam/budget/v1/budget.grpc.pb.h"
#include "finsam/governance/v1/board.grpc.pb.h"
#include "finsam/governance/v1/governance.grpc.pb.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "finsam/participants/v1/participants.grpc.pb.h"
#include "tests/gateway/fake_books.h"
#include "tests/gateway/fake_budget.h"
#include "tests/gateway/fake_kit.h"

namespace finsam::gateway {
namespace {

class FakeLedger final : public FakeBooks {
 public:
  FakeLedger(const SampleYear& year, FakeBehaviour& behaviour)
      : FakeBooks(behaviour), year_(year), behaviour_(behaviour) {}

  grpc::Status GetStatements(
      grpc::ServerContext* context,
      const ledger::v1::GetStatementsRequest* request,
      ledger::v1::GetStatementsResponse* response) override {
    {
      const std::lock_guard lock(mutex_);
      statements_asked_.push_back(*request);
    }
    return behaviour_.Read(context, [&] {
      for (const Table& table : year_.facts.tables) {
        ToProto(table, response->add_statements());
      }
      AddFiguresOf(year_, "balance-sheet/", response->mutable_figures());
      FillRevision("ledger", 11, response->mutable_revision());
    });
  }

  grpc::Status ExplainFigure(
      grpc::ServerContext* context,
      const ledger::v1::ExplainFigureRequest* request,
      ledger::v1::ExplainFigureResponse* response) override {
    {
      const std::lock_guard lock(mutex_);
      explain_asked_ = *request;
    }
    return behaviour_.Read(context, [&] {
      response->mutable_figure()->set_id(request->figure_id());
      response->set_next_page_token("more");
    });
  }

  // Whoever asks for one from a day on: there is one in July, none after it.
  grpc::Status ListVouchers(
      grpc::ServerContext* context,
      const ledger::v1::ListVouchersRequest* request,
      ledger::v1::ListVouchersResponse* response) override {
    if (request->page_size() != 1) {
      return FakeBooks::ListVouchers(context, request, response);
    }
    return behaviour_.Read(context, [&] {
      if (request->filter().first_date().month() <= 7) {
        response->add_vouchers();
      }
    });
  }

  grpc::Status ImportBooks(
      grpc::ServerContext*,
      grpc::ServerReaderWriter<ledger::v1::ImportBooksResponse,
                               ledger::v1::ImportBooksRequest>* stream)
      override {
    ledger::v1::ImportBooksRequest request;
    if (!stream->Read(&request)) return grpc::Status::OK;
    SeenImport seen =
        SeenIn(request.header().request_id(), request.header().validate_only());
    while (stream->Read(&request)) {
      const std::string& name = request.chunk().file_name();
      if (seen.files.empty() || seen.files.back() != name) {
        seen.files.push_back(name);
      }
    }
    ledger::v1::ImportBooksResponse response;
    response.mutable_progress()->set_stage("reading");
    response.mutable_progress()->set_voucher_count(707);
    stream->Write(response);
    response.mutable_difference()->set_added_count(3);
    response.mutable_difference()->set_changed_count(1);
    stream->Write(response);
    return rpc::Answer(kFakeDomain, [&]() -> absl::Status {
      RETURN_IF_ERROR(behaviour_.Import(seen));
      common::v1::ImportResult* result = response.mutable_result();
      for (const Table& table : year_.facts.tables) {
        for (const TableRow& row : table.rows) {
          for (const int year : {2023, 2024}) {
            result->add_figure_ids(
                absl::StrCat(table.id, "/", row.id, "/", year));
          }
        }
      }
      FillResult("ledger", "none", year_, behaviour_, seen.validate_only,
                 result);
      stream->Write(response);
      return absl::OkStatus();
    });
  }

  ledger::v1::ExplainFigureRequest explain_asked() const {
    const std::lock_guard lock(mutex_);
    return explain_asked_;
  }
  std::vector<ledger::v1::GetStatementsRequest> statements_asked() const {
    const std::lock_guard lock(mutex_);
    return statements_asked_;
  }

 private:
  const SampleYear& year_;
  FakeBehaviour& behaviour_;
  mutable std::mutex mutex_;
  ledger::v1::ExplainFigureRequest explain_asked_;
  std::vector<ledger::v1::GetStatementsRequest> statements_asked_;
};

class FakeParticipants final
    : public participants::v1::ParticipantsService::Service {
 public:
  FakeParticipants(const SampleYear& year, FakeBehaviour& behaviour)
      : year_(year), behaviour_(behaviour) {}

  grpc::Status GetStatistics(
      grpc::ServerContext* context,
      const participants::v1::GetStatisticsRequest*,
      participants::v1::GetStatisticsResponse* response) override {
    return behaviour_.Read(context, [&] {
      AddFiguresOf(year_, "participants/", response->mutable_figures());
      FillRevision("participants", 13, response->mutable_revision());
    });
  }

  grpc::Status ListFigureIds(
      grpc::ServerContext* context,
      const participants::v1::ListFigureIdsRequest*,
      participants::v1::ListFigureIdsResponse* response) override {
    return behaviour_.Read(context, [&] {
      google::protobuf::RepeatedPtrField<common::v1::Figure> figures;
      AddFiguresOf(year_, "participants/", &figures);
      for (const common::v1::Figure& figure : figures) {
        response->add_figure_ids(figure.id());
      }
      for (const std::string& id : behaviour_.table_ids) {
        response->add_table_ids(id);
      }
    });
  }

  grpc::Status ImportCounts(
      grpc::ServerContext*,
      const participants::v1::ImportCountsRequest* request,
      participants::v1::ImportCountsResponse* response) override {
    return rpc::Answer(kFakeDomain, [&]() -> absl::Status {
      SeenImport seen = SeenIn(request->request_id(), request->validate_only());
      for (const auto& file : request->files()) {
        seen.files.push_back(file.name());
      }
      RETURN_IF_ERROR(behaviour_.Import(seen));
      FillResult("participants", "participants/", year_, behaviour_,
                 seen.validate_only, response->mutable_result());
      for (const std::string& id : behaviour_.table_ids) {
        response->mutable_result()->add_table_ids(id);
      }
      return absl::OkStatus();
    });
  }

 private:
  const SampleYear& year_;
  FakeBehaviour& behaviour_;
};

class FakeGovernance final : public governance::v1::GovernanceService::Service {
 public:
  FakeGovernance(const SampleYear& year,
                 const std::vector<governance::v1::Goal>& goals,
                 const std::vector<std::string>& goal_figure_ids,
                 FakeBehaviour& behaviour)
      : year_(year),
        goals_(goals),
        goal_figure_ids_(goal_figure_ids),
        behaviour_(behaviour) {}

  grpc::Status GetGovernance(
      grpc::ServerContext* context, const governance::v1::GetGovernanceRequest*,
      governance::v1::GetGovernanceResponse* response) override {
    return behaviour_.Read(context, [&] {
      response->set_display_name(year_.facts.association);
      response->set_registration_number(year_.facts.registration_number);
      for (const Member& member : year_.facts.members)
        AddMember(member, response);
      for (const char* begin : {"signatures/", "board/", "report/"}) {
        AddFiguresOf(year_, begin, response->mutable_figures());
      }
      for (const std::string& id : goal_figure_ids_) {
        response->add_goal_figure_ids(id);
      }
      FillRevision("governance", 14, response->mutable_revision());
    });
  }

  grpc::Status EvaluateGoals(
      grpc::ServerContext* context,
      const governance::v1::EvaluateGoalsRequest* request,
      governance::v1::EvaluateGoalsResponse* response) override {
    {
      const std::lock_guard lock(mutex_);
      evaluated_.clear();
      for (const auto& figure : request->figures()) {
        evaluated_.push_back(figure.id());
      }
    }
    return behaviour_.Read(context, [&] {
      AddFiguresOf(year_, "goals/", response->mutable_figures());
      for (const auto& goal : goals_) *response->add_goals() = goal;
      FillRevision("governance", 14 + behaviour_.TakeMove(),
                   response->mutable_revision());
    });
  }

  grpc::Status ImportGovernance(
      grpc::ServerContext*,
      const governance::v1::ImportGovernanceRequest* request,
      governance::v1::ImportGovernanceResponse* response) override {
    return rpc::Answer(kFakeDomain, [&]() -> absl::Status {
      SeenImport seen = SeenIn(request->request_id(), request->validate_only());
      for (const auto& file : request->files()) {
        seen.files.push_back(file.name());
      }
      RETURN_IF_ERROR(behaviour_.Import(seen));
      FillResult("governance", "goals/", year_, behaviour_, seen.validate_only,
                 response->mutable_result());
      return absl::OkStatus();
    });
  }

  std::vector<std::string> evaluated() const {
    const std::lock_guard lock(mutex_);
    return evaluated_;
  }

 private:
  static void AddMember(const Member& member,
                        governance::v1::GetGovernanceResponse* response) {
    auto* added = response->add_members();
    added->set_display_name(member.name);
    added->set_contribution_line(member.contribution_line);
    added->set_kind(member.kind == MemberKind::kRegion
                        ? governance::v1::Member::REGION
                    : member.kind == MemberKind::kMunicipality
                        ? governance::v1::Member::MUNICIPALITY
                        : governance::v1::Member::SOCIAL_INSURANCE_AGENCY);
  }

  const SampleYear& year_;
  const std::vector<governance::v1::Goal>& goals_;
  const std::vector<std::string>& goal_figure_ids_;
  FakeBehaviour& behaviour_;
  mutable std::mutex mutex_;
  std::vector<std::string> evaluated_;
};

// A board of two members with a seat each, one of them vacant.
class FakeBoard final : public governance::v1::BoardService::Service {
 public:
  grpc::Status ListBoard(grpc::ServerContext*,
                         const governance::v1::ListBoardRequest*,
                         governance::v1::ListBoardResponse* response) override {
    governance::v1::MemberSeats* held = response->add_members();
    held->set_member("ekdals-kommun");
    held->set_display_name("Ekdals kommun");
    held->add_holders()->set_person("Signe Hallbo");
    governance::v1::MemberSeats* vacant = response->add_members();
    vacant->set_member("region-ek");
    vacant->set_display_name("Region Ek");
    vacant->set_vacant(1);
    return grpc::Status::OK;
  }
};

}  // namespace

struct FakeServices::Servers {
  explicit Servers(const FakeServices& fakes)
      : ledger(fakes.year, behaviours["ledger"]),
        budget(fakes.year, behaviours["budget"]),
        participants(fakes.year, behaviours["participants"]),
        governance(fakes.year, fakes.goals, fakes.goal_figure_ids,
                   behaviours["governance"]) {}

  std::map<std::string, FakeBehaviour> behaviours;
  FakeLedger ledger;
  FakeBudget budget;
  FakeParticipants participants;
  FakeGovernance governance;
  FakeBoard board;
  // A server each, as in life.
  rpc::InProcessServer ledger_server{{&ledger}};
  rpc::InProcessServer budget_server{{&budget}};
  rpc::InProcessServer participants_server{{&participants}};
  rpc::InProcessServer governance_server{{&governance, &board}};

  std::vector<Neighbour> Connected() {
    return {{"ledger", "in-process:1", ledger_server.channel()},
            {"budget", "in-process:2", budget_server.channel()},
            {"participants", "in-process:3", participants_server.channel()},
            {"governance", "in-process:4", governance_server.channel()}};
  }
};

FakeServices::FakeServices()
    : servers_(std::make_unique<Servers>(*this)),
      neighbours_(std::make_unique<Neighbours>(servers_->Connected())) {}

FakeServices::~FakeServices() = default;

FakeBehaviour& FakeServices::Of(const std::string& service) {
  FINSAM_CHECK(servers_->behaviours.contains(service));
  return servers_->behaviours[service];
}

int FakeServices::StoredCount() const {
  int count = 0;
  for (const auto& [service, behaviour] : servers_->behaviours) {
    count += behaviour.stored_count();
  }
  return count;
}

std::vector<std::string> FakeServices::EvaluatedFigures() const {
  return servers_->governance.evaluated();
}

std::string FakeServices::BooksAsked() const {
  return servers_->ledger.asked();
}

ledger::v1::ExplainFigureRequest FakeServices::ExplainAsked() const {
  return servers_->ledger.explain_asked();
}

std::vector<ledger::v1::GetStatementsRequest> FakeServices::StatementsAsked()
    const {
  return servers_->ledger.statements_asked();
}

budget::v1::GetBudgetTablesRequest FakeServices::TablesAsked() const {
  return servers_->budget.tables_asked();
}

budget::v1::FollowUpRequest FakeServices::FollowUpAsked() const {
  return servers_->budget.follow_up_asked();
}

std::unique_ptr<Neighbours> FakeServices::WithoutServer(
    const std::string& service) const {
  std::vector<Neighbour> neighbours = servers_->Connected();
  for (Neighbour& neighbour : neighbours) {
    if (neighbour.service != service) continue;
    neighbour.address = "127.0.0.1:1";
    neighbour.channel = rpc::OpenChannel({neighbour.address, {}});
  }
  return std::make_unique<Neighbours>(std::move(neighbours));
}

}  // namespace finsam::gateway

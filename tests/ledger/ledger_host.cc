#include "tests/ledger/ledger_host.h"

#include <grpcpp/grpcpp.h>
#include <rocksdb/env.h>

#include <algorithm>
#include <filesystem>
#include <thread>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/server.h"
#include "common/store/rocks_store.h"
#include "services/ledger/ledger_service.h"
#include "tests/ledger/books_sample.h"

namespace finsam::ledger {
namespace {

constexpr size_t kPieceBytes = 1'000;

// Runs one unary call and gives its answer.
template <typename Response, typename Call>
absl::StatusOr<Response> Answer(Call call) {
  grpc::ClientContext context;
  Response response;
  RETURN_IF_ERROR(rpc::FromGrpc(call(&context, &response)));
  return response;
}

}  // namespace

struct LedgerHost::Disk {
  std::unique_ptr<rocksdb::Env> env{
      rocksdb::NewMemEnv(rocksdb::Env::Default())};
};

struct LedgerHost::Door {
  explicit Door(Ledger& ledger)
      : service(ledger),
        server({&service}),
        stub(v1::LedgerService::NewStub(server.channel())) {}
  LedgerService service;
  rpc::InProcessServer server;
  std::unique_ptr<v1::LedgerService::Stub> stub;
};

LedgerHost::LedgerHost()
    : disk_(std::make_unique<Disk>()),
      clock_(
          absl::FromCivil(absl::CivilDay(2025, 2, 17), absl::UTCTimeZone())) {
  Restart();
}

LedgerHost::~LedgerHost() = default;

void LedgerHost::Restart() {
  door_.reset();
  ledger_.reset();
  store_.reset();
  store::RocksStoreOptions options;
  options.path = "/ledger";
  options.env = disk_->env.get();
  auto opened = store::OpenRocksStore(options);
  FINSAM_CHECK(opened.ok());
  store_ = *std::move(opened);
  ledger_ = std::make_unique<Ledger>(
      *store_, clock_, std::filesystem::temp_directory_path().string());
  door_ = std::make_unique<Door>(*ledger_);
}

absl::StatusOr<ImportAnswer> LedgerHost::Import(const std::string& fiscal_year,
                                                const std::string& request_id,
                                                const Files& files,
                                                bool validate_only) {
  grpc::ClientContext context;
  const auto stream = door_->stub->ImportBooks(&context);
  v1::ImportBooksRequest request;
  request.mutable_header()->set_fiscal_year(fiscal_year);
  request.mutable_header()->set_request_id(request_id);
  request.mutable_header()->set_validate_only(validate_only);
  stream->Write(request);
  for (const auto& [name, content] : files) {
    for (size_t at = 0; at <= content.size(); at += kPieceBytes) {
      request.mutable_chunk()->set_file_name(name);
      request.mutable_chunk()->set_content(content.substr(at, kPieceBytes));
      stream->Write(request);
    }
  }
  stream->WritesDone();
  ImportAnswer answer;
  v1::ImportBooksResponse response;
  while (stream->Read(&response)) {
    if (response.has_result()) answer.result = response.result();
    if (!response.has_progress()) continue;
    answer.stages.push_back(response.progress().stage());
    answer.last_count = response.progress().voucher_count();
  }
  RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return answer;
}

absl::StatusOr<ImportAnswer> LedgerHost::Import(const std::string& request_id,
                                                const std::string& books) {
  return Import(kYear, request_id,
                {{"2024.se", books}, {kLayoutFileName, kLayout}});
}

absl::StatusOr<v1::PostVoucherResponse> LedgerHost::Post(
    const v1::PostVoucherRequest& request) {
  return Answer<v1::PostVoucherResponse>([&](auto* context, auto* response) {
    return door_->stub->PostVoucher(context, request, response);
  });
}

absl::StatusOr<v1::ListVouchersResponse> LedgerHost::List(
    const std::string& fiscal_year, int page_size, const std::string& token) {
  v1::ListVouchersRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_page_size(page_size);
  request.set_page_token(token);
  return Answer<v1::ListVouchersResponse>([&](auto* context, auto* response) {
    return door_->stub->ListVouchers(context, request, response);
  });
}

absl::StatusOr<v1::GetTrialBalanceResponse> LedgerHost::TrialBalance(
    const std::string& fiscal_year) {
  v1::GetTrialBalanceRequest request;
  request.set_fiscal_year(fiscal_year);
  return Answer<v1::GetTrialBalanceResponse>(
      [&](auto* context, auto* response) {
        return door_->stub->GetTrialBalance(context, request, response);
      });
}

absl::StatusOr<v1::GetStatementsResponse> LedgerHost::Statements(
    const std::string& fiscal_year) {
  v1::GetStatementsRequest request;
  request.set_fiscal_year(fiscal_year);
  return Answer<v1::GetStatementsResponse>([&](auto* context, auto* response) {
    return door_->stub->GetStatements(context, request, response);
  });
}

absl::StatusOr<v1::ExplainFigureResponse> LedgerHost::Explain(
    const std::string& fiscal_year, const std::string& figure_id, int page_size,
    const std::string& token) {
  v1::ExplainFigureRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_figure_id(figure_id);
  request.set_page_size(page_size);
  request.set_page_token(token);
  return Answer<v1::ExplainFigureResponse>([&](auto* context, auto* response) {
    return door_->stub->ExplainFigure(context, request, response);
  });
}

absl::StatusOr<v1::VerifyBooksResponse> LedgerHost::Verify(
    const std::string& association) {
  v1::VerifyBooksRequest request;
  request.set_association(association);
  return Answer<v1::VerifyBooksResponse>([&](auto* context, auto* response) {
    return door_->stub->VerifyBooks(context, request, response);
  });
}

absl::StatusOr<ExportAnswer> LedgerHost::Export(
    const std::string& fiscal_year, v1::ExportBooksRequest::Format format) {
  grpc::ClientContext context;
  v1::ExportBooksRequest request;
  request.set_fiscal_year(fiscal_year);
  request.set_format(format);
  const auto stream = door_->stub->ExportBooks(&context, request);
  ExportAnswer answer;
  v1::ExportBooksResponse response;
  while (stream->Read(&response)) {
    // Warnings come last.
    FINSAM_CHECK(answer.warnings.empty());
    answer.file += response.content();
    answer.largest_piece =
        std::max(answer.largest_piece, response.content().size());
    answer.warnings.assign(response.warnings().begin(),
                           response.warnings().end());
  }
  RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return answer;
}

absl::StatusOr<v1::GetVoucherResponse> LedgerHost::GetVoucher(
    const v1::GetVoucherRequest& request) {
  return Answer<v1::GetVoucherResponse>([&](auto* context, auto* response) {
    return door_->stub->GetVoucher(context, request, response);
  });
}

absl::StatusOr<v1::QueryBalancesResponse> LedgerHost::QueryBalances(
    const v1::QueryBalancesRequest& request) {
  return Answer<v1::QueryBalancesResponse>([&](auto* context, auto* response) {
    return door_->stub->QueryBalances(context, request, response);
  });
}

absl::StatusOr<v1::ListAccountEntriesResponse> LedgerHost::ListAccountEntries(
    const v1::ListAccountEntriesRequest& request) {
  return Answer<v1::ListAccountEntriesResponse>(
      [&](auto* context, auto* response) {
        return door_->stub->ListAccountEntries(context, request, response);
      });
}

absl::StatusOr<v1::ProveVoucherResponse> LedgerHost::ProveVoucher(
    const v1::ProveVoucherRequest& request) {
  return Answer<v1::ProveVoucherResponse>([&](auto* context, auto* response) {
    return door_->stub->ProveVoucher(context, request, response);
  });
}

absl::StatusOr<v1::FiscalYearResponse> LedgerHost::SetPeriodLock(
    const v1::SetPeriodLockRequest& request) {
  return Answer<v1::FiscalYearResponse>([&](auto* context, auto* response) {
    return door_->stub->SetPeriodLock(context, request, response);
  });
}

absl::StatusOr<v1::FiscalYearResponse> LedgerHost::CloseFiscalYear(
    const v1::CloseFiscalYearRequest& request) {
  return Answer<v1::FiscalYearResponse>([&](auto* context, auto* response) {
    return door_->stub->CloseFiscalYear(context, request, response);
  });
}

absl::StatusOr<v1::FiscalYearResponse> LedgerHost::ReopenFiscalYear(
    const v1::ReopenFiscalYearRequest& request) {
  return Answer<v1::FiscalYearResponse>([&](auto* context, auto* response) {
    return door_->stub->ReopenFiscalYear(context, request, response);
  });
}

absl::StatusOr<v1::FiscalYearResponse> LedgerHost::GetFiscalYear(
    const v1::GetFiscalYearRequest& request) {
  return Answer<v1::FiscalYearResponse>([&](auto* context, auto* response) {
    return door_->stub->GetFiscalYear(context, request, response);
  });
}

absl::StatusOr<v1::ListFiscalYearsResponse> LedgerHost::ListFiscalYears(
    const v1::ListFiscalYearsRequest& request) {
  return Answer<v1::ListFiscalYearsResponse>(
      [&](auto* context, auto* response) {
        return door_->stub->ListFiscalYears(context, request, response);
      });
}

absl::StatusOr<v1::PostVoucherResponse> LedgerHost::Reverse(
    const v1::ReverseVoucherRequest& request) {
  return Answer<v1::PostVoucherResponse>([&](auto* context, auto* response) {
    return door_->stub->ReverseVoucher(context, request, response);
  });
}

absl::StatusOr<std::vector<v1::PostVouchersResponse>> LedgerHost::PostBatches(
    const std::vector<v1::PostVouchersRequest>& batches) {
  grpc::ClientContext context;
  const auto stream = door_->stub->PostVouchers(&context);
  std::thread writer([&] {
    for (const v1::PostVouchersRequest& batch : batches) stream->Write(batch);
    stream->WritesDone();
  });
  std::vector<v1::PostVouchersResponse> answers;
  v1::PostVouchersResponse answer;
  while (stream->Read(&answer)) answers.push_back(answer);
  writer.join();
  RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return answers;
}

v1::PostVoucherRequest PostingOf(const std::string& request_id,
                                 int64_t amount_ore,
                                 const std::string& object) {
  v1::PostVoucherRequest request;
  request.set_fiscal_year(kYear);
  request.set_request_id(request_id);
  v1::Voucher* voucher = request.mutable_voucher();
  voucher->set_series("P");
  voucher->mutable_date()->set_year(2024);
  voucher->mutable_date()->set_month(9);
  voucher->mutable_date()->set_day(2);
  voucher->set_text("Bokfört för hand");
  v1::Entry* debit = voucher->add_entries();
  debit->set_account(object.empty() ? 1930 : 4010);
  debit->set_amount_ore(amount_ore);
  if (!object.empty()) {
    debit->add_objects()->set_dimension(6);
    debit->mutable_objects(0)->set_object(object);
  }
  v1::Entry* credit = voucher->add_entries();
  credit->set_account(object.empty() ? 3010 : 1930);
  credit->set_amount_ore(-amount_ore);
  return request;
}

std::optional<int64_t> OreOf(const v1::GetStatementsResponse& statements,
                             const std::string& figure_id) {
  const auto value =
      [&](const common::v1::Figure& figure) -> std::optional<int64_t> {
    if (figure.id() != figure_id || !figure.has_value()) return std::nullopt;
    return figure.value().amount_ore();
  };
  for (const common::v1::Table& table : statements.statements()) {
    for (const common::v1::Row& row : table.rows()) {
      for (const common::v1::Cell& cell : row.cells()) {
        if (const auto ore = value(cell.figure()); ore.has_value()) return ore;
      }
    }
  }
  for (const common::v1::Figure& figure : statements.figures()) {
    if (const auto ore = value(figure); ore.has_value()) return ore;
  }
  return std::nullopt;
}

std::string Verdict(const absl::Status& status) {
  if (status.ok()) return "OK";
  return absl::StrCat(absl::StatusCodeToString(status.code()), " ",
                      ReasonOf(status));
}

}  // namespace finsam::ledger

// Modes `import`, `read`, `verify` and `health`, and what all modes share.

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"
#include "tests/bench/books.h"
#include "tests/bench/load.h"

namespace finsam::bench {
namespace {

namespace v1 = ledger::v1;

constexpr char kBooksName[] = "2024.se";
constexpr char kLayoutName[] = "layouts/statements.yaml";
constexpr size_t kChunkBytesMax = 1 << 20;
constexpr auto kPatience = std::chrono::seconds(120);
constexpr auto kLook = std::chrono::microseconds(500);
constexpr auto kLongCall = absl::Hours(1);

using ImportStream =
    grpc::ClientReaderWriter<v1::ImportBooksRequest, v1::ImportBooksResponse>;

void SendFile(ImportStream& stream, const std::string& name, std::istream& in) {
  v1::ImportBooksRequest request;
  request.mutable_chunk()->set_file_name(name);
  std::string piece(kChunkBytesMax, '\0');
  while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) ||
         in.gcount() > 0) {
    request.mutable_chunk()->set_content(piece.data(),
                                         static_cast<size_t>(in.gcount()));
    if (!stream.Write(request)) return;  // Finish() tells why.
  }
}

// Imports `books` with the layout; the answers are read meanwhile.
absl::StatusOr<common::v1::ImportResult> ImportAll(
    const LoadOptions& options, const std::shared_ptr<grpc::Channel>& channel,
    absl::string_view what, std::istream& books) {
  const auto stub = v1::LedgerService::NewStub(channel);
  grpc::ClientContext context;
  rpc::SetDeadline(context, absl::Now() + kLongCall);
  const auto stream = stub->ImportBooks(&context);
  common::v1::ImportResult result;
  std::thread reader([&stream, &result] {
    v1::ImportBooksResponse response;
    while (stream->Read(&response)) {
      if (response.has_result()) result = response.result();
    }
  });
  v1::ImportBooksRequest request;
  request.mutable_header()->set_fiscal_year(kFiscalYear);
  request.mutable_header()->set_request_id(
      absl::StrCat(options.run, "-", what));
  stream->Write(request);
  std::istringstream layout(StatementLayout());
  SendFile(*stream, kLayoutName, layout);
  SendFile(*stream, kBooksName, books);
  stream->WritesDone();
  reader.join();
  RETURN_IF_ERROR(rpc::FromGrpc(stream->Finish()));
  return result;
}

std::string ReadAddress(const std::string& path) {
  std::ifstream in(path);
  std::string text((std::istreambuf_iterator<char>(in)),
                   std::istreambuf_iterator<char>());
  return std::string(absl::StripAsciiWhitespace(text));
}

std::shared_ptr<grpc::Channel> OpenTo(const std::string& address) {
  rpc::ChannelOptions options;
  options.address = address;
  return rpc::OpenChannel(options);
}

// Calls once and adds how long it took.
template <typename Response, typename Call>
Response Timed(Latencies& latencies, Call call) {
  grpc::ClientContext context;
  rpc::SetDeadline(context, absl::Now() + kLongCall);
  Response response;
  const int64_t start_us = NowUs();
  DieUnlessOk(rpc::FromGrpc(call(&context, &response)));
  latencies.Add(NowUs() - start_us);
  return response;
}

void AddLatencies(nlohmann::ordered_json& line, const std::string& name,
                  Latencies& latencies) {
  line[name + "_p50_us"] = latencies.At(500);
  line[name + "_p99_us"] = latencies.At(990);
}

}  // namespace

void DieUnlessOk(const absl::Status& status) {
  if (status.ok()) return;
  std::fprintf(stderr, "%s\n", status.ToString().c_str());
  for (const Problem& problem : ProblemsOf(status)) {
    std::fprintf(stderr, "  %s\n", ProblemLine(problem).c_str());
  }
  // Calls are under way on other threads; nothing here is worth an orderly end.
  std::_Exit(1);
}

nlohmann::ordered_json Stopwatch::Line(const std::string& mode,
                                       int64_t count) const {
  const int64_t us = NowUs() - start_us_;
  const int64_t client_us = OwnCpuUs() - cpu_us_;
  const ProcessUse use = UseOf(server_);
  const int64_t server_us = use.cpu_us - use_.cpu_us;
  nlohmann::ordered_json line;
  line["mode"] = mode;
  line["us"] = us;
  line["client_cpu_us"] = client_us;
  line["server_cpu_us"] = server_us;
  line["server_rss_kb"] = use.rss_kb;
  line["server_peak_kb"] = use.peak_kb;
  if (count == 0) return line;
  line["vouchers"] = count;
  line["vouchers_per_s"] = count * 1'000'000 / us;
  line["client_cpu_ns_per_voucher"] = client_us * 1'000 / count;
  line["server_cpu_ns_per_voucher"] = server_us * 1'000 / count;
  return line;
}

Channels Connect(LoadOptions& options, int count) {
  const int64_t end_us = NowUs() + std::chrono::microseconds(kPatience).count();
  while (NowUs() < end_us) {
    if (!options.address_file.empty()) {
      options.address = ReadAddress(options.address_file);
    }
    if (!options.address.empty() &&
        rpc::CheckHealth(OpenTo(options.address),
                         absl::Now() + absl::Seconds(5))
            .ok()) {
      break;
    }
    std::this_thread::sleep_for(kLook);
  }
  Channels channels;
  for (int i = 0; i < count; ++i) {
    channels.push_back(OpenTo(options.address));
    if (!channels.back()->WaitForConnected(std::chrono::system_clock::now() +
                                           std::chrono::seconds(5))) {
      DieUnlessOk(absl::UnavailableError("nobody serves"));
    }
  }
  return channels;
}

void SetUp(const LoadOptions& options,
           const std::shared_ptr<grpc::Channel>& channel) {
  std::stringstream books;
  WriteSie(books, options.seed, /*voucher_count=*/0, /*checksum=*/false);
  DieUnlessOk(ImportAll(options, channel, "set-up", books).status());
}

int Import(LoadOptions options) {
  const Channels channels = Connect(options, 1);
  std::ifstream books(options.file, std::ios::binary);
  if (!books) DieUnlessOk(absl::NotFoundError(options.file));
  const Stopwatch watch(options.server_pid);
  const auto result = ImportAll(options, channels.front(), "import", books);
  DieUnlessOk(result.status());
  nlohmann::ordered_json line = watch.Line("import", 0);
  line["changed"] = result->changed();
  line["warnings"] = result->warnings_size();
  line["summary"] = result->summary();
  std::puts(line.dump().c_str());
  return 0;
}

int Read(LoadOptions options) {
  const Channels channels = Connect(options, 1);
  const auto stub = v1::LedgerService::NewStub(channels.front());
  v1::GetTrialBalanceRequest balance;
  balance.set_fiscal_year(kFiscalYear);
  v1::GetStatementsRequest statements;
  statements.set_fiscal_year(kFiscalYear);
  const Stopwatch watch(options.server_pid);
  const int64_t end_us =
      watch.start_us() + int64_t{options.seconds} * 1'000'000;
  Latencies balance_us;
  Latencies statements_us;
  v1::GetTrialBalanceResponse last;
  do {
    last = Timed<v1::GetTrialBalanceResponse>(
        balance_us, [&](grpc::ClientContext* context, auto* response) {
          return stub->GetTrialBalance(context, balance, response);
        });
    Timed<v1::GetStatementsResponse>(
        statements_us, [&](grpc::ClientContext* context, auto* response) {
          return stub->GetStatements(context, statements, response);
        });
  } while (NowUs() < end_us);
  nlohmann::ordered_json line = watch.Line("read", 0);
  line["voucher_count"] = last.voucher_count();
  line["entry_count"] = last.entry_count();
  AddLatencies(line, "trial_balance", balance_us);
  AddLatencies(line, "statements", statements_us);
  std::puts(line.dump().c_str());
  return 0;
}

int Verify(LoadOptions options) {
  const Channels channels = Connect(options, 1);
  const auto stub = v1::LedgerService::NewStub(channels.front());
  v1::VerifyBooksRequest request;
  request.set_association(kAssociation);
  Latencies latencies;
  const Stopwatch watch(options.server_pid);
  const auto response = Timed<v1::VerifyBooksResponse>(
      latencies, [&](grpc::ClientContext* context, auto* answer) {
        return stub->VerifyBooks(context, request, answer);
      });
  nlohmann::ordered_json line = watch.Line("verify", 0);
  line["voucher_count"] = response.voucher_count();
  line["balance_count"] = response.balance_count();
  std::puts(line.dump().c_str());
  return 0;
}

int Health(LoadOptions options) {
  const Channels channels = Connect(options, 1);
  nlohmann::ordered_json line;
  line["mode"] = "health";
  line["serving_at_us"] = NowUs();
  line["address"] = options.address;
  std::puts(line.dump().c_str());
  return 0;
}

}  // namespace finsam::bench

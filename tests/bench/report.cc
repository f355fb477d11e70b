// finsam-bench-report: asks a running gateway for a year's report, one question
// at a time as a person would, and tells how long each kind of answer takes,
// what it holds, and what CPU the services spent on it. Prints rows of a
// Markdown table; tests/bench/report makes the year and starts the services.

#include <grpcpp/grpcpp.h>
#include <sys/types.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/clock.h"
#include "common/rpc/channel.h"
#include "finsam/gateway/v1/gateway.grpc.pb.h"
#include "tests/bench/measure.h"
#include "tests/bench/timing.h"

namespace finsam::bench {
namespace {

namespace v1 = gateway::v1;
using Format = v1::RenderReportRequest::Format;

struct Options {
  std::string address;
  std::string year;
  std::string label;
  std::vector<pid_t> pids;
  int rounds = 300;
};

class Asker {
 public:
  explicit Asker(const Options& options)
      : options_(options),
        stub_(v1::GatewayService::NewStub(grpc::CreateChannel(
            options.address, grpc::InsecureChannelCredentials()))) {}

  // Bytes of the answer.
  size_t Assemble() {
    v1::AssembleReportRequest request;
    request.set_fiscal_year(options_.year);
    v1::AssembleReportResponse response;
    Require(stub_->AssembleReport(Context().get(), request, &response));
    return response.ByteSizeLong();
  }

  size_t Check() {
    v1::CheckReportRequest request;
    request.set_fiscal_year(options_.year);
    v1::CheckReportResponse response;
    Require(stub_->CheckReport(Context().get(), request, &response));
    return response.ByteSizeLong();
  }

  size_t Render(Format format) {
    v1::RenderReportRequest request;
    request.set_fiscal_year(options_.year);
    request.set_format(format);
    v1::RenderReportResponse response;
    Require(stub_->RenderReport(Context().get(), request, &response));
    return response.content().size();
  }

  // The first answer, and the median, the 99th of a hundred and the CPU of
  // those after it.
  void Measure(const char* what, int rounds,
               const std::function<size_t()>& ask) {
    const int64_t began = NowUs();
    const size_t bytes = ask();
    const int64_t first = NowUs() - began;
    Latencies walls;
    const int64_t cpu = CpuUs();
    for (int i = 0; i < rounds; ++i) {
      const int64_t begin = NowUs();
      ask();
      walls.Add(NowUs() - begin);
    }
    std::printf("| %s | %s | %zu | %.1f | %.1f | %.1f | %.1f |\n",
                options_.label.c_str(), what, bytes / 1'024, Ms(first),
                Ms(walls.At(500)), Ms(walls.At(990)),
                Ms((CpuUs() - cpu) / rounds));
    std::fflush(stdout);
  }

 private:
  static double Ms(int64_t us) { return static_cast<double>(us) / 1'000; }

  static std::unique_ptr<grpc::ClientContext> Context() {
    auto context = std::make_unique<grpc::ClientContext>();
    rpc::SetDeadline(*context, absl::Now() + absl::Seconds(60));
    return context;
  }

  static void Require(const grpc::Status& status) {
    if (!status.ok()) Die(status.error_message());
  }

  int64_t CpuUs() const {
    int64_t sum = 0;
    for (const pid_t pid : options_.pids) sum += UseOf(pid).cpu_us;
    return sum;
  }

  const Options& options_;
  std::unique_ptr<v1::GatewayService::Stub> stub_;
};

void Run(const Options& options) {
  Asker asker(options);
  asker.Measure("AssembleReport", options.rounds,
                [&] { return asker.Assemble(); });
  asker.Measure("CheckReport", options.rounds, [&] { return asker.Check(); });
  const std::pair<const char*, Format> kFormats[] = {
      {"HTML", v1::RenderReportRequest::HTML},
      {"JSON", v1::RenderReportRequest::JSON},
      {"text", v1::RenderReportRequest::TEXT},
      {"XLSX", v1::RenderReportRequest::XLSX},
      {"PDF", v1::RenderReportRequest::PDF}};
  for (const auto& [name, format] : kFormats) {
    const bool slow = format == v1::RenderReportRequest::PDF;
    asker.Measure(name, slow ? options.rounds / 10 + 1 : options.rounds,
                  [&, format = format] { return asker.Render(format); });
  }
}

}  // namespace
}  // namespace finsam::bench

int main(int argc, char** argv) {
  finsam::bench::Options options;
  CLI::App app{"measures the report of a running gateway"};
  app.add_option("--address", options.address, "the gateway's")->required();
  app.add_option("--year", options.year, "associations/…/fiscalYears/…")
      ->required();
  app.add_option("--label", options.label, "the first column");
  app.add_option("--pid", options.pids, "processes whose CPU is summed");
  app.add_option("--rounds", options.rounds)->check(CLI::Range(1, 100'000));
  CLI11_PARSE(app, argc, argv);
  finsam::bench::Run(options);
  return 0;
}

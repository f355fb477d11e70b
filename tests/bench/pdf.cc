// finsam-bench-pdf: renders a report, given as `finsam report render --format
// json` writes it, as PDF several times. Prints a Markdown table of time and
// memory; with --output also the file.

#include <google/protobuf/util/json_util.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>

#include "services/gateway/pdf/pdf_renderer.h"
#include "services/gateway/pdf/report_document.h"
#include "tests/bench/measure.h"

namespace finsam::bench {
namespace {

struct Options {
  std::string report;
  std::string output;
  int rounds = 20;
  int signers = 0;
  bool draft = false;
};

gateway::v1::Report ReadReport(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string json{std::istreambuf_iterator<char>(in), {}};
  gateway::v1::Report report;
  if (!google::protobuf::util::JsonStringToMessage(json, &report).ok()) {
    std::fprintf(stderr, "finsam-bench-pdf: no report in %s\n", path.c_str());
    std::exit(2);
  }
  return report;
}

int Run(const Options& options) {
  gateway::pdf::ReportDocumentOptions how;
  how.draft = options.draft;
  for (int i = 1; i <= options.signers; ++i) {
    const std::string number = std::to_string(i);
    how.signers.push_back({"underskrift-" + number, "Person " + number,
                           "Ledamot", "Samordningsförbundet"});
  }
  const gateway::v1::Report report = ReadReport(options.report);
  const auto renderer = gateway::pdf::NewPdfRenderer();
  const int64_t before_kb = UseOf(getpid()).rss_kb;
  Latencies walls;
  Latencies cpus;
  int64_t first_us = 0;
  std::string bytes;
  for (int i = 0; i < options.rounds; ++i) {
    const int64_t begin = NowUs();
    const int64_t cpu = OwnCpuUs();
    const auto pdf =
        renderer->Render(gateway::pdf::ReportDocument(report, how), {});
    if (!pdf.ok()) {
      std::fprintf(stderr, "finsam-bench-pdf: %s\n",
                   pdf.status().ToString().c_str());
      return 1;
    }
    cpus.Add(OwnCpuUs() - cpu);
    walls.Add(NowUs() - begin);
    if (i == 0) first_us = NowUs() - begin;
    bytes = pdf->bytes;
  }
  std::printf(
      "| report | bytes | first ms | p50 ms | p99 ms | CPU p50 ms | memory "
      "before MiB | peak MiB |\n|---|---|---|---|---|---|---|---|\n"
      "| %s | %zu | %ld | %ld | %ld | %ld | %ld | %ld |\n",
      options.report.c_str(), bytes.size(), first_us / 1'000,
      walls.At(500) / 1'000, walls.At(990) / 1'000, cpus.At(500) / 1'000,
      before_kb / 1'024, UseOf(getpid()).peak_kb / 1'024);
  if (!options.output.empty()) {
    std::ofstream(options.output, std::ios::binary) << bytes;
  }
  return 0;
}

}  // namespace
}  // namespace finsam::bench

int main(int argc, char** argv) {
  finsam::bench::Options options;
  CLI::App app("Renders a report as PDF and measures it");
  app.add_option("--report", options.report, "a report as JSON")->required();
  app.add_option("--rounds", options.rounds)->check(CLI::PositiveNumber);
  app.add_option("--signers", options.signers, "how many are to sign");
  app.add_flag("--draft", options.draft);
  app.add_option("--output", options.output, "where to write the PDF");
  CLI11_PARSE(app, argc, argv);
  return finsam::bench::Run(options);
}

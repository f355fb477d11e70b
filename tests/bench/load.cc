// finsam-ledger-load: puts load on a ledger and says what it took. Modes,
// options and the meaning of what is printed: README.md beside this file.

#include "tests/bench/load.h"

#include <CLI/CLI.hpp>
#include <string>

#include "common/base/clock.h"

namespace {

using finsam::bench::LoadOptions;

constexpr int kInFlightMax = 4'096;
constexpr int kSecondsMax = 3'600;
constexpr int kChannelsMax = 64;
constexpr int kBatchMax = 1'000;  // What the ledger takes in one batch.

void AddServer(CLI::App& app, LoadOptions& options) {
  app.add_option("--address", options.address, "Where the ledger listens.");
  app.add_option("--address-file", options.address_file,
                 "The file that the ledger writes its address to.");
  app.add_option("--server-pid", options.server_pid,
                 "Whose CPU and memory are told.");
  app.add_option("--channels", options.channels, "Connections, at most.")
      ->check(CLI::Range(1, kChannelsMax));
  app.add_option("--seed", options.seed, "Of the vouchers.");
  app.add_option("--run", options.run, "Begins every request id.");
}

void AddPosting(CLI::App& app, LoadOptions& options) {
  app.add_option("--in-flight", options.in_flight, "Requests under way.")
      ->check(CLI::Range(1, kInFlightMax));
  app.add_option("--seconds", options.seconds, "How long.")
      ->check(CLI::Range(1, kSecondsMax));
  app.add_option("--vouchers", options.vouchers, "How many, instead.");
  app.add_flag("--set-up,!--no-set-up", options.set_up,
               "Import the chart and the layout first.");
  app.add_flag("--echo", options.echo,
               "The other end is finsam-bench-limits echo.");
}

}  // namespace

int main(int argc, char** argv) {
  LoadOptions options;
  options.run = finsam::NewRandomIdSource()->Next();
  CLI::App app("Puts load on a ledger; prints one line of JSON.");
  app.require_subcommand(1);
  AddServer(app, options);
  app.fallthrough();
  CLI::App* post = app.add_subcommand("post", "PostVoucher.");
  AddPosting(*post, options);
  CLI::App* stream = app.add_subcommand("stream", "PostVouchers.");
  AddPosting(*stream, options);
  stream->add_option("--batch", options.batch, "Vouchers of a batch.")
      ->check(CLI::Range(1, kBatchMax));
  stream->add_option("--streams", options.streams, "Streams side by side.")
      ->check(CLI::Range(1, kChannelsMax));
  CLI::App* import = app.add_subcommand("import", "ImportBooks.");
  import->add_option("--file", options.file, "A SIE file.")->required();
  CLI::App* read =
      app.add_subcommand("read", "GetTrialBalance and GetStatements.");
  read->add_option("--seconds", options.seconds, "How long.")
      ->check(CLI::Range(1, kSecondsMax));
  CLI::App* verify = app.add_subcommand("verify", "VerifyBooks.");
  CLI::App* health = app.add_subcommand("health", "Wait until it serves.");
  CLI11_PARSE(app, argc, argv);

  if (options.echo) options.set_up = false;
  if (*post) return Post(options);
  if (*stream) return Stream(options);
  if (*import) return Import(options);
  if (*read) return Read(options);
  if (*verify) return Verify(options);
  if (*health) return Health(options);
  return 2;
}

// finsam-bench-limits: what this machine and the libraries can do without a
// ledger. Modes `fsync` and `rocksdb` print one line of JSON; `echo` serves
// the ledger's posting calls (echo.h) until it is ended.

#include <fcntl.h>
#include <rocksdb/db.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tests/bench/echo.h"
#include "tests/bench/measure.h"

namespace finsam::bench {
namespace {

constexpr size_t kBlockBytes = 4'096;
constexpr int kBlocks = 4'096;  // The file: 16 MiB.
constexpr size_t kKeyBytes = 16;
constexpr size_t kValueBytes = 184;  // With the key, a row of 200 B.

struct Options {
  std::string folder = ".";
  EchoOptions echo;
  int seconds = 3;
  int threads = 1;
  int rows = 1;  // Of one write.
};

void Die(const std::string& trouble) {
  std::fprintf(stderr, "%s\n", trouble.c_str());
  std::_Exit(1);
}

int64_t EndOf(const Options& options) {
  return NowUs() + int64_t{options.seconds} * 1'000'000;
}

int Tell(const std::string& mode, const Options& options, int64_t start_us,
         int64_t cpu_us, int64_t count, Latencies& latencies) {
  const int64_t us = NowUs() - start_us;
  nlohmann::ordered_json line;
  line["mode"] = mode;
  line["threads"] = options.threads;
  line["rows"] = options.rows;
  line["per_s"] = count * 1'000'000 / us;
  line["cpu_ns_each"] = count == 0 ? 0 : (OwnCpuUs() - cpu_us) * 1'000 / count;
  line["p50_us"] = latencies.At(500);
  line["p99_us"] = latencies.At(990);
  std::puts(line.dump().c_str());
  return 0;
}

// A block of a file that exists is written over and made durable.
int Fsync(const Options& options) {
  const std::string path = absl::StrCat(options.folder, "/fsync.bin");
  const int file = open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600);
  if (file < 0) Die(absl::StrCat("cannot open ", path));
  std::string block(kBlockBytes, 'f');
  const auto write = [&](int place) {
    const off_t at = off_t{place} * static_cast<off_t>(kBlockBytes);
    if (pwrite(file, block.data(), block.size(), at) !=
        static_cast<ssize_t>(block.size())) {
      Die("cannot write");
    }
  };
  for (int i = 0; i < kBlocks; ++i) write(i);
  if (fsync(file) != 0) Die("cannot sync");
  Latencies latencies;
  int64_t count = 0;
  const int64_t start_us = NowUs();
  const int64_t cpu_us = OwnCpuUs();
  for (const int64_t end_us = EndOf(options); NowUs() < end_us; ++count) {
    block[0] = static_cast<char>(count);
    const int64_t sent_us = NowUs();
    write(static_cast<int>(count % kBlocks));
    if (fdatasync(file) != 0) Die("cannot sync");
    latencies.Add(NowUs() - sent_us);
  }
  const int code = Tell("fsync", options, start_us, cpu_us, count, latencies);
  close(file);
  unlink(path.c_str());
  return code;
}

std::string RandomKey(std::mt19937_64& random) {
  const uint64_t words[] = {random(), random()};
  static_assert(sizeof(words) == kKeyBytes);
  return std::string(reinterpret_cast<const char*>(words), sizeof(words));
}

// Does not compress away.
std::string RandomValue(std::mt19937_64& random) {
  std::string value(kValueBytes, '\0');
  for (char& byte : value) byte = static_cast<char>(random());
  return value;
}

// Synced writes of rows with random keys.
int RocksDb(const Options& options) {
  const std::string path = absl::StrCat(options.folder, "/rocksdb");
  rocksdb::Options database_options;
  database_options.create_if_missing = true;
  database_options.error_if_exists = true;
  rocksdb::DB* opened = nullptr;
  const auto status = rocksdb::DB::Open(database_options, path, &opened);
  if (!status.ok()) Die(status.ToString());
  std::unique_ptr<rocksdb::DB> database(opened);
  std::mutex mutex;
  Latencies all;
  std::atomic<int64_t> count = 0;
  const int64_t start_us = NowUs();
  const int64_t cpu_us = OwnCpuUs();
  const int64_t end_us = EndOf(options);
  std::vector<std::thread> threads;
  for (int i = 0; i < options.threads; ++i) {
    threads.emplace_back([&, i] {
      std::mt19937_64 random(static_cast<uint64_t>(i));
      const std::string value = RandomValue(random);
      rocksdb::WriteOptions write;
      write.sync = true;
      Latencies latencies;
      while (NowUs() < end_us) {
        rocksdb::WriteBatch batch;
        for (int row = 0; row < options.rows; ++row) {
          batch.Put(RandomKey(random), value);
        }
        const int64_t sent_us = NowUs();
        if (!database->Write(write, &batch).ok()) Die("cannot write");
        latencies.Add(NowUs() - sent_us);
        count += options.rows;
      }
      const std::lock_guard lock(mutex);
      all.Add(latencies);
    });
  }
  for (std::thread& thread : threads) thread.join();
  const int code =
      Tell("rocksdb", options, start_us, cpu_us, count.load(), all);
  database.reset();
  rocksdb::DestroyDB(path, database_options);
  std::error_code ignored;
  std::filesystem::remove_all(path, ignored);
  return code;
}

}  // namespace
}  // namespace finsam::bench

int main(int argc, char** argv) {
  constexpr int kThreadsMax = 1'024;
  constexpr int kRowsMax = 100'000;
  constexpr int kSecondsMax = 3'600;
  finsam::bench::Options options;
  CLI::App app("Measures the machine and the libraries without a ledger.");
  app.require_subcommand(1);
  app.fallthrough();
  app.add_option("--folder", options.folder, "On the disk to be measured.");
  app.add_option("--seconds", options.seconds, "How long.")
      ->check(CLI::Range(1, kSecondsMax));
  CLI::App* fsync = app.add_subcommand("fsync", "Durable 4 KiB overwrites.");
  CLI::App* rocksdb = app.add_subcommand("rocksdb", "Synced writes.");
  rocksdb->add_option("--threads", options.threads, "Side by side.")
      ->check(CLI::Range(1, kThreadsMax));
  rocksdb->add_option("--rows", options.rows, "Rows of one write.")
      ->check(CLI::Range(1, kRowsMax));
  CLI::App* echo = app.add_subcommand("echo", "Serve an echo.");
  echo->add_option("--address-file", options.echo.address_file, "Its address.")
      ->required();
  echo->add_flag("--synced", options.echo.synced,
                 "Answer when a write is on disk, one for all who wait.");
  echo->add_flag("--synchronous", options.echo.synchronous,
                 "gRPC's synchronous API, a thread for each call.");
  CLI11_PARSE(app, argc, argv);
  if (*fsync) return finsam::bench::Fsync(options);
  if (*rocksdb) return finsam::bench::RocksDb(options);
  if (*echo) {
    options.echo.folder = options.folder;
    return finsam::bench::Echo(options.echo);
  }
  return 2;
}

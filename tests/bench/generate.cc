// finsam-bench-books: writes invented books of a given size to a file.

#include <CLI/CLI.hpp>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

#include "tests/bench/books.h"

namespace {

constexpr int64_t kEntriesMax = 100'000'000;

}  // namespace

int main(int argc, char** argv) {
  int64_t entry_count = 10'000;
  uint64_t seed = 1;
  std::string path;
  bool plain_text = false;
  bool checksum = false;
  CLI::App app("Writes the books of a year: a SIE 4E file, or a journal.");
  app.add_option("--entries", entry_count, "How many; four make a voucher.")
      ->check(CLI::Range(int64_t{4}, kEntriesMax));
  app.add_option("--seed", seed, "The same seed gives the same books.");
  app.add_option("--out", path, "The file.")->required();
  app.add_flag("--plain-text", plain_text, "A journal that ledger(1) reads.");
  app.add_flag("--checksum", checksum, "Framed by #KSUMMA.");
  CLI11_PARSE(app, argc, argv);

  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  const int64_t vouchers = entry_count / finsam::bench::kVoucherEntries;
  if (plain_text) {
    finsam::bench::WriteJournal(out, seed, vouchers);
  } else {
    finsam::bench::WriteSie(out, seed, vouchers, checksum);
  }
  out.close();
  if (out.good()) return 0;
  std::fprintf(stderr, "cannot write %s\n", path.c_str());
  return 1;
}

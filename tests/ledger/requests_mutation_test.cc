// The converters' fuzz target over mutated requests, from one seed, so that the
// suite runs it everywhere.

#include <gtest/gtest.h>

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "finsam/ledger/v1/ledger.pb.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "tests/ledger/ledger_host.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size);

namespace finsam::ledger {
namespace {

constexpr uint64_t kSeed = 20241122;
constexpr int kRounds = 20'000;

std::vector<std::string> Requests() {
  v1::PostVouchersRequest batch;
  *batch.add_vouchers() = PostingOf("a", 100, "10").voucher();
  batch.mutable_vouchers(0)->mutable_entries(0)->set_quantity("-1.5");
  batch.mutable_vouchers(0)->mutable_corrects()->set_number(7);
  v1::ListVouchersRequest list;
  list.mutable_filter()->set_series("A");
  list.mutable_filter()->add_accounts("30xx");
  list.mutable_filter()->set_amount_min_ore(5);
  list.mutable_filter()->set_text("team mars");
  v1::QueryBalancesRequest balances;
  balances.set_fiscal_year(kYear);
  balances.add_accounts("4000-7999");
  balances.add_by_dimensions(6);
  v1::ListAccountEntriesRequest entries;
  entries.set_fiscal_year(kYear);
  entries.mutable_first_date()->set_year(2024);
  v1::ProveVoucherResponse proof;
  *proof.mutable_voucher() = batch.vouchers(0);
  proof.set_tree_size(3);
  proof.add_path(std::string(32, 'x'));
  PostedVoucher voucher;
  voucher.content.entries = {{1930, Ore{5}, {{6, "10"}}, "x"}};
  return {"\x06" + batch.SerializeAsString(),
          "\x01" + list.SerializeAsString(),
          "\x02" + balances.SerializeAsString(),
          "\x03" + entries.SerializeAsString(),
          "\x04" + proof.SerializeAsString(),
          "\x05" + VoucherBytes(voucher)};
}

TEST(RequestsMutationTest, NoBytesDoHarm) {
  std::mt19937_64 random(kSeed);
  const std::vector<std::string> requests = Requests();
  for (int round = 0; round < kRounds; ++round) {
    std::string bytes = requests[random() % requests.size()];
    for (uint64_t changes = random() % 8; changes > 0; --changes) {
      const size_t at = random() % bytes.size();
      switch (random() % 3) {
        case 0:
          bytes[at] = static_cast<char>(random());
          break;
        case 1:
          bytes.insert(at, 1, static_cast<char>(random()));
          break;
        default:
          if (bytes.size() > 1) bytes.erase(at, 1);
      }
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const uint8_t*>(bytes.data()),
                           bytes.size());
  }
}

}  // namespace
}  // namespace finsam::ledger

// Proofs as files: they hold where nobody can be asked, and no change of a
// byte or a value goes unseen.

#include "cli/proof_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <functional>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/domain/chain.h"
#include "services/ledger/domain/merkle.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/proof.h"

namespace finsam::cli {
namespace {

using ledger::v1::ProveVoucherResponse;
using testing::HasSubstr;

constexpr int kVouchers = 37;

ledger::PostedVoucher VoucherAt(int64_t place) {
  ledger::PostedVoucher voucher;
  voucher.fiscal_year = 2024;
  voucher.number = place;
  voucher.place = place;
  voucher.imported = place % 2 == 0;
  voucher.content.series = "A";
  voucher.content.date = absl::CivilDay(2024, 3, 5);
  voucher.content.text = absl::StrCat("Hyra \"", place, "\"");
  voucher.content.signature = "åe";
  voucher.content.registration_date = absl::CivilDay(2024, 3, 6);
  voucher.content.corrects = {2023, "B", 4};
  voucher.content.entries = {
      {5010, Ore{12'500'00}, {{1, "10"}, {6, "81"}}, "rad"},
      {1930, Ore{-12'500'00}, {}, ""}};
  voucher.content.entries[0].date = absl::CivilDay(2024, 3, 4);
  voucher.content.entries[0].quantity = "12.5";
  voucher.content.entries[1].signature = "nn";
  return voucher;
}

void FillVoucher(const ledger::PostedVoucher& voucher,
                 ledger::v1::Voucher* out) {
  const ledger::VoucherDraft& content = voucher.content;
  out->set_series(content.series);
  out->set_number(voucher.number);
  out->set_place(voucher.place);
  out->set_imported(voucher.imported);
  out->set_text(content.text);
  out->set_signature(content.signature);
  ToProto(content.date, out->mutable_date());
  ToProto(*content.registration_date, out->mutable_registration_date());
  out->mutable_corrects()->set_fiscal_year(2023);
  out->mutable_corrects()->set_series("B");
  out->mutable_corrects()->set_number(4);
  for (const ledger::VoucherEntry& entry : content.entries) {
    ledger::v1::Entry* to = out->add_entries();
    to->set_account(entry.account);
    to->set_amount_ore(entry.amount.value);
    for (const ledger::ObjectRef& object : entry.objects) {
      to->add_objects()->set_dimension(object.dimension);
      to->mutable_objects(to->objects_size() - 1)->set_object(object.object);
    }
    to->set_text(entry.text);
    if (entry.date.has_value()) ToProto(*entry.date, to->mutable_date());
    to->set_quantity(entry.quantity);
    to->set_signature(entry.signature);
  }
}

// The proof of one of kVouchers vouchers.
ProofFile ProofOf(int64_t place) {
  std::vector<std::string> hashes;
  ledger::MerkleState tree;
  for (int64_t at = 1; at <= kVouchers; ++at) {
    hashes.push_back(ledger::ChainHash(hashes.empty() ? "" : hashes.back(),
                                       ledger::VoucherBytes(VoucherAt(at))));
    tree.Append(hashes.back());
  }
  ProofFile file{"associations/2220001511", {}};
  ProveVoucherResponse& proof = file.proof;
  FillVoucher(VoucherAt(place), proof.mutable_voucher());
  proof.mutable_voucher()->set_hash(hashes[place - 1]);
  proof.set_fiscal_year(2024);
  if (place > 1) proof.set_previous_hash(hashes[place - 2]);
  proof.set_tree_size(kVouchers);
  proof.set_tree_root(tree.Root());
  const auto path = ledger::AuditPath(
      place - 1, kVouchers,
      {[](int64_t) -> absl::StatusOr<std::string> {
         return absl::InternalError("no tile is full");
       },
       [&hashes](int64_t first,
                 int64_t count) -> absl::StatusOr<std::vector<std::string>> {
         return std::vector<std::string>(hashes.begin() + first,
                                         hashes.begin() + first + count);
       }});
  EXPECT_TRUE(path.ok()) << path.status();
  for (const std::string& hash : *path) proof.add_path(hash);
  proof.mutable_revision()->set_service("ledger");
  proof.mutable_revision()->set_revision(9);
  return file;
}

TEST(ProofFileTest, ProofsHold) {
  for (int64_t place = 1; place <= kVouchers; ++place) {
    const ProofFile file = ProofOf(place);
    const auto read = ReadProof(WriteProof(file));
    ASSERT_TRUE(read.ok()) << place << ": " << read.status();
    EXPECT_EQ(read->association, file.association);
    EXPECT_EQ(read->proof.SerializeAsString(), file.proof.SerializeAsString());
  }
}

// What a slip of a hand or a disk does.
TEST(ProofFileTest, EveryByteCounts) {
  const std::string good = WriteProof(ProofOf(17));
  const unsigned seed = std::random_device()();
  SCOPED_TRACE(absl::StrCat("seed ", seed));
  std::mt19937 random(seed);
  for (size_t at = 0; at < good.size(); ++at) {
    std::string bad = good;
    const auto other = static_cast<char>(1 + random() % 255);
    bad[at] = static_cast<char>(bad[at] ^ other);
    EXPECT_EQ(ReasonOf(ReadProof(bad).status()), "PROOF_BROKEN") << at;
  }
  for (const std::string& bad :
       {std::string(), good + " ", " " + good, good + good,
        good.substr(0, good.size() / 2), good.substr(0, good.size() - 1)}) {
    EXPECT_EQ(ReasonOf(ReadProof(bad).status()), "PROOF_BROKEN");
  }
}

// What a forger does, who makes the file's sum anew.
TEST(ProofFileTest, EveryProvenValueCounts) {
  using Change = std::function<void(ProveVoucherResponse&)>;
  const Change changes[] = {
      [](auto& p) { p.set_fiscal_year(2023); },
      [](auto& p) { p.set_tree_size(16); },
      [](auto& p) { p.set_tree_size(-1); },
      [](auto& p) { p.mutable_tree_root()->at(5) ^= 1; },
      [](auto& p) { p.mutable_previous_hash()->at(0) ^= 1; },
      [](auto& p) { p.clear_previous_hash(); },
      [](auto& p) { p.mutable_path(0)->at(31) ^= 1; },
      [](auto& p) { p.mutable_path()->RemoveLast(); },
      [](auto& p) { p.add_path(std::string(32, 'x')); },
      [](auto& p) { p.clear_voucher(); },
      [](auto& p) { p.mutable_voucher()->mutable_hash()->at(0) ^= 1; },
      [](auto& p) { p.mutable_voucher()->set_place(16); },
      [](auto& p) { p.mutable_voucher()->set_place(0); },
      [](auto& p) {
        p.mutable_voucher()->set_place(std::numeric_limits<int64_t>::min());
      },
      [](auto& p) { p.mutable_voucher()->set_series("B"); },
      [](auto& p) { p.mutable_voucher()->set_number(18); },
      [](auto& p) { p.mutable_voucher()->set_text("Hyra"); },
      [](auto& p) { p.mutable_voucher()->set_signature(""); },
      [](auto& p) { p.mutable_voucher()->set_reverses(true); },
      [](auto& p) { p.mutable_voucher()->clear_corrects(); },
      [](auto& p) { p.mutable_voucher()->mutable_corrects()->set_number(5); },
      [](auto& p) { p.mutable_voucher()->mutable_date()->set_day(6); },
      [](auto& p) { p.mutable_voucher()->mutable_date()->set_day(32); },
      [](auto& p) { p.mutable_voucher()->clear_registration_date(); },
      [](auto& p) { p.mutable_voucher()->mutable_entries()->RemoveLast(); },
      [](auto& p) {
        p.mutable_voucher()->mutable_entries()->SwapElements(0, 1);
      },
      [](auto& p) {
        p.mutable_voucher()->mutable_entries(0)->set_amount_ore(1);
      },
      [](auto& p) { p.mutable_voucher()->mutable_entries(0)->set_account(-1); },
      [](auto& p) { p.mutable_voucher()->mutable_entries(0)->clear_text(); },
      [](auto& p) { p.mutable_voucher()->mutable_entries(0)->clear_date(); },
      [](auto& p) {
        p.mutable_voucher()->mutable_entries(0)->set_quantity("12.50");
      },
      [](auto& p) {
        p.mutable_voucher()
            ->mutable_entries(0)
            ->mutable_objects()
            ->RemoveLast();
      },
      [](auto& p) {
        p.mutable_voucher()->mutable_entries(1)->clear_signature();
      }};
  int count = 0;
  for (const Change& change : changes) {
    ProofFile file = ProofOf(17);
    change(file.proof);
    EXPECT_EQ(ReasonOf(ReadProof(WriteProof(file)).status()), "PROOF_BROKEN")
        << "change " << count;
    EXPECT_EQ(ReasonOf(ledger::CheckProof(file.proof)), "PROOF_BROKEN")
        << "change " << count;
    ++count;
  }
}

// What stands after the words "not tried" is the file's alone.
TEST(ProofFileTest, WhatIsProvedStandsApartFromWhatIsTold) {
  const ProofFile file = ProofOf(17);
  const auto parts = [&file](bool root_is_known, bool size_is_known) {
    const std::string text = ProofText(file, root_is_known, size_is_known);
    const size_t told = text.find("Enligt filen, inte prövat:");
    EXPECT_NE(told, std::string::npos);
    return std::pair(text.substr(0, told), text.substr(told));
  };
  const std::string root = Hex(file.proof.tree_root());
  for (const auto& [root_is_known, size_is_known] :
       {std::pair{false, false}, {false, true}, {true, false}, {true, true}}) {
    const auto& [proved, told] = parts(root_is_known, size_is_known);
    EXPECT_THAT(proved, HasSubstr("Hyra \"17\""));
    EXPECT_THAT(told, HasSubstr(file.association));
    EXPECT_THAT(told, HasSubstr("revision"));
    EXPECT_THAT(root_is_known ? proved : told, HasSubstr(root));
    EXPECT_THAT(root_is_known && size_is_known ? proved : told,
                HasSubstr("17 av 37"));
    EXPECT_EQ(told.find("--root") == std::string::npos,
              root_is_known && size_is_known);
  }
}

TEST(ProofFileTest, JsonThatIsNoProofIsRefused) {
  const auto with_sum = [](const std::string& covered) {
    return absl::StrCat(covered, ",\n\"sha256\": \"", Hex(Sha256(covered)),
                        "\"\n}\n");
  };
  for (const char* covered :
       {"{\"a\": 1", "[", "{\"kind\": \"finsam-voucher-proof-1\"",
        "{\"kind\": \"finsam-voucher-proof-1\", \"association\": "
        "\"associations/2220001511\", \"proof\": {\"more\": 1}",
        "{\"kind\": \"finsam-voucher-proof-1\", \"association\": 7, \"proof\": "
        "{}"}) {
    EXPECT_EQ(ReasonOf(ReadProof(with_sum(covered)).status()), "PROOF_BROKEN")
        << covered;
  }
}

}  // namespace
}  // namespace finsam::cli

#include "tests/ledger/query_books.h"

#include <gtest/gtest.h>
#include <rocksdb/env.h>

#include <filesystem>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/store/rocks_store.h"

namespace finsam::ledger {
namespace {

using ::absl::CivilDay;

constexpr char kFile[] = R"(#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20240102
#SIETYP 4
#ORGNR 222000-1511
#FNAMN "Provforbundet"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#KONTO 3010 "Bidrag"
#KONTO 4010 "Insatser"
#KONTO 4020 "Lokaler"
#KONTO 9999 "Aldrig anvant"
#DIM 1 "Enhet"
#DIM 6 "Projekt"
#DIM 7 "Motpart"
#OBJEKT 1 "1" "Ett"
#OBJEKT 1 "2" "Tva"
#OBJEKT 1 "3" "Tre"
#OBJEKT 6 "1" "Team"
#OBJEKT 6 "2" "Kansli"
#OBJEKT 6 "3" "Mottagning"
#OBJEKT 7 "1" "Region"
#OBJEKT 7 "2" "Kommun"
#OBJEKT 7 "3" "Stat"
#IB -1 1930 800
#IB -1 2010 -800
#UB -1 1930 1000
#UB -1 2010 -1000
#RES -1 3010 -500
#RES -1 4010 300
#PSALDO -1 202306 4010 {} 300
#PSALDO -1 202306 4010 {6 "1"} 200
#IB 0 1930 1000
#OIB 0 1930 {6 "1"} 400
#IB 0 2010 -1000
)";

// Entries that sum to zero, for accounts and objects of kFile.
VoucherDraft RandomDraft(Chance& chance) {
  static const std::vector<int32_t> kAccounts = {1930, 2010, 3010, 4010, 4020};
  VoucherDraft draft;
  draft.series = chance.Of<std::string>({"A", "AB", "B"});
  // Many on one day, so that a page begins and ends inside it.
  draft.date = chance.OneIn(4) ? CivilDay(2024, 6, 30)
                               : CivilDay(2024, 1, 1) + chance.Number(0, 365);
  draft.text = absl::StrCat("Händelse ", chance.Number(1, 1'000'000));
  Ore rest;
  for (int64_t i = chance.Number(1, 3); i > 0; --i) {
    Ore amount{chance.Number(1, 100'000)};
    if (chance.OneIn(2)) amount = -amount;
    rest += amount;
    draft.entries.push_back(
        {chance.Of(kAccounts), amount, RandomObjects(chance), ""});
  }
  if (rest == Ore{0}) return RandomDraft(chance);
  draft.entries.push_back(
      {chance.Of(kAccounts), -rest, RandomObjects(chance), "resten"});
  return draft;
}

}  // namespace

QueryBooks::QueryBooks()
    : disk_(rocksdb::NewMemEnv(rocksdb::Env::Default())),
      clock_(absl::FromCivil(CivilDay(2025, 2, 17), absl::UTCTimeZone())),
      year_{kOrganisation, 2024} {
  store::RocksStoreOptions options;
  options.path = "/ledger";
  options.env = disk_.get();
  auto opened = store::OpenRocksStore(options);
  FINSAM_CHECK(opened.ok());
  store_ = *std::move(opened);
  ledger_ = std::make_unique<Ledger>(
      *store_, clock_, std::filesystem::temp_directory_path().string());
  Import();
}

QueryBooks::~QueryBooks() = default;

void QueryBooks::Import() {
  ImportOrder order{year_, "import", false,
                    ImportFiles(ledger_->spool_folder())};
  ASSERT_TRUE(order.files.Add("2024.se", kFile).ok());
  ImportWatch watch{
      [](absl::string_view, int64_t) {}, [] { return false; }, {}};
  const auto result = ledger_->Import(order, watch);
  ASSERT_TRUE(result.ok()) << result.status();
  revision_ = result->revision().revision();
  history_[revision_] = 0;
}

void QueryBooks::Remember(const absl::StatusOr<Posted>& posted) {
  ASSERT_TRUE(posted.ok()) << posted.status();
  vouchers_.insert(vouchers_.end(), posted->vouchers.begin(),
                   posted->vouchers.end());
  revision_ = posted->head.revision;
  history_[revision_] = vouchers_.size();
}

void QueryBooks::Post(std::vector<VoucherDraft> drafts) {
  PostOrder order;
  order.name = year_;
  order.request_id = absl::StrCat("post-", ++requests_);
  order.drafts = std::move(drafts);
  order.is_batch = true;
  Remember(ledger_->PostAndWait(std::move(order)));
}

void QueryBooks::PostRandom(Chance& chance, int64_t count) {
  std::vector<VoucherDraft> drafts;
  for (int64_t i = 0; i < count; ++i) drafts.push_back(RandomDraft(chance));
  Post(std::move(drafts));
}

void QueryBooks::Reverse(const VoucherRef& ref, CivilDay date) {
  PostOrder order;
  order.name = year_;
  order.request_id = absl::StrCat("reverse-", ++requests_);
  order.reverses = ref;
  order.drafts.resize(1);
  order.drafts[0].date = date;
  order.drafts[0].text = "Dubbelt";
  Remember(ledger_->PostAndWait(std::move(order)));
}

std::vector<Amount> QueryBooks::Amounts(size_t count) const {
  std::vector<Amount> out = {{true, {}, 1930, {{6, "1"}}, Ore{400'00}},
                             {true, {}, 1930, {}, Ore{600'00}},
                             {true, {}, 2010, {}, Ore{-1'000'00}}};
  for (size_t i = 0; i < count; ++i) {
    const VoucherDraft& content = vouchers_[i].content;
    for (const VoucherEntry& entry : content.entries) {
      out.push_back(
          {false, content.date, entry.account, entry.objects, entry.amount});
    }
  }
  return out;
}

}  // namespace finsam::ledger

#include "services/ledger/domain/sie_writer.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"
#include "common/base/check.h"

namespace finsam::ledger {
namespace {

using Kind = SieBalance::Kind;

bool HasBalances(SieKind kind) { return kind != SieKind::k4I; }

bool HasDimensions(SieKind kind) {
  return kind == SieKind::k3 || HasVouchers(kind);
}

bool HasObjectBalances(SieKind kind) {
  return HasBalances(kind) && HasDimensions(kind);
}

bool HasPeriods(SieKind kind) {
  return HasBalances(kind) && kind != SieKind::k1;
}

bool IsPeriod(const SieBalance& balance) {
  return balance.kind == Kind::kPeriod || balance.kind == Kind::kPeriodBudget;
}

// True when a file of the kind has such a balance. Zero goes without saying.
bool IsWritten(SieKind kind, const SieBalance& balance) {
  if (balance.amount == Ore{0} && balance.quantity.empty()) return false;
  switch (balance.kind) {
    case Kind::kOpening:
    case Kind::kClosing:
    case Kind::kResult:
      return HasBalances(kind);
    case Kind::kOpeningObject:
    case Kind::kClosingObject:
      return HasObjectBalances(kind);
    case Kind::kPeriod:
    case Kind::kPeriodBudget:
      return HasPeriods(kind) &&
             (balance.objects.empty() || HasObjectBalances(kind));
  }
  return false;
}

absl::string_view LabelOf(Kind kind) {
  switch (kind) {
    case Kind::kOpening:
      return "#IB";
    case Kind::kClosing:
      return "#UB";
    case Kind::kResult:
      return "#RES";
    case Kind::kOpeningObject:
      return "#OIB";
    case Kind::kClosingObject:
      return "#OUB";
    case Kind::kPeriod:
      return "#PSALDO";
    case Kind::kPeriodBudget:
      return "#PBUDGET";
  }
  return "";
}

// The items by the key that `key_of` gives; those of one key keep their order.
template <typename Item, typename KeyOf>
auto Sorted(const std::vector<Item>& items, KeyOf key_of) {
  using Key = decltype(key_of(items.front()));
  std::vector<std::pair<Key, const Item*>> rows;
  rows.reserve(items.size());
  for (const Item& item : items) rows.emplace_back(key_of(item), &item);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.first < b.first;
  });
  return rows;
}

// The same; of those of one key the first.
template <typename Item, typename KeyOf>
auto SortedOnce(const std::vector<Item>& items, KeyOf key_of) {
  auto rows = Sorted(items, key_of);
  const auto is_same = [](const auto& a, const auto& b) {
    return a.first == b.first;
  };
  rows.erase(std::unique(rows.begin(), rows.end(), is_same), rows.end());
  return rows;
}

// Names are sorted by their bytes in the file, so that a file that is read and
// written again has the same order whatever its characters became.
ObjectSet InFile(ObjectSet objects) {
  for (ObjectRef& ref : objects) ref.object = SieFieldBytes(ref.object);
  return objects;
}

bool IsBlank(absl::string_view text) { return SieFieldBytes(text).empty(); }

const SieYear* CurrentYear(const SieFile& file) {
  for (const SieYear& year : file.years) {
    if (year.index == 0) return &year;
  }
  return nullptr;
}

}  // namespace

bool HasVouchers(SieKind kind) {
  return kind == SieKind::k4E || kind == SieKind::k4I;
}

void SieWriter::WriteOptional(absl::string_view label, absl::string_view name,
                              absl::string_view text) {
  if (IsBlank(text)) return;
  out_.Begin(label);
  out_.Code(name, text);
  out_.End();
}

void SieWriter::WriteFlag() {
  out_.Begin("#FLAGGA");
  out_.Number(0);
  out_.End();
  out_.BeginChecksum();
}

void SieWriter::WriteHead(const SieFile& file) {
  const SieHead& head = file.head;
  out_.Begin("#PROGRAM");
  out_.Text("programnamn", head.program);
  out_.Text("version", head.program_version);
  out_.End(2);
  out_.Begin("#FORMAT");
  out_.Code("format", "PC8");
  out_.End();
  out_.Begin("#GEN");
  out_.Code("datum", head.generated);
  out_.Text("sign", head.generated_by);
  out_.End(1);
  out_.Begin("#SIETYP");
  out_.Number(std::min(static_cast<int>(kind_) + 1, 4));
  out_.End();
  for (const std::string& text : head.prose) {
    if (IsBlank(text)) continue;
    out_.Begin("#PROSA");
    out_.Text("text", text);
    out_.End();
  }
  WriteCompany(head);
  WriteYears(file);
  WriteOptional("#KPTYP", "kontoplanstyp", head.chart_type);
  WriteOptional("#VALUTA", "valutakod", head.currency);
}

void SieWriter::WriteCompany(const SieHead& head) {
  WriteOptional("#FTYP", "företagstyp", head.company_type);
  WriteOptional("#FNR", "företagsid", head.company_id);
  if (!IsBlank(head.organisation_number)) {
    out_.Begin("#ORGNR");
    out_.Code("orgnr", head.organisation_number);
    out_.Code("förvnr", head.acquisition_number);
    out_.Code("verknr", head.activity_number);
    out_.End(1);
  }
  if (kind_ != SieKind::k4I) WriteOptional("#BKOD", "SNI-kod", head.sni_code);
  const SieAddress address = head.address.value_or(SieAddress());
  if (!IsBlank(address.contact) || !IsBlank(address.street) ||
      !IsBlank(address.city) || !IsBlank(address.phone)) {
    out_.Begin("#ADRESS");
    out_.Text("kontakt", address.contact);
    out_.Text("utdelningsadr", address.street);
    out_.Text("postadr", address.city);
    out_.Text("tel", address.phone);
    out_.End(4);
  }
  out_.Begin("#FNAMN");
  out_.Text("företagsnamn", head.company_name);
  out_.End(1);
}

void SieWriter::WriteYears(const SieFile& file) {
  for (const auto& [key, year] :
       SortedOnce(file.years, [](const auto& y) { return -y.index; })) {
    out_.Begin("#RAR");
    out_.Number(year->index);
    out_.Day(year->first);
    out_.Day(year->last);
    out_.End();
  }
  WriteOptional("#TAXAR", "år", file.head.tax_year);
  if (!HasPeriods(kind_)) return;
  // Types 2 and 3 must say how far their balances reach, and so must a type 4
  // with balances of months.
  std::optional<absl::CivilDay> extent = file.head.extent;
  const bool is_needed =
      !HasVouchers(kind_) ||
      std::any_of(file.balances.begin(), file.balances.end(),
                  [this](const SieBalance& balance) {
                    return IsPeriod(balance) && IsWritten(kind_, balance);
                  });
  if (!extent.has_value() && is_needed) extent = CurrentYear(file)->last;
  if (!extent.has_value()) return;
  out_.Begin("#OMFATTN");
  out_.Day(*extent);
  out_.End();
}

void SieWriter::WriteAccounts(const SieFile& file) {
  for (const auto& [number, account] :
       SortedOnce(file.accounts, [](const auto& a) { return a.number; })) {
    out_.Begin("#KONTO");
    out_.Number(number);
    out_.Text("kontonamn", account->name);
    out_.End(2);
    if (account->type != 0) {
      out_.Begin("#KTYP");
      out_.Number(number);
      out_.Code("kontotyp", absl::string_view(&account->type, 1));
      out_.End();
    }
    if (!IsBlank(account->unit)) {
      out_.Begin("#ENHET");
      out_.Number(number);
      out_.Text("enhet", account->unit);
      out_.End();
    }
    for (const std::string& code : account->sru_codes) {
      if (IsBlank(code)) continue;
      out_.Begin("#SRU");
      out_.Number(number);
      out_.Code("SRU-kod", code);
      out_.End();
    }
  }
}

void SieWriter::WriteDimensions(const SieFile& file) {
  if (!HasDimensions(kind_)) return;
  for (const auto& [key, dimension] : SortedOnce(
           file.dimensions,
           [](const auto& d) { return std::pair(d.parent != 0, d.number); })) {
    out_.Begin(dimension->parent == 0 ? "#DIM" : "#UNDERDIM");
    out_.Number(dimension->number);
    out_.Text("namn", dimension->name);
    if (dimension->parent != 0) out_.Number(dimension->parent);
    out_.End(2);
  }
  for (const SieObject& object : file.objects) {
    out_.Key(object.dimension, object.number);
  }
  for (const auto& [key, object] : SortedOnce(file.objects, [](const auto& o) {
         return std::pair(o.dimension, SieFieldBytes(o.number));
       })) {
    if (key.second.empty()) continue;
    out_.Begin("#OBJEKT");
    out_.Number(object->dimension);
    out_.Text("objektnr", object->number);
    out_.Text("objektnamn", object->name);
    out_.End(3);
  }
}

void SieWriter::WriteBalance(const SieBalance& balance) {
  out_.Begin(LabelOf(balance.kind));
  out_.Number(balance.year_index);
  if (IsPeriod(balance)) out_.Period(balance.period_year, balance.month);
  out_.Number(balance.account);
  if (IsPeriod(balance) || balance.kind == Kind::kOpeningObject ||
      balance.kind == Kind::kClosingObject) {
    out_.Objects(balance.objects);
  }
  out_.Amount(balance.amount);
  out_.Code("kvantitet", balance.quantity);
  out_.End();
}

void SieWriter::WriteBalances(const SieFile& file) {
  if (!HasBalances(kind_)) return;
  const auto has = [&](Kind kind, int year_index) {
    return std::any_of(file.balances.begin(), file.balances.end(),
                       [&](const SieBalance& balance) {
                         return balance.kind == kind &&
                                balance.year_index == year_index &&
                                IsWritten(kind_, balance);
                       });
  };
  if (!file.accounts.empty()) {
    SieBalance none;
    none.account = std::min_element(file.accounts.begin(), file.accounts.end(),
                                    [](const auto& a, const auto& b) {
                                      return a.number < b.number;
                                    })
                       ->number;
    // Without any the year opens with what the year before closed with.
    if (!has(Kind::kOpening, 0) && has(Kind::kClosing, -1)) WriteBalance(none);
    // The format demands one, and a type 4 without any is taken for a 4I.
    none.kind = Kind::kClosing;
    if (!has(Kind::kClosing, 0)) WriteBalance(none);
  }
  for (const auto& [key, balance] : Sorted(file.balances, [](const auto& b) {
         return std::tuple(b.kind, -b.year_index, b.account, InFile(b.objects),
                           b.period_year, b.month);
       })) {
    if (IsWritten(kind_, *balance)) WriteBalance(*balance);
  }
}

absl::Status SieWriter::Begin(const SieFile& file) {
  FINSAM_CHECK(stage_ == Stage::kNew);
  stage_ = Stage::kBegun;
  if (HasBalances(kind_) && CurrentYear(file) == nullptr) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "SIE_RECORD_MISSING",
                  "Räkenskapsåret saknar datum, som en SIE-fil av denna typ "
                  "måste ha (#RAR 0).");
  }
  WriteFlag();
  WriteHead(file);
  WriteAccounts(file);
  WriteDimensions(file);
  WriteBalances(file);
  return out_.status();
}

void SieWriter::WriteEntry(const SieEntry& entry, absl::CivilDay voucher_date) {
  out_.Begin("#TRANS");
  out_.Number(entry.account);
  out_.Objects(entry.objects);
  out_.Amount(entry.amount);
  if (entry.date.value_or(voucher_date) == voucher_date) {
    out_.Empty();
  } else {
    out_.Day(*entry.date);
  }
  out_.Text("transtext", entry.text);
  out_.Code("kvantitet", entry.quantity);
  out_.Text("sign", entry.signature);
  out_.End();
}

absl::Status SieWriter::Add(const SieVoucher& voucher) {
  FINSAM_CHECK(stage_ == Stage::kBegun && HasVouchers(kind_));
  out_.Key(SieRecordWriter::kSeriesScope, voucher.series);
  out_.Begin("#VER");
  out_.Code("serie", voucher.series);
  if (voucher.number.has_value()) {
    out_.Number(*voucher.number);
  } else {
    out_.Empty();
  }
  out_.Day(voucher.date);
  out_.Text("vertext", voucher.text);
  if (voucher.registration_date.has_value()) {
    out_.Day(*voucher.registration_date);
  } else {
    out_.Empty();
  }
  out_.Text("sign", voucher.signature);
  out_.End();
  out_.Brace('{');
  for (const SieEntry& entry : voucher.entries) WriteEntry(entry, voucher.date);
  out_.Brace('}');
  return out_.status();
}

absl::Status SieWriter::End() {
  FINSAM_CHECK(stage_ == Stage::kBegun);
  stage_ = Stage::kEnded;
  out_.EndChecksum();
  return out_.Finish();
}

}  // namespace finsam::ledger

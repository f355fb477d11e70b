#include "tests/ledger/sie_writer_books.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/ledger/domain/limits.h"

namespace finsam::ledger {
namespace {

using Kind = SieBalance::Kind;

constexpr absl::string_view kPieces[] = {
    "\"", "\\",     "\\\"",  "\"\"", "{",         "}", " ", "  ",
    "å",  "ä",      "ö",     "Å",    "Ä",         "Ö", "é", "ü",
    "½",  "\u00A0", "#VER ", "#",    "a",         "B", "7", "0",
    "?",  ";",      ",",     "PC",   "samverkan", "'", "|", "-1.50"};

std::string Line(std::vector<std::string> cells) {
  for (std::string& cell : cells) cell = Utf8FromCp437(Cp437FromUtf8(cell));
  return absl::StrJoin(cells, "|");
}

std::string DayText(const std::optional<absl::CivilDay>& day) {
  return day.has_value() ? absl::FormatCivilTime(*day) : "-";
}

std::string ObjectsText(const ObjectSet& objects) {
  std::string text;
  for (const ObjectRef& ref : objects) {
    absl::StrAppend(&text, ref.dimension, "=", ref.object, ";");
  }
  return text;
}

bool IsNothing(const SieBalance& balance) {
  return balance.amount == Ore{0} && balance.quantity.empty();
}

bool IsAllowed(SieKind kind, const SieBalance& balance) {
  const bool is_period =
      balance.kind == Kind::kPeriod || balance.kind == Kind::kPeriodBudget;
  const bool is_plain = balance.kind == Kind::kOpening ||
                        balance.kind == Kind::kClosing ||
                        balance.kind == Kind::kResult;
  switch (kind) {
    case SieKind::k1:
      return is_plain;
    case SieKind::k2:
      return is_plain || (is_period && balance.objects.empty());
    case SieKind::k3:
    case SieKind::k4E:
      return true;
    case SieKind::k4I:
      return false;
  }
  return false;
}

void AddHead(const SieHead& head, std::vector<std::string>* lines) {
  lines->push_back(Line(
      {"head", head.program, head.program_version, head.generated,
       head.generated_by, head.company_type, head.company_id,
       head.organisation_number, head.acquisition_number, head.activity_number,
       head.sni_code, head.company_name, head.tax_year, DayText(head.extent),
       head.chart_type, head.currency}));
  for (const std::string& text : head.prose) {
    lines->push_back(Line({"prose", text}));
  }
  const SieAddress address = head.address.value_or(SieAddress());
  lines->push_back(Line({"address", address.contact, address.street,
                         address.city, address.phone}));
}

std::vector<std::string> RegisterOf(const SieFile& file) {
  std::vector<std::string> lines;
  for (const SieYear& year : file.years) {
    lines.push_back(Line({"year", absl::StrCat(year.index), DayText(year.first),
                          DayText(year.last)}));
  }
  for (const SieAccount& account : file.accounts) {
    lines.push_back(
        Line({"account", absl::StrCat(account.number), account.name,
              absl::StrCat(static_cast<int>(account.type)), account.unit,
              absl::StrJoin(account.sru_codes, ";")}));
  }
  for (const SieDimension& dimension : file.dimensions) {
    lines.push_back(Line({"dimension", absl::StrCat(dimension.number),
                          dimension.name, absl::StrCat(dimension.parent)}));
  }
  for (const SieObject& object : file.objects) {
    lines.push_back(Line({"object", absl::StrCat(object.dimension),
                          object.number, object.name}));
  }
  for (const SieBalance& balance : file.balances) {
    if (IsNothing(balance)) continue;
    lines.push_back(
        Line({"balance", absl::StrCat(static_cast<int>(balance.kind)),
              absl::StrCat(balance.year_index), absl::StrCat(balance.account),
              ObjectsText(balance.objects), absl::StrCat(balance.period_year),
              absl::StrCat(balance.month), SieAmount(balance.amount),
              balance.quantity}));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

SieKind KindOf(const SieFile& file) {
  if (file.type == 4) return file.is_import ? SieKind::k4I : SieKind::k4E;
  return static_cast<SieKind>(file.type - 1);
}

std::string FileNameOf(SieKind kind) {
  return kind == SieKind::k4I ? "prov.si" : "prov.se";
}

absl::StatusOr<std::string> WriteSie(SieKind kind, const SieFile& file,
                                     std::vector<Problem>* warnings) {
  std::string bytes;
  SieWriter writer(kind, [&bytes](absl::string_view piece) {
    absl::StrAppend(&bytes, piece);
    return absl::OkStatus();
  });
  RETURN_IF_ERROR(writer.Begin(file));
  if (HasVouchers(kind)) {
    for (const SieVoucher& voucher : file.vouchers) {
      RETURN_IF_ERROR(writer.Add(voucher));
    }
  }
  RETURN_IF_ERROR(writer.End());
  if (warnings != nullptr) *warnings = writer.TakeWarnings();
  return bytes;
}

SieFile AsWritten(SieKind kind, SieFile file) {
  const bool is_4 = kind == SieKind::k4E || kind == SieKind::k4I;
  file.type = is_4 ? 4 : static_cast<int>(kind) + 1;
  file.is_import = kind == SieKind::k4I;
  file.is_taken = false;
  file.checksum_present = true;
  if (kind == SieKind::k4I) file.head.sni_code.clear();
  if (kind == SieKind::k1 || kind == SieKind::k2) {
    file.dimensions.clear();
    file.objects.clear();
  }
  std::vector<SieBalance> balances;
  bool has_periods = false;
  for (const SieBalance& balance : file.balances) {
    if (!IsAllowed(kind, balance) || IsNothing(balance)) continue;
    has_periods |= balance.month != 0;
    balances.push_back(balance);
  }
  file.balances = balances;
  if (kind == SieKind::k1 || kind == SieKind::k4I) {
    file.head.extent = std::nullopt;
  } else if (!file.head.extent.has_value() && (has_periods || !is_4)) {
    for (const SieYear& year : file.years) {
      if (year.index == 0) file.head.extent = year.last;
    }
  }
  const auto is_empty = [](const std::string& text) { return text.empty(); };
  std::erase_if(file.head.prose, is_empty);
  for (SieAccount& account : file.accounts) {
    std::erase_if(account.sru_codes, is_empty);
  }
  if (!is_4) file.vouchers.clear();
  for (SieVoucher& voucher : file.vouchers) {
    for (SieEntry& entry : voucher.entries) {
      if (entry.date == voucher.date) entry.date = std::nullopt;
    }
  }
  return file;
}

std::vector<std::string> ContentOf(const SieFile& file) {
  std::vector<std::string> lines = {
      absl::StrCat("type ", file.type, " import ", file.is_import, " taken ",
                   file.is_taken, " summed ", file.checksum_present)};
  AddHead(file.head, &lines);
  for (std::string& line : RegisterOf(file)) lines.push_back(std::move(line));
  for (const SieVoucher& voucher : file.vouchers) {
    lines.push_back(Line(
        {"voucher", voucher.series, absl::StrCat(voucher.number.value_or(0)),
         DayText(voucher.date), voucher.text,
         DayText(voucher.registration_date), voucher.signature}));
    for (const SieEntry& entry : voucher.entries) {
      lines.push_back(Line({"entry", absl::StrCat(entry.account),
                            ObjectsText(entry.objects), SieAmount(entry.amount),
                            DayText(entry.date), entry.text, entry.quantity,
                            entry.signature}));
    }
  }
  return lines;
}

std::string RandomBooks::Text(size_t bytes_max) {
  std::string text;
  for (int i = Below(20) == 0 ? 200 : Below(8); i > 0; --i) {
    const absl::string_view piece =
        kPieces[static_cast<size_t>(Below(std::size(kPieces)))];
    if (text.size() + piece.size() <= bytes_max) absl::StrAppend(&text, piece);
  }
  return std::string(absl::StripAsciiWhitespace(text));
}

Ore RandomBooks::Amount() {
  const int64_t limit = Sometimes() ? kAmountMax.value : 100'000;
  if (Below(5) == 0) return {};
  return {std::uniform_int_distribution<int64_t>(-limit, limit)(random_)};
}

std::string RandomBooks::Quantity() {
  constexpr absl::string_view kQuantities[] = {"",   "",     "12.5",
                                               "-3", "0.25", "0"};
  return std::string(kQuantities[static_cast<size_t>(Below(6))]);
}

absl::CivilDay RandomBooks::Day() {
  return absl::CivilDay(2024, 1, 1) + Below(366);
}

SieHead RandomBooks::Head() {
  SieHead head;
  head.program = Text(100);
  head.program_version = Text(20);
  head.generated = "20250217";
  head.generated_by = Text(20);
  // Enough Swedish letters to tell the encoding, whatever the other texts are.
  head.prose = {"åäöÅÄÖ åäöÅÄÖ åäöÅÄÖ", "\\", "\"", "x" + Text(300)};
  head.company_type = Sometimes() ? "X" : "";
  head.company_id = Text(20);
  head.organisation_number = Sometimes() ? "" : "222000-1511";
  if (!head.organisation_number.empty()) {
    head.acquisition_number = Sometimes() ? "1" : "";
    head.activity_number = Sometimes() ? "2" : "";
  }
  head.sni_code = Sometimes() ? "84120" : "";
  if (Sometimes()) head.address = {Text(30), "Torget 1", Text(30), Text(30)};
  head.company_name = Text(100);
  head.tax_year = Sometimes() ? "2025" : "";
  if (Sometimes()) head.extent = Day();
  head.chart_type = Sometimes() ? "EUBAS97" : "";
  head.currency = Sometimes() ? "SEK" : "";
  return head;
}

void RandomBooks::AddRegister(SieFile* file) {
  constexpr char kTypes[] = {0, 'T', 'S', 'K', 'I'};
  int index = 0;
  do {
    const int year = 2024 + index;
    file->years.push_back(
        {index, absl::CivilDay(year, 1, 1), absl::CivilDay(year, 12, 31), 0});
    --index;
  } while (Sometimes());
  int32_t number = 1000;
  for (int i = 3 + Below(10); i > 0; --i) {
    SieAccount account;
    account.number = number += 1 + Below(500);
    account.name = Text(100);
    account.type = kTypes[Below(5)];
    if (Sometimes()) account.unit = Text(10);
    for (int code = 0; Sometimes(); ++code) {
      account.sru_codes.push_back(absl::StrCat(7000 + code));
    }
    file->accounts.push_back(std::move(account));
  }
  std::set<std::string> numbers;
  for (const int32_t dimension : {1, 2, 6, 20}) {
    const int32_t parent = dimension == 2 ? 1 : 0;
    file->dimensions.push_back({dimension, Text(40), parent, 0});
    numbers.clear();
    for (int i = Below(6); i > 0; --i) {
      const std::string object = Text(kObjectBytesMax);
      if (object.empty() || !numbers.insert(object).second) continue;
      file->objects.push_back({dimension, object, Text(60), 0});
    }
  }
}

ObjectSet RandomBooks::Objects(const SieFile& file) {
  ObjectSet objects;
  for (const SieObject& object : file.objects) {
    const bool is_next =
        objects.empty() || objects.back().dimension < object.dimension;
    if (is_next && Sometimes()) {
      objects.push_back({object.dimension, object.number});
    }
  }
  return objects;
}

void RandomBooks::AddBalances(SieFile* file) {
  std::set<std::tuple<int, int, int32_t, ObjectSet, int>> seen;
  for (int i = Below(80); i > 0; --i) {
    SieBalance balance;
    balance.kind = static_cast<Kind>(Below(7));
    balance.year_index = file->years[static_cast<size_t>(Below(
                                         static_cast<int>(file->years.size())))]
                             .index;
    balance.account = file->accounts[static_cast<size_t>(Below(3))].number;
    const bool is_period =
        balance.kind == Kind::kPeriod || balance.kind == Kind::kPeriodBudget;
    if (is_period || balance.kind == Kind::kOpeningObject ||
        balance.kind == Kind::kClosingObject) {
      balance.objects = Objects(*file);
    }
    if (is_period) {
      balance.month = 1 + Below(12);
      balance.period_year = 2024 + balance.year_index;
    }
    balance.amount = Amount();
    balance.quantity = Quantity();
    const auto key =
        std::tuple(static_cast<int>(balance.kind), balance.year_index,
                   balance.account, balance.objects, balance.month);
    if (seen.insert(key).second) file->balances.push_back(std::move(balance));
  }
}

SieEntry RandomBooks::Entry(const SieFile& file) {
  SieEntry entry;
  entry.account = file.accounts[static_cast<size_t>(Below(
                                    static_cast<int>(file.accounts.size())))]
                      .number;
  entry.objects = Objects(file);
  entry.amount = Amount();
  if (Sometimes()) entry.date = Day();
  if (Sometimes()) entry.text = Text(kTextBytesMax);
  entry.quantity = Quantity();
  if (Sometimes()) entry.signature = Text(20);
  return entry;
}

void RandomBooks::AddVouchers(SieFile* file) {
  const std::string series[] = {"A", "LEV1", "", Text(kSeriesBytesMax)};
  for (int64_t number = 1; number < 12; ++number) {
    SieVoucher voucher;
    voucher.series = series[Below(4)];
    if (Below(10) != 0) voucher.number = number * 1000;
    voucher.date = Day();
    voucher.text = Text(kTextBytesMax);
    if (Sometimes()) voucher.registration_date = Day();
    if (Sometimes()) voucher.signature = Text(20);
    Ore sum;
    for (int i = Below(6); i > 0; --i) {
      voucher.entries.push_back(Entry(*file));
      sum += voucher.entries.back().amount;
    }
    while (sum != Ore{0}) {
      SieEntry entry = Entry(*file);
      entry.amount = std::clamp(-sum, -kAmountMax, kAmountMax);
      sum += entry.amount;
      voucher.entries.push_back(std::move(entry));
    }
    file->vouchers.push_back(std::move(voucher));
  }
}

SieFile RandomBooks::Next() {
  SieFile file;
  file.head = Head();
  AddRegister(&file);
  AddBalances(&file);
  AddVouchers(&file);
  return file;
}

SieFile RandomBooks::Shuffled(SieFile file) {
  std::shuffle(file.years.begin(), file.years.end(), random_);
  std::shuffle(file.accounts.begin(), file.accounts.end(), random_);
  std::shuffle(file.dimensions.begin(), file.dimensions.end(), random_);
  std::shuffle(file.objects.begin(), file.objects.end(), random_);
  std::shuffle(file.balances.begin(), file.balances.end(), random_);
  return file;
}

}  // namespace finsam::ledger

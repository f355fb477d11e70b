#include "cli/books_text.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "cli/output.h"
#include "common/base/digest.h"
#include "common/figure/display.h"

namespace finsam::cli {
namespace {

namespace led = ledger::v1;
using Rows = std::vector<std::vector<std::string>>;

constexpr size_t kDifferencesShownMax = 50;

// "A 17", or "A" of a voucher that has no number yet.
std::string ShortName(const led::Voucher& voucher) {
  if (voucher.number() == 0) return voucher.series();
  return absl::StrCat(voucher.series(), voucher.series().empty() ? "" : " ",
                      voucher.number());
}

// What a voucher moves: the sum of its debits.
int64_t DebitsOf(const led::Voucher& voucher) {
  int64_t sum = 0;
  for (const led::Entry& entry : voucher.entries()) {
    sum += std::max<int64_t>(entry.amount_ore(), 0);
  }
  return sum;
}

std::string StateOf(const led::FiscalYear& year) {
  if (year.summary()) return "jämförelsetal";
  return year.closed() ? "stängt" : "öppet";
}

std::string EventText(const led::FiscalYearEvent& event) {
  switch (event.kind()) {
    case led::FiscalYearEvent::LOCK:
      return event.has_locked_through()
                 ? absl::StrCat("låst t.o.m. ", DayText(event.locked_through()))
                 : "låset hävt";
    case led::FiscalYearEvent::CLOSE:
      return absl::StrCat("stängt; resultat ", Kronor(event.result_ore()),
                          " till konto ", event.capital_account());
    case led::FiscalYearEvent::REOPEN:
      return "öppnat igen";
    default:
      return "";
  }
}

const char* KindWord(led::VoucherDifference::Kind kind) {
  switch (kind) {
    case led::VoucherDifference::ADDED:
      return "ny";
    case led::VoucherDifference::CHANGED:
      return "ändrad";
    case led::VoucherDifference::MISSING:
      return "saknas";
    default:
      return "";
  }
}

}  // namespace

std::string Kronor(int64_t ore) { return Format(Ore{ore}, {Unit::kKronor, 2}); }

std::string DayText(const common::v1::Date& date) {
  if (date.year() == 0) return "";
  return absl::StrFormat("%04d-%02d-%02d", date.year(), date.month(),
                         date.day());
}

std::string ObjectsText(
    const google::protobuf::RepeatedPtrField<led::ObjectReference>& objects) {
  std::vector<std::string> texts;
  for (const auto& object : objects) {
    texts.push_back(absl::StrCat(object.dimension(), ":", object.object()));
  }
  return absl::StrJoin(texts, " ");
}

std::string NameText(const led::VoucherReference& voucher) {
  return absl::StrCat(voucher.series(), voucher.series().empty() ? "" : " ",
                      voucher.number());
}

std::string CountText(int64_t count) {
  return Counted(count, "verifikation", "verifikationer");
}

std::string PostedText(const led::PostVouchersResponse& posted) {
  const int count = posted.vouchers_size();
  const std::string vouchers = CountText(count);
  const int64_t revision = posted.revision().revision();
  if (!posted.replayed()) {
    return absl::StrCat(vouchers, count == 1 ? " bokförd" : " bokförda",
                        ", revision ", revision);
  }
  return absl::StrCat(
      "inget bokfört: ",
      count == 1 ? "filens verifikation är redan bokförd, i revision "
                 : absl::StrCat("filens ", vouchers,
                                " är redan bokförda, i revision "),
      revision, ". Ska det bokföras en gång till, ange --batch NAMN");
}

std::string VouchersText(const std::vector<led::Voucher>& vouchers) {
  Rows rows;
  for (const led::Voucher& voucher : vouchers) {
    rows.push_back({ShortName(voucher), DayText(voucher.date()), voucher.text(),
                    absl::StrCat(voucher.entries_size()),
                    Kronor(DebitsOf(voucher))});
  }
  return Grid({"Ver", "Datum", "Text", "Rader", "Debet"}, rows, {3, 4});
}

std::string VoucherText(const led::Voucher& voucher,
                        const led::VoucherReference* reversed_by) {
  std::string out =
      absl::StrCat(ShortName(voucher), "  ", DayText(voucher.date()), "  ",
                   voucher.text(), "\n");
  if (voucher.has_corrects()) {
    absl::StrAppend(&out, voucher.reverses() ? "återför " : "rättar ",
                    NameText(voucher.corrects()), " (",
                    voucher.corrects().fiscal_year(), ")\n");
  }
  if (reversed_by != nullptr) {
    absl::StrAppend(&out, "återförd av ", NameText(*reversed_by), " (",
                    reversed_by->fiscal_year(), ")\n");
  }
  if (!voucher.signature().empty()) {
    absl::StrAppend(&out, "registrerad av ", voucher.signature(), "\n");
  }
  Rows rows;
  for (const led::Entry& entry : voucher.entries()) {
    rows.push_back({absl::StrCat(entry.account()), ObjectsText(entry.objects()),
                    entry.text(), Kronor(entry.amount_ore())});
  }
  return absl::StrCat(out, "\n",
                      Grid({"Konto", "Objekt", "Text", "Belopp"}, rows, {3}));
}

std::string AccountText(const led::ListAccountEntriesResponse& entries) {
  Rows rows = {
      {"", "", "Ingående saldo", "", "", Kronor(entries.opening_ore())}};
  for (const auto& line : entries.lines()) {
    rows.push_back(
        {DayText(line.date()), NameText(line.voucher()),
         line.entry().text().empty() ? line.text() : line.entry().text(),
         ObjectsText(line.entry().objects()), Kronor(line.entry().amount_ore()),
         Kronor(line.balance_ore())});
  }
  if (entries.next_page_token().empty()) {
    rows.push_back(
        {"", "", "Utgående saldo", "", "", Kronor(entries.closing_ore())});
  }
  return Grid({"Datum", "Ver", "Text", "Objekt", "Belopp", "Saldo"}, rows,
              {4, 5});
}

std::string YearsText(const led::ListFiscalYearsResponse& years) {
  Rows rows;
  for (const led::FiscalYear& year : years.fiscal_years()) {
    rows.push_back({year.name(), DayText(year.first()), DayText(year.last()),
                    StateOf(year), DayText(year.locked_through())});
  }
  return Grid(
      {"Räkenskapsår", "Första dag", "Sista dag", "Läge", "Låst t.o.m."}, rows);
}

std::string YearText(const led::FiscalYear& year) {
  std::string out = absl::StrCat(
      year.name(), "\n", DayText(year.first()), " – ", DayText(year.last()),
      ", ", StateOf(year),
      year.has_locked_through()
          ? absl::StrCat(", låst t.o.m. ", DayText(year.locked_through()))
          : "",
      "\n");
  Rows rows;
  for (const led::FiscalYearEvent& event : year.events()) {
    rows.push_back(
        {absl::FormatTime("%Y-%m-%d %H:%M",
                          absl::FromUnixSeconds(event.unix_seconds()),
                          absl::UTCTimeZone()),
         absl::StrCat(event.revision()), EventText(event), event.reason(),
         Hex(event.balances_digest())});
  }
  if (rows.empty()) return out;
  return absl::StrCat(
      out, "\n",
      Grid({"När (UTC)", "Revision", "Vad", "Varför", "Saldonas avtryck"}, rows,
           {1}));
}

std::string DifferenceText(const led::BooksDifference& difference) {
  std::string out =
      absl::StrCat("\nMot det som är bokfört: ",
                   Counted(difference.added_count(), "ny", "nya"), ", ",
                   Counted(difference.changed_count(), "ändrad", "ändrade"),
                   ", ", difference.missing_count(), " saknas i filen; ",
                   Counted(difference.opening_count(), "konto", "konton"),
                   " med annan ingående balans\n");
  const bool few =
      static_cast<size_t>(difference.vouchers_size()) <= kDifferencesShownMax;
  Rows rows;
  size_t left_out = 0;
  for (const led::VoucherDifference& voucher : difference.vouchers()) {
    if (!few && voucher.kind() == led::VoucherDifference::ADDED) continue;
    if (rows.size() == kDifferencesShownMax) {
      ++left_out;
      continue;
    }
    rows.push_back({KindWord(voucher.kind()), NameText(voucher.voucher()),
                    voucher.line() == 0 ? "" : absl::StrCat(voucher.line()),
                    voucher.description()});
  }
  if (!rows.empty()) {
    out += Grid({"Hur", "Ver", "Rad", "Vad som skiljer"}, rows, {2});
  }
  if (left_out > 0) {
    absl::StrAppend(&out, "… och ", left_out,
                    " till; --format json visar fler.\n");
  }
  return out;
}

std::string ImportJson(const gateway::v1::ImportFolderResponse::Result& result,
                       const std::optional<led::BooksDifference>& difference) {
  nlohmann::ordered_json json = nlohmann::ordered_json::parse(Json(result));
  if (difference.has_value()) {
    json["difference"] = nlohmann::ordered_json::parse(Json(*difference));
  }
  return json.dump(1) + "\n";
}

}  // namespace finsam::cli

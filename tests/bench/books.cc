#include "tests/bench/books.h"

#include <zlib.h>

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

namespace finsam::bench {
namespace {

constexpr int64_t kOreMax = 10'000'000;  // Of one entry: 100,000 kronor.
constexpr int kYearDays = 366;
constexpr Ore kOpening{1'000'000'00};
constexpr int32_t kOpeningAsset = 1100;
constexpr int32_t kOpeningCapital = 2100;
constexpr absl::string_view kTexts[] = {"Hyra för lokaler",
                                        "Lön till samordnare",
                                        "Insatser för målgruppen",
                                        "Bidrag från medlemmarna",
                                        "Utbildning i jämställdhet",
                                        "Möte med styrelsen, Växjö",
                                        "Köpta tjänster",
                                        "Återbetalning, Östra teamet"};

// 1100 to 1590, 2100 to 2590, 3100 to 3590 and 4100 to 4590, in tens.
int32_t AccountNumber(int index) {
  constexpr int kOfClass = kAccountCount / 4;
  return 1000 * (index / kOfClass + 1) + 100 + 10 * (index % kOfClass);
}

std::string Cp437(absl::string_view text) {
  return absl::StrReplaceAll(text, {{"å", "\x86"},
                                    {"ä", "\x84"},
                                    {"ö", "\x94"},
                                    {"Å", "\x8f"},
                                    {"Ä", "\x8e"},
                                    {"Ö", "\x99"}});
}

std::string Day(absl::CivilDay day) {
  return absl::StrFormat("%04d%02d%02d", day.year(), day.month(), day.day());
}

// Writes records and keeps the check sum, which is over labels and contents
// without what separates and encloses them. Our texts hold no quotes.
class SieLines {
 public:
  SieLines(std::ostream& out, bool checksum) : out_(out), keep_(checksum) {}

  void Add(absl::string_view utf8) {
    const std::string line = Cp437(utf8);
    out_ << line << "\r\n";
    if (!keep_) return;
    std::string content;
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (quoted || (c != ' ' && c != '{' && c != '}')) {
        content += c;
      }
    }
    sum_ = crc32(sum_, reinterpret_cast<const Bytef*>(content.data()),
                 static_cast<uInt>(content.size()));
  }

  void Begin() {
    out_ << "#FLAGGA 0\r\n";
    if (keep_) out_ << "#KSUMMA\r\n";
  }
  void End() {
    if (keep_) out_ << "#KSUMMA " << sum_ << "\r\n";
  }

 private:
  std::ostream& out_;
  const bool keep_;
  uLong sum_ = crc32(0, nullptr, 0);
};

// The vouchers as a year's books have them: drawn, then dated in order.
class YearSource {
 public:
  YearSource(uint64_t seed, int64_t count) : source_(seed), count_(count) {}

  bool Next(BenchVoucher* voucher) {
    if (made_ == count_) return false;
    *voucher = source_.Next();
    voucher->date = absl::CivilDay(2024, 1, 1) + made_ * kYearDays / count_;
    ++made_;
    return true;
  }
  int64_t number() const { return made_; }

 private:
  VoucherSource source_;
  const int64_t count_;
  int64_t made_ = 0;
};

void AddHead(SieLines& lines) {
  lines.Add(R"(#PROGRAM "Mätning" 1.0)");
  lines.Add("#FORMAT PC8");
  lines.Add("#GEN 20250217");
  lines.Add("#SIETYP 4");
  lines.Add("#ORGNR 222000-1511");
  lines.Add(R"(#FNAMN "Mätningens samordningsförbund")");
  lines.Add("#RAR 0 20240101 20241231");
  for (int i = 0; i < kAccountCount; ++i) {
    lines.Add(absl::StrFormat(R"(#KONTO %d "Konto på plats %d")",
                              AccountNumber(i), i));
  }
  lines.Add(absl::StrCat("#DIM ", kDimension, " \"Projekt\""));
  for (int i = 0; i < kObjectCount; ++i) {
    lines.Add(absl::StrFormat(R"(#OBJEKT %d "%s" "Insats å%d")", kDimension,
                              ObjectName(i), i));
  }
}

Ore OpeningOf(int32_t account) {
  if (account == kOpeningAsset) return kOpening;
  if (account == kOpeningCapital) return -kOpening;
  return Ore{0};
}

// The balances stand before the vouchers that make them, so the vouchers are
// drawn once for the sums and once more for the rows.
void AddBalances(SieLines& lines, uint64_t seed, int64_t voucher_count) {
  std::map<int32_t, Ore> movements;
  YearSource source(seed, voucher_count);
  for (BenchVoucher voucher; source.Next(&voucher);) {
    for (const BenchEntry& entry : voucher.entries) {
      movements[entry.account] += entry.amount;
    }
  }
  for (int i = 0; i < kAccountCount; ++i) {
    const int32_t account = AccountNumber(i);
    const Ore opening = OpeningOf(account);
    if (account >= 3000) {
      lines.Add(
          absl::StrCat("#RES 0 ", account, " ", SieAmount(movements[account])));
      continue;
    }
    lines.Add(absl::StrCat("#IB 0 ", account, " ", SieAmount(opening)));
    lines.Add(absl::StrCat("#UB 0 ", account, " ",
                           SieAmount(opening + movements[account])));
  }
}

}  // namespace

BenchVoucher VoucherSource::Next() {
  BenchVoucher voucher;
  voucher.date = absl::CivilDay(2024, 1, 1) + Below(kYearDays);
  voucher.text = std::string(kTexts[Below(std::size(kTexts))]);
  for (BenchEntry& entry : voucher.entries) {
    entry.account = AccountNumber(static_cast<int>(Below(kAccountCount)));
    entry.object = static_cast<int>(Below(kObjectCount));
  }
  auto& [first, second, third, rest] = voucher.entries;
  first.amount = Ore{1 + Below(kOreMax)};
  second.amount = Ore{1 + Below(kOreMax)};
  const Ore debit = first.amount + second.amount;
  third.amount = -Ore{1 + Below(debit.value - 1)};
  rest.amount = -(debit + third.amount);
  return voucher;
}

std::string ObjectName(int object) { return absl::StrFormat("P%02d", object); }

void WriteSie(std::ostream& out, uint64_t seed, int64_t voucher_count,
              bool checksum) {
  SieLines lines(out, checksum);
  lines.Begin();
  AddHead(lines);
  AddBalances(lines, seed, voucher_count);
  YearSource source(seed, voucher_count);
  for (BenchVoucher voucher; source.Next(&voucher);) {
    lines.Add(absl::StrFormat(R"(#VER A %d %s "%s")", source.number(),
                              Day(voucher.date), voucher.text));
    lines.Add("{");
    for (const BenchEntry& entry : voucher.entries) {
      lines.Add(absl::StrFormat(R"(#TRANS %d {%d "%s"} %s)", entry.account,
                                kDimension, ObjectName(entry.object),
                                SieAmount(entry.amount)));
    }
    lines.Add("}");
  }
  lines.End();
}

void WriteJournal(std::ostream& out, uint64_t seed, int64_t voucher_count) {
  out << "2024-01-01 Ingående balans\n    " << kOpeningAsset << "  "
      << SieAmount(kOpening) << " SEK\n    " << kOpeningCapital << "  "
      << SieAmount(-kOpening) << " SEK\n\n";
  YearSource source(seed, voucher_count);
  for (BenchVoucher voucher; source.Next(&voucher);) {
    out << absl::FormatCivilTime(voucher.date) << " (A" << source.number()
        << ") " << voucher.text << "\n";
    for (const BenchEntry& entry : voucher.entries) {
      out << "    " << entry.account << ":" << ObjectName(entry.object) << "  "
          << SieAmount(entry.amount) << " SEK\n";
    }
    out << "\n";
  }
}

std::string StatementLayout() {
  std::string layout = R"(statements:
  - id: income-statement
    title: Resultaträkning
    unit: kr
    sign: credit
    covers: ["3000-8998"]
    lines:
      - id: income
        label: Intäkter
        accounts: ["3000-3999"]
)";
  std::string costs;
  for (int i = 0; i < kObjectCount; ++i) {
    absl::StrAppendFormat(&layout, R"(      - id: cost-%d
        label: Insats %d
        accounts: ["4000-7999"]
        objects: {dimension: %d, any: ["%s"]}
)",
                          i, i, kDimension, ObjectName(i));
    absl::StrAppend(&costs, ", cost-", i);
  }
  absl::StrAppend(&layout, R"(      - id: result
        label: Resultat
        total: [income)",
                  costs, R"(]
  - id: balance-sheet
    title: Balansräkning
    unit: kr
    sign: debit
    covers: ["1000-2999"]
    lines:
      - id: assets
        label: Tillgångar
        accounts: ["1000-1999"]
      - id: capital
        label: Eget kapital och skulder
        sign: credit
        accounts: ["2000-2999"]
        sum: [income-statement/result]
)");
  return layout;
}

}  // namespace finsam::bench

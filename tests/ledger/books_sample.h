// A small association's year as files: books with a year before, and a layout
// that covers them. Tests put one change in at a time.

#ifndef FINSAM_TESTS_LEDGER_BOOKS_SAMPLE_H_
#define FINSAM_TESTS_LEDGER_BOOKS_SAMPLE_H_

#include <string>

namespace finsam::ledger {

inline constexpr char kBooks[] = R"(#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20250217
#SIETYP 4
#ORGNR 222000-1511
#FNAMN "Provforbundet"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KONTO 2010 "Eget kapital"
#KONTO 3010 "Bidrag"
#KONTO 4010 "Insatser"
#DIM 6 "Projekt"
#OBJEKT 6 "10" "Team"
#OBJEKT 6 "20" "Kansli"
#IB -1 1930 800
#IB -1 2010 -800
#UB -1 1930 1000
#UB -1 2010 -800
#RES -1 3010 -500
#RES -1 4010 300
#PSALDO -1 202306 4010 {} 300
#PSALDO -1 202306 4010 {6 "10"} 200
#IB 0 1930 1000
#IB 0 2010 -1000
#UB 0 1930 1249.50
#UB 0 2010 -1000
#RES 0 3010 -600
#RES 0 4010 350.50
#VER A 1 20240115 "Bidrag"
{
#TRANS 1930 {} 600
#TRANS 3010 {} -600
}
#VER A 2 20240310 "Team, mars"
{
#TRANS 4010 {6 "10"} 250.50
#TRANS 1930 {} -250.50
}
#VER B 1 20240620 "Kansli"
{
#TRANS 4010 {6 "20"} 100
#TRANS 1930 {} -100
}
)";

// One voucher more, as the same program exports it a month later.
inline constexpr char kVoucherMore[] = R"(#VER A 3 20240701 "Team, juli"
{
#TRANS 4010 {6 "10"} 50
#TRANS 1930 {} -50
}
)";

inline constexpr char kLayout[] = R"(statements:
  - id: income-statement
    title: Resultaträkning
    unit: kr
    sign: credit
    covers: ["3000-8998"]
    years: 2
    lines:
      - id: income
        label: Intäkter
        accounts: ["3000-3999"]
      - id: team
        label: Team
        accounts: ["4000-7999"]
        objects: {dimension: 6, any: ["10"]}
      - id: other
        label: Övriga kostnader
        accounts: ["4000-7999"]
        objects: {dimension: 6, except: ["10"]}
      - id: result
        label: Resultat
        total: [income, team, other]
  - id: balance-sheet
    title: Balansräkning
    unit: kr
    sign: debit
    covers: ["1000-2999"]
    lines:
      - id: cash
        label: Kassa och bank
        accounts: ["1000-1999"]
      - id: capital
        label: Eget kapital
        sign: credit
        accounts: ["2000-2999"]
        sum: [income-statement/result]
)";

// `text` with its first `from` made `to`; `from` must be there. An empty
// `from` adds `to` at the end.
inline std::string With(std::string text, const std::string& from,
                        const std::string& to) {
  if (from.empty()) return text + to;
  return text.replace(text.find(from), from.size(), to);
}

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_BOOKS_SAMPLE_H_

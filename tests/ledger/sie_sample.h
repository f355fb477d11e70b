// A small year of books as a SIE 4E file, without any fault, for tests that
// then put one in.

#ifndef FINSAM_TESTS_LEDGER_SIE_SAMPLE_H_
#define FINSAM_TESTS_LEDGER_SIE_SAMPLE_H_

#include <string>

namespace finsam::ledger {

inline constexpr char kSieSample[] =
    R"(#FLAGGA 0
#PROGRAM "Prov" 1.0
#FORMAT PC8
#GEN 20250217
#SIETYP 4
#ORGNR 222000-1511
#FNAMN "Provforbundet"
#RAR 0 20240101 20241231
#RAR -1 20230101 20231231
#KONTO 1930 "Bank"
#KTYP 1930 T
#KONTO 2010 "Kapital"
#KONTO 3010 "Bidrag"
#KONTO 4010 "Insatser"
#DIM 6 "Projekt"
#OBJEKT 6 "10" "Samverkan"
#IB 0 1930 1000
#IB 0 2010 -1000
#UB 0 1930 1300.50
#UB 0 2010 -1000
#RES 0 3010 -500.50
#RES 0 4010 200
#VER A 1 20240115 "Bidrag" 20240116 "KH"
{
#TRANS 1930 {} 500.50
#TRANS 3010 {} -500.50 20240114 "Staten"
}
#VER A 2 20240220 "Insats"
{
#TRANS 4010 {6 "10"} 200.00
#TRANS 1930 {} -200
}
)";

// `text` with its first `from` made `to`. An empty `from` adds `to` at the end.
inline std::string Changed(std::string text, const std::string& from,
                           const std::string& to) {
  if (from.empty()) return text + to;
  const size_t at = text.find(from);
  return at == std::string::npos ? "" : text.replace(at, from.size(), to);
}

// `text` with every `from` made `to`.
inline std::string ChangedAll(const std::string& text, const std::string& from,
                              const std::string& to) {
  std::string out;
  size_t start = 0;
  for (size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, start)) {
    out.append(text, start, at - start).append(to);
    start = at + from.size();
  }
  return out.append(text, start);
}

}  // namespace finsam::ledger

#endif  // FINSAM_TESTS_LEDGER_SIE_SAMPLE_H_

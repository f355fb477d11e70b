// A year's folder in memory, and how a test changes it.

#ifndef FINSAM_TESTS_E2E_YEAR_FILES_H_
#define FINSAM_TESTS_E2E_YEAR_FILES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

#include "absl/strings/string_view.h"

namespace finsam::e2e {

// Name below the folder → bytes.
using YearFiles = std::map<std::string, std::string>;

inline constexpr char kFinnveden[] = "associations/2220001511/fiscalYears/2024";
inline constexpr char kFinnvedenPlan[] =
    "associations/2220001511/fiscalYears/2025";
inline constexpr char kFinnvedenInterim[] =
    "associations/2220001511/fiscalYears/2017";
inline constexpr char kSodraVatterbygden[] =
    "associations/2220001735/fiscalYears/2023";
inline constexpr char kDegerforsKarlskoga[] =
    "associations/2220002279/fiscalYears/2024";

// examples/finnveden-2024, and the other examples by their names.
const YearFiles& Finnveden2024();
const YearFiles& Finnveden2025Plan();
const YearFiles& Finnveden2017Interim();
const YearFiles& SodraVatterbygden2023();
const YearFiles& DegerforsKarlskoga2024();

void WriteFolder(const YearFiles& files, const std::string& folder);

// The functions below change a copy's file and end the test program when the
// place is not there, so that a test never passes for want of its harm. They
// return the line of the change, counted from 1.

// Replaces the first `from`.
int64_t Replace(YearFiles& files, const std::string& file,
                absl::string_view from, absl::string_view to);

// Inserts whole lines (with their line ends) before the line with the first
// `mark`.
int64_t InsertBefore(YearFiles& files, const std::string& file,
                     absl::string_view mark, absl::string_view lines);

// Cuts the file after the first `mark`.
int64_t CutAfter(YearFiles& files, const std::string& file,
                 absl::string_view mark);

// Turns the books' checksum off, for harms that are to be met behind it. Line
// numbers stay as they are.
void DropChecksum(YearFiles& files);

// The line of the byte at `at`, and of the first `mark`, counted from 1.
int64_t LineAt(absl::string_view text, size_t at);
int64_t LineOf(absl::string_view text, absl::string_view mark);

// CP437, as the example's books are written, as UTF-8.
std::string Utf8FromCodePage437(absl::string_view bytes);

}  // namespace finsam::e2e

#endif  // FINSAM_TESTS_E2E_YEAR_FILES_H_

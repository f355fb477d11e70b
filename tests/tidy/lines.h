// What a line, a function and a file may not be (STYLE.md).

#ifndef FINSAM_TESTS_TIDY_LINES_H_
#define FINSAM_TESTS_TIDY_LINES_H_

#include "tests/tidy/tree.h"

namespace finsam::tidy {

inline constexpr size_t kColumnsMax = 80;
inline constexpr size_t kFileLinesMax = 400;
inline constexpr size_t kFunctionLinesMax = 70;

// Words that are for nobody's code, or not for this room's: std::string_view,
// floating point near money and rules, the clock outside its file, marks of
// unfinished work.
Violations CheckWords(const Tree& tree);

// Lines of more than kColumnsMax characters.
Violations CheckColumns(const Tree& tree);

// Headers whose include guard does not spell their path.
Violations CheckGuards(const Tree& tree);

// Headers that do not open with a comment.
Violations CheckHeads(const Tree& tree);

// Files of more than kFileLinesMax lines, tests left out.
Violations CheckFileLengths(const Tree& tree);

// Functions of more than kFunctionLinesMax lines, by a rough reading of the
// braces.
Violations CheckFunctionLengths(const Tree& tree);

}  // namespace finsam::tidy

#endif  // FINSAM_TESTS_TIDY_LINES_H_

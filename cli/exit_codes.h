// What `finsam` ends with, so that scripts can act on it.

#ifndef FINSAM_CLI_EXIT_CODES_H_
#define FINSAM_CLI_EXIT_CODES_H_

namespace finsam::cli {

inline constexpr int kExitOk = 0;
inline constexpr int kExitRefused = 1;      // Bad input; nothing was stored.
inline constexpr int kExitUsage = 2;        // The command line is wrong.
inline constexpr int kExitFindings = 3;     // A check found errors.
inline constexpr int kExitUnavailable = 4;  // A service does not answer.
inline constexpr int kExitTrouble = 5;      // Anything else.

}  // namespace finsam::cli

#endif  // FINSAM_CLI_EXIT_CODES_H_

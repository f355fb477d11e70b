// The commands of the books: posting, looking, exporting. Each is a function
// from its options to an exit code.

#ifndef FINSAM_CLI_BOOKS_COMMANDS_H_
#define FINSAM_CLI_BOOKS_COMMANDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "cli/command_kit.h"

namespace finsam::cli {

struct ExportOptions {
  std::string format = "sie4e";  // ParseFormat.
  std::string output;            // A file; empty: standard output.
  bool force = false;            // Write over a file that is there.
};

struct PostOptions {
  std::string file;  // voucher_file.h
  std::string batch;
  bool validate_only = false;
};

// Texts are as they were written; empty is not asked for.
struct VouchersOptions {
  std::string series;
  std::string from;
  std::string to;
  std::vector<std::string> accounts;
  std::string object;
  std::string min;
  std::string max;
  std::string text;
  bool all = false;  // Every page.
};

struct AccountOptions {
  int32_t account = 0;
  std::string from;
  std::string to;
  std::string object;
  bool all = false;
};

struct ReverseOptions {
  std::string voucher;
  std::string date;
  std::string reason;
  std::string series;  // Empty: the voucher's.
  int in_year = 0;     // The year to post it in; 0: the voucher's.
};

int RunExport(const CommonOptions& common, const ExportOptions& options);
int RunPost(const CommonOptions& common, const PostOptions& options);
int RunVoucher(const CommonOptions& common, const std::string& voucher);
int RunVouchers(const CommonOptions& common, const VouchersOptions& options);
int RunAccount(const CommonOptions& common, const AccountOptions& options);
int RunReverse(const CommonOptions& common, const ReverseOptions& options);

}  // namespace finsam::cli

#endif  // FINSAM_CLI_BOOKS_COMMANDS_H_

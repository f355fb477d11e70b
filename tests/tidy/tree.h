// The project's own sources as the tidy checks read them.

#ifndef FINSAM_TESTS_TIDY_TREE_H_
#define FINSAM_TESTS_TIDY_TREE_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace finsam::tidy {

// A source file. `path` is from the project's root, with '/'.
struct SourceFile {
  std::string path;
  std::vector<std::string> lines;
};

using Tree = std::vector<SourceFile>;

// "common/base/money.h:12: what is wrong", in the order of files and lines.
using Violations = std::vector<std::string>;

// The .h and .cc files below common, services, cli and tests, by path.
Tree ReadTree(const std::string& root);

// A file made in a test.
SourceFile MakeFile(const std::string& path, absl::string_view content);

// The lines with comments and the insides of texts blanked out: what the
// compiler sees. Lines keep their numbers and their columns.
std::vector<std::string> CodeOnly(const std::vector<std::string>& lines);

std::string At(const SourceFile& file, size_t index, absl::string_view what);

}  // namespace finsam::tidy

#endif  // FINSAM_TESTS_TIDY_TREE_H_

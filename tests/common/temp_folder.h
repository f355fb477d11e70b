// A folder of a test's own, removed with everything in it when the test ends.

#ifndef FINSAM_TESTS_COMMON_TEMP_FOLDER_H_
#define FINSAM_TESTS_COMMON_TEMP_FOLDER_H_

#include <stdlib.h>

#include <filesystem>
#include <string>

#include "common/base/check.h"

namespace finsam::test {

class TempFolder {
 public:
  TempFolder() {
    std::string name =
        (std::filesystem::temp_directory_path() / "finsam-XXXXXX").string();
    FINSAM_CHECK(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~TempFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string File(const std::string& name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

}  // namespace finsam::test

#endif  // FINSAM_TESTS_COMMON_TEMP_FOLDER_H_

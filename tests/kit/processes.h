// Real processes for tests: a temporary folder, a program under a test's
// control, and a program that is run to its end.
//
// Start processes from the test's main thread only: a child is killed when the
// thread that started it ends, so that nothing outlives a test that crashes.

#ifndef FINSAM_TESTS_KIT_PROCESSES_H_
#define FINSAM_TESTS_KIT_PROCESSES_H_

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace finsam::testkit {

// An empty folder that is removed with all it holds at the end.
class TempFolder {
 public:
  TempFolder();
  ~TempFolder();
  TempFolder(const TempFolder&) = delete;
  TempFolder& operator=(const TempFolder&) = delete;

  const std::string& path() const { return path_; }
  std::string File(absl::string_view name) const;

 private:
  std::string path_;
};

std::string ReadWholeFile(const std::string& path);  // Empty: not there.
void WriteWholeFile(const std::string& path, absl::string_view bytes);

// Where the built programs lie: "…/bin/finsam-ledger" for "finsam-ledger".
std::string Program(absl::string_view name);

// Asks until `holds` is true. False when `patience` is over.
template <typename Condition>
bool WaitUntil(Condition holds, absl::Duration patience);

// One program. Killed and reaped at the end. Not thread-safe.
class Process {
 public:
  // `command[0]` is the program's path; `environment` holds "NAME=value" that
  // is added to the test's own. Output is appended to the two files.
  Process(std::vector<std::string> command, std::string out_path,
          std::string err_path, std::vector<std::string> environment = {});
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  void Start();  // Again after its end, too.
  void Signal(int signal);
  void Kill();  // SIGKILL, and waits.

  // The exit code, 128 + signal when a signal ended it, or nothing when it
  // still runs after `patience`.
  std::optional<int> WaitForExit(absl::Duration patience);
  bool Running() { return !WaitForExit(absl::ZeroDuration()).has_value(); }
  pid_t pid() const { return pid_; }

 private:
  std::vector<std::string> command_;
  std::string out_path_;
  std::string err_path_;
  std::vector<std::string> environment_;
  pid_t pid_ = 0;
  std::optional<int> exit_code_ = 0;
};

// What a program that ended said.
struct Ended {
  std::optional<int> exit_code;  // Nothing: killed, since it did not end.
  std::string out;
  std::string err;
};

// Runs a program to its end.
Ended Run(std::vector<std::string> command,
          std::vector<std::string> environment = {},
          absl::Duration patience = absl::Seconds(60));

// Sleeps between two looks at something that another process does.
void Pause(absl::Duration duration);
absl::Time Now();

template <typename Condition>
bool WaitUntil(Condition holds, absl::Duration patience) {
  const absl::Time last = Now() + patience;
  while (!holds()) {
    if (Now() >= last) return false;
    Pause(absl::Milliseconds(10));
  }
  return true;
}

}  // namespace finsam::testkit

#endif  // FINSAM_TESTS_KIT_PROCESSES_H_

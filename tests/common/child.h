// A child process of this same test program, for what only a process can show:
// being killed, ending on a signal, refusing its flags.
//
// The program's own main hands over to the child's part when its first
// argument says so (store_main.cc, rpc_main.cc).

#ifndef FINSAM_TESTS_COMMON_CHILD_H_
#define FINSAM_TESTS_COMMON_CHILD_H_

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "absl/time/time.h"
#include "common/base/check.h"

namespace finsam::test {

class Child {
 public:
  // Starts this program with `arguments`. Its standard output can be read with
  // `out()`; its standard error goes to the file `error_path`, or is dropped.
  Child(std::vector<std::string> arguments, const std::string& error_path) {
    int ends[2];
    FINSAM_CHECK(pipe2(ends, O_CLOEXEC) == 0);
    const std::string log = error_path.empty() ? "/dev/null" : error_path;
    arguments.insert(arguments.begin(), "/proc/self/exe");
    std::vector<char*> argv;
    for (std::string& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    pid_ = fork();
    FINSAM_CHECK(pid_ >= 0);
    if (pid_ == 0) {
      // Only calls that are safe after a fork from a threaded process.
      prctl(PR_SET_PDEATHSIG, SIGKILL);  // Nothing outlives a test that dies.
      const int error = open(log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
      dup2(ends[1], STDOUT_FILENO);
      if (error >= 0) dup2(error, STDERR_FILENO);
      execv(argv[0], argv.data());
      _exit(127);
    }
    close(ends[1]);
    out_ = ends[0];
  }
  ~Child() {
    if (!exit_known_) {
      Signal(SIGKILL);
      Wait();
    }
    close(out_);
  }
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  int out() const { return out_; }
  void Signal(int number) const { kill(pid_, number); }

  // Waits for its end: its exit code, or minus the signal that ended it.
  int Wait() {
    if (!exit_known_) {
      FINSAM_CHECK(waitpid(pid_, &status_, 0) == pid_);
      exit_known_ = true;
    }
    return WIFEXITED(status_) ? WEXITSTATUS(status_) : -WTERMSIG(status_);
  }

  // True when it has not ended.
  bool Runs() {
    if (exit_known_) return false;
    exit_known_ = waitpid(pid_, &status_, WNOHANG) == pid_;
    return !exit_known_;
  }

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int status_ = 0;
  bool exit_known_ = false;
};

// Waits until `holds()`, looking often; false after `patience`.
template <typename Condition>
bool Eventually(const Condition& holds,
                absl::Duration patience = absl::Seconds(20)) {
  const absl::Time end = absl::Now() + patience;
  while (!holds()) {
    if (absl::Now() > end) return false;
    absl::SleepFor(absl::Milliseconds(5));
  }
  return true;
}

}  // namespace finsam::test

#endif  // FINSAM_TESTS_COMMON_CHILD_H_

#include "tests/kit/processes.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "common/base/check.h"

namespace finsam::testkit {
namespace {

std::vector<char*> Pointers(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) pointers.push_back(text.data());
  pointers.push_back(nullptr);
  return pointers;
}

int OpenLog(const std::string& path) {
  const int file =
      open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  FINSAM_CHECK(file >= 0);
  return file;
}

// Becomes the program; only calls that are safe between fork and exec, since
// the test has threads.
[[noreturn]] void Become(char* const* command, char* const* environment,
                         int out, int err) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  setpgid(0, 0);  // A Ctrl-C at the terminal ends the test, and so this.
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  execve(command[0], command, environment);
  _exit(127);
}

}  // namespace

TempFolder::TempFolder() {
  path_ = (std::filesystem::temp_directory_path() / "finsam-XXXXXX").string();
  FINSAM_CHECK(mkdtemp(path_.data()) != nullptr);
}

TempFolder::~TempFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string TempFolder::File(absl::string_view name) const {
  return absl::StrCat(path_, "/", name);
}

std::string ReadWholeFile(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << in.rdbuf();
  return bytes.str();
}

void WriteWholeFile(const std::string& path, absl::string_view bytes) {
  std::filesystem::create_directories(
      std::filesystem::path(path).parent_path());
  std::ofstream out(path, std::ios::binary);
  out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  out.close();
  FINSAM_CHECK(!out.fail());
}

std::string Program(absl::string_view name) {
  return absl::StrCat(FINSAM_BIN_DIR, "/", name);
}

void Pause(absl::Duration duration) { absl::SleepFor(duration); }

absl::Time Now() { return absl::Now(); }

Process::Process(std::vector<std::string> command, std::string out_path,
                 std::string err_path, std::vector<std::string> environment)
    : command_(std::move(command)),
      out_path_(std::move(out_path)),
      err_path_(std::move(err_path)),
      environment_(std::move(environment)) {
  for (char** variable = environ; *variable != nullptr; ++variable) {
    environment_.emplace_back(*variable);
  }
}

Process::~Process() { Kill(); }

void Process::Start() {
  FINSAM_CHECK(!Running());
  const int out = OpenLog(out_path_);
  const int err = OpenLog(err_path_);
  const std::vector<char*> command = Pointers(command_);
  const std::vector<char*> environment = Pointers(environment_);
  pid_ = fork();
  if (pid_ == 0) Become(command.data(), environment.data(), out, err);
  FINSAM_CHECK(pid_ > 0);
  exit_code_.reset();
  close(out);
  close(err);
}

void Process::Signal(int signal) {
  if (Running()) kill(pid_, signal);
}

void Process::Kill() {
  Signal(SIGKILL);
  WaitForExit(absl::InfiniteDuration());
}

std::optional<int> Process::WaitForExit(absl::Duration patience) {
  WaitUntil(
      [this] {
        if (exit_code_.has_value()) return true;
        int status = 0;
        if (waitpid(pid_, &status, WNOHANG) != pid_) return false;
        exit_code_ =
            WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        return true;
      },
      patience);
  return exit_code_;
}

Ended Run(std::vector<std::string> command,
          std::vector<std::string> environment, absl::Duration patience) {
  const TempFolder folder;
  Ended ended;
  {
    Process process(std::move(command), folder.File("out"), folder.File("err"),
                    std::move(environment));
    process.Start();
    ended.exit_code = process.WaitForExit(patience);
  }
  ended.out = ReadWholeFile(folder.File("out"));
  ended.err = ReadWholeFile(folder.File("err"));
  return ended;
}

}  // namespace finsam::testkit

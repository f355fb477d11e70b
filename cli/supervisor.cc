#include "cli/supervisor.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "cli/viewer.h"
#include "common/base/check.h"
#include "common/base/clock.h"

namespace finsam::cli {
namespace {

namespace fs = std::filesystem;

constexpr absl::Duration kStartTimeout = absl::Seconds(60);
constexpr absl::Duration kPoll = absl::Milliseconds(20);
constexpr absl::Duration kStopTimeout = absl::Seconds(15);
// A service that lived this long did not die of its start.
constexpr absl::Duration kHealthyLife = absl::Seconds(30);
constexpr int kBackoffSecondsMax = 5;

volatile sig_atomic_t stop_asked = 0;

void AskToStop(int) { stop_asked = 1; }

std::string FirstLine(const std::string& path) {
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);
  return line;
}

// What a service last complained of in its log; empty when it did not.
std::string LastTrouble(const std::string& log) {
  constexpr char kKey[] = "\"trouble\":\"";
  std::ifstream in(log);
  std::string trouble;
  for (std::string line; std::getline(in, line);) {
    const size_t begin = line.find(kKey);
    if (begin == std::string::npos) continue;
    const size_t value = begin + sizeof(kKey) - 1;
    trouble = line.substr(value, line.find('"', value) - value);
  }
  return trouble;
}

// Becomes the program; only calls that are safe between fork and exec.
[[noreturn]] void Become(const std::vector<char*>& arguments, int log) {
  prctl(PR_SET_PDEATHSIG, SIGTERM);  // No service outlives its supervisor.
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, nullptr);
  // A Ctrl-C at the terminal is the supervisor's to pass on, in its order.
  setpgid(0, 0);
  dup2(log, STDOUT_FILENO);
  dup2(log, STDERR_FILENO);
  execv(arguments[0], arguments.data());
  _exit(127);
}

}  // namespace

Supervisor::Supervisor(SupervisorOptions options)
    : options_(std::move(options)) {
  int port = options_.first_port;
  for (const char* service :
       {"gateway", "ledger", "budget", "participants", "governance"}) {
    Child child;
    child.service = service;
    child.address = absl::StrCat("127.0.0.1:", port);
    if (options_.first_port != 0) ++port;
    children_.push_back(std::move(child));
  }
  // The gateway asks for the others' addresses, so it is started last.
  std::rotate(children_.begin(), children_.begin() + 1, children_.end());
  http_address_ = absl::StrCat(
      "127.0.0.1:", options_.first_port == 0 ? 0 : options_.http_port);
}

Supervisor::~Supervisor() { StopAll(); }

std::string Supervisor::Path(const std::string& service,
                             const std::string& file) const {
  return absl::StrCat(options_.data_dir, "/", service, file);
}

Supervisor::Child& Supervisor::Named(const std::string& service) {
  for (Child& child : children_) {
    if (child.service == service) return child;
  }
  FINSAM_CHECK(false);
}

const std::string& Supervisor::gateway_address() const {
  return children_.back().address;
}

std::string Supervisor::http_address() const { return http_address_; }

std::string Supervisor::key_file() const {
  return absl::StrCat(options_.data_dir, "/", kKeyFile);
}

std::vector<std::string> Supervisor::Arguments(const Child& child) const {
  std::vector<std::string> arguments = {
      absl::StrCat(options_.bin_dir, "/finsam-", child.service),
      absl::StrCat("--listen=", child.address),
      absl::StrCat("--data=", Path(child.service, "")),
      absl::StrCat("--address-file=", Path(child.service, ".address"))};
  if (child.service == "participants" || child.service == "governance") {
    arguments.push_back(absl::StrCat("--keys-file=", key_file()));
  }
  if (child.service != "gateway") return arguments;
  for (const Child& other : children_) {
    if (other.service == "gateway") continue;
    arguments.push_back(absl::StrCat("--", other.service, "=", other.address));
  }
  arguments.push_back(absl::StrCat("--http=", http_address_));
  arguments.push_back(
      absl::StrCat("--http-address-file=", Path("gateway", ".http-address")));
  return arguments;
}

absl::Status Supervisor::StartChild(Child& child) {
  std::vector<std::string> arguments = Arguments(child);
  if (access(arguments[0].c_str(), X_OK) != 0) {
    return absl::NotFoundError(absl::StrCat(
        arguments[0], " finns inte; bygg först, eller ange --bin-dir"));
  }
  std::error_code error;
  fs::remove(Path(child.service, ".address"), error);
  const std::string log_path = Path(child.service, ".log");
  const int log =
      open(log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0640);
  if (log < 0) {
    return absl::UnavailableError(
        absl::StrCat(log_path, " går inte att skriva"));
  }
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  const pid_t pid = fork();
  if (pid == 0) Become(pointers, log);
  close(log);
  if (pid < 0) return absl::UnavailableError("ny process nekades");
  child.pid = pid;
  child.started = SystemClock().Now();
  return absl::OkStatus();
}

absl::Status Supervisor::AwaitAddress(Child& child) {
  const absl::Time last = SystemClock().Now() + kStartTimeout;
  while (SystemClock().Now() < last && stop_asked == 0) {
    const std::string address = FirstLine(Path(child.service, ".address"));
    if (!address.empty()) {
      child.address = address;
      return absl::OkStatus();
    }
    int status = 0;
    if (waitpid(child.pid, &status, WNOHANG) == child.pid) {
      child.pid = 0;
      break;
    }
    absl::SleepFor(kPoll);
  }
  const std::string log = Path(child.service, ".log");
  const std::string trouble = LastTrouble(log);
  return absl::UnavailableError(absl::StrCat(
      "tjänsten ", child.service, " startade inte",
      trouble.empty() ? "" : absl::StrCat(" (", trouble, ")"), "; se ", log));
}

absl::Status Supervisor::Start() {
  struct sigaction action = {};
  action.sa_handler = AskToStop;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::error_code error;
  fs::create_directories(options_.data_dir, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat(options_.data_dir, ": ", error.message()));
  }
  if (absl::Status status = MakeKeyFile(key_file()); !status.ok()) {
    return status;
  }
  for (Child& child : children_) {
    if (absl::Status status = StartChild(child); !status.ok()) return status;
    if (absl::Status status = AwaitAddress(child); !status.ok()) return status;
  }
  http_address_ = FirstLine(Path("gateway", ".http-address"));
  return absl::OkStatus();
}

// Starts again, each on its old address, what has died.
void Supervisor::Revive() {
  int status = 0;
  for (pid_t dead = waitpid(-1, &status, WNOHANG); dead > 0;
       dead = waitpid(-1, &status, WNOHANG)) {
    for (Child& child : children_) {
      if (child.pid != dead) continue;
      child.pid = 0;
      const bool healthy = SystemClock().Now() - child.started > kHealthyLife;
      child.deaths = healthy ? 1 : child.deaths + 1;
      std::fprintf(stderr, "tjänsten %s dog och startas igen\n",
                   child.service.c_str());
    }
  }
  for (Child& child : children_) {
    if (child.pid != 0) continue;
    const int wait = std::min(child.deaths - 1, kBackoffSecondsMax);
    if (SystemClock().Now() - child.started < absl::Seconds(wait)) continue;
    if (absl::Status started = StartChild(child); !started.ok()) {
      child.started = SystemClock().Now();
      std::fprintf(stderr, "%s\n", started.ToString().c_str());
    }
  }
}

void Supervisor::WatchUntilStopped() {
  while (stop_asked == 0) {
    Revive();
    absl::SleepFor(absl::Milliseconds(200));
  }
  StopAll();
}

void Supervisor::StopAll() {
  // The gateway first: nobody asks what is about to go.
  for (auto child = children_.rbegin(); child != children_.rend(); ++child) {
    if (child->pid == 0) continue;
    kill(child->pid, SIGTERM);
    const absl::Time last = SystemClock().Now() + kStopTimeout;
    int status = 0;
    while (waitpid(child->pid, &status, WNOHANG) == 0) {
      if (SystemClock().Now() > last) kill(child->pid, SIGKILL);
      absl::SleepFor(kPoll);
    }
    child->pid = 0;
  }
}

}  // namespace finsam::cli

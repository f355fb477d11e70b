#include "tests/kit/house.h"

#include <signal.h>
#include <stdlib.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <optional>
#include <system_error>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/base/check.h"

namespace finsam::testkit {
namespace {

constexpr absl::Duration kStartPatience = absl::Seconds(60);
constexpr absl::Duration kStopPatience = absl::Seconds(30);
// A port that was just left can be taken for a moment by a caller's own end of
// a connection.
constexpr int kStartTries = 20;

}  // namespace

struct RunningHouse::Service {
  std::string name;
  std::string address = "127.0.0.1:0";
  std::unique_ptr<Process> process;
};

RunningHouse::RunningHouse(int neighbour_timeout_ms,
                           std::string test_clock_file)
    : neighbour_timeout_ms_(neighbour_timeout_ms),
      test_clock_file_(std::move(test_clock_file)) {
  for (const char* name : kServices) {
    services_[name] = std::make_unique<Service>();
    services_[name]->name = name;
  }
  std::ofstream(KeysFile()) << "office * " << kOfficeKey << "\nstate * "
                            << std::string(64, 'c') << "\n";
  std::filesystem::permissions(KeysFile(), std::filesystem::perms::owner_read);
  setenv("FINSAM_KEY_FILE", KeysFile().c_str(), 1);
  // The four start side by side; the gateway is told their addresses.
  for (const char* name : kServices) {
    if (std::string(name) != "gateway") Launch(Named(name));
  }
  for (const char* name : kServices) StartAndAwait(name);
}

RunningHouse::~RunningHouse() {
  for (auto& [name, service] : services_) service->process->Signal(SIGKILL);
}

RunningHouse::Service& RunningHouse::Named(const std::string& service) const {
  return *services_.at(service);
}

const std::string& RunningHouse::Address(const std::string& service) const {
  return Named(service).address;
}

std::string RunningHouse::Path(const std::string& service,
                               const std::string& ending) const {
  return folder_.File(absl::StrCat(service, ending));
}

std::string RunningHouse::KeysFile() const { return folder_.File("keys"); }

std::vector<std::string> RunningHouse::CommandOf(
    const std::string& service) const {
  std::vector<std::string> command = {
      Program(absl::StrCat("finsam-", service)),
      absl::StrCat("--listen=", Address(service)),
      absl::StrCat("--data=", Path(service, "")),
      absl::StrCat("--address-file=", Path(service, ".address")),
      "--drain-seconds=2"};
  if (service == "participants" || service == "governance") {
    command.push_back(absl::StrCat("--keys-file=", KeysFile()));
  }
  if (!test_clock_file_.empty() &&
      (service == "governance" || service == "gateway")) {
    command.push_back(absl::StrCat("--test-clock-file=", test_clock_file_));
  }
  if (service != "gateway") return command;
  for (const char* neighbour : kServices) {
    if (std::string(neighbour) == "gateway") continue;
    command.push_back(absl::StrCat("--", neighbour, "=", Address(neighbour)));
  }
  command.push_back(absl::StrCat("--http=", http_address_));
  command.push_back(
      absl::StrCat("--http-address-file=", Path(service, ".http-address")));
  command.push_back(
      absl::StrCat("--neighbour-timeout-ms=", neighbour_timeout_ms_));
  return command;
}

void RunningHouse::Launch(Service& service) {
  std::error_code ignored;
  std::filesystem::remove(Path(service.name, ".address"), ignored);
  const std::string log = Path(service.name, ".log");
  service.process =
      std::make_unique<Process>(CommandOf(service.name), log, log);
  service.process->Start();
}

bool RunningHouse::AwaitAddress(Service& service) {
  std::string address;
  WaitUntil(
      [&] {
        address = ReadWholeFile(Path(service.name, ".address"));
        return !address.empty() || !service.process->Running();
      },
      kStartPatience);
  if (address.empty()) return false;
  service.address = std::string(absl::StripAsciiWhitespace(address));
  return true;
}

void RunningHouse::StartAndAwait(const std::string& name) {
  Service& service = Named(name);
  bool serving = false;
  for (int tries = 0; tries < kStartTries && !serving; ++tries) {
    if (tries > 0) Pause(absl::Milliseconds(200));
    if (service.process == nullptr || !service.process->Running()) {
      Launch(service);
    }
    serving = AwaitAddress(service);
  }
  if (!serving) {
    std::fprintf(stderr, "%s did not start:\n%s\n", name.c_str(),
                 Log(name).c_str());
  }
  FINSAM_CHECK(serving);
  if (name != "gateway") return;
  http_address_ = std::string(
      absl::StripAsciiWhitespace(ReadWholeFile(Path(name, ".http-address"))));
}

void RunningHouse::Kill(const std::string& service) {
  Named(service).process->Kill();
}

int RunningHouse::Terminate(const std::string& service) {
  Named(service).process->Signal(SIGTERM);
  return Named(service).process->WaitForExit(kStopPatience).value_or(-1);
}

void RunningHouse::Suspend(const std::string& service) {
  Named(service).process->Signal(SIGSTOP);
}

void RunningHouse::Resume(const std::string& service) {
  Named(service).process->Signal(SIGCONT);
}

bool RunningHouse::Running(const std::string& service) {
  return Named(service).process->Running();
}

void RunningHouse::Restart(const std::string& service) {
  FINSAM_CHECK(!Running(service));
  StartAndAwait(service);
}

std::string RunningHouse::Log(const std::string& service) const {
  return ReadWholeFile(Path(service, ".log"));
}

}  // namespace finsam::testkit

// The five services as processes on free ports of loopback, with their data in
// a temporary folder, under a test's control.

#ifndef FINSAM_TESTS_KIT_HOUSE_H_
#define FINSAM_TESTS_KIT_HOUSE_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/kit/processes.h"

namespace finsam::testkit {

// In the order of an import; the gateway asks the others and comes last.
inline constexpr const char* kServices[] = {"ledger", "budget", "participants",
                                            "governance", "gateway"};

// The office's key in every house, and how the HTTP door takes it.
inline const std::string kOfficeKey(64, 'a');
inline const std::string kOfficeBearer = "Bearer " + kOfficeKey;

// Starts all five when made, and kills them at the end. A service that does
// not start ends the test program with its log. Not thread-safe; processes are
// the main thread's (processes.h).
class RunningHouse {
 public:
  // The programs that the test starts afterwards find the office's and the
  // state's key by FINSAM_KEY_FILE. `neighbour_timeout_ms` bounds what the
  // gateway waits for a neighbour. Governance and the gateway take the time
  // from `test_clock_file` (common/base/test_clock.h) when it is not empty.
  explicit RunningHouse(int neighbour_timeout_ms = 20'000,
                        std::string test_clock_file = "");
  ~RunningHouse();

  // "127.0.0.1:40123", the same for all its life, also after Restart.
  const std::string& Address(const std::string& service) const;
  const std::string& http_address() const { return http_address_; }

  void Kill(const std::string& service);      // SIGKILL.
  int Terminate(const std::string& service);  // SIGTERM; the exit code.
  void Suspend(const std::string& service);   // SIGSTOP.
  void Resume(const std::string& service);    // SIGCONT.
  bool Running(const std::string& service);
  // Starts what has ended, on the same address and data, and waits for it.
  void Restart(const std::string& service);

  std::string Log(const std::string& service) const;

 private:
  struct Service;
  Service& Named(const std::string& service) const;
  void Launch(Service& service);
  bool AwaitAddress(Service& service);
  void StartAndAwait(const std::string& service);
  std::vector<std::string> CommandOf(const std::string& service) const;
  std::string Path(const std::string& service, const std::string& ending) const;
  std::string KeysFile() const;

  TempFolder folder_;
  int neighbour_timeout_ms_;
  std::string test_clock_file_;
  std::map<std::string, std::unique_ptr<Service>> services_;
  std::string http_address_ = "127.0.0.1:0";
};

}  // namespace finsam::testkit

#endif  // FINSAM_TESTS_KIT_HOUSE_H_

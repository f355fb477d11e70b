// Starts the five services as processes of their own, waits until they serve,
// starts one again that dies, and ends them in order.

#ifndef FINSAM_CLI_SUPERVISOR_H_
#define FINSAM_CLI_SUPERVISOR_H_

#include <sys/types.h>

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

namespace finsam::cli {

struct SupervisorOptions {
  std::string bin_dir;    // Where finsam-ledger and the others lie.
  std::string data_dir;   // Each service gets a folder below it.
  int first_port = 7510;  // Gateway; the others follow. 0: any free ports.
  int http_port = 7580;
};

class Supervisor {
 public:
  explicit Supervisor(SupervisorOptions options);
  ~Supervisor();  // Ends what still runs.

  // Makes keys where there are none, and starts all five; OK when each has told
  // its address. UNAVAILABLE names the one that did not and its log.
  absl::Status Start();

  // Watches until SIGINT or SIGTERM; a service that dies is started again on
  // its old address. Then ends them: gateway first.
  void WatchUntilStopped();

  const std::string& gateway_address() const;
  std::string http_address() const;
  // The keys of the office and of the state, below the folder of data; the
  // service of participants knows whom they prove.
  std::string key_file() const;

 private:
  struct Child {
    std::string service;
    std::string address;  // As it was bound; asked for again after a death.
    pid_t pid = 0;
    absl::Time started;
    int deaths = 0;
  };

  absl::Status StartChild(Child& child);
  absl::Status AwaitAddress(Child& child);
  std::vector<std::string> Arguments(const Child& child) const;
  std::string Path(const std::string& service, const std::string& file) const;
  Child& Named(const std::string& service);
  void Revive();
  void StopAll();

  SupervisorOptions options_;
  std::vector<Child> children_;
  std::string http_address_;
};

}  // namespace finsam::cli

#endif  // FINSAM_CLI_SUPERVISOR_H_

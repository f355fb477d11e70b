// The host of a service: port, health, reflection, limits, TLS, one log line
// per call, and an orderly end.
//
//   int main(int argc, char** argv) {
//     rpc::ServerOptions options = rpc::ParseServerFlags(argc, argv, "ledger",
//                                                        7511);
//     …open the store, make the service…
//     return rpc::Serve(options, {&service});
//   }
//
// On SIGTERM or SIGINT the health turns to NOT_SERVING, running calls get
// `drain_timeout` to finish, and Serve returns; stores are closed by their
// owners after that.

#ifndef FINSAM_COMMON_RPC_SERVER_H_
#define FINSAM_COMMON_RPC_SERVER_H_

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace grpc {
class Channel;
class Service;
}  // namespace grpc

namespace finsam::rpc {

inline constexpr int kMessageBytesMax = 16 << 20;
inline constexpr int kThreadsMax = 64;

struct TlsFiles {
  std::string certificate_file;  // PEM chain; empty: no TLS.
  std::string key_file;
  std::string ca_file;  // Who may call: required with TLS (mutual).
  bool enabled() const { return !certificate_file.empty(); }
};

struct ServerOptions {
  std::string service;         // "ledger"; in logs and health.
  std::string listen_address;  // "127.0.0.1:7511"; port 0 picks one.
  std::string data_dir;        // Where the service's store lies.
  std::string address_file;    // Written with the real address once serving.
  TlsFiles tls;
  absl::Duration drain_timeout = absl::Seconds(10);
};

// A flag of one service: "--<name>=VALUE" is written to `*value`.
struct ExtraFlag {
  std::string name;
  std::string* value = nullptr;
};

// Flags that every service has: --listen, --data, --address-file,
// --drain-seconds, --tls-cert, --tls-key, --tls-ca, --help; and `extra`. Exits
// with 2 and one readable line on flags it does not know. From then on what the
// process writes is readable by its owner alone.
ServerOptions ParseServerFlags(int argc, char** argv,
                               const std::string& service, int default_port,
                               const std::vector<ExtraFlag>& extra = {});

// Serves until SIGTERM or SIGINT, then drains. Returns the exit code.
// `also_running` is called once serving, with the bound address; what it
// returns is called when draining begins (the gateway's HTTP door). When it
// returns nothing, it has logged why and Serve ends with 1.
using Stopper = std::function<void()>;
using Companion = std::function<Stopper(const std::string& address)>;
int Serve(const ServerOptions& options,
          const std::vector<grpc::Service*>& services,
          const Companion& also_running = nullptr);

// Writes `address` to the file `path` (nothing when it is empty), beside and
// renamed, so that a reader never sees half of it.
void WriteAddressFile(const std::string& path, const std::string& address);

// The same in process, for tests: a server without a port.
class InProcessServer {
 public:
  explicit InProcessServer(const std::vector<grpc::Service*>& services);
  ~InProcessServer();
  std::shared_ptr<grpc::Channel> channel();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace finsam::rpc

#endif  // FINSAM_COMMON_RPC_SERVER_H_

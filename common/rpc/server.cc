#include "common/rpc/server.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <signal.h>
#include <sys/stat.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/log.h"
#include "common/rpc/request_log.h"

namespace finsam::rpc {
namespace {

constexpr int kConcurrentStreamsMax = 256;
constexpr int kPingMsMin = 5'000;  // Our channels ask every 10 s.

absl::StatusOr<std::string> ReadWhole(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (!in) return absl::NotFoundError(absl::StrCat("cannot read ", path));
  return text.str();
}

absl::StatusOr<std::shared_ptr<grpc::ServerCredentials>> Credentials(
    const TlsFiles& tls) {
  if (!tls.enabled()) return grpc::InsecureServerCredentials();
  // The only setting that truly refuses a caller without certificate.
  grpc::SslServerCredentialsOptions options(
      GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
  for (const std::string* path :
       {&tls.key_file, &tls.certificate_file, &tls.ca_file}) {
    if (path->empty()) {
      return absl::InvalidArgumentError(
          "TLS needs --tls-cert, --tls-key and --tls-ca together");
    }
  }
  const auto key = ReadWhole(tls.key_file);
  if (!key.ok()) return key.status();
  const auto chain = ReadWhole(tls.certificate_file);
  if (!chain.ok()) return chain.status();
  const auto ca = ReadWhole(tls.ca_file);
  if (!ca.ok()) return ca.status();
  options.pem_key_cert_pairs.push_back({*key, *chain});
  options.pem_root_certs = *ca;
  return grpc::SslServerCredentials(options);
}

bool IsLoopback(absl::string_view address) {
  return absl::StartsWith(address, "127.") ||
         absl::StartsWith(address, "localhost:") ||
         absl::StartsWith(address, "[::1]:") ||
         absl::StartsWith(address, "unix:");
}

void AddServices(grpc::ServerBuilder& builder,
                 const std::vector<grpc::Service*>& services) {
  for (grpc::Service* service : services) builder.RegisterService(service);
  builder.SetMaxReceiveMessageSize(kMessageBytesMax);
  builder.SetMaxSendMessageSize(kMessageBytesMax);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                             kConcurrentStreamsMax);
  builder.AddChannelArgument(
      GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, kPingMsMin);
  grpc::ResourceQuota quota("finsam");
  quota.SetMaxThreads(kThreadsMax);
  builder.SetResourceQuota(quota);
  std::vector<
      std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface>>
      interceptors;
  interceptors.push_back(NewRequestLog());
  builder.experimental().SetInterceptorCreators(std::move(interceptors));
}

std::string BoundAddress(const std::string& asked, int port) {
  const size_t colon = asked.rfind(':');
  return absl::StrCat(asked.substr(0, colon), ":", port);
}

[[noreturn]] void EndWithUsage(const std::string& service, int default_port,
                               const std::string& trouble) {
  FILE* out = trouble.empty() ? stdout : stderr;
  if (!trouble.empty()) {
    std::fprintf(out, "finsam-%s: %s\n", service.c_str(), trouble.c_str());
  }
  std::fprintf(
      out,
      "usage: finsam-%s [--listen=ADDRESS:PORT] [--data=FOLDER]\n"
      "         [--address-file=FILE] [--drain-seconds=N]\n"
      "         [--tls-cert=FILE --tls-key=FILE --tls-ca=FILE]\n"
      "Defaults: --listen=127.0.0.1:%d --data=var/%s. Port 0 picks a port;\n"
      "--address-file is written with the real address once serving.\n",
      service.c_str(), default_port, service.c_str());
  std::exit(trouble.empty() ? 0 : 2);
}

// Blocks the signals in this thread and all it starts, before any is started.
sigset_t BlockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
  signal(SIGPIPE, SIG_IGN);
  return signals;
}

}  // namespace

ServerOptions ParseServerFlags(int argc, char** argv,
                               const std::string& service, int default_port,
                               const std::vector<ExtraFlag>& extra) {
  // Books and counts are for nobody else on the machine to read.
  umask(S_IRWXG | S_IRWXO);
  ServerOptions options;
  options.service = service;
  options.listen_address = absl::StrCat("127.0.0.1:", default_port);
  options.data_dir = absl::StrCat("var/", service);
  std::string drain_seconds = "10";
  std::vector<ExtraFlag> flags = {
      {"listen", &options.listen_address},
      {"data", &options.data_dir},
      {"address-file", &options.address_file},
      {"drain-seconds", &drain_seconds},
      {"tls-cert", &options.tls.certificate_file},
      {"tls-key", &options.tls.key_file},
      {"tls-ca", &options.tls.ca_file},
  };
  flags.insert(flags.end(), extra.begin(), extra.end());
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--help") EndWithUsage(service, default_port, "");
    const size_t equals = argument.find('=');
    const ExtraFlag* found = nullptr;
    for (const ExtraFlag& flag : flags) {
      if (argument.substr(0, equals) == "--" + flag.name) found = &flag;
    }
    if (found == nullptr || equals == std::string::npos) {
      EndWithUsage(service, default_port,
                   absl::StrCat("unknown argument ", argument));
    }
    *found->value = argument.substr(equals + 1);
  }
  int seconds = 0;
  if (!absl::SimpleAtoi(drain_seconds, &seconds) || seconds < 0) {
    EndWithUsage(service, default_port, "--drain-seconds is no whole number");
  }
  options.drain_timeout = absl::Seconds(seconds);
  if (options.listen_address.rfind(':') == std::string::npos) {
    EndWithUsage(service, default_port, "--listen has no port");
  }
  return options;
}

int Serve(const ServerOptions& options,
          const std::vector<grpc::Service*>& services,
          const Companion& also_running) {
  SetLogService(options.service);
  const sigset_t signals = BlockStopSignals();
  const auto credentials = Credentials(options.tls);
  if (!credentials.ok()) {
    LogError("tls", {{"trouble", std::string(credentials.status().message())}});
    return 2;
  }
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  grpc::ServerBuilder builder;
  int port = 0;
  // A port in use by another process must be an error, not shared.
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  builder.AddListeningPort(options.listen_address, *credentials, &port);
  AddServices(builder, services);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr || port == 0) {
    LogError("listen", {{"address", options.listen_address},
                        {"trouble", "cannot listen: is the port in use?"}});
    return 1;
  }
  const std::string address = BoundAddress(options.listen_address, port);
  const Stopper stop_companion =
      also_running ? also_running(address) : Stopper();
  if (also_running && !stop_companion) return 1;
  WriteAddressFile(options.address_file, address);
  LogInfo("serving",
          {{"address", address},
           {"tls", options.tls.enabled() ? "mutual" : "none"},
           {"reach", IsLoopback(address) ? "loopback only" : "network"}});
  int received = 0;
  sigwait(&signals, &received);
  LogInfo("draining", {{"signal", absl::StrCat(received)}});
  server->GetHealthCheckService()->SetServingStatus(false);
  if (stop_companion) stop_companion();
  server->Shutdown(std::chrono::system_clock::now() +
                   absl::ToChronoMilliseconds(options.drain_timeout));
  server->Wait();
  LogInfo("stopped");
  return 0;
}

void WriteAddressFile(const std::string& path, const std::string& address) {
  if (path.empty()) return;
  const std::string draft = absl::StrCat(path, ".new");
  std::ofstream(draft) << address << "\n";
  std::error_code error;
  std::filesystem::rename(draft, path, error);
  if (error) LogError("address-file", {{"trouble", error.message()}});
}

struct InProcessServer::State {
  std::unique_ptr<grpc::Server> server;
};

InProcessServer::InProcessServer(const std::vector<grpc::Service*>& services)
    : state_(std::make_unique<State>()) {
  grpc::ServerBuilder builder;
  AddServices(builder, services);
  state_->server = builder.BuildAndStart();
}

InProcessServer::~InProcessServer() {
  state_->server->Shutdown(std::chrono::system_clock::now());
}

std::shared_ptr<grpc::Channel> InProcessServer::channel() {
  return state_->server->InProcessChannel(grpc::ChannelArguments());
}

}  // namespace finsam::rpc

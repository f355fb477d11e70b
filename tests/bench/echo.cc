#include "tests/bench/echo.h"

#include <fcntl.h>
#include <grpcpp/grpcpp.h>
#include <unistd.h>

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/rpc/server.h"
#include "finsam/ledger/v1/ledger.grpc.pb.h"

namespace finsam::bench {
namespace {

using Ledger = ledger::v1::LedgerService;

constexpr size_t kBlockBytes = 4'096;

void Die(const char* trouble) {
  std::fprintf(stderr, "%s\n", trouble);
  std::_Exit(1);
}

// Makes one write durable for all who wait, as the least that a group commit
// can be. Thread-safe.
class GroupSync {
 public:
  explicit GroupSync(const std::string& folder)
      : path_(absl::StrCat(folder, "/echo.bin")),
        file_(open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC, 0600)),
        thread_([this] { Run(); }) {
    if (file_ < 0) Die("cannot open the file to be synced");
  }
  ~GroupSync() {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
    close(file_);
    unlink(path_.c_str());
  }
  GroupSync(const GroupSync&) = delete;
  GroupSync& operator=(const GroupSync&) = delete;

  void Add(std::function<void()> done) {
    {
      const std::lock_guard<std::mutex> lock(mutex_);
      waiting_.push_back(std::move(done));
    }
    arrived_.notify_one();
  }

 private:
  void Run() {
    const std::string block(kBlockBytes, 'e');
    std::unique_lock<std::mutex> lock(mutex_);
    while (true) {
      arrived_.wait(lock, [this] { return stopping_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      std::vector<std::function<void()>> group = std::move(waiting_);
      waiting_.clear();
      lock.unlock();
      if (pwrite(file_, block.data(), block.size(), 0) !=
              static_cast<ssize_t>(block.size()) ||
          fdatasync(file_) != 0) {
        Die("cannot write");
      }
      for (const auto& done : group) done();
      lock.lock();
    }
  }

  const std::string path_;
  const int file_;
  std::mutex mutex_;
  std::condition_variable arrived_;
  std::vector<std::function<void()>> waiting_;
  bool stopping_ = false;
  std::thread thread_;
};

class EchoStream final
    : public grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  EchoStream() { StartRead(&bytes_); }
  void OnReadDone(bool ok) override {
    if (ok) {
      StartWrite(&bytes_);
    } else {
      Finish(grpc::Status::OK);
    }
  }
  void OnWriteDone(bool ok) override {
    if (ok) StartRead(&bytes_);
  }
  void OnDone() override { delete this; }  // As gRPC's reactors are owned.

 private:
  grpc::ByteBuffer bytes_;
};

using WithStream = Ledger::WithRawCallbackMethod_PostVouchers<Ledger::Service>;

class CallbackEcho final
    : public Ledger::WithRawCallbackMethod_PostVoucher<WithStream> {
 public:
  // Null: answers at once.
  explicit CallbackEcho(GroupSync* sync) : sync_(sync) {}

  grpc::ServerUnaryReactor* PostVoucher(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override {
    *response = *request;
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    if (sync_ == nullptr) {
      reactor->Finish(grpc::Status::OK);
    } else {
      sync_->Add([reactor] { reactor->Finish(grpc::Status::OK); });
    }
    return reactor;
  }
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* PostVouchers(
      grpc::CallbackServerContext* /*context*/) override {
    return new EchoStream;
  }

 private:
  GroupSync* sync_;
};

// The synchronous API has no raw methods: the messages are read and written.
class SynchronousEcho final : public WithStream {
 public:
  explicit SynchronousEcho(GroupSync* sync) : sync_(sync) {}

  grpc::Status PostVoucher(grpc::ServerContext* /*context*/,
                           const ledger::v1::PostVoucherRequest* request,
                           ledger::v1::PostVoucherResponse* response) override {
    *response->mutable_voucher() = request->voucher();
    if (sync_ != nullptr) {
      std::promise<void> synced;
      sync_->Add([&synced] { synced.set_value(); });
      synced.get_future().wait();
    }
    return grpc::Status::OK;
  }
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* PostVouchers(
      grpc::CallbackServerContext* /*context*/) override {
    return new EchoStream;
  }

 private:
  GroupSync* sync_;
};

}  // namespace

int Echo(const EchoOptions& options) {
  sigset_t ends;
  sigemptyset(&ends);
  sigaddset(&ends, SIGTERM);
  sigaddset(&ends, SIGINT);
  pthread_sigmask(SIG_BLOCK, &ends, nullptr);
  grpc::EnableDefaultHealthCheckService(true);
  std::unique_ptr<GroupSync> sync;
  if (options.synced) sync = std::make_unique<GroupSync>(options.folder);
  std::unique_ptr<grpc::Service> service;
  if (options.synchronous) {
    service = std::make_unique<SynchronousEcho>(sync.get());
  } else {
    service = std::make_unique<CallbackEcho>(sync.get());
  }
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(),
                           &port);
  builder.SetMaxReceiveMessageSize(rpc::kMessageBytesMax);
  builder.RegisterService(service.get());
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) Die("cannot listen");
  rpc::WriteAddressFile(options.address_file, absl::StrCat("127.0.0.1:", port));
  int signal = 0;
  sigwait(&ends, &signal);
  server->Shutdown();
  return 0;
}

}  // namespace finsam::bench

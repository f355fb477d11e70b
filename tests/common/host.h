// The guinea pig behind a real port, in a process of its own (rpc_main.cc).

#ifndef FINSAM_TESTS_COMMON_HOST_H_
#define FINSAM_TESTS_COMMON_HOST_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "common/rpc/answer.h"
#include "common/rpc/channel.h"
#include "tests/common/child.h"
#include "tests/common/guinea_pig.h"
#include "tests/common/temp_folder.h"

namespace finsam::test {

class Host {
 public:
  // Starts it with `flags` beside those that choose its port.
  explicit Host(const std::vector<std::string>& flags = {})
      : child_(Arguments(flags), folder_.File("log")) {}

  // Where it serves; fails the test when it does not begin to.
  std::string Address() {
    EXPECT_TRUE(Eventually([this] {
      return std::filesystem::exists(folder_.File("address")) || !child_.Runs();
    }));
    std::string address;
    std::ifstream(folder_.File("address")) >> address;
    EXPECT_FALSE(address.empty()) << Log();
    return address;
  }

  // What it has logged so far.
  std::string Log() const {
    std::ostringstream text;
    text << std::ifstream(folder_.File("log")).rdbuf();
    return text.str();
  }

  // Waits until it has written one more line on standard output.
  std::string NextLine() const {
    std::string line;
    for (char c; read(child_.out(), &c, 1) == 1 && c != '\n';) line += c;
    return line;
  }

  Child& child() { return child_; }

 private:
  std::vector<std::string> Arguments(const std::vector<std::string>& flags) {
    std::vector<std::string> all = {
        "serve", "--listen=127.0.0.1:0",
        "--address-file=" + folder_.File("address")};
    all.insert(all.end(), flags.begin(), flags.end());
    return all;
  }

  TempFolder folder_;
  Child child_;
};

// Asks the guinea pig behind `channel` for `wish`.
inline absl::Status Ask(const std::shared_ptr<grpc::Channel>& channel,
                        const std::string& wish) {
  grpc::ClientContext context;
  rpc::SetDeadline(context, absl::Now() + absl::Seconds(20));
  v1::GetStatisticsRequest request;
  request.set_fiscal_year(wish);
  v1::GetStatisticsResponse response;
  const absl::Status status =
      rpc::FromGrpc(v1::ParticipantsService::NewStub(channel)->GetStatistics(
          &context, request, &response));
  EXPECT_TRUE(!status.ok() || response.revision().service() == wish);
  return status;
}

inline absl::Status Health(const std::shared_ptr<grpc::Channel>& channel) {
  return rpc::CheckHealth(channel, absl::Now() + absl::Seconds(10));
}

}  // namespace finsam::test

#endif  // FINSAM_TESTS_COMMON_HOST_H_

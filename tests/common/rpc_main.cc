// The host tests' main: tests, or a service that a test starts, asks and ends.
//
// The service takes every service's flags and --companion=run|fail.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <string>

#include "common/rpc/server.h"
#include "tests/common/guinea_pig.h"

namespace finsam::rpc {
namespace {

int RunService(int argc, char** argv) {
  std::string companion;
  const ServerOptions options = ParseServerFlags(
      argc, argv, "participants", 7513, {{"companion", &companion}});
  test::GuineaPig service(/*tells=*/true);
  if (companion.empty()) return Serve(options, {&service});
  return Serve(options, {&service},
               [&companion](const std::string& address) -> Stopper {
                 if (companion == "fail") return nullptr;
                 std::printf("beside %s\n", address.c_str());
                 return [] { std::puts("companion stopped"); };
               });
}

}  // namespace
}  // namespace finsam::rpc

int main(int argc, char** argv) {
  if (argc > 1 && std::string(argv[1]) == "serve") {
    return finsam::rpc::RunService(argc - 1, argv + 1);
  }
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}

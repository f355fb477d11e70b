// With TLS, only callers with a certificate of our own authority get in.

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "absl/strings/str_cat.h"
#include "tests/common/host.h"

namespace finsam::rpc {
namespace {

// Two authorities and a certificate of each for loopback, made by openssl's
// program: "ours", which the host trusts, and "theirs".
class TlsTest : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new test::TempFolder;
    std::ofstream(folder_->File("names")) << "subjectAltName=IP:127.0.0.1\n";
    for (const char* authority : {"ours", "theirs"})
      MakeCertificates(authority);
  }
  static void TearDownTestSuite() {
    delete folder_;
    folder_ = nullptr;
  }

  static TlsFiles Files(const std::string& authority) {
    return {.certificate_file = folder_->File(authority + ".pem"),
            .key_file = folder_->File(authority + ".key"),
            .ca_file = folder_->File(authority + "-ca.pem")};
  }

  static std::vector<std::string> Flags() {
    const TlsFiles files = Files("ours");
    return {"--tls-cert=" + files.certificate_file,
            "--tls-key=" + files.key_file, "--tls-ca=" + files.ca_file};
  }

  static std::string Text(const std::string& path) {
    std::ostringstream text;
    text << std::ifstream(path).rdbuf();
    return text.str();
  }

  static void Run(const std::string& command) {
    ASSERT_EQ(std::system(absl::StrCat("cd ", folder_->path(), " && openssl ",
                                       command, " 2>>openssl.log")
                              .c_str()),
              0)
        << command << "\n"
        << Text(folder_->File("openssl.log"));
  }

  static void MakeCertificates(const std::string& who) {
    constexpr char kKey[] = "-newkey ec -pkeyopt ec_paramgen_curve:prime256v1";
    Run(absl::StrCat("req -x509 ", kKey, " -nodes -days 2 -subj /CN=", who,
                     "-ca -keyout ", who, "-ca.key -out ", who, "-ca.pem"));
    Run(absl::StrCat("req ", kKey, " -nodes -subj /CN=", who, " -keyout ", who,
                     ".key -out ", who, ".csr"));
    Run(absl::StrCat("x509 -req -days 2 -extfile names -CAcreateserial -CA ",
                     who, "-ca.pem -CAkey ", who, "-ca.key -in ", who,
                     ".csr -out ", who, ".pem"));
  }

  static test::TempFolder* folder_;
};

test::TempFolder* TlsTest::folder_ = nullptr;

TEST_F(TlsTest, ACallerWithOurCertificateGetsIn) {
  test::Host host(Flags());
  const auto channel =
      OpenChannel({.address = host.Address(), .tls = Files("ours")});
  EXPECT_EQ(test::Health(channel), absl::OkStatus()) << host.Log();
  EXPECT_EQ(test::Ask(channel, "hello"), absl::OkStatus()) << host.Log();
}

TEST_F(TlsTest, EveryoneElseIsRefused) {
  test::Host host(Flags());
  const std::string address = host.Address();

  grpc::SslCredentialsOptions without;  // Trusts us, shows no certificate.
  without.pem_root_certs = Text(Files("ours").ca_file);
  TlsFiles stranger = Files("theirs");  // Trusts us, shows another's.
  stranger.ca_file = Files("ours").ca_file;
  const struct {
    const char* who;
    std::shared_ptr<grpc::Channel> channel;
  } callers[] = {
      {"no TLS", OpenChannel({.address = address, .tls = {}})},
      {"no certificate",
       grpc::CreateChannel(address, grpc::SslCredentials(without))},
      {"another authority's certificate",
       OpenChannel({.address = address, .tls = stranger})},
      {"trusts another authority",
       OpenChannel({.address = address, .tls = Files("theirs")})},
  };
  for (const auto& caller : callers) {
    SCOPED_TRACE(caller.who);
    EXPECT_EQ(test::Ask(caller.channel, "hello").code(),
              absl::StatusCode::kUnavailable);
    EXPECT_FALSE(test::Health(caller.channel).ok());
  }
  EXPECT_TRUE(test::Ask(OpenChannel({.address = address, .tls = Files("ours")}),
                        "hello")
                  .ok());
}

}  // namespace
}  // namespace finsam::rpc

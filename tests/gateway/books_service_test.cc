// The ledger's calls through the gateway, over real gRPC and HTTP, with a fake
// ledger: what is asked arrives as it was, and so do answer and refusal.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/gateway/http_door.h"
#include "tests/gateway/fake_books.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

namespace led = ledger::v1;
using testing::ElementsAre;
using testing::HasSubstr;
using Stub = v1::GatewayService::Stub;

class BooksServiceTest : public GatewayHost {
 protected:
  template <typename Request, typename Response>
  void ExpectPassedOn(grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                   const Request&, Response*)) {
    SCOPED_TRACE(Request().GetTypeName());
    Request request;
    FillFields(&request);
    Response response;
    const absl::Status status = Call(method, request, &response);
    EXPECT_TRUE(status.ok()) << status;
    EXPECT_EQ(fakes_.BooksAsked(),
              request.GetTypeName() + request.SerializeAsString());
    Response expected;
    FillFields(&expected);
    EXPECT_EQ(response.SerializeAsString(), expected.SerializeAsString());
    EXPECT_FALSE(expected.SerializeAsString().empty());

    const Problem problem{Severity::kError, "X", "f", 7, "", "", "", "fel"};
    fakes_.Of("ledger").read_status =
        Refuse(absl::StatusCode::kFailedPrecondition, "PERIOD_LOCKED",
               "perioden är låst", {problem});
    const absl::Status refused = Call(method, request, &response);
    EXPECT_EQ(refused.code(), absl::StatusCode::kFailedPrecondition);
    EXPECT_EQ(ReasonOf(refused), "PERIOD_LOCKED");
    EXPECT_THAT(ProblemsOf(refused), ElementsAre(problem));

    fakes_.Of("ledger").read_status = absl::UnavailableError("gone");
    EXPECT_EQ(ReasonOf(Call(method, request, &response)),
              "NEIGHBOUR_UNAVAILABLE");
    fakes_.Of("ledger").read_status = absl::OkStatus();
  }

  absl::Status Export(const led::ExportBooksRequest& request, std::string* file,
                      int* warnings) {
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(20));
    const auto stream = stub_->ExportBooks(&context, request);
    led::ExportBooksResponse piece;
    while (stream->Read(&piece)) {
      *file += piece.content();
      *warnings += piece.warnings_size();
    }
    return rpc::FromGrpc(stream->Finish());
  }
};

TEST_F(BooksServiceTest, EveryCallIsPassedOn) {
  ExpectPassedOn(&Stub::PostVoucher);
  ExpectPassedOn(&Stub::ReverseVoucher);
  ExpectPassedOn(&Stub::SetPeriodLock);
  ExpectPassedOn(&Stub::CloseFiscalYear);
  ExpectPassedOn(&Stub::ReopenFiscalYear);
  ExpectPassedOn(&Stub::GetFiscalYear);
  ExpectPassedOn(&Stub::ListFiscalYears);
  ExpectPassedOn(&Stub::GetVoucher);
  ExpectPassedOn(&Stub::ListVouchers);
  ExpectPassedOn(&Stub::ListAccountEntries);
  ExpectPassedOn(&Stub::QueryBalances);
  ExpectPassedOn(&Stub::ProveVoucher);
  ExpectPassedOn(&Stub::VerifyBooks);
}

TEST_F(BooksServiceTest, ASlowLedgerIsNamed) {
  fakes_.Of("ledger").delay = absl::Seconds(30);
  // Whatever the caller allows, the ledger is not waited for longer.
  const Books books(fakes_.neighbours().Named("ledger"), SystemClock(),
                    absl::Milliseconds(200));
  led::GetVoucherResponse response;
  EXPECT_EQ(ReasonOf(books.Pass(led::GetVoucherRequest(),
                                absl::InfiniteFuture(), &response)),
            "NEIGHBOUR_SLOW");
}

TEST_F(BooksServiceTest, ABatchIsPostedOrRefusedWhole) {
  led::PostVouchersRequest request;
  request.set_request_id("r1");
  request.add_vouchers();
  request.add_vouchers();
  led::PostVouchersResponse response;
  ASSERT_TRUE(Call(&Stub::PostVouchers, request, &response).ok());
  EXPECT_EQ(response.request_id(), "r1");
  EXPECT_EQ(response.vouchers_size(), 2);
  request.add_vouchers();
  const absl::Status refused = Call(&Stub::PostVouchers, request, &response);
  EXPECT_EQ(refused.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(ReasonOf(refused), "ACCOUNT_UNKNOWN");
  ASSERT_EQ(ProblemsOf(refused).size(), 1U);
  EXPECT_EQ(ProblemsOf(refused)[0].line, 3);
  fakes_.Of("ledger").read_status = absl::UnavailableError("gone");
  EXPECT_EQ(ReasonOf(Call(&Stub::PostVouchers, request, &response)),
            "NEIGHBOUR_UNAVAILABLE");
}

TEST_F(BooksServiceTest, AnExportComesPieceByPiece) {
  led::ExportBooksRequest request;
  request.set_format(led::ExportBooksRequest::SIE_4E);
  std::string file;
  int warnings = 0;
  ASSERT_TRUE(Export(request, &file, &warnings).ok());
  EXPECT_EQ(file, "piece 1\npiece 2\npiece 3\n");
  EXPECT_EQ(warnings, 1);
  // Trouble on the way is told at the end.
  fakes_.Of("ledger").read_status = absl::UnavailableError("gone");
  EXPECT_EQ(ReasonOf(Export(request, &file, &warnings)),
            "NEIGHBOUR_UNAVAILABLE");
  request.clear_format();
  EXPECT_EQ(ReasonOf(Export(request, &file, &warnings)), "FORMAT_INVALID");
}

// The HTTP door before the same fakes.
class HttpBooksTest : public BooksServiceTest {
 protected:
  HttpBooksTest() : door_(gateway_, publishing_, SystemClock()) {
    const auto address = door_.Start("127.0.0.1:0");
    EXPECT_TRUE(address.ok()) << address.status();
    if (address.ok()) address_ = *address;
  }

  httplib::Result Get(const std::string& path) {
    httplib::Client http("http://" + address_);
    return http.Get(absl::StrCat("/", kSampleYear, path));
  }

  std::string ReasonAt(const std::string& path, int code) {
    const httplib::Result answer = Get(path);
    if (!answer) return "no answer";
    EXPECT_EQ(answer->status, code) << path;
    const auto body = nlohmann::json::parse(answer->body, nullptr, false);
    return body.is_object() ? body.value("title", "") : answer->body;
  }

  HttpDoor door_;
  std::string address_;
};

TEST_F(HttpBooksTest, AVoucherAndAnAccountLedgerAreJson) {
  httplib::Result answer = Get("/voucher?series=A&number=17");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(nlohmann::json::parse(answer->body)["voucher"]["text"], "f4");
  led::GetVoucherRequest voucher;
  voucher.set_association("associations/2220001511");
  voucher.mutable_voucher()->set_fiscal_year(2024);
  voucher.mutable_voucher()->set_series("A");
  voucher.mutable_voucher()->set_number(17);
  EXPECT_EQ(fakes_.BooksAsked(),
            voucher.GetTypeName() + voucher.SerializeAsString());

  answer =
      Get("/accounts/1930/entries?from=2024-02-01&to=2024-02-29&object=6:30"
          "&page_size=7&page_token=t");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(nlohmann::json::parse(answer->body)["accountName"], "f1");
  led::ListAccountEntriesRequest entries;
  entries.set_fiscal_year(kSampleYear);
  entries.set_account(1930);
  entries.mutable_object()->set_dimension(6);
  entries.mutable_object()->set_object("30");
  ToProto(absl::CivilDay(2024, 2, 1), entries.mutable_first_date());
  ToProto(absl::CivilDay(2024, 2, 29), entries.mutable_last_date());
  entries.set_page_size(7);
  entries.set_page_token("t");
  EXPECT_EQ(fakes_.BooksAsked(),
            entries.GetTypeName() + entries.SerializeAsString());
}

TEST_F(HttpBooksTest, AnExportIsAFile) {
  const httplib::Result answer = Get("/export?format=sie4i");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->status, 200);
  EXPECT_EQ(answer->body, "piece 1\npiece 2\npiece 3\n");
  EXPECT_THAT(answer->get_header_value("Content-Disposition"),
              HasSubstr("\"2220001511-2024-sie4i.si\""));
  // One that fails on its way does not look whole.
  fakes_.Of("ledger").read_status = absl::UnavailableError("gone");
  EXPECT_FALSE(Get("/export?format=sie4i"));
}

TEST_F(HttpBooksTest, RefusalsAreProblemDocuments) {
  EXPECT_EQ(ReasonAt("/export", 400), "FORMAT_INVALID");
  EXPECT_EQ(ReasonAt("/export?format=pdf", 400), "FORMAT_INVALID");
  for (const char* path :
       {"/voucher?series=A&number=x", "/accounts/1930/entries?from=igår",
        "/accounts/1930/entries?object=6", "/accounts/1930/entries?page_size=x",
        "/accounts/1930/entries?to=2024-02-30"}) {
    EXPECT_EQ(ReasonAt(path, 400), "HTTP_INVALID") << path;
  }
  EXPECT_EQ(ReasonAt("/accounts/kassa/entries", 404), "PATH_UNKNOWN");
  fakes_.Of("ledger").read_status =
      Refuse(absl::StatusCode::kNotFound, "VOUCHER_UNKNOWN", "finns inte");
  EXPECT_EQ(ReasonAt("/voucher?series=A&number=17", 404), "VOUCHER_UNKNOWN");
}

}  // namespace
}  // namespace finsam::gateway

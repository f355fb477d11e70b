#include "tests/gateway/fake_books.h"

#include "absl/strings/str_cat.h"
#include "common/rpc/answer.h"

namespace finsam::gateway {
namespace {

namespace led = ledger::v1;
namespace pb = google::protobuf;

constexpr char kDomain[] = "finsam.fake.v1";

void FillField(const pb::FieldDescriptor& field, pb::Message* message) {
  const pb::Reflection& out = *message->GetReflection();
  switch (field.cpp_type()) {
    case pb::FieldDescriptor::CPPTYPE_STRING:
      out.SetString(message, &field, absl::StrCat("f", field.number()));
      return;
    case pb::FieldDescriptor::CPPTYPE_INT32:
      out.SetInt32(message, &field, field.number());
      return;
    case pb::FieldDescriptor::CPPTYPE_INT64:
      out.SetInt64(message, &field, field.number());
      return;
    case pb::FieldDescriptor::CPPTYPE_BOOL:
      out.SetBool(message, &field, true);
      return;
    case pb::FieldDescriptor::CPPTYPE_MESSAGE:
      FillFields(out.MutableMessage(message, &field));
      return;
    default:
      return;
  }
}

}  // namespace

void FillFields(pb::Message* message) {
  for (int i = 0; i < message->GetDescriptor()->field_count(); ++i) {
    const pb::FieldDescriptor& field = *message->GetDescriptor()->field(i);
    // A date of the field's number is a day, as numbers are small.
    if (!field.is_repeated()) FillField(field, message);
  }
}

void FakeBooks::Remember(const pb::Message& request) {
  const std::lock_guard lock(mutex_);
  asked_ = absl::StrCat(request.GetTypeName(), request.SerializeAsString());
}

grpc::Status FakeBooks::Take(grpc::ServerContext* context,
                             const pb::Message& request,
                             pb::Message* response) {
  Remember(request);
  return behaviour_.Read(context, [&] { FillFields(response); });
}

grpc::Status FakeBooks::PostVoucher(grpc::ServerContext* context,
                                    const led::PostVoucherRequest* request,
                                    led::PostVoucherResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::ReverseVoucher(
    grpc::ServerContext* context, const led::ReverseVoucherRequest* request,
    led::PostVoucherResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::SetPeriodLock(grpc::ServerContext* context,
                                      const led::SetPeriodLockRequest* request,
                                      led::FiscalYearResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::CloseFiscalYear(
    grpc::ServerContext* context, const led::CloseFiscalYearRequest* request,
    led::FiscalYearResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::ReopenFiscalYear(
    grpc::ServerContext* context, const led::ReopenFiscalYearRequest* request,
    led::FiscalYearResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::GetFiscalYear(grpc::ServerContext* context,
                                      const led::GetFiscalYearRequest* request,
                                      led::FiscalYearResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::ListFiscalYears(
    grpc::ServerContext* context, const led::ListFiscalYearsRequest* request,
    led::ListFiscalYearsResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::GetVoucher(grpc::ServerContext* context,
                                   const led::GetVoucherRequest* request,
                                   led::GetVoucherResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::ListVouchers(grpc::ServerContext* context,
                                     const led::ListVouchersRequest* request,
                                     led::ListVouchersResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::ListAccountEntries(
    grpc::ServerContext* context, const led::ListAccountEntriesRequest* request,
    led::ListAccountEntriesResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::QueryBalances(grpc::ServerContext* context,
                                      const led::QueryBalancesRequest* request,
                                      led::QueryBalancesResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::ProveVoucher(grpc::ServerContext* context,
                                     const led::ProveVoucherRequest* request,
                                     led::ProveVoucherResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::VerifyBooks(grpc::ServerContext* context,
                                    const led::VerifyBooksRequest* request,
                                    led::VerifyBooksResponse* response) {
  return Take(context, *request, response);
}

grpc::Status FakeBooks::PostVouchers(
    grpc::ServerContext* context,
    grpc::ServerReaderWriter<led::PostVouchersResponse,
                             led::PostVouchersRequest>* stream) {
  led::PostVouchersRequest request;
  led::PostVouchersResponse response;
  while (stream->Read(&request)) {
    response.Clear();
    Remember(request);
    response.set_request_id(request.request_id());
    if (request.vouchers_size() > kFakeBatchMax) {
      led::BatchRefusal* refusal = response.mutable_refusal();
      refusal->set_code(static_cast<int>(absl::StatusCode::kNotFound));
      refusal->set_message("kontot finns inte");
      refusal->mutable_refusal()->set_reason("ACCOUNT_UNKNOWN");
      refusal->mutable_refusal()->add_problems()->set_line(3);
    } else {
      for (int i = 0; i < request.vouchers_size(); ++i) {
        response.add_vouchers()->set_number(i + 1);
      }
    }
    const grpc::Status status = behaviour_.Read(context, [] {});
    if (!status.ok()) return status;
    stream->Write(response);
  }
  return grpc::Status::OK;
}

grpc::Status FakeBooks::ExportBooks(
    grpc::ServerContext* context, const led::ExportBooksRequest* request,
    grpc::ServerWriter<led::ExportBooksResponse>* stream) {
  Remember(*request);
  if (request->format() == led::ExportBooksRequest::FORMAT_UNSPECIFIED) {
    return rpc::ToGrpc(Refuse(absl::StatusCode::kInvalidArgument,
                              "FORMAT_INVALID", "okänt format"),
                       kDomain);
  }
  for (int i = 1; i <= kPieces; ++i) {
    led::ExportBooksResponse piece;
    piece.set_content(absl::StrCat("piece ", i, "\n"));
    if (i == kPieces) piece.add_warnings()->set_reason("SIE_TEXT");
    stream->Write(piece);
  }
  return behaviour_.Read(context, [] {});
}

}  // namespace finsam::gateway

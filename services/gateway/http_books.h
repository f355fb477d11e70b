// The ledger's books at the HTTP door: a voucher and an account ledger as
// JSON, and a year's books as a file. Each answers a request under the path of
// a fiscal year, which is the request's first two matches.

#ifndef FINSAM_SERVICES_GATEWAY_HTTP_BOOKS_H_
#define FINSAM_SERVICES_GATEWAY_HTTP_BOOKS_H_

#include <google/protobuf/message.h>

#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/gateway/books.h"

namespace httplib {
struct Request;
struct Response;
}  // namespace httplib

namespace finsam::gateway {

// "associations/…/fiscalYears/2024" of the path.
std::string FiscalYearOf(const httplib::Request& request);

// A whole number of the request's question; `*number` stays when it is not
// there. For int32_t and int64_t. Refusal: HTTP_INVALID.
template <typename Number>
absl::Status ReadNumber(const httplib::Request& request, const char* name,
                        Number* number);

// A message as the pages' JSON, indented.
std::string ToJson(const google::protobuf::Message& message);

// ?series=A&number=17. Refusals: those of GetVoucher, HTTP_INVALID.
absl::Status AnswerVoucher(const Books& books, const httplib::Request& request,
                           absl::Time deadline, httplib::Response* response);

// The account is the path's third match; ?from=2024-01-01&to=…&object=6:30,
// &page_size=, &page_token=. Refusals: those of ListAccountEntries,
// HTTP_INVALID.
absl::Status AnswerAccountEntries(const Books& books,
                                  const httplib::Request& request,
                                  absl::Time deadline,
                                  httplib::Response* response);

// ?format=sie4e, sie1, sie2, sie3, sie4i or journal; to be saved as a file. An
// export that fails on its way ends the connection before its last piece.
// Refusals: those of ExportBooks.
absl::Status AnswerExport(const Books& books, const httplib::Request& request,
                          absl::Time deadline, httplib::Response* response);

}  // namespace finsam::gateway

#endif  // FINSAM_SERVICES_GATEWAY_HTTP_BOOKS_H_

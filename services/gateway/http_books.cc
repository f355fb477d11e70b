#include "services/gateway/http_books.h"

#include <google/protobuf/util/json_util.h>
#include <httplib.h>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/log.h"
#include "common/base/names.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "common/files/csv.h"

namespace finsam::gateway {
namespace {

namespace led = ledger::v1;

constexpr char kJsonType[] = "application/json; charset=utf-8";

// A file's format: its word in a question, and how its name ends.
struct FileFormat {
  const char* word;
  led::ExportBooksRequest::Format format;
  const char* ending;
};
constexpr FileFormat kFormats[] = {
    {"sie1", led::ExportBooksRequest::SIE_1, "sie1.se"},
    {"sie2", led::ExportBooksRequest::SIE_2, "sie2.se"},
    {"sie3", led::ExportBooksRequest::SIE_3, "sie3.se"},
    {"sie4e", led::ExportBooksRequest::SIE_4E, "sie4e.se"},
    {"sie4i", led::ExportBooksRequest::SIE_4I, "sie4i.si"},
    {"journal", led::ExportBooksRequest::PLAIN_TEXT, "bok.journal"}};

absl::Status BadParameter(const std::string& name, const std::string& wanted) {
  return Refuse(absl::StatusCode::kInvalidArgument, "HTTP_INVALID",
                absl::StrCat("frågans ", name, " ska vara ", wanted));
}

absl::Status ReadDay(
    const httplib::Request& request, const char* name,
    led::ListAccountEntriesRequest* question,
    common::v1::Date* (led::ListAccountEntriesRequest::*field)()) {
  if (!request.has_param(name)) return absl::OkStatus();
  const auto day = ParseDay(request.get_param_value(name));
  if (!day.has_value()) return BadParameter(name, "en dag som 2024-12-31");
  ToProto(*day, (question->*field)());
  return absl::OkStatus();
}

absl::Status ReadObject(const httplib::Request& request,
                        led::ListAccountEntriesRequest* question) {
  if (!request.has_param("object")) return absl::OkStatus();
  const std::pair<std::string, std::string> parts = absl::StrSplit(
      request.get_param_value("object"), absl::MaxSplits(':', 1));
  int dimension = 0;
  if (!absl::SimpleAtoi(parts.first, &dimension) || parts.second.empty()) {
    return BadParameter("object", "dimension och objekt, som 6:30");
  }
  question->mutable_object()->set_dimension(dimension);
  question->mutable_object()->set_object(parts.second);
  return absl::OkStatus();
}

// An export on its way out; the first piece has been read.
struct Download {
  std::unique_ptr<BooksExport> file;
  led::ExportBooksResponse piece;
  bool more = false;

  // Writes the piece and reads the next. False ends the connection.
  bool Step(httplib::DataSink& sink) {
    const std::string& content = piece.content();
    if (more && !content.empty() &&
        !sink.write(content.data(), content.size())) {
      return false;
    }
    if (more) {
      const absl::StatusOr<bool> next = file->Next(&piece);
      if (!next.ok()) {
        LogWarning("export",
                   {{"code", absl::StatusCodeToString(next.status().code())}});
        return false;
      }
      more = *next;
    }
    if (!more) sink.done();
    return true;
  }
};

}  // namespace

std::string FiscalYearOf(const httplib::Request& request) {
  return absl::StrCat("associations/", request.matches[1].str(),
                      "/fiscalYears/", request.matches[2].str());
}

template <typename Number>
absl::Status ReadNumber(const httplib::Request& request, const char* name,
                        Number* number) {
  if (!request.has_param(name) ||
      absl::SimpleAtoi(request.get_param_value(name), number)) {
    return absl::OkStatus();
  }
  return BadParameter(name, "ett heltal");
}
template absl::Status ReadNumber(const httplib::Request&, const char*,
                                 int32_t*);
template absl::Status ReadNumber(const httplib::Request&, const char*,
                                 int64_t*);

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status =
      google::protobuf::util::MessageToJsonString(message, &json, options);
  return status.ok() ? json : "{}";
}

absl::Status AnswerVoucher(const Books& books, const httplib::Request& request,
                           absl::Time deadline, httplib::Response* response) {
  ASSIGN_OR_RETURN(const FiscalYearName name,
                   ParseFiscalYearName(FiscalYearOf(request)));
  led::GetVoucherRequest question;
  question.set_association(name.Association());
  question.mutable_voucher()->set_fiscal_year(name.year);
  question.mutable_voucher()->set_series(request.get_param_value("series"));
  int64_t number = 0;
  RETURN_IF_ERROR(ReadNumber(request, "number", &number));
  question.mutable_voucher()->set_number(number);
  led::GetVoucherResponse answer;
  RETURN_IF_ERROR(books.Pass(question, deadline, &answer));
  response->set_content(ToJson(answer), kJsonType);
  return absl::OkStatus();
}

absl::Status AnswerAccountEntries(const Books& books,
                                  const httplib::Request& request,
                                  absl::Time deadline,
                                  httplib::Response* response) {
  led::ListAccountEntriesRequest question;
  question.set_fiscal_year(FiscalYearOf(request));
  int account = 0;
  if (!absl::SimpleAtoi(request.matches[3].str(), &account)) {
    return BadParameter("konto", "ett kontonummer");
  }
  question.set_account(account);
  RETURN_IF_ERROR(ReadDay(request, "from", &question,
                          &led::ListAccountEntriesRequest::mutable_first_date));
  RETURN_IF_ERROR(ReadDay(request, "to", &question,
                          &led::ListAccountEntriesRequest::mutable_last_date));
  RETURN_IF_ERROR(ReadObject(request, &question));
  int size = 0;
  RETURN_IF_ERROR(ReadNumber(request, "page_size", &size));
  question.set_page_size(size);
  question.set_page_token(request.get_param_value("page_token"));
  led::ListAccountEntriesResponse answer;
  RETURN_IF_ERROR(books.Pass(question, deadline, &answer));
  response->set_content(ToJson(answer), kJsonType);
  return absl::OkStatus();
}

absl::Status AnswerExport(const Books& books, const httplib::Request& request,
                          absl::Time deadline, httplib::Response* response) {
  ASSIGN_OR_RETURN(const FiscalYearName name,
                   ParseFiscalYearName(FiscalYearOf(request)));
  led::ExportBooksRequest question;
  question.set_fiscal_year(name.Text());
  std::string ending;
  for (const FileFormat& known : kFormats) {
    if (request.get_param_value("format") != known.word) continue;
    question.set_format(known.format);
    ending = known.ending;
  }
  auto download = std::make_shared<Download>();
  download->file = books.Export(question, deadline);
  ASSIGN_OR_RETURN(download->more, download->file->Next(&download->piece));
  response->set_header(
      "Content-Disposition",
      absl::StrCat("attachment; filename=\"", name.organisation, "-", name.year,
                   "-", ending, "\""));
  response->set_chunked_content_provider(
      "application/octet-stream", [download](size_t, httplib::DataSink& sink) {
        return download->Step(sink);
      });
  return absl::OkStatus();
}

}  // namespace finsam::gateway

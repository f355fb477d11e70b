#include "common/rpc/answer.h"

#include <google/protobuf/any.pb.h>

#include "absl/strings/str_cat.h"
#include "common/base/log.h"
#include "finsam/common/v1/status.pb.h"

namespace finsam::rpc {
namespace {

namespace pb = common::v1;

constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kRefusalUrl[] = "type.googleapis.com/finsam.common.v1.Refusal";

// Details travel in a response header, which HTTP/2 peers limit: the first
// problems are sent, the rest is counted.
constexpr size_t kProblemsOnWireMax = 20;
constexpr size_t kTextOnWireMax = 300;

std::string Shortened(const std::string& text) {
  if (text.size() <= kTextOnWireMax) return text;
  size_t end = kTextOnWireMax;
  // Not in the middle of a UTF-8 character.
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) {
    --end;
  }
  return absl::StrCat(text.substr(0, end), "…");
}

pb::Refusal RefusalOf(const absl::Status& status, absl::string_view domain) {
  pb::Refusal refusal;
  refusal.set_reason(ReasonOf(status));
  refusal.set_domain(std::string(domain));
  const std::vector<Problem> problems = ProblemsOf(status);
  for (const Problem& problem : problems) {
    if (refusal.problems_size() == kProblemsOnWireMax) break;
    ToProto(problem, refusal.add_problems());
  }
  if (problems.size() > kProblemsOnWireMax) {
    pb::Problem* rest = refusal.add_problems();
    rest->set_severity(pb::Problem::ERROR);
    rest->set_reason("MORE_PROBLEMS");
    rest->set_message(absl::StrCat(problems.size() - kProblemsOnWireMax,
                                   " problem till visas inte"));
  }
  return refusal;
}

std::string Details(const absl::Status& status, absl::string_view domain) {
  const pb::Refusal refusal = RefusalOf(status, domain);
  pb::RpcErrorInfo info;
  info.set_reason(refusal.reason());
  info.set_domain(refusal.domain());
  pb::RpcStatus rich;
  rich.set_code(static_cast<int>(status.code()));
  rich.set_message(Shortened(std::string(status.message())));
  google::protobuf::Any* first = rich.add_details();
  first->set_type_url(kErrorInfoUrl);
  first->set_value(info.SerializeAsString());
  google::protobuf::Any* second = rich.add_details();
  second->set_type_url(kRefusalUrl);
  second->set_value(refusal.SerializeAsString());
  return rich.SerializeAsString();
}

// What a caller is told of trouble; the log has the rest.
std::string PlainSentence(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kCancelled:
      return "anropet avbröts";
    case absl::StatusCode::kDeadlineExceeded:
      return "svaret hann inte bli klart i tid";
    case absl::StatusCode::kResourceExhausted:
      return "lagringen är full";
    case absl::StatusCode::kDataLoss:
      return "lagrade uppgifter är skadade";
    case absl::StatusCode::kUnavailable:
      return "tjänsten är inte tillgänglig just nu";
    default:
      return "ett internt fel inträffade";
  }
}

}  // namespace

void ToProto(const Problem& problem, pb::Problem* out) {
  out->set_severity(problem.severity == Severity::kError
                        ? pb::Problem::ERROR
                        : pb::Problem::WARNING);
  out->set_reason(problem.reason);
  out->set_file(problem.file);
  out->set_line(problem.line);
  out->set_field(problem.field);
  out->set_found(Shortened(problem.found));
  out->set_expected(Shortened(problem.expected));
  out->set_message(Shortened(problem.message));
}

Problem FromProto(const pb::Problem& problem) {
  Problem out;
  out.severity = problem.severity() == pb::Problem::WARNING ? Severity::kWarning
                                                            : Severity::kError;
  out.reason = problem.reason();
  out.file = problem.file();
  out.line = problem.line();
  out.field = problem.field();
  out.found = problem.found();
  out.expected = problem.expected();
  out.message = problem.message();
  return out;
}

grpc::Status ToGrpc(const absl::Status& status, absl::string_view domain) {
  if (status.ok()) return grpc::Status::OK;
  const auto code = static_cast<grpc::StatusCode>(status.code());
  if (ReasonOf(status).empty()) {
    LogError("trouble", {{"code", absl::StatusCodeToString(status.code())},
                         {"context", std::string(status.message())}});
    return {code, PlainSentence(status.code())};
  }
  return {code, Shortened(std::string(status.message())),
          Details(status, domain)};
}

absl::Status FromGrpc(const grpc::Status& status) {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  pb::RpcStatus rich;
  if (rich.ParseFromString(status.error_details())) {
    for (const google::protobuf::Any& detail : rich.details()) {
      pb::Refusal refusal;
      if (detail.type_url() != kRefusalUrl ||
          !refusal.ParseFromString(detail.value())) {
        continue;
      }
      std::vector<Problem> problems;
      for (const pb::Problem& problem : refusal.problems()) {
        problems.push_back(FromProto(problem));
      }
      return Refuse(code, refusal.reason(), status.error_message(), problems);
    }
  }
  return absl::Status(code, status.error_message());
}

}  // namespace finsam::rpc

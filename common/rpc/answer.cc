#include "common/rpc/answer.h"

#include <google/protobuf/any.pb.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/log.h"
#include "common/base/text.h"
#include "finsam/common/v1/status.pb.h"

namespace finsam::rpc {
namespace {

namespace pb = common::v1;

constexpr char kErrorInfoUrl[] = "type.googleapis.com/google.rpc.ErrorInfo";
constexpr char kRefusalUrl[] = "type.googleapis.com/finsam.common.v1.Refusal";

// Details travel in a response header, and many peers refuse headers of more
// than 8 KiB in all: the first problems are sent, the rest is counted. On the
// wire the details grow to 4/3 and the sentence, at most, to 3 times its bytes.
constexpr int kProblemsOnWireMax = 20;
constexpr size_t kProblemBytesOnWireMax = 4'000;
constexpr size_t kTextBytesOnWireMax = 300;
constexpr char kMoreProblems[] = "MORE_PROBLEMS";

// A text as a message's field may hold it: UTF-8, and not too long.
std::string WireText(absl::string_view text) {
  return Shortened(ToUtf8(text), kTextBytesOnWireMax);
}

void AddMoreProblems(absl::string_view at_least, size_t count,
                     pb::Refusal* refusal) {
  pb::Problem* rest = refusal->add_problems();
  rest->set_severity(pb::Problem::ERROR);
  rest->set_reason(kMoreProblems);
  rest->set_message(absl::StrCat(at_least, count, " problem till visas inte"));
}

pb::Refusal RefusalOf(const absl::Status& status, absl::string_view domain) {
  pb::Refusal refusal;
  refusal.set_reason(ReasonOf(status));
  refusal.set_domain(std::string(domain));
  std::vector<Problem> problems = ProblemsOf(status);
  // A neighbour's refusal, passed on, may already count what it left out.
  std::optional<Problem> counted;
  if (!problems.empty() && problems.back().reason == kMoreProblems) {
    counted = std::move(problems.back());
    problems.pop_back();
  }
  size_t bytes = 0;
  for (const Problem& problem : problems) {
    pb::Problem sent;
    ToProto(problem, &sent);
    bytes += sent.ByteSizeLong();
    if (refusal.problems_size() == kProblemsOnWireMax ||
        bytes > kProblemBytesOnWireMax) {
      break;
    }
    *refusal.add_problems() = std::move(sent);
  }
  const size_t left =
      problems.size() - static_cast<size_t>(refusal.problems_size());
  if (left > 0) {
    AddMoreProblems(counted.has_value() ? "minst " : "", left, &refusal);
  } else if (counted.has_value()) {
    ToProto(*counted, refusal.add_problems());
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
  rich.set_message(WireText(status.message()));
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
      return "resurserna räckte inte till; försök igen";
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
  out->set_file(WireText(problem.file));
  out->set_line(problem.line);
  out->set_field(WireText(problem.field));
  out->set_found(WireText(problem.found));
  out->set_expected(WireText(problem.expected));
  out->set_message(WireText(problem.message));
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
  return {code, WireText(status.message()), Details(status, domain)};
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

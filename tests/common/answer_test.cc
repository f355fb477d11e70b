#include "common/rpc/answer.h"

#include <google/protobuf/any.pb.h>
#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>
#include <google/protobuf/dynamic_message.h>
#include <google/protobuf/text_format.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "common/base/text.h"
#include "tests/common/guinea_pig.h"

namespace finsam::rpc {
namespace {

constexpr char kDomain[] = "finsam.ledger.v1";

absl::Status ThereAndBack(const absl::Status& status) {
  return FromGrpc(ToGrpc(status, kDomain));
}

Problem Unbalanced() {
  return {Severity::kError, "VOUCHER_UNBALANCED",
          "2024.se",        120,
          "belopp",         "0,01 kr",
          "0 kr",           "Verifikation A 7 är inte i balans"};
}

TEST(AnswerTest, OkStaysOk) {
  EXPECT_TRUE(ToGrpc(absl::OkStatus(), kDomain).ok());
  EXPECT_TRUE(FromGrpc(grpc::Status::OK).ok());
}

TEST(AnswerTest, ARefusalComesBackAsItWas) {
  Problem warning = Unbalanced();
  warning.severity = Severity::kWarning;
  for (const absl::Status& refusal :
       {Refuse(absl::StatusCode::kNotFound, "ACCOUNT_UNKNOWN", "okänt konto"),
        RefuseInput({Unbalanced(), warning, Unbalanced()}),
        Refuse(absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED", "å ä ö"),
        Refuse(absl::StatusCode::kFailedPrecondition, "R", "",
               {Unbalanced(), Problem{}})}) {
    const absl::Status back = ThereAndBack(refusal);
    EXPECT_EQ(back.code(), refusal.code());
    EXPECT_EQ(back.message(), refusal.message());
    EXPECT_EQ(ReasonOf(back), ReasonOf(refusal));
    EXPECT_EQ(ProblemsOf(back), ProblemsOf(refusal));
  }
}

TEST(AnswerTest, EveryCodeComesBack) {
  for (int code = 1; code <= 16; ++code) {
    const auto asked = static_cast<absl::StatusCode>(code);
    EXPECT_EQ(ThereAndBack(Refuse(asked, "R", "s")).code(), asked);
    EXPECT_EQ(ThereAndBack(absl::Status(asked, "s")).code(), asked);
  }
}

TEST(AnswerTest, TroubleTellsNobodyItsContext) {
  const absl::Status trouble = absl::DataLossError("reading /srv/secret.sst");
  const grpc::Status sent = ToGrpc(trouble, kDomain);
  EXPECT_EQ(sent.error_code(), grpc::StatusCode::DATA_LOSS);
  EXPECT_FALSE(absl::StrContains(sent.error_message(), "secret"));
  EXPECT_FALSE(sent.error_message().empty());
  EXPECT_TRUE(sent.error_details().empty());
  EXPECT_EQ(ReasonOf(FromGrpc(sent)), "");
}

TEST(AnswerTest, TheFirstProblemsTravelAndTheRestIsCounted) {
  std::vector<Problem> problems(20, Unbalanced());
  EXPECT_EQ(ProblemsOf(ThereAndBack(RefuseInput(problems))), problems);
  problems.resize(1'000, Unbalanced());
  const std::vector<Problem> sent =
      ProblemsOf(ThereAndBack(RefuseInput(problems)));
  ASSERT_EQ(sent.size(), 21u);
  EXPECT_EQ(sent[19], Unbalanced());
  EXPECT_EQ(sent[20].reason, "MORE_PROBLEMS");
  EXPECT_TRUE(absl::StartsWith(sent[20].message, "980 "));
}

TEST(AnswerTest, ANeighboursRefusalIsPassedOnWhole) {
  std::vector<Problem> problems = test::ManyProblems(3, 10'000);
  problems.resize(90, Unbalanced());
  const absl::Status once = ThereAndBack(RefuseInput(problems));
  const absl::Status twice = ThereAndBack(once);
  EXPECT_EQ(twice.message(), once.message());
  EXPECT_EQ(ProblemsOf(twice), ProblemsOf(once));
  EXPECT_EQ(ProblemsOf(twice).back().reason, "MORE_PROBLEMS");
}

TEST(AnswerTest, LongTextsAreCutBetweenCharacters) {
  for (const char* first : {"", "a", "ab"}) {
    std::vector<Problem> problems = test::ManyProblems(40, 10'000);
    for (Problem& problem : problems) problem.message.insert(0, first);
    const absl::Status refusal = Refuse(absl::StatusCode::kInvalidArgument, "R",
                                        problems[0].message, problems);
    const grpc::Status sent = ToGrpc(refusal, kDomain);
    // Peers refuse headers of more than 8 KiB; base64 makes 4 of 3 bytes, and
    // the sentence is percent-encoded to at most 3 of 1.
    EXPECT_LE(
        sent.error_details().size() * 4 / 3 + sent.error_message().size() * 3,
        7'500u);
    const absl::Status back = FromGrpc(sent);
    EXPECT_TRUE(IsUtf8(back.message()));
    EXPECT_EQ(ReasonOf(back), "R");
    const std::vector<Problem> received = ProblemsOf(back);
    ASSERT_GE(received.size(), 2u);
    EXPECT_EQ(received.back().reason, "MORE_PROBLEMS");
    for (const Problem& problem : received) {
      for (const std::string& text :
           {problem.file, problem.field, problem.found, problem.expected,
            problem.message}) {
        EXPECT_TRUE(IsUtf8(text));
        EXPECT_LE(text.size(), 300u);
      }
    }
  }
}

TEST(AnswerTest, BytesThatAreNoTextStillTravel) {
  Problem problem = Unbalanced();
  problem.file = problem.field = problem.found = problem.expected = "F\xf6r";
  const absl::Status back = ThereAndBack(Refuse(
      absl::StatusCode::kInvalidArgument, "R", "\xe5\xe4\xf6", {problem}));
  EXPECT_EQ(ReasonOf(back), "R");
  ASSERT_EQ(ProblemsOf(back).size(), 1u);
  EXPECT_EQ(ProblemsOf(back)[0].found, "F\uFFFDr");
  EXPECT_EQ(back.message(), "\uFFFD\uFFFD\uFFFD");
}

TEST(AnswerTest, ForeignStatusesKeepCodeAndSentence) {
  for (const std::string& details :
       {std::string(), std::string("no message at all"),
        std::string("\x08\x03\x12\x01x", 5)}) {
    const absl::Status read =
        FromGrpc({grpc::StatusCode::NOT_FOUND, "not here", details});
    EXPECT_EQ(read.code(), absl::StatusCode::kNotFound);
    EXPECT_EQ(read.message(), "not here");
    EXPECT_EQ(ReasonOf(read), "");
  }
}

// The messages as google.rpc defines them, made here from their public field
// numbers: what any other client would use.
constexpr char kGoogleRpc[] = R"(
  name: "google/rpc/error.proto" package: "google.rpc" syntax: "proto3"
  dependency: "google/protobuf/any.proto"
  message_type {
    name: "Status"
    field { name: "code" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
    field { name: "message" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
    field { name: "details" number: 3 type: TYPE_MESSAGE label: LABEL_REPEATED
            type_name: ".google.protobuf.Any" }
  }
  message_type {
    name: "ErrorInfo"
    field { name: "reason" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
    field { name: "domain" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL }
  })";

TEST(AnswerTest, AnyClientReadsTheErrorInfo) {
  namespace proto = google::protobuf;
  proto::Any::descriptor();  // Its file is in the pool from here on.
  proto::FileDescriptorProto file;
  ASSERT_TRUE(proto::TextFormat::ParseFromString(kGoogleRpc, &file));
  proto::DescriptorPool pool(proto::DescriptorPool::generated_pool());
  ASSERT_NE(pool.BuildFile(file), nullptr);
  proto::DynamicMessageFactory factory(&pool);
  const auto make = [&](const std::string& name) {
    return std::unique_ptr<proto::Message>(
        factory.GetPrototype(pool.FindMessageTypeByName(name))->New());
  };
  const auto text = [](const proto::Message& message, const char* field) {
    return message.GetReflection()->GetString(
        message, message.GetDescriptor()->FindFieldByName(field));
  };

  const grpc::Status sent = ToGrpc(RefuseInput({Unbalanced()}), kDomain);
  const auto status = make("google.rpc.Status");
  ASSERT_TRUE(status->ParseFromString(sent.error_details()));
  EXPECT_EQ(text(*status, "message"), sent.error_message());
  const proto::Reflection& reflection = *status->GetReflection();
  const auto* details = status->GetDescriptor()->FindFieldByName("details");
  EXPECT_EQ(reflection.GetInt32(
                *status, status->GetDescriptor()->FindFieldByName("code")),
            3);
  ASSERT_EQ(reflection.FieldSize(*status, details), 2);
  const proto::Message& any =
      reflection.GetRepeatedMessage(*status, details, 0);
  EXPECT_EQ(text(any, "type_url"), "type.googleapis.com/google.rpc.ErrorInfo");
  const auto info = make("google.rpc.ErrorInfo");
  ASSERT_TRUE(info->ParseFromString(text(any, "value")));
  EXPECT_EQ(text(*info, "reason"), "VOUCHER_UNBALANCED");
  EXPECT_EQ(text(*info, "domain"), kDomain);
}

}  // namespace
}  // namespace finsam::rpc

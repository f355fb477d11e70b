// A year's folder over real gRPC in process, with fake neighbours: nothing is
// stored anywhere unless everything is right everywhere.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/status.h"
#include "services/gateway/folder_import.h"
#include "tests/gateway/gateway_host.h"

namespace finsam::gateway {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

constexpr const char* kServices[] = {"ledger", "budget", "participants",
                                     "governance"};

using FolderContent = std::vector<std::pair<std::string, std::string>>;

// A folder with something for everybody. Only the gateway's own files are
// read; the fakes take what they get.
FolderContent Folder() {
  FolderContent folder = {
      {"2024.se", "#FLAGGA 0"}, {"association.yaml", "name: x"},
      {"board.csv", "x"},       {"budget.csv", "x"},
      {"counts.csv", "x"},      {"layouts/statements.yaml", "x"}};
  const internal::YearFiles own = SampleFiles();
  for (const auto& file : own.files()) {
    folder.emplace_back(file.name(), file.content());
  }
  return folder;
}

class FolderImportServiceTest : public GatewayHost {
 protected:
  struct Imported {
    absl::Status status;
    std::vector<std::string> progress;  // "checking ledger"
    std::vector<int64_t> added;         // Of each difference.
    v1::ImportFolderResponse::Result result;
  };

  Imported Import(const FolderContent& folder, bool validate_only = false,
                  const std::string& request_id = "r1",
                  const std::string& year = kSampleYear) {
    v1::ImportFolderRequest header;
    header.mutable_header()->set_fiscal_year(year);
    header.mutable_header()->set_request_id(request_id);
    header.mutable_header()->set_validate_only(validate_only);
    std::vector<v1::ImportFolderRequest> messages = {header};
    for (const auto& [name, content] : folder) {
      v1::ImportFolderRequest message;
      message.mutable_chunk()->set_file_name(name);
      message.mutable_chunk()->set_content(content);
      messages.push_back(message);
    }
    return Send(messages);
  }

  Imported Send(const std::vector<v1::ImportFolderRequest>& messages) {
    Imported imported;
    grpc::ClientContext context;
    rpc::SetDeadline(context, absl::Now() + absl::Seconds(20));
    const auto stream = stub_->ImportFolder(&context);
    for (const auto& message : messages) {
      if (!stream->Write(message)) break;
    }
    stream->WritesDone();
    v1::ImportFolderResponse response;
    while (stream->Read(&response)) {
      if (response.has_result()) {
        imported.result = response.result();
      } else if (response.has_difference()) {
        imported.added.push_back(response.difference().added_count());
      } else {
        const std::string said = absl::StrCat(response.progress().stage(), " ",
                                              response.progress().service());
        if (imported.progress.empty() || imported.progress.back() != said) {
          imported.progress.push_back(said);
        }
      }
    }
    imported.status = rpc::FromGrpc(stream->Finish());
    return imported;
  }

  // Whether nothing at all was stored.
  void ExpectNothingStored() {
    EXPECT_EQ(fakes_.StoredCount(), 0);
    const auto years = ListYears(*store_);
    ASSERT_TRUE(years.ok());
    EXPECT_THAT(*years, IsEmpty());
  }
};

std::vector<std::string> ReasonsOf(const absl::Status& status) {
  std::vector<std::string> reasons;
  for (const Problem& problem : ProblemsOf(status)) {
    reasons.push_back(problem.reason);
  }
  return reasons;
}

absl::Status RefusalOf(const std::string& service) {
  return RefuseInput({{Severity::kError, absl::StrCat(service, "-1"), "a", 1,
                       "", "", "", "fel"},
                      {Severity::kError, absl::StrCat(service, "-2"), "a", 2,
                       "", "", "", "fel"}});
}

TEST_F(FolderImportServiceTest, WhatTheBooksChangeIsToldOnce) {
  EXPECT_THAT(Import(Folder()).added, ElementsAre(3));
  EXPECT_THAT(Import(Folder(), /*validate_only=*/true).added, ElementsAre(3));
  // Also when it is the reason for a refusal.
  fakes_.Of("ledger").check_status = Refuse(
      absl::StatusCode::kFailedPrecondition, "VOUCHER_CHANGED", "ändrad");
  const Imported refused = Import(Folder());
  EXPECT_EQ(ReasonOf(refused.status), "VOUCHER_CHANGED");
  EXPECT_THAT(refused.added, ElementsAre(3));
}

TEST_F(FolderImportServiceTest, AnAdditionGoesToTheLedgerAlone) {
  const FolderContent addition = {{"löner.si", "#FLAGGA 0"}};
  for (const bool validate_only : {true, false}) {
    const Imported imported = Import(addition, validate_only);
    ASSERT_TRUE(imported.status.ok()) << imported.status;
    EXPECT_THAT(imported.added, ElementsAre(3));
    ASSERT_EQ(imported.result.services_size(), 1);
    EXPECT_EQ(imported.result.services(0).revision().service(), "ledger");
    EXPECT_EQ(fakes_.StoredCount(), validate_only ? 0 : 1);
  }
  const auto years = ListYears(*store_);
  ASSERT_TRUE(years.ok());
  EXPECT_THAT(*years, IsEmpty());
  // With anything beside it is a year's folder, and wants what one has.
  const Imported folder = Import({addition[0], {"board.csv", "x"}});
  EXPECT_FALSE(folder.status.ok());
}

TEST_F(FolderImportServiceTest, ChecksAllThenStoresAll) {
  const Imported imported = Import(Folder());
  ASSERT_TRUE(imported.status.ok()) << imported.status;
  EXPECT_THAT(
      imported.progress,
      ElementsAre("checking ledger", "checking budget", "checking participants",
                  "checking governance", "checking gateway", "storing ledger",
                  "storing budget", "storing participants",
                  "storing governance", "storing gateway"));
  std::vector<std::string> services;
  for (const auto& service : imported.result.services()) {
    EXPECT_TRUE(service.changed());
    services.push_back(absl::StrCat(service.revision().service(), " ",
                                    service.revision().revision()));
  }
  EXPECT_THAT(services, ElementsAre("ledger 1", "budget 1", "participants 1",
                                    "governance 1", "gateway 1"));
  v1::AssembleReportRequest request;
  request.set_fiscal_year(kSampleYear);
  v1::AssembleReportResponse assembled;
  EXPECT_TRUE(
      Call(&v1::GatewayService::Stub::AssembleReport, request, &assembled)
          .ok());
}

TEST_F(FolderImportServiceTest, EachFileGoesToItsOwner) {
  ASSERT_TRUE(Import(Folder()).status.ok());
  const std::pair<const char*, std::vector<std::string>> expected[] = {
      {"ledger", {"2024.se", "layouts/statements.yaml"}},
      {"budget", {"budget.csv"}},
      {"participants", {"counts.csv"}},
      {"governance", {"association.yaml", "board.csv"}},
  };
  for (const auto& [service, files] : expected) {
    const std::vector<SeenImport> seen = fakes_.Of(service).imports();
    ASSERT_EQ(seen.size(), 2u) << service;
    EXPECT_TRUE(seen[0].validate_only);
    EXPECT_FALSE(seen[1].validate_only);
    EXPECT_EQ(seen[0].files, files);
    EXPECT_EQ(seen[1].files, files);
  }
}

TEST_F(FolderImportServiceTest, EachPartHasANameOfItsOwnTheSameAtARepeat) {
  ASSERT_TRUE(Import(Folder()).status.ok());
  ASSERT_TRUE(Import(Folder()).status.ok());
  ASSERT_TRUE(Import(Folder(), false, "r2").status.ok());
  std::set<std::string> names;
  for (const char* service : kServices) {
    const std::vector<SeenImport> seen = fakes_.Of(service).imports();
    ASSERT_EQ(seen.size(), 6u);
    EXPECT_EQ(seen[1].request_id, seen[3].request_id);
    EXPECT_NE(seen[1].request_id, seen[5].request_id);
    EXPECT_LE(seen[1].request_id.size(), kRequestIdBytesMax);
    names.insert(seen[1].request_id);
  }
  EXPECT_EQ(names.size(), 4u);
}

TEST_F(FolderImportServiceTest, ATryOutStoresNothing) {
  const Imported tried = Import(Folder(), /*validate_only=*/true);
  ASSERT_TRUE(tried.status.ok()) << tried.status;
  EXPECT_EQ(tried.result.services_size(), 5);
  for (const auto& service : tried.result.services()) {
    EXPECT_FALSE(service.changed());
  }
  ExpectNothingStored();
}

TEST_F(FolderImportServiceTest, WhenOneRefusesNothingIsStoredAnywhere) {
  for (const char* service : kServices) {
    SCOPED_TRACE(service);
    fakes_.Of(service).check_status = RefusalOf(service);
    const Imported imported = Import(Folder());
    EXPECT_EQ(imported.status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(
        ReasonsOf(imported.status),
        ElementsAre(absl::StrCat(service, "-1"), absl::StrCat(service, "-2")));
    ExpectNothingStored();
    fakes_.Of(service).check_status = absl::OkStatus();
  }
}

TEST_F(FolderImportServiceTest, ProblemsOfAllAreInTheAnswer) {
  for (const char* service : kServices) {
    fakes_.Of(service).check_status = RefusalOf(service);
  }
  FolderContent folder = Folder();
  for (auto& [name, content] : folder) {
    if (name == "text/resultat.md") content = "{{ inte stängd";
  }
  const Imported imported = Import(folder);
  EXPECT_THAT(ReasonsOf(imported.status),
              ElementsAre("ledger-1", "ledger-2", "budget-1", "budget-2",
                          "participants-1", "participants-2", "governance-1",
                          "governance-2", "TEXT_REFERENCE"));
  ExpectNothingStored();
}

TEST_F(FolderImportServiceTest, WithRefusedFactsReferencesAreNotDoubted) {
  fakes_.Of("ledger").check_status = RefusalOf("ledger");
  const Imported imported = Import(Folder());
  EXPECT_THAT(ReasonsOf(imported.status), Not(Contains("TEXT_FIGURE_UNKNOWN")));
}

TEST_F(FolderImportServiceTest, TheReportsOwnFilesAreChecked) {
  const struct {
    const char* what;
    const char* file;
    const char* content;  // nullptr: the file is not there.
    const char* reason;
  } cases[] = {
      {"no layout", "layouts/annual-report.yaml", nullptr, "FILE_MISSING"},
      {"a bad layout", "layouts/annual-report.yaml", "title: T\n",
       "REPORT_EMPTY"},
      {"no text", "text/resultat.md", nullptr, "REPORT_TEXT_MISSING"},
      {"an unknown figure", "text/resultat.md", "{{ inte/denna/2024 }}",
       "TEXT_FIGURE_UNKNOWN"},
      {"an unknown table", "layouts/annual-report.yaml",
       "title: T\nsections:\n  - title: A\n    content:\n"
       "      - text: text/resultat.md\n      - table: okand\n",
       "REPORT_TABLE_UNKNOWN"},
      {"a published figure", "published.csv",
       "figur;tryckt;enhet\ninte/denna/2024;1;kr\n",
       "PUBLISHED_FIGURE_UNKNOWN"},
  };
  for (const auto& c : cases) {
    SCOPED_TRACE(c.what);
    FolderContent folder;
    for (const auto& file : Folder()) {
      if (file.first != c.file) folder.push_back(file);
    }
    if (c.content != nullptr) folder.emplace_back(c.file, c.content);
    const Imported imported = Import(folder);
    EXPECT_THAT(ReasonsOf(imported.status), Contains(c.reason));
    ExpectNothingStored();
  }
}

TEST_F(FolderImportServiceTest, AContributorThatIsNoMemberIsWarnedOf) {
  FolderContent folder = Folder();
  for (auto& [name, content] : folder) {
    if (name == "association.yaml") {
      content = "members:\n  - {id: fk, name: F}\n  - {id: gnosjo, name: G}\n";
    }
  }
  folder.emplace_back("contributions.csv",
                      "#summa;500\nmedlem;slag;invånare;andel;belopp\n"
                      "fk;stat;;;\ngnosjö;kommun;9500;;\n");
  for (const bool trial : {true, false}) {
    const Imported imported = Import(folder, trial);
    ASSERT_TRUE(imported.status.ok()) << imported.status;
    const auto& own = imported.result.services(4);
    ASSERT_EQ(own.warnings_size(), 1);
    EXPECT_EQ(own.warnings(0).reason(), "MEMBER_UNKNOWN");
    EXPECT_EQ(own.warnings(0).file(), "contributions.csv");
    EXPECT_EQ(own.warnings(0).line(), 4);
    EXPECT_EQ(own.warnings(0).found(), "gnosjö");
  }
}

TEST_F(FolderImportServiceTest, WarningsTravelWithTheResult) {
  fakes_.Of("budget").import_warnings = {
      {Severity::kWarning, "BUDGET_ODD", "budget.csv", 3, "", "", "", "udda"}};
  FolderContent folder = Folder();
  folder.emplace_back("text/utkast.md", "Hej.");
  const Imported imported = Import(folder);
  ASSERT_TRUE(imported.status.ok()) << imported.status;
  ASSERT_EQ(imported.result.services_size(), 5);
  ASSERT_EQ(imported.result.services(1).warnings_size(), 1);
  EXPECT_EQ(imported.result.services(1).warnings(0).reason(), "BUDGET_ODD");
  ASSERT_EQ(imported.result.services(4).warnings_size(), 1);
  EXPECT_EQ(imported.result.services(4).warnings(0).reason(),
            "REPORT_TEXT_UNUSED");
}

TEST_F(FolderImportServiceTest, ServicesWithoutFilesAreLeftAlone) {
  FolderContent folder;
  for (const auto& file : Folder()) {
    if (file.first != "counts.csv") folder.push_back(file);
  }
  ASSERT_TRUE(Import(folder).status.ok());
  EXPECT_THAT(fakes_.Of("participants").imports(), IsEmpty());
}

TEST_F(FolderImportServiceTest, AFileThatIsGoneIsTold) {
  FolderContent folder = Folder();
  ASSERT_TRUE(Import(folder, false, "r1").status.ok());
  std::erase_if(folder,
                [](const auto& file) { return file.first == "counts.csv"; });
  const Imported imported = Import(folder, false, "r2");
  ASSERT_TRUE(imported.status.ok()) << imported.status;
  const auto& own = *imported.result.services().rbegin();
  ASSERT_EQ(own.warnings_size(), 1);
  EXPECT_EQ(own.warnings(0).reason(), "FILE_ABSENT");
  EXPECT_EQ(own.warnings(0).file(), "counts.csv");
}

TEST_F(FolderImportServiceTest, BooksAndAssociationAreAskedForAlsoWhenMissing) {
  Import({});
  EXPECT_EQ(fakes_.Of("ledger").imports().size(), 1u);
  EXPECT_EQ(fakes_.Of("governance").imports().size(), 1u);
  EXPECT_THAT(fakes_.Of("budget").imports(), IsEmpty());
  ExpectNothingStored();
}

TEST_F(FolderImportServiceTest, ASilentServiceEndsTheCheck) {
  for (const char* service : kServices) {
    fakes_.Of(service).check_status = absl::UnavailableError("gone");
    const absl::Status status = Import(Folder()).status;
    EXPECT_EQ(ReasonOf(status), "NEIGHBOUR_UNAVAILABLE") << service;
    EXPECT_THAT(std::string(status.message()), HasSubstr(service));
    ExpectNothingStored();
    fakes_.Of(service).check_status = absl::OkStatus();
  }
}

TEST_F(FolderImportServiceTest, AnInterruptedStoringIsCompletedByARepeat) {
  fakes_.Of("participants").store_status = absl::UnavailableError("gone");
  const absl::Status broken = Import(Folder()).status;
  EXPECT_EQ(broken.code(), absl::StatusCode::kUnavailable);
  EXPECT_EQ(ReasonOf(broken), "IMPORT_INCOMPLETE");
  EXPECT_THAT(std::string(broken.message()), HasSubstr("participants"));
  EXPECT_EQ(fakes_.Of("ledger").stored_count(), 1);
  EXPECT_EQ(fakes_.Of("governance").stored_count(), 0);
  fakes_.Of("participants").store_status = absl::OkStatus();
  const Imported again = Import(Folder());
  ASSERT_TRUE(again.status.ok()) << again.status;
  EXPECT_EQ(fakes_.Of("governance").stored_count(), 1);
  const auto years = ListYears(*store_);
  ASSERT_TRUE(years.ok());
  EXPECT_EQ(years->size(), 1u);
}

TEST_F(FolderImportServiceTest, NamesAreChecked) {
  EXPECT_EQ(ReasonOf(Import(Folder(), false, "r1", "2024").status),
            "NAME_INVALID");
  EXPECT_EQ(ReasonOf(Import(Folder(), false, "").status), "REQUEST_ID_SIZE");
  EXPECT_EQ(ReasonOf(Import(Folder(), false, std::string(65, 'r')).status),
            "REQUEST_ID_SIZE");
  EXPECT_EQ(ReasonsOf(Import({{"bugdet.csv", "x"}}).status),
            std::vector<std::string>{"FILE_UNEXPECTED"});
  for (const char* service : kServices) {
    EXPECT_THAT(fakes_.Of(service).imports(), IsEmpty());
  }
}

TEST_F(FolderImportServiceTest, TheStreamIsAHeaderAndThenPieces) {
  v1::ImportFolderRequest header;
  header.mutable_header()->set_fiscal_year(kSampleYear);
  header.mutable_header()->set_request_id("r1");
  v1::ImportFolderRequest chunk;
  chunk.mutable_chunk()->set_file_name("budget.csv");
  const std::vector<std::vector<v1::ImportFolderRequest>> streams = {
      {}, {chunk}, {{}}, {header, header}, {header, chunk, header}};
  for (const auto& stream : streams) {
    EXPECT_EQ(ReasonOf(Send(stream).status), "STREAM_INVALID");
  }
  ExpectNothingStored();
}

TEST_F(FolderImportServiceTest, ACancelledImportStoresNothing) {
  FolderFiles files;
  for (const auto& [name, content] : Folder()) {
    ASSERT_TRUE(files.Add(name, content).ok());
  }
  const FolderOrder order{kSampleYear, "r1", false,
                          absl::Now() + absl::Seconds(10), ""};
  const auto result = ImportFolder(
      *store_, fakes_.neighbours(), SystemClock(), order, files,
      [](const v1::ImportFolderResponse&) {}, [] { return true; });
  EXPECT_EQ(result.status().code(), absl::StatusCode::kCancelled);
  EXPECT_EQ(ReasonOf(result.status()), "IMPORT_CANCELLED");
  ExpectNothingStored();
}

TEST_F(FolderImportServiceTest, ACallerThatGoesAwayStoresNothing) {
  fakes_.Of("ledger").check_delay = absl::Milliseconds(300);
  grpc::ClientContext context;
  const auto stream = stub_->ImportFolder(&context);
  v1::ImportFolderRequest message;
  message.mutable_header()->set_fiscal_year(kSampleYear);
  message.mutable_header()->set_request_id("r1");
  ASSERT_TRUE(stream->Write(message));
  for (const auto& [name, content] : Folder()) {
    message.mutable_chunk()->set_file_name(name);
    message.mutable_chunk()->set_content(content);
    ASSERT_TRUE(stream->Write(message));
  }
  stream->WritesDone();
  v1::ImportFolderResponse response;
  ASSERT_TRUE(stream->Read(&response));
  EXPECT_EQ(response.progress().stage(), "checking");
  context.TryCancel();
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::CANCELLED);
  server_.reset();  // Waits for the import to end.
  ExpectNothingStored();
}

}  // namespace
}  // namespace finsam::gateway

#include "services/gateway/folder_import.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/rpc/answer.h"
#include "services/gateway/convert.h"
#include "services/gateway/gateway_store.h"
#include "services/gateway/members_file.h"
#include "services/gateway/report_files.h"

namespace finsam::gateway {
namespace {

constexpr size_t kRequestIdHexDigits = 32;

// One service's step: its name and how to order an import from it.
struct Step {
  std::string service;
  std::function<absl::StatusOr<common::v1::ImportResult>(const ImportOrder&)>
      import;
};

class FolderImport {
 public:
  FolderImport(store::Store& store, const Neighbours& neighbours,
               const Clock& clock, const FolderOrder& order,
               const FolderFiles& files, const ImportWatch& watch)
      : store_(store),
        neighbours_(neighbours),
        clock_(clock),
        order_(order),
        files_(files),
        watch_(watch) {}

  absl::Status CheckAll() {
    ASSIGN_OR_RETURN(name_, ParseFiscalYearName(order_.fiscal_year));
    RETURN_IF_ERROR(CheckRequestId(order_.request_id));
    for (const Step& step : Steps()) RETURN_IF_ERROR(CheckOne(step));
    if (files_.IsAddition()) return Checked();
    WarnOfUnknownMembers(Content("governance", kAssociationFile),
                         Content("budget", kContributionsFile), &problems_);
    Say("checking", "gateway", "kontrollerar rapportens layout och texter");
    for (const common::v1::File& file : files_.Of("gateway")) {
      *own_.add_files() = file;
    }
    for (const std::string& name : files_.Names()) own_.add_folder(name);
    RETURN_IF_ERROR(TellAbsentFiles());
    const ReportFiles report = ReadReportFiles(own_, &problems_);
    // With a service's facts refused, its figures are not known either.
    if (!HasErrors()) {
      AddOwnFigureIds();
      CheckReferences(report, name_.year, figure_ids_, table_ids_, &problems_);
    }
    return Checked();
  }

  absl::StatusOr<v1::ImportFolderResponse::Result> StoreAll() {
    v1::ImportFolderResponse::Result result;
    for (const Step& step : Steps()) {
      const ImportOrder order = OrderFor(step.service, /*validate_only=*/false);
      if (order.files.empty()) continue;
      Say("storing", step.service, "lagrar");
      auto stored = step.import(order);
      if (!stored.ok()) {
        return Incomplete(stored.status(), step.service, result);
      }
      *result.add_services() = *std::move(stored);
    }
    if (files_.IsAddition()) return result;
    Say("storing", "gateway", "lagrar");
    const auto written =
        WriteYear(store_, name_, own_, RequestIdFor("gateway"), clock_.Now());
    if (!written.ok()) return Incomplete(written.status(), "gateway", result);
    AddOwnResult(written->head, written->changed, &result);
    return result;
  }

  // What a try-out gives: the checked results.
  v1::ImportFolderResponse::Result Tried() {
    v1::ImportFolderResponse::Result result;
    for (const auto& checked : checked_) *result.add_services() = checked;
    if (files_.IsAddition()) return result;
    AddOwnResult({}, false, &result);
    return result;
  }

 private:
  // Some services have stored their part and one has not: say so, and that a
  // repeat completes it. Before anything was stored, the trouble speaks for
  // itself.
  static absl::Status Incomplete(
      const absl::Status& trouble, const std::string& service,
      const v1::ImportFolderResponse::Result& result) {
    if (result.services().empty()) return trouble;
    return Refuse(
        trouble.code(), "IMPORT_INCOMPLETE",
        absl::StrCat("importen hann inte bli klar: ", service,
                     " lagrade inte sin del (", std::string(trouble.message()),
                     "); importera samma mapp igen, så blir den hel"));
  }

  absl::Status Checked() const {
    return HasErrors() ? RefuseInput(problems_) : absl::OkStatus();
  }

  absl::StatusOr<common::v1::ImportResult> ImportBooks(
      const ImportOrder& order) const {
    return neighbours_.ImportBooks(
        order, order_.deadline,
        {[this, &order](const std::string& text) {
           Say(order.validate_only ? "checking" : "storing", "ledger", text);
         },
         [this, &order](const ledger::v1::BooksDifference& difference) {
           // Once, though the ledger is asked twice.
           if (!order.validate_only) return;
           v1::ImportFolderResponse told;
           *told.mutable_difference() = difference;
           watch_(told);
         }});
  }

  std::vector<Step> Steps() const {
    const Step books = {"ledger", [this](const ImportOrder& order) {
                          return ImportBooks(order);
                        }};
    if (files_.IsAddition()) return {books};
    return {
        books,
        {"budget",
         [this](const ImportOrder& order) {
           return neighbours_.ImportBudget(order, order_.deadline);
         }},
        {"participants",
         [this](const ImportOrder& order) {
           return neighbours_.ImportCounts(order, order_.deadline);
         }},
        {"governance",
         [this](const ImportOrder& order) {
           return neighbours_.ImportGovernance(order, order_.deadline);
         }},
    };
  }

  absl::Status CheckOne(const Step& step) {
    RETURN_IF_ERROR(CheckFiles(step));
    if (step.service == "ledger") RequireLayout();
    return absl::OkStatus();
  }

  // A refused input is kept and the others are checked too; anything else ends
  // the import.
  absl::Status CheckFiles(const Step& step) {
    const ImportOrder order = OrderFor(step.service, /*validate_only=*/true);
    // Books and association are what a year cannot be without.
    const bool required = step.service == "governance" ||
                          (step.service == "ledger" && NeedsBooks());
    if (order.files.empty() && !required) return TakeKept(step.service);
    Say("checking", step.service, "kontrollerar");
    auto result = step.import(order);
    if (result.ok()) {
      for (const auto& warning : result->warnings()) {
        problems_.push_back(rpc::FromProto(warning));
      }
      figure_ids_.insert(figure_ids_.end(), result->figure_ids().begin(),
                         result->figure_ids().end());
      table_ids_.insert(table_ids_.end(), result->table_ids().begin(),
                        result->table_ids().end());
      checked_.push_back(*std::move(result));
      return absl::OkStatus();
    }
    const std::vector<Problem> problems = ProblemsOf(result.status());
    if (problems.empty()) return result.status();
    if (result.status().code() != absl::StatusCode::kInvalidArgument) {
      return result.status();
    }
    problems_.insert(problems_.end(), problems.begin(), problems.end());
    return absl::OkStatus();
  }

  // A year that has begun with nothing but its plan has no books.
  bool NeedsBooks() const {
    return KindsAmong(files_.Names()) !=
           std::vector<ReportKind>{ReportKind::kPlan};
  }

  // The ledger takes books without a layout, but no report comes of them.
  void RequireLayout() {
    const std::vector<std::string> names = files_.Names();
    if (files_.IsAddition() || !NeedsBooks() ||
        std::find(names.begin(), names.end(), kStatementsFile) != names.end()) {
      return;
    }
    problems_.push_back({Severity::kError, "FILE_MISSING", "", 0, "", "",
                         kStatementsFile,
                         absl::StrCat("Filen ", kStatementsFile, " saknas.")});
  }

  // What the gateway makes of a budget's decision.
  void AddOwnFigureIds() {
    const std::string result = absl::StrCat("budget/result/", name_.year);
    if (std::find(figure_ids_.begin(), figure_ids_.end(), result) !=
        figure_ids_.end()) {
      figure_ids_.push_back(BudgetAdoptedId(name_.year));
    }
  }

  // The folder has nothing for the service: what it holds already stays.
  absl::Status TakeKept(const std::string& service) {
    ASSIGN_OR_RETURN(
        const KeptIds kept,
        neighbours_.Kept(service, order_.fiscal_year, order_.deadline));
    figure_ids_.insert(figure_ids_.end(), kept.figures.begin(),
                       kept.figures.end());
    table_ids_.insert(table_ids_.end(), kept.tables.begin(), kept.tables.end());
    return absl::OkStatus();
  }

  // A folder stands for the whole year, so a file that was there before and is
  // not now may be a slip: the person is told what becomes of its facts.
  absl::Status TellAbsentFiles() {
    ASSIGN_OR_RETURN(const auto before, ReadYear(store_, name_));
    if (!before.has_value()) return absl::OkStatus();
    const std::vector<std::string> now = files_.Names();
    for (const std::string& name : before->files.folder()) {
      if (std::find(now.begin(), now.end(), name) != now.end()) continue;
      const std::string owner = OwnerOf(name);
      // The ledger and the gateway take a year's files as one.
      const bool gone = owner == "ledger" || owner == "gateway";
      problems_.push_back(
          {Severity::kWarning, "FILE_ABSENT", name, 0, "", "", "",
           gone ? "filen fanns i förra importen men inte nu; uppgifterna ur "
                  "den tas bort"
                : "filen fanns i förra importen men inte nu; uppgifterna ur "
                  "den gäller fortfarande"});
    }
    return absl::OkStatus();
  }

  // Empty when the folder has no such file.
  std::string Content(const std::string& service,
                      absl::string_view name) const {
    for (const common::v1::File& file : files_.Of(service)) {
      if (file.name() == name) return file.content();
    }
    return "";
  }

  ImportOrder OrderFor(const std::string& service, bool validate_only) const {
    return {order_.fiscal_year, RequestIdFor(service), validate_only,
            files_.Of(service), order_.key};
  }

  // Each service gets a name of its own for its part, the same at a repeat.
  std::string RequestIdFor(const std::string& service) const {
    return Hex(Sha256Parts({order_.request_id, service}))
        .substr(0, kRequestIdHexDigits);
  }

  void AddOwnResult(const store::Head& head, bool changed,
                    v1::ImportFolderResponse::Result* result) const {
    common::v1::ImportResult* own = result->add_services();
    own->mutable_revision()->set_service("gateway");
    own->mutable_revision()->set_revision(head.revision);
    own->mutable_revision()->set_root(head.root);
    own->set_changed(changed);
    const size_t layouts = KindsAmong(files_.Names()).size();
    own->set_summary(
        absl::StrCat(layouts == 1 ? "rapportens layout"
                                  : absl::StrCat(layouts, " rapporters layout"),
                     " och ", static_cast<size_t>(own_.files_size()) - layouts,
                     " andra filer"));
    for (const Problem& problem : problems_) {
      if (problem.reason == "FILE_ABSENT" || problem.reason == kMemberUnknown ||
          OwnerOf(problem.file) == "gateway") {
        rpc::ToProto(problem, own->add_warnings());
      }
    }
  }

  bool HasErrors() const {
    return std::any_of(problems_.begin(), problems_.end(),
                       [](const Problem& problem) {
                         return problem.severity == Severity::kError;
                       });
  }

  void Say(const std::string& stage, const std::string& service,
           const std::string& message) const {
    v1::ImportFolderResponse told;
    told.mutable_progress()->set_stage(stage);
    told.mutable_progress()->set_service(service);
    told.mutable_progress()->set_message(message);
    watch_(told);
  }

  store::Store& store_;
  const Neighbours& neighbours_;
  const Clock& clock_;
  const FolderOrder& order_;
  const FolderFiles& files_;
  const ImportWatch& watch_;
  FiscalYearName name_;
  internal::YearFiles own_;
  std::vector<Problem> problems_;
  std::vector<std::string> figure_ids_;
  std::vector<std::string> table_ids_;
  std::vector<common::v1::ImportResult> checked_;
};

}  // namespace

absl::StatusOr<v1::ImportFolderResponse::Result> ImportFolder(
    store::Store& store, const Neighbours& neighbours, const Clock& clock,
    const FolderOrder& order, const FolderFiles& files,
    const ImportWatch& watch, const std::function<bool()>& cancelled) {
  FolderImport import(store, neighbours, clock, order, files, watch);
  RETURN_IF_ERROR(import.CheckAll());
  if (order.validate_only) return import.Tried();
  if (cancelled()) {
    return Refuse(absl::StatusCode::kCancelled, "IMPORT_CANCELLED",
                  "importen avbröts; inget har lagrats");
  }
  return import.StoreAll();
}

}  // namespace finsam::gateway

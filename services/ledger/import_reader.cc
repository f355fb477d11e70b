#include "services/ledger/import_reader.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace finsam::ledger {
namespace {

// How often progress is told.
constexpr int64_t kProgressStep = 1'000;
// Where vouchers of a type 4I go that name no series.
constexpr char kImportSeries[] = "I";

bool IsError(const Problem& problem) {
  return problem.severity == Severity::kError;
}

// True for a voucher outside the year because its day could not be read, which
// is told already.
bool IsOfUnreadDay(const Problem& problem, const std::vector<Problem>& told) {
  return problem.reason == "VOUCHER_OUTSIDE_YEAR" &&
         std::any_of(told.begin(), told.end(), [&problem](const Problem& one) {
           return IsError(one) && one.line == problem.line &&
                  one.reason == "SIE_DATE";
         });
}

BooksOptions OptionsOf(const ImportReader::Input& input, bool is_import) {
  BooksOptions out{input.name, input.files->books_name(),
                   input.object_dimension};
  if (is_import && input.kept != nullptr) out.import_year = input.kept->year;
  return out;
}

}  // namespace

ImportReader::ImportReader(Input input)
    : input_(std::move(input)),
      is_import_(absl::EndsWithIgnoreCase(input_.files->books_name(), ".si")),
      builder_(OptionsOf(input_, is_import_), &problems_),
      comparison_(input_.files->books_name()) {}

bool ImportReader::ok() const {
  return !builder_.has_errors() &&
         std::none_of(problems_.begin(), problems_.end(), IsError);
}

absl::Status ImportReader::Read() {
  absl::StatusOr<SieReading> reading =
      ReadSie(input_.files->books_name(), input_.files->books(),
              [this](SieVoucher voucher, const SieFile& so_far) {
                return Take(voucher, so_far);
              });
  RETURN_IF_ERROR(reading.status());
  RETURN_IF_ERROR(Begin(reading->file));
  input_.watch->progress("reading", count_);
  const bool whole = reading->ok();
  // The reader's own findings come first, as they are about the file's form.
  std::vector<Problem> own = std::move(problems_);
  problems_ = std::move(reading->problems);
  std::erase_if(own, [this](const Problem& problem) {
    return IsOfUnreadDay(problem, problems_);
  });
  problems_.insert(problems_.end(), std::make_move_iterator(own.begin()),
                   std::make_move_iterator(own.end()));
  file_ = std::move(reading->file);
  books_ = builder_.Finish(file_, whole);
  personal_texts_.Tell(input_.files->books_name(), &problems_);
  if (file_.is_import != is_import_ && whole) {
    Problem problem;
    problem.reason = "SIE_TYPE";
    problem.file = input_.files->books_name();
    problem.field = "#SIETYP";
    problem.found = is_import_ ? std::to_string(file_.type) : "4I";
    problem.expected = is_import_ ? "4I" : "4E";
    problem.message =
        is_import_ ? "En fil som heter *.si ska vara av typ 4I."
                   : "Filen har inga saldon (#UB eller #RES) och är en 4I. "
                     "Årets böcker behöver en 4E; en 4I ska heta *.si.";
    problems_.push_back(std::move(problem));
  }
  if (ok() && is_import_) RETURN_IF_ERROR(CheckImport());
  if (ok() && !is_import_ && !books_.summary) RETURN_IF_ERROR(FindMissing());
  return absl::OkStatus();
}

// What needs the fiscal year, which the file says before its vouchers.
absl::Status ImportReader::Begin(const SieFile& so_far) {
  if (stage_.has_value()) return absl::OkStatus();
  const bool kept_books = input_.kept != nullptr && !input_.kept->summary;
  ASSIGN_OR_RETURN(ChainEnd chain, input_.reader->Chain());
  if (kept_books) {
    ASSIGN_OR_RETURN(fold_, input_.reader->KeptMovements(input_.kept->year));
    has_kept_ = fold_->totals().voucher_count > 0;
    imported_kept_ = input_.kept->imported_count;
    if (has_kept_) {
      seen_.resize(static_cast<size_t>(chain.posting_count) + 1);
    }
  } else {
    FiscalYear year{absl::CivilDay(input_.name.year, 1, 1),
                    absl::CivilDay(input_.name.year, 12, 31)};
    for (const SieYear& said : so_far.years) {
      if (said.index == 0) year = {said.first, said.last};
    }
    fold_.emplace(year);
  }
  stage_.emplace(*input_.store, input_.reader->organisation(), input_.name.year,
                 std::move(chain), &*fold_, input_.keep);
  return absl::OkStatus();
}

absl::Status ImportReader::Take(const SieVoucher& voucher,
                                const SieFile& so_far) {
  RETURN_IF_ERROR(Begin(so_far));
  if (++count_ % kProgressStep == 0) {
    if (input_.watch->is_cancelled()) {
      return absl::CancelledError("import cancelled");
    }
    input_.watch->progress("reading", count_);
  }
  std::optional<ImportedVoucher> taken = builder_.Take(voucher, so_far);
  if (!taken.has_value()) return absl::OkStatus();
  if (is_import_ && taken->content.series.empty()) {
    taken->content.series = kImportSeries;
  }
  ASSIGN_OR_RETURN(const auto kept, FindKept(*taken));
  if (kept.has_value()) return TakeKept(*taken, *kept);
  return TakeNew(*std::move(taken));
}

absl::Status ImportReader::TakeKept(const ImportedVoucher& voucher,
                                    const PostedVoucher& kept) {
  seen_[static_cast<size_t>(kept.place)] = true;
  if (kept.imported) ++imported_seen_;
  comparison_.Compare(
      {input_.name.year, voucher.content.series, voucher.number}, voucher,
      kept);
  return absl::OkStatus();
}

void ImportReader::RefuseNumber(int64_t line, std::string found,
                                std::string message) {
  if (problems_.size() >= kSieProblemsMax) return;
  Problem problem;
  problem.reason = "VOUCHER_NUMBER";
  problem.file = input_.files->books_name();
  problem.line = line;
  problem.field = "vernr";
  problem.found = std::move(found);
  problem.expected = "1, 2, 3 …";
  problem.message = std::move(message);
  problems_.push_back(std::move(problem));
}

// Together with what is posted already; told once.
void ImportReader::RefuseTurnover(int64_t line) {
  if (turnover_refused_) return;
  turnover_refused_ = true;
  Problem problem;
  problem.reason = "VOUCHER_AMOUNT";
  problem.file = input_.files->books_name();
  problem.line = line;
  problem.message =
      "Årets sammanlagda belopp skulle bli större än vad böckerna kan hålla.";
  problems_.push_back(std::move(problem));
}

absl::Status ImportReader::TakeNew(ImportedVoucher voucher) {
  if (voucher.number == 0 && !is_import_) {
    RefuseNumber(voucher.line, "",
                 "Verifikationen saknar nummer. En fil för inläsning i ett "
                 "annat program (4I) kan inte vara årets böcker.");
    return absl::OkStatus();
  }
  if (is_import_) {
    const std::string& series = voucher.content.series;
    ASSIGN_OR_RETURN(const int64_t next, NextNumber(series));
    if (voucher.number == 0) voucher.number = next;
    last_numbers_[series] = std::max(voucher.number, next - 1);
    int64_t earlier_line = 0;
    if (!given_[series].Add(voucher.number, voucher.line, /*keeps_line=*/false,
                            &earlier_line)) {
      RefuseNumber(voucher.line, VoucherName(series, voucher.number),
                   "Numret har redan getts till en verifikation som saknar "
                   "nummer, tidigare i filen.");
      return absl::OkStatus();
    }
  }
  const VoucherRef name{input_.name.year, voucher.content.series,
                        voucher.number};
  comparison_.Added(name, voucher.line);
  personal_texts_.See(voucher.content, voucher.number, voucher.line);
  if (input_.kept != nullptr) {
    const absl::Status open = input_.kept->life.CheckDay(voucher.content.date);
    if (!open.ok()) comparison_.Locked(voucher.line, open);
  }
  PostedVoucher posted;
  posted.fiscal_year = input_.name.year;
  posted.number = voucher.number;
  posted.imported = !is_import_;
  posted.content = std::move(voucher.content);
  if (fold_->totals().turnover + TurnoverOf(posted.content) >
      kYearTurnoverMax) {
    RefuseTurnover(voucher.line);
    return absl::OkStatus();
  }
  // After an error nothing of the file is taken, so nothing more is put.
  if (builder_.has_errors() || turnover_refused_) return absl::OkStatus();
  if (is_import_) alike_.Take(*VoucherView::Read(VoucherBytes(posted)));
  return stage_->Add(&posted);
}

absl::StatusOr<std::optional<PostedVoucher>> ImportReader::FindKept(
    const ImportedVoucher& voucher) {
  if (!has_kept_ || voucher.number == 0) return std::optional<PostedVoucher>();
  const std::string& series = voucher.content.series;
  const bool in_run = run_.has_value() && series == run_series_ &&
                      run_->begin()->first <= voucher.number &&
                      voucher.number <= run_->rbegin()->first;
  if (!in_run) {
    ASSIGN_OR_RETURN(
        run_, input_.reader->FindRun(input_.name.year, series, voucher.number));
    run_series_ = series;
  }
  if (!run_.has_value()) return std::optional<PostedVoucher>();
  const auto found = run_->find(voucher.number);
  if (found == run_->end()) return std::optional<PostedVoucher>();
  return input_.reader->FindPlace(found->second);
}

absl::StatusOr<int64_t> ImportReader::NextNumber(const std::string& series) {
  const auto found = last_numbers_.find(series);
  if (found != last_numbers_.end()) return found->second + 1;
  ASSIGN_OR_RETURN(const int64_t last,
                   input_.reader->KeptLastNumber(input_.name.year, series));
  return last + 1;
}

// What a file of type 4I uses is held against its own chart and the kept one:
// it need not have a whole chart.
absl::Status ImportReader::WarnUndeclared() {
  ASSIGN_OR_RETURN(const Chart kept,
                   input_.reader->ReadChart(input_.name.year));
  std::set<int32_t> accounts;
  for (const SieAccount& account : file_.accounts) {
    accounts.insert(account.number);
  }
  std::set<ObjectRef> objects;
  for (const SieObject& object : file_.objects) {
    objects.insert({object.dimension, object.number});
  }
  const auto warn = [&](absl::string_view reason, int64_t line,
                        absl::string_view what) {
    if (problems_.size() >= kSieProblemsMax) return;
    problems_.push_back({Severity::kWarning, std::string(reason),
                         input_.files->books_name(), line, "#TRANS", "", "",
                         absl::StrCat(what,
                                      " används men finns varken i filen eller "
                                      "i årets kontoplan.")});
  };
  for (const auto& [key, line] : books_.used) {
    if (!kept.HasAccount(key.account) && accounts.insert(key.account).second) {
      warn("ACCOUNT_UNDECLARED", line, absl::StrCat("Konto ", key.account));
    }
    for (const ObjectRef& object : key.objects) {
      if (kept.HasObject(object) || !objects.insert(object).second) continue;
      warn("OBJECT_UNDECLARED", line,
           absl::StrCat("Objekt ", object.object, " i dimension ",
                        object.dimension));
    }
  }
  return absl::OkStatus();
}

absl::Status ImportReader::CheckImport() {
  RETURN_IF_ERROR(WarnUndeclared());
  ASSIGN_OR_RETURN(const bool alike,
                   alike_.AreAllKept(*input_.reader, input_.name.year));
  if (!alike) return absl::OkStatus();
  problems_.push_back(
      {Severity::kWarning, "VOUCHERS_ALIKE", input_.files->books_name(), 0, "",
       "", "",
       absl::StrCat("Var och en av filens ", stage_->added_count(),
                    " nya verifikationer har samma serie, dag, text och rader "
                    "som en som redan är bokförd. Är det samma händelser "
                    "bokförs de två gånger.")});
  return absl::OkStatus();
}

absl::Status ImportReader::FindMissing() {
  if (!has_kept_ || imported_seen_ == imported_kept_) return absl::OkStatus();
  absl::Status status;
  RETURN_IF_ERROR(input_.reader->ScanNumbers(
      input_.name.year, /*after_series=*/"", /*after_number=*/-1,
      [&](const std::string& series, int64_t number, int64_t place) {
        if (seen_[static_cast<size_t>(place)]) return true;
        const auto kept = input_.reader->FindPlace(place);
        status = kept.status();
        if (!status.ok()) return false;
        if (kept->has_value() && (*kept)->imported) {
          comparison_.Missing({input_.name.year, series, number});
        }
        return true;
      }));
  return status;
}

}  // namespace finsam::ledger

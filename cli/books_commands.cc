#include "cli/books_commands.h"

#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"
#include "cli/arguments.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "cli/output_file.h"
#include "cli/voucher_file.h"
#include "common/base/clock.h"
#include "common/base/personal_data.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace led = ledger::v1;

// What one look at a list shows unless all is asked for.
constexpr int kShownMax = 1'000;
constexpr char kMore[] = "… fler finns: lägg till --all\n";

void Warn(const Problem& warning) {
  Complain(absl::StrCat("varning: ", Visible(ProblemLine(warning)), "\n"));
}

absl::Status DoExport(const CommonOptions& common,
                      const ExportOptions& options) {
  led::ExportBooksRequest request;
  ASSIGN_OR_RETURN(const auto format, ParseFormat(options.format));
  request.set_format(format);
  OutputFile file(options.output);
  RETURN_IF_ERROR(file.Open(options.force));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseBooks(common, client));
  request.set_fiscal_year(year.Text());
  ASSIGN_OR_RETURN(const std::vector<Problem> warnings,
                   client.Export(request, [&file](const std::string& piece) {
                     return file.Write(piece);
                   }));
  RETURN_IF_ERROR(file.Commit());
  for (const Problem& warning : warnings) {
    Warn(warning);
  }
  // On standard output the books themselves stand.
  if (options.output.empty()) return absl::OkStatus();
  if (common.json()) {
    const nlohmann::ordered_json json = {{"fiscalYear", year.Text()},
                                         {"format", options.format},
                                         {"file", options.output},
                                         {"bytes", file.byte_count()},
                                         {"warningCount", warnings.size()}};
    Print(json.dump(1) + "\n");
  } else {
    Print(absl::StrCat(options.output, ": ", file.byte_count(), " byte ur ",
                       year.Text(), "\n"));
  }
  return absl::OkStatus();
}

// A refused batch names a voucher by its place; a person looks for a line.
absl::Status InFile(const absl::Status& refused, const std::string& file,
                    const std::vector<FileVoucher>& vouchers) {
  std::vector<Problem> problems = ProblemsOf(refused);
  if (problems.empty()) return refused;
  for (Problem& problem : problems) {
    const auto place = static_cast<size_t>(problem.line);
    if (place < 1 || place > vouchers.size()) continue;
    problem.file = file;
    problem.field.clear();  // The batch's.
    problem.line = vouchers[place - 1].line;
  }
  return Refuse(refused.code(), ReasonOf(refused), refused.message(), problems);
}

absl::Status DoPost(const CommonOptions& common, const PostOptions& options) {
  ASSIGN_OR_RETURN(const std::string content, ReadFile(options.file));
  ASSIGN_OR_RETURN(const std::vector<FileVoucher> read,
                   ReadVouchers(options.file, content));
  for (const Problem& warning : PersonalNumbers(options.file, read)) {
    Warn(warning);
  }
  led::PostVouchersRequest request;
  for (const FileVoucher& voucher : read) {
    *request.add_vouchers() = voucher.voucher;
  }
  led::PostVouchersResponse response;
  std::string head = absl::StrCat(CountText(request.vouchers_size()),
                                  " balanserar; inget är bokfört\n\n");
  if (!options.validate_only) {
    Client client = NewClient(common);
    ASSIGN_OR_RETURN(const FiscalYearName year, ChooseBooks(common, client));
    request.set_fiscal_year(year.Text());
    request.set_request_id(PostingId(year.Text(), options.batch, read));
    auto posted = client.Ask<led::PostVouchersResponse>(request);
    if (!posted.ok()) return InFile(posted.status(), options.file, read);
    response = *std::move(posted);
    head = absl::StrCat(year.Text(), ": ", PostedText(response), "\n\n");
  }
  for (int i = 0; i < response.vouchers_size(); ++i) {
    request.mutable_vouchers(i)->set_number(response.vouchers(i).number());
    request.mutable_vouchers(i)->set_place(response.vouchers(i).place());
  }
  if (common.json()) {
    Print(options.validate_only ? Json(request) : Json(response));
    return absl::OkStatus();
  }
  Print(head +
        VouchersText({request.vouchers().begin(), request.vouchers().end()}));
  return absl::OkStatus();
}

absl::Status DoVoucher(const CommonOptions& common, const std::string& text) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseBooks(common, client));
  led::GetVoucherRequest request;
  request.set_association(year.Association());
  ASSIGN_OR_RETURN(*request.mutable_voucher(), ParseVoucher(text, year.year));
  ASSIGN_OR_RETURN(const auto found,
                   client.Ask<led::GetVoucherResponse>(request));
  Print(common.json() ? Json(found)
                      : VoucherText(found.voucher(), found.has_reversed_by()
                                                         ? &found.reversed_by()
                                                         : nullptr));
  return absl::OkStatus();
}

absl::Status ReadFilter(const VouchersOptions& options,
                        led::VoucherFilter* filter) {
  if (!options.series.empty()) filter->set_series(options.series);
  if (!options.from.empty()) {
    RETURN_IF_ERROR(
        ParseDate("--from", options.from, filter->mutable_first_date()));
  }
  if (!options.to.empty()) {
    RETURN_IF_ERROR(ParseDate("--to", options.to, filter->mutable_last_date()));
  }
  for (const std::string& account : options.accounts) {
    filter->add_accounts(account);
  }
  if (!options.object.empty()) {
    RETURN_IF_ERROR(ParseObject(options.object, filter->mutable_object()));
  }
  if (!options.min.empty()) {
    ASSIGN_OR_RETURN(const int64_t ore, ParseKronor("--min", options.min));
    filter->set_amount_min_ore(ore);
  }
  if (!options.max.empty()) {
    ASSIGN_OR_RETURN(const int64_t ore, ParseKronor("--max", options.max));
    filter->set_amount_max_ore(ore);
  }
  filter->set_text(options.text);
  return absl::OkStatus();
}

absl::Status DoVouchers(const CommonOptions& common,
                        const VouchersOptions& options) {
  led::ListVouchersRequest request;
  RETURN_IF_ERROR(ReadFilter(options, request.mutable_filter()));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseBooks(common, client));
  request.set_fiscal_year(year.Text());
  led::ListVouchersResponse found;
  do {  // A page may hold nothing before the last.
    request.set_page_size(kShownMax);
    ASSIGN_OR_RETURN(auto page, client.Ask<led::ListVouchersResponse>(request));
    found.mutable_vouchers()->MergeFrom(page.vouchers());
    found.set_at_revision(page.at_revision());
    found.set_next_page_token(page.next_page_token());
    request.set_page_token(page.next_page_token());
  } while (!found.next_page_token().empty() &&
           (options.all || found.vouchers_size() < kShownMax));
  if (common.json()) {
    Print(Json(found));
    return absl::OkStatus();
  }
  Print(VouchersText({found.vouchers().begin(), found.vouchers().end()}));
  Print(found.next_page_token().empty()
            ? absl::StrCat("\n", CountText(found.vouchers_size()), "\n")
            : kMore);
  return absl::OkStatus();
}

absl::Status DoAccount(const CommonOptions& common,
                       const AccountOptions& options) {
  led::ListAccountEntriesRequest request;
  request.set_account(options.account);
  request.set_page_size(kShownMax);
  if (!options.from.empty()) {
    RETURN_IF_ERROR(
        ParseDate("--from", options.from, request.mutable_first_date()));
  }
  if (!options.to.empty()) {
    RETURN_IF_ERROR(ParseDate("--to", options.to, request.mutable_last_date()));
  }
  if (!options.object.empty()) {
    RETURN_IF_ERROR(ParseObject(options.object, request.mutable_object()));
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName year, ChooseBooks(common, client));
  request.set_fiscal_year(year.Text());
  ASSIGN_OR_RETURN(auto entries,
                   client.Ask<led::ListAccountEntriesResponse>(request));
  while (options.all && !entries.next_page_token().empty()) {
    request.set_page_token(entries.next_page_token());
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<led::ListAccountEntriesResponse>(request));
    entries.mutable_lines()->MergeFrom(page.lines());
    entries.set_next_page_token(page.next_page_token());
  }
  if (common.json()) {
    Print(Json(entries));
    return absl::OkStatus();
  }
  Print(absl::StrCat(options.account, " ", entries.account_name(), "  (",
                     year.Text(), ")\n\n"));
  Print(AccountText(entries));
  if (!entries.next_page_token().empty()) Print(kMore);
  return absl::OkStatus();
}

// The accounting program goes on numbering its series; a voucher of our own
// among them would stand in the way of its next file.
absl::Status CheckOwnSeries(Client& client, const FiscalYearName& year,
                            const led::VoucherReference& voucher) {
  led::GetVoucherRequest request;
  request.set_association(year.Association());
  *request.mutable_voucher() = voucher;
  ASSIGN_OR_RETURN(const auto found,
                   client.Ask<led::GetVoucherResponse>(request));
  if (!found.voucher().imported()) return absl::OkStatus();
  return Refuse(absl::StatusCode::kInvalidArgument, "SERIES_MISSING",
                "verifikationen kom med en SIE-fil, och dess serie numreras av "
                "ekonomisystemet; ange en egen serie, till exempel --series M");
}

absl::Status DoReverse(const CommonOptions& common,
                       const ReverseOptions& options) {
  led::ReverseVoucherRequest request;
  RETURN_IF_ERROR(ParseDate("--date", options.date, request.mutable_date()));
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(FiscalYearName year, ChooseBooks(common, client));
  ASSIGN_OR_RETURN(*request.mutable_voucher(),
                   ParseVoucher(options.voucher, year.year));
  if (options.series.empty()) {
    RETURN_IF_ERROR(CheckOwnSeries(client, year, request.voucher()));
  }
  if (options.in_year != 0) year.year = options.in_year;
  request.set_fiscal_year(year.Text());
  request.set_request_id(NewRandomIdSource()->Next());
  request.set_reason(options.reason);
  if (HoldsIdentityNumber(options.reason)) Warn(PersonalNumber("--reason"));
  request.set_series(options.series);
  ASSIGN_OR_RETURN(const auto posted,
                   client.Ask<led::PostVoucherResponse>(request));
  Print(common.json() ? Json(posted) : VoucherText(posted.voucher(), nullptr));
  return absl::OkStatus();
}

}  // namespace

int RunExport(const CommonOptions& common, const ExportOptions& options) {
  return Finish(DoExport(common, options), common);
}

int RunPost(const CommonOptions& common, const PostOptions& options) {
  return Finish(DoPost(common, options), common,
                /*stores=*/!options.validate_only);
}

int RunVoucher(const CommonOptions& common, const std::string& voucher) {
  return Finish(DoVoucher(common, voucher), common);
}

int RunVouchers(const CommonOptions& common, const VouchersOptions& options) {
  return Finish(DoVouchers(common, options), common);
}

int RunAccount(const CommonOptions& common, const AccountOptions& options) {
  return Finish(DoAccount(common, options), common);
}

int RunReverse(const CommonOptions& common, const ReverseOptions& options) {
  return Finish(DoReverse(common, options), common, /*stores=*/true);
}

}  // namespace finsam::cli

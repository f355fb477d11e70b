#include "cli/year_commands.h"

#include <optional>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "cli/arguments.h"
#include "cli/books_text.h"
#include "cli/output.h"
#include "common/base/clock.h"
#include "common/base/status.h"
#include "common/figure/convert.h"

namespace finsam::cli {
namespace {

namespace led = ledger::v1;

std::string NewRequestId() { return NewRandomIdSource()->Next(); }

// Asks about the year, and shows it as it then is.
template <typename Request>
absl::Status ShowYear(const CommonOptions& common, const FiscalYearName& year,
                      Request request, Client& client) {
  request.set_fiscal_year(year.Text());
  ASSIGN_OR_RETURN(const auto answer,
                   client.Ask<led::FiscalYearResponse>(request));
  Print(common.json() ? Json(answer) : YearText(answer.fiscal_year()));
  return absl::OkStatus();
}

absl::StatusOr<led::FiscalYear> AskYear(const FiscalYearName& name,
                                        Client& client) {
  led::GetFiscalYearRequest request;
  request.set_fiscal_year(name.Text());
  ASSIGN_OR_RETURN(auto answer, client.Ask<led::FiscalYearResponse>(request));
  return std::move(*answer.mutable_fiscal_year());
}

absl::Status DoLock(const CommonOptions& common, const LockOptions& options) {
  led::SetPeriodLockRequest request;
  if (!options.through.empty()) {
    RETURN_IF_ERROR(ParseDate("--through", options.through,
                              request.mutable_locked_through()));
  }
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName name, ChooseBooks(common, client));
  const auto through = DateFromProto(request.locked_through());
  if (!options.lift && through.has_value()) {
    ASSIGN_OR_RETURN(const led::FiscalYear year, AskYear(name, client));
    RETURN_IF_ERROR(CheckNotLoosened(year, *through));
  }
  request.set_request_id(NewRequestId());
  request.set_reason(options.reason);
  return ShowYear(common, name, request, client);
}

// Whether the books have no voucher from `first` to the year's last day.
absl::StatusOr<bool> IsEmptyFrom(const FiscalYearName& name,
                                 absl::CivilDay first, Client& client) {
  led::ListVouchersRequest request;
  request.set_fiscal_year(name.Text());
  request.set_page_size(1);
  ToProto(first, request.mutable_filter()->mutable_first_date());
  while (true) {  // A page may hold nothing before the last.
    ASSIGN_OR_RETURN(const auto page,
                     client.Ask<led::ListVouchersResponse>(request));
    if (page.vouchers_size() > 0) return false;
    if (page.next_page_token().empty()) return true;
    request.set_page_token(page.next_page_token());
  }
}

absl::Status CheckFinished(const FiscalYearName& name, bool yes,
                           Client& client) {
  ASSIGN_OR_RETURN(const led::FiscalYear year, AskYear(name, client));
  const auto last = DateFromProto(year.last());
  // What cannot be closed at all is the ledger's to refuse.
  if (year.closed() || year.summary() || !last.has_value()) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(
      const bool is_empty,
      IsEmptyFrom(name, absl::CivilDay(absl::CivilMonth(*last)), client));
  const absl::CivilDay today =
      absl::ToCivilDay(SystemClock().Now(), absl::LocalTimeZone());
  const std::vector<std::string> why = WhyUnfinished(year, today, is_empty);
  if (why.empty()) return absl::OkStatus();
  const std::string sentence = absl::StrCat(
      "räkenskapsåret ser inte färdigt ut: ", absl::StrJoin(why, "; "));
  if (!yes) {
    return Refuse(absl::StatusCode::kFailedPrecondition, "YEAR_UNFINISHED",
                  absl::StrCat(sentence,
                               ". Lägg till --yes för att stänga "
                               "det ändå"));
  }
  Complain(absl::StrCat("varning: ", sentence, "\n"));
  return absl::OkStatus();
}

absl::Status DoClose(const CommonOptions& common, const CloseOptions& options) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName name, ChooseBooks(common, client));
  RETURN_IF_ERROR(CheckFinished(name, options.yes, client));
  led::CloseFiscalYearRequest request;
  request.set_request_id(NewRequestId());
  request.set_capital_account(options.capital_account);
  request.set_reason(options.reason);
  return ShowYear(common, name, request, client);
}

absl::Status DoReopen(const CommonOptions& common, const std::string& reason) {
  Client client = NewClient(common);
  ASSIGN_OR_RETURN(const FiscalYearName name, ChooseBooks(common, client));
  led::ReopenFiscalYearRequest request;
  request.set_request_id(NewRequestId());
  request.set_reason(reason);
  return ShowYear(common, name, request, client);
}

absl::Status DoYear(const CommonOptions& common) {
  Client client = NewClient(common);
  if (common.year != 0) {
    ASSIGN_OR_RETURN(const FiscalYearName name, ChooseBooks(common, client));
    return ShowYear(common, name, led::GetFiscalYearRequest(), client);
  }
  FiscalYearName name;
  ASSIGN_OR_RETURN(name.organisation, ChooseAssociation(common, client));
  led::ListFiscalYearsRequest request;
  request.set_association(name.Association());
  ASSIGN_OR_RETURN(const auto years,
                   client.Ask<led::ListFiscalYearsResponse>(request));
  Print(common.json()
            ? Json(years)
            : YearsText(years) +
                  "\nMed --year visas ett års lås och stängningar.\n");
  return absl::OkStatus();
}

}  // namespace

std::vector<std::string> WhyUnfinished(const led::FiscalYear& year,
                                       absl::CivilDay today,
                                       bool last_month_is_empty) {
  std::vector<std::string> out;
  const std::optional<absl::CivilDay> last = DateFromProto(year.last());
  if (!last.has_value()) return out;
  if (today <= *last) {
    out.push_back(absl::StrCat("det är inte slut förrän ",
                               absl::FormatCivilTime(*last), " har gått"));
  }
  if (last_month_is_empty) {
    out.push_back(absl::StrCat("dess sista månad, ",
                               absl::FormatCivilTime(absl::CivilMonth(*last)),
                               ", har inga verifikationer"));
  }
  return out;
}

absl::Status CheckNotLoosened(const led::FiscalYear& year,
                              absl::CivilDay through) {
  const auto locked = DateFromProto(year.locked_through());
  if (!locked.has_value() || *locked <= through) return absl::OkStatus();
  return Refuse(
      absl::StatusCode::kFailedPrecondition, "LOCK_LOOSENED",
      absl::StrCat("året är låst till och med ", absl::FormatCivilTime(*locked),
                   "; ett lås till och med ", absl::FormatCivilTime(through),
                   " öppnar dagarna däremellan. Är det meningen, lägg till "
                   "--lift"));
}

int RunLock(const CommonOptions& common, const LockOptions& options) {
  return Finish(DoLock(common, options), common, /*stores=*/true);
}

int RunClose(const CommonOptions& common, const CloseOptions& options) {
  return Finish(DoClose(common, options), common, /*stores=*/true);
}

int RunReopen(const CommonOptions& common, const std::string& reason) {
  return Finish(DoReopen(common, reason), common, /*stores=*/true);
}

int RunYear(const CommonOptions& common) {
  return Finish(DoYear(common), common);
}

}  // namespace finsam::cli

#include "services/gateway/http_counts.h"

#include <httplib.h>

#include <cstdint>
#include <string>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/base/status.h"
#include "services/gateway/http_books.h"

namespace finsam::gateway {
namespace {

namespace par = participants::v1;

constexpr char kJsonType[] = "application/json; charset=utf-8";

absl::Status Invalid(const std::string& message) {
  return Refuse(absl::StatusCode::kInvalidArgument, "HTTP_INVALID", message);
}

// Asks as the viewer, and answers with what was said.
template <typename Answer, typename Question>
absl::Status Pass(const Counts& counts, const Question& question,
                  const Viewer& viewer, absl::Time deadline,
                  httplib::Response* response) {
  Answer answer;
  RETURN_IF_ERROR(counts.Pass(question, viewer.key, deadline, &answer));
  response->set_content(ToJson(answer), kJsonType);
  return absl::OkStatus();
}

std::string AssociationOf(const httplib::Request& request) {
  return absl::StrCat("associations/", request.matches[1].str());
}

absl::StatusOr<int32_t> YearFrom(const std::string& text) {
  int32_t year = 0;
  if (absl::SimpleAtoi(text, &year)) return year;
  return Invalid("ett år skrivs 2024");
}

}  // namespace

absl::StatusOr<Viewer> ViewerOf(const httplib::Request& request) {
  Viewer viewer;
  const std::string audience = request.get_param_value("audience");
  if (audience == "office" || audience == "kansli") {
    viewer.audience = common::v1::OFFICE;
  } else if (audience == "members" || audience == "medlemmar") {
    viewer.audience = common::v1::MEMBERS;
  } else if (!audience.empty() && audience != "public" &&
             audience != "allmänhet") {
    return Invalid("audience är allmänhet, medlemmar eller kansli");
  }
  const std::string header = request.get_header_value("Authorization");
  absl::string_view key = header;
  if (absl::ConsumePrefix(&key, "Bearer ")) viewer.key = std::string(key);
  return viewer;
}

absl::Status AnswerStatistics(const Counts& counts,
                              const httplib::Request& request,
                              absl::Time deadline,
                              httplib::Response* response) {
  ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
  par::GetStatisticsRequest question;
  question.set_fiscal_year(FiscalYearOf(request));
  question.set_audience(viewer.audience);
  return Pass<par::GetStatisticsResponse>(counts, question, viewer, deadline,
                                          response);
}

absl::Status AnswerReleases(const Counts& counts,
                            const httplib::Request& request,
                            absl::Time deadline, httplib::Response* response) {
  par::ListReleasesRequest question;
  question.set_association(AssociationOf(request));
  int32_t size = 0;
  RETURN_IF_ERROR(ReadNumber(request, "page_size", &size));
  question.set_page_size(size);
  question.set_page_token(request.get_param_value("page_token"));
  return Pass<par::ListReleasesResponse>(counts, question, {}, deadline,
                                         response);
}

absl::Status AnswerYears(const Counts& counts, const httplib::Request& request,
                         absl::Time deadline, httplib::Response* response) {
  ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
  par::CompareYearsRequest question;
  question.set_association(AssociationOf(request));
  question.set_audience(viewer.audience);
  const std::string years = request.get_param_value("years");
  for (const absl::string_view text : absl::StrSplit(years, ',')) {
    ASSIGN_OR_RETURN(const int32_t year, YearFrom(std::string(text)));
    question.add_years(year);
  }
  return Pass<par::CompareYearsResponse>(counts, question, viewer, deadline,
                                         response);
}

absl::Status AnswerNation(const Counts& counts, const httplib::Request& request,
                          absl::Time deadline, httplib::Response* response) {
  ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
  par::GetNationalStatisticsRequest question;
  ASSIGN_OR_RETURN(const int32_t year, YearFrom(request.matches[1].str()));
  question.set_year(year);
  question.set_audience(viewer.audience);
  return Pass<par::GetNationalStatisticsResponse>(counts, question, viewer,
                                                  deadline, response);
}

}  // namespace finsam::gateway

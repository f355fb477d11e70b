#include "services/gateway/http_door.h"

#include <httplib.h>

#include <nlohmann/json.hpp>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/base/log.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/gateway/convert.h"
#include "services/gateway/http_books.h"
#include "services/gateway/http_budget.h"
#include "services/gateway/http_counts.h"
#include "services/gateway/http_decisions.h"
#include "services/gateway/pages.h"
#include "services/gateway/render_html.h"

namespace finsam::gateway {
namespace {

constexpr absl::Duration kRequestTimeout = absl::Seconds(15);
constexpr absl::Duration kExportTimeout = absl::Minutes(10);
constexpr size_t kBodyBytesMax = 64 << 10;
constexpr size_t kPathShownMax = 200;
constexpr char kJsonType[] = "application/json; charset=utf-8";
constexpr char kHtmlType[] = "text/html; charset=utf-8";
constexpr char kYearPath[] = R"(/associations/(\d+)/fiscalYears/(\d+))";
// As a report's name ends, or as its layout's file is called.
constexpr char kReportPath[] =
    "/(annualReport|interimReport|activityPlan|annual-report|interim-report|"
    "activity-plan)";

// Of a format but HTML, which has none.
constexpr char kFormatEndings[] = R"((\.(?:json|txt|pdf|csv|xlsx)))";

v1::RenderReportRequest::Format FormatOf(const std::string& ending) {
  if (ending == ".json") return v1::RenderReportRequest::JSON;
  if (ending == ".txt") return v1::RenderReportRequest::TEXT;
  if (ending == ".pdf") return v1::RenderReportRequest::PDF;
  if (ending == ".csv") return v1::RenderReportRequest::CSV;
  if (ending == ".xlsx") return v1::RenderReportRequest::XLSX;
  return v1::RenderReportRequest::HTML;
}

// Of a path with a report.
v1::ReportKind KindOf(const httplib::Request& request) {
  const std::string report = request.matches[3];
  if (absl::StartsWith(report, "interim")) return v1::INTERIM_REPORT;
  if (absl::StartsWith(report, "activity")) return v1::ACTIVITY_PLAN;
  return v1::ANNUAL_REPORT;
}

int HttpCode(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kOutOfRange:
      return 400;
    case absl::StatusCode::kPermissionDenied:
      return 403;
    case absl::StatusCode::kNotFound:
      return 404;
    case absl::StatusCode::kAlreadyExists:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kAborted:
      return 409;
    case absl::StatusCode::kDeadlineExceeded:
      return 504;
    case absl::StatusCode::kUnavailable:
      return 503;
    default:
      return 500;
  }
}

nlohmann::ordered_json ProblemJson(const Problem& problem) {
  return {{"reason", problem.reason},  {"file", problem.file},
          {"line", problem.line},      {"field", problem.field},
          {"found", problem.found},    {"expected", problem.expected},
          {"message", problem.message}};
}

void AnswerProblem(const absl::Status& status, httplib::Response& response) {
  const std::string reason = ReasonOf(status);
  if (reason.empty()) {
    LogError("http", {{"trouble", std::string(status.message())}});
  }
  nlohmann::ordered_json body;
  body["type"] = reason.empty() ? "about:blank"
                                : absl::StrCat("urn:finsam:reason:", reason);
  body["title"] = reason.empty() ? "Ett fel inträffade" : reason;
  body["status"] = HttpCode(status.code());
  body["detail"] = reason.empty() ? "Ett internt fel inträffade."
                                  : std::string(status.message());
  for (const Problem& problem : ProblemsOf(status)) {
    body["problems"].push_back(ProblemJson(problem));
  }
  response.status = HttpCode(status.code());
  response.set_content(
      body.dump(2, ' ', false,
                nlohmann::ordered_json::error_handler_t::replace),
      "application/problem+json; charset=utf-8");
}

// What the library itself refuses: an unknown path, a line too long.
void AnswerHttpError(const httplib::Request& request,
                     httplib::Response& response) {
  const int status = response.status;
  if (status == 404) {
    const bool reads = request.method == "GET" || request.method == "HEAD";
    AnswerProblem(
        reads ? Refuse(absl::StatusCode::kNotFound, "PATH_UNKNOWN",
                       absl::StrCat("det finns inget på ",
                                    Shortened(request.path, kPathShownMax)))
              : Refuse(absl::StatusCode::kUnimplemented, "METHOD_UNKNOWN",
                       "här går det bara att läsa, med GET"),
        response);
    if (!reads) response.status = 405;
    return;
  }
  AnswerProblem(Refuse(absl::StatusCode::kInvalidArgument, "HTTP_INVALID",
                       "begäran gick inte att förstå"),
                response);
  response.status = status;
}

}  // namespace

struct HttpDoor::State {
  State(const Gateway& the_gateway, const Publishing& the_publishing,
        const Clock& the_clock)
      : gateway(the_gateway), publishing(the_publishing), clock(the_clock) {}

  absl::Time Deadline() const { return clock.Now() + kRequestTimeout; }

  // The report with each figure linked to its origin, and the findings.
  absl::Status ReportPage(const httplib::Request& request,
                          httplib::Response& response) const {
    ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
    ASSIGN_OR_RETURN(const AssembledYear year,
                     gateway.Assemble(FiscalYearOf(request), KindOf(request),
                                      viewer, Deadline()));
    v1::Report report;
    ToProto(year.report, year.key().Text(), &report);
    ASSIGN_OR_RETURN(const v1::CheckReportResponse checked,
                     publishing.Check(year));
    HtmlOptions options;
    options.figure_link_prefix =
        absl::StrCat(request.matches[3].str(), "/figures?id=");
    options.findings = &checked.findings();
    response.set_content(RenderHtml(report, options), kHtmlType);
    return absl::OkStatus();
  }

  absl::Status ReportAs(const httplib::Request& request,
                        httplib::Response& response) const {
    v1::RenderReportRequest question;
    question.set_fiscal_year(FiscalYearOf(request));
    question.set_kind(KindOf(request));
    question.set_format(FormatOf(request.matches[4]));
    question.set_table(request.get_param_value("table"));
    ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
    question.set_audience(viewer.audience);
    ASSIGN_OR_RETURN(const v1::RenderReportResponse rendered,
                     gateway.Render(question, viewer.key, Deadline()));
    response.set_content(rendered.content(), rendered.content_type().c_str());
    return absl::OkStatus();
  }

  // A frozen version; what follows the version is its format.
  absl::Status Version(const httplib::Request& request,
                       httplib::Response& response) const {
    const ReportKey report{
        ParseFiscalYearName(FiscalYearOf(request)).value_or(FiscalYearName()),
        KindFromProto(KindOf(request))};
    ASSIGN_OR_RETURN(const FrozenVersion version,
                     publishing.Get(absl::StrCat(report.Text(), "/versions/",
                                                 request.matches[4].str())));
    ASSIGN_OR_RETURN(const v1::RenderReportResponse rendered,
                     RenderFrozen(version, FormatOf(request.matches[5]),
                                  request.get_param_value("table")));
    response.set_content(rendered.content(), rendered.content_type().c_str());
    return absl::OkStatus();
  }

  absl::Status Findings(const httplib::Request& request,
                        httplib::Response& response) const {
    ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
    ASSIGN_OR_RETURN(const AssembledYear year,
                     gateway.Assemble(FiscalYearOf(request), KindOf(request),
                                      viewer, Deadline()));
    ASSIGN_OR_RETURN(v1::CheckReportResponse answer, publishing.Check(year));
    answer.clear_sources();
    response.set_content(ToJson(answer), kJsonType);
    return absl::OkStatus();
  }

  absl::Status FigureOrigin(const httplib::Request& request,
                            httplib::Response& response) const {
    v1::ExplainFigureRequest question;
    question.set_fiscal_year(FiscalYearOf(request));
    question.set_kind(KindOf(request));
    question.set_figure_id(request.get_param_value("id"));
    question.set_page_token(request.get_param_value("page_token"));
    ASSIGN_OR_RETURN(const Viewer viewer, ViewerOf(request));
    question.set_audience(viewer.audience);
    ASSIGN_OR_RETURN(const v1::ExplainFigureResponse explained,
                     gateway.Explain(question, viewer.key, Deadline()));
    if (request.get_param_value("format") == "json") {
      response.set_content(ToJson(explained), kJsonType);
      return absl::OkStatus();
    }
    response.set_content(
        RenderFigurePage(explained,
                         absl::StrCat("/", question.fiscal_year(), "/",
                                      request.matches[3].str())),
        kHtmlType);
    return absl::OkStatus();
  }

  absl::Status YearsPage(const httplib::Request&,
                         httplib::Response& response) const {
    ASSIGN_OR_RETURN(const auto years, gateway.Years());
    std::vector<ListedReport> reports;
    for (const auto& [name, kinds] : years) {
      for (const ReportKind kind : kinds) {
        const ReportKey key{name, kind};
        ASSIGN_OR_RETURN(const int version, publishing.PublishedVersion(key));
        reports.push_back({key, version});
      }
    }
    response.set_content(RenderYearsPage(reports), kHtmlType);
    return absl::OkStatus();
  }

  using Handler = absl::Status (State::*)(const httplib::Request&,
                                          httplib::Response&) const;
  void Route(const std::string& path, Handler handler) {
    server.Get(path, [this, handler](const httplib::Request& request,
                                     httplib::Response& response) {
      const absl::Status status = (this->*handler)(request, response);
      if (!status.ok()) AnswerProblem(status, response);
    });
  }

  using BooksHandler = absl::Status (*)(const Books&, const httplib::Request&,
                                        absl::Time, httplib::Response*);
  void RouteBooks(const std::string& path, BooksHandler handler,
                  absl::Duration timeout = kRequestTimeout) {
    server.Get(absl::StrCat(kYearPath, path),
               [this, handler, timeout](const httplib::Request& request,
                                        httplib::Response& response) {
                 const absl::Status status =
                     handler(gateway.books(), request, clock.Now() + timeout,
                             &response);
                 if (!status.ok()) AnswerProblem(status, response);
               });
  }

  using BudgetHandler = absl::Status (*)(const Budgets&,
                                         const httplib::Request&, absl::Time,
                                         httplib::Response*);
  void RouteBudget(const std::string& path, BudgetHandler handler) {
    server.Get(absl::StrCat(kYearPath, "/budget", path),
               [this, handler](const httplib::Request& request,
                               httplib::Response& response) {
                 const absl::Status status =
                     handler(gateway.budgets(), request, Deadline(), &response);
                 if (!status.ok()) AnswerProblem(status, response);
               });
  }

  void RouteCounts(const std::string& path, CountsHandler handler) {
    server.Get(path, [this, handler](const httplib::Request& request,
                                     httplib::Response& response) {
      const absl::Status status =
          handler(gateway.counts(), request, Deadline(), &response);
      if (!status.ok()) AnswerProblem(status, response);
    });
  }

  void RouteDecisions(const DecisionsRoute& route) {
    server.Get(route.path, [this, route](const httplib::Request& request,
                                         httplib::Response& response) {
      const absl::Status status =
          route.handler(gateway.decisions(), request, Deadline(), &response);
      if (!status.ok()) AnswerProblem(status, response);
    });
  }

  void RouteAll() {
    const std::string report = absl::StrCat(kYearPath, kReportPath);
    Route("/", &State::YearsPage);
    Route(report, &State::ReportPage);
    Route(absl::StrCat(report, kFormatEndings), &State::ReportAs);
    Route(absl::StrCat(report, R"(/versions/(\d+|latest)(?:)", kFormatEndings,
                       "|)"),
          &State::Version);
    Route(absl::StrCat(report, "/findings"), &State::Findings);
    Route(absl::StrCat(report, "/figures"), &State::FigureOrigin);
    RouteBooks("/voucher", AnswerVoucher);
    RouteBooks(R"(/accounts/(\d{1,9})/entries)", AnswerAccountEntries);
    RouteBooks("/export", AnswerExport, kExportTimeout);
    RouteBudget("", AnswerBudget);
    RouteBudget("/versions", AnswerBudgetVersions);
    RouteBudget("/contributions", AnswerContributions);
    RouteBudget("/statements", AnswerStatements);
    RouteBudget("/capital", AnswerCapital);
    RouteCounts(absl::StrCat(kYearPath, "/statistics"), AnswerStatistics);
    RouteCounts(R"(/associations/(\d+)/releases)", AnswerReleases);
    RouteCounts(R"(/associations/(\d+)/statistics)", AnswerYears);
    RouteCounts(R"(/nation/fiscalYears/(\d+)/statistics)", AnswerNation);
    for (const DecisionsRoute& route : kDecisionsPaths) RouteDecisions(route);
    server.Get("/healthz",
               [](const httplib::Request&, httplib::Response& response) {
                 response.set_content("ok\n", "text/plain; charset=utf-8");
               });
    server.set_error_handler(
        [](const httplib::Request& request, httplib::Response& response) {
          if (!response.body.empty()) return;
          AnswerHttpError(request, response);
        });
    // Many ranges of one answer would be a way to fill the memory; nobody
    // needs pieces of a page.
    server.set_pre_routing_handler(
        [](const httplib::Request& request, httplib::Response& response) {
          if (!request.has_header("Range")) {
            return httplib::Server::HandlerResponse::Unhandled;
          }
          AnswerProblem(
              Refuse(absl::StatusCode::kInvalidArgument, "RANGE_UNSUPPORTED",
                     "svaret ges bara helt, inte i delar"),
              response);
          return httplib::Server::HandlerResponse::Handled;
        });
    server.set_default_headers(
        {{"X-Content-Type-Options", "nosniff"}, {"Cache-Control", "no-cache"}});
    server.set_logger(
        [](const httplib::Request& request, const httplib::Response& response) {
          if (request.path == "/healthz") return;
          LogInfo("http", {{"method", request.method},
                           {"status", absl::StrCat(response.status)}});
        });
    server.set_payload_max_length(kBodyBytesMax);
  }

  const Gateway& gateway;
  const Publishing& publishing;
  const Clock& clock;
  httplib::Server server;
  std::thread thread;
};

HttpDoor::HttpDoor(const Gateway& gateway, const Publishing& publishing,
                   const Clock& clock)
    : state_(std::make_unique<State>(gateway, publishing, clock)) {
  state_->RouteAll();
}

HttpDoor::~HttpDoor() {
  if (!state_->thread.joinable()) return;
  state_->server.stop();
  state_->thread.join();
}

absl::StatusOr<std::string> HttpDoor::Start(const std::string& address) {
  const size_t colon = address.rfind(':');
  int port = 0;
  if (colon == std::string::npos ||
      !absl::SimpleAtoi(address.substr(colon + 1), &port) || port < 0 ||
      port > 65'535) {
    return absl::InvalidArgumentError("the HTTP address is not HOST:PORT");
  }
  const std::string host = address.substr(0, colon);
  // The library would let two processes share a port; ours may not.
  // What it may have is its own port back while old connections linger.
  state_->server.set_socket_options([](socket_t socket) {
    const int yes = 1;
    setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof(yes));
  });
  if (port == 0) {
    port = state_->server.bind_to_any_port(host.c_str());
    if (port < 0) return absl::UnavailableError("no port to listen on");
  } else if (!state_->server.bind_to_port(host.c_str(), port)) {
    return absl::UnavailableError(
        absl::StrCat("cannot listen on ", address, ": is the port in use?"));
  }
  state_->thread = std::thread([this] { state_->server.listen_after_bind(); });
  return absl::StrCat(host, ":", port);
}

}  // namespace finsam::gateway

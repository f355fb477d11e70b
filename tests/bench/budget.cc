// finsam-bench-budget: a budget service with many associations and years on
// disk, asked every question. Prints a Markdown table of how long the service
// takes, from the message it was sent to the bytes of its answer, and what
// memory and disk it takes. The wire is left out: it is gRPC's.

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/rpc/answer.h"
#include "common/store/rocks_store.h"
#include "services/budget/budget_service.h"
#include "tests/bench/measure.h"
#include "tests/bench/timing.h"

namespace finsam::bench {
namespace {

namespace v1 = budget::v1;
using Service = budget::BudgetService;

constexpr int kFirstYear = 2011;
constexpr int kLines = 20;
constexpr int kMembers = 8;
constexpr int kForecastsOfAYear = 3;

struct Options {
  std::string folder = "build/bench/budget.data";
  int associations = 80;
  int years = 15;
  int rounds = 2'000;
};

int64_t Kronor(int association, int year, int line) {
  return 100'000 + (association * 31 + year * 17 + line * 7) % 97 * 5'000;
}

void AddFile(const std::string& name, const std::string& content,
             v1::ImportBudgetRequest* request) {
  common::v1::File* file = request->add_files();
  file->set_name(name);
  file->set_content(content);
}

std::string BudgetFile(int association, int year) {
  std::string file =
      absl::StrCat("#fastställd;", year - 1, "-11-28\n#beslut;styrelsen § ",
                   association, "\n#ingående kapital;2 000 000;prognos\n",
                   "rad;benämning;grupp;slag;belopp;plan ", year + 1, ";plan ",
                   year + 2, ";medlem;insats;kostnadsslag;kommentar\n");
  for (int i = 0; i < kLines; ++i) {
    const int64_t kronor = Kronor(association, year, i);
    const bool income = i < kMembers;
    absl::StrAppend(&file, "rad-", i, ";Benämning av rad ", i, ";",
                    income   ? "Medlemsbidrag"
                    : i < 15 ? "Verksamheter"
                             : "Administration",
                    income ? ";intäkt;" : ";kostnad;", kronor, ";", kronor, ";",
                    kronor, ";", income ? absl::StrCat("m-", i) : "",
                    ";insats;personal;en kort kommentar\n");
  }
  return file;
}

std::string ContributionFile() {
  std::string file = "#summa;5 000 000\nmedlem;slag;invånare;andel\n";
  for (int i = 0; i < kMembers; ++i) {
    absl::StrAppend(&file, "m-", i, ";",
                    i == 0   ? "stat;;\n"
                    : i == 1 ? "region;;\n"
                             : absl::StrCat("kommun;", 9'000 + i * 500, ";\n"));
  }
  return file;
}

std::string InstalmentFile(int year) {
  std::string file = "medlem;rad;fakturerad;belopp;från;till;betald\n";
  for (int i = 0; i < kMembers; ++i) {
    for (const auto& [first, last] : {std::pair("01", "06"), {"07", "12"}}) {
      absl::StrAppend(&file, "m-", i, ";rad-", i, ";", year, "-", first,
                      "-15;50 000;", year, "-", first, ";", year, "-", last,
                      ";", year, "-", first, "-28\n");
    }
  }
  return file;
}

std::string LayoutFile(int year) {
  std::string file = absl::StrCat(
      "tables:\n  - id: plan\n    title: Budget och plan\n    unit: kr\n"
      "    row-header: Belopp i kr\n    columns:\n"
      "      - {label: Budget, budget: ",
      year, "}\n      - {label: Plan, plan: ", year + 1,
      "}\n      - {label: Plan, plan: ", year + 2,
      "}\n      - {label: Prognos, forecast: ", year,
      "}\n      - {label: Utfall, outcome: ", year,
      "-06}\n      - {label: Avvikelse, deviation: ", year,
      "-06}\n    rows:\n");
  for (int i = 0; i < kLines; ++i) {
    absl::StrAppend(&file, "      - {line: rad-", i, "}\n");
  }
  absl::StrAppend(&file,
                  "      - {total: income, label: Summa intäkter}\n"
                  "      - {total: costs, label: Summa kostnader}\n"
                  "      - {total: result, label: Resultat}\n");
  return file;
}

v1::ImportBudgetRequest YearImport(const std::string& association, int number,
                                   int year) {
  v1::ImportBudgetRequest request;
  request.set_fiscal_year(absl::StrCat(association, "/fiscalYears/", year));
  request.set_request_id(absl::StrCat("import-", year));
  AddFile("budget.csv", BudgetFile(number, year), &request);
  AddFile("contributions.csv", ContributionFile(), &request);
  AddFile("instalments.csv", InstalmentFile(year), &request);
  AddFile("budget-rules.yaml",
          "capital-guideline:\n  source: Rådet\n  tiers:\n"
          "    - {contributions-up-to: 5 000 000, share: 20 %}\n"
          "    - {share: 15 %}\n",
          &request);
  return request;
}

// After the forecasts, which its table shows.
v1::ImportBudgetRequest LayoutImport(const std::string& association, int year) {
  v1::ImportBudgetRequest request;
  request.set_fiscal_year(absl::StrCat(association, "/fiscalYears/", year));
  request.set_request_id(absl::StrCat("layout-", year));
  AddFile("layouts/budget.yaml", LayoutFile(year), &request);
  return request;
}

// Every cost line's months: whole years before `year`, and half of it.
void AddHistories(int association, int year, int years,
                  google::protobuf::RepeatedPtrField<v1::LineHistory>* out) {
  for (int i = kMembers; i < kLines; ++i) {
    v1::LineHistory* history = out->Add();
    history->set_line(absl::StrCat("rad-", i));
    const auto month_ore = [&](int of, int month) {
      return Kronor(association, of, i) * 100 / 12 +
             (of * 7 + month * 13 + i) % 11 * 1'000;
    };
    for (int of = year - years; of < year; ++of) {
      v1::LineHistory::Year* added = history->add_years();
      added->set_year(of);
      for (int m = 0; m < 12; ++m) added->add_months_ore(month_ore(of, m));
    }
    for (int m = 0; m < 6; ++m) history->add_months_ore(month_ore(year, m));
  }
}

void AddOutcomes(int association, int year,
                 google::protobuf::RepeatedPtrField<v1::LineOutcome>* out) {
  for (int i = 0; i < kLines; ++i) {
    v1::LineOutcome* outcome = out->Add();
    outcome->set_line(absl::StrCat("rad-", i));
    for (int month = 0; month < 6; ++month) {
      outcome->add_months_ore(Kronor(association, year, i) * 100 / 12);
    }
  }
}

class Load {
 public:
  Load(const Options& options, Service& service)
      : options_(options), service_(service) {}

  void Fill() {
    for (int i = 0; i < options_.associations; ++i) {
      const std::string association = Association(i);
      for (int y = 0; y < options_.years; ++y) {
        const int year = kFirstYear + y;
        Must<v1::ImportBudgetResponse>(&Service::ImportBudget,
                                       YearImport(association, i, year));
        for (int n = 0; n < kForecastsOfAYear; ++n) {
          Must<v1::MakeForecastResponse>(
              &Service::MakeForecast,
              Forecast(i, year, y, absl::StrCat("f-", year, "-", n)));
        }
        Must<v1::ImportBudgetResponse>(&Service::ImportBudget,
                                       LayoutImport(association, year));
      }
    }
  }

  void MeasureAll() {
    Timing::TellHead();
    Measure<v1::GetBudgetRequest, v1::GetBudgetResponse>("GetBudget",
                                                         &Service::GetBudget);
    Measure<v1::ListBudgetVersionsRequest, v1::ListBudgetVersionsResponse>(
        "ListBudgetVersions", &Service::ListBudgetVersions);
    Measure<v1::CompareBudgetVersionsRequest,
            v1::CompareBudgetVersionsResponse>("CompareBudgetVersions",
                                               &Service::CompareBudgetVersions,
                                               [](int, int, auto* request) {
                                                 request->set_before(1);
                                                 request->set_after(1);
                                               });
    Measure<v1::ExportBudgetRequest, v1::ExportBudgetResponse>(
        "ExportBudget", &Service::ExportBudget);
    Measure<v1::CompareOutcomeRequest, v1::CompareOutcomeResponse>(
        "CompareOutcome", &Service::CompareOutcome,
        [](int, int, auto* request) {
          for (int i = 0; i < kLines; ++i) {
            auto* item = request->add_items();
            item->set_figure_id(absl::StrCat("a/rad-", i));
            item->set_budget_line(absl::StrCat("rad-", i));
            item->mutable_outcome()->set_id(absl::StrCat("b/rad-", i));
            item->mutable_outcome()->mutable_value()->set_amount_ore(i);
          }
        });
    Measure<v1::SplitContributionsRequest, v1::SplitContributionsResponse>(
        "SplitContributions", &Service::SplitContributions);
    Measure<v1::ListContributionStatementsRequest,
            v1::ListContributionStatementsResponse>(
        "ListContributionStatements", &Service::ListContributionStatements);
    Measure<v1::GetCapitalPlanRequest, v1::GetCapitalPlanResponse>(
        "GetCapitalPlan", &Service::GetCapitalPlan);
    MeasureOutcomes();
    MeasureForecasts();
  }

 private:
  void MeasureOutcomes() {
    Measure<v1::FollowUpRequest, v1::FollowUpResponse>(
        "FollowUp", &Service::FollowUp, [](int a, int year, auto* request) {
          request->set_month(6);
          AddOutcomes(a, year, request->mutable_outcomes());
        });
    Measure<v1::GetBudgetTablesRequest, v1::GetBudgetTablesResponse>(
        "GetBudgetTables", &Service::GetBudgetTables,
        [](int a, int year, auto* request) {
          auto* column = request->add_outcomes();
          column->set_year(year);
          column->set_month(6);
          AddOutcomes(a, year, column->mutable_lines());
        });
  }

  void MeasureForecasts() {
    Measure<v1::MakeForecastRequest, v1::MakeForecastResponse>(
        "MakeForecast, not kept", &Service::MakeForecast,
        [](int a, int year, auto* request) {
          *request = Forecast(a, year, year - kFirstYear, "r");
          request->set_keep(false);
        });
    Measure<v1::ListForecastsRequest, v1::ListForecastsResponse>(
        "ListForecasts", &Service::ListForecasts);
    Measure<v1::JudgeForecastsRequest, v1::JudgeForecastsResponse>(
        "JudgeForecasts", &Service::JudgeForecasts,
        [](int a, int year, auto* request) {
          for (int i = kMembers; i < kLines; ++i) {
            auto* outcome = request->add_outcomes();
            outcome->set_line(absl::StrCat("rad-", i));
            outcome->set_amount_ore(Kronor(a, year, i) * 100);
          }
        });
    MeasureBacktest();
  }

  static v1::MakeForecastRequest Forecast(int association, int year, int years,
                                          const std::string& id) {
    v1::MakeForecastRequest request;
    request.set_fiscal_year(
        absl::StrCat(Association(association), "/fiscalYears/", year));
    request.set_request_id(id);
    request.set_keep(true);
    request.mutable_day()->set_year(year);
    request.mutable_day()->set_month(8);
    request.mutable_day()->set_day(20);
    request.set_through_month(6);
    request.set_basis(id);
    AddHistories(association, year, years, request.mutable_histories());
    return request;
  }

  template <typename Response, typename Method, typename Request>
  void Must(Method method, const Request& request) {
    Response response;
    std::string bytes;
    const grpc::Status status =
        (service_.*method)(nullptr, &request, &response);
    response.SerializeToString(&bytes);
    if (!status.ok()) Die(rpc::FromGrpc(status).ToString());
  }

  // A random association and year each time.
  template <typename Request, typename Response, typename Method>
  void Measure(const char* name, Method method,
               const std::function<void(int, int, Request*)>& fill = nullptr) {
    Timing timing;
    for (int i = 0; i < options_.rounds; ++i) {
      const int association = static_cast<int>(
          random_() % static_cast<uint64_t>(options_.associations));
      const int year =
          kFirstYear +
          static_cast<int>(random_() % static_cast<uint64_t>(options_.years));
      Request request;
      if (fill != nullptr) fill(association, year, &request);
      request.set_fiscal_year(
          absl::StrCat(Association(association), "/fiscalYears/", year));
      timing.Time([&] { Must<Response>(method, request); });
    }
    timing.Tell(name);
  }

  void MeasureBacktest() {
    Timing timing;
    for (int i = 0; i < options_.rounds / 10; ++i) {
      v1::BacktestForecastsRequest request;
      AddHistories(i, kFirstYear + options_.years, options_.years,
                   request.mutable_histories());
      timing.Time([&] {
        Must<v1::BacktestForecastsResponse>(&Service::BacktestForecasts,
                                            request);
      });
    }
    timing.Tell("BacktestForecasts, all years");
  }

  const Options& options_;
  Service& service_;
  std::mt19937_64 random_{20250318};
};

int Run(const Options& options) {
  namespace fs = std::filesystem;
  fs::remove_all(options.folder);
  fs::create_directories(options.folder);
  auto store = store::OpenRocksStore({.path = options.folder});
  if (!store.ok()) Die(store.status().ToString());
  budget::Budgets budgets(**store, SystemClock());
  budget::BudgetService service(budgets);
  Load load(options, service);
  const int64_t start = NowUs();
  load.Fill();
  std::printf("%d associations, %d years: filled in %lld s\n\n",
              options.associations, options.years,
              static_cast<long long>((NowUs() - start) / 1'000'000));
  load.MeasureAll();
  TellUse(options.folder);
  return 0;
}

}  // namespace
}  // namespace finsam::bench

int main(int argc, char** argv) {
  finsam::bench::Options options;
  CLI::App app("Measures the budget service.");
  app.add_option("--folder", options.folder, "where the data lie; emptied");
  app.add_option("--associations", options.associations)
      ->check(CLI::Range(1, 80'000));
  app.add_option("--years", options.years)->check(CLI::Range(1, 15));
  app.add_option("--rounds", options.rounds)->check(CLI::PositiveNumber);
  CLI11_PARSE(app, argc, argv);
  return finsam::bench::Run(options);
}

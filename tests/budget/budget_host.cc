#include "tests/budget/budget_host.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/store/rocks_store.h"

namespace finsam::budget {
namespace {

constexpr char kBudget2025[] =
    "#fastställd;2024-11-28\n#beslut;styrelsen 2024-11-28 § 41\n"
    "#ingående kapital;1 925 340;prognos 2024\n"
    "rad;benämning;grupp;slag;belopp;beviljat;faktor;plan 2026;plan 2027;"
    "medlem;insats;kommentar\n"
    "staten;Staten;Bidrag;intäkt;2 480 000;;;2 480 000;2 480 000;fk;;\n"
    "gnosjo;Gnosjö;Bidrag;intäkt;156 500;;;156 500;156 500;gnosjo;;\n"
    "ranta;Ränta;;intäkt;1 000;;;;;;;\n"
    "team;Team;Insatser;kostnad;3 150 000;3 500 000;90 %;3 433 700;"
    "3 533 700;;team;90 procent\n"
    "it;IT-spåret;Insatser;kostnad;562 500;;;;;;it;\n"
    "kansli;Kansli;Administration;kostnad;500 000;;;570 000;590 000;;;\n";
constexpr char kBudget2024[] =
    "#fastställd;2023-11-23\n#beslut;§ 31\n"
    "rad;benämning;grupp;slag;belopp\n"
    "staten;Staten;Bidrag;intäkt;2 529 000\n"
    "team;Team;Insatser;kostnad;3 150 000\n"
    "kansli;Kansli;Administration;kostnad;550 000\n";
constexpr char kForecast2024[] =
    "#dag;2024-10-20\n#utfall till;2024-09\n#underlag;kvartal 3\n"
    "rad;metod;belopp;låg;hög\n"
    "staten;manuell;2 529 000;;\nteam;manuell;3 250 000;3 200 000;3 300 000\n"
    "kansli;manuell;550 000;;\n";
constexpr char kContributions[] =
    "#summa;4 960 000\nmedlem;slag;invånare;andel\n"
    "fk;stat;;\nregionen;region;;\ngislaved;kommun;29000;\n"
    "gnosjo;kommun;9500;\nvarnamo;kommun;34500;\n";
constexpr char kInstalments[] =
    "medlem;rad;fakturerad;belopp;från;till;betald\n"
    "fk;staten;2025-01-15;2 480 000;2025-01;2025-12;2025-02-01\n"
    "gnosjo;gnosjo;2025-06-15;156 500;2025-01;2025-12;\n";
constexpr char kRules[] =
    "capital-guideline:\n"
    "  source: Nationella rådet\n"
    "  tiers:\n"
    "    - {contributions-up-to: 5 000 000, share: 20 %}\n"
    "    - {share: 15 %, amount: 3 000 000}\n";
constexpr char kLayout[] =
    "tables:\n"
    "  - id: plan\n"
    "    title: Budget och plan\n"
    "    unit: kr\n"
    "    row-header: Belopp i kr\n"
    "    columns:\n"
    "      - {label: Budget 2024, budget: 2024}\n"
    "      - {label: Prognos 2024, forecast: 2024}\n"
    "      - {label: Budget 2025, budget: 2025}\n"
    "      - {label: Plan 2026, plan: 2026}\n"
    "      - {label: Utfall, outcome: 2025-06}\n"
    "      - {label: Avvikelse, deviation: 2025-06}\n"
    "    rows:\n"
    "      - heading: Intäkter\n"
    "      - group: Bidrag\n"
    "      - {line: ranta}\n"
    "      - {opening-capital: Balanserat resultat, only: [budget-2025]}\n"
    "      - group: Insatser\n"
    "      - {subtotal: Insatser, label: Delsumma}\n"
    "      - {line: kansli}\n"
    "      - {total: result, label: Resultat}\n";

void AddFile(const char* name, const char* content,
             v1::ImportBudgetRequest* request) {
  common::v1::File* file = request->add_files();
  file->set_name(name);
  file->set_content(content);
}

void AddOutcome(const char* line, int64_t kronor, const std::string& id,
                google::protobuf::RepeatedPtrField<v1::LineOutcome>* out) {
  v1::LineOutcome* outcome = out->Add();
  outcome->set_line(line);
  outcome->mutable_outcome()->set_id(id);
  outcome->mutable_outcome()->mutable_value()->set_amount_ore(kronor * 100);
}

void AddHalfYear(google::protobuf::RepeatedPtrField<v1::LineOutcome>* out) {
  AddOutcome("staten", 2'480'000, "books/staten/2025", out);
  AddOutcome("gnosjo", 156'500, "books/gnosjo/2025", out);
  AddOutcome("team", 1'600'000, "books/team/2025", out);
  v1::LineOutcome* kansli = out->Add();
  kansli->set_line("kansli");
  for (int i = 0; i < 6; ++i) kansli->add_months_ore(40'000'00);
}

}  // namespace

std::string YearName(int year) {
  return absl::StrCat(kHostAssociation, "/fiscalYears/", year);
}

BudgetHost::BudgetHost() {
  auto store = store::OpenRocksStore({.path = "/store", .env = env_.get()});
  FINSAM_CHECK(store.ok());
  store_ = *std::move(store);
  budgets_ = std::make_unique<Budgets>(*store_, clock_);
  service_ = std::make_unique<BudgetService>(*budgets_);
  server_ = std::make_unique<rpc::InProcessServer>(
      std::vector<grpc::Service*>{service_.get()});
  stub_ = v1::BudgetService::NewStub(server_->channel());
}

v1::ImportBudgetRequest HostImport() {
  v1::ImportBudgetRequest request;
  request.set_fiscal_year(YearName());
  request.set_request_id("import");
  AddFile("budget.csv", kBudget2025, &request);
  AddFile("budget-2024.csv", kBudget2024, &request);
  AddFile("forecast-2024.csv", kForecast2024, &request);
  AddFile("contributions.csv", kContributions, &request);
  AddFile("instalments.csv", kInstalments, &request);
  AddFile("budget-rules.yaml", kRules, &request);
  AddFile("layouts/budget.yaml", kLayout, &request);
  return request;
}

std::vector<v1::LineHistory> HostHistories(int years) {
  const std::pair<const char*, int64_t> lines[] = {
      {"team", 26'250'000}, {"it", 4'687'500}, {"kansli", 4'166'600}};
  std::vector<v1::LineHistory> histories;
  for (const auto& [line, month_ore] : lines) {
    v1::LineHistory& history = histories.emplace_back();
    history.set_line(line);
    for (int year = kHostYear - years; year < kHostYear; ++year) {
      v1::LineHistory::Year* added = history.add_years();
      added->set_year(year);
      for (int month = 0; month < 12; ++month) {
        // Uneven, and not the same from year to year.
        added->add_months_ore(month_ore + (year * 7 + month * 13) % 11 * 1'000);
      }
    }
    for (int month = 0; month < 6; ++month) {
      history.add_months_ore(month_ore + month * 2'000);
    }
  }
  return histories;
}

v1::FollowUpRequest HostFollowUp() {
  v1::FollowUpRequest request;
  request.set_fiscal_year(YearName());
  request.set_month(6);
  AddHalfYear(request.mutable_outcomes());
  request.set_accrue_instalments(true);
  v1::NetItem* item = request.add_net_items();
  item->set_cost_line("kansli");
  item->set_counter_line("team");
  item->set_amount_ore(10'000'00);
  v1::CoveredPart* part = request.add_covered_parts();
  part->set_line("team");
  part->set_amount_ore(100'000'00);
  part->mutable_booked()->set_year(2025);
  part->mutable_booked()->set_month(3);
  part->mutable_booked()->set_day(31);
  part->mutable_first()->set_year(2025);
  part->mutable_first()->set_month(3);
  part->mutable_last()->set_year(2025);
  part->mutable_last()->set_month(12);
  return request;
}

v1::MakeForecastRequest HostForecast() {
  v1::MakeForecastRequest request;
  request.set_fiscal_year(YearName());
  request.set_request_id("forecast");
  request.set_keep(true);
  request.mutable_day()->set_year(2025);
  request.mutable_day()->set_month(8);
  request.mutable_day()->set_day(20);
  request.set_through_month(6);
  request.set_basis("halvår");
  for (const v1::LineHistory& history : HostHistories(5)) {
    *request.add_histories() = history;
  }
  v1::ForecastChoice* choice = request.add_choices();
  choice->set_line("staten");
  choice->set_method(v1::Forecast::MANUAL);
  choice->set_amount_ore(2'480'000'00);
  return request;
}

v1::GetBudgetTablesRequest HostTables() {
  v1::GetBudgetTablesRequest request;
  request.set_fiscal_year(YearName());
  auto* column = request.add_outcomes();
  column->set_year(2025);
  column->set_month(6);
  AddHalfYear(column->mutable_lines());
  return request;
}

}  // namespace finsam::budget

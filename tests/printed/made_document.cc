#include "tests/printed/made_document.h"

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/base/money.h"
#include "common/figure/display.h"

namespace finsam::gateway::printed {
namespace {

using Words = std::vector<std::string>;

// What an association has in a year, in öre; costs are positive.
struct Year {
  std::vector<int64_t> contributions;  // State, region, municipalities.
  int64_t other_income = 0;
  int64_t interest = 0;
  int64_t interest_cost = 0;
  std::vector<int64_t> initiatives;
  std::vector<int64_t> administration;
  std::vector<int64_t> budget_initiatives;
  std::vector<int64_t> budget_administration;
  int64_t depreciation = 0;
  int64_t fixed = 0;  // At the year's end.
  std::vector<int64_t> receivables;
  std::vector<int64_t> liabilities;
  int64_t equity = 0;
  std::vector<int64_t> women;
  std::vector<int64_t> men;
  std::vector<int64_t> finished;

  int64_t Contributions() const { return Sum(contributions); }
  int64_t Income() const { return Contributions() + other_income; }
  int64_t Costs() const { return Sum(initiatives) + Sum(administration); }
  int64_t Result() const {
    return Income() - Costs() - depreciation + interest - interest_cost;
  }
  int64_t Assets() const { return equity + Sum(liabilities); }
  int64_t Cash() const { return Assets() - fixed - Sum(receivables); }

  static int64_t Sum(const std::vector<int64_t>& values) {
    int64_t sum = 0;
    for (const int64_t value : values) sum += value;
    return sum;
  }
};

class Maker {
 public:
  explicit Maker(uint32_t seed) : random_(seed) {
    year_ = Draw(2016, 2031);
    municipalities_ = Pick({{"Ekby", "Alvik", "Norrsund"},
                            {"Lerum", "Tranby"},
                            {"Vik", "Hedby", "Storfors", "Åmot"}});
    initiative_names_ =
        Pick({{"Stegen", "Framsteg Unga", "Rehabkoordinering (REK)"},
              {"Vägvisarna", "Team Samverkan", "Arbetslots", "Språkbron"},
              {"Kompassen", "Bryggan – Steg mot arbete"}});
    administration_names_ = Pick({{"Kansli", "Styrelse", "Revision"},
                                  {"Förbundskansli", "Arvoden till styrelsen",
                                   "Ekonomitjänster", "Revisionsarvoden"}});
    whole_kronor_ = Draw(0, 2) > 0;
    unit_ = Draw(0, 3) == 0 ? "tkr" : "kr";
    negative_costs_ = Draw(0, 1) == 1;
    subtotals_ = Draw(0, 1) == 1;
    fixed_ = Draw(0, 1) == 1;
    flags_ = Draw(0, 1) == 1;
    grouped_ = Draw(0, 1) == 1;
    income_with_interest_ = Draw(0, 3) == 0;
    style_ = Draw(0, 2);
    MakeYears();
  }

  Document Report(int year);
  int year() const { return year_; }

 private:
  int Draw(int from, int to) {
    return from +
           static_cast<int>(random_() % static_cast<uint32_t>(to - from + 1));
  }
  int64_t Money(int from_thousands, int to_thousands) {
    const int64_t kronor =
        int64_t{1'000} * Draw(from_thousands, to_thousands) + Draw(0, 999);
    return whole_kronor_ ? kronor * 100 : kronor * 100 + Draw(0, 99);
  }
  Words Pick(const std::vector<Words>& of) {
    return of[static_cast<size_t>(Draw(0, static_cast<int>(of.size()) - 1))];
  }
  std::string Any(const Words& of) {
    return Pick(
        {of})[static_cast<size_t>(Draw(0, static_cast<int>(of.size()) - 1))];
  }

  void MakeYears();
  Year MakeYear(const Year& before);

  // An amount as the document prints it in its tables.
  std::string Print(int64_t ore) const;
  std::string Cost(int64_t ore) const {
    return Print(negative_costs_ ? -ore : ore);
  }
  std::string Tkr(int64_t ore) const {
    return absl::StrCat(Format(Ore{ore}, {Unit::kThousand, 0}), " tkr");
  }
  std::string Kr(int64_t ore) const {
    return FormatWithUnit(Ore{ore}, {Unit::kKronor, 0});
  }
  std::string Percent(int64_t part, int64_t whole) const {
    return Format(Ratio{part, whole}, {Unit::kPercent, 0});
  }

  DocumentRow Row(const std::string& label, std::vector<std::string> cells,
                  bool total = false, const std::string& group = "") const {
    DocumentRow row;
    row.label = label;
    row.cells = std::move(cells);
    row.total = total && flags_;
    row.group = group;
    return row;
  }
  DocumentTable Table(const std::string& id, const std::string& caption,
                      int year, bool budget = false) const;

  DocumentTable IncomeStatement(int year);
  DocumentTable BalanceSheet(int year);
  DocumentTable CashFlow(int year);
  DocumentTable IncomeNote(int year);
  DocumentTable CostNote(int year);
  DocumentTable SmallNote(int year, bool receivables);
  DocumentTable Overview(int year);
  DocumentTable Operations(int year);
  DocumentTable People(int year);
  void AddTexts(int year, Document* document);
  void AddPeopleTexts(const Year& now, std::vector<std::string>* said);
  void AddGoals(Document* document);

  std::mt19937 random_;
  int year_ = 0;
  Words municipalities_;
  Words initiative_names_;
  Words administration_names_;
  bool whole_kronor_ = true;
  std::string unit_;
  bool negative_costs_ = true;
  bool subtotals_ = true;
  bool fixed_ = false;
  bool flags_ = true;
  bool grouped_ = true;
  bool income_with_interest_ = false;
  int style_ = 0;
  std::map<int, Year> years_;
};

Year Maker::MakeYear(const Year& before) {
  Year out;
  const int64_t quarter = int64_t{100} * 400 * Draw(1'500, 9'000);
  out.contributions = {2 * quarter, quarter};
  int64_t left = quarter;
  for (size_t i = 0; i + 1 < municipalities_.size(); ++i) {
    const int64_t part = left / Draw(2, 4) / 10'000 * 10'000;
    out.contributions.push_back(part);
    left -= part;
  }
  out.contributions.push_back(left);
  out.other_income = Draw(0, 1) == 1 ? Money(20, 400) : 0;
  out.interest = Money(10, 150);
  out.interest_cost = Draw(0, 1) == 1 ? Money(0, 3) : 0;
  for (size_t i = 0; i < initiative_names_.size(); ++i) {
    const int64_t share =
        4 * quarter * 78 / 100 / static_cast<int64_t>(initiative_names_.size());
    out.initiatives.push_back(share / 100'000 * 100'000 + Money(1, 90));
    out.budget_initiatives.push_back(share / 100'000 * 100'000);
    out.women.push_back(Draw(5, 60));
    out.men.push_back(Draw(5, 60));
    out.finished.push_back(Draw(5, 10));
  }
  for (size_t i = 0; i < administration_names_.size(); ++i) {
    out.administration.push_back(Money(60, 300));
    out.budget_administration.push_back(int64_t{100'000} * Draw(60, 300));
  }
  if (fixed_) {
    out.depreciation = Money(5, 9);
    out.fixed = before.fixed - out.depreciation;
  }
  out.receivables = {Money(20, 300), Money(1, 90), Money(5, 60)};
  out.liabilities = {Money(100, 600), Money(3, 40), Money(50, 300)};
  out.equity = before.equity + out.Result();
  return out;
}

void Maker::MakeYears() {
  Year first;
  first.equity = Money(6'000, 9'000);
  first.fixed = fixed_ ? Money(90, 99) : 0;
  Year before = first;
  for (int year = year_ - 5; year <= year_; ++year) {
    before = years_[year] = MakeYear(before);
  }
}

std::string Maker::Print(int64_t ore) const {
  const Unit unit = unit_ == "tkr" ? Unit::kThousand : Unit::kKronor;
  std::string text = Format(Ore{ore}, {unit, 0});
  if (style_ == 1) text = absl::StrReplaceAll(text, {{"\u00A0", " "}});
  if (style_ == 2) {
    text = absl::StrReplaceAll(text, {{"\u00A0", ""}, {"\u2212", "- "}});
  }
  return text;
}

DocumentTable Maker::Table(const std::string& id, const std::string& caption,
                           int year, bool budget) const {
  DocumentTable table;
  table.id = id;
  table.caption = caption;
  table.unit = unit_;
  if (budget) table.columns.push_back(absl::StrCat("Budget ", year));
  if (style_ == 0) {
    table.columns.push_back(absl::StrCat(year, "-12-31"));
    table.columns.push_back(absl::StrCat(year - 1, "-12-31"));
  } else if (style_ == 1) {
    table.columns.push_back(absl::StrCat("Utfall ", year));
    table.columns.push_back(absl::StrCat("Utfall ", year - 1));
  } else {
    table.columns.push_back(absl::StrCat("Bokslut ", year));
    table.columns.push_back("Föregående år");
  }
  return table;
}

DocumentTable Maker::IncomeStatement(int year) {
  const Year& now = years_[year];
  const Year& then = years_[year - 1];
  DocumentTable table = Table("rr", "Resultaträkning", year);
  const auto both = [&](auto value) -> std::vector<std::string> {
    return {value(now), value(then)};
  };
  const auto add = [&](const std::string& label, auto value, bool total = false,
                       const std::string& note = "") {
    table.rows.push_back(Row(label, both(value), total));
    table.rows.back().note = note;
  };
  add(
      "Verksamhetens intäkter",
      [&](const Year& y) { return Print(y.Income()); }, false, "2");
  add(
      "Verksamhetens kostnader", [&](const Year& y) { return Cost(y.Costs()); },
      false, "3");
  if (fixed_) {
    add("Avskrivningar", [&](const Year& y) { return Cost(y.depreciation); });
  }
  if (subtotals_) {
    add(
        Any({"Verksamhetens resultat", "Resultat",
             "Verksamhetens "
             "nettokostnader"}),
        [&](const Year& y) {
          return Print(y.Income() - y.Costs() - y.depreciation);
        },
        true);
  }
  add("Finansiella intäkter", [&](const Year& y) { return Print(y.interest); });
  add("Finansiella kostnader",
      [&](const Year& y) { return Cost(y.interest_cost); });
  if (subtotals_) {
    add(
        "Resultat efter finansiella poster",
        [&](const Year& y) { return Print(y.Result()); }, true);
  }
  add(
      "Årets resultat", [&](const Year& y) { return Print(y.Result()); }, true);
  return table;
}

DocumentTable Maker::BalanceSheet(int year) {
  const Year& now = years_[year];
  const Year& then = years_[year - 1];
  DocumentTable table =
      Table("br", Any({"Balansräkning", "3. Balansräkning"}), year);
  const auto add = [&](const std::string& label, auto value, bool total = false,
                       const std::string& note = "") {
    table.rows.push_back(
        Row(label, {Print(value(now)), Print(value(then))}, total));
    table.rows.back().note = note;
  };
  if (fixed_) {
    add("Inventarier", [](const Year& y) { return y.fixed; });
    add(
        "Summa anläggningstillgångar", [](const Year& y) { return y.fixed; },
        true);
  }
  add(
      "Fordringar", [](const Year& y) { return Year::Sum(y.receivables); },
      false, "4");
  add(Any({"Kassa och bank", "Bank", "Likvida medel"}),
      [](const Year& y) { return y.Cash(); });
  add(
      "Summa omsättningstillgångar",
      [](const Year& y) { return y.Assets() - y.fixed; }, true);
  add(
      Any({"Summa tillgångar", "SUMMA TILLGÅNGAR"}),
      [](const Year& y) { return y.Assets(); }, true);
  const auto opening = [](const Year& y) { return y.equity - y.Result(); };
  const auto result = [](const Year& y) { return y.Result(); };
  const auto equity = [](const Year& y) { return y.equity; };
  if (style_ == 0) {
    add("Ingående eget kapital", opening);
    add("Årets resultat", result);
    add("Summa eget kapital", equity, true);
  } else if (style_ == 1) {
    add("Eget kapital", equity);
    add("Balanserat från föregående år", opening);
    add("Årets resultat", result);
    table.rows[table.rows.size() - 2].label = "Övrigt eget kapital";
  } else {
    add("Årets resultat", result);
    add("Övrigt eget kapital", opening);
  }
  add(
      "Kortfristiga skulder",
      [](const Year& y) { return Year::Sum(y.liabilities); }, false, "5");
  add(
      Any({"Summa eget kapital och skulder",
           "Summa eget kapital, avsättningar och skulder",
           "Summa skulder och eget kapital"}),
      [](const Year& y) { return y.Assets(); }, true);
  return table;
}

DocumentTable Maker::CashFlow(int year) {
  DocumentTable table =
      Table("kf", Any({"Kassaflödesanalys", "4. Kassaflödesanalys"}), year);
  const auto add = [&](const std::string& label, auto value,
                       bool total = false) {
    std::vector<std::string> cells;
    for (const int at : {year, year - 1}) {
      cells.push_back(Print(value(years_[at], years_[at - 1])));
    }
    table.rows.push_back(Row(label, cells, total));
  };
  const auto funds = [](const Year& y, const Year&) {
    return y.Result() + y.depreciation;
  };
  const auto receivables = [](const Year& y, const Year& b) {
    return Year::Sum(b.receivables) - Year::Sum(y.receivables);
  };
  const auto liabilities = [](const Year& y, const Year& b) {
    return Year::Sum(y.liabilities) - Year::Sum(b.liabilities);
  };
  const auto change = [](const Year& y, const Year& b) {
    return y.Cash() - b.Cash();
  };
  add("Årets resultat", [](const Year& y, const Year&) { return y.Result(); });
  add("Justering för ej likviditetspåverkande poster",
      [](const Year& y, const Year&) { return y.depreciation; });
  add("Medel från verksamheten före förändring av rörelsekapital", funds, true);
  add(Any({"Ökning (-) minskning (+) av kortfristiga fordringar",
           "Förändring av fordringar"}),
      receivables);
  add(Any({"Ökning (+) minskning (-) av kortfristiga skulder",
           "Förändring av kortfristiga skulder"}),
      liabilities);
  add("Kassaflöde från den löpande verksamheten", change, true);
  add("Årets kassaflöde", change, true);
  add("Likvida medel vid årets början",
      [](const Year&, const Year& b) { return b.Cash(); });
  add(
      "Likvida medel vid årets slut",
      [](const Year& y, const Year&) { return y.Cash(); }, true);
  return table;
}

DocumentTable Maker::IncomeNote(int year) {
  const Year& now = years_[year];
  const Year& then = years_[year - 1];
  DocumentTable table = Table("not-2", "Not 2 Verksamhetens intäkter", year);
  const auto add = [&](const std::string& label, int64_t a, int64_t b) {
    table.rows.push_back(Row(label, {Print(a), Print(b)}));
  };
  const std::string prefix = Any({"Bidrag från ", "Driftbidrag ", ""});
  add(prefix + "Försäkringskassan", now.contributions[0],
      then.contributions[0]);
  add(prefix + "Region Norr", now.contributions[1], then.contributions[1]);
  for (size_t i = 0; i < municipalities_.size(); ++i) {
    add(absl::StrCat(prefix, municipalities_[i], " kommun"),
        now.contributions[i + 2], then.contributions[i + 2]);
  }
  add("Övriga intäkter", now.other_income, then.other_income);
  table.rows.push_back(
      Row("Summa", {Print(now.Income()), Print(then.Income())}, true));
  return table;
}

DocumentTable Maker::CostNote(int year) {
  const Year& now = years_[year];
  const Year& then = years_[year - 1];
  DocumentTable table =
      Table("not-3", "Not 3 Verksamhetens kostnader", year, /*budget=*/true);
  const auto part = [&](const Words& names, const std::vector<int64_t>& budget,
                        const std::vector<int64_t>& a,
                        const std::vector<int64_t>& b,
                        const std::string& group) {
    for (size_t i = 0; i < names.size(); ++i) {
      table.rows.push_back(Row(names[i],
                               {Print(budget[i]), Print(a[i]), Print(b[i])},
                               false, group));
    }
    if (!subtotals_) return;
    table.rows.push_back(Row(
        absl::StrCat("Summa ", group),
        {Print(Year::Sum(budget)), Print(Year::Sum(a)), Print(Year::Sum(b))},
        true));
  };
  part(initiative_names_, now.budget_initiatives, now.initiatives,
       then.initiatives, grouped_ ? "Insatser" : "Verksamhet");
  part(administration_names_, now.budget_administration, now.administration,
       then.administration, "Administration");
  table.rows.push_back(Row("Totalt",
                           {Print(Year::Sum(now.budget_initiatives) +
                                  Year::Sum(now.budget_administration)),
                            Print(now.Costs()), Print(then.Costs())},
                           true));
  return table;
}

DocumentTable Maker::SmallNote(int year, bool receivables) {
  const Year& now = years_[year];
  const Year& then = years_[year - 1];
  DocumentTable table = Table(
      receivables ? "not-4" : "not-5",
      receivables ? "Not 4 Fordringar" : "Not 5 Kortfristiga skulder", year);
  const Words labels =
      receivables
          ? Words{"Kundfordringar", "Momsfordran", "Förutbetalda kostnader"}
          : Words{"Leverantörsskulder", "Personalskatter",
                  "Upplupna kostnader"};
  const auto& a = receivables ? now.receivables : now.liabilities;
  const auto& b = receivables ? then.receivables : then.liabilities;
  for (size_t i = 0; i < labels.size(); ++i) {
    table.rows.push_back(Row(labels[i], {Print(a[i]), Print(b[i])}));
  }
  table.rows.push_back(
      Row("Summa", {Print(Year::Sum(a)), Print(Year::Sum(b))}, true));
  return table;
}

DocumentTable Maker::Overview(int year) {
  DocumentTable table;
  table.id = "oversikt";
  table.caption = Any({"Översikt över verksamhetens utveckling",
                       "Flerårsöversikt", "Fem år i sammandrag, översikt"});
  table.unit = "tkr";
  std::vector<std::string> income;
  std::vector<std::string> costs;
  std::vector<std::string> result;
  std::vector<std::string> solidity;
  for (int at = year; at > year - 4; --at) {
    const Year& y = years_[at];
    table.columns.push_back(absl::StrCat(at));
    const auto tkr = [](int64_t ore) {
      return Format(Ore{ore}, {Unit::kThousand, 0});
    };
    income.push_back(tkr(y.Income() + y.interest));
    costs.push_back(tkr(y.Costs() + y.depreciation + y.interest_cost));
    result.push_back(tkr(y.Result()));
    solidity.push_back(Percent(y.equity, y.Assets()));
  }
  table.rows = {Row("Intäkter inklusive ränta", income),
                Row("Kostnader inklusive avskrivningar", costs),
                Row("Årets resultat", result), Row("Soliditet", solidity)};
  return table;
}

DocumentTable Maker::Operations(int year) {
  const Year& now = years_[year];
  DocumentTable table;
  table.id = "drift";
  table.caption = "Driftredovisning";
  table.unit = unit_;
  const bool plain = style_ != 0;
  table.columns = {absl::StrCat("Utfall ", year), absl::StrCat("Budget ", year),
                   plain ? "Avvikelse utfall - budget" : "Avvikelse"};
  const auto add = [&](const std::string& label, int64_t outcome,
                       int64_t budget, bool cost) {
    const int64_t sign = plain || !cost ? 1 : -1;
    // The printed deviation is that of exact amounts.
    table.rows.push_back(Row(label, {Print(outcome), Print(budget),
                                     Print(sign * (outcome - budget))}));
  };
  for (size_t i = 0; i < initiative_names_.size(); ++i) {
    add(initiative_names_[i], now.initiatives[i], now.budget_initiatives[i],
        true);
  }
  return table;
}

DocumentTable Maker::People(int year) {
  const Year& now = years_[year];
  DocumentTable table;
  table.id = "deltagare";
  table.caption = absl::StrCat("Deltagare ", year);
  table.unit = Any({"antal", ""});
  table.columns = {"Kvinnor", "Män", "Totalt", "Avslutade"};
  for (size_t i = 0; i < initiative_names_.size(); ++i) {
    table.rows.push_back(
        Row(initiative_names_[i],
            {absl::StrCat(now.women[i]), absl::StrCat(now.men[i]),
             absl::StrCat(now.women[i] + now.men[i]),
             absl::StrCat(now.finished[i])}));
  }
  table.rows.push_back(
      Row("Totalt",
          {absl::StrCat(Year::Sum(now.women)), absl::StrCat(Year::Sum(now.men)),
           absl::StrCat(Year::Sum(now.women) + Year::Sum(now.men)),
           absl::StrCat(Year::Sum(now.finished))},
          true));
  return table;
}

void Maker::AddPeopleTexts(const Year& now, std::vector<std::string>* said) {
  const int64_t women = Year::Sum(now.women);
  const int64_t men = Year::Sum(now.men);
  said->push_back(absl::StrCat("Under året deltog ", women + men,
                               " personer i insatserna, varav ", women,
                               " kvinnor och ", men, " män."));
  said->push_back(absl::StrCat(
      initiative_names_[0], " hade ", now.women[0] + now.men[0],
      " deltagare: ", now.women[0], " kvinnor och ", now.men[0], " män. ",
      now.finished[0], " av dem avslutades under året."));
  const int64_t part = Draw(1, static_cast<int>(now.finished[0]));
  said->push_back(absl::StrCat(part, " av ", now.finished[0], " avslutade (",
                               Percent(part, now.finished[0]),
                               ") gick till arbete eller studier."));
}

void Maker::AddTexts(int year, Document* document) {
  const Year& now = years_[year];
  const bool deficit = now.Result() < 0;
  std::vector<std::string> said = {
      absl::StrCat("Årets resultat blev ett ",
                   deficit ? "underskott" : "överskott", " på ",
                   Tkr(std::abs(now.Result())), "."),
      absl::StrCat("Eget kapital uppgick till ", Kr(now.equity),
                   " vid årets slut."),
      absl::StrCat("Soliditeten är ", Percent(now.equity, now.Assets()), "."),
      absl::StrCat("Räntan på likvida medel gav ", Tkr(now.interest), "."),
      absl::StrCat("Verksamhetens kostnader uppgick till ", Tkr(now.Costs()),
                   "."),
      // What no table has.
      "Kostnaden per deltagare var ca 45 000 kr.",
      "Ett projekt har sökt 3 miljoner kronor hos Socialfonden.",
      "Kansliet har 1,5 tjänster och insatsen riktar sig till personer 16–64 "
      "år.",
      "Under året hölls sex möten, varav två digitala.",
      "Av deltagarna har 45 % haft försörjningsstöd och 30 % sjukpenning.",
      "En utbildning samlade 120 personer från kommunerna, 35 från regionen "
      "och några från andra.",
      "Redovisningen följer lagen (2018:597) om kommunal bokföring och "
      "redovisning, prop. 2017/18:149.",
      "Arbetslösheten i länet var 7,4 % i december, högre än året innan.",
      "Insatsen startade 2015 och har sedan dess haft över 900 deltagare.",
      "Av de 40 som svarade på enkäten var 31 kvinnor.",
      "Styrelsen beviljade 250 000 kr till en förstudie som inte kom i gång.",
      "Resultatet av arbetet beskrivs i bilaga 2, och 12 av 15 frågor "
      "besvarades."};
  for (size_t i = 0; i < initiative_names_.size(); ++i) {
    if (now.initiatives[i] <= now.budget_initiatives[i]) continue;
    said.push_back(
        absl::StrCat(initiative_names_[i], " har överskridit sin budget."));
  }
  AddPeopleTexts(now, &said);
  std::shuffle(said.begin(), said.end(), random_);
  for (size_t i = 0; i < said.size(); i += 3) {
    std::string paragraph;
    for (size_t k = i; k < std::min(i + 3, said.size()); ++k) {
      absl::StrAppend(&paragraph, k == i ? "" : " ", said[k]);
    }
    document->text.push_back(
        {absl::StrCat("1.", i / 3 + 1), "Avsnitt", {paragraph}, {}});
  }
}

void Maker::AddGoals(Document* document) {
  for (int i = 0; i < 4; ++i) {
    const int threshold = 5 * Draw(10, 18);
    const int whole = Draw(20, 90);
    const int part = Draw(whole / 3, whole);
    const bool met = 100 * part >= threshold * whole;
    document->goals.push_back(
        {absl::StrCat("Minst ", threshold, " % av deltagarna är nöjda"),
         absl::StrCat(part, " av ", whole),
         met ? Any({"Uppfyllt", "Uppnått"})
             : Any({"Ej uppfyllt", "Inte uppnått"})});
  }
}

Document Maker::Report(int year) {
  Document document;
  document.file = absl::StrCat("made-", year, ".json");
  document.association = "Samordningsförbundet Norr";
  document.title = absl::StrCat("Årsredovisning ", year);
  document.year = year;
  document.adopted = absl::StrCat(year + 1, "-03-14");
  document.tables = {Overview(year),         IncomeStatement(year),
                     BalanceSheet(year),     CashFlow(year),
                     Operations(year),       IncomeNote(year),
                     CostNote(year),         SmallNote(year, true),
                     SmallNote(year, false), People(year)};
  AddTexts(year, &document);
  AddGoals(&document);
  return document;
}

}  // namespace

MadeDocuments MakeDocuments(uint32_t seed) {
  Maker maker(seed);
  MadeDocuments out;
  out.report = maker.Report(maker.year());
  out.previous = maker.Report(maker.year() - 1);
  return out;
}

}  // namespace finsam::gateway::printed

#include "services/gateway/printed/vocabulary.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_split.h"
#include "services/gateway/printed/fold.h"

namespace finsam::gateway::printed {
namespace {

using Words = std::vector<absl::string_view>;

struct CaptionRule {
  Words words;
  SheetKind kind;
};

// The first that fits decides.
const std::vector<CaptionRule>& CaptionRules() {
  static const std::vector<CaptionRule> rules = {
      {{"balanskrav*", "balance requirement"}, SheetKind::kBalanceRequirement},
      {{"kassaflode*", "cash flow"}, SheetKind::kCashFlow},
      {{"driftredovisning*", "driftsredovisning*", "operations account"},
       SheetKind::kOperations},
      {{"mal", "maluppfyllelse*", "malen", "atagande*", "goals*"},
       SheetKind::kGoals},
      {{"enkat*", "indikator*", "svar", "indicators"}, SheetKind::kSurvey},
      {{"deltagar*", "avslut*", "participants", "kartlaggning*", "remitt*"},
       SheetKind::kPeople},
      {{"resultatrakning*", "income statement", "resultat och budget*"},
       SheetKind::kIncomeStatement},
      {{"balansrakning*", "balance sheet"}, SheetKind::kBalanceSheet},
      {{"oversikt*", "flerars*", "femars*", "fem ar", "nyckeltal*", "overview"},
       SheetKind::kOverview},
      {{"budget*", "plan", "prognos*", "verksamhetsplan*", "ekonomisk plan"},
       SheetKind::kBudget},
  };
  return rules;
}

struct LineRule {
  Words words;  // Any of them.
  Line line;
  // Words that say it is something else.
  Words but = {};
};

const std::vector<LineRule>& CashRules() {
  static const std::vector<LineRule> rules = {
      {{"likvida medel vid arets borjan", "likvida medel vid periodens borjan",
        "ingaende likvida medel", "ib likvida medel", "likvida medel 1 januari",
        "likvida medel ib", "kassa vid arets borjan"},
       Line::kOpeningCash},
      {{"likvida medel vid arets slut", "likvida medel vid periodens slut",
        "utgaende likvida medel", "ub likvida medel",
        "likvida medel 31 december", "likvida medel ub",
        "kassa vid arets slut"},
       Line::kClosingCash},
      {{"fore forandring*", "medel fran verksamheten", "tillforda medel"},
       Line::kFunds},
      {{"lopande verksamhet*"}, Line::kOperatingCash},
      {{"investeringsverksamhet*"}, Line::kInvestingCash},
      {{"finansieringsverksamhet*"}, Line::kFinancingCash},
      {{"arets kassaflode", "periodens kassaflode", "arets forandring*",
        "forandring av likvida medel", "forandring likvida medel",
        "summa kassaflode"},
       Line::kCashChange},
      {{"likviditetspaverkande", "avskrivning*", "ej kassaflodespaverkande",
        "kassaflodet"},
       Line::kNonCash},
      {{"fordring*"}, Line::kReceivablesChange},
      {{"skulder", "skuld"}, Line::kLiabilitiesChange},
      {{"arets resultat", "periodens resultat"}, Line::kResult},
  };
  return rules;
}

const std::vector<LineRule>& BalanceRules() {
  static const std::vector<LineRule> rules = {
      {{"eget kapital och skulder", "eget kapital avsattningar och skulder",
        "skulder och eget kapital", "eget kapital avsattning*",
        "summa passiva"},
       Line::kEquityAndLiabilities},
      {{"anlaggningstillgang*", "inventarier", "maskiner*", "immateriella",
        "materiella", "finansiella anlaggning*"},
       Line::kFixedAssets,
       {"summa*"}},
      {{"summa anlaggningstillgang*"}, Line::kTotalFixedAssets},
      {{"omsattningstillgang*"}, Line::kCurrentAssets},
      {{"summa tillgang*", "tillgangar totalt", "totala tillgangar",
        "summa aktiva", "balansomslutning"},
       Line::kAssets},
      {{"arets balanserade resultat", "utgaende eget kapital",
        "summa eget kapital", "eget kapital totalt", "eget kapital ub",
        "utgaende balans*", "eget kapital vid arets slut",
        "balanserat resultat ub"},
       Line::kEquity},
      {{"balanserat*", "balanserade", "ovrigt eget kapital",
        "ingaende eget kapital", "eget kapital ib", "fran foregaende ar",
        "eget kapital vid arets borjan", "tidigare ars resultat"},
       Line::kOpeningEquity},
      {{"arets resultat", "periodens resultat"}, Line::kResult},
      {{"eget kapital"}, Line::kEquity},
      {{"langfristig*", "avsattning*", "kortfristiga placering*"}, Line::kNone},
      {{"kassa*", "bank*", "likvida medel", "plusgiro*"}, Line::kCash},
      {{"leverantorsskuld*", "upplupna kostnader*", "forutbetalda intakter",
        "skulder", "skuld", "personalskatt", "semester*"},
       Line::kLiabilities},
      {{"fordring*", "fordringar", "kundfordring*", "upplupna intakter",
        "forutbetalda*", "interimsfordr*", "skattekonto", "moms*"},
       Line::kReceivables},
  };
  return rules;
}

const std::vector<LineRule>& MoneyRules() {
  static const std::vector<LineRule> rules = {
      {{"soliditet*"}, Line::kSolidity},
      {{"finansiella intakter", "ranteintakter och liknande*"},
       Line::kFinancialIncome},
      {{"finansiella kostnader", "rantekostnader*"}, Line::kFinancialCosts},
      {{"resultat efter finans*"}, Line::kResultAfterFinancial},
      {{"extraordinara*", "jamforelsestorande*"}, Line::kExtraordinary},
      {{"avskrivning*"}, Line::kDepreciation, {"inkl*", "exkl*"}},
      {{"nettokostnad*", "netto kostnad*"}, Line::kNetCosts},
      {{"utgaende eget kapital", "arets balanserade resultat",
        "eget kapital vid arets slut", "eget kapital ub", "eget kapital 31*"},
       Line::kEquity,
       {"andel"}},
      {{"utgaende behallning", "kvarvarande behallning",
        "prel balanserat resultat", "preliminart balanserat resultat",
        "utgaende balanserat*", "prognos utgaende*"},
       Line::kPreliminaryClosing,
       {"foreg*", "ingaende"}},
      {{"balanserat resultat*", "balanserat fran*", "balanserade medel",
        "ingaende eget kapital", "ingaende balans*", "ingaende behallning",
        "eget kapital ib", "overskott fran*", "fran foregaende ar",
        "prel balanserat resultat foreg*", "ingaende kapital"},
       Line::kOpeningEquity},
      {{"arets resultat*", "periodens resultat", "budgeterat resultat"},
       Line::kResult,
       {"fore", "justering*", "balanskrav*"}},
      {{"verksamhetens resultat", "resultat fore finans*", "rorelseresultat*"},
       Line::kResultBeforeFinancial},
      {{"balanskravsresultat"}, Line::kResult},
      {{"likvida medel"}, Line::kCash},
      {{"eget kapital"}, Line::kEquity, {"andel", "ingaende"}},
      {{"medlemsavgift*", "medlemsbidrag*", "medelstilldelning*",
        "medlemsinsats*", "driftbidrag totalt", "summa bidrag*",
        "bidrag fran medlemmar*", "tilldelade medel"},
       Line::kContributions,
       {"andel"}},
      {{"ranta", "rantor", "ranteintakt*"}, Line::kInterest},
      {{"verksamhetens intakter", "summa intakter*", "totala intakter",
        "intakter totalt", "intakter", "totalt tillgangliga medel",
        "summa tillgangliga*"},
       Line::kIncome},
      {{"verksamhetens kostnader", "summa kostnader", "totala kostnader",
        "kostnader totalt", "kostnader", "kostnad verksamhet*",
        "bruttokostnad*"},
       Line::kCosts},
      {{"resultat"}, Line::kResult},
  };
  return rules;
}

Line FirstOf(const std::vector<LineRule>& rules, absl::string_view folded) {
  for (const LineRule& rule : rules) {
    if (HasAny(folded, rule.words) && !HasAny(folded, rule.but)) {
      return rule.line;
    }
  }
  return Line::kNone;
}

// Years in a head, as "2023" or within "2023-12-31"; the last one counts.
int LastYear(absl::string_view folded) {
  int year = 0;
  for (const absl::string_view word : absl::StrSplit(folded, ' ')) {
    int number = 0;
    if (word.size() == 4 && absl::SimpleAtoi(word, &number) && number >= 1990 &&
        number <= 2100) {
      year = number;
    }
  }
  return year;
}

// "2017-06-30", "jan - juni 2017", "delår".
bool EndsEarly(absl::string_view printed, absl::string_view folded) {
  for (const char* month :
       {"-01-31", "-02-28", "-02-29", "-03-31", "-04-30", "-05-31", "-06-30",
        "-07-31", "-08-31", "-09-30", "-10-31", "-11-30"}) {
    if (absl::StrContains(printed, month)) return true;
  }
  if (HasAny(folded, {"halvar*", "delar", "tertial*", "kvartal*"})) return true;
  return HasAny(folded, {"jun*", "aug*", "apr*", "sep*", "okt*"}) &&
         !HasAny(folded, {"dec*"});
}

}  // namespace

SheetKind KindOfCaption(absl::string_view folded) {
  if (!NoteNumber(folded).empty()) return SheetKind::kNote;
  for (const CaptionRule& rule : CaptionRules()) {
    if (HasAny(folded, rule.words)) return rule.kind;
  }
  return SheetKind::kOther;
}

std::string NoteNumber(absl::string_view folded) {
  for (const absl::string_view word : {"not", "note"}) {
    const size_t at = FindPhrase(folded, word);
    if (at == absl::string_view::npos) continue;
    const std::vector<absl::string_view> words =
        absl::StrSplit(folded.substr(at), ' ');
    int number = 0;
    if (words.size() > 1 && words[1].size() <= 2 &&
        absl::SimpleAtoi(words[1], &number)) {
      return std::string(words[1]);
    }
  }
  return "";
}

Line LineOf(absl::string_view folded, SheetKind kind) {
  switch (kind) {
    case SheetKind::kCashFlow:
      return FirstOf(CashRules(), folded);
    case SheetKind::kBalanceSheet:
      return FirstOf(BalanceRules(), folded);
    case SheetKind::kPeople:
    case SheetKind::kSurvey:
    case SheetKind::kGoals:
      return Line::kNone;
    case SheetKind::kIncomeStatement: {
      const Line line = FirstOf(MoneyRules(), folded);
      return line == Line::kResult && folded == "resultat"
                 ? Line::kResultBeforeFinancial
                 : line;
    }
    case SheetKind::kBalanceRequirement:
      return HasAny(folded, {"arets resultat enligt*"}) ||
                     (HasPhrase(folded, "arets resultat") &&
                      !HasPhrase(folded, "efter"))
                 ? Line::kResult
                 : Line::kNone;
    default:
      return FirstOf(MoneyRules(), folded);
  }
}

ColumnMeaning MeaningOf(absl::string_view printed, absl::string_view folded) {
  ColumnMeaning out;
  out.year = LastYear(folded);
  if (HasAny(folded, {"avvikelse*", "differens*", "diff"})) {
    out.role = Role::kDeviation;
    const size_t outcome = FindPhrase(folded, "utfall");
    const size_t budget = FindPhrase(folded, "budget");
    out.minus_budget = outcome < budget && budget != absl::string_view::npos;
  } else if (HasAny(folded, {"prognos*", "helarsprognos*"})) {
    out.role = Role::kForecast;
  } else if (HasAny(folded, {"budget*"})) {
    out.role = Role::kBudget;
  } else if (HasAny(folded, {"plan", "planerat"})) {
    out.role = Role::kPlan;
  } else if (out.year != 0 || HasAny(folded, {"utfall*", "bokslut*", "ar"})) {
    out.role = Role::kOutcome;
    out.partial = EndsEarly(printed, folded);
  }
  if (HasAny(folded, {"intakt*"})) out.part = Part::kIncome;
  if (HasAny(folded, {"kostnad*", "kostn"})) out.part = Part::kCost;
  if (HasAny(folded, {"netto*"})) out.part = Part::kNet;
  return out;
}

Payer PayerOf(absl::string_view folded) {
  if (HasAny(folded, {"forsaljning*", "delade", "skuld*", "fordr*", "skatt*",
                      "ersattning*", "avgift till"})) {
    return Payer::kNone;
  }
  if (HasAny(folded, {"forsakringskassan*", "staten*", "arbetsformedling*"})) {
    return Payer::kState;
  }
  if (HasAny(folded, {"region", "regionen", "landsting*"})) {
    return Payer::kRegion;
  }
  if (HasAny(folded, {"kommun", "kommuner*", "kommunen", "stad"})) {
    return Payer::kMunicipality;
  }
  return Payer::kNone;
}

Gender GenderOf(absl::string_view folded) {
  const bool women = HasAny(folded, {"kvinn*", "kvi"});
  const bool men = HasAny(folded, {"man", "mannen"});
  if (women && men) return Gender::kAll;
  if (women) return Gender::kWomen;
  if (men) return Gender::kMen;
  if (HasAny(folded, {"konstillhorighet", "annat kon", "annan"})) {
    return Gender::kOther;
  }
  return HasAny(folded, {"totalt", "summa", "samtliga", "alla", "total"})
             ? Gender::kAll
             : Gender::kNone;
}

Flow FlowOf(absl::string_view folded) {
  if (HasAny(folded, {"nya", "nyinskriv*", "nytillkomna", "paborjade"})) {
    return Flow::kNew;
  }
  if (HasAny(folded, {"avslutad*", "avslut"})) return Flow::kFinished;
  if (HasAny(folded, {"arbete*", "studie*", "arb", "arbetslivsinriktad*",
                      "rehab*", "sjukdom*", "vard*", "flytt*", "annat skal",
                      "annan orsak", "anstallning*", "eget val", "egen begaran",
                      "ovrigt", "gemensam kartlaggning"})) {
    return Flow::kReason;
  }
  if (HasAny(folded, {"deltag*", "inskriv*", "antal", "personer"})) {
    return Flow::kTaking;
  }
  return Flow::kNone;
}

bool SaysTotal(absl::string_view folded) {
  return HasAny(folded, {"summa*", "totalt*", "total", "totala", "delsumma*",
                         "samtliga", "sammanlagt", "s a"}) ||
         absl::StartsWith(folded, "utgaende ");
}

bool SaysOfWhich(absl::string_view folded) {
  return absl::StartsWith(folded, "varav ") ||
         absl::StartsWith(folded, "darav ") ||
         absl::StartsWith(folded, "dar av ");
}

bool SaysCost(absl::string_view folded) {
  return HasAny(folded, {"kostnad*", "utgift*", "avskrivning*", "netto*",
                         "bruttokostnad*", "verksamheter", "administration",
                         "verksamhet", "insats*"});
}

bool SaysIncome(absl::string_view folded) {
  return HasAny(folded, {"intakt*", "bidrag*", "medlemsavgift*",
                         "medlemsbidrag*", "medel*", "inkomst*", "driftbidrag*",
                         "tillgang*", "finansiering"});
}

}  // namespace finsam::gateway::printed

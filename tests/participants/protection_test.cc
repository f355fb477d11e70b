#include "services/participants/domain/protection.h"

#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "services/participants/domain/effects.h"
#include "services/participants/domain/linking.h"
#include "services/participants/domain/measures.h"
#include "tests/participants/disclosure_samples.h"
#include "tests/participants/samples.h"

namespace finsam::participants {
namespace {

using test::Participants;
using test::Row;
using test::Year;
using ::testing::HasSubstr;

// A minimum so high that secrets are numbers that nothing else is.
constexpr int64_t kMinimum = 1'000;
constexpr int64_t kSecrets[] = {737, 713, 739, 743, 751, 757, 761};

// One of each: counts, parts, averages, surveys, measures, effects.
Facts Sample() {
  Facts facts = test::Counted(
      {Participants("Enter", 2024, 737, 4'100),
       Participants("Nova", 2024, 4'000, 3'000),
       Row("Enter", CountMeasure::kFinished, "2024", 2'000, 4'000),
       Row("Enter", CountMeasure::kFinished, "2024", 1'287, 2'000, {},
           {{"orsak", "arbete"}}),
       Row("Enter", CountMeasure::kFinished, "2024", 713, 2'000, {},
           {{"orsak", "studier"}}),
       // Parts of a whole that nobody reported.
       Row("Nova", CountMeasure::kNew, "2024-01..2024-06", {}, {}, 3'500,
           {{"kommun", "Habo"}, {"orsak", "flytt"}}),
       Row("Nova", CountMeasure::kNew, "2024-01..2024-06", {}, {}, 1'500,
           {{"kommun", "Habo"}, {"orsak", "annat"}})});
  AverageRow average;
  average.initiative = "Enter";
  average.name = "ålder";
  average.period = *ParsePeriod("2024");
  average.digits = 743;
  average.decimals = 1;
  average.persons = 739;
  facts.averages = {average};
  SurveyRow survey;
  survey.survey = "Indikatorenkät";
  survey.question = "Nytta";
  survey.period = average.period;
  survey.answers = 757;
  survey.positive = 751;
  survey.rule = "ja";
  survey.sent = 9'000;
  survey.returned = 761;
  survey.published = PrintedPercent{992, 1};
  facts.surveys = {survey, survey};
  SurveyRow& women = facts.surveys.back();
  women.question = "Stöd";
  women.gender = Gender::kWomen;
  women.rule = "steg 2–2 av 2";
  women.answers = 6'000;
  women.positive = 3'500;
  women.steps = {2'500, 3'500};
  women.published.reset();
  women.sent = 8'000;
  women.returned = 7'000;
  facts.rules.measures = {{0,
                           "mal",
                           "Mål",
                           {"participants/enter/deltagare/women/2024"},
                           {"participants/enter/deltagare/total/2024"},
                           ">=",
                           Ratio{7, 10}}};
  facts.rules.effects = {0,
                         "Effekt",
                         {"participants/enter/avslutade/orsak/studier/women/"
                          "2024"},
                         {{0, "bidrag", "Bidrag", "Källan", Ore{100'00},
                           Ore{90'00}, Ore{110'00}}}};
  return facts;
}

Statistics StatisticsOf(const Facts& facts) {
  Statistics made = MakeStatistics(Year(), facts, {}, 1);
  const std::vector<Figure> counted = made.figures;
  const FigureIndex index(counted);
  for (const Statistics& more :
       {MakeMeasures(Year(), facts.rules.measures, index, 1),
        MakeEffects(Year(), facts.rules.effects, index, 1)}) {
    made.tables.insert(made.tables.end(), more.tables.begin(),
                       more.tables.end());
    made.figures.insert(made.figures.end(), more.figures.begin(),
                        more.figures.end());
  }
  return made;
}

// Everything that is no secret by itself.
std::set<std::string> ShownOf(const Facts& facts, int64_t minimum) {
  std::set<std::string> shown;
  const LinkedCells linked = LinkFacts({{Year().year, &facts}}, minimum).linked;
  for (const LinkedCell& cell : linked.cells) {
    if (cell.state == CellState::kOpen && !cell.sensitive)
      shown.insert(cell.id);
  }
  return shown;
}

// All texts and numbers, as texts.
class Walk {
 public:
  explicit Walk(const Statistics& statistics) {
    for (const Figure& figure : statistics.figures) Add(figure);
    for (const Table& table : statistics.tables) Add(table);
  }

  // True when `number` stands somewhere, and not as a part of another number,
  // however its digits are grouped.
  bool Holds(int64_t number) const {
    const std::string wanted = absl::StrCat(number);
    for (std::string text : texts_) {
      absl::StrReplaceAll({{"\u00a0", ""}}, &text);
      std::string digits;
      for (const char c : text + " ") {
        if (c >= '0' && c <= '9') {
          digits += c;
        } else if (digits == wanted) {
          return true;
        } else {
          digits.clear();
        }
      }
    }
    return false;
  }

 private:
  void Add(const Table& table) {
    for (const std::string& text :
         {table.id, table.title, table.unit, table.row_header, table.remark}) {
      texts_.push_back(text);
    }
    for (const TableColumn& column : table.columns) {
      texts_.push_back(absl::StrCat(column.id, column.label, column.minuend,
                                    column.subtrahend));
    }
    for (const TableRow& row : table.rows) {
      texts_.push_back(absl::StrCat(row.id, row.label, row.note, row.part_of));
      for (const RowTerm& term : row.terms) texts_.push_back(term.row);
      for (const Cell& cell : row.cells) {
        if (const auto* text = std::get_if<std::string>(&cell)) {
          texts_.push_back(*text);
        } else if (const auto* held = std::get_if<FigureCell>(&cell)) {
          Add(held->figure);
          texts_.push_back(PrintedText(*held));
          texts_.push_back(absl::StrCat(held->printed_steps.value_or(0)));
        }
      }
    }
  }

  void Add(const Figure& figure) {
    texts_.push_back(figure.id);
    const Provenance& from = figure.provenance;
    texts_.push_back(absl::StrCat(from.service, from.rule));
    for (const Term& term : from.terms) texts_.push_back(term.figure_id);
    for (const std::string& record : from.records) texts_.push_back(record);
    if (const auto* count = std::get_if<Count>(&figure.value)) {
      texts_.push_back(absl::StrCat(count->value));
    } else if (const auto* ratio = std::get_if<Ratio>(&figure.value)) {
      texts_.push_back(absl::StrCat(ratio->numerator));
      texts_.push_back(absl::StrCat(ratio->denominator));
    } else if (const auto* amount = std::get_if<Ore>(&figure.value)) {
      texts_.push_back(absl::StrCat(amount->value));
    }
  }

  std::vector<std::string> texts_;
};

TEST(ProtectionTest, NothingOfASecretIsLeft) {
  const Facts facts = Sample();
  const Statistics all = StatisticsOf(facts);
  const Walk before(all);
  for (const int64_t secret : kSecrets) EXPECT_TRUE(before.Holds(secret));
  const Statistics safe = Protect(all, ShownOf(facts, kMinimum), kMinimum);
  const Walk after(safe);
  for (const int64_t secret : kSecrets) {
    EXPECT_FALSE(after.Holds(secret)) << secret;
  }
  EXPECT_FALSE(after.Holds(992));  // The share as it was printed.
}

TEST(ProtectionTest, WhatIsSafeStays) {
  const Facts facts = Sample();
  const Statistics all = StatisticsOf(facts);
  EXPECT_EQ(Protect(all, ShownOf(facts, 1), 1).figures, all.figures);
  EXPECT_EQ(Protect(all, ShownOf(facts, 1), 1).tables, all.tables);
  // A total is a number of its own, whatever its terms are.
  const Statistics safe = Protect(all, ShownOf(facts, kMinimum), kMinimum);
  const auto value = [&](const std::string& id) {
    for (const Figure& figure : safe.figures) {
      if (figure.id == id) return figure.value;
    }
    ADD_FAILURE() << id;
    return Value();
  };
  const Value hidden = Protected{kMinimum};
  EXPECT_EQ(value("participants/enter/deltagare/total/2024"),
            Value(Count{4'837}));
  EXPECT_EQ(value("participants/enter/deltagare/women/2024"), hidden);
  EXPECT_EQ(value("measures/mal/share/2024"), hidden);
  EXPECT_EQ(value("measures/mal/target/2024"), Value(Ratio{7, 10}));
  EXPECT_EQ(value("effects/gain/2024"), hidden);
  EXPECT_EQ(value("effects/per-person/2024"), Value(Ore{100'00}));
  EXPECT_EQ(value("averages/enter/alder/average/2024"), hidden);
  EXPECT_EQ(value("surveys/indikatorenkat/nytta/response-rate/2024"), hidden);
}

TEST(ProtectionTest, AVerdictGoesWithItsShareAndTheTableSaysWhy) {
  const Facts facts = Sample();
  const Statistics safe =
      Protect(StatisticsOf(facts), ShownOf(facts, kMinimum), kMinimum);
  for (const Table& table : safe.tables) {
    if (table.id != "measures") continue;
    EXPECT_EQ(std::get<std::string>(table.rows[0].cells[4]), "..");
    EXPECT_THAT(table.remark, HasSubstr("från 1 till 999"));
  }
}

TEST(ProtectionTest, WhatNobodyNamedIsProtected) {
  Statistics unknown;
  for (const char* id :
       {"participants/a/deltagare/total/2024", "measures/a/share/2024",
        "surveys/a/b/novel/2024", "effects/persons/2024", "novel", "a/b/c"}) {
    unknown.figures.push_back({id, Count{3}, {}});
  }
  // A figure that hangs on itself, and one on what is not there.
  unknown.figures.push_back({"measures/b/share/2024", Ratio{3, 4}, {}});
  unknown.figures.back().provenance.terms = {{"measures/b/share/2024", 1},
                                             {"measures/c/share/2024", 1}};
  for (const Figure& figure : Protect(unknown, {}, 5).figures) {
    EXPECT_EQ(figure.value, Value(Protected{5})) << figure.id;
  }
}

}  // namespace
}  // namespace finsam::participants

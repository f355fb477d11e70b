#include "services/budget/domain/follow_up.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/check.h"
#include "common/base/status.h"
#include "common/base/text.h"
#include "services/budget/domain/part.h"

namespace finsam::budget {
namespace {

bool IsTooLarge(Ore amount) {
  return amount > kAmountMax || amount < -kAmountMax;
}

// Follows up one outcome, once.
class Follower {
 public:
  Follower(const ColumnFacts& budget, const ColumnFacts& outcome)
      : budget_(budget),
        outcome_(outcome),
        year_(outcome.key.year),
        month_(outcome.key.month) {
    for (const LineFact& fact : budget.lines) kinds_[fact.line] = fact.kind;
    for (const LineFact& fact : outcome.lines) {
      kinds_[fact.line] = fact.kind;
      booked_[fact.line] = &fact;
    }
  }

  void Check(const std::vector<CoveredPart>& parts) {
    for (size_t i = 0; i < parts.size(); ++i) {
      const CoveredPart& part = parts[i];
      const std::string place = part.place.empty()
                                    ? absl::StrCat("covered_parts[", i, "]")
                                    : part.place;
      if (!kinds_.contains(part.line)) {
        AddProblem("FOLLOW_UP_COVER", place, part.line,
                   "Varken budgeten eller utfallet har någon sådan rad.");
      }
      const auto months = part.to - part.from + 1;
      if (months < 1 || months > kCoveredMonthsMax) {
        AddProblem("FOLLOW_UP_COVER", place, absl::StrCat(months, " månader"),
                   "Delen avser inga månader, eller för många.");
      }
      if (IsTooLarge(part.amount)) {
        AddProblem("FOLLOW_UP_COVER", place, part.line,
                   "Beloppet är för stort.");
      }
    }
  }

  void Check(const std::vector<NetItem>& items) {
    for (size_t i = 0; i < items.size(); ++i) {
      const NetItem& item = items[i];
      const std::string place = absl::StrCat("net_items[", i, "]");
      const auto cost = kinds_.find(item.cost_line);
      if (cost == kinds_.end() || cost->second != Kind::kCost) {
        AddProblem("FOLLOW_UP_NET", place, item.cost_line,
                   "Raden är ingen kostnad i budgeten eller utfallet.");
      }
      if (!kinds_.contains(item.counter_line) ||
          item.counter_line == item.cost_line) {
        AddProblem("FOLLOW_UP_NET", place, item.counter_line,
                   "Motraden finns inte, eller är raden själv.");
      }
      if (item.amount < Ore{0} || item.amount > kAmountMax) {
        AddProblem("FOLLOW_UP_NET", place, SieAmount(item.amount),
                   "Beloppet är negativt eller för stort.");
      }
    }
  }

  std::vector<Problem>& problems() { return problems_; }

  // The lines whose booked parts are more than their outcome: the books have
  // spread them over their months, so that what is left to come is a debt.
  std::set<std::string> AccruedAlready(const std::vector<CoveredPart>& parts,
                                       std::vector<Problem>* remarks) const {
    struct Sum {
      Ore booked;
      Ore share;
    };
    std::map<std::string, Sum> sums;
    for (const CoveredPart& part : parts) {
      Sum& sum = sums[part.line];
      if (IsBooked(part)) sum.booked += part.amount;
      sum.share += ShareOf(part);
    }
    std::set<std::string> lines;
    for (const auto& [line, sum] : sums) {
      const std::optional<Ore> outcome = OutcomeOf(line);
      if (!outcome.has_value() || (std::min(*outcome, Ore{0}) <= sum.booked &&
                                   sum.booked <= std::max(*outcome, Ore{0}))) {
        continue;
      }
      lines.insert(line);
      remarks->push_back(
          {.severity = Severity::kWarning,
           .reason = "OUTCOME_ACCRUED_ALREADY",
           .file = "",
           .field = line,
           .found = SieAmount(*outcome),
           .expected = SieAmount(sum.share),
           .message = absl::StrCat(
               "Raden ", line, " har delfakturor på ", SieAmount(sum.booked),
               " kr men utfallet ", SieAmount(*outcome),
               " kr: böckerna anses redan ha fördelat dem på månader. För "
               "månaderna hittills är delfakturorna ",
               SieAmount(sum.share), " kr.")});
    }
    return lines;
  }

  // What to add to each line with covered parts that has an outcome and is not
  // in `accrued_already`.
  ColumnFacts Accrual(const std::vector<CoveredPart>& parts,
                      const std::set<std::string>& accrued_already) const {
    ColumnFacts facts = Empty(ColumnSource::kAccrual);
    for (const CoveredPart& part : parts) {
      if (accrued_already.contains(part.line) || !OutcomeOf(part.line)) {
        continue;
      }
      const Ore share = ShareOf(part);
      Add(part.line, IsBooked(part) ? share - part.amount : share, part.record,
          "accrual", &facts);
    }
    return facts;
  }

  void AddNet(const NetItem& item, ColumnFacts* moved,
              ColumnFacts* reimbursed) const {
    const bool is_moved = kinds_.at(item.counter_line) == Kind::kCost;
    ColumnFacts* facts = is_moved ? moved : reimbursed;
    for (const std::string& line : {item.cost_line, item.counter_line}) {
      const bool is_off = is_moved && line == item.cost_line;
      LineFact& fact =
          Add(line, is_off ? -item.amount : item.amount, item.record,
              is_moved ? "moved" : "reimbursed", facts);
      if (!item.figure_id.empty()) {
        fact.terms.push_back({item.figure_id, is_off ? -1 : 1});
      }
    }
  }

  // The outcome with each of `changes`, times its factor, added to its lines.
  ColumnFacts Changed(
      ColumnSource source,
      const std::vector<std::pair<const ColumnFacts*, int>>& changes) const {
    ColumnFacts facts = outcome_;
    facts.key.source = source;
    facts.record.clear();
    const auto restart = [&](LineFact& fact) {
      fact.rule = "sum";
      fact.records.clear();
      fact.terms = {{outcome_.key.FigureId(fact.line), 1}};
    };
    for (LineFact& fact : facts.lines) restart(fact);
    if (facts.opening_capital.has_value()) restart(*facts.opening_capital);
    for (const auto& [change, factor] : changes) {
      for (const LineFact& fact : change->lines) {
        LineFact& sum = FactOf(fact.line, &facts);
        sum.rule = "sum";
        sum.terms.push_back({change->key.FigureId(fact.line), factor});
        if (!sum.amount.has_value()) continue;
        *sum.amount += factor < 0 ? -*fact.amount : *fact.amount;
      }
    }
    return facts;
  }

  ColumnFacts Empty(ColumnSource source) const {
    ColumnFacts facts;
    facts.key = {source, year_, month_};
    return facts;
  }

 private:
  void AddProblem(absl::string_view reason, absl::string_view field,
                  absl::string_view found, absl::string_view message) {
    Problem problem;
    problem.reason = std::string(reason);
    problem.field = std::string(field);
    problem.found = Shortened(found, kFoundBytesMax);
    problem.message = std::string(message);
    problems_.push_back(std::move(problem));
  }

  bool IsBooked(const CoveredPart& part) const {
    return part.booked.year() == year_ && part.booked.month() <= month_;
  }

  std::optional<Ore> OutcomeOf(const std::string& line) const {
    const auto found = booked_.find(line);
    return found == booked_.end() ? std::nullopt : found->second->amount;
  }

  // What of `part` is for the year's months that have gone.
  Ore ShareOf(const CoveredPart& part) const {
    const auto gone = std::min(absl::CivilMonth(year_, month_), part.to) -
                      std::max(absl::CivilMonth(year_, 1), part.from) + 1;
    return PartOf(part.amount, std::max<int64_t>(gone, 0),
                  part.to - part.from + 1);
  }

  // The line's fact in `facts`; added, with zero, when it is not there.
  LineFact& FactOf(const std::string& line, ColumnFacts* facts) const {
    for (LineFact& fact : facts->lines) {
      if (fact.line == line) return fact;
    }
    LineFact fact{.line = line, .kind = kinds_.at(line), .amount = Ore{}};
    for (const ColumnFacts* known : {&outcome_, &budget_}) {
      for (const LineFact& other : known->lines) {
        if (other.line == line) fact.group = other.group;
      }
    }
    return facts->lines.emplace_back(std::move(fact));
  }

  LineFact& Add(const std::string& line, Ore amount, const std::string& record,
                absl::string_view rule, ColumnFacts* facts) const {
    LineFact& fact = FactOf(line, facts);
    *fact.amount += amount;
    fact.rule = std::string(rule);
    if (!record.empty()) fact.records.push_back(record);
    return fact;
  }

  const ColumnFacts& budget_;
  const ColumnFacts& outcome_;
  const int year_;
  const int month_;
  std::map<std::string, Kind> kinds_;
  std::map<std::string, const LineFact*> booked_;
  std::vector<Problem> problems_;
};

std::vector<FollowUpRow> RowsOf(const ColumnFacts& budget,
                                const ColumnFacts& outcome,
                                const FollowUp& follow_up) {
  std::map<std::string, LineFact> facts;
  std::vector<FollowUpRow> groups;
  for (const ColumnFacts* column : {&budget, &outcome}) {
    for (const LineFact& fact : column->lines) {
      LineFact& kept = facts.emplace(fact.line, fact).first->second;
      if (!fact.comment.empty()) kept.comment = fact.comment;
      if (fact.group.empty()) continue;
      const std::string id = GroupLine(fact.group);
      if (std::none_of(groups.begin(), groups.end(),
                       [&](const FollowUpRow& r) { return r.id == id; })) {
        groups.push_back({id, fact.group, FollowUpLevel::kGroup, false, ""});
      }
    }
  }
  std::vector<FollowUpRow> rows;
  for (const std::string& line : LinesInOrder({&budget, &outcome})) {
    const LineFact& fact = facts[line];
    rows.push_back({line, fact.label.empty() ? line : fact.label,
                    FollowUpLevel::kLine, false, fact.comment});
  }
  rows.insert(rows.end(), groups.begin(), groups.end());
  rows.push_back({kIncomeSum, "Intäkter", FollowUpLevel::kTotal, false, ""});
  rows.push_back({kCostsSum, "Kostnader", FollowUpLevel::kTotal, false, ""});
  rows.push_back({kResultSum, "Resultat", FollowUpLevel::kTotal, false, ""});
  for (FollowUpRow& row : rows) {
    const ColumnItem* item = follow_up.booked.Find(row.id);
    if (item == nullptr) item = follow_up.budget.Find(row.id);
    row.is_cost = item != nullptr && item->is_cost;
  }
  return rows;
}

}  // namespace

std::vector<Figure> FollowUp::Figures() const {
  std::vector<Figure> figures;
  std::set<std::string> seen;
  for (const Column* column :
       {&budget, &budget_to_date, &booked, &deviation, &accrual, &accrued,
        &accrued_deviation, &moved, &reimbursed, &net, &net_deviation}) {
    for (const auto& [row, item] : column->items) {
      if (seen.insert(item.figure.id).second) figures.push_back(item.figure);
    }
  }
  return figures;
}

absl::StatusOr<FollowUp> MakeFollowUp(const ColumnFacts& budget,
                                      ColumnFacts outcome,
                                      const std::vector<CoveredPart>& parts,
                                      const std::vector<NetItem>& net_items,
                                      int64_t revision) {
  FINSAM_CHECK(budget.key.source == ColumnSource::kBudget &&
               budget.key.month == 0 &&
               outcome.key.source == ColumnSource::kOutcome &&
               outcome.key.year == budget.key.year && 1 <= outcome.key.month &&
               outcome.key.month <= kMonths);
  const auto handed_in =
      std::count_if(parts.begin(), parts.end(),
                    [](const CoveredPart& part) { return part.place.empty(); });
  if (static_cast<size_t>(handed_in) > kCoveredPartsMax ||
      net_items.size() > kNetItemsMax) {
    return Refuse(absl::StatusCode::kInvalidArgument, "FOLLOW_UP_TOO_LARGE",
                  absl::StrCat("Uppföljningen har fler än ", kCoveredPartsMax,
                               " perioderade delar eller ", kNetItemsMax,
                               " nettoposter."));
  }
  std::vector<Problem> invalid;
  CheckOutcome(outcome, "outcome", &invalid);
  if (!invalid.empty()) return RefuseInput(std::move(invalid));
  DescribeFrom(budget, &outcome);
  Follower follower(budget, outcome);
  follower.Check(parts);
  follower.Check(net_items);
  if (!follower.problems().empty()) return RefuseInput(follower.problems());

  FollowUp out;
  const ColumnFacts accrual =
      follower.Accrual(parts, follower.AccruedAlready(parts, &out.remarks));
  ColumnFacts moved = follower.Empty(ColumnSource::kMoved);
  ColumnFacts reimbursed = follower.Empty(ColumnSource::kReimbursed);
  for (const NetItem& item : net_items) {
    follower.AddNet(item, &moved, &reimbursed);
  }
  const auto column = [&](const ColumnFacts& facts) {
    return MakeColumn(facts, revision);
  };
  out.budget = column(budget);
  out.budget_to_date = column(ToDate(budget, outcome.key.month));
  out.booked = column(outcome);
  out.accrual = column(accrual);
  out.accrued =
      column(follower.Changed(ColumnSource::kAccrued, {{&accrual, 1}}));
  out.moved = column(moved);
  out.reimbursed = column(reimbursed);
  out.net = column(
      follower.Changed(ColumnSource::kNet, {{&moved, 1}, {&reimbursed, -1}}));
  const auto deviation = [&](ColumnSource source, const Column& minuend) {
    return DeviationsOf(source, minuend, out.budget_to_date, revision);
  };
  out.deviation = deviation(ColumnSource::kDeviation, out.booked);
  out.accrued_deviation =
      deviation(ColumnSource::kAccruedDeviation, out.accrued);
  out.net_deviation = deviation(ColumnSource::kNetDeviation, out.net);
  out.rows = RowsOf(budget, outcome, out);
  return out;
}

}  // namespace finsam::budget

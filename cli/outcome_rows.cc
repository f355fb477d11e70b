#include "cli/outcome_rows.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/base/status.h"

namespace finsam::cli {
namespace {

namespace bud = budget::v1;
namespace led = ledger::v1;

absl::Status NoStatement(
    const std::string& name, int year,
    const std::map<std::string, const common::v1::Table*>& known) {
  const auto id = [](std::string* out, const auto& entry) {
    out->append(entry.first);
  };
  return Refuse(
      absl::StatusCode::kNotFound, "STATEMENT_UNKNOWN",
      absl::StrCat("böckerna för ", year, " har ingen uppställning ", name,
                   "; de har ", absl::StrJoin(known, ", ", id)));
}

bud::Budget::Kind KindOf(const common::v1::Figure& figure) {
  const int sign = figure.provenance().books().sign();
  if (sign == 0) return bud::Budget::KIND_UNSPECIFIED;
  return sign < 0 ? bud::Budget::INCOME : bud::Budget::COST;
}

// The ordinary rows of one statement with an amount in the column of `year`.
std::vector<OutcomeRow> RowsOfTable(const common::v1::Table& table, int year) {
  std::vector<OutcomeRow> rows;
  for (const common::v1::Row& row : table.rows()) {
    if (row.kind() != common::v1::Row::DETAIL) continue;
    for (int i = 0; i < std::min(row.cells_size(), table.columns_size()); ++i) {
      const common::v1::Figure& figure = row.cells(i).figure();
      if (table.columns(i).id() != absl::StrCat(year) ||
          !figure.value().has_amount_ore()) {
        continue;
      }
      rows.push_back({row.id(), row.label(), KindOf(figure), figure});
    }
  }
  return rows;
}

// The sums over the books that `figure` is, or was computed from.
void AddBooks(const common::v1::Figure& figure, const FigureMap& figures,
              std::set<std::string>* seen,
              std::vector<const common::v1::BooksOrigin*>* books) {
  if (!seen->insert(figure.id()).second) return;
  const common::v1::Provenance& provenance = figure.provenance();
  if (!provenance.books().selections().empty()) {
    books->push_back(&provenance.books());
  }
  for (const common::v1::Term& term : provenance.terms()) {
    const auto found = figures.find(term.figure_id());
    if (found != figures.end()) AddBooks(*found->second, figures, seen, books);
  }
}

// Whether some entry is in both, if there is any in either.
enum class Overlap { kNone, kUnsure, kSure };

// Objects of two dimensions may stand on one entry or not: that is not known
// here.
Overlap OverlapOf(const common::v1::AccountSelection& a,
                  const common::v1::AccountSelection& b) {
  if (a.first_account() > b.last_account() ||
      b.first_account() > a.last_account()) {
    return Overlap::kNone;
  }
  if (a.dimension() == 0 || b.dimension() == 0) return Overlap::kSure;
  if (a.dimension() != b.dimension()) return Overlap::kUnsure;
  const bool shared =
      (a.objects().empty() && b.objects().empty()) ||
      std::any_of(a.objects().begin(), a.objects().end(),
                  [&](const std::string& object) {
                    return std::find(b.objects().begin(), b.objects().end(),
                                     object) != b.objects().end();
                  });
  return shared ? Overlap::kSure : Overlap::kNone;
}

Overlap OverlapOf(const common::v1::BooksOrigin& a,
                  const common::v1::BooksOrigin& b) {
  using common::v1::BooksOrigin;
  const auto is = [&](BooksOrigin::Measure one, BooksOrigin::Measure other) {
    return a.measure() == one && b.measure() == other;
  };
  // The debit entries of an account, and its credit entries.
  if (is(BooksOrigin::DEBITS, BooksOrigin::CREDITS) ||
      is(BooksOrigin::CREDITS, BooksOrigin::DEBITS)) {
    return Overlap::kNone;
  }
  Overlap overlap = Overlap::kNone;
  for (const auto& one : a.selections()) {
    for (const auto& other : b.selections()) {
      overlap = std::max(overlap, OverlapOf(one, other));
    }
  }
  return overlap;
}

// A row that was taken, with the statement that it is of.
struct TakenRow {
  std::string statement;
  std::string line;
  std::vector<const common::v1::BooksOrigin*> books;
};

std::string PairText(const TakenRow& a, const TakenRow& b) {
  return absl::StrCat("raden ", a.line, " i ", a.statement, " och raden ",
                      b.line, " i ", b.statement);
}

absl::Status CheckBooks(const TakenRow& row, const std::vector<TakenRow>& taken,
                        std::vector<std::string>* unsure) {
  using common::v1::BooksOrigin;
  for (const BooksOrigin* books : row.books) {
    if (books->measure() == BooksOrigin::OPENING ||
        books->measure() == BooksOrigin::CLOSING) {
      return Refuse(
          absl::StatusCode::kInvalidArgument, "OUTCOME_BALANCE",
          absl::StrCat("raden ", row.line, " i ", row.statement,
                       " är ett saldo; ett utfall är vad som bokförts under "
                       "året, som i resultaträkningen eller en not till den"));
    }
    for (const TakenRow& other : taken) {
      for (const BooksOrigin* others : other.books) {
        const Overlap overlap = OverlapOf(*books, *others);
        if (overlap == Overlap::kUnsure && unsure != nullptr) {
          unsure->push_back(PairText(other, row));
        }
        if (overlap != Overlap::kSure) continue;
        return Refuse(
            absl::StatusCode::kInvalidArgument, "OUTCOME_OVERLAP",
            absl::StrCat(
                PairText(other, row),
                " summerar samma konton: samma pengar skulle räknas två "
                "gånger; ",
                other.statement == row.statement
                    ? "ge en uppställning vars rader inte delar konton"
                    : "ge bara den ena uppställningen"));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace

FigureMap FiguresOf(const led::GetStatementsResponse& statements) {
  FigureMap figures;
  for (const common::v1::Table& table : statements.statements()) {
    for (const common::v1::Row& row : table.rows()) {
      for (const common::v1::Cell& cell : row.cells()) {
        figures.emplace(cell.figure().id(), &cell.figure());
      }
    }
  }
  for (const common::v1::Figure& figure : statements.figures()) {
    figures.emplace(figure.id(), &figure);
  }
  return figures;
}

absl::StatusOr<std::vector<OutcomeRow>> RowsOf(
    const led::GetStatementsResponse& statements,
    const std::vector<std::string>& named, int year,
    std::vector<std::string>* unsure) {
  std::map<std::string, const common::v1::Table*> tables;
  for (const common::v1::Table& table : statements.statements()) {
    tables.emplace(table.id(), &table);
  }
  std::vector<OutcomeRow> rows;
  const FigureMap figures = FiguresOf(statements);
  std::map<std::string, std::string> seen;  // Line to statement.
  std::vector<TakenRow> taken;
  std::set<std::string> names;
  for (const std::string& name : named) {
    if (!names.insert(name).second) {
      return Refuse(
          absl::StatusCode::kInvalidArgument, "STATEMENT_TWICE",
          absl::StrCat("uppställningen ", name, " är namngiven två gånger"));
    }
    const auto table = tables.find(name);
    if (table == tables.end()) return NoStatement(name, year, tables);
    for (OutcomeRow& row : RowsOfTable(*table->second, year)) {
      const auto [first, is_new] = seen.emplace(row.line, name);
      if (!is_new) {
        return Refuse(absl::StatusCode::kInvalidArgument, "HISTORY_LINE_TWICE",
                      absl::StrCat("raden ", row.line, " finns i både ",
                                   first->second, " och ", name));
      }
      TakenRow now{name, row.line, {}};
      std::set<std::string> walked;
      AddBooks(row.figure, figures, &walked, &now.books);
      RETURN_IF_ERROR(CheckBooks(now, taken, unsure));
      taken.push_back(std::move(now));
      rows.push_back(std::move(row));
    }
  }
  return rows;
}

}  // namespace finsam::cli

#include "services/ledger/import_change.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/base/digest.h"
#include "common/base/status.h"
#include "common/figure/convert.h"
#include "services/ledger/domain/layout.h"
#include "services/ledger/domain/statements.h"
#include "services/ledger/domain/voucher_bytes.h"
#include "services/ledger/domain/year_size.h"
#include "services/ledger/layout_file.h"
#include "services/ledger/ledger_keys.h"
#include "services/ledger/records.h"

namespace finsam::ledger {
namespace {

internal::SourceRecord SourceOf(const SieFile& file) {
  internal::SourceRecord out;
  const SieHead& head = file.head;
  out.set_program(head.program);
  out.set_program_version(head.program_version);
  out.set_generated(head.generated);
  out.set_generated_by(head.generated_by);
  for (const std::string& prose : head.prose) out.add_prose(prose);
  out.set_company_type(head.company_type);
  out.set_company_id(head.company_id);
  out.set_organisation_number(head.organisation_number);
  out.set_acquisition_number(head.acquisition_number);
  out.set_activity_number(head.activity_number);
  out.set_sni_code(head.sni_code);
  if (head.address.has_value()) {
    out.add_address(head.address->contact);
    out.add_address(head.address->street);
    out.add_address(head.address->city);
    out.add_address(head.address->phone);
  }
  out.set_company_name(head.company_name);
  out.set_tax_year(head.tax_year);
  if (head.extent.has_value()) {
    finsam::ToProto(*head.extent, out.mutable_extent());
  }
  out.set_chart_type(head.chart_type);
  out.set_currency(head.currency);
  for (const SieBalance& record : file.balances) {
    if (record.kind != SieBalance::Kind::kPeriodBudget ||
        record.year_index != 0) {
      continue;
    }
    internal::SourceRecord::PeriodBudget* budget = out.add_budgets();
    budget->set_account(record.account);
    if (!record.objects.empty()) {
      AppendObjectBytes(record.objects, budget->mutable_objects());
    }
    budget->set_period(record.period_year * 100 + record.month);
    budget->set_amount_ore(record.amount.value);
    budget->set_quantity(record.quantity);
  }
  return out;
}

// `kept` with what the file says in its place. What a file uses without
// declaring it has no name there, and keeps the one that is known.
Chart Merged(const Chart& kept, const Chart& said) {
  Chart out = said;
  std::erase_if(out.accounts,
                [](const auto& item) { return item.second == Account(); });
  std::erase_if(out.objects,
                [](const auto& item) { return item.second.empty(); });
  out.accounts.insert(kept.accounts.begin(), kept.accounts.end());
  out.dimensions.insert(kept.dimensions.begin(), kept.dimensions.end());
  out.objects.insert(kept.objects.begin(), kept.objects.end());
  // What neither names is in the chart all the same.
  out.accounts.insert(said.accounts.begin(), said.accounts.end());
  out.objects.insert(said.objects.begin(), said.objects.end());
  return out;
}

absl::Status PlanPriors(const LedgerReader& reader, const Books& books,
                        ImportComparison* comparison, ImportChange* change) {
  for (const Books::Prior& prior : books.priors) {
    const int year = prior.year.year();
    ASSIGN_OR_RETURN(const std::optional<StoredYear> kept, reader.Year(year));
    if (!kept.has_value()) {
      change->new_priors.push_back(prior);
      continue;
    }
    ASSIGN_OR_RETURN(BalanceMap balances, reader.Balances(year));
    comparison->CompareTotals(year, prior.balances, balances);
    if (!kept->summary) {
      change->kept_priors[year] = std::move(balances);
    } else if (kept->year != prior.year || balances != prior.balances) {
      change->new_priors.push_back(prior);
    }
  }
  return absl::OkStatus();
}

// The year before is compared with, whether or not the file speaks of it.
absl::Status PlanYearBefore(const LedgerReader& reader, int year,
                            ImportChange* change) {
  for (const Books::Prior& prior : change->new_priors) {
    if (prior.year.year() == year - 1) return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(const std::optional<StoredYear> kept, reader.Year(year - 1));
  if (!kept.has_value() || change->kept_priors.count(year - 1) > 0) {
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(change->kept_priors[year - 1], reader.Balances(year - 1));
  return absl::OkStatus();
}

// A file with the year's own books: how it changes what is kept.
absl::Status PlanYear(const LedgerReader& reader,
                      const std::optional<StoredYear>& kept,
                      ImportReader* books, ImportChange* change) {
  const Books& said = books->books();
  StoredYear after;
  after.year = said.year;
  after.summary = said.summary;
  after.imported_count = said.summary ? 0 : books->imported_count();
  after.balances_digest = BalancesDigest(said.openings, said.summary);
  if (kept.has_value()) {
    after.life = kept->life;
    ASSIGN_OR_RETURN(const BalanceMap openings,
                     reader.Openings(kept->year.year()));
    change->writes_openings = openings != said.openings;
    if (!kept->summary) {
      after.carried = kept->carried;
      if (said.summary) {
        books->comparison().RefuseSummary(kept->year.year());
      } else {
        books->comparison().CompareYear(said, kept->year, openings,
                                        kept->carried);
      }
    } else {
      books->comparison().CompareTotals(kept->year.year(), change->balances,
                                        openings);
    }
  } else {
    change->writes_openings = true;
  }
  change->writes_year = kept != after;
  change->year = std::move(after);
  change->openings = said.openings;
  return absl::OkStatus();
}

absl::Status PlanFiles(const LedgerReader& reader, const ImportOrder& order,
                       ImportChange* change) {
  const int year = order.name.year;
  // Nothing when the file is kept so already.
  const auto plan = [](const std::optional<StoredFile>& kept, const char* name,
                       const std::string& text) {
    std::optional<StoredFile> file = StoredFile{name, text, Sha256(text)};
    if (kept.has_value() && kept->digest == file->digest) file.reset();
    return file;
  };
  if (const std::string* text = order.files.layout(); text != nullptr) {
    ASSIGN_OR_RETURN(const std::optional<StoredFile> kept, reader.Layout(year));
    change->layout = plan(kept, kLayoutFileName, *text);
  }
  ASSIGN_OR_RETURN(const std::optional<StoredFile> kept, reader.Overview(year));
  if (const std::string* text = order.files.overview(); text != nullptr) {
    change->overview = plan(kept, kOverviewFileName, *text);
  } else {
    // A year's folder without the file has no earlier years' figures any more.
    change->drops_overview =
        kept.has_value() && order.files.layout() != nullptr;
  }
  return absl::OkStatus();
}

// With what `kept` says of the export itself, which differs from one export to
// the next and says nothing of the year.
internal::SourceRecord AsExported(const internal::SourceRecord& kept,
                                  internal::SourceRecord said) {
  said.set_program(kept.program());
  said.set_program_version(kept.program_version());
  said.set_generated(kept.generated());
  said.set_generated_by(kept.generated_by());
  *said.mutable_prose() = kept.prose();
  return said;
}

// How many years a year's statements show, itself the first.
absl::StatusOr<int> YearsShown(const LedgerReader& reader, int year) {
  ASSIGN_OR_RETURN(const std::optional<StoredFile> file, reader.Layout(year));
  int years = 1;
  if (!file.has_value()) return years;
  std::vector<Problem> problems;
  const std::optional<Layout> layout =
      ReadLayout(file->name, file->content, &problems);
  if (!layout.has_value()) return kStatementYearsMax;
  for (const Statement& statement : layout->statements) {
    years = std::max(years, statement.years);
  }
  return years;
}

// What statements show of a year that others compare with.
std::vector<YearBalance> ShownBalances(int year, const BalanceMap& balances) {
  std::vector<YearBalance> rows =
      ToYearBalances(year, balances, /*has_turnover=*/false).rows;
  std::erase_if(rows, [](YearBalance& row) {
    row.debits = Ore{};
    return row.opening == Ore{} && row.movement == Ore{};
  });
  return rows;
}

// A closed year does not change, nor do the comparison figures that its
// statements show.
absl::Status RefuseClosed(const LedgerReader& reader,
                          const std::optional<StoredYear>& kept, int year,
                          const ImportChange& change,
                          ImportComparison* comparison) {
  if (kept.has_value() && kept->life.closed) {
    const bool overview = change.overview.has_value() || change.drops_overview;
    const std::pair<bool, const char*> changes[] = {
        {change.writes_chart, "kontoplanen är en annan i filen"},
        {change.writes_openings, "filen har andra ingående balanser"},
        {change.writes_source, "filen säger annat om förbundet och året"},
        {change.layout.has_value(), "uppställningsformen är en annan"},
        {overview, "tidigare års nyckeltal är andra"}};
    for (const auto& [differs, what] : changes) {
      if (differs) comparison->Closed(year, what);
    }
  }
  std::set<int> written;
  for (const Books::Prior& prior : change.new_priors) {
    written.insert(prior.year.year());
  }
  // A year with books may take vouchers though a later one is closed.
  const bool had_books = kept.has_value() && !kept->summary;
  if (change.writes_year && !had_books) {
    BalanceMap before;
    if (kept.has_value()) {
      ASSIGN_OR_RETURN(before, reader.Balances(year));
    }
    if (ShownBalances(year, before) != ShownBalances(year, change.balances)) {
      written.insert(year);
    }
  }
  ASSIGN_OR_RETURN(const std::vector<int> years, reader.Years());
  for (const int later : years) {
    if (written.empty() || *written.begin() >= later) continue;
    ASSIGN_OR_RETURN(const std::optional<StoredYear> stored,
                     reader.Year(later));
    if (!stored.has_value() || !stored->life.closed) continue;
    ASSIGN_OR_RETURN(const int shown, YearsShown(reader, later));
    const auto first = written.upper_bound(later - shown);
    if (first == written.end() || *first >= later) continue;
    comparison->Closed(
        later, absl::StrCat("dess jämförelsetal för ", *first, " blir andra"));
  }
  return absl::OkStatus();
}

void CheckSizes(const ImportChange& change, const std::string& file_name,
                std::vector<Problem>* problems) {
  std::vector<absl::Status> found = {
      CheckBalanceCount(change.balances.size()), CheckChartSize(change.chart),
      CheckBudgetCount(static_cast<size_t>(change.source.budgets_size()))};
  for (const Books::Prior& prior : change.new_priors) {
    found.push_back(CheckBalanceCount(prior.balances.size()));
  }
  for (const absl::Status& status : found) {
    if (status.ok()) continue;
    Problem problem;
    problem.reason = ReasonOf(status);
    problem.file = file_name;
    problem.message = std::string(status.message());
    problems->push_back(std::move(problem));
  }
}

void PutPriors(const ImportChange& change, int64_t revision,
               LedgerWriter* writer) {
  for (const Books::Prior& prior : change.new_priors) {
    StoredYear year;
    year.year = prior.year;
    year.summary = true;
    year.balances_digest =
        BalancesDigest(prior.balances, /*with_movements=*/true);
    writer->PutYear(year, revision);
    writer->PutChart(prior.year.year(), change.chart, revision);
    writer->PutOpenings(prior.year.year(), prior.balances, revision);
  }
}

}  // namespace

absl::StatusOr<ImportChange> PlanChange(const LedgerReader& reader,
                                        const ImportOrder& order,
                                        const std::optional<StoredYear>& kept,
                                        ImportReader* books) {
  ImportChange change;
  const int year = order.name.year;
  const Books& said = books->books();
  const bool is_import = books->file().is_import;
  ASSIGN_OR_RETURN(const Chart chart, reader.ReadChart(year));
  // A 4I adds vouchers; the year's own names stand.
  change.chart =
      is_import ? Merged(said.chart, chart) : Merged(chart, said.chart);
  change.writes_chart = change.chart != chart;
  if (is_import) {
    change.year = kept;
    if (!kept.has_value() || kept->summary) {
      Problem problem;
      problem.reason = "FISCAL_YEAR_UNKNOWN";
      problem.field = "#RAR";
      problem.message =
          absl::StrCat("Räkenskapsåret ", year,
                       " har inga böcker att läsa in en 4I i; läs in årets "
                       "4E eller stäng året före först.");
      books->problems().push_back(std::move(problem));
      return change;
    }
    ASSIGN_OR_RETURN(change.openings, reader.Openings(year));
  }
  change.balances = is_import ? change.openings : said.openings;
  if (!said.summary) books->fold().AddTo(&change.balances);
  RETURN_IF_ERROR(PlanFiles(reader, order, &change));
  if (!is_import) {
    RETURN_IF_ERROR(PlanYear(reader, kept, books, &change));
    RETURN_IF_ERROR(PlanPriors(reader, said, &books->comparison(), &change));
    RETURN_IF_ERROR(PlanYearBefore(reader, year, &change));
    change.source = SourceOf(books->file());
    ASSIGN_OR_RETURN(const internal::SourceRecord source, reader.Source(year));
    const bool closed = kept.has_value() && kept->life.closed;
    change.writes_source =
        EncodeValue(source) !=
        EncodeValue(closed ? AsExported(source, change.source) : change.source);
  }
  RETURN_IF_ERROR(
      RefuseClosed(reader, kept, year, change, &books->comparison()));
  CheckSizes(change, order.files.books_name(), &books->problems());
  return change;
}

absl::StatusOr<bool> PutChange(const LedgerReader& reader,
                               const ImportOrder& order,
                               const ImportChange& change, int64_t revision,
                               ImportReader* books, store::Commit* commit) {
  const int year = order.name.year;
  LedgerWriter writer(*commit, reader.organisation());
  if (change.writes_year) writer.PutYear(*change.year, revision);
  if (change.writes_chart) writer.PutChart(year, change.chart, revision);
  if (change.writes_openings) {
    writer.PutOpenings(year, change.openings, revision);
  }
  if (change.writes_source) writer.PutSource(year, change.source, revision);
  PutPriors(change, revision, &writer);
  if (change.layout.has_value()) {
    writer.PutLayout(year, *change.layout, revision);
  }
  if (change.overview.has_value() || change.drops_overview) {
    writer.PutOverview(
        year, change.overview.has_value() ? &*change.overview : nullptr,
        revision);
  }
  const int64_t added = books->stage().added_count();
  if (added == 0 && writer.empty()) return false;
  if (added > 0) {
    RETURN_IF_ERROR(books->stage().Finish(commit));
    writer.PutPlaces(revision, books->stage().chain().posting_count);
  }
  if (books->file().is_import) {
    ASSIGN_OR_RETURN(const std::string digest, order.files.books().Digest());
    writer.PutTaken(year, digest);
  }
  return true;
}

}  // namespace finsam::ledger

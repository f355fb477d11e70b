// The public sample files of many accounting programs through the whole
// ledger: each sound one is taken in with the balances that it says itself,
// and comes back from an export as the same books; each faulty one is refused
// with its lines, and nothing of it is kept. The files are not part of the
// project: FINSAM_SIE_DIR names their folder, and without them the tests are
// skipped.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/base/names.h"
#include "services/ledger/domain/chart.h"
#include "services/ledger/domain/sie.h"
#include "tests/ledger/books_sample.h"
#include "tests/ledger/kept_books.h"
#include "tests/ledger/ledger_host.h"

namespace finsam::ledger {
namespace {

namespace fs = std::filesystem;
using Kind = SieBalance::Kind;
using Request = v1::ExportBooksRequest;

constexpr char kOrganisation[] = "2220001511";

fs::path SamplesFolder() {
  const char* named = std::getenv("FINSAM_SIE_DIR");
  if (named != nullptr) return named;
  return fs::path(FINSAM_SOURCE_DIR) / "../shared/sie";
}

std::string Content(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

struct Sample {
  std::string name;  // The file's, for messages.
  std::string bytes;
  std::map<std::string, std::string> facts;
  // The file is read as what it is: some 4I are called .se.
  std::string file_name;
  SieReading reading;
  std::string organisation;
  int year = 0;

  std::string YearName() const {
    return absl::StrCat("associations/", organisation, "/fiscalYears/", year);
  }
};

// Gives every sample that FACTS.tsv lists.
std::vector<Sample> Samples() {
  std::vector<Sample> out;
  const fs::path folder = SamplesFolder();
  std::vector<std::string> head;
  for (absl::string_view line :
       absl::StrSplit(Content(folder / "FACTS.tsv"), '\n')) {
    if (line.empty()) continue;
    const std::vector<std::string> cells = absl::StrSplit(line, '\t');
    if (head.empty()) {
      head = cells;
      continue;
    }
    Sample sample;
    for (size_t i = 0; i < cells.size() && i < head.size(); ++i) {
      sample.facts[head[i]] = cells[i];
    }
    sample.name = sample.facts["fil"];
    sample.bytes = Content(folder / sample.name);
    const bool has_balances =
        sample.facts["ub"] != "0" || sample.facts["res"] != "0";
    sample.file_name = has_balances ? "a.se" : "a.si";
    sample.reading = ReadSie(sample.file_name, sample.bytes);
    const auto said =
        ParseOrganisationNumber(sample.reading.file.head.organisation_number);
    sample.organisation = said.ok() ? *said : kOrganisation;
    sample.year = 2024;
    for (const SieVoucher& voucher : sample.reading.file.vouchers) {
      sample.year = static_cast<int>(voucher.date.year());
    }
    for (const SieYear& year : sample.reading.file.years) {
      if (year.index == 0) sample.year = static_cast<int>(year.last.year());
    }
    out.push_back(std::move(sample));
  }
  return out;
}

std::set<std::string> ErrorsOf(const absl::Status& status) {
  std::set<std::string> out;
  for (const Problem& problem : ProblemsOf(status)) {
    if (problem.severity == Severity::kError) out.insert(problem.reason);
  }
  return out;
}

// Without a number that is none, which is refused.
void PatchOrganisation(LedgerHost& host, Sample* sample) {
  const std::string& said = sample->reading.file.head.organisation_number;
  if (said.empty() || ParseOrganisationNumber(said).ok()) return;
  const auto refused = host.Import(sample->YearName(), "mismatch",
                                   {{sample->file_name, sample->bytes}});
  EXPECT_EQ(ErrorsOf(refused.status()).count("ORGANISATION_MISMATCH"), 1u)
      << refused.status();
  sample->bytes = With(sample->bytes, "#ORGNR", "#XRGNR");
}

// A year for a type 4I to go into.
absl::StatusOr<ImportAnswer> ImportEmptyYear(LedgerHost& host,
                                             const Sample& sample) {
  FiscalYear year{absl::CivilDay(sample.year, 1, 1),
                  absl::CivilDay(sample.year, 12, 31)};
  for (const SieVoucher& voucher : sample.reading.file.vouchers) {
    year.first = std::min(year.first, voucher.date);
  }
  for (const SieYear& said : sample.reading.file.years) {
    if (said.index == 0) year = {said.first, said.last};
  }
  const auto day = [](absl::CivilDay of) { return absl::FormatCivilTime(of); };
  std::string rar = absl::StrCat(day(year.first), " ", day(year.last));
  rar.erase(std::remove(rar.begin(), rar.end(), '-'), rar.end());
  return host.Import(
      sample.YearName(), "empty",
      {{"empty.se", absl::StrCat("#FLAGGA 0\n#SIETYP 4\n#RAR 0 ", rar,
                                 "\n#KONTO 1930 \"Bank\"\n#UB 0 1930 0\n")}});
}

// The sums of the own year's records of a kind, by account.
std::map<int32_t, Ore> Told(const SieFile& file, Kind kind) {
  std::map<int32_t, Ore> out;
  for (const SieBalance& record : file.balances) {
    if (record.year_index == 0 && record.kind == kind) {
      out[record.account] += record.amount;
    }
  }
  return out;
}

// #UB, or of a result account #RES; many files have both of one account. An
// account of which only months are told closes with those.
std::map<int32_t, Ore> ToldClosings(const SieFile& file) {
  std::map<int32_t, Ore> out;
  for (const Kind kind : {Kind::kResult, Kind::kClosing, Kind::kResult}) {
    for (const auto& [account, amount] : Told(file, kind)) {
      const bool is_better =
          IsBalanceAccount(account) == (kind == Kind::kClosing);
      if (is_better || out.count(account) == 0) out[account] = amount;
    }
  }
  if (file.type == 4) return out;
  for (const auto& [account, amount] : Told(file, Kind::kPeriod)) {
    if (!IsBalanceAccount(account)) out.try_emplace(account, amount);
  }
  return out;
}

// What the file says of every account is what the ledger answers.
void ExpectBalancesOf(LedgerHost& host, const Sample& sample) {
  const auto answer = host.TrialBalance(sample.YearName());
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(absl::StrCat(answer->voucher_count()), sample.facts.at("ver"));
  EXPECT_EQ(absl::StrCat(answer->entry_count()), sample.facts.at("trans"));
  const SieFile& file = sample.reading.file;
  if (file.is_import) return;
  std::map<int32_t, Ore> openings = Told(file, Kind::kOpening);
  std::map<int32_t, Ore> closings = ToldClosings(file);
  // What the file itself has otherwise than its vouchers.
  std::set<int32_t> differing;
  for (const Problem& problem : sample.reading.problems) {
    if (problem.reason != "SIE_ROLL_DIFFERS") continue;
    int32_t account = 0;
    ASSERT_TRUE(absl::SimpleAtoi(problem.field, &account));
    differing.insert(account);
  }
  for (const auto& account : answer->accounts()) {
    const int32_t number = account.account();
    EXPECT_EQ(account.opening_ore(), openings[number].value) << number;
    EXPECT_TRUE(account.closing_ore() == closings[number].value ||
                differing.count(number) > 0)
        << number << ": " << account.closing_ore() << ", not "
        << closings[number].value;
    openings.erase(number);
    closings.erase(number);
  }
  for (const auto& [number, ore] : openings) EXPECT_EQ(ore, Ore{0}) << number;
  for (const auto& [number, ore] : closings) {
    EXPECT_TRUE(ore == Ore{0} || differing.count(number) > 0) << number;
  }
}

TEST(LedgerSamplesTest, SoundFilesAreTakenInAndComeBack) {
  if (!fs::exists(SamplesFolder() / "FACTS.tsv")) {
    GTEST_SKIP() << "no sample files: set FINSAM_SIE_DIR to their folder";
  }
  int taken = 0;
  for (Sample& sample : Samples()) {
    if (!sample.reading.ok()) continue;
    SCOPED_TRACE(sample.name);
    LedgerHost host;
    PatchOrganisation(host, &sample);
    if (sample.reading.file.is_import) {
      const auto empty = ImportEmptyYear(host, sample);
      ASSERT_TRUE(empty.ok()) << empty.status();
    }
    const auto answer = host.Import(sample.YearName(), "first",
                                    {{sample.file_name, sample.bytes}});
    EXPECT_TRUE(answer.ok()) << answer.status();
    if (!answer.ok()) continue;
    ++taken;
    ExpectBalancesOf(host, sample);
    for (const Request::Format format :
         {Request::SIE_1, Request::SIE_2, Request::SIE_3}) {
      ExpectRoundTrip(host, sample.YearName(), format);
    }
    if (sample.reading.file.type < 4) continue;
    ExpectRoundTrip(host, sample.YearName(), Request::SIE_4E);
  }
  EXPECT_GT(taken, 0);
}

TEST(LedgerSamplesTest, FaultyFilesAreRefusedWithTheirLines) {
  if (!fs::exists(SamplesFolder() / "FACTS.tsv")) {
    GTEST_SKIP() << "no sample files: set FINSAM_SIE_DIR to their folder";
  }
  int refused = 0;
  for (Sample& sample : Samples()) {
    if (sample.reading.ok()) continue;
    SCOPED_TRACE(sample.name);
    ++refused;
    LedgerHost host;
    const auto answer = host.Import(sample.YearName(), "first",
                                    {{sample.file_name, sample.bytes}});
    EXPECT_EQ(answer.status().code(), absl::StatusCode::kInvalidArgument);
    for (const Problem& problem : ProblemsOf(answer.status())) {
      // The last may count those that had no room.
      if (problem.severity != Severity::kError ||
          absl::EndsWith(problem.reason, "MORE_PROBLEMS")) {
        continue;
      }
      EXPECT_GT(problem.line, 0) << ProblemLine(problem);
      EXPECT_TRUE(
          absl::StrContains(ProblemLine(problem), absl::StrCat(problem.line)));
    }
    const auto verified =
        host.Verify(absl::StrCat("associations/", sample.organisation));
    ASSERT_TRUE(verified.ok()) << verified.status();
    EXPECT_EQ(verified->revision().revision(), 0);
    EXPECT_EQ(Verdict(host.TrialBalance(sample.YearName()).status()),
              "NOT_FOUND FISCAL_YEAR_UNKNOWN");
  }
  EXPECT_EQ(refused, 6);
}

// Nine of the set from which the samples come are pages of an error.
TEST(LedgerSamplesTest, PagesThatWereSavedAsFilesAreRefused) {
  LedgerHost host;
  ASSERT_TRUE(host.Import("first", kBooks).ok());
  const auto before = host.Verify(kAssociation);
  for (const char* page :
       {"<!DOCTYPE html>\n<html>\n<head><title>404</title></head>\n</html>\n",
        "<html><body>Page not found</body></html>", "404: Not Found", ""}) {
    for (const char* name : {"a.se", "a.si"}) {
      const auto answer = host.Import(kYear, "page", {{name, page}});
      EXPECT_EQ(answer.status().code(), absl::StatusCode::kInvalidArgument)
          << page << answer.status();
    }
  }
  const auto after = host.Verify(kAssociation);
  ASSERT_TRUE(after.ok()) << after.status();
  EXPECT_EQ(after->revision().revision(), before->revision().revision());
  EXPECT_EQ(after->revision().root(), before->revision().root());
}

}  // namespace
}  // namespace finsam::ledger

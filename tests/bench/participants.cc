// finsam-bench-participants: a participants service with many associations and
// years on disk, imported, asked and released. Prints a Markdown table of how
// long the service takes, from the request to the bytes of its answer, and what
// memory and disk it takes. The wire and the keys are left out.

#include "services/participants/participants.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/base/clock.h"
#include "common/base/names.h"
#include "common/figure/convert.h"
#include "common/store/rocks_store.h"
#include "services/participants/clp_program.h"
#include "services/participants/convert.h"
#include "tests/bench/counts.h"
#include "tests/bench/timing.h"

namespace finsam::bench {
namespace {

namespace v1 = participants::v1;
using participants::Audience;
using participants::Participants;

constexpr int kFirstYear = 2011;

struct Options {
  std::string folder = "build/bench/participants.data";
  int associations = 80;
  int years = 15;
  int initiatives = 26;
  int rounds = 200;
  int release_initiatives = 1;
  int chain = 5;
  std::vector<int> plan_initiatives = {1, 2};
};

// What a call gave, or the end.
template <typename Answer>
Answer Must(absl::StatusOr<Answer> answer) {
  if (!answer.ok()) Die(answer.status().ToString());
  return *std::move(answer);
}

std::string OrganisationOf(int association) {
  return Must(ParseAssociationName(Association(association)));
}

class Load {
 public:
  Load(const Options& options, Participants& service)
      : options_(options), service_(service) {}

  void MeasureAll() {
    Fill();
    Timing::TellHead();
    import_.Tell("ImportCounts");
    Ask("GetStatistics, the office's", options_.rounds, [&] {
      answer_bytes_ = Read(AnyAssociation(), AnyYear(), Audience::kInternal);
    });
    Ask("ExportCounts", options_.rounds, [&] {
      Must(service_.Export({OrganisationOf(AnyAssociation()), AnyYear()}));
    });
    Ask("CompareYears, all years", options_.rounds / 10, [&] { Compare(); });
    Ask("GetNationalStatistics, the state's", options_.rounds / 10,
        [&] { Nation(LastYear(), common::v1::OFFICE); });
    MeasureReleases();
    MeasurePlans();
    std::printf("\nGetStatistics answers the office with %zu KiB\n",
                answer_bytes_ >> 10);
  }

 private:
  int LastYear() const { return kFirstYear + options_.years - 1; }
  // These are smaller, since a release takes time.
  int ReleasedYear() const { return LastYear() + 1; }
  int Any(int limit) {
    return static_cast<int>(random_() % static_cast<uint64_t>(limit));
  }
  int AnyAssociation() { return Any(options_.associations); }
  int AnyYear() { return kFirstYear + Any(options_.years); }

  template <typename Work>
  void Ask(const std::string& name, int rounds, Work work) {
    Timing timing;
    for (int i = 0; i < rounds; ++i) timing.Time(work);
    timing.Tell(name);
  }

  void Fill() {
    for (int i = 0; i < options_.associations; ++i) {
      const std::vector<std::string> files =
          MakeCounts(static_cast<uint64_t>(i), options_.initiatives, kFirstYear,
                     options_.years);
      for (int y = 0; y < options_.years; ++y) {
        import_.Time(
            [&] { Import(i, kFirstYear + y, files[static_cast<size_t>(y)]); });
      }
    }
  }

  void Import(int association, int year, const std::string& counts) {
    v1::ImportCountsResponse response;
    participants::ToProto(
        Must(service_.Import({{OrganisationOf(association), year},
                              absl::StrCat("import-", year),
                              /*validate_only=*/false,
                              {{"counts.csv", counts}}})),
        response.mutable_result());
    response.SerializeAsString();
  }

  size_t Read(int association, int year, Audience audience) {
    return Must(service_.Read({OrganisationOf(association), year}, audience))
        .SerializeAsString()
        .size();
  }

  void Compare() {
    std::vector<int> years(static_cast<size_t>(options_.years));
    std::iota(years.begin(), years.end(), kFirstYear);
    v1::CompareYearsResponse response;
    ToProto(Must(service_.CompareYears(OrganisationOf(AnyAssociation()), years,
                                       Audience::kInternal)),
            response.mutable_table());
    response.SerializeAsString();
  }

  void Nation(int year, common::v1::Audience audience) {
    v1::GetNationalStatisticsRequest request;
    request.set_year(year);
    request.set_audience(audience);
    Must(service_.National(request)).SerializeAsString();
  }

  void Release(int association, int year) {
    Must(service_.MakeRelease({OrganisationOf(association), year},
                              Audience::kPublic,
                              absl::StrCat("release-", year)))
        .SerializeAsString();
  }

  // Every association releases one year after the other, so that what was
  // released before grows; then the nation is released.
  void MeasureReleases() {
    std::vector<std::vector<std::string>> files;
    for (int i = 0; i < options_.associations; ++i) {
      files.push_back(MakeCounts(static_cast<uint64_t>(i),
                                 options_.release_initiatives, ReleasedYear(),
                                 options_.chain));
    }
    for (int y = 0; y < options_.chain; ++y) {
      const int year = ReleasedYear() + y;
      for (int i = 0; i < options_.associations; ++i) {
        Import(i, year, files[static_cast<size_t>(i)][static_cast<size_t>(y)]);
      }
      int next = 0;
      Ask(absl::StrCat("ReleaseCounts, ", NumbersReleased(), " numbers, ", y,
                       " releases before"),
          options_.associations, [&] { Release(next++, year); });
    }
    Ask("GetStatistics, released", options_.rounds,
        [&] { Read(AnyAssociation(), ReleasedYear(), Audience::kPublic); });
    Ask("ReleaseNationalStatistics", 1, [&] {
      v1::ReleaseNationalStatisticsRequest request;
      request.set_year(ReleasedYear());
      request.set_request_id("release");
      Must(service_.ReleaseNational(request)).SerializeAsString();
    });
    Ask("GetNationalStatistics, released", options_.rounds,
        [&] { Nation(ReleasedYear(), common::v1::PUBLIC); });
  }

  int NumbersReleased() const {
    return options_.release_initiatives * kCellsOfAnInitiative;
  }

  // How it grows with the numbers of a year; each an association of its own.
  void MeasurePlans() {
    int association = options_.associations;
    for (const int initiatives : options_.plan_initiatives) {
      const FiscalYearName year{OrganisationOf(association), LastYear()};
      Import(association, year.year,
             MakeCounts(static_cast<uint64_t>(association), initiatives,
                        year.year, 1)[0]);
      v1::PlanReleaseResponse plan;
      Ask(absl::StrCat("PlanRelease, ", initiatives * kCellsOfAnInitiative,
                       " numbers"),
          1, [&] {
            participants::ToProto(Must(service_.Plan(year, Audience::kPublic)),
                                  &plan);
            plan.SerializeAsString();
          });
      std::fprintf(stderr, "of %lld counts %lld are small, %lld are shown\n",
                   static_cast<long long>(plan.cells()),
                   static_cast<long long>(plan.small()),
                   static_cast<long long>(plan.shown()));
      ++association;
    }
  }

  const Options& options_;
  Participants& service_;
  Timing import_;
  size_t answer_bytes_ = 0;
  std::mt19937_64 random_{20250318};
};

int Run(const Options& options) {
  namespace fs = std::filesystem;
  fs::remove_all(options.folder);
  fs::create_directories(options.folder);
  auto store = Must(store::OpenRocksStore({.path = options.folder}));
  const participants::ClpSolver solver;
  Participants service(*store, SystemClock(), solver);
  std::printf("%d associations, %d years, %d numbers each\n\n",
              options.associations, options.years,
              options.initiatives * kCellsOfAnInitiative);
  Load(options, service).MeasureAll();
  TellUse(options.folder);
  return 0;
}

}  // namespace
}  // namespace finsam::bench

int main(int argc, char** argv) {
  finsam::bench::Options options;
  CLI::App app("Measures the participants service.");
  app.add_option("--folder", options.folder, "where the data lie; emptied");
  app.add_option("--associations", options.associations)
      ->check(CLI::Range(1, 80));
  app.add_option("--years", options.years)->check(CLI::Range(2, 15));
  app.add_option("--initiatives", options.initiatives,
                 absl::StrCat("of a year, each with ",
                              finsam::bench::kCellsOfAnInitiative, " numbers"))
      ->check(CLI::Range(1, 40));
  app.add_option("--rounds", options.rounds)->check(CLI::Range(10, 100'000));
  app.add_option("--release-initiatives", options.release_initiatives,
                 "of each of the years that are released")
      ->check(CLI::Range(1, 40));
  app.add_option("--chain", options.chain, "how many years are released")
      ->check(CLI::Range(1, 15));
  app.add_option("--plan-initiatives", options.plan_initiatives,
                 "of each year that a release is planned of");
  CLI11_PARSE(app, argc, argv);
  return finsam::bench::Run(options);
}

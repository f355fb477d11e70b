// finsam-bench-participants: a participants service with many associations and
// years on disk, imported, asked and released. Prints a Markdown table of how
// long the service takes, from the request to the bytes of its answer, and what
// memory and disk it takes. The wire and the keys are left out.

#include "services/participants/participants.h"

#include <CLI/CLI.hpp>
#include <algorithm>
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
  int rounds = 200;
  int plans = 10;
  int released = 80;
  int chain = 3;
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
    Ask("GetStatistics, the office's", options_.rounds,
        [&] { Read(AnyAssociation(), AnyYear(), Audience::kInternal); });
    Ask("ExportCounts", options_.rounds, [&] {
      Must(service_.Export({OrganisationOf(AnyAssociation()), AnyYear()}));
    });
    Ask("CompareYears, all years", options_.rounds / 10, [&] { Compare(); });
    Ask("GetNationalStatistics, the state's", options_.rounds / 10,
        [&] { Nation(common::v1::OFFICE); });
    MeasureReleases();
    std::printf(
        "\nGetStatistics answers with %zu KiB; of %lld counts %lld are small, "
        "%lld are shown\n",
        answer_bytes_ >> 10, static_cast<long long>(plan_.cells()),
        static_cast<long long>(plan_.small()),
        static_cast<long long>(plan_.shown()));
  }

 private:
  int LastYear() const { return kFirstYear + options_.years - 1; }
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
          MakeCounts(static_cast<uint64_t>(i), kFirstYear, options_.years);
      for (int y = 0; y < options_.years; ++y) {
        const int year = kFirstYear + y;
        const store::ImportRequest request{
            {OrganisationOf(i), year},
            absl::StrCat("import-", year),
            /*validate_only=*/false,
            {{"counts.csv", files[static_cast<size_t>(y)]}}};
        import_.Time([&] {
          v1::ImportCountsResponse response;
          participants::ToProto(Must(service_.Import(request)),
                                response.mutable_result());
          response.SerializeAsString();
        });
      }
    }
  }

  void Read(int association, int year, Audience audience) {
    answer_bytes_ =
        Must(service_.Read({OrganisationOf(association), year}, audience))
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

  void Nation(common::v1::Audience audience) {
    v1::GetNationalStatisticsRequest request;
    request.set_year(LastYear());
    request.set_audience(audience);
    Must(service_.National(request)).SerializeAsString();
  }

  void Plan(int association, int year) {
    plan_.Clear();
    participants::ToProto(
        Must(service_.Plan({OrganisationOf(association), year},
                           Audience::kPublic)),
        &plan_);
    plan_.SerializeAsString();
  }

  void Release(int association, int year) {
    Must(service_.MakeRelease({OrganisationOf(association), year},
                              Audience::kPublic,
                              absl::StrCat("release-", year)))
        .SerializeAsString();
  }

  void MeasureReleases() {
    int next = 0;
    Ask("PlanRelease, the first", options_.plans,
        [&] { Plan(next++ % options_.associations, LastYear()); });
    next = 0;
    Ask("ReleaseCounts, the first", options_.released,
        [&] { Release(next++, LastYear()); });
    Ask("GetStatistics, released", options_.rounds,
        [&] { Read(Any(options_.released), LastYear(), Audience::kPublic); });
    Ask("ReleaseNationalStatistics", 1, [&] {
      v1::ReleaseNationalStatisticsRequest request;
      request.set_year(LastYear());
      request.set_request_id("release");
      Must(service_.ReleaseNational(request)).SerializeAsString();
    });
    Ask("GetNationalStatistics, released", options_.rounds,
        [&] { Nation(common::v1::PUBLIC); });
    // One association releases one year after the other, while what it has
    // released before grows.
    const int association = options_.associations - 1;
    const int before = association < options_.released ? 1 : 0;
    for (int i = 0; i < options_.chain; ++i) {
      Ask(absl::StrCat("ReleaseCounts, after ", before + i, " others"), 1,
          [&] { Release(association, kFirstYear + i); });
    }
  }

  const Options& options_;
  Participants& service_;
  Timing import_;
  size_t answer_bytes_ = 0;
  v1::PlanReleaseResponse plan_;
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
              options.associations, options.years, kCellsOfAYear);
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
  app.add_option("--rounds", options.rounds)->check(CLI::Range(10, 100'000));
  app.add_option("--plans", options.plans)->check(CLI::PositiveNumber);
  app.add_option("--released", options.released,
                 "how many associations release the last year")
      ->check(CLI::Range(1, 80));
  app.add_option("--chain", options.chain,
                 "how many years one association releases in a row")
      ->check(CLI::Range(0, 15));
  CLI11_PARSE(app, argc, argv);
  options.released = std::min(options.released, options.associations);
  return finsam::bench::Run(options);
}

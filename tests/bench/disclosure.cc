// bench_disclosure: how long it takes to choose which counts are hidden, and to
// check that they cannot be reckoned out, by the number of linked cells.

#include <benchmark/benchmark.h>

#include <cstdint>

#include "services/participants/clp_program.h"
#include "services/participants/domain/attack.h"
#include "services/participants/domain/linked_cells.h"
#include "services/participants/domain/suppression.h"
#include "tests/participants/linked_sets.h"

namespace finsam::participants {
namespace {

constexpr uint64_t kSeed = 5;

void BM_Suppress(benchmark::State& state) {
  const LinkedCells linked = test::MakeLargeSet(kSeed, state.range(0));
  const ClpSolver solver;
  Suppression suppression;
  for (auto _ : state) {
    suppression = Suppress(linked, solver).value();
  }
  size_t hidden = 0;
  size_t sensitive = 0;
  for (size_t i = 0; i < linked.cells.size(); ++i) {
    hidden += suppression.hidden[i];
    sensitive += linked.cells[i].sensitive;
  }
  const auto count = [&](const char* name, size_t number) {
    state.counters[name] = static_cast<double>(number);
  };
  count("cells", linked.cells.size());
  count("sensitive", sensitive);
  count("hidden", hidden);
  count("loss", suppression.loss);
  count("leaks", suppression.leaks.size());
}

void BM_FindLeaks(benchmark::State& state) {
  const LinkedCells linked = test::MakeLargeSet(kSeed, state.range(0));
  const ClpSolver solver;
  const Suppression suppression = Suppress(linked, solver).value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        FindLeaks(linked, suppression.hidden, solver).value());
  }
}

void BM_Attack(benchmark::State& state) {
  const LinkedCells linked = test::MakeLargeSet(kSeed, state.range(0));
  const ClpSolver solver;
  const Suppression suppression = Suppress(linked, solver).value();
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        Attack(linked, suppression.hidden, /*all=*/false, solver).value());
  }
}

#define SIZES Arg(200)->Arg(500)->Arg(1000)->Arg(2000)
BENCHMARK(BM_Suppress)->SIZES->Unit(benchmark::kMillisecond);
BENCHMARK(BM_FindLeaks)->SIZES->Unit(benchmark::kMillisecond);
BENCHMARK(BM_Attack)->SIZES->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace finsam::participants

BENCHMARK_MAIN();

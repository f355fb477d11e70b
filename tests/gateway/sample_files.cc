#include "tests/gateway/sample_files.h"

namespace finsam::gateway {

internal::YearFiles SampleFiles() {
  internal::YearFiles files;
  common::v1::File* layout = files.add_files();
  layout->set_name("layouts/annual-report.yaml");
  layout->set_content(R"(title: Årsredovisning 2024
sections:
  - number: "1"
    title: Resultat
    content:
      - text: text/resultat.md
      - table: income-statement
        columns:
          - label: Budget 2024
            budget: {operating-costs: -costs, result-of-year: result}
          - {label: "2024-12-31", year: 2024}
  - number: "2"
    title: Driftredovisning
    content:
      - table: operations-account
        columns:
          - {label: "2024-12-31", year: 2024}
          - {label: Avvikelse, deviation: {net-cost: costs}}
)");
  common::v1::File* text = files.add_files();
  text->set_name("text/resultat.md");
  text->set_content(
      "Resultatet blev {{ income-statement/result-of-year/2024 | tkr }}.\n");
  return files;
}

}  // namespace finsam::gateway

# The statement layout: its language, its checks and the statements it gives.
finsam_library(finsam_ledger_layout
  SOURCES domain/balance_index.cc domain/coverage.cc domain/key_figures.cc
          domain/layout.cc domain/layout_check.cc domain/layout_graph.cc
          domain/layout_references.cc domain/line_values.cc domain/openings.cc
          domain/selection.cc domain/statements.cc
  DEPS finsam_base finsam_figure)

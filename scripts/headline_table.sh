#!/usr/bin/env bash
# The table of all learners on all tasks as README.md has it, from the figures.csv of a report: mean return of the frozen
# policies over seeds, with its 95% interval. A test compares it with README.md. Nothing where the file has no such table.
# Usage: scripts/headline_table.sh [FIGURES.csv]
set -euo pipefail
awk -F, '
  function text(value) {return sprintf(value >= 10 || value <= -10 ? "%.0f" : "%.2f", value)}
  function add(list, name) {return list == "" ? name : list "," name}
  NR == 1 {for (i = 1; i <= NF; ++i) column[$i] = i; next}
  !("kind" in column) || $column["kind"] != "table" || $column["metric"] != "frozen" {next}
  {
    gsub(/"/, "")
    learner = $column["group"]; task = $column["what"]
    if (!(learner in learners)) {learners[learner]; rows = add(rows, learner)}
    if (!(task in tasks)) {tasks[task]; heads = add(heads, task)}
    mean = $column["mean"]; low = $column["low"]
    interval = low == "" ? "" : " (" text(low) " to " text($column["high"]) ")"
    cell[learner, task] = mean == "" ? "-" : text(mean) interval
  }
  END {
    if (rows == "") exit
    m = split(rows, row, ","); n = split(heads, head, ",")
    line = "| learner |"; rule = "|---|"
    for (j = 1; j <= n; ++j) {line = line " " head[j] " |"; rule = rule "---|"}
    print line "\n" rule
    for (i = 1; i <= m; ++i) {
      line = "| " row[i] " |"
      for (j = 1; j <= n; ++j) line = line " " ((row[i], head[j]) in cell ? cell[row[i], head[j]] : "-") " |"
      print line
    }
  }' "${1:-$(dirname "${BASH_SOURCE[0]}")/../results/paper/figures.csv}"

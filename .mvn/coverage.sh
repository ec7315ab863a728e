#!/bin/sh
# Prints the share of lines that the unit tests run, from JaCoCo's table: coverage.sh JACOCO_CSV
[ ! -f "$1" ] || awk -F, '
  NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i }
  NR > 1 { missed += $column["LINE_MISSED"]; covered += $column["LINE_COVERED"] }
  END { if (covered > 0) printf "line coverage of the unit tests: %.1f %%\n", 100 * covered / (covered + missed) }
' "$1"

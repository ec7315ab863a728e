#!/usr/bin/env bash
# From a clean checkout to a table of accuracies: builds Sparkgrad, finds CIFAR-10 (CIFAR10_DIR, data/, the
# network) or else makes a synthetic set, and runs the small grid of conf/quickstart.properties. It takes no arguments.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=environment.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/environment.sh"

usage="usage: ${0##*/}, without arguments; CIFAR10_DIR names the folder with CIFAR-10's binary files"
case ${1-} in
  -h | --help) echo "$usage" && exit ;;
esac
[[ $# -eq 0 ]] || fail "expected no arguments, found $*; $usage" 2

cifar10=data/cifar-10-batches-bin
synthetic=data/synthetic
out=runs/quickstart-$(date +%Y%m%d-%H%M%S)-$$

has_batches() {
  [[ -f $1/data_batch_1.bin && -f $1/test_batch.bin ]]
}

warn_of_synthetic() {
  cat >&2 <<'BOX'
+--------------------------------------------------------------------------+
|  THIS IS NOT CIFAR-10.  The data set could not be downloaded, so a       |
|  synthetic set of the same layout takes its place. Its accuracies say    |
|  nothing about CIFAR-10. For the real figures, set CIFAR10_DIR to the    |
|  folder with data_batch_1.bin ... test_batch.bin, and run this again.    |
+--------------------------------------------------------------------------+
BOX
}

find_data() {
  if [[ -n ${CIFAR10_DIR:-} ]]; then
    has_batches "$CIFAR10_DIR" || fail "CIFAR10_DIR=$CIFAR10_DIR has no data_batch_1.bin or no test_batch.bin" 3
    data=$(cd "$CIFAR10_DIR" && pwd)
  elif has_batches "$root/$cifar10"; then
    data=$cifar10
  elif (cd "$root" && submit/sparkgrad data fetch "$cifar10" >&2); then
    data=$cifar10
  else
    data=$synthetic
    warn_of_synthetic
    has_batches "$root/$synthetic" || (cd "$root" && submit/sparkgrad data synth "$synthetic" >&2)
  fi
}

require_java
build
find_data
cd "$root"
submit/sparkgrad grid --config conf/quickstart.properties --data "$data" --out "$out" --report
echo
echo "Tables (Parquet), curves and models: $root/$out"
[[ ! -f $out/report.html ]] || echo "The report: $root/$out/report.html"
[[ $data != "$synthetic" ]] || warn_of_synthetic

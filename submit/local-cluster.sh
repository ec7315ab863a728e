#!/usr/bin/env bash
# A standalone Spark cluster on this machine, of separate processes:
#   submit/local-cluster.sh start [--workers 2] [--cores 1] [--memory 2g] [--properties-file FILE]
#                                     prints the master's URL; FILE has Spark's properties, such as of conf/secure.properties
#   submit/local-cluster.sh status
#   submit/local-cluster.sh stop
# SPARKGRAD_MASTER_PORT is the master's port (7077; 0 takes any free one). Logs and process ids are kept in
# SPARKGRAD_CLUSTER_DIR (target/local-cluster).
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=environment.sh
. "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/environment.sh"

directory=${SPARKGRAD_CLUSTER_DIR:-$root/target/local-cluster}
port=${SPARKGRAD_MASTER_PORT:-7077}
patience_seconds=180

usage="usage: ${0##*/} start [--workers N] [--cores N] [--memory 2g] [--properties-file FILE] | status | stop"

usage() {
  fail "$1; $usage" 2
}

# In variables, as macOS's bash 3.2 takes no parentheses in the place of an expression.
daemon='^(master|worker-[0-9]+)$'
a_port='^(0|[1-9][0-9]{0,4})$'

# Prints the names of the daemons that have such a file. The folder may hold files of others, too.
daemons() { # SUFFIX
  local name
  for name in "$directory"/*."$1"; do
    name=${name##*/}
    name=${name%."$1"}
    [[ ! $name =~ $daemon ]] || echo "$name"
  done
}

remove() { # SUFFIX
  local name
  for name in $(daemons "$1"); do rm -f "$directory/$name.$1"; done
}

# A process id outlives its process and may be given to another, so it must be a Spark daemon's, or this script's
# on its way to become one.
runs() { # PID_FILE
  local pid process
  pid=$(cat "$1" 2>/dev/null) && kill -0 "$pid" 2>/dev/null || return 1
  command -v ps >/dev/null || return 0
  process=$(ps -ww -p "$pid" -o args=)
  [[ $process == *org.apache.spark.deploy.* || $process == *"$0"* ]]
}

running() {
  local name
  for name in $(daemons pid); do
    if runs "$directory/$name.pid"; then cat "$directory/$name.pid"; fi
  done
}

stop_all() {
  local pid attempt
  for pid in $(running); do kill "$pid" 2>/dev/null || true; done
  for ((attempt = 0; attempt < 50; attempt++)); do
    [[ -n $(running) ]] || break
    sleep 0.2
  done
  for pid in $(running); do kill -KILL "$pid" 2>/dev/null || true; done
  remove pid
  rm -f "$directory/master.url"
}

start_daemon() { # NAME CLASS [ARGUMENT...]
  local name=$1
  shift
  (
    # It outlives the terminal that it was started from.
    trap '' HUP
    spark_class "$@"
  ) >"$directory/$name.log" 2>&1 </dev/null &
  echo $! >"$directory/$name.pid"
}

# Waits until the master's log has COUNT lines with TEXT, while all daemons live.
await() { # COUNT TEXT WHAT LOG
  local deadline=$((SECONDS + patience_seconds)) name
  until [[ $(grep -c "$2" "$directory/master.log") -ge $1 ]]; do
    for name in $(daemons pid); do
      runs "$directory/$name.pid" || give_up "$name ended while it started" "$directory/$name.log"
    done
    [[ $SECONDS -lt $deadline ]] || give_up "$3 did not come up within $patience_seconds s" "$4"
    sleep 0.2
  done
}

give_up() { # MESSAGE LOG
  tail -n 15 "$2" >&2
  fail "$1; see $2"
}

start() {
  local workers=2 cores=1 memory=2g url number properties=()
  while [[ $# -gt 0 ]]; do
    [[ $# -ge 2 ]] || usage "$1 needs a value"
    case $1 in
      --workers) workers=$2 ;;
      --cores) cores=$2 ;;
      --memory) memory=$2 ;;
      --properties-file)
        [[ -f $2 && -r $2 ]] || usage "--properties-file $2 is no file that can be read"
        properties=(--properties-file "$2")
        ;;
      *) usage "unknown option $1" ;;
    esac
    shift 2
  done
  [[ $workers =~ ^[1-9][0-9]*$ ]] || usage "--workers $workers is not a positive number"
  [[ $cores =~ ^[1-9][0-9]*$ ]] || usage "--cores $cores is not a positive number"
  [[ $memory =~ ^[1-9][0-9]*[mgMG]$ ]] || usage "--memory $memory is not a size such as 512m or 2g"
  [[ $port =~ $a_port && $port -le 65535 ]] ||
    usage "SPARKGRAD_MASTER_PORT: expected a port from 0 to 65535, found $port"

  [[ -z $(running) ]] || fail "already running ($(cat "$directory/master.url" 2>/dev/null)): stop it first"
  ! (: <>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || fail "port $port is in use: set SPARKGRAD_MASTER_PORT"
  require_java
  build
  find_spark
  mkdir -p "$directory"
  remove pid
  remove log

  export SPARK_LOCAL_IP=127.0.0.1
  export SPARK_DAEMON_MEMORY=${SPARK_DAEMON_MEMORY:-512m}
  # Registrations are read from the master's log, so it must be Spark's own, whatever SPARK_HOME logs otherwise.
  # A port that is taken must be an error: Spark would quietly take the next.
  export SPARK_DAEMON_JAVA_OPTS="${SPARK_DAEMON_JAVA_OPTS:-} -Dspark.port.maxRetries=0 -Dspark.master.rest.enabled=false \
-Dlog4j2.configurationFile=classpath:org/apache/spark/log4j2-defaults.properties"

  trap stop_all EXIT
  start_daemon master org.apache.spark.deploy.master.Master --host 127.0.0.1 --port "$port" --webui-port 0 \
    "${properties[@]+"${properties[@]}"}"
  await 1 'Starting Spark master at' 'the master' "$directory/master.log"
  url=$(sed -n 's!.*Starting Spark master at \(spark://[0-9.:]*\).*!\1!p' "$directory/master.log")
  echo "$url" >"$directory/master.url"
  for ((number = 1; number <= workers; number++)); do
    start_daemon "worker-$number" org.apache.spark.deploy.worker.Worker --host 127.0.0.1 --webui-port 0 \
      --cores "$cores" --memory "$memory" --work-dir "$directory/work" "${properties[@]+"${properties[@]}"}" "$url"
  done
  await "$workers" 'Registering worker' "$workers workers" "$directory/worker-1.log"
  trap - EXIT
  echo "$url"
}

status() {
  local name
  [[ -n $(running) ]] || fail "not running"
  cat "$directory/master.url"
  for name in $(daemons pid); do
    if runs "$directory/$name.pid"; then
      echo "$name runs as process $(cat "$directory/$name.pid")"
    else
      echo "$name has ended"
    fi
  done
}

action=${1-}
[[ $# -eq 0 ]] || shift
case ${1-} in
  -h | --help) action=--help ;;
esac
case $action,$# in
  start,*) start "$@" ;;
  stop,0) stop_all ;;
  status,0) status ;;
  -h,* | --help,*) echo "$usage" ;;
  stop,* | status,*) usage "$action: expected no arguments, found $*" ;;
  *) usage "unknown command '$action'" ;;
esac

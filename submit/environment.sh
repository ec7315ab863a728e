# shellcheck shell=bash
# Sourced by the scripts beside it: finds Java and Spark, and builds Sparkgrad where that is due.

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=../.mvn/wrapper/java.sh
. "$root/.mvn/wrapper/java.sh"

version=$(sed -n 's:^  <version>\(.*\)</version>$:\1:p' "$root/pom.xml")
# shellcheck disable=SC2034 # used by those who source this file
application_jar=$root/target/sparkgrad-$version.jar
embedded_spark=$root/target/spark

is_built() {
  [[ -f $application_jar && -d $embedded_spark/jars ]] &&
    [[ -z $(find "$root/pom.xml" "$root/src/main" -newer "$application_jar" -print -quit) ]]
}

# Builds the application's jar and the embedded Spark, unless they are there and newer than the sources.
build() {
  is_built && return
  mkdir -p "$root/target"
  (
    # Two first uses at once would build over each other.
    ! command -v flock >/dev/null || flock 9
    is_built && exit
    echo "${0##*/}: building Sparkgrad; the first time, this downloads Spark too" >&2
    cd "$root" && ./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true package >&2 && touch "$application_jar"
  ) 9>"$root/target/.build.lock" || fail "the build failed"
}

# Sets SPARK_HOME, where the user has not, to the embedded Spark.
find_spark() {
  if [[ -z ${SPARK_HOME:-} ]]; then
    export SPARK_HOME=$embedded_spark
    [[ -f $SPARK_HOME/RELEASE ]] || echo "Spark as Maven's jars" >"$SPARK_HOME/RELEASE"
  fi
  [[ -x $SPARK_HOME/bin/spark-submit || -d $SPARK_HOME/jars ]] ||
    fail "SPARK_HOME=$SPARK_HOME has neither bin/spark-submit nor jars"
  # The launcher would look for it in folders that only Spark's own build has.
  export SPARK_SCALA_VERSION=${SPARK_SCALA_VERSION:-2.13}
}

# Becomes the given class of Spark's: spark_class CLASS [ARGUMENT...]
spark_class() {
  [[ ! -x $SPARK_HOME/bin/spark-class ]] || exec "$SPARK_HOME/bin/spark-class" "$@"
  # What follows is what bin/spark-class does, for a home that has jars alone. The launcher says what it has to
  # say, then NUL and a line break, then the words of the command, each ended by NUL; we add its exit code.
  local command=() word
  {
    IFS= read -r -d '' word || true
    IFS= read -r _ || true
    while IFS= read -r -d '' word; do command+=("$word"); done
  } < <(
    status=0
    "$java" -Xmx128m -XX:TieredStopAtLevel=1 -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main "$@" || status=$?
    printf '%d\0' "$status"
  )
  local last=$((${#command[@]} - 1))
  [[ $last -gt 0 && ${command[last]} == 0 ]] || fail "Spark's launcher made no command for: $*"
  exec "${command[@]:0:last}"
}

# shellcheck shell=bash
# Sourced by the scripts beside it: finds Java and Spark, and builds Sparkgrad if that is due.

# With it, cd would look elsewhere for relative paths, and print what it finds.
unset CDPATH

root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source-path=SCRIPTDIR source=../.mvn/wrapper/java.sh
. "$root/.mvn/wrapper/java.sh"

# What is closed would be opened again as the first file that Java reads.
[[ -e /dev/fd/2 ]] || exec 2>/dev/null
[[ -e /dev/fd/0 ]] || exec </dev/null
[[ -e /dev/fd/1 ]] || fail "standard output is closed: expected a place for results"

case $root:${SPARK_HOME:-} in
  *:*:* | *[*]*) fail "the paths of Sparkgrad and SPARK_HOME must have no colon or asterisk, which Java's class path cannot hold" ;;
esac

# Java reads names of files in the locale's encoding: without UTF-8, an umlaut becomes a question mark.
if [[ $(locale charmap 2>/dev/null) != [Uu][Tt][Ff]*8 ]]; then
  export LC_ALL=C.UTF-8
fi

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
  mkdir -p "$root/target" 2>/dev/null && [[ -w $root/target ]] ||
    fail "the first use builds Sparkgrad, but $root/target cannot be written to: build it with ./mvnw package elsewhere"
  require_jdk
  (
    # Two first uses at once would build over each other.
    ! command -v flock >/dev/null || flock 9
    is_built && exit
    echo "${0##*/}: building Sparkgrad; the first time, this downloads Spark too" >&2
    cd "$root" && ./mvnw -q -B -Dmaven.test.skip=true -Dspotless.check.skip=true -Djacoco.skip=true \
      -Dmdep.analyze.skip=true package >&2 && touch "$application_jar"
  ) 9>"$root/target/.build.lock" || fail "the build failed"
}

# Sets SPARK_HOME, unless the user has, to the embedded Spark, and refuses a Spark that does not fit.
find_spark() {
  export SPARK_HOME=${SPARK_HOME:-$embedded_spark}
  local jars=$SPARK_HOME/jars core='' hadoop='' found="no Spark"
  [[ -d $jars ]] || fail "SPARK_HOME=$SPARK_HOME has no folder jars: expected an installation of Spark"
  set -- "$jars"/spark-core_*.jar
  [[ ! -e $1 ]] || core=$1
  core=${core##*/spark-core_}
  core=${core%.jar}
  # SCALA-SPARK, such as 2.13-4.2.0.
  [[ -z $core ]] || found="Spark ${core#*-} for Scala ${core%%-*}"
  [[ $core == 2.13-4.* && $core != 2.13-4.0.* ]] ||
    fail "SPARK_HOME=$SPARK_HOME has $found: expected Spark 4.1 or newer, below 5, for Scala 2.13"
  set -- "$jars"/hadoop-client-api-*.jar
  [[ ! -e $1 ]] || hadoop=$1
  # Java 24 took away what Hadoop used to find out who its user is.
  [[ $java_version -lt 24 || -z $hadoop ]] || grep -q org/apache/hadoop/security/authentication/util/SubjectUtil "$hadoop" ||
    fail "Java $java_version needs Hadoop 3.5, but SPARK_HOME=$SPARK_HOME has ${hadoop##*/}: set JAVA_HOME to Java $oldest_java to 23, or SPARK_HOME to Spark 4.2"
  [[ $SPARK_HOME != "$embedded_spark" || -f $SPARK_HOME/RELEASE ]] ||
    { echo "Spark as Maven's jars" >"$SPARK_HOME/RELEASE"; } 2>/dev/null || true
  # The launcher would look for it in folders that only Spark's own build has.
  export SPARK_SCALA_VERSION=2.13
}

# Becomes the given class of Spark's: spark_class CLASS [ARGUMENT...]
spark_class() {
  [[ ! -x $SPARK_HOME/bin/spark-class ]] || exec "$SPARK_HOME/bin/spark-class" "$@"
  # What follows is what bin/spark-class does, if a home has only jars. The launcher says what it has to
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

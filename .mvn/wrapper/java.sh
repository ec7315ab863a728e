# shellcheck shell=bash
# Sourced by mvnw and submit/environment.sh, which Java must not fail in two different ways.

# The Javas that Sparkgrad is tested with; pom.xml has them too.
oldest_java=17
newest_java=25

fail() { # MESSAGE [EXIT_CODE]
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit "${2:-1}"
}

# Cron and containers may leave it out.
[[ -n ${HOME:-} ]] || export HOME=~

# Java fails there before it says its version.
pwd -P >/dev/null 2>&1 || fail "expected a current directory, found that ${PWD:-it} no longer exists: change to another"

# Scripts change to other folders, where relative paths would lead elsewhere.
for name in JAVA_HOME MAVEN_USER_HOME SPARK_HOME; do
  [[ -z ${!name:-} || ${!name} == /* ]] || export "$name=$PWD/${!name}"
done

# Sets `java` to the command of a Java that runs Sparkgrad, and `java_version` to its number.
require_java() {
  local supported="Java $oldest_java to $newest_java" found
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null ||
    fail "no Java found${JAVA_HOME:+ at JAVA_HOME=$JAVA_HOME}: install a JDK of $supported, or set JAVA_HOME to one"
  found=$("$java" -version 2>&1) || true
  java_version=$(sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' <<<"$found")
  # The line "Picked up JAVA_TOOL_OPTIONS" says nothing of what is wrong.
  [[ -n $java_version ]] ||
    fail "needs $supported, but $(command -v "$java") -version says '$(sed '/Picked up /d' <<<"$found" | head -n 1)': set JAVA_HOME to another"
  [[ $java_version -ge $oldest_java && $java_version -le $newest_java ]] ||
    fail "needs $supported, but $(command -v "$java") is version $java_version: set JAVA_HOME to another"
}

# A build needs javac, which a JRE lacks.
require_jdk() {
  require_java
  command -v "${java}c" >/dev/null ||
    fail "building needs a JDK, but $(command -v "$java") belongs to a runtime without javac: install a JDK, or set JAVA_HOME to one"
}

# shellcheck shell=bash
# Sourced by mvnw and submit/environment.sh, which Java must not fail in two different ways.

fail() { # MESSAGE [EXIT_CODE]
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit "${2:-1}"
}

# Sets `java` to the command of a Java that runs Sparkgrad.
require_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  command -v "$java" >/dev/null ||
    fail "no Java found${JAVA_HOME:+ at JAVA_HOME=$JAVA_HOME}: install a JDK, version 17 or newer"
  local version
  version=$("$java" -version 2>&1 | sed -n 's/.* version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p')
  [[ ${version:-0} -ge 17 ]] ||
    fail "needs Java 17 or newer, but $(command -v "$java") is version ${version:-unknown}: set JAVA_HOME"
}

package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sparkgrad.submit.CopiedCheckout.Result;

/** Maven's wrapper, which a first use calls. */
class MavenWrapperTest extends OnCopiedCheckout {
  @Test
  void buildsInAFolderWithASpace() throws Exception {
    String words =
        """
        cd "${0%/submit/*}"
        sum=$(sed -n 's/^distributionSha512Sum=//p' .mvn/wrapper/maven-wrapper.properties)
        url=$(sed -n 's/^distributionUrl=//p' .mvn/wrapper/maven-wrapper.properties)
        name=${url##*/}
        bin="$MAVEN_USER_HOME/wrapper/dists/${name%-bin.tar.gz}/${sum:0:16}/bin"
        mkdir -p "$bin"
        cp "$JAVA_HOME/bin/java" "$JAVA_HOME/bin/javac"
        printf '#!/bin/bash\\nprintf "<%%s>" "$@"' >"$bin/mvn"
        chmod +x "$bin/mvn"
        ./mvnw -q 'a b'
        """;
    Result result =
        checkout.bash(words, Map.of("MAVEN_USER_HOME", place.resolve("m2 home").toString()));
    assertEquals("<-q><a b>", result.out(), result.err());
  }

  /** What a cut-off deletion leaves, in a home that is relative to where the call was made. */
  @Test
  void replacesHalfAnInstallation() throws Exception {
    String words =
        """
        mkdir -p tools made/apache-maven-9/bin project 'm2/wrapper/dists/apache-maven-9/5/lib'
        cp -r "${0%/submit/*}/mvnw" "${0%/submit/*}/.mvn" project
        cp "$JAVA_HOME/bin/java" "$JAVA_HOME/bin/javac"
        printf '#!/bin/bash\\nprintf "<%%s>" "$@"' >made/apache-maven-9/bin/mvn
        printf '#!/bin/bash\\nexit 1' >tools/curl
        printf '#!/bin/bash\\nlast=${@: -1}; cp "%s/made.tar.gz" "${last#*=}/apache-maven-9-bin.tar.gz"' "$PWD" >tools/mvn
        chmod +x tools/* made/apache-maven-9/bin/mvn
        tar -czf made.tar.gz -C made apache-maven-9
        sum=$(sha512sum made.tar.gz)
        printf 'distributionUrl=%s\\ndistributionSha512Sum=%s\\n' \\
          https://none/apache-maven-9-bin.tar.gz "${sum%% *}" >project/.mvn/wrapper/maven-wrapper.properties
        mv m2/wrapper/dists/apache-maven-9/5 "m2/wrapper/dists/apache-maven-9/${sum:0:16}"
        PATH=$PWD/tools:$PATH project/mvnw -q && PATH=/usr/bin:/bin project/mvnw 'a b' && ls -A m2/wrapper/dists/*
        """;
    Result result = checkout.bash(words, Map.of("MAVEN_USER_HOME", "m2"));
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().matches("<-q><a b>[0-9a-f]{16}\n"), result.out());
    assertEquals(2, result.err().lines().count(), result.err());
  }
}

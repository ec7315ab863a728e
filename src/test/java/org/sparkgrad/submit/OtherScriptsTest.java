package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.submit.CopiedCheckout.Result;

/** The quickstart and the local cluster, with a Spark that only prints how it is called. */
class OtherScriptsTest extends OnCopiedCheckout {
  private static final String FILES =
      """
      mkdir -p "$SPARKGRAD_CLUSTER_DIR"; cd "$SPARKGRAD_CLUSTER_DIR"
      touch experiment.log app.pid worker-of-mine.log worker-1.pid worker-12.log
      (exec -a org.apache.spark.deploy.mine sleep 60) >/dev/null 2>&1 &
      echo $! >mine.pid
      """;

  /** Runs words of which $cluster and $quickstart are the scripts. */
  private static Result bash(String words, Map<String, String> environment)
      throws IOException, InterruptedException {
    String names = "cluster=${0%/*}/local-cluster.sh; quickstart=${0%/*}/quickstart.sh\n";
    return checkout.bash(names + words, environment);
  }

  /** The stub of a master ends at once, so that start gives up and stops what it started. */
  @ParameterizedTest
  @CsvSource({"start, 1, master.log", "stop, 0, worker-12.log"})
  void theClusterTouchesItsOwnFilesOnly(String action, int code, String log) throws Exception {
    String words =
        FILES + "\"$cluster\" " + action + "; code=$?; kill $! || exit 9; ls; exit $code";
    Path directory = place.resolve("my " + action);
    Map<String, String> environment =
        Map.of("SPARKGRAD_CLUSTER_DIR", directory.toString(), "SPARKGRAD_MASTER_PORT", "0");
    Result result = bash(words, environment);
    assertEquals(code, result.code(), result.err());
    assertEquals(
        Set.of("app.pid", "experiment.log", "mine.pid", "worker-of-mine.log", log),
        Set.copyOf(result.out().lines().toList()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999", "65536", "-1", "123456789012345678901"})
  void theClusterRefusesAPort(String port) throws Exception {
    Result result = bash("\"$cluster\" start", Map.of("SPARKGRAD_MASTER_PORT", port));
    result.refused(
        2,
        "local-cluster.sh: SPARKGRAD_MASTER_PORT: expected a port from 0 to 65535, found " + port);
  }

  @ParameterizedTest
  @CsvSource({
    "\"$cluster\" stop --force, 'local-cluster.sh: stop: expected no arguments, found --force; usage: '",
    "\"$cluster\" status x, 'local-cluster.sh: status: expected no arguments, found x; usage: '",
    "\"$cluster\" stat, 'local-cluster.sh: unknown command ''stat''; usage: '",
    "\"$quickstart\" --epochs 3, 'quickstart.sh: expected no arguments, found --epochs 3; usage: '"
  })
  void refusesArguments(String words, String message) throws Exception {
    bash(words, Map.of()).refused(2, message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"$cluster\" --help",
        "\"$cluster\" -h",
        "\"$cluster\" start --help",
        "\"$quickstart\" --help",
        "\"$quickstart\" -h"
      })
  void printsItsUsage(String words) throws Exception {
    Result result = bash(words, Map.of());
    assertEquals(0, result.code(), result.err());
    assertTrue(result.out().startsWith("usage: "), result.out());
    assertEquals("", result.err());
  }

  @Test
  void twoQuickstartsOfASecondHaveTwoRunDirectories() throws Exception {
    String words =
        """
        mkdir data; touch data/data_batch_1.bin data/test_batch.bin
        for i in 1 2 3; do CIFAR10_DIR=data "$quickstart" >out.$i & done
        wait
        sed -n 's/.*<--out><\\([^>]*\\)>.*/\\1/p' out.* | sort -u
        """;
    Result result = bash(words, Map.of());
    assertEquals(3, result.out().lines().count(), result.out() + result.err());
  }
}

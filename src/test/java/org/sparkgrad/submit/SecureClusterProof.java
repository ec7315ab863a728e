package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.TinyCifar;

/** A standalone cluster with {@code conf/secure.properties}, as docs/security.md sets one up. */
class SecureClusterProof {
  private static final String SECRET = "b24gYSBjbHVzdGVyIG9mIHRoZSB0ZXN0cyBhbG9uZQ";
  private static final Path PLACE = Path.of("target/secure-cluster-proof").toAbsolutePath();
  private static final Script CLUSTER = Script.localCluster("0", PLACE);
  private static final ExecutorService CALLERS = Executors.newCachedThreadPool();

  @TempDir static Path place;
  private static Path properties;
  private static Path data;
  private static String master;

  /** Most of what it does is to wait. */
  private static Future<Script.Result> stranger;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    properties = place.resolve("secure.properties");
    Files.writeString(
        properties,
        Files.readString(Path.of("conf/standalone.properties"))
            + Files.readString(Path.of("conf/secure.properties"))
            + "spark.authenticate.secret "
            + SECRET);
    data = TinyCifar.write(place.resolve("tiny"), 200, 100);
    CLUSTER.run("stop");
    master =
        CLUSTER.run("start", "--properties-file", properties.toString()).endedWith(0).out().strip();
    stranger = CALLERS.submit(() -> train("stranger", "--master", master));
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    CALLERS.shutdownNow();
    CLUSTER.run("stop").endedWith(0);
  }

  /** With options of spark-submit; features are cached, and moments and components shuffled. */
  private static Script.Result train(String run, String... submitOptions)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of(submitOptions));
    all.addAll(List.of("train", "--json", "--data", data.toString()));
    all.addAll(List.of("--out", place.resolve(run).toString(), "--partitions", "3"));
    all.addAll(List.of("--blocks", "3", "--features", "hog|standardize|pca(9)"));
    all.addAll(List.of("--learning-rate", "0.1", "--batch-size", "100", "--iterations", "4"));
    return Script.sparkgrad().run(all.toArray(String[]::new));
  }

  private static JsonNode weights(Script.Result result) throws IOException {
    return result.endedWith(0).json().get("cells").get(0).get("weights_sha256");
  }

  /** What is seen of all processes while a call lasts. */
  private static Sighting watching(Callable<Script.Result> call)
      throws InterruptedException, ExecutionException, IOException {
    Future<Script.Result> result = CALLERS.submit(call);
    Sighting sighting = new Sighting();
    while (!result.isDone()) {
      sighting.look(PLACE);
      Thread.sleep(50);
    }
    sighting.end(result.get());
    return sighting;
  }

  @Test
  void givesTheBitsOfOneMachineAndListensOnLoopbackAlone()
      throws IOException, InterruptedException, ExecutionException {
    Sighting local =
        watching(() -> train("local", "--master", "local[2]", "--conf", "spark.ui.enabled=true"));
    Sighting cluster =
        watching(
            () -> train("cluster", "--properties-file", properties.toString(), "--master", master));
    assertEquals(weights(local.result()), weights(cluster.result()));
    local.assertLoopbackAlone("SparkSubmit");
    cluster.assertLoopbackAlone(
        "deploy.master.Master",
        "deploy.worker.Worker",
        "CoarseGrainedExecutorBackend",
        "SparkSubmit");
    assertFalse(cluster.sawOnACommandLine(SECRET), "the secret is in a list of processes");
  }

  @Test
  void letsNobodyInWithoutTheSecret() throws InterruptedException, ExecutionException {
    Script.Result refused = stranger.get();
    assertEquals(1, refused.code(), refused.err());
    assertTrue(refused.err().startsWith("sparkgrad: "), refused.err());
    assertFalse(Files.exists(place.resolve("stranger")));
  }
}

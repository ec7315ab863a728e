package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.PictureBytes;
import org.sparkgrad.TinyCifar;
import org.sparkgrad.cli.Call;
import org.sparkgrad.cli.LocalMaster;
import org.sparkgrad.ml.ImageTable;

/**
 * A small grid on a real standalone cluster, a master and two workers, each a process: as on two
 * threads of this virtual machine.
 */
@ExtendWith(LocalMaster.class)
class LocalClusterIT {
  private static final List<String> RESULTS =
      List.of(
          "cell",
          "status",
          "iterations_run",
          "train_loss",
          "train_accuracy",
          "validation_accuracy",
          "test_accuracy",
          "weights_sha256",
          "data_sha256");
  private static final Script CLUSTER =
      Script.localCluster("0", Path.of("target/local-cluster-it").toAbsolutePath());

  @TempDir static Path place;
  private static Path data;
  private static String master;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    data = TinyCifar.write(place.resolve("tiny"), 200, 100);
    CLUSTER.run("stop");
    master = CLUSTER.run("start").endedWith(0).out().strip();
    assertTrue(master.matches("spark://127\\.0\\.0\\.1:[0-9]+"), master);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    CLUSTER.run("stop").endedWith(0);
    CLUSTER.run("status").endedWith(1);
  }

  /** A call of the program, and how it is to end. */
  private interface Caller {
    JsonNode call(int code, List<String> arguments) throws IOException, InterruptedException;
  }

  private static JsonNode onTheCluster(int code, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--master", master));
    all.addAll(List.of("--conf", "spark.executor.extraJavaOptions=" + Script.shortLivedExecutor()));
    all.addAll(arguments);
    return Script.sparkgrad().run(all.toArray(String[]::new)).endedWith(code).json();
  }

  private static JsonNode here(int code, List<String> arguments) {
    return Call.of(arguments.toArray(String[]::new)).endedWith(code).json();
  }

  /**
   * Of a convolutional net, with layers that are fitted, drawn and normalised, on three blocks of
   * rows, so that both workers have some.
   */
  private static JsonNode grid(Caller caller, String run, String partitions)
      throws IOException, InterruptedException {
    String out = place.resolve(run).toString();
    List<String> all = new ArrayList<>(List.of("grid", "--json", "--out", out, partitions));
    all.addAll(List.of("--data", data.toString(), "--blocks=3", "--validation=200"));
    all.add(
        "--model=whiten(2):gelu:max-pool(4):conv(6,3,bias=false):batch-norm(group=8):relu:dropout(0.2):affine(10)");
    all.addAll(List.of("--sampling=stratified", "--flip=alternating", "--crop=2"));
    all.addAll(List.of("--learning-rate=0.03,0.1", "--batch-size=48", "--iterations=6"));
    all.add("--test-cells");
    return caller.call(0, all);
  }

  private static void assertSame(JsonNode expected, JsonNode found) {
    for (String column : RESULTS) {
      assertEquals(expected.get(column), found.get(column), column + " of " + expected);
    }
  }

  private static JsonNode predict(Caller caller, Path pictures)
      throws IOException, InterruptedException {
    String model = place.resolve("cluster/models/final").toString();
    return caller.call(4, List.of("predict", model, pictures.toString(), "--json"));
  }

  /** More than a chunk of pictures, turned and not, and one that is none. */
  private static Path makePictures() {
    Path pictures = place.resolve("pictures");
    for (int i = 0; i < 60; i++) {
      byte[] jpeg = PictureBytes.of(PictureBytes.picture(TinyCifar.image(i % 10, i)), "jpg");
      byte[] turned = PictureBytes.withOrientation(jpeg, 1 + i % 8);
      TinyCifar.writeFile(pictures.resolve(i + ".jpg"), turned);
    }
    TinyCifar.writeFile(pictures.resolve("none.png"), new byte[] {1});
    return pictures;
  }

  @Test
  void givesTheResultsOfOneMachine() throws IOException, InterruptedException {
    assertEquals(3, CLUSTER.run("status").endedWith(0).out().split(" runs as process").length - 1);
    JsonNode local = grid(LocalClusterIT::here, "local", "--partitions=2");
    JsonNode cluster = grid(LocalClusterIT::onTheCluster, "cluster", "--partitions=3");
    assertEquals(3, local.get("cells").size());
    assertEquals(local.get("best"), cluster.get("best"));
    for (int i = 0; i < 3; i++) {
      assertSame(local.get("cells").get(i), cluster.get("cells").get(i));
    }
    Path manifest = place.resolve("cluster/manifest.json");
    assertEquals(master, new ObjectMapper().readTree(manifest.toFile()).get("master").asText());
    Path pictures = makePictures();
    JsonNode predictions = predict(LocalClusterIT::onTheCluster, pictures);
    assertEquals(61, predictions.get("images").size());
    assertEquals(predict(LocalClusterIT::here, pictures), predictions);
  }

  private static SparkSession session(String master) throws IOException {
    return SparkSession.builder()
        .master(master)
        .appName("one hash")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.ui.enabled", "false")
        .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
        .config("spark.executor.extraJavaOptions", Script.shortLivedExecutor())
        .config("spark.jars", ApplicationJar.of(Path.of("")).toAbsolutePath().toString())
        .getOrCreate();
  }

  /** In each layout of the rows; this process is the driver, and executors have the jar. */
  @Test
  void dataFramesGiveTheWeightsOfOneMachine() throws IOException {
    Set<String> found = new TreeSet<>(weightsOfDataFrames("local[2]", 2));
    found.addAll(weightsOfDataFrames(master, 1, 2, 7, 40));
    assertEquals(1, found.size(), found.toString());
  }

  private static Set<String> weightsOfDataFrames(String master, int... layouts) throws IOException {
    Set<String> found = new TreeSet<>();
    try (SparkSession session = session(master)) {
      assertEquals(master, session.sparkContext().master());
      for (int partitions : layouts) {
        Dataset<Row> table = ImageTable.shuffled(session, partitions, partitions);
        found.add(ImageTable.classifier().fit(table).weightsSha256());
      }
    }
    return found;
  }
}

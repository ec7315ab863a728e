package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkgrad.PictureBytes;
import org.sparkgrad.TinyCifar;

/** A small grid on a real standalone cluster: a master and two workers, each a process. */
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
  private static String master;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    CLUSTER.run("stop");
    master = CLUSTER.run("start").endedWith(0).out().strip();
    assertTrue(master.matches("spark://127\\.0\\.0\\.1:[0-9]+"), master);
  }

  @AfterAll
  static void stop() throws IOException, InterruptedException {
    CLUSTER.run("stop").endedWith(0);
    CLUSTER.run("status").endedWith(1);
  }

  /** Three blocks of rows, so that both workers have some. */
  private static JsonNode run(
      String command, String master, Path data, Path run, String partitions, String... options)
      throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("--master", master, command, "--json"));
    all.addAll(List.of("--data", data.toString(), "--out", run.toString()));
    all.addAll(List.of("--partitions", partitions, "--blocks", "3", "--validation", "200"));
    all.addAll(List.of(options));
    return Script.sparkgrad().run(all.toArray(String[]::new)).endedWith(0).json();
  }

  private static JsonNode grid(String master, Path data, Path run, String partitions)
      throws IOException, InterruptedException {
    return run(
        "grid",
        master,
        data,
        run,
        partitions,
        "--learning-rate=0.003,0.01",
        "--batch-size=100",
        "--iterations=4",
        "--test-cells");
  }

  /** A convolutional net, with layers that are fitted, drawn and normalised. */
  private static JsonNode trainNet(String master, Path data, String run, String partitions)
      throws IOException, InterruptedException {
    return run(
            "train",
            master,
            data,
            place.resolve(run),
            partitions,
            "--model=whiten(2):gelu:max-pool(4):conv(6,3,bias=false):batch-norm(group=8):relu:dropout(0.2):affine(10)",
            "--sampling=stratified",
            "--flip=alternating",
            "--crop=2",
            "--learning-rate=0.1",
            "--batch-size=48",
            "--iterations=6")
        .get("cells")
        .get(0);
  }

  private static void assertSame(JsonNode expected, JsonNode found) {
    for (String column : RESULTS) {
      assertEquals(expected.get(column), found.get(column), column + " of " + expected);
    }
  }

  private static JsonNode predict(String master, Path pictures)
      throws IOException, InterruptedException {
    String model = place.resolve("cluster/models/final").toString();
    return Script.sparkgrad()
        .run("--master", master, "predict", model, pictures.toString(), "--json")
        .endedWith(4)
        .json();
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
    Path data = TinyCifar.write(place.resolve("tiny"), 200, 100);
    JsonNode local = grid("local[2]", data, place.resolve("local"), "2");
    JsonNode cluster = grid(master, data, place.resolve("cluster"), "3");
    assertEquals(3, local.get("cells").size());
    assertEquals(local.get("best"), cluster.get("best"));
    for (int i = 0; i < 3; i++) {
      assertSame(local.get("cells").get(i), cluster.get("cells").get(i));
    }
    Path manifest = place.resolve("cluster/manifest.json");
    assertEquals(master, new ObjectMapper().readTree(manifest.toFile()).get("master").asText());
    assertSame(
        trainNet("local[2]", data, "local-net", "2"), trainNet(master, data, "cluster-net", "3"));
    Path pictures = makePictures();
    JsonNode predictions = predict(master, pictures);
    assertEquals(61, predictions.get("images").size());
    assertEquals(predict("local[2]", pictures), predictions);
  }
}

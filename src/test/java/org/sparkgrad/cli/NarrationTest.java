package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What commands say on standard error while they work. */
@ExtendWith(LocalMaster.class)
class NarrationTest {
  @TempDir static Path shared;
  private static Path data;
  private static Path run;

  @TempDir Path place;

  @BeforeAll
  static void trainModel() {
    data = TinyRun.data(shared.resolve("tiny"));
    run = shared.resolve("run");
    TinyRun.json("train", data, run).done();
  }

  private static void assertSays(Call call, String... parts) {
    List<String> lines = call.done().err().lines().toList();
    assertEquals(parts.length, lines.size(), call.err());
    for (int i = 0; i < parts.length; i++) {
      assertTrue(lines.get(i).startsWith("sparkgrad: " + parts[i]), call.err());
    }
  }

  @Test
  void tellsWhatATrainingDoesAndThatItIsDone() {
    assertSays(
        TinyRun.json("train", data, place.resolve("run")),
        "starting Spark (local[2])",
        "loading 80 images from " + data,
        "load 100%, 80 images in 0:0",
        "training 1 cell for 4 iterations at most, into file:" + place.resolve("run"),
        "train 100%, 4 iterations in 0:0");
  }

  @Test
  void tellsOfTheCellsOfAGrid() {
    Call call =
        TinyRun.json(
            "grid", data, place.resolve("run"), "--learning-rate", "0.001,0.01", "--fused");
    assertEquals(0, call.code());
    String last = call.err().lines().reduce((first, second) -> second).orElseThrow();
    assertTrue(
        last.matches(
            "sparkgrad: grid 100%, \\d+ iterations in 0:\\d\\d, 2/2 cells, best [01]\\.\\d{4} cell-[12]"),
        last);
  }

  @Test
  void tellsWhatTheOthersDo() {
    String model = run.resolve("models/cell-1").toString();
    assertSays(
        Call.of("evaluate", model, "--data", data.toString()),
        "starting Spark",
        "evaluating on 20 images of " + data);
    assertSays(
        Call.of(
            "features",
            "--features",
            "raw",
            "--data",
            data.toString(),
            "--out",
            place.resolve("features").toString()),
        "starting Spark",
        "computing raw of 80 images from " + data,
        "features 100%, 80 images in 0:0");
    assertSays(
        Call.of("data", "info", data.toString()),
        "starting Spark",
        "describing 80 rows of CIFAR-10 binary files from " + data);
  }

  @Test
  @Covers({
    "train --quiet",
    "grid --quiet",
    "evaluate --quiet",
    "predict --quiet",
    "templates --quiet",
    "export --quiet",
    "report --quiet",
    "features --quiet",
    "data info --quiet",
    "data synth --quiet",
    "data fetch --quiet",
    "gradcheck --quiet",
    "bench --quiet",
    "model --quiet"
  })
  void saysNothingIfItIsToBeQuiet() {
    String model = run.resolve("models/cell-1").toString();
    String[][] calls = {
      {"train", "--batch-size", "10", "--epochs", "1", "--out", place + "/a"},
      {"grid", "--batch-size", "10", "--epochs", "1", "--validation", "20", "--out", place + "/b"},
      {"evaluate", model},
      {"predict", model, "--out", place + "/c"},
      {"features", "--features", "hog", "--out", place + "/d"},
      {"gradcheck", "--model", "linear", "--loss", "softmax", "--penalty", "none"}
    };
    for (String[] call : calls) {
      List<String> words = new ArrayList<>(List.of(call));
      words.addAll(List.of("--data", data.toString(), "--quiet"));
      assertSays(Call.of(words.toArray(String[]::new)));
    }
    assertSays(Call.of("templates", model, "--out", place + "/t.png", "--quiet"));
    assertSays(Call.of("export", model, "--onnx", place + "/m.onnx", "--quiet"));
    assertSays(Call.of("report", run.toString(), "--out", place + "/r", "--quiet"));
    assertSays(Call.of("data", "info", data.toString(), "--quiet"));
    assertSays(
        Call.of("data", "synth", place + "/e", "--train-rows=1", "--test-rows=1", "--quiet"));
    Call.of("data", "fetch", place + "/f", "--archive", place + "/none", "--quiet")
        .failedWith(3, "none");
    Call.of("bench", "nonsense", "--quiet").failedWith(2, "nonsense");
  }

  @Test
  void namesTheNextStepAtTheEndOfARun() {
    Path out = place.resolve("run");
    String printed =
        TinyRun.bare("train", data, out, "--batch-size", "10", "--epochs", "1").done().out();
    List<String> lines = printed.lines().toList();
    assertEquals(
        List.of(
            "run directory: file:%s; next: sparkgrad evaluate file:%s/models/cell-1 --data %s"
                .formatted(out, out, data),
            "report: sparkgrad report file:%s".formatted(out)),
        lines.subList(lines.size() - 2, lines.size()));
  }
}

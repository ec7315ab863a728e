package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sparkgrad.TinyCifar;

/** Saved models, read and applied by a NumPy program that knows docs/model-format.md alone. */
@ExtendWith(LocalMaster.class)
class RecomputedAccuracyTest {
  private static final String SCRIPT = "docs/recompute_accuracy.py";
  private static final int TEST_ROWS = 500;

  /** Whether there is a Python with these modules, which takes a second to find out. */
  private static final Map<String, Boolean> FOUND = new HashMap<>();

  @TempDir Path place;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--model linear --features raw:standardize-channels",
        "--model linear --features raw:unit --bias false",
        "--model softmax-relu --features raw:center:standardize",
        "--model two-layer --hidden 6 --features raw:standardize",
        "--model linear --features patches(filters=9,sample=99,stride=2,mirrors=true):standardize",
        "--model affine(7):layer-norm:gelu:pairs:affine(10):scale(1/3) --features raw:standardize",
        "--model whiten(2):gelu:max-pool(4):conv(6,3,pad=1,bias=false):batch-norm(group=8):relu"
            + ":conv(8,3,stride=2):group-norm(2):average-pool(2):dropout(0.2):flatten:affine(10)",
        "--features patches(size=8,filters=9,sample=99,dictionary=k-means,coding=triangle):pca(5)",
      })
  void isThatOfTheRun(String options) throws IOException, InterruptedException {
    assumePython("numpy");
    assertRecomputed(data(), options);
  }

  @Test
  void isThatOfTheRunOnExtractedFeatures() throws IOException, InterruptedException {
    assumePython("numpy, pyarrow");
    Path data = data();
    String store = place.resolve("store").toString();
    Call.of("features", "--features", "hog+hsv", "--data", data.toString(), "--out", store).done();
    String features = "hog+hsv:standardize:pca(8,whiten):standardize";
    assertRecomputed(data, "--model softmax-relu --features " + features, store);
  }

  private Path data() {
    return TinyCifar.write(place.resolve("tiny"), TinyRun.TRAIN_ROWS / 5, TEST_ROWS);
  }

  private void assertRecomputed(Path data, String options, String... arguments)
      throws IOException, InterruptedException {
    Path run = place.resolve("run");
    JsonNode cell = TinyRun.json("train", data, run, options.split(" ")).done().firstCell();
    Path model = run.resolve("models").resolve(cell.get("cell").asText());

    List<String> command = new ArrayList<>(List.of("python3", SCRIPT));
    command.addAll(List.of(model.toString(), data.toString()));
    command.addAll(List.of(arguments));
    String expected =
        "weights_sha256 %s\naccuracy %s\n"
            .formatted(cell.get("weights_sha256").asText(), cell.get("test_accuracy").asDouble());
    assertEquals(expected, python(command));
  }

  private static String python(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), out);
    return out;
  }

  private static void assumePython(String modules) {
    assumeTrue(
        FOUND.computeIfAbsent(modules, RecomputedAccuracyTest::find),
        "there is no python3 with " + modules);
  }

  private static boolean find(String modules) {
    try {
      return new ProcessBuilder("sh", "-c", "python3 -c 'import " + modules + "'")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}

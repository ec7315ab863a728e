package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(LocalMaster.class)
class GradcheckTest {
  private static final int ERROR = 1;
  private static final int USAGE = 2;
  private static final int DATA = 3;

  @TempDir static Path shared;
  private static Path data;

  @TempDir Path place;

  @BeforeAll
  static void writeData() {
    data = TinyRun.data(shared.resolve("tiny"));
  }

  private static Call gradcheck(String... options) {
    List<String> all = new ArrayList<>(List.of("gradcheck", "--data", data.toString()));
    all.addAll(List.of(options));
    return Call.of(all.toArray(String[]::new));
  }

  /** One combination, a few rows. */
  private static Call small(String... options) {
    List<String> all = new ArrayList<>(List.of("--model", "linear", "--rows", "4"));
    if (!List.of(options).contains("--loss")) {
      all.addAll(List.of("--loss", "softmax"));
    }
    if (!List.of(options).contains("--penalty")) {
      all.addAll(List.of("--penalty", "l2"));
    }
    all.addAll(List.of(options));
    return gradcheck(all.toArray(String[]::new));
  }

  private static Set<String> names(JsonNode checks, String field) {
    Set<String> names = new TreeSet<>();
    checks.forEach(each -> names.add(each.get(field).asText()));
    return names;
  }

  @Test
  @Covers({"gradcheck --json", "gradcheck --data", "gradcheck --rows", "gradcheck --coordinates"})
  void passesEveryCombinationOnBothPaths() {
    JsonNode document = gradcheck("--rows", "4", "--coordinates", "2", "--json").done().json();
    assertEquals(
        List.of("worst", "tolerance", "checks", "layers"),
        Lists.newArrayList(document.fieldNames()));
    assertEquals(1e-6, document.get("tolerance").asDouble());
    JsonNode checks = document.get("checks");
    assertEquals(
        Set.of(
            "linear",
            "linear without biases",
            "softmax-relu",
            "softmax-relu without biases",
            "two-layer",
            "two-layer without biases",
            "two-layer with dropout",
            "average-pool(4)|conv(6,3,pad=1,bias=false)|max-pool(2)|batch-norm(group=8,scale=false)"
                + "|gelu|conv(5,2)|group-norm(5)|relu|dropout(0.3)|affine(10)|scale(1/9)"),
        names(checks, "model"));
    assertEquals(
        Set.of("softmax", "hinge", "squared-hinge", "one-vs-rest-squared-hinge"),
        names(checks, "loss"));
    assertEquals(
        Set.of(
            "none",
            "l2",
            "l2-factor-one",
            "l1",
            "l1-subgradient",
            "elastic-net",
            "elastic-net-subgradient",
            "max-norm"),
        names(checks, "penalty"));
    assertEquals(Set.of("memory", "distributed"), names(checks, "path"));
    assertEquals(8 * 4 * 8 * 2, checks.size());
    double worst = 0;
    for (JsonNode check : checks) {
      int arrays = arrays(check.get("model").asText());
      int skipped = check.get("skipped_kinks").asInt() + check.get("skipped_flat").asInt();
      assertEquals(2 * arrays, check.get("slopes").size() + skipped);
      assertTrue(check.get("passed").asBoolean(), check.toString());
      assertTrue(
          check.get("float32_error").asDouble() <= check.get("float32_bound").asDouble(),
          check.toString());
      worst = Math.max(worst, check.get("worst").asDouble());
    }
    for (JsonNode check : document.get("layers")) {
      assertTrue(check.get("passed").asBoolean(), check.toString());
      worst = Math.max(worst, check.get("worst").asDouble());
    }
    assertEquals(2 * 20, document.get("layers").size());
    assertEquals(worst, document.get("worst").asDouble());
    assertTrue(worst <= 1e-6);
  }

  private static int arrays(String model) {
    if (model.startsWith("average-pool")) {
      // Weights of two convolutions and scores, biases of one of each, of norms, a scale.
      return 8;
    }
    int all = model.startsWith("two-layer") ? 4 : 2;
    return model.endsWith("without biases") ? all / 2 : all;
  }

  @Test
  @Covers({"gradcheck --model", "gradcheck --loss", "gradcheck --penalty"})
  void checksWhatIsAskedForAndGivesNumbersOfEachSlope() {
    JsonNode document = small("--loss", "hinge,softmax", "--json").done().json();
    JsonNode checks = document.get("checks");
    assertEquals(0, document.get("layers").size());
    assertEquals(8, checks.size());
    assertEquals(Set.of("linear", "linear without biases"), names(checks, "model"));
    assertEquals(Set.of("hinge", "softmax"), names(checks, "loss"));
    assertEquals(Set.of("l2"), names(checks, "penalty"));
    JsonNode slope = checks.get(0).get("slopes").get(0);
    assertEquals(
        List.of("parameter", "numeric", "analytic", "relative_error"),
        Lists.newArrayList(slope.fieldNames()));
    assertTrue(slope.get("parameter").asText().matches("(weights|bias)\\[\\d+\\]"));
    assertEquals(slope.get("analytic").asDouble(), slope.get("numeric").asDouble(), 1e-6);
  }

  @Test
  @Covers("gradcheck --label-smoothing")
  void checksSoftmaxWithSmoothedLabels() {
    String plain = small().done().out();
    String smoothed = small("--label-smoothing", "0.2").done().out();
    assertTrue(smoothed.contains("model linear, loss softmax, penalty l2, memory: passed"));
    assertNotEquals(plain, smoothed);
    small("--loss", "hinge", "--label-smoothing", "0.2")
        .failedWith(USAGE, "--label-smoothing: expected only with --loss softmax, found without");
  }

  @Test
  void printsTablesThatEndWithTheWorst() {
    String out = small().done().out();
    assertTrue(out.contains("model linear, loss softmax, penalty l2, memory: passed"), out);
    assertTrue(out.contains("model linear, loss softmax, penalty l2, distributed: passed"), out);
    assertTrue(out.contains("relative error"), out);
    assertTrue(out.contains("skipped: "), out);
    String last = out.lines().reduce((first, second) -> second).orElseThrow();
    assertTrue(last.startsWith("worst relative error: "), last);
  }

  /** Rounding alone is above it. */
  @Test
  @Covers("gradcheck --tolerance")
  void isOneAboveTheToleranceAndPrintsAllTheSame() {
    Call call = small("--tolerance", "1e-300", "--json");
    assertEquals(ERROR, call.code());
    assertFalse(call.json().get("checks").get(0).get("passed").asBoolean());
    Call table = small("--tolerance", "1e-300");
    assertEquals(ERROR, table.code());
    assertTrue(table.out().contains("FAILED"), table.out());
  }

  /** On so long a way some hinge switches along every parameter: no slope is left to check. */
  @Test
  @Covers("gradcheck --step")
  void skipsAtKinksAndPassesNothingOnThat() {
    Call call = small("--loss", "hinge", "--step", "10", "--json");
    assertEquals(ERROR, call.code());
    JsonNode check = call.json().get("checks").get(0);
    assertEquals(10, check.get("skipped_kinks").asInt());
    assertEquals(0, check.get("slopes").size());
  }

  @Test
  @Covers("gradcheck --seed")
  void drawsByTheSeed() {
    String first = small("--seed", "7").done().out();
    assertEquals(first, small("--seed", "7").done().out());
    assertNotEquals(first, small("--seed", "8").done().out());
  }

  @Test
  @Covers("gradcheck --partitions")
  void givesTheSameOnAnyNumberOfPartitions() {
    assertEquals(small("--partitions", "1").done().out(), small("--partitions", "5").done().out());
  }

  @Test
  @Covers("gradcheck --config")
  void readsAConfigFile() throws IOException {
    Path file = place.resolve("my.properties");
    Files.writeString(file, "penalty = none,l1\ncoordinates = 1\njson = true\n");
    Call call =
        gradcheck("--model", "linear", "--loss", "softmax", "--config", file.toString()).done();
    assertEquals(Set.of("none", "l1"), names(call.json().get("checks"), "penalty"));
  }

  @ParameterizedTest
  @CsvSource({
    "--model, quadratic, 'expected one of linear, softmax-relu, two-layer'",
    "--model, nearest-mean, expected a model that follows a gradient",
    "--model, 'conv(4,2)|affine(3)', 'expected a last layer of 10 outputs'",
    "--loss, absolute, expected one of softmax",
    "--label-smoothing, 1, 'expected a number from 0 up to, not including, 1'",
    "--penalty, l3, expected one of none",
    "--rows, 0, expected a whole number of at least 1",
    "--rows, 61, expected at most the 60 training rows",
    "--coordinates, 0, expected a whole number of at least 1",
    "--step, 0, expected a number above 0",
    "--step, NaN, expected a number",
    "--tolerance, -1, expected a number above 0",
    "--partitions, 0, expected a whole number from 1 to 1000",
  })
  void refusesWhatMakesNoSense(String option, String value, String expected) {
    gradcheck(option, value).failedWith(USAGE, option + ": ", expected, value);
  }

  @Test
  void isThreeWhereThereIsNoData() {
    Call.of("gradcheck", "--data", place.resolve("nowhere").toString())
        .failedWith(DATA, "expected a directory", "nowhere");
  }
}

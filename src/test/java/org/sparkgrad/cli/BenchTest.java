package org.sparkgrad.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.Lists;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocalMaster.class)
class BenchTest {
  private static final int USAGE = 2;

  @TempDir Path place;

  @Test
  @Covers({"bench --data", "bench --partitions", "bench --json"})
  void printsOneDocumentWithTheNamesOfTheContract() {
    String data = TinyRun.data(place.resolve("tiny")).toString();
    JsonNode document =
        Call.of("bench", "mllib", "--data", data, "--partitions", "1", "--json").done().json();
    assertEquals(List.of("machine", "benchmarks"), Lists.newArrayList(document.fieldNames()));
    assertTrue(document.get("benchmarks").size() > 0);
    for (JsonNode each : document.get("benchmarks")) {
      assertEquals(
          List.of("name", "unit", "value", "baseline", "ratio"),
          Lists.newArrayList(each.fieldNames()));
      assertTrue(each.get("value").isNumber());
    }
  }

  @Test
  void printsATableForPeople() {
    String data = TinyRun.data(place.resolve("tiny")).toString();
    Call call = Call.of("bench", "load", "--data", data).done();
    assertTrue(call.out().contains("load: training set"), call.out());
    assertTrue(call.out().contains("machine:"), call.out());
  }

  /** Whether scikit-image is there to compare with or not. */
  @Test
  void measuresFeatures() {
    String data = TinyRun.data(place.resolve("tiny")).toString();
    JsonNode lines = Call.of("bench", "features", "--data", data, "--json").done().json();
    JsonNode all = lines.get("benchmarks").get(0);
    assertEquals("features: HOG and HSV, 2,472 values, of 80 images", all.get("name").asText());
    assertTrue(all.get("value").isNumber());
    JsonNode one = lines.get("benchmarks").get(1);
    assertEquals("features: HOG of an image, 1,764 values, one thread", one.get("name").asText());
    assertTrue(one.get("value").isNumber());
    JsonNode skipped = lines.get("benchmarks").path(2);
    assertEquals(skipped.isMissingNode(), one.get("ratio").isNumber());
    assertTrue(skipped.isMissingNode() || skipped.get("value").isNull(), skipped::toString);
  }

  @Test
  void refusesUnknownBenchmarks() {
    Call.of("bench", "nonsense").failedWith(USAGE, "nonsense", "mllib");
  }
}
